"""The news value of a day's articles: named features, weights that a script learns, reasons in words."""

import re

import pytest

from service.editing.selection import news_value
from service.model import Article
from tests.support.paths import DATA, SHARED

PAPERS = [*sorted((SHARED / "bench" / "papers").glob("*.json")), *sorted((DATA / "papers").glob("*.json"))]
BULLETINS = SHARED / "bench" / "xwlb_dev.jsonl"


def article(title, text, **more):
    return Article(**{"source": "a.txt", "title": title, "paragraphs": (text,), **more})


DAY = [
    article("云州大桥通车", "云州大桥昨日10时正式通车，货车限行，请市民留意。", kicker="历时30个月"),
    article("桥边的槐树", "我家门前有棵槐树。母亲说，树比桥老。"),
    article("五部门：9月1日起医保报销提高", "国家医保局等五部门今天印发办法，9月1日起施行，惠及1.2亿人。"),
]


def test_every_weight_is_of_a_known_feature_and_every_feature_has_words():
    assert set(news_value.weights()) <= set(news_value.WHY)
    assert all(news_value.WHY.values())
    rows = news_value.features(DAY)
    assert len(rows) == len(DAY)
    assert all(set(row) <= set(news_value.WHY) for row in rows)
    assert all(0 < value <= 1 for row in rows for value in row.values())


def test_news_is_worth_more_than_a_memory():
    bridge, tree, insurance = (sum(news_value.terms(row).values()) for row in news_value.features(DAY))
    assert min(bridge, insurance) > tree


def test_a_sum_is_made_of_its_terms():
    terms = news_value.terms({"start": 0.5, "no such feature": 1.0})
    assert terms == {"start": pytest.approx(0.5 * news_value.weights()["start"])}


def test_a_reason_names_the_largest_terms_those_for_it_first():
    said = news_value.reason({"sport": -0.3, "start": 0.8, "alarm": 0.04, "kicker": 0.5})
    assert re.findall("[+-][0-9.]+", said) == ["+0.8", "+0.5", "-0.3"]
    assert said.startswith(news_value.WHY["start"])
    assert news_value.reason({}) == ""
    assert news_value.reason({"start": 0.8, "kicker": 0.5}, most=1).count("(") == 1


def test_what_all_stories_of_the_day_have_is_no_reason():
    stories = [{"dateline": 1.3, "start": 0.8}, {"dateline": 1.3}, {"dateline": 1.3}]
    average = news_value.usual(stories)
    assert news_value.reason(stories[0], average) == f"{news_value.WHY['start']} (+0.8)"
    assert news_value.reason(stories[1], average) == ""


@pytest.mark.parametrize(
    ("label", "kind"), [("新征程", "series on policy"), ("匠心", "series on people"), ("关注", "series")]
)
def test_a_series_is_known_by_its_name(label, kind):
    row = news_value.features([article(f"【{label}】云州大桥", "云州大桥昨日通车。")])[0]
    assert row[kind] == 1.0


@pytest.mark.parametrize(
    ("section", "found"), [("新征程", True), ("开局看云州", True), ("交通", False), ("思想周刊", False)]
)
def test_a_series_on_policy_is_known_by_its_section(section, found):
    row = news_value.features([article("云州大桥", "云州大桥昨日通车。", section=section)])[0]
    assert ("series on policy" in row) is found
    assert "series" not in row


def test_the_order_does_not_depend_on_the_order_of_the_inputs():
    forward, backward = news_value.features(DAY), news_value.features(DAY[::-1])[::-1]
    assert forward == [pytest.approx(row) for row in backward]


@pytest.mark.skipif(not BULLETINS.is_file(), reason="the papers and bulletins are not beside this checkout (../shared)")
@pytest.mark.slow
def test_the_table_is_what_the_script_learns(tmp_path):
    """Twice the same bytes; a reading that has changed since then may move a weight a little, and none by much."""
    from tests.tools import learn_news_value

    days = [learn_news_value.paper_day(path) for path in PAPERS] + learn_news_value.bulletin_days(BULLETINS)
    tables = []
    for name in ("one", "two"):
        names = list(news_value.WHY)
        learn_news_value.write(tmp_path / name, names, learn_news_value.learn(days, names), days)
        tables.append((tmp_path / name).read_bytes())
    assert tables[0] == tables[1]
    learnt = dict(line.split("\t") for line in tables[0].decode().splitlines() if not line.startswith("#"))
    shipped = news_value.weights()
    apart = {name: abs(float(learnt.get(name, 0)) - shipped.get(name, 0)) for name in news_value.WHY}
    assert max(apart.values()) < 0.3, max(apart, key=lambda name: apart[name])
