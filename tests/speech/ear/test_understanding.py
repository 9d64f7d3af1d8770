"""What was heard against what was to be said: homophones and digits are right, other words are not."""

from hypothesis import given, settings
from hypothesis import strategies as st

from service.model import SAMPLE_RATE, Clip
from service.speech.clip_judge import SpokenLine
from service.speech.ear.understanding import FEWEST_CLIPS, Understanding, differences
from service.speech.text_frontend import TextFrontend
from service.speech.voice_profiles import Voice
from tests.support.paths import VOICES
from tests.support.tables import every_row

READER = TextFrontend([VOICES])
VOICE = Voice("甲", "espeak", "甲")
TEXT = "会议于三月二十日上午八时在厦溪村举行，三百二十人参加。"


class Hearing:
    """Hears of a clip what its key says."""

    def hear(self, clips):
        return [None if clip.key == "nobody" else clip.key for clip in clips]


def line(text=TEXT, voice=VOICE):
    return SpokenLine(voice, text, tuple(each.pinyin if each else None for each in READER.readings(text)))


def clip(heard):
    return Clip(heard, b"", SAMPLE_RATE)


HEARD = [
    (TEXT, True),
    ("会议于3月20日上午8时在下西村举行,320人参加", True),
    ("會議於三月二十日上午八時在夏溪村舉行三百二十人參加", True),
    ("会议于三月二十日上午八时", False),
    ("今天晴转多云，最高气温回升到十八摄氏度，最低气温九摄氏度。", False),
    ("", False),
    ("谢谢大家。" * 200, False),
    ("nobody", True),
]


@every_row(("heard", "right"), HEARD)
def test_sounds_are_compared_and_not_characters(heard, right):
    assert (Understanding(Hearing(), READER).fault(line(), clip(heard)) == "") is right  # type: ignore[arg-type]


def test_two_wrong_syllables_of_a_short_line_are_no_fault():
    assert Understanding(Hearing(), READER).fault(line("单永禾报道。"), clip("单用和报到")) == ""  # type: ignore[arg-type]


def test_a_voice_that_is_never_understood_is_not_judged():
    judge = Understanding(Hearing(), READER)  # type: ignore[arg-type]
    judge.learn([line()] * FEWEST_CLIPS, [clip("谢谢观看下次再见")] * FEWEST_CLIPS)
    assert judge.fault(line(), clip("谢谢观看下次再见")) == ""
    assert judge.fault(line(voice=Voice("乙", "espeak", "乙")), clip("谢谢观看下次再见"))


def by_definition(a, b):
    if not a or not b:
        return len(a) + len(b)
    return min(by_definition(a[1:], b) + 1, by_definition(a, b[1:]) + 1, by_definition(a[1:], b[1:]) + (a[0] != b[0]))


@settings(derandomize=True, deadline=None, database=None)
@given(st.lists(st.sampled_from("abc"), max_size=5), st.lists(st.sampled_from("abc"), max_size=5))
def test_differences_are_counted_as_defined(expected, found):
    assert differences(expected, found) == by_definition(expected, found)
