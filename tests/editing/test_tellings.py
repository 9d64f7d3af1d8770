"""Two tellings of one story that differ in a figure are named where the programme says it."""

from service.editing.tellings import disagreements, other_figures
from service.model import Article, Kind, Segment, Story, Utterance

TOLD = Article("a.txt", "柏汀大桥主跨合龙", ("柏汀大桥主跨昨日合龙，大桥总投资4.8亿元，全长2.3公里。",))
OTHER = Article("b.txt", "柏汀大桥合龙", ("柏汀大桥昨天合龙，大桥总投资4.6亿元，全长2.3公里。",))


def item(*sentences):
    told = tuple(Utterance(each, source=each) for each in sentences)
    return Segment(Kind.STORY, "a", told, TOLD.title, TOLD.source)


def test_the_sentence_has_both_figures_and_where_the_other_stands():
    assert other_figures(TOLD, OTHER) == (("4.8亿元", "4.6亿元"),)
    [said] = disagreements([item(*TOLD.paragraphs)], [Story((TOLD, OTHER), 1.0, "")])
    assert all(words in said for words in (TOLD.title, "4.8亿元", OTHER.title, "b.txt", "4.6亿元"))


def test_a_figure_that_is_not_told_is_no_matter():
    story = Story((TOLD, OTHER), 1.0, "")
    assert list(disagreements([item("柏汀大桥主跨昨日合龙。")], [story])) == []
    assert list(disagreements([], [story])) == []
    assert list(disagreements([item(*TOLD.paragraphs)], [Story((TOLD,), 1.0, "")])) == []
