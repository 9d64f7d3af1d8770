"""The command line with what goes wrong in real life: one clear sentence, the right exit code, the feed untouched."""

import functools
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from service import cli
from tests.support.made_episode import MAKE
from tests.support.paths import ROOT
from tests.support.tables import every_row, thinned

ARTICLE = "# {title}\n\n{body}\n\n"
BODY = (
    "青沅市水务局昨日通报，城东水厂二期工程已经完工，日供水能力增加到12万吨，惠及沿线6个乡镇的居民。"
    "工程去年三月动工，敷设管道38公里，新建泵站两座。市水务局表示，下一步将更换老旧管网，降低漏损率。\n\n"
    "居民普遍反映，用水高峰时的水压明显比过去稳定。水厂负责人介绍，水质检测由每月一次增加到每周一次，结果向社会公开。"
)


def page(tmp_path, *titles):
    path = tmp_path / "page.txt"
    path.write_text(
        "".join(ARTICLE.format(title=title, body=BODY) for title in titles or ("城东水厂二期完工供水",)), "utf-8"
    )
    return path


def snapshot(folder):
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(Path(folder).rglob("*")) if p.is_file()}


@pytest.fixture
def published(made_episode, tmp_path):
    """An episode stands already; whatever goes wrong must leave it as it is."""
    made_episode.copy_to(tmp_path)
    before = snapshot(tmp_path / "output")
    assert any(name.endswith("feed.xml") for name in before)
    yield
    assert snapshot(tmp_path / "output") == before


def write(path, data):
    path.write_bytes(data)
    return path


