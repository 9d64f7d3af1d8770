"""Photos and scans as pages: recognized once, named where they cannot be, and the articles on them found."""

import io
import json
import sys
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from service.errors import SourceError
from service.model import DoubtfulCharacter, Page, Recognition
from service.sources import newspaper, reading_process
from service.sources.scanned_pages import Recognizer, open_first
from service.storage.disk_cache import DiskCache
from tests.support.examples import examples
from tests.support.paths import ROOT, SHARED
from tests.support.printed_newspaper import flat, printed, right
from tests.support.printed_scans import has_font, photographed, scanned
from tests.support.stored_scans import answer

MOST_WRONG = 4
"""Characters of an article that may be read wrong, as the bench of pages counts."""
TEXT = "# 春灌开闸\n\n青禾县十二个乡镇同时开闸放水，比去年早五天。\n\n渠边的农户清理了斗门。\n"


@pytest.fixture
def recognized(monkeypatch) -> Callable[..., list[bytes]]:
    """Return what puts these answers in the place of the process; it gives the orders that come."""

    def stand_in(*given: dict[str, Any] | list[dict[str, Any]]) -> list[bytes]:
        orders: list[bytes] = []

        def answers(program: list[str], head: bytes, raw: bytes) -> list[dict[str, Any]]:
            orders.append(head)
            said = given[len(orders) - 1]
            return said if isinstance(said, list) else [said]

        monkeypatch.setattr(reading_process, "answers", answers)
        return orders

    return stand_in


def _order_of_open_first(monkeypatch) -> tuple[list[str], bytes]:
    orders: list[tuple[list[str], bytes]] = []

    def answers(program: list[str], head: bytes, raw: bytes) -> list[dict[str, Any]]:
        orders.append((program, head))
        return [{"pages": 1}]

    with monkeypatch.context() as patched:
        patched.setattr(reading_process, "answers", answers)
        open_first(b"raw", "A01.jpg")
    return orders[0]


@pytest.mark.slow
def test_what_is_but_opened_is_not_recognized(monkeypatch):
    pytest.importorskip("rapidocr")
    program, order = _order_of_open_first(monkeypatch)
    picture = io.BytesIO()
    Image.new("RGB", (400, 400), "white").save(picture, "PNG")
    assert list(reading_process.answers(program, order, picture.getvalue())) == [{"pages": 1}]
    with pytest.raises(SourceError, match=r"A01\.png: this picture is damaged: scan or photograph the page again"):
        open_first(picture.getvalue()[:60], "A01.png")


def test_a_picture_is_a_page_with_how_well_it_was_recognized(recognized):
    recognized(answer(doubts=(("镇同时", 1),)))
    [page] = Recognizer().pictures(b"raw", "A01.jpg")
    assert page.markdown == TEXT
    assert page.recognition
    assert page.recognition == Recognition(page.recognition.score, 0.0, (DoubtfulCharacter("镇同时", 1),))
    assert 0.85 < page.recognition.score < 0.95  # one line of six at a half
    assert not page.is_numbered


def test_a_page_of_much_doubt_is_named_besides(recognized):
    doubt = ("镇同时开闸", 1)
    recognized(answer(doubts=(doubt,) * 4), answer(doubts=(doubt,) * 5))
    [clear], [faint] = (Recognizer().pictures(b"raw", "A01.jpg") for _ in "12")
    assert (clear.markdown, clear.lacks) == (TEXT, "")
    assert (faint.markdown, faint.refusal) == (TEXT, "")
    assert faint.lacks.startswith("One character in 7 of this page is in doubt. What has one is not told, but others")


def test_lines_without_a_headline_are_counted(recognized):
    recognized(answer(headed=False))
    [page] = Recognizer().pictures(b"raw", "A01.jpg")
    assert page.recognition
    assert page.recognition.unowned == 1.0


def test_the_pages_of_a_tiff_are_told_one_by_one(recognized):
    told: list[tuple[str, int, int]] = []
    orders = recognized({**answer(), "pages": 2}, {"refused": "no text", "pages": 2})
    first, second = Recognizer(tell=lambda *each: told.append(each)).pictures(b"raw", "A01.tif")
    assert (first.is_numbered, first.number, second.number) == (True, 1, 2)
    assert second.refusal.startswith("No line of text is found in this picture: scan or photograph the page again")
    assert [json.loads(order) for order in orders] == [{"page": 0}, {"page": 1}]
    assert told == [("Recognizing A01.tif", 0, 0), ("Recognizing A01.tif", 1, 2)]


@pytest.mark.parametrize("refused", ["small", "damaged", "crash"])
def test_a_page_of_a_tiff_that_cannot_be_read_costs_itself_alone(refused, recognized):
    """A thumbnail, which some scanners write first, and a page on which the program dies."""
    recognized([{"pages": 2}, {"refused": refused}], [{"pages": 2}, answer()])
    first, second = Recognizer().pictures(b"raw", "A01.tif")
    assert (bool(first.refusal), second.markdown) == (True, TEXT)


