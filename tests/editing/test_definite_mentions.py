"""What a sentence speaks of as known needs the sentence that first spoke of it."""

from service.editing.definite_mentions import KnownThing, mentions
from service.editing.summary import summary_levels
from service.language import sentences
from service.model import Article, Genre
from tests.support.tables import every_row


@every_row(
    ("text", "found"),
    [
        ("摆轮缠着一根头发丝。师傅把那根头发装进纸袋。", {1: ("头发", 0)}),
        ("镇里试了11种火头。父亲来看过。第12种火头成了。", {2: ("种火", 0)}),
        ("县局查了30家店。另有5家没有公示。", {1: ("30家", 0)}),
        ("上个月来了一个年轻人。雨很大。年轻人没要发票。", {2: ("年轻", 0)}),
        ("“店不开了，书不卖了。”昨天，店主贴出这张告示。", {1: ("“店不开了，书不卖了。”", 0)}),
        ("最高的有9毫米，判不合格。雨很大。9毫米的那一批，还是退了。", {2: ("9毫米", 0)}),
        ("管家只管五件事。锦绣里的麻烦不止五件。", {1: ("五件", 0)}),
    ],
)
def test_what_is_known_by_its_form_stands_ahead(text, found):
    expected = {at: (KnownThing(*mention),) for at, mention in found.items()}
    assert mentions(sentences.split(text)) == expected


@every_row(
    "text",
    [
        "全市有62个小区。这一年，雨水很多。",
        "第三条路面修好。第八条预约人数满1人的，应当派车。",
        "冬天到了。全市412所学校，还剩38所没有热水。",
        "一根头发丝缠住了摆轮，师傅拿走那根头发。",
        "昨天来了一位老人。今天，第二季度数据公布。",
        "雨停了。但这只是账本的一面。",
        "摊上有一只碗。两个多月前的那场雨下了很久。",
    ],
)
def test_other_words_need_nothing(text):
    assert mentions(sentences.split(text)) == {}


def test_a_thing_is_told_behind_what_introduces_it_at_any_length():
    lines = (
        "昨天，长庚路修表匠郁清和给一只老上海表上了弦。",
        "上个月，一个年轻人把这只表送来，说是外公的。",
        "拆开一看，发条好好的，是一根头发丝缠住了摆轮。",
        "街上的梧桐正在落叶，铺子里很静。",
        "郁清和把那根头发装进一个小纸袋，还给了来人。",
    )
    article = Article("", "停在下午四点一刻", lines, genre=Genre.NEWS)
    told_it = False
    for level in summary_levels(article, 400):
        told = "".join(each.text for each in level.sentences)
        assert "那根头发" not in told or "一根头发丝" in told
        told_it |= "那根头发" in told
    assert told_it


def test_whose_a_thing_is_is_told_behind_its_full_name():
    lines = ["5时20分，东港冷库起火。", "冷库的承包单位没有手续。", "市民章和玉说，来了。", "章和玉的家属来了。"]
    found = mentions(lines)
    assert [(each.words, each.line) for each in found.get(1, ())] == [("冷库", 0)]
    assert 3 not in found
    assert not mentions(["冷库起火。", lines[1]])
