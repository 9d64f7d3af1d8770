"""The page of standing items: kept, heard, changed and removed without a script; two at once; what cannot be."""

import pytest

from service.web.desk.people import DeskPeople
from tests.support.desk_client import DeskClient
from tests.support.sound_files import as_mp3, as_wav, tone
from tests.support.upload_form import upload

pytestmark = pytest.mark.slow
ITEMS = "/desk/daily/items"
HOSTILE = "<img src=x onerror=alert(1)>"
NOTICE = {"title": "停水通知", "text": "今晚十点停水。", "place": "1", "on": "1"}


@pytest.fixture
def keeper(editor):
    """Somebody before a page without items."""
    editor.get(ITEMS)
    while editor.page.xpath("//button[@value='remove']"):
        act(editor, "remove", item=editor.page.xpath("//input[@name='item']/@value")[0])
    return editor


def act(client, do="keep", file=None, version=None, **fields):
    """Press a button of the form of an item, or of the new one, and look at what comes."""
    version = client.page.xpath("//input[@name='version']/@value")[0] if version is None else version
    answer = upload(client, ITEMS, {"version": version, "item": "", **fields, "do": do}, file)
    if answer.status == 303:
        client.get(answer.headers["location"].partition("#")[0])
    return answer


def names(client):
    return [each.text for each in client.page.xpath("//section//h2[@lang='zh']")]


def alert(client):
    return client.text("//*[@role='alert']")


def values(client, item):
    """What stands in the form of an item."""
    [form] = [each for each in client.page.xpath("//form") if dict(each.fields).get("item") == item]
    return dict(form.fields)


def test_a_new_one_never_takes_the_place_of_another(keeper):
    act(keeper, **NOTICE, day_mon="1")
    again = act(keeper, **{**NOTICE, "text": "别的。"})
    assert again.status == 422
    assert alert(keeper) == "已经有一条“停水通知”了。"
    assert values(keeper, "")["text"] == "别的。"
    kept = values(keeper, "停水通知")
    assert (kept["text"], kept["day_mon"]) == (NOTICE["text"], "1")


def test_one_is_kept_changed_switched_off_and_removed(keeper):
    assert "还没有固定播的条目" in keeper.text()
    days = {"day_sat": "1", "day_mon": "1", "since": "2026-03-01", "until": "2099-12-31"}
    assert act(keeper, **NOTICE, **days).status == 303
    assert names(keeper) == ["停水通知"]
    said = keeper.text("//section[1]")
    assert "在播" in said
    assert "最前面 · 周一 周六 · 从这天起 2026-03-01 · 到这天为止 2099-12-31" in said
    [heard] = keeper.page.xpath("//a[@class='play']/@href")
    assert keeper.get(heard).headers["content-type"] == "audio/mpeg"
    keeper.get(ITEMS)
    form = values(keeper, "停水通知")
    assert (form["place"], form["day_sat"], form["day_sun"], form["until"]) == ("1", "1", None, "2099-12-31")
    assert act(keeper, item="停水通知", title="停水", text="别的话。", place="4", until="2020-01-01").status == 303
    assert names(keeper) == ["停水"]
    assert "已经到期" in keeper.text("//section[1]")
    assert "排在第 3 条后面 · 每天" in keeper.text("//section[1]")
    act(keeper, item="停水", title="停水", text="别的话。")
    assert "停播" in keeper.text("//section[1]")
    assert act(keeper, "remove", item="停水").status == 303
    assert names(keeper) == []


def test_a_sound_is_sent_heard_and_given_up_for_a_voice(keeper):
    act(keeper, title="书店广告", on="1", file=(f"../../{HOSTILE}.mp3", as_mp3(tone(5))))
    assert "录音 · 5 秒" in keeper.text("//section[1]")
    [link] = keeper.page.xpath("//a[@class='play']/@href")
    sound = keeper.get(link)
    assert (sound.status, sound.headers["content-type"], sound.body[:4]) == (200, "audio/wav", b"RIFF")
    assert sound.headers["cache-control"] == "no-store"
    keeper.get(ITEMS)
    form = values(keeper, "书店广告")
    kept = {"item": "书店广告", "title": "书店广告", "sound": form["sound"], "on": "1"}
    act(keeper, **kept, text="八折。")
    assert "录音 · 5 秒 八折。" in keeper.text("//section[1]")
    act(keeper, **kept, text="八折。", voice="1")
    assert "录音 · " not in keeper.text("//section[1]")
    assert "/sounds/" not in keeper.page.xpath("//a[@class='play']/@href")[0]


