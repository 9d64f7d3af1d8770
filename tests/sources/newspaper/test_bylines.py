import pytest

from service.language.surnames import is_person_name
from service.sources.newspaper.byline_names import names
from service.sources.newspaper.bylines import byline, dateline, names_alone, signature
from tests.support.tables import every_row


@every_row(
    ("text", "rest"),
    [
        ("（本报综合）省农业农村厅昨日公布秋收进度。", "省农业农村厅昨日公布秋收进度。"),
        ("（据新华社消息）北岸大桥昨日合龙。", "北岸大桥昨日合龙。"),
        ("（综合报道）三省昨日联合开闸。", "三省昨日联合开闸。"),
        ("（综合青岚网、望山新闻消息）三省昨日联合开闸。", "三省昨日联合开闸。"),
    ],
)
def test_where_news_are_gathered_from_is_no_part_of_them(text, rest):
    found = dateline(text)
    assert found is not None
    assert found.rest == rest


@every_row("text", ["（综合楼）三层昨日启用。", "（据说）他来过。", "（一）全县停课一天。", "（本报综合）"])
def test_brackets_ahead_of_a_text_that_are_no_credit_stay(text):
    assert dateline(text) is None


@every_row(
    ("text", "authors"),
    [
        ("□记者 高远 通讯员 马红 报道", ("高远", "马红")),
        ("□ 孙飞", ("孙飞",)),
        ("■本报记者 李 杨 王小明", ("李杨", "王小明")),
        ("□本报记者 胡磊 孙亚 本报通讯员 赫鹏 丁昆", ("胡磊", "孙亚", "赫鹏", "丁昆")),
        ("本报记者 欧阳静怡", ("欧阳静怡",)),
        ("本报记者  和春山", ("和春山",)),
        ("晚报记者 方远", ("方远",)),
        ("青岚记者 方远 卢明", ("方远", "卢明")),
        ("望山县融媒体中心记者 方远", ("方远",)),
        ("文/图 晚报记者 方远 卢明", ("方远", "卢明")),
        ("文/图 本报全媒体记者 方远", ("方远",)),
        ("青岚日报·望山新闻记者 方远、卢明", ("方远", "卢明")),
        ("记者 方远 报道", ("方远",)),
        ("见习记者 方远 实习生 卢明", ("方远", "卢明")),
        ("本报学生记者 方远 小记者 卢明", ("方远", "卢明")),
        ("作者：方远", ("方远",)),
        ("方远/文", ("方远",)),
        ("方远/文　卢明/图", ("方远", "卢明")),
        ("方远 秦小川/文 卢明/摄", ("方远", "秦小川", "卢明")),
        ("方远/文 发自北岸", ("方远",)),
        ("□ 方远　卢明　文／图", ("方远", "卢明")),
        ("□方远/文 卢明/摄", ("方远", "卢明")),
        ("采访/撰文 方远", ("方远",)),
        ("记者 方远 实习生 卢明 文/片", ("方远", "卢明")),
        ("本报记者方小远 通讯员卢明", ("方小远", "卢明")),
        ("□记者 阿依古丽·买买提 报道", ("阿依古丽·买买提",)),
    ],
)
def test_a_byline_gives_bare_names(text, authors):
    found = byline(text)
    assert found is not None
    assert (found.authors, found.rest, found.taken) == (authors, "", text)


@pytest.mark.parametrize(
    "text",
    [
        "□图片由受访单位提供",
        "记者从市教育局获悉",
        "本报今日十二版",
        "记者在现场看到，水位下降。",
        "□ 扫码关注",
        "评论员文章",
        "他是一名记者 方远",
        "热线值班记者 方远 接听",
    ],
)
def test_other_lines_are_no_bylines(text):
    assert byline(text) is None


@every_row(
    ("text", "rest"),
    [
        ("青岚网望山3月21日消息（记者方远）大桥开始检修。", "大桥开始检修。"),
        ("【青岚日报讯】记者方远报道：大桥开始检修。", "大桥开始检修。"),
        ("【望山专讯】大桥开始检修。", "大桥开始检修。"),
    ],
)
def test_a_dateline_of_any_house_leaves_the_text(text, rest):
    found = dateline(text)
    assert found is not None
    assert (found.authors, found.rest) == (("方远",) if "方远" in text else (), rest)


@every_row(
    "text", ["【快讯】大桥开始检修。", "他在3月21日消息（见图）传来时正在家。", "青岚网3月21日消息，大桥开始检修。"]
)
def test_a_label_or_a_word_in_the_text_is_no_dateline(text):
    assert dateline(text) is None


def test_a_byline_ahead_of_text_leaves_the_text():
    found = byline("□记者 方远 报道 近日，大桥开始检修。")
    assert found is not None
    assert (found.authors, found.rest) == (("方远",), "近日，大桥开始检修。")


@every_row(
    ("text", "authors", "rest"),
    [
        ("本报聊城讯 近日，检修开始。", (), "近日，检修开始。"),
        ("本报讯（记者 方远 通讯员 卢明）近日", ("方远", "卢明"), "近日"),
        ("本报北京5月11日电 （记者方远、卢明）近日", ("方远", "卢明"), "近日"),
        ("新华社北京5月11日电（记者方远）近日", ("方远",), "近日"),
        ("据新华社联合国5月10日电 近日", (), "近日"),
        ("中新网北京5月11日电 (记者 方远)近日", ("方远",), "近日"),
        ("青岚日报望山8月21日讯（记者 方远）近日", ("方远",), "近日"),
        ("（记者 方远）近日", ("方远",), "近日"),
    ],
)
def test_a_dateline_leaves_the_text(text, authors, rest):
    found = dateline(text)
    assert found is not None
    assert (found.authors, found.rest) == (authors, rest)


