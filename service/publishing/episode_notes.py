"""An episode's title and notes as a podcast app shows them, in Chinese."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from service.model import Episode, Kind, Script, Show, ToldArticle
from service.publishing.episode_view import EpisodeSection, clock, news, printable, sections, web_address, weekday
from service.publishing.urls import episode_url

DESCRIPTION_BYTES = 4000
"""Apple shows no more of a description (https://podcasters.apple.com/support/823-podcast-requirements)."""

FEWEST_CHAPTERS = 3
"""Apps make chapters of a description's times from so many on, where the first is 00:00.

Apple: https://podcasters.apple.com/support/5482-using-chapters-on-apple-podcasts;
Spotify: https://support.spotify.com/us/creators/article/creating-and-managing-chapters/ (each on a line of its own);
YouTube: https://support.google.com/youtube/answer/9884579.
"""

TITLE_CHARACTERS = 25
"""The most characters of each of the two headlines in a title: an app's list shows two of them."""

SYNTHETIC_SPEECH_NOTICE = "本节目由人工智能合成播报，内容摘自所列来源。"
"""The notice of synthetic speech for readers. The programme itself says it aloud."""
SYNTHETIC_TEXT_NOTICE = "本节目的文稿和声音由人工智能生成合成，内容取自所列来源。"
"""The same where a language model has worded some of it."""

ARTICLE_NOTICE = "本文由人工智能合成播报。"
"""The same beside an article that is told by itself."""

_DAYS = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), "一二三四五六日", strict=True))
_SPLIT = re.compile(r"[，,；;。：:——\s|｜]+")


def title(script: Script) -> str:
    """Return the day's two main stories and the date: `甲市新增三条公交线；乙湖候鸟归来｜3月21日`."""
    items = [segment for segment in script.segments if segment.kind in (Kind.STORY, Kind.BRIEF) and segment.title]
    told = [segment for segment in items if not segment.is_editors]
    day = f"{script.date.month}月{script.date.day}日"
    headlines = [_headline(segment.heading) for segment in told[:2]]
    return f"{'；'.join(headlines)}｜{day}" if headlines else f"{printable(script.title)}｜{day}"


def _headline(text: str) -> str:
    """Return the headline, or where it is long as many of its clauses as fit, or its beginning."""
    text = printable(text).rstrip("。；，")
    if len(text) <= TITLE_CHARACTERS:
        return text
    ends = [match.start() for match in _SPLIT.finditer(text) if 6 <= match.start() <= TITLE_CHARACTERS]
    return text[: ends[-1]] if ends else text[: TITLE_CHARACTERS - 1] + "…"


def synthetic_notice(*episodes: Episode) -> str:
    """Return the notice for episodes: it names the text, too, where a language model has worded a sentence of one."""
    if episodes and all(each.article for each in episodes):
        return ARTICLE_NOTICE
    return SYNTHETIC_TEXT_NOTICE if any(map(has_synthetic_text, episodes)) else SYNTHETIC_SPEECH_NOTICE


def has_synthetic_text(episode: Episode) -> bool:
    """Return whether a language model has worded a sentence of it."""
    return any(each.writer for segment in episode.script.segments for each in segment.utterances)


@dataclass(frozen=True, slots=True)
class Notes:
    """An episode's notes, for apps that show text and for those that show HTML."""

    text: str
    """At most DESCRIPTION_BYTES in UTF-8."""
    html: str


def notes(show: Show, episode: Episode) -> Notes:
    """Return each story's time, title and source (a link where it has one) as notes, from 00:00 on."""
    if episode.article:
        return _of_article(show, episode, episode.article)
    told = _chapters(episode)
    page = episode_url(show, episode)
    lead = opening_line(episode)
    lines = timed_lines(episode)
    notice = synthetic_notice(episode)
    closing = ["", notice, f"文字稿：{page}"]
    text = [lead, "", *lines]
    while len(text) > 1 and _size(text + closing) > DESCRIPTION_BYTES:
        text.pop()
    content = (
        f"<p>{html.escape(lead)}</p>"
        f"<p>{'<br>'.join(_entry(time, part) for time, part in told)}</p>"
        f'<p><a href="{html.escape(page)}">文字稿与逐条收听</a></p>'
        f"<p>{html.escape(notice)}</p>"
    )
    return Notes("\n".join(text + closing), content)


