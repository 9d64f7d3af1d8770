"""Worst inputs for every pattern of the service, and how the time of a pattern grows with its input.

Python's `re` backtracks: `(?:a|a )*b` takes time exponential in its input, and `a*b` searched for in a line of `a`
time quadratic in it. Both are found here by running: each pattern meets texts that are made of its own pieces.
"""

import ast
import functools
import importlib
import itertools
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import service
from service.speech.normalization.rule import Rule
from tests.support.paths import ROOT

TAILS = ("", "\x00")
"""What ends a worst input: nothing, or a character that hardly any pattern takes, which makes the match fail."""
_METHODS = {"search", "match", "fullmatch", "sub", "subn", "findall", "finditer", "split"}


@dataclass(frozen=True)
class Found:
    """A pattern, where it stands, and whether it is tried at the start of a text only."""

    place: str
    pattern: re.Pattern[str]
    method: str


def everything() -> list[Found]:
    """Find the patterns of all modules: those that are held, and those that a function gives to `re` in words."""
    found: dict[tuple[str, int, str], Found] = {}
    for info in pkgutil.walk_packages(service.__path__, "service."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        held = [(f"{info.name}.{name}", each) for name, value in vars(module).items() for each in _inside(value)]
        for place, pattern, method in [
            *((p, each, _used(p.rsplit(".")[-1], module.__file__ or "")) for p, each in held),
            *_written(module),
        ]:
            if isinstance(pattern.pattern, str):
                found.setdefault((pattern.pattern, pattern.flags, method), Found(place, pattern, method))
    return list(found.values())


def _inside(value: object, depth: int = 4) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        yield from (each for part in value.values() for each in _inside(part, depth - 1))
    elif depth and isinstance(value, (list, tuple, set, frozenset)):
        yield from (each for part in value for each in _inside(part, depth - 1))
    elif isinstance(value, Rule):
        yield re.compile(value.pattern, re.ASCII)


@functools.cache
def _trees() -> dict[str, ast.Module]:
    return {str(path): ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "service").rglob("*.py"))}


@functools.cache
def _uses(file: str = "") -> dict[str, set[str]]:
    """Return the methods by which each name is used: in one file, or in all."""
    uses: dict[str, set[str]] = {}
    trees = [_trees()[file]] if file else _trees().values()
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Attribute) and node.attr in _METHODS:
            holder = node.value.func if isinstance(node.value, ast.Call) else node.value
            name = getattr(holder, "id", None) or getattr(holder, "attr", None)
            uses.setdefault(name or "", set()).add(node.attr)
    return uses


def _used(name: str, file: str) -> str:
    """Say how a constant is tried: at the start of a text only, on the whole of it, or everywhere in it.

    A name with an underscore is its own file's: another file's constant of that name is another one.
    """
    uses = _uses(file if name.startswith("_") else "").get(name, {"finditer"})
    return uses.copy().pop() if uses in ({"match"}, {"fullmatch"}) else "finditer"


def _written(module: Any) -> Iterator[tuple[str, re.Pattern[str], str]]:
    for node in ast.walk(_trees()[module.__file__]):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if getattr(node.func.value, "id", None) != "re" or node.func.attr not in _METHODS:
            continue
        try:
            pattern = eval(compile(ast.Expression(node.args[0]), "", "eval"), dict(vars(module)))
            flags = [arg for arg in node.args[1:] if "re." in ast.unparse(arg)]
            value = eval(compile(ast.Expression(flags[0]), "", "eval"), dict(vars(module))) if flags else 0
            compiled = re.compile(pattern, value)
        except (NameError, TypeError, AttributeError, KeyError, re.error):
            continue  # made of local words: its input is the service's own
        method = node.func.attr if node.func.attr in ("match", "fullmatch") else "finditer"
        yield f"{module.__name__}:{node.lineno}", compiled, method


