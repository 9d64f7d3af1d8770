"""What kind of piece an article is, on invented pages, and what is not told."""

import json
import random

import pytest

from service.editing.selection.select import choose
from service.model import Article, Genre, Page
from service.sources.newspaper import read
from service.sources.newspaper.genre_features import features
from service.sources.newspaper.genres import EVIDENCE, genre, shipped
from service.sources.newspaper.headline_groups import Head
from service.sources.newspaper.line_classes import Block, LineClass
from service.sources.newspaper.line_types import LineType
from tests.support.paths import ROOT
from tests.support.tables import every_row
from tests.tools.learn_genres import SAME
from tests.tools.typed_pages import flat, printed

PAPERS = ROOT / "tests/data/papers"
LINE = "大桥从今天起夜间检修，市民可以绕行上游的桥。"


PAGES = {
    Genre.VERSE: "# 渡口\n\n方远\n\n水走到渡口\n\n停了一停\n\n像有人\n\n喊它的小名\n",
    Genre.NOTICE: "# 停水通知\n\n因管道检修，5月8日8时至17时青禾路以东停水，"
    "请居民提前储水，敬请谅解。\n\n云溪自来水公司\n",
    Genre.INTERVIEW: "# “电梯要有人管”\n\n——访云溪县住建局局长赵明\n\n"
    "问：新办法什么时候施行？\n\n答：6月1日起施行，到时候旧办法同时废止，大家不用再跑两趟。\n\n"
    "问：电梯坏了先找谁？\n\n答：先找维保单位，他们要在半小时内到场，到不了就打96333。\n\n"
    "问：修电梯的钱从哪里来？\n\n答：从维修资金里来，县里先垫付三成，验收合格以后再结清。\n\n",
    Genre.COMMENT: "【云溪时评】\n\n# 让桥歇一歇\n\n方远\n\n"
    + "桥也会累。与其等它坏了再修，不如让它夜里歇一歇。\n\n" * 3
    + "（作者为本报评论员）\n",
    Genre.NEWS: "# 大桥今夜起检修\n\n本报讯（记者 方远）5月8日，记者从县交通局获悉，云溪大桥今夜起检修，为期三天。\n\n"
    + "检修期间，每晚10时到次日5时禁止机动车通行，公交3路改走上游的渡口桥。\n\n" * 2
    + "县交通局副局长赵明介绍，检修将更换伸缩缝12道，费用列入今年的养护预算。\n\n" * 3,
}


@every_row("wanted", PAGES)
def test_a_genre_has_its_evidence(wanted):
    beside = "# 图书馆夜里开门\n\n本报讯（记者 卢明）从5月10日起，县图书馆开放到夜里十二点。\n"
    article, other = read(Page("a.md", PAGES[wanted] + "\n" + beside))
    assert article.genre is wanted
    assert article.genre_why
    assert other.genre.is_told


def test_what_fills_its_page_alone_is_told():
    (article,) = read(Page("a.md", PAGES[Genre.NOTICE]))
    assert article.genre.is_told


@every_row("wanted", [genre for genre in PAGES if not genre.is_told])
def test_what_a_site_took_from_a_page_may_be_what_no_programme_tells(wanted):
    (article,) = read(Page("a.md", PAGES[wanted], one_of_page=True))
    assert not article.genre.is_told


def test_what_a_reporter_dates_is_no_notice():
    def verdict(credit):
        lines = [Block(2, LINE, LineClass.TEXT, type=LineType.NOTICE, starts=bool(credit), credit=credit)]
        return genre(Head(1, "停水公告"), lines).genre

    assert not verdict("").is_told
    assert verdict("本报讯（记者 方远）").is_told


@every_row(
    ("note", "is_written"),
    [
        ("（作者系云溪县委书记 方远）", True),
        ("（作者单位：云溪县农业农村局）", True),
        ("（作者系本报记者）", False),
        ("", False),
    ],
)
def test_what_says_who_its_author_is_reports_no_news(note, is_written):
    """An official's programme for the year reads as news, but for the line below it."""
    text = "站在新的起点，云溪县将聚焦项目建设，5月底前开工12个项目，完成投资30亿元，为全年开好局。\n\n" * 3
    beside = "# 图书馆夜里开门\n\n本报讯（记者 卢明）从5月10日起，县图书馆开放到夜里十二点。\n"
    article, _ = read(Page("a.md", f"# 以实干开好局\n\n{text}{note}\n\n{beside}"))
    assert (article.genre in (Genre.COMMENT, Genre.ESSAY, Genre.FEATURE)) is is_written


@every_row(("opening", "is_news"), [("青沅县县长方远5月18日在朝溪镇调研。", True), ("种地要赶早。", False)])
def test_what_was_said_at_an_official_act_is_no_comment(opening, is_news):
    said = "要深刻认识到，抓春耕就是抓未来，不能等、不能靠、更不能误农时，应当把功夫下在田里。" * 3
    lines = [Block(n, text, LineClass.TEXT) for n, text in enumerate([f"{opening}{said}", said, said], 2)]
    assert (genre(Head(1, "把功夫下在田里"), lines).genre not in (Genre.COMMENT, Genre.ESSAY)) is is_news


def test_the_evidence_is_what_spoke_most_for_the_genre():
    verdict = genre(Head(1, "停水公告"), [Block(2, LINE, LineClass.TEXT, type=LineType.NOTICE)])
    named = verdict.why.split(", ")
    weights = shipped()
    assert 1 <= len(named) <= EVIDENCE
    assert all(weights[name][verdict.genre] > 0 for name in named)


@pytest.mark.slow
def test_the_shipped_weights_read_the_papers_they_were_learnt_from():
    """A check on the weights and the features together: the figures to believe are those of papers left out."""
    right = told = kept = total = 0
    for path in (PAPERS / f"{name}.json" for name in ("daichuan", "huasheng", "lanting")):
        items = [item for page in json.loads(path.read_text("utf-8"))["pages"] for item in page["items"]]
        known = {flat(i["title"]): SAME.get(i["genre"], i["genre"]) for i in items if i["kind"] != "furniture"}
        for page in json.loads(path.read_text("utf-8"))["pages"]:
            for article in read(Page("a.md", printed(page, random.Random(1), 0.0).markdown)):
                if wanted := known.get(flat(article.title)):
                    total += 1
                    right += article.genre == wanted
                    told += Genre(wanted).is_told
                    kept += Genre(wanted).is_told and article.genre.is_told
    assert total > 100
    assert right > 0.9 * total
    assert kept > 0.95 * told


def test_captions_and_signed_pictures_speak_for_a_picture_story():
    text = Block(2, LINE, LineClass.TEXT)
    image = Block(3, "", LineClass.FURNITURE, type=LineType.FURNITURE)
    caption = Block(4, "老街的早市。方远 摄", LineClass.CAPTION, type=LineType.CAPTION)
    found = features(Head(1, "早市"), [text, image, caption])
    assert {"images=1", "pictured", "pictured, short"} <= set(found)
    plain = features(Head(1, "早市"), [text])
    assert {"images=0", "captions share=0"} <= set(plain)
    assert "pictured" not in plain


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
