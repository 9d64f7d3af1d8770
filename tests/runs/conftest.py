"""The settings of a service with one show, which tests of its runs share."""

import pytest

from service import settings

CONFIG = """
[service]
cache = "500M"
time_limit = "90s"
allowed_hosts = ["127.0.0.1", "news.example.org"]
output = "published"
state = "state"
cluster = "tcp://127.0.0.1:8786"
on_failure = "mail editor"

[[show]]
slug = "daily"
engine = "espeak"
"""


@pytest.fixture
def settled(tmp_path):
    """A limit, hosts, folders, a cluster and a hook that are not the defaults."""
    (tmp_path / "tingbao.toml").write_text(CONFIG, "utf-8")
    return settings.load(tmp_path / "tingbao.toml")
