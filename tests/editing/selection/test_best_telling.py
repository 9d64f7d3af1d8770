"""Of several tellings of a story, the one with the most of the news is told."""

from dataclasses import replace

import pytest

from service.editing.selection.best_telling import best_first, in_room
from service.editing.selection.clustering import clusters
from service.editing.selection.story_signature import signature
from service.model import Article, Edit, Genre
from tests.support.tables import every_row
from tests.support.tellings_set import FURTHER, pairs

NEWS = Article(
    "a.txt",
    "城东水厂二期完工",
    ("青沅市水务局3月20日通报，城东水厂二期工程已经完工，日供水能力增加到12万吨，敷设管道38公里，总投资2.6亿元。",),
)
SLOGANS = replace(
    NEWS,
    source="b.txt",
    paragraphs=("城东水厂二期工程的完工，是全市上下齐心协力、攻坚克难的成果，彰显了为民服务的初心，令人振奋。",),
)


@every_row(
    "worse",
    [
        SLOGANS,
        replace(NEWS, paragraphs=(NEWS.paragraphs[0][:26] + "。",)),
        replace(NEWS, damaged=(NEWS.paragraphs[0],)),
        replace(NEWS, genre=Genre.COMMENT, paragraphs=NEWS.paragraphs * 8),
        replace(NEWS, prominence=0.1),
    ],
    ids=["slogans of the same length", "shorter", "damaged", "a long comment", "lower on the page"],
)
def test_the_better_telling_comes_first_wherever_it_stood(worse):
    for tellings in ([NEWS, worse], [worse, NEWS]):
        assert best_first([(each, signature(each)) for each in tellings]) == (NEWS, worse)


def test_at_equal_worth_the_inputs_keep_their_order():
    twins = [replace(NEWS, source=name) for name in ("x.txt", "c.txt", "k.txt")]
    assert best_first([(each, signature(each)) for each in twins]) == tuple(twins)


@pytest.mark.parametrize(("kept", "together", "apart"), [(False, 10, 14), (True, 8, 15)])
def test_marked_pairs(kept, together, apart):
    """The better telling is always known; that two are of one story in half of the pairs that share few words."""
    same = {True: [], False: []}
    for half, better, tellings in pairs():
        if half == kept:
            signed = [(each, signature(each)) for each in tellings]
            same[better is not None].append(len(clusters([known for _, known in signed])) == 1)
            assert better is None or best_first(signed)[0] is tellings[better]
    assert sum(same[True]) >= together
    assert len(same[False]) - sum(same[False]) >= apart - 1


def test_marked_pairs_of_further_kinds():
    """Written before the kept half was looked at: at first 10 of 20 were found, 2 of 23 wrong, 12 better ones."""
    together = better_known = joined = 0
    for _, better, tellings in pairs(FURTHER):
        signed = [(each, signature(each)) for each in tellings]
        one = len(clusters([known for _, known in signed])) == 1
        if better is None:
            joined += one
        else:
            together += one
            better_known += best_first(signed)[0] is tellings[better]
    assert together >= 14
    assert better_known >= 18
    assert joined <= 2


def test_what_begins_with_the_news_is_better_than_a_scene_of_the_same_length():
    news = Article("a", "夺冠", ("在15日举行的全国锦标赛上，青禾选手牛晓彤以19米87夺得冠军。",))
    scene = Article("b", "圆梦", ("夜幕下，19米87，牛晓彤跪在投掷圈里捂住了脸，青禾姑娘夺得冠军。",))
    for tellings in ([news, scene], [scene, news]):
        assert best_first([(each, signature(each)) for each in tellings])[0] is news


def test_a_whole_report_stands_before_what_it_sends_its_readers_on_to():
    report = "市水务局21日通报，城东水厂二期工程完工，日供水能力增加到12万吨。" * 14
    behind = report + "水厂的老工人钟砚耕说，三十年里换过5次水泵、敷过38公里管道。" * 9
    pointer = (Edit("dropped", "line 9", "", "（解读见第2版）"),)
    whole = Article("2026-03-21-A01.md", "城东水厂完工", (report,), edits=pointer)
    short = replace(whole, paragraphs=(report[:120],))
    account = Article("2026-03-21-A02.md", "水从哪里来", (behind,))
    assert best_first([(each, signature(each)) for each in (account, whole)])[0] is whole
    assert best_first([(each, signature(each)) for each in (account, short)])[0] is account


