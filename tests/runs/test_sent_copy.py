"""Copy that is sent in: kept whole, under a name that can be, never in another file's place."""

import concurrent.futures
import datetime as dt

import pytest

from service import settings
from service.errors import UsageError
from service.runs import sent_copy
from service.runs.sent_copy import LONGEST_NAME, SentCopy, clean_name
from service.sources import article_mends, files
from service.sources.article_mends import ArticleMend, MendKind

NOW = dt.datetime(2026, 3, 21, 12, tzinfo=dt.UTC)
"""20:00 in Shanghai: the next programme is that of the 22nd."""


@pytest.fixture
def copy(tmp_path):
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\nsources = ["http://x.test/", "copy"]\n', "utf-8")
    found = settings.load(tmp_path / "tingbao.toml")
    return SentCopy(found, found.show[0], NOW)


@pytest.mark.parametrize(
    ("sources", "folder"),
    [
        ('"today.txt", "copy"', "copy"),
        ('"today.txt", "there.d"', "there.d"),
        ('"new", "there.d"', "new"),
        ('"page.txt", "*.txt"', None),
    ],
)
def test_a_file_that_is_not_there_yet_is_no_folder(tmp_path, sources, folder):
    (tmp_path / "there.d").mkdir()
    (tmp_path / "page.txt").write_text("头版", "utf-8")
    (tmp_path / "tingbao.toml").write_text(f'[[show]]\nslug = "daily"\nsources = [{sources}]\n', "utf-8")
    found = settings.load(tmp_path / "tingbao.toml")
    if folder is None:
        with pytest.raises(UsageError, match="reads no folder"):
            SentCopy(found, found.show[0], NOW)
    else:
        assert SentCopy(found, found.show[0], NOW).folder.parent == tmp_path / folder


def names(copy):
    return [each.name for each in copy.list()]


def test_it_lies_in_the_folder_of_the_next_programmes_day_where_sources_find_it(copy, tmp_path):
    assert copy.list() == ()
    assert copy.save("页.txt", b"1").name == "页.txt"
    assert copy.folder == tmp_path / "copy" / "2026-03-22"
    assert files.find([str(tmp_path / "copy")]).files == (str(copy.folder / "页.txt"),)


def test_no_file_is_written_over_another_and_the_same_is_kept_once(copy):
    assert [copy.save("a.b.txt", data).name for data in (b"1", b"2", b"3")] == ["a.b.txt", "a.b-2.txt", "a.b-3.txt"]
    again = copy.save("z.txt", b"2")
    assert (again.name, again.is_new) == ("a.b-2.txt", False)
    assert [(copy.folder / name).read_bytes() for name in names(copy)] == [b"2", b"3", b"1"]


def test_many_at_once_are_all_kept(copy):
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(lambda number: copy.save("a.txt", b"%d" % number).name, range(24)))
    assert len(set(saved)) == 24
    assert {(copy.folder / name).read_bytes() for name in saved} == {b"%d" % number for number in range(24)}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..", "稿件"),
        ("", "稿件"),
        ("C:\\Users\\王\\头版.docx", "头版.docx"),
        (".bashrc", "bashrc"),
        (".txt", "txt"),
        ("a\0b.txt", "ab.txt"),
        ("a\n\r\tb.txt", "ab.txt"),
        ("<b>\"'.txt", "b'.txt"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("  a   b .txt ", "a b.txt"),
        ("头版.txt".encode("gbk"), "头版.txt"),
        ("头版.txt".encode(), "头版.txt"),
        (b"\xff\xff/..", "稿件"),
        ("e\u0301.txt", "\u00e9.txt"),
        ("con.", "con"),
    ],
)
def test_a_hostile_name_is_a_plain_one(given, kept):
    assert clean_name(given) == kept


def test_a_long_name_keeps_its_kind_and_is_cut_between_characters():
    name = clean_name("长" * 300 + ".docx")
    assert len(name.encode()) <= LONGEST_NAME
    assert (name[-5:], set(name[:-5])) == (".docx", {"长"})
    assert len(clean_name("a." + "b" * 500).encode()) <= LONGEST_NAME


def test_what_is_empty_or_too_much_is_refused_and_nothing_is_left(copy, monkeypatch):
    monkeypatch.setattr(sent_copy, "MOST_FILE", 10)
    monkeypatch.setattr(sent_copy, "MOST_FILES", 3)
    monkeypatch.setattr(sent_copy, "MOST_DAY", 20)
    with pytest.raises(UsageError, match="empty"):
        copy.save("a.txt", b"")
    with pytest.raises(UsageError, match="MB"):
        copy.save("a.txt", b"x" * 11)
    assert names(copy) == []
    copy.save("a.txt", b"x" * 10)
    copy.save("b.txt", b"y" * 9)
    with pytest.raises(UsageError, match="no room"):
        copy.save("c.txt", b"zz")
    copy.save("c.txt", b"z")
    copy.remove("a.txt")
    copy.save("d.txt", b"d")
    with pytest.raises(UsageError, match="no room"):
        copy.save("e.txt", b"e")
    assert names(copy) == ["b.txt", "c.txt", "d.txt"]


def test_only_what_lies_there_is_taken_back_or_mended(copy, tmp_path):
    copy.save("a.txt", b"1")
    (tmp_path / "copy" / "other.txt").write_text("1", "utf-8")
    (copy.folder / "inner").mkdir()
    for name in ("../other.txt", "/etc/passwd", "", ".", "inner", "b.txt", ".a.txt.mends.json", "a.txt\0"):
        for act in (copy.remove, copy.unmend, lambda name: copy.mend(name, ArticleMend(MendKind.TITLE, "a", text="b"))):
            with pytest.raises(UsageError, match="no such file"):
                act(name)
    assert (tmp_path / "copy" / "other.txt").exists()


def test_cuts_are_kept_with_the_file_taken_back_one_by_one_and_go_with_it(copy):
    copy.save("a.txt", b"1")
    before, path = copy.signature(), str(copy.folder / "a.txt")
    mends = [ArticleMend(MendKind.TITLE, "a", text=f"{number}") for number in range(2)]
    for mend in mends:
        copy.mend("a.txt", mend)
    assert article_mends.read(path).mends == tuple(mends)
    assert copy.signature() != before
    copy.unmend("a.txt")
    assert article_mends.read(path).mends == (mends[0],)
    assert names(copy) == ["a.txt"]
    copy.unmend("a.txt")
    with pytest.raises(UsageError, match="Nothing"):
        copy.unmend("a.txt")
    copy.mend("a.txt", mends[0])
    copy.remove("a.txt")
    assert not article_mends.path_of(path).exists()


def test_a_show_that_reads_no_folder_says_so(tmp_path):
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\nsources = ["http://x.test/"]\n', "utf-8")
    found = settings.load(tmp_path / "tingbao.toml")
    with pytest.raises(UsageError, match="reads no folder"):
        SentCopy(found, found.show[0], NOW)
