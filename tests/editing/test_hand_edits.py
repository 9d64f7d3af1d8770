"""What an editor changes in a script: each false edit is one finding that names it, and no true one is."""

import datetime as dt
from dataclasses import replace

import pytest

from service.editing import hand_edits, story_options, wording
from service.model import EDITORS, Article, Kind, Script, Segment, Story, Utterance
from service.pipeline import length

DATE, STYLE = dt.date(2026, 3, 21), wording.Style()
PRINTED = dt.date(2026, 3, 20)
WATER = Article(
    "a.txt",
    "城东水厂二期完工",
    (
        "青沅市水务局今天通报，城东水厂二期工程已经完工，日供水能力增加到12万吨。工程敷设管道38公里，投资4.6亿元。",
        "青沅市水务局局长周庆和说，这项工程不增加市民的水费。“一吨水还是2.3元。”",
        "二期工程由去年6月开工，昨晚20时开始试运行。",
    ),
    published=PRINTED,
    dated_by="name 20260320",
)
TUNNEL = Article(
    "a.txt",
    "云岭隧道今天贯通",
    ("穿过云岭的公路隧道今天贯通，比计划早了一个月。隧道全长4.6公里，往来的路程由两小时缩短到四十分钟。",),
    published=PRINTED,
    dated_by="name 20260320",
)
ARTICLES = {(each.source, each.title): each for each in (WATER, TUNNEL)}


@pytest.fixture(scope="module")
def planned():
    options = story_options.tell([Story((each,), 1.0, "") for each in (WATER, TUNNEL)], ["a", "b"], DATE)
    fixed = length.fixed_segments("听报", DATE, options, ["a", "b"], 300)
    segments = length.predict(options, fixed, 300, {"a": 4.3, "b": 4.3}).segments
    script = Script("听报", DATE, "", "听报", 300, segments)
    return hand_edits.for_an_editor(script, segments, ARTICLES)


def place(script, title):
    return next(at for at, each in enumerate(script.segments) if each.title == title)


def put(script, at, **changes):
    segments = [*script.segments]
    segments[at] = replace(segments[at], **changes)
    return replace(script, segments=tuple(segments))


def rewritten(script, title, old, new):
    at = place(script, title)
    told = script.segments[at].utterances
    assert any(old in each.written for each in told), (old, told)
    return put(script, at, utterances=tuple(replace(each, written=each.written.replace(old, new)) for each in told))


def added(script, title, text):
    at = place(script, title)
    return put(script, at, utterances=(*script.segments[at].utterances, Utterance(text)))


def found(script, programme=DATE):
    findings = hand_edits.check(script, programme, STYLE, lambda each: (each.spoken or each.written, each.written))
    return [(each.words, each.fault) for each in findings]


def test_what_nobody_changed_is_clean(planned):
    assert [each.title for each in planned.articles] == [WATER.title, TUNNEL.title]
    assert found(planned) == []
    assert hand_edits.deleted(planned) == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("12万吨", "21万吨", "21万吨"),
        ("12万吨", "12亿吨", "12亿吨"),
        ("昨天", "今天", "今天"),
        ("周庆和", "周立平", "周立平"),
        ("不增加", "增加", "不增加"),
    ],
)
def test_a_false_change_is_found(planned, old, new, words):
    findings = found(rewritten(planned, WATER.title, old, new))
    assert findings
    assert any(words in each for each, _ in findings)


def test_one_false_name_of_a_speaker_is_one_finding(planned):
    [(words, fault)] = found(rewritten(planned, WATER.title, "局长周庆和", "局长周立平"))
    assert (words, fault) == ("周立平", "name: not in the source")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("昨天通报", "3月20日通报"),
        ("昨天通报", "本月20日通报"),
        ("12万吨", "十二万吨"),
        ("青沅市水务局昨天通报，", "昨天，青沅市水务局通报，"),
        ("工程敷设管道38公里，投资4.6亿元", "工程敷设管道38公里"),
        ("前天晚上20时", "3月19日晚上8时"),
    ],
)
def test_a_true_change_is_not(planned, old, new):
    assert found(rewritten(planned, WATER.title, old, new)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("工程敷设管道83公里。", "83公里"), ("全市5000名教师加薪。", "5000名"), ("水厂三期明天开工。", "明天")],
)
def test_an_added_sentence_is_compared_with_the_article(planned, text, words):
    findings = found(added(planned, WATER.title, text))
    assert any(words in each for each, _ in findings), findings
    assert all(fault.startswith("added: ") for _, fault in findings)


