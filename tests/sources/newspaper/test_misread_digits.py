"""Letters read for digits are digits again, and letters that mean themselves stay."""

import pytest

from service.sources.newspaper.misread_digits import misread_digits


def _mended(text: str) -> str:
    characters = list(text)
    for each in misread_digits(text):
        characters[each.start] = each.right
    return "".join(characters)


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("定于7月3l日8时开闸", "定于7月31日8时开闸"),
        ("l5日起停水", "15日起停水"),
        ("一份药兑1OO份水", "一份药兑100份水"),
        ("找到时，l人脱水", "找到时，1人脱水"),
        ("O时起限行", "0时起限行"),
        ("2O27年，2O2O年", "2027年，2020年"),
        ("1,2OO元，O.5万吨，3O.5%", "1,200元，0.5万吨，30.5%"),
        ("电话63l9110", "电话6319110"),
        ("16:O5开车，7时O6分到", "16:05开车，7时06分到"),
        ("每亩限买6O株，报警器共46OO只", "每亩限买60株，报警器共4600只"),
        ("共1S0元，3B6吨", "共150元，386吨"),
    ],
)
def test_letter_in_a_number_is_a_digit(read_as: str, meant: str) -> None:
    assert _mended(read_as) == meant


@pytest.mark.parametrize(
    "text",
    [
        "G108国道，A座，B超，T1航站楼，CO2，5G，PM2.5，AI",
        "I级响应，Ⅰ级，III期，O型血，O人群，维生素B12，i人",
        "10l水，5l桶装油，10l日用油，500ml",
        "5S店，O2O时代，B2B年会，D67l8次，A4l页，H2O分子，A6O款",
    ],
)
def test_letter_that_means_itself_stays(text: str) -> None:
    assert misread_digits(text) == []
