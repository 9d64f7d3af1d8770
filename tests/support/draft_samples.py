"""An invented day: stories with a good deal more to tell than a programme has room for, and its draft."""

import datetime as dt
import functools
import random
from dataclasses import replace

from service.core.phrases import Style
from service.editing import duration_estimate, wording
from service.editing.allocation import Option
from service.editing.draft_material import DraftMaterial
from service.editing.programme_draft import ProgrammeDraft, draft_of
from service.editing.running_order import Ending
from service.editing.story_options import StoryOptions
from service.model import Article, Kind, Script, Segment, Story, Utterance
from service.pipeline import length
from service.pipeline.draft_fit import DraftTimes

DATE = dt.date(2026, 3, 21)
PACE, STINGER, SECONDS = 4.3, 1.4, 300.0
VOICES = ("a", "b")
_PLACES = ("青沅市", "云雁区", "平岗县", "沙陵县", "安瀛镇", "棠城市", "禹丰县", "崔家渡", "望湖村", "雁湖区", "石桥铺")
_DEEDS = ("建成大桥", "开通公交", "修复水厂", "种下果树", "办起夜校", "关闭煤矿", "招录教师", "发放补贴")


def _sentence(dice: random.Random, place: str) -> str:
    things = "学校工厂农田医院市民数据服务建设发展提升"
    return f"{place}" + "".join(dice.choice(things) for _ in range(dice.randint(12, 40))) + "。"


@functools.cache
def material(count: int = 24, seed: int = 7) -> DraftMaterial:
    """The stories of the day by rank: the first at length, the last of them the weather."""
    dice, told = random.Random(seed), []
    for rank in range(count):
        place, last = _PLACES[rank % len(_PLACES)], rank == count - 1
        title = "明天多云转晴" if last else f"{place}{_DEEDS[rank % len(_DEEDS)]}{dice.randint(2, 90)}处"
        lines = tuple(_sentence(dice, place) for _ in range(dice.randint(3, 9)))
        article = Article(f"page{rank}.txt", title, lines)
        story = Story((article,), score=1.0 - 0.04 * rank, reason="", forecast=last)
        options = tuple(
            Option(
                story.score**2 * (1 - 0.6 ** (number + 1)),
                utterances=tuple(Utterance(line, source=line) for line in lines[: number + 1]),
            )
            for number in range(len(lines))
        )
        own = wording.headline(article, *lines)
        bridge = wording.forecast(DATE, Style()) if last else wording.bridge(own, DATE, rank, Style())
        bare = bridge if last else wording.bare_bridge(DATE, rank, Style())
        ending = Ending.FORECAST if last else Ending.NONE
        leading = wording.bridge(own, DATE, 0, Style()), wording.bare_bridge(DATE, 0, Style())
        voice, first = VOICES[rank % 2], rank == 0
        options_of = StoryOptions(story, voice, bridge, options, own, ending, is_announced=first)
        told.append(replace(options_of, bare_bridge=bare, leading=leading))
    return DraftMaterial(tuple(told), count, DATE)


@functools.cache
def script(count: int = 24, seed: int = 7) -> Script:
    """The programme that is made of the day by prediction."""
    stories = material(count, seed).stories
    fixed = length.fixed_segments("听报", DATE, stories, VOICES, SECONDS, STINGER)
    fitted = length.predict(stories, fixed, SECONDS, dict.fromkeys(VOICES, PACE))
    return Script("听报", DATE, "t", "听报", SECONDS, fitted.segments, fitted.left_out)


def draft(count: int = 24, seed: int = 7) -> ProgrammeDraft:
    """The draft of that programme."""
    return draft_of(script(count, seed), material(count, seed))


def times() -> DraftTimes:
    """How long what is said in it takes."""
    return DraftTimes(SECONDS, STINGER, dict.fromkeys(VOICES, PACE), {})


def kinds(made: ProgrammeDraft) -> str:
    """The programme as a word: o for the opening, h headlines, S a story, l the lead to the briefs, b, c."""
    letters = {Kind.OPENING: "o", Kind.HEADLINES: "h", Kind.STORY: "S", Kind.CLOSING: "c"}
    return "".join(letters.get(each.kind) or ("b" if each.origin else "l") for each in made.script.segments)


def titles(made: ProgrammeDraft) -> list[str]:
    """The headlines of its items, in order."""
    return [segment.title for _, segment in made.pairs]


def words(segment: Segment) -> list[str]:
    """What a segment says."""
    return [each.written for each in segment.utterances]


def seconds_of(made: ProgrammeDraft) -> float:
    """Characters of speech, as seconds at the pace of the samples."""
    spoken = (each.written for segment in made.script.segments for each in segment.utterances)
    return sum(map(duration_estimate.weight, spoken)) / PACE
