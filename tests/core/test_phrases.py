"""The programme's own words: shipped, changed by a show, checked."""

import re
from dataclasses import fields

import pytest

from service.core import phrases
from service.errors import ConfigError
from tests.support.paths import ROOT
from tests.support.tables import every_row


def load(tmp_path, text):
    path = tmp_path / "phrases.toml"
    path.write_text(text, "utf-8")
    return phrases.load(path)


def test_a_show_s_phrase_takes_the_place_of_the_shipped_one_and_the_others_stay(tmp_path):
    own = load(tmp_path, 'welcome = ["{greeting}这里是{show}。"]\n')
    assert own.welcome == ("{greeting}这里是{show}。",)
    assert own.next == phrases.shipped().next


@every_row(
    ("hour", "part"),
    [
        (None, ""), (0, ""), (4, ""), (5, "_morning"), (8, "_morning"), (9, "_forenoon"), (11, "_noon"),
        (13, "_afternoon"), (17, "_afternoon"), (18, "_evening"), (23, "_evening"),
    ],
)  # fmt: skip
def test_a_greeting_is_that_of_the_hour(hour, part):
    shipped = phrases.shipped()
    assert shipped.of_hour("greeting", hour) == getattr(shipped, f"greeting{part}")
    assert shipped.of_hour("farewell", hour) == getattr(shipped, f"farewell{part}")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('wellcome = ["x。"]', "there is no phrase 'wellcome'"),
        ('welcome = "这里是{show}。"', "must be a list"),
        ("welcome = []", "must be a list"),
        ('welcome = ["你好。"]', "needs {show}"),
        ('welcome = ["这里是{show}，{headline}。"]', "knows no {headline}"),
        ('welcome = ["这里是{show!r}。"]', "knows no {show!}"),
        ('welcome = ["这里是{show"]', "expected '}'"),
        ('welcome = ["这里是{show}"]', "must end with"),
        ('next = ["接下来，{headline}。"]', "needs 2 phrases"),
        ('next = ["{headline}。", "{headline}。"]', "each of them only once"),
        ('farewell = ""', "at most 60 characters"),
        (f'farewell = "{"再" * 60}。"', "at most 60 characters"),
        ('farewell = "再见。', "phrases.toml, line 1: a quotation mark is missing"),
    ],
)
def test_a_phrase_that_cannot_be_spoken_is_told(tmp_path, text, fault):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert fault in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ConfigError, match=r"The file of phrases .*no such file"):
        phrases.load(tmp_path / "none.toml")


def test_a_headline_that_asks_keeps_its_question_mark():
    assert phrases.fill("接下来，{headline}。", {"headline": "谁来养老？"}) == "接下来，谁来养老？"
    assert phrases.fill("接下来，“{headline}”。", {"headline": "谁来养老？"}) == "接下来，“谁来养老？”"


def test_what_leads_to_an_item_is_known_and_opening_and_close_are_none_of_it():
    own = phrases.shipped()
    assert {*own.next, *own.last_bare, *own.briefs} < {*own.leading()}
    assert not {*own.welcome, *own.contents, *own.end, own.farewell} & {*own.leading()}


@pytest.mark.parametrize("language", ["", ".zh-CN"])
def test_every_phrase_is_documented_with_its_braces(language, tmp_path):
    """The first cell of a row names phrases, the last one the braces that they may have."""
    text = (ROOT / f"docs/phrases{language}.md").read_text("utf-8")
    rows = [line.split("|")[1:-1] for line in text.splitlines() if line.startswith("| `")]
    named = {
        name: re.findall(r"\{\w+\}", cells[2])
        for cells in rows
        if len(cells) == 3
        for name in re.findall(r"`(\w+)`", cells[0])
    }
    assert set(named) == {each.name for each in fields(phrases.Phrases)}
    shipped = phrases.shipped()
    for name, braces in named.items():
        said = getattr(shipped, name)
        assert set(re.findall(r"\{\w+\}", "".join(said))) <= set(braces)
        own = "".join(braces) + "。"
        load(tmp_path, f"{name} = {[own, f'再{own}'] if isinstance(said, tuple) else repr(own)}")


def test_the_documents_example_is_taken(tmp_path):
    text = (ROOT / "docs/phrases.md").read_text("utf-8")
    own = load(tmp_path, "\n".join(re.findall(r"^ {4}(\w+ = .*)$", text.split("## An example")[1], re.MULTILINE)))
    assert own.greeting_evening == "各位街坊，晚上好"
    assert own.welcome == ("{greeting}，{show}开播了。",)
    assert own.farewell_next == "{day}接着聊。"
