"""Who listens: nobody, or the service's ear; a folder that is none is refused before anything is spoken."""

import datetime as dt

import pytest

from service import briefing
from service.core.progress import Progress
from service.core.show_settings import ShowSettings
from service.errors import ConfigError
from service.pipeline import listening
from service.pipeline.episode_spec import BriefingRequest
from service.settings import ServiceSettings, Settings
from service.speech import retakes
from service.speech.clip_judge import ClipJudge
from service.storage.disk_cache import DiskCache
from tests.support import stand_in_ear
from tests.support.paths import VOICES


def test_without_an_ear_the_sound_alone_is_judged(tmp_path):
    assert isinstance(listening.judge("", tmp_path, [VOICES], DiskCache(tmp_path), print), ClipJudge)


def test_the_ear_lies_below_home(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(stand_in_ear.write(tmp_path, {})))
    assert listening.judge("ear", tmp_path, [VOICES], DiskCache(tmp_path), print)._understanding
    with pytest.raises(ConfigError, match="ear2"):
        listening.judge("ear2", tmp_path, [VOICES], DiskCache(tmp_path), print)


PAGE = (
    "# 城东水厂二期完工\n\n"
    "青沅市水务局昨日通报，城东水厂二期工程已经完工，日供水能力增加到12万吨，惠及沿线六个乡镇的居民。"
    "工程去年三月动工，敷设管道38公里，新建泵站两座。市水务局表示，下一步将更换老旧管网，降低漏损率。\n"
)
MISHEARD = "今天晴转多云，最高气温回升到十八摄氏度，最低气温九摄氏度，请注意添衣。"


@pytest.mark.slow
@pytest.mark.parametrize("heard", [MISHEARD, "DIE"])
def test_a_programme_is_made_whatever_the_ear_hears(tmp_path, monkeypatch, heard):
    """Every clip is heard as the same other words; or the recognizer dies."""
    monkeypatch.syspath_prepend(str(stand_in_ear.write(tmp_path, {"*": heard})))
    (tmp_path / "page.md").write_text(PAGE, "utf-8")
    settings = Settings(
        home=tmp_path,
        service=ServiceSettings(output=str(tmp_path / "output"), state=str(tmp_path / "state"), ear="ear"),
        show=(ShowSettings(engine="espeak", sources=("page.md",), listen=True, length=40.0),),
    )
    request = BriefingRequest(date=dt.date(2026, 3, 21))
    result = briefing.make(request, settings, dt.datetime(2026, 3, 21, 1, tzinfo=dt.UTC), Progress())
    assert result.status == "made"
    assert any("Nobody listens" in each for each in result.warnings) is (heard == "DIE")
    assert result.episode
    assert {take.done for take in result.episode.takes} <= {retakes.KEPT}
    told = [each for each in result.warnings if each.startswith("To listen to")]
    assert len(told) == len(result.episode.takes)
