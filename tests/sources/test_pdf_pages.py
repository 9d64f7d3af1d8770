"""PDF pages: their articles through the reader, what cannot be read named, hostile files kept apart."""

import contextlib
import json
import random
import re
import time
import zlib
from dataclasses import dataclass, field
from typing import Any

import pytest

from service.errors import SourceError
from service.model import Page, Recognition
from service.sources import newspaper, pdf_extraction, pdf_pages, reading_process
from service.sources.pdf_pages import PdfPage
from service.sources.scanned_pages import Recognizer
from tests.support.child_processes import children
from tests.support.examples import examples
from tests.support.paths import SHARED
from tests.support.pdf_writer import DrawnPage, pdf, set_page
from tests.support.printed_newspaper import flat, printed, right
from tests.support.printed_scans import has_font, outlined
from tests.support.stored_scans import answer

TEXT = "青禾县十二个乡镇同时开闸放水，比去年早了五天。"


def read(raw: bytes) -> list[PdfPage]:
    return list(pdf_pages.read(raw, "A01.pdf"))


class Streamed(DrawnPage):
    """A page whose content is given as it stands in the file."""

    stream = b""

    def content(self) -> bytes:
        return self.stream


def streamed(stream: bytes) -> bytes:
    page = Streamed(400, 300)
    page.stream = stream
    return pdf([page])


def test_each_page_is_one():
    assert read(pdf([set_page(TEXT), set_page(TEXT[:-1])])) == [
        PdfPage(1, f"{TEXT}\n"),
        PdfPage(2, f"{TEXT[:-1]}\n"),
    ]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"%PDF-1.7\n", "this PDF is damaged: export it again"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "this PDF is damaged"),
        (pdf([set_page(TEXT)], locked=True), "this PDF is locked by a password: save it without one"),
        (pdf([set_page("")] * 201), "this PDF has over 200 pages: split it"),
    ],
    ids=["empty", "no structure", "locked", "long"],
)
def test_a_file_of_which_nothing_can_be_read_is_named(raw, reason):
    with pytest.raises(SourceError, match=f"A01.pdf: {reason}"):
        read(raw)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (set_page(""), "it is a picture, or its letters are drawn"),
        (set_page("\n".join(["鼙鼗鼖鼘鼟鼚鼛鼜鼝鼞黩黪黯黥黧黟黠黢黣黤"] * 6)), "its fonts do not say which"),
        (DrawnPage(20_000, 30_000), "larger than 60 megapixels"),
    ],
    ids=["scan", "mixed up", "huge"],
)
def test_a_page_that_cannot_be_read_is_named_and_the_others_are_read(page, reason):
    first, second = read(pdf([page, set_page(TEXT)]))
    assert reason in first.refusal
    assert not first.markdown
    assert second == PdfPage(2, f"{TEXT}\n")


@pytest.fixture
def extraction(tmp_path, monkeypatch):
    """Return what puts another program in the place of `pdf_extraction`: it gives these answers and ends so."""

    def stand_in(*answers: dict[str, object], ending: str = "") -> None:
        program = tmp_path / "extraction.py"
        lines = [f"print({json.dumps(answer)!r}, flush=True)" for answer in answers]
        program.write_text("\n".join(["import os, signal", *lines, ending]))
        monkeypatch.setattr(pdf_extraction, "__file__", str(program))

    return stand_in


def placed(text: str) -> dict[str, object]:
    """Return the answer for a page with this line on it."""
    glyphs = [(10.0 * n, 10.0 * n + 10, 100.0, 10.0) for n in range(len(text))]
    marks: dict[str, object] = {"rules": [], "frames": [], "pictures": []}
    return {"width": 900.0, "height": 900.0, "turned": False, "text": text, "glyphs": glyphs, **marks}


def test_characters_without_a_meaning_are_no_text(extraction):
    """What fonts that are embedded without their characters' codes give."""
    extraction({"pages": 2}, placed("\ufffd\ue012" * 15), placed(TEXT + "\ue012"))
    unknown, known = read(b"")
    assert "its fonts do not say which characters they draw" in unknown.refusal
    assert known.markdown == f"{TEXT}\ue012\n"


@pytest.mark.parametrize(
    ("ending", "reason"),
    [("os.abort()", "crashes here"), ("os.kill(os.getpid(), signal.SIGXCPU)", "takes over 5 s")],
)
def test_a_reader_that_dies_costs_the_page_and_what_follows(extraction, ending, reason):
    extraction({"pages": 3}, placed(TEXT), ending=ending)
    first, second = read(b"")
    assert first.markdown == f"{TEXT}\n"
    assert second.number == 2
    assert reason in second.refusal
    assert "what follows is not read" in second.refusal


