"""What was understood of a day's copy is read by a process of its own, once for each state of the folder."""

import datetime as dt
import subprocess
import sys
from dataclasses import replace

import pytest

from service import settings
from service.errors import EngineUnavailable
from service.pipeline.editor_rules import EditorRulesFile
from service.runs import run_process
from service.runs.sent_copy import SentCopy
from service.sources.article_mends import ArticleMend, MendKind
from service.web import copy_reader
from service.web.copy_reader import CopyReader, StillReading

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
    copied(show).mend("a.txt", ArticleMend(MendKind.TITLE, "云雁大桥通车", text="大桥通车"))
    mended = reader.report(show[0], show[1], now).files[0]
    assert (mended.articles[0].title, mended.mends, len(begun)) == ("大桥通车", 1, 1)


def test_what_is_being_read_is_not_waited_for(show, monkeypatch):
    """Others' threads wait for nothing: the page asks again."""
    reader, now, told = CopyReader(), dt.datetime.now(dt.UTC), []
    copied(show).save("a.txt", PAGE.encode())

    def meanwhile(*words, **more):
        with pytest.raises(EngineUnavailable, match="still being read"):
            reader.report(show[0], show[1], now)
        told.append(1)
        raise subprocess.TimeoutExpired("inspect copy", 1)

    monkeypatch.setattr(subprocess, "run", meanwhile)
    with pytest.raises(EngineUnavailable, match="still being read"):
        reader.report(show[0], show[1], now)
    assert told == [1]


@pytest.mark.slow
def test_what_an_editor_has_corrected_for_good_is_corrected_here_too(show):
    reader, now = CopyReader(), dt.datetime.now(dt.UTC)
    copied(show).save("a.txt", PAGE.replace("云雁", "云雀").encode())
    assert reader.report(show[0], show[1], now).files[0].articles[0].title == "云雀大桥通车"
    EditorRulesFile(show[0].state, "daily").change(lambda rules: replace(rules, corrections={"云雀": "云雁"}))
    assert reader.report(show[0], show[1], now).files[0].articles[0].title == "云雁大桥通车"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("script", "why", "again"),
    [("import time; time.sleep(60)", "still being read", True), ("raise SystemExit(1)", "log says why", False)],
)
def test_a_reading_that_takes_too_long_or_fails_is_told(show, monkeypatch, script, why, again):
    copied(show).save("a.txt", PAGE.encode())
    monkeypatch.setattr(copy_reader, "LONGEST", 1.0)
    monkeypatch.setattr(run_process, "command", lambda *words: [sys.executable, "-c", script])
    with pytest.raises(EngineUnavailable, match=why) as told:
        CopyReader().report(show[0], show[1], dt.datetime.now(dt.UTC))
    assert isinstance(told.value, StillReading) is again
