"""Who answers where the answers have no name."""

from service.editing.attribution.discourse import attribute
from service.editing.attribution.interviewees import answers, held_before
from tests.support.tables import every_row

ASKED = (("问：最近在做什么？", 1), ("答：做一张琴，还有三遍漆。", 2), ("问：教年轻人吗？", 3), ("答：有四个徒弟。", 4))


@every_row(
    ("ahead", "behind", "who"),
    [
        ("本报记者专访了县医院院长左彦民。", "", "县医院院长左彦民"),
        ("在老屋里，宫亦商用了三十年做琴。", "临别时，宫亦商说，他要去听音乐会。", "宫亦商"),
        ("在老屋里，有人用了三十年做琴。", "临别时，宫亦商说，他要去听音乐会。", ""),
        ("左彦民说，路很远。宫亦商用了三十年做琴。", "临别时，宫亦商说，他要去听音乐会。", ""),
        ("在老屋里，有人用了三十年做琴。", "", ""),
    ],
)
def test_who_answers(ahead, behind, who):
    lines = [(ahead, 0), *ASKED, *([(behind, 5)] if behind else [])]
    assert attribute(lines)[2].speaker == who


def test_the_paragraphs_that_answer():
    paragraphs = [text for text, _ in ASKED]
    assert answers(["老屋里，有人做琴。", *paragraphs, "临别时，他走了。"]) == [paragraphs[1], paragraphs[3]]
    assert answers(paragraphs[:2]) == []
    assert answers(["时间：昨天下午。", "地点：老屋。"]) == []


def test_an_interview_was_held_before_its_day():
    asked = [text for text, _ in ASKED]
    assert held_before(["昨天下午，记者在琴房见到了他。", *asked])
    assert held_before(["昨晚8时，他刚下手术台。在走廊的长椅上，他接受了采访。", *asked])
    assert held_before(["24日夜里，记者连线了船长。", *asked])
    assert not held_before(["他做琴三十年。", *asked])
    assert not held_before(["昨天，他的新琴卖出。记者今天采访了他。", *asked])
    assert not held_before(asked)
