"""Whose the parts of an article are that several persons wrote."""

import pytest

from service.editing.attribution import speaker_sections
from service.model import Article, Edit, Genre

HEADS = ("先称书包", "少低头")


def article(
    genre=Genre.FEATURE, authors=("骆小川", "戚云"), bylines=("（骨科医师 骆小川）", "（康复科主任 戚云）"), heads=HEADS
):
    edits = tuple(Edit("byline", "line 3", "", each) for each in bylines)
    return Article(
        "a", "坐堂三分钟", ("先称书包", "书包别太重。"), subheads=heads, genre=genre, authors=authors, edits=edits
    )


def test_each_part_is_its_signature_s():
    assert speaker_sections.speakers(article()) == {"先称书包": "骨科医师骆小川", "少低头": "康复科主任戚云"}


def test_parts_and_signatures_that_do_not_match_are_nobody_s():
    unmatched = article(heads=("先称书包",))
    assert speaker_sections.speakers(unmatched) == {}
    assert speaker_sections.are_signed(unmatched)


@pytest.mark.parametrize(
    "other",
    [
        article(bylines=("本报记者 骆小川", "通讯员 戚云")),
        article(genre=Genre.NEWS),
        article(authors=("骆小川",), bylines=("骆小川",)),
    ],
    ids=["reporters", "news", "one author"],
)
def test_what_one_or_reporters_wrote_has_no_parts(other):
    assert not speaker_sections.are_signed(other)


def test_what_the_reporter_notes_down_is_told_as_that():
    noted = Article("a", "渡口", ("手记", "在渡口待了四个半小时。"), subheads=("手记",), genre=Genre.FEATURE)
    assert speaker_sections.speakers(noted) == {"手记": "本报记者手记"}
    assert not speaker_sections.are_signed(noted)


def test_experts_are_named_by_their_sub_headlines_where_a_reporter_has_compiled_them():
    heads = ("江州大学教授 应长庚", "青禾研究院副研究员 项北川")
    compiled = article(Genre.COMMENT, ("俞青岚",), ("（本报记者 俞青岚整理）",), heads)
    assert speaker_sections.speakers(compiled) == {heads[0]: "江州大学教授应长庚", heads[1]: "青禾研究院副研究员项北川"}
    assert speaker_sections.writers(compiled) == ()
    assert speaker_sections.speakers(article(Genre.FEATURE, ("俞青岚",), ("本报记者 俞青岚",), heads)) == {}
