"""Any text at all: no exception, and no character from nowhere. ./run soak runs more than 20,000 inputs."""

import random
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.model import UNREADABLE, Article, Page
from service.sources.newspaper import read
from tests.support.examples import examples
from tests.support.paths import DATA, SHARED

RUNS = examples(40, 7_000)
PAGES = DATA / "pages"
REAL = SHARED / "seeds"

ANY = settings(
    derandomize=True, deadline=None, database=None, max_examples=RUNS, suppress_health_check=list(HealthCheck)
)
PIECES = (
    *(
        "# ",
        "## 标题",
        "\n",
        "\n\n",
        "□记者 ",
        "本报讯（记者 ",
        "）",
        "（",
        "“",
        "”",
        "《",
        "》",
        "。",
        "，",
        "：",
        "【",
        "】",
    ),
    *("聊城市在平区", "图：", "摄", "<table>", "</table>", "<!--", "-->", "|", "---", "===", "**", "$", "\\", "&amp;"),
    *("&#x4e00;", "![](", "[a](b)", "\u3000", "\u200b", "\x00", "责任编辑：", "５％", "电 ", "编者按：", "发", "展"),
    *("今年以来", "（方远）", "一、", "▌"),
)


FORMS = {
    "，": ",﹐",
    "。": ".．﹒｡",
    "：": ":﹕︰",
    "；": ";﹔",
    "？": "?﹖",
    "！": "!﹗",
    "、": "﹑､",
    "（": "(﹙",
    "）": ")﹚",
    "“": '"＂「｢〝',
    "”": '"＂」｣〞',
    "‘": '"＂“『',
    "’": '"＂”』',
    "「": "｢",
    "」": "｣",
}
"""Marks, and those that pages have for them."""


def check(text: str) -> None:
    """The reader's promises for one text."""
    articles = read(Page("fuzz.md", text))
    assert articles == read(Page("fuzz.md", text))
    known = {*text, UNREADABLE}  # what stands for a number that cannot be made out
    known |= {full for full, others in FORMS.items() if not known.isdisjoint(others)}
    known |= {unicodedata.normalize("NFKC", c) for c in text if "\u2e80" <= c <= "\u2fdf"}  # radicals: ⼛ is 厶
    for article in articles:
        assert article.title
        assert any(article.paragraphs)
        allowed = known | {c for e in article.edits for c in e.why + e.before}
        strange = {c for c in _shown(article) if c not in allowed and not c.isspace()}
        assert not strange, (strange, article.title)


def _shown(article: Article) -> str:
    return "".join(
        (article.title, article.kicker, article.subtitle, article.section, *article.paragraphs, *article.authors)
    )


@pytest.mark.slow
@ANY
@given(st.text(max_size=400))
def test_any_text_gives_the_same_articles_twice_and_no_character_of_their_own(text):
    check(text)


@pytest.mark.slow
@ANY
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=60).map("".join))
def test_any_pieces_of_pages(text):
    check(text)


def mutate(rng: random.Random, text: str) -> str:
    """The page with some stretches cut, doubled, moved, or something strange put in."""
    for _ in range(rng.randint(1, 6)):
        a, b, c = sorted(rng.randrange(len(text) + 1) for _ in range(3))
        b = min(b, a + 400)
        text = (
            rng.choice(
                (
                    text[:a] + text[b:],
                    text[:b] + text[a:b] + text[b:],
                    text[:a] + text[b:c] + text[a:b] + text[c:],
                    text[:a] + rng.choice(PIECES) + text[a:],
                    text[:a] + "".join(rng.choice(PIECES) for _ in range(8)) + text[b:],
                    text[:a] + text[a:b].replace("\n", "") + text[b:],
                    text[:a] + chr(rng.randrange(1, 0xD7FF)) + text[a:],
                )
            )
            or text
        )
    return text


@pytest.mark.slow
def test_damaged_pages_give_the_same_articles_twice_and_no_character_of_their_own():
    pages = [p.read_text(encoding="utf-8") for p in sorted([*PAGES.glob("*.md"), *REAL.glob("*.txt")])]
    rng = random.Random(20260321)
    for _ in range(RUNS):
        check(mutate(rng, rng.choice(pages)))


@pytest.mark.slow
def test_nothing_that_grows_makes_it_slow():
    import time

    for piece in (
        "<!--",
        "“",
        "（记者 ",
        "# ",
        "□记者 张三 ",
        "|",
        "A" * 50,
        "[a](",
        "$1",
        "摄",
        "本报",
        "图片",
        "电话：",
        "，",
        "甲乙丙丁",
    ):
        text = piece * (50_000 // len(piece))
        start = time.process_time()
        check(text)
        check("\n\n".join([text[:3000]] * 20))
        assert time.process_time() - start < 5, piece[:10]
