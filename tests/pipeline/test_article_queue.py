"""What is to be told by itself: named alike from run to run, kept until it is out, forgotten when it is withdrawn."""

import datetime as dt
import hashlib

import pytest

from service.errors import UsageError
from service.model import Article, Edit
from service.pipeline.article_queue import ArticleQueue, QueuedArticles, article_id, by_id, id_of
from tests.support.publishing_samples import episode, mp3

URL = "https://news.example.org/2026/bus.html"
DATE = dt.date(2026, 3, 21)


def article(title="甲", url="", source="pages/a1.txt", guid=""):
    return Article(source, title, ("正文。",), url=url, guid=guid, edits=(Edit("joined", "", "", "x"),))


@pytest.fixture
def queue(tmp_path):
    return ArticleQueue(tmp_path, "daily")


def queued(*articles, programme="2026-03-21T0630", day=21):
    time = dt.datetime(2026, 3, day, 6, 30, tzinfo=dt.UTC)
    return QueuedArticles(programme, DATE, time, by_id(articles))


def test_an_article_is_named_by_its_address_so_that_its_site_can_compute_it():
    assert article_id(article(url=URL)) == hashlib.sha256(URL.encode()).hexdigest()[:16]
    assert article_id(article("乙", url=URL)) == article_id(article(url=URL)), "a headline may be corrected"


def test_without_an_address_it_is_named_by_its_feed_and_else_by_page_and_headline():
    assert article_id(article(guid="tag:1")) == id_of("tag:1")
    assert len({article_id(article(each)) for each in "甲乙"}) == 2
    assert article_id(article(source="pages/a2.txt")) != article_id(article())


def ids(*headlines, published=None):
    """The ids of articles at one address by their headlines; `published`: the headlines of ids that are out."""
    known = {id_: episode(1, id=id_, title=title) for id_, title in (published or {}).items()}
    found = by_id([article(each, url=URL) for each in headlines], published=known.get)
    return {each.title: id_ for id_, each in found.items()}


def below(headline):
    """What a site computes of an address and a headline, by the documented formula."""
    return hashlib.sha256(f"{URL}\n{headline}".encode()).hexdigest()[:16]


def test_the_first_of_several_has_the_address_and_the_others_their_headlines():
    assert ids("甲", "乙", "甲") == {"甲": id_of(URL), "乙": below("乙")}
    assert by_id([article(guid="1"), article(guid="2")]).keys() == {id_of("1"), id_of("2")}


def test_an_article_that_is_out_keeps_its_id_whoever_comes_to_its_address_or_leaves_it():
    out = ids("甲")
    assert ids("乙", "甲", published={out["甲"]: "甲"}) == {"甲": id_of(URL), "乙": below("乙")}
    for left in (("甲", "乙"), ("乙", "甲"), ("乙",)):
        told = ids(*left, published={id_of(URL): "甲", below("乙"): "乙"})
        assert told["乙"] == below("乙")
        assert told.get("甲", id_of(URL)) == id_of(URL)
    both = {below("甲"): "甲", below("乙"): "乙"}
    assert ids("甲", "乙", published=both) == {"甲": below("甲"), "乙": below("乙")}
    assert ids("甲", published=both) == {"甲": below("甲")}


def test_the_first_keeps_its_id_when_its_headline_is_corrected():
    published = {id_of(URL): "甲", below("乙"): "乙"}
    assert ids("乙", "甲改", published=published) == {"乙": below("乙"), "甲改": id_of(URL)}


def test_what_is_kept_is_found_again_until_it_is_published(queue):
    queue.put(queued(article()))
    [id_] = queue.get("2026-03-21T0630").articles
    assert queue.kept("2026-03-21T0630", id_) is None
    spoken = episode(1, id=id_)
    queue.keep("2026-03-21T0630", spoken, mp3())
    assert (queue.kept("2026-03-21T0630", id_), queue.sound("2026-03-21T0630", id_)) == (spoken, mp3())
    queue.published("2026-03-21T0630", [id_])
    assert queue.kept("2026-03-21T0630", id_) is None
    assert queue.get("2026-03-21T0630")
    queue.drop("2026-03-21T0630")
    assert queue.all() == ()


def test_what_is_queued_no_more_is_not_kept(queue, tmp_path):
    queue.keep("2026-03-21T0630", episode(1, id="0123456789abcdef"), mp3())
    queue.put(queued(article()))
    queue.keep("2026-03-21T0630", episode(1, id="0123456789abcdef"), mp3())
    assert not list(tmp_path.rglob("*.mp3"))


def test_a_new_queue_forgets_what_the_old_one_had_more(queue):
    queue.put(queued(article("甲"), article("乙")))
    for id_ in queue.get("2026-03-21T0630").articles:
        queue.keep("2026-03-21T0630", episode(1, id=id_), mp3())
    queue.put(queued(article("乙")))
    left = article_id(article("乙"))
    assert [*queue.get("2026-03-21T0630").articles] == [left]
    assert queue.kept("2026-03-21T0630", left)
    assert queue.kept("2026-03-21T0630", article_id(article("甲"))) is None


def test_the_oldest_comes_first_and_what_is_damaged_counts_as_none(queue, tmp_path):
    for day in (22, 21):
        queue.put(queued(article(), programme=f"2026-03-{day}T0630", day=day))
    assert [each.programme for each in queue.all()] == ["2026-03-21T0630", "2026-03-22T0630"]
    (tmp_path / "articles" / "daily" / "2026-03-21T0630" / "queue.json").write_text("{", "utf-8")
    assert [each.programme for each in queue.all()] == ["2026-03-22T0630"]


def test_what_is_withdrawn_is_queued_no_more_until_it_is_restored(queue):
    queue.put(queued(article("甲"), article("乙")))
    gone = article_id(article("甲"))
    queue.withdraw(gone)
    assert gone not in queue.get("2026-03-21T0630").articles
    assert queue.restore(gone)
    assert not queue.restore(gone)
    assert gone in queue.get("2026-03-21T0630").articles


def test_a_damaged_list_of_what_is_withdrawn_lets_nothing_out(queue, tmp_path):
    queue.put(queued(article()))
    (tmp_path / "articles" / "daily" / "withdrawn.json").write_text("[", "utf-8")
    with pytest.raises(UsageError, match=r"withdrawn\.json"):
        queue.all()


@pytest.mark.parametrize("name", [URL, f"{URL}\n甲", "tag:1"])
def test_what_is_withdrawn_stays_so_when_another_comes_to_its_address_or_leaves_it(queue, name):
    told, other = article("甲", url=URL, guid="tag:1"), article("乙", url=URL)
    queue.withdraw(id_of(name))
    for day in ([told], [told, other], [other, told]):
        assert "甲" not in [each.title for each in by_id(day, queue.withdrawn()).values()]
        queue.put(queued(*day))
        assert "甲" not in [each.title for each in queue.get("2026-03-21T0630").articles.values()]
