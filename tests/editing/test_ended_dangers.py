"""A danger, a lack and half a decision are told with what ends them."""

import datetime as dt

from service.editing import ended_dangers
from service.editing.retold_summary import retell
from service.editing.summarizer import extractive
from service.language import sentences
from service.model import Article
from tests.support.tables import every_row


@every_row(
    ("text", "ending"),
    [
        ("老人连人带车坠入河中，急流将他冲远。独活跳下水。甘棠伸来竹竿。两人将老人救上岸。", {0: 3}),
        ("三名登山者被困在崖边。消防员上山。凌晨2时，三人全部下山。", {0: 2}),
        ("渔船失联，船上四人。海事部门派出六艘船。搜救还在进行。", {}),
        ("老人走失。民警尚未找到老人。", {}),
        ("堤段突发漫堤险情。官兵赶到。经过17个小时，险情排除。", {0: 2}),
        ("两个乡镇积水。目前积水退去。", {0: 1}),
        ("三千户停水。水务集团预计明天恢复供水。", {}),
        ("三千户停水，抢修后已恢复供水。", {}),
        ("站长说缺一根软管。当天傍晚，软管送到。", {0: 1}),
        ("他把18万元转给了“客服”。两小时后，钱全部追回。", {0: 1}),
        ("下院通过法案，废除劳役法。该法案还须提交上院。", {0: 1}),
        ("下院通过法案，废除劳役法。劳役法有一百年了。", {}),
        ("全镇为即将到来的抢收做好准备。雨停后，抢收正式开始。", {0: 1}),
        ("民警提醒，遇到孩子走失请报警。去年走失的孩子全部找到。", {}),
        ("甘棠镇城区积水严重。在邻县，险情排除。", {}),
        ("他8点差一刻出门。钱追回了。", {}),
        ("公园新添了池塘。池塘里养着鱼。", {}),
        ("水管坏了。水温恢复正常。", {}),
    ],
)
def test_the_ending_is_found(text, ending):
    assert ended_dangers.endings([(each, 0) for each in sentences.split(text)]) == ending


def test_a_danger_is_told_with_its_ending_or_not_at_all():
    text = (
        "近日，两场救援感动了青禾县许多人。",
        "一位老人骑电动车送孩子上学，连人带车坠入河中，急流瞬间将两人冲远。快递员独活跳入水中，游了五十米。"
        "十分钟后，老人和孩子被安全救上岸。",
    )
    article = Article("p", "合力救援", text, published=dt.date(2026, 5, 10), dated_by="name 20260510")
    levels = retell(article, 400, dt.date(2026, 5, 11), extractive).levels
    told = ["".join(each.text for each in level.sentences) for level in levels]
    assert any("坠入河中" in each for each in told)
    assert all("救上岸" in each for each in told if "坠入河中" in each)
