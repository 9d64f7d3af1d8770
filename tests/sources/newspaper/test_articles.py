"""Heads, copies and the text that belongs to each headline."""

from service.sources.newspaper.articles import REACH, articles
from service.sources.newspaper.bigram_weights import BigramWeights, grams
from service.sources.newspaper.continuation import goes_on
from service.sources.newspaper.duplicates import copies
from service.sources.newspaper.headline_groups import Head, grouped
from service.sources.newspaper.line_classes import Block, LineClass
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.page_lines import lines
from service.sources.newspaper.page_reader import typed_blocks

STORK = "五月的白鹭湾湿地芦苇青青，两百只东方白鹳在浅滩停歇觅食。"
LIFTS = "今年以来，全市把老旧住宅加装电梯列为民生实事，新开工电梯212部。"
LIGHT = "加装电梯难在意见统一，住户最关心的采光问题得到了解决。"


def items(page: str) -> list[Head | Block]:
    return grouped(*typed_blocks(lines(page)))


def found(page: str) -> list[tuple[str, list[str]]]:
    parts = items(page)
    words = BigramWeights(grams(p.words if isinstance(p, Head) else p.text) for p in parts)
    drafts, _ = articles(parts, words)
    return [(d.head.title, [b.text for b in d.blocks if b.role is LineClass.TEXT]) for d in drafts]


def test_lines_together_are_one_head():
    (head, _) = items(f"【湖畔】\n\n候鸟归来\n\n# 白鹭湾飞来白鹳\n\n——步道关闭\n\n{STORK}")
    assert isinstance(head, Head)
    assert (head.section, head.kicker, head.title, head.subtitle) == (
        "湖畔",
        "候鸟归来",
        "白鹭湾飞来白鹳",
        "——步道关闭",
    )


def test_of_two_marked_lines_the_higher_is_the_headline_and_of_equals_the_last():
    above = "甲乙丙丁戊己庚辛壬癸"
    for mark, title in (("##", above), ("#", "白鹭湾飞来白鹳")):
        head = items(f"# {above}\n\n{mark} 白鹭湾飞来白鹳\n\n{STORK}")[0]
        assert isinstance(head, Head)
        assert head.title == title


def test_a_short_line_ahead_of_other_news_is_a_headline_and_of_the_same_a_subheading():
    page = f"# 老街旧楼加装电梯提速\n\n{LIFTS}\n\n{{}}\n\n{{}}\n"
    assert [t for t, _ in found(page.format("白鹭湾飞来东方白鹳", STORK))] == [
        "老街旧楼加装电梯提速",
        "白鹭湾飞来东方白鹳",
    ]
    (article,) = found(page.format("采光问题怎么办", LIGHT))
    assert article == ("老街旧楼加装电梯提速", [LIFTS, LIGHT])


def test_a_numbered_heading_belongs_to_the_article_above():
    assert [t for t, _ in found(f"# 老街旧楼加装电梯提速\n\n{LIFTS}\n\n## 一、采光问题\n\n{LIGHT}")] == [
        "老街旧楼加装电梯提速"
    ]


def test_the_end_of_an_article_comes_back_from_under_the_next_headline():
    tail = "心的采光问题得到了解决，邻居们盼着电梯早日装好。"
    head = "加装电梯难在意见统一，街道请来设计师改了四遍图纸，又挨家挨户量了窗台的高度，住户最关"
    page = f"# 老街旧楼加装电梯提速\n\n{LIFTS}\n\n{head}\n\n# 白鹭湾飞来东方白鹳\n\n{tail}\n\n{STORK}\n"
    assert found(page) == [("老街旧楼加装电梯提速", [LIFTS, head, tail]), ("白鹭湾飞来东方白鹳", [STORK])]


def test_a_whole_column_under_the_wrong_headline_is_told_by_its_words():
    page = f"# 老街旧楼加装电梯提速\n\n{LIFTS}\n\n# 白鹭湾飞来东方白鹳\n\n{LIGHT}\n\n{STORK}\n"
    ahead = "从五月十日起，市图书馆一楼自习区、二楼阅览室和三楼少儿部的座位不再按天预约，改为按小时预约，每天的开放"
    broken = f"\n# 图书馆延长开放\n\n{ahead}\n\n时间延长到夜里十二点，周末也不打烊。\n"
    assert found(page + broken)[:2] == [("老街旧楼加装电梯提速", [LIFTS, LIGHT]), ("白鹭湾飞来东方白鹳", [STORK])]


def test_on_a_page_without_a_broken_sentence_no_text_is_moved():
    page = f"# 老街旧楼加装电梯提速\n\n{LIFTS}\n\n# 白鹭湾飞来东方白鹳\n\n{LIGHT}\n\n{STORK}\n"
    assert found(page) == [("老街旧楼加装电梯提速", [LIFTS]), ("白鹭湾飞来东方白鹳", [LIGHT, STORK])]


