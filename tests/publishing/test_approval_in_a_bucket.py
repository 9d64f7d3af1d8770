"""Episodes that wait for approval and are published in a bucket."""

from pathlib import Path

import feedparser
import pytest

from tests.support.paths import SEEDS

CONFIG = """
[service]
output = "s3://{bucket}/pods"

[[show]]
slug = "daily"
engine = "espeak"
length = "45s"
approve = true
"""
PAGE = SEEDS / "2026-03-21-A01.txt"
EDITION = "2026-03-21T0630"


@pytest.mark.slow
def test_one_that_waits_is_nowhere_in_the_bucket_until_it_is_approved(server, tingbao, tmp_path, monkeypatch):
    bucket = server.bucket()
    storage = server.storage(bucket)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / PAGE.name).write_text(PAGE.read_text("utf-8"), "utf-8")
    (tmp_path / "tingbao.toml").write_text(CONFIG.format(bucket=bucket), "utf-8")
    made = tingbao("make", "--edition", EDITION, "--json").json
    assert (made["status"], made["episode"]) == ("held", EDITION)
    assert storage.list("daily") == []
    held = Path(made["mp3"]).read_bytes()

    with monkeypatch.context() as shut:
        shut.setenv("AWS_ACCESS_KEY_ID", "another")
        refused = tingbao("episodes", "approve", EDITION)
    assert (refused.code, storage.list("daily")) == (1, [])
    assert "s3://" in refused.err
    assert [each["held"] for each in tingbao("episodes", "list", "--json").json] == [True]
    assert tingbao("episodes", "approve", EDITION).code == 0
    (entry,) = feedparser.parse(storage.read("daily/feed.xml")).entries
    assert storage.read("daily/episodes/" + entry.enclosures[0].href.partition("/episodes/")[2]) == held
    (listed,) = tingbao("episodes", "list", "--json").json
    assert (listed["id"], listed["held"]) == (EDITION, False)
