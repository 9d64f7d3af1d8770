"""Values that no setting, option, variable or file expects, each place where they can be given, and what tries them.

The places are found by walking the models of the settings, the tree of the commands and the members of the JSON that
is read. Each attempt runs in a fork with limits of time, memory and file size, and can write only below its own folder.
"""

import atexit
import concurrent.futures
import contextlib
import dataclasses
import functools
import io
import json
import multiprocessing
import os
import re
import resource
import signal
import socket
import sys
import tempfile
import time
import tomllib
import typing
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from service.speech.engines import azure, edge, espeak, kokoro, openai, sherpa
from tests.support import write_confinement
from tests.support.paths import ROOT

SECONDS, MEMORY, MAX_FILE = 60, 3_000_000_000, 300_000_000
"""What an attempt may take: seconds, and bytes of address space."""

LONG = "很长的一行，" * 900
ADDRESSES = (
    "http://[",
    "http://[::1",
    "http://[::::]/",
    "http://[v1.x]/",
    "http://[fe80::1%25eth0]:1/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:0/",
    "http://127.0.0.1:-1/",
    "http://127.0.0.1:abc/",
    "http://127.0.0.1:²/",
    "http://127.0.0.1:１/",
    "http://a..b/",
    "http://.:1/",
    f"http://{'a' * 70}.example/",
    f"http://{'字' * 70}.example/",
    "http://xn--a/",
    "http://-/",
    "http:///x",
    "http://",
    "http:x",
    "https://user:secret@127.0.0.1/",
    "http://127.0.0.1:1/\n\r\nX: y",
    "http://127.0.0.1:1/\0",
    "http://127.0.0.1:1/\ud800",
    "http://\u202e127.0.0.1/",
    "http://１２７.0.0.1:1/",
    "http://0:1/",
    f"http://127.0.0.1:1/{'x' * 70_000}",
    "ftp://127.0.0.1/x",
    "file:///etc/passwd",
    "s3://",
    "s3:///x",
    "s3://A B/",
    "s3://a",
    "s3://..",
    f"s3://{'a' * 300}/x",
    "s3://bucket/../x",
    "tcp://[::::]:1",
    "tcp://127.0.0.1:1",
    "tcp://127.0.0.1:99999",
    "tcp://127.0.0.1:１",
    "javascript:alert(1)",
    "data:,x",
    "://",
    "x://[",
)
FILES = (
    "/dev/zero",
    "/dev/null",
    "/dev/full",
    "/dev/stdin",
    "/proc/self/mem",
    "/proc/self/fd/99",
    "pipe",
    "pipe/x",
    "socket",
    "loop",
    "loop/x",
    "folder",
    "folder/..",
    "closed.txt",
    "locked",
    "locked/x",
    "huge.bin",
    "noise.bin",
    "utf16.txt",
    "page.md/x",
    "page.md",
    "page.md\0.png",
    "/dev",
    ".",
    "..",
    "../../etc/passwd",
    "/etc/passwd",
    "a" * 300,
    "a/" * 3000,
    "\udcff\udcfe",
    "no/such/file",
    "~nobody/x",
    "nowhere\n.txt",
    "\x1b[2J\x1b]0;x\x07.md",
)
NUMBERS = (
    "0",
    "-1",
    "-0",
    "1e308",
    "1e999",
    "nan",
    "inf",
    "-inf",
    "9" * 5000,
    "9" * 400 + "m",
    "9" * 25,
    "９９",
    "٣m",
    "²",
    "½",
    "1_000",
    "0x10",
    "1.5.2",
    "5m5m",
    "1e5",
    "2G2",
    "9" * 400 + "G",
    "1e999G",
)
TEXTS = (
    "",
    " ",
    "\t",
    "\n",
    "\0",
    "a\0b",
    "a\nb",
    "\x1b[31m\x1b]0;title\x07",
    "\x9b2J",
    "\x7f",
    "\x85",
    "\u202etxt.exe",
    "\u2066x\u2069",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\U0010ffff",
    "\u2028",
    "\ue000",
    "\ud800",
    "\U0001f600" * 60,
    "e" + "\u0301" * 500,
    "a" * 300,
    LONG,
    "a" * 200_000,
    "&<>\"'",
    "]]><x>",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{0.__class__}",
    "%s%n%x",
    "`id`",
    "$(id)",
    "'",
    '"',
    "\\",
    "-",
    "--",
    "--help",
    "None",
    "con",
    "api",
    "true",
    "{}",
    "[" * 20_000,
    '{"a":' * 20_000,
    "zh_CN",
    "zh-",
    "x",
    "zh-CN-\u202e",
    "News",
    "Asia",
    "Asia/",
    "../UTC",
    "/etc/localtime",
    "America/../UTC",
    "posixrules",
    "UTC+99",
    "2026-13-45",
    "0001-01-01",
    "9999-12-31",
    "2026-W01-1",
    "20260321",
    "2026-03-21T25:99",
    "* * * * *",
    "*/0 * * * *",
    "1-0 * * * *",
    "0-99999999999 0 * * *",
    "0 0 31 2 *",
    "@daily",
    "L L L L L",
    f"{'0,' * 5000}0 * * * *",
    "(" * 3000,
    "(a+)+$",
)
STRINGS = (*TEXTS, *NUMBERS, *FILES, *ADDRESSES)
TOML = (
    "0",
    "1",
    "-1",
    "true",
    "1e999",
    "nan",
    "-inf",
    "9" * 18,
    "9" * 30,
    "9" * 5000,
    "0x" + "f" * 4000,
    "1979-05-27",
    "1979-05-27T07:32:00Z",
    "9999-12-31T23:59:59.999999",
    "07:32:00",
    "[]",
    "{}",
    "[[]]",
    '[""]',
    '["a", "a"]',
    "[1]",
    "[nan, true]",
    "{a = 1}",
    '{"" = ""}',
    '{a = "\\u0000"}',
    "[" * 100 + "]" * 100,
    "[" * 20_000 + "]" * 20_000,
    "{a = " * 100 + "1" + "}" * 100,
    "[" + "0," * 50_000 + "]",
    '"\\ud800"',
    "'''\n'''",
    "=",
    "",
)


