"""What is left of an article without its boilerplate."""

from service.editing.summary import summary_levels
from service.editing.summary.body_text import cut
from service.editing.summary.tellable_sentences import ways_of_telling
from service.model import Article


def test_what_is_damaged_or_asked_is_no_way_of_telling():
    lines = ("青禾市昨天开通了夜班公交。", "夜班公交几点收车？", "票价2元不变。")
    article = Article("a.txt", "青禾市开通夜班公交", ("".join(lines),), damaged=(lines[2],))
    assert [ways[0].text for ways in ways_of_telling(article, cut(article.paragraphs)).values()] == [lines[0]]


def test_what_a_meeting_decided_is_told_without_why_it_matters():
    why = "会议指出，供水是关系群众生活的基础工程。近年来，供水事业不断取得新进展。"
    asked = "要在9月底前更换老旧水管120公里，把漏损率降到8%以下。"
    told = "国务院总理方远5月8日主持召开常务会议，研究城市供水，审议通过《供水条例》。"
    levels = summary_levels(Article("a.txt", "方远主持召开常务会议", (told, why + asked)), 400)
    assert [each.text for each in levels[-1].sentences] == [told, f"会议指出，{asked}"]


def test_an_article_of_nothing_but_ideas_keeps_them():
    ideas = "实体经济是发展的根基。创新是发展的第一引擎。"
    levels = summary_levels(Article("a.txt", "把根基打牢", (ideas,)), 400)
    assert "".join(each.text for each in levels[-1].sentences) == ideas
