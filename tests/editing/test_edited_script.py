"""A script edited by hand: the programme's own words follow it, the editor's stay."""

import datetime as dt
from dataclasses import replace

import pytest

from service.editing import wording
from service.editing.edited_script import adapted, with_notice
from service.model import Article, Kind, Segment, Utterance

DATE, STYLE = dt.date(2026, 3, 21), wording.Style()
TITLES = ("城东水厂二期完工", "云岭隧道贯通", "白鹭归来")


def story(index, last=False):
    headline = wording.Headline(TITLES[index], TITLES[index], own=True)
    told = Utterance(f"这是第{index}条新闻的第一句话。", source=f"这是第{index}条新闻的第一句话。")
    bridge = wording.bridge(headline, DATE, index, STYLE, last=last)
    return Segment(Kind.STORY, "a", (bridge, told), title=TITLES[index], origin="a.txt")


def programme():
    announced = [wording.Headline(title, title, own=True) for title in TITLES]
    brief = Segment(Kind.BRIEF, "a", (Utterance("简讯一句话。", source="简讯一句话。"),), title="简讯", origin="a.txt")
    return [
        Segment(Kind.OPENING, "a", wording.opening("听报", DATE, 300, STYLE), title="开场"),
        Segment(Kind.HEADLINES, "b", wording.contents(announced, DATE, STYLE), title="内容提要"),
        story(0),
        story(1),
        Segment(Kind.BRIEF, "b", (wording.briefs(DATE, STYLE),)),
        brief,
        story(2, last=True),
        Segment(Kind.CLOSING, "b", wording.closing("听报", DATE, STYLE), title="结束语"),
    ]


def bridges(segments):
    return [segment.utterances[0].written for segment in segments if segment.kind is Kind.STORY]


def headlines(segments):
    return [u.written for segment in segments if segment.kind is Kind.HEADLINES for u in segment.utterances[1:]]


def is_one_of(text, phrases):
    return text in {phrase.format(headline=title) for phrase in phrases for title in TITLES}


def test_a_script_that_nobody_edited_stays_as_it_is():
    assert adapted(programme(), DATE, STYLE) == (tuple(programme()), ())


def test_a_removed_story_takes_its_headline_along_and_the_next_one_leads():
    segments = programme()
    del segments[2]
    found, changes = adapted(segments, DATE, STYLE)
    assert headlines(found) == [f"{TITLES[1]}。", f"{TITLES[2]}。"]
    assert is_one_of(bridges(found)[0], STYLE.phrases.lead)
    assert TITLES[1] in bridges(found)[0]
    assert any(TITLES[0] in change for change in changes)
    assert adapted(found, DATE, STYLE) == (found, ())


def test_a_moved_story_has_the_words_of_its_new_place():
    segments = programme()
    segments[2], segments[6] = segments[6], segments[2]
    first, second, third = bridges(adapted(segments, DATE, STYLE)[0])
    assert is_one_of(first, STYLE.phrases.lead)
    assert is_one_of(second, STYLE.phrases.next)
    assert is_one_of(third, STYLE.phrases.next)
    assert [TITLES[2] in first, TITLES[1] in second, TITLES[0] in third] == [True, True, True]


def test_what_leads_to_the_briefs_goes_with_the_last_of_them():
    segments = programme()
    del segments[5]
    found, changes = adapted(segments, DATE, STYLE)
    assert not any(segment.kind is Kind.BRIEF for segment in found)
    assert changes


@pytest.mark.parametrize("place", [1, 2, 6])
def test_the_editor_s_own_words_stay(place):
    segments = programme()
    own = Utterance("编辑自己写的一句导语。")
    first, *rest = segments[place].utterances
    segments[place] = replace(segments[place], utterances=(first, own, *rest) if place == 1 else (own, *rest))
    del segments[3]
    found, _ = adapted(segments, DATE, STYLE)
    assert own in [utterance for segment in found for utterance in segment.utterances]


def test_without_any_story_announced_there_are_no_headlines():
    segments = [segment for segment in programme() if segment.kind is not Kind.STORY]
    found, changes = adapted(segments, DATE, STYLE)
    assert not any(segment.kind is Kind.HEADLINES for segment in found)
    assert len(changes) == len(TITLES)


SUBJECTS = ("青沅经济增速居前，企业订单增加", "青沅小学推迟上课，教育局发通知", "青沅联赛夺冠，球队回到主场")
"""Texts of the three stories, of economy, education and sport."""
ARTICLES = tuple(Article("a.txt", text[:8], (f"{text}。",)) for text in SUBJECTS)


def joined(*words):
    """The programme without headlines; a model leads to the second and third story, and to the briefs."""
    segments = programme()
    for place, article in zip((2, 3, 6), ARTICLES, strict=True):
        told = Utterance(article.text, source=article.text)
        segments[place] = replace(
            segments[place], title=article.title, utterances=(segments[place].utterances[0], told)
        )
    for place, said in zip((3, 4, 6), words, strict=True):
        bridge = Utterance(said, source="" if place == 4 else segments[place].title, writer="qwen")
        segments[place] = replace(segments[place], utterances=(bridge, *segments[place].utterances[1:]))
    return [segment for segment in segments if segment.kind is not Kind.HEADLINES]