@pytest.mark.parametrize("text", ["二期工程去年6月开工。", "二期工程前天晚上开始试运行。"])
def test_an_added_sentence_that_the_article_has_is_no_fault(planned, text):
    assert found(added(planned, TUNNEL.title, text))
    assert found(added(planned, WATER.title, text)) == []


def test_a_sentence_that_was_moved_is_found_though_nobody_changed_it(planned):
    at, to = place(planned, WATER.title), place(planned, TUNNEL.title)
    moved = next(each for each in planned.segments[at].utterances if "周庆和" in each.written)
    script = put(planned, to, utterances=(*planned.segments[to].utterances, moved))
    fault = f"does not come from the article of this headline, but from “{WATER.title}”"
    assert (moved.written, fault) in found(script)


def test_headlines_are_compared_too(planned):
    at = place(planned, "内容提要")
    lines = planned.segments[at].utterances
    for new, wrong in (
        ("城东水厂三期完工。", True),
        ("全市5000名教师加薪。", True),
        ("城东水厂二期昨天通报完工。", False),
    ):
        assert bool(found(put(planned, at, utterances=(*lines, Utterance(new))))) == wrong, new
    changed = tuple(replace(each, written=each.written.replace("昨天", "明天")) for each in lines)
    assert [words for words, _ in found(put(planned, at, utterances=changed))] == ["明天"]


def test_a_new_title_is_compared_and_its_article_is_known_still(planned):
    at = place(planned, WATER.title)
    false = put(planned, at, title="城东水厂日供水21万吨")
    [(words, fault)] = found(false)
    assert words.startswith("21万")
    assert fault.startswith("its headline: number")
    assert hand_edits.deleted(false) == ()
    assert found(put(planned, at, title="城东水厂日供水12万吨")) == []


def test_a_story_that_is_gone_was_deleted(planned):
    at = place(planned, WATER.title)
    script = replace(planned, segments=(*planned.segments[:at], *planned.segments[at + 1 :]))
    assert [(each.title, each.reason) for each in hand_edits.deleted(script)] == [
        (WATER.title, "deleted in the script")
    ]
    assert {each.title for each in hand_edits.told(planned)} == {each.title for each in planned.articles}
    assert {each.title for each in hand_edits.told(script)} == {each.title for each in planned.articles} - {WATER.title}


def test_an_item_of_the_editor_s_own_is_said_to_have_no_article(planned):
    own = replace(
        planned.segments[place(planned, TUNNEL.title)],
        title="讣告",
        origin="own",
        utterances=(Utterance("本台老播音员去世。"),),
    )
    script = replace(planned, segments=(*planned.segments[:-1], own, planned.segments[-1]))
    assert found(script) == [("本台老播音员去世。", "its item has no article in the script to compare it with")]


@pytest.mark.parametrize(
    ("written", "spoken", "said"),
    [
        ("南岭隧道下雪时封闭。", "南岭隧道已全线通车。", "全线通车"),
        ("南岭隧道昨天全线通车。", "南岭隧道昨天通车。", "昨天通车"),
        ("GDP增长百分之六。", "国内生产总值增长百分之六。", ""),
        ("隧道长一千二百米。", "隧道长一二零零米。", ""),
        ("隧道通车了，不收费！", "隧道通车了。不收费。", ""),
    ],
)
def test_other_words_for_the_voice_than_the_transcript_shows_are_named(planned, written, spoken, said):
    at = place(planned, TUNNEL.title)
    told = (replace(planned.segments[at].utterances[0], written=written, spoken=spoken),)
    faults = [fault for _, fault in found(put(planned, at, utterances=told)) if fault.startswith("the voice says")]
    assert [said in each for each in faults] == ([True] if said else [])


