"""What may be said of an article."""

import pytest

from service.editing.summary import body_text
from service.editing.summary.candidates import Voices, candidates
from service.language.sentences import split
from tests.support.attributed_passages import FURTHER, passages
from tests.support.tables import every_row

LONG = "全县今年新建了六座大型冷库，村民的苹果卖出了好价钱，合作社也扩大了规模。"


def of(*paragraphs, damaged=()):
    return candidates(body_text.cut(paragraphs), damaged)


def test_of_a_sentence_there_is_the_whole_and_ever_shorter_runs_from_its_start():
    whole, *runs = of(LONG)
    assert (whole.text, whole.whole, whole.line) == (LONG, True, 0)
    assert runs
    assert all(LONG.startswith(run.text[:-1]) and run.text.endswith("。") and not run.whole for run in runs)
    sizes = [each.size for each in (whole, *runs)]
    assert sizes == sorted(set(sizes), reverse=True)


def test_what_stands_in_parentheses_is_not_said():
    first = of("全县今年新建了六座大型冷库（见图），村民都很高兴。")[0]
    assert first.text == "全县今年新建了六座大型冷库，村民都很高兴。"


def test_words_that_say_but_are_told_behind_what_was_said_before():
    lines = "“标的平均1.9万元。”宋听澜说，“可是对遭了灾的人家，1.9万元就是一个秋天。”"
    told = [each for each in candidates(body_text.cut((lines,)), (), Voices()) if "可是" in each.text]
    assert all(each.refers for each in told)


@every_row(
    ("behind", "refers"),
    [
        ("但周末气温还会回落，菜农不能松劲。", True),
        ("不过周末气温还会回落，菜农不能松劲。", True),
        ("但凡周末气温回落，菜农都要盖膜。", False),
        ("周末气温还会回落，菜农不能松劲。", False),
    ],
)
def test_what_somebody_says_with_but_is_told_behind_the_quotation(behind, refers):
    lines = f"“这几天回暖快，昨天有十八度。”农技站站长岳长河说，{behind}"
    found = candidates(body_text.cut((lines,)), (), Voices())
    told = [each.refers for each in found if each.whole and each.text.startswith("农技站站长岳长河说，")]
    assert told
    assert set(told) == {refers}


def test_nothing_of_a_damaged_sentence_is_said():
    assert of(LONG, damaged=(LONG,)) == []
    assert of() == []


def test_a_quotation_over_two_sentences_is_closed_in_both_and_the_second_needs_its_speaker():
    found = [each for each in of("周建国说：“今年的收成比去年好得多。村民的收入也增加了不少。”") if each.whole]
    assert [each.text.count("“") == each.text.count("”") for each in found] == [True] * len(found)
    assert [(each.opener, each.refers) for each in found if each.line == 1] == [(0, False)]


def told(*paragraphs, voices=None):
    """What may be told whole and by itself."""
    found = candidates(body_text.cut(paragraphs), (), voices or Voices())
    return [each.text for each in found if each.whole and each.opener is None]


@every_row(
    ("paragraphs", "lost"),
    [
        (("从晒娃群到龙舟队", "这是上月26日社区报的标题，被裱在船库里。"), "这是上月26日"),
        (("“上冰。”急诊科主任林晚只说了两个字。",), "急诊科主任"),
        (("村口那班车，等的是谁？是进城看病的老人，是背着书包的孩子。",), "是进城"),
        (("我每天下午在镇上的候车亭等车，西晒得厉害。",), "我每天"),
        (
            (
                "@麦子熟了：先把地种好再说这些事情。心里踏实最要紧。",
                "@老农：种地先看天。心里不慌。",
            ),
            "心里",
        ),
    ],
)
def test_what_points_at_what_is_never_told_is_not_told(paragraphs, lost):
    assert not any(lost in text for text in told(*paragraphs))


def test_a_part_that_is_somebody_s_is_told_by_his_name():
    voices = Voices({"少低头": "康复科主任林晚"})
    assert told("少低头", "低头是颈椎病真正的病根，冷风只是推了一把。", voices=voices)[-1].startswith(
        "康复科主任林晚说，低头"
    )
    assert told("我家的空调停了半天。", voices=Voices(author=True)) == ["我家的空调停了半天。"]


