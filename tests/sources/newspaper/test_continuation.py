from dataclasses import replace

from service.sources.newspaper.continuation import CONTINUES, goes_on, opens_amid, opens_in_word, paired, seen
from service.sources.newspaper.line_classes import Block, LineClass, blocks
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.page_lines import lines
from service.sources.newspaper.paragraphs import paragraphs
from tests.support.tables import every_row


@every_row(
    ("head", "tail"),
    [
        ("推动经济高质量发", "展取得新成效"),
        ("他说“今天的天", "气真好”。"),
        ("大桥、", "码头和车站"),
        ("共有1", "8座车站"),
        ("五月", "，天气转热"),
        ("夜市的营业时间为每日18时至", "24时，禁止明火。"),
        ("全市绿地率达到", "41.2%，比去年高。"),
    ],
)
def test_a_broken_sentence_goes_on(head, tail):
    assert goes_on(head, tail) > 0.5


def test_another_paragraph_does_not():
    assert goes_on("首届马拉松月底开跑", "今年以来，全市新开工电梯212部。") < 0.5
    assert goes_on("首届马拉松月底开跑", "24时，禁止明火。") < 0.5


def test_a_line_may_open_amid_a_sentence_or_a_word():
    assert opens_amid("，天气转热")
    assert not opens_amid("天气转热")
    assert opens_in_word("境峡谷")
    assert not opens_in_word("今年以来")
    assert paired("发", "展")


def joined(*texts: str) -> tuple[str, ...]:
    return paragraphs(blocks(lines("\n\n".join(texts)))).texts


def test_only_broken_sentences_are_joined():
    one, two = "今年以来，全市持续推动经济高质量发", "展，新开工电梯212部，居民称赞。"
    assert joined(one, two) == (one + two,)
    assert joined("今年开工了，进展顺利。", two) == ("今年开工了，进展顺利。", two)


def test_latin_words_keep_their_blank():
    head = Block(1, "这家公司推出的产品名叫，Tiny", LineClass.TEXT)
    tail = Block(3, "Voice，很受欢迎。", LineClass.TEXT, type=LineType.CONTINUATION)
    assert paragraphs([head, tail]).texts == ("这家公司推出的产品名叫，Tiny Voice，很受欢迎。",)
    whole = paragraphs([head, replace(tail, type=LineType.PROSE)])
    assert len(whole.texts) == 2


def test_verse_is_not_joined():
    texts = ("五月把一封长信铺在", "平原上")
    verse = [Block(n, text, LineClass.TEXT, type=LineType.VERSE) for n, text in enumerate(texts)]
    assert paragraphs(verse).texts == texts


def test_a_paragraph_with_a_dateline_is_not_joined():
    first = "今年以来，全市持续推动经济高质量发"
    found = paragraphs(blocks(lines(f"{first}\n\n本报讯 展览今天开幕，市民踊跃参观。")))
    assert found.texts == (first, "展览今天开幕，市民踊跃参观。")
    assert found.damaged == (first,)


def test_every_join_is_recorded():
    found = paragraphs(blocks(lines("今年以来，全市持续推动经济高质量发\n\n展，居民称赞。")))
    (join,) = found.joins
    assert (join.number, join.before) == (3, "推动经济高质量发|展，居民称赞。")


def test_a_credit_that_a_column_broke_is_found_when_joined():
    tail = Block(3, "小远）", LineClass.TEXT, type=LineType.CONTINUATION)
    found = paragraphs([Block(1, "大桥修好了，车辆通行。（方", LineClass.TEXT), tail])
    assert found.texts == ("大桥修好了，车辆通行。",)
    assert found.credits[0].authors == ("方小远",)


def test_a_question_or_answer_goes_on_with_nothing():
    for tail in ("问：孩子发烧怎么办？", "答：先量体温。", "记者：谁来管？"):
        assert goes_on("孩子发烧怎么办？石泉区 龙女士", tail) < CONTINUES
    assert goes_on("孩子发烧怎么办，他", "问医生") > CONTINUES


def test_a_common_character_is_seen_more_often_than_a_rare_one():
    assert seen("国") > seen("褛") >= 0
