"""User agents: which app asks, and whether anybody listens to it.

Bots are those of a shipped table (its first lines name the source) and every agent that calls itself one. An app has
the name by which it is known, else the first product that it names: RFC 9110 (10.1.5) has the most significant first.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from urllib.parse import unquote

from service.core.printable import one_line

LONGEST = 512
"""Characters of a user agent that are looked at: browsers inside apps were seen to send 400."""
BOT = ""
"""The app of an agent that nobody listens to."""
NO_AGENT = "?"
"""The app where a log does not say who asked."""
_SELF_NAMED = re.compile(r"(?<!cu)(?:bot|crawler|spider|preview)(?![a-z])", re.IGNORECASE)
"""An agent that calls itself one. CUBOT is a maker of telephones, and `Botify` or `Botanica` is another word."""
_TRADE = re.compile(
    r"(?:import|transcrib|scrap|fetch|pars|index|archiv|monitor|validat|analy[sz])ers?(?![a-z])|transcription"
    r"|podcast[ -]sync|service-worker|powershell|guzzlehttp|curl/|^java[/-]",
    re.IGNORECASE,
)
"""An agent that names a machine's trade, or a tool of servers. `Podcast Player`, `Downloader` and `Radio` are apps."""
_COMPATIBLE = re.compile(r"Mozilla/\d\.\d \(compatible; (?!MSIE)[^)]{0,400}\)$")
"""An agent that claims to be compatible and names no engine: browsers have named theirs since Internet Explorer."""
_WATCH = re.compile(r"^atc/|\(null\) watchOS/")
"""Apple's watch, which downloads what the telephone that it belongs to downloads too (guidelines, 2.1 and later)."""
_PRODUCT = re.compile(r"[^/\s(;]{1,60}")
_KNOWN = (
    ("MicroMessenger/", "微信"),
    ("Xiaoyuzhou", "小宇宙"),
    ("cosmos", "小宇宙"),
    ("ximalaya", "喜马拉雅"),
    ("喜马拉雅", "喜马拉雅"),
    ("Himalaya", "Himalaya"),
    ("LizhiFM", "荔枝"),
    ("NeteaseMusic", "网易云音乐"),
    ("QQMusic", "QQ音乐"),
    ("DingTalk", "钉钉"),
    ("Lark/", "飞书"),
    ("Weibo", "微博"),
    ("AliApp", "支付宝"),
    ("Podcasts/", "Apple Podcasts"),
    ("播客/", "Apple Podcasts"),
    ("iTunes/", "Apple Podcasts"),
    ("AppleCoreMedia", "AppleCoreMedia"),
    ("PocketCasts", "Pocket Casts"),
    ("Pocket Casts", "Pocket Casts"),
    ("Overcast", "Overcast"),
    ("AntennaPod", "AntennaPod"),
    ("antennapod", "AntennaPod"),
    ("PodcastAddict", "Podcast Addict"),
    ("Podcast Addict", "Podcast Addict"),
    ("gPodder", "gPodder"),
    ("Castro", "Castro"),
    ("Spotify", "Spotify"),
    ("VLC/", "VLC"),
)
"""What stands in an agent -> the app's name; the first row that fits. AppleCoreMedia is a library of many apps."""
_BROWSERS = (
    ("Edg", "Edge"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("MiuiBrowser", "MIUI Browser"),
    ("UCBrowser", "UC Browser"),
    ("MQQBrowser", "QQ Browser"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
"""The same of agents that begin with Mozilla/, as every browser's does: each also names those that it resembles."""


KNOWN_APPS = frozenset(name for _, name in _KNOWN + _BROWSERS)


@functools.lru_cache(maxsize=20_000)
def app_of(agent: str) -> str:
    """Return the name of the app that sends this agent; BOT where nobody listens, or where it says nothing."""
    agent = agent[:LONGEST].strip()
    if agent in ("", "-") or _is_bot(agent):
        return BOT
    named = unquote(agent)
    for mark, name in _KNOWN + _BROWSERS if named.startswith("Mozilla/") else _KNOWN:
        if mark in named:
            return name
    product = _PRODUCT.match(named)
    return one_line(str(product[0])) if product else NO_AGENT


def _is_bot(agent: str) -> bool:
    words, patterns = _bots()
    return bool(
        _SELF_NAMED.search(agent)
        or _TRADE.search(agent)
        or _COMPATIBLE.match(agent)
        or _WATCH.search(agent)
        or any(word in agent for word in words)
        or any(pattern.search(agent) for pattern in patterns)
    )


@functools.cache
def _bots() -> tuple[tuple[str, ...], tuple[re.Pattern[str], ...]]:
    """Return the table: what stands in an agent literally, and the patterns."""
    text = (Path(__file__).parent / "data" / "bots.txt").read_text("utf-8")
    rows = [line for line in text.splitlines() if line and not line.startswith("#")]
    literal = re.compile(r"(?:[^\\^$.|?*+()\[\]{}]|\\[^\w])+")
    words = tuple(re.sub(r"\\(.)", r"\1", row) for row in rows if literal.fullmatch(row))
    return words, tuple(re.compile(row) for row in rows if not literal.fullmatch(row))
