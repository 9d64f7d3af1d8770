"""A told sentence as an anchor's utterances."""

from service.editing.sentence_runs import utterances
from service.model import DayWord

LONG = "；".join(f"青禾市第{n}小学昨天收到新书{n}百册，图书室每天中午开放一个小时" for n in range(2, 8)) + "。"


def test_a_sentence_that_fits_the_ear_is_one_utterance():
    told = utterances("青禾市图书馆昨天开馆。", "青禾市图书馆今天开馆。")
    assert [(each.written, each.source) for each in told] == [("青禾市图书馆昨天开馆。", "青禾市图书馆今天开馆。")]


def test_a_long_one_is_parted_at_its_marks_and_each_part_has_its_own_day_words():
    told = utterances(LONG, LONG, (DayWord("今天", "昨天", ""), DayWord("明天", "第7小学", "")))
    assert max(len(each.written) for each in told) <= 100
    assert "".join(each.written for each in told).replace("。", "；") == LONG.replace("。", "；")
    assert [[day.became for day in each.days] for each in told] == [["昨天"], [], [], [], [], ["第7小学"]]