def test_a_set_up_waits_for_the_next_sentence_and_他_for_a_person():
    found = {
        each.text: each
        for each in candidates(body_text.cut(("在工地上，记者遇到了班长姚寒。", "那天夜里他没有合眼。")), (), Voices())
    }
    assert found["在工地上，记者遇到了班长姚寒。"].leads
    assert found["那天夜里他没有合眼。"].means_someone


def test_a_label_and_the_number_of_a_list_s_item_are_for_the_eye():
    assert told("阅读提示：全县今年新建了六座大型冷库。") == ["全县今年新建了六座大型冷库。"]
    assert told("①手机密码不要用生日；②发现后先截图再投诉。") == ["手机密码不要用生日；发现后先截图再投诉。"]


def test_a_quotation_behind_the_reporter_s_words_has_its_speaker_s_name_again():
    said = "周庆和表示，预约不是撤掉班线的理由。昨日，办法规定了三十条班线。“能定点的继续定点，二者做的是加法。”"
    found = candidates(body_text.cut((said,)), (), Voices())
    assert not any(each.text.startswith("“能定点") for each in found)


@pytest.mark.parametrize("kept", [False, True])
def test_of_what_somebody_says_hardly_a_sentence_may_be_told_without_him(kept):
    """Of 42 and 44 sentences of the marked passages; at first four of either half, now one. The one of the half that
    was looked at is a letter's: its writer stands ahead of the first sentence that is told of it."""
    without = []
    for each in passages(FURTHER):
        owners = dict(zip((text for part in each.paragraphs for text in split(part)), each.speakers, strict=True))
        body = body_text.cut(each.paragraphs)
        for found in candidates(body, (), Voices()) if each.kept == kept else ():
            gold = owners.get(body.lines[found.line].text, "")
            alone = found.opener is None and not found.refers
            if gold and alone and found.whole and gold not in found.text and "记者" not in found.text:
                without.append(found.text)
    assert len(without) <= 1


def test_whoever_goes_on_behind_his_quotation_with_what_he_says_is_told():
    found = told("“很多人以为没事。”急诊科主任林晚介绍，63次出车中有26次在傍晚。")
    assert "急诊科主任林晚介绍，63次出车中有26次在傍晚。" in found


def test_what_was_before_waits_for_what_is_now_in_its_paragraph():
    before, now = "过去，一套轴承从毛坯到成品要过14道工序。", "去年下半年，公司改造了生产线，工序减到9道。"

    def leads(*paragraphs):
        found = candidates(body_text.cut(paragraphs), (), Voices())
        return next(each.leads for each in found if each.text == before)

    assert leads(before + now)
    assert not leads(before, now)
    assert not leads(now + before)


def test_a_quotation_without_its_closing_mark_is_not_told_behind_somebody_else_s_words():
    found = told("“今年一摸暖气片就烫手。”家住东关的王秀兰说。", "“老小区的管网还有5公里没有改完。县里明年开工。")
    assert not [each for each in found if "5公里" in each]


def test_what_ends_a_quotation_whose_beginning_is_lost_is_not_told():
    found = of("有人冒充水厂打电话。", "请提供卡号和口令”，一晚有17位村民接到，一人被骗3600元。")
    assert not any("卡号" in each.text for each in found)


def test_a_scene_that_leads_up_to_words_is_not_told_without_them():
    def runs(text):
        return [each.text for each in candidates(body_text.cut((text,)), (), Voices())]

    said = "患者赵大爷早上7点就到了，他说：“去年说要搬，今年真搬了，明年来看病就不用爬楼了。”"
    assert "患者赵大爷早上7点就到了。" not in runs(said)
    assert "患者赵大爷早上7点就到了。" in runs(said.replace("他说：", "喊道："))
    done = "昨天上午，环卫工人赵大有在中山路清扫了三吨多落叶和积雪，他说：“路通了，车才能走。”"
    assert "昨天上午，环卫工人赵大有在中山路清扫了三吨多落叶和积雪。" in runs(done)


def test_what_goes_on_in_an_answer_is_told_behind_its_beginning():
    body = body_text.cut(
        (
            "问：楼下邻居要我出一半取暖费，有这个规定吗？",
            "答：停供用户只交20%的基础热费，别的一分不收。楼下室温不到18℃的，由供热企业负责处理，不能推给住户。",
        )
    )
    answer = [each for each in candidates(body, voices=Voices()) if each.line == 2]
    assert answer
    assert all(1 in (*each.behind, each.opener) for each in answer)


