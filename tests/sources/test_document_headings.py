"""Headings of documents: which are sections, which headlines, and which lead through an article."""

import pytest

from service.sources.document_headings import DocumentBlock, parts

FIRST = ("春灌今天开始", "本报讯（记者 何青禾）青禾县十二个乡镇同时开闸放水，比去年早五天。")
SECOND = ("新桥月底通车", "本报记者 柳见山", "新桥长八百六十米，双向四车道，河东到县城只要一刻钟。")
UNSIGNED = ("新桥月底通车", "新桥长八百六十米，双向四车道，河东到县城只要一刻钟。")


def _article(level, title, *paragraphs):
    return [DocumentBlock(title, level), *map(DocumentBlock, paragraphs)]


def _told(*blocks):
    return [(part.section, part.markdown) for part in parts([each for group in blocks for each in group])]


def _as_markdown(*articles, above=""):
    return above + "\n\n".join(f"# {title}\n\n" + "\n\n".join(paragraphs) for title, *paragraphs in articles) + "\n"


@pytest.mark.parametrize("level", [1, 2, 3])
def test_articles_of_one_level_are_headlines(level):
    assert _told(_article(level, *FIRST), _article(level, *SECOND)) == [("", _as_markdown(FIRST, SECOND))]


def test_what_articles_stand_below_is_their_section():
    blocks = (
        _article(1, "本地新闻"),
        _article(2, *FIRST),
        _article(2, *SECOND),
        _article(1, "民生"),
        _article(2, *FIRST),
    )
    assert _told(*blocks) == [("本地新闻", _as_markdown(FIRST, SECOND)), ("民生", _as_markdown(FIRST))]


@pytest.mark.parametrize(
    ("name", "section"), [("第2版 要闻", "要闻"), ("第02版：民生", "民生"), ("A03 时政", "时政"), ("第4版", "")]
)
def test_the_name_of_a_page_stays_above_its_articles(name, section):
    told = _told(_article(1, name), _article(2, *FIRST), _article(2, *SECOND))
    assert told == [(section, _as_markdown(FIRST, SECOND, above=f"{name}\n\n"))]


def test_a_section_may_stand_within_a_page():
    blocks = (_article(1, "第2版"), _article(2, "民生"), _article(3, *FIRST), _article(3, *SECOND))
    assert _told(*blocks) == [("民生", _as_markdown(FIRST, SECOND, above="第2版\n\n"))]


def test_the_papers_own_line_names_no_section():
    paper = "青禾日报2026年3月21日 星期六"
    told = _told(_article(1, paper), _article(2, *FIRST), _article(2, *SECOND))
    assert told == [("", _as_markdown(FIRST, SECOND, above=f"{paper}\n\n"))]


def test_the_line_of_the_staff_below_a_section_is_no_text_of_it():
    told = _told(_article(1, "要闻", "责任编辑：何青禾"), _article(2, *FIRST), _article(2, *SECOND))
    assert [section for section, _ in told] == ["要闻"]


def test_articles_below_a_headline_with_text_are_told_by_their_bylines():
    told = _told(_article(1, "各地春耕忙", "一年之计在于春。"), _article(2, *FIRST), _article(2, *SECOND))
    assert told[-1][1].endswith(_as_markdown(FIRST, SECOND))


@pytest.mark.parametrize("lead", [("本报讯（记者 何青禾）今年水来得早。",), ("记者 何青禾",), ("今年水来得早。",)])
def test_subheads_lead_through_an_article(lead):
    blocks = (
        _article(1, "水从哪里来", *lead),
        _article(2, "清渠四十里", "渠边等水的人早早清了斗门。"),
        _article(2, "开闸十二处", "下游的地块先浇。"),
    )
    (section, markdown), *more = _told(*blocks)
    assert (section, more) == ("", [])
    assert [line for line in markdown.splitlines() if line.startswith("#")] == [
        "# 水从哪里来",
        "### 清渠四十里",
        "### 开闸十二处",
    ]


def test_a_long_headline_with_subheads_at_once_is_no_section():
    blocks = (
        _article(1, "水从哪里来：青禾春灌的三个早晨"),
        _article(2, "清渠", "渠边等水。"),
        _article(2, "开闸", "先浇下游。"),
    )
    assert [markdown.splitlines()[0] for _, markdown in _told(*blocks)] == ["# 水从哪里来：青禾春灌的三个早晨"]


@pytest.mark.parametrize("title", ["G5高速今天起封闭施工", "A股三大指数收涨", "A1展馆迎来首批客人"])
def test_a_headline_that_begins_like_a_page_is_no_page(title):
    told = _told(_article(1, title), _article(2, "——春灌的三个早晨", *FIRST[1:]))
    assert told == [("", f"# {title}\n\n### ——春灌的三个早晨\n\n{FIRST[1]}\n")]


def test_without_bylines_a_short_name_above_several_texts_is_a_section():
    assert _told(_article(1, "本地新闻"), _article(2, *UNSIGNED), _article(2, "县图书馆夜里也开", "开到九点半。")) == [
        ("本地新闻", _as_markdown(UNSIGNED, ("县图书馆夜里也开", "开到九点半。")))
    ]


def test_short_names_that_each_stand_above_something_are_sections():
    """One of them may be a headline with its subtitle; all of them are not."""
    blocks = (_article(1, "公司与金融"), _article(2, *FIRST), _article(1, "副刊与服务"), _article(2, *SECOND))
    assert _told(*blocks) == [("公司与金融", _as_markdown(FIRST)), ("副刊与服务", _as_markdown(SECOND))]
    assert [section for section, _ in _told(*blocks[:2], _article(1, *SECOND))] == [""]


def test_a_subtitle_stays_with_its_headline():
    told = _told([DocumentBlock("老街换上新颜", 1)], _article(2, "——一期工程完工", *FIRST[1:]))
    assert told == [("", f"# 老街换上新颜\n\n### ——一期工程完工\n\n{FIRST[1]}\n")]


def test_a_kicker_stands_above_its_headline():
    told = _told(_article(1, *FIRST), [DocumentBlock("总长八百六十米", 2)], _article(1, *SECOND))
    assert "### 总长八百六十米\n\n# 新桥月底通车" in told[0][1]


def test_text_without_headings_is_one_part():
    assert _told([DocumentBlock("春灌开始。"), DocumentBlock("水到田头。")]) == [("", "春灌开始。\n\n水到田头。\n")]
    assert parts([]) == ()
