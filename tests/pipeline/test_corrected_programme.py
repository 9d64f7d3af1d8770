"""A programme without what fails the check, still of the right length, and its record of what went."""

import dataclasses
import datetime as dt

import pytest

from service.editing import programme_check, story_options
from service.editing.programme_correction import KEPT, SENTENCE_OUT, STORY_OUT
from service.editing.summarizer import extractive
from service.model import Article, Clip, Kind, Story
from service.pipeline import corrected_programme, length, notice_pace

DATE = dt.date(2026, 3, 21)
SECONDS = 150
PACE = {"a": 4.0, "b": 4.0}
ARTICLES = tuple(
    Article(
        "p.txt",
        f"{place}水厂二期完工",
        (
            f"青沅市{place}水厂二期工程3月20日完工，日供水能力增加到{number}万吨，沿线乡镇的居民从中受益。",
            f"{place}工程敷设管道{number + 20}公里，新建泵站{number + 1}座，总投资{number}亿元，比计划少用了两个月。",
            f"{place}水厂明年还将更换老旧管网{number * 10}公里，漏损率要再降{number}个百分点。",
            f"{place}片区的二次供水泵房由{number + 2}处增加到{number + 9}处，高楼的住户不再缺水。",
        ),
    )
    for place, number in (("城东", 12), ("河湾", 14), ("云岭", 17), ("北湖", 19), ("柳溪", 23), ("沙洲", 29))
)
STORIES = tuple(Story((each,), 1 - 0.1 * rank, "") for rank, each in enumerate(ARTICLES))
KNOWN = {(each.source, each.title): each for each in ARTICLES}


def summarizer(faulty):
    """The article's own sentences, but in each of `faulty` a number is wrong."""

    def worded(article, most):
        summary = extractive(article, most)
        levels = tuple(
            dataclasses.replace(
                level,
                sentences=tuple(
                    dataclasses.replace(each, text=each.text.replace("公里", "0公里").replace("万吨", "0万吨"))
                    if each.source in faulty
                    else each
                    for each in level.sentences
                ),
            )
            for level in summary.levels
        )
        return dataclasses.replace(summary, levels=levels)

    return worded


@notice_pace.unhurried
def speak(lines):
    return [Clip(line.utterance.written, bytes(2 * 6000 * len(line.utterance.written)), 24_000) for line in lines]


def made(faulty):
    def tell(stories):
        return story_options.tell(stories, ["a", "b"], DATE, summarize=summarizer(faulty))

    def fit_to_length(options):
        fixed = length.fixed_segments("听报", DATE, options, ["a", "b"], SECONDS)
        return length.fit_length(options, fixed, SECONDS, speak, PACE)

    return corrected_programme.fit(tell, fit_to_length, STORIES, KNOWN)


def total(fitted):
    return sum(clip.seconds for clip in fitted.clips) + sum(u.pause for s in fitted.segments for u in s.utterances)


def sources(fitted):
    return {each.source for segment in fitted.segments for each in segment.utterances}


def test_a_programme_without_fault_is_the_one_that_was_fitted():
    fitted = made(set())
    assert fitted.checks == ()
    assert total(fitted) == pytest.approx(SECONDS, abs=1e-6)


def test_a_faulty_sentence_leaves_the_programme_which_keeps_its_length():
    faulty = {paragraph for each in ARTICLES for paragraph in each.paragraphs[1:3]}
    fitted = made(faulty)
    assert fitted.checks
    assert {each.done for each in fitted.checks} == {SENTENCE_OUT}
    assert not sources(fitted) & faulty
    assert programme_check.check(fitted.segments, KNOWN) == ()
    assert total(fitted) == pytest.approx(SECONDS, abs=1e-6)


def test_a_story_that_would_begin_with_a_fault_leaves_and_the_next_has_the_first_one_s_words():
    lead = ARTICLES[0].paragraphs[0]
    fitted = made({lead})
    assert [each.done for each in fitted.checks] == [STORY_OUT]
    assert lead not in sources(fitted)
    assert any("fails the check" in each.reason for each in fitted.left_out if each.title == ARTICLES[0].title)
    story = next(segment for segment in fitted.segments if segment.kind is Kind.STORY)
    clean = made(set())
    first = next(segment for segment in clean.segments if segment.kind is Kind.STORY)
    assert story.title == ARTICLES[1].title
    assert story.utterances[0].written.split("：")[0] == first.utterances[0].written.split("：")[0]
    assert total(fitted) == pytest.approx(SECONDS, abs=1e-6)


@pytest.mark.slow
def test_what_can_only_go_with_the_last_story_stays_and_is_said():
    fitted = made({paragraph for each in ARTICLES for paragraph in each.paragraphs})
    assert fitted.segments
    assert fitted.checks[-1].done == KEPT


def test_a_story_without_a_sentence_to_tell_is_named():
    mute = Story((Article("p.txt", "图片", ("图为青沅市城东水厂。",)),), 0.9, "")
    fitted = corrected_programme.fit(
        lambda stories: story_options.tell(stories, ["a"], DATE),
        lambda options: length.predict(
            options, length.fixed_segments("听报", DATE, options, ["a"], 60), 60, {"a": 4.0}
        ),
        (STORIES[0], mute),
        KNOWN,
    )
    assert [(each.title, each.reason) for each in fitted.left_out] == [
        ("图片", "no sentence of it can be told by itself")
    ]
