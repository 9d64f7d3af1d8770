import pytest

from service.model import UNREADABLE, Page
from service.sources.newspaper import read
from service.sources.newspaper.ocr_output import undone
from tests.support.tables import every_row

LEAD = "本报讯（记者 何青）3月20日，青禾镇第十所乡村书屋在柳湾村开门迎客，村民凭身份证就能借阅图书。"
MORE = "书屋管理员吴梅说，周末还有志愿者给孩子们讲故事，开放首日就有一百六十多人前来看书。"


@every_row(
    ("row", "wanted"),
    [
        ("正文。<|end▁of▁sentence|>", "正文。"),
        ("正文。<｜end▁of▁sentence｜>", "正文。"),
        ("\\# 书屋开门", "# 书屋开门"),
        ("# 📰 书屋开门", "# 书屋开门"),
        ("👉 书屋管理员吴梅说", "书屋管理员吴梅说"),
        ("\\*\\*本报讯\\*\\* 正文。", "**本报讯** 正文。"),
        ("正文。\\", "正文。"),
        ("*书屋管理员吴梅*说", "书屋管理员吴梅说"),
        ("星期六 *第* A02 版", "星期六 第 A02 版"),
        ("- [x] 书屋开门", "书屋开门"),
        ("\\* 书屋开门", "书屋开门"),
        ("公交公司测算，*12路*全程四十分钟", "公交公司测算，12路全程四十分钟"),
        ("罚款[无法辨认]万元，（字迹不清，约三字）", f"罚款{UNREADABLE}万元，{UNREADABLE}"),
        ("[此处文字模糊不清]", ""),
        ("待到晚上十点。（后文略）", f"待到晚上十点。{UNREADABLE}"),
        ("[内容过长，已截断]", ""),
        ("每张补贴三千元。 :unselected:", "每张补贴三千元。"),
        ("本 报 讯 （ 记 者 何 青 ） 3 月 2 0 日 ， 书 屋 开 门 。", "本报讯（记者何青）3月2 0日，书屋开门。"),
        ("# 青 禾 镇 书 屋 开 门 迎 客  村 民 忙", "# 青禾镇书屋开门迎客  村民忙"),
        ("藏书4200册[1]，夜里也开门。[2][3]", "藏书4200册，夜里也开门。"),
        ("# **书屋**<br>*开门*", "# 书屋开门"),
        ("价格上涨。<table><tr><td>0.8</td></tr></table>县商务局说。", "价格上涨。 县商务局说。"),
        ("![](data:image/png;base64,iVBORw0KGgo=)正文。", "正文。"),
    ],
)
def test_marks_inside_a_line_are_undone(row, wanted):
    found = undone(row)
    assert found.text == wanted
    assert [number for number, _ in found.edits] == [1]


@every_row(
    "row",
    [
        "12*3*万吨",
        "单价，*3元，合计*9元",
        "附件（略）",
        "何 青 林 舟 孙 萍 当选",
        "春灌水到田头 农民喜在心头 今年收成有望 仓里备好口袋",
        "（无法辨认的古碑）",
        "A*算法和B*算法",
        "长5*宽3*高2米",
        "**加粗**",
        "<table><tr><td>0.8</td></tr></table>",
        "3月20日，书屋开门<br>迎客。",
        "一\n二\n三\n四\n五",
        "桥\n路",
        "# 1. 采光\n# 老街旧楼",
        "# 1. 采光\n# 3. 费用",
        "# 1. 采光",
        "见附表[1](a.html)",
        "数组a[1]的值",
    ],
)
def test_what_no_tool_has_marked_stays(row):
    page = f"书屋开门\n{row}\n到此为止。"
    assert undone(page).text is page


def test_a_headline_one_character_a_line_is_joined():
    for mark in ("", "# "):
        page = "\n".join(mark + char for char in "云溪县新建三座桥") + f"\n\n{LEAD}"
        assert undone(page).text.split("\n")[0] == "# 云溪县新建三座桥"
        (article,) = read(Page("p.md", page))
        assert article.title == "云溪县新建三座桥"


