"""What browsers and caches are told of a published file, by its name."""

import json

from service.web.cache_headers import CORS, is_text, published, security_headers
from tests.support.paths import ROOT
from tests.support.tables import every_row


@every_row(
    ("name", "seconds", "forever"),
    [
        ("feed.xml", 60, False),
        ("index.html", 60, False),
        ("cover.png", 3600, False),
        ("daily-2026-03-21T0630-0123abcd.mp3", 31_536_000, True),
        ("player-0123abcd.js", 31_536_000, True),
        ("player-0123abc.js", 60, False),
        ("player-0123abcd", 60, False),
    ],
)
def test_a_file_named_by_its_bytes_is_kept_for_ever_and_others_for_a_while(name, seconds, forever):
    kept = f"public, max-age={seconds}" + ", immutable" * forever
    assert published(name, private=False)["cache-control"] == kept
    assert published(name, private=True)["cache-control"] == kept.replace("public", "private")


def test_only_a_private_show_is_kept_out_of_search_engines():
    assert "x-robots-tag" not in published("index.html", private=False)
    assert published("index.html", private=True)["x-robots-tag"] == "noindex, nofollow"


def test_what_a_browser_may_run_has_a_policy():
    for name in ("index.html", "cover.svg", "feed.xml"):
        assert published(name, private=False)["content-security-policy"].startswith("default-src 'none'")
    assert "content-security-policy" not in published("a.mp3", private=False)


def test_the_player_of_an_article_alone_may_be_framed_and_has_no_script():
    policies = {
        name: published(name, private=False)["content-security-policy"] for name in ("embed.html", "index.html")
    }
    assert "frame-ancestors *" in policies["embed.html"]
    assert "script-src" not in policies["embed.html"]
    assert "frame-ancestors 'none'" in policies["index.html"]


def test_https_for_good_is_promised_only_where_it_is():
    assert "strict-transport-security" in security_headers(https=True)
    assert "strict-transport-security" not in security_headers(https=False)


@every_row(
    ("kind", "text"),
    [("text/html", True), ("application/rss+xml", True), ("application/x-subrip", True), ("audio/mpeg", False)],
)
def test_texts_are_worth_compressing(kind, text):
    assert is_text(kind) is text


def test_a_bucket_that_has_the_shipped_rules_lets_players_read_what_our_own_server_does():
    (rule,) = json.loads((ROOT / "docs" / "cors.json").read_text("utf-8"))["CORSRules"]
    assert rule["AllowedOrigins"] == [CORS["access-control-allow-origin"]]
    ours = set(CORS["access-control-expose-headers"].split(", ")) - {"Content-Encoding"}  # a bucket compresses nothing
    assert set(rule["ExposeHeaders"]) == ours
    assert set(rule["AllowedMethods"]) == {"GET", "HEAD"}  # OPTIONS it answers by itself
