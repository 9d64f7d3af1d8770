"""Names that differ by one character from a source's."""

from service.editing.facts import near_names, source_alignment
from tests.support.tables import every_row

PASSAGE = source_alignment.read(
    "馆长周建国说，东河县第二小学新排了《借灯》，《东河县读书条例》下月施行。教师周建国昨日到校。\n"
    "村民李玉说，戏好看。村民李玉昨晚又去了一回。外长奥拉·科瓦奇表示赞成。\n"
    "姚某兰申请宣告姚某水失踪。"
)


def faults(text):
    said = source_alignment.sentence(text)
    return [fault.claim for fault in near_names.faults(said, PASSAGE.origins(said.grams), PASSAGE)]


@every_row(
    ("text", "claim"),
    [
        ("馆长周建坤说，学校排了新戏。", "周建坤"),
        ("馆长周健国说，学校排了新戏。", "周健国"),
        ("馆长邹建国说，学校排了新戏。", "邹建国"),
        ("东河县第一小学排了新戏。", "第一小学"),
        ("学校新排了《借火》。", "《借火》"),
        ("外长科瓦尼赞成。", "科瓦尼"),
        ("姚某芳提出了申请。", "姚某芳"),
    ],
)
def test_a_name_that_differs_by_one_character_is_named(text, claim):
    assert faults(text) == [claim]


@every_row(
    "text",
    [
        "馆长周建国说，学校排了新戏。",
        "建国馆长说，学校排了新戏。",
        "第一天，东河县第二小学就排了《借灯》。",
        "《读书条例》下月施行。",
        "李玉看了戏，李玉又看了一回。",
        "姚某说，她提出了申请，姚某兰没有来。",
        "科瓦奇赞成。",
    ],
)
def test_the_source_s_names_whole_or_shortened_pass(text):
    assert faults(text) == []
