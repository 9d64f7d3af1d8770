"""Encodings, dates and refusals, with real files."""

import datetime as dt
import io
import os
import random
import socket
import sys
import tracemalloc
import unicodedata
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.core import own_pip
from service.errors import SourceError
from service.model import Page
from service.sources import newspaper
from service.sources.local_pages import CONTROLS, doubt, read
from service.sources.page_dates import date_in_path, date_in_text
from tests.support.examples import examples
from tests.support.pdf_writer import pdf, set_page
from tests.support.tables import every_row, thinned
from tests.support.word_files import archive, book, paragraph, word_document

CHAPTER = f"<html><body><h1>老街换新颜</h1><p>{'新店开了三家。' * 20}</p></body></html>"
PRINTED = "青禾县十二个乡镇同时开闸放水，比去年早了五天。"
STORY = "# 青禾县春灌开始\n\n3月20日，青禾县十二个乡镇同时开闸放水，比去年早五天。\n"


def read_page(path: str) -> Page:
    """Return the one page of a file, or raise the reason why there is none."""
    held = read(path)
    for each in held.skipped:
        raise SourceError(each.told)
    (page,) = held.pages
    return page


def _articles(path):
    return [(each.section, each.title) for page in read(str(path)).pages for each in newspaper.read(page)]


def _signed(title, people, level):
    return [paragraph(title, level), paragraph(f"本报讯（记者 {people}）{PRINTED}{title}，大家都说好。")]


def test_a_damaged_document_in_an_archive_is_called_damaged(tmp_path):
    whole = word_document(paragraph("春灌"), paragraph("水到田头。"))
    path = tmp_path / "day.zip"
    path.write_bytes(archive({"A01/坏.docx": whole[:300], "A01/内.zip": archive({"a.txt": STORY}), "b.txt": STORY}))
    assert [(each.title.partition("!")[2], each.reason.partition(": ")[2]) for each in read(str(path)).skipped] == [
        ("A01/坏.docx", "the file is damaged: copy or send it again."),
        ("A01/内.zip", "unpack into the folder."),
    ]


def test_the_sections_of_a_document_are_those_of_its_articles(tmp_path):
    first, second = _signed("县图书馆延长开放时间", "何青禾", "H2"), _signed("柳河新桥月底通车", "柳见山", "H2")
    blocks = (paragraph("青禾日报2026年3月21日 星期六", "H1"), *first, paragraph("乡镇来风", "H1"), *second)
    path = tmp_path / "汇总.docx"
    path.write_bytes(word_document(*blocks))
    assert _articles(path) == [("", "县图书馆延长开放时间"), ("乡镇来风", "柳河新桥月底通车")]
    assert {page.published for page in read(str(path)).pages} == {dt.date(2026, 3, 21)}


def test_the_articles_of_a_chapter_are_told_apart(tmp_path):
    chapter = "".join(
        f"<h1>{title}</h1><p>{title}，大家都说好。{PRINTED}</p>"
        for title in ("县图书馆延长开放时间", "柳河新桥月底通车")
    )
    path = tmp_path / "周末.epub"
    path.write_bytes(book({"1.xhtml": f"<html><body>{chapter}</body></html>"}, date="2026-03-21"))
    assert _articles(path) == [("", "县图书馆延长开放时间"), ("", "柳河新桥月底通车")]
    assert [page.dated_by for page in read(str(path)).pages] == ["book 2026-03-21"]


def test_a_document_without_text_is_named(tmp_path):
    path = tmp_path / "图片.docx"
    path.write_bytes(word_document(paragraph(" ")))
    with pytest.raises(SourceError, match=r"图片\.docx: this Word document has no text: give pictures"):
        read_page(str(path))


