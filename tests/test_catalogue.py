"""What a person is told is in the catalogue, in Chinese that an editor would sign."""

import ast
import functools
import re
import string

from service.core import messages
from tests.support.paths import ROOT
from tests.support.tables import every_row
from tests.tools import catalogue

NO_WORDS_FOR_PEOPLE = {
    "core/log.py": "tells the log",
    "editing/summary/features.py": "names features, which the weights of a model are of",
    "sources/inline_markup.py": "names elements of HTML",
    "sources/newspaper/genre_features.py": "names features, which the weights of a model are of",
    "sources/newspaper/line_features.py": "names features, which the weights of a model are of",
    "web/metrics.py": "describes metrics to the program that stores them",
    "web/openapi.py": "describes the interface to who writes programs",
}
"""Modules that are left out, and why."""
_PATTERN = re.compile(r"\(\?[a-z:!=<]")
"""A regular expression: it looks for what somebody else says."""
_SENTENCE = re.compile(r"\b[A-Za-z']+,? [a-z']+,? [a-z']+\b")
_HAN = r"[\u3400-\u9fff]"
_CODE = re.compile(r"`[^`]*`|\{\w*[^}]*\}|https?://\S+")


@functools.cache
def entries():
    """The texts of the catalogue: English -> Chinese."""
    return {each.id: each.string for each in catalogue.updated(catalogue.PO.read_bytes()) if each.id}


def gaps(text):
    return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name is not None})


def test_the_catalogue_is_what_the_code_says():
    made = catalogue.updated(catalogue.PO.read_bytes())
    assert catalogue.as_po(made) == catalogue.PO.read_bytes(), "run `./run messages`"
    assert catalogue.as_mo(made) == catalogue.PO.with_suffix(".mo").read_bytes(), "run `./run messages`"


def test_every_text_has_its_chinese():
    assert len(entries()) > 100
    assert [text for text, chinese in entries().items() if not chinese] == []


def test_the_chinese_has_the_gaps_of_the_english():
    assert {text: chinese for text, chinese in entries().items() if gaps(text) != gaps(chinese)} == {}


FAULTS = {
    "a half-width mark at a Chinese character": rf"{_HAN}[,;:?!()]|[,;:?!(]{_HAN}|\){_HAN}",
    "a straight quotation mark at a Chinese character": rf"{_HAN}[\"']|[\"']{_HAN}",
    "a Chinese character and a letter or digit without a space": rf"{_HAN}[A-Za-z0-9]|[A-Za-z0-9%]{_HAN}",
    "a space at a full-width mark": r" [，。：；？！（）、“”]|[，。：；？！）、] ",
    "a half-width full stop behind Chinese": rf"{_HAN}\.",
    "another word for 稿件文件, the file of --script": r"脚本(?!的网页)",
    "translated word by word": r"请注意|被[^，。]{0,12}所|进行|您|的时候",
}


def faults(chinese):
    """Name what an editor would not sign in a Chinese text; code in it is left out."""
    plain = _CODE.sub("□", chinese)
    return [name for name, pattern in FAULTS.items() if re.search(pattern, plain)]


def test_an_editor_would_sign_the_chinese():
    assert {chinese: faults(chinese) for chinese in entries().values() if faults(chinese)} == {}
    assert [chinese for text, chinese in entries().items() if "  " in chinese and "  " not in text] == []


@every_row(
    ("chinese", "count"),
    [
        ("第 3 行没有写完,请补上。", 1),
        ('用"中文"引号', 1),
        ("超过3 页", 1),
        ("没有 {path}， 请新建。", 1),
        ("没有这一行.", 1),
        ("请注意，不能进行修改。", 1),
        ("脚本里没有更多了。", 1),
        ("要运行脚本的网页", 0),
        ("没有 `a,b` 这个文件，请运行 `tingbao init`。", 0),
    ],
)
def test_what_an_editor_would_not_sign_is_found(chinese, count):
    assert len(faults(chinese)) == count


def test_the_chinese_ends_as_the_english_does():
    """A sentence stays a sentence, and a part of one a part: they are put into each other."""
    wrong = {}
    for text, chinese in entries().items():
        if text.endswith(".") != chinese.endswith("。") and not text.endswith(("...", "`.")):
            wrong[text] = chinese
    assert wrong == {}


def _defaults(arguments):
    names = [each.arg for each in (*arguments.posonlyargs, *arguments.args)]
    yield from zip(names[len(names) - len(arguments.defaults) :], arguments.defaults, strict=True)
    yield from zip([each.arg for each in arguments.kwonlyargs], arguments.kw_defaults, strict=True)


