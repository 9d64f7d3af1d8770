"""Datelines and credits in a paper's own form."""

from service.sources.newspaper.unbracketed_credits import closing, opening, people, speaker, standing
from tests.support.tables import every_row


@every_row(
    ("text", "authors", "rest"),
    [
        ("晚报讯（记者 方远 见习记者 卢明）大桥从今天起夜间检修。", ("方远", "卢明"), "大桥从今天起夜间检修。"),
        ("经济报讯（记者 方远）大桥从今天起夜间检修。", ("方远",), "大桥从今天起夜间检修。"),
        ("（本报记者 方远）大桥从今天起夜间检修。", ("方远",), "大桥从今天起夜间检修。"),
        ("晨报讯　大桥从今天起夜间检修。", (), "大桥从今天起夜间检修。"),
    ],
)
def test_an_opening(text, authors, rest):
    found = opening(text)
    assert found is not None
    assert (found.authors, found.rest) == (authors, rest)


@every_row(
    "text", ["通讯（一）大桥检修的故事很长。", "他发短讯 说大桥从今天起检修。", "大桥今天检修。", "晚报讯（记者 方远）"]
)
def test_no_opening(text):
    assert opening(text) is None


@every_row(
    ("text", "authors"),
    [
        ("大桥检修，确保安全。  本报记者  潘小峰", ("潘小峰",)),
        ("大桥检修，确保安全。（本报记者 方远 卢明）", ("方远", "卢明")),
        ("他说：“大桥修好了。”　见习记者 方远", ("方远",)),
        ("大桥检修，确保安全。　文　方远　图　卢明", ("方远", "卢明")),
        ("大桥检修，确保安全。 娄 明", ("娄明",)),
        ("大桥检修，确保安全。　　方远　卢明", ("方远", "卢明")),
    ],
)
def test_a_closing(text, authors):
    found = closing(text)
    assert found is not None
    assert found.authors == authors
    assert found.rest[-1] in "。”"


@every_row(
    "text",
    [
        "大桥检修，他见到了本报记者 方远",
        "大桥检修。",
        "大桥检修。他问记者 为什么。",
        "大桥检修。图 文 并茂",
        "大桥检修。 谢谢",
        "大桥检修。 明天通车",
    ],
)
def test_no_closing(text):
    assert closing(text) is None


@every_row(
    ("text", "wanted"),
    [
        ("云亭区读者　方远", ("方远",)),
        ("河北邯郸市  方远", ("方远",)),
        ("本报记者 方远 文 卢明 图", ("方远",)),
        ("（本报记者 方远整理）", ("方远",)),
        ("执笔：方远", ("方远",)),
        ("各公司增速对比（单位：%）　数据来源：公司公告　制图：费小满", ()),
        ("作者：方远、卢明", ("方远", "卢明")),
        ("数据采集：三家市场　　本报记者  方远", ("方远",)),
        ("（青禾社青岚5月1日电  记者方远、卢明  本报记者娄小可参与采写）", ("方远", "卢明")),
        ("核心阅读", ()),
    ],
)
def test_names_of_those_who_wrote(text, wanted):
    assert people(text) == wanted


def test_a_credit_in_brackets_fills_its_line():
    found = standing("（本报记者 方远 整理）")
    assert found is not None
    assert found.authors == ("方远",)
    assert standing("（本报记者 方远 摄）") is None
    assert standing("（大桥检修）") is None


def test_long_lines_are_searched_at_their_ends_only():
    text = "大桥检修。" * 200_000
    assert opening(text) is None
    assert closing(text + "本报记者 方远") is not None


@every_row(
    ("text", "authors"),
    [
        ("文  方  絮  图  陶冶之", ("方絮", "陶冶之")),
        ("图　陶冶之　文　方絮", ("方絮", "陶冶之")),
        ("云台县　退休邮递员　费长庚", ("费长庚",)),
        ("白渡县柳埠镇　郝月英口述　孙女代笔", ("郝月英",)),
        ("东漕区市民 谭谨言", ("谭谨言",)),
        ("热线值班记者 曲未央 接听整理", ("曲未央",)),
        ("河北邯郸市  聂广田", ("聂广田",)),
        ("枣林乡毕庄村民　毕小谷", ("毕小谷",)),
        ("读者 毕小谷", ("毕小谷",)),
    ],
)
def test_a_line_that_is_a_credit_alone(text, authors):
    found = standing(text)
    assert found is not None
    assert (found.authors, found.rest) == (authors, "")


@every_row(
    "text",
    [
        "云溪县 新建三座桥",
        "清河市 老旧小区 安居梦",
        "文明城市 图书馆",
        "市民 谭谨言说桥好",
        "文化 旅游",
        "读者 书架",
        "记者 三天采访，一路同行",
    ],
)
def test_a_line_that_is_no_credit(text):
    assert standing(text) is None


def test_a_name_with_what_its_bearer_is_gives_the_name():
    assert people("方远（留学生）") == ("方远",)
    assert people("□ 方远（作家）") == ("方远",)


@every_row(
    ("line", "name"),
    [
        ("何绍文委员", "何绍文"),
        ("测量员　邢露", "邢露"),
        ("焊工班长　庞大海", "庞大海"),
        ("（市二院骨伤科副主任医师　骆小川）", "骆小川"),
        ("通讯员 方远", ""),
        ("本报评论员 方远", ""),
        ("本报记者 方远", ""),
        ("桥头的那盏灯", ""),
        ("大桥验收委员", ""),
    ],
)
def test_who_speaks_by_his_post(line, name):
    assert speaker(line) == name


def test_a_post_is_no_name():
    assert people("测量员　邢露") == ("邢露",)
    assert people("何绍文委员") == ("何绍文",)
