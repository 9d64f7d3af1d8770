"""The first mention in what is told."""

from service.editing.attribution import first_mentions

PARAGRAPHS = (
    "昨天，柳桥区水务局局长周庆和来到河堤。",
    "周庆和表示，汛期来得早。周庆和还看了水库。",
    "《柳桥区河道管理办法》（以下简称《办法》）下月施行。",
)
FULL_MENTIONS = first_mentions.full_mentions(PARAGRAPHS)


def test_a_bare_name_gets_its_title_once():
    told = first_mentions.told(["周庆和表示，汛期来得早。", "周庆和还看了水库。"], FULL_MENTIONS)
    assert told == ("柳桥区水务局局长周庆和表示，汛期来得早。", "周庆和还看了水库。")


def test_what_is_full_and_what_is_quoted_stays():
    for text in (PARAGRAPHS[0], "“周庆和来了。”有人喊。"):
        assert first_mentions.told([text], FULL_MENTIONS) == (text,)


def test_a_short_name_is_told_by_the_full_one():
    assert first_mentions.told(["《办法》共八章。"], FULL_MENTIONS) == ("《柳桥区河道管理办法》共八章。",)


def test_a_title_behind_the_name_is_enough():
    assert first_mentions.told(["周庆和局长来到河堤。"], FULL_MENTIONS) == ("周庆和局长来到河堤。",)
