"""A forecast in a table is read as sentences, row for row; other tables are not."""

import datetime as dt

import pytest

from service.model import Page
from service.sources.newspaper import read
from service.sources.newspaper.weather_tables import as_sentences

TABLE = "| 时段 | 天气 | 气温 |\n|---|---|---|\n| 今晚 | 晴 | 22℃ |\n| 明天（14日） | 多云 | |"
HTML = "<table><tr><td>时段</td><td>天气</td></tr><tr><td>今晚</td><td><b>晴</b></td></tr></table>"


def test_rows_become_sentences_and_the_head_and_the_rule_nothing():
    text, edits = as_sentences(f"# 今明天气\n\n{TABLE}\n")
    assert text.split("\n") == ["# 今明天气", "", "", "", "今晚：晴，22℃。", "明天：多云。", ""]
    assert [number for number, _ in edits] == [3, 4, 5, 6]
    assert {edit.what for _, edit in edits} == {"table"}


def test_a_table_in_html_is_one_line():
    assert as_sentences(f"气象预报\n{HTML}")[0] == "气象预报\n今晚：晴。"


@pytest.mark.parametrize(
    "table",
    [
        "| 城市 | 天气 | 气温（℃） |\n|---|---|---|\n| 云州 | 晴 | 17～31 |",
        "<table><tr><th>城市</th><th>天气</th><th>气温（℃）</th></tr><tr><td>云州</td><td>晴</td><td>17～31</td></tr></table>",
    ],
)
def test_a_column_whose_head_names_the_unit_is_told_with_it(table):
    assert as_sentences(f"# 天气\n\n{table}")[0].split("\n")[-1] == "云州：晴，17～31℃。"


@pytest.mark.parametrize(
    "page",
    [
        f"# 菜价\n\n{TABLE}",
        f"# 天气\n\n第一段。\n\n第二段。\n\n第三段。\n\n第四段。\n\n{TABLE}",
        "# 天气\n\n今天晴，气温20℃。",
    ],
)
def test_what_has_no_weather_above_it_stays(page):
    assert as_sentences(page) == (page, ())


def test_the_page_is_read_with_its_forecast():
    news = "# 大桥通车\n\n本报讯（记者 方远）5月13日，云溪大桥通车，从县城到渡口只要四分钟，货车绕行。\n\n"
    articles = read(Page("2026-05-13.md", f"{news}# 今明天气\n\n{TABLE}\n", dt.date(2026, 5, 13), "name"))
    weather = next(each for each in articles if each.title == "今明天气")
    assert "今晚：晴，22℃。" in weather.text
    assert any(edit.what == "table" for edit in weather.edits)
