"""`tingbao check` on reading lists: the secret, what the service answers, what becomes of what is told."""

import pytest

from service import settings
from service.commands import check_list
from tests.support import reading_services
from tests.support.reading_services import SECRETS, let_in, text_answer

SERVICES = tuple(SECRETS)


@pytest.fixture(params=SERVICES)
def service(request, monkeypatch):
    with let_in(request.param, monkeypatch) as found:
        yield found


@pytest.fixture
def checked(tmp_path):
    """What is said of a source of a show with these settings."""

    def check(source, more="", hosts='allowed_hosts = ["127.0.0.1"]'):
        path = tmp_path / "tingbao.toml"
        path.write_text(f'[service]\n{hosts}\n[[show]]\nsources = ["{source}"]\n{more}', "utf-8")
        found = settings.load(path)
        return [(each.mark, each.found) for each in check_list.check("it", source, found, found.show[0])]

    return check


def test_a_list_that_answers_is_ready(service, checked):
    service.add("青禾县春灌开始", "<p>正文。</p>")
    title = {"miniflux": "Miniflux", "freshrss": "FreshRSS", "wallabag": "wallabag", "readwise": "Readwise Reader"}
    named = title[service.name]
    stays = f"{named} answers with 1 unread entry; what is told stays unread there (mark_read)"
    assert checked(service.source) == [("ok", stays)]
    marked = f"{named} answers with 1 unread entry; what is told is marked read there"
    assert checked(service.source, "mark_read = true\n") == [("ok", marked)]
    assert service.marked == []


def test_a_secret_that_is_not_set_is_named(service, checked, monkeypatch):
    monkeypatch.delenv(SECRETS[service.name][0])
    ((mark, found),) = checked(service.source)
    assert (mark, found.partition(" is not set: put there ")[0]) == ("FAULT", SECRETS[service.name][0])
    assert service.asked == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (text_answer("no", 401), "does not let this program in (401)"),
        (text_answer("no", 404), "is not here (404)"),
        (text_answer("<html>"), "a web page answers"),
        (text_answer("no", 503), "answers 503"),
    ],
)
def test_a_service_that_does_not_answer_as_it_should_is_a_fault(answer, said, service, checked):
    service.fail("/", answer)
    ((mark, found),) = checked(service.source)
    assert (mark, said in found) == ("FAULT", True)
    assert not found.startswith(service.source)


def test_a_private_address_is_a_fault_unless_it_is_allowed(service, checked):
    ((mark, found),) = checked(service.source, hosts="")
    assert (mark, 'set allowed_hosts = ["127.0.0.1"] in [service]' in found) == ("FAULT", True)


def test_an_address_that_is_none_is_a_fault(checked):
    ((mark, found),) = checked("miniflux+https://a.example/?status=read")
    assert (mark, found) == ("FAULT", "status chooses nothing there; category_id, starred, search can.")


def test_a_secret_that_goes_unencrypted_over_the_internet_is_named(checked, monkeypatch):
    monkeypatch.setenv("TINGBAO_MINIFLUX_TOKEN", "t")
    with reading_services.service("miniflux") as service:
        monkeypatch.setenv("http_proxy", service.url)
        monkeypatch.setenv("no_proxy", "")
        service.fail("/", reading_services.json_answer({"total": 0, "entries": []}))
        found = checked("miniflux+http://reader.example/")
    assert found[1:] == [("note", "what TINGBAO_MINIFLUX_TOKEN holds goes there unencrypted: give an https address")]


def test_a_choice_that_changes_nothing_is_named(tmp_path):
    path = tmp_path / "tingbao.toml"
    path.write_text(
        '[[show]]\nmark_read = true\n[[show]]\nslug = "b"\nmark_read = true\nsources = ["wallabag+https://b.example"]\n'
    )
    shows = settings.load(path).show
    assert [each.mark for each in check_list.unused(shows[0])] == ["note"]
    assert list(check_list.unused(shows[1])) == []


def test_the_command_says_it(tingbao, tmp_path, monkeypatch):
    with let_in("miniflux", monkeypatch) as service:
        text = f'[service]\nallowed_hosts = ["127.0.0.1"]\n[[show]]\nsources = ["{service.source}"]\n'
        (tmp_path / "tingbao.toml").write_text(text, "utf-8")
        found = {each["what"]: each["found"] for each in tingbao("check", "--json").json}
    said = found[f"tingbao: source {service.source}"]
    assert said == "Miniflux answers with 0 unread entries; what is told stays unread there (mark_read)"
