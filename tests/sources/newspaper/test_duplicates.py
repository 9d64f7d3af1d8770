"""Text that a scan gives twice: which of the two goes, and which stand twice in earnest."""

from service.sources.newspaper.bigram_weights import BigramWeights, grams
from service.sources.newspaper.duplicates import LONGEST_COPY, SHORTEST_COPY, copies
from service.sources.newspaper.headline_groups import Head
from service.sources.newspaper.line_classes import Block, LineClass

BRIDGE = "柳溪大桥昨日开工建设，大桥全长三公里，跨越柳溪两岸。"
FARM = "南塘村白菜喜获丰收，菜农忙着装车，白菜运往省城市场。"
STEEL = "大桥主跨的钢梁由青禾厂焊接，下月运到柳溪岸边拼装。"
CROP = "菜农说今年雨水足，白菜长势好，一亩收成三千多斤呢。"
SHORT = "赵彬参加上述活动。"


def head(title):
    return Head(0, title)


def text(words, **more):
    return Block(0, words, LineClass.TEXT, **more)


def gone(*items):
    """Return the indices that are left out, run by run, and the reasons."""
    words = BigramWeights(grams(each.words if isinstance(each, Head) else each.text) for each in items)
    found = copies(list(items), words)
    return [each.indices for each in found], [each.why for each in found]


def test_a_page_without_copies_loses_nothing():
    assert gone(head("柳溪大桥开工"), text(BRIDGE), head("白菜丰收"), text(FARM)) == ([], [])


def test_the_second_of_one_article_goes():
    indices, why = gone(head("柳溪大桥开工"), text(BRIDGE), text(STEEL), text(BRIDGE))
    assert indices == [(3,)]
    assert "article already" in why[0]


def test_of_three_the_first_stays():
    indices, _ = gone(head("柳溪大桥开工"), text(BRIDGE), text(BRIDGE), text(BRIDGE))
    assert indices == [(2,), (3,)]


def test_marks_and_blanks_do_not_make_a_text_another():
    indices, _ = gone(head("柳溪大桥开工"), text(BRIDGE), text(STEEL), text(BRIDGE.replace("，", " ,")))
    assert indices == [(3,)]


def test_a_short_sentence_is_told_twice_in_earnest():
    assert len(SHORT) < SHORTEST_COPY < len(BRIDGE)
    assert gone(head("开工"), text(BRIDGE), text(SHORT), head("丰收"), text(FARM), text(SHORT)) == ([], [])


def test_a_run_goes_as_a_whole():
    indices, _ = gone(head("柳溪大桥开工"), text(BRIDGE), text(STEEL), text(FARM), text(BRIDGE), text(STEEL))
    assert indices == [(4, 5)]


def test_a_run_is_of_a_length_that_articles_have():
    page = [text(f"第{number}号楼的住户昨日领到了新居的钥匙，十分高兴。") for number in range(2 * LONGEST_COPY)]
    indices, _ = gone(head("住户领钥匙"), *page, *page)
    assert [len(each) for each in indices] == [LONGEST_COPY] * 2


def test_the_text_goes_where_its_words_are_not():
    indices, why = gone(
        head("柳溪大桥开工"), text(STEEL), text(FARM), text(BRIDGE), head("大棚见闻"), text(SHORT),
        head("南塘白菜丰收"), text(CROP), text(FARM), text("白菜价格不高，省城市场每斤一元，菜农盼着多卖。"),
    )  # fmt: skip
    assert indices == [(2,)]
    assert all("below" in each for each in why)


def test_the_earlier_stays_only_where_it_fits_far_better():
    bridge = "柳溪大桥桥面沥青铺好，大桥跨越柳溪两岸，大桥月底通车。"
    indices, why = gone(
        head("柳溪大桥开工"), text(BRIDGE), text(bridge), text(STEEL), head("养老金上调"),
        text("退休职工养老金月底调整。"), text(bridge), text("补发部分已经到账。"),
    )  # fmt: skip
    assert indices == [(6,)]
    assert "above" in why[0]


def test_the_copy_that_completes_a_sentence_stays():
    opened, end = "工人正在铺设柳溪大桥的桥", "面沥青，月底以前全线铺完，大桥十月可以通车了。"
    for items, left in (
        ((head("白菜丰收"), text(end), text(FARM), head("柳溪大桥"), text(opened), text(end)), [(1,)]),
        ((head("柳溪大桥"), text(opened), text(end), head("白菜丰收"), text(FARM), text(end)), [(5,)]),
    ):
        indices, why = gone(*items)
        assert indices == left
        assert "completes a sentence" in why[0]


def test_the_end_of_a_paragraph_that_stands_whole_elsewhere_goes():
    whole = f"{BRIDGE}{STEEL}"
    indices, why = gone(head("柳溪大桥开工"), text(whole), head("白菜丰收"), text(FARM), text(STEEL))
    assert (indices, why) == ([(4,)], ["it repeats the end of a paragraph that stands whole above"])
    indices, why = gone(head("白菜丰收"), text(FARM), text(STEEL), head("柳溪大桥开工"), text(whole))
    assert (indices, why) == ([(2,)], ["it is the end of a paragraph that stands whole below"])


def test_what_stands_around_a_headline():
    indices, why = gone(head("柳溪大桥开工"), text(STEEL), text(BRIDGE), head("白菜丰收"), text(BRIDGE), text(FARM))
    assert (indices, why) == ([(4,)], ["it is the end of the article above, repeated under the next headline"])
    indices, why = gone(head("柳溪大桥开工"), text(STEEL), text(FARM), head("白菜丰收"), text(CROP), text(FARM))
    assert (indices, why) == ([(2,)], ["the next article's text, taken up above its headline"])


def test_a_short_end_of_a_sentence_goes_right_below_the_next_headline_only():
    opened, end = text("工人正在铺设柳溪大桥的桥"), text("面沥青，十月可以通车了。")
    assert len(end.text) < SHORTEST_COPY
    indices, _ = gone(head("柳溪大桥"), text(STEEL), opened, end, head("白菜丰收"), end, text(FARM))
    assert indices == [(5,)]
    assert gone(head("柳溪大桥"), text(STEEL), opened, end, head("白菜丰收"), text(FARM), end) == ([], [])
    assert gone(head("柳溪大桥"), text(STEEL), end, head("白菜丰收"), end, text(FARM)) == ([], [])


def test_headlines_and_captions_are_no_copies():
    caption = Block(0, BRIDGE, LineClass.CAPTION)
    assert gone(head(BRIDGE), text(STEEL), head(BRIDGE), text(BRIDGE), caption, caption) == ([], [])
