"""A sound brought into a draft, once: in its place, heard, told as the editor's own, and taken back."""

import pytest

from tests.support.desk_client import DeskClient
from tests.support.made_episode import HELD_ID
from tests.support.sound_files import as_mp3, tone
from tests.support.upload_form import upload

pytestmark = pytest.mark.slow
DRAFT = f"/desk/daily/{HELD_ID}"
SOUND = f"{DRAFT}/sound"


FILE = ("ad.mp3", as_mp3(tone(6)))


def send(client, file=FILE, **fields):
    client.get(SOUND)
    return upload(client, SOUND, fields, file)


def test_a_sound_stands_in_its_place_is_heard_and_taken_back(editor):
    editor.get(DRAFT)
    before = editor.titles()
    assert send(editor, title="书店广告", text="今天八折。", place="2").headers["location"] == f"{DRAFT}#p-2"
    editor.get(DRAFT)
    assert editor.titles()[1] == "书店广告"
    said = editor.text("//article[@id='p-2']")
    assert "自己加的" in said
    assert "今天八折。" in said
    assert "这是录音" in said
    assert "读音、错字" not in said
    [heard] = editor.page.xpath("//article[@id='p-2']//a[@class='play']/@href")
    assert editor.get(heard).headers["content-type"] == "audio/mpeg"
    editor.get(DRAFT)
    editor.press(DRAFT, t2_1="今天八折。周末不打烊！")
    assert "今天八折。周末不打烊！" in editor.text("//article[@id='p-2']")
    assert len(editor.page.xpath("//article[@id='p-2']//a[@class='play']")) == 1  # heard once, whatever it says
    for _ in range(2):
        editor.press(DRAFT, "undo")
    assert editor.titles() == before


@pytest.mark.parametrize(
    ("fields", "file", "why"),
    [
        ({"title": "广告"}, None, "没有选文件"),
        ({"title": ""}, ("ad.mp3", as_mp3(tone(2))), "要有标题"),
        ({"title": "广告"}, ("ad.mp3", b"%PDF-1.7" + bytes(99)), "这是PDF"),
        ({"title": "广告", "text": "长" * 2001}, ("ad.mp3", as_mp3(tone(2))), "不能超过 2000"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(editor, fields, file, why):
    assert send(editor, file, **fields).status == 422
    assert why in editor.text("//*[@role='alert']")
    assert editor.page.xpath("//input[@name='title']/@value")[0] == fields["title"]
    editor.get(DRAFT)
    assert not editor.page.xpath("//button[@value='undo'][not(@disabled)]")


def test_who_is_not_of_the_session_sends_nothing(editor, desk):
    editor.get(SOUND)
    file = ("ad.mp3", as_mp3(tone(2)))
    assert upload(editor, SOUND, {"title": "广告"}, file, csrf="x").status == 403
    editor.get(SOUND)
    assert upload(editor, SOUND, {"title": "广告"}, file, site="cross-site").status == 403
    assert DeskClient(desk).get(SOUND).status == 401
    assert editor.get("/desk/daily/none/sound").status == 404


def test_one_that_is_lost_is_shown_on_the_draft_and_before_it_is_published(editor):
    assert send(editor, title="丢了的广告", place="1").status == 303
    for each in (editor.service.folder / ".tingbao" / "sounds" / "daily").glob("*.wav"):
        each.unlink()
    editor.get(DRAFT)
    assert "录音文件丢了" in editor.text("//article[@id='p-1']")
    editor.get(f"{DRAFT}/decide")
    assert "“丢了的广告” 录音文件丢了" in editor.text("//section[@aria-labelledby='warnings']")
