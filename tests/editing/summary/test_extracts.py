"""A summary within a budget."""

import re

from service.editing.summary.body_text import size
from service.editing.summary.extracts import SummarySentence, extract
from tests.support.harvest_article import PARAGRAPHS, TITLE
from tests.support.tables import every_row


def text(sentences: tuple[SummarySentence, ...]) -> str:
    return "".join(each.text for each in sentences)


@every_row("chars", [12, 30, 60, 100, 150, 400])
def test_extract_never_overruns_and_keeps_the_order(chars: int):
    sentences = extract(TITLE, "", PARAGRAPHS, chars)
    assert size(text(sentences)) <= chars
    positions = [each.position for each in sentences]
    assert positions == sorted(set(positions))


def test_extract_fills_the_budget():
    assert size(text(extract(TITLE, "", PARAGRAPHS, 100))) >= 90


def test_what_is_said_is_the_beginning_of_its_source():
    for each in extract(TITLE, "", PARAGRAPHS, 120):
        bare = re.sub(r"（[^）]*）", "", each.source)
        assert each.text.rstrip("。！？”").lstrip("“") in bare


def test_the_headline_steers_and_is_not_copied():
    about_jobs = text(extract("冷链物流中心带动三千多人就业", "", PARAGRAPHS, 60))
    about_history = text(extract("三百多年历史的冬枣种植", "", PARAGRAPHS, 60))
    assert "冷链" in about_jobs
    assert "三百多年" in about_history
    assert "冷链物流中心带动" not in about_jobs
