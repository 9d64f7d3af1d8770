"""What every storage must do, and what the one on disk must besides."""

import contextlib
import hashlib
import os
import random
import threading

import pytest

from service.errors import ConfigError, Conflict, PublishError
from service.storage import s3
from service.storage.local_folder import FolderStorage
from service.storage.storage import cache_control, content_type, open_storage
from tests.support.http_server import Handler, serving
from tests.support.publishing_samples import MemoryStorage
from tests.support.tables import thinned


@pytest.fixture
def web_server():
    """A web server that has nothing of what it is asked for."""

    class Empty(Handler):
        def answer(self):
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_error(404)

        do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = answer

    with serving(Empty) as server:
        yield server.url


class StorageContract:
    """Inherited by a test class for each storage, which gives the fixture `storage`."""

    def test_reads_what_was_written(self, storage):
        storage.write("show/feed.xml", b"\x00<rss/>")
        assert storage.read("show/feed.xml") == b"\x00<rss/>"
        assert storage.exists("show/feed.xml")

    def test_a_file_that_is_not_there_reads_as_none_and_can_be_deleted(self, storage):
        assert storage.read("show/feed.xml") is None
        assert not storage.exists("show/feed.xml")
        assert storage.list("show") == []
        storage.delete("show/feed.xml")

    def test_a_second_write_replaces_the_first(self, storage):
        storage.write("a/b", b"a longer text")
        storage.write("a/b", b"short")
        assert storage.read("a/b") == b"short"

    def test_lists_below_a_folder_sorted(self, storage):
        for key in ("a/z", "a/b/c", "a/B", "ab/x", "c"):
            storage.write(key, key.encode())
        assert storage.list("a") == ["a/B", "a/b/c", "a/z"]

    def test_deleting_one_file_leaves_the_others(self, storage):
        storage.write("a/b", b"1")
        storage.write("a/c", b"2")
        storage.delete("a/b")
        assert storage.list("a") == ["a/c"]

    def test_a_file_is_no_folder(self, storage):
        storage.write("a", b"1")
        assert storage.read("a/b") is None
        assert not storage.exists("a/b")

    @pytest.mark.parametrize("key", ["../x", "a/../../x", "/etc/x", "a//b", ".", "", "a/./b", "a\\..\\b", "a\0b"])
    def test_refuses_a_key_that_could_lead_elsewhere(self, storage, key):
        for use in (storage.read, storage.exists, storage.delete, lambda key: storage.write(key, b"x")):
            with pytest.raises(PublishError):
                use(key)

    def test_folders_are_those_in_the_root(self, storage):
        assert storage.folders() == []
        for key in ("b/c/d", "a/b", "b/x", "root"):
            storage.write(key, key.encode())
        assert storage.folders() == ["a", "b"]

    def test_versions_are_of_the_files_directly_in_a_folder(self, storage):
        for key in ("a/b", "a/c/d", "ab/x"):
            storage.write(key, key.encode())
        storage.write("root", b"root")
        assert list(storage.versions("a")) == ["a/b"]
        assert list(storage.versions("")) == ["root"]
        assert storage.versions("elsewhere") == {}

    def test_a_version_changes_with_the_bytes_and_only_then(self, storage):
        first = storage.write("a/b", b"1")
        assert storage.versions("a") == {"a/b": first}
        assert storage.write("a/b", b"1", over=first) == first
        second = storage.write("a/b", b"2", over=first)
        assert second != first
        assert storage.versions("a") == {"a/b": second}

    def test_writes_only_over_the_version_that_was_seen(self, storage):
        first = storage.write("a/b", b"1", over="")
        second = storage.write("a/b", b"2", over=first)
        for stale in ("", first):
            with pytest.raises(Conflict, match=r"a/b has been written by another publisher .*: run the command again"):
                storage.write("a/b", b"3", over=stale)
        assert storage.read("a/b") == b"2"
        storage.delete("a/b")
        with pytest.raises(Conflict):
            storage.write("a/b", b"3", over=second)
        assert storage.read("a/b") is None

    def test_of_two_who_write_the_same_neither_is_refused(self, storage):
        version = storage.write("a/b", b"1", over="")
        assert storage.write("a/b", b"1", over="") == version

    def test_of_many_who_write_at_once_one_succeeds(self, storage):
        won, start = [], threading.Barrier(8)

        def write(number):
            start.wait()
            with contextlib.suppress(Conflict):
                storage.write("a/b", bytes([number]) * 1000, over="")
                won.append(number)

        writers = [threading.Thread(target=write, args=[number]) for number in range(8)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        (number,) = won
        assert storage.read("a/b") == bytes([number]) * 1000

    def test_the_digest_is_that_of_the_bytes(self, storage):
        storage.write("a/b", b"1")
        assert storage.digest("a/b") == hashlib.sha256(b"1").hexdigest()
        assert storage.digest("a/c") is None

    def test_chinese_names_and_spaces_are_listed_as_written(self, storage):
        storage.write("听报/三月 21日.txt", b"1")
        assert storage.list("听报") == ["听报/三月 21日.txt"]


class TestMemoryStorage(StorageContract):
    @pytest.fixture
    def storage(self):
        return MemoryStorage()


class TestLocalStorage(StorageContract):
    @pytest.fixture
    def storage(self, tmp_path):
        return FolderStorage(tmp_path / "output")

    def test_a_reader_never_sees_a_part(self, storage):
        texts = [bytes([65 + n]) * 200_000 for n in range(8)]
        storage.write("a/feed.xml", texts[0])
        seen, done = set(), threading.Event()

        def read():
            while not done.is_set():
                seen.add(storage.read("a/feed.xml"))

        reader = threading.Thread(target=read)
        reader.start()
        for text in texts * 4:
            storage.write("a/feed.xml", text)
        done.set()
        reader.join()
        assert seen <= set(texts)

    def test_a_failed_write_leaves_the_old_file_and_nothing_else(self, storage, monkeypatch):
        storage.write("a/feed.xml", b"old")
        monkeypatch.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(PublishError, match=r"feed\.xml cannot be written: No space left on device"):
            storage.write("a/feed.xml", b"new")
        assert storage.read("a/feed.xml") == b"old"
        assert [path.name for path in (storage.root / "a").iterdir()] == ["feed.xml"]

    def test_a_killed_write_is_not_listed_and_is_swept(self, storage):
        storage.write("a/feed.xml", b"old")
        (storage.root / "a" / ".feed.xml.part").write_bytes(b"ne")
        assert storage.list("a") == ["a/feed.xml"]
        storage.delete("a/feed.xml")
        assert not (storage.root / "a").exists()

    def test_a_folder_that_cannot_be_made(self, tmp_path):
        (tmp_path / "output").write_bytes(b"a file")
        with pytest.raises(PublishError, match="cannot be written"):
            FolderStorage(tmp_path / "output").write("a/feed.xml", b"new")


class TestS3Storage(StorageContract):
    @pytest.fixture
    def bucket(self, server):
        return server.bucket()

    @pytest.fixture
    def storage(self, server, bucket):
        return server.storage(bucket)

    @pytest.fixture
    def short_pauses(self, monkeypatch):
        """What is tried again is tried soon."""
        monkeypatch.setattr(s3, "FIRST_PAUSE", 0.01)

    @pytest.fixture
    def small_parts(self, monkeypatch):
        """A long file is one of kilobytes, to the storage and to the server."""
        monkeypatch.setattr(s3, "PART_BYTES", 1000)
        monkeypatch.setattr("moto.s3.models.S3_UPLOAD_PART_MIN_SIZE", 1000)

    def test_what_a_reader_is_told_of_an_object(self, server, bucket, storage):
        for key in ("a/feed.xml", "a/x-0a1b2c3d.mp3"):
            storage.write(key, b"1")
            told = server.headers(bucket, f"pods/{key}")
            assert told["content-type"] == content_type(key)
            assert told["cache-control"] == cache_control(key)

    @pytest.mark.usefixtures("small_parts")
    def test_a_long_file_goes_in_parts(self, server, storage):
        data = random.Random(1).randbytes(3 * s3.PART_BYTES + 1)
        server.watch()
        version = storage.write("a/x.mp3", data, over="")
        assert [each.split()[0] for each in server.requests] == ["POST", *["PUT"] * 4, "POST"]
        assert storage.read("a/x.mp3") == data
        assert storage.digest("a/x.mp3") == hashlib.sha256(data).hexdigest()
        server.watch()
        assert storage.write("a/x.mp3", data, over=version) == version
        assert len(server.requests) == 1
        with pytest.raises(Conflict):
            storage.write("a/x.mp3", data[1:], over="")
        assert storage.versions("a") == {"a/x.mp3": version}

    @pytest.mark.usefixtures("small_parts")
    @pytest.mark.parametrize("number", thinned(range(6), 5))
    def test_a_long_file_is_there_whole_or_not_at_all(self, number, server, bucket, storage):
        data = random.Random(2).randbytes(3 * s3.PART_BYTES + 1)
        server.watch(lambda at: "error" if at == number else "")
        with pytest.raises(PublishError, match="answers 500"):
            storage.write("a/x.mp3", data, over="")
        assert storage.list("a") == []
        assert server.unfinished(bucket) == 0
        storage.write("a/x.mp3", data, over="")
        assert storage.read("a/x.mp3") == data

    def test_more_files_than_one_answer_lists(self, server, storage):
        keys = [f"a/{number}" for number in range(8)]
        for key in keys:
            storage.write(key, b"1")
        server.watch()
        server.page = 3
        assert storage.list("a") == keys
        assert list(storage.versions("a")) == keys
        assert len(server.requests) == 6

    @pytest.mark.usefixtures("short_pauses")
    @pytest.mark.parametrize("fate", thinned(["error", "slow", "drop", "lose", "truncate", "stall"], 3))
    def test_a_request_that_fails_is_made_again(self, fate, server):
        storage = server.storage(server.bucket(), timeout=0.1, retry_timeout=10)
        for act in (
            lambda: storage.write("a/b", b"1", over=""),
            lambda: storage.write("a/b", b"2", over=storage.versions("a")["a/b"]),
            lambda: storage.read("a/b") == b"2" or pytest.fail("half an answer"),
            lambda: storage.digest("a/b") or pytest.fail("no answer"),
            lambda: storage.list("a") == ["a/b"] or pytest.fail("a listing without what is there"),
            lambda: storage.delete("a/b"),
            lambda: storage.read("a/b") is None or pytest.fail("what is deleted"),
        ):
            server.watch(lambda number: fate if number == 0 else "")
            act()
        assert storage.list("a") == []

    @pytest.mark.usefixtures("small_parts")
    def test_etags_of_cephs_gateway(self, server):
        storage = server.storage(server.bucket(), timeout=9)  # a client of its own, which learns of it
        first = storage.write("a/b", b"1", over="")
        server.conditions = "ceph"
        second = storage.write("a/b", b"2", over=first)
        with pytest.raises(Conflict):
            storage.write("a/b", b"3", over=first)
        asked = len(server.requests)
        third = storage.write("a/b", b"3", over=second)
        assert [each.split()[0] for each in server.requests[asked:]] == ["HEAD", "PUT"]
        long = storage.write("a/x.mp3", bytes(2 * s3.PART_BYTES + 1), over="")
        assert storage.versions("a") == {"a/b": third, "a/x.mp3": long}
        server.conditions = "heeded"
        storage.write("a/b", b"4", over=third)
        assert storage.read("a/b") == b"4"

    def test_conditions_that_are_never_met(self, server):
        storage = server.storage(server.bucket())
        version = storage.write("a/b", b"1", over="")
        server.conditions = "refused"
        with pytest.raises(Conflict):
            storage.write("a/b", b"2", over=version)
        assert storage.read("a/b") == b"1"

    @pytest.mark.slow
    def test_a_service_that_stays_away_is_given_up(self, server):
        storage = server.storage(server.bucket(), timeout=0.2, retry_timeout=1)
        server.watch(lambda number: "stall")
        with pytest.raises(PublishError, match=r"out of reach: http.* does not answer as it should .*AWS_ENDPOINT_URL"):
            storage.read("a/b")
        assert len(server.requests) == 2

    @pytest.mark.usefixtures("short_pauses")
    def test_once_given_up_it_is_asked_once_until_it_answers_again(self, server):
        storage = server.storage(server.bucket(), retry_timeout=10)
        storage.write("a/b", b"1")

        def asked(fate):
            server.watch(fate)
            with pytest.raises(PublishError, match="answers 500"):
                storage.read("a/b")
            return len(server.requests)

        assert asked(lambda number: "error") > 1
        assert asked(lambda number: "error") == 1
        server.watch()
        assert storage.read("a/b") == b"1"
        server.watch(lambda number: "error" if number == 0 else "")
        assert storage.read("a/b") == b"1"

    @pytest.mark.parametrize(
        ("fate", "sentence"),
        [
            ("skewed", r"refuses requests of this machine's clock, for it has .* GMT: set the clock"),
            ("elsewhere", "in the region us-east-1 elsewhere; correct AWS_ENDPOINT_URL"),
        ],
    )
    def test_what_the_surroundings_have_wrong_is_said(self, fate, sentence, server):
        storage = server.storage(server.bucket(), retry_timeout=10)
        server.watch(lambda number: fate)
        with pytest.raises(PublishError, match=sentence):
            storage.write("a/b", b"1")
        with pytest.raises(PublishError, match=sentence if fate == "elsewhere" else "refuses the key"):
            storage.exists("a/b")  # an answer to HEAD has no words

    def test_a_bucket_that_is_not_there_is_said(self, server):
        with pytest.raises(PublishError, match=r"There is no bucket not-there at http.*: create it"):
            server.storage("not-there").read("a/b")

    @pytest.mark.usefixtures("small_parts")
    @pytest.mark.slow
    def test_an_endpoint_that_knows_nothing_is_no_service(self, web_server, server, monkeypatch):
        monkeypatch.setenv("AWS_ENDPOINT_URL", web_server)
        storage = server.storage("pods")
        for use in (
            lambda: storage.list("a"),
            lambda: storage.versions("a"),
            lambda: storage.read("a/b"),
            lambda: storage.write("a/b", b"1"),
            lambda: storage.write("a/b", b"1", over=""),
            lambda: storage.write("a/b", b"1", over="x"),
            lambda: storage.write("a/b", bytes(2 * s3.PART_BYTES + 1), over=""),
        ):
            with pytest.raises(
                PublishError, match=r"it is no S3 service, or has no bucket pods; check AWS_ENDPOINT_URL"
            ):
                use()

    def test_a_key_that_is_refused(self, server, monkeypatch):
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "other")
        storage = server.storage(server.bucket())
        for use in (storage.read, storage.exists, lambda key: storage.write(key, b"1", over="")):
            with pytest.raises(PublishError, match=r"refuses the key .*check AWS_ACCESS_KEY_ID"):
                use("a/b")

    @pytest.mark.parametrize(
        ("variables", "address", "sentence"),
        [
            ({"AWS_SECRET_ACCESS_KEY": ""}, "s3://pods", "s3://pods needs a key: set AWS_ACCESS_KEY_ID and AWS_SECRET"),
            ({"AWS_ENDPOINT_URL": "nonsense"}, "s3://pods", "cannot be opened: .* check AWS_ENDPOINT_URL"),
            ({}, "s3:///pods", "names no place in a bucket"),
            ({}, "s3://Pods_of_Mine/daily", "63 small letters"),
            ({}, "s3://pods/a/../b", "names no place in a bucket"),
        ],
    )
    def test_surroundings_that_lead_nowhere(self, variables, address, sentence, server, monkeypatch):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(ConfigError, match=sentence):
            open_storage(address)