UNREADABLE = {
    "an empty file": lambda p: write(p / "empty.txt", b""),
    "a binary": lambda p: write(p / "noise.txt", bytes(range(256)) * 40),
    "a page of headings only": lambda p: write(p / "heads.md", "# 标题一\n\n# 标题二\n".encode()),
    "blanks": lambda p: write(p / "blank.md", b" \n\n \n"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_an_unreadable_input_is_named_and_leaves_what_is_published(kind, tingbao, published, tmp_path):
    path = UNREADABLE[kind](tmp_path)
    outcome = tingbao("make", path)
    assert outcome.code == 3
    assert path.name in outcome.err
    assert "Traceback" not in outcome.err
    assert outcome.out == ""


def test_a_hundred_megabytes_are_refused_unread(tingbao, published, tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    outcome = tingbao("make", path)
    assert outcome.code == 3
    assert "20 MB" in outcome.err


BAD_USAGE = {
    "a missing folder": (("make", "no/such/folder"), "no/such/folder"),
    "a length of 0": (("make", "--length", "0"), "30s and 60m"),
    "a length of 10 hours": (("make", "--length", "10h"), "30s and 60m"),
    "a length of words": (("make", "--length", "soon"), "'soon'"),
    "an unknown voice": (("make", "--voice", "nobody"), "'nobody'"),
    "an unknown engine": (("make", "--engine", "parrot"), "'parrot'"),
    "an unknown show": (("make", "--show", "evening"), "'evening'"),
    "a date that is none": (("make", "--date", "2026-02-30"), "'2026-02-30'"),
    "a date past all calendars": (("make", "--date", "9999-12-31"), "2099"),
    "an edition that is no name": (("make", "--edition", "../up"), "'../up'"),
    "a script and inputs": (("make", "page.txt", "--script", "x.json"), "--script"),
    "a script that is not there": (("make", "--script", "x.json"), "x.json"),
    "an unknown option": (("make", "--quality", "9"), "--quality"),
    "an unknown command": (("print",), "print"),
    "a config that is not there": (("make", "--config", "mine.toml"), "mine.toml"),
    "an unknown episode": (("episodes", "show", "2020-01-01"), "2020-01-01"),
}


@pytest.mark.parametrize("kind", thinned(BAD_USAGE, 3))
def test_a_wrong_argument_is_refused_with_a_hint_and_leaves_what_is_published(kind, tingbao, published):
    words, hint = BAD_USAGE[kind]
    outcome = tingbao(*words)
    assert outcome.code == 2
    assert hint in outcome.err
    assert "Traceback" not in outcome.err


BAD_CONFIGS = {
    "an unknown key": ('[service]\nbase_ulr = "http://x"', "base_ulr"),
    "an unknown section": ("[servcie]", "servcie"),
    "an unknown key of a show": ('[[show]]\nlenght = "5m"', "lenght"),
    "a bad size": ('[service]\ncache = "much"', "2G"),
    "a bad length": ('[[show]]\nlength = "10h"', "60m"),
    "a bad time zone": ('[service]\ntimezone = "Mars/North"', "Mars/North"),
    "a bad address": ('[service]\nbase_url = "ftp://x"', "base_url"),
    "an address with a password": ('[service]\nbase_url = "https://u:secret@h.example"', "base_url"),
    "a cluster of no address": ('[service]\ncluster = "scheduler"', "tcp://host:8786"),
    "a cluster with a password": ('[service]\ncluster = "tcp://u:secret@h:8786"', "no user"),
    "an address with a query": ('[service]\nbase_url = "https://h.example/?q=1"', "base_url"),
    "an address with a quotation mark": ("[service]\nbase_url = 'https://h.example/\"><x'", "base_url"),
    "no TOML": ("[service", "tingbao.toml"),
    "two shows of one name": ('[[show]]\nslug = "a"\n[[show]]\nslug = "a"', "'a'"),
    "corrections that are none": ('[[show]]\ncorrections = ["a"]', "corrections"),
    "a schedule of four fields": ('[[show]]\nschedule = "30 6 * *"', "five"),
    "a schedule that never comes": ('[[show]]\nschedule = "0 0 30 2 *"', "never"),
    "a bad time zone of a show": ('[[show]]\ntimezone = "Mars/North"', "Mars/North"),
    "a bad deadline": ('[[show]]\ndeadline = "never"', "deadline"),
    "two shows in one folder": ('[[show]]\nslug = "a"\n[[show]]\nslug = "b"\npath = "A"', "'a'"),
    "a folder of the service's": ('[[show]]\npath = "status"', "'status'"),
    "a path with a slash, of the second": ('[[show]]\nslug = "a"\n[[show]]\npath = "b/c"', "show.2.path is 'b/c'"),
    "state within output": ('[service]\nstate = "output/state"', "state"),
    "output within state": ('[service]\noutput = ".tingbao/output"', "state"),
    "output around the configuration": ('[service]\noutput = "."\nstate = "../state"', "configuration"),
    "a slug with a slash": ('[[show]]\nslug = "a/b"', "slug"),
}


@every_row(("text", "hint"), list(BAD_CONFIGS.values())[::3])
def test_in_chinese_the_same_is_refused_in_chinese_and_what_programs_read_stays_as_it_is(
    text, hint, tingbao, tmp_path, monkeypatch
):
    (tmp_path / "tingbao.toml").write_text(text, "utf-8")
    monkeypatch.setenv("TINGBAO_LANG", "zh")
    chinese = tingbao("make", "--json")
    monkeypatch.setenv("TINGBAO_LANG", "en")
    english = tingbao("make", "--json")
    assert (chinese.code, chinese.out) == (english.code, english.out)
    assert json.loads(chinese.out)["error"] in english.err
    assert re.search("[\u3400-\u9fff]", chinese.err)
    assert not re.search("[A-Za-z]+ [a-z]+ [a-z]+ ", chinese.err), chinese.err


@pytest.mark.parametrize("kind", thinned(BAD_CONFIGS, 4))
def test_a_wrong_setting_is_named_and_leaves_what_is_published(kind, tingbao, published, tmp_path):
    text, hint = BAD_CONFIGS[kind]
    (tmp_path / "tingbao.toml").write_text(text, "utf-8")
    outcome = tingbao("make", "page.txt")
    assert outcome.code == 2
    assert hint in outcome.err
    assert "Traceback" not in outcome.err


def test_each_fault_of_a_configuration_is_a_line_of_its_own(tingbao, tmp_path):
    (tmp_path / "tingbao.toml").write_text('[service]\nport = 0\n[[show]]\nlenght = "5m"\nlength = "5"\n', "utf-8")
    for command in (("check",), ("check", "--json"), ("schedule", "--list")):
        outcome = tingbao(*command)
        assert outcome.code == 2
        assert [line.partition(": ")[2].partition(": ")[0] for line in outcome.err.splitlines()] == [
            f"tingbao.toml, line {number}" for number in (2, 4, 5)
        ]
    assert tingbao("check", "--json").json["error"].count("\n") == 2


def test_the_environment_stands_above_the_file(tingbao, tmp_path, monkeypatch):
    from service import settings

    (tmp_path / "tingbao.toml").write_text('[service]\nbase_url = "https://file.example"\nport = 9000', "utf-8")
    monkeypatch.setenv("TINGBAO_BASE_URL", "https://environment.example")
    settled = settings.load()
    assert (settled.service.base_url, settled.service.port) == ("https://environment.example", 9000)


def test_every_setting_of_the_template_is_one_and_keeps_its_default(tingbao, tmp_path):
    from service import settings
    from service.core import show_settings

    assert tingbao("init").code == 0
    text = Path("tingbao.toml").read_text("utf-8")
    assert settings.load().show == settings.load(Path("tingbao.toml")).show
    loosened = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    Path("tingbao.toml").write_text(loosened, "utf-8")
    settled = settings.load()
    assert settled.show == (show_settings.ShowSettings(),)
    assert [line for line in text.splitlines() if re.search(r"= .*(\.0|\d{4,})$", line)] == [
        "# port = 8000",
        "# paid_characters = 50000",
        "# tokens = 1500",
        "# thinking_tokens = 6000",
    ]
    assert tingbao("init").code == 2  # never over a file that is there


def test_init_writes_the_phrases_that_a_show_may_change(tingbao):
    from service.core import phrases

    first = tingbao("init")
    assert 'phrases = "phrases.toml"' in first.out
    assert phrases.load(Path("phrases.toml")) == phrases.shipped()
    Path("tingbao.toml").unlink()
    Path("phrases.toml").write_text('farewell = "再会。"\n', "utf-8")
    again = tingbao("init")
    assert again.code == 0
    assert "phrases.toml is there already" in again.out
    assert Path("phrases.toml").read_text("utf-8") == 'farewell = "再会。"\n'


def test_pages_that_are_too_old_for_the_schedule_can_be_named(tingbao, tmp_path):
    """After `tingbao init` the shipped pages are old, and a new user must not be stuck there."""
    old = page(tmp_path).rename(tmp_path / "2026-03-20-A01.txt")
    (tmp_path / "tingbao.toml").write_text(f'[[show]]\nsources = ["{old.name}"]\nengine = "espeak"\n', "utf-8")
    outcome = tingbao("make", "--date", "2026-03-28")
    assert outcome.code == 3
    assert "What you name yourself is never too old: `tingbao make PAGE`." in outcome.err
    planned = tingbao("make", old.name, "--date", "2026-03-28", "--length", "40s", "--dry-run")
    assert planned.code == 0
    assert planned.out.startswith("[opening]")
    assert "stage" not in planned.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_output_folder(tingbao, tmp_path):
    (tmp_path / "shut").mkdir(mode=0o500)
    outcome = tingbao("make", page(tmp_path), "--length", "40s", "--engine", "espeak", "--output", "shut/out")
    assert outcome.code == 1
    assert "shut" in outcome.err


@pytest.mark.parametrize("words", [("-o", "/proc/x"), ("--output", "shut/out"), ("--script-out", "/proc/script.json")])
def test_what_cannot_be_written_is_said_before_the_work(words, tingbao, tmp_path, monkeypatch):
    (tmp_path / "shut").write_text("")
    monkeypatch.setattr("service.pipeline.stages.edit", lambda *_: pytest.fail("the work was begun"))
    outcome = tingbao("make", page(tmp_path), "--length", "40s", "--engine", "espeak", *words)
    assert outcome.code == 1
    assert f"{words[1]}" in outcome.err
    assert "cannot be written" in outcome.err


def test_the_file_of_a_voice_is_tried_before_it_speaks(tingbao, monkeypatch):
    monkeypatch.setattr("service.pipeline.engine_fallback.open_engine", lambda *_: pytest.fail("it was opened"))
    outcome = tingbao("voices", "try", "espeak-xia", "--out", "/proc/hello.wav")
    assert outcome.code == 2
    assert "--output /proc/hello.wav cannot be written" in outcome.err


def test_an_output_folder_that_is_a_file(tingbao, tmp_path):
    (tmp_path / "flat").write_text("")
    outcome = tingbao("make", page(tmp_path), "--length", "40s", "--engine", "espeak", "--output", "flat")
    assert outcome.code == 1
    assert "flat" in outcome.err


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-8-sig"])
def test_other_encodings_are_read_right(encoding, tingbao, tmp_path):
    plain = tingbao("inspect", "articles", "--json", page(tmp_path)).json
    path = tmp_path / "other.txt"
    path.write_bytes((tmp_path / "page.txt").read_text("utf-8").encode(encoding))
    found = tingbao("inspect", "articles", "--json", path).json
    assert [(a["title"], a["paragraphs"]) for a in found] == [(a["title"], a["paragraphs"]) for a in plain]


@pytest.mark.slow
def test_how_well_a_scan_was_recognized_is_shown(tingbao):
    scan = ROOT / "tests/data/scans/two_articles.jpg"
    for article in tingbao("inspect", "articles", "--json", scan).json:
        assert article["scan"]["score"] > 0.95
        assert article["scan"]["unowned"] == 0
    assert "  recognized with a score of 0.9" in tingbao("inspect", "articles", scan).out


def test_another_run_holds_the_lock(tingbao, tmp_path):
    from service.storage import show_lock

    with show_lock.hold(tmp_path / ".tingbao" / "locks", "tingbao"):
        outcome = tingbao("make", page(tmp_path), "--length", "40s")
    assert outcome.code == 4
    assert "'tingbao'" in outcome.err


def commands(group, words=()):
    """Each command below a group: its words, its parameters."""
    for name, each in group.commands.items():
        if hasattr(each, "commands"):
            yield from commands(each, (*words, name))
        else:
            yield (*words, name), each.params


WITH_JSON = {
    words: ["x" for each in params if each.required]
    for words, params in commands(typer.main.get_command(cli.app))
    if "--json" in [option for each in params for option in each.opts]
}


def test_the_commands_with_json_are_found():
    assert {("make",), ("check",), ("schedule",), ("episodes", "show"), ("inspect", "speech")} <= WITH_JSON.keys()


@pytest.mark.parametrize("words", thinned([(words,) for words in WITH_JSON], 4), ids=" ".join)
@pytest.mark.parametrize("wrong", [("--config", "none.toml"), ("--nonsense",)], ids=["a setting", "usage"])
def test_an_error_is_json_too(words, wrong, tingbao):
    outcome = tingbao(*words, *WITH_JSON[words], "--json", *wrong)
    assert outcome.code == 2
    assert outcome.json["status"] == "failed"
    assert outcome.json["exit_code"] == 2
    assert wrong[-1] in outcome.json["error"]
    assert outcome.json["error"] in outcome.err
    assert tingbao(*words, *WITH_JSON[words], *wrong).out == ""


def test_a_number_that_is_none_is_said_in_our_own_words(tingbao):
    """Typer's own types of numbers say what pydantic says."""
    numbers = [
        (*words, each.opts[0])
        for words, params in commands(typer.main.get_command(cli.app))
        for each in params
        if each.type_descriptor.annotation in (int, float)
    ]
    assert numbers
    for words in numbers:
        for value in ("abc", "0", "99999999", "1.5", "", "²"):
            outcome = tingbao(*words, value)
            assert outcome.code == 2
            assert outcome.err.startswith(f"tingbao: {words[-1]} is {value!r}: give a whole number between 1 and ")


def test_an_unknown_episode_is_an_error_in_json(tingbao):
    outcome = tingbao("episodes", "show", "nope", "--json")
    assert (outcome.code, outcome.json["status"]) == (2, "failed")
    assert "'nope'" in outcome.json["error"]


def test_a_fault_that_the_findings_tell_is_told_once(tingbao, tmp_path):
    outcome = tingbao("check", "--json")
    assert outcome.code == 1
    assert not all(each["ok"] for each in outcome.json)  # one document, the findings


def test_what_no_command_foresaw_is_json_too(tingbao, monkeypatch):
    for error, code in ((MemoryError(), 1), (OSError(28, "No space left on device", "x"), 1), (ValueError("odd"), 1)):
        monkeypatch.setattr("service.settings.load", lambda *_, error=error: (_ for _ in ()).throw(error))
        outcome = tingbao("cache", "show", "--json")
        assert (outcome.code, outcome.json["exit_code"]) == (code, code)
        assert f"tingbao: {outcome.json['error']}\n" == outcome.err


@pytest.mark.slow
def test_a_stdout_that_is_full_ends_without_a_traceback(tmp_path):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "service.cli", "episodes", "show", "nope", "--json"],
            cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, stdout=full, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "tingbao: There is no episode 'nope' of tingbao; `tingbao episodes list` names them.\n"


@pytest.mark.parametrize(
    "words",
    [(), ("make",), ("serve",), ("schedule",), ("init",), ("check",), ("inspect",), ("inspect", "articles"),
     ("inspect", "summary"), ("inspect", "picks"), ("inspect", "speech"), ("episodes",), ("episodes", "list"),
     ("episodes", "show"), ("voices",), ("voices", "list"), ("voices", "try"), ("voices", "add"), ("cache",),
     ("cache", "show"), ("cache", "prune")],
    ids=" ".join,
)  # fmt: skip
def test_every_command_has_help_with_an_example(words, tingbao):
    outcome = tingbao(*words, "--help")
    assert outcome.code == 0
    assert "Usage:" in outcome.out
    if words and words not in [("inspect",), ("episodes",), ("voices",), ("cache",)]:
        assert "Example: tingbao " + " ".join(words)[:5] in outcome.out or "tingbao " + " ".join(words) in outcome.out


def test_the_help_names_every_engine(tingbao):
    from service.speech.engines import ENGINES

    assert f"auto, {', '.join(ENGINES)}." in " ".join(tingbao("make", "--help").out.split())


def test_a_scanners_faults_are_corrected_as_the_config_says(tingbao, tmp_path):
    (tmp_path / "tingbao.toml").write_text('[[show]]\ncorrections = { "城东水广" = "城东水厂" }', "utf-8")
    path = tmp_path / "page.txt"
    path.write_text(ARTICLE.format(title="供水工程完工", body=BODY.replace("水厂", "水广")), "utf-8")
    [article] = tingbao("inspect", "articles", "--json", path).json
    assert "城东水厂二期工程" in article["paragraphs"][0]
    assert any("城东水广" in edit["before"] for edit in article["edits"])


@pytest.mark.slow
def test_ctrl_c_leaves_nothing_broken(published, tmp_path):
    command = [sys.executable, "-m", "service.cli", "make", "seeds", "--length", "15m", "--date", "2026-03-22"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    heeding = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a job in the background ignores it
    words = [*command, "--engine", "espeak"]
    run = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env=env, cwd=tmp_path, preexec_fn=heeding)
    while "stage edit" not in run.stderr.readline():
        assert run.poll() is None
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=30)
    assert run.returncode == 130
    assert "stopped" in said
    assert "Traceback" not in said


def test_an_edited_script_that_cannot_be_spoken_is_refused(tingbao, published, tmp_path):
    tingbao("make", page(tmp_path), "--length", "40s", "--script-out", "script.json")
    script = json.loads((tmp_path / "script.json").read_text("utf-8"))
    script["segments"][1]["utterances"] = []
    (tmp_path / "script.json").write_text(json.dumps(script), "utf-8")
    outcome = tingbao("make", "--script", "script.json")
    assert outcome.code == 2
    assert "segments.1" in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.slow
@pytest.mark.parametrize("spoiled", [pytest.param("cover.png", marks=pytest.mark.slow), "*.mp3"])
def test_what_is_damaged_is_made_again(spoiled, tingbao, made_episode, tmp_path):
    made_episode.copy_to(tmp_path)
    before = snapshot(tmp_path / "output")
    victim = next((tmp_path / "output").rglob(spoiled))
    victim.unlink() if spoiled == "cover.png" else victim.write_bytes(b"xx")
    assert tingbao(*MAKE).json["status"] == "made"
    assert snapshot(tmp_path / "output")[str(victim)] == before[str(victim)]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["*.mp3", "episode.json"])
