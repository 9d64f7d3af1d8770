"""A page that takes too long to read is skipped and named, and the others are told."""

import datetime as dt
import importlib
import time

from service.model import Page
from service.sources import gather, newspaper

NOW = dt.datetime(2026, 3, 21, tzinfo=dt.UTC)
ARTICLE = "# 某市第{n}条河道完成清淤\n\n本报讯（记者 张三）第{n}条河道昨日完成清淤，长{n}公里，居民出行更方便。\n\n"


def test_a_page_over_the_limit_is_named_and_the_others_are_told(tmp_path, monkeypatch):
    long = "".join(ARTICLE.format(n=number) for number in range(1, 300))
    (tmp_path / "a.md").write_text(long, "utf-8")
    (tmp_path / "b.md").write_text(ARTICLE.format(n=1), "utf-8")
    began = time.thread_time()
    newspaper.read(Page("a.md", long))
    module = importlib.import_module("service.sources.gather")  # its package gives the function that name
    monkeypatch.setattr(module, "READING_SECONDS", (time.thread_time() - began) / 5)
    found = gather([str(tmp_path)], now=NOW)
    assert [article.title for article in found.articles] == ["某市第1条河道完成清淤"]
    (skipped,) = found.skipped
    assert "a.md" in skipped.reason
    assert "takes over" in skipped.reason
