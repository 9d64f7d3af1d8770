"""`tingbao articles`: what is listed, withdrawn and restored, by id and by address."""

import pytest

from service import settings
from service.model import Article, ToldArticle
from service.pipeline.article_queue import ArticleQueue, QueuedArticles, by_id, id_of
from service.publishing import article_feed
from service.storage.storage import open_storage
from tests.support.publishing_samples import episode, mp3

pytestmark = pytest.mark.usefixtures("one_drawing")
TRAM, BIRDS = "https://news.example.org/tram.html", "https://news.example.org/birds.html"
PROGRAMME = "2026-03-21T0630"


@pytest.fixture
def show(tingbao, tmp_path):
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\narticles = true\n', "utf-8")
    loaded = settings.load(tmp_path / "tingbao.toml")
    made = {}
    for url in (TRAM, BIRDS):
        told = ToldArticle(url, "", "feed", "", (), PROGRAMME)
        made[id_of(url)] = episode(id=id_of(url), show="daily", title=url, article=told), mp3()
    show = loaded.publication(loaded.show[0])
    article_feed.publish_day(open_storage(loaded.destination), show, PROGRAMME, (*made,), (*made,), made.__getitem__)
    return loaded


def listed(tingbao):
    return {each["url"]: each["id"] for each in tingbao("articles", "list", "--json").json}


def test_all_are_listed(tingbao, show):
    assert listed(tingbao) == {TRAM: id_of(TRAM), BIRDS: id_of(BIRDS)}
    rows = tingbao("articles", "list").out.splitlines()[1:]
    assert [(rows[at].split()[0], rows[at + 1].strip()) for at in (0, 2)] == [
        (id_of(url), url) for url in (BIRDS, TRAM)
    ]
    assert PROGRAMME in rows[0]


@pytest.mark.parametrize("name", [TRAM, id_of(TRAM)])
def test_one_is_withdrawn_by_its_id_or_its_address(tingbao, show, name):
    assert tingbao("articles", "withdraw", name).out == f"Withdrew {name}.\n"
    assert [*listed(tingbao)] == [BIRDS]


def test_what_is_not_out_yet_is_withdrawn_beforehand(tingbao, show):
    other = "https://news.example.org/other.html"
    queue = ArticleQueue(show.state, "daily")
    told = episode()
    queue.put(
        QueuedArticles(told.id, told.date, told.published, by_id([Article("feed", "丙", ("正文。",), url=other)]))
    )
    assert tingbao("articles", "withdraw", other).out == f"{other} was not published; it will not be.\n"
    assert queue.get(told.id).articles == {}


NOTED = "https://news.example.org/%E6%B0%B4%E5%8E%82.html?a=%2F"
SPELLINGS = [
    NOTED,
    "https://news.example.org/水厂.html?a=%2F",
    "https://news.example.org/水厂.html?a=%2f#top",
    "HTTPS://NEWS.example.org/%e6%b0%b4%e5%8e%82.html?a=%2f",
]


@pytest.mark.parametrize("typed", SPELLINGS)
@pytest.mark.parametrize("url", [NOTED, NOTED.replace("%E6%B0%B4", "%e6%b0%b4")])
def test_an_address_is_the_same_however_it_is_spelled(tingbao, show, typed, url):
    told = ToldArticle(url, "", "feed", "", (), PROGRAMME)
    made = episode(id=id_of(url), show="daily", title="水厂", article=told), mp3()
    daily, ids = show.publication(show.show[0]), [id_of(url)]
    article_feed.publish_day(open_storage(show.destination), daily, PROGRAMME, ids, ids, lambda id_: made)
    assert tingbao("articles", "withdraw", typed).out == f"Withdrew {typed}.\n"
    assert listed(tingbao) == {}
    queue, article = ArticleQueue(show.state, "daily"), Article("feed", "水厂", ("正文。",), url=url)
    assert by_id([article], queue.withdrawn()) == {}
    assert tingbao("articles", "restore", NOTED).code == 0
    assert len(by_id([article], queue.withdrawn())) == 1


def test_a_fragment_alone_makes_no_other_address(tingbao, show):
    assert tingbao("articles", "withdraw", f"{TRAM}#top").out == f"Withdrew {TRAM}#top.\n"
    assert [*listed(tingbao)] == [BIRDS]


@pytest.mark.parametrize("name", ["https://news.example.org/nothing.html", "e20da9c29c2fadff"])
def test_what_no_article_has_is_said_to_be_that(tingbao, show, name):
    withdrawn = tingbao("articles", "withdraw", name)
    assert (withdrawn.code, f"No article is {name} now" in withdrawn.out) == (0, True)
    assert len(listed(tingbao)) == 2


