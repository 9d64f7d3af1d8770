"""Tables of a source in words."""

from service.editing.facts import check, told_tables
from tests.support.tables import every_row

TABLE = """三家店上月业绩
编号\t店名\t收入（万元）\t同比（%）
01\t河东店\t21.5\t8.2
02\t河西店\t14\t-5.1
03\t车站店\t9.3\t+18.4"""


def test_each_row_has_the_head_the_unit_and_the_rank_of_its_columns():
    assert told_tables.worded(TABLE).split("\n")[2:] == [
        "01，河东店，收入21.5万元最高，同比增长8.2%。",
        "02，河西店，收入14万元，同比下降5.1%最低。",
        "03，车站店，收入9.3万元最低，同比增长18.4%最高。",
        "收入同比2个增长，1个下降。",
    ]


@every_row("text", ["没有表。\n两行字。", "一\t二\t三\n四\t五\t六", "甲\t1\n乙\t2\n丙\t3"])
def test_what_is_no_table_stays(text):
    assert told_tables.worded(text) == text


@every_row(
    ("text", "ok"),
    [
        ("河西店收入14万元，同比降了5.1%。", True),
        ("三家店的收入两家升、一家降。", True),
        ("收入增长最快的是车站店，比去年同期多了近两成。", True),
        ("收入增长最快的是河西店。", False),
        ("河西店收入14万元，同比增长了5.1%。", False),
        ("河西店收入21万元。", False),
    ],
)
def test_numbers_of_a_table_are_checked_with_their_units(text, ok):
    assert (check(text, TABLE) == ()) is ok
