"""Every service by its own protocol on loopback: one contract for all, misbehaviour included."""

import datetime as dt
import random
import re

import pytest

from service.errors import SourceError
from service.model import ListEntry
from service.sources import reading_lists
from service.sources.page_dates import CHINA
from tests.support import reading_services
from tests.support.examples import examples
from tests.support.reading_services import AS_USUAL, SECRETS, SILENCE, json_answer, opened, text_answer

NOW = dt.datetime(2026, 3, 21, 9, 0, tzinfo=CHINA)
LONG = "3月20日，青禾县春灌工作全面展开，全县十二个乡镇同时开闸放水。" * 8
ONE = dt.timedelta(minutes=1)


def entries(service, number, html=f"<p>{LONG}</p>"):
    """That many unread ones, each a minute older than the one before."""
    base = dt.datetime(2026, 3, 21, 0, 40, tzinfo=dt.UTC)
    return [
        service.add(f"青禾县第{n}村开闸", html, published=base - n * ONE, saved=base - n * ONE) for n in range(number)
    ]


def read(service, client, **options):
    return reading_lists.read(service.source, client, now=NOW, **options)


def mark(service, client, kept):
    ids = [service.id(each) for each in kept]
    return [each for done in opened(service, client).mark_read(ids) for each in done]


def list_path(service):
    """A part of the path at which the service lists its entries."""
    return {"miniflux": "/v1/", "freshrss": "/stream/", "wallabag": "/entries.json", "readwise": "/v3/list/"}[
        service.name
    ]


def test_unread_entries_are_articles(service, a_client):
    service.add("旧闻一则", f"<p>{LONG}</p>", read=True)
    second = service.add("青禾县春灌开始", f"<p>{LONG}</p><p>灌区管理处派出九个小组。</p>")
    (article,), skipped = read(service, a_client())
    assert skipped == ()
    assert (article.title, article.paragraphs) == ("青禾县春灌开始", (LONG, "灌区管理处派出九个小组。"))
    assert (article.url, article.source) == (second.url, "https://news.example/")
    assert article.authors == ("周岚",)
    assert article.published_at == second.published
    assert article.entries == (ListEntry(service.source, service.id(second)),)
    assert article.prominence == 0.5


def test_nothing_unread_is_nothing(service, a_client):
    assert read(service, a_client()) == ((), ())


def test_entries_come_page_by_page_newest_first(service, a_client):
    kept = entries(service, 120)
    articles, skipped = read(service, a_client())
    assert skipped == ()
    assert [article.entries[0].id for article in articles] == [service.id(each) for each in kept]
    assert len([path for _, path in service.asked if list_path(service) in path]) >= 2


def test_only_the_newest_are_read(service, a_client):
    kept = entries(service, 70)
    articles, skipped = read(service, a_client(listed=60))
    assert [article.entries[0].id for article in articles] == [service.id(each) for each in kept[:60]]
    assert [each.told for each in skipped] == [f"{service.source}: Only its first 60 unread entries are read."]


def test_only_so_much_text_is_kept_at_once(service, a_client):
    entries(service, 120, f"<p>{LONG}</p><!--{'-' * 8600}")
    articles, skipped = read(service, a_client(size=1_000_000))
    assert 100 < len(articles) < 120
    assert [each.told for each in skipped] == [
        f"{service.source}: Only its first {len(articles)} unread entries are read: more hold over 1 MB."
    ]


@pytest.mark.parametrize("knows", [True, False])
def test_what_came_before_the_time_asked_for_is_left_out(knows, service, a_client):
    service.knows_since = knows
    old = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    service.add("白石县去年修桥", f"<p>{LONG}</p>", published=old, saved=old)
    service.add("青禾县春灌开始", f"<p>{LONG}</p>")
    articles, skipped = read(service, a_client(), since=dt.datetime(2026, 3, 20, 6, 30, tzinfo=CHINA))
    assert [article.title for article in articles] == ["青禾县春灌开始"]
    assert [each.title for each in skipped] == ([] if knows else ["白石县去年修桥"])


