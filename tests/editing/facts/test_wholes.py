"""Parts that are told as the whole."""

import pytest

from service.editing.facts import source_alignment, wholes

PASSAGE = source_alignment.read(
    "改造覆盖17个乡镇中的15个。乡镇卫生院开通率为74%。部分路段封闭施工。书屋12名义工都来自周边村。近四成家电没有纸质说明。"
    "许多车停在平台上。他两年里开过37家店，关了29家。3月的23张条子里，有9张的回条都是同一句话。"
    "两个片区之间的3条廊道全部有虎豹通过。三分之二以上业主同意即可动工。"
    "新巢很安全，34个落在中滩。石笋记录了11次干旱，其中最长的一次在4200年前，前后延续近170年。新巢有41个落在南边的滩上。"
)


def faults(text):
    said = source_alignment.sentence(text)
    return [fault.claim for fault in wholes.faults(said, PASSAGE.origins(said.grams), PASSAGE)]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("改造覆盖全县17个乡镇。", "覆盖全"),
        ("乡镇卫生院已经全部开通。", "全部"),
        ("路段都封闭施工。", "都"),
        ("11次干旱，每一次延续了近170年。", "每一次"),
        ("新巢全落在南边的滩上。", "全"),
        ("家电多半没有纸质说明。", "多半"),
        ("所有车都停在平台上。", "所有"),
        ("他开过的37家店已经全部关掉。", "全部"),
        ("回条都是同一句话。", "都"),
        ("全体业主同意才可动工。", "全体"),
    ],
)
def test_a_part_told_as_the_whole_is_named(text, claim):
    assert claim in faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "书屋12名义工都是周边村的。",
        "乡镇卫生院四分之三已经开通。",
        "一部分路段封闭。",
        "家电有近四成没有说明。",
        "差不多半个月都在下雨。",
        "三条廊道都有虎豹走过。",
    ],
)
def test_a_part_told_as_one_and_a_whole_of_the_source_pass(text):
    assert faults(text) == []