def test_what_was_damaged_before_it_was_kept_is_recognized_again(recognized, tmp_path):
    orders = recognized(answer(), answer(), answer())
    cache = DiskCache(tmp_path)
    recognizer = Recognizer(cache)
    [*recognizer.pictures(b"raw", "A01.jpg")]
    [kept] = tmp_path.glob("??/*")
    for damage in (b"{", b"3"):
        cache.put(kept.name, damage)
        assert [page.markdown for page in recognizer.pictures(b"raw", "A01.jpg")] == [TEXT]
    assert len(orders) == 3


def test_what_was_recognized_is_kept_by_the_bytes(recognized, tmp_path):
    orders = recognized(answer(), answer(headed=False))
    recognizer = Recognizer(DiskCache(tmp_path))
    pages = [[*recognizer.pictures(raw, name)] for raw, name in ((b"raw", "A01.jpg"), (b"raw", "copy.jpg"))]
    assert pages[0] == pages[1]
    assert len(orders) == 1
    [*recognizer.pictures(b"other", "A01.jpg")]
    assert len(orders) == 2


def test_a_crash_is_named_and_tried_again(recognized, tmp_path):
    orders = recognized({"refused": "crash"}, answer())
    recognizer = Recognizer(DiskCache(tmp_path))
    with pytest.raises(SourceError, match=r"^A01\.jpg: the program that recognizes text crashes here: give the text"):
        [*recognizer.pictures(b"raw", "A01.jpg")]
    assert [page.markdown for page in recognizer.pictures(b"raw", "A01.jpg")] == [TEXT]
    assert len(orders) == 2


@pytest.mark.slow
def test_a_model_that_is_missing_is_not_fetched(tmp_path, monkeypatch):
    (tmp_path / "rapidocr.py").write_text(
        "import urllib.request\n\n\nclass RapidOCR:\n    def __init__(self, **_):\n"
        "        urllib.request.urlopen('http://127.0.0.1:9/')\n"
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with pytest.raises(SourceError, match=r"recognizes text crashes here \(.*asks nobody.*\): give the text"):
        [*Recognizer().pictures(picture((600, 800)), "A01.jpg")]


def picture(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("L", size, "white").save(out, "PNG")
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (picture((200, 400)), "this picture is too small to be a page"),
        (picture((9_000, 7_000)), "this picture has over 60 megapixels: make it smaller"),
        (picture((600, 800)), "no line of text is found in this picture"),
        (b"\xff\xd8\xff\xe0", "this picture is damaged"),
    ],
)
def test_a_picture_that_is_no_page_is_refused_in_a_sentence(raw, reason):
    with pytest.raises(SourceError, match=f"^A01.jpg: {reason}"):
        [*Recognizer().pictures(raw, "A01.jpg")]


def articles(raw: bytes) -> dict[str, str]:
    """Return the text of a picture's articles by their headlines, both without blanks and marks."""
    [page] = Recognizer().pictures(raw, "A01.jpg")
    return {flat(each.title): flat(*each.paragraphs) for each in newspaper.read(Page("A01.jpg", page.markdown))}


@pytest.mark.slow
def test_the_articles_of_a_scan_are_found():
    assert articles((ROOT / "tests/data/scans/two_articles.jpg").read_bytes()) == {
        "市图书馆夜间开放到22时": "市图书馆从3月25日起延长开放时间每天晚上22时闭馆一楼的自习区增加座位120个",
        "六棹河灌区春灌开闸": "3月20日上午8时随着仇家堰进水闸的三孔闸门缓缓提起六棹河灌区今年的春灌正式开始"
        "清亮的河水顺着干渠流向下游渠边等水的农户早早把自家的斗门清理干净",
    }


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared samples")
@pytest.mark.parametrize(("name", "gold"), [("sample1_scan150.jpg", "sample1"), ("sample3_photo.jpg", "sample3")])
def test_the_samples_articles_are_found(name, gold):
    found = articles((SHARED / "samples" / name).read_bytes())
    pages = map(json.loads, (SHARED / "samples" / "gold.jsonl").read_text("utf-8").splitlines())
    [wanted] = [page["articles"] for page in pages if page["id"] == gold]
    lost = []
    for want in wanted:
        title, body = flat(want["title"]), flat(want["body"])
        text = found.get(title, "")
        if len(text) != len(body) or sum(a != b for a, b in zip(text, body, strict=True)) > 4:
            lost.append(title)
    assert not lost


@pytest.mark.slow
@pytest.mark.skipif(not has_font(), reason="needs Debian's fonts-noto-cjk")
@pytest.mark.parametrize("taken", [scanned, photographed])
def test_pages_that_are_drawn_by_chance_are_read(taken):
    """Of what a perfect reading of the page gives, most is found."""
    found = best = 0
    for seed in range(examples(2, soak=20)):
        paper = printed(seed)
        best += right(paper, paper.markdown)[0]
        [page] = Recognizer().pictures(taken(paper.page, seed), "A01.jpg")
        assert page.recognition
        assert page.recognition.score > 0.95
        found += right(paper, page.markdown, MOST_WRONG)[0]
    assert found >= 0.8 * best
