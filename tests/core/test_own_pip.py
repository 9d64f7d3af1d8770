"""The command that adds an extra."""

import sys

import pytest

from service.core.own_pip import install


@pytest.mark.parametrize(
    ("environment", "command"),
    [(".venv", ".venv/bin/pip install 'tingbao[pdf]'"), ("../elsewhere", "pip install 'tingbao[pdf]'")],
)
def test_the_environment_at_hand_is_named_and_no_other_folder(tmp_path, monkeypatch, environment, command):
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr(sys, "prefix", str((here / environment).resolve()))
    assert install("pdf") == command
    assert str(tmp_path) not in command


def test_a_folder_that_has_gone_is_no_error(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert install("ocr") == "pip install 'tingbao[ocr]'"
