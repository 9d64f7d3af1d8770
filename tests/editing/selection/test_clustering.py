"""Which articles tell one story."""

from service.editing.selection import clustering
from service.editing.selection.clustering import candidates, clusters
from service.editing.selection.story_signature import signature
from service.model import Article

BRIDGE = "3月21日，横跨柳溪河的柳溪大桥正式通车，全长1280米，总投资7400万元，两岸三万名群众出行时间缩短四十分钟。"
DATES = "3月20日，河湾县冬枣协会发布消息，全县冬枣种植面积达到12万亩，预计产量增长15%，枣农户均增收8600元。"


def signatures(*articles):
    return [signature(Article("page.txt", title, (text,))) for title, text in articles]


def test_two_tellings_are_one_story_and_another_stays_alone():
    found = signatures(("柳溪大桥正式通车", BRIDGE), ("河湾县冬枣种植12万亩", DATES), ("柳溪大桥通车", BRIDGE))
    assert clusters(found) == ((0, 2), (1,))


def test_each_article_is_in_one_story():
    found = signatures(*[("柳溪大桥正式通车", BRIDGE), ("河湾县冬枣种植12万亩", DATES)] * 4)
    assert sorted(index for group in clusters(found) for index in group) == list(range(8))
    assert clusters([]) == ()


def test_only_what_shares_something_rare_is_compared():
    found = signatures(("柳溪大桥正式通车", BRIDGE), ("青年足球赛开幕", "比赛将进行两周，八支球队参加。"))
    assert list(candidates(found)) == []


def test_groups_that_were_kept_apart_are_not_compared_again(monkeypatch):
    means, asked = clustering._mean, []

    def mean(first, second, *others):
        asked.append((first, second))
        return means(first, second, *others)

    monkeypatch.setattr(clustering, "_mean", mean)
    towns = ("青禾", "云溪", "石藤", "长荇")
    told = [
        f"昨日，{towns[n % 4]}镇第{n}座泵站建成投用，日提水{n * 7 + 3}万吨，{n * 21 + 9}户受益。" for n in range(40)
    ]
    clustering.clusters(
        [signature(Article("x", f"{towns[n % 4]}镇第{n}座泵站投用", (each,))) for n, each in enumerate(told)]
    )
    assert asked
    assert len(asked) == len(set(asked))