SAID = ("说完经济，来看教育：小学推迟上课。", "接下来是一组简讯。", "听完简讯，最后来看体育：联赛夺冠。")


@pytest.mark.parametrize("articles", [ARTICLES, ()], ids=["with its articles", "without them"])
def test_a_models_bridges_stay_where_nobody_edited(articles):
    assert adapted(joined(*SAID), DATE, STYLE, articles) == (tuple(joined(*SAID)), ())


def test_a_models_bridge_does_not_lead_to_the_first_story():
    segments = joined(*SAID)
    del segments[1]
    found, changes = adapted(segments, DATE, STYLE, ARTICLES)
    assert bridges(found)[0] in {phrase.format(headline="小学推迟上课") for phrase in STYLE.phrases.lead}
    assert any("说完经济" in change for change in changes)


def test_a_models_bridge_goes_where_it_says_something_of_a_neighbour_that_is_gone():
    segments = joined(*SAID)
    del segments[3:5]
    found, changes = adapted(segments, DATE, STYLE, ARTICLES)
    assert "说完经济，来看教育" in bridges(found)[1]
    assert bridges(found)[2].endswith("联赛夺冠。")
    assert "简讯" not in bridges(found)[2]
    assert len(changes) == 1


def test_a_models_words_ahead_of_the_briefs_go_with_the_last_of_them():
    segments = joined(*SAID)
    del segments[4]
    assert not any(segment.kind is Kind.BRIEF for segment in adapted(segments, DATE, STYLE, ARTICLES)[0])


def test_a_models_bridge_that_an_editor_has_changed_is_his():
    segments = joined("说完经济，来看看小学几点上课：小学推迟上课。", *SAID[1:])
    assert adapted(segments, DATE, STYLE, ARTICLES) == (tuple(segments), ())


def test_a_models_words_ahead_of_the_briefs_are_the_shows_where_what_they_name_is_gone():
    segments = joined(SAID[0], "说完教育，接下来是一组简讯。", SAID[2])
    assert adapted(segments, DATE, STYLE, ARTICLES) == (tuple(segments), ())
    del segments[2]
    found, changes = adapted(segments, DATE, STYLE, ARTICLES)
    (lead_in,) = [each for each in found if each.kind is Kind.BRIEF and not each.origin]
    assert lead_in.utterances[0].written in STYLE.phrases.briefs
    assert any("说完教育" in change for change in changes)


def test_a_models_close_goes_where_what_it_names_is_gone_and_the_farewell_stays():
    segments = joined(*SAID)
    said = Utterance("说完体育，今天的节目就到这里。", writer="qwen")
    farewell = segments[-1].utterances[-1]
    segments[-1] = replace(segments[-1], utterances=(said, farewell))
    assert adapted(segments, DATE, STYLE, ARTICLES) == (tuple(segments), ())
    del segments[-2]
    found, _ = adapted(segments, DATE, STYLE, ARTICLES)
    assert found[-1].utterances == (farewell,)


def test_the_notice_is_put_at_the_opening_s_end_where_nothing_says_it():
    segments = programme()
    assert with_notice(segments, STYLE) == (tuple(segments), ())
    greeting, today, notice = segments[0].utterances
    segments[0] = replace(segments[0], utterances=(greeting, replace(today, pause=0.6)))
    found, [change] = with_notice(segments, STYLE)
    assert found[0].utterances == (greeting, today, replace(notice, pause=0.6))  # the gap behind the opening stays
    assert found[1:] == tuple(segments[1:])
    assert notice.written in change
    assert with_notice(found, STYLE) == (found, ())


def test_what_denies_it_stays_as_somebody_wrote_it_and_the_notice_comes_behind():
    segments = programme()
    denial = Utterance("本节目不是人工智能合成播报。")
    segments[0] = replace(segments[0], utterances=(*segments[0].utterances[:-1], denial))
    found, _ = with_notice(segments, STYLE)
    assert [each.written for each in found[0].utterances[-2:]] == [denial.written, wording.NOTICE]


def test_without_an_opening_the_notice_is_one():
    segments = programme()[1:]
    found, _ = with_notice(segments, STYLE)
    assert (found[0].kind, found[0].voice, [each.written for each in found[0].utterances]) == (
        Kind.OPENING,
        segments[0].voice,
        [wording.NOTICE],
    )
    assert found[1:] == tuple(segments)


def test_where_a_model_has_worded_something_the_notice_names_the_text_too():
    segments = programme()[1:]
    told = segments[1].utterances
    segments[1] = replace(segments[1], utterances=(replace(told[0], writer="a model"), *told[1:]))
    (added, *_), _ = with_notice(segments, STYLE)
    assert "撰稿" in added.utterances[0].written


def test_of_nothing_nothing_is_made():
    assert with_notice([], STYLE) == ((), ())
