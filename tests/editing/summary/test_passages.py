"""A telling stops behind a passage: invented paragraphs, and what of them is told together."""

import pytest

from service.editing.summary import passages, summary_levels
from service.editing.summary.body_text import cut
from service.model import Article
from tests.support.tables import every_row

PARKING = (
    "线内归街道，线外归企业，这是青禾市给共享单车立的新规矩。",
    "市交警总队处长郦文秀介绍，目前3家平台在青禾投放车辆47.8万辆，去年因淤积被清运61万辆次。",
    "今后，企业要按每500辆配1名运维员的比例保障人手。",
)


def passage(*sentences: str) -> dict[int, tuple[int, ...]]:
    return passages.passages(cut(("".join(sentences),)))


def test_a_sentence_is_told_with_the_point_that_it_leads_to():
    assert passage(*PARKING) == {0: (0,), 1: (1, 2), 2: (1, 2)}


@every_row(
    ("sentence", "point"),
    [
        ("青禾市78号地块原计划建一座停车楼。", "市规划局决定，停车楼东移60米。"),
        ("过去，青禾市补一次证要跑3趟。", "如今在手机上办，10分钟办完。"),
        ("目前青禾航线建成2座换电站，中途还是空白。", "市港航局计划今年9月再建一座。"),
        ("青禾市公交集团请失主说出包里有什么。", "她说出了3样东西。"),
        ("青禾市法院昨天作出一审判决。", "法院认定各项损失9480元。"),
        ("青禾县护林员鲁三保今年58岁。", "他在林区巡护了31年。"),
        ("记者在青禾市看到了一种做法。", "一本40页的说明书拆成了3份。"),
        ("为期4天的青禾农业大会14日闭幕。", "来自61个国家的730名代表通过倡议。"),
        ("卡到最后的，是青禾里401室的老冯家。", "1月17日，他签了字。"),
        ("青禾小学快出来的31秒里，有19秒是“搬”出来的。", "花盆挪走，第2次就顺了。"),
        ("青禾篾匠铺的转机出现在2019年。", "余佳把茶盒拍成视频，来了200多个订单。"),
    ],
)
def test_what_waits_for_its_point_is_not_told_without_it(sentence, point):
    assert passage(sentence, point)[0] == (0, 1)
    assert 0 not in passage(sentence)


@every_row(
    "following",
    [
        "市水务局昨天派出4个工作组。",
        "13日，青禾市水务局派出4个工作组。",
        "中小学停不停课？",
        "记者走访了青禾市4家医院。",
    ],
)
def test_what_begins_something_else_is_not_needed(following):
    assert passage("青禾市昨天发布暴雨预警。", following)[0] == (0,)


def test_what_became_of_a_judgment_is_told_with_it():
    assert passage("青禾市法院6月判决退还车款8.6万元。", "公司上诉，青禾市中级法院二审维持原判。")[1] == (0, 1)


def test_somebody_s_words_are_of_no_passage():
    said = "“以前是人等车。”", "“今后要让车等人。”青禾县县长穆承远说。"
    assert passage("青禾县昨天开通农村客运预约。", *said) == {0: (0,)}
    amid = passage("青禾县县长穆承远说，“我就问一句：还有谁？", "青禾县站起来7个人。”", "青禾县昨天开通11条线路。")
    assert 1 not in amid


def test_what_ends_a_paragraph_and_waits_is_left_and_what_stands_before_it_told():
    assert passage("青禾市昨天有8份样品足秤。", "青禾市18号地块原定建一座市场。") == {0: (0,)}


ARTICLE = Article(
    "a",
    "青禾市停车办法6月1日起施行",
    ("《青禾市停车管理办法》6月1日起施行，乱停放首次不罚，一个月内第二次罚款20元。", "".join(PARKING)),
)


@pytest.mark.parametrize("most", [80, 120, 160, 300])
def test_no_telling_is_whole_that_stops_before_its_point(most):
    levels = summary_levels(ARTICLE, most)
    assert any(level.is_whole for level in levels)
    for level in levels:
        told = "".join(each.text for each in level.sentences)
        assert not level.is_whole or ("61万辆次" in told) is ("运维员" in told)


def test_what_has_no_room_to_its_point_is_not_begun_before_all_else_is_told():
    (*_, before, last) = summary_levels(ARTICLE, 125)
    assert "61万辆次" not in "".join(each.text for each in before.sentences)
    assert not last.is_whole or "61万辆次" not in "".join(each.text for each in last.sentences)


def test_what_was_to_be_stands_beside_what_it_was_changed_to():
    assert passage("青禾市端午龙舟赛原定6月19日举行，推迟到7月11日。")[0] == (0,)


def test_a_paragraph_is_told_to_its_last_few_words():
    lines = ("青禾县劳动监察大队12月25日下达指令，要求5日内支付工资96万元。", "上午十时，款项全部到账。")
    assert passage(*lines) == {0: (0, 1), 1: (0, 1)}


@every_row("close", ["他说。", "木工老邓说，今晚就买票回家。", "“一分不少，今晚就回家。”"])
def test_nobody_s_words_close_a_paragraph(close):
    assert passage("青禾县劳动监察大队12月25日下达指令，要求5日内支付工资96万元。", close)[0] == (0,)


def test_a_passage_can_be_told_though_a_sentence_amid_it_cannot():
    """Its last fact must be told: without it nobody may stop there."""
    sentences = (
        "青禾市交警总队处长郦文秀介绍，目前3家平台投放车辆47.8万辆。",
        "其中去年因淤积被清运61万辆次。",
        "今后，企业要按每500辆配1名运维员的比例保障人手。",
    )

    def whole(*damaged: str) -> list[str]:
        article = Article("a", "青禾市单车新规", (PARKING[0], "".join(sentences)), damaged=damaged)
        levels = summary_levels(article, 500)
        return [each.text for level in levels if level.is_whole for each in level.sentences]

    assert sentences[2] in whole(sentences[1])
    assert sentences[1] not in whole(sentences[2])


@every_row("following", ["同年11月，青禾建筑公司拖欠工资。", "第一次是8月，法院在青禾村查封了3台机器。"])
def test_what_goes_on_with_a_sentence_is_told_with_it(following):
    assert passage("青禾建筑公司2024年承接了3项工程。", following)[0] == (0, 1)


def test_the_figures_of_a_report_need_not_all_be_told():
    sentences = (
        "报告指出，去年青禾县预计实现地区生产总值168.4亿元，增长5.6%；一般公共预算收入9.27亿元，增长3.1%；进出口21.6亿元，增长4.9%；"
        "城镇和农村居民人均可支配收入分别增长4.8%和6.5%，县第三中学迁建等10件民生实事完成了9件。",
        "油茶、竹制品、电子元件三个产业产值首次突破百亿元。",
    )
    assert passage(*sentences)[0] == (0,)
    assert passage(sentences[0][:40] + "。", sentences[1])[0] == (0, 1)
