"""A bare name is told only behind the sentence that names him first."""

from service.editing import introductions
from service.language import sentences
from tests.support.tables import every_row

HERO = "聂原所说的卫星又亮了。雪大了，聂原决定返回。"


@every_row(
    ("text", "behind"),
    [
        (f"记者跟随卫星工程师上山。天刚亮，聂原和同事们出发了。{HERO}", {1: 0, 2: 1, 3: 1}),
        (f"天刚亮，38岁的聂原和同事们出发了。{HERO}", {1: 0, 2: 0}),
        (f"雪停了。天刚亮，聂原和同事们出发了。{HERO}", {2: 1, 3: 1}),
        ("天刚亮，聂原和同事们出发了。雪停了。", {}),
        ("欧方表示欢迎。欧方决定派人。欧方说，可以。", {}),
        ("黄河说涨就涨。黄河决定了两岸。黄河带着泥沙。", {}),
    ],
)
def test_whom_a_bare_name_means(text, behind):
    assert introductions.needed(sentences.split(text)) == behind
