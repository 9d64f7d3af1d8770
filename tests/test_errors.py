"""Each error ends a command with the code that the manual promises, and none is caught as another kind."""

import inspect

from service import errors
from tests.support.tables import every_row

CODES = {"UsageError": 2, "ConfigError": 2, "NothingToBrief": 3, "Locked": 4}


@every_row("kind", [kind for _, kind in inspect.getmembers(errors, inspect.isclass)])
def test_each_error_has_the_exit_code_of_its_kind(kind):
    assert issubclass(kind, errors.TingbaoError)
    assert kind.exit_code == CODES.get(kind.__name__, 1)


def test_an_engine_that_cannot_speak_is_no_damaged_clip_and_both_are_errors_of_speech():
    assert not issubclass(errors.EngineUnavailable, errors.BadClip)
    assert issubclass(errors.EngineUnavailable, errors.SpeechError)
    assert issubclass(errors.BadClip, errors.SpeechError)
    assert issubclass(errors.Conflict, errors.PublishError)