@pytest.mark.parametrize(
    ("spoken", "wrong"), [("日供水能力增加到二十一万吨。", True), ("日供水能力增加到十二万吨。", False)]
)
def test_what_the_voice_is_given_is_compared_with_what_is_shown(planned, spoken, wrong):
    at = place(planned, WATER.title)
    told = tuple(
        replace(each, spoken=each.written.replace("日供水能力增加到12万吨。", spoken))
        if "12万吨" in each.written
        else each
        for each in planned.segments[at].utterances
    )
    faults = [fault for _, fault in found(put(planned, at, utterances=told))]
    assert ["二十一万吨" in each for each in faults] == ([True] if wrong else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("今天是2026年3月22日，星期日。", "2026年3月22日，星期日"),
        ("今天是2026年3月21日，星期日。", "2026年3月21日，星期日"),
        ("今天是2026年3月21日，星期六。", ""),
        ("各位听众，早上好。", ""),
        ("全市4000人正在收听。", "全市4000人正在收听。"),
    ],
)
def test_the_opening_has_the_programme_s_day_and_no_number_of_its_own(planned, text, words):
    notice = planned.segments[0].utterances[-1]
    findings = found(put(planned, 0, utterances=(Utterance(text), notice)))
    assert [each for each, _ in findings] == ([words] if words else [])


@pytest.mark.parametrize(("lead", "wrong"), [("先说一件暖心的事。", False), ("先说日供水21万吨的水厂。", True)])
def test_an_editor_may_lead_to_a_story_in_his_own_words(planned, lead, wrong):
    at = place(planned, WATER.title)
    told = (Utterance(lead), *planned.segments[at].utterances[1:])
    assert bool(found(put(planned, at, utterances=told))) == wrong


def test_a_script_without_articles_is_compared_with_the_sentences_that_it_names(planned):
    bare = replace(planned, articles=())
    assert found(bare) == []
    assert found(rewritten(bare, WATER.title, "12万吨", "21万吨"))
    assert hand_edits.deleted(bare) == ()


def test_that_the_voice_is_synthetic_is_missed_where_nobody_says_it(planned):
    greeting, *_, notice = planned.segments[0].utterances
    (missed,) = found(put(planned, 0, utterances=(greeting,)))
    assert missed[0] == notice.written == wording.NOTICE
    other = Utterance("本节目由AI语音合成。")
    assert found(put(planned, 0, utterances=(greeting, other))) == []
    assert missed in found(put(planned, 0, utterances=(greeting, replace(notice, spoken="天气晴朗。"))))
    assert missed in found(replace(planned, segments=planned.segments[1:]))


def test_words_that_deny_that_the_voice_is_synthetic_are_named_wherever_they_stand(planned):
    denial = Utterance("本节目不是人工智能合成播报。")
    opening, *told, close = planned.segments
    missed, denied = found(put(planned, 0, utterances=(*opening.utterances[:-1], denial)))
    assert missed == (wording.NOTICE, hand_edits.NOT_SAID)
    assert (denied[0], denied[1].split()[0]) == (denial.written, "denies")
    ends_so = replace(planned, segments=(opening, *told, replace(close, utterances=(denial, *close.utterances))))
    assert found(ends_so) == [denied]
    of_others = Segment(Kind.STORY, "a", (Utterance("网传的照片不是人工智能合成的。"),), "通知", EDITORS)
    assert found(replace(planned, segments=(opening, of_others, *told, close))) == []


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("停水从3月25日（星期四）早上开始。", "3月25日（星期四"),
        ("停水从2026年3月25日周四开始。", "2026年3月25日周四"),
        ("报名到2月30日星期一为止。", "2月30日星期一"),
        ("停水从3月25日（星期三）早上开始，3月29日星期天结束。", ""),
        ("元旦演出在1月1日星期五举行。", ""),  # of the next year: the nearest is a Thursday
        ("3月25日周一至周五照常办公。", ""),
        ("3月25日开始报名，星期五截止。", ""),
    ],
)
def test_in_an_item_of_his_own_a_day_is_called_as_the_calendar_has_it(planned, said, wrong):
    own = Segment(Kind.STORY, "a", (Utterance(said),), "通知", EDITORS)
    script = replace(planned, segments=(*planned.segments[:-1], own, planned.segments[-1]))
    found = hand_edits.check(script, DATE, STYLE, lambda each: ("", ""))
    assert [each.words for each in found] == ([wrong] if wrong else [])
