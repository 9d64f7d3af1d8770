"""Word documents, written part by part and read as Markdown."""

import json
import random

import pytest

from service.errors import SourceError
from service.model import Page
from service.sources import newspaper, word_documents
from tests.support.examples import examples
from tests.support.paths import SHARED
from tests.support.word_files import archive, paragraph, word_document


def markdown(raw: bytes, name: str) -> str:
    return "".join(part.markdown for part in word_documents.parts(raw, name))


LEAD = "3月20日，青禾县十二个乡镇同时开闸放水，比去年早五天。"


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        ((paragraph("青禾县春灌开始", "T"), paragraph(LEAD)), f"# 青禾县春灌开始\n\n{LEAD}\n"),
        ((paragraph("青禾县春灌开始", "BT"), paragraph(LEAD)), f"# 青禾县春灌开始\n\n{LEAD}\n"),
        (
            (paragraph("要闻", "H1"), paragraph("春灌开始", "H2"), paragraph(LEAD)),
            f"# 春灌开始\n\n{LEAD}\n",
        ),
        ((paragraph("青禾县春灌开始"), paragraph(LEAD)), f"# 青禾县春灌开始\n\n{LEAD}\n"),
        ((paragraph(LEAD), paragraph("水到田头")), f"{LEAD}\n\n水到田头\n"),
        ((paragraph("春灌开始", bold=True), paragraph(LEAD)), f"**春灌开始**\n\n{LEAD}\n"),
        ((paragraph(""), paragraph("  "), paragraph(LEAD)), f"{LEAD}\n"),
    ],
    ids=["title", "title of WPS", "headings", "no style", "no headline", "bold headline", "empty paragraphs"],
)
def test_headlines_are_told_from_paragraphs(blocks, text):
    assert markdown(word_document(*blocks), "稿件.docx") == text


def test_deleted_text_is_left_out_and_inserted_text_stands():
    changed = (
        "<w:p><w:r><w:t>比去年早</w:t></w:r><w:del><w:r><w:delText>三</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>五</w:t></w:r></w:ins><w:r><w:t>天。</w:t></w:r></w:p>"
    )
    assert markdown(word_document(changed), "稿件.docx") == "比去年早五天。\n"


def test_hidden_text_is_not_told():
    runs = (
        "<w:p><w:r><w:t>比去年早</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>（此处加框）</w:t></w:r>"
        '<w:r><w:rPr><w:b/><w:vanish w:val="0"/></w:rPr><w:t>五天。</w:t></w:r></w:p>'
    )
    assert markdown(word_document(paragraph(LEAD), runs), "稿件.docx") == f"{LEAD}\n\n比去年早五天。\n"


def test_what_an_editor_remarks_beside_the_text_is_not_told():
    marked = (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>比去年早五天。</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    remark = f'<w:comment w:id="0" w:author="主编" w:initials="主">{paragraph("这个数要核实！")}</w:comment>'
    assert markdown(word_document(marked, comments=remark), "稿件.docx") == "比去年早五天。\n"


def test_a_table_is_the_one_that_the_page_reader_knows():
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("品种", "<价格>"))
    text = markdown(word_document(paragraph(LEAD), f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"), "稿件.docx")
    assert text == f"{LEAD}\n\n<table><tr><td>品种</td><td>&lt;价格&gt;</td></tr></table>\n"


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{each}</w:tr>' for each in cells)}</w:tbl>"


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (_table((paragraph("青禾县春灌开始"),), (paragraph(LEAD),)), f"# 青禾县春灌开始\n\n{LEAD}\n"),
        (
            _table((paragraph("青禾县春灌开始", "T") + paragraph(LEAD), paragraph("（林舟 摄）"))),
            f"# 青禾县春灌开始\n\n{LEAD}\n\n（林舟 摄）\n",
        ),
        (
            _table(
                (paragraph("标 题："), paragraph("青禾县春灌开始")),
                (paragraph("作者"), paragraph("林舟")),
                (paragraph("审核人"), paragraph("何青")),
                (paragraph("正文"), paragraph(LEAD) + paragraph("农户都说好。")),
            ),
            f"# 青禾县春灌开始\n\n记者 林舟\n\n{LEAD}\n\n农户都说好。\n",
        ),
    ],
    ids=["one column", "several paragraphs in a cell", "a form"],
)
def test_text_in_the_frame_of_a_table_is_an_article(table, text):
    assert markdown(word_document(table), "稿件.docx") == text


def test_figures_of_several_lines_stay_a_table():
    figures = _table((paragraph("品种"), paragraph("价格")), (paragraph("白菜") + paragraph("一级"), paragraph("2元")))
    assert "<td>白菜" in markdown(word_document(paragraph(LEAD), figures), "稿件.docx")


def test_text_in_a_text_box_is_not_lost():
    box = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Fallback><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
        f"{paragraph('链接：春灌是什么')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert "链接：春灌是什么" in markdown(word_document(paragraph(LEAD), box), "稿件.docx")


def test_a_damaged_document_is_one_sentence():
    whole = word_document(paragraph("春灌"), paragraph(LEAD))
    chance, said = random.Random(23), []
    for _ in range(examples(60, soak=2000)):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            markdown(bytes(damaged[: chance.choice((len(damaged), chance.randrange(len(damaged))))]), "稿件.docx")
        except SourceError as error:
            said.append(str(error))
    assert said
    assert all(each.startswith("稿件.docx: ") for each in said)


@pytest.mark.parametrize(
    "members",
    [{"word/document.xml": "<w:document"}, {"[Content_Types].xml": ""}, {}],
    ids=["broken XML", "no text", "no part"],
)
def test_a_document_without_its_parts_is_named(members):
    with pytest.raises(SourceError, match=r"稿件\.docx: the Word document is damaged"):
        markdown(archive(members), "稿件.docx")


def test_a_document_that_unpacks_to_far_more_is_refused():
    with pytest.raises(SourceError, match="unpacks to far more"):
        markdown(archive({"word/document.xml": b"\0" * 50_000_000}), "稿件.docx")


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared samples")
def test_a_reporters_document_is_its_article():
    text = markdown((SHARED / "samples" / "reporter.docx").read_bytes(), "reporter.docx")
    [article] = newspaper.read(Page("reporter.docx", text))
    gold = [each for line in (SHARED / "samples" / "gold.jsonl").open("rb") for each in json.loads(line)["articles"]]
    [told] = [each for each in gold[:9] if each["title"] == article.title]
    assert "\n".join(article.paragraphs[:4]) == told["body"]  # the page had room for four
    assert article.authors == ("单永禾", "乐文澈")
