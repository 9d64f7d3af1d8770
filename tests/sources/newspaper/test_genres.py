"""What kind of piece an article is, on invented pages, and what is not told."""

import pytest

from service.editing.selection.select import choose
from service.model import Article, Genre, Page
from service.sources.newspaper import read
from service.sources.newspaper.genres import genre
from service.sources.newspaper.head_groups import Head
from service.sources.newspaper.line_classes import Block, LineClass
from service.sources.newspaper.line_types import LineType

LINE = "大桥从今天起夜间检修，市民可以绕行上游的桥。"


def texts(*types: LineType, text: str = LINE, **more: object) -> list[Block]:
    return [Block(n, text, LineClass.TEXT, type=type_, **more) for n, type_ in enumerate(types, 2)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("head", "lines", "wanted"),
    [
        (Head(1, "渡口二题"), texts(*[LineType.VERSE] * 6), Genre.VERSE),
        (Head(1, "停水通知"), texts(LineType.NOTICE, LineType.NOTICE), Genre.NOTICE),
        (Head(1, "关于检修的公告"), texts(LineType.PROSE), Genre.NOTICE),
        (Head(1, "新居开盘"), texts(LineType.NOTICE, text="本周开盘特价优惠，欢迎咨询。"), Genre.ADVERTISEMENT),
        (Head(1, "菜价"), [*texts(*[LineType.TABLE] * 5, text=""), *texts(LineType.PROSE)], Genre.TABLE),
        (Head(1, "五月的湖", section="图片报道"), texts(LineType.PROSE), Genre.CAPTION),
        (Head(1, "桥长说桥"), texts(*[LineType.QUESTION, LineType.ANSWER] * 3), Genre.INTERVIEW),
        (Head(1, "让桥歇一歇", section="今日快评"), texts(*[LineType.PROSE] * 12), Genre.COMMENT),
        (Head(1, "守桥人", section="人物"), texts(*[LineType.PROSE] * 12), Genre.PORTRAIT),
        (Head(1, "渡口", section="副刊"), texts(*[LineType.PROSE] * 12), Genre.ESSAY),
        (Head(1, "大桥检修"), texts(LineType.PROSE), Genre.BRIEF),
        (Head(1, "大桥检修"), texts(*[LineType.PROSE] * 12, starts=True), Genre.NEWS),
        (Head(1, "桥边的日子"), texts(*[LineType.PROSE] * 60), Genre.FEATURE),
        (Head(1, "检修办法"), texts(*[LineType.PROSE] * 12), Genre.DOCUMENT),
    ],
)
def test_a_genre_has_its_evidence(head, lines, wanted):
    found = genre(head, lines)
    assert found.genre is wanted
    assert found.why


def test_a_reporters_dateline_is_no_notice():
    assert genre(Head(1, "停水公告"), texts(LineType.NOTICE, starts=True)).genre.is_told


def test_notices_verse_and_tables_are_not_told_and_say_why():
    for kind in (Genre.NOTICE, Genre.VERSE, Genre.TABLE, Genre.ADVERTISEMENT, Genre.CAPTION):
        chosen = choose([Article("a.md", "渡口", (LINE * 9,), genre=kind, genre_why="its form")])
        assert chosen.stories == ()
        assert [s.reason for s in chosen.skipped] == [f"no news: {kind} (its form)"]


def test_an_article_knows_its_sub_headlines():
    page = f"# 老街旧楼加装电梯提速\n\n{LINE * 3}\n\n一、采光问题\n\n{LINE * 3}\n\n二、钱从哪里来\n\n{LINE * 3}\n"
    (article,) = read(Page("a.md", page))
    assert article.subheads == ("一、采光问题", "二、钱从哪里来")
    assert set(article.subheads) <= set(article.paragraphs)
