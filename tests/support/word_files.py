"""Word documents and EPUB books, written part by part: what a program under test must read."""

import io
import zipfile
from collections.abc import Mapping
from html import escape

_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>"""
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STYLES = (
    f'<?xml version="1.0"?><w:styles xmlns:w="{_NAMESPACE}">'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("T", "Title"), ("BT", "标题"), ("H1", "heading 1"), ("H2", "heading 2"))
    )
    + "</w:styles>"
)
_PART_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
 Target="comments.xml"/></Relationships>"""


def paragraph(text: str, style: str = "", *, bold: bool = False) -> str:
    """Return a paragraph as WordprocessingML."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:p>{properties}<w:r>{look}<w:t>{escape(text)}</w:t></w:r></w:p>"


def word_document(*blocks: str, comments: str = "") -> bytes:
    """Return a .docx file of these blocks, and of the comments to which they refer."""
    body = f'<?xml version="1.0"?><w:document xmlns:w="{_NAMESPACE}"><w:body>{"".join(blocks)}</w:body></w:document>'
    return archive(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "word/document.xml": body,
            "word/styles.xml": _STYLES,
            "word/comments.xml": f'<w:comments xmlns:w="{_NAMESPACE}">{comments}</w:comments>',
            "word/_rels/document.xml.rels": _PART_RELATIONS,
        }
    )


def book(chapters: dict[str, str], *, spine: list[str] | None = None, date: str = "") -> bytes:
    """Return an EPUB whose chapters are HTML; its contents stand first and are marked as such."""
    names = ["nav.xhtml", *chapters]
    items = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name == 'nav.xhtml' else ''}/>"
        for number, name in enumerate(names)
    )
    order = "".join(f'<itemref idref="i{names.index(name)}"/>' for name in spine or names)
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:date>{date}</dc:date></metadata>'
        f"<manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    container = (
        '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
        '<rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles>'
        "</container>"
    )
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/content.opf": package,
            "OEBPS/nav.xhtml": "<html><body><nav><ol><li>目录</li></ol></nav></body></html>",
            **{f"OEBPS/{name}": text for name, text in chapters.items()},
        }
    )


class _OldName(zipfile.ZipInfo):
    """A member whose name is written as Chinese Windows does: in GB18030, and unmarked."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("gb18030"), self.flag_bits & ~0x800


def archive(members: Mapping[str, str | bytes], *, old_names: bool = False) -> bytes:
    """Return a ZIP of these members, each written on 2026-03-20."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            member = (_OldName if old_names else zipfile.ZipInfo)(name, (2026, 3, 20, 8, 0, 0))
            made.writestr(member, content, zipfile.ZIP_DEFLATED)
    return data.getvalue()
