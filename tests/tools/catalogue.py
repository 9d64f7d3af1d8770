"""Writes the catalogue of what a person is told: what the code says in English, and the same in Chinese.

    python -m tests.tools.catalogue        (`./run messages`)

It takes the texts out of the code (`_("...")`), adds those that are new to `tingbao.po`, takes those out that nobody
says any more, and compiles `tingbao.mo`. It names the texts that have no Chinese yet, and fails while there are any.
The entries are sorted and name files only, so that two branches rarely change the same lines; where both have written
`tingbao.po`, put their entries one behind the other and run this.
"""

from __future__ import annotations

import ast
import datetime as dt
import io
import itertools
import sys
import tomllib
from collections.abc import Iterator

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from service.commands import help_text
from service.core import messages
from tests.support.paths import ROOT

LIBRARY_TEXTS = ROOT / "tests" / "tools" / "library_texts.toml"
DESK_TEXTS = ROOT / "service" / "web" / "desk" / "desk_texts.toml"
PO = messages.LOCALE / "zh_CN" / "LC_MESSAGES" / "tingbao.po"
_DESCRIBED = {
    "Field": ("description",),
    "Option": ("help", "metavar"),
    "Argument": ("help", "metavar"),
    "Typer": ("help",),
    "command": ("help",),
    "callback": ("help",),
}
"""Calls, and their arguments that a person reads."""
_FIRST = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
"""In the header, in place of the times at which it was written: the same texts make the same file."""


def said_by_the_code() -> Iterator[tuple[str, str]]:
    """Yield each text that the code says, and the file in which it stands; Babel's extractor misses one in another."""
    for path in sorted((ROOT / "service").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_":
                text = node.args[0]
                if isinstance(text, ast.Constant):
                    yield str(text.value), path.relative_to(ROOT).as_posix()


def said_by_the_pages() -> Iterator[tuple[str, str]]:
    """Yield each text that a page's template says, and its file."""
    environment = Environment()
    for path in sorted((ROOT / "service" / "web").rglob("*.html")):
        for _line, _function, said in extract_from_ast(environment.parse(path.read_text("utf-8")), ("_",)):
            text = said if isinstance(said, str) else said[0]  # behind it what fills its gaps
            yield str(text), path.relative_to(ROOT).as_posix()


def said_by_the_desk() -> Iterator[tuple[str, str]]:
    """Yield each text that the desk's pages ask for by its name, and the file."""
    texts = tomllib.loads(DESK_TEXTS.read_text("utf-8"))["texts"]
    return ((text, DESK_TEXTS.relative_to(ROOT).as_posix()) for text in texts.values())


def described_in_the_code() -> Iterator[tuple[str, str]]:
    """Yield what the code says where a library wants plain text: descriptions of settings, help of commands."""
    for path in sorted((ROOT / "service").rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                words = _DESCRIBED.get(getattr(node.func, "attr", getattr(node.func, "id", "")), ())
                for each in node.keywords:
                    if each.arg in words and isinstance(each.value, ast.Constant):
                        text = str(each.value.value)
                        yield escaped(text.removesuffix("...") if each.arg == "metavar" else text), file
            elif isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
                for paragraph in help_text.paragraphs(ast.get_docstring(node) or ""):
                    yield escaped(paragraph), file


def _is_command(decorator: ast.expr) -> bool:
    called = getattr(decorator, "func", decorator)
    return getattr(called, "attr", "") in ("command", "callback")


def said_by_libraries() -> Iterator[tuple[str, str]]:
    """Yield each text of a library that a person meets, and the library."""
    texts = tomllib.loads(LIBRARY_TEXTS.read_text("utf-8"))
    return ((text, library) for library, each in texts.items() for text in each)


def escaped(text: str) -> str:
    """Return a plain text as the catalogue has it."""
    return text.replace("{", "{{").replace("}", "}}")


def updated(po: bytes) -> Catalog:
    """Return the catalogue of all that the code says, with the Chinese that the file has."""
    known = read_po(io.BytesIO(po), locale="zh_CN")
    catalog = Catalog(
        locale="zh_CN",
        domain="tingbao",
        project="Tingbao",
        header_comment="# Made by ./run messages: write only what stands behind msgstr.",
        fuzzy=False,
        creation_date=_FIRST,
        revision_date=_FIRST,
        last_translator="The Tingbao authors",
        language_team="zh_CN",
        msgid_bugs_address="-",
    )
    for text, place in itertools.chain(
        said_by_the_code(), said_by_the_pages(), said_by_the_desk(), described_in_the_code(), said_by_libraries()
    ):
        found = known.get(text)
        catalog.add(text, found.string if found else "", locations=[(place, 0)])
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """Return the catalogue as a .po file."""
    file = io.BytesIO()
    write_po(file, catalog, width=0, sort_output=True, include_lineno=False)
    return file.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """Return the catalogue as a .mo file."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def main() -> int:
    """Write both files, name what is to be translated, and return the exit code."""
    catalog = updated(PO.read_bytes() if PO.is_file() else b"")
    PO.write_bytes(as_po(catalog))
    PO.with_suffix(".mo").write_bytes(as_mo(catalog))
    missing = [str(each.id) for each in catalog if each.id and not each.string]
    for text in missing:
        print(f"no Chinese yet: {text}")
    print(f"{len(catalog)} texts, {len(missing)} without Chinese")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
