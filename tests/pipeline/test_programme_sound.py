"""How far a programme is, as JSON."""

from service.core import json_codec
from service.pipeline.programme_sound import ProgrammeSound


def test_it_is_read_as_it_was_written():
    sound = ProgrammeSound(3, "making", "Speaking", 4, 9)
    assert json_codec.load(ProgrammeSound, json_codec.dump(sound), "sound") == sound
