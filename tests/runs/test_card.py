"""A card says in a few lines what has come to pass, and where to go."""

from service.core import messages
from service.runs.card import card_of, length

EVENT = {"show": "daily", "title": "青沅早报", "edition": "2026-03-21T0630"}


def test_an_episode_that_is_out_has_title_lead_length_and_link():
    more = {"headline": "水厂完工｜3月21日", "lead": "水厂二期完工。", "seconds": 298.4}
    card = card_of({**EVENT, "event": "success", **more, "link": "http://pod.example/e/", "desk": "http://d.example/"})
    assert card.text.split("\n") == [
        "青沅早报 · 新一期",
        "水厂完工｜3月21日",
        "导语：水厂二期完工。",
        "时长：4 分 58 秒",
        "http://pod.example/e/",
    ]
    assert card.link_text == "收听"


def test_a_failure_says_what_is_wrong_and_what_to_do():
    card = card_of({**EVENT, "event": "failure", "error": "The disk is\nfull."})
    assert card.lead == "2026-03-21T0630"
    assert ("原因", "The disk is full.") in card.lines
    assert "tingbao make --show daily --edition 2026-03-21T0630" in dict(card.lines)["办法"]
    assert card.link == ""


def test_it_is_english_for_who_reads_that():
    events = [{**EVENT, "event": kind, "headline": "水厂完工", "seconds": 298.4} for kind in ("success", "approval")]
    cards = [card_of(event, "en") for event in events]
    assert [card.title for card in cards] == ["青沅早报 · a new episode", "青沅早报 · waits for approval"]
    assert ("Length", "4 min 58 s") in cards[0].lines
    assert cards[0].link_text == "Listen to it"
    failure = {**EVENT, "event": "failure", "error": "There is no show 云州."}
    assert "Why: There is no show 云州." in card_of(failure, "en").text.split("\n")
    assert "原因：没有 云州 这档节目。" in card_of(failure).text.split("\n")


def test_what_waits_leads_to_the_desk():
    more = {"headline": "水厂完工", "desk": "http://desk.example/d", "link": ""}
    card = card_of({**EVENT, "event": "approval", **more})
    assert (card.link, card.link_text, card.title) == ("http://desk.example/d", "打开审稿台", "青沅早报 · 待审")


def test_long_texts_are_cut_and_an_endless_link_is_left_out():
    endless = {"headline": "长" * 9999, "lead": "句" * 9999, "link": "http://" + "x" * 2000}
    card = card_of({**EVENT, "event": "success", **endless})
    assert len(card.text) < 700
    assert card.lead.endswith("…")
    assert card.link == ""


def test_lengths_are_said_in_minutes_and_seconds():
    said = [messages.in_language(length(seconds), "zh") for seconds in (0, 59.6, 60, 61, 298.4)]
    assert said == ["0 秒", "1 分钟", "1 分钟", "1 分 1 秒", "4 分 58 秒"]
