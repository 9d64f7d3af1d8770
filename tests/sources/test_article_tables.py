"""Exports of editorial systems: CSV and JSON."""

import datetime as dt
import json
import random

import pytest

from service.core.show_settings import ARTICLE_PARTS
from service.errors import SourceError
from service.sources import article_tables
from service.sources.article_tables import NAMES, read
from tests.support.tables import every_row

LEAD = "3月20日，青禾县十二个乡镇同时开闸放水，比去年早五天。"
ROWS = [
    {
        "标题": "青禾县春灌开始",
        "正文": f"{LEAD}\n农户都说好。",
        "日期": "2026-03-20",
        "作者": "林舟、何青",
        "栏目": "要闻",
    },
    {
        "标题": "市图书馆夜间开放",
        "正文": f"<p>{LEAD}</p><p>开放到22时。</p>",
        "日期": "2026/3/20 18:30",
        "作者": "",
        "栏目": "",
    },
]
CSV = '标题,正文,日期,作者\n青禾县春灌开始,"3月20日，十二个乡镇开闸放水。\n比去年早五天。",2026-03-20,记者 林舟\n'


def test_the_parts_are_those_that_a_show_may_name():
    assert tuple(NAMES) == ARTICLE_PARTS


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ROWS, ensure_ascii=False),
        json.dumps({"code": 0, "data": {"total": 2, "list": ROWS}}),
        "\n".join(json.dumps(row) for row in ROWS),
        json.dumps({"8801": ROWS[0], "8802": ROWS[1]}),
        json.dumps([{"title": "A01", "content": ROWS[:1]}, {"title": "A02", "content": ROWS[1:]}]),
        "\n".join(json.dumps({"_id": 1, "_source": row}) for row in ROWS),
        json.dumps([row | {"标题": {"rendered": row["标题"]}, "正文": [row["正文"]]} for row in ROWS]),
        json.dumps([row | {"作者": row["作者"].split("、")} for row in ROWS]),
    ],
    ids=["a list", "a list within", "a line each", "by number", "by page", "a hit each", "fields within", "names"],
)
def test_objects_are_articles(text):
    first, second = read(text, "day.json").articles
    assert (first.title, first.paragraphs, first.authors, first.section) == (
        "青禾县春灌开始",
        (LEAD, "农户都说好。"),
        ("林舟", "何青"),
        "要闻",
    )
    assert (first.published, first.dated_by, first.prominence) == (dt.date(2026, 3, 20), "column 日期", 1)
    assert (second.paragraphs, second.authors, second.prominence) == ((LEAD, "开放到22时。"), (), 0.5)
    assert second.published == dt.date(2026, 3, 20)


@every_row(
    ("text", "columns"),
    [
        (CSV, {}),
        ("\ufeff" + CSV, {}),
        (CSV.replace(",", "\t"), {}),
        (CSV.replace(",", ";"), {}),
        (CSV.replace("标题,正文,日期,作者", "Title,Content,Date,Author"), {}),
        (CSV.replace("标题,正文,日期,作者", "bt,nr,日期,zz"), {"title": "bt", "text": "nr", "author": "zz"}),
        (CSV.replace("\n", "\r\n"), {}),
        (CSV.replace(",", "|"), {}),
        (CSV.replace("标题,正文,日期,作者", "稿件标题,稿件内容（必填）,发稿时间,作者："), {}),
        (CSV.replace("标题,正文,日期,作者", "title_cn,newsContent,pubDate,Author"), {}),
        ("芦汀日报稿件,,,\n\n" + CSV, {}),
        ("sep=;\n" + CSV.replace(",", ";"), {}),
    ],
)
def test_rows_are_articles(text, columns):
    [article] = read(text, "day.csv", columns).articles
    assert (article.title, article.paragraphs, article.authors) == (
        "青禾县春灌开始",
        ("3月20日，十二个乡镇开闸放水。", "比去年早五天。"),
        ("林舟",),
    )
    assert article.published == dt.date(2026, 3, 20)


@every_row(
    ("column", "columns"),
    [
        *[(each, {}) for each in ("url", "URL", "link", "链接", "网址", "原文链接", "文章链接", "article_url")],
        ("dz", {"url": "dz"}),
    ],
)
def test_the_column_of_addresses_gives_each_article_its_own(column, columns):
    given, address = (
        "https://news.example.org/春灌.html?id=1#top",
        "https://news.example.org/%E6%98%A5%E7%81%8C.html?id=1",
    )
    told = read(f"标题,正文,{column}\n青禾县春灌开始,{LEAD},{given} \n", "day.csv", columns)
    assert [each.url for each in told.articles] == [address]
    told = read(json.dumps([{column: given, "标题": "青禾县春灌开始", "正文": LEAD}]), "day.json", columns)
    assert [each.url for each in told.articles] == [address]


