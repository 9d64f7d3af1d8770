"""The same story in other words, and other stories in the same words."""

import itertools
import json
import random
from dataclasses import replace

import pytest

from service.editing.selection.clustering import candidates, clusters
from service.editing.selection.similarity import SAME_STORY, features, same_story
from service.editing.selection.story_signature import recall, remember, signature
from service.model import Article
from tests.support import selection_pairs
from tests.support.paths import DATA
from tests.support.tables import every_row, thinned

TELLINGS = json.loads((DATA / "selection" / "tellings.json").read_text("utf-8"))


def articles(kind):
    return [
        [Article(each["source"], each["title"], tuple(each["text"].split("\n"))) for each in pair]
        for pair in TELLINGS[kind]
    ]


def titles(pair):
    return pair[0].title


@every_row("pair", articles("different"), ids=titles)
def test_meetings_under_a_stock_headline_are_kept_apart(pair):
    assert same_story(*map(signature, pair)) < SAME_STORY


def test_most_stories_are_known_again_by_other_papers_headlines_and_leads():
    found = [same_story(*map(signature, pair)) >= SAME_STORY for pair in articles("same")]
    assert sum(found) >= 6  # of 7; a feature on a race that shares hardly a word with the report is not


def test_all_tellings_together_fall_into_their_stories():
    told = [article for kind in TELLINGS for pair in articles(kind) for article in pair]
    groups = clusters([signature(article) for article in told])
    together = {(i, j) for group in groups for i, j in itertools.combinations(group, 2)}
    right = {(2 * i, 2 * i + 1) for i in range(len(TELLINGS["same"]))}
    assert together <= right
    assert len(together) >= 6


@pytest.mark.parametrize("held_out", thinned([True, False], 2), ids=["held out", "learnt"])
def test_labelled_pairs_are_told_apart(held_out):
    if not selection_pairs.BULLETINS.is_file():
        pytest.skip("the bulletins are not beside this checkout (../shared/bench)")
    rows = [row for row in selection_pairs.load() if row[1] == held_out]
    assert len(rows) >= 75
    found = [same_story(signature(a), signature(b)) >= SAME_STORY for _, _, a, b in rows]
    right = sum(same and hit for (same, *_), hit in zip(rows, found, strict=True))
    precision, recall_ = right / sum(found), right / sum(same for same, *_ in rows)
    assert 2 * precision * recall_ / (precision + recall_) >= 0.90


@every_row("pair", [pair for kind in TELLINGS for pair in articles(kind)], ids=titles)
def test_likeness_is_symmetrical_and_an_article_is_like_itself(pair):
    a, b = map(signature, pair)
    assert features(a, b) == features(b, a)
    assert same_story(a, a) > 0.9


@every_row("pair", [pair for kind in TELLINGS for pair in articles(kind)], ids=titles)
def test_what_is_remembered_of_a_story_compares_like_its_article(pair):
    old, new = pair
    assert same_story(recall(remember([old])), signature(new)) == pytest.approx(
        same_story(signature(old), signature(new)), abs=0.05
    )


def test_one_article_that_resembles_two_stories_does_not_join_them():
    (a, _), (b, _) = articles("same")[0], articles("same")[3]
    both = Article("digest", f"{a.title} {b.title}", (*a.paragraphs, *b.paragraphs))
    groups = clusters([signature(a), signature(b), signature(both)])
    assert all(not {0, 1} <= set(group) for group in groups)


def test_a_late_report_is_another_story():
    import datetime as dt

    first, second = articles("same")[6]
    day = dt.date(2026, 3, 19)
    on = [replace(each, published=day) for each in (first, second)]
    assert same_story(*map(signature, on)) >= SAME_STORY
    late = replace(second, published=day + dt.timedelta(days=6))
    assert same_story(signature(on[0]), signature(late)) < SAME_STORY


def test_the_order_of_the_articles_changes_no_group():
    told = [article for kind in TELLINGS for pair in articles(kind) for article in pair]
    plain = {frozenset(told[i].text for i in group) for group in clusters([signature(a) for a in told])}
    random.Random(3).shuffle(told)
    assert {frozenset(told[i].text for i in group) for group in clusters([signature(a) for a in told])} == plain


def test_a_phrase_that_every_article_has_makes_no_candidates():
    same = "全市上下深入学习贯彻全会精神，"
    told = [Article("a", f"第{i}次", (same + chr(0x4E00 + 37 * i) * 3 + chr(0x5E00 + 41 * i) * 2,)) for i in range(120)]
    assert not list(candidates([signature(article) for article in told]))


def test_a_number_with_what_it_counts_a_quoted_name_and_a_person_are_marks_of_one_event():
    report = signature(Article("a", "化工厂起火", ("7月14日，26辆消防车赶到“江龙号”码头，骑手罗小兵救出一人。",)))
    told = {
        "measures": "出动了26辆车。",
        "names": "“江龙号”码头起了火。",
        "people": "罗小兵把人背了出来。",
    }
    for name, text in told.items():
        assert features(report, signature(Article("b", "深夜", (text,))))[name] == 1.0
    assert not any(features(report, signature(Article("b", "深夜", ("来了100辆车，26人。",))))[name] for name in told)


def test_like_cases_of_two_towns_are_two_stories():
    towns = [
        Article("f", f"{town[:2]}法院判决一起酒驾案", (f"{town}法院3月20日对一起酒驾案作出判决，被告人{rest}。",))
        for town, rest in (
            ("云溪县", "王某血液酒精含量每百毫升186毫克，被判处拘役两个月"),
            ("石桥市", "李某血液酒精含量每百毫升210毫克，被判处拘役三个月"),
        )
    ]
    assert same_story(*map(signature, towns)) < SAME_STORY


def test_what_is_surely_below_the_least_is_no_story_and_all_else_has_its_probability():
    for pair in (*articles("same"), *articles("different")):
        a, b = map(signature, pair)
        chance = same_story(a, b)
        assert same_story(a, b, least=chance) == pytest.approx(chance)
        assert same_story(a, b, least=SAME_STORY) in (0.0, chance)
        assert (same_story(a, b, least=SAME_STORY) >= SAME_STORY) is (chance >= SAME_STORY)
