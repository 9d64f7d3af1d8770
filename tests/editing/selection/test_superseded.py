"""A search or a stop of which another article says that it has ended, and one of which none does."""

import datetime as dt

from service.editing.selection.superseded import by_another, without_superseded
from service.model import Article
from tests.support.tables import every_row

BESIDE = ("半年工作会议召开", "9月7日，临川市召开半年工作会议，部署下半年重点任务。")


def article(page, title, text):
    return Article(f"A0{page}.md", title, (text,), published=dt.date(2026, 9, 8), dated_by="name")


def superseded(earlier, later):
    first, last, _ = without_superseded([article(1, *earlier), article(3, *later), article(2, *BESIDE)])
    assert not last.superseded
    return first


@every_row(
    ("earlier", "later"),
    [
        (
            ("云顶索道停运", "因设备故障，云顶索道自9月7日14时起停运，恢复时间另行通知。"),
            ("故障排除", "9月7日22时，故障排除，云顶索道已恢复运行。"),
        ),
        (
            ("七旬老人失踪", "截至昨晚20时，走失老人余桂香仍未找到，石门乡干部正在搜寻。"),
            ("昨夜的枫树坳", "昨晚23时，石门乡干部在后山将走失老人余桂香找到，老人平安。"),
        ),
        (
            ("县里地震", "长湾大桥8时40分起临时封闭检测，列车限速，恢复情况见今日第二版。"),
            ("大桥放行", "长湾大桥逐个检查支座，数据无异，11时20分双向恢复通行。"),
        ),
        (
            ("航道封航", "海事局7日22时40分起对金沙航道实施双向封航，解除时间另行通告。"),
            ("大雾散去", "今晨5时，大雾散去，金沙航道已解除封航，47艘船依次进港。"),
        ),
        (
            ("登山者被困", "截至记者发稿，3名登山者仍被困鹰嘴崖，救援队正连夜上山。"),
            ("鹰嘴崖3人脱险", "今天凌晨2时，被困鹰嘴崖的3名登山者全部获救，送往县医院。"),
        ),
    ],
)
def test_what_goes_on_ends_by_another_article(earlier, later):
    found = superseded(earlier, later)
    assert found.superseded == ((earlier[1], later[0]),)


@every_row(
    ("earlier", "later"),
    [
        (
            ("渡口停航", "水位上涨，沙洲渡口自8日零时起停航。"),
            ("索道恢复", "故障排除，云顶索道已恢复运行。"),
        ),
        (
            ("水管爆裂", "9月7日4时，梅影路水管爆裂，1760户停水。"),
            ("供水恢复", "9月7日11时，梅影路1760户已恢复供水。"),
        ),
        (
            ("学校停课", "石门沟小学自9月7日起停课。"),
            ("9日复课", "石门沟小学定于9月9日复课，校车时间不变。"),
        ),
        (
            ("老街停水", "老街片区自昨晚起停水，抢修仍在进行。"),
            ("老街送水", "截至今天零时，老街片区尚未恢复供水，市里派出8辆送水车。"),
        ),
    ],
)
def test_events_other_things_and_plans_supersede_nothing(earlier, later):
    assert not superseded(earlier, later).superseded


def test_an_article_is_superseded_where_its_headline_says_what_has_ended():
    later = ("鹰嘴崖3人脱险", "今天凌晨2时，被困鹰嘴崖的3名登山者全部获救，送往县医院。")
    text = "截至记者发稿，3名登山者仍被困鹰嘴崖，救援队正连夜上山。"
    assert by_another(superseded(("3人仍被困鹰嘴崖", text), later)) == later[0]
    assert by_another(superseded(("县里开展登山安全检查", text), later)) == ""
