"""The types of lines, corrected by what the lines say themselves."""

import pytest

from service.sources.newspaper.form_corrections import (
    with_boxes,
    with_contents,
    with_days,
    with_letters,
    with_lost_bylines,
    with_named_parts,
    with_parts,
    with_quotations,
    with_speakers,
    with_torn_lines,
    without_false_heads,
)
from service.sources.newspaper.line_types import LineType
from tests.support.tables import every_row


@every_row(
    ("heading", "line"),
    [
        ("今日导读", "四家配角企业的出海账　03版"),
        ("本期导读", "连载《县城法庭记》⑥"),
        ("导读", "第2版 把冷板凳坐成热爱"),
        ("今日看点", "一座老桥的听诊记 A04"),
        ("【本版导读】", "旧书摊重回江边 A9"),
        ("导读", "荐书：一座港口的百年（4版）"),
        ("本版导读", "▲ 春季植树进度过半 …… 3"),
        ("导  读", "把讲台搬到牧道上　　　（第六版）"),
    ],
)
def test_the_lines_of_a_contents_box_are_pointers(heading, line):
    given = [LineType.HEADLINE, LineType.PROSE, LineType.PROSE, LineType.HEADLINE]
    found = with_contents([heading, line, "", "候鸟归来"], given)
    assert found == [LineType.POINTER, LineType.POINTER, LineType.PROSE, LineType.HEADLINE]


def test_text_below_the_name_of_a_contents_box_stays_text():
    given = [LineType.HEADLINE, LineType.PROSE]
    assert with_contents(["导读", "全县新开工电梯212部。"], given) == given
    assert with_contents(["老街旧楼", "一座老桥的听诊记 A04"], given) == given


def test_a_contents_box_in_one_line_is_a_pointer():
    box = "今日导读　一张借书证七座城都认②　隧道开了，船还在摇③　蚕豆落市 龙虾上桌⑤"
    paged = "本期导读：长护险7月1日起实施 A04版｜光明街恢复供水 A04版｜这趟船我开到最后一班 A05版"
    news = "今日看点 全市3家商场今起在2楼开设12个摊位，市民可以去看看。"
    given = [LineType.PROSE] * 3
    assert with_contents([box, paged, news], given) == [LineType.POINTER, LineType.POINTER, LineType.PROSE]


@every_row(
    ("text", "mark", "given", "found"),
    [
        ("（报道见第三版）", False, LineType.DECK, LineType.POINTER),
        ("（“长渠纪事”之四，5月19日刊出）", False, LineType.HEADLINE, LineType.POINTER),
        ("（2026年5月通过）", True, LineType.HEADLINE, LineType.DECK),
        ("| 云亭队 | 0∶0 | 雁湖队 |", False, LineType.HEADLINE, LineType.TABLE),
        ("5月6日于内罗毕", False, LineType.HEADLINE, LineType.CREDIT),
        ("留与端阳鼓里来。", False, LineType.HEADLINE, LineType.PROSE),
        ("留与端阳鼓里来。", True, LineType.HEADLINE, LineType.HEADLINE),
        ("5月6日于内罗毕开幕", True, LineType.HEADLINE, LineType.HEADLINE),
        ("一根老水管", False, LineType.KICKER, LineType.KICKER),
        ("六家公司营收对比　数据来源：公司公告　制图：方远", False, LineType.PROSE, LineType.CAPTION),
        ("主持人 晚报记者 方远", False, LineType.HEADLINE, LineType.BYLINE),
        ("嘉宾：会计 方姐、退休职工 老卫", False, LineType.DECK, LineType.INNER_LABEL),
        ("嘉宾说，老街该慢", False, LineType.HEADLINE, LineType.HEADLINE),
        ("主持人 谢幕", True, LineType.HEADLINE, LineType.HEADLINE),
        ("图表由方远制图：他画了三天。", False, LineType.PROSE, LineType.PROSE),
    ],
)
def test_no_line_is_of_a_head_whose_form_says_otherwise(text, mark, given, found):
    assert without_false_heads([text], [mark], [given]) == [found]


