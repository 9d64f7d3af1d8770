"""A clip among those of its voice."""

from service.speech.voice_habits import FEWEST_CLIPS, ClipMeasures, VoiceHabits
from tests.support.tables import every_row

TEXT = "今天的新闻说完了，再见。"  # ten syllables


def known(clips=FEWEST_CLIPS, tail=0.4):
    habits = VoiceHabits()
    for number in range(clips):
        habits.learn("甲", TEXT, ClipMeasures(2.0 + 0.02 * number, tail))
    return habits


@every_row(("sounding", "right"), [(2.0, True), (2.5, True), (1.7, True), (1.4, False), (4.0, False)])
def test_the_pace_is_the_voice_s_own(sounding, right):
    assert (known().fault("甲", TEXT, ClipMeasures(sounding, 0.4)) == "") is right


def test_nothing_is_concluded_from_a_few_clips_or_another_voice_s():
    assert known(FEWEST_CLIPS - 1).fault("甲", TEXT, ClipMeasures(9.0, 0.0)) == ""
    assert known().fault("乙", TEXT, ClipMeasures(9.0, 0.0)) == ""


def test_latin_letters_leave_more_room():
    assert known().fault("甲", "WiFi" + TEXT, ClipMeasures(3.0, 0.4)) == ""
    assert known().fault("甲", "WiFi" + TEXT, ClipMeasures(4.5, 0.4)) == ""  # spelled, these are seven syllables
    assert "needs" in known().fault("甲", "WiFi" + TEXT, ClipMeasures(6.0, 0.4))
    assert "needs" in known().fault("甲", "WiFi" + TEXT, ClipMeasures(1.1, 0.4))


def test_less_silence_than_usual_behind_the_speech_is_a_missing_end():
    assert "cut off" in known().fault("甲", TEXT, ClipMeasures(2.0, 0.2))
    assert known().fault("甲", TEXT, ClipMeasures(2.0, 0.3)) == ""
    assert known(tail=0.1).fault("甲", TEXT, ClipMeasures(2.0, 0.0)) == ""


def test_faults_in_a_third_of_the_clips_are_borne():
    habits = known(12)
    for _ in range(5):
        habits.learn("甲", TEXT, ClipMeasures(9.0, 0.0))
    assert habits.fault("甲", TEXT, ClipMeasures(2.1, 0.4)) == ""
    assert habits.fault("甲", TEXT, ClipMeasures(9.0, 0.4))
