"""How files that are not read are named."""

import pytest

from service.model import Skipped
from service.sources import file_kinds
from service.sources.unread_files import is_hidden, named


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini", "~$稿件.docx", "__MACOSX"])
def test_what_systems_write_is_passed_over(name):
    assert is_hidden(name)


@pytest.mark.parametrize("name", ["a.txt", "~草稿.txt", "$价格.md", "thumbs.db.txt"])
def test_what_a_person_wrote_is_not(name):
    assert not is_hidden(name)


def test_each_kind_is_named_once_with_what_to_do():
    files = [
        ("1.jpg", file_kinds.PICTURE),
        ("a.rar", file_kinds.ARCHIVE),
        *((f"{number}.png", file_kinds.PICTURE) for number in range(2, 13)),
    ]
    assert list(named("day.zip!A01/", files)) == [
        Skipped(
            "day.zip!A01/",
            "12 pictures of other formats are not read (1.jpg、2.png、3.png、4.png、5.png、6.png、7.png、8.png、9.png、"
            "10.png and 2 more): save as JPEG or PNG.",
        ),
        Skipped("day.zip!A01/a.rar", f"This is {file_kinds.ARCHIVE.one}, which is not read: unpack into the folder."),
    ]
    assert list(named("a/", [])) == []


def test_what_to_do_with_several_files_is_said_of_them():
    [two] = named("a/", [("1.zip", file_kinds.ZIP), ("2.zip", file_kinds.ZIP)])
    assert two.reason == "2 ZIP archives are not read (1.zip、2.zip): unpack into the folder."
    [mails] = named("a/", [("1.eml", file_kinds.MAIL), ("2.mht", file_kinds.MAIL)])
    assert mails.reason == "2 e-mails or MHTML pages are not read (1.eml、2.mht): save as HTML or as PDF."
