"""A file that is sent in parts, over a connection that fails and by processes that are killed: whole, or not there."""

import os
import random
import subprocess
import sys

import pytest

from service.storage.s3 import PART_BYTES
from tests.support.examples import SOAK
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

DATA = random.Random(3).randbytes(3 * PART_BYTES + 1)
REQUESTS = 6
"""One begins, four parts, one ends."""
WRITE = """
import os, random, sys
os.environ["AWS_SDK_UA_APP_ID"] = str(os.getpid())  # tells the server whom to kill
from service.storage.s3 import PART_BYTES, S3Storage
S3Storage(sys.argv[1]).write("a/x.mp3", random.Random(3).randbytes(3 * PART_BYTES + 1), over="")
"""


@pytest.mark.parametrize("fate", ["slow", "lose", "truncate"])
def test_each_request_may_fail_once(fate, server):
    for number in range(REQUESTS):
        bucket = server.bucket()
        storage = server.storage(bucket, retry_timeout=60)
        server.watch(lambda at, number=number: fate if at == number else "")
        version = storage.write("a/x.mp3", DATA, over="")
        assert server.versions(bucket) == {"pods/a/x.mp3": version}
        assert storage.read("a/x.mp3") == DATA
        server.delete(bucket, "pods/a/x.mp3")


@pytest.mark.parametrize(
    ("fate", "number"),
    [(fate, number) for fate in ("kill", "kill late") for number in range(REQUESTS) if SOAK or number in (2, 5)],
)
def test_a_writer_that_is_killed(fate, number, server):
    bucket = server.bucket()
    server.watch(lambda at: fate if at == number else "")
    killed = subprocess.run(
        [sys.executable, "-c", WRITE, f"s3://{bucket}/pods"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert killed.returncode == -9, killed.stderr
    done = (fate, number) == ("kill late", REQUESTS - 1)
    assert set(server.versions(bucket)) == ({"pods/a/x.mp3"} if done else set())
    server.watch()
    storage = server.storage(bucket, retry_timeout=60)
    storage.write("a/x.mp3", DATA, over=storage.versions("a").get("a/x.mp3", ""))
    assert storage.read("a/x.mp3") == DATA
    assert len(server.requests) == (3 if done else REQUESTS + 2)  # what stands is not sent again
    server.delete(bucket, "pods/a/x.mp3")