def pieces(pattern: re.Pattern[str], most: int = 60) -> list[tuple[str, str]]:
    """Make what to begin with and what to repeat: what each repeat, branch and class of a pattern takes."""
    found: dict[tuple[str, str], None] = {}
    singles: dict[str, None] = {}
    words: dict[str, None] = {}
    _collect(list(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)), "", found, singles, words)
    whole = _sample(list(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)))
    for text in (whole, whole[:-1], *singles):
        if text:
            found[("", text)] = None
    first = list(dict.fromkeys(prefix for prefix, _ in found if prefix))[:6]
    few = list(singles)[:6]
    for one, two in itertools.permutations(few, 2):
        found[("", one + two)] = None
    for prefix, piece in itertools.product(first, few):
        found[(prefix, piece)] = None
    return [*_few([("", word) for word in words if len(word) > 1], most // 3), *_few(list(found), most)]


def _few(keys: list[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    return keys if len(keys) <= most else [keys[i * len(keys) // most] for i in range(most)]


_PARTS: dict[str, Callable[[Any], list[Any]]] = {
    "SUBPATTERN": lambda value: [value[3]],
    "ATOMIC_GROUP": lambda value: [value],
    "BRANCH": lambda value: value[1],
    "ASSERT": lambda value: [value[1]],
    "ASSERT_NOT": lambda value: [value[1]],
}
"""Where the parts of a parsed pattern's groups are."""


def _collect(
    items: list[Any],
    ahead: str,
    found: dict[tuple[str, str], None],
    singles: dict[str, None],
    words: dict[str, None],
) -> None:
    """Walk a parsed pattern. `ahead` is what a text must begin with to come to these items."""
    for op, value in items:
        name = str(op)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            body = list(value[2])
            if value[1] is _constants.MAXREPEAT or value[1] > 20:
                for piece in _samples(body):
                    found[(ahead, piece)] = None
                    found[("", ahead + piece)] = None
            _collect(body, ahead, found, singles, words)
        elif name in _PARTS:
            if name == "BRANCH":
                words.update(dict.fromkeys(_samples([(op, value)])))
            for part in _PARTS[name](value):
                _collect(list(part), ahead, found, singles, words)
        elif name in ("IN", "LITERAL", "ANY", "NOT_LITERAL", "CATEGORY"):
            for piece in _samples([(op, value)]):
                singles[piece] = None
        ahead += _sample([(op, value)])
        if len(ahead) > 200:
            ahead = ahead[-200:]


def _samples(items: list[Any]) -> list[str]:
    """Make a few texts that the items take, one for each branch."""
    made = [""]
    for op, value in items:
        name = str(op)
        options = [_sample([(op, value)])]
        if name == "BRANCH":
            options = [text for branch in value[1] for text in _samples(list(branch)) or [""]][:8]
        elif name == "SUBPATTERN":
            options = _samples(list(value[3]))
        elif name == "IN":
            options = _members(value)
        made = [one + two for one in made for two in options][:8]
    return [text for text in dict.fromkeys(made) if text]


def _sample(items: list[Any]) -> str:
    text = ""
    for op, value in items:
        name = str(op)
        if name == "LITERAL":
            text += chr(value)
        elif name == "NOT_LITERAL":
            text += "甲" if value != ord("甲") else "乙"
        elif name == "ANY":
            text += "甲"
        elif name == "IN":
            text += _members(value)[0]
        elif name == "CATEGORY":
            text += _of(value)
        elif name == "BRANCH":
            text += _sample(list(value[1][0]))
        elif name == "SUBPATTERN":
            text += _sample(list(value[3]))
        elif name == "ATOMIC_GROUP":
            text += _sample(list(value))
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            text += _sample(list(value[2])) * max(min(value[0], 5), min(1, value[1]))
    return text


def _of(category: Any) -> str:
    return {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a", "CATEGORY_NOT_WORD": "。"}.get(
        str(category), "甲"
    )


def _members(value: list[Any]) -> list[str]:
    """Take a character of a class for each of its parts (five at most)."""
    taken: list[str] = []
    if str(value[0][0]) == "NEGATE":
        test = re.compile(_class(value[1:]))
        return [text for text in ("甲", "a", "7", " ", "，", "(", "<") if not test.fullmatch(text)][:3] or ["丂"]
    for op, part in value:
        name = str(op)
        taken.append(chr(part) if name == "LITERAL" else chr(part[0]) if name == "RANGE" else _of(part))
    return taken[:5]


def _class(parts: list[Any]) -> str:
    words = ""
    for op, part in parts:
        name = str(op)
        if name == "LITERAL":
            words += re.escape(chr(part))
        elif name == "RANGE":
            words += f"{re.escape(chr(part[0]))}-{re.escape(chr(part[1]))}"
        else:
            kind = str(part).rsplit("_", 1)[-1][0].lower()
            words += "\\" + (kind.upper() if "NOT" in str(part) else kind)
    return f"[{words}]"


class TooLong(Exception):
    """A single trial went over the limit that only an exponential pattern reaches."""


def seconds(trial: Callable[[], object], limit: float = 5.0) -> float:
    """Measure the processor time of a trial; infinite where it goes over the limit.

    `re` looks for signals while it matches, so that an alarm ends even a pattern that would run for years.
    """

    def stop(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, limit)
        start = time.process_time()
        trial()
        spent = time.process_time() - start
    except TooLong:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return spent


def text_of(prefix: str, piece: str, tail: str, size: int) -> str:
    return prefix + piece * max(1, (size - len(prefix)) // len(piece)) + tail


def run(found: Found, text: str) -> Callable[[], object]:
    if found.method == "finditer":
        return lambda: sum(1 for _ in found.pattern.finditer(text))
    return lambda: getattr(found.pattern, found.method)(text)


def worst(found: Found, size: int, limit: float, most: int = 60) -> tuple[float, tuple[str, str, str]]:
    """Find the input of a size that a pattern takes longest over: its seconds, and what it is made of.

    `most` is how many pieces are tried.
    """
    slowest = (0.0, ("", "", ""))
    for prefix, piece in pieces(found.pattern, most):
        for tail in TAILS[-1:] if most < 60 else TAILS:
            spent = seconds(run(found, text_of(prefix, piece, tail, size)), limit)
            slowest = max(slowest, (spent, (prefix, piece, tail)))
            if spent == float("inf"):
                return slowest
    return slowest
