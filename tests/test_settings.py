"""The configuration: defaults that work, what stands above what, and places that would destroy one another."""

import pytest

from service import settings
from service.core import setting_errors
from service.errors import ConfigError, UsageError


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def written(tmp_path, text):
    path = tmp_path / "tingbao.toml"
    path.write_text(text, "utf-8")
    return path


def test_without_a_file_there_is_one_show_in_the_folder_of_the_call(tmp_path):
    found = settings.load()
    assert [show.slug for show in found.show] == ["tingbao"]
    assert found.output.resolve() == tmp_path / "output"
    assert found.state.resolve() == tmp_path / ".tingbao"
    assert not found.scheduled


def test_relative_places_are_those_of_the_files_folder_wherever_the_call_is_made(tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    path = written(tmp_path, '[service]\noutput = "site"\n')
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert settings.load(path).output == tmp_path / "site"


def test_a_show_is_picked_by_its_name_and_only_one_alone_without(tmp_path):
    found = settings.load(written(tmp_path, '[[show]]\nslug = "a"\n[[show]]\nslug = "b"\n'))
    assert found.pick_show("b").slug == "b"
    with pytest.raises(UsageError, match="a, b"):
        found.pick_show("c")


def test_what_is_published_is_the_show_with_the_services_address(tmp_path):
    found = settings.load(written(tmp_path, '[service]\nbase_url = "https://h.example/p"\n[[show]]\nslug = "a"\n'))
    [show] = found.publications
    assert (show.slug, show.path, show.base_url) == ("a", "a", "https://h.example/p")


def test_a_list_in_a_variable_that_is_nested_without_end_is_refused_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TINGBAO_ALLOWED_HOSTS", "[" * 50_000)
    with pytest.raises(ConfigError, match=r"TINGBAO_ALLOWED_HOSTS is .*: write a list as JSON has it"):
        settings.load()


@pytest.mark.parametrize(
    ("base_url", "show", "said"),
    [
        (
            "https://pods.example.org",
            'op3 = true\npath = "k3Jd9sLq0PzX"',
            "private by its path, and OP3 shows everybody",
        ),
        ("http://127.0.0.1:8000", "op3 = true", "op3 leads listeners to base_url, which is http://127.0.0.1:8000"),
        ("https://pods.example.org", "op3 = true", ""),
        ("https://pods.example.org", 'op3 = true\npath = "daily"', ""),
        ("http://127.0.0.1:8000", 'path = "k3Jd9sLq0PzX"', ""),
    ],
)
def test_op3_is_for_a_public_show_that_everybody_reaches(tmp_path, base_url, show, said):
    file = tmp_path / "tingbao.toml"
    file.write_text(f'[service]\nbase_url = "{base_url}"\n[[show]]\nslug = "daily"\n{show}\n', "utf-8")
    if said:
        with pytest.raises(ConfigError, match=said):
            settings.load(file)
    else:
        loaded = settings.load(file)
        assert loaded.publications[0].op3 is loaded.show[0].op3


WRONG = """\
[service]
port = 99999
timezone = "Moon/Far"
output = "out"
state = "out/state"

[[show]]
slug = "a"
lenght = "5m"
schedule = "晚上12点"

[[show]]
slug = "b"
length = "5"
phrases = "none.toml"

[[show]]
slug = "c"
sources = ["a", 5]

[shwo]
x = 1
"""


def lines_of(tmp_path, text):
    with pytest.raises(ConfigError) as caught:
        settings.load(written(tmp_path, text))
    return str(caught.value).replace(f"{tmp_path}/", "").split("\n")


def test_all_faults_of_a_file_are_named_at_once_each_on_its_line(tmp_path):
    told = lines_of(tmp_path, WRONG)
    places = [each.partition(": ")[0] for each in told]
    assert places == [f"tingbao.toml, line {line}" for line in (2, 3, 9, 10, 14, 19, 21)]
    for said, hint in zip(
        told,
        (
            "between 1 and 65535",
            "like Asia/Shanghai",
            "did you mean length?",
            "by 24 hours",
            "are 5m",
            "text",
            "the sections are",
        ),
        strict=True,
    ):
        assert hint in said


def test_where_each_setting_is_right_the_faults_between_them_are_named_at_once(tmp_path):
    told = lines_of(
        tmp_path,
        '[service]\noutput = "out"\nstate = "out/state"\n'
        '[[show]]\nslug = "a"\n[[show]]\nslug = "a"\nphrases = "none.toml"\n[[show]]\nslug = "b"\npath = "api"\n',
    )
    assert len(told) == 4
    for hint in ("none.toml", "two shows are called 'a'", "cannot be published in 'api'", "lie in one another"):
        assert any(hint in each for each in told)


def test_no_more_faults_are_named_than_can_be_read(tmp_path):
    told = lines_of(tmp_path, "".join(f'[[show]]\nslug = "s{n}"\nx{n} = 1\ny{n} = 2\n' for n in range(30)))
    assert len(told) == setting_errors.MOST + 1
    assert told[-1] == "What else may be wrong is named when these are right."


def test_full_width_marks_are_named_with_the_right_lines(tmp_path):
    first, second = lines_of(tmp_path, "[[show]]\nlength = “5m”\nslug ＝ 'a'\nport = 1\n")
    assert first == 'tingbao.toml, line 2: “ ” are no straight quotation marks: write `length = "5m"`.'
    assert second.startswith("tingbao.toml, line 3: ＝ is in full width: write `slug = 'a'`. What else may be wrong")


def test_what_is_written_in_chinese_is_what_cron_and_seconds_say(tmp_path):
    [show] = settings.load(
        written(
            tmp_path, '[[show]]\nlength = "五分钟"\nschedule = "工作日早上六点半"\nlead = ["桥 until 2026年5月31日"]\n'
        )
    ).show
    assert (show.length, show.schedule) == (300, "30 6 * * 1-5")
