"""What is seen of an article as a whole."""

from service.sources.newspaper.genre_features import features, on_page
from service.sources.newspaper.headline_groups import Head
from service.sources.newspaper.line_classes import Block, LineClass
from service.sources.newspaper.line_types import LineType


def test_the_head_the_lines_the_signature_and_the_words_are_seen():
    head = Head(1, "“桥累了吗？”", subtitle="——访桥长赵明", section="面对面")
    lines = [
        Block(2, "", LineClass.BYLINE, credit="本报记者 方远", authors=("方远",), type=LineType.BYLINE),
        Block(3, "问：桥累了吗？", LineClass.TEXT, type=LineType.QUESTION),
        Block(4, "答：我看累了，12道伸缩缝要换。", LineClass.TEXT, type=LineType.ANSWER),
    ]
    found = features(head, lines)
    for wanted in (
        "title ends=”",
        "subtitle=dash",
        "subtitle says 访",
        "section 对面",
        "question=1",
        "byline=1",
        "signed 记者",
        "names=staff",
        "dated=False",
        "opens 问：",
        "closes 换。",
        "title has “",
    ):
        assert wanted in found
    assert all("\n" not in name for name in found)


def test_short_paragraphs_and_what_is_seen_only_together_are_seen():
    lines = [Block(n, text, LineClass.TEXT) for n, text in enumerate(("“到了。”老曲说。", f"{'天鹅飞来了' * 9}。"), 2)]
    found = features(Head(1, "到了"), lines)
    assert {
        "short paragraphs=3",
        "opens quoted=True",
        "paragraphs=2&size=1",
        "paragraphs=2&dated=False&names=none",
    } <= set(found)
    assert {"short paragraphs=0", "opens quoted=False"} <= set(features(Head(1, "到了"), lines[1:]))


def test_what_the_headline_and_the_section_say_is_seen():
    person = features(Head(1, "罗映川", kicker="他从不看表——", section="匠人", level=1), [])
    assert {"title is a name", "section of person", "kicker dashes", "level=1"} <= set(person)
    other = features(Head(1, "遛狗绊倒人，要赔吗？", section="法条信箱"), [])
    assert {"title asks", "section of explain", "section of letter"} <= set(other)
    assert not {"title is a name", "section of person", "kicker dashes", "title weather"} & set(other)


def test_the_place_on_the_page_and_the_page_s_name_are_seen():
    first = on_page(0, [900, 100, 80], ["A04 副刊 2026年5月12日", "公告" * 40])
    assert {"page of arts", "place=0", "short ones=1", "below size=1"} <= set(first)
    assert not [name for name in first if name.startswith(("above", "page of notices"))]
    assert {"place=4", "above size=1"} <= set(on_page(2, [900, 100, 80], []))


def story(credit: str, text: str = "昨天上午，柳河口湿地落下137只大天鹅，比去年早来6天。") -> set[str]:
    lines = [
        Block(2, "一群大天鹅落在水面上。", LineClass.CAPTION, type=LineType.CAPTION),
        Block(3, text, LineClass.TEXT),
        Block(4, "", LineClass.CREDIT, credit=credit, type=LineType.CREDIT),
    ]
    return set(features(Head(1, "到了"), lines))


def test_a_short_text_with_captions_whose_credit_names_the_picture_s_maker_is_a_picture_story():
    wanted = {"maker signed", "picture story", "picture story alone"}
    assert wanted <= story("文/记者 方远 片/记者 卢明")
    assert wanted <= story("通讯员 方远 摄影报道")
    assert not wanted & story("本报记者 方远")
    assert wanted & story("方远 摄", "河面结冰。" * 80) == {"maker signed"}


def test_whom_the_text_is_about_is_seen():
    text = "罗映川听机床。罗映川说，他听得出一微米。他退休后，厂里还来请他。"
    found = set(features(Head(1, "罗映川"), [Block(2, text, LineClass.TEXT)]))
    assert {"hero in head", "hero again=1", "he=4"} <= found
    assert "hero in head" not in features(Head(1, "一微米"), [Block(2, text, LineClass.TEXT)])


def test_an_article_without_text_has_features_too():
    assert "size=0" in features(Head(1, "桥"), [])


def test_i_is_counted_but_not_the_country_or_the_city():
    def first(text):
        return next(
            f for f in features(Head(1, "桥"), [Block(2, text, LineClass.TEXT)]) if f.startswith("first person")
        )

    assert first("我国的桥，我市的桥，都要修一修。") == "first person=0"
    assert first("我看见桥，我走上桥，我停下来。") == "first person=4"


def test_advice_a_letter_an_event_and_who_signs_them_are_seen():
    advice = [Block(2, "1.水，喝开的。不要喝生水。", LineClass.TEXT), Block(3, "【火候】小火煮。", LineClass.TEXT)]
    advice.append(Block(4, "", LineClass.CREDIT, credit="（市医院主任医师 方远）", type=LineType.CREDIT))
    assert {"steps=2", "text:advice", "signer expert"} <= set(features(Head(1, "水退了"), advice))
    letter = [Block(2, "编辑同志：桥头的灯坏了。", LineClass.TEXT)]
    letter.append(Block(3, "", LineClass.CREDIT, credit="北关居民 方远", type=LineType.CREDIT))
    assert {"saluted", "signer reader"} <= set(features(Head(1, "桥头的灯"), letter))
    event = [
        Block(2, "时间：9月12日  地点：柳桥礼堂", LineClass.TEXT),
        Block(3, "面向：家长，领票入场。", LineClass.TEXT),
    ]
    assert {"fields=3", "text:terms"} <= set(features(Head(1, "讲座"), event))
    plain = set(features(Head(1, "桥头的灯"), [Block(2, "桥头的灯昨晚亮了。", LineClass.TEXT)]))
    assert {"steps=0", "fields=0", "rows=0", "pictures told apart=0"} <= plain
    assert not plain & {"saluted", "signer reader", "signer expert", "text:advice", "text:terms"}


def test_rows_of_a_table_are_weighed_against_the_text():
    rows = [Block(n, "", LineClass.FURNITURE, type=LineType.TABLE) for n in range(2, 8)]
    note = Block(9, "昨晚两场打完，主队在前。", LineClass.TEXT)
    assert "rows=4" in features(Head(1, "战况"), [*rows, note])
    assert "rows=1" in features(Head(1, "战况"), [*rows, *[Block(9, note.text * 10, LineClass.TEXT)] * 5])


def test_captions_that_tell_pictures_apart_are_counted():
    captions = [
        Block(n, f"{which}：套袋。", LineClass.CAPTION, type=LineType.CAPTION)
        for n, which in enumerate(("上图", "左图"))
    ]
    assert "pictures told apart=2" in features(Head(1, "套袋"), [*captions, Block(9, "梨园套袋。", LineClass.TEXT)])
