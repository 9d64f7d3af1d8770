from service.sources.newspaper.line_classes import LineClass, blocks, finished
from service.sources.newspaper.page_lines import lines
from tests.support.tables import every_row


def role(text: str) -> LineClass:
    (block,) = blocks(lines(text))
    return block.role


@every_row(
    ("text", "wanted"),
    [
        ("# 大桥夜间检修三周", LineClass.HEADING),
        ("大桥夜间检修三周", LineClass.SHORT),
        ("【在希望的田野上】", LineClass.LABEL),
        ("# 【在希望的田野上】", LineClass.LABEL),
        ("大桥从今天起夜间检修。", LineClass.TEXT),
        ("大桥从今天起，夜间检修", LineClass.TEXT),
        ("□记者 方远 报道", LineClass.BYLINE),
        ("# □ 方远", LineClass.BYLINE),
        ("（方远）", LineClass.CREDIT),
        ("▲工人在检修。（方远 摄）", LineClass.CAPTION),
        ("图为施工现场。 方远 摄", LineClass.CAPTION),
        ("3月20日，居民在湖边散步。 本报记者 方远 摄", LineClass.CAPTION),
        ("本报记者 方远 摄", LineClass.CAPTION),
        ("□图片由受访单位提供", LineClass.CAPTION),
        ("本报记者 方远 摄影报道", LineClass.BYLINE),
        ("扫码查看视频", LineClass.FURNITURE),
        ("责任编辑：方远 校对：卢明", LineClass.FURNITURE),
        ("A04 要闻 2026年5月16日 星期六", LineClass.FURNITURE),
        ("第三版", LineClass.FURNITURE),
        ("读者热线：0999-1234567", LineClass.FURNITURE),
        ("（下转第三版）", LineClass.FURNITURE),
        ("转让旺铺，电话13900000000", LineClass.FURNITURE),
        ("方某遗失身份证，声明作废。", LineClass.FURNITURE),
        ("编者按：新春之际，本报推出系列报道。", LineClass.NOTE),
        ("为记录变化，《青岚日报》特开设《春天里》专栏，邀请各界畅谈。", LineClass.NOTE),
    ],
)
def test_a_line_says_what_it_is(text, wanted):
    assert role(text) is wanted


@every_row(
    "text",
    [
        "市民可以拨打12345热线咨询绕行路线。",
        "他用手机扫码付了款，摊主说现在谁还带零钱。",
        "图书馆从今天起延长开放到夜里十二点。",
        "县里开设了老年大学，推出三十门课程。",
        "公司的电话响个不停，订单排到了九月。",
    ],
)
def test_sentences_that_only_name_such_things_are_text(text):
    assert role(text) is LineClass.TEXT


@every_row(
    "text",
    [
        "扫码支付惠及千万商户",
        "乡村有了二维码门牌",
        "12345热线：一个电话解民忧",
        "统筹 城乡发展",
        "2026年5月16日大桥通车",
    ],
)
def test_headlines_that_only_name_such_things_are_headlines(text):
    assert role(text) is LineClass.SHORT
    assert role(f"# {text}") is LineClass.HEADING


@every_row(
    "text",
    ["好了。", "“好了。”", "好了！", "要点包括：", "（好了。）", "好了……", "一是好；", "好吗？——读者 柯向明 3月2日"],
)
def test_ends_of_sentences(text):
    assert finished(text)


@every_row("text", ["好了", "好，", "他说“好”", "今天（5月8日）", "3.5", "好吗？他3月2日", "好——读者柯向明"])
def test_open_ends(text):
    assert not finished(text)


def test_marked_short_lines_are_headlines_under_brief_news_only():
    page = "{}\n\n▌大桥检修\n\n大桥今起检修。\n\n▌食堂开张\n\n食堂今天开张。\n"
    assert [b.role for b in blocks(lines(page.format("# 简讯")))][1::2] == [LineClass.HEADING, LineClass.HEADING]
    assert [b.role for b in blocks(lines(page.format("# 山乡绘新图")))][1::2] == [LineClass.SHORT, LineClass.SHORT]