@pytest.mark.parametrize(
    "raw",
    [
        STORY.encode("utf-8"),
        STORY.encode("utf-8-sig"),
        STORY.encode("utf-16"),
        STORY.encode("utf-16-be"),
        STORY.encode("utf-16-le"),
        STORY.encode("gbk"),
        STORY.replace("\n", "\r\n").encode("gb18030"),
    ],
)
def test_a_page_is_read_in_any_usual_encoding(tmp_path, raw):
    path = tmp_path / "page.txt"
    path.write_bytes(raw)
    assert read_page(str(path)).text == STORY


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"", "empty"),
        (b" \r\n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 40, "this PDF is damaged: export it again"),
        (b"GIF89a" + bytes(range(256)) * 4, "this is a picture of another format, which is not read: save"),
        (bytes(range(256)) * 4, "binary"),
        (STORY.encode("big5", "ignore") * 3, "encoding"),
        (bytes(range(128, 256)) * 9, "encoding"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, raw, word):
    path = tmp_path / "page.txt"
    path.write_bytes(raw)
    with pytest.raises(SourceError, match=word) as caught:
        read_page(str(path))
    assert str(path) in str(caught.value)


def test_an_e_mail_is_read_where_its_name_is_a_texts(tmp_path):
    mail = "Message-ID: <1@a.example>\nSubject: 春灌\n\n" + STORY
    for name in ("mail.txt", "mail.eml"):
        (tmp_path / name).write_text(mail)
    assert read_page(str(tmp_path / "mail.txt")).text == mail
    with pytest.raises(SourceError, match="this is an e-mail or an MHTML page, which is not read: save as HTML"):
        read_page(str(tmp_path / "mail.eml"))


@pytest.mark.parametrize("controls", thinned(["\0", "\0\0\0", "\x01\x1f\x7f", "\x08"], 4))
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_page_with_a_few_control_characters_is_read(tmp_path, controls, encoding):
    """What a full disk or a bad copy leaves: the characters are dropped, the article's edits say where."""
    whole = STORY + "".join(
        f"\n{town}镇的农民说，水到了田头，今年的收成有了保证。\n" for town in "东西南北上下左右前后"
    )
    title, rest = whole.split("\n", 1)
    for name, headline in (("damaged.txt", f"{title[:4]}{controls}{title[4:]}"), ("whole.txt", title)):
        (tmp_path / name).write_bytes(f"{headline}\n{rest}".encode(encoding))
    damaged, unharmed = (newspaper.read(read_page(str(tmp_path / name))) for name in ("damaged.txt", "whole.txt"))
    assert [(each.title, each.paragraphs) for each in damaged] == [(each.title, each.paragraphs) for each in unharmed]
    [edit] = [edit for article in damaged for edit in article.edits if "control" in edit.why]
    assert (edit.what, edit.where) == ("dropped", "line 1")
    assert edit.before == (title[:4] + "\N{REPLACEMENT CHARACTER}" * len(controls) + title[4:])[:60]


def test_a_file_too_large_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "huge.txt"
    path.touch()
    os.truncate(path, 100_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(SourceError, match="20 MB"):
            read_page(str(path))
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_folders_pipes_devices_and_sockets_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.md"))
        for path in (tmp_path, tmp_path / "pipe.md", tmp_path / "socket.md", "/dev/zero", tmp_path / "gone.md"):
            with pytest.raises(SourceError, match=str(path)):
                read_page(str(path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_refused(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(STORY, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(SourceError, match="permission denied"):
        read_page(str(path))


@every_row(
    ("path", "rule"),
    [
        ("seeds/20260321.md", "name 20260321"),
        ("seeds/qhrb20260321A01.md", "name 20260321"),
        ("seeds/rmrb2026032101.txt", "name 20260321"),
        ("seeds/page-2026-03-21-01.md", "name 2026-03-21"),
        ("seeds/2026_3_21.md", "name 2026_3_21"),
        ("seeds/青禾日报2026年3月21日第1版.md", "name 2026年3月21日"),
        ("20260321/A01.md", "folder 20260321"),
        ("2026-03-21/A01/page.md", "folder 2026-03-21"),
        ("html/2026-03/21/content_1.html", "folder 2026-03/21"),
        ("2026/03/21/1.md", "folder 2026/03/21"),
        ("backup/20250101/2026.03.21.txt", "name 2026.03.21"),
    ],
)
def test_dates_in_paths(path, rule):
    assert date_in_path(path) == (dt.date(2026, 3, 21), rule)


@every_row(
    "path",
    [
        "000_5ee49cbd64577680.txt",
        "1774051200.md",
        "202603211234567.md",
        "a1b220260321c3d4.md",
        "20261321.md",
        "20260230.md",
        "2026-00-10.md",
        "12026-03-21.md",
        "1.2026.03.21.md",
        "20260321/a/b/c/page.md",
        "/",
        "",
    ],
)
def test_numbers_that_are_no_dates(path):
    assert date_in_path(path) is None


def test_dates_in_text():
    day = dt.date(2026, 3, 21)
    assert date_in_text("青禾日报\n２０２６年３月２１日 星期六\n正文") == (day, "text 2026年3月21日")
    assert date_in_text("二〇二六年三月二十一日\n") == (day, "text 二〇二六年三月二十一日")
    assert date_in_text("二○二六年十二月十日")[0] == dt.date(2026, 12, 10)
    assert date_in_text("2026年13月1日 2026年3月21日")[0] == day
    assert date_in_text("要闻\n" * 20 + "A04 要闻　2026年3月21日 星期六")[0] == day
    assert date_in_text("要闻\n" * 20 + "青禾县人民政府 2026年3月21日") is None
    assert date_in_text("他于2025年11月1日进驻，3名队员同行") is None
    assert date_in_text("通知要求，" * 20 + "2026年3月21日前完成。") is None


def test_the_date_is_the_name_else_the_text_else_the_modification_time(tmp_path):
    text = "青禾日报 2026年3月20日\n" + STORY
    named, told, bare = tmp_path / "20260321.md", tmp_path / "told.md", tmp_path / "bare.md"
    named.write_text(text, encoding="utf-8")
    told.write_text(text, encoding="utf-8")
    bare.write_text(STORY, encoding="utf-8")
    instant = dt.datetime(2026, 3, 18, 17, 0, tzinfo=dt.UTC).timestamp()  # 01:00 of the 19th in China
    os.utime(bare, (instant, instant))
    pages = [read_page(str(path)) for path in (named, told, bare)]
    assert [page.published.day for page in pages] == [21, 20, 19]
    assert [page.dated_by for page in pages] == ["name 20260321", "text 2026年3月20日", "modification time"]


def test_a_feed_is_no_page_and_a_table_of_ocr_no_document(tmp_path):
    feed, late, table = tmp_path / "feed.xml", tmp_path / "late.json", tmp_path / "page.md"
    feed.write_text('<?xml version="1.0"?><rss version="2.0"><channel/></rss>', encoding="utf-8")
    held = read(str(feed))
    assert [(each.url, each.body) for each in held.feeds] == [(str(feed), feed.read_bytes())]
    assert (held.pages, held.articles, held.skipped) == ((), (), ())
    late.write_text('{"items": ["' + "春" * 5000 + '"], "version": "https://jsonfeed.org/version/1"}', encoding="utf-8")
    table.write_text("<html><body><table><tr><td>一</td></tr></table></body></html>\n\n" + STORY, encoding="utf-8")
    with pytest.raises(SourceError, match="is a feed"):
        read_page(str(late))
    assert read_page(str(table)).text.endswith(STORY)


def test_invisible_characters_go_and_page_breaks_stay(tmp_path):
    path = tmp_path / "page.md"
    path.write_bytes("青\u202e禾\u200b县\x07春\ue000灌\f第二版\x85\ttab".encode())
    assert read_page(str(path)).text == "青禾县\x07春灌\f第二版\n\ttab"  # the reader names the control character


@pytest.mark.parametrize("instant", [-(10**10), 10**11])
def test_a_modification_time_beyond_the_calendar(tmp_path, instant):
    path = tmp_path / "page.md"
    path.write_text(STORY, encoding="utf-8")
    os.utime(path, (instant, instant))
    assert read_page(str(path)).dated_by == "modification time"


def test_html_becomes_the_text_of_its_article(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(
        f"""<!doctype html><html><head><meta charset=gbk><title>青禾县春灌开始</title></head><body>
        <div class=nav><a href=/>首页</a></div><div class=article><h1>青禾县春灌开始</h1>
        <p>{"3月20日，青禾县十二个乡镇同时开闸放水。" * 3}</p><p>{"今年比去年早五天。" * 3}</p></div>
        <script>alert(1)</script></body></html>""".encode("gbk")
    )
    page = read_page(str(path))
    assert page.text.startswith("# 青禾县春灌开始\n\n3月20日，")
    assert page.text.endswith("今年比去年早五天。\n")
    assert "首页" not in page.text
    assert "alert" not in page.text


TAGS = (
    "html",
    "head",
    "title",
    "body",
    "div",
    "p",
    "h1",
    "script",
    "table",
    "br",
    "a href='x'",
    "!--",
    "meta charset='x'",
)
MARKUP = st.lists(st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]) | st.text(max_size=20))


@settings(
    max_examples=examples(60, 20_000),
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
@given(
    raw=st.binary(max_size=200)
    | MARKUP.map(lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass"))
    | st.tuples(st.just(STORY * 2), st.sampled_from(["gbk", "utf-16", "utf-16-be"])).map(
        lambda pair: pair[0].encode(pair[1])
    ),
    cut=st.integers(0, 30),
    suffix=st.sampled_from([".md", ".html"]),
)
def test_any_bytes_are_a_page_or_one_sentence(tmp_path_factory, raw, cut, suffix):
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(raw[cut:])
    try:
        page = read_page(str(path))
    except SourceError as error:
        message = str(error)
    else:
        message = page.dated_by
        assert not {unicodedata.category(char) for char in page.text if char not in f"\n\t\f{CONTROLS}"} & {
            "Cc",
            "Cf",
            "Cs",
            "Co",
        }
    assert message
    assert "\n" not in message


def test_the_date_of_a_page_in_json_is_that_of_its_header(tmp_path):
    page = tmp_path / "page.json"
    boxes = '[{"category": "Page-header", "text": "云溪日报 2026年3月21日"}, {"category": "Text", "text": "正文。"}]'
    page.write_text(boxes, "utf-8")
    assert read_page(str(page)).published == dt.date(2026, 3, 21)


@pytest.mark.parametrize(
    ("name", "head", "doubted"),
    [
        ("20260321.md", "青禾日报 2026年3月20日 星期五", True),
        ("2026-03-21/A01.md", "2026年3月20日", True),
        ("20260321.md", "青禾日报 2026年3月21日 星期六", False),
        ("20260321.md", "# 2026年4月1日起新规施行", False),
        ("page.md", "青禾日报 2026年3月20日 星期五", False),
        ("20260321.html", "青禾日报 2026年3月20日 星期五", False),
    ],
)
def test_a_head_of_another_day_than_the_name_is_a_doubt(tmp_path, name, head, doubted):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{head}\n\n{STORY}", "utf-8")
    said = doubt(read_page(str(path)))
    assert bool(said) == doubted
    if doubted:
        assert "2026-03-21" in said
        assert "2026-03-20" in said
        assert said.startswith(str(path))


def test_an_archive_gives_the_pages_of_its_members(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    path = tmp_path / "青禾日报20260321.zip"
    inner: dict[str, str | bytes] = {
        "A01/要闻.txt": STORY,
        "来稿/稿件.docx": word_document(paragraph("市图书馆夜间开放"), paragraph("3月20日起开放到22时。")),
        "来稿/周末.epub": book({"1.xhtml": CHAPTER}),
        "照片/1.jpg": b"\xff\xd8\xff\xe0",
        "照片/2.jpg": b"\xff\xd8\xff\xe0",
        "备份.zip": archive({"a.txt": STORY}),
        "空.txt": b"",
        "__MACOSX/._要闻.txt": b"\0",
        "A02.pdf": b"%PDF-1.7\n",
        "A03.pdf": pdf([set_page(PRINTED)]),
    }
    path.write_bytes(archive(inner, old_names=True))
    held = read(str(path))
    assert [page.source.removeprefix(f"{path}!") for page in held.pages] == [
        "A01/要闻.txt",
        "A03.pdf#page=1",
        "来稿/周末.epub!OEBPS/1.xhtml",
        "来稿/稿件.docx",
    ]
    assert held.pages[0].text == STORY
    assert held.pages[1].text == f"{PRINTED}\n"
    assert held.pages[2].text.startswith("# 老街换新颜\n")
    assert held.pages[3].text == "# 市图书馆夜间开放\n\n3月20日起开放到22时。\n"
    assert {page.dated_by for page in held.pages} == {"folder 20260321"}
    assert [each.told.removeprefix(f"{path}!") for each in held.skipped] == [
        "A02.pdf: this PDF is damaged: export it again, or copy its text into a .txt or .md file.",
        "空.txt: the file is empty: check the program that wrote it.",
        "备份.zip: This is a ZIP archive, which is not read: unpack into the folder.",
        f"照片/: 2 photos or scans are not read (1.jpg、2.jpg): install the reader by {own_pip.install('ocr')}.",
    ]


@pytest.mark.parametrize("inner", [{}, {"A01/": "", "__MACOSX/._a.txt": b"\0", ".DS_Store": b"\0"}])
def test_an_archive_of_nothing_is_named(tmp_path, inner):
    path = tmp_path / "day.zip"
    path.write_bytes(archive(inner))
    [left] = read(str(path)).skipped
    assert left.told == f"{path}: nothing that is read is in this archive: pack its files again."


def test_a_books_date_stands_before_that_of_its_file_and_behind_its_name(tmp_path):
    for name, rule in (("周末.epub", "book 2026-03-21"), ("20260322.epub", "name 20260322")):
        path = tmp_path / name
        path.write_bytes(book({"1.xhtml": CHAPTER}, date="2026-03-21"))
        [page] = [each for each in read(str(path)).pages if each.source.endswith("1.xhtml")]
        assert page.dated_by == rule


def test_a_chapter_that_is_not_there_costs_itself(tmp_path):
    path = tmp_path / "周末.epub"
    whole = zipfile.ZipFile(io.BytesIO(book({"1.xhtml": CHAPTER, "2.xhtml": CHAPTER})))
    path.write_bytes(archive({name: whole.read(name) for name in whole.namelist() if not name.endswith("1.xhtml")}))
    held = read(str(path))
    assert [page.source.rpartition("/")[2] for page in held.pages] == ["2.xhtml"]
    assert any("lacks its part OEBPS/1.xhtml" in each.reason for each in held.skipped)


def test_a_member_is_dated_by_the_archive_where_no_name_is(tmp_path):
    path = tmp_path / "day.zip"
    path.write_bytes(archive({"要闻.txt": "市图书馆夜间开放\n\n开放到22时。"}))
    [page] = read(str(path)).pages
    assert (page.published, page.dated_by) == (dt.date(2026, 3, 20), "modification time")


FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>青禾日报</title><item><title>春灌开始</title>'
    "<description>青禾县十二个乡镇同时开闸放水。</description></item></channel></rss>"
)


@pytest.mark.parametrize(
    "name", ["day.zip", "周末.epub", "稿件.docx", "feed.xml", "稿件.csv", "稿件.json", "要闻.html"]
)
def test_any_damage_to_a_file_is_pages_or_sentences(tmp_path, name):
    whole = {
        "feed.xml": FEED.encode(),
        "稿件.csv": "标题,正文,日期\n春灌开始,水到田头。,2026-03-19\n老街开街,新店三家。,\n".encode(),
        "稿件.json": '[{"标题": "春灌开始", "正文": "水到田头。", "日期": "2026-03-19", "作者": ["李明"]}]'.encode(),
        "要闻.html": f"<!doctype html><html><body><h1>春灌开始</h1><p>{STORY}</p></body></html>".encode(),
        "day.zip": archive({"A01/要闻.txt": STORY, "A02.docx": word_document(paragraph("春灌"))}, old_names=True),
        "周末.epub": book({"1.xhtml": CHAPTER}),
        "稿件.docx": word_document(paragraph("春灌"), paragraph("水到田头。")),
    }[name]
    path, chance = tmp_path / name, random.Random(29)
    for _ in range(examples(40, soak=10_000)):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        held = read(str(path))
        assert held.pages or held.articles or held.feeds or held.skipped
        assert all(each.reason.endswith(".") and "\n" not in each.reason for each in held.skipped)


def test_an_export_gives_articles_dated_by_their_rows_else_by_the_file(tmp_path):
    path = tmp_path / "20260321.csv"
    path.write_bytes(
        "标题,正文,日期\n春灌开始,水到田头。,2026-03-19\n老街开街,新店三家。,\n没有正文,,\n".encode("gb18030")
    )
    held = read(str(path))
    assert [(each.title, str(each.published), each.dated_by, each.source) for each in held.articles] == [
        ("春灌开始", "2026-03-19", "column 日期", str(path)),
        ("老街开街", "2026-03-21", "name 20260321", str(path)),
    ]
    assert [each.reason for each in held.skipped] == [
        "1 rows are left out: they are damaged, or have no headline or no text."
    ]


def test_an_ocr_programs_answer_in_json_is_a_page(tmp_path):
    path = tmp_path / "20260321.json"
    path.write_text('[{"type": "title", "text": "春灌开始"}, {"type": "text", "text": "水到田头。"}]', "utf-8")
    held = read(str(path), {"title": "bt"})
    assert not held.articles
    assert len(held.pages) == 1


def test_a_pdf_gives_a_page_for_each_of_its_own_that_can_be_read(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    path = tmp_path / "A01-04.pdf"
    dated = set_page("2026年3月21日　星期六\n\n" + PRINTED)
    path.write_bytes(pdf([dated, set_page(""), set_page(PRINTED)]))
    held = read(str(path))
    assert [page.source for page in held.pages] == [f"{path}#page=1", f"{path}#page=3"]
    assert [page.dated_by.split()[0] for page in held.pages] == ["text", "modification"]
    [unread] = held.skipped
    assert unread.told.startswith(f"{path}#page=2: This page has no text that can be copied, it is a picture")


def test_a_pdf_page_whose_headlines_are_drawn_is_read_and_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    page = set_page("\n\n\n\n" + "\n".join([PRINTED] * 6))
    page.box(20, 40, 50, 70)
    path = tmp_path / "A01.pdf"
    path.write_bytes(pdf([page]))
    held = read(str(path))
    assert [each.text for each in held.pages] == ["\n\n".join([PRINTED] * 6) + "\n"]
    [named] = held.skipped
    assert named.title == f"{path}#page=1"
    assert named.reason.startswith("Headlines of this page seem to be drawn")


def test_without_the_extra_a_pdf_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    path = tmp_path / "A01.pdf"
    path.write_bytes(pdf([set_page(PRINTED)]))
    (tmp_path / "day.zip").write_bytes(archive({"A01.pdf": path.read_bytes()}))
    sentence = f"his is a PDF, which is not read: install the reader by {own_pip.install('pdf')}."
    assert [each.told for each in read(str(path)).skipped] == [f"{path}: t{sentence}"]
    assert [each.told for each in read(str(tmp_path / "day.zip")).skipped] == [
        f"{tmp_path}/day.zip!A01.pdf: T{sentence}"
    ]
