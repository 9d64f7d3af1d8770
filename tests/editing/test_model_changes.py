"""What a language model has changed, beside what the rules would have told."""

from dataclasses import replace

from service.editing.model_changes import compare
from service.model import Kind, ModelChange, Segment, Skipped, Utterance


def item(title, *told, kind=Kind.STORY, reason=""):
    return Segment(kind, "a", told or (own(f"{title}的第一句。"),), title=title, origin="p.md", reason=reason)


def own(text):
    return Utterance(text, source=text)


def worded(text, source):
    return Utterance(text, source=source, writer="qwen")


def programme(*items, close=()):
    return (
        Segment(Kind.OPENING, "a", (Utterance("您好。"),)),
        *items,
        Segment(Kind.CLOSING, "a", (*close, Utterance("再会。")), title="结束语"),
    )


def changes(rules, edited, skipped=()):
    return compare(programme(*rules), programme(*edited), skipped, "qwen")


A, B, C, D = (item(title) for title in "甲乙丙丁")


def test_the_same_programme_has_no_change():
    assert changes([A, B, C], [A, B, C]) == ()
    assert changes([], []) == ()


def test_an_item_that_has_moved_is_named_once_with_both_places_and_the_models_reason():
    moved = replace(C, reason="qwen puts it at 1 (rank 3): “要紧”; rank 3")
    assert changes([A, B, C, D], [moved, A, B, D]) == (
        ModelChange("丙", "order", "item 3", "item 1", "qwen puts it at 1 (rank 3): “要紧”"),
    )


def test_the_rules_own_reason_is_not_the_models():
    assert changes([A, B], [replace(B, reason="a follow-up"), A])[0].why == ""


def test_what_is_told_in_brief_or_at_length_is_named():
    brief = replace(B, kind=Kind.BRIEF)
    assert changes([A, B], [A, brief]) == (ModelChange("乙", "depth", "at length", "in brief"),)


def test_what_comes_in_and_what_goes_out_is_named():
    left_out = [Skipped("乙", "left out by qwen: “没有内容”")]
    assert changes([A, B], [A, C], left_out) == (
        ModelChange("丙", "in", "not told", "item 2, at length"),
        ModelChange("乙", "out", "item 2, at length", "not told", "left out by qwen: “没有内容”"),
    )


def test_a_reworded_sentence_stands_beside_the_articles_own():
    told = item("甲", worded("中心启用，投资七千万。", "中心3月启用。\n总投资7000万元。"), own("第二句。"))
    assert changes([A], [told]) == (
        ModelChange("甲", "wording", "中心3月启用。总投资7000万元。", "中心启用，投资七千万。"),
    )


def test_a_sentence_that_the_model_repeats_is_no_change():
    assert changes([A], [item("甲", worded("甲的第一句。", "甲的第一句。"))]) == ()


def test_words_ahead_stand_beside_those_of_the_rules():
    rules = item("乙", Utterance("接下来关注：乙。", source="乙"), own("乙的第一句。"))
    edited = item("乙", worded("说完经济，来看教育：乙。", "乙"), own("乙的第一句。"))
    assert changes([A, rules], [A, edited]) == (
        ModelChange("乙", "bridge", "接下来关注：乙。", "说完经济，来看教育：乙。"),
    )
    assert changes([A, B], [A, edited])[0].rules == ""


def test_what_closes_the_programme_is_named_too():
    found = compare(programme(A), programme(A, close=(worded("今天的消息就播到这里。", ""),)), (), "qwen")
    assert found == (ModelChange("结束语", "bridge", "再会。", "今天的消息就播到这里。"),)


def test_a_headline_of_the_opening_is_a_wording():
    announced = Segment(Kind.HEADLINES, "a", (worded("甲地启用中心。", "甲"),), title="内容提要")
    assert compare(programme(A), programme(announced, A), (), "qwen") == (
        ModelChange("内容提要", "wording", "甲", "甲地启用中心。"),
    )
