"""Clauses of reported speech and who says them in the source."""

from service.editing.facts import source_alignment, told_speech
from tests.support.tables import every_row

PASSAGE = source_alignment.read(
    "当晚登台的是演员林小荷，她的师父、78岁的高凤台也到了。“那晚下大雨，台下只有四十来个人，我照样唱完了。”高凤台说。\n"
    "县文旅局副局长周建国在会上介绍，从前是人等戏，今后要让戏等人。\n"
    "村民孟某说：“盆是我放在窗台上的，被大风刮下去了。”"
)


def faults(text):
    said = source_alignment.sentence(text)
    return [fault.claim for fault in told_speech.faults(said, PASSAGE.origins(said.grams), PASSAGE)]


@every_row(
    ("text", "speaker"),
    [
        ("演员林小荷说，戏台修好以前，那晚下着大雨，台下只有四十来个人，还是唱完了。", "演员林小荷"),
        ("县民政局有关负责人说，从前人等戏，今后要让戏等人。", "县民政局有关负责人"),
        ("坐在门口的邻居讲，那晚下着大雨，台下只有四十来个人。", "坐在门口的邻居"),
        ("孟某的母亲说，盆被大风刮下去了。", "孟某的母亲"),
    ],
)
def test_a_speaker_of_what_another_says_is_named(text, speaker):
    assert faults(text) == [speaker]


@every_row(
    "text",
    [
        "高凤台说，那晚下着大雨，台下只有四十来个人。",
        "78岁的师父说，那晚下着大雨，台下只有四十来个人。",
        "县文旅局有关负责人说，从前人等戏，今后要让戏等人。",
        "她说，那晚下着大雨，台下只有四十来个人。",
        "一位村民说，盆被大风刮下去了。",
        "孟某说，盆被大风刮下去了。",
    ],
)
def test_the_speaker_himself_and_whoever_may_be_he_pass(text):
    assert faults(text) == []
