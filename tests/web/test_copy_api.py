"""Copy over the API: sent in, looked at, mended and taken back."""

import pytest

from service.runs.sent_copy import MOST_FILE
from tests.support.web_service import TOKEN, Service

pytestmark = pytest.mark.slow
COPY = "/api/shows/daily/copy"
PAGE = "云雁大桥通车\n\n云雁大桥昨天正式通车，全长3218米，双向六车道。\n\n两岸车程由40分钟缩短到6分钟。\n"
CONFIG = '[[show]]\nslug = "daily"\nengine = "espeak"\n\n[[show]]\nslug = "feeds"\nsources = ["http://x.test/"]\n'


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    found = Service(tmp_path_factory.mktemp("copy"), config=CONFIG).start()
    yield found
    found.stop()


def send(service, name, data, **headers):
    return service.ask("POST", f"{COPY}?name={name}", data, **headers)


def test_a_file_is_sent_understood_mended_and_taken_back(service):
    sent = send(service, "%E9%A1%B5.txt", PAGE.encode())
    assert (sent.status, sent.json) == (201, {"name": "页.txt", "is_new": True})
    assert (send(service, "b.txt", PAGE.encode()).status, send(service, "b.txt", PAGE.encode()).json["name"]) == (
        200,
        "页.txt",
    )
    [file] = service.get(COPY).json["files"]
    assert [each["title"] for each in file["articles"]] == ["云雁大桥通车"]
    one = f"{COPY}/%E9%A1%B5.txt"
    mend = service.post(f"{one}/mends", {"kind": "title", "title": "云雁大桥通车", "text": "大桥通车"})
    assert mend.json["files"][0]["articles"][0]["title"] == "大桥通车"
    undone = service.ask("DELETE", f"{one}/mends")
    assert undone.json["files"][0]["articles"][0]["title"] == "云雁大桥通车"
    assert service.ask("DELETE", one).status == 204
    assert service.get(COPY).json["files"] == []
    assert service.ask("DELETE", one).status == 422


def test_what_cannot_be_is_refused_in_words(service):
    assert service.ask("POST", COPY, b"1").status == 422
    assert send(service, "a.txt", b"").status == 422
    head = f"POST {COPY}?name=a HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n"
    assert b" 413 " in service.raw(f"{head}Content-Length: {MOST_FILE + 1}\r\n\r\n".encode())
    assert service.ask("POST", "/api/shows/none/copy?name=a", b"1").status == 404
    assert "no folder" in service.ask("POST", "/api/shows/feeds/copy?name=a", b"1").json["detail"]
    assert service.post(f"{COPY}/a.txt/mends", {"kind": "eat", "title": "a"}).status == 422
    assert service.ask("DELETE", f"{COPY}/..%2ftingbao.toml").status in (404, 422)
    assert service.ask("GET", COPY, bearer=False).status == 401
    assert service.ask("POST", f"{COPY}?name=a", b"1", bearer=False).status == 401
    assert service.get(COPY).json["files"] == []


def test_hostile_names_stay_in_the_folder(service):
    for number, name in enumerate(("..%2f..%2fx.txt", "%00.txt", "a" * 3000, "%CD%B7%B0%E6.txt", "%2e%2e")):
        assert send(service, name, b"%d" % number).status == 201
    names = {each["name"] for each in service.get(COPY).json["files"]}
    assert {"x.txt", "头版.txt", "稿件"} <= names
    assert len(names) == 5
    written = {each.relative_to(service.folder).parts[0] for each in service.folder.rglob("*") if each.is_file()}
    assert written <= {"seeds", "tingbao.toml", "serve.log", ".tingbao"}
