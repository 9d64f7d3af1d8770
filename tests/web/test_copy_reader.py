"""What was understood of a day's copy is read by a process of its own, once for each state of the folder."""

import datetime as dt
import subprocess
import sys

import pytest

from service import settings
from service.errors import EngineUnavailable
from service.runs import run_process
from service.runs.sent_copy import SentCopy
from service.sources.article_cuts import ArticleCut, CutKind
from service.web import copy_reader
from service.web.copy_reader import CopyReader

PAGE = "云雁大桥通车\n\n云雁大桥昨天正式通车，全长3218米，双向六车道。\n\n两岸车程由40分钟缩短到6分钟。\n"


@pytest.fixture
def show(tmp_path):
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\n', "utf-8")
    found = settings.load(tmp_path / "tingbao.toml")
    return found, found.show[0]


def copied(show):
    return SentCopy(show[0], show[1], dt.datetime.now(dt.UTC))


@pytest.mark.slow
def test_each_file_is_told_with_its_articles_or_why_it_is_not_read(show, monkeypatch):
    reader, now = CopyReader(), dt.datetime.now(dt.UTC)
    assert reader.report(show[0], show[1], now).files == ()
    copied(show).save("a.txt", PAGE.encode())
    copied(show).save("b.pdf", b"%PDF-1.4 damaged")
    first, second = reader.report(show[0], show[1], now).files
    assert [each.title for each in first.articles] == ["云雁大桥通车"]
    assert (first.skipped, second.articles) == ((), ())
    assert second.skipped
    assert str(copied(show).folder) not in second.skipped[0]

    begun, run = [], subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *words, **more: begun.append(1) or run(*words, **more))
    assert reader.report(show[0], show[1], now).files == (first, second)
    assert begun == []
    copied(show).cut("a.txt", ArticleCut(CutKind.TITLE, "云雁大桥通车", text="大桥通车"))
    mended = reader.report(show[0], show[1], now).files[0]
    assert (mended.articles[0].title, mended.cuts, len(begun)) == ("大桥通车", 1, 1)


@pytest.mark.parametrize(
    ("script", "why"), [("import time; time.sleep(60)", "still being read"), ("raise SystemExit(1)", "log says why")]
)
def test_a_reading_that_takes_too_long_or_fails_is_told(show, monkeypatch, script, why):
    copied(show).save("a.txt", PAGE.encode())
    monkeypatch.setattr(copy_reader, "LONGEST", 1.0)
    monkeypatch.setattr(run_process, "command", lambda *words: [sys.executable, "-c", script])
    with pytest.raises(EngineUnavailable, match=why):
        CopyReader().report(show[0], show[1], dt.datetime.now(dt.UTC))