@pytest.mark.parametrize(
    "text", ["本报通讯员培训班开班。", "5月11日电力供应平稳。", "近日，本报讯息中心成立。", "截至5月8日电视台统计"]
)
def test_other_beginnings_are_no_datelines(text):
    assert dateline(text) is None


@every_row(
    ("text", "authors", "rest"),
    [
        ("（方远）", ("方远",), ""),
        ("大桥修好了。（方远 卢明）", ("方远", "卢明"), "大桥修好了。"),
        ("（作者系青岚市政府副市长、望山区委书记 孙荣军）", ("孙荣军",), ""),
        ("（本报记者 方远）", ("方远",), ""),
        ("（总台央广记者 方远 卢明）", ("方远", "卢明"), ""),
        ("（据新华社电）", (), ""),
        ("大桥修好了。（上接第一版）", (), "大桥修好了。"),
        ("大桥修好了。（长　安）", ("长安",), "大桥修好了。"),
        ("大桥修好了。（方远/文 卢明/图）", ("方远", "卢明"), "大桥修好了。"),
        ("大桥修好了。（作者单位：培训中心 亓官玉）", ("亓官玉",), "大桥修好了。"),
        ("大桥修好了。（作者单位：江北市 高新区）", (), "大桥修好了。"),
    ],
)
def test_a_credit_ends_a_text(text, authors, rest):
    found = signature(text)
    assert found is not None
    assert (found.authors, found.rest) == (authors, rest)


@pytest.mark.parametrize(
    "text", ["大桥（暂名）", "增长了三成。（同比）", "他说好（笑）。", "（一）", "（在场记者 介绍）"]
)
def test_other_parentheses_are_no_credits(text):
    assert signature(text) is None


def test_names_alone_are_people_only():
    assert names_alone("方远 卢明") == ("方远", "卢明")
    assert names_alone("春风又绿江南岸") == ()


def test_names_set_wide_or_without_blanks_are_told_apart():
    assert names("张　三 李四") == ("张三", "李四")
    assert names("方小远卢明") == ("方小远", "卢明")
    assert is_person_name("欧阳静")
    assert not is_person_name("的士")


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("口记者 方远 报道", ("方远",)),
        ("□ 记 者 方 远 通讯员 卢 明 报道", ("方远", "卢明")),
        ("文丨方远", ("方远",)),
        ("本报记者 方远 文/图", ("方远",)),
        ("大河报·豫视频记者 方远", ("方远",)),
        ("□ 本报评论员", ("本报评论员",)),
    ],
)
def test_bylines_as_other_papers_set_them(text, authors):
    found = byline(text)
    assert found is not None
    assert found.authors == authors


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("本报讯 记者方远报道：今天", ("方远",)),
        ("人民网北京5月11日电 （方远）今天", ("方远",)),
        ("本报综合消息 今天", ()),
        ("（上接第一版）今天", ()),
    ],
)
def test_datelines_as_other_papers_set_them(text, authors):
    found = dateline(text)
    assert found is not None
    assert (found.authors, found.rest) == (authors, "今天")


def test_a_text_that_goes_on_elsewhere_loses_only_the_pointer():
    found = signature("全市加快建设（下转第三版）")
    assert found is not None
    assert (found.authors, found.rest) == ((), "全市加快建设")


def test_who_took_part_in_the_reporting_did_not_write():
    dated = dateline("本报云溪5月15日电（记者方远、卢明  本报记者钮可参与采写）大桥从今天起夜间检修。")
    assert dated is not None
    assert dated.authors == ("方远", "卢明")
    signed = signature("大桥检修。（本报记者方远、实习生白芷参与采写）")
    assert signed is not None
    assert (signed.authors, signed.rest) == ((), "大桥检修。")


def test_a_foreign_name_stands_alone_too():
    assert names_alone("爱德华多·基斯佩·萨利纳斯") == ("爱德华多·基斯佩·萨利纳斯",)


def test_an_expert_signs_with_the_office():
    signed = signature("先量血压。（云溪市疾控中心传染病防制所副所长、主任医师　纪明岐）")
    assert signed is not None
    assert signed.authors == ("纪明岐",)
    other = signature("先量血压。（请向医生　咨询一声再用药）")
    assert other is None or not other.authors


def test_a_readers_street_and_title_sign_no_article():
    assert signature("电梯里太吵。（石鼓巷　佘老师）") is None
    assert signature("电梯里太吵。（方远、卢明）").authors == ("方远", "卢明")


def test_a_byline_of_papers_in_taiwan_without_brackets():
    found = byline("记者林予安／云溪报导")
    assert found is not None
    assert (found.authors, found.rest) == (("林予安",), "")
    assert byline("记者林予安／云溪的早市开了") is None


@every_row(
    ("text", "authors"),
    [
        ("【记者 萧云 报道】城南的桥昨天通车。", ("萧云",)),
        ("【记者萧云报导】城南的桥昨天通车。", ("萧云",)),
        ("【本报记者 萧云、方远 综合报道】城南的桥昨天通车。", ("萧云", "方远")),
    ],
)
def test_a_bracket_ahead_of_the_text_names_its_reporters(text, authors):
    found = dateline(text)
    assert found is not None
    assert found.authors == authors
    assert found.rest == "城南的桥昨天通车。"


@every_row("text", ["【记者手记】城南的桥昨天通车。", "【记者观察报道组】城南的桥昨天通车。"])
def test_a_label_in_a_bracket_names_no_reporter(text):
    found = dateline(text)
    assert found is None or not found.authors
