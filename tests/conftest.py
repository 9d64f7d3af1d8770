"""What the tests share: the real page where it is there, and a command line that can be called."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture
def real_page():
    """The path of the real OCR'd page."""
    path = SHARED / "seeds" / "000_5ee49cbd64577680.txt"
    if not path.is_file():
        pytest.skip("the real page is not beside this checkout (../shared/seeds)")
    return path


@dataclass
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def tingbao(monkeypatch, capsys, tmp_path):
    """The command line in an empty folder of its own."""
    from service import cli

    monkeypatch.chdir(tmp_path)

    def call(*args):
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["tingbao", *map(str, args)])
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code or 0
        return Outcome(code, *capsys.readouterr())

    return call
