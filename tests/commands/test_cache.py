"""`tingbao cache` by its output and what is left on the disk."""

import pytest

from service.storage.disk_cache import DiskCache

KEYS = ["a" * 64, "b" * 64]


@pytest.fixture
def cache(tmp_path):
    """A cache of two entries in the folder where the command looks."""
    found = DiskCache(tmp_path / ".tingbao" / "clips")
    for key in KEYS:
        found.put(key, bytes(600_000))
    return found


def test_show_says_how_much_it_holds_and_may_hold(tingbao, cache, tmp_path):
    (tmp_path / "tingbao.toml").write_text('[service]\ncache = "3G"\n', "utf-8")
    usage = cache.usage()
    assert tingbao("cache", "show", "--json").json == {
        "entries": 2,
        "bytes": usage.bytes,
        "held": 0,
        "limit": 3_000_000_000,
    }
    shown = tingbao("cache", "show")
    assert shown.code == 0
    assert "2 clips and encoded parts, 1.2 MB of 3.0 GB" in shown.out


def test_prune_removes_down_to_what_may_stay(tingbao, cache):
    assert tingbao("cache", "prune", "--to", "700K", "--json").json["entries"] == 1
    assert cache.usage().entries == 1
    assert "Removed 0 clips" in tingbao("cache", "prune", "--to", "700K").out
    assert tingbao("cache", "prune", "--to", "0", "--json").json["entries"] == 1
    assert cache.usage().entries == 0


def test_what_is_no_size_is_refused_and_removes_nothing(tingbao, cache):
    refused = tingbao("cache", "prune", "--to", "much")
    assert refused.code == 2
    assert "much" in refused.err
    assert cache.usage().entries == 2
