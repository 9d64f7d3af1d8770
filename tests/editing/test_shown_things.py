"""What a camera shows is told as one of its kind; what was told of before stays."""

from service.editing import shown_things
from tests.support.tables import every_row


@every_row(
    ("text", "ahead", "said"),
    [
        ("在云州的这家企业，工人正忙。", "全县外贸增长。", "在云州的一家企业，工人正忙。"),
        ("一场会议正在这家机器人公司进行。", "势头强劲。", "一场会议正在一家机器人公司进行。"),
        ("在青禾的这片麦田，收割机正忙。", "全县开镰。", "在青禾的一片麦田，收割机正忙。"),
        ("在云州的这家企业，工人正忙。", "云州一家企业签下订单。", "在云州的这家企业，工人正忙。"),
        ("在云州的这家企业，工人正忙。", "云州一家企业签下订单。\n全县外贸增长。", "在云州的一家企业，工人正忙。"),
        ("这家企业去年搬来。", "全县外贸增长。", "这家企业去年搬来。"),
        ("“青禾农机”的这家企业，工人正忙。", "全县外贸增长。", "“青禾农机”的这家企业，工人正忙。"),
    ],
)
def test_what_is_pointed_at(text, ahead, said):
    assert shown_things.told(text, ahead) == said
