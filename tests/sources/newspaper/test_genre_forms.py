"""Advertisements, speeches and laws, known by their form; news with the same words is none of them."""

from service.model import Genre, Page
from service.sources.newspaper import read
from service.sources.newspaper.genre_forms import certain_genre, picture_story, reports_act
from service.sources.newspaper.line_classes import Block, LineClass
from service.sources.newspaper.line_types import LineType
from tests.support.tables import every_row

ADVERTISED = {
    "a clinic in the form of a feature": (
        "修一双鞋 走一辈子路",
        "走进柳桥鞋坊，墙上挂满了老顾客送来的锦旗。",
        "周年庆期间，定制鞋特价680元起，进店即送鞋油一盒，名额有限。",
        "地址：柳桥路9号　预约电话：0000-6611220",
    ),
    "a park that seeks investors": ("向海而兴", "园区厂房鳞次栉比。", "园区诚邀海内外客商投资兴业，共绘蓝图。"),
    "what says so itself": ("豆香里的一百天", "一粒豆子要晒足半年。（推广信息）"),
    "a line of offers": ("柳桥新居", "首付两成起，样板间开放，到访有礼。"),
    "a policy's words with an address": ("家电以旧换新", "冰箱、洗衣机以旧换新，送货上门。电话：6618888"),
}
DOCUMENTS = {
    "a speech": ("在全县教师大会上的讲话（摘要）", "各位老师，同志们：", "今天请大家来，是要说三件事。"),
    "an open letter": ("致全市骑手的一封信", "亲爱的骑手朋友们：", "天冷路滑，请慢一点。"),
    "a law": (
        "柳桥市养犬管理办法",
        "第一条 为规范养犬，制定本办法。",
        "第二条 本办法适用于城区。",
        "第三条 养犬应当登记。",
    ),
    "a list of appointments": ("柳桥市人民代表大会常务委员会任免名单", "任命方远为柳桥市水务局局长。"),
}
NEWS = {
    "a policy's figures": (
        "以旧换新补贴加码",
        "11月起，家电以旧换新补贴提高到两成，让利总额预计3亿元，优惠不与门店活动冲突。",
    ),
    "a hotline": ("热水器召回", "柳桥牌热水器因漏电召回126台，消费者可以拨打热线6618888退货。"),
    "what a reporter found at a sale": (
        "家装节首日投诉37起",
        "记者探访发现，瓷砖五折起的价签背后先涨后降。",
        "地址：城东大道9号。",
    ),
    "a report of a speech": ("方远在讲话中说先修桥", "各方都在等桥。11月5日，桥开工了。"),
    "a report of a law": ("养犬新办法公布", "办法共二十条，第三条规定养犬应当登记。", "第二条路明天封闭。"),
    "a letter to the editor": ("桥头的灯", "编辑同志：", "桥头的灯坏了一个月。"),
}


@every_row("case", ADVERTISED)
def test_what_offers_something_for_sale_is_an_advertisement(case):
    title, *paragraphs = ADVERTISED[case]
    genre, why = certain_genre(title, paragraphs)
    assert genre is Genre.ADVERTISEMENT
    assert why


@every_row("case", DOCUMENTS)
def test_what_was_said_or_decreed_word_by_word_is_a_document(case):
    title, *paragraphs = DOCUMENTS[case]
    genre, why = certain_genre(title, paragraphs)
    assert genre is Genre.DOCUMENT
    assert why


@every_row("case", NEWS)
def test_news_of_sales_speeches_and_laws_has_no_such_form(case):
    title, *paragraphs = NEWS[case]
    assert certain_genre(title, paragraphs) is None


def test_the_form_counts_beside_other_articles_and_not_where_it_fills_its_page_alone():
    title, *paragraphs = ADVERTISED["a clinic in the form of a feature"]
    page = "\n\n".join([f"# {title}", *paragraphs])
    beside = "\n\n# 图书馆夜里开门\n\n本报讯（记者 卢明）从5月10日起，县图书馆开放到夜里十二点。\n"
    assert read(Page("a.md", page + beside))[0].genre is Genre.ADVERTISEMENT
    assert read(Page("a.md", page + "\n"))[0].genre.is_told


SCENE = "昨晚，柳桥夜市收摊，摊主把最后一碗馄饨端给巡夜的保安。"
CAPTION = Block(1, "①柳桥的早市。", LineClass.CAPTION, type=LineType.CAPTION)


def signed(credit: str) -> Block:
    return Block(9, "", LineClass.CREDIT, credit=credit, type=LineType.CREDIT)


@every_row(
    "lines",
    [
        [Block(2, SCENE, LineClass.TEXT), signed("读者 方远 供图")],
        [CAPTION, Block(2, SCENE, LineClass.TEXT), signed("（本报记者 方远 摄）")],
        [Block(2, f"{SCENE} 方远 摄影报道", LineClass.TEXT)],
        [
            CAPTION,
            Block(3, f"{SCENE}　记者　方远　文/图", LineClass.CAPTION, type=LineType.CAPTION),
            Block(4, SCENE, LineClass.TEXT),
        ],
    ],
)
def test_a_short_text_whose_signature_names_the_pictures_maker_is_a_picture_story(lines):
    assert picture_story(lines).startswith("signed “")


@every_row(
    "lines",
    [
        [Block(2, SCENE, LineClass.TEXT), signed("本报记者 方远")],
        [Block(2, SCENE, LineClass.TEXT, starts=True), signed("本报记者 方远 文/图")],
        [Block(2, SCENE, LineClass.TEXT), Block(3, SCENE, LineClass.TEXT), signed("本报记者 方远 文/图")],
        [Block(2, SCENE * 10, LineClass.TEXT), signed("本报记者 方远 摄")],
        [Block(2, SCENE, LineClass.TEXT), Block(3, "早市。方远 摄", LineClass.CAPTION, type=LineType.CAPTION)],
        [Block(2, "今晨气温38摄氏度，柳桥停工。", LineClass.TEXT), signed("柳桥气象台")],
    ],
)
def test_news_beside_a_signed_picture_is_no_picture_story(lines):
    """A dateline, more paragraphs, a long text, or only another picture's own caption: it is news."""
    assert not picture_story(lines)


@every_row(
    ("first", "credit", "is_act"),
    [
        ("青沅县县长方远5月18日在朝溪镇调研。他强调，要抓好春耕。", "", True),
        ("全国粮食协会会长方远18日上午在青沅会见石国客人。", "", True),
        ("青沅县18日召开春耕会议。", "本报评论员 方远", False),
        ("近日，县长方远在朝溪镇调研时的一句话，引人深思。", "", False),
        ("种地要赶早。5月18日，县长方远在朝溪镇调研。", "", False),
    ],
)
def test_an_official_act_on_its_day_opens_news(first, credit, is_act):
    opened = Block(2, first, LineClass.TEXT, credit=credit)
    assert reports_act([opened, Block(3, "要抓好春耕，要抓实备耕。", LineClass.TEXT)]) is is_act
