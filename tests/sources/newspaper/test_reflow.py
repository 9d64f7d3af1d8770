import pytest

from service.model import Page
from service.sources.newspaper import read
from service.sources.newspaper.page_lines import lines
from service.sources.newspaper.reflow import unwrapped

FIRST = (
    "五月的白鹭湾湿地芦苇青青，管护员近日在巡护时发现，约两百只东方白鹳在浅滩停歇觅食，"
    "创下当地有监测记录以来的新高。为了不打扰鸟群，管理处关闭了靠近浅滩的两条步道。"
)
SECOND = (
    "东方白鹳对水质和食物十分挑剔，湿地管理处退还鱼塘1200亩，连续三年补水，水鸟种类由89种增加到134种，"
    "市民可以通过线上慢直播观鸟，工作人员会在直播间里讲解。"
)


def wrapped(text: str, width: int, indent: str) -> str:
    text = indent + text
    return "\n".join(text[n : n + width] for n in range(0, len(text), width))


@pytest.mark.parametrize(("width", "indent", "gap"), [(14, "", "\n\n"), (14, "　　", "\n"), (20, "", "\n\n")])
def test_lines_of_one_width_are_put_together(width, indent, gap):
    body = gap.join(wrapped(t, width, indent) for t in (FIRST, SECOND))
    (article,) = read(Page("a.md", f"# 湿地飞来东方白鹳\n□记者 方远 报道\n{body}\n"))
    assert article.paragraphs == (FIRST, SECOND)
    assert article.authors == ("方远",)


def test_lines_of_any_width_stay_apart():
    found = lines(f"{FIRST}\n{SECOND}\n大桥今天检修。\n大桥从今天晚上十点起检修。\n记者到现场看了看。\n好。\n")
    assert unwrapped(found) == found


def test_a_line_broken_amid_a_sentence_is_put_together_where_blank_lines_part_the_others():
    cut = FIRST[:40] + "\n" + FIRST[40:]
    page = f"# 湿地飞来东方白鹳\n\n{cut}\n\n{SECOND}\n\n{SECOND[:50]}。\n"
    (article,) = read(Page("a.md", page))
    assert article.paragraphs[:2] == (FIRST, SECOND)
    whole = lines(page.replace("\n\n", "\n"))
    assert unwrapped(whole) == whole
    named = lines(f"{SECOND}\n\n{FIRST}\n\n湿地飞来东方白鹳，管理处关闭了两条步道\n记者 方远\n\n{SECOND}\n")
    assert [line.text for line in unwrapped(named)][-3:] != [FIRST]


@pytest.mark.parametrize("width", [20, 26])
def test_lines_of_one_width_are_put_together_though_a_blank_row_parts_each_from_the_next(width):
    rows = "\n".join(wrapped(text, width, "") for text in (FIRST, SECOND)).replace("\n", "\n\n")
    (article,) = read(Page("a.md", f"# 湿地飞来东方白鹳\n\n□记者 方远 报道\n\n{rows}\n"))
    assert article.paragraphs == (FIRST, SECOND)


def test_paragraphs_apart_by_a_blank_row_stay_apart():
    found = lines(f"{FIRST}\n\n{SECOND}\n\n大桥今天检修。\n\n湿地飞来东方白鹳\n\n记者到现场看了看。\n\n好。\n")
    assert unwrapped(found) == found


def test_titles_of_one_length_above_their_paragraphs_are_not_lines_of_a_fixed_width():
    titles = [f"青沅县第{n}座社区书屋建成开放" for n in "一二三四五六七"]
    found = lines("\n\n".join(f"{title}\n\n{SECOND}" for title in titles))
    assert unwrapped(found) == found
