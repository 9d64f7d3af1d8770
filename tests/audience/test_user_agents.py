"""Which app asks, and whether anybody listens to it; the agents have the forms that their makers document."""

import re
from pathlib import Path

import pytest

from service.audience import user_agents
from service.audience.user_agents import BOT, NO_AGENT, app_of

MOBILE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "app"),
    [
        ("Podcasts/4022.610.1 CFNetwork/1408.0.4 Darwin/22.5.0", "Apple Podcasts"),
        ("%E6%92%AD%E5%AE%A2/4022 CFNetwork/1408 Darwin/22.5.0", "Apple Podcasts"),
        ("Xiaoyuzhou/2.61.0(build:1402; iOS 17.4.1)", "小宇宙"),
        ("Overcast/3.0 (+http://overcast.fm/; iOS podcast app)", "Overcast"),
        ("PocketCasts/1.0 (Pocket Casts Feed; +http://pocketcasts.com/)", "Pocket Casts"),
        ("okhttp/4.12.0", "okhttp"),
        ("YunzhouDaily/2.1 (Android 14)", "YunzhouDaily"),
        ("Cubot/1 (Android)", "Cubot"),
        (f"{MOBILE} Mobile/15E148 MicroMessenger/8.0.48(0x18003030) NetType/WIFI", "微信"),
        (f"{MOBILE} Version/17.4 Mobile/15E148 Safari/604.1", "Safari"),
        (f"{MOBILE} CriOS/123.0 Mobile/15E148 Safari/604.1", "Chrome"),
        ("Mozilla/5.0 (X11; Linux) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120 Safari/537.36 Edg/120", "Edge"),
        ("Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.1; Trident/6.0)", "Mozilla"),
        ("/;(", NO_AGENT),
    ],
)
def test_an_app_has_its_name(agent, app):
    assert app_of(agent) == app


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "-",
        "  ",
        "curl/8.5.0",
        "Wget/1.21",
        "python-requests/2.31.0",
        "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
        "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible;"
        " Bytespider; https://zhanzhang.toutiao.com/)",
        "YunzhouPodcastBot/0.1",
        "Yunzhou Podcast Importer 2",
        "yunzhou-podcast-transcriber/1.0",
        "Mozilla/5.0 (compatible; Yunzhou/1.0; +https://yunzhou.example)",
        "atc/1.0 watchOS/10.4 model/Watch6,2 hwp/t8006 build/21T216 (6; dt:207)",
        "(null)/(null) watchOS/5.0 model/Watch3,3 hwp/t8004 build/16R364 (6; dt:156)",
        "Java/17.0.2",
    ],
)
def test_a_program_without_a_listener_is_a_bot(agent):
    assert app_of(agent) == BOT


def test_only_the_beginning_of_an_agent_is_looked_at():
    assert app_of("AntennaPod/3 " + "x" * 600 + " bot") == "AntennaPod"


def test_the_table_names_its_source_and_holds_patterns_that_python_knows():
    text = (Path(user_agents.__file__).parent / "data" / "bots.txt").read_text("utf-8")
    lines = text.splitlines()
    assert "MIT licence" in lines[1]
    assert len(lines) > 1000
    for line in lines[2:]:
        re.compile(line)


def test_each_row_of_the_table_is_found_as_its_pattern_finds_it():
    """Rows without metacharacters are looked for as they stand."""
    words, patterns = user_agents._bots()
    assert len(words) > 1000
    assert "Googlebot/" in words
    assert all(re.compile(re.escape(word)).search(word) for word in words)
    assert {each.pattern for each in patterns} >= {"^curl", "[wW]get"}
