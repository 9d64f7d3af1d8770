"""The whole article of a story: what is told, what may be, what was repaired."""

import datetime as dt

import pytest

from service import settings
from service.editing.programme_draft import Change, Verb
from service.errors import UsageError
from service.pipeline import draft_article
from service.pipeline.draft_desk import DraftDesk
from tests.support.made_episode import HELD_ID

NOW = dt.datetime(2026, 3, 21, 1, tzinfo=dt.UTC)


@pytest.fixture
def desk(held_episode, tmp_path):
    held_episode.copy_to(tmp_path)
    found = settings.load(tmp_path / "tingbao.toml")
    return DraftDesk(found, found.show[0], HELD_ID, NOW)


def sentences(article):
    return [each for paragraph in article.paragraphs for each in paragraph]


@pytest.mark.slow
def test_all_of_it_is_there_with_what_is_told_and_one_more_can_be(desk):
    version = desk.version()
    article = draft_article.article_of(desk, version, "1")
    own = desk.stories(version.draft)[0].lead
    assert "".join(each.text for each in sentences(article)) == "".join(own.paragraphs)
    assert all("".join(piece.text for piece in each.pieces) == each.text for each in sentences(article))
    assert any(each.told for each in sentences(article))
    other = next(each for each in sentences(article) if each.can_be_told)
    new = desk.change(Change(Verb.TELL, "1", other.number), version, "甲", NOW)
    again = draft_article.article_of(desk, new, "1")
    assert next(each for each in sentences(again) if each.number == other.number).told
    assert desk.view(new).warnings == ()
    assert desk.view(new).seconds == pytest.approx(desk.spec.length, abs=0.5)


def test_a_joined_line_and_a_correction_are_marked_where_they_stand(desk):
    version = desk.version()
    article = draft_article.article_of(desk, version, "1")
    marked = [piece for each in sentences(article) for piece in each.pieces if piece.repaired]
    joined = {each.before for each in article.repairs if each.what == "joined"}
    assert marked
    assert all(any(piece.repaired in each for each in joined) for piece in marked)
    assert all(piece.repaired.replace("|", "") == piece.text for piece in marked)
    word = sentences(article)[0].text[:2]
    right = desk.change(Change(Verb.CORRECT, word, text="测试"), version, "甲", NOW)
    first = sentences(draft_article.article_of(desk, right, "1"))[0]
    assert (first.pieces[0].text, first.pieces[0].repaired) == ("测试", word)


def test_where_there_is_no_article_one_sentence_says_so(desk):
    for part in ("99", "opening", "1.2", "x"):
        with pytest.raises(UsageError):
            draft_article.article_of(desk, desk.version(), part)