def test_days_with_their_weather_head_the_parts_of_a_diary():
    page = ["2017年11月6日  晴  大风", "走了21公里。", "2018年4月2日  扬沙", "卡了6天。"]
    given = [LineType.FURNITURE, LineType.PROSE] * 2
    assert with_days(page, given) == [LineType.INNER_LABEL, LineType.PROSE] * 2
    assert with_days(page[:2], given[:2]) == given[:2]


@pytest.mark.parametrize("line", ["2026年5月16日 星期六", "2026年5月16日  周六  晴", "5月6日于内罗毕"])
def test_a_papers_own_day_heads_no_part(line):
    given = [LineType.FURNITURE, LineType.PROSE] * 2
    assert with_days([line, "走了21公里。", f"{line} ", "卡了6天。"], given) == given


def test_lines_without_marks_right_below_the_byline_are_the_articles():
    texts = ["慢行优先", "方远", "绿灯提前的那五秒里", "治理的刻度", "五秒能做什么？"]
    head = [LineType.HEADLINE, LineType.BYLINE]
    given = [*head, LineType.KICKER, LineType.HEADLINE, LineType.PROSE]
    bare = [True, False, False, False, False]
    assert with_parts(texts, bare, given) == [*head, LineType.SUBHEAD, LineType.SUBHEAD, LineType.PROSE]
    assert with_parts(texts, [True, False, False, True, False], given)[3] is LineType.HEADLINE
    apart = [*head, LineType.PROSE, LineType.HEADLINE, LineType.PROSE]
    assert with_parts(texts, bare, apart) == apart


def test_two_bare_lines_of_which_the_first_names_a_part_as_others_do_head_it():
    texts = [
        "每度电抽多少水？",
        "厂：一厂一码",
        "从三个数到一个数",
        "三个数摆在桌上。",
        "再生水：写进计划",
        "水没人要。",
    ]
    head = [LineType.KICKER, LineType.HEADLINE]
    given = [LineType.PROSE, *head, LineType.PROSE, LineType.SUBHEAD, LineType.PROSE]
    others = ["井：以电折水", *texts], [LineType.SUBHEAD, *given]
    bare = [False] * 7
    assert with_named_parts(others[0], bare, others[1])[2:4] == [LineType.SUBHEAD] * 2
    assert with_named_parts(texts, bare[1:], given) == given
    for place, text in ((3, "停产四年的老厂靠给老机器看病重新开工"), (4, "本报北京6月11日电 三个数摆在桌上。")):
        page = [*others[0][:place], text, *others[0][place + 1 :]]
        assert with_named_parts(page, bare, others[1]) == others[1]
    assert with_named_parts(others[0], [n == 3 for n in range(7)], others[1]) == others[1]


def test_the_day_below_the_office_that_signs_is_a_part_of_the_document():
    day, signed = "2026年6月20日", [LineType.NOTICE, LineType.FURNITURE]
    assert with_days(["望屿市人民政府办公室", day], signed) == [LineType.NOTICE, LineType.NOTICE]
    assert with_days(["免去他的职务。", day], signed) == signed
    assert with_days(["望屿市人民政府", "2026年6月20日 星期六"], signed) == signed


@pytest.mark.parametrize("line", ["妈：", "编辑同志：", "亲爱的老友："])
def test_whom_a_letter_is_to_is_no_byline(line):
    given = [LineType.HEADLINE, LineType.BYLINE, LineType.PROSE]
    found = with_letters(["等天黑", line, "这边没有黑过。"], [True, False, False], given)
    assert found == [LineType.HEADLINE, LineType.PROSE, LineType.PROSE]


@pytest.mark.parametrize("line", ["本报记者：方远", "摄影：卢明", "老师方远"])
def test_a_byline_stays_one(line):
    given = [LineType.HEADLINE, LineType.BYLINE]
    assert with_letters(["等天黑", line], [True, False], given) == given


