"""What the sentences of an article need of one another."""

from service.editing.summary import body_text, summary_levels, ties
from service.model import Article

CLAIM = (
    "昨天上午，云州市水务局通报了北区换管的进度，全长19公里的管线已换完12公里，其余的年底前完成。",
    "有网民在论坛发帖称“北区的水管有毒，换管是为了掩盖”。市水务局副局长柏子仁对此予以否认，他说，旧管是铸铁的，用了41年。",
)
QUESTION = (
    "云州市水务局昨天在北区举行换管说明会，136名居民到场。",
    "居民甘棠问：“老井还留不留？”柏子仁答复，井留下，管线绕开19米，“多花七万元”。",
)


def told(paragraphs):
    levels = summary_levels(Article("a", "云州北区换管", paragraphs), 400)
    return [{each.position for each in level.sentences} for level in levels]


def test_what_is_tied_is_found_by_its_place():
    tied = ties.between(body_text.cut(CLAIM + QUESTION), range(5))
    assert tied.denied_by == {1: 2}
    assert tied.behind[2] == {1}
    assert tied.behind[5] == {4}
    assert tied.answered == {4}


def test_a_claim_is_never_told_without_its_denial_nor_the_denial_alone():
    levels = told(CLAIM)
    assert any(1 in level for level in levels)
    assert all((1 in level) == (2 in level) for level in levels)


def test_a_question_is_told_with_its_answer():
    levels = told(QUESTION)
    assert any(1 in level for level in levels)
    assert all((1 in level) == (2 in level) for level in levels)


def test_nothing_of_a_rumour_is_told_without_its_answer():
    rumour = (
        "近日，一段“云州北区的水管有毒”的视频在居民群里流传，播放了61万次，有超市的桶装水卖空。",
        "市水务局昨天发布通报：经核查，画面拍自外省，北区136处采样全部合格。",
        "云州市公安局对发布者独活处以行政拘留七日。北区昨天换完了19公里旧管。",
    )
    levels = told(rumour)
    assert any(len(level) > 2 for level in levels)
    assert all({0, 1} <= level for level in levels)
