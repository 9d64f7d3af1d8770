"""Sub-headlines with the headlines' mark, as MinerU writes them, and headlines that stay what they are."""

import datetime as dt

from service.model import Page
from service.sources.newspaper import read
from service.sources.newspaper.marked_parts import without_part_marks
from service.sources.newspaper.page_lines import lines
from tests.support.tables import every_row

PARTS = {
    "有人担心不安全": "有市民问，下雨天座椅会不会漏电。工程人员解释，座椅用24伏安全电压，遇到积水会自动断电。",
    "一晚只要半度电": "座椅表面温度保持在35摄氏度左右，气温低于10摄氏度自动开启，末班车后关闭，一晚耗电约半度。",
    "明年扩大到两百处": "记者了解到，明年春天前还有138处站台要换，优先安排在医院、学校和老小区门口。",
}
LEAD = "“坐上去热乎乎的。”昨天早上七点，在滨湖路等车的退休教师蒋奶奶拍着凳子说。市区首批62处站台换上了加热座椅。"
BELOW = "本报讯（记者 林舟）11月26日晚，外卖骑手小郭看到一位老人在车流中来回走，把车停下，把老人扶到路边，送回了家。"
LAST = "本报讯（记者 方远）市发改委昨日公布，本周35种主要蔬菜平均零售价每斤3.12元，比上周下降4.6%，白菜降幅最大。"


def page(part_mark="# ", titles=tuple(PARTS), head_mark="# "):
    parts = "".join(f"{part_mark}{title}\n\n{PARTS[title]}\n\n" for title in titles)
    return (
        f"{head_mark}公交站台装上“暖凳子”\n\n本报记者 何青\n\n{LEAD}\n\n{parts}"
        f"{head_mark}七旬老人迷路 外卖骑手送他回家\n\n{BELOW}\n\n{head_mark}菜价回落\n\n{LAST}\n"
    )


def levels(text):
    return [row.level for row in without_part_marks(lines(text))]


def test_a_series_of_sub_headlines_marked_as_headlines_stays_in_its_article():
    found = read(Page("a.md", page(), dt.date(2026, 11, 28), "name 20261128"))
    assert [article.title for article in found] == [
        "公交站台装上“暖凳子”",
        "七旬老人迷路 外卖骑手送他回家",
        "菜价回落",
    ]
    assert found[0].subheads == tuple(PARTS)
    assert {*PARTS.values(), LEAD} <= {*found[0].paragraphs}


def test_only_the_marks_of_the_parts_are_left_aside():
    assert levels(page()) == [1, 0, 0, *[0, 0] * 3, 1, 0, 1, 0]


@every_row(
    "text",
    [
        page(part_mark=""),
        page(titles=tuple(PARTS)[:1]),  # one alone is as often a headline
        page(part_mark="## "),  # the levels tell
        page().replace(
            PARTS["一晚只要半度电"], "本报讯（记者 何青）" + PARTS["一晚只要半度电"]
        ),  # a dateline begins news
    ],
)
def test_other_pages_keep_their_marks(text):
    assert levels(text) == [row.level for row in lines(text)]