def test_an_old_article_that_was_saved_now_is_new_where_entries_are_saved_by_hand(service, a_client):
    service.add("白石县修桥始末", f"<p>{LONG}</p>", published=dt.datetime(2025, 11, 2, tzinfo=dt.UTC))
    articles, _ = read(service, a_client(), since=dt.datetime(2026, 3, 20, 6, 30, tzinfo=CHINA))
    by_hand = service.name in ("wallabag", "readwise")
    assert [article.published for article in articles] == ([dt.date(2025, 11, 2)] if by_hand else [])


def test_an_entry_without_text_is_read_at_its_own_address(service, a_client):
    page = f"<!doctype html><html><body><div class=article><h1>青禾县春灌开始</h1><p>{LONG}</p></div></body></html>"
    service.pages["/1.html"] = page.encode()
    service.add("青禾县春灌开始", "", url=f"{service.url}/1.html")
    service.add("河东镇建校", "", url=f"{service.url}/gone.html")
    articles, skipped = read(service, a_client())
    assert [(each.title, each.text) for each in articles] == [("青禾县春灌开始", LONG)]
    assert [each.title for each in skipped] == ["河东镇建校"]
    assert "There is no text of it" in skipped[0].reason
    asked = [headers for (_, path), headers in zip(service.asked, service.headers, strict=True) if path == "/1.html"]
    assert all(not {"Authorization", "X-Auth-Token"} & headers.keys() for headers in asked)


def test_an_entry_leads_to_no_private_address(service, a_client):
    service.add("青禾县春灌开始", "", url="http://127.0.0.1:9/admin")
    articles, (skipped,) = read(service, a_client(allowed=[f"127.0.0.1:{service.port}"]))
    assert articles == ()
    assert "is not public" in skipped.reason


def test_an_entry_that_is_given_twice_is_one(service, a_client):
    kept = entries(service, 60)
    service.entries += [kept[0], kept[59]]  # on one page, and on two
    articles, skipped = read(service, a_client())
    assert sorted(article.entries[0].id for article in articles) == sorted(service.id(each) for each in kept)
    assert skipped == ()


def test_one_article_of_two_entries_is_one_and_both_are_marked(service, a_client):
    both = [service.add("青禾县春灌开始", f"<p>{LONG}</p>", url="https://news.example/same.html") for _ in range(2)]
    (article,), skipped = read(service, a_client())
    assert skipped == ()
    assert {entry.id for entry in article.entries} == {service.id(each) for each in both}


def test_hostile_entries_cost_themselves_alone(service, a_client):
    service.add("<b>青禾县</b>春灌\x1b[31m开始\u202e", f"<script>alert(1)</script><p>{LONG}</p><img src=x onerror=y>")
    service.add("层层叠叠", "<div>" * 60_000 + LONG)
    service.add("名目太多", "".join(f"<x{n}>" for n in range(30_000)))
    articles, skipped = read(service, a_client())
    found = {article.title: article.text for article in articles}
    assert found["青禾县春灌开始"] == LONG
    assert all("alert" not in text and "onerror" not in text for text in found.values())
    assert "名目太多" in " ".join(each.told for each in skipped)


def test_entries_with_strange_fields_harm_nothing(service, a_client):
    service.add("青禾县春灌开始", f"<p>{LONG}</p>")
    strange = ["title", "url", "content", "summary", "author", "feed", "tags", "published_by", "published", "origin"]
    strange += [
        "published_at",
        "created_at",
        "canonical",
        "alternate",
        "categories",
        "saved_at",
        "published_date",
        "id",
    ]
    service.add("", "", more={key: [17, None, {"x": "y"}] for key in strange})
    service.add("", "", more={key: -1e300 for key in strange if key not in ("id", "canonical", "alternate")})
    articles, _ = read(service, a_client(), since=NOW - dt.timedelta(days=3))
    assert [article.title for article in articles] == ["青禾县春灌开始"]


def test_half_a_pair_of_characters_harms_nothing(service, a_client):
    """JSON can hold it, and no file and no address can."""
    service.add("青禾县春灌开始", f"<p>{LONG}</p>", url="https://news.example/half.html")
    whole = reading_services.answer(service, list_path(service), a_client()).decode()
    service.fail(list_path(service), text_answer(whole.replace("half", "\\ud800").replace("春灌", "\\udfff春灌")))
    ((article,), _) = read(service, a_client())
    assert (article.title, article.url) == ("青禾县春灌开始", "")


