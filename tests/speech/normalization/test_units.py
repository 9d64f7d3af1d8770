"""Units in letters by the rules of this module alone."""

from service.speech.normalization import units
from service.speech.normalization.rule import apply_all
from tests.support.tables import every_row


@every_row(
    ("written", "said"),
    [
        ("60km/h", "每小时六十公里"),
        ("100MW", "一百兆瓦"),
        ("-5℃", "零下五摄氏度"),
        ("-5~3℃", "零下五至三摄氏度"),
        ("-8--3℃", "零下八至零下三摄氏度"),
        ("2kg", "两千克"),
        ("3m²", "三平方米"),
        ("1.5万kWh", "一点五万千瓦时"),
        ("35微克/立方米", "每立方米三十五微克"),
        ("3000元/吨", "每吨三千元"),
        ("10mL-20mL", "10毫升至二十毫升"),
        ("10W+", "10万+"),
        ('55"电视', "五十五英寸电视"),
        ("15.6”的大屏", "十五点六英寸的大屏"),
        ("2″镜头", "两英寸镜头"),
    ],
)
def test_units_have_chinese_names(written, said):
    assert apply_all(units.RULES, written) == said


@every_row(
    "written",
    [
        "C919",
        "100个",
        "5GB",
        "3M公司",
        "“代号55”电视剧",
        '"55"电视剧',
        '2026"电视节',
        "1/3",
    ],
)
def test_what_is_of_another_kind_is_left(written):
    assert apply_all(units.RULES, written) == written
