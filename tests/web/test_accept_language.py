"""The language that a browser asks for."""

from service.web import accept_language
from tests.support.tables import every_row


@every_row(
    ("accepted", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-US,en;q=0.9", "en"),
        ("en;q=0.5,zh;q=0.9", "zh"),
        ("en-GB,zh-CN;q=0.9", "en"),
        ("zh, en", "zh"),
        ("en, zh", "en"),
        ("fr, zh;q=0.1", "zh"),
        ("en;q=nonsense,*", "en"),
    ],
)
def test_it_is_what_the_header_prefers(accepted, language):
    assert {accept_language.preferred(accepted, default) for default in ("zh", "en")} == {language}


@every_row("accepted", ["", "de,fr;q=0.5", "en;q=0", "zh;q=0, en;q=0", "*", "zh" * 5000, ";;,,=q"])
def test_it_is_the_default_where_the_header_prefers_none(accepted):
    assert [accept_language.preferred(accepted, default) for default in ("zh", "en")] == ["zh", "en"]
    assert accept_language.preferred(accepted) == "en"
