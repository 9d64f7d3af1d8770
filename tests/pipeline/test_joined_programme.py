"""A programme with a model's bridges: the length holds, and each bridge is true of its neighbours."""

import datetime as dt
import functools

import pytest

from service.editing import bridge_check, story_options
from service.editing.bridge_places import places
from service.model import Article, Clip, Kind, Story
from service.pipeline import joined_programme, length
from service.pipeline.joined_programme import BRIEFS, CLOSE, Bridges

DATE = dt.date(2026, 3, 21)
PACE = {"a": 4.0, "b": 4.0}
NAMES = (("城东", 12), ("河湾", 14), ("云岭", 17), ("北湖", 19), ("柳溪", 23), ("沙洲", 29))
WATER = tuple(
    Article(
        "p.txt",
        f"{place}水厂二期完工",
        (
            f"青沅市{place}水厂二期工程3月20日完工，日供水能力增加到{number}万吨，沿线乡镇的居民从中受益。",
            f"{place}工程敷设管道{number + 20}公里，新建泵站{number + 1}座，总投资{number}亿元，比计划少用了两个月。",
            f"{place}水厂明年还将更换老旧管网{number * 10}公里，漏损率要再降{number}个百分点。",
        ),
    )
    for place, number in NAMES[:4]
)
SCHOOLS = tuple(
    Article(
        "q.txt",
        f"{place}小学推迟上课",
        (
            f"青沅市教育局3月20日通知，{place}小学下周起推迟上课，{number}00名学生每天多睡{number}分钟。",
            f"{place}小学新建操场{number}00平方米，教师在操场边轮流值守，学生到校后先运动再进教室。",
        ),
    )
    for place, number in NAMES[4:]
)
STORIES = tuple(
    Story((each,), 1 - 0.1 * rank, "") for rank, each in enumerate((*WATER[:2], SCHOOLS[0], *WATER[2:], SCHOOLS[1]))
)
KNOWN = {(each.lead.source, each.lead.title): each.lead for each in STORIES}


def speak(lines, tempo=1.0):
    return [
        Clip(line.utterance.written, bytes(2 * round(6000 * len(line.utterance.written) / tempo)), 24_000)
        for line in lines
    ]


def made(join, seconds=150.0, tempo=1.0, dry=False):
    around = functools.partial(length.fixed_segments, "听报", DATE, voices=["a", "b"], length=seconds)

    def plan(options, fixed):
        return length.predict(options, fixed, seconds, PACE)

    def fit_to_length(options, fixed):
        return length.fit_length(options, fixed, seconds, functools.partial(speak, tempo=tempo), PACE)

    def tell(stories):
        return story_options.tell(stories, ["a", "b"], DATE)

    return joined_programme.fit(tell, around, plan, plan if dry else fit_to_length, join, STORIES, KNOWN)


FRAMES = (
    "再往下听{}的消息",
    "接下来关注{}方面",
    "下面也来看看{}",
    "换个话题，来说{}",
    "镜头转向{}",
    "继续来听{}的动态",
)


def said_of_the_next(places, keys):
    """Each bridge names the subject of the item that it leads to, where that is known."""
    said = {}
    for at, (place, known) in enumerate(zip(places, keys, strict=True)):
        word = next((each for each in place.ahead_words if each not in ("最后", "简讯")), "")
        said[known] = FRAMES[at % 6].format(word) if word else "接下来听一组简讯" if known == BRIEFS else ""
    return Bridges("qwen", {known: text for known, text in said.items() if text})


def said_of_the_one_before(places, keys):
    words = [next((each for each in place.behind_words if each != "简讯"), "") for place in places]
    found = {known: f"说完{word}，再来看一条消息" for known, word in zip(keys, words, strict=True) if word}
    return Bridges("qwen", found)


def total(fitted):
    return sum(clip.seconds for clip in fitted.clips) + sum(u.pause for s in fitted.segments for u in s.utterances)


def led_by_the_model(fitted):
    return [each for each in fitted.segments if each.utterances[0].writer == "qwen"]


@pytest.mark.parametrize("tempo", [0.9, 1.0, 1.15])
@pytest.mark.parametrize("join", [said_of_the_next, said_of_the_one_before])
def test_the_length_holds_and_every_bridge_is_true_where_it_stands(join, tempo):
    fitted = made(join, tempo=tempo)
    assert not fitted.short
    assert total(fitted) == pytest.approx(150, abs=0.001)
    assert led_by_the_model(fitted)
    for place in places(fitted.segments, KNOWN):
        first = fitted.segments[place.segment].utterances[0]
        if first.writer:
            assert not place.fault(first.written.partition("：")[0].rstrip("。"))


def test_what_is_asked_about_is_the_programme_as_it_is_planned_whatever_the_voice_does():
    asked = []

    def join(places, keys):
        asked.append((tuple(places), tuple(keys)))
        return Bridges()

    for tempo in (0.9, 1.2):
        made(join, tempo=tempo)
    made(join, dry=True)
    assert asked[0] == asked[1] == asked[2]
    assert asked[0][1][-1] == CLOSE


def test_without_anybody_to_join_it_the_rules_do():
    assert made(None) == made(lambda places, keys: Bridges())


def test_the_headline_stays_behind_a_models_words_and_has_its_source():
    story = next(each for each in led_by_the_model(made(said_of_the_next)) if each.kind is Kind.STORY)
    words, colon, headline = story.utterances[0].written.partition("：")
    if colon:
        assert story.title in story.utterances[0].source
        assert headline.rstrip("。") in story.title
    assert not bridge_check.unlisted(words.rstrip("。"))


def test_a_bridge_that_says_something_of_another_neighbour_gives_way():
    def join(places, keys):
        story = next(known for known in keys if known not in (BRIEFS, CLOSE))
        return Bridges("qwen", {story: "说完体育，再来看一条消息"})

    fitted = made(join)
    assert not led_by_the_model(fitted)
    assert any(
        "led to by the rules: the bridge by qwen was written for another place" in s.reason for s in fitted.segments
    )


def test_each_story_says_whose_words_lead_to_it():
    def join(places, keys):
        found = said_of_the_next(places, keys)
        refused = next(known for known in keys if known in found.said and known not in (BRIEFS, CLOSE))
        return found.without([refused], "says “暴雨”")

    fitted = made(join)
    reasons = [each.reason for each in fitted.segments if each.origin]
    assert sum("led to by the rules: the bridge by qwen says “暴雨”" in each for each in reasons) == 1
    by_model = [each for each in led_by_the_model(fitted) if each.origin]
    assert sum(each.endswith("led to by qwen") for each in reasons) == len(by_model) > 0


def test_the_close_is_the_models_and_the_farewell_the_rules():
    closing = made(lambda places, keys: Bridges("qwen", {CLOSE: "今天的消息就播到这里"})).segments[-1]
    assert [each.written for each in closing.utterances] == ["今天的消息就播到这里。", "感谢您的收听，再会。"]
    assert [each.writer for each in closing.utterances] == ["qwen", ""]
