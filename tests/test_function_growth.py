"""Reading, editing and speech take time linear in their text: four times the worst input takes some four times as long.

The patterns alone are measured in tests/test_pattern_growth.py; here the functions that use them are driven.
"""

import datetime as dt
import functools
import gc
import math

import pytest

from service.core import cpu_limit
from service.editing import facts
from service.editing.day_words import ArticleDay, tell
from service.editing.selection.similarity import features
from service.editing.selection.story_signature import signature
from service.editing.summary.nested_summaries import summary_levels
from service.errors import SourceError
from service.model import Article, Page
from service.publishing.caption_timing import CaptionClock
from service.publishing.episode_view import TimedSentence
from service.publishing.transcripts import split
from service.sources import (
    inline_markup,
    newspaper,
    reading_limit,
    site_boilerplate,
    superscripts,
    text_cleaning,
    web_pages,
)
from service.sources.newspaper import ocr_output
from service.speech.engines.azure import Azure
from service.speech.engines.kokoro import Kokoro
from service.speech.kokoro.requests import model_requests as kokoro_requests
from service.speech.normalization import normalize
from service.speech.pronunciation import Pronouncer
from service.speech.voice_profiles import Voice
from tests.support.examples import SOAK
from tests.support.pattern_growth import seconds

SMALL, HUGE = 10_000, 1_000_000
LONGER = 4
MOST_GROWTH = 7.0
"""So many times the text may take so many times as long: 4 is linear, 16 quadratic, and a busy machine tells 5 from
10. (Twice the text, with 2.3 for the limit, was seen to fail by what else the machine did.)"""
TICK = 0.02
"""Seconds of the processor below which a time is not compared: the noise of a busy machine is as much."""
TRIES = 2
"""Measurements, the least of which counts: other work on the machine only ever adds time."""
HANGS = 20.0
MEGABYTE_SECONDS = 100.0
"""Of the processor: a tenth of a millisecond a character; readings, the slowest, take half of that."""
BODY = "<p>粮食局的人说，各乡镇的新仓都已经打扫干净，正在等着收粮。</p>" * 4


def web(body, head=""):
    return web_pages.extract(f"<html><head>{head}</head><body><article>{body}</article></body></html>", "x")


def alike(text):
    told = signature(Article("x", "云溪县收粮", (text,)))
    return features(told, told)


def ladder(text):
    return summary_levels(Article("x", "云溪县收粮", (text,)), 400)


def checked(text):
    return facts.check(text, "收粮增长5万吨。")


def told(text):
    return tell(text, ArticleDay(dt.date(2026, 5, 10), "a page"), dt.date(2026, 5, 12))


@functools.cache
def pronouncer():
    return Pronouncer()


def read_aloud(text):
    return pronouncer().read(text)


def guessed(text):
    return pronouncer().likely(text)


def pinyin(text):
    return Kokoro().render(text, ["hang2"] * len(text), Voice("k", "kokoro", "某"))


def phones(text):
    return Azure().render(text, ["hang2" if each == "行" else None for each in text], Voice("a", "azure", "某"))


def captioned(text):
    """Time each caption of one sentence, whose voice pauses at every third character."""
    pauses = tuple(map(float, range(0, len(text), 3)))
    clock = CaptionClock(TimedSentence(0.0, float(len(text)), text, spoken=text, pauses=pauses))
    return [clock.at(sum(map(len, lines))) for lines in split(text)], list(map(clock.at, range(0, len(text), 20)))


def notes(text):
    """Undo a page of a thousand notes with different marks, above the text."""
    return ocr_output.undone("".join(f"[{n}] 甲\n<sup>{n}</sup> 乙\n" for n in range(1000)) + text)


