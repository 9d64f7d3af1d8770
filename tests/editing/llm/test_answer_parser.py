"""Objects out of what models write for JSON."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.editing.llm.answer_parser import number, parse

OBJECT = {"text": "周建国说：“好，卖得动。”", "source": [1, 2]}
WRITTEN = {
    "JSON": '{"text": "周建国说：“好，卖得动。”", "source": [1, 2]}',
    "in a fence": '```json\n{"text": "周建国说：“好，卖得动。”", "source": [1, 2]}\n```',
    "in prose": '好的，改写如下：\n{"text": "周建国说：“好，卖得动。”", "source": [1, 2]}\n如需调整请告诉我。',
    "with a trailing comma": '{"text": "周建国说：“好，卖得动。”", "source": [1, 2,],}',
    "with single quotation marks": "{'text': '周建国说：“好，卖得动。”', 'source': [1, 2]}",
    "with full-width marks": '｛"text"："周建国说：“好，卖得动。”"，"source"：［1, 2］｝',
    "keys in Chinese quotation marks": '{“text”:"周建国说：“好，卖得动。”",“source”:[1,2]}',
    "another object before it": '{"thought": 1}\n{"text": "周建国说：“好，卖得动。”", "source": [1, 2]}',
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN.keys())
def test_what_a_model_means_is_found(written):
    assert parse(written, ("text", "source")) == OBJECT


@pytest.mark.parametrize("written", ["", "抱歉，我无法协助。", "[1, 2]", '{"summary": "x"}', "null", "[" * 100_000])
def test_what_is_no_such_object_is_refused(written):
    with pytest.raises(ValueError, match="no JSON object"):
        parse(written, ("text", "source"))


@given(st.text(max_size=300))
def test_prose_around_an_object_hides_it_never(text):
    prose = text.translate(dict.fromkeys(map(ord, "{}[]\"'“”‘’`｛｝［］")))
    assert parse(f'{prose}\n{{"text": "好。"}}\n{prose}', ("text",)) == {"text": "好。"}


@given(st.text(max_size=300))
def test_any_text_is_an_object_or_refused(text):
    try:
        found = parse(text, ("text",))
    except ValueError:
        return
    assert "text" in found


@pytest.mark.parametrize(
    ("written", "meant"), [(3, 3), (3.0, 3), ("3", 3), ("第3句", 3), ("三", 3), ("十二", 12), ("[2]", 2)]
)
def test_numbers_as_models_write_them(written, meant):
    assert number(written) == meant


@pytest.mark.parametrize("written", [None, True, 2.5, "", "句子", float("inf"), [], "三四"])
def test_what_is_no_number_is_refused(written):
    with pytest.raises((ValueError, OverflowError)):
        number(written)
