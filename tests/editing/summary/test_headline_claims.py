"""What a headline promises is told: invented articles whose second clause stands further down."""

from dataclasses import replace

from service.editing.summary import headline_claims, summary_levels
from service.editing.summary.body_text import cut
from service.model import Article, Genre

PIPES = Article(
    "a",
    "青禾市二季度投资清单敲定 老旧管网改造提前一个月开工",
    (
        "青禾市政府昨天召开常务会议，研究二季度投资清单、老旧管网改造和防汛准备等工作。",
        "截至3月31日，全市列入计划的146个项目中，已开工93个，完成投资41.7亿元。",
        "会议还听取了乡村客运、校园食堂和夜间停车三项工作的汇报，要求本月底前各交一份清单。",
        "关于老旧管网改造，会议决定将盐仓片区由5月中旬提前到4月15日开工，赶在主汛期前换完两段水管。",
        "会议最后讨论了海塘管理办法的草案，草案共6章34条。",
    ),
)


def claims(article):
    return headline_claims.HeadlineClaims(article, article.title, cut(article.paragraphs))


def whole(article, most):
    return ["".join(each.text for each in level.sentences) for level in summary_levels(article, most) if level.is_whole]


def test_no_telling_is_whole_without_what_a_clause_promises():
    told = whole(PIPES, 200)
    assert told
    assert all("4月15日开工" in each for each in told)


def test_what_keeps_a_promise_may_be_longer_than_there_is_room():
    assert any("4月15日开工" in each for each in whole(PIPES, 100))


def test_who_names_the_thing_has_not_told_what_happened_to_it():
    first, *_ = PIPES.paragraphs
    assert not claims(PIPES).are_kept([first])
    assert claims(PIPES).are_kept([first, PIPES.paragraphs[3]])


def test_a_figure_of_speech_promises_nothing():
    assert claims(replace(PIPES, title="一张清单 是一个春天")).are_kept([])


def test_a_question_and_a_tale_promise_nothing():
    assert claims(replace(PIPES, title="老旧管网改造何时开工？")).are_kept([])
    assert claims(replace(PIPES, genre=Genre.FEATURE)).are_kept([])


def test_what_the_line_below_the_title_promises_is_told_where_there_is_room_and_asked_of_nobody():
    tunnel = Article(
        "a",
        "云岭隧道右洞贯通",
        (
            "5月8日，青禾市云岭隧道右洞顺利贯通。",
            "隧道全长4386米，2022年8月开工，穿过3条断层破碎带和1处暗河，两个班组轮流掘进。",
            "会议明确，左洞剩余412米7月底前贯通，全线11月底前通车。",
        ),
        subtitle="左洞还剩412米，通车时间定在11月底",
    )
    with_it, without_it = (summary_levels(tunnel, room) for room in (60, 40))
    assert any("11月底前通车" in each.text for each in with_it[-1].sentences)
    assert without_it[-1].is_whole


def test_a_promise_that_points_on_is_kept_by_what_it_points_at():
    roads = replace(
        PIPES,
        title="这4处路口明起禁左转",
        paragraphs=(
            "青禾市公安局公告，明天起，友谊路与边贸路等4处路口每天7时至9时禁止左转。",
            "交警介绍，这4处路口今年发生事故167起。",
        ),
    )
    assert claims(roads).are_kept(roads.paragraphs[:1])
