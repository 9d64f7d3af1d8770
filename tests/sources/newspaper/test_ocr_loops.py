from service.sources.newspaper.ocr_loops import once, repeated_rows
from tests.support.tables import every_row

SENTENCE = "大桥采用双向四车道设计，设计时速60公里。"


LONG = "书屋由旧粮仓改成，书架上有图书六千册，每周开放六天，每晚到九点，借书证凭身份证就能办。"


@every_row(
    ("row", "wanted"),
    [
        (f"石磊说，{SENTENCE * 10}", f"石磊说，{SENTENCE}"),
        (f"{SENTENCE * 3}大桥采用双向四车道设", SENTENCE),
        ("甲说话，乙也说话。丙听着，丁走开了。" * 3, "甲说话，乙也说话。丙听着，丁走开了。"),
        (f"{LONG * 2}{LONG[:12]}", LONG),
        ("书屋每天开放，" * 40, "书屋每天开放，"),
        ("前来看书的人有很多" + "很多" * 40, "前来看书的人有很多"),
    ],
)
def test_what_a_model_loops_stands_once(row, wanted):
    assert once(row) == wanted


@every_row(
    "row",
    [
        "孩子们齐声喊：“加油！加油！加油！”",
        "“人民至上！人民至上！人民至上！”",
        f"{SENTENCE}{SENTENCE}",
        "哈哈哈哈哈哈哈哈哈哈哈哈",
        "他一步一步，一步一步，一步一步地走。",
    ],
)
def test_what_people_repeat_stays(row):
    assert once(row) == row


def test_lines_that_repeat_those_before_them_are_found():
    rows = ["题", "", "第一段的文字在这里。", "", "第二段的文字在这里。", ""]
    assert repeated_rows([*rows, *rows[2:], *rows[2:], "尾"]) == {6, 8, 10, 12}
    assert repeated_rows([*rows, *rows[2:]]) == set()
    assert repeated_rows(["我爱你", "我爱你", "我爱你"]) == set()