def test_a_short_line_without_an_end_is_no_evidence_of_a_broken_page():
    page = f"# 老街旧楼加装电梯提速\n\n{LIFTS}\n\n# 白鹭湾飞来东方白鹳\n\n{LIGHT}\n\n{STORK}\n"
    verse = "\n# 灶台\n\n一盆刚刚烧开又端起来的水，\n\n不敢快，也不敢慢。\n"
    assert found(page + verse)[1] == ("白鹭湾飞来东方白鹳", [LIGHT, STORK])


def test_a_byline_below_the_standfirst_belongs_to_the_headline_above():
    blocks: list[Head | Block] = [
        Head(1, "老街旧楼加装电梯提速"),
        Block(2, "电梯装在哪里，钱从哪里来，白鹳又往哪里飞？", LineClass.TEXT, type=LineType.STANDFIRST),
        Block(3, "", LineClass.BYLINE, authors=("方远",), type=LineType.BYLINE),
        Block(4, "电梯提速以后，" + STORK, LineClass.TEXT),
        Head(5, "白鹭湾飞来东方白鹳"),
        Block(6, LIGHT, LineClass.TEXT),
    ]
    words = BigramWeights(grams(b.words if isinstance(b, Head) else b.text) for b in blocks)
    drafts, _ = articles(blocks, words)
    assert [[b.number for b in draft.blocks] for draft in drafts] == [[2, 3, 4], [6]]


def test_a_text_that_shares_the_headlines_words_stays_with_it():
    page = f"# 老街旧楼加装电梯提速\n\n{LIFTS}\n\n# 白鹭湾飞来东方白鹳\n\n{STORK}\n\n{STORK}再说一句。\n"
    assert [len(texts) for _, texts in found(page)] == [1, 2]


def test_a_column_label_with_a_byline_is_the_section_of_the_headline_below():
    above = "# 开馆了\n\n图书馆今天开馆。\n\n## 湖畔快评\n\n□ 方远\n\n"
    page = f"{above}{STORK}\n\n# 为东方白鹳让路\n\n白鹳来了，人退一步。\n"
    assert found(page)[1] == ("为东方白鹳让路", [STORK, "白鹳来了，人退一步。"])


def test_a_head_with_a_label_above_it_is_none_though_its_words_stand_not_below():
    page = f"# 开馆了\n\n图书馆今天开馆。\n\n{{}}# 蜂窝煤\n\n方远\n\n{STORK}\n\n# 空气良好\n\n{LIFTS}\n"
    assert found(page.format("往事\n\n"))[1] == ("蜂窝煤", [STORK])
    assert len(found(page.format(""))) == 2


def test_text_given_twice_is_left_out_where_it_does_not_belong():
    tail = "心的采光问题得到了解决，邻居们盼着电梯早日装好。"
    head = "加装电梯难在意见统一，街道请来设计师改图纸，住户最关"
    parts = items(f"# 白鹭湾飞来东方白鹳\n\n{STORK}\n\n{tail}\n\n# 老街旧楼加装电梯提速\n\n{head}\n\n{tail}\n")
    (copy,) = copies(parts, BigramWeights(grams(p.words if isinstance(p, Head) else p.text) for p in parts))
    assert [parts[n].number for n in copy.indices] == [5]


def test_short_sentences_that_two_articles_share_are_no_copies():
    parts = items("# 甲会见乙\n\n甲今天会见乙。\n\n丙参加会见。\n\n# 甲会见丁\n\n甲昨天会见丁。\n\n丙参加会见。\n")
    assert copies(parts, BigramWeights(grams(p.words if isinstance(p, Head) else p.text) for p in parts)) == []


def test_rare_words_tell_more_than_common_ones():
    words = BigramWeights(map(grams, [STORK, LIFTS, LIGHT, LIFTS + LIGHT]))
    assert words.weight("白鹳") > words.weight("电梯")
    assert words.likeness(grams(LIFTS), grams(LIGHT)) > words.likeness(grams(LIFTS), grams(STORK))
    assert words.share(grams("东方白鹳"), grams(STORK)) == 1
    assert words.likeness(frozenset(), grams(STORK)) == 0


def drafts(*parts: Head | Block) -> list[list[str]]:
    words = BigramWeights(grams(p.words if isinstance(p, Head) else p.text) for p in parts)
    return [[b.text for b in d.blocks if b.role is LineClass.TEXT] for d in articles(list(parts), words)[0]]


def line(number: int, text: str, type_: LineType = LineType.PROSE, role: LineClass = LineClass.TEXT) -> Block:
    return Block(number, text, role, type=type_)


BROKEN = (
    line(2, "昨天下午的庭审开了两个小时，双方的焦点都落在玻璃上，阳光房的顶面用的是五毫米的普通玻璃，而采"),
    line(3, "光顶按规范应使用夹层玻璃，两家人都认了这个理。", LineType.CONTINUATION),
)
WATER = "山里发大水，冲走了药箱，医生背着病人过河，药箱和医生后来都找到了。"
BEDSIDE = "山里有个说法：水来了找船，病来了找医生，药箱就是他的船。"
STORY = "那只旧木箱是三十年前配的，箱盖里写着四个字。"


