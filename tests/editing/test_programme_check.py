"""What is false in a finished programme though each sentence stands somewhere."""

import datetime as dt
from dataclasses import replace

import pytest

from service.editing import programme_check, story_options
from service.model import Article, DayWord, Edit, Kind, Segment, Story, Utterance
from service.pipeline import length

DATE = dt.date(2026, 3, 21)
ARTICLES = (
    Article(
        "a.txt",
        "城东水厂二期完工",
        (
            "青沅市水务局3月20日通报，城东水厂二期工程已经完工，日供水能力增加到12万吨。工程敷设管道38公里。",
            "他说，这项工程不增加市民的水费。",
        ),
    ),
    Article(
        "a.txt",
        "云岭隧道提前一月贯通",
        ("穿过云岭的公路隧道3月21日贯通，比计划早了一个月。隧道全长4.6公里，往来的路程由两小时缩短到四十分钟。",),
    ),
)
KNOWN = {(each.source, each.title): each for each in ARTICLES}


@pytest.fixture
def segments():
    options = story_options.tell([Story((each,), 1.0, "") for each in ARTICLES], ["a", "b"], DATE)
    fixed = length.fixed_segments("听报", DATE, options, ["a", "b"], 300)
    return list(length.predict(options, fixed, 300, {"a": 4.3, "b": 4.3}).segments)


def place(segments, title):
    return next(i for i, each in enumerate(segments) if each.title == title)


def words(segments, articles=KNOWN):
    return [(each.words, each.fault) for each in programme_check.check(segments, articles)]


def test_a_programme_of_its_articles_own_sentences_is_clean(segments):
    assert len([each for each in segments if each.kind is Kind.STORY]) == 2
    assert words(segments) == []
    assert words(segments, {}) == []


def test_a_sentence_under_another_headline_is_found(segments):
    at, other = (place(segments, each.title) for each in ARTICLES)
    moved = segments[other].utterances[1]
    segments[at] = replace(segments[at], utterances=(*segments[at].utterances, moved))
    assert words(segments) == [(moved.written, "does not come from the article of this headline")]


def test_a_headline_made_of_two_lines_is_the_article_s_own():
    article = Article("a.txt", "换电站投用", ARTICLES[0].paragraphs, kicker="青沅第一座", subtitle="三分钟换好")
    for source in ("青沅第一座 换电站投用", "换电站投用 三分钟换好"):
        told = (
            Utterance("青沅换电站。", source=source),
            Utterance(article.paragraphs[0], source=article.paragraphs[0]),
        )
        item = Segment(Kind.BRIEF, "a", told, article.title, "a.txt")
        assert [fault for _, fault in words([item], {("a.txt", article.title): article})] == []


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("放下工具，他松了一口气，说管网明年再换。", "says 他 of somebody who was not named"),
        ("在泵站里，记者遇到了班长姚寒。", "ends the item, and only leads up to what is not told"),
    ],
)
def test_what_waits_for_a_sentence_that_is_not_told_is_found(sentence, fault):
    article = Article("a.txt", "城东水厂二期完工", (*ARTICLES[0].paragraphs[:1], sentence))
    told = tuple(Utterance(each, source=each) for each in article.paragraphs)
    item = Segment(Kind.BRIEF, "a", told, article.title, "a.txt")
    assert words([item], {("a.txt", article.title): article}) == [(sentence, fault)]


def test_a_changed_number_in_the_headline_ahead_of_a_story_is_found():
    article = replace(ARTICLES[0], title="城东水厂日供水12万吨")
    bridge = Utterance("首先来看：城东水厂日供水21万吨。", source=article.title)
    body = Utterance(article.paragraphs[0], source=article.paragraphs[0])
    story = Segment(Kind.STORY, "a", (bridge, body), article.title, "a.txt")
    [(claim, fault)] = words([story], {("a.txt", article.title): article})
    assert "21万" in claim
    assert fault.startswith("number")


@pytest.mark.parametrize("articles", [KNOWN, {}], ids=["with its articles", "from an editor"])
def test_a_changed_number_is_found(segments, articles):
    at = place(segments, ARTICLES[0].title)
    told = [replace(u, written=u.written.replace("12万吨", "21万吨")) for u in segments[at].utterances]
    segments[at] = replace(segments[at], utterances=tuple(told))
    [(claim, fault)] = words(segments, articles)
    assert "21万" in claim
    assert fault.startswith("number")


def test_a_promise_that_is_not_kept_is_found(segments):
    del segments[place(segments, ARTICLES[1].title)]
    [(claim, fault)] = words(segments)
    assert ARTICLES[1].title in claim
    assert fault == "is announced and not told"


def test_an_item_that_begins_with_what_was_not_told_before_is_found(segments):
    sentence = "他说，这项工程不增加市民的水费。"
    bridge = Utterance("首先来看：城东水厂二期完工。", source=ARTICLES[0].title)
    story = Segment(Kind.STORY, "a", (bridge, Utterance(sentence, source=sentence)), ARTICLES[0].title, "a.txt")
    assert words([story]) == [(sentence, "begins the item, and refers to what was not told")]


def test_a_day_told_from_the_programme_s_day_is_the_article_s_own():
    """And one that nobody has resolved is found."""
    printed = "昨天（3月20日），城东水厂二期工程正式完工，日供水能力增加到12万吨。"
    article = Article("a.txt", "城东水厂二期完工", (printed,), published=DATE)
    day = DayWord("昨天（3月20日）", "前天", "2026-03-20, bracket")
    told = Utterance("前天，城东水厂二期工程正式完工，日供水能力增加到12万吨。", source=printed, days=(day,))
    item = Segment(Kind.BRIEF, "a", (told,), article.title, "a.txt")
    assert words([item], {("a.txt", article.title): article}) == []
    [(claim, fault)] = words([replace(item, utterances=(replace(told, days=()),))], {("a.txt", article.title): article})
    assert (claim, fault.split(":")[0]) == ("前天", "date")


