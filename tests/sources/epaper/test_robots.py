"""What robots.txt files ask for: RFC 9309, with its own examples among them."""

import pytest

from service.sources.epaper.robots import Robots

SITE = "https://paper.example"


def allowed(text, path):
    return Robots(text.encode(), "Tingbao").allows(SITE + path)


@pytest.mark.parametrize(
    ("rules", "yes", "no"),
    [
        ("Disallow: /html/", ["/", "/htm", "/HTML/"], ["/html/", "/html/a.htm"]),
        ("Disallow: /", [], ["/", "/a"]),
        ("Disallow:", ["/", "/a"], []),
        ("Allow: /", ["/", "/a"], []),
        ("Disallow: /\nAllow: /html/", ["/html/a"], ["/", "/pc/"]),
        ("Allow: /html/\nDisallow: /html/2026/", ["/html/a"], ["/html/2026/a"]),
        ("Disallow: /a\nAllow: /a", ["/a"], []),
        ("Disallow: /*.pdf$", ["/a.pdfs", "/a.htm", "/a.pdf?x=1"], ["/a.pdf", "/b/c.pdf"]),
        ("Disallow: /*/content_1", ["/content_1.htm"], ["/html/content_1.htm", "/a/b/content_12.htm"]),
        ("Disallow: /a*b*b$", ["/ab", "/abc", "/abbc"], ["/abb", "/axbxb", "/abcbb"]),
        ("Disallow: /a$", ["/ab", "/a/"], ["/a"]),
        ("Disallow: /*?div=", ["/a.htm"], ["/a.htm?div=-1"]),
        ("Disallow: /报/", ["/a"], ["/%E6%8A%A5/", "/%e6%8a%a5/a", "/报/a"]),
        ("Disallow: /a%2Ab", ["/axb"], ["/a*b", "/a%2ab"]),
        ("Disallow: /%FF", ["/%FE", "/\ud800"], ["/%ff"]),
        ("disallow : /a # the rest is free", ["/b"], ["/a"]),
        ("Sitemap: https://paper.example/s.xml\nDisallow: /a\nwords", ["/b"], ["/a"]),
    ],
)  # fmt: skip
def test_the_longest_rule_that_fits_says(rules, yes, no):
    text = f"User-agent: *\n{rules}\n"
    assert [path for path in yes if not allowed(text, path)] == []
    assert [path for path in no if allowed(text, path)] == []


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("User-agent: tingbao\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n", "/b"),
        ("User-agent: *\nDisallow: /\n\nUser-agent: TINGBAO\nUser-agent: other\nDisallow: /a\n", "/b"),
        ("User-agent: tingbao\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: tingbao\nDisallow: /c", "/b"),
    ],
    ids=["before all", "behind all", "in two places"],
)  # fmt: skip
def test_a_group_for_the_program_goes_before_that_for_all(text, free):
    assert allowed(text, free)
    assert not allowed(text, "/a")


def test_both_places_of_a_programs_group_count():
    text = "User-agent: tingbao\nDisallow: /a\n\nUser-agent: tingbao\nDisallow: /c\n"
    assert not allowed(text, "/a")
    assert not allowed(text, "/c")


@pytest.mark.parametrize(
    "raw",
    [b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /\r\n", b"User-agent: *\rDisallow: /\r", b"\nUser-agent:*\nDisallow:/"],
    ids=["a mark at its beginning", "lines of an old Mac", "no blanks"],
)
def test_files_as_programs_write_them(raw):
    assert not Robots(raw, "Tingbao").allows(SITE + "/a")


@pytest.mark.parametrize("raw", [b"", b"<html><body>404</body></html>", b"\xff\xfe\0\1" * 99, b"Disallow: /\n"])
def test_what_is_no_robots_txt_asks_for_nothing(raw):
    rules = Robots(raw, "Tingbao")
    assert rules.allows(SITE + "/a")
    assert rules.delay == 0


@pytest.mark.parametrize(("asked", "delay"), [("3", 3.0), ("0.5", 0.5), ("soon", 0.0), ("-1", 0.0), ("1e9", 0.0)])
def test_the_pause_that_it_asks_for(asked, delay):
    assert Robots(f"User-agent: *\nCrawl-delay: {asked}\n".encode(), "Tingbao").delay == delay


def test_what_lies_behind_500_kib_is_not_read():
    text = "User-agent: *\n" + "Disallow: /x\n" * 50_000 + "Disallow: /a\n"
    assert not allowed(text, "/x")
    assert allowed(text, "/a")
