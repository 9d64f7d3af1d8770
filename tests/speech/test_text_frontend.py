"""From written text to what is said: numbers in words, a reading for each character, the user's lists first."""

from service.speech.text_frontend import TextFrontend
from tests.support.paths import VOICES


def test_what_is_written_is_said_in_words_with_a_reading_for_each_character():
    spoken, readings = TextFrontend([VOICES]).read("茌平区新增3条线路。")
    assert spoken == "茌平区新增三条线路。"
    assert len(readings) == len(spoken)
    assert readings[0].pinyin == "chi2"
    assert readings[-1] is None


def test_traditional_characters_are_said_as_the_words_they_are():
    spoken, readings = TextFrontend([VOICES]).read("縣長說，3座橋已通車，四周乾淨。")
    assert spoken == "县长说，三座桥已通车，四周干净。"
    assert [reading.pinyin for reading in readings if reading][:2] == ["xian4", "zhang3"]


def test_a_spoken_text_can_be_shown_in_the_characters_that_were_printed():
    reader = TextFrontend([VOICES])
    written = "銀行業務增長3%，縣長說。"
    spoken, readings = reader.read(written)
    shown = reader.in_print(written, spoken)
    assert shown == "銀行業務增長百分之三，縣長說。"
    assert [readings[shown.index(char)].pinyin for char in "行縣"] == ["hang2", "xian4"]
    assert reader.in_print("县长说", "县长说") == "县长说"


def test_a_list_of_the_users_wins_over_the_one_that_is_shipped(tmp_path):
    (tmp_path / "lexicon.toml").write_text('[readings]\n茌平 = "ci4 ping5"\n', "utf-8")
    readings = TextFrontend([tmp_path, VOICES]).readings("茌平区")
    assert [each.pinyin for each in readings] == ["ci4", "ping5", "qu1"]


def test_a_folder_that_is_not_there_is_passed_over(tmp_path):
    assert TextFrontend([tmp_path / "none", VOICES]).spoken("5%") == "百分之五"


def test_a_reading_that_the_text_prints_wins_and_is_not_spoken():
    spoken, readings = TextFrontend([VOICES]).read("甪（lù）里村的乐（yuè）家大院开放。")
    assert spoken == "甪里村的乐家大院开放。"
    assert [readings[spoken.index(char)].pinyin for char in "甪乐"] == ["lu4", "yue4"]
