"""What a run would find in a folder, told without recognizing a picture."""

import io
import json

import pytest
from PIL import Image

from service.errors import UsageError
from service.sources import scanned_pages
from service.sources.source_preview import SECONDS, preview
from tests.support.pdf_writer import pdf, set_page
from tests.support.word_files import archive, book, paragraph, word_document

STORY = "# 青禾县春灌开始\n\n3月20日，青禾县十二个乡镇同时开闸放水，比去年早五天。\n"
CHAPTER = f"<html><body><h1>老街换新颜</h1><p>{'新店开了三家。' * 20}</p></body></html>"
ROW = {"标题": "青禾县春灌开始", "正文": "十二个乡镇同时开闸放水。"}
DOCUMENT = word_document(paragraph("青禾县春灌开始"), paragraph("水到田头。"))

GOOD = {
    "A01.md": STORY.encode(),
    "稿件.docx": DOCUMENT,
    "打包.zip": archive({"A02/要闻.txt": STORY, "A02/稿件.docx": DOCUMENT}, old_names=True),
    "周末.epub": book({"1.xhtml": CHAPTER}),
    "导出.json": json.dumps([ROW]).encode(),
    "网页.html": CHAPTER.encode(),
}
BROKEN = {
    "坏.md": bytes(range(128, 256)),
    "坏.docx": DOCUMENT[:300],
    "坏.zip": GOOD["打包.zip"][:200],
    "坏.epub": GOOD["周末.epub"][:200],
    "坏.json": b'[{"a": ',
    "坏.csv": "甲,乙\n1,2\n".encode(),
    "坏.html": b"",
}


def _folder(tmp_path, files):
    for name, raw in files.items():
        (tmp_path / name).write_bytes(raw)
    return str(tmp_path)


def test_every_file_that_no_run_can_read_is_named(tmp_path):
    found = preview(_folder(tmp_path, GOOD | BROKEN), {})
    assert found.files == len(GOOD)
    assert {each.title.rpartition("/")[2] for each in found.skipped} == set(BROKEN)
    assert found.unopened == 0


def test_what_cannot_be_read_within_a_file_is_named_too(tmp_path):
    files = {
        "打包.zip": archive({"要闻.txt": STORY, "旧稿.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)}),
        "导出.json": json.dumps([ROW, {"标题": "没有正文"}]).encode(),
    }
    found = preview(_folder(tmp_path, files), {})
    assert found.files == 2
    assert [each.title.rpartition("/")[2] for each in found.skipped] == ["导出.json", "打包.zip!旧稿.doc"]


def test_columns_of_a_show_are_known(tmp_path):
    folder = _folder(tmp_path, {"导出.csv": "bt,nr\n青禾县春灌开始,水到田头。\n".encode()})
    assert preview(folder, {"title": "bt", "text": "nr"}).skipped == ()
    assert preview(folder, {}).files == 0


@pytest.mark.slow
def test_pdfs_and_pictures_are_opened_and_not_recognized(tmp_path, monkeypatch):
    pytest.importorskip("pypdfium2")
    pytest.importorskip("rapidocr")
    monkeypatch.setattr(scanned_pages.Recognizer, "answer", None)
    picture = io.BytesIO()
    Image.effect_noise((400, 400), 90).save(picture, "JPEG")
    whole = {"A01.pdf": pdf([set_page(STORY)]), "A02.jpg": picture.getvalue()}
    broken = {"坏.pdf": whole["A01.pdf"][:40], "坏.jpg": whole["A02.jpg"][:2000]}
    found = preview(_folder(tmp_path, whole | broken), {})
    assert found.files == len(whole)
    assert [each.told.rpartition("/")[2] for each in found.skipped] == [
        "坏.jpg: this picture is damaged: scan or photograph the page again, or give its text in a .txt or .md file.",
        "坏.pdf: this PDF is damaged: export it again, or copy its text into a .txt or .md file.",
    ]


def test_files_for_which_there_is_no_time_are_counted(tmp_path):
    times = iter([0.0, 1.0, SECONDS + 1.0, SECONDS + 2.0])
    found = preview(_folder(tmp_path, {"a.md": b"", "b.md": b"", "c.md": b""}), {}, lambda: next(times))
    assert (found.files, found.unopened, len(found.skipped)) == (2, 2, 1)


def test_a_saved_issue_is_one(tmp_path):
    day = tmp_path / "2026-03" / "21"
    day.mkdir(parents=True)
    links = '<a href="node_2.htm">第01版：要闻</a><a href="content_1.htm">春灌</a><a href="content_9.htm">新桥</a>'
    (day / "node_2.htm").write_text(f"<html><body>{links}</body></html>", "utf-8")
    (day / "content_1.htm").write_text(CHAPTER, "utf-8")
    found = preview(str(tmp_path), {})
    assert found.files == 2
    assert ["content_9.htm" in each.told for each in found.skipped] == [True]


def test_a_path_that_is_not_there(tmp_path):
    with pytest.raises(UsageError, match="gone: "):
        preview(str(tmp_path / "gone"), {})
