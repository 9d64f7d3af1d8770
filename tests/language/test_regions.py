"""The regions of China."""

from __future__ import annotations

from service.language import regions
from tests.support.tables import every_row


def test_the_table_has_three_ranks() -> None:
    assert len(regions.provinces()) == 34
    shandong = next(region for region in regions.provinces() if region.name == "山东省")
    liaocheng = next(region for region in shandong.parts if region.name == "聊城市")
    assert "茌平区" in {county.name for county in liaocheng.parts}


@every_row(
    ("name", "short"),
    [
        ("山东省", "山东"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("香港特别行政区", "香港"),
        ("延边朝鲜族自治州", "延边"),
        ("大兴安岭地区", "大兴安岭"),
    ],
)
def test_names_are_shortened_as_news_does(name: str, short: str) -> None:
    assert regions.Region(name).short_name == short


def test_no_short_name_is_a_single_character_or_still_ends_in_its_rank() -> None:
    for province in regions.provinces():
        for region in (province, *(part for part in province.parts if part.is_named)):
            assert len(region.short_name) >= 2
            assert not region.short_name.endswith(("自治州", "自治区", "省", "地区"))


def test_a_county_is_its_stem_and_its_rank() -> None:
    for province in regions.provinces():
        for city in province.parts:
            for county in city.parts:
                assert regions.county_stem(county.name) + regions.county_rank(county.name) == county.name
    assert regions.county_stem("县") == "县"
    assert regions.county_rank("长阳土家族自治县") == "自治县"
