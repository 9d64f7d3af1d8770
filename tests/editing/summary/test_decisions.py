"""A meeting or an inspection is told with what was decided or said there."""

from __future__ import annotations

from service.editing.summary import decisions, summary_levels
from service.editing.summary.body_text import cut
from service.editing.summary.candidates import candidates
from service.model import Article, Genre
from tests.support.tables import every_row

AGENDA = "青禾市市长楚天阔5月8日到柏汀渔港，检查渔船出海安全和水产企业复工情况。"
WORKSHOP = "在望棹水产公司的车间里，企业负责人介绍，目前到岗412人，订单已经排到7月。"
ASKED = "楚天阔要求，施工期间先为渔民安排38个临时泊位，5月底前到位。"
INSPECTION = Article("a.txt", "楚天阔检查渔港安全", (AGENDA, WORKSHOP + ASKED))


def test_no_telling_of_an_inspection_is_whole_without_what_was_asked_for():
    levels = summary_levels(INSPECTION, 200)
    whole = [[each.text for each in level.sentences] for level in levels if level.is_whole]
    assert whole
    assert all(ASKED in told for told in whole)


def test_a_meeting_of_which_nothing_is_told_but_its_agenda_is_told_as_it_is():
    assert summary_levels(Article("a.txt", INSPECTION.title, (AGENDA, WORKSHOP)), 200)[-1].is_whole


@every_row(
    ("opening", "genre", "known"),
    [
        (AGENDA, Genre.NEWS, True),
        ("市委书记方远主持召开市委常委会会议，研究防汛工作。", Genre.NEWS, True),
        ("青禾市政府昨天召开常务会议。", Genre.NEWS, True),
        ("市政府新闻办召开发布会宣布：6号线将于4月28日开通。", Genre.NEWS, False),
        ("云雁大桥昨天通车，市长到场。", Genre.NEWS, False),
        ("青禾足球队昨天在客场检查了草皮。", Genre.NEWS, False),
        (AGENDA, Genre.FEATURE, False),
    ],
)
def test_what_is_news_of_a_meeting(opening: str, genre: Genre, known: bool):
    assert decisions.is_of_a_meeting(Article("a.txt", "标题", (opening,), genre=genre)) is known


@every_row(
    ("text", "says"),
    [
        (ASKED, True),
        ("会议决定，即日起在全市41座矿山开展排查，达不到标准的一律停产。", True),
        ("方远强调，越到最后越不能抢，进度要服从安全。", True),
        (AGENDA, False),
        ("市领导彭忠、梅晓兰参加会议。", False),
        ("会议要求抓好落实。", False),
        ("座谈中，几位船老大提出，航道回淤严重，百吨以上的船进不来。", False),
    ],
)
def test_what_a_decision_is(text: str, says: bool):
    assert decisions.is_decision(text) is says


def test_what_was_decided_with_a_number_comes_before_what_was_only_said():
    said = "楚天阔指出，渔港是渔民的家，安全是头一件事。"
    article = Article("a.txt", INSPECTION.title, (AGENDA, said, WORKSHOP, ASKED))
    assert any(ASKED in [each.text for each in level.sentences] for level in summary_levels(article, 120))


def test_who_is_in_office_is_heard_before_who_only_speaks():
    guest = "82岁的渔民汪福来说，他1974年下海，开过蒸汽船、内燃船和拖网船。"
    stressed = "楚天阔在讲话中指出，渔港因海而兴，一代代渔民在这里接续奋斗。"
    told = [candidates(cut((each,))) for each in (guest, stressed)]
    assert decisions.first(told, 100) is told[1][0]


def test_a_meeting_whose_decision_has_no_room_is_told_by_what_there_is_room_for():
    longest = f"楚天阔要求，{'、'.join(f'第{n}号渔港在5月底前完成清淤' for n in range(1, 20))}。"
    levels = summary_levels(Article("a.txt", INSPECTION.title, (AGENDA, longest)), 120)
    assert levels[-1].is_whole
