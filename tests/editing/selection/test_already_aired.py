"""A story that was aired: new, stale, or worth a follow-up."""

import datetime as dt

from service.editing.selection.already_aired import aired, judge, recalled
from service.editing.selection.story_signature import remember
from service.model import Article, Kind, Script, Segment, Story, Utterance

FIRST, SECOND = dt.date(2026, 3, 4), dt.date(2026, 3, 6)
TOLD = Article(
    "甲报",
    "柳溪大桥钢梁合龙",
    ("柳溪大桥昨日完成钢梁合龙。大桥横跨柳溪两岸，全长860米，投资3.6亿元，由青禾桥梁集团承建。",),
    url="https://news.example/bridge",
)
OTHER = Article("甲报", "白菜丰收", ("南塘村白菜喜获丰收，亩产达到4200斤，菜农忙着装车。",))
MORE = (
    "据项目负责人周建国说，施工中遇到连日大雨，江水上涨1.9米，工人们改用浮吊作业，用时76小时才把最后一节钢梁吊装到位。"
    "下一步将铺设桥面沥青、安装护栏和路灯，预计十月底具备通行条件，届时两岸居民前往云岭医院看病，路程将由54分钟缩短到一刻钟。"
    "沿线三个乡镇还将开通公交专线，方便学生上学和果农运送蜜桃。"
)


def judged(article, *past):
    return judge(article, recalled([(day, remember(articles)) for day, *articles in past]))


def test_what_was_not_aired_is_new():
    assert judged(TOLD) == judged(TOLD, (FIRST, OTHER))
    verdict = judged(TOLD)
    assert (verdict.stale, verdict.reason) == (False, "")


def test_the_same_again_is_stale_and_says_when_it_was_aired_last():
    verdict = judged(TOLD, (FIRST, TOLD), (SECOND, TOLD), (dt.date(2026, 3, 9), OTHER))
    assert verdict.stale
    assert "2026-03-06" in verdict.reason


def further(text, title="柳溪大桥钢梁合龙"):
    return Article("甲报", title, (TOLD.text, text), url=TOLD.url)


def test_much_new_text_with_new_facts_is_a_follow_up():
    verdict = judged(further(MORE), (FIRST, TOLD))
    assert not verdict.stale
    assert "follow-up" in verdict.reason
    assert "2026-03-04" in verdict.reason


def test_a_little_new_text_is_none():
    assert judged(further("周建国说，江水上涨1.9米。"), (FIRST, TOLD)).stale
    short = Article("甲报", TOLD.title, ("周建国说，江水上涨1.9米，工人们改用浮吊作业，用时76小时。",), url=TOLD.url)
    assert judged(short, (FIRST, TOLD)).stale


def test_much_new_text_without_a_new_figure_person_or_site_is_none():
    plain = (
        MORE.replace("项目负责人周建国说", "了解")
        .replace("1.9米", "不少")
        .replace("76小时", "几天")
        .replace("54分钟", "很久")
    )
    plain = plain.replace("云岭医院", "城里")
    assert judged(further(plain), (FIRST, TOLD)).stale


def test_what_two_editions_told_together_is_not_new():
    assert judged(further(MORE), (FIRST, TOLD), (SECOND, further(MORE))).stale


def test_an_address_with_its_headline_is_the_same_story_whatever_the_text():
    rewritten = Article("甲报", TOLD.title, ("沥青摊铺忙。",), url=TOLD.url)
    assert judged(rewritten, (FIRST, TOLD)).stale
    series = Article("甲报", "菜价行情", ("白菜每斤两元。",), url=TOLD.url)
    assert judged(series, (FIRST, TOLD)).reason == ""
    weather = "明天全县晴，气温回升。", "寒潮来袭，启动应急响应。"
    for url, known in (("https://news.example/weather", True), ("", False)):
        before, now = (Article("甲报", "天气", (text,), url=url) for text in weather)
        assert bool(judged(now, (FIRST, before)).reason) is known


def test_a_script_is_kept_story_by_story_in_its_order():
    def segment(article, text, **more):
        return Segment(Kind.STORY, "a", (Utterance(text),), article.title, article.source, **more)

    second = Article("乙报", "大桥合龙", ("工期450天。",))
    own = Segment(Kind.OPENING, "a", (Utterance("各位听众好。"),))
    segments = (own, segment(OTHER, "白菜丰收了。", url="https://news.example/farm"), segment(TOLD, "合龙了。"))
    script = Script("daily", SECOND, "e", "听报", 300.0, segments)
    farm, bridge = aired([Story((TOLD, second), 1.0, "")], script)
    assert (farm.title, farm.opening, farm.url) == ("白菜丰收", "白菜丰收了。", "https://news.example/farm")
    assert (bridge.title, bridge.url) == (TOLD.title, TOLD.url)
    assert "450" in bridge.signature
