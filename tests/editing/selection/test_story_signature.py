"""What is compared of an article, part by part, and what is kept of it between editions."""

import datetime as dt

from service.editing.selection.story_signature import LEAD_CHARACTERS, recall, remember, signature
from service.model import MODIFICATION_TIME, Aired, Article
from tests.support.tables import every_row


def of(title="", *paragraphs, **more):
    return signature(Article("测试日报", title, paragraphs, **more))


def test_headline_lead_and_text():
    lead, far = "柳溪大桥昨日开工。" * 12, "白菜丰收。"
    found = of("【本报讯】桥梁", lead, far)
    assert found.title == {"桥梁"}
    assert {"柳溪", "开工"} <= found.lead
    assert "白菜" not in found.lead
    assert {"桥梁", "白菜", "柳溪"} <= found.text
    assert found.opening == f"桥梁\n{lead[:LEAD_CHARACTERS]}"
    assert not found.bare


def test_a_headline_alone_is_its_own_lead():
    found = of("柳溪大桥开工")
    assert found.bare
    assert found.lead == found.title == {"柳溪", "溪大", "大桥", "桥开", "开工"}


def test_a_text_without_a_headline_begins_with_who_did_it():
    found = of("", "柳溪大桥昨日开工。" + "工人到位。" * 10 + "白菜丰收。")
    assert {"柳溪", "开工"} <= found.title
    assert "白菜" not in found.title


def test_what_stands_in_parentheses_is_not_compared():
    assert "记者" not in of("柳溪大桥开工", "柳溪大桥（记者赵彬摄）开工。").text


@every_row(
    ("text", "figures"),
    [
        ("投资3.6亿元，占地120亩。", {"3.6亿", "120"}),
        ("投资7万元，栽树9棵。", {"7万"}),
        ("2026年12月25日15时30分，12点整", set()),
        ("第1.2.3版", set()),
    ],
)
def test_figures_are_numbers_but_no_dates_times_and_single_digits(text, figures):
    assert of("", text).figures == figures


def test_the_days_are_those_of_the_lead():
    found = of("", "3月5日至7日，柳溪镇举行集市。" + "白菜丰收。" * 20 + "9日结束。")
    assert found.days == {"5", "7"}


@every_row(
    ("title", "actor", "acts", "places"),
    [
        ("周建国会见日本客人", "周建国", ("会见",), ("日本",)),
        ("赵彬笔下的浙江", "", (), ("浙江",)),
        ("赵彬在浙江、江西调研", "赵彬", ("调研",), ("浙江", "江西")),
        ("柳溪大桥开工", "", ("开工",), ()),
    ],
)
def test_who_did_what_and_where(title, actor, acts, places):
    found = of(title)
    assert (found.actor, found.acts, set(found.places)) == (actor, acts, set(places))


def test_persons_and_sites_of_the_text():
    found = of("", "镇长周建国说，青禾医院和柳溪大桥已经完工。刘芳表示，出行方便了。")
    assert found.people == {"周建国", "刘芳"}
    assert found.sites == {"青禾医院", "柳溪大桥"}


def test_the_host_of_a_meeting():
    found = of("", "云岭县教育局党组3月5日召开会议，部署工作。")
    assert {"云岭", "教育"} <= found.host
    assert "召开" not in found.host
    assert found.office == {"县教", "教育", "育局"}
    assert of("", "云岭县教育局部署工作。").host == frozenset()


def test_a_date_counts_where_the_source_states_it():
    day = dt.date(2026, 3, 5)
    assert of("柳溪大桥开工", published=day).published == day
    assert of("柳溪大桥开工", published=day, dated_by=MODIFICATION_TIME).published is None


def test_an_aired_story_is_known_by_all_its_tellings():
    lead = Article("甲报", "柳溪大桥开工", ("镇长周建国说，投资3.6亿元。5日动工。",), url="https://news.example/1")
    other = Article("乙报", "大桥动工", ("青禾医院旁建桥，工期450天。",))
    kept = remember([lead, other])
    assert (kept.title, kept.url) == ("柳溪大桥开工", "https://news.example/1")
    assert kept.opening == lead.text
    known = recall(kept)
    assert known.figures == {"3.6亿", "450"}
    assert known.people == {"周建国"}
    assert known.sites == {"青禾医院", "柳溪大桥"}
    assert signature(lead).text | signature(other).text <= known.text
    assert known.title == signature(lead).title
    assert not known.bare


@every_row("packed", ["", "大桥 桥开", "大桥|", "大桥|12|周建国|柳溪大桥|more"])
def test_a_signature_kept_by_another_version_is_read_as_far_as_it_goes(packed):
    kept = remember([Article("甲报", "柳溪开工", ("桥梁。",))])
    known = recall(type(kept)(kept.title, kept.opening, packed, kept.url))
    assert {"柳溪", "桥梁"} <= known.text
    assert "" not in known.text | known.figures | known.people | known.sites
    assert ("大桥" in known.text) is bool(packed)


def test_what_was_aired_was_more_than_a_headline():
    assert not recall(Aired("柳溪大桥开工", "", "", "")).bare
