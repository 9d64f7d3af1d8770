"""Names in a list of names."""

from service.sources.newspaper.byline_names import names
from tests.support.tables import every_row


@every_row(
    ("text", "found"),
    [
        ("高田 马红坤", ("高田", "马红坤")),
        ("胡磊、孙亚飞", ("胡磊", "孙亚飞")),
        ("张　三", ("张三",)),
        ("张 三 李 四", ("张三", "李四")),
        ("荀　长　年", ("荀长年",)),
        ("方远 石泉区 龙女士", ("方远", "石泉区")),
        ("牟北辰 发自沧洲", ("牟北辰",)),
        ("（全文）", ()),
        ("王建国李晓明", ("王建国", "李晓明")),
        ("欧阳明月", ("欧阳明月",)),
        ("王建国、王建国", ("王建国",)),
        ("阿卜杜·热西提", ("阿卜杜·热西提",)),
        ("", ()),
        ("通讯员 摄影", ()),
    ],
)
def test_names_are_told_apart_and_come_once(text, found):
    assert names(text) == found
