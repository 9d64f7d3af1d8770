"""A clip cache in a bucket behind the machine's own: what one has spoken the others have; it may fail at any time."""

import time

import pytest

from service.storage import shared_cache
from service.storage.disk_cache import with_checksum
from service.storage.shared_cache import SharedCache

KEY, OTHER = "ab" + "0" * 38, "cd" + "1" * 38
NAME = f"clips/ab/{KEY}"


@pytest.fixture
def bucket(server):
    return server.bucket()


@pytest.fixture
def machine(bucket, tmp_path):
    """The cache of the machine of that name, for one run; its warnings are kept."""

    def cache(name, address=f"s3://{bucket}/clips"):
        found = SharedCache(tmp_path / name, address, warnings.append)
        found.warnings = warnings  # type: ignore[attr-defined]
        return found

    warnings = []
    return cache


@pytest.mark.slow
def test_what_one_machine_has_put_the_other_gets_once(server, machine):
    machine("one").put(KEY, b"sound")
    other = machine("other")
    assert other.get(KEY) == b"sound"
    server.watch()
    assert other.get(KEY) == b"sound"
    assert machine("other").get(KEY) == b"sound"
    assert server.requests == []
    assert other.warnings == []


def test_what_nobody_has_is_asked_for_once_in_a_run(server, machine):
    cache = machine("one")
    assert [cache.get(KEY) for _ in range(3)] == [None] * 3
    assert len(server.requests) == 1
    cache.put(KEY, b"sound")
    assert cache.get(KEY) == b"sound"
    assert machine("other").get(KEY) == b"sound"


@pytest.mark.parametrize(
    "damage", [b"", b"noise", with_checksum(b"sound")[:-1], with_checksum(b"sound").replace(b"s", b"t")], ids=range(4)
)
def test_a_damaged_object_is_none_and_is_replaced(damage, server, bucket, machine):
    server.write(bucket, NAME, damage)
    cache = machine("one")
    assert cache.get(KEY) is None
    cache.put(KEY, b"sound")
    assert server.read(bucket, NAME) == with_checksum(b"sound")
    assert cache.warnings == []


def test_a_damaged_file_here_is_got_from_the_bucket_again(server, machine):
    cache = machine("one")
    cache.put(KEY, b"sound")
    (path,) = cache.folder.glob("ab/*")
    path.write_bytes(b"noise")
    assert cache.get(KEY) == b"sound"
    assert path.read_bytes() == with_checksum(b"sound")


def test_what_is_removed_here_is_removed_for_all(server, bucket, machine):
    cache = machine("one")
    cache.put(KEY, b"a clip that fails its check")
    cache.remove(KEY)
    assert server.versions(bucket) == {}
    assert machine("other").get(KEY) is None


def test_pruning_here_leaves_the_bucket_alone(server, bucket, machine):
    cache = machine("one")
    cache.put(KEY, b"sound")
    assert cache.prune(0).entries == 1
    assert set(server.versions(bucket)) == {NAME}
    assert cache.get(KEY) == b"sound"


@pytest.mark.slow
@pytest.mark.parametrize(
    "fate", ["error", *(pytest.param(fate, marks=pytest.mark.slow) for fate in ("forbid", "drop", "truncate", "stall"))]
)
def test_a_bucket_that_fails_is_left_alone_with_one_warning(fate, server, machine, monkeypatch):
    monkeypatch.setattr(shared_cache, "REQUEST_TIMEOUT", 1.0)
    server.watch(lambda number: fate)
    cache, begun = machine("one"), time.monotonic()
    assert cache.get(KEY) is None
    cache.put(KEY, b"sound")
    asked = len(server.requests)
    cache.remove(OTHER)
    assert cache.get(KEY) == b"sound"
    assert cache.get(OTHER) is None
    assert time.monotonic() - begun < 30
    assert len(server.requests) == asked
    [said] = cache.warnings
    assert server.endpoint in said
    assert said.endswith("The shared cache is left alone for the rest of this run.")


@pytest.mark.parametrize("address", ["s3://not-there/clips", "s3://No_Name/clips"])
def test_a_bucket_that_cannot_be_is_a_warning(address, server, machine):
    cache = machine("one", address)
    cache.put(KEY, b"sound")
    assert cache.get(KEY) == b"sound"
    assert len(cache.warnings) == 1


def test_a_bucket_that_is_slow_is_left_alone_once_it_has_taken_its_time(server, machine, monkeypatch):
    monkeypatch.setattr(shared_cache, "RUN_TIMEOUT", 0.0001)
    cache = machine("one")
    cache.put(KEY, b"sound")
    cache.put(OTHER, b"sound")
    assert len(server.requests) == 1
    [said] = cache.warnings
    assert "is slow: it has taken" in said