def test_a_place_of_no_known_kind():
    with pytest.raises(ConfigError, match="Nothing can be published at ftp"):
        open_storage("ftp://example.org/pods")


def test_a_folder_is_opened_by_its_path(tmp_path):
    storage = open_storage(str(tmp_path / "output"))
    storage.write("a/b", b"1")
    assert storage.location("a/b") == str(tmp_path / "output" / "a" / "b")


def test_a_content_type_follows_from_the_name():
    assert content_type("a/episodes/1/x.mp3") == "audio/mpeg"
    assert content_type("a/episodes/1/chapters.json") == "application/json+chapters"
    assert content_type("a/feed.xml").startswith("application/rss+xml")
    assert content_type("README.md") == "text/markdown; charset=utf-8"
    assert content_type("robots.txt") == "text/plain; charset=utf-8"
    assert content_type("a/episodes/1/transcript.vtt").startswith("text/vtt")


def test_what_has_its_hash_in_its_name_may_be_kept_for_good_and_a_feed_a_minute():
    for name in ("episodes/1/daily-1-0a1b2c3d.mp3", "style-0a1b2c3d.css", "player-0a1b2c3d.js"):
        assert cache_control(f"daily/{name}") == "public, max-age=31536000, immutable"
    assert cache_control("daily/feed.xml") == "public, max-age=60"
    assert cache_control("daily/episodes/1/transcript.vtt") == "public, max-age=300"
