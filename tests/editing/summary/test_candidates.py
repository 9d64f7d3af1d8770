"""What may be said of an article."""

from service.editing.summary import body_text
from service.editing.summary.candidates import candidates

LONG = "全县今年新建了六座大型冷库，村民的苹果卖出了好价钱，合作社也扩大了规模。"


def of(*paragraphs, damaged=()):
    return candidates(body_text.cut(paragraphs), damaged)


def test_of_a_sentence_there_is_the_whole_and_ever_shorter_runs_from_its_start():
    whole, *runs = of(LONG)
    assert (whole.text, whole.whole, whole.line) == (LONG, True, 0)
    assert runs
    assert all(LONG.startswith(run.text[:-1]) and run.text.endswith("。") and not run.whole for run in runs)
    sizes = [each.size for each in (whole, *runs)]
    assert sizes == sorted(set(sizes), reverse=True)


def test_what_stands_in_parentheses_is_not_said():
    first = of("全县今年新建了六座大型冷库（见图），村民都很高兴。")[0]
    assert first.text == "全县今年新建了六座大型冷库，村民都很高兴。"


def test_nothing_of_a_damaged_sentence_is_said():
    assert of(LONG, damaged=(LONG,)) == []
    assert of() == []


def test_a_quotation_over_two_sentences_is_closed_in_both_and_the_second_needs_its_speaker():
    found = [each for each in of("周建国说：“今年的收成比去年好得多。村民的收入也增加了不少。”") if each.whole]
    assert [each.text.count("“") == each.text.count("”") for each in found] == [True] * len(found)
    assert [(each.opener, each.refers) for each in found if each.line == 1] == [(0, False)]
