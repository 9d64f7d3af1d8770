"""The line of a key, as a person would point at it; none where it is not sure."""

from service.core import toml_lines
from tests.support.tables import every_row

TEXT = '''\
# port = 1
[service]
host = "port = 2"
port = 3

[[show]]
title = """
slug = "no"
"""
slug = "a"

[[show]]
# slug
slug = "b"
sources = [
  "seeds",
  5,
]
[show.llm]
model = "slug"
'''


@every_row(
    ("path", "line"),
    [
        (("service", "port"), 4),
        (("show", 0, "slug"), 10),
        (("show", 1, "slug"), 14),
        (("show", 1, "sources", 1), 15),
        (("show", 1, "llm"), 19),
        (("show", 1, "llm", "model"), 20),
        (("service", "none"), 0),
        (("show", 2, "slug"), 0),
        ((), 0),
    ],
)
def test_a_key_is_found_on_its_line(path, line):
    assert toml_lines.line_of(TEXT, path) == line


def test_a_long_text_is_not_searched():
    assert toml_lines.line_of("#" * toml_lines.LARGEST + "\nport = 1\n", ("port",)) == 0


def test_the_search_ends_soon(monkeypatch):
    parsed = []
    monkeypatch.setattr("tomllib.loads", lambda text: parsed.append(text) or {})
    assert toml_lines.line_of("port\n" * 5000, ("port",)) == 0
    assert len(parsed) <= 2 * toml_lines.MOST_TRIALS + 1
