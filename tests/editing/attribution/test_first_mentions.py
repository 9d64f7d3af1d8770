"""The first mention in what is told."""

from service.editing.attribution import first_mentions
from tests.support.tables import every_row

PARAGRAPHS = (
    "昨天，柳桥区水务局局长周庆和来到河堤。",
    "周庆和表示，汛期来得早。周庆和还看了水库。",
    "《柳桥区河道管理办法》（以下简称《办法》）下月施行。",
)
FULL_MENTIONS = first_mentions.full_mentions(PARAGRAPHS)


def test_a_bare_name_gets_its_title_once():
    told = first_mentions.told(["周庆和表示，汛期来得早。", "周庆和还看了水库。"], FULL_MENTIONS)
    assert told == ("柳桥区水务局局长周庆和表示，汛期来得早。", "周庆和还看了水库。")


def test_what_is_full_and_what_is_quoted_stays():
    for text in (PARAGRAPHS[0], "“周庆和来了。”有人喊。"):
        assert first_mentions.told([text], FULL_MENTIONS) == (text,)


def test_a_short_name_is_told_by_the_full_one():
    assert first_mentions.told(["《办法》共八章。"], FULL_MENTIONS) == ("《柳桥区河道管理办法》共八章。",)


def test_a_short_name_stays_short_behind_the_full_one():
    article = "青禾市昨天印发《青禾市停车管理办法》（以下简称《办法》）。《办法》自6月1日起施行。"
    full = first_mentions.full_mentions((article,))
    texts = ("青禾市昨天印发《青禾市停车管理办法》。", "《办法》自6月1日起施行。")
    assert first_mentions.told(texts, full) == texts


def test_a_firm_is_told_by_its_registered_name_and_what_it_is():
    article = "运营方青瞳科技有限公司介绍，下月起免费开放。青瞳科技表示，正与4家企业对接。"
    full = first_mentions.full_mentions((article,))
    assert first_mentions.told(("青瞳科技表示，正与4家企业对接。",), full) == (
        "运营方青瞳科技有限公司表示，正与4家企业对接。",
    )
    said = ("据青瞳科技有限公司介绍，下月起免费。", "青瞳科技表示，正与4家企业对接。")
    assert first_mentions.told(said, full) == said


def test_a_title_behind_the_name_is_enough():
    assert first_mentions.told(["周庆和局长来到河堤。"], FULL_MENTIONS) == ("周庆和局长来到河堤。",)


def test_who_answers_under_a_label_gets_his_title():
    paragraphs = ("记者就此采访了人力资源部副部长占文柏。", "占文柏：比去年少了一半，但还是多。")
    known = first_mentions.full_mentions(paragraphs)
    assert first_mentions.told(["占文柏说，比去年少了一半。"], known) == ("人力资源部副部长占文柏说，比去年少了一半。",)


def test_no_title_is_said_twice_in_a_sentence():
    known = first_mentions.full_mentions(("院长周庆和表示，课开到菜场。",))
    text = "周庆和，53岁，柳桥学院院长、教授。"
    assert first_mentions.told([text], known) == (text,)


def test_a_short_name_behind_a_preposition_is_told_by_the_full_one():
    assert first_mentions.told(["按照《办法》，学校配校医。"], FULL_MENTIONS) == (
        "按照《柳桥区河道管理办法》，学校配校医。",
    )


def test_a_name_between_two_parts_of_his_words_gets_its_title():
    assert first_mentions.told(["“水位高了，”周庆和说，“心里更紧。”"], FULL_MENTIONS) == (
        "“水位高了，”柳桥区水务局局长周庆和说，“心里更紧。”",
    )


def test_who_does_not_speak_gets_his_title_where_he_begins_a_clause():
    known = first_mentions.full_mentions(("桥下，检测工程师孟春台戴着耳机。", "孟春台入行11年，敲过400多座桥。"))
    assert first_mentions.told(["孟春台入行11年，敲过400多座桥。"], known) == (
        "检测工程师孟春台入行11年，敲过400多座桥。",
    )
    assert first_mentions.told(["桥修好了，而孟春台还在桥下。"], known) == ("桥修好了，而检测工程师孟春台还在桥下。",)
    assert first_mentions.told(["主教练第一个走过来拥抱孟春台。"], known) == ("主教练第一个走过来拥抱孟春台。",)


def test_a_label_with_a_bracket_says_who_answers_in_full():
    known = first_mentions.full_mentions(["记者：什么时候？", "蓝衣（越剧团演员）：十四岁。", "蓝衣：怕喊不出来。"])
    assert known == {"蓝衣": "越剧团演员蓝衣"}


def test_who_is_introduced_behind_his_words_is_told_so_ahead_of_them():
    line = "辽渔0817号船长老滕裹着军大衣，在码头上给缆绳浇热水。"
    known = first_mentions.full_mentions((f"“船舷上刮下来的冰，装了四筐。”{line}",))
    told = first_mentions.told(["老滕说：“船舷上刮下来的冰，装了四筐。”", line], known)
    assert told == (
        "辽渔0817号船长老滕说：“船舷上刮下来的冰，装了四筐。”",
        "老滕裹着军大衣，在码头上给缆绳浇热水。",
    )


