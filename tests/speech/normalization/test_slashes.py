"""A slash between things, and the slashes of fractions and units."""

from service.speech.normalization import normalize, slashes
from service.speech.normalization.rule import apply_all
from tests.support.tables import every_row


@every_row(
    ("written", "spoken"),
    [
        ("地铁1/2号线", "地铁一、二号线"),
        ("3/4年级", "三、四年级"),
        ("第3/4版", "第三、四版"),
        ("2/4/8路公交", "二、四、八路公交"),
        ("东北风3/4级", "东北风三至四级"),
        ("浪高2/3米", "浪高两至三米"),
        ("美元/人民币报7.12", "美元对人民币报七点一二"),
        ("10元/3斤", "十元三斤"),
        ("男/女/不限", "男、女、不限"),
        ("S254/S316交叉口", "S二五四、S三一六交叉口"),
        ("170cm/60kg", "一百七十厘米、六十千克"),
        ("单位：元/吨。", "单位：元每吨。"),
    ],
)
def test_a_slash_is_never_a_word(written: str, spoken: str) -> None:
    assert normalize(written) == spoken


@every_row(
    ("written", "spoken"),
    [
        ("2/3的路程", "三分之二的路程"),
        ("1/3楼面", "三分之一楼面"),
        ("60km/h", "每小时六十公里"),
        ("TCP/IP", "T C P I P"),
    ],
)
def test_fractions_units_and_names_keep_theirs(written: str, spoken: str) -> None:
    assert normalize(written) == spoken


@every_row("written", ["1/3", "占2/3", "1/4决赛", "血压120/80mmHg", "3/4米宽", "2026/3/21", "1/2号召", "U盘/L型"])
def test_what_is_of_another_kind_is_left(written: str) -> None:
    assert apply_all(slashes.RULES, written) == written
