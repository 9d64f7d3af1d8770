"""Which files are found in folders, with real files."""

import os
import sys
from pathlib import Path

import pytest

from service.core import own_pip
from service.errors import UsageError
from service.sources.files import find
from service.sources.local_pages import read
from tests.support.word_files import archive, paragraph, word_document

STORY = "# 青禾县春灌开始\n\n3月20日，青禾县十二个乡镇同时开闸放水，比去年早五天。\n"


def test_folders_are_read_recursively_in_order_without_dotfiles(tmp_path):
    for name in ("b.md", "a/2.TXT", "a/1.html", "a/.draft.md", ".git/x.md", "a/photo.jpg", "c/d/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(STORY, encoding="utf-8")
    found = find([str(tmp_path)])
    assert [os.path.relpath(path, tmp_path) for path in found.files] == ["b.md", "a/1.html", "a/2.TXT", "c/d/e.txt"]


def test_what_is_not_read_in_a_folder_is_named_with_what_to_do(tmp_path, monkeypatch):
    for name, raw in {
        "A01.md": STORY.encode(),
        "A02.pdf": b"%PDF-1.7\n",
        "稿件.docx": word_document(paragraph("春灌")),
        "版面": archive({"A03.txt": STORY}),
        "照片/1.jpg": b"\xff\xd8\xff\xe0",
        "照片/2.JPG": b"\xff\xd8\xff\xe1",
        "照片/3.png": b"\x89PNG\r\n\x1a\n",
        "照片/4.png": b"\x89PNG\r\n\x1a\n",
        "照片/说明.docx.txt": STORY.encode(),
        "照片/Thumbs.db": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "~$稿件.docx": b"\x05",
        ".DS_Store": b"\0\0\0\x01Bud1",
        "notes.log": b"started\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(raw)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    found = find([str(tmp_path)])
    assert [os.path.basename(path) for path in found.files] == ["A01.md", "版面", "稿件.docx", "说明.docx.txt"]  # noqa: PTH119
    assert {os.path.relpath(each.title, tmp_path): each.reason.removeprefix(each.title) for each in found.skipped} == {
        "A02.pdf": f"This is a PDF, which is not read: install the reader by {own_pip.install('pdf')}.",
        "notes.log": "This is a text file of another name, which is not read: add .txt to the name.",
        "gone": ": no such file or directory: check that the file is there and may be read.",
        "pipe": ": this is a device or a pipe: copy what it gives into a file.",
        "照片": "4 photos or scans are not read (1.jpg、2.JPG、3.png、4.png):"
        f" install the reader by {own_pip.install('ocr')}.",
    }


def test_with_the_extras_a_folders_pdfs_and_photos_are_read(tmp_path):
    (tmp_path / "A01.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "A02.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    assert find([str(tmp_path)]).files == (f"{tmp_path}/A01.pdf", f"{tmp_path}/A02.jpg")


def test_a_question_in_a_name_hides_no_text(tmp_path):
    for name in ("为什么?.md", "content_7.htm?div=-1"):
        (tmp_path / name).write_text("青禾县春灌开始\n", encoding="utf-8")
    found = find([str(tmp_path)])
    assert len(found.files) == 2
    assert not found.skipped


def test_a_folder_is_joined_as_it_was_given(tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.md").write_text(STORY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert find(["seeds/"]).files == ("seeds/a.md",)
    assert find(["./seeds"]).files == ("./seeds/a.md",)
    assert find(["seeds/a.md", "seeds", "./seeds/a.md"]).files == ("seeds/a.md",)


def test_a_named_file_is_taken_whatever_its_suffix_and_a_url_is_a_url(tmp_path):
    page = tmp_path / "page.ocr"
    page.write_text(STORY, encoding="utf-8")
    found = find(["https://example.org/feed", str(page), "file:///etc/passwd"])
    assert found.files == (str(page),)
    assert found.urls == ("https://example.org/feed", "file:///etc/passwd")


@pytest.mark.parametrize("name", ["missing.md", "nul\0byte.md", "two\nlines.md", "x" * 300 + ".md"])
def test_a_missing_input_is_named(tmp_path, name):
    with pytest.raises(UsageError) as caught:
        find([str(tmp_path / name)])
    assert name.split("\0")[0].split("\n")[0] in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "\0" not in str(caught.value)


def test_links_in_circles_and_strange_names_are_survived(tmp_path):
    (tmp_path / "page.md").write_text(STORY, encoding="utf-8")
    (tmp_path / "back").symlink_to(tmp_path)
    (tmp_path / "self.md").symlink_to(tmp_path / "self.md")
    (tmp_path / "two\nlines.md").write_text(STORY, encoding="utf-8")
    odd = os.fsencode(tmp_path) + b"/\xb1\xa8.md"
    Path(os.fsdecode(odd)).write_text(STORY, encoding="utf-8")
    files = find([str(tmp_path)]).files
    held = {path: read(path) for path in files}
    assert "self.md: too many levels" in held[str(tmp_path / "self.md")].skipped[0].reason
    pages = [page for each in held.values() for page in each.pages]
    assert len(pages) == 3
    assert all(page.source.encode("utf-8") for page in pages)
    assert str(tmp_path / "two\nlines.md") in [page.source for page in pages]