def test_who_answers_is_presented_before_the_questions():
    shao = "邵长根，四十七岁，开收割机十九年，今年带队从南部的桐口县来到石埠。"
    body = body_text.cut((shao, "记者：一亩地收多少钱？", "邵长根：平常八十，倒伏的一百一。泥田费油。"))
    found = [each for each in candidates(body, voices=Voices()) if each.line == 0 and each.whole]
    assert [each.leads for each in found] == [False]


def test_answers_of_somebody_who_is_not_named_are_not_told():
    def told(answer):
        body = body_text.cut(
            ("问：最近在做什么？", f"答：{answer}", "问：汛期会提前吗？", "答：今年提前十天左右，已经做好准备。")
        )
        return [each.text for each in candidates(body, voices=Voices())]

    assert any("十天左右" in each for each in told("一张仲尼式古琴，还有三遍漆，年底完工。"))
    assert not any("十天左右" in each for each in told("我做了一张仲尼式古琴，还有三遍漆，年底完工。"))


@pytest.mark.parametrize(
    "pointing",
    [
        "同为司机的卜算子提出，预约号上午九点就没有了。",
        "开展至今，已接待观众18万人次，展品218件。",
        "项目经理江寒说，设计院改了三版图，最后绕行26米，保住一棵树。",
    ],
)
def test_what_points_at_the_sentence_before_is_told_behind_it(pointing):
    found = [each for each in candidates(body_text.cut((LONG + pointing,)), voices=Voices()) if each.line == 1]
    assert found
    assert all(each.refers for each in found)


def test_a_quotation_that_turns_keeps_its_turn_and_waits_for_its_beginning():
    text = "部长答道：“这件事没有人向我们提过。但是可以换一种说法来谈。”"
    found = [each for each in candidates(body_text.cut((text,)), voices=Voices()) if each.line == 1 and each.whole]
    assert found
    assert all(each.text.startswith("“但是") and each.refers for each in found[:1])


def spoken(*paragraphs):
    return candidates(body_text.cut(paragraphs), voices=Voices())


def test_a_sentence_whose_subject_stands_in_a_numbered_label_is_not_told():
    said = spoken("二、急诊。10月31日24时前仍去老院区；11月1日零时起只去新院区。老院区保留门诊。")
    assert not any("仍去" in each.text for each in said)
    assert any(each.text.startswith("老院区保留") for each in said)


@every_row(
    ("label", "asked"),
    [
        ("二、急诊怎么走。", "急诊怎么走？"),
        ("一、先搬谁。", "先搬谁？"),
        ("四、票价涨不涨。", "票价涨不涨？"),
        ("五、公交。", ""),
        ("六、停车办法。", ""),
    ],
)
def test_a_numbered_label_that_asks_is_told_ahead_of_its_answer(label, asked):
    said = spoken(f"{label}11月1日起，病人都到新院区登记。老院区的牌子当场取下。")
    first = next(each for each in said if "新院区登记" in each.text)
    second = next(each for each in said if "牌子" in each.text)
    assert first.text == f"{asked}11月1日起，病人都到新院区登记。"
    assert second.refers is bool(asked)


def test_of_a_list_two_members_at_least_are_told():
    listed = "会议明确，明年列出八件实事，包括：新建水源，6月底前通水；给林场配班车；建胸痛单元；并小锅炉；等等。"
    runs = [each.text for each in spoken(listed)]
    assert "会议明确，明年列出八件实事，包括：新建水源，6月底前通水；给林场配班车。" in runs
    assert "会议明确，明年列出八件实事，包括：新建水源，6月底前通水。" not in runs


@every_row(
    ("behind", "told"),
    [
        ("4月1日，县人大常委会组织27名代表视察水源地保护，代表陆云在库尾指着排水口说。", True),
        ("昨天，青禾镇开出第一趟夜班车，司机方远握着方向盘说。", True),
        ("代表陆云在库尾指着排水口说。", False),
        ("他蹲在地上，一边量一边说。", False),
        ("陆云摇摇头，指着排水口，叹了口气说。", False),
    ],
)
def test_what_was_done_ahead_of_who_says_a_quotation_is_told(behind, told):
    deed = f"{behind.rpartition('，')[0]}。"
    assert any(each.text == deed for each in spoken(f"“标牌立得再大也没用。”{behind}")) is told
