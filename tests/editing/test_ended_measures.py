"""A rule is told until its end; articles told later hold no rule that is over, and no word without what it means."""

import datetime as dt

import pytest

from service.editing.article_day import ArticleDay
from service.editing.ended_measures import ended
from service.editing.retold_summary import retell
from service.editing.summarizer import extractive
from service.model import Article
from tests.support.paths import DATA
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 6, 25), "page name")
RULE = "单行期间，货车绕走北线。"


@every_row(
    ("text", "later", "left_out"),
    [
        (f"单行措施延长到6月28日24时。{RULE}", 4, [RULE]),
        (f"单行措施延长到6月28日24时。{RULE}", 3, []),
        (f"单行措施延长到6月28日24时。{RULE}24日，拖走了31辆车。", 7, [RULE]),
        ("单行措施延长到6月28日24时。\n桥上每天限行。", 7, []),  # of another matter
        (f"材料送到6月28日的窗口。{RULE}", 7, []),
        (f"单行措施延长到6月20日。{RULE}", 7, []),  # it was over when it was written
    ],
)
def test_a_rule_ends_with_its_term(text, later, left_out):
    assert list(ended(text, {}, DAY, DAY.date + dt.timedelta(days=later))) == left_out


def test_what_is_not_told_already_has_its_reason():
    text = f"单行措施延长到6月28日24时。{RULE}"
    assert ended(text, {RULE: "another"}, DAY, DAY.date + dt.timedelta(days=7)) == {}
    assert ended(text, {}, None, DAY.date) == {}


@pytest.mark.parametrize(("kept", "told_falsely", "lost"), [(False, 1, 1), (True, 1, 2)])
def test_articles_with_what_is_over_or_hangs(kept, told_falsely, lost):
    """36 articles: at first 14 and 14 of their words were told falsely; of the kept half, 1 when the other had rules.

    What is lost are figures behind a beginning that is over.
    """
    false, missing = [], []
    blocks = (DATA / "day_words" / "told_with.txt").read_text("utf-8").split("## ")[1:]
    for block in blocks[kept::2]:
        title, when, *lines = block.strip().split("\n")
        day, later = dt.date.fromisoformat(when.split()[0]), int(when.split()[1])
        checks = [each for each in lines if each[:2] in ("- ", "+ ") or " & " in each]
        text = tuple(each for each in lines if each not in checks)
        found = retell(
            Article("p", title, text, published=day, dated_by="name"), 2000, day + dt.timedelta(later), extractive
        )
        said = ["\n".join([found.headline.text, *(each.text for each in level.sentences)]) for level in found.levels]
        for check in checks:
            words, _, needs = check.partition(" & ")
            if check[:2] == "+ ":
                missing += [] if check[2:] in (said or [""])[-1] else [check]
            elif check[:2] == "- ":
                false += [check] if any(check[2:] in each for each in said) else []
            else:
                false += [check] if any(words in each and needs not in each.replace(words, "") for each in said) else []
    assert len(false) <= told_falsely, false
    assert len(missing) <= lost, missing
