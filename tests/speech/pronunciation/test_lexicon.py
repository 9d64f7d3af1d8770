from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import ConfigError
from service.speech.pronunciation import SHIPPED_LEXICON, Pronouncer


def pinyin(pronouncer: Pronouncer, text: str) -> str:
    return " ".join(reading.pinyin for reading in pronouncer.read(text) if reading)


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    return tmp_path / "lexicon.toml"


def test_the_users_reading_wins_over_places_names_and_words(lexicon: Path) -> None:
    lexicon.write_text('[readings]\n茌平 = "ci4 ping5"\n银行 = "yin2 xing2"\n解晓明 = "jie3 xiao3 ming2"\n', "utf-8")
    pronouncer = Pronouncer([lexicon, SHIPPED_LEXICON])
    assert pinyin(pronouncer, "茌平区银行") == "ci4 ping5 qu1 yin2 xing2"
    assert pinyin(pronouncer, "记者解晓明") == "ji4 zhe3 jie3 xiao3 ming2"
    assert pronouncer.read("茌平")[0].rule == "lexicon:茌平"


def test_a_short_word_of_the_users_wins_over_a_long_one_that_is_shipped(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine.toml", tmp_path / "theirs.toml"
    mine.write_text('[readings]\n平 = "ping5"\n', "utf-8")
    theirs.write_text('[readings]\n茌平区 = "ci4 ping4 qu4"\n区委 = "ou1 wei3"\n', "utf-8")
    assert pinyin(Pronouncer([mine, theirs]), "茌平区委") == "chi2 ping5 ou1 wei3"


def test_a_word_in_traditional_characters_is_used_for_its_simplified_form(lexicon: Path) -> None:
    lexicon.write_text('[readings]\n縣城 = "xian4 cheng5"\n', "utf-8")
    assert pinyin(Pronouncer([lexicon]), "县城") == "xian4 cheng5"


def test_in_one_file_the_longest_word_wins(lexicon: Path) -> None:
    lexicon.write_text('[readings]\n乐 = "yao4"\n乐山 = "yue4 shan1"\n', "utf-8")
    assert pinyin(Pronouncer([lexicon]), "乐山乐") == "yue4 shan1 yao4"


def test_a_context_decides_between_two_readings(lexicon: Path) -> None:
    lexicon.write_text(
        '[readings]\n单 = "dan1"\n'
        '[[contexts]]\nword = "单"\nreading = "shan4"\nbefore = "(老师|同学)"\n'
        '[[contexts]]\nword = "单"\nreading = "chan2"\nafter = "匈奴"\n',
        "utf-8",
    )
    pronouncer = Pronouncer([lexicon])
    assert pinyin(pronouncer, "单老师") == "shan4 lao3 shi1"
    assert pronouncer.read("匈奴单")[2].pinyin == "chan2"
    assert pronouncer.read("菜单")[1].pinyin == "dan1"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ('茌平 = "chi2 ping2"\n', ["茌平", "put a line [readings]"]),
        ('[readings]\n"iPhone" = "ai4"\n', ["iPhone", "latin.toml"]),
        ('[readings]\n茌平 = "chi2"\n', ["茌平", "2 characters", "1 syllables"]),
        ('[readings]\n茌平 = "chí píng"\n', ["茌平", "chí", "tone digit"]),
        ('[readings]\n茌平 = "chi2 ping6"\n', ["茌平", "ping6"]),
        ("[readings]\n茌平 = 3\n", ["茌平", "in quotes"]),
        ('[readings]\n"PM2.5" = "pi1"\n', ["PM2.5", "Chinese characters"]),
        ('[reading]\n茌平 = "chi2 ping2"\n', ['"reading"']),
        ('[[contexts]]\nword = "单"\n', ["单", "in quotes"]),
        ('[[contexts]]\nword = "单"\nreading = "shan4"\nbefor = "老师"\n', ["单", "befor"]),
        ('[[contexts]]\nword = "单"\nreading = "shan4"\nbefore = "("\n', ["单", "before", "regular expression"]),
        ("readings = 3\n", ["[readings]"]),
        ("contexts = 3\n", ["[[contexts]]"]),
        ("茌平 = ", ["TOML"]),
    ],
)
def test_a_fault_is_named_with_its_file_and_word(lexicon: Path, text: str, faults: list[str]) -> None:
    lexicon.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as error:
        Pronouncer([lexicon])
    for part in [str(lexicon), *faults]:
        assert part in str(error.value)


def test_a_missing_file_is_named(lexicon: Path) -> None:
    with pytest.raises(ConfigError, match=str(lexicon)):
        Pronouncer([lexicon])


def test_readings_may_be_written_with_umlaut_and_capitals(lexicon: Path) -> None:
    lexicon.write_text('[readings]\n绿 = "LÜ4"\n女 = "nu:3"\n', "utf-8")
    assert pinyin(Pronouncer([lexicon]), "绿女") == "lv4 nv3"


def test_the_shipped_lexicon_is_sound() -> None:
    assert pinyin(Pronouncer(), "东西两侧有东西") == "dong1 xi1 liang3 ce4 you3 dong1 xi5"


def test_a_reading_of_ones_own_wins_over_every_file(tmp_path):
    file = tmp_path / "lexicon.toml"
    file.write_text('[readings]\n单县 = "dan1 xian4"\n', "utf-8")
    assert pinyin(Pronouncer([file]), "单县") == "dan1 xian4"
    assert pinyin(Pronouncer([file], {"单县": "shan4 xian4"}), "单县") == "shan4 xian4"
    with pytest.raises(ConfigError, match='the reading: "单县": 2 characters, but 1 syllables'):
        Pronouncer([file], {"单县": "shan4"})
