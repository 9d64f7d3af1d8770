"""Chunks of the programme: encoded once, checked, kept with what was measured of them."""

import math
import struct
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from service.audio import chunks, loudness, mp3
from service.audio.chunks import ChunkRequest, encode
from service.audio.mixing import FRAME
from service.model import SAMPLE_RATE


def tone(seconds=1.0, hertz=440):
    at = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (6000 * np.sin(2 * np.pi * hertz * at)).astype("<i2").tobytes()


@pytest.fixture
def pool():
    with ThreadPoolExecutor(2) as threads:
        yield threads


def test_a_chunk_is_as_loud_as_asked_and_below_the_peak(pool):
    (encoded,) = encode([ChunkRequest(tone(2.0), -16.0)], None, pool)
    samples = len(encoded.frames) // mp3.FRAME_BYTES * FRAME
    heard = loudness.gated(loudness.step_powers(encoded.energies, samples))
    assert heard == pytest.approx(-16.0, abs=0.2)
    assert encoded.peak <= chunks.PEAK


def test_equal_requests_are_encoded_once_and_all_come_in_order(pool, monkeypatch):
    made, make = [], chunks._encode_to_level
    monkeypatch.setattr(chunks, "_encode_to_level", lambda request: made.append(request) or make(request))
    low, high = ChunkRequest(tone(0.5), -16.0), ChunkRequest(tone(1.0, 880), -16.0)
    first, second, third = encode([low, high, low], None, pool)
    assert len(made) == 2
    assert first is third
    assert len(second.frames) > len(first.frames)


def test_from_the_cache_a_chunk_is_the_same_and_a_damaged_one_is_encoded_again(pool, monkeypatch):
    cache = type("Memory", (dict,), {"put": dict.__setitem__})()
    request = ChunkRequest(tone(), -16.0)
    (fresh,) = encode([request], cache, pool)
    made, make = [], chunks._encode_to_level
    monkeypatch.setattr(chunks, "_encode_to_level", lambda request: made.append(request) or make(request))
    (kept,) = encode([request], cache, pool)
    assert (kept.frames, kept.peak, made) == (fresh.frames, fresh.peak, [])
    assert np.array_equal(kept.energies, fresh.energies)
    cache[request.key] = cache[request.key][:-1]
    (again,) = encode([request], cache, pool)
    assert (again.frames, made) == (fresh.frames, [request])


IMPOSSIBLE = [("peak", math.nan), ("peak", math.inf)]
IMPOSSIBLE += [(place, value) for place in ("first energy", "last energy") for value in (math.nan, math.inf, -1.0)]


@pytest.mark.parametrize(("place", "value"), IMPOSSIBLE)
def test_a_chunk_kept_with_impossible_measurements_is_encoded_again(place, value, pool):
    cache = type("Memory", (dict,), {"put": dict.__setitem__})()
    request = ChunkRequest(tone(), -16.0)
    (fresh,) = encode([request], cache, pool)
    kept, size = bytearray(cache[request.key]), 4 * len(fresh.energies)
    if place == "peak":
        struct.pack_into("<d", kept, 0, value)
    else:
        struct.pack_into("<f", kept, 8 if place == "first energy" else 8 + size - 4, value)
    cache[request.key] = bytes(kept)
    (again,) = encode([request], cache, pool)
    assert again.peak == fresh.peak
    assert np.array_equal(again.energies, fresh.energies)


def test_the_key_is_of_sound_and_loudness():
    assert ChunkRequest(tone(), -16.0).key == ChunkRequest(tone(), -16.0).key
    assert ChunkRequest(tone(), -16.0).key != ChunkRequest(tone(), -17.0).key
    assert ChunkRequest(tone(), -16.0).key != ChunkRequest(tone(hertz=441), -16.0).key