def test_a_foreigner_is_told_in_full_where_he_is_first_called_by_his_last_name():
    paragraphs = ("云国外交部长阿米·卡泽姆昨天说，会谈下周举行。", "卡泽姆在采访中说，不谈边界。")
    full = first_mentions.full_mentions(paragraphs)
    assert first_mentions.told(paragraphs[1:], full) == ("云国外交部长阿米·卡泽姆在采访中说，不谈边界。",)
    assert first_mentions.told(paragraphs, full) == paragraphs


def test_of_two_foreigners_of_one_name_none_is_guessed():
    full = first_mentions.full_mentions(
        ("云国外长阿米·卡泽姆说，不谈。", "记者雷扎·卡泽姆说，会谈。", "卡泽姆说，下周再谈。")
    )
    assert "卡泽姆" not in full


def test_a_count_of_households_is_nobodys_title():
    full = first_mentions.full_mentions(("一架无人机坠落在居民楼附近。", "能源部长说，约14万户居民断电。"))
    assert first_mentions.told(["一架无人机坠落在居民楼附近。"], full) == ("一架无人机坠落在居民楼附近。",)


def test_this_time_is_told_by_its_number():
    full = first_mentions.full_mentions(["第八届桐溪桃花节明天开幕。", "本届桃花节安排了11项活动。"])
    assert first_mentions.told(["本届桃花节安排了11项活动。"], full) == ("第八届桐溪桃花节安排了11项活动。",)
    both = ("第八届桐溪桃花节今天开幕。", "本届桃花节安排了11项活动。")
    assert first_mentions.told(both, full) == both


def test_a_word_for_people_is_nobodys_name():
    assert first_mentions.full_mentions(["约14万户居民断电。", "一架无人机坠落在居民楼附近。"]) == {}


def test_a_line_is_told_by_what_runs_on_it():
    full = first_mentions.full_mentions(("地铁2号线昨天首通。", "市民刷卡乘坐2号线五折。"))
    assert first_mentions.told(["市民刷卡乘坐2号线五折。"], full) == ("市民刷卡乘坐地铁2号线五折。",)
    assert first_mentions.told(["机场大巴2号线停运。"], full) == ("机场大巴2号线停运。",)


def test_who_has_only_a_family_name_is_told_by_what_she_is():
    full = first_mentions.full_mentions(("青湖区居民岳女士打来电话。岳女士花了268元。家住临江里的顾先生也来了。",))
    assert first_mentions.told(["岳女士花了268元。"], full) == ("青湖区居民岳女士花了268元。",)
    assert "顾先生" not in full


@every_row(
    ("said", "heard"),
    [
        (("出厂价格指数上涨2.8%。", "PPI再次上涨。"), ("出厂价格指数（PPI）上涨2.8%。", "PPI再次上涨。")),
        (("出厂价格指数上涨2.8%。", "菜价回落。"), ("出厂价格指数上涨2.8%。", "菜价回落。")),
        (("PPI再次上涨。",), ("出厂价格指数（PPI）再次上涨。",)),
        (("非制造业PPI再次上涨。",), ("非制造业PPI再次上涨。",)),
    ],
)
def test_what_is_called_by_a_latin_name_is_told_with_it(said, heard):
    full = first_mentions.full_mentions(["4月，出厂价格指数（PPI）上涨2.8%。PPI再次上涨。"])
    assert first_mentions.told(said, full) == heard


@every_row(
    ("text", "told"),
    [
        ("乘组陈冬青、陈中瑞在轨三个月。", "乘组陈冬青、陈中瑞在轨三个月。"),
        ("船长陈冬青、陈中瑞在轨三个月。", "船长陈冬青、航天员陈中瑞在轨三个月。"),
        ("陈中瑞在轨三个月。", "航天员陈中瑞在轨三个月。"),
    ],
)
def test_among_bare_names_none_gets_a_title(text, told):
    assert first_mentions.told([text], {"陈中瑞": "航天员陈中瑞"}) == (told,)


@every_row(
    ("texts", "said"),
    [
        (("青禾县境内有九座水库。",), ("湖南青禾县境内有九座水库。",)),
        (("湖南今年多雨。", "青禾县境内有九座水库。"), ("湖南今年多雨。", "青禾县境内有九座水库。")),
        (("在青禾县，水库满了。", "青禾县开闸。"), ("在湖南青禾县，水库满了。", "青禾县开闸。")),
        (("青禾县委召开会议。",), ("湖南青禾县委召开会议。",)),
        (("柳县境内有九座水库。",), ("柳县境内有九座水库。",)),
    ],
)
def test_a_county_is_told_with_the_province_that_the_article_has_ahead_of_it(texts, said):
    full = first_mentions.full_mentions(("湖南青禾县立足自身优势。青禾县境内有九座水库。",))
    assert first_mentions.told(texts, full) == said


@every_row(
    ("article", "text"),
    [
        ("林区的渔民通过人工智能看水情。", "车间里，通过人工智能看炉温。"),
        ("县里有200多名党员干部下村。", "党员干部要冲在前。"),
    ],
)
def test_a_common_word_behind_a_title_is_no_name(article, text):
    assert first_mentions.told((text,), first_mentions.full_mentions((article, text))) == (text,)