def test_a_standfirst_above_the_byline_is_no_text_of_the_article_above():
    byline = line(9, "", LineType.BYLINE, LineClass.BYLINE)
    above = (Head(1, "大水冲走药箱"), *BROKEN, line(4, WATER))
    for type_, own in ((LineType.STANDFIRST, [BEDSIDE, STORY]), (LineType.PROSE, [STORY])):
        found_ = drafts(*above, Head(7, "齐广白"), line(8, BEDSIDE, type_), byline, line(10, STORY))
        assert found_[1] == own


def test_a_letter_begins_at_whom_it_is_to():
    tail = line(8, "的药箱后来都找到了，医生背着病人过了河。")
    for opening, own in (("编辑同志：", 2), ("医生和同志们说：", 1)):
        above = (Head(1, "大水冲走药箱"), line(2, WATER), line(3, "山里发大水那天，冲走的是三十年前配"))
        letter = line(9, f"{opening}山里发大水，冲走了药箱。")
        found_ = drafts(*above, Head(7, "旧木箱"), tail, letter, line(10, STORY))
        assert len(found_[1]) == own


def test_nothing_of_an_article_stands_below_its_credit():
    credit = line(5, "", LineType.CREDIT, LineClass.CREDIT)
    byline = line(9, "", LineType.BYLINE, LineClass.BYLINE)
    parts = (Head(7, "齐广白"), line(8, BEDSIDE), byline, line(10, STORY))
    assert drafts(Head(1, "大水冲走药箱"), *BROKEN, line(4, WATER), *parts)[1] == [STORY]
    assert drafts(Head(1, "大水冲走药箱"), *BROKEN, line(4, WATER), credit, *parts)[1] == [BEDSIDE, STORY]


def test_text_that_completes_a_sentence_under_the_next_headline_ends_at_its_credit_and_not_at_the_next_byline():
    credit = line(9, "", LineType.CREDIT, LineClass.CREDIT)
    byline = line(11, "", LineType.BYLINE, LineClass.BYLINE)
    cut, rest = BROKEN
    page = (Head(1, "猫砸穿玻璃"), cut, Head(7, "齐广白"), rest, credit, line(10, BEDSIDE), byline, line(12, STORY))
    assert drafts(*page)[1] == [BEDSIDE, STORY]


def test_a_short_line_of_several_sentences_can_break_off():
    cut = line(2, "庭审的焦点落在玻璃上。顶面用的是普通玻璃，而采")
    page = (Head(1, "猫砸穿玻璃"), cut, Head(7, "齐广白"), BROKEN[1], line(10, BEDSIDE), line(12, STORY))
    assert drafts(*page)[0][1] == BROKEN[1].text
    one = line(2, "庭审的焦点落在玻璃上而采")
    assert BROKEN[1].text in drafts(page[0], one, *page[2:])[1]


def test_an_open_clause_goes_on_under_a_headline_whose_own_text_begins_at_its_byline():
    rest = line(8, "在一楼的签字上，办公室准备把弄堂里的做法印成图。")
    byline = line(9, "", LineType.BYLINE, LineClass.BYLINE)
    for text, found_ in (
        ("全区已装电梯六百部，另有两百个门栋卡", [STORY]),
        ("全区已装电梯的门栋都卡", [rest.text, STORY]),
    ):
        cut = line(2, text)
        assert goes_on(cut.text, rest.text) < 0
        assert drafts(Head(1, "五楼的电梯"), cut, Head(7, "齐广白"), rest, byline, line(10, STORY))[1] == found_
    without = (Head(1, "五楼的电梯"), line(2, "全区已装电梯六百部，另有两百个门栋卡"), Head(7, "齐广白"), rest)
    assert drafts(*without, line(10, STORY))[1] == [rest.text, STORY]


def test_verse_below_is_not_the_end_of_an_article_that_has_none():
    prose, verse = (
        Block(n, text, LineClass.TEXT, type=type_)
        for n, (text, type_) in enumerate(
            [
                ("我有一年在外地读书，赶不上蚕豆，写信回家抱怨。祖母回信说，她替我吃了，信", LineType.PROSE),
                ("你不知道自己是几号", LineType.VERSE),
            ],
            2,
        )
    )
    tail = Block(4, "里夹着三颗干豆，我种了两颗。", LineClass.TEXT, type=LineType.MOVED)
    parts: list[Head | Block] = [Head(1, "蚕豆有耳"), prose, Head(3, "隧道里的一盏灯"), tail, *[verse] * 3]
    words = BigramWeights(grams(p.words if isinstance(p, Head) else p.text) for p in parts)
    first, second = articles(parts, words)[0]
    assert (len(first.blocks), len(second.blocks)) == (2, 3)
    assert len(parts) < REACH


def test_an_article_above_one_with_its_own_author_is_no_column_s_label():
    page = "# 一盏灯等了三十年\n\n文/方远\n\n渡口的灯从前是煤油的，后来灯就不亮了。\n\n# 渡口最后一张船票\n\n{}"
    told = "停航那天，船工把渡口最后一张船票送给了一个孩子。"
    assert len(found(page.format(f"{told}　　本报记者　卢明"))) == 2
    assert len(found(page.format(told))) == 1
