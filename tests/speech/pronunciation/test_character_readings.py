"""All readings of a character: the usual one first, and no other than the tables have."""

from service.speech.pronunciation.character_readings import readings_of
from service.speech.pronunciation.dictionaries import usual_readings
from tests.support.tables import every_row


@every_row(
    ("char", "readings"),
    [
        ("单", {"dan1", "shan4", "chan2"}),
        ("行", {"xing2", "hang2"}),
        ("朴", {"pu3", "piao2"}),
        ("堡", {"bao3", "bu3", "pu4"}),
        ("乐", {"le4", "yue4"}),
    ],
)
def test_words_places_and_surnames_say_how_else_a_character_is_read(char, readings):
    found = readings_of(char)
    assert readings <= set(found)
    assert found[0] == usual_readings()[char]
    assert len(set(found)) == len(found)


def test_what_is_no_character_has_none():
    assert [readings_of(each) for each in "A，1"] == [(), (), ()]
