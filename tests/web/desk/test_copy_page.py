"""Copy sent in at the desk: text, files and photos, what was understood, and what is mended."""

import pytest

from service.web.desk.people import DeskPeople
from tests.support.desk_client import NAME, PASSWORD, DeskClient
from tests.support.web_service import Service

pytestmark = pytest.mark.slow
COPY = "/desk/daily/copy"
TEXT = (
    "云雁大桥通车\n\n云雁大桥昨天正式通车，全长3218米，双向六车道。\n\n"
    "粮食丰收\n\n今年全市粮食总产20万吨，比去年增长3%。\n"
)
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def sender(editor):
    editor.get(COPY)
    for form in editor.page.xpath("//form[.//button[@value='remove']]"):
        editor.post(f"{COPY}/mend", {"csrf": editor.csrf, "file": form.fields["file"], "do": "remove"})
    editor.get(COPY)
    return editor


def send(client, *files, text="", csrf=None, site="same-origin", boundary="xx", **more):
    """Send the form as a browser without scripts does."""
    fields = {"csrf": client.csrf if csrf is None else csrf, "text": text, **more}
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    parts += [
        f'Content-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode() + data
        for name, data in files or [("", b"")]
    ]
    body = b"".join(f"--{boundary}\r\n".encode() + part + b"\r\n" for part in parts) + f"--{boundary}--\r\n".encode()
    kind = f"multipart/form-data; boundary={boundary}"
    return client.ask("POST", COPY, body, Sec_Fetch_Site=site, Content_Type=kind)


def mend(client, do, file, **fields):
    answer = client.post(f"{COPY}/mend", {"csrf": client.csrf, "file": file, "do": do, **fields})
    client.get(COPY)
    return answer


def names(client):
    return [each.text for each in client.page.xpath("//section//h2")]


def titles(client):
    return [each.text.strip() for each in client.page.xpath("//details[@class='found']/summary")]


def test_what_is_sent_is_shown_as_it_was_understood_and_mended(sender):
    assert "还没有人交稿" in sender.text()
    assert send(sender, ("页.txt", TEXT.encode()), ("坏.pdf", b"%PDF-1.4")).status == 303
    sender.get(sender.answer.headers["location"].partition("#")[0])
    assert "已交 2 份" in sender.text("//*[@role='status']")
    assert sender.page.xpath("//*[@role='status']//a/text()") == ["坏.pdf", "页.txt"]
    assert names(sender) == ["坏.pdf", "页.txt"]
    assert "没有读" in sender.text("//section[1]")
    before = titles(sender)
    assert before[0] == "云雁大桥通车"
    assert mend(sender, "title", "页.txt", title="云雁大桥通车", text="大桥通车").status == 303
    assert titles(sender)[0] == "大桥通车"
    paragraphs = sender.page.xpath("//details[@class='found'][1]/p")
    if len(before) == 1:
        mend(sender, "split", "页.txt", title="大桥通车", at=paragraphs[-1].text, text="粮食又丰收")
        assert titles(sender) == ["大桥通车", "粮食又丰收"]
    mend(sender, "join", "页.txt", title="大桥通车", at=titles(sender)[1])
    assert titles(sender) == ["大桥通车"]
    while "撤销上一次拆合" in sender.text():
        mend(sender, "unmend", "页.txt")
    assert titles(sender) == before
    mend(sender, "remove", "页.txt")
    assert names(sender) == ["坏.pdf"]


def test_what_was_mended_and_finds_its_place_no_more_is_told(sender):
    send(sender, ("页.txt", TEXT.encode()))
    sender.get(COPY)
    mend(sender, "title", "页.txt", title="云雁大桥通车", text="大桥通车")
    assert "找不到位置" not in sender.text()
    mend(sender, "title", "页.txt", title="云雁大桥通车", text="大桥已通车")  # of a page that was open before
    assert "拆合过的有 1 处在现在的稿子里找不到位置" in sender.text("//p[@class='warn']")
    mend(sender, "unmend", "页.txt")
    assert "找不到位置" not in sender.text()