@functools.cache
def quoted(text: str) -> str:
    """Return the text as a string of TOML."""
    return '"' + "".join(f"\\u{ord(c):04x}" if c < " " or c in '"\\\x7f' else c for c in text) + '"'


@dataclasses.dataclass(frozen=True)
class Attempt:
    """What is given where, and the commands that meet it."""

    name: str
    """The setting, option or file that is hostile."""
    value: str
    commands: tuple[tuple[str, ...], ...]
    """Run one after another, until one fails."""
    config: str = ""
    """What `tingbao.toml` holds; empty: there is none."""
    files: dict[str, str] = dataclasses.field(default_factory=dict)
    """Other files by name, their bytes as Latin-1."""
    environment: dict[str, str] = dataclasses.field(default_factory=dict)
    stdin: str = ""
    named: tuple[str, ...] = ()
    """A refusal holds one of these: how a person calls what was wrong."""

    def __str__(self) -> str:
        return f"{self.name} = {self.value[:60]!a}"


def leaves(model, place=()):
    """Yield the path, and the field, of each setting below a model; a list of tables counts as its first."""
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and hasattr(inner, "model_fields"):
            yield from leaves(inner, (*place, name))
        else:
            yield (*place, name), field


SHOW_BASE = {"engine": '"espeak"', "length": '"40s"', "sources": '["page.md"]', "slug": '"a"'}
SERVICE_BASE: dict[str, str] = {}
LOAD = ("schedule", "--list")
DRY = ("make", "--dry-run", "--date", "2026-03-21")
MAKE = ("make", "--date", "2026-03-21", "--quiet")
CHECK = ("check", "--json")
LIST = ("episodes", "list")


