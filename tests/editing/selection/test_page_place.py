"""The paper's own ranking, and how old an article is."""

import datetime as dt

from service.editing.selection import page_place
from service.model import MODIFICATION_TIME, Article, Edit
from tests.support.tables import every_row

DAY = dt.date(2026, 3, 21)
NOON = dt.datetime(2026, 3, 21, 12, tzinfo=dt.UTC)


def article(source="A01.txt", taken=(), **more):
    edits = tuple(Edit("dropped", "line 9", "", each) for each in taken)
    return Article(**{"source": source, "title": "无题", "paragraphs": ("甲",), "edits": edits, **more})


@every_row(
    ("source", "number"),
    [
        ("A01.txt", 1),
        ("pages/2026-03-21-A12.md", 12),
        ("a/第1版.txt", 1),
        ("2026-03-21-05.md", 5),
        ("20260321_5.txt", 5),
        ("page-3.txt", 3),
        ("2026-03-21.txt", None),
        ("report-2026.md", None),
        ("000_5ee49cbd64577680.txt", None),
        ("https://news.example/feed", None),
        ("day.zip!第01版/要闻.docx", 1),
        ("稿件/A12/春灌.md", 12),
        ("第02版：民生/第3版.txt", 3),
        ("2026-03-21/春灌.md", None),
        ("20260321_2/春灌.md", None),
        ("第三版/春灌.md", None),
        ("https://news.example/A2/news.html", None),
    ],
)
def test_the_page_is_read_from_the_name_of_the_file_or_its_folder(source, number):
    assert page_place.page_number(source) == number


@every_row(
    ("line", "number"),
    [
        ("A01", 1),
        ("第3版", 3),
        ("3版", 3),
        ("A08 公告·天气·服务", 8),
        ("02　综合　2026年5月14日　星期四　北辰经济报", 2),
        ("1 要闻", 1),
        ("2026年6月10日 星期三　都市　A02", 2),
        ("失业青年可领求职券 2版", None),
        ("第2版　任思远：把冷板凳坐成热爱", None),
        ("（下转第3版）", None),
        ("5月25日清晨，江堤村的老龙舟重新下水。", None),
        ("6家公司一季度营收对比（单位：%）", None),
        ("2026年5月14日", None),
    ],
)
def test_the_page_is_read_from_its_folio_line(line, number):
    assert page_place.folio_number(line) == number


def test_the_files_name_says_the_page_before_the_folio_and_folios_that_differ_say_nothing():
    pages = [
        article("scan.txt", ["1 要闻"]),
        article("scan.txt"),
        article("2026-03-21-05.md", ["1 要闻"]),
        article("many.txt", ["1 要闻", "2 综合"]),
        article("none.txt"),
    ]
    numbers = {"scan.txt": 1, "2026-03-21-05.md": 5, "many.txt": None, "none.txt": None}
    assert page_place.page_numbers(pages) == numbers
    assert page_place.page_places(pages)[1]["front page"] == 1.0


def test_the_pages_of_an_issue_have_their_folder_and_day_in_common():
    first, other = page_place.issue("a/2026-03-21-A01.txt"), page_place.issue("a/2026-03-22-A01.txt")
    assert page_place.issue("a/2026-03-21-A07.txt") == first
    assert page_place.issue("b/2026-03-21-A01.txt") != first != other
    story, later = page_place.issue("day.zip!第01版/要闻.docx"), page_place.issue("day.zip!第02版/公交.docx")
    assert story == later != page_place.issue("next.zip!第01版/要闻.docx")


@every_row(
    ("taken", "pages"),
    [
        ("（详见第3版）", {3}),
        ("（解读见A04版）", {4}),
        ("（《办法》全文见第二版，评论员文章见第四版）", {2, 4}),
        ("（详见今日2版）", {2}),
        ("（相关报道见2版、5版）", set()),
        ("（下转02版）", set()),
        ("本版责编 骆知秋", set()),
        ("答案见下周四本版", set()),
    ],
)
def test_pointers_to_the_same_matter(taken, pages):
    assert page_place.pointers(article(taken=[taken])) == pages


def test_what_goes_on_elsewhere_and_what_comes_from_there():
    on = [article(taken=[text]) for text in ("（下转02版）", "（详见第3版）", "（相关报道见2版）")]
    rest = article(taken=["（上接第一版）"])
    assert all(map(page_place.points_on, on))
    assert not page_place.points_on(rest)
    assert page_place.is_continued(rest)
    assert not any(map(page_place.is_continued, on))


def test_height_counts_where_a_page_has_articles_to_rank():
    top, middle, foot = (article(prominence=share) for share in (1.0, 0.5, 0.0))
    rows = page_place.page_places([top, middle, foot])
    assert rows[0] == {"front page": 1.0, "top of its page": 1.0, "top of the front page": 1.0}
    assert rows[1] == {"front page": 1.0}
    assert rows[2] == {"front page": 1.0, "foot of its page": 1.0}
    assert page_place.page_places([top]) == [{"front page": 1.0}]
    assert page_place.page_places([article("feed.xml")]) == [{}]
    assert page_place.page_places([article("A08.txt")])[0]["inner page"] > 0


def test_age_counts_beside_the_newest_and_by_the_day():
    day_old = article(published_at=NOON - dt.timedelta(hours=24))
    assert page_place.age(day_old, NOON, None) == {"older": 0.5}
    assert page_place.age(article(published=DAY), NOON, DAY) == {}
    assert "not of the day" not in page_place.age(article(published=DAY - dt.timedelta(1)), NOON, DAY)
    assert page_place.age(article(published=DAY - dt.timedelta(2)), NOON, DAY)["not of the day"] == 1.0
    touched = article(published=DAY - dt.timedelta(9), dated_by=MODIFICATION_TIME)
    assert "not of the day" not in page_place.age(touched, NOON, DAY)
    assert page_place.age(article(), NOON, DAY) == {}
