"""The page of a sentence's readings over HTTP, as a browser without scripts has it."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from service.audio import mp3
from service.pipeline.editor_rules import EditorRulesFile
from tests.support.made_episode import HELD_ID

pytestmark = pytest.mark.slow
DRAFT = f"/desk/daily/{HELD_ID}"
PAGE = f"{DRAFT}/reading/close.1"
NOTICE = "//main/p[@class='alert'][@role='status']"


def say(editor, text):
    editor.get(DRAFT)
    fields = editor.form() | {"say close.1": text, "do": "save"}
    editor.post(DRAFT, fields)
    assert editor.answer.status == 303, editor.answer.text


@pytest.fixture
def reading(editor):
    (editor.service.folder / ".tingbao" / "editors" / "daily.json").unlink(missing_ok=True)
    say(editor, "明天去单县3号桥。")
    assert editor.get(PAGE).status == 200
    return editor


def form(editor, **more):
    """The fields of the form as they stand in the page."""
    box = editor.page.xpath("//form[@class='reading']")[0]
    fields = {each.get("name"): each.get("value") or "" for each in box.xpath(".//input[not(@type='radio')]")}
    return fields | {"pinyin": box.xpath(".//input[@checked]/@value")[0], **more}


def rules(editor):
    return EditorRulesFile(editor.service.folder / ".tingbao", "daily").get()


def tapped(editor, char):
    link = next(each for each in editor.page.xpath("//p[@class='characters']/a") if each.text_content()[0] == char)
    assert editor.get(f"{PAGE}{link.get('href').removeprefix(PAGE).partition('#')[0]}").status == 200
    return editor


def test_each_character_has_its_reading_above_it_and_leads_to_its_choices(reading):
    marks = [each.text for each in reading.page.xpath("//p[@class='characters']//rt")]
    assert marks == ["míng", "tiān", "qù", "shàn", "xiàn", "hào", "qiáo"]
    tapped(reading, "单")
    assert reading.page.xpath("//h2[@id='reading']/span")[0].text == "单县"
    shown = [each.text for each in reading.page.xpath("//div[@class='choice']//span[@lang='zh-Latn']")]
    assert shown[0] == "shàn xiàn"
    assert "dān xiàn" in shown
    spans = [each.text for each in reading.page.xpath("//p[@class='spans']/a")]
    assert spans == ["单", "去单县"]  # behind it stands a digit


def test_a_reading_is_heard_and_kept_for_this_programme(reading):
    tapped(reading, "单")
    hear = next(
        each.get("href") for each in reading.page.xpath("//div[@class='choice']/a") if "dan1" in each.get("href")
    )
    heard = reading.get(hear)
    assert (heard.status, heard.headers["content-type"]) == (200, "audio/mpeg")
    usual = reading.get(f"{DRAFT}/audio/close.1?version=1")
    assert len(mp3.decode(heard.body)) > 24_000
    assert heard.body != usual.body
    tapped(reading, "单")
    reading.post(PAGE, form(reading, pinyin="dan1 xian4", do="read"))
    assert (reading.answer.status, reading.answer.headers["location"]) == (303, f"{DRAFT}?done=saved#p-close")
    reading.get(PAGE)
    assert reading.page.xpath("//p[@class='characters']//rt")[3].text == "dān"
    assert "只在本期" in reading.text("//section[@aria-labelledby='own']")
    assert rules(reading).readings == {}


def test_one_that_is_typed_is_heard_and_kept_for_good_and_taken_back(reading):
    tapped(reading, "单")
    reading.post(PAGE, form(reading, other="chán xiàn", do="hear"))
    address = urlsplit(reading.answer.headers["location"])
    assert dict(parse_qsl(address.query))["pinyin"] == "chán xiàn"
    assert reading.get(reading.answer.headers["location"]).headers["content-type"] == "audio/mpeg"
    tapped(reading, "单")
    reading.post(PAGE, form(reading, other="chán xiàn", do="read always"))
    assert reading.answer.status == 303
    assert rules(reading).readings == {"单县": "chan2 xian4"}
    reading.get(PAGE)
    assert "一直有效" in reading.text("//section[@aria-labelledby='own']")
    box = reading.page.xpath("//section[@aria-labelledby='own']//form")[0]
    fields = {each.get("name"): each.get("value") for each in box.xpath("./input")}
    reading.post(PAGE, {**fields, "do": box.xpath("./button/@value")[0]})
    assert rules(reading).readings == {}
    assert reading.get(PAGE).status == 200
    assert reading.page.xpath("//p[@class='characters']//rt")[3].text == "shàn"


def test_what_cannot_be_is_said_in_chinese_and_what_was_typed_stays(reading):
    for other, said in (("dan1", "却写了 1 个音节"), ("dan xian4", "不是拼音"), ("", "现在就是这样读的")):
        tapped(reading, "单")
        if not other:
            reading.post(PAGE, form(reading, do="read"))
            tapped(reading, "单")
        reading.post(PAGE, form(reading, other=other, do="read"))
        assert reading.answer.status == 422, other
        assert said in reading.text("//p[@role='alert']")
        assert reading.page.xpath("//input[@id='other']/@value") == [other]
    reading.post(PAGE, {"csrf": reading.csrf, "do": "eat"})
    assert reading.answer.status == 422
    assert reading.get(f"{DRAFT}/reading/99.1").status == 422
    assert reading.get(f"{DRAFT}/reading/close.1?at=999").status == 200
    assert reading.get(f"{DRAFT}/reading/close.1?at=3&start=0&end=9").status == 200


def test_a_slip_of_the_scan_is_corrected_wherever_it_stands(reading):
    tapped(reading, "单")
    fields = {"csrf": reading.csrf, "at": "3", "word": "单县", "right": "善县"}
    reading.post(PAGE, {**fields, "do": "correct always"})
    assert reading.answer.status == 303
    assert rules(reading).corrections == {"单县": "善县"}
    reading.get(DRAFT)
    assert reading.form()["say close.1"] == "明天去善县3号桥。"
    assert "改正" in reading.text("//section[@aria-labelledby='changes']")
    reading.get(PAGE)
    reading.post(PAGE, {**fields, "csrf": reading.csrf, "do": "correct"})
    assert reading.answer.status == 422
    assert "没有这个词" in reading.text("//p[@role='alert']")
    box = reading.page.xpath("//section[@aria-labelledby='corrections']//form")[0]
    fields = {each.get("name"): each.get("value") for each in box.xpath("./input")}
    reading.post(PAGE, {**fields, "do": box.xpath("./button/@value")[0]})
    assert (reading.answer.status, rules(reading).corrections) == (303, {})
    reading.get(DRAFT)
    assert reading.form()["say close.1"] == "明天去善县3号桥。"
    reading.get(PAGE)
    assert not reading.page.xpath("//section[@aria-labelledby='corrections']")
    reading.post(PAGE, {**fields, "csrf": reading.csrf, "do": "correct always"})
    assert "没有一直改正" in reading.text("//p[@role='alert']")


def test_a_form_of_another_session_keeps_nothing(reading):
    tapped(reading, "单")
    reading.post(PAGE, form(reading, csrf="x", pinyin="dan1 xian4", do="read"))
    assert reading.answer.status == 403
    assert rules(reading).readings == {}


def test_that_it_is_saved_is_said_and_that_undo_leaves_what_holds_for_good(reading):
    tapped(reading, "单")
    reading.post(PAGE, form(reading, do="read"))
    reading.get(reading.answer.headers["location"].partition("#")[0])
    assert reading.text(NOTICE) == "已保存"
    reading.press(DRAFT, "undo")
    assert not reading.page.xpath(NOTICE)
    reading.get(PAGE)
    tapped(reading, "单")
    reading.post(PAGE, form(reading, do="read always"))
    reading.get(reading.answer.headers["location"].partition("#")[0])
    assert "以后都这样" in reading.text(NOTICE)
    reading.press(DRAFT, "undo")
    assert "撤销的只是这一期的" in reading.text(NOTICE)
    assert rules(reading).readings