def test_marking_is_told_once_done_and_may_be_asked_again(service, a_client):
    first, second, third = entries(service, 3)
    assert mark(service, a_client(), [first, third]) == [service.id(first), service.id(third)]
    assert service.unread() == [second]
    assert [article.entries[0].id for article in read(service, a_client())[0]] == [service.id(second)]
    assert mark(service, a_client(), [first]) == [service.id(first)]
    assert service.unread() == [second]


def test_an_entry_that_is_gone_is_done_with(service, a_client):
    first, second = entries(service, 2)
    service.entries.remove(first)
    assert mark(service, a_client(), [first, second]) == [service.id(first), service.id(second)]
    assert service.marked == [service.id(second)]


def test_an_id_that_was_damaged_marks_nothing(service, a_client):
    kept = service.add("青禾县春灌开始", f"<p>{LONG}</p>")
    unread = opened(service, a_client())
    strange = ["", "x", "../1", "9" * 5000, "1\r\nX: y", service.id(kept)]
    assert [each for done in unread.mark_read(strange) for each in done] == strange
    assert service.marked == [service.id(kept)]


def test_any_damage_to_an_answer_is_articles_or_one_sentence(service, a_client):
    service.add("青禾县春灌开始", f"<p>{LONG}</p>")
    service.add("河东镇建校", f"<p>{LONG}</p>", url="")
    whole = reading_services.answer(service, list_path(service), a_client()).decode()
    chance = random.Random(31)
    wrong = ["null", "-1", "1e999", "[", "}", '"', "NaN", "[]", "{}", "\\ud800", "<", "9" * 400, "\0", ""]
    for _ in range(examples(60, soak=10_000)):
        damaged = whole
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(damaged) + 1)
            damaged = damaged[:at] + chance.choice(wrong) + damaged[at + chance.randint(0, 30) :]
        service.fail(list_path(service), text_answer(damaged))
        try:
            _, skipped = read(service, a_client(), since=NOW - dt.timedelta(days=2))
            told = [each.told for each in skipped]
        except SourceError as error:
            told = [str(error)]
        assert all(each and "\n" not in each for each in told)


def test_without_a_secret_nothing_is_asked(service, a_client, monkeypatch):
    variable, _ = SECRETS[service.name]
    monkeypatch.delenv(variable)
    with pytest.raises(SourceError, match=rf"{variable} is not set: put there .+\."):
        read(service, a_client())
    assert service.asked == []


def test_a_wrong_secret_is_named_and_not_shown(service, a_client, monkeypatch):
    variable, right = SECRETS[service.name]
    monkeypatch.setenv(variable, right[:-1] + "?")
    with pytest.raises(SourceError) as caught:
        read(service, a_client())
    assert re.search(rf"does not let this program in \(40[01]\): see what {variable} holds\.$", str(caught.value))
    assert right[:-1] not in str(caught.value)


def test_a_secret_that_comes_back_is_not_shown(service, a_client, monkeypatch):
    """A page at which one logs in is told where somebody wanted to go, with all that was sent along."""
    _, secret = SECRETS[service.name]
    service.fail(list_path(service), text_answer("", 302, {"Location": f"/{secret}/login?to=/%3Ft={secret}#{secret}"}))
    with pytest.raises(SourceError, match=r"sends on to /\*\*\*/login: give the address that is right\.$"):
        read(service, a_client())


def test_another_account_has_a_secret_of_its_own(service, a_client, monkeypatch):
    variable, right = SECRETS[service.name]
    monkeypatch.setenv(variable, "a:b:c:d")
    monkeypatch.setenv(f"{variable}_STUDIO", right)
    service.add("青禾县春灌开始", f"<p>{LONG}</p>")
    articles, _ = reading_lists.read(f"{service.source}#studio", a_client(), now=NOW)
    assert [article.title for article in articles] == ["青禾县春灌开始"]


