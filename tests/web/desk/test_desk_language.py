"""The desk's language, and that all it says is there in both."""

import re
import tomllib

import pytest
from starlette.requests import Request

from service.core import messages
from service.core.standing_items import WEEKDAYS
from service.editing.draft import changed
from service.editing.editors_hand import EditorsHand
from service.editing.programme_draft import Change, Verb
from service.editing.selection import news_value
from service.editing.selection.news_value import WHY
from service.editing.typed_sentences import LONGEST_SENTENCE, LONGEST_TEXT
from service.errors import OutdatedDraft, UsageError
from service.model import Article, Genre
from service.sources import file_kinds, pdf_pages, scanned_pages, unread_files
from service.web.desk import desk_language
from service.web.desk.programme_bar import PartKind
from service.web.desk.today import ShowState
from tests.support import draft_samples
from tests.support.paths import ROOT
from tests.support.tables import every_row

FOLDER = ROOT / "service" / "web" / "desk"
TABLE = tomllib.loads((FOLDER / "desk_texts.toml").read_text("utf-8"))


def test_a_choice_stands_above_the_browsers_wish():
    def of(cookie):
        headers = [(b"accept-language", b"en"), (b"cookie", f"tingbao_desk_language={cookie}".encode())]
        return desk_language.of(Request({"type": "http", "headers": headers}))

    assert [of(each) for each in ("zh", "en", "xx")] == ["zh", "en", "en"]


def test_what_the_templates_ask_for_is_there_in_both_languages():
    asked = set()
    for path in FOLDER.glob("*.html"):
        asked |= set(re.findall(r"\bt\.(\w+)", path.read_text("utf-8"))) - {"get"}
    assert len(asked) > 40
    assert not set(TABLE["texts"]) & set(dir(dict))  # a template would find the method
    for language in desk_language.LANGUAGES:
        assert asked - set(desk_language.texts(language)) == set()
    used = "".join(path.read_text("utf-8") for path in FOLDER.iterdir() if path.suffix in (".html", ".py"))
    parts = {"opening", "headlines", "briefs", "close"}  # by the names of `draft_report.parts_of`
    built = {f"state_{each}" for each in ShowState} | {"rule_publish", "rule_drop"}
    built |= {f"day_{each}" for each in WEEKDAYS} | {f"time_{each}" for each in PartKind}
    assert built <= set(TABLE["texts"])
    unused = {name for name in TABLE["texts"] if name not in used and not name.startswith(("act_", "edit_"))}
    assert unused <= parts | built
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "service" / "sources").rglob("*.py"))
    kinds = {name.removeprefix("edit_").replace("_", " ") for name in TABLE["texts"] if name.startswith("edit_")}
    assert {each for each in kinds if f'"{each}"' not in sources} == set()


@every_row(
    ("said", "chinese"),
    [
        ("no room: rank 12 of 22", "放不下：排第 12，共 22 条"),
        ("There is nothing to redo.", "没有可以重做的了。"),
        ("dropped by the editor", "编辑去掉的"),
        (
            "It is the programme's only story: add another one first, or remove the episode.",
            "节目里只剩这一条了：先加一条，或者作废这一期。",
        ),
        ("word: nothing in the source says this", "用词：原文里没有这个意思"),
        ("added: number: the source has 12人 there", "加的话，数字：原文这里是“12人”"),
        ("“云雁”has over 300", "“云雁”has over 300"),
        (str(OutdatedDraft(3, 4)), "稿子刚才又改了：这是对版本 3 的改动，最新的是 4。没有保存，请再看一遍。"),
    ],
)
def test_what_the_program_says_is_said_in_chinese_where_there_are_words_for_it(said, chinese):
    assert messages.in_language(said, "zh") == chinese
    assert messages.in_language(said, "en") == said


