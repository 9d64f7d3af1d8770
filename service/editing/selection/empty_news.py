"""Articles too short to tell anything, or that say that something was said, and not what: 某局召开发布会，介绍情况。"""

from __future__ import annotations

import re

from service.editing import news_sense
from service.language import sentences
from service.model import Article

MIN_CHARACTERS = 25
"""An article shorter than this cannot say who did what."""
SURE_CHARACTERS = 40
"""A shorter one is told only where its headline tells news: others are remnants of tables, captions and lists."""
LEAST_REST = 40
"""Characters of other sentences that make an item beside that one."""
RIDDLE_CHARACTERS = 200
"""A longer article tells of riddles."""
_HELD = re.compile("(?:举行|召开|举办)[^，。]{0,30}(?:发布会|通气会)|(?:发布会|通气会)[^。]{0,30}(?:举行|召开)")
_ABOUT = re.compile("(?:介绍|通报)[^。]{0,60}(?:情况|举措|安排|进展)")
_FIGURE = re.compile(r"\d(?!\d?[日时点])")
_RIDDLE = re.compile("谜底|谜面|[（(]打一|填字游戏|灯谜|征解|[上本]期答案|答案[^，。]{0,6}公布")


def is_riddle(article: Article) -> bool:
    """Return whether a short piece sets or solves riddles: what they ask for is to be seen."""
    return len(article.text) < RIDDLE_CHARACTERS and _RIDDLE.search(article.text) is not None


def too_short(article: Article) -> bool:
    """Return whether an article is too short to be told."""
    characters = sum(map(len, article.paragraphs))
    if characters >= SURE_CHARACTERS:
        return False
    whole = article.text.endswith(("。", "！", "”"))
    return characters < MIN_CHARACTERS or not (whole and news_sense.tells_news(article.title))


def says_only_that_it_was_said(article: Article) -> bool:
    """Return whether a press conference is all that the article tells of; a figure of its subject is more."""
    told = [text for paragraph in article.paragraphs for text in sentences.split(paragraph)]
    held = [text for text in told if _HELD.search(text) and _ABOUT.search(text) and not _FIGURE.search(text)]
    return bool(held) and sum(len(text) for text in told if text not in held) < LEAST_REST