def _of_article(show: Show, episode: Episode, article: ToldArticle) -> Notes:
    """Return where an article is from, by whom, and where its text and its own page are."""
    page, original = episode_url(show, episode), web_address(article.url)
    by = "、".join(filter(None, map(printable, article.authors)))
    lines = [_day(episode)]
    lines += [f"作者：{by}"] if by else []
    lines += [f"栏目：{printable(article.section)}"] if printable(article.section) else []
    text = [_without_tags(each) for each in lines]
    text += [f"原文：{original}"] if original else []
    links = [f'<a href="{html.escape(original)}">原文</a>'] if original else []
    links.append(f'<a href="{html.escape(page)}">文字稿</a>')
    body = "".join(f"<p>{each}</p>" for each in (*map(html.escape, lines), "·".join(links), ARTICLE_NOTICE))
    return Notes("\n".join((*text, "", ARTICLE_NOTICE, f"文字稿：{page}")), body)


def timed_lines(episode: Episode) -> list[str]:
    """Return a line for each chapter, with its time from 00:00 on, its title and its source."""
    return [
        _without_tags(f"{time} {part.title}" + (f"（{part.source}）" if part.source else ""))
        for time, part in _chapters(episode)
    ]


def title_within(episode: Episode, most: int) -> str:
    """Return the episode's title in at most so many characters: its first headline alone where two are too long."""
    whole = printable(episode.title)
    if len(whole) <= most:
        return whole
    headlines, mark, day = whole.rpartition("｜")
    first = (headlines or whole).split("；")[0]
    room = most - len(mark + day)
    if room < most // 2:  # no title of ours: what stands behind the mark is no day
        return f"{whole[: most - 1]}…"
    return (first if len(first) <= room else f"{first[: room - 1]}…") + mark + day


def frequency(rule: str) -> str:
    """Return a common recurrence rule in words: `每天更新`, `每周一、三更新`; empty for others."""
    values = dict(item.split("=", 1) for item in rule.upper().split(";") if "=" in item)
    days = [_DAYS[day] for day in values.get("BYDAY", "").split(",") if day in _DAYS]
    if len(days) == 7 or (values.get("FREQ") == "DAILY" and not days):
        return "每天更新"
    if days == list("一二三四五"):
        return "工作日更新"
    if days:
        return f"每周{'、'.join(days)}更新"
    return {"WEEKLY": "每周更新", "MONTHLY": "每月更新"}.get(values.get("FREQ", ""), "")


def _chapters(episode: Episode) -> list[tuple[str, EpisodeSection]]:
    """Return the parts that the notes name, each with its time: the opening, which begins at 00:00, and the stories.

    Where these are fewer than apps make chapters of, all parts.
    """
    parts = sections(episode)
    told = [part for number, part in enumerate(parts) if part.is_story or not number]
    if len(told) < FEWEST_CHAPTERS:
        told = list(parts)
    return [(clock(part.start if number else 0), part) for number, part in enumerate(told)]


def _entry(time: str, part: EpisodeSection) -> str:
    entry = f"{time} {html.escape(part.title)}"
    if part.url:
        return f'{entry}（<a href="{html.escape(part.url)}">{html.escape(part.source)}</a>）'
    return f"{entry}（{html.escape(part.source)}）" if part.source else entry


def opening_line(episode: Episode) -> str:
    """Return the day, how many stories are told, and how long that takes."""
    told = len(news(episode))
    minutes = max(1, round(episode.seconds / 60))
    return f"{_day(episode)}。本期{told}条新闻，约{minutes}分钟。"


def _day(episode: Episode) -> str:
    return f"{episode.date.year}年{episode.date.month}月{episode.date.day}日，{weekday(episode.date)}"


def _without_tags(text: str) -> str:
    """Replace angle brackets by wide ones: many apps take a description for HTML, whatever its feed says."""
    return text.replace("<", "＜").replace(">", "＞")


def _size(lines: list[str]) -> int:
    return len("\n".join(lines).encode())