_KINDS = [each for each in vars(file_kinds).values() if isinstance(each, file_kinds.FileKind)]
_REFUSALS = [*pdf_pages._REFUSALS.values(), *scanned_pages._REFUSALS.values()]
_LEFT_IN_LATIN = re.compile(
    r"[^ ]*pip install '[^']*'|\w*\.\w+|PDF|JPEG|HEIC|Word|WPS|Excel|OpenDocument|OFD|RTF|EPUB|ZIP|MHTML|MB|dpi|DjVu"
    r"|PNG|HTML|columns = {.*}"
)


def _unread(*kinds: file_kinds.FileKind) -> list[str]:
    return [each.reason for each in unread_files.named("day/", [(f"稿{n}", kind) for n, kind in enumerate(kinds)])]


@pytest.mark.parametrize(
    "said",
    [
        *(reason for kind in _KINDS for reason in (*_unread(kind), *_unread(kind, kind))),
        *(f"{reason}." for reason in _REFUSALS),
        f"{pdf_pages._NO_HEADS}: {pdf_pages._to_read()}.",
        f"{pdf_pages._NO_TEXT}: {pdf_pages._to_read()}.",
        "the issue is not complete yet, 5 of its 8 pages are missing: try again later.",
        "the table has no article below its columns: export it again.",
        "no column of headlines and of texts is found (it has: 甲、乙): name them in the show:"
        ' columns = {title = "…", text = "…"}.',
    ],
)
def test_why_a_file_is_not_read_is_said_in_chinese_whatever_it_is(said):
    chinese = messages.in_language(said, "zh")
    assert re.findall("[A-Za-z]+", _LEFT_IN_LATIN.sub("", chinese)) == []
    assert messages.in_language(said, "en") == said


@every_row(
    ("said", "chinese"),
    [
        (
            "This is a PDF, which is not read: install the reader by pip install 'tingbao[pdf]'.",
            "这是PDF，读不了：请安装读它的程序：pip install 'tingbao[pdf]'。",
        ),
        (
            "2 old Word, WPS or Excel files are not read (a.doc、b.wps): save as .docx, a table as .csv.",
            "2 个老式的 Word、WPS 或 Excel 文件读不了（a.doc、b.wps）：请另存为 .docx，表格存为 .csv。",
        ),
        (
            "this picture is damaged: scan or photograph the page again, or give its text in a .txt or .md file.",
            "这张图片坏了：请重新扫描或拍照，或把文字写进 .txt 或 .md 文件。",
        ),
        ("云雁.pdf: this PDF has over 100 pages: split it.", "云雁.pdf：这个 PDF 超过 100 页：请分成几个。"),
        ("通知: no article is found on this page: check its text.", "通知：这一版没有找到稿子：请看看它的文字。"),
        ("the press stands still: oil it.", "the press stands still: oil it."),
    ],
)
def test_the_parts_of_a_reason_are_said_each_for_itself(said, chinese):
    assert messages.in_language(said, "zh") == chinese


@every_row(
    ("said", "chinese"),
    [
        ("tells the same story as “云雁大桥通车”", "和“云雁大桥通车”是同一件事"),
        (
            "tells the same story as “大桥通车”, with other figures: 3 instead of 5",
            "和“大桥通车”是同一件事，数字不一样：“5”说成“3”",
        ),
        (
            "waits for its day: dated 2026-03-22, after the programme's 2026-03-21",
            "还没到日子：稿子是 2026-03-22 的，节目是 2026-03-21 的",
        ),
        ("comment: the show tells one", "评论：一期只播一条"),
        (
            EditorsHand(comment="no").unwanted(Article("a", "短评", ("好。",), genre=Genre.COMMENT), None),
            "评论：这档节目不播",
        ),
        (EditorsHand().unwanted(Article("a", "启事", ("好。",), genre=Genre.NOTICE), None), "不是新闻：通知"),
        ("aired on 2026-03-20, without substantial new text since", "2026-03-20 播过，之后没有多少新内容"),
    ],
)
def test_why_a_story_is_left_out_is_said_in_chinese(said, chinese):
    assert messages.in_language(said, "zh") == chinese