def _for_nobody(node, sought):
    """Return the nodes below one whose words are for no person. `sought`: names of what is looked for somewhere."""
    match node:
        case ast.Compare(left=left):
            return [left]  # looked for in what somebody else says
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name == "event" or name in sought:
            return ast.walk(value)
        case ast.arguments():
            return [each for name, each in _defaults(node) if name == "event"]  # for the log
        case ast.Call(func=ast.Attribute(attr="event" | "execute"), args=args):
            return args  # for the log, and for a data base
        case ast.Call(func=ast.Name(id="FeedIssue"), args=[rule, *_]):
            return [rule]  # its name, by which it can be looked up
        case ast.Dict(keys=keys):
            return [key for key in keys if key]
        case ast.Subscript(slice=key):
            return [key]
        case ast.Call(func=ast.Name(id="Rule"), args=args):
            return args  # of a rule of reading: it tells who mends it why it is there
        case ast.Attribute(attr="split", value=value):
            return ast.walk(value)  # a list of names
        case ast.Tuple(elts=[ast.Constant(value="User-Agent"), *_]):
            return ast.walk(node)  # for the server that is asked
        case ast.Expr(value=ast.Constant() as docstring):
            return [docstring]
    return []


def _sought(node):
    """Return the names of what a node looks for in a text."""
    match node:
        case ast.Compare(left=ast.Name(id=name)):
            return [name]
        case ast.Call(func=ast.Attribute(attr="startswith" | "endswith"), args=[ast.Name(id=name)]):
            return [name]
        case ast.Call(func=ast.Name(id="_has"), args=[_, ast.Name(id=name)]):
            return [name]
    return []


def sentences(tree):
    """Yield each English sentence of a module that a person may meet, and where it stands."""
    nodes = list(ast.walk(tree))
    sought = {name for node in nodes for name in _sought(node)}
    left_out = {each for node in nodes for each in _for_nobody(node, sought)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in left_out:
            yield node.value, node.lineno


def unsaid(path):
    """Return the sentences of a module that are not in the catalogue."""
    known = set(entries())
    found = sentences(ast.parse(path.read_text("utf-8")))
    return {
        line: text
        for text, line in found
        if _SENTENCE.search(text)
        and not _PATTERN.search(text)
        and not text.lstrip().startswith(("Example: ", "CREATE TABLE "))
        and not {text, catalogue.escaped(text)} & known
    }


def test_the_program_says_nothing_that_is_not_in_the_catalogue():
    files = sorted((ROOT / "service").rglob("*.py"))
    assert len(files) > 300
    wrong = {}
    for path in files:
        own = path.relative_to(ROOT / "service").as_posix()
        if own not in NO_WORDS_FOR_PEOPLE and (found := unsaid(path)):
            wrong[own] = found
    assert wrong == {}


def test_no_gap_touches_another():
    """Of a stored text nobody could say where one ends."""
    assert [text for text in entries() if re.search(r"\}\{", text.replace("}}", "").replace("{{", ""))] == []


def test_each_text_is_handed_over_as_it_stands():
    """`_(f"…")` would be another text each time: a call has the text itself, and what fills each of its gaps."""
    wrong = []
    for path in sorted((ROOT / "service").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                text = node.args[0].value if len(node.args) == 1 and isinstance(node.args[0], ast.Constant) else None
                if text is None or gaps(text) != sorted(each.arg or "" for each in node.keywords):
                    wrong.append((path.name, node.lineno))
    assert wrong == []


def _filled(text, values):
    parts = string.Formatter().parse(text)
    return "".join(literal + (values[name] if name is not None else "") for literal, name, _, _ in parts)


def test_a_text_that_was_stored_is_found_again_whatever_it_holds():
    """What fills the gaps is invented: it has no words of the catalogue. A text of gaps only fits whatever there is."""
    wrong = {}
    for text, chinese in entries().items():
        if sum(each.isalpha() for each in _filled(text, dict.fromkeys(gaps(text), ""))) < 5:
            continue
        values = {
            name: str(number + 7) if name in ("count", "rank") else f"Zq{number}"
            for number, name in enumerate(gaps(text))
        }
        plain, right = (_filled(each, values) for each in (text, chinese))
        if messages.in_language(plain, "zh") != right:
            wrong[plain] = messages.in_language(plain, "zh")
    assert wrong == {}
