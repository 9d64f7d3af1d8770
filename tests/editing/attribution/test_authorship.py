"""Opinion is told as its author's."""

from service.editing.attribution import authorship
from service.model import Article, Edit, Genre
from tests.support.tables import every_row

TEXT = ("治水要先治人。", "（作者为江州大学水利学院教授）")


@every_row(
    ("fields", "lead"),
    [
        ({"genre": Genre.COMMENT, "authors": ("方砚",), "section": "江澜快评"}, "江州大学水利学院教授方砚撰文说，"),
        ({"genre": Genre.ESSAY, "authors": ("方  砚",)}, "江州大学水利学院教授方砚撰文说，"),
        ({"genre": Genre.COMMENT, "authors": ("本报评论员",)}, "本报评论员撰文说，"),
        ({"genre": Genre.COMMENT, "section": "江澜快评"}, "本报快评说，"),
        ({"genre": Genre.COMMENT}, "这篇文章说，"),
        ({"genre": Genre.COMMENT, "section": "读者来信"}, "读者来信说，"),
        ({"genre": Genre.ESSAY, "section": "记者手记"}, "本报记者手记说，"),
        ({"genre": Genre.NEWS, "authors": ("方砚",)}, ""),
        ({"genre": Genre.NEWS, "authors": ("方砚",), "title": "笔谈：治水"}, "江州大学水利学院教授方砚撰文说，"),
        ({"genre": Genre.FEATURE, "title": "随笔：河边的灯"}, "这篇文章说，"),
        ({"genre": Genre.NEWS, "title": "评论员到访云州：治水"}, ""),
    ],
)
def test_what_stands_before_the_first_sentence(fields, lead):
    assert authorship.lead_in(Article("a", paragraphs=TEXT, **{"title": "治水", **fields})) == lead


@every_row(
    ("byline", "section", "lead"),
    [
        ("船厂街读者 方  砚", "读者来信", "船厂街读者方砚来信说，"),
        ("（整理 方砚）", "", ""),
        ("（本报记者 方砚 采访整理）", "专家观点", ""),
        ("方砚", "", "江州大学水利学院教授方砚撰文说，"),
    ],
)
def test_who_signed_a_letter_and_who_only_compiled(byline, section, lead):
    edits = (Edit("byline", "line 1", "", byline),)
    signed = Article("a", "治水", TEXT, genre=Genre.COMMENT, authors=("方砚",), section=section, edits=edits)
    assert authorship.lead_in(signed) == lead


def test_an_office_s_reply_is_not_the_letter_s():
    paragraphs = ("编辑同志：楼道的灯坏了。", "换一只灯泡才四块钱。", "信昨天转到区住建局。该局回复：月底前修好。")
    letter = Article("a", "留一盏灯", paragraphs, genre=Genre.COMMENT, section="读者来信")
    assert authorship.reply(letter) == paragraphs[2]
    assert authorship.reply(Article("a", "留一盏灯", paragraphs[1:], genre=Genre.NEWS)) == ""


@every_row(
    ("title", "dateline", "lead"),
    [
        ("院士回到母校", "本报讯", ""),
        ("短评：治水", "本报讯", "江州大学水利学院教授方砚撰文说，"),
        ("院士回到母校", "", "江州大学水利学院教授方砚撰文说，"),
    ],
)
def test_what_begins_as_a_report_is_no_essay(title, dateline, lead):
    edits = (Edit("dateline", "line 1", "", dateline),)
    article = Article("a", title, TEXT, genre=Genre.COMMENT, authors=("方砚",), edits=edits)
    assert authorship.lead_in(article) == lead


@every_row(
    ("opening", "lead"),
    [
        ("5月20日下午，总理柯大江在省城会见来访的总统。", ""),
        ("20日，县委书记柯大江主持召开座谈会。", ""),
        ("20年前，我在这里读书。", "这篇文章说，"),
        ("一声鸣笛，列车驶出。来看记者的调研。", ""),
        ("海外侨胞代表表示，家乡变了样。", ""),
    ],
)
def test_a_report_of_an_official_act_that_nobody_signs_is_no_essay(opening, lead):
    assert authorship.lead_in(Article("p", "柯大江会见总统", (opening,), genre=Genre.COMMENT)) == lead


@every_row(
    ("section", "lead"),
    [("一线调研", ""), ("江澜快评", "本报快评说，"), ("读者来信", "读者来信说，")],
)
def test_an_unsigned_report_below_a_column_of_reports_is_no_essay(section, lead):
    text = ("一声鸣笛，列车驶出。来看记者的调研。",)
    assert authorship.lead_in(Article("p", "驼队", text, genre=Genre.COMMENT, section=section)) == lead


@every_row(
    ("left_out", "lead"),
    [
        ("编辑：", "柳湾新村居民方砚来信说，"),
        ("都市报编辑：", "柳湾新村居民方砚来信说，"),
        ("编辑同志，您好！", "柳湾新村居民方砚来信说，"),
        ("编辑：周庆和", ""),
        ("本版编辑：周庆和", ""),
    ],
)
def test_a_letter_is_known_by_whom_it_addresses(left_out, lead):
    edits = (Edit("dropped", "line 1", "", left_out), Edit("byline", "line 2", "", "柳湾新村居民 方砚"))
    letter = Article("a", "站台挪了", ("站台挪了180米。",), genre=Genre.BRIEF, authors=("方砚",), edits=edits)
    assert authorship.lead_in(letter) == lead