@pytest.mark.parametrize("command", ["withdraw", "restore"])
@pytest.mark.parametrize("name", ["一枚轴承", "news.example.org/tram.html", "https://", "e20da9c29c2fadf"])
def test_a_name_that_can_be_no_article_is_refused(tingbao, show, command, name):
    refused = tingbao("articles", command, TRAM, name)
    assert (refused.code, name in refused.err, "`tingbao articles list`" in refused.err) == (2, True, True)
    assert len(listed(tingbao)) == 2
    assert ArticleQueue(show.state, "daily").withdrawn() == ()


def test_what_was_withdrawn_can_be_told_again(tingbao, show):
    tingbao("articles", "withdraw", TRAM)
    restored = tingbao("articles", "restore", TRAM)
    assert (restored.code, TRAM in restored.out, "only if its sources have it" in restored.out) == (0, True, True)
    assert ArticleQueue(show.state, "daily").withdrawn() == ()
    refused = tingbao("articles", "restore", TRAM)
    assert (refused.code, f"{TRAM} was not withdrawn" in refused.err) == (2, True)


def test_an_address_withdraws_all_articles_at_it(tingbao, show):
    storage, daily = open_storage(show.destination), show.publication(show.show[0])
    ids = [id_of(f"{BIRDS}\n{each}") for each in "甲乙"]
    told = ToldArticle(BIRDS, "", "feed", "", (), PROGRAMME)
    made = {id_: (episode(id=id_, show="daily", title=id_, article=told), mp3()) for id_ in ids}
    article_feed.publish_day(storage, daily, PROGRAMME, (*ids, id_of(TRAM)), ids, made.__getitem__)
    assert tingbao("articles", "withdraw", BIRDS).out == f"Withdrew {BIRDS}.\n"
    assert [*listed(tingbao)] == [TRAM]


def test_an_id_withdraws_one_article_where_others_are_at_its_address(tingbao, show):
    storage, daily = open_storage(show.destination), show.publication(show.show[0])
    told = ToldArticle(BIRDS, "", "feed", "", (), PROGRAMME)
    titles = {id_of(BIRDS): "甲", id_of(f"{BIRDS}\n乙"): "乙"}
    made = {id_: (episode(id=id_, show="daily", title=each, article=told), mp3()) for id_, each in titles.items()}
    article_feed.publish_day(storage, daily, PROGRAMME, (*made, id_of(TRAM)), (*made,), made.__getitem__)
    first = id_of(BIRDS)
    withdrawn = tingbao("articles", "withdraw", first).out.splitlines()
    assert withdrawn[0] == f"Withdrew {first}."
    assert {each["title"] for each in tingbao("articles", "list", "--json").json} == {"乙", TRAM}
    pair = [Article("feed", each, ("正文。",), url=BIRDS) for each in "甲乙"]
    queue = ArticleQueue(show.state, "daily")
    assert [each.title for each in by_id(pair[::-1], queue.withdrawn()).values()] == ["乙"]
    assert tingbao(*withdrawn[1].split("`")[1].split()[1:]).code == 0
    assert len(by_id(pair, queue.withdrawn())) == 2


def test_an_id_withdraws_one_that_waits_beside_others_at_its_address(tingbao, show):
    queue, told, url = ArticleQueue(show.state, "daily"), episode(), "https://news.example.org/other.html"
    pair = [Article("feed", each, ("正文。",), url=url) for each in "甲乙"]
    queue.put(QueuedArticles(told.id, told.date, told.published, by_id(pair)))
    tingbao("articles", "withdraw", id_of(url))
    assert [each.title for each in queue.get(told.id).articles.values()] == ["乙"]


def test_all_shows_withdraw_it_unless_one_is_named(tingbao, show, tmp_path):
    shows = [f'[[show]]\nslug = "{slug}"\narticles = true\n' for slug in ("other", "daily")]
    (tmp_path / "tingbao.toml").write_text("".join(shows), "utf-8")
    assert f"No article is {BIRDS} now" in tingbao("articles", "withdraw", BIRDS, "--show", "other").out
    assert tingbao("articles", "withdraw", TRAM).out == f"Withdrew {TRAM}.\n"
    ids = [ArticleQueue(show.state, slug).withdrawn() for slug in ("other", "daily")]
    assert ids == [(id_of(BIRDS), id_of(TRAM)), (id_of(TRAM),)]
