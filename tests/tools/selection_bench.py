"""10,000 invented articles put together by story, on one core: seconds, pairs compared, precision and recall.

    python -m tests.tools.selection_bench [ARTICLES]

Each story has two to five tellings that share its names, figures and sites, in other sentences and under other
headlines; a fifth of the stories are meetings under one stock headline with one stock paragraph.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from itertools import combinations

SYLLABLES = (
    "青沅芦汀棠棣柳湾朝溪白苇镜湖杏林凤尾厦溪石藤盂口榆关梧桐槐荫枫桥桂岭松涛竹溪兰坪菊潭荷塘梅园桃源杏坛栗坪楠溪桦甸"
)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
THINGS = ["水厂", "大桥", "医院", "湿地", "水库", "公园", "社区", "煤矿", "图书馆", "博物馆"]
DEEDS = ["建成投用", "全面开工", "通过验收", "对外开放", "扩建完工", "启动改造"]
STOCK = "会议强调，要深入学习领会全会精神，把思想和行动统一到部署要求上来，以高度的责任感抓好各项工作落实。"


def story(dice: random.Random) -> list[tuple[str, str]]:
    """Headline and text of each telling."""

    def name(length: int = 2) -> str:
        return "".join(dice.choice(SYLLABLES) for _ in range(length))

    place, site, person = name(), name() + dice.choice(THINGS), dice.choice(SURNAMES) + name()
    amount, money = f"{dice.randint(11, 9999)}", f"{dice.randint(2, 99)}.{dice.randint(1, 9)}亿元"
    deed, day = dice.choice(DEEDS), dice.randint(1, 28)
    facts = [
        f"{day}日，{place}县{site}{deed}，总投资{money}。",
        f"记者从{place}县获悉，{site}日前{deed}，可以服务居民{amount}户。",
        f"项目负责人{person}介绍，这里每天接待{amount}人次，附近的居民都说方便多了。",
        f"据了解，{site}的投资达到{money}，{place}县还将完善周边的道路和绿化。",
        f"“我们等这一天等了很久。”家住{name()}村的村民{dice.choice(SURNAMES)}{name(1)}说。",
    ]
    headlines = [
        f"{place}{site}{deed}",
        f"{site}惠及{amount}户居民",
        f"投资{money} {place}添新景",
        f"{person}：等这一天很久了",
    ]
    tellings = []
    for headline in dice.sample(headlines, dice.randint(2, 4)):
        told = dice.sample(facts, 4)
        tellings.append((headline, "".join(told)))
    return tellings


def meeting(dice: random.Random) -> list[tuple[str, str]]:
    """One telling of a meeting that has its headline and most of its words from the last one."""
    host = "".join(dice.choice(SYLLABLES) for _ in range(3)) + dice.choice(["教育局", "交通局", "水务局", "卫健委"])
    person = dice.choice(SURNAMES) + dice.choice(SYLLABLES) + dice.choice(SYLLABLES)
    return [
        ("学习贯彻全会精神专题会议召开", f"{dice.randint(1, 28)}日，{host}召开专题会议。{STOCK}局长{person}主持会议。")
    ]


def invent(count: int) -> tuple[list[tuple[str, str]], list[int]]:
    """That many articles, shuffled, and the story of each."""
    dice, told, stories, number = random.Random(20260321), [], [], 0
    while len(told) < count:
        tellings = meeting(dice) if dice.random() < 0.2 else story(dice)
        told += tellings
        stories += [number] * len(tellings)
        number += 1
    order = dice.sample(range(count), count)
    return [told[i] for i in order], [stories[i] for i in order]


def pairs(labels: Sequence[int]) -> set[tuple[int, int]]:
    """The pairs of articles that have one label."""
    members: dict[int, list[int]] = {}
    for i, label in enumerate(labels):
        members.setdefault(label, []).append(i)
    return {pair for each in members.values() for pair in combinations(each, 2)}


def main() -> None:
    from service.editing.selection.clustering import candidates, clusters
    from service.editing.selection.story_signature import signature
    from service.model import Article

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    told, stories = invent(count)
    articles = [Article(f"{i}.txt", title, (text,)) for i, (title, text) in enumerate(told)]
    start = time.process_time()
    traces = [signature(article) for article in articles]
    groups = clusters(traces)
    seconds = time.process_time() - start
    label = {i: number for number, group in enumerate(groups) for i in group}
    found, right = pairs([label[i] for i in range(count)]), pairs(stories)
    print(f"{count} articles, {len(set(stories))} stories: {seconds:.1f} s on one core, {len(groups)} found")
    print(f"pairs compared: {sum(1 for _ in candidates(traces))} of {count * (count - 1) // 2}")
    print(f"precision {len(found & right) / len(found):.3f}, recall {len(found & right) / len(right):.3f}")


if __name__ == "__main__":
    main()