def test_a_text_is_named_by_its_first_line_and_the_same_comes_once(sender):
    for _ in range(2):
        assert send(sender, text=TEXT).status == 303
        sender.get(COPY)
    assert names(sender) == ["云雁大桥通车.txt"]


def test_copy_of_a_page_that_was_open_when_its_day_passed_goes_into_no_other_day_unseen(sender):
    (day,) = sender.page.xpath("//form/input[@name='day']/@value")
    assert day in sender.text("//h1")
    assert send(sender, text=TEXT, day="2026-03-21").status == 409
    assert "2026-03-21 那一期已经过点，没有收" in sender.text("//*[@role='alert']")
    assert (names(sender), sender.page.xpath("//textarea[@name='text']")[0].text) == ([], TEXT)
    assert send(sender, text=TEXT, day=day).status == 303


def test_nothing_chosen_is_told(sender):
    assert send(sender).status == 422
    assert "没有选文件" in sender.text("//*[@role='alert']")


def test_what_is_refused_is_named_and_the_rest_is_kept(sender):
    assert send(sender, ("空.txt", b""), ("好.txt", TEXT.encode())).status == 422
    assert "空.txt" in sender.text("//*[@role='alert']")
    assert names(sender) == ["好.txt"]


def test_what_was_pasted_is_shown_again_where_something_is_refused(sender):
    assert send(sender, ("空.txt", b""), text=TEXT).status == 422
    assert sender.page.xpath("//textarea[@name='text']")[0].text == TEXT


def test_of_a_show_that_reads_no_folder_it_is_not_looked_again(tmp_path):
    config = '[[show]]\nslug = "daily"\nengine = "espeak"\nsources = ["https://news.test/feed"]\n'
    service = Service(tmp_path, config=config).start()
    try:
        DeskPeople(tmp_path / ".tingbao").add(NAME, PASSWORD)
        client = DeskClient(service).logged_in()
        assert client.get(COPY).status == 200
    finally:
        service.stop()
    assert client.page.xpath("//p[@class='alert'][@role='status']")
    assert not client.page.xpath("//*[@data-again]")


def test_hostile_names_and_texts_are_text(sender):
    send(sender, (f"../../{HOSTILE}.txt", f"{HOSTILE}\n\n{TEXT}".encode()))
    answer = sender.get(COPY)
    assert "<img" not in answer.text
    assert [".." in each or "/" in each for each in names(sender)] == [False]


def test_no_other_site_session_or_show_sends_anything(sender):
    for site in ("cross-site", "none", "same-site"):
        assert send(sender, text=TEXT, site=site).status == 403
        sender.get(COPY)
    other = DeskClient(sender.service).logged_in()
    other.get(COPY)
    for csrf in ("", "x", other.csrf):
        assert send(sender, text=TEXT, csrf=csrf).status == 403
        sender.get(COPY)
    form = {"csrf": sender.csrf, "file": "a", "do": "remove"}
    assert sender.post(COPY, form).status == 415
    assert sender.post("/desk/quiet/copy/mend", form).status == 404
    assert sender.get("/desk/quiet/copy").status == 404
    assert DeskClient(sender.service).get(COPY).status == 401
    sender.get(COPY)
    assert names(sender) == []


def test_a_button_or_file_that_is_not_there_is_refused(sender):
    assert mend(sender, "eat", "a.txt").status == 422
    assert mend(sender, "remove", "../tingbao.toml").status == 422
    assert mend(sender, "title", "a.txt", title="a", text=" ").status == 422
    assert mend(sender, "unmend", "a.txt").status == 422
    assert mend(sender, "title", "a.txt", title="a", text="长" * 201).status == 422
    assert (sender.service.folder / "tingbao.toml").exists()
