"""An episode's specification for a show that is configured in a folder of its own."""

import datetime as dt

import pytest

from service import settings
from service.core.progress import Progress, StageTimer
from service.pipeline.episode_spec import BriefingRequest, resolve

BODY = (
    "青沅市水务局昨日通报，城东水厂二期工程已经完工，日供水能力增加到12万吨，惠及沿线六个乡镇的居民。"
    "工程去年三月动工，敷设管道38公里，新建泵站两座。市水务局表示，下一步将更换老旧管网，降低漏损率。"
)


@pytest.fixture
def page(tmp_path):
    """A page in the show's folder of sources."""
    path = tmp_path / "seeds" / "page.md"
    path.parent.mkdir()
    path.write_text(f"# 城东水厂二期完工\n\n{BODY}\n", "utf-8")
    return path


@pytest.fixture
def spec_of(tmp_path, page):
    """Resolve a request against a configuration."""

    def resolved(config='[[show]]\nslug = "daily"\nengine = "espeak"\n', **request):
        path = tmp_path / "tingbao.toml"
        path.write_text(config, "utf-8")
        now = dt.datetime(2026, 3, 21, 1, tzinfo=dt.UTC)
        return resolve(BriefingRequest(date=dt.date(2026, 3, 21), **request), settings.load(path), now)

    return resolved


@pytest.fixture
def timer():
    return StageTimer(Progress())