def articles(text):
    """Read a page as long as the text, of as many articles as there is room for; no two are alike."""
    told = "# 第{0}座粮站开仓\n\n本报讯 第{0}座粮站今年收粮{1}吨。\n\n"
    return newspaper.read(Page("x", "".join(told.format(n, 7 * n) for n in range(len(text) // 40))))


FUNCTIONS = {
    "digits spoken": (normalize, "1"),
    "digits and commas spoken": (normalize, "1,"),
    "quantities spoken": (normalize, "全县收粮12.5万吨，"),
    "twos spoken": (normalize, "2，"),
    "hyphens spoken": (normalize, "1-"),
    "letters and hyphens spoken": (normalize, "1a-"),
    "names with numbers spoken": (normalize, "歼-20，3号线-2，"),
    "addresses spoken": (normalize, "a.b@"),
    "dates and times spoken": (normalize, "2026年11月29日3:05，"),
    "the readings of words": (read_aloud, "重庆的行长行走了，"),
    "the readings of names": (read_aloud, "县长张三说，"),
    "the readings of surnames": (read_aloud, "欧阳"),
    "the readings of a lexicon's words": (read_aloud, "东西，天台一行"),
    "the readings of one polyphone": (read_aloud, "解"),
    "what a voice would read": (guessed, "张三、重庆，"),
    "kokoro's pinyin": (pinyin, "重庆A，"),
    "kokoro's requests without a mark": (kokoro_requests, "yi1 "),
    "kokoro's requests of clauses": (kokoro_requests, "yi1 qian1，"),
    "azure's phonemes": (phones, "行长，"),
    "captions of clauses": (captioned, "全县收粮，"),
    "captions of commas": (captioned, "，"),
    "captions without a mark": (captioned, "甲"),
    "a ladder over commas": (ladder, "，"),
    "a ladder over clauses": (ladder, "全县收粮很多，"),
    "a ladder over sentences": (ladder, "全县收粮很多。"),
    "the facts of a sentence of numbers": (checked, "收粮增长5万吨，"),
    "the facts of a sentence of names": (checked, "县长张三说，"),
    "the facts of a sentence of dates": (checked, "3月5日，"),
    "the days of a sentence of numbers": (told, "9日，"),
    "the days of a sentence of dates": (told, "5月9日至10日、9日"),
    "the days of a sentence of quotations": (told, "今天（9日），“今天"),
    "the likeness of clauses": (alike, "全县收粮12.5万吨，"),
    "the likeness of commas": (alike, "，"),
    "a title of brackets and hyphens": (text_cleaning.title, "（-"),
    "a headline of brackets and hyphens": (site_boilerplate.headline, "（-—_"),
    "tags that are not closed": (inline_markup.rendered, "<s>"),
    "struck text": (inline_markup.rendered, "<s>1</s>"),
    "raised digits": (superscripts.settled, "1³"),
    "a tool's page of one-character lines": (ocr_output.undone, "甲\n"),
    "a tool's page of different lines": (ocr_output.undone, "".join(f"{chr(0x4E00 + n)}\n" for n in range(500))),
    "a tool's page of loops": (ocr_output.undone, "甲。乙。甲。乙。丙。"),
    "a tool's page of open descriptions": (ocr_output.undone, "<details>\n"),
    "a tool's page of references": (ocr_output.undone, "<|ref|>a<|/ref|>\n甲\n"),
    "a tool's page of tables": (ocr_output.undone, "<table>甲</table>"),
    "a tool's page of escaped lines": (ocr_output.undone, "\\n甲"),
    "a tool's page of asterisks": (ocr_output.undone, "*甲"),
    "a tool's page of notes": (notes, "[9"),
    "a page of one line": (lambda text: newspaper.read(Page("x", text)), "全县收粮很多，"),
    "a page of commas": (lambda text: newspaper.read(Page("x", text)), "，"),
    "a page of brackets": (lambda text: newspaper.read(Page("x", text)), "（-"),
    "a page of articles": (articles, "全县收粮很多，"),
    "a page of struck text": (lambda text: newspaper.read(Page("x", f"# 收粮\n\n{text}")), "<s>1</s>"),
    "a page of short lines": (lambda text: newspaper.read(Page("x", text)), "全县收粮很多。\n\n"),
    "a web article of one line": (lambda text: web(f"<p>{text}</p>"), "全县收粮很多，"),
    "a web article of paragraphs": (web, "<p>全县收粮很多，装车运走。</p>"),
    "a web author": (lambda text: web(BODY, f"<meta name=author content='{text}'>"), "(-"),
    "a web title": (lambda text: web(BODY, f"<title>{text}</title>"), "(-"),
}


@pytest.fixture(scope="module", autouse=True)
def set_aside():
    """What other tests have left in this process is no work of these: looking through it took a second each time."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def spent(function, text):
    """Measure the least processor time of several tries."""
    times = []
    for _ in range(TRIES):
        gc.collect()
        times.append(seconds(lambda: function(text), HANGS))
        if math.isinf(times[-1]):
            break
    return min(times)


def growth(function, piece, size=SMALL):
    """Measure how many times as long a function takes for LONGER a text, at sizes that take long enough to tell."""
    function(piece * 10 if "<" not in piece else BODY + piece * 10)  # what is loaded once is not counted
    while True:
        one = spent(function, piece * (size // len(piece)))
        if one > TICK or size >= 8 * SMALL:
            return spent(function, piece * (LONGER * size // len(piece))) / max(one, TICK)
        size *= 2


@pytest.mark.slow
@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_time_grows_with_the_text_alone(name):
    function, piece = FUNCTIONS[name]
    assert any(growth(function, piece) <= MOST_GROWTH for _ in range(3))


@pytest.mark.slow
@pytest.mark.skipif(not SOAK, reason="minutes: in ./run soak")
@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_megabyte_is_done_or_ended_at_the_limit(name):
    function, piece = FUNCTIONS[name]

    def within_the_limit():
        try:
            with cpu_limit.limited(reading_limit.READING_SECONDS):
                function(piece * (HUGE // len(piece)))
        except (cpu_limit.OverTime, SourceError):
            pass

    assert seconds(within_the_limit, MEGABYTE_SECONDS) < MEGABYTE_SECONDS


@pytest.mark.slow
def test_the_measure_finds_a_quadratic_function():
    def quadratic(text):
        return sum(len(text[at:].encode()) for at in range(0, len(text), 2))

    assert growth(quadratic, "甲") > MOST_GROWTH