DATED = Article(
    "b.txt",
    "城西图书馆今天开馆",
    (
        "城西图书馆今天（3月20日）开馆，藏书12万册，昨晚先请建设者参观。",
        "馆长介绍，首日接待读者3000人次，9日起可以预约座位。",
    ),
    published=dt.date(2026, 3, 20),
    dated_by="name 20260320",
)


@pytest.mark.parametrize("articles", [{("b.txt", DATED.title): DATED}, {}], ids=["with its article", "from an editor"])
def test_days_are_compared_as_they_are_told(articles):
    options = story_options.tell([Story((DATED,), 1.0, "")], ["a"], DATE)
    story = options[0].segment(len(options[0].options) - 1)
    assert "昨天开馆" in "".join(each.written for each in story.utterances)
    assert words([story], articles) == []
    false = [replace(each, written=each.written.replace("昨天", "今天")) for each in story.utterances]
    assert ("今天", "date: not in the source there") in words([replace(story, utterances=tuple(false))], articles)
    invented = [replace(each, written=each.written.replace("本月9日", "本月8日")) for each in story.utterances]
    assert [fault for _, fault in words([replace(story, utterances=tuple(invented))], articles)] == [
        "date: not in the source"
    ]


def test_what_nobody_changed_is_not_looked_at_again():
    """Without its article 他 told by name, or a title from elsewhere in it, is in no sentence that the item names."""
    source = "他说，这项工程不增加市民的水费。"
    told = Utterance("市水务局局长周庆和说，这项工程不增加市民的水费。", source=source)
    item = Segment(Kind.BRIEF, "a", (told,), title="水厂完工", origin="a.txt")
    checked = programme_check.digests([item])
    assert programme_check.check([item], {})
    assert not programme_check.check([item], {}, checked)
    edited = replace(told, written=told.written.replace("水费", "电费"))
    assert programme_check.check([replace(item, utterances=(edited,))], {}, checked)
    opened = Utterance("他在现场。", source="他在现场。")
    assert programme_check.check([replace(item, utterances=(opened, told))], {}, checked)


def test_an_item_whose_first_words_follow_its_new_place_is_still_known():
    bridge = Utterance("继续来看：水厂完工。", source="水厂完工")
    told = Utterance("局长周庆和说，不增加水费。", source="他说，不增加水费。")
    item = Segment(Kind.STORY, "a", (bridge, told), title="水厂完工", origin="a.txt")
    moved = replace(item, utterances=(replace(bridge, written="首先来看：水厂完工。"), told))
    assert not programme_check.check([moved], {}, programme_check.digests([item]))


def test_the_place_of_a_dateline_is_no_fault():
    sentence = "一种新的水稻昨天通过了审定，可以少用三成的水。"
    edits = (Edit("byline", "line 1", "a dateline", "本报重庆5月10日电"),)
    article = Article("p", "水稻少喝三成水", (sentence,), edits=edits)
    told = Utterance(f"据重庆消息，{sentence}", source=sentence)
    item = Segment(Kind.BRIEF, "a", (told,), title=article.title, origin="p")
    assert programme_check.check([item], {("p", article.title): article}) == ()
    wrong = Segment(
        Kind.BRIEF, "a", (Utterance(f"据成都消息，{sentence}", source=sentence),), article.title, origin="p"
    )
    assert programme_check.check([wrong], {("p", article.title): article})


def test_the_parts_of_a_sentence_are_one_sentence():
    """A title joined the first mention, and another body stands in the second part."""
    source = (
        "楚天阔抵达后立即前往煤矿事故现场、北岭县人民医院、青禾市人民医院，向救援人员、基层干部传达批示精神，"
        "向受伤人员转达关心牵挂，随后在现场指挥部召开会议，研究部署救援救治、安抚善后、事故调查等工作。"
    )
    ahead = "中共中央政治局委员、国务院副总理楚天阔7月14日率有关部门负责同志赶赴煤矿事故现场。"
    article = Article("a.txt", "楚天阔赶赴事故现场", (ahead, source))
    cut = source.index("随后")
    told = (
        Utterance("中共中央政治局委员、国务院副总理" + source[:cut], source=source),
        Utterance("随后在现场指挥部召开会议。", source=source),
    )
    item = Segment(Kind.BRIEF, "a", (Utterance(ahead, source=ahead), *told), title=article.title, origin="a.txt")
    assert not programme_check.check([item], {("a.txt", article.title): article})


def test_half_of_a_contrast_is_found():
    before, now = "过去，一套轴承要过14道工序。", "去年下半年，公司改造了生产线，工序减到9道。"
    after = "公司的订单排到了7月底。"
    article = Article("a.txt", "轴承的减法", (before + now + after,))

    def told(*sentences):
        item = Segment(
            Kind.BRIEF, "a", tuple(Utterance(each, source=each) for each in sentences), article.title, "a.txt"
        )
        return words([item], {("a.txt", article.title): article})

    assert told(before, now) == []
    assert told(after) == []
    assert told(before, after) == [(before, "tells how it was before, and what follows on it is not told")]
    assert told(before) == [(before, "tells how it was before, and what follows on it is not told")]
