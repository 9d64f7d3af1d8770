"""Ranks, wholes, certainties and causes that a source does not bear out."""

from service.editing.facts import added_claims, source_alignment
from tests.support.tables import every_row

SOURCE = """柳溪镇书屋3月开门，藏书2万册，是全县最大的书屋。
书屋12名义工中有9名是退休教师。
馆长周建国说，书屋可能在年内收支平衡；工程师刘芳负责采购。
因线路改造，书屋晚9点后关灯。
读者中学生首次过半，罚款最多2万元。"""


def test_what_the_source_says_of_somebody_else_is_named():
    passage = source_alignment.read("馆长周建国说，书屋下月扩建。\n教师刘芳两次获得全县朗诵比赛冠军。")
    told = [source_alignment.sentence(each) for each in ("馆长周建国在扩建书屋。", "他两次获得全县朗诵比赛冠军。")]
    assert [fault.claim for fault in added_claims.of_others(told, passage)] == ["他两次获得全县朗诵比赛冠军"]
    named = source_alignment.sentence("刘芳两次获得全县朗诵比赛冠军。")
    assert added_claims.of_others([told[0], named], passage) == []


def faults(text):
    passage = source_alignment.read(SOURCE)
    said = source_alignment.sentence(text)
    return [fault.claim for fault in added_claims.faults(said, passage.origins(said.grams), passage)]


@every_row(
    "text",
    [
        "柳溪镇书屋藏书2万册，全县数它最大。",
        "书屋9点后关灯，因为线路改造。",
        "馆长周建国说，书屋可能收支平衡。",
        "书屋的12名义工都到了。",
        "书屋给读者打开了孩子的世界，门前是安全区。",
        "书屋线路要改造，所以晚9点后关灯。",
        "书屋最多2万册藏书，最近开门。",
        "罚款最多能罚到两万元。",
    ],
)
def test_what_the_source_has_passes(text):
    assert faults(text) == []


@every_row(
    ("text", "claim"),
    [
        ("书屋12名义工全部是退休教师。", "全部"),
        ("书屋12名义工中最年轻的是退休教师。", "最年"),
        ("馆长周建国说，书屋年内一定收支平衡。", "一定"),
        ("书屋晚9点后关灯，因为附近居民投诉噪声。", "因为附近居民投诉噪声"),
        ("读者中学生过半，创新高。", "新高"),
        ("柳溪镇书屋藏书2万册，是全国最大的书屋。", "全国"),
        ("书屋夜里冷清，所以晚9点后关灯。", "书屋夜里冷清"),
        ("馆长周建国说，书屋晚9点后关灯，是怕邻居睡不好觉。", "是怕邻居睡不好觉"),
        ("全镇的书屋晚9点后都关灯。", "全镇"),
    ],
)
def test_what_is_added_is_named(text, claim):
    assert faults(text) == [claim]
