from service.language.cjk_latin_spacing import closed, closed_headline
from tests.support.tables import every_row


@every_row(
    ("text", "wanted"),
    [
        ("覆盖 98% 以上的行政村", "覆盖98%以上的行政村"),
        ("截至 3 月 20 日，新购 3 台 CT 机", "截至3月20日，新购3台CT机"),
        ("水温在 15℃ 左右，超过 3.6×10⁸ 千瓦时", "水温在15℃左右，超过3.6×10⁸千瓦时"),
        ("产销率 >98%，为 -3.2%", "产销率>98%，为-3.2%"),
        ("Wi-Fi 6 上网，电话 0635 0000000", "Wi-Fi 6上网，电话0635 0000000"),
        ("甲 乙", "甲 乙"),
    ],
)
def test_blanks_between_chinese_and_other_letters_go(text, wanted):
    assert closed(text) == wanted


@every_row(
    ("title", "wanted"),
    [
        ("县医院 CT 检查降价 20%", "县医院CT检查降价20%"),
        ("青禾村 200 亩大棚亩产 1.2 万斤", "青禾村200亩大棚亩产1.2万斤"),
        ("云溪县 5所学校开学", "云溪县 5所学校开学"),
        ("新桥通车 G20高速不再拥堵", "新桥通车 G20高速不再拥堵"),
        ("稳中有进 前景可期", "稳中有进 前景可期"),
    ],
)
def test_a_blank_that_parts_a_headline_stays(title, wanted):
    assert closed_headline(title) == wanted
