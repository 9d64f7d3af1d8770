"""Sentences and clauses."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from service.language import sentences
from tests.support.tables import every_row

TEXTS = st.text(st.sampled_from("甲乙丙说，、；：。！？!?…“”（）》 "), max_size=40)


def test_closing_marks_stay_with_their_sentence() -> None:
    assert sentences.split("他说：“走吧！”大家走了。（完）") == ["他说：“走吧！”", "大家走了。", "（完）"]


def test_a_quotation_stays_with_the_speaker_named_behind_it() -> None:
    assert sentences.split("“好。真好。”张三说。大家笑了。") == ["“好。真好。”张三说。", "大家笑了。"]


def test_a_question_stays_with_who_asks_it() -> None:
    assert sentences.split("“留？不留？”有听众提问。留。") == ["“留？不留？”有听众提问。", "留。"]


@settings(derandomize=True)
@given(TEXTS)
def test_sentences_are_parts_of_the_text_in_order_and_none_is_blank(text: str) -> None:
    place = 0
    for sentence in sentences.split(text):
        assert sentence
        assert sentence == sentence.strip()
        place = text.index(sentence, place) + len(sentence)


@settings(derandomize=True)
@given(TEXTS)
def test_clauses_hold_every_word_and_no_mark(text: str) -> None:
    assert "".join(sentences.clauses(text)) == re.sub(r"[^甲乙丙说]", "", text)


@settings(derandomize=True)
@given(TEXTS)
def test_the_finished_part_is_the_beginning_up_to_an_end(text: str) -> None:
    part = sentences.finished_part(text)
    assert text.startswith(part)
    assert not part or sentences.is_finished(part)
    assert not sentences.END.search(text[len(part) :])


@every_row(
    ("text", "finished"), [("到了。", True), ("“到了！”", True), ("到了", False), ("到了，", False), ("（完。）", True)]
)
def test_a_finished_text(text: str, finished: bool) -> None:
    assert sentences.is_finished(text) is finished


def test_the_first_sentence_without_its_mark() -> None:
    assert sentences.before_end("到了！走吧。") == "到了"
