"""What of a page is no article, line by line."""

import pytest

from service.sources.newspaper.page_furniture import caption, furniture, note
from tests.support.tables import every_row


@every_row(
    "line",
    [
        "责任编辑：王建国 美编：李晓明", "扫描二维码 查看更多内容", "新闻热线：0531-12345678", "2026年3月21日 星期六",
        "（本版文章只代表作者观点）",
        "A03版", "云溪日报　YUNXI RIBAO", "（下转第三版）", "广告", "（完）", "第 3 页", "国内统一刊号 CN37-0001",
    ],
)  # fmt: skip
def test_furniture_is_known(line):
    assert furniture(line)


@every_row(
    "line",
    [
        "市民可以拨打热线反映问题，工作人员会及时处理。", "游客扫描二维码就能听讲解。", "3月21日，全县启动春灌。",
        "河湾县冬枣喜获丰收", "他在广告公司工作了三年。",
    ],
)  # fmt: skip
def test_a_sentence_about_such_a_thing_stays(line):
    assert furniture(line) == ""
    assert note(line) == ""


@every_row("line", ["图为村民在采摘冬枣。", "本报记者 王建国 摄", "（资料图片）", "▲图①：新建的大桥。"])
def test_captions_and_credits_are_known(line):
    assert caption(line)


@every_row(
    "line", ["图书馆今天开馆。", "本报记者 王建国 文/图", "大桥修好了。（方远/文 卢明/图）", "这张照片拍摄于三十年前。"]
)
def test_what_only_speaks_of_pictures_stays(line):
    assert caption(line) == ""


@pytest.mark.parametrize("line", ["编者按：今年是建县七十周年。", "本报今日起推出“走基层”专栏，敬请关注。"])
def test_notes_of_the_editors_are_known(line):
    assert note(line)