def test_a_private_address_is_asked_only_where_it_is_allowed(service, a_client):
    with pytest.raises(
        SourceError, match=r'is not public: .* set allowed_hosts = \["127\.0\.0\.1"\] in \[service\]\.$'
    ):
        read(service, a_client(allowed=()))
    with pytest.raises(SourceError, match="is not public"):
        read(service, a_client(allowed=["127.0.0.1:9"]))
    assert service.asked == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (text_answer("no", 403), r"does not let this program in \(403\)"),
        (text_answer("no", 404), r"is not here \(404\): give the address at which you open it"),
        (text_answer("no", 418), r"answers 418: see the log of the service"),
        (text_answer("no", 503), r"answers 503: try again later"),
        (
            text_answer("no", 429, {"Retry-After": "240"}),
            r"asked too often \(429\) and asks to wait 240 s: try again",
        ),
        (
            text_answer("", 302, {"Location": "https://elsewhere.example/"}),
            r"sends on to https://elsewhere\.example/: give",
        ),
        (text_answer("<!doctype html><title>Sign in</title>"), r"a web page answers, and not the API of"),
        (text_answer('{"entries": [{"id": 1, "title": "春'), r"the answer is no whole JSON"),
        (text_answer("[" * 100_000), r"the answer is no whole JSON"),
        (text_answer("{}", headers={"Content-Length": "500"}), r"the connection failed \(.+\): check the address and"),
        (json_answer([]), r"the answer is none that .+ gives"),
        (
            json_answer({"entries": {}, "items": 1, "results": "x", "_embedded": []}),
            r"the answer is none that .+ gives",
        ),
        (json_answer({"entries": [1], "items": [1], "results": [1], "_embedded": {"items": [1]}}), r"is none that"),
        (text_answer("x" * 300_000), r"the answer is over 0\.2 MB: choose a part of the list"),
    ],
)
def test_what_goes_wrong_is_one_sentence_that_names_the_list(answer, said, service, a_client):
    service.fail(list_path(service), answer)
    with pytest.raises(SourceError) as caught:
        read(service, a_client(size=200_000))
    assert str(caught.value).startswith(f"{service.source}: ")
    assert re.search(said, str(caught.value))
    assert "\n" not in str(caught.value)


def test_a_service_that_says_nothing_is_left(service, a_client):
    service.fail(list_path(service), SILENCE)
    with pytest.raises(SourceError, match="the service is too slow"):
        read(service, a_client(pause=0.1))


def test_a_passing_fault_is_asked_again(service, a_client):
    service.add("青禾县春灌开始", f"<p>{LONG}</p>")
    busy = text_answer("busy", 429, {"Retry-After": "0"})
    service.fail(list_path(service), busy, text_answer("down", 502), AS_USUAL)
    articles, _ = read(service, a_client(retries=2))
    assert [article.title for article in articles] == ["青禾县春灌开始"]


def test_where_a_later_page_fails_those_before_it_are_read(service, a_client):
    entries(service, 120)
    service.fail(list_path(service), AS_USUAL, text_answer("down", 500))
    articles, skipped = read(service, a_client())
    assert 0 < len(articles) < 120
    assert [each.title for each in skipped] == [service.source]
    assert "answers 500" in skipped[0].reason


@pytest.mark.slow
def test_a_list_without_an_end_ends(service, a_client):
    again = {
        "miniflux": {
            "total": 9999,
            "entries": [{"id": n, "title": "t", "url": f"https://a.example/{n}"} for n in range(100)],
        },
        "freshrss": {"items": [{"id": "a", "title": "t"}], "continuation": "7"},
        "wallabag": {"pages": 10**9, "_embedded": {"items": [{"id": 1, "title": "t", "url": "https://a.example/1"}]}},
        "readwise": {"results": [], "nextPageCursor": "same"},
    }[service.name]
    service.fail(list_path(service), json_answer(again))
    _, skipped = read(service, a_client(pause=0.2))
    assert f"{service.source}: It goes on and on, and gives nothing new any more." in [each.told for each in skipped]
    assert len([path for _, path in service.asked if list_path(service) in path]) <= 6


def test_the_secret_goes_nowhere_but_to_the_service(service, a_client):
    with reading_services.service(service.name) as other:
        service.fail(list_path(service), text_answer("", 307, {"Location": other.url}))
        with pytest.raises(SourceError, match="sends on to"):
            read(service, a_client())
        assert other.asked == []
