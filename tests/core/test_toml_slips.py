"""What was typed in full width or without quotation marks is said to be that, with what would be right."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core import toml_lines, toml_slips
from tests.support.tables import every_row

SLIPS = (
    ("base_url ＝ “https://pods.example.org”", 'base_url = "https://pods.example.org"'),
    ("port = ８０００", "port = 8000"),
    ("［［show］］", "[[show]]"),
    ("【service】", "[service]"),
    ("title = “听报，「早」”  # 名字，好", 'title = "听报，「早」"  # 名字，好'),
    ("length = “5m”", 'length = "5m"'),
    ("length = ＂5m＂", 'length = "5m"'),
    ("length = “5m“", 'length = "5m"'),
    ("length = 「5m」", 'length = "5m"'),
    ('length = "5m”', 'length = "5m"'),
    ("length = 5m # 五分钟", 'length = "5m"'),
    ("schedule = 30 6 * * *", 'schedule = "30 6 * * *"'),
    ("title = 听报，早", 'title = "听报，早"'),
    ('title = 他说"好"', "title = '他说\"好\"'"),
    ("approve = True", "approve = true"),
    ('sources = ["a"，"b"、“c”]', 'sources = ["a","b","c"]'),
    ("engine　= “auto”", 'engine = "auto"'),
    ("＃ 注释，一行", "# 注释，一行"),
)
"""Lines as they are typed -> what is right."""


@every_row(("line", "right"), SLIPS)
def test_a_slip_is_named_with_the_right_line(line, right):
    [slip] = toml_slips.find(f"# 配置\n{line}\nkeep = 1\n")
    assert slip.line == 2
    assert slip.fault.endswith(f": write `{right}`")
    tomllib.loads(right)


@every_row(
    ("line", "said"),
    [
        ("a = “x”", "“ ” are no straight quotation marks"),
        ('a = "x”', "” is no straight quotation mark"),
        ("a ＝ 1", "＝ is in full width"),
        ('a = "x', "a quotation mark is missing"),
        ("［a］", "［ ］ are in full width"),
        ("a = x y", "text stands in quotation marks, and true and false do not"),
    ],
)
def test_a_slip_is_called_by_its_kind(line, said):
    assert toml_slips.find(line)[0].fault.partition(":")[0] == said


@given(st.lists(st.sampled_from(["{} = “x”", "{} ＝ 2", "{} = x y", "{} = [“a”，“b”]", "{} = True"]), max_size=8))
def test_all_slips_of_a_file_are_named_at_once(lines):
    text = "".join(f"# 行\n{line.format(f'key{number}')}\nright{number} = 1\n" for number, line in enumerate(lines))
    assert [slip.line for slip in toml_slips.find(text)] == [3 * number + 2 for number in range(len(lines))]


@pytest.mark.parametrize("text", ["a = 1\na = 2\n", "a = 1\n", "[x\n", 'a = """\nx\n', "？？\n", "a = [1,\n"])
def test_what_is_no_such_slip_is_left_to_the_parser(text):
    assert toml_slips.find(text) == ()


def test_a_fault_that_is_no_slip_ends_the_search():
    assert [slip.line for slip in toml_slips.find("a = “x”\nb = = 1\nc = “y”\n")] == [1]


def test_what_a_hook_or_a_mail_server_is_called_is_not_shown():
    text = (
        "on_failure = “https://robot.example/geheim”\non_success = [\n  “https://robot.example/geheim”,\n]\na = “x”\n"
    )
    found = toml_slips.find(text)
    assert [slip.line for slip in found] == [1, 3, 5]
    assert "geheim" not in "".join(slip.fault for slip in found)


def test_so_many_are_named_and_a_long_text_is_not_searched():
    assert len(toml_slips.find("".join(f"a{n} = “x”\n" for n in range(50)))) == toml_slips.MOST
    assert toml_slips.find("a = “x”\n" + "#" * toml_lines.LARGEST) == ()
