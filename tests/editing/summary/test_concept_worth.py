"""What the pairs of characters of an article are worth."""

from service.editing.summary.body_text import cut
from service.editing.summary.candidates import candidates
from service.editing.summary.concept_worth import ConceptWorth
from service.editing.summary.feature_weights import frequency, weights
from service.editing.summary.features import describe
from service.model import Article
from tests.support.harvest_article import PARAGRAPHS, TITLE


def test_what_was_told_adds_nothing_and_what_the_headline_says_draws_more():
    body = cut(PARAGRAPHS)
    first, *_ = candidates(body)
    plain, titled = (ConceptWorth(Article("a", title, PARAGRAPHS), body) for title in ("", TITLE))
    assert titled.pull([first]) > plain.pull([first])
    assert titled.gain(first, frozenset()) > titled.gain(first, first.concepts) == 0


def test_the_tables_know_every_feature():
    body = cut(PARAGRAPHS)
    names = {name for names, _ in describe(body, TITLE, "冬枣", frequency()) for name in names}
    assert names <= set(weights())
    assert frequency()("国家") > frequency()("采收") > 0
