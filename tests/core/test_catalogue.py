"""Texts that were stored in English are found again in the catalogue."""

from service.core.catalogue import _OWN_WORDS, Catalogue
from service.editing.facts.violation import KINDS
from service.editing.programme_draft import PARTS
from service.model import Genre
from tests.support.tables import every_row

FEW = Catalogue(
    {
        "There is no folder {path}.": "没有文件夹 {path}。",
        "{where}: {fault}": "{where}：{fault}",
        "it has {count:,} pages": "有 {count} 页",
        "it is empty": "是空的",
        "{file}: this table has {count} columns.": "{file}：这张表有 {count} 栏。",
        "It is empty.": "是空的。",
        "write {{a = {value!r}}}": "写成 {{a = {value}}}",
        "{first} is a {second}": "{first} 是{second}",
    }
)


@every_row(
    ("stored", "chinese"),
    [
        ("There is no folder /云雁/甲.", "没有文件夹 /云雁/甲。"),
        ("There is no folder a. b.", "没有文件夹 a. b。"),
        ("a.toml: it is empty", "a.toml：是空的"),
        ("a: b: it is empty", "a：b：是空的"),
        ("it has 1,200 pages", "有 1,200 页"),
        ("It is empty", "是空的"),
        ("It has 5 pages.", "有 5 页。"),
        ("a.toml: It has 5 pages.", "a.toml：有 5 页。"),
        ("there is no folder 甲", "没有文件夹 甲"),
        ("this table has 5 columns.", "这张表有 5 栏。"),
        ("write {a = '乙'}", "写成 {a = '乙'}"),
        ("云雁: 大桥通车", "云雁: 大桥通车"),
        ("this is a bridge", "this is a bridge"),
        ("a.toml is a it is empty", "a.toml 是是空的"),
        ("", ""),
        ("There is no folder", "There is no folder"),
    ],
)
def test_what_was_stored_in_english_is_found_again(stored, chinese):
    """A text of hardly any letters is only taken where a part of it is known."""
    assert FEW.of_stored(stored) == chinese


def test_of_texts_that_fit_alike_it_is_the_one_that_leaves_the_least():
    """`of` stands in a part that the other text knows whole."""
    both = {
        "{part} of {whole}": "{whole}的{part}",
        "{what}: {why}": "{what}：{why}",
        "the end of it is lost": "末尾丢了",
    }
    few = Catalogue({**both, "none of it": "没有", "it": "它"})
    assert few.of_stored("the end of it is lost: none of it") == "末尾丢了：没有"


def test_a_text_of_many_parts_is_found_again_once():
    """Each part fits twenty texts, and so do its own parts: looked up each time anew this takes hours."""
    marks = [chr(ord("①") + number) for number in range(20)]
    weak = Catalogue({f"{{first}} {mark} {{second}}": f"{{second}} {mark} {{first}}" for mark in marks})
    stored = " ".join(f"a {mark} b" for mark in marks)
    assert weak.of_stored(stored) == stored


def test_what_is_longer_than_any_text_stays_english():
    stored = f"There is no folder {'a' * 5000}."
    assert FEW.of_stored(stored) == stored


def test_the_words_of_the_program_are_those_that_it_says():
    assert set(_OWN_WORDS["genre"]) == set(Genre)
    assert set(_OWN_WORDS["kind"]) == set(KINDS)
    assert set(_OWN_WORDS["part"]) == set(PARTS)


def test_the_name_of_a_show_is_no_word_of_the_program():
    few = Catalogue({"{kind}: {reason}": "{kind}：{reason}", "daily": "每天", "news": "新闻", "it is empty": "是空的"})
    assert [few.of_stored(f"{name}: it is empty") for name in ("daily", "news")] == ["daily：是空的", "news：是空的"]
