"""Names: whose they are, and that they stand beside what the source says of them."""

from service.editing.facts import name_claims, source_alignment
from tests.support.tables import every_row

SOURCE = """柳溪镇冷链中心投入使用。
镇党委书记周建国介绍，项目每年可处理果蔬一万吨。
村民刘芳说：“以前苹果卖不出去，现在一斤能多卖五毛钱。”
县统计局工作人员来到现场，记录果蔬价格。
设备由ABC公司提供，在云岭县安装。"""


def read(text=SOURCE):
    return source_alignment.read(text)


def faults(text, source=SOURCE):
    passage = read(source)
    said = source_alignment.sentence(source_alignment.plain(text))
    return [(fault.claim, fault.reason) for fault in name_claims.faults(said, passage.origins(said.grams), passage)]


@every_row(
    ("source", "name", "kind"),
    [
        ("镇党委书记周建国介绍，项目已经完工。", "周建国", "person"),
        ("村民刘芳说，苹果卖出去了。", "刘芳", "person"),
        ("记者看到，双桥镇的果园连成一片。", "双桥镇", "place"),
        ("县统计局记录价格。", "统计局", "organization"),
        ("村民刘芳说，邻居的苹果也卖了。刘芳和赵彬，一起来到现场。", "赵彬", "person"),
    ],
)
def test_the_names_that_a_source_is_seen_to_have(source, name, kind):
    assert name_claims.names_of(read(source)).get(name) == kind


@every_row(
    "source",
    [
        "白天每度电五毛钱，晚上便宜。",
        "镇党委书记周在会上说明情况。",
        "高度重视，方法得当。",
        "任务说明，项目已经完工。",
        "温和的天气说来就来。",
        "树少了，钱没少。",
    ],
)
def test_words_that_begin_like_surnames_are_no_persons(source):
    assert "person" not in name_claims.names_of(read(source)).values()


@every_row(
    "text",
    [
        "周建国介绍，项目每年可处理果蔬一万吨。",
        "刘芳说，现在苹果一斤能多卖五毛钱。",
        "县统计局记录果蔬价格。",
        "设备由abc公司提供，安装在云岭县，重5kg。",
    ],
)
def test_a_name_of_the_source_where_it_belongs_passes(text):
    assert faults(text) == []


@every_row(
    ("text", "claim", "reason"),
    [
        ("镇党委书记周建军介绍，项目每年可处理果蔬一万吨。", "周建军", "not in the source"),
        ("村民孙芳说，现在苹果一斤能多卖五毛钱。", "孙芳", "not in the source"),
        ("双河镇冷链中心投入使用。", "双河镇", "not in the source"),
        ("市统计局工作人员记录果蔬价格。", "市统计局", "not in the source"),
        ("设备由XYZ公司提供。", "XYZ", "not in the source"),
        ("刘芳介绍，项目每年可处理果蔬一万吨。", "刘芳", "the source has 周建国 there"),
        ("周建国说，现在苹果一斤能多卖五毛钱。", "周建国", "the source has 刘芳 there"),
    ],
)
def test_a_strange_or_misplaced_name_is_named(text, claim, reason):
    assert (claim, reason) in faults(text)


def test_two_who_changed_places_in_one_sentence():
    source = "周建国负责果园栽种苹果，刘芳负责大棚采摘葡萄。周建国介绍，项目已经完工。村民刘芳说，收成不错。"
    assert faults("刘芳负责大棚采摘葡萄，周建国负责果园栽种苹果。", source) == []
    swapped = faults("刘芳负责果园栽种苹果，周建国负责大棚采摘葡萄。", source)
    assert ("周建国", "the source has 刘芳 there") in swapped


def test_another_rank_is_no_fault_where_the_source_names_no_rank():
    assert faults("市统计局记录果蔬价格。", "统计局工作人员来到现场，记录果蔬价格。") == []


MINISTRIES = "水利部15日启动应急响应，派出4个工作组。应急管理部15日晚视频连线5省，要求景区在雨前一律关停。"


def test_one_ministry_is_not_another():
    assert faults("应急管理部15日晚视频连线5省。", MINISTRIES) == []
    [(claim, reason)] = faults("水利部15日晚视频连线5省，要求景区一律关停。", MINISTRIES)
    assert (claim, reason.split(" there")[0]) == ("水利部", "the source has 管理部")


@every_row(
    "text",
    ["云岭县医院建成。", "直飞柳溪岛。", "押金存进银行。", "他这辈子学会的手艺，是打锁。"],
)
def test_names_cut_short_and_verbs_that_end_like_names_pass(text):
    source = "云岭县人民医院建成。往柳溪岛的航班复航。押金存入银行账户。他学会了打锁的手艺。"
    assert faults(text, source) == []


def test_a_reporter_is_nobody_s_rival_and_an_office_no_name():
    source = "本报讯（记者游砺）昨天，氢基竖炉工程点火成功。董事长褚卫东按下按钮。粮食司司长纪伯渠说，仓容够用。"
    assert faults("董事长褚卫东昨天按下按钮，氢基竖炉工程点火成功。", source) == []
    assert faults("纪司长说，仓容够用。", source) == []


def test_this_company_is_no_name():
    source = "临漪市民张某在某二手车公司看中一辆轿车。公司上诉，二审维持原判。"
    assert faults("这家公司提起上诉，二审维持原判。", source) == []
