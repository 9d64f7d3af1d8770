"""A Word document (.docx) as the Markdown of pages: headings by their styles, tables and bold lines as they are."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from service.core import cpu_limit
from service.core.messages import _
from service.errors import SourceError
from service.sources import document_headings, zip_archives
from service.sources.document_headings import DocumentBlock, DocumentPart

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='标题'] => h1:fresh
p[style-name='Subtitle'] => h3:fresh
p[style-name='副标题'] => h3:fresh
"""
"""Word's names of styles are English in every language; WPS writes some in Chinese. Headings are mapped by mammoth,
and comments are left out as long as nothing here names them."""
_TEXT = "word/document.xml"
_LONGEST_HEADLINE = 40
"""Characters of a first paragraph that is taken for the headline where the document has no heading at all."""
_SENTENCE_END = re.compile(r"[。！？；：，]$")
_SENTENCE = re.compile(r"[。！？][”」』）]?\s*$")
_WRITERS = ("记者", "本报", "通讯员", "特约", "实习")
_NOTE = re.compile(r"^(?:foot|end)note-")
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


def parts(raw: bytes, name: str) -> tuple[DocumentPart, ...]:
    """Return the text of a Word document section by section as Markdown, paragraphs apart by blank lines.

    Deleted and hidden text, comments, pictures, footnotes and headers are left out; inserted text, text boxes and
    tables stand. Text that is set in a table's frame, or in a form with labels such as 标题 and 正文, is an article as
    any other. Where nothing is marked as a heading, a short first paragraph becomes one. Raise SourceError, which
    begins with `name`, for a damaged document.
    """
    from lxml import html  # type: ignore[import-untyped]

    with zip_archives.opened(io.BytesIO(raw), name) as archive:
        body = _html(archive, raw, name)
    blocks = [block for element in html.fragment_fromstring(body, "div") for block in _blocks(element)]
    if blocks and not any(block.level or block.text.startswith("**") for block in blocks):
        first = blocks[0].text
        if len(first) <= _LONGEST_HEADLINE and not _SENTENCE_END.search(first):
            blocks[0] = DocumentBlock(first, 1)
    return document_headings.parts(blocks)


def _without_hidden(archive: zipfile.ZipFile, raw: bytes) -> bytes:
    """Return the document without the text that is set as hidden, which nobody who opens it sees."""
    from lxml import etree

    if _TEXT not in archive.namelist() or b"vanish" not in (text := archive.read(_TEXT)):
        return raw
    root = etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    for run in root.xpath("//*[local-name() = 'r'][*[local-name() = 'rPr']/*[local-name() = 'vanish']]"):
        if run.xpath("not(*/*[local-name() = 'vanish']/@*[. = '0' or . = 'false' or . = 'off'])"):
            run.getparent().remove(run)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as seen:
        for member in archive.infolist():
            seen.writestr(member, etree.tostring(root) if member.filename == _TEXT else archive.read(member))
    return made.getvalue()


def _html(archive: zipfile.ZipFile, raw: bytes, name: str) -> str:
    import mammoth

    try:
        seen = io.BytesIO(_without_hidden(archive, raw))
        return str(mammoth.convert_to_html(seen, style_map=_STYLES, convert_image=lambda _: []).value)
    except cpu_limit.OverTime:
        raise
    except Exception:  # mammoth raises whatever a damaged part leads to
        raise SourceError(
            _("{name}: the Word document is damaged: open it in Word and save it again.", name=name)
        ) from None


def _blocks(element: HtmlElement) -> Iterator[DocumentBlock]:
    """Yield the lines of one block of mammoth's HTML: a paragraph, a heading, a table, the entries of a list."""
    if element.tag == "table":
        yield from _of_table(element)
    elif element.tag in ("ol", "ul"):
        entries = [each for each in element if not _NOTE.match(each.get("id", ""))]
        yield from (block for entry in entries for block in _blocks(entry))
    elif text := _text(element):
        is_bold = len(element) == 1 and element[0].tag == "strong" and not (element.text or element[0].tail)
        level = _HEADINGS.get(element.tag, 0)
        yield DocumentBlock(f"**{text}**" if is_bold and not level else text, level)


def _text(element: HtmlElement) -> str:
    """Return the text of an element on one line, without the numbers of its notes."""
    for number in element.xpath(".//sup[a[starts-with(@href, '#footnote-') or starts-with(@href, '#endnote-')]]"):
        number.drop_tree()
    for line_break in element.iter("br"):
        line_break.tail = " " + (line_break.tail or "")
    return " ".join(element.text_content().split())


def _of_table(element: HtmlElement) -> Iterator[DocumentBlock]:
    """Yield the lines of a table: of an article that stands in it, else one line that is the table."""
    from service.sources import article_tables

    rows = [row.xpath("./td | ./th") for row in element.xpath("./tr | ./thead/tr | ./tbody/tr")]
    form = {part: cells[1] for cells in rows if len(cells) > 1 and (part := article_tables.part_of(_label(cells[0])))}
    if "title" in form and "text" in form:
        yield from _of_form(form)
    elif max(map(len, rows), default=0) <= 1 or any(map(_holds_paragraphs, element.xpath(".//td"))):
        yield from (block for cells in rows for cell in cells for block in _of_cell(cell))
    else:
        yield DocumentBlock(_table(rows))


def _of_form(form: Mapping[str, HtmlElement]) -> Iterator[DocumentBlock]:
    """Yield the lines of an article whose parts stand in a form, as newsrooms hand their copy in."""
    for part, level in (("kicker", 3), ("title", 1), ("subtitle", 3)):
        if part in form and (text := _text(form[part])):
            yield DocumentBlock(text, level)
    if "author" in form and (names := _text(form["author"])):
        yield DocumentBlock(names if names.startswith(_WRITERS) else f"记者 {names}")
    yield from _of_cell(form["text"])


def _label(cell: HtmlElement) -> str:
    return re.sub(r"[\s:：]", "", cell.text_content())


def _of_cell(cell: HtmlElement) -> Iterator[DocumentBlock]:
    """Yield the lines of the blocks in a cell."""
    return (block for element in cell for block in _blocks(element))


def _holds_paragraphs(cell: HtmlElement) -> bool:
    """Return whether a cell holds several blocks and one of them is of sentences: text set in a table's frame."""
    return len(cell) > 1 and any(_SENTENCE.search(each.text_content()) for each in cell)


def _table(rows: Sequence[Sequence[HtmlElement]]) -> str:
    """Return a table as OCR programs write it in Markdown: HTML, which the page reader knows."""
    marked = ("".join(f"<td>{escape(_text(cell))}</td>" for cell in cells) for cells in rows)
    return "<table>" + "".join(f"<tr>{cells}</tr>" for cells in marked) + "</table>"
