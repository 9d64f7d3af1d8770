"""The programme's own words: opening, headlines, bridges, close. Pure functions of date, show and stories."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from service.model import Utterance

NOTICE = "本节目由人工智能合成播报。"
"""What Chinese rules for synthetic content ask to be heard (in force since September 2025)."""
_WEEKDAYS = "一二三四五六日"
_BRIDGES = ("接下来关注：", "再来看：", "下一条：", "来关注：")
CLOSING_PAUSE = 0.6
"""Seconds between the last word and the closing chime."""


def opening(show: str, date: dt.date) -> tuple[Utterance, ...]:
    """Greeting, date and the notice of synthetic speech."""
    day = f"今天是{date.year}年{date.month}月{date.day}日，星期{_WEEKDAYS[date.weekday()]}。"
    return tuple(Utterance(text) for text in (f"您好，欢迎收听{show}。", day, NOTICE))


def headline_count(seconds: float) -> int:
    """How many headlines the opening of a programme of that length promises."""
    return sum(seconds >= enough for enough in (90, 90, 180, 600))


def headlines(titles: Sequence[str]) -> tuple[Utterance, ...]:
    """The day's main stories in a breath each."""
    if not titles:
        return ()
    return (Utterance("先来听内容提要。"), *(Utterance(f"{headline(title)}。", source=title) for title in titles))


def bridge(title: str, date: dt.date, place: int) -> Utterance:
    """What leads to the story at that place of the rundown (0: the lead); it varies with the date, never at random."""
    if place == 0:
        return Utterance(f"首先来看今天的主要新闻：{headline(title)}。", source=title)
    words = _BRIDGES[(place + date.toordinal()) % len(_BRIDGES)]
    return Utterance(f"{words}{headline(title)}。", source=title)


BRIEFS = Utterance("再来听简讯。")


def closing(show: str) -> tuple[Utterance, ...]:
    """The farewell."""
    return (Utterance(f"以上就是本期{show}的全部内容。"), Utterance("感谢收听，再会。"))


def headline(title: str) -> str:
    """A printed headline as it is said: its parts set apart by commas, its final punctuation gone."""
    text = re.sub(r"^【[^】]*】", "", title.strip())
    text = re.sub(r"(?<=[\u4e00-\u9fff”’》）])\s+(?=[\u4e00-\u9fff“‘《（])", "，", text)
    text = re.sub(r"\s*[—–-]{2,}\s*", "，", text)
    return text.rstrip("。，！？；： ")