def test_a_name_with_what_its_bearer_is_below_a_headline_is_the_byline():
    given = [LineType.HEADLINE, LineType.HEADLINE]
    assert with_letters(["等天黑", "方远（留学生）"], [True, False], given)[1] is LineType.BYLINE
    assert with_letters(["等天黑", "方远（留学生）"], [True, True], given)[1] is LineType.HEADLINE
    assert with_letters(["等天黑", "大桥（全长三公里）"], [True, False], given)[1] is LineType.HEADLINE


def test_who_signs_a_letter_when_and_where_is_text():
    given = [LineType.PROSE, LineType.CREDIT, LineType.FURNITURE]
    letter = ["我想闻闻没晒过的味道。", "儿　云眠", "6月18日　基律纳"]
    assert with_letters(letter, [False] * 3, given) == [LineType.PROSE] * 3
    paper = ["我想闻闻没晒过的味道。", "本报记者　方远", "6月18日　要闻"]
    assert with_letters(paper, [False] * 3, given) == given


def test_what_names_a_leading_box_is_no_headline():
    given = [LineType.HEADLINE, LineType.PROSE]
    for text, type_ in (
        ("核心提示", LineType.BOX_HEADING),
        ("【核心阅读】", LineType.BOX_HEADING),
        ("提示灯", given[0]),
    ):
        assert with_boxes([text, "禁渔五年。"], given) == [type_, LineType.PROSE]


def test_a_headline_with_the_sign_of_two_sub_headlines_is_one():
    texts = ("◆到校", "小学八点。", "◆穿衣", "可以穿厚。", "◆跑操", "改在室内。")
    part = [LineType.SUBHEAD, LineType.PROSE]
    marked = [True] * 6
    assert with_parts(texts, marked, [*part, *part, LineType.HEADLINE, LineType.PROSE])[4] is LineType.SUBHEAD
    headed = [LineType.HEADLINE, LineType.PROSE, *part, LineType.HEADLINE, LineType.PROSE]
    assert with_parts(texts, marked, headed)[4] is LineType.HEADLINE


@every_row(
    ("text", "type_", "found"),
    [
        ("名词解释", LineType.HEADLINE, LineType.BOX_HEADING),
        ("【记者手记】", LineType.HEADLINE, LineType.BOX_HEADING),
        ("名词解释里的学问", LineType.HEADLINE, LineType.HEADLINE),
        ("名词解释", LineType.LABEL, LineType.LABEL),
    ],
)
def test_the_name_of_a_box_is_no_headline(text, type_, found):
    assert with_boxes([text, "禁渔五年。"], [type_, LineType.PROSE])[0] is found


@every_row(
    ("text", "mark", "type_", "found"),
    [
        ("云屏大学报 2026年4月15日 第1187期", True, LineType.HEADLINE, LineType.FURNITURE),
        ("2026年4月15日　星期三", True, LineType.KICKER, LineType.FURNITURE),
        ("2026年4月15日 江水第一次过堤", True, LineType.HEADLINE, LineType.HEADLINE),
        ("他提醒，", False, LineType.SUBHEAD, LineType.PROSE),
        ("他提醒，", True, LineType.SUBHEAD, LineType.SUBHEAD),
        ("他的提醒", False, LineType.SUBHEAD, LineType.SUBHEAD),
    ],
)
def test_a_masthead_and_a_line_that_breaks_off_at_a_comma_are_no_headings(text, mark, type_, found):
    assert without_false_heads([text], [mark], [type_]) == [found]


def test_a_mark_with_a_word_above_a_head_is_a_label():
    given = [LineType.BYLINE, LineType.PROSE, LineType.HEADLINE]
    assert with_boxes(["■ 相关", "", "江豚科普馆开馆"], given)[0] is LineType.LABEL
    assert with_boxes(["■ 方远", "", "江豚科普馆开馆"], given)[0] is LineType.BYLINE
    assert with_boxes(["■ 相关", "江豚科普馆开馆。", ""], given)[0] is LineType.BYLINE


