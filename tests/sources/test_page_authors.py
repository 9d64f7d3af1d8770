"""Who wrote a page's article, from all the places where sites say it, and lines that say something else."""

import lxml.html

from service.model import Edit
from service.sources import page_authors
from tests.support.tables import every_row

TITLE = "云溪县新渠通水"
CREDITS = "a line of the page, not of the article: credits"


def authors(head="", told="", ahead=(), dropped=()):
    root = lxml.html.document_fromstring(f"<html><head>{head}<title>a</title></head><body><p>b</p></body></html>")
    edits = [Edit("dropped", f"line {n}", CREDITS, line) for n, line in enumerate(dropped, 1)]
    return page_authors.authors(root, told, TITLE, ahead, edits)


@every_row(
    ("line", "names"),
    [
        ("来源：青禾日报 作者：何青 林舟", ("何青", "林舟")),
        ("青禾新闻记者 何青 实习生 林小舟", ("何青", "林小舟")),
        ("■ 青禾日报记者 何青", ("何青",)),
        ("2026-03-21 09:10 雲湖日報／記者羅小慧／雲湖即時報導", ("羅小慧",)),
        ("作者：羅小慧 來源：雲湖日報", ("羅小慧",)),
        ("青禾新闻网 | 发布时间：2026年3月21日 08:12 | 来源：青禾日报 | 记者 何青 林舟", ("何青", "林舟")),
        ("文｜何青", ("何青",)),
        ("本报记者 何青 《青禾日报》（2026年03月21日 第 01 版）", ("何青",)),
        ("本报评论员 《青禾日报》（2026年03月21日 第 01 版）", ()),
        ("责任编辑：何青", ()),
        ("记者 调查", ()),
        ("记者节 林舟", ()),
        ("摄影记者之家", ()),
        ("新闻热线 记者帮忙", ()),
        ("作者 往期文章", ()),
        ("何青 林舟", ()),
    ],
)
def test_a_line_above_the_text_names_its_writers(line, names):
    assert authors(ahead=["首页", line]) == names


@every_row(
    ("line", "names"),
    [
        ("文/图 何青", ("何青",)),
        ("记者：何青 林舟", ("何青", "林舟")),
        ("（记者：何青 通讯员：林舟）", ("何青", "林舟")),
        ("编辑：何青", ()),
        ("记者：何青 编辑：林舟", ()),
        ("摄影：何青", ()),
        ("来源：青禾日报", ()),
        ("来源：青禾日报 作者：何青", ("何青",)),
    ],
)
def test_the_credits_that_a_text_loses_name_its_writers(line, names):
    assert authors(dropped=["审核：赵丽", line]) == names


def test_lines_dropped_for_another_reason_name_nobody():
    edits = [Edit("dropped", "line 9", "a line of the page, not of the article: pictures", "记者：何青")]
    assert page_authors.in_credits(edits) == ()


@every_row(
    ("head", "names"),
    [
        ('<meta property="og:article:author" content="何青">', ("何青",)),
        ('<meta property="og:article:author" content="青禾发布">', ()),
        ('<meta property="og:article:author" content="">', ()),
    ],
)
def test_wechat_tells_a_person_in_its_metadata(head, names):
    assert authors(head) == names


@every_row(
    ("ahead", "names"),
    [
        ([TITLE, "何青 林舟"], ("何青", "林舟")),
        ([TITLE, "何青", "3月21日"], ()),
        ([TITLE, "原创"], ()),
        ([TITLE, "云溪新闻"], ()),
        (["首页", "何青"], ()),
    ],
)
def test_names_alone_between_headline_and_text_are_its_writers(ahead, names):
    assert authors(ahead=ahead) == names


@every_row("account", ["admin", "由 Admin", "by admin", "网站管理员", "发表于"])
def test_the_account_of_a_site_s_system_is_no_author(account):
    assert authors(told=account, ahead=["记者：何青"]) == ("何青",)
    assert page_authors.separated(account) == ()


@every_row(
    ("told", "names"),
    [
        ("本报记者 何青", ("何青",)),
        ("本报记者 何青; 通讯员 林舟", ("何青", "林舟")),
        ("青禾日报", ("青禾日报",)),
    ],
)
def test_a_byline_in_the_metadata_is_its_names(told, names):
    assert authors(told=told) == names


def test_what_the_metadata_say_goes_before_other_lines():
    assert authors(told="林舟", ahead=["记者：何青"]) == ("林舟",)


@every_row(
    ("given", "names"),
    [
        ("何青、林舟", ("何青", "林舟")),
        ("何青 林舟", ("何青", "林舟")),
        ("何青", ("何青",)),
        ("本报记者 何青 通讯员 林舟", ("何青", "林舟")),
        ("青禾日报 要闻部", ("青禾日报 要闻部",)),
        ("John Smith", ("John Smith",)),
        ("Adminah Smith", ("Adminah Smith",)),
        ("何青（实习编辑：林舟）", ("何青",)),
    ],
)
def test_a_list_of_people_is_several_names(given, names):
    assert page_authors.separated(given) == names
