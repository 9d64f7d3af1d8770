"""The default summarizer: the article's own sentences, ever more of them."""

import itertools

from service.editing.summarizer import extractive
from service.model import Article

PARAGRAPHS = (
    "城东水厂二期工程昨天完工，日供水能力增加到十二万吨。",
    "工程去年三月动工，敷设管道三十八公里，新建泵站两座。水厂负责人说，水质检测由每月一次增加到每周一次。",
)


def test_each_level_holds_the_one_before_and_only_sentences_of_the_article():
    levels = extractive(Article("page.txt", "城东水厂二期完工", PARAGRAPHS), 500).levels
    assert [len(level.sentences) for level in levels] == [1, 2, 3]
    for shorter, longer in itertools.pairwise(levels):
        assert set(shorter.sentences) < set(longer.sentences)
        assert shorter.value <= longer.value
    assert all(sentence.source in "".join(PARAGRAPHS) for sentence in levels[-1].sentences)


def test_no_level_is_longer_than_asked_and_there_is_no_note():
    summary = extractive(Article("page.txt", "城东水厂二期完工", PARAGRAPHS), 40)
    assert all(sum(len(sentence.text) for sentence in level.sentences) <= 40 for level in summary.levels)
    assert summary.note == ""


def test_an_article_without_a_readable_sentence_has_no_level():
    assert extractive(Article("page.txt", "题", ()), 500).levels == ()