@pytest.mark.parametrize(("below", "mark"), [("# 书屋开门", ""), (LEAD, "# ")])
def test_upright_characters_above_a_heading_are_its_kicker(below, mark):
    assert undone(f"春\n灌\n时\n节\n\n{below}\n").text.split("\n")[0] == f"{mark}春灌时节"


def test_the_parts_that_a_model_names_lose_their_names_where_the_text_is_named_too():
    answer = f"**标题：** 书屋开门\n\n**正文：**\n\n{LEAD}\n"
    assert undone(answer).text.split() == ["#", "书屋开门", *LEAD.split()]
    for other in (f"标题：书屋开门\n\n{LEAD}\n", f"正文：书屋开门\n\n{LEAD}\n"):
        assert undone(other).text == other


def test_what_a_model_names_a_deck_or_a_kicker_is_marked_as_one():
    answer = f"引题：全县第十所\n\n**标题：书屋开门**\n\n**副标题：夜里也开灯**\n\n正文：\n{LEAD}\n"
    assert undone(answer).text.split("\n")[:5] == ["### 全县第十所", "", "# 书屋开门", "", "### 夜里也开灯"]
    plain = f"# 书屋开门\n\n副标题：夜里也开灯\n\n{LEAD}\n"
    assert undone(plain).text == plain


def test_the_circled_marks_of_notes_go_with_the_notes():
    page = "每块耕地配上“田长”①，每月巡田两次。\n\n如图①所示，占地四十三处②。\n\n① 由组长兼任。"
    wanted = "每块耕地配上“田长”，每月巡田两次。\n\n如图①所示，占地四十三处②。\n\n"
    assert undone(page).text == wanted


def test_headings_lose_the_numbers_that_a_model_gave_them():
    page = f"### 1. 书屋开门\n\n{LEAD}\n\n### 2、 桥通了\n\n{MORE}"
    assert undone(page).text == page.replace("1. ", "").replace("2、 ", "")


def test_bold_headings_lose_such_numbers_and_chinese_ones_only_where_a_model_speaks():
    bold = f"**1. 书屋开门**\n\n{LEAD}\n\n**2. 桥通了**\n\n{MORE}"
    assert undone(bold).text == bold.replace("1. ", "").replace("2. ", "")
    parts = f"## 一、书屋开门\n\n{LEAD}\n\n## 二、桥通了\n\n{MORE}"
    assert undone(parts).text == parts
    spoken = undone(f"以下是图片中的文字内容：\n\n{parts}").text
    assert spoken == "\n\n" + parts.replace("一、", "").replace("二、", "")
    some = f"**1. 书屋开门**\n\n{LEAD}\n\n**桥通了**\n\n{MORE}"
    assert undone(some).text == some


def test_lines_keep_their_numbers_and_edits_say_what_was_done():
    page = f"以下是图片中的文字内容：\n\n```markdown\n# 书屋开门迎客\n\n{LEAD}\n\n{MORE}\n```"
    (article,) = read(Page("p.md", page))
    assert article.title == "书屋开门迎客"
    assert [(e.where, e.why) for e in article.edits if e.what == "dropped"] == [
        ("line 1", "a model's own words"),
        ("line 3", "a fence"),
        ("line 9", "a fence"),
    ]


def test_an_untouched_page_is_the_same_text():
    page = f"# 书屋开门迎客\n\n{LEAD}\n\n{MORE}\n"
    assert undone(page).text is page
    assert undone(page).edits == ()


def test_an_upright_headline_and_its_byline_on_two_lines_are_put_together():
    found = undone("守\n\n堤\n\n人\n\n本报记者\n\n何青\n\n汛期未到，巡查已经开始。\n").text.split("\n")
    assert [row for row in found if row] == ["# 守堤人", "本报记者 何青", "汛期未到，巡查已经开始。"]
    plain = "# 守堤人\n\n记者\n\n今天在堤上守着的人不止一个。\n"
    assert undone(plain).text == plain
