"""Where the news is."""

from service.editing.selection.article_text import article_text
from service.editing.selection.places import own_places, place
from service.model import Article
from tests.support.tables import every_row


def text(title, body=""):
    return article_text(Article("a.txt", title, (body,) if body else ()))


@every_row(
    ("title", "body", "value"),
    [
        ("俄罗斯一工厂起火", "", 1.0),
        ("首相辞职", "", 1.0),
        ("工厂起火", "日本一家工厂起火。", 0.5),
        ("中国医疗队抵达埃及", "", 0),
        ("光明街恢复供水", "抢修队5月11日方完工。", 0),
        ("光明街恢复供水", "昨日本报记者到现场。", 0),
        ("科考船从印度洋返航", "", 0),
        ("以军属身份参军", "", 0),
    ],
)
def test_what_is_abroad(title, body, value):
    assert place(text(title, body), frozenset()).get("abroad", 0) == value


def test_a_leader_of_the_state_is_at_home_everywhere():
    assert "abroad" not in place(text("葛怀舟抵达埃及"), frozenset(), led=True)
    assert place(text("外媒：桥修得快"), frozenset())["reaction abroad"] == 1.0


def test_the_own_place_is_what_much_of_the_day_calls_its_own():
    day = [text("我市修桥"), text("我市种树"), text("全县收麦"), *(text("无题") for _ in range(7))]
    own = own_places(day)
    assert own == {"市"}
    assert place(day[0], own)["own place"] == 1.0
    assert "own place" not in place(day[2], own)
    assert own_places([text("我市修桥"), text("无题")]) == frozenset()  # one article is no day


def test_a_small_place_is_one_alone():
    assert place(text("柳湾镇修路"), frozenset())["small place"] == 1.0
    assert "small place" not in place(text("柳湾镇经验全国推广"), frozenset())
    assert "small place" not in place(text("云州修路"), frozenset())