def test_the_command_that_check_names_makes_a_damaged_episode_again(name, tingbao, made_episode, tmp_path):
    made_episode.copy_to(tmp_path)
    spoiled = next((tmp_path / "output").rglob(name))
    spoiled.write_bytes(b"spoiled")
    found = tingbao("check", "--json").json
    told = next(each["found"] for each in found if each["what"].endswith(str(spoiled.relative_to(tmp_path))))
    command = re.search(r"`tingbao (make [^`]*)`", told)[1]
    assert tingbao(*command.split(), *MAKE[1:3], "--engine", "espeak").code == 0
    assert "whole" in {each["found"] for each in tingbao("check", "--json").json}


@pytest.mark.slow
def test_an_empty_environment_is_enough(tmp_path):
    command = [sys.executable, "-m", "service.cli", "make", page(tmp_path), "--length", "40s", "--engine", "espeak"]
    done = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "address", ["foo", "http://host:8786", "tcp://", "tcp://host", "tcp://host:0", "tcp://u:p@h:1"]
)
@pytest.mark.parametrize("words", thinned([(("--dry-run",),), (("--all",),), ((),)], 3))
def test_a_cluster_of_no_address_is_refused_at_once(address, words, tingbao, tmp_path):
    (tmp_path / "tingbao.toml").write_text("[service]\n", "utf-8")
    outcome = tingbao("make", *words, "--cluster", address)
    assert outcome.code == 2
    assert "tcp://host:8786" in outcome.err
    assert not (tmp_path / ".tingbao").exists()


