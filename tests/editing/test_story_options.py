"""Briefs tell what their headline tells, and no more than once."""

import datetime as dt

from service.editing.story_options import tell
from service.model import Article, Story

DATE = dt.date(2026, 3, 21)
FINAL = "决赛在市体育中心举行，堡子桥中学女足以3比2战胜长荇中学队夺冠。"
TEAM = "这支球队成立才四年，队员里有十九名来自山区的村小。"


def brief(title, *sentences):
    story = Story((Article("page.txt", title, ("".join(sentences),)),), 1.0, "")
    return [utterance.written for utterance in tell([story], ["a"], DATE)[0].brief]


def test_a_headline_that_the_sentence_does_not_tell_is_said_before_it():
    told = brief("荻花洲白鹭提前六天归来", "巡护员在湿地的望远镜里看到了今年的第一批候鸟，一共三十七只。")
    assert told[0] == "荻花洲白鹭提前六天归来。"
    assert len(told) == 2


def test_a_headline_that_the_sentence_tells_is_not_said_twice():
    assert len(brief("堡子桥中学女足3比2夺冠", FINAL)) == 1
