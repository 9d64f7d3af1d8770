"""The shipped files, and the version of the code."""

import pytest

from service.core import shipped_files


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package in a checkout, with voices beside it."""
    for name in ("pkg/a.py", "pkg/table.tsv", "voices/lexicon.toml", "voices/models/m"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")
    monkeypatch.setattr(shipped_files, "PACKAGE", tmp_path / "pkg")
    shipped_files.code_version.cache_clear()
    yield tmp_path
    shipped_files.code_version.cache_clear()


def version():
    shipped_files.code_version.cache_clear()
    return shipped_files.code_version()


def test_shipped_files_are_beside_the_package_in_a_checkout_and_inside_it_in_a_wheel(package):
    assert shipped_files.folder("voices") == package / "voices"
    inside = package / "pkg" / "shipped" / "voices"
    inside.mkdir(parents=True)
    assert shipped_files.folder("voices") == inside


@pytest.mark.parametrize("name", ["pkg/a.py", "pkg/table.tsv", "pkg/new.py", "voices/lexicon.toml"])
def test_the_version_changes_with_every_file_that_an_episode_depends_on(package, name):
    before = version()
    (package / name).write_text("changed", "utf-8")
    assert version() != before


@pytest.mark.parametrize("name", ["pkg/a.pyc", "voices/models/m", "voices/models/other"])
def test_the_version_does_not_change_with_the_user_s_models_and_compiled_files(package, name):
    before = version()
    (package / name).write_text("changed", "utf-8")
    assert version() == before


def test_the_project_s_own_voices_are_found():
    assert (shipped_files.folder("voices") / "lexicon.toml").is_file()