@pytest.mark.parametrize(
    ("fields", "file", "why"),
    [
        ({"title": "通知", "text": ""}, None, "请写要播的话"),
        ({"title": "", "text": "话。"}, None, "要有标题"),
        ({"title": "通知", "text": "🎉。"}, None, "念不出来"),
        ({"title": "通知", "text": "话。", "until": "明天"}, None, "看不懂"),
        ({"title": "通知", "text": "话。", "since": "2026-03-02", "until": "2026-03-01"}, None, "前面"),
        ({"title": "通知"}, ("page.pdf", b"%PDF-1.7 " + bytes(200)), "这是PDF"),
        ({"title": "通知"}, ("a.mp3", b"no sound at all " * 9), "不是能用的声音文件"),
        ({"title": "通知"}, ("a.wav", as_wav(tone(181))), "最多 180 秒"),
        ({"title": "通知"}, ("a.wav", as_wav(tone(3))[:40_000]), "没有传完整"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_written_stays(keeper, fields, file, why):
    assert act(keeper, file=file, **fields, place="3", day_sun="1").status == 422
    assert why in alert(keeper)
    form = values(keeper, "")
    assert (form["title"], form["text"].strip(), form["place"]) == (fields["title"], fields.get("text", ""), "3")
    assert form["day_sun"] == "1"
    assert names(keeper) == []


def test_a_sound_that_came_is_not_asked_for_again_where_the_rest_is_refused(keeper):
    assert act(keeper, title="", file=("a.mp3", as_mp3(tone(2)))).status == 422
    form = values(keeper, "")
    assert act(keeper, title="广告", sound=form["sound"]).status == 303
    assert "录音 · 2 秒" in keeper.text("//section[1]")


def test_of_two_at_once_the_second_is_told_and_neither_overwrites_the_other(keeper, desk):
    act(keeper, **NOTICE)
    other = DeskClient(desk).logged_in()
    other.get(ITEMS)
    assert act(keeper, item="停水通知", **{**NOTICE, "text": "先改的。"}).status == 303
    assert act(other, item="停水通知", **{**NOTICE, "text": "后改的。"}).status == 409
    assert "别人刚改过" in alert(other)
    assert values(other, "停水通知")["text"].strip() == "后改的。"
    keeper.get(ITEMS)
    assert "先改的。" in keeper.text("//section[1]")
    assert act(other, item="停水通知", **{**NOTICE, "text": "后改的。"}).status == 303  # on what was just shown
    act(keeper, "remove", item="停水通知", version="x")
    assert names(keeper) == ["停水通知"]
    keeper.get(ITEMS)
    act(keeper, "remove", item="停水通知")
    assert act(other, item="停水通知", **NOTICE).status == 409
    assert values(other, "")["title"] == "停水通知"  # removed meanwhile: it would be a new one


def test_hostile_words_are_text(keeper):
    act(keeper, title=HOSTILE, text=f"{HOSTILE}话。", place="../1", since="")
    answer = keeper.get(ITEMS)
    assert "<img" not in answer.text
    assert names(keeper) == [HOSTILE]


def test_no_other_site_session_person_or_show_does_anything(keeper, desk):
    fields = {"version": "*", "item": "", **NOTICE, "do": "keep"}
    assert upload(keeper, ITEMS, fields, site="cross-site").status == 403
    keeper.get(ITEMS)
    for csrf in ("", "x"):
        assert upload(keeper, ITEMS, fields, csrf=csrf).status == 403
        keeper.get(ITEMS)
    assert keeper.post(ITEMS, {"csrf": keeper.csrf, **fields}).status == 415
    assert keeper.get("/desk/quiet/items").status == 404
    assert keeper.get("/desk/quiet/sounds/" + "0" * 32).status == 404
    assert keeper.get("/desk/daily/sounds/..%2f..%2ftingbao.toml").status == 404
    assert DeskClient(desk).get(ITEMS).status == 401
    DeskPeople(desk.folder / ".tingbao").add("别人", "another password", ("quiet",))
    stranger = DeskClient(desk).logged_in(name="别人", password="another password")
    assert stranger.get(ITEMS).status == 404
    keeper.get(ITEMS)
    assert act(keeper, "eat", **NOTICE).status == 422
    keeper.get(ITEMS)
    assert names(keeper) == []