def config(place, toml):
    """Return a config with that value in that place: ("service", "port") or ("show", "llm", "model")."""
    section, *inner, name = place
    service, show, tables = dict(SERVICE_BASE), dict(SHOW_BASE), {}
    if section == "service":
        service[name] = toml
    elif inner:
        tables[inner[0]] = {"llm": {"base_url": '"http://127.0.0.1:1/v1"', "model": '"m"'}}.get(inner[0], {}) | {
            name: toml
        }
    else:
        show[name] = toml
    text = "[service]\n" + "".join(f"{k} = {v}\n" for k, v in service.items())
    text += "[[show]]\n" + "".join(f"{k} = {v}\n" for k, v in show.items())
    for table, rows in tables.items():
        text += f"[show.{table}]\n" + "".join(f"{k} = {v}\n" for k, v in rows.items())
    return text


def of_settings(commands=(LOAD, MAKE, LIST, CHECK)):
    """Yield an attempt for each setting and value."""
    from service.core.show_settings import ShowSettings
    from service.settings import ServiceSettings

    for section, model in (("service", ServiceSettings), ("show", ShowSettings)):
        for place, field in leaves(model, (section,)):
            values = [quoted(each) for each in STRINGS if not re.search("[\ud800-\udfff]", each)] + list(TOML)
            if typing.get_origin(field.annotation) is tuple:
                values += [f"[{each}]" for each in values]
            for toml in values:
                yield Attempt(".".join(place), toml, commands, config(place, toml), named=(place[-1], "tingbao.toml"))


def of_environment(commands=(LOAD, MAKE, LIST, CHECK)):
    """Yield an attempt for each variable that the program reads, and each value."""
    from service.settings import ServiceSettings

    names = [f"TINGBAO_{name.upper()}" for name in ServiceSettings.model_fields]
    names += ["TINGBAO_TOKEN", "TINGBAO_LLM_KEY", "http_proxy", "TZ", "AWS_SECRET_ACCESS_KEY", "COLUMNS", "LC_ALL"]
    configs = {"TINGBAO_LLM_KEY": config(("show", "llm", "model"), '"m"')}
    speaking = {openai.KEY_VARIABLE: "openai"} | dict.fromkeys(
        (azure.KEY_VARIABLE, azure.REGION_VARIABLE, azure.ADDRESS_VARIABLE), "azure"
    )
    for name in (*names, *speaking):
        toml = configs.get(name, CONFIGURED)
        engine = speaking.get(name, "")
        voice = {"voices/mine.toml": _voice("speaker", '"a"', engine)} if engine else {}
        tried = (("voices", "try", "mine"), ("voices", "list")) if engine else commands
        for value in STRINGS:
            startable = len(value) < 128 * 1024  # the most that Linux hands to a new program in one variable
            if startable and "\0" not in value and not re.search("[\ud800-\udbff]", value):
                wanted = (name, name[8:].lower(), name.lower(), "openai at", "azure needs")
                yield Attempt(name, value, tried, toml, voice, environment={name: value}, named=wanted)


REQUIRED = {
    "inputs": "page.md",
    "files": "page.md",
    "logs": "page.md",
    "file": "page.md",
    "id_": "2026-03-21-page-1",
    "ids": "2026-03-21-page-1",
    "names": "https://news.example.org/tram.html",
    "old": "old",
    "new": "a",
    "name": "espeak-xia",
    "folder": "folder",
    "path": "new.toml",
    "story": "1",
    "place": "1",
    "target": "1.1",
    "number": "1",
    "text": "一句话。",
    "word": "云州",
    "pinyin": "yún zhōu",
    "wrong": "云洲",
    "right": "云州",
    "title": "停水通知",
}
ALWAYS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("make",): ("--engine", "espeak", "--length", "40s", "--date", "2026-03-21", "--quiet"),
    ("schedule",): ("--list",),
}