@pytest.mark.parametrize(
    ("line", "first", "found"),
    [
        ("杭砚秋", LineType.MOVED, LineType.BYLINE),
        ("杭砚秋", LineType.PROSE, LineType.SUBHEAD),
        ("水窖是老底子", LineType.MOVED, LineType.SUBHEAD),
    ],
)
def test_a_name_below_another_articles_end_is_the_byline(line, first, found):
    texts = ("水窖莫急着填", "", "也省下了医保资金。", "一口窖存三四十方水。", line, "乌岭河的水通了。")
    types = [LineType.HEADLINE, LineType.PROSE, first, LineType.PROSE, LineType.SUBHEAD, LineType.PROSE]
    marked = [n == 0 for n in range(len(texts))]
    assert with_lost_bylines(texts, marked, types)[4] is found
    byline = [*types[:3], LineType.BYLINE, *types[4:]]
    assert with_lost_bylines(texts, marked, byline)[4] is LineType.SUBHEAD


def test_a_foreigners_name_that_looks_like_a_headline_below_anothers_text_is_the_byline():
    types = [LineType.HEADLINE, LineType.MOVED, LineType.PROSE, LineType.HEADLINE, LineType.PROSE]
    for name, wanted in (("爱德华多·基斯佩", LineType.BYLINE), ("高铁来了", LineType.HEADLINE)):
        texts = ["梯田会说话", "变成公园。", "会议在昆明举行。", name, "梯田像一本书。"]
        assert with_lost_bylines(texts, [True, *[False] * 4], types)[3] is wanted
    first = ["梯田会说话", "爱德华多·基斯佩", "梯田像一本书。"]
    headlines = [LineType.HEADLINE, LineType.HEADLINE, LineType.PROSE]
    assert with_lost_bylines(first, [True, False, False], headlines) == headlines


@every_row(
    ("above", "marked", "below", "found"),
    [
        ((LineType.HEADLINE, LineType.BYLINE), False, "镇中学的路没有灯。", LineType.SUBHEAD),
        ((LineType.HEADLINE, LineType.BYLINE), True, "镇中学的路没有灯。", LineType.HEADLINE),
        ((LineType.PROSE, LineType.BYLINE), False, "镇中学的路没有灯。", LineType.HEADLINE),
        ((LineType.HEADLINE, LineType.PROSE), False, "2017年11月6日　晴", LineType.SUBHEAD),
        ((LineType.PROSE, LineType.PROSE), False, "2017年11月6日　晴", LineType.HEADLINE),
    ],
)
def test_a_headline_right_below_a_byline_or_above_a_day_heads_a_part(above, marked, below, found):
    texts = ("一束光该照多远", "奚朗", "修理铺的主人", below)
    types = [*above, LineType.HEADLINE, LineType.PROSE]
    assert with_parts(texts, [False, False, marked, False], types)[2] is found


def test_the_column_of_letters_is_the_label_of_a_letter_s_headline():
    texts = ["读者来信", "路灯不该白天亮", "编辑同志：", "街上的路灯白天亮着，夜里反而熄了。"]
    given = [LineType.HEADLINE, LineType.SUBHEAD, LineType.PROSE, LineType.PROSE]
    found = with_letters(texts, [True, False, False, False], given)
    assert found == [LineType.LABEL, LineType.HEADLINE, LineType.PROSE, LineType.PROSE]
    for other in (["一封感谢信", *texts[1:]], [*texts[:2], "路灯本该夜里亮。", texts[3]]):
        assert with_letters(other, [True, False, False, False], given) == given