def test_a_reader_that_dies_at_once_is_a_refusal_of_the_file(extraction):
    extraction(ending="os.abort()")
    with pytest.raises(SourceError, match=r"A01.pdf: the reader of PDFs crashes here"):
        read(b"")


@pytest.mark.slow
def test_a_page_that_unpacks_to_far_more_stays_within_its_memory():
    """A hundred million `q` crash PDFium, which shows that its process must be another."""
    [page] = read(streamed(b"q " * 100_000_000))
    assert "crashes here" in page.refusal


@pytest.mark.slow
def test_a_page_of_scattered_characters_ends_in_time(extraction):
    """Each is a line, a block and a piece of its own."""
    text = "的" * 20_000
    glyphs = [(37.0 * (n % 140), 37.0 * (n % 140) + 10, 37.0 * (n // 140), 10.0) for n in range(len(text))]
    extraction({"pages": 1}, {**placed(text), "glyphs": glyphs})
    began = time.process_time()
    [page] = read(b"")
    assert "takes over 5 s" in page.refusal
    assert time.process_time() - began < 10


@pytest.mark.slow
def test_a_page_of_too_many_rules_is_refused():
    [page] = read(streamed(b"0 0 m 10 10 l S " * 70_000))
    assert "more characters or lines than a newspaper page" in page.refusal


TOKENS = [
    b"-1",
    b"0",
    b"99999999999",
    b"1e38",
    b"/Kids",
    b"[",
    b"]",
    b"<<",
    b">>",
    b"endobj",
    b"q",
    b"Q",
    b"Do",
    b"2 0 R",
]


def with_content_unpacked(raw: bytes) -> bytes:
    """Return a file whose contents stand as they are: what is damaged there reaches what reads them."""
    unpacked = raw
    for packed in re.finditer(rb"<< /Length (\d+) /Filter /FlateDecode >>\nstream\n", raw):
        stream = raw[packed.end() : packed.end() + int(packed[1])]
        plain = zlib.decompress(stream)
        unpacked = unpacked.replace(packed[0] + stream, b"<< /Length %d >>\nstream\n%s" % (len(plain), plain))
    return unpacked


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """Return a file with some bytes or words changed, or some of its own written elsewhere; some are cut off."""
    raw, kind = bytearray(whole), chance.random()
    for _ in range(chance.randint(1, 12)):
        at, token, other = chance.randrange(len(raw)), chance.choice(TOKENS), chance.randrange(len(raw))
        if kind < 0.5:
            raw[at] = chance.randrange(256)
        elif kind < 0.9:
            raw[at : at + (len(token) if kind < 0.7 else 0)] = token
        else:
            raw[at : at + 60] = raw[other : other + 60]
    return bytes(raw if chance.random() < 0.8 else raw[: chance.randrange(len(raw))])


MANY = """
import json, re, resource, sys
from pathlib import Path
from service.sources import pdf_extraction
resource.setrlimit(resource.RLIMIT_AS, (pdf_extraction.MOST_MEMORY, pdf_extraction.MOST_MEMORY))
while size := sys.stdin.buffer.readline():
    answers = list(pdf_extraction.answers(sys.stdin.buffer.read(int(size))))
    most = 1024 * int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
    print(json.dumps({"answers": answers, "memory": most}), flush=True)
"""
"""Reads one file after the other: to start a process for each takes twenty times as long. What the system gives as a
process's peak is also that of the process which started it; its own stands in its status."""


@pytest.mark.slow
def test_damaged_files_are_read_or_named(monkeypatch):
    """What PDFium says of them, and what becomes of it; its process neither dies nor takes more memory."""
    headed = set_page("\n\n\n\n" + "\n".join([TEXT] * 3))
    headed.box(20, 20, 380, 80, fill=0.9, line=1)
    headed.picture(200, 150, 380, 280)
    whole = pdf([headed, set_page(TEXT)])
    chance, read_pages, named = random.Random(23), 0, []
    for _ in range(examples(5, soak=200)):
        raws = [damaged(chance.choice((whole, with_content_unpacked(whole))), chance) for _ in range(50)]
        found = list(reading_process.answers(["-c", MANY], *(b"%d\n%s" % (len(raw), raw) for raw in raws)))
        assert [list(each) for each in found] == [["answers", "memory"]] * len(raws)
        assert max(each["memory"] for each in found) < 300_000_000
        for each in found:
            with monkeypatch.context() as patched:
                patched.setattr(reading_process, "answers", lambda *_, said=each["answers"]: iter(said))
                try:
                    pages = read(b"")
                except SourceError as error:
                    named.append(str(error))
                else:
                    assert all(bool(page.markdown) is not bool(page.refusal) for page in pages)
                    read_pages += sum(bool(page.markdown) for page in pages)
    assert read_pages
    assert named
    assert all(each.startswith("A01.pdf: ") for each in named)


@pytest.mark.slow
def test_damaged_pages_of_a_newspaper_are_read_or_named():
    whole, chance = pdf([printed(1).page, set_page(TEXT)]), random.Random(23)
    for _ in range(examples(12, soak=300)):
        with contextlib.suppress(SourceError):
            assert all(bool(page.markdown) is not bool(page.refusal) for page in read(damaged(whole, chance)))


@dataclass(frozen=True, slots=True)
class Stored(Recognizer):
    """Has an answer for each order."""

    waiting: list[dict[str, Any]] = field(default_factory=list)
    orders: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, raw: bytes, order: dict[str, Any]) -> dict[str, Any]:
        self.orders.append(order)
        return self.waiting.pop(0)


def test_a_page_without_text_is_recognized():
    recognizer = Stored(waiting=[answer(), {"refused": "no text"}])
    empty = set_page("")
    first, second, third = pdf_pages.read(pdf([empty, set_page(TEXT), empty]), "A01.pdf", recognizer)
    assert first.markdown.startswith("# 春灌开闸\n\n青禾县")
    assert first.recognition == Recognition(1.0, 0.0)
    assert second == PdfPage(2, f"{TEXT}\n")
    assert third.refusal.startswith("No line of text is found in this picture")
    assert recognizer.orders == [{"pdf": True, "page": 0}, {"pdf": True, "page": 2}]


def test_a_scan_with_a_stamped_line_is_recognized():
    scan, illustrated = set_page(TEXT), set_page(TEXT)
    scan.picture(0, 0, 400, 290)
    illustrated.picture(0, 100, 200, 290)
    recognizer = Stored(waiting=[answer(), {"lines": []}])
    first, second = pdf_pages.read(pdf([scan, illustrated]), "A01.pdf", recognizer)
    assert first.markdown.startswith("# 春灌开闸")
    assert second.markdown == f"{TEXT}\n"
    assert [("known" in order) for order in recognizer.orders] == [False, True]
    unread, _ = read(pdf([scan, illustrated]))
    assert unread.markdown == f"{TEXT}\n"
    assert unread.lacks.startswith("Most of this page is a picture, of which nothing can be copied: install")


def test_headlines_that_are_drawn_are_recognized():
    page = set_page("\n\n\n\n" + "\n".join([TEXT] * 6))
    page.box(20, 40, 50, 70)
    head = {"text": "春灌开闸", "area": [20, 40, 140, 70], "size": 30, "vertical": False, "score": 0.9, "doubts": []}
    recognizer = Stored(waiting=[{"lines": [head]}])
    [read_page] = pdf_pages.read(pdf([page]), "A01.pdf", recognizer)
    assert read_page.markdown == "\n\n".join(["# 春灌开闸", *[TEXT] * 6]) + "\n"
    assert read_page.recognition == Recognition(0.9, 0.0)
    [order] = recognizer.orders
    assert order["em"] == 10
    assert [round(area[0]) for area in order["known"]] == [20] * 6


def headed(head: str) -> dict[str, object]:
    """Return the answer for a page of eight lines below one that is twice as large."""
    lines = [(head, 60.0, 28.0), *((TEXT, 100.0 + 15 * n, 10.0) for n in range(8))]
    glyphs = [(20 + size * n, 20 + size * (n + 1), y, size) for text, y, size in lines for n in range(len(text))]
    return {**placed(""), "text": "".join(text for text, *_ in lines), "glyphs": glyphs}


@pytest.mark.parametrize("head", ["\ufffd" * 4, "\ue012\ue013\ue014\ue015", "\x01\x02\x03\x04"])
def test_headlines_in_a_font_that_says_nothing_are_recognized(head, extraction):
    extraction({"pages": 1}, headed(head))
    found = {"text": "春灌开闸", "area": [20, 32, 132, 60], "size": 28, "vertical": False, "score": 0.9, "doubts": []}
    recognizer = Stored(waiting=[{"lines": [found]}])
    [page] = pdf_pages.read(b"", "A01.pdf", recognizer)
    assert page.markdown == "\n\n".join(["# 春灌开闸", *[TEXT] * 8]) + "\n"
    assert [round(area[1]) for area in recognizer.orders[0]["known"]] == [round(91.2 + 15 * n) for n in range(8)]


@pytest.mark.parametrize(
    ("recognizer", "lacks"),
    [
        (None, "Headlines of this page seem to be drawn, and what stands below them may be lost: install"),
        (Stored(waiting=[{"refused": "crash"}]), "The program that recognizes text crashes here: give"),
    ],
)
def test_where_drawn_headlines_are_not_recognized_that_is_said(recognizer, lacks, extraction):
    extraction({"pages": 1}, headed("\ue012" * 4))
    [page] = pdf_pages.read(b"", "A01.pdf", recognizer)
    assert TEXT in page.markdown
    assert page.lacks.startswith(lacks)
    assert not page.refusal


def test_an_ornament_is_no_headline(extraction):
    extraction({"pages": 1}, headed("春灌开闸\ue012"))
    [page] = pdf_pages.read(b"", "A01.pdf", Stored())
    assert page.markdown.startswith("# 春灌开闸")


def test_headlines_of_a_page_that_lies_on_its_side_are_not_looked_for():
    """What is drawn would be found at other places than what can be copied."""
    page = set_page("\n\n\n\n" + "\n".join([TEXT] * 6))
    page.box(20, 40, 50, 70)
    turned = pdf([page]).replace(b"/Type /Page /Parent", b"/Rotate 90 /Type /Page /Parent")
    [read_page] = pdf_pages.read(turned, "A01.pdf", Stored())
    assert read_page.markdown == "\n\n".join([TEXT] * 6) + "\n"


def test_a_page_with_its_headlines_or_with_nothing_drawn_is_not_recognized():
    page = set_page("\n\n\n\n" + "\n".join([TEXT] * 6))
    page.box(20, 240, 50, 270)
    page.frame()
    for n, character in enumerate("春灌开闸"):
        page.character(character, 20 + 30 * n, 60, 30)
    recognizer = Stored()
    headed, _ = pdf_pages.read(pdf([page, set_page(TEXT)]), "A01.pdf", recognizer)
    assert headed.markdown.startswith("# 春灌开闸\n")
    assert recognizer.orders == []


def test_the_process_ends_with_the_reading():
    before = children()
    with contextlib.closing(pdf_pages.read(pdf([set_page(TEXT)] * 3), "A01.pdf")) as pages:
        next(pages)
    assert children() <= before


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared samples")
@pytest.mark.parametrize("name", ["sample1", "sample2", "sample3"])
def test_the_samples_articles_are_found(name):
    raw = (SHARED / "samples" / f"{name}.pdf").read_bytes()
    [page] = read(raw)
    found = {article.title: article for article in newspaper.read(Page(name, page.markdown))}
    gold = next(page for page in map(json.loads, (SHARED / "samples" / "gold.jsonl").open()) if page["id"] == name)
    flat = {"".join(title.split()): article for title, article in found.items()}
    for want in gold["articles"]:
        article = flat["".join(want["title"].split())]
        assert list(article.paragraphs) == want["body"].split("\n")


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared samples")
def test_the_sample_with_headlines_as_outlines_is_read():
    [page] = pdf_pages.read((SHARED / "samples/sample2_outlined_headlines.pdf").read_bytes(), "A01.pdf", Recognizer())
    found = {flat(each.title): flat(*each.paragraphs) for each in newspaper.read(Page("A01", page.markdown))}
    gold = next(page for page in map(json.loads, (SHARED / "samples/gold.jsonl").open()) if page["id"] == "sample2")
    assert found == {flat(each["title"]): flat(each["body"]) for each in gold["articles"]}


@pytest.mark.slow
@pytest.mark.parametrize("hard", [False, True], ids=["plain", "hard"])
def test_pages_that_are_drawn_by_chance_are_read(hard):
    """No more than a few articles in a hundred are lost to what a perfect layout would give."""
    lost = articles = 0
    for seed in range(examples(12, soak=60)):
        paper = printed(seed, hard=hard)
        best, most = right(paper, paper.markdown)
        [page] = read(pdf([paper.page]))
        lost += best - right(paper, page.markdown)[0]
        articles += most
    assert lost <= 0.12 * articles


@pytest.mark.slow
@pytest.mark.skipif(not has_font(), reason="needs Debian's fonts-noto-cjk")
def test_headlines_that_are_drawn_as_outlines_are_read():
    """As well as those of the text layer, which has the texts in both."""
    lost = articles = 0
    for seed in range(examples(2, soak=20)):
        paper = printed(seed)
        [copied] = read(pdf([paper.page]))
        [page] = pdf_pages.read(pdf([outlined(paper.page)]), "A01.pdf", Recognizer())
        lost += right(paper, copied.markdown)[0] - right(paper, page.markdown)[0]
        articles += len(paper.gold["articles"])
    assert lost <= 0.1 * articles
