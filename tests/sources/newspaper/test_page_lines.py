import pytest

from service.sources.newspaper.page_lines import lines
from tests.support.tables import every_row


def texts(page: str) -> list[tuple[int, str, int]]:
    return [(line.number, line.text, line.level) for line in lines(page)]


@every_row(
    ("page", "wanted"),
    [
        ("# 标题\n\n正文。", [(1, "标题", 1), (3, "正文。", 0)]),
        ("###标题 ##", [(1, "标题", 3)]),
        ("#1号楼开工", [(1, "#1号楼开工", 0)]),
        ("<h2>标题</h2>", [(1, "标题", 2)]),
        ("**标题**", [(1, "标题", 5)]),
        ("**这是一句加粗的话。**", [(1, "这是一句加粗的话。", 0)]),
        ("标题\n===", [(1, "标题", 1)]),
        ("一句话。\n---", [(1, "一句话。", 0), (2, "", 0)]),
        ("> 引文在此\n- 列表项", [(1, "引文在此", 0), (2, "列表项", 0)]),
        ("| 甲 | 乙 |\n|---|---|", [(1, "", 0), (2, "", 0)]),
        ("增长$12.5\\%$，约\\*三成", [(1, "增长12.5%，约*三成", 0)]),
        (r"王敏说：\"好\'\&\<是\>\"", [(1, '王敏说："好\'&<是>"', 0)]),
        ("甲\x0c乙\u2028丙", [(1, "甲", 0), (2, "乙", 0), (3, "丙", 0)]),
        ("\ufeff标\u00ad题\u200b在\u202e此", [(1, "标题在此", 0)]),
    ],
)
def test_markup_is_told_from_text(page, wanted):
    assert texts(page) == wanted


@pytest.mark.parametrize("name", ["table", "script", "style"])
def test_what_stands_inside_hidden_elements_is_empty(name):
    page = f"前文。\n<{name} a='b'>\n藏着的字\n</{name}>\n后文。"
    assert [t for _, t, _ in texts(page)] == ["前文。", "", "", "", "后文。"]


def test_an_element_that_is_never_closed_hides_nothing():
    assert [t for _, t, _ in texts("<!-- 开始\n正文还在。")] == ["<!-- 开始", "正文还在。"]


def test_the_first_line_of_a_paragraph_is_indented():
    assert [line.indented for line in lines("　　首行。\n次行。")] == [True, False]


def test_a_page_set_as_a_quotation_has_its_headings_and_blank_rows():
    plain = "# 河湾县供暖\n\n全县12个换热站升温。\n"
    quoted = "".join(f"> {row}\n" for row in plain.splitlines())
    assert [(line.text, line.level, line.number) for line in lines(quoted)] == [
        (line.text, line.level, line.number) for line in lines(plain)
    ]


def test_bold_lines_are_the_headings_of_a_page_without_other_marks():
    articles = ["**河湾县供暖**\n\n全县升温。\n", "**东关桥通车**\n\n桥修好了。\n", "**夜班车延长**\n\n多跑两站。\n"]
    assert [line.level for line in lines("\n".join(articles)) if line.level] == [2, 2, 2]
    assert [line.level for line in lines("\n".join(articles[:2])) if line.level] == [5, 5]
    assert [line.level for line in lines("# 河湾日报\n\n" + "\n".join(articles)) if line.level] == [1, 5, 5, 5]


def test_a_page_s_name_and_date_in_bold_are_no_headings_of_its_articles():
    head = ["**河湾晚报**", "**2026年3月20日　星期五　第9版　健康**"]
    articles = ["**河湾县供暖**\n\n全县升温。", "**河湾晚报读者节开幕**\n\n人来了。", "**夜班车延长**\n\n多跑两站。"]
    assert [line.level for line in lines("\n\n".join([*head, *articles]))] == [0, 0, 2, 0, 2, 0, 2, 0]


def test_an_entity_that_a_tag_cuts_is_named_as_any_other():
    assert lines("&#x4e00<b>;</b>年\n")[0].entities == "一"
