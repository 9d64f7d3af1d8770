"""What a person is told, in the language of who reads it."""

import pickle
import subprocess
import sys

import pytest

from service.core import messages
from service.core.catalogue import Catalogue
from service.core.messages import _, clause, in_language, of_error
from service.errors import ConfigError
from tests.support.paths import ROOT
from tests.support.tables import every_row


@pytest.fixture(autouse=True)
def catalogue(monkeypatch):
    """A catalogue of few texts."""
    translations = {
        "There is no folder {path}.": "没有文件夹 {path}。",
        "{where}: {fault}": "{where}：{fault}",
        "it has {count:,} pages": "有 {count} 页",
        "it is empty": "是空的",
        "none": "没有",
        "It is empty.": "是空的。",
        "the shows are: {shows}": "节目有：{shows}",
        "write {{a = {value!r}}}": "写成 {{a = {value}}}",
        "{first} is a {second}": "{first} 是{second}",
    }
    monkeypatch.setattr(messages, "_catalogue", lambda language: Catalogue(translations))


@every_row(
    ("said", "english", "chinese"),
    [
        (_("There is no folder {path}.", path="在"), "There is no folder 在.", "没有文件夹 在。"),
        (_("it has {count:,} pages", count=1200), "it has 1,200 pages", "有 1,200 页"),
        (
            _("{where}: {fault}", where="a.toml", fault=_("it is empty")),
            "a.toml: it is empty",
            "a.toml：是空的",
        ),
        (_("{where}: {fault}", where="a", fault=clause(_("It is empty."))), "a: It is empty", "a：是空的"),
        (_("{where}: {fault}", where="a", fault=ConfigError(_("it is empty"))), "a: it is empty", "a：是空的"),
        (_("{where}: {fault}", where="a", fault=ValueError("oh")), "a: oh", "a：oh"),
        (_("the shows are: {shows}", shows=["早报", "晚报"]), "the shows are: 早报, 晚报", "节目有：早报、晚报"),
        (_("write {{a = {value!r}}}", value="乙"), "write {a = '乙'}", "写成 {a = '乙'}"),
        (_("There is no folder {path}.", path="none"), "There is no folder none.", "没有文件夹 none。"),
        (_("nobody has translated this"), "nobody has translated this", "nobody has translated this"),
    ],
)
def test_a_text_is_english_and_can_be_said_in_chinese(said, english, chinese):
    assert said == english
    assert in_language(said, "en") == english
    assert in_language(said, "zh") == chinese
    assert type(in_language(said, "en")) is str
    assert in_language(pickle.loads(pickle.dumps(said)), "zh") == chinese


def test_long_texts_are_looked_through_in_little_time():
    assert in_language("a: " * 100_000, "zh") == "a: " * 100_000


def test_what_an_error_says_keeps_its_making():
    assert in_language(of_error(ConfigError(_("it is empty"))), "zh") == "是空的"
    assert of_error(FileNotFoundError(2, "gone", "a")) == "[Errno 2] gone: 'a'"
    assert of_error(ValueError()) == ""


def test_a_gap_that_nothing_fills_is_a_fault_at_once():
    with pytest.raises(KeyError):
        _("There is no folder {path}.")


@every_row(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de:zh_CN:en"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en_GB:zh"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "TINGBAO_LANG": "en"}, "en"),
        ({"LC_ALL": "en_US.UTF-8", "TINGBAO_LANG": "zh"}, "zh"),
        ({"TINGBAO_LANG": "", "LANG": "zh_CN.UTF-8"}, "zh"),
    ],
)
def test_the_language_of_a_terminal(environment, language):
    assert messages.terminal_language(environment) == language


def test_no_catalogue_is_loaded_before_it_is_needed():
    code = (
        "import sys; from service.core import messages; messages._('a {b}', b=1);"
        " before = messages._catalogue.cache_info().misses; messages.in_language('it is missing', 'zh');"
        " print(before, messages._catalogue.cache_info().misses)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1"]
