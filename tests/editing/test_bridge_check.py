"""Words that lead from one item to the next: whatever tells anything is refused, plain ones pass."""

import random

from service.core import phrases
from service.editing import bridge_check
from tests.support.paths import ROOT
from tests.support.tables import every_row

DATA = ROOT / "tests/data/bridges"
REFUSED = [line.split("\t") for line in (DATA / "refused.tsv").read_text("utf-8").splitlines()]
PASSED = [line.split("\t") for line in (DATA / "passed.tsv").read_text("utf-8").splitlines()]
WORDS = ("经济", "教育", "校园")


@every_row(("kind", "text"), REFUSED)
def test_what_tells_anything_is_refused_whatever_may_be_said_of_its_neighbours(kind, text):
    assert bridge_check.fault(text, WORDS, WORDS), kind


@every_row(("behind", "ahead", "text"), PASSED)
def test_plain_words_pass(behind, ahead, text):
    assert bridge_check.fault(text, behind.split(), ahead.split()) == ""


@every_row(
    ("text", "said"),
    [
        ("说完教育，再来看看经济", "教育"),
        ("从教育转到经济", "教育"),
        ("再来看看体育", "体育"),
        ("继续关注教育", "教育"),
        ("最后来看教育", "最后"),
        ("经济方面，再来看一条消息", "经济"),
    ],
)
def test_a_subject_is_said_of_its_own_item_alone(text, said):
    """The item before is of 经济 and the next one of 教育."""
    assert bridge_check.fault(text, ("经济",), ("教育",)) == f"says “{said}” of an item that is not known for it"


@every_row(
    ("text", "fault"),
    [
        ("今天的消息就为您播送到这里", ""),
        ("以上就是今天的全部内容", ""),
        ("本期节目到此结束", ""),
        ("再来听今天的消息", "says “再来” where nothing follows"),
        ("今天的消息和内容", "does not close"),
    ],
)
def test_the_close_closes(text, fault):
    assert bridge_check.fault(text, (), (), closes=True) == fault


def test_a_frame_is_the_same_with_any_subject():
    assert bridge_check.frame("说完经济，再来看看教育") == bridge_check.frame("说完交通，再来看看体育")
    assert bridge_check.frame("说完经济，再来看看教育") != bridge_check.frame("从经济转到教育")


def test_a_word_of_an_article_in_any_place_of_a_bridge_is_refused():
    """Any characters of any word that is not of the list, put anywhere into what passes."""
    seed = random.Random(22)
    plain = [text for _, _, text in PASSED]
    foreign = [char for char in "水电路桥村校医粮法案税煤冰雪麦鹤剧球税厂洪警诈贷薪岛药" if bridge_check.unlisted(char)]
    assert len(foreign) > 20
    for _ in range(300):
        text, at = seed.choice(plain), seed.randrange(20)
        word = "".join(seed.choices(foreign, k=seed.randint(1, 3)))
        assert bridge_check.fault(f"{text[:at]}{word}{text[at:]}", ("经济",), ("教育",))


def test_the_shows_own_bare_phrases_are_made_of_such_words_too():
    """The list is no narrower than what the rules say."""
    own = phrases.shipped()
    bare = [each.rstrip("。") for each in (*own.next_bare, *own.last_bare, *own.forecast, *own.briefs)]
    words = ("天气", "天气预报", "简讯", "最后")
    assert not [each for each in bare if bridge_check.fault(each, words, words)]
