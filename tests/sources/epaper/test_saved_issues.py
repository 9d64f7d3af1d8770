"""Issues saved into folders."""

import pytest

from service.sources.epaper.saved_issues import saved_issues
from service.sources.files import find as files_found
from tests.support.epaper_site import DAY, FAMILIES, PAGES, save


@pytest.fixture(params=FAMILIES.values(), ids=list(FAMILIES))
def saved(request, tmp_path):
    """The paths of a saved site, whose links lead to files."""
    save(request.param, tmp_path)
    return request.param, tmp_path


def _files(folder):
    return [str(path) for path in sorted(folder.rglob("*")) if path.is_file()]


def test_a_saved_issue_is_read_in_the_order_of_its_pages(saved):
    family, folder = saved
    files = _files(folder)
    found = saved_issues(files)
    assert [[each.title for each in page.articles] for page in found.pages.values()] == [
        list(PAGES["要闻"]),
        list(PAGES["民生"]),
    ]
    assert list(found.pages) == [str(folder / path) for path in family.paths(DAY)[:2]]
    assert found.taken == set(files)
    assert [each.reason for each in found.skipped] == ["This page names no article."]


def test_an_article_that_no_page_names_and_one_that_is_not_there_are_named(saved):
    _, folder = saved
    first, second, *_ = sorted(path for path in _files(folder) if "content_" in path or "Articel" in path)
    extra = first.replace("1001", "7777")
    (folder / extra).write_text("<p>别处的文章</p>", encoding="utf-8")
    (folder / second).unlink()
    found = saved_issues(_files(folder))
    assert extra in found.taken
    told = {each.title: each.reason for each in found.skipped}
    assert told[extra] == "No page of the issue names this article."
    assert told[second].startswith("A page of the issue names this article, and it is not there")


@pytest.mark.parametrize("folder", [".", "../here", "报纸 #3", "100%25", "问?号", "./a/../html/2026-03/21"])
def test_an_issue_is_known_wherever_its_folder_lies_and_however_it_is_given(tmp_path, monkeypatch, folder):
    here = tmp_path / "here"
    (here / "a").mkdir(parents=True)
    monkeypatch.chdir(here)
    (here / folder).mkdir(parents=True, exist_ok=True)
    for name, html in {
        "node_2.htm": "<a href='content_1.htm'>春灌开始</a><a href='content_2.htm'>老街换新颜</a>",
        "content_1.htm": "<p>甲</p>",
        "content_2.htm": "<p>乙</p>",
    }.items():
        (here / folder / name).write_text(html, encoding="utf-8")
    files = [f"{folder}/{name}" for name in ("content_1.htm", "content_2.htm", "node_2.htm")]
    found = saved_issues(files)
    assert found.taken == set(files)
    [page] = found.pages.values()
    assert (page.url, page.source) == (files[2], f"{folder}/第01版")
    assert [each.url for each in page.articles] == files[:2]


@pytest.mark.parametrize(
    ("question", "linked"),
    [("?div=-1", "?div=-1"), ("?div=-1.html", "%3Fdiv=-1.html"), ("@div=-1.html", "@div=-1.html")],
    ids=["as it came", "links converted", "for Windows"],
)
def test_an_issue_that_a_program_has_copied_with_questions_in_its_names_is_known(tmp_path, question, linked):
    pages = {
        "node_2.htm": f"<a href='node_2.htm'>第01版：要闻</a><a href='content_1.htm{linked}'>春灌开始</a>",
        f"content_1.htm{question}": "<html><body><p>甲</p></body></html>",
    }
    for name, html in pages.items():
        (tmp_path / name).write_text(html, encoding="utf-8")
    files = files_found([str(tmp_path)]).files
    found = saved_issues(files)
    assert found.taken == {str(tmp_path / name) for name in pages}
    [page] = found.pages.values()
    assert [each.url for each in page.articles] == [str(tmp_path / f"content_1.htm{question}")]


def test_other_files_are_left_alone(tmp_path):
    for name, text in {
        "a.md": "# 春灌开始",
        "content_1.htm": "<p>一篇文章</p>",
        "node_2.htm": "<a href='/somewhere/content_9.htm'>别处</a>",
        "index.htm": "<meta http-equiv=refresh content='0;url=a.md'>",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = saved_issues(_files(tmp_path))
    assert (found.pages, found.taken) == ({}, frozenset())
