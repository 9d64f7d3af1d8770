"""The page of a draft over HTTP, as a browser without scripts has it."""

import pytest

from service.pipeline.pending_episodes import PendingEpisodes
from service.web.desk.people import DeskPeople
from tests.support.desk_client import PASSWORD, DeskClient
from tests.support.made_episode import HELD_ID

pytestmark = pytest.mark.slow
DRAFT = f"/desk/daily/{HELD_ID}"


def opened(editor):
    assert editor.get(DRAFT).status == 200
    return editor


def test_each_sentence_has_a_field_and_its_source_marked_in_the_paragraph(editor):
    draft = editor.service.get(f"/api/shows/daily/drafts/{HELD_ID}").json
    opened(editor)
    fields = editor.form()
    assert editor.titles() == [each["title"] for each in draft["segments"] if each["part"].isdigit()]
    for segment in draft["segments"]:
        for sentence in segment["sentences"]:
            assert fields[f"say {sentence['target']}"] == sentence["text"]
    story = next(each for each in draft["segments"] if each["part"] == "1")
    marks = [each.text for each in editor.page.xpath("//article[@id='p-1']//mark")]
    assert marks == [each["source"] for each in story["sentences"] if each["source"]]
    assert any(
        len(each.text_content()) > 2 * len(mark)
        for each, mark in zip(editor.page.xpath("//article[@id='p-1']//blockquote"), marks, strict=True)
    )


def test_the_length_asked_for_and_predicted_are_told_and_what_is_left_out_with_its_reason(editor):
    opened(editor)
    assert "2:00 / 2:00" in editor.text("//footer")
    left = editor.page.xpath("//ul[@class='left']/li")
    assert left
    assert all(each.xpath("./small")[0].text.strip() for each in left)
    assert editor.page.xpath("//ul[@class='left']//button/@value")[0] == "add 1"


def test_a_story_is_moved_dropped_and_brought_back_without_a_script(editor):
    first = opened(editor).titles()
    editor.press(DRAFT, "down 1", follow=False)
    assert editor.answer.headers["location"] == f"{DRAFT}#p-2"
    opened(editor)
    assert editor.titles()[:2] == first[1::-1]
    editor.press(DRAFT, "drop 1")
    assert first[1] not in editor.titles()
    assert "去掉" in editor.text("//section[@aria-labelledby='changes']")
    editor.press(DRAFT, "undo")
    assert editor.titles()[:2] == first[1::-1]


def test_an_item_of_the_editors_own_is_brought_in_and_what_cannot_be_stays_in_its_fields(editor):
    opened(editor)
    own = {"own_title": "停水通知", "own_text": "今天夜里停水。", "own_place": "2", "do": "own"}
    editor.post(DRAFT, editor.form() | own | {"own_title": ""})
    assert editor.answer.status == 422
    assert "要有标题" in editor.text("//div[@role='alert']")
    assert editor.page.xpath("//textarea[@id='own-text']")[0].text == "今天夜里停水。"
    editor.post(DRAFT, editor.form() | own)
    assert editor.answer.headers["location"] == f"{DRAFT}#p-2"
    opened(editor)
    assert editor.titles()[1] == "停水通知"
    assert "加上" in editor.text("//section[@aria-labelledby='changes']")


def test_of_two_editors_the_later_one_is_told_and_loses_no_text(editor):
    DeskPeople(editor.service.folder / ".tingbao").add("李编辑", PASSWORD)
    other = opened(DeskClient(editor.service).logged_in(name="李编辑"))
    first = opened(editor).titles()
    editor.press(DRAFT, "down 1")
    answer = other.press(DRAFT, "drop 1", t1_title="李编辑的标题")
    assert answer.status == 409
    said = other.text("//*[@role='alert']")
    assert "没有保存" in said
    assert "王编辑" in said
    assert "没有做： 去掉" in said
    assert other.titles()[:2] == first[1::-1]  # nothing was dropped: it is the newest version
    assert other.form()["say 2.title"] == "李编辑的标题"
    assert other.page.xpath("//article[@id='p-2']/details[@open]")
    other.press(DRAFT)  # and Save has it now
    assert other.answer.status == 200
    assert "李编辑的标题" in other.titles()


def test_what_cannot_be_is_told_in_chinese_and_the_text_stands_in_its_field(editor):
    opened(editor)
    answer = editor.press(DRAFT, topening_1="很" * 301)
    assert answer.status == 422
    assert "超过 300 个字" in editor.text("//*[@role='alert']")
    assert editor.form()["say opening.1"] == "很" * 301
    assert editor.post(DRAFT, {"csrf": editor.csrf, "do": "save"}).status == 422


def test_a_warning_stands_below_the_sentence_that_it_is_about(editor):
    opened(editor)
    part = next(p for p in range(1, 9) if f"say {p}.2" in editor.form())
    editor.press(DRAFT, **{f"t{part}_2": "参加活动的有98765人。"})
    assert "98765" in editor.text(f"//article[@id='p-{part}']//p[@class='warn']")


def test_a_hostile_text_is_shown_and_never_done(editor):
    hostile = "<script>document.title='hacked'</script>\"'><img src=x onerror=alert(1)>"
    opened(editor)
    editor.press(DRAFT, t1_title=hostile, topening_1=f"{hostile}。")
    assert hostile in editor.titles()
    assert editor.page.xpath("//script[not(@src)] | //img") == []
    assert "<script>document" not in editor.answer.text


def test_an_episode_that_waits_no_longer_is_said_to_be_so(editor):
    opened(editor)
    PendingEpisodes(editor.service.folder / ".tingbao", "daily").drop(HELD_ID)
    assert editor.press(DRAFT, "drop 1").status == 404
    assert "不再等审" in editor.text("//*[@role='alert']")


def test_a_sentence_is_heard_in_the_version_that_is_seen(editor):
    opened(editor)
    link = editor.page.xpath("//article[@id='p-1']//a[@class='play']/@href")[1]
    assert link == f"{DRAFT}/audio/1.2?version=0"
    answer = editor.get(link)
    assert (answer.status, answer.headers["content-type"]) == (200, "audio/mpeg")
    assert len(answer.body) > 4000
    for wrong, status in (
        (f"{DRAFT}/audio/1.99?version=0", 422),
        (f"{DRAFT}/audio/1.2?version=x", 422),
        (f"{DRAFT}/audio/1.2?version=9", 422),
    ):
        assert editor.get(wrong).status == status
        assert editor.text("//*[@role='alert']")
    assert editor.get(f"/desk/quiet/{HELD_ID}/audio/1.2?version=0").status == 404
    assert DeskClient(editor.service).get(link).status == 401
