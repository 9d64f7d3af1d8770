"""`chapters.json`: the episode's chapters with their links, and none but links of the web."""

import json
from dataclasses import replace

from service.publishing import chapters
from tests.support.publishing_samples import SHOW, episode


def test_each_chapter_has_its_times_its_title_and_its_link_where_there_is_one():
    made = episode()
    found = json.loads(chapters.render(SHOW, made))
    assert found["version"] == "1.2.0"
    assert [each["title"] for each in found["chapters"]] == [each.title for each in made.chapters]
    assert [(each["startTime"], each["endTime"]) for each in found["chapters"]] == [
        (round(each.start, 3), round(each.end, 3)) for each in made.chapters
    ]
    assert [each.get("url", "") for each in found["chapters"]] == [each.url for each in made.chapters]


def test_a_link_that_is_no_address_of_the_web_is_left_out():
    made = episode()
    [first, *_] = made.chapters
    found = json.loads(chapters.render(SHOW, replace(made, chapters=(replace(first, url="javascript:alert(1)"),))))
    assert "url" not in found["chapters"][0]