@every_row(
    ("said", "chinese"),
    [
        (
            "the editor's lead: 大桥, front page (+1.0), no date (-0.4)",
            "编辑定的头条：大桥，头版（+1.0），没有日期（-0.4）",
        ),
        ("pinned: 大桥", "编辑定要播的：大桥"),
        ("essay: it stands behind the news, front page (+1.0)", "散文：排在新闻后面，头版（+1.0）"),
        (
            "wanted: the word 春灌, a telephone number or an address (+0.3), 3 tellings",
            "节目想要的词：春灌，有电话或地址（+0.3），3 篇稿子在说",
        ),
        (
            "front page (+1.0), 2 tellings, follow-up of what was aired on 2026-03-20: 40% of the text is new",
            "头版（+1.0），2 篇稿子在说，2026-03-20 播过，这次有 40% 是新内容",
        ),
        (
            "front page (+1.0); 3 sentences not told because of the day: 春节 has passed (2026-02-17)",
            "头版（+1.0）；有 3 句因为日子的缘故没有播：“春节”到播出时已经过去（2026-02-17）",
        ),
        (
            "model-x puts it at 2 (rank 5): 关系民生; front page (+1.0)",
            "model-x 排在第 2（原来第 5）：关系民生；头版（+1.0）",
        ),
    ],
)
def test_all_that_a_reason_may_have_is_said_in_chinese(said, chinese):
    assert messages.in_language(said, "zh") == chinese


def test_why_a_story_was_picked_is_said_in_chinese_part_by_part():
    said = (
        "it has a news agency's or the paper's dateline (+1.2), a telephone number or an address (+0.3), no date (-0.4)"
    )
    assert messages.in_language(said, "zh") == "有电头（+1.2），有电话或地址（+0.3），没有日期（-0.4）"
    assert messages.in_language(said, "en") == said
    assert messages.in_language("nothing speaks for it or against it", "zh") == "没有特别的理由"
    assert messages.in_language("something new (+1.0), front page (+1.0)", "zh") == "something new (+1.0)，头版（+1.0）"
    assert messages.in_language("", "zh") == ""


def test_every_part_of_a_reason_has_its_chinese():
    said = [news_value.reason({name: 1.0}) for name in WHY]
    assert len(said) > 100
    assert [each for each in said if re.search("[A-Za-z]{2,}", messages.in_language(str(each), "zh"))] == []


@pytest.mark.parametrize(
    "change",
    [
        Change(Verb.SAY, "1.1", text="很" * (LONGEST_SENTENCE + 1)),
        Change(Verb.SAY, "1.1", text="很。" * LONGEST_TEXT),
        Change(Verb.SAY, "0.1", text="很。"),
        Change(Verb.SAY, "briefs.9", text="很。"),
        Change(Verb.DROP, "99"),
        Change(Verb.UNPIN, "1"),
    ],
)
def test_what_a_draft_refuses_is_said_in_chinese(change):
    """The pattern meets the sentence that the draft really says."""
    with pytest.raises(UsageError) as error:
        changed(draft_samples.draft(), change, draft_samples.material())
    assert re.findall("[A-Za-z]+", messages.in_language(str(error.value), "zh")) == []


def test_a_sound_that_is_sent_in_as_copy_is_refused_in_chinese():
    kind = file_kinds.SOUND
    said = messages.in_language(f"采访.mp3: this is {kind.one}, which is not read: {kind.advice}.", "zh")
    assert said == "采访.mp3：这是声音或视频，读不了：请把说的话写进 .txt 或 .md 文件。"


@pytest.mark.parametrize(("language", "page"), [("zh", "editor-day.zh-CN.md"), ("en", "editor-day.md")])
def test_the_editors_day_tells_of_each_state_that_the_desk_names(language, page):
    table = (ROOT / "docs" / page).read_text("utf-8").split("|---|---|---|\n")[1].split("\n\n")[0]
    named = {word for row in table.splitlines() for word in re.split("、|, ", row.split("|")[1].strip())}
    words = desk_language.texts(language)
    assert named == {words[f"state_{each}"] for each in (*ShowState, "publishing") if each != ShowState.NONE}
