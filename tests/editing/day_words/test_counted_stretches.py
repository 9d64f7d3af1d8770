"""Stretches counted from the article's day, and those that count from something else."""

from service.editing.day_words.counted_stretches import STRETCH, CountedFrom, counted_from, days, is_exact
from tests.support.tables import every_row


def first(text):
    found = STRETCH.search(text)
    assert found, text
    return found


@every_row(
    ("text", "since"),
    [
        ("成绩三天后公布。", CountedFrom.TODAY),
        ("再过10天，灯会开幕。", CountedFrom.PERHAPS),
        ("还有3天，灯会开幕。", CountedFrom.PERHAPS),
        ("还有3天的口粮。", CountedFrom.EVENT),
        ("门票三天前卖完。", CountedFrom.TODAY),
        ("余下的三天内修完。", CountedFrom.TODAY),
        ("违者限15日内整改。", CountedFrom.EVENT),
        ("下了雨，五天后放晴。", CountedFrom.EVENT),
        ("展览分三处，五天后换展。", CountedFrom.PERHAPS),
        ("预计15日内完成。", CountedFrom.TODAY),
        ("三天前，大桥通车。", CountedFrom.TODAY),
        ("两天后签约。", CountedFrom.PERHAPS),
        ("主任说，三天后进入主汛期。", CountedFrom.PERHAPS),
        ("手术三天后，他能下床。", CountedFrom.EVENT),
        ("短短8天后，四十颗卫星入轨。", CountedFrom.EVENT),
        ("一半在签约后立即支付，剩余部分将在60天内付清。", CountedFrom.EVENT),
        ("分三色：红的七天内要收，黄的半个月。", CountedFrom.EVENT),
        ("一半已经支付，剩余部分将在60天内付清。", CountedFrom.TODAY),
        ("收到通知后10日内申报。", CountedFrom.EVENT),
        ("市民可在30日内提出异议。", CountedFrom.EVENT),
        ("他病了，两天后出院了。", CountedFrom.EVENT),
        ("一周内查处违停80起。", CountedFrom.EVENT),
        ("开幕三天前，门票售完。", CountedFrom.EVENT),
        ("约谈明确，开卡七天内没有使用的，全额退。", CountedFrom.EVENT),
        ("约谈明确，扣除实际次数后，十天内退余款。", CountedFrom.EVENT),
    ],
)
def test_what_a_stretch_is_counted_from(text, since):
    assert counted_from(text, first(text)) == since


@every_row("text", ["连续第三天后撤", "每三天内一次", "近两周内", "十天后续", "三天", "第一周前"])
def test_no_stretch(text):
    assert STRETCH.search(text) is None


@every_row(
    ("text", "long", "exact"),
    [
        ("三天后", 3, True),
        ("半个月内", 15, False),
        ("两周后", 14, False),
        ("十五天后", 15, True),
        ("几天前", 3, False),
        ("约三天后", 3, False),
        ("一个半月后", 45, False),
    ],
)
def test_how_long_it_is(text, long, exact):
    found = first(text)
    assert (days(found), is_exact(text, found)) == (long, exact)


@every_row(
    ("text", "since"),
    [
        ("满载茶叶的班列从这里出发，9天后将运抵海国。", CountedFrom.EVENT),
        ("货轮今天启航，12天后将到达。", CountedFrom.EVENT),
        ("局里开了会，9天后将公布名单。", CountedFrom.TODAY),
    ],
)
def test_a_journey_counts_from_when_it_set_out(text, since):
    assert counted_from(text, first(text)) is since


@every_row(
    ("text", "since"),
    [
        ("插秧最晚要在7月31日前结束，双抢只剩11天。", CountedFrom.PERHAPS),
        ("离开幕仅剩9天！", CountedFrom.PERHAPS),
        ("全程只剩最后3天，车队仍在赶路。", CountedFrom.PERHAPS),
        ("市体育局昨天说，离开赛只剩3天。", CountedFrom.PERHAPS),
        ("那时离开学只剩3天。", CountedFrom.EVENT),
        ("当年离交货只剩5天，厂里起了火。", CountedFrom.EVENT),
        ("7月2日，离开赛只剩3天。", CountedFrom.EVENT),
        ("他只剩3天的假。", CountedFrom.EVENT),
    ],
)
def test_what_is_left_counts_down_from_the_article_s_day(text, since):
    assert counted_from(text, first(text)) is since
