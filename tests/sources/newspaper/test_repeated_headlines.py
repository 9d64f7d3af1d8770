"""A headline that stands below itself again, line by line."""

import datetime as dt

from service.model import Page
from service.sources.newspaper import read
from service.sources.newspaper.page_lines import lines
from service.sources.newspaper.repeated_headlines import without_repeats
from tests.support.tables import every_row

TITLE = "青禾县委 县政府关于给林远颁发“拥军奖章” 授予何青“模范”称号的决定"
BODY = "去年8月，林远和何青在洪水中守了九天大堤，救出一百二十多名群众。县委、县政府决定，给林远颁发奖章，授予何青称号。"


def test_the_lines_of_a_headline_begin_no_article_of_their_own():
    text = f"# {TITLE}\n\n青禾县委　县政府\n\n关于给林远颁发“拥军奖章”\n\n授予何青“模范”称号的决定\n\n{BODY}\n"
    (article,) = read(Page("p.md", text, dt.date(2026, 7, 16), "page", one_of_page=True))
    assert article.title == TITLE
    assert article.paragraphs == (BODY,)


@every_row(
    ("below", "kept"),
    [
        ("县里召开表彰会", ["县里召开表彰会"]),
        ("县政府", ["县政府"]),
        ("授予何青“模范”称号的决定。", ["授予何青“模范”称号的决定。"]),
        (f"{BODY}\n\n授予何青“模范”称号的决定", [BODY, "授予何青“模范”称号的决定"]),
        ("授予何青“模范”称号的决定", []),
    ],
)
def test_what_says_more_or_stands_elsewhere_stays(below, kept):
    rows = list(without_repeats(lines(f"# {TITLE}\n\n{below}\n")))
    assert [row.text for row in rows[1:] if row.text] == kept