def commands(group: Any = None, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the words and the parameters of each command."""
    import typer

    from service.cli import app

    group = group or typer.main.get_command(app)
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*place, name))
        else:
            yield (*place, name), command.params


def of_options():
    """Yield an attempt for each option and argument of each command, and each value."""
    for words, params in commands():
        always = ALWAYS.get(words, ())
        needed = [each for each in params if each.param_type_name == "argument" and each.required]
        for param in params:
            if getattr(param, "is_flag", False) or param.name == "help":
                continue
            others = [REQUIRED[each.name] for each in needed if each is not param]
            for value in STRINGS:
                if "\0" in value or re.search("[\ud800-\udbff]", value) or len(value) > 100_000:
                    continue
                if param.param_type_name == "argument":
                    given = ["--", value, *others] if needed[:1] == [param] else ["--", *others, value]
                    call = (*words, *always, *given)
                else:
                    kept = list(always)
                    if param.opts[0] in kept:
                        at = kept.index(param.opts[0])
                        del kept[at : at + 2]
                    call = (*words, *kept, f"{param.opts[0]}={value}", *others)
                    if words == ("make",) and param.name in ("length", "date", "engine", "voice"):
                        call = (*call, "page.md")
                name = param.opts[0] if param.param_type_name == "option" else param.name
                yield Attempt(" ".join((*words, name)), value, (call,), CONFIGURED, stdin="一行\n")


CONFIGURED = config(("show", "slug"), '"a"')


# --- the process that tries them ---


def furnish(folder: Path) -> None:
    """Put what a hostile path names into the folder."""
    (folder / "page.md").write_text(PAGE, "utf-8")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "page.md").write_text(PAGE, "utf-8")
    (folder / "folder").mkdir()
    (folder / "loop").symlink_to("loop")
    os.mkfifo(folder / "pipe")
    with contextlib.suppress(OSError), contextlib.closing(socket.socket(socket.AF_UNIX)) as one:
        one.bind(str(folder / "socket"))  # an error where the path has over 107 bytes
    with (folder / "huge.bin").open("wb") as file:
        file.truncate(5_000_000_000)
    (folder / "closed.txt").write_text(PAGE, "utf-8")
    (folder / "closed.txt").chmod(0)
    (folder / "locked").mkdir()
    (folder / "locked").chmod(0)
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "utf16.txt").write_text("[service]\n", "utf-16")


PAGE = (
    "# 城东水厂二期完工供水\n\n青沅市水务局昨日通报，城东水厂二期工程已经完工，日供水能力增加到12万吨，"
    "惠及沿线6个乡镇的居民。工程去年三月动工，敷设管道38公里，新建泵站两座。市水务局表示，下一步将更换老旧管网，降低漏损率。\n"
)
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
PLAIN_CODES = {0, 1, 2, 3, 4}


def called(value: str) -> tuple[str, ...]:
    """Return how a message may begin to name the value: as it is written, and as TOML means it."""
    found = [value.strip('"[]')]
    with contextlib.suppress(ValueError, RecursionError):
        meant = tomllib.loads(f"value = {value}")["value"]
        found += [each for each in (meant if isinstance(meant, list) else [meant]) if isinstance(each, str)]
    return tuple(each[:20].rstrip("/") for each in found)  # a folder is named without its last slash


def verdict(attempt: Attempt, code: int, out: str, err: str, took: float) -> str:
    """Return what is wrong with the outcome of one command; empty where nothing is."""
    if "fault of the program" in err:
        return "fault: " + err[err.rindex("tingbao: ") :][:300]
    if "Traceback" in err:
        return "traceback: " + err[-300:]
    if code < 0:
        return f"ended by signal {-code} after {took:.0f} s"
    if code not in PLAIN_CODES:
        return f"exit code {code}: {err[-200:]}"
    if found := CONTROLS.search(out + err):
        around = (out + err)[max(0, found.start() - 50) : found.end() + 20]
        return f"control character {found[0]!a} in the output: {around!a}"
    if code and not re.search(r"^(?:tingbao: .*|Error: .*|\S.* checks found a fault\.|.*Missing.*)", err, re.MULTILINE):
        return f"exit code {code} without a sentence: {err[-200:]!a}"
    # "ask for 2 s more": a longer title takes longer to say
    known = (*attempt.named, *called(attempt.value), "check", "ask for")
    if code in (1, 2) and attempt.named and not any(each in err for each in known):
        return f"does not name {attempt.named[0]}: {err[-300:]!a}"
    if code and len(err) > 6000:
        return f"a message of {len(err)} characters: {err[:80]!a}"
    return ""


def attempt_in(folder: Path, attempt: Attempt) -> str:
    """Make the attempt in that folder, furnished; return what was wrong."""
    if attempt.config:
        (folder / "tingbao.toml").write_bytes(attempt.config.encode("utf-8", "surrogateescape"))
    for name, text in attempt.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if text.startswith("->"):
            (folder / name).unlink(missing_ok=True)
            (folder / name).symlink_to(text[2:] if text[2] == "/" else folder / text[2:])
        else:
            (folder / name).write_bytes(text.encode("latin-1"))
    for words in attempt.commands:
        code, out, err, took = call(folder, words, attempt)
        if wrong := verdict(attempt, code, out, err, took):
            return f"{' '.join(words)[:80]!a}: {wrong}"
        if code:
            break
    return feed_faults(folder)


def feed_faults(folder: Path) -> str:
    from service.publishing import feed_validator

    for feed in folder.glob("output/*/feed.xml"):
        for issue in feed_validator.check(feed.read_bytes()):
            if not issue.warning:
                return f"the feed breaks {issue.rule}: {issue.problem[:200]!a}"
    return ""


def call(folder: Path, words, attempt: Attempt) -> tuple[int, str, str, float]:
    """Run one command; return its exit code (negative: a signal), its output and how long it took in seconds."""
    return clean_process().submit(_call_in_fork, folder, words, attempt).result()


@functools.cache
def clean_process() -> concurrent.futures.Executor:
    """Return a process that has the program loaded and nothing else: no thread, and no memory of other tests.

    A fork of the tests' own process has both. Over the limit of memory from its first step, it cannot start a thread,
    and waits for one for ever.
    """
    spawn = multiprocessing.get_context("spawn")
    executor = concurrent.futures.ProcessPoolExecutor(1, mp_context=spawn, initializer=warm_up)
    atexit.register(executor.shutdown)
    return executor


def _call_in_fork(folder: Path, words, attempt: Attempt) -> tuple[int, str, str, float]:
    began = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as given:
        given.write(attempt.stdin.encode("utf-8", "surrogateescape"))
        given.seek(0)
        child = os.fork()
        if not child:
            code = 70
            try:
                os.setpgid(0, 0)
                for number, file in enumerate((given, out, err)):
                    os.dup2(file.fileno(), number)
                os.chdir(folder)
                os.environ.update(attempt.environment)
                os.environ["PYTHONPATH"] = str(ROOT)
                os.environ["TMPDIR"] = str(folder / "tmp")
                tempfile.tempdir = None
                write_confinement.confine(folder)
                write_confinement.drop_capabilities()
                resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE, MAX_FILE))
                resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
                signal.alarm(SECONDS)
                sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), "utf-8")
                sys.__stdout__ = sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), "utf-8")  # type: ignore[misc]
                sys.__stderr__ = sys.stderr = io.TextIOWrapper(  # type: ignore[misc]
                    io.FileIO(2, "w", closefd=False), "utf-8", "backslashreplace", line_buffering=True
                )
                sys.argv = ["tingbao", *words]
                from service import cli

                try:
                    cli.main()
                    code = 0
                except SystemExit as stop:
                    code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
                sys.stdout.flush()
            except BaseException:
                import traceback

                traceback.print_exc()
                sys.stderr.flush()
            finally:
                os._exit(code)
        if words[0] == "serve" or words == ("schedule",):
            stop_when_listening(child, err)
        _, status = os.waitpid(child, 0)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(status)
        for file in (out, err):
            file.seek(0)
        return (
            code,
            out.read().decode("utf-8", "surrogateescape"),
            err.read().decode("utf-8", "surrogateescape"),
            time.monotonic() - began,
        )


def stop_when_listening(child, err):
    end = time.monotonic() + 6
    while time.monotonic() < end:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return
        if b"listening" in os.pread(err.fileno(), 100_000, 0):
            break
        time.sleep(0.05)
    os.kill(child, signal.SIGTERM)


def warm_up() -> None:
    """Make a dry run in this process, so that the forks find its modules loaded and its patterns compiled.

    A fork starts cold otherwise: a refused setting takes 0.6 s instead of 0.03 s.
    """
    from service import cli

    here, words = Path.cwd(), sys.argv
    with tempfile.TemporaryDirectory(prefix="hostile") as folder:
        furnish(Path(folder))
        os.chdir(folder)
        sys.argv = ["tingbao", *DRY, "--engine", "espeak", "--length", "40s", "page.md"]
        code: object = 0
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                cli.main()
        except SystemExit as stop:
            code = stop.code
        finally:
            sys.argv = words
            os.chdir(here)
        if code:
            raise RuntimeError("the plain dry run before the hostile attempts failed")


def try_all(attempts: Iterable[Attempt]) -> Iterator[tuple[Attempt, str]]:
    """Make each attempt in a folder of its own; yield it with what was wrong with its outcome, empty for nothing."""
    for attempt in attempts:
        with tempfile.TemporaryDirectory(prefix="hostile") as name:
            folder = Path(name) / "one" / "two" / "three"  # "../.." is still within
            folder.mkdir(parents=True)
            (folder / "tmp").mkdir()
            furnish(folder)
            yield attempt, attempt_in(folder, attempt)


JSON_VALUES = (
    "null",
    "true",
    "0",
    "-1",
    "1.5",
    "1e999",
    "NaN",
    "Infinity",
    "-Infinity",
    "9" * 30,
    "9" * 5000,
    '""',
    '" "',
    '"\\u0000"',
    '"\\ud800"',
    '"\\udfff\\ud800"',
    '"\\u001b[2J"',
    '"\\u202e"',
    '"\\uffff"',
    json.dumps("字" * 100_000),
    '"../../x"',
    '"/etc/passwd"',
    '"0001-01-01"',
    '"9999-12-31"',
    '"2026-03-21"',
    '"9999-12-31T2359"',
    '"0001-01-01T0000"',
    '"http://["',
    '"story"',
    '"nobody"',
    "[]",
    "[[]]",
    "[null]",
    '["a"]',
    "{}",
    '{"a": 1}',
    '{"": null}',
    "[" * 500 + "]" * 500,
    "[" * 50_000 + "]" * 50_000,
    '{"a":' * 50_000,
    "",
    "nul",
    "'x'",
    "[" + "0," * 100_000 + "0]",
)


def with_each(value, place=()):
    """Yield each place of a JSON value, and the text of the value with a mark instead of what is there."""
    yield place, "@@"
    if isinstance(value, dict):
        for key, each in value.items():
            for inner, text in with_each(each, (*place, key)):
                rest = "".join(f", {json.dumps(k)}: {json.dumps(v)}" for k, v in value.items() if k != key)
                yield inner, f"{{{json.dumps(key)}: {text}{rest}}}"
            rest = ", ".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in value.items() if k != key)
            yield (*place, f"no {key}"), f"{{{rest}}}"
        yield (*place, "strange"), json.dumps(value)[:-1] + ', "strange": @@}'
    if isinstance(value, list) and value:
        for inner, text in with_each(value[0], (*place, "0")):
            yield inner, f"[{text}]"


SCRIPT = {
    "show": "a",
    "date": "2026-03-21",
    "edition": "page-1",
    "title": "一期",
    "length": 40.0,
    "segments": [
        {
            "kind": "story",
            "voice": "espeak-xia",
            "utterances": [{"written": "城东水厂二期完工。", "spoken": "", "source": "", "pause": 0.3}],
            "title": "水厂",
            "origin": "page.md",
            "url": "",
            "reason": "",
        }
    ],
    "skipped": [{"title": "a", "reason": "b"}],
    "short": False,
}
SUMMARY = {"id": "1", "title": "水厂", "article": PAGE, "chars": 60, "kicker": ""}
REQUEST = {
    "id": "20260321T063000-0123ab",
    "show": "a",
    "trigger": "api",
    "folder": ".",
    "config": "tingbao.toml",
    "service": {"state": ".tingbao", "time_limit": 60.0, "output": "output", "cache": 1000000, "allowed_hosts": ["a"]},
    "edition": "e",
    "inputs": ["page.md"],
    "length": 40.0,
    "engine": "espeak",
    "date": "2026-03-21",
    "force": False,
    "report": True,
    "worker": "",
}


def of_json():
    """Yield an attempt for each member of a script, a request and a line of JSON, and each value."""
    for name, base, call in (
        ("script", SCRIPT, ("make", "--script", "given.json", "--quiet", "--engine", "espeak")),
        ("request", REQUEST, ("make", "--request", "-")),
        ("jsonl", SUMMARY, ("inspect", "summary", "--jsonl")),
    ):
        for place, text in with_each(base):
            for value in JSON_VALUES if "@@" in text else ("",):
                given = text.replace("@@", value)
                files = {"given.json": given.encode().decode("latin-1")} if name == "script" else {}
                yield Attempt(
                    ".".join((name, *place)),
                    value,
                    (call, LIST),
                    CONFIGURED,
                    files,
                    stdin="" if files else given + "\n",
                )


BYTES = (
    b"",
    b"\0",
    b"\xff\xfe[\0s\0e\0r\0v\0i\0c\0e\0]\0",
    b"\xfe\xff\0[\0s",
    b"\0\0\xfe\xff\0\0\0[",
    b"\xef\xbb\xbf",
    b"\xef\xbb\xbf\xef\xbb\xbf",
    b"\xff",
    b"a = '\xff'\r\n",
    b"\r",
    b"\r\n" * 3,
    b"a\rb",
    b"[" * 100_000,
    b"a = " + b"[" * 100_000,
    b"a" + b".a" * 3000 + b" = 1",
    b"[a" + b".a" * 100_000 + b"]",
    b"a = " + b"9" * 10_000,
    b'"\x1b[2J" = 1',
    b"\x1b = 1",
    '"\u202e" = 1'.encode(),
    b"[[show]]\nslug = 'a'\n[[show]]\nslug = 'a'",
    b"show = 1",
    b"show = [1]",
    b"show = []",
    b"service = 1",
    b"service = []",
    b"[[service]]",
    b"[show]\nslug = 'a'",
    b"[[show]]\n[[show.llm]]",
    b"[show.show.show]",
    b"a = 1\na = 2",
    b"[service]\n[service]",
    bytes(range(256)),
    b"x" * 11_000_000,
    "名 = '值'".encode("gb18030"),
    b"a = 2026-02-30",
    b"a = 9999-99-99T99:99:99",
    b"a = 0001-01-01T00:00:00+24:00",
    b"readings = 1",
    b"words = 1",
    b"contexts = [1]",
    b"settings = 1",
)


VOICE_KEYS = ("engine", "speaker", "language", "pace", "fallback", "licence", "settings", "strange")
VOICES: dict[str, dict[str, str]] = {
    "espeak": {"variant": '"m3"'},
    "edge": {},
    "kokoro": {},
    "sherpa": {"model": '"model.onnx"'},
    "openai": {"base_url": '"http://127.0.0.1:1/v1"', "model": '"m"', "voice": '"v"', "key": '""'},
    "azure": {},
}
"""Engine -> the settings without which none of its voices is complete."""
VOICE_SETTINGS = {
    each.__name__.rpartition(".")[2]: tuple(each.DEFAULTS) for each in (azure, edge, espeak, kokoro, openai, sherpa)
}
"""Engine -> all that its voices may set."""


def _voice(key, toml, engine="espeak"):
    """A voice file of that engine with one value changed."""
    *table, last = key.split(".")
    rows = {"engine": f'"{engine}"', "speaker": '"a"'}
    inner = dict(VOICES[engine])
    (inner if table else rows)[last] = toml
    text = "".join(f"{k} = {v}\n" for k, v in rows.items())
    if key != "settings":
        text += "[settings]\n" + "".join(f"{k} = {v}\n" for k, v in inner.items())
    return text


def of_files():
    """Yield an attempt for each file that people write, with each of the bytes above, and each strange kind of file."""
    plans = {
        "tingbao.toml": ((LOAD, DRY), ""),
        "phrases.toml": ((LOAD, DRY), config(("show", "phrases"), '"phrases.toml"')),
        "voices/mine.toml": ((("voices", "list"), ("check",)), CONFIGURED),
        "voices/lexicon.toml": ((("inspect", "speech"), DRY), CONFIGURED),
        "voices/latin.toml": ((("inspect", "speech"), DRY), CONFIGURED),
        "given.json": ((("make", "--script", "given.json", "--quiet"),), CONFIGURED),
        "request.json": ((("make", "--request", "request.json"),), CONFIGURED),
        "feed.xml": ((("check", "--feed", "feed.xml"),), CONFIGURED),
        "cover.png": ((MAKE, CHECK), config(("show", "cover"), '"cover.png"')),
        "sound.wav": ((MAKE, CHECK), config(("show", "stinger_sound"), '"sound.wav"')),
        "bed.wav": ((MAKE,), config(("show", "bed_sound"), '"bed.wav"')),
        "ident.wav": ((MAKE,), config(("show", "ident_sound"), '"ident.wav"')),
        "ear/tokens.txt": ((CHECK,), config(("service", "ear"), '"ear"')),
        "ear/model.onnx": ((CHECK,), config(("service", "ear"), '"ear"')),
        "page.txt": ((("inspect", "articles", "page.txt"), ("make", "--dry-run", "page.txt")), CONFIGURED),
    }
    for name, (calls, toml) in plans.items():
        for data in BYTES:
            yield Attempt(name, ascii(data[:60]), calls, toml, {name: data.decode("latin-1")}, stdin="茌平\n")
        for kind in (
            "pipe",
            "loop",
            "folder",
            "socket",
            "huge.bin",
            "/dev/zero",
            "/dev/full",
            "/proc/self/mem",
            "closed.txt",
            "locked",
            "locked/x",
            "none",
        ):
            yield Attempt(name, f"-> {kind}", calls, toml, {name: f"->{kind}"}, stdin="茌平\n")
    voices = [(key, key, "espeak") for key in VOICE_KEYS]
    voices += [
        (f"{engine} settings.{key}", f"settings.{key}", engine)
        for engine, keys in VOICE_SETTINGS.items()
        for key in keys
    ]
    for name, key, engine in voices:
        for toml in (*TOML, *(quoted(each) for each in STRINGS if not re.search("[\ud800-\udfff]", each))):
            text = _voice(key, toml, engine)
            calls = ("voices", "list"), ("voices", "try", "mine")
            yield Attempt(
                f"voice {name}", toml, calls, CONFIGURED, {"voices/mine.toml": text.encode().decode("latin-1")}
            )


def of_stdin():
    """Yield an attempt for each command that reads stdin, with each of the bytes above."""
    calls = (
        ("inspect", "speech", "--json"),
        ("inspect", "summary", "--jsonl"),
        ("inspect", "facts"),
        ("make", "--request", "-"),
    )
    for call in calls:
        for text in (*STRINGS, *(each.decode("utf-8", "surrogateescape") for each in BYTES)):
            if "\ud800" not in text:
                yield Attempt(" ".join(call), text, (call,), CONFIGURED, stdin=text)