PLAIN = replace(NEWS, source="brief.txt", paragraphs=(NEWS.paragraphs[0] + "供水范围扩大到城东三个街道。",))
SCENE = replace(
    NEWS,
    source="feature.txt",
    genre=Genre.FEATURE,
    paragraphs=("清晨五点半，值班员老贺推开窗，听见水声。", *NEWS.paragraphs * 8),
)


def test_a_plain_report_stands_for_a_scene_that_has_little_room():
    assert in_room((SCENE, PLAIN), 150) == (PLAIN, SCENE)
    assert in_room((SCENE, PLAIN), 400) == (SCENE, PLAIN)


@every_row(
    "tellings",
    [
        (replace(SCENE, paragraphs=NEWS.paragraphs * 8), PLAIN),
        (SCENE, replace(PLAIN, genre=Genre.COMMENT)),
        (SCENE, replace(PLAIN, damaged=PLAIN.paragraphs)),
        (SCENE, replace(PLAIN, paragraphs=("城东水厂二期完工，供水能力增加。",))),
        (SCENE, replace(PLAIN, paragraphs=("清晨五点半，值班员老贺推开窗，听见水声。" * 4,))),
        (SCENE,),
    ],
    ids=["the best begins with the news", "comment", "damaged", "too short", "another scene", "alone"],
)
def test_else_the_best_telling_is_told(tellings):
    assert in_room(tellings, 150) == tellings


def of_page(page, title, text, points=""):
    return Article(
        f"2026-03-21-A0{page}.md", title, (text,), edits=(Edit("dropped", "line 9", "", points),) * bool(points)
    )


FORESEEN = (
    "受连日降雨影响，青沅江发生今年第1号洪水。市水文站预报，洪峰将于今日2时前后通过城区，水位39.9米，比去年高2.3米。"
)
PASSED = of_page(3, "洪峰今晨通过城区", "今晨2时25分，青沅江第1号洪水洪峰通过城区，水位39.78米。")


@every_row(
    ("points", "overtaken"),
    [
        ("（洪峰最新消息见第三版）", True),
        ("（事故处置的最新进展，见A03版）", True),
        ("（洪峰最新消息见第二版）", False),
        ("（相关后续见第三版）", False),
        ("", False),
    ],
)
def test_a_report_that_sends_on_to_the_latest_stands_behind_it(points, overtaken):
    early = of_page(1, "洪峰预计今日2时过城区", FORESEEN, points)
    tellings = [(each, signature(each)) for each in (early, PASSED)]
    assert best_first(tellings) == ((PASSED, early) if overtaken else (early, PASSED))


def test_no_report_that_sends_on_to_the_latest_stands_for_a_scene():
    early = replace(PLAIN, edits=(Edit("dropped", "line 9", "", "（最新情况见第三版）"),))
    assert in_room((SCENE, early), 150) == (SCENE, early)


NOTICE = of_page(
    4, "寻人：岑阿婆，82岁，昨天走失", "岑阿婆，82岁，身高1.56米，昨天15时在37路公交车上最后一次出现。" * 3
)


@every_row(
    ("title", "found"), [("走失的岑阿婆找到了", True), ("岑阿婆平安获救", True), ("岑阿婆走失 众人连夜寻找", False)]
)
def test_a_notice_of_who_is_missing_stands_behind_the_report_that_has_found_him(title, found):
    report = of_page(8, title, "今天11时，走失的岑阿婆在一家早餐店，身体无恙。")
    tellings = [(each, signature(each)) for each in (NOTICE, report)]
    assert best_first(tellings)[0] is (report if found else NOTICE)


@every_row(
    ("beginning", "report_first"), [("明天起，公交调整如下：", True), ("明天起，公交有些调整，12路改走学府街。", False)]
)
def test_what_begins_a_list_stands_behind_a_report(beginning, report_first):
    lines = ("撤销：K3路。", "改线：12路改走学府街，25路延长到会展中心。", "票价：1元，90分钟内换乘减1元。")
    listed = replace(NEWS, source="list.txt", title="公交怎么改", paragraphs=(beginning, *lines * 3))
    report = replace(NEWS, paragraphs=("青沅市公交公司昨天说，12路明天起改走学府街，新开两条社区线。",))
    tellings = [(each, signature(each)) for each in (listed, report)]
    assert (best_first(tellings)[0] is report) is report_first