@pytest.mark.slow
def test_one_briefing_is_made_here_whatever_the_cluster(tingbao, tmp_path, monkeypatch):
    outcome = tingbao("make", page(tmp_path), "--dry-run", "--cluster", "tcp://127.0.0.1:9")
    assert outcome.code == 2
    assert "--cluster goes with --all" in outcome.err
    monkeypatch.setenv("TINGBAO_CLUSTER", "tcp://127.0.0.1:9")
    outcome = tingbao("make", page(tmp_path), "--length", "40s", "--engine", "espeak", "--json")
    assert (outcome.code, outcome.json["status"], outcome.json["warnings"]) == (0, "made", [])


@every_row("address", ["", "tcp://host:8786", "tls://192.0.2.7:1", "tcp://[2001:db8::1]:65535"])
def test_an_address_of_a_cluster_is_taken_as_it_is(address):
    from service import settings

    assert settings.load().on_cluster(address).service.cluster == address


def test_a_lack_of_memory_is_said_to_be_one(tingbao, monkeypatch):
    def exhausted(*_):
        raise MemoryError

    monkeypatch.setattr("service.settings.load", exhausted)
    outcome = tingbao("episodes", "list")
    assert outcome.code == 1
    assert outcome.err.startswith("tingbao: There is not enough memory: ")
    assert "fault of the program" not in outcome.err
