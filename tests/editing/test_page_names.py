"""A page's name, read from the line at its head; what else has a number and a word is none."""

from service.editing import page_names
from service.model import Article, Edit
from tests.support.tables import every_row


@every_row(
    ("line", "name"),
    [
        ("云州日报　2026年3月21日　星期六　A01　要闻", "A01 要闻"),
        ("02 综合 2026年3月21日 星期六 云州日报", "02 综合"),
        ("2026年3月21日　星期六　产业　03", "03 产业"),
        ("2026年3月21日　星期六　观点　07　本版文章仅代表作者个人看法", "07 观点"),
        ("04　公司·金融　2026年3月21日　星期六", "04 公司·金融"),
        ("第3版：民生", "第3版 民生"),
        ("A05 副刊", "A05 副刊"),
        ("第02版民生｜2026年3月21日", "第02版 民生"),
        # none of these is a page's name
        ("12 路公交 明起延长", ""),
        ("A04版 光明街恢复供水", ""),  # a pointer to a headline
        ("今日导读　谁能用 A04版｜恢复供水 A04版｜暖心 A06版", ""),
        ("云州日报　2026年3月21日　星期六　今日8版　第6127期", ""),
        ("责任编辑：白秋　版式：沈蛮　校对：林满", ""),
        ("新闻热线 6388 1119", ""),
        ("2026年3月21日 星期六 03", ""),
        ("", ""),
        ("云州新增三条公交线路，" * 12 + "A01 要闻", ""),
    ],
)
def test_the_name_of_a_page_is_what_its_head_says(line, name):
    assert page_names.page_name(line) == name


def article(source, *dropped, title="题"):
    edits = tuple(Edit("dropped", "line 1", "it names the page", line) for line in dropped)
    return Article(source, title, ("文。",), edits=(*edits, Edit("joined", "line 2", "", "2026年3月21日 B09 民生")))


def test_all_articles_of_a_page_have_the_name_that_its_first_one_has_above_it():
    found = page_names.of_sources(
        [
            article("pages/one.txt", "云州日报 2026年3月21日 A01 要闻"),
            article("pages/one.txt", title="乙"),
            article("pages/two.txt", "2026年3月21日 A02 民生", "2026年3月21日 A03 文体"),  # which of them?
            article("pages/2026-03-21-B05.txt"),
            article("pages/2026-03-21.txt"),
            article("https://news.example.org/A07"),
        ]
    )
    assert found == {
        "pages/one.txt": "A01 要闻",
        "pages/two.txt": "",
        "pages/2026-03-21-B05.txt": "B05版",
        "pages/2026-03-21.txt": "",
        "https://news.example.org/A07": "",
    }


def test_the_users_own_name_goes_by_the_first_key_that_occurs():
    names = {"A01": "头版", "news.example.org": "云州日报", "seeds": "来稿"}
    assert page_names.named_by(names, "seeds/2026-03-21-A01.txt") == "头版"
    assert page_names.named_by(names, "https://news.example.org/1") == "云州日报"
    assert page_names.named_by(names, "other/a.txt") == ""
