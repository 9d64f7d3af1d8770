"""Who acts, by the offices that a day's texts bind names to; all names are invented."""

import pytest

from service.editing.selection.article_text import article_text
from service.editing.selection.official_titles import holders, named, office
from service.model import Article
from tests.support.tables import every_row

DAY = (
    "国家主席葛怀舟20日在北京会见来宾。",
    "国务院总理洪砺之主持召开会议。",
    "市委书记钟砚耕到柳湾镇调研。",
    "副市长陶立夏出席。",
)


def found(title, text="", known=()):
    return office(article_text(Article("a.txt", title, (text,) if text else ())), holders((*DAY, *known)))


def test_a_name_has_the_rank_of_the_office_that_the_day_gives_it():
    assert found("葛怀舟同外国总统会谈") == {"leader headline": 1.0, "first leader": 1.0}
    second = found("洪砺之主持召开会议")
    assert 0 < second["leader headline"] < 1
    assert "first leader" not in second
    assert 0 < found("桥修好了", "洪砺之到现场。")["leader opening"] < 1


def test_local_leaders_are_another_feature_by_rank():
    secretary, deputy = found("钟砚耕调研春灌"), found("陶立夏调研春灌")
    assert secretary["local leader headline"] > deputy["local leader headline"] > 0
    assert "leader headline" not in secretary


@every_row(
    "title",
    ["城市长期规划公布", "外国主席到访", "吉尔吉斯斯坦国家主席到访", "骆知秋谈读书", "副总裁陶立冬说"],
)
def test_what_only_looks_like_an_office_or_a_holder_is_none(title):
    assert "leader headline" not in found(title)
    assert "local leader headline" not in found(title)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("welcome", "葛怀舟为外国总统举行仪式欢迎"),
        ("after talks", "葛怀舟同外国总统茶叙"),
        ("letters", "葛怀舟致电祝贺"),
    ],
)
def test_protocol_acts_count_with_a_leader_alone(name, title):
    assert found(title)[name] == 1.0
    assert name not in found(title.replace("葛怀舟", "骆知秋"))


def test_a_visit_that_is_announced_is_short():
    title = "葛怀舟将对邻国进行国事访问"
    assert found(title, "应邻国总统邀请，国家主席葛怀舟将于下周访问。")["notice of visit"] == 1.0
    assert "notice of visit" not in found(title, "应邻国总统邀请，国家主席葛怀舟将于下周访问。" * 9)


def test_of_two_offices_the_higher_one_counts():
    known = ("市长洪砺之说。",)
    assert "leader headline" in found("洪砺之调研", known=known)
    assert "local leader headline" not in found("洪砺之调研", known=known)


def test_an_office_names_itself_and_whom_the_day_gives_it():
    assert named("市委书记", DAY) == {"市委书记", "钟砚耕"}
    assert named("骆知秋", DAY) == {"骆知秋"}