@every_row(
    ("column", "value"),
    [
        ("url", ""),
        ("url", "/2026/sluice.html"),
        ("url", "待定"),
        ("url", "javascript:alert(1)"),
        ("url", "https://a.example.org/1 https://a.example.org/2"),
        ("图片链接", "https://news.example.org/sluice.jpg"),
        ("地址", "https://news.example.org/"),
    ],
)
def test_what_is_no_address_of_an_article_gives_it_none(column, value):
    [article] = read(f"标题,正文,{column}\n青禾县春灌开始,{LEAD},{value}\n", "day.csv").articles
    assert article.url == ""


def test_rows_without_headline_or_text_are_counted():
    table = read(CSV + ",只有正文。,2026-03-20,\n只有标题,,2026-03-20,\n", "day.csv")
    assert (len(table.articles), table.incomplete) == (1, 2)


def test_one_damaged_line_or_object_costs_itself():
    first, second = (json.dumps(row) for row in ROWS)
    for text in (f"{first}\n{second[:-9]}\n", f'[{first}, {{"标题": "没有正文"}}]'):
        table = read(text, "day.jsonl")
        assert ([each.title for each in table.articles], table.incomplete) == (["青禾县春灌开始"], 1)


@every_row(
    ("column", "part"),
    [
        ("新闻标题", "title"),
        ("ArticleTitle", "title"),
        ("副标题", "subtitle"),
        ("短标题", ""),
        ("meta_title", ""),
        ("原因", ""),
        ("newsletter", ""),
        ("最后修改时间", ""),
    ],
)
def test_what_a_column_of_a_name_holds(column, part):
    assert article_tables.part_of(column) == part


@every_row(
    "text", ['[{"标题": "春灌", "正文": "水到田头。",}]', '{"data": [1,]}', "{" * 2000 + "}", "[" * 2000, '[{"标题": ']
)
def test_damaged_json_is_named(text):
    with pytest.raises(SourceError, match=r"page\.json: this JSON is damaged"):
        read(text, "page.json")


def test_text_that_lies_too_deep_is_none():
    table = read(json.dumps([{"标题": "春灌", "正文": [[[[["水到田头。"]]]]]}, ROWS[0]]), "day.json")
    assert (len(table.articles), table.incomplete) == (1, 1)


@every_row(
    "text",
    [
        '[{"type": "title", "text": "春灌开始"}, {"type": "text", "text": "水到田头。"}]',
        '{"markdown": "# 春灌开始"}',
    ],
)
def test_json_of_ocr_programs_is_left_to_the_reader_of_pages(text):
    assert read(text, "page.json") is None
    assert read(text, "page.json", {"title": "bt", "text": "nr"}) is None


@every_row("text", ["[]", "{}", "[1, 2]", '{"a": {"b": {"c": {"d": [1]}}}}', '[{"bt": "春灌"}]'])
def test_json_that_is_no_list_of_articles_is_named(text):
    with pytest.raises(SourceError, match=r"page\.json: no column of headlines and of texts is found"):
        read(text, "page.json")


def test_a_table_without_headlines_or_texts_says_what_it_has():
    with pytest.raises(SourceError, match=r"day\.csv: no column of headlines .* \(it has: id、名称\)"):
        read("id,名称\n1,春灌\n", "day.csv")
    with pytest.raises(SourceError, match="columns ="):
        read("", "day.csv")


@pytest.mark.parametrize("text", ["标题,正文\n", "采编系统导出\n标题,正文\n"])
def test_a_table_of_columns_alone_has_no_article(text):
    with pytest.raises(SourceError, match=r"day\.csv: the table has no article below its columns: export it again\."):
        read(text, "day.csv")


def test_too_many_rows_are_refused():
    row = "青禾县春灌开始,十二个乡镇开闸放水。\n"
    with pytest.raises(SourceError, match="over 2,000 articles: split it"):
        read("标题,正文\n" + row * (article_tables.MOST_ROWS + 1), "day.csv")


def test_any_damage_is_articles_or_a_sentence():
    chance = random.Random(31)
    whole = [CSV * 3, json.dumps(ROWS, ensure_ascii=False)]
    ends = set()
    for n in range(300):
        damaged = list(whole[n % 2])
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.choice('\0"\n,;[]{}\\a春')
        try:
            ends.add(type(read("".join(damaged), "day")).__name__)
        except SourceError as error:
            ends.add("refused")
            message = str(error)
    assert ends == {"ArticleTable", "refused"}
    assert message.startswith("day: ")
