"""A bucket that fails at any request of a run: at every instant listeners find what the feed names, and all is made.

Each request in turn is refused, unheard, answered by half, too late or never, or is its client's last. After each
request that changes something a listener reads the feed, and everything that it names, from the bucket.
"""

import itertools
import random
import signal

import pytest

from tests.crashes.test_kills import anew, first, moving, removing, retiring, rolling, run, second
from tests.support.examples import SOAK
from tests.support.listening import BucketListener

PASSING = ("error", "slow", "drop", "lose", "truncate", "stall")
"""What is tried again within the run."""
LASTING = ("error", "stall", "forbid")
"""What the bucket does to all requests from then on."""
TRIALS = [
    *((fate, False) for fate in PASSING),
    *((fate, True) for fate in LASTING),
    ("kill", False),
    ("kill late", False),
]
SCENES = [first, second, anew, retiring, rolling, removing, moving]


def _trials(scene, requests):
    """All of them, or a few: each kind in some scene, at a request taken by lot."""
    if SOAK:
        return list(itertools.product(range(requests), TRIALS))
    place, lot = SCENES.index(scene), random.Random(8)
    return [(lot.randrange(requests), trial) for trial in (TRIALS * 2)[2 * place : 2 * place + 2]]


def _meddling(number, fate, lasts):
    return lambda at: fate if at == number or (lasts and at > number) else ""


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES)
def test_a_bucket_that_fails_at_any_request(scene, stage, server, tmp_path):
    """One that recovers costs nothing; one that does not, or a kill, leaves what the next run completes."""
    kept, bucket = server.bucket(), server.bucket()
    listener = BucketListener(server, bucket, tmp_path / "heard")
    environment = server.environment | {"TINGBAO_OUTPUT": f"s3://{bucket}/pods"}
    patient = {"bucket": {"environment": environment, "patience": (20.0, 20.0)}}
    hasty = {"bucket": {"environment": environment, "patience": (1.0, 1.5)}}
    stage.always = patient
    wanted = scene(stage)
    before = listener.episodes()
    stage.keep()
    server.copy(bucket, kept)
    server.watch(watching=listener)
    undisturbed = run(stage, **wanted)
    assert undisturbed.code == 0, undisturbed.err
    after, objects, requests = listener.episodes(), server.versions(bucket), server.requests
    assert after != before or scene in (anew, moving)
    for number, (fate, lasts) in _trials(scene, len(requests)):
        where = f"{scene.__name__}, {fate}{' for good' * lasts} at {number}: {requests[number]}"
        stage.put_back()
        server.copy(kept, bucket)
        server.watch(_meddling(number, fate, lasts), listener)
        stage.always = hasty if lasts or fate == "stall" else patient
        struck = run(stage, **wanted)
        standing = listener.episodes()
        assert standing in (before, after, (before or {}) | after), where
        if fate.startswith("kill"):
            assert struck.code == -signal.SIGKILL, where
        elif lasts:
            # behind the feed it is a warning: the episode is out
            assert struck.code == 1 or (struck.code == 0 and {*after} <= {*standing}), (where, struck.err)
            said = [line for line in struck.err.splitlines() if struck.code == 0 or line.startswith("tingbao: ")]
            assert any(server.endpoint in line for line in said), (where, said)
            assert struck.code == 0 or len(said) == 1, (where, said)
        else:
            assert struck.code == 0, (where, struck.err)
        server.watch(watching=listener)
        stage.always = patient
        again = run(stage, **wanted)
        assert again.code == 0 or (scene in (removing, moving) and standing == after), (where, again.err)
        assert server.versions(bucket) == objects, where
        assert listener.episodes() == after, where
        assert listener.complaints == [], where
