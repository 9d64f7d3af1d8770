"""Lines and names that sites add to articles, and lines of news that look like them."""

import pytest

from service.sources import site_boilerplate
from tests.support.tables import every_row
from tests.support.web_cases import rows


@every_row(
    ("title", "headline"),
    [
        ("青禾县春灌开始_要闻_青禾网", "青禾县春灌开始"),
        ("青禾县春灌开始 - 青禾新闻网", "青禾县春灌开始"),
        ("青禾县春灌开始-青禾日报", "青禾县春灌开始"),
        ("青禾县春灌开始 | 青禾在线", "青禾县春灌开始"),
        ("快评｜青禾县春灌开始", "快评｜青禾县春灌开始"),
        ("快评 | 春灌开始 | 青禾日报", "快评 | 春灌开始"),
        ("青禾—白石高铁开通", "青禾—白石高铁开通"),
        ("C919-100订单破千", "C919-100订单破千"),
        ("青禾县春灌开始【组图】", "青禾县春灌开始"),
        ("青禾县春灌开始（附时间表）", "青禾县春灌开始"),
        ("青禾县春灌开始【附议】的人多", "青禾县春灌开始【附议】的人多"),
        ("_", "_"),
        ("<b>青禾</b>\u202e县\x00春灌", "青禾县春灌"),
    ],
)
def test_headlines_lose_their_site(title, headline):
    assert site_boilerplate.headline(title) == headline


@every_row(
    ("line", "kept"),
    [
        ("（责任编辑：王五）", False),
        ("责编 王五 校对 赵丽", False),
        ("来源：青禾日报", False),
        ("阅读全文 >>", False),
        ("长按二维码关注我们", False),
        ("下一篇：白石县修桥", False),
        ("值班编委 王五", False),
        ("本帖最后由 王五 于 2026-3-21 08:20 编辑", False),
        ("責任編輯：王五、趙麗芳", False),
        ("值班编委会昨天改选", True),
        ("《 青禾日报 》（ 2026年03月21日 03 版）", False),
        ("相关文档：无", False),
        ("【字体：大 中 小】 打印本页 关闭窗口", False),
        ("青禾在线 2026年3月21日 记者 何青", False),
        ("▼ 更多精彩 ▼", False),
        ("青禾县人民政府 2026年3月21日", True),
        ("《青禾日报》2026年3月21日创刊", True),
        ("关注民生实事", True),
        ("来源地的水更清了", True),
        ("编辑部的故事", True),
        ("更多村民走上致富路", True),
        ("作者是一位小学教师，今年六十岁。", True),
    ],
)
def test_lines_of_the_page_are_told_from_the_articles(line, kept):
    lines, edits = site_boilerplate.without_furniture(["正文。", line])
    assert lines == (("正文。", line) if kept else ("正文。",))
    assert [edit.before for edit in edits] == ([] if kept else [line])


@every_row(("kind", "line"), [pytest.param(*row, id=row[1]) for row in rows("lines.tsv")])
def test_lines_of_sites_are_told_from_lines_of_news(kind, line):
    assert bool(site_boilerplate.kind_of(line)) == (kind == "site")


def test_titles_of_other_articles_at_the_end_go_with_the_line_that_names_them():
    links = ["往期推荐", "青禾人，端午放假安排来了！", "白石县修桥 两岸少绕十里路"]
    lines, edits = site_boilerplate.without_furniture(["正文说完了。", *links, "编辑：王五"])
    assert lines == ("正文说完了。",)
    assert len(edits) == 4


@every_row(
    "below",
    [["白石县修桥", "县长说，桥修好了。"], ["县长说，桥修好了。"], ["一是修桥，", "二是补路；"]],
)
def test_text_below_such_a_line_stays_with_all_that_stands_above_it(below):
    lines, _ = site_boilerplate.without_furniture(["正文。", "相关阅读", *below])
    assert lines == ("正文。", *below)


@every_row(
    ("title", "site", "left"),
    [
        ("青禾图书馆延长开放 - 青禾观察", "青禾观察", "青禾图书馆延长开放"),
        ("青禾图书馆延长开放｜青禾观察", "青禾观察", "青禾图书馆延长开放"),
        ("图书馆里看青禾观察", "青禾观察", "图书馆里看青禾观察"),
        ("青禾观察", "青禾观察", "青禾观察"),
        ("三问图书馆 - 别处", "青禾观察", "三问图书馆 - 别处"),
        ("C919-100", "100", "C919-100"),
    ],
)
def test_the_site_s_own_name_behind_a_bar_is_no_part_of_the_title(title, site, left):
    assert site_boilerplate.without_site(title, site) == left


@every_row(
    ("first", "kept"),
    [
        ("摘要：青禾县春灌开始，三万亩麦田浇上……", False),
        ("青禾县春灌开始，三万亩麦田浇上...", False),
        ("摘要：白石县修桥，两岸近了八公里……", True),
        ("青禾县春灌开始，三万亩麦田浇上返青水。", True),
    ],
)
def test_a_text_s_own_beginning_cut_off_above_it_is_no_text(first, kept):
    text = "青禾县春灌开始，三万亩麦田浇上返青水，农民脸上有了笑。"
    assert site_boilerplate.without_furniture([first, text])[0] == ((first, text) if kept else (text,))
