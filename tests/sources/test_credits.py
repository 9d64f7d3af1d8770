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


def test_the_authors_that_the_source_names_stay():
    article = Article("a", "图书室开放", ("本报记者 马原", *BODY), authors=("李立",))
    assert credited(article).authors == ("李立",)