@every_row(
    "rows",
    [
        ["螺纹钢 3210 -0.6%", "棕榈油 8840 +1.2%"],
        ["白菜　1.2元　1.5元", "黄瓜　2.8元　3.0元"],
        ["足金 每克 812元", "铂金 每克 245元"],
        ["1青岚队28分", "2柳溪队25分"],
    ],
)
def test_names_with_their_figures_are_rows_of_a_table(rows):
    given = [LineType.DECK, LineType.KICKER, LineType.HEADLINE]
    found = with_quotations([*rows, "桥修好了"], [False, False, True], given)
    assert found == [LineType.TABLE, LineType.TABLE, LineType.HEADLINE]


@every_row(
    "rows",
    [
        ["螺纹钢 3210 -0.6%", "春灌水到田头"],
        ["全县 12个乡镇同时开闸", "新增水田 3万亩"],
        ["2026年 第12期", "2026年 第13期"],
    ],
)
def test_one_such_row_alone_and_rows_of_words_are_none(rows):
    given = [LineType.DECK, LineType.KICKER]
    assert with_quotations(rows, [False, False], given) == given


@every_row(
    ("line", "found"),
    [
        ("水利专家说，它让山下三万亩旱地变成水田", LineType.DECK),
        ("本报记者说，山长水", LineType.BYLINE),
        ("林小舟，何青", LineType.BYLINE),
        ("云溪县委宣传部", LineType.BYLINE),
        ("文/林小舟，云溪县委宣传部供稿", LineType.BYLINE),
    ],
)
def test_a_clause_below_a_headline_is_no_byline(line, found):
    given = [LineType.HEADLINE, LineType.BYLINE, LineType.PROSE]
    texts = ["一条渠 七代人", line, "云溪有一条挂在崖壁上的水渠。"]
    assert with_torn_lines(texts, [True, False, False], given)[1] is found


def test_the_end_of_a_sentence_below_a_headline_is_no_deck():
    above = "研究所所长瓦明认为，成交回暖不等于价格上涨，库存去化周期仍有十九个"
    given = [LineType.KICKER, LineType.HEADLINE, LineType.DECK, LineType.PROSE]
    marked = [False, True, False, False]
    texts = [above, "江岸推出“数据贷”", "月。", "一家企业获得授信三百万元。"]
    assert with_torn_lines(texts, marked, given)[:3] == [LineType.PROSE, LineType.HEADLINE, LineType.PROSE]
    for place, other in ((0, "楼市回暖"), (2, "三百万元当天到账")):
        changed = [other if n == place else text for n, text in enumerate(texts)]
        assert with_torn_lines(changed, marked, given)[0] is LineType.KICKER


def test_lines_that_name_who_speaks_below_head_parts_with_the_lines_between():
    texts = ["代表谈教育", "孙萍委员", "让老师留下来", "住房要有着落。", "马原代表", "好课进山", "要有人管。"]
    head = LineType.HEADLINE
    given = [head, LineType.LABEL, head, LineType.PROSE, LineType.LABEL, head, LineType.PROSE]
    marked = [True, *[False] * 6]
    part = [LineType.INNER_LABEL, LineType.SUBHEAD, LineType.PROSE]
    assert with_speakers(texts, marked, given) == [head, *part, *part]
    for other in ([*texts[:4], "马原来了", *texts[5:]], [texts[0], *["孙萍委员", *texts[2:4]] * 2]):
        assert with_speakers(other, marked, given) == given
    assert with_speakers(texts[1:], marked[1:], given[1:])[:2] == [LineType.LABEL, head]


def test_what_names_an_advertisement_is_no_label_of_the_next_article():
    for text, mark, found in (("（广告）", False, LineType.FURNITURE), ("（广告）", True, LineType.LABEL)):
        assert without_false_heads([text], [mark], [LineType.LABEL]) == [found]


def test_a_dateline_alone_is_no_kicker_of_the_next_article():
    for text, found in (("本报石桥6月3日电", LineType.CREDIT), ("本报6月3日来电不断", LineType.KICKER)):
        assert without_false_heads([text], [True], [LineType.KICKER]) == [found]
