"""What a terminal would obey is shown and not obeyed; JSON keeps its content."""

import json
import unicodedata

from service.core.printable import json_text, one_line, printable, sentence, shown
from tests.support.tables import every_row

OBEYED = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"]
OBEYED += list("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@every_row("char", OBEYED, ids=lambda char: f"U+{ord(char):04X}")
def test_no_character_is_left_that_a_terminal_obeys(char):
    assert printable(f"茌平{char}区\t1\n") == "茌平\N{REPLACEMENT CHARACTER}区\t1\n"
    assert json.loads(json_text([char])) == [char]
    assert printable(json_text([char])) == json_text([char])


def test_no_other_control_of_direction_is_known_to_unicode():
    marks = {chr(code) for code in range(0x110000) if unicodedata.bidirectional(chr(code)) in MARKS}
    assert {char for char in marks if printable(char) == char} == set()


MARKS = ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")


def test_a_value_in_a_message_is_one_line_and_not_long():
    assert one_line("a\nb\tc\udcff") == "a\ufffdb\ufffdc\ufffd"
    assert len(shown("字" * 10_000)) < 400
    assert len(sentence("x" * 10_000 + "to do")) < 2100
    assert sentence("x" * 10_000 + " what to do").endswith("what to do")
