"""Feeds from a real server: formats, encodings, dates, teasers, and hostile ones."""

import datetime as dt
import time
import unicodedata
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.errors import SourceError
from service.sources import feeds
from service.sources.fetching import Client, FetchLimits, Response
from service.sources.page_dates import CHINA
from tests.support.examples import examples

NOW = dt.datetime(2026, 3, 21, 9, 0, tzinfo=CHINA)
LONG = "3月20日，青禾县春灌工作全面展开，全县十二个乡镇同时开闸放水。" * 8
SHORT = "青禾县春灌今天开始。"


def read(url, client, **options):
    return feeds.parse(client.get(url, remember=True), url, client, **options)


def item(title="青禾县春灌开始", text=LONG, link="/1.html", date="Sat, 21 Mar 2026 06:00:00 +0800", more=""):
    link = f"<link>{link}</link>" if link else ""
    date = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{title}</title>{link}<description>{escape(text)}</description>{date}{more}</item>"


def rss(*items, declared="utf-8", before=""):
    return (
        f'<?xml version="1.0" encoding="{declared}"?>{before}<rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>青禾日报</title>{''.join(items)}</channel></rss>"
    )


ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>青禾日报</title>
<entry><title type="html">&lt;b&gt;青禾县&lt;/b&gt;春灌开始</title><link href="1.html"/><id>tag:a,1</id>
<author><name>记者 李明</name></author><author><name>paper@example.org (赵丽)</name></author><category term="要闻"/>
<updated>2026-03-20T22:00:00Z</updated><summary>短</summary>
<content type="html">&lt;p&gt;{LONG}&lt;/p&gt;&lt;p&gt;{LONG}&lt;/p&gt;</content></entry></feed>"""


@pytest.fixture
def client():
    return Client(FetchLimits(retries=0, pause=1), allowed_hosts=["127.0.0.1"])


def page(text, title="青禾县春灌开始"):
    head = f"<!doctype html><html><head><title>{title}</title></head>"
    return f"{head}<body><div class=article><h1>{title}</h1><p>{text}</p></div></body></html>"


def test_rss_gives_its_articles(server, client):
    url = server.give("/feed.xml", rss(item(), item("白石县修桥", link="/2.html", date=""), item("河东建校", link="")))
    articles, skipped = read(url, client, now=NOW)
    first = articles[0]
    assert (first.title, first.paragraphs, first.source, first.url) == (
        "青禾县春灌开始",
        (LONG,),
        url,
        f"{server.url}/1.html",
    )
    assert first.published_at == dt.datetime(2026, 3, 21, 6, 0, tzinfo=CHINA)
    assert first.dated_by == "feed Sat, 21 Mar 2026 06:00:00 +0800"
    assert [article.prominence for article in articles] == [1, pytest.approx(2 / 3), pytest.approx(1 / 3)]
    assert articles[1].published is None
    assert articles[2].url == ""
    assert skipped == ()
    assert server.paths() == ["/feed.xml"]  # nothing else was needed


def test_atom_gives_its_articles(server, client):
    articles, _ = read(server.give("/a/feed", ATOM, Content_Type="application/atom+xml"), client, now=NOW)
    (article,) = articles
    assert article.title == "青禾县春灌开始"
    assert article.paragraphs == (LONG, LONG)
    assert article.authors == ("李明", "赵丽")
    assert article.section == "要闻"
    assert article.url == f"{server.url}/a/1.html"
    assert article.published_at == dt.datetime(2026, 3, 21, 6, 0, tzinfo=CHINA)


def test_the_feed_s_name_behind_a_title_is_the_site_s():
    text = rss(item(title="青禾县春灌开始｜青禾观察"), item(title="青禾观察", link="/2.html"))
    response = Response("http://q.example/feed", "", text.replace("<title>青禾日报", "<title>青禾观察").encode())
    articles, _ = feeds.parse(response, "f", Client(FetchLimits()), now=NOW)
    assert [article.title for article in articles] == ["青禾县春灌开始", "青禾观察"]


@pytest.mark.parametrize(
    ("encoding", "declared", "kind"),
    [
        ("gbk", "gbk", "application/rss+xml"),
        ("gbk", "gb2312", "text/xml; charset=gb2312"),
        ("gbk", "utf-8", "text/xml; charset=utf-8"),
        ("utf-8", "gbk", "text/xml"),
        ("utf-8", "gb2312", "text/xml; charset=gb2312"),
        ("utf-16", "utf-16", "text/xml"),
        ("utf-8-sig", "utf-8", "text/html"),
        ("gb18030", "no-such-encoding", ""),
    ],
)
def test_encodings_as_found_in_the_wild(server, client, encoding, declared, kind):
    raw = rss(item(title="青禾镕春灌"), declared=declared).encode(encoding)
    articles, _ = read(server.give("/feed", raw, Content_Type=kind), client, now=NOW)
    assert [(article.title, article.text) for article in articles] == [("青禾镕春灌", LONG)]


@pytest.mark.parametrize(
    "date", ["", "很快", "Thu, 01 Jan 1970 00:00:00 GMT", "Sat, 21 Mar 2099 00:00:00 GMT", "2026-13-40"]
)
def test_missing_broken_and_impossible_dates_leave_an_article_undated(server, client, date):
    articles, _ = read(server.give("/feed", rss(item(date=date))), client, now=NOW)
    assert [(one.published, one.published_at, one.dated_by) for one in articles] == [(None, None, "")]


def test_older_entries_are_left_out_before_their_pages_are_fetched(server, client):
    old = item("旧闻", SHORT, "/old.html", "Fri, 20 Mar 2026 06:00:00 +0800")
    dated = item("昨日", SHORT, "/day.html", "2026-03-19")
    url = server.give("/feed", rss(item(), old, dated, item("未注明", link="/3.html", date="")))
    articles, skipped = read(url, client, now=NOW, since=dt.datetime(2026, 3, 20, 18, 0, tzinfo=CHINA))
    assert [article.title for article in articles] == ["青禾县春灌开始", "未注明"]
    assert [one.title for one in skipped] == ["旧闻", "昨日"]
    assert server.paths() == ["/feed"]


def test_a_teaser_is_completed_from_its_page(server, client):
    server.give("/1.html", page(LONG))
    articles, skipped = read(server.give("/feed", rss(item(text=SHORT[:6] + "…"))), client, now=NOW)
    assert [article.text for article in articles] == [LONG]
    assert articles[0].published_at
    assert skipped == ()


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"status": 404}, "answers 404"),
        ({"body": "<html><body></body></html>"}, "no article text"),
        ({"body": page("本站首页为您提供旅游、购物、招聘等信息。" * 20, "欢迎光临")}, "another story"),
        ({"status": 302, "Location": "http://169.254.169.254/latest"}, "not public"),
        ({"status": 302, "Location": "file:///etc/passwd"}, "only http"),
    ],
)
def test_without_its_page_a_teasers_whole_sentences_stay(server, client, answer, reason):
    server.give("/1.html", **answer)
    text = "青禾县春灌今天开始。全县十二个乡镇同时开闸，预计到四月…"
    url = server.give("/feed", rss(item(text=text), item("只有标题", "没有说完的…", "/none.html")))
    articles, skipped = read(url, client, now=NOW)
    assert [article.text for article in articles] == ["青禾县春灌今天开始。"]
    (edit,) = articles[0].edits
    assert (edit.what, edit.before) == ("teaser", text)
    assert reason in edit.why
    assert [one.title for one in skipped] == ["只有标题"]
    assert "answers 404" in skipped[0].reason


def test_entries_without_title_text_or_link_and_entries_given_twice(server, client):
    feed = rss(
        "<item/>",
        item(title=""),
        item(title=""),
        item("甲", LONG, "javascript:alert(1)"),
        item("乙", LONG, "http://[x"),
    )
    articles, skipped = read(server.give("/feed", feed), client, now=NOW)
    assert [(article.title, article.url) for article in articles] == [
        (LONG[: LONG.index("。")], f"{server.url}/1.html"),
        ("甲", ""),
        ("乙", ""),
    ]
    assert [one.reason.split()[0] for one in skipped] == ["The", "There"]


def test_an_entry_without_a_title_takes_its_pages(server, client):
    server.give("/1.html", page(LONG, "青禾县修渠"))
    articles, _ = read(server.give("/feed", rss(item("", ""))), client, now=NOW)
    assert [(article.title, article.text) for article in articles] == [("青禾县修渠", LONG)]


def test_one_damaged_byte_costs_one_character(server, client):
    raw = (
        rss(item(), declared="gbk")
        .encode("gbk")
        .replace("春灌工作".encode("gbk"), b"\xff" + "春灌工作".encode("gbk"), 1)
    )
    (article,), _ = read(server.give("/feed", raw), client, now=NOW)
    assert article.text.replace("\ufffd", "") == LONG
    assert article.text.count("\ufffd") == 1


def test_only_so_many_entries_are_read(server):
    client = Client(FetchLimits(entries=3), allowed_hosts=["127.0.0.1"])
    feed = rss(*(item(f"第{number}条", link=f"/{number}.html") for number in range(5)))
    articles, skipped = read(server.give("/feed", feed), client, now=NOW)
    assert [article.title for article in articles] == ["第0条", "第1条", "第2条"]
    assert [one.reason for one in skipped] == ["Only its first 3 entries are read; 2 follow."]


def test_an_empty_feed_says_so_and_what_is_none_is_refused(server, client):
    articles, skipped = read(server.give("/empty", rss()), client, now=NOW)
    assert (articles, [one.reason for one in skipped]) == ((), ["The feed has no entries."])
    for body in (b"", page(LONG), b"\x89PNG\0\0\0", b"{}"):
        with pytest.raises(SourceError, match="no RSS, Atom or JSON feed"):
            read(server.give("/none", body), client, now=NOW)


def test_a_damaged_feed_gives_what_is_whole(server, client):
    whole = rss(item(), item("白石&nbsp;修桥 & 筑路", link="/2.html"), item("丙", link="/3.html"))
    broken = whole[: whole.index("丙")] + "\x08丙"
    articles, _ = read(server.give("/feed", broken), client, now=NOW)
    assert [article.title for article in articles][:2] == ["青禾县春灌开始", "白石 修桥 & 筑路"]


def bomb(kind):
    if kind == "laughs":
        entities = '<!ENTITY a "哈哈">' + "".join(
            f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(20)
        )
        return rss(item(title="&u;" + LONG[:20]), before=f"<!DOCTYPE rss [{entities}]>")
    if kind == "quadratic":
        return rss(item(title="&a;" * 20_000), before=f'<!DOCTYPE rss [<!ENTITY a "{"哈" * 50_000}">]>')
    if kind == "deep":
        return rss("<x>" * 100_000 + item())
    if kind == "attributes":
        return rss("<x " + " ".join(f'a{at}="1"' for at in range(50_000)) + "/>", item())
    return rss(*(item(str(at), "短", "") for at in range(20_000)))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["laughs", "quadratic", "deep", "attributes", "many"])
def test_bombs_cost_little(server, client, kind):
    url = server.give("/feed", bomb(kind))
    start = time.process_time()
    try:
        articles, _ = read(url, client, now=NOW)
    except SourceError:
        articles = ()
    assert time.process_time() - start < 8
    assert sum(len(article.title + article.text) for article in articles) < 1_000_000


@pytest.mark.parametrize("form", ['SYSTEM "{}"', 'PUBLIC "x" "{}"'])
@pytest.mark.parametrize("place", ["entity", "parameter", "doctype"])
def test_external_entities_are_never_fetched(server, client, tmp_path, form, place):
    secret = tmp_path / "secret"
    secret.write_text("机密", encoding="utf-8")
    for target in (secret.as_uri(), server.give("/secret", "机密")):
        external = form.format(target)
        before = {
            "entity": f"<!DOCTYPE rss [<!ENTITY x {external}>]>",
            "parameter": f"<!DOCTYPE rss [<!ENTITY % p {external}> %p; <!ENTITY x '%p;'>]>",
            "doctype": f"<!DOCTYPE rss {external}>",
        }[place]
        articles, _ = read(server.give("/feed", rss(item(title="青&x;禾"), before=before)), client, now=NOW)
        assert not any("机密" in article.title + article.text for article in articles)
    assert "/secret" not in server.paths()


@pytest.mark.parametrize(
    "title",
    [
        "<![CDATA[<script>alert(1)</script>青禾县<img src=x onerror=alert(1)>春灌]]>",
        "&lt;b&gt;青禾县&lt;/b&gt;春灌",
        "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;青禾县春灌",
        "青禾&#x202E;县&#x200B;春&#xFEFF;灌",
        "\u2067青禾县\u2069春\n\t灌".replace("\n\t", ""),
        "<b>青禾县</b>春灌",
        "青禾县&lt;!-- x --&gt;春灌&lt;style&gt;a{}&lt;/style&gt;",
        "\x1b[1;31m青禾县\x1b[0m春灌",
        "&#x1b;[31m青禾县&#x1b;[0m春灌",
        "青禾\u200d县春灌",
    ],
)
def test_markup_and_invisible_characters_in_titles(server, client, title):
    feed = rss(item(title=title, text=f"<p>{LONG}\u202e</p><script>alert(2)</script><iframe src=x>y</iframe>"))
    articles, _ = read(server.give("/feed", feed), client, now=NOW)
    assert [(article.title, article.text) for article in articles] == [("青禾县春灌", LONG)]


@pytest.mark.parametrize("separator", ["\u2028", "&#x2028;", "\u2029", "\x0b", "\x85", "&lt;br&gt;", "\n"])
def test_a_title_in_lines_is_whole(server, client, separator):
    feed = rss(item(title=f"青禾县{separator}春灌开始", text=f"<p>{LONG}</p>"))
    articles, _ = read(server.give("/feed", feed), client, now=NOW)
    assert [article.title for article in articles] == ["青禾县 春灌开始"]


@pytest.mark.parametrize("emoji", ["👨\u200d👩\u200d👧\u200d👦", "👩🏽\u200d🚀", "❤\ufe0f\u200d🔥", "🏃\u200d♂\ufe0f"])
def test_an_emoji_of_several_stays_one(server, client, emoji):
    feed = rss(item(title=f"{emoji}青禾县春灌", text=f"<p>{LONG}</p>"))
    articles, _ = read(server.give("/feed", feed), client, now=NOW)
    assert [article.title for article in articles] == [f"{emoji}青禾县春灌"]


TAGS = ("item", "title", "link", "description", "pubDate", "entry", "content", "author", "p", "script", "dc:creator")
PIECES = st.sampled_from(
    [f"<{tag}>" for tag in TAGS]
    + [f"</{tag}>" for tag in TAGS]
    + [
        "<content type='xhtml'>",
        "<category term='a'/>",
        "<link href='//'/>",
        "<rdf:RDF>",
        "</channel>",
        "<media:content/>",
    ]
    + ["<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", "<", ">", '"', "&", "&lt;", "&#0;", "&#x110000;", "&x;"]
    + ["<!DOCTYPE x [<!ENTITY x 'y'>]>", "http://[", "javascript:x", "2026-03-21", "Sat, 21 Mar", "青禾", "。", "…"]
    + ["\0", "\u202e", "\ufffe"]
)


@st.composite
def hostile(draw):
    """Feeds of broken pieces, and good feeds with bytes changed, taken out or given twice."""
    if draw(st.booleans()):
        raw = (
            draw(st.sampled_from(["<rss><channel>", "<feed>", "<rdf:RDF>", "<rss version='2.0'>"]))
            + "".join(draw(st.lists(PIECES | st.text(max_size=5), max_size=40)))
        ).encode("utf-8", "surrogatepass")
    else:
        raw = draw(st.sampled_from([rss(item(), item("乙", SHORT, "")), ATOM])).encode(
            draw(st.sampled_from(["utf-8", "gb18030", "utf-16"]))
        )
        for _ in range(draw(st.integers(1, 6))):
            at, length = draw(st.integers(0, len(raw))), draw(st.integers(0, 40))
            raw = (
                raw[:at]
                + draw(
                    st.sampled_from([b"", raw[at : at + length] * 2, b"\xff\0<", b"]]>", draw(st.binary(max_size=6))])
                )
                + raw[at + length :]
            )
    return raw


@settings(
    max_examples=examples(50, 20_000),
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
@given(hostile())
def test_any_bytes_give_articles_or_one_sentence(raw):
    client = Client(FetchLimits(retries=0), resolve=lambda *_: ["127.0.0.1"])  # no page can be fetched
    try:
        articles, skipped = feeds.parse(
            Response("http://feed.example/", "text/xml", raw), "http://feed.example/", client, now=NOW
        )
    except SourceError:
        return
    for article in articles:
        for text in (article.title, *article.paragraphs, *article.authors, article.section, article.dated_by):
            assert not {unicodedata.category(char) for char in text} & {"Cc", "Cf", "Cs", "Co"}
            assert text == text.strip()
        assert article.title
        assert article.paragraphs
        assert article.url == "" or article.url.startswith(("http://", "https://"))
    assert all(one.title and one.reason for one in skipped)
    assert str((articles, skipped)).encode("utf-8")


@pytest.mark.parametrize(
    ("more", "text", "authors"),
    [
        ("<author>editor@qinghe.media (马原)</author>", LONG, ("马原",)),
        ("<author>admin</author>", LONG, ()),
        ("<dc:creator>何青、林舟</dc:creator>", LONG, ("何青", "林舟")),
        ("<dc:creator>本报记者 何青 通讯员 林舟</dc:creator>", LONG, ("何青", "林舟")),
        ("<author>paper@example.org（何青）</author>", LONG, ("何青",)),
        ("<dc:creator>青禾日报 要闻部</dc:creator>", LONG, ("青禾日报 要闻部",)),
        ("", f"<p>{LONG}</p><p>（记者：何青 通讯员：林舟）</p><p>编辑：赵丽</p>", ("何青", "林舟")),
        ("", f"<p>{LONG}</p><p>编辑：赵丽</p>", ()),
        ("<dc:creator>林舟</dc:creator>", f"<p>{LONG}</p><p>记者：何青</p>", ("林舟",)),
    ],
)
def test_writers_stand_in_one_name_or_in_the_credits_of_the_text(more, text, authors):
    response = Response("http://q.example/feed", "", rss(item(text=text, more=more)).encode())
    (article,), _ = feeds.parse(response, "f", Client(FetchLimits()), now=NOW)
    assert (article.authors, article.paragraphs) == (authors, (LONG,))
