"""The features that a line is typed by: named, and seen the same wherever the page is read."""

import time

from service.sources.newspaper.line_classes import Block, LineClass, blocks
from service.sources.newspaper.line_features import features
from service.sources.newspaper.line_shape import seen
from service.sources.newspaper.line_tagger import seen_lines
from service.sources.newspaper.page_lines import lines
from tests.support.tables import every_row

PAGE = """# 老街旧楼加装电梯提速

□本报记者 方远

今年以来，全市把老旧住宅加装电梯列为民生实事，新开工电梯212部，居民都说方便。

采光问题怎么办

加装电梯难在意见统一，住户最关心的采光问题得到了解

决。  本报记者  卢明
"""


def of(page: str) -> list[list[str]]:
    rows = lines(page)
    return features(seen_lines(rows, blocks(rows))[0])


@every_row(
    ("line", "wanted"),
    [
        (0, ["form=H1", "mark=top", "place=top", "next opens=opens"]),
        (1, ["form=by", "-1 form=H1", "H1|by"]),
        (2, ["form=prose", "end=stop", "since opens=opened"]),
        (3, ["form=short1", "mark=none", "end=han", "last=办", "above open=whole"]),
        (4, ["chars above=0", "bond down=5"]),
        (5, ["closes=yes"]),
    ],
)
def test_a_line_shows_its_features(line, wanted):
    found = of(PAGE)[line]
    assert [name for name in wanted if name not in found] == []


def test_what_stands_far_away_on_the_page_changes_no_shape():
    first = of(PAGE)[3]
    longer = of(PAGE + "\n" + "# 图书馆延长开放\n\n图书馆今天起延长开放到十二点。\n" * 3)[3]
    for name in ("form", "length", "first", "end", "opens", "closes"):
        assert [f for f in first if f.startswith(f"{name}=")] == [f for f in longer if f.startswith(f"{name}=")]


@every_row("unit", ["检修", "（记者 方远", "本报记者 方远 ", "。1.", "　", "见版"])
def test_the_time_does_not_grow_faster_than_the_line(unit):
    def seconds(times: int) -> float:
        block = Block(1, unit * times, LineClass.TEXT)
        start = time.process_time()
        features([seen(block, block.text)] * 3)
        return time.process_time() - start

    seconds(100)
    assert seconds(20_000) < 60 * min(seconds(2_000) for _ in range(3)) + 0.1
