"""Who wrote a web article is known, and is not told."""

from service.model import Article
from service.sources.credits import credited
from tests.support.tables import every_row

BODY = ("白石镇图书室3月22日开放，首批上架六千册。", "管理员孙萍说，开放到晚上九点。", "居民老韩说，走五分钟就到。")


@every_row(
    ("paragraphs", "authors"),
    [
        (("本报记者 马原 通讯员 何青青", *BODY), ("马原", "何青青")),
        (("本报讯（记者 马原）" + BODY[0], *BODY[1:]), ("马原",)),
        (("新华社柳溪3月22日电（记者马原）" + BODY[0], *BODY[1:]), ("马原",)),
        (("云溪县融媒体中心讯（记者 马原 通讯员 何青青）" + BODY[0], *BODY[1:]), ("马原", "何青青")),
        ((*BODY, "（记者 马原）"), ("马原",)),
        ((*BODY[:2], BODY[2] + "  本报记者  马原"), ("马原",)),
        ((*BODY[:2], BODY[2] + "（马原）"), ("马原",)),
    ],
)
def test_credits_are_authors_and_no_text(paragraphs, authors):
    found = credited(Article("a", "图书室开放", paragraphs))
    assert (found.authors, found.paragraphs) == (authors, BODY)
    assert len(found.edits) == 1


@every_row(
    "paragraphs",
    [
        BODY,
        ("记者从镇政府获悉，图书室开放到九点。", *BODY),
        ("“本报记者”四个字写在展板上。", *BODY),
        ("（记者 马原）",),
    ],
)
def test_what_is_no_credit_stays(paragraphs):
    article = Article("a", "图书室开放", paragraphs)
    assert credited(article) == article


@every_row(
    ("opening", "closing", "authors"),
    [
        ("【青禾日報訊】記者馬馨儀報道：", "", ("馬馨儀",)),
        ("〔記者馬原／青禾報導〕", "", ("馬原",)),
        ("", "（記者馬馨儀）", ("馬馨儀",)),
    ],
)
def test_credits_in_traditional_characters_are_read_and_given_back_as_printed(opening, closing, authors):
    body = ("青禾縣圖書館昨日開放，首批書籍六千冊。", "館長韓慶豐說，將開放到晚上九點。")
    found = credited(Article("a", "“圖書館”開放", (opening + body[0], body[1] + closing)))
    assert (found.title, found.paragraphs, found.authors) == ("“圖書館”開放", body, authors)
    assert [edit.before for edit in found.edits] == [opening or closing]


def test_the_authors_that_the_source_names_stay():
    article = Article("a", "图书室开放", ("本报记者 马原", *BODY), authors=("李立",))
    assert credited(article).authors == ("李立",)
