"""Who is asked to speak, in which order."""

import pytest

from service.errors import UsageError
from service.model import Kind, Segment, Utterance
from service.pipeline.cast import Cast, cast, cast_of_script, recast
from service.speech.voice_profiles import Voice
from tests.support.tables import every_row


def known(*names):
    return {name: Voice(name, name.split("-")[0], name) for name in names}


SHIPPED = known("edge-a", "edge-b", "edge-c", "espeak-a", "espeak-b", "kokoro-a", "kokoro-b", "kokoro-c")
WITH_SERVER = known("openai-a", "edge-a", "edge-b", "espeak-a", "espeak-b", "kokoro-a", "kokoro-b", "sherpa-a")
WITH_MODEL = known("edge-a", "edge-b", "espeak-a", "espeak-b", "kokoro-a", "kokoro-b", "sherpa-a")


def script(*voices):
    return [Segment(Kind.STORY, voice, (Utterance("好。"),)) for voice in voices]


def names(casts):
    return [(each.engine, *(voice.name for voice in each.voices)) for each in casts]


ESPEAK, EDGE, SHERPA = ("espeak", "espeak-a", "espeak-b"), ("edge", "edge-a", "edge-b"), ("sherpa", "sherpa-a")
KOKORO = ("kokoro", "kokoro-a", "kokoro-b")
SERVER = ("openai", "openai-a")
"""Of an engine that is not in `auto`: those of this machine may take over, another service may not."""

ORDERS = [
    ("auto", (), SHIPPED, [EDGE, KOKORO, ESPEAK]),
    ("auto", (), WITH_MODEL, [EDGE, SHERPA, KOKORO, ESPEAK]),
    ("edge", (), WITH_MODEL, [EDGE, SHERPA, KOKORO, ESPEAK]),
    ("sherpa", (), WITH_MODEL, [SHERPA, KOKORO, ESPEAK]),
    ("kokoro", (), WITH_MODEL, [KOKORO, ESPEAK]),
    ("espeak", (), WITH_MODEL, [ESPEAK]),
    ("openai", (), WITH_SERVER, [SERVER, SHERPA, KOKORO, ESPEAK]),
    ("auto", ("openai-a",), WITH_SERVER, [SERVER, SHERPA, KOKORO, ESPEAK]),
    ("auto", ("edge-c",), SHIPPED, [("edge", "edge-c"), KOKORO, ESPEAK]),
    ("auto", ("espeak-b", "espeak-a"), SHIPPED, [("espeak", "espeak-b", "espeak-a")]),
]


@every_row(("engine", "voices", "there", "order"), ORDERS)
def test_the_order_of_the_engines(engine, voices, there, order):
    assert names(cast(engine, voices, there)) == order


@every_row(
    ("engine", "voices", "hint"),
    [
        ("sherpa", (), "voices add"),
        ("openai", (), "docs/voices.md"),
        ("parrot", (), "auto, azure, edge, espeak, kokoro, openai, sherpa"),
        ("espeak", ("edge-a",), "belongs to edge"),
        ("auto", ("edge-a", "espeak-a"), "different engines"),
    ],
)
def test_what_cannot_be_is_named(engine, voices, hint):
    with pytest.raises(UsageError, match=hint):
        cast(engine, voices, SHIPPED)


def test_the_name_of_an_engine_is_answered_with_its_voices():
    voices = {"b-one": Voice("b-one", "espeak", ""), "b-two": Voice("b-two", "espeak", "")}
    with pytest.raises(UsageError, match="espeak is an engine; name one of its voices: b-one, b-two"):
        cast("auto", ("espeak",), voices)


def test_a_scripts_own_voices_come_first_where_the_engine_is_left_open():
    segments = script("espeak-b", "espeak-a", "espeak-b")
    left_open = cast("auto", (), SHIPPED)
    assert names(cast_of_script(segments, "auto", left_open, SHIPPED)) == [("espeak", "espeak-b", "espeak-a")]
    service = names(cast_of_script(script("edge-b"), "auto", left_open, SHIPPED))
    # what was meant for a service may come home, never the other way
    assert service == [("edge", "edge-b"), KOKORO, ESPEAK]
    server = cast_of_script(script("openai-a"), "auto", cast("auto", (), WITH_SERVER), WITH_SERVER)
    assert names(server) == [SERVER, SHERPA, KOKORO, ESPEAK]
    assert names(cast_of_script(segments, "edge", cast("edge", (), SHIPPED), SHIPPED)) == [EDGE, KOKORO, ESPEAK]


def test_another_cast_takes_over_a_scripts_parts():
    segments = script("edge-a", "edge-b", "edge-a", "edge-c")
    other = Cast("espeak", (SHIPPED["espeak-a"], SHIPPED["espeak-b"]))
    assert [each.voice for each in recast(segments, other)] == ["espeak-a", "espeak-b", "espeak-a", "espeak-a"]
    same = Cast("edge", tuple(SHIPPED[name] for name in ("edge-a", "edge-b", "edge-c")))
    assert [*recast(segments, same)] == segments
