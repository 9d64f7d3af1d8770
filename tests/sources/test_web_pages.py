"""Article pages from a real server: text, names, dates, and pages that are none."""

import datetime as dt

import pytest

from service.errors import SourceError
from service.sources import text_cleaning, web_pages
from service.sources.fetching import Client, FetchLimits, Response
from service.sources.page_dates import CHINA
from tests.support.tables import every_row
from tests.support.web_cases import kept_page

BODY = (
    "3月20日，青禾县春灌工作全面展开，全县十二个乡镇同时开闸放水。",
    "县水利局说，今年春灌面积预计达到三十万亩，比去年增加两万亩。",
    "引黄干渠的清淤上周已经完成，水流比往年快了两成。",
)


def read(url, client):
    return web_pages.article(client.get(url), url)


def page(
    title="青禾县春灌开始_要闻_青禾网",
    head="",
    info="2026年3月21日 08:30　来源：青禾日报",
    heading="青禾县春灌开始",
    body=BODY,
):
    paragraphs = "".join(f"<p>　　{text}</p>" for text in body)
    return f"""<!doctype html><html><head><title>{title}</title>{head}</head><body>
    <div class="nav"><a href="/">首页</a> <a href="/news">新闻</a> <a href="/bbs">论坛</a></div>
    <div class="article"><h1>{heading}</h1><div class="info">{info}</div>{paragraphs}<p>（责任编辑：王五）</p></div>
    <div class="related"><a href="/2.html">另一条新闻</a></div><script>var a = "<p>alert</p>";</script>
    <div class="footer">版权所有 2019 青禾网 <a href="/about">联系我们</a></div></body></html>"""


@pytest.fixture
def client():
    return Client(FetchLimits(retries=0), allowed_hosts=["127.0.0.1"])


def test_an_article_without_its_page(server, client):
    url = server.give("/a/1.html", page(), Content_Type="text/html; charset=utf-8")
    article = read(url, client)
    assert article.title == "青禾县春灌开始"
    assert article.paragraphs == BODY
    assert article.source == article.url == url
    assert article.published_at == dt.datetime(2026, 3, 21, 8, 30, tzinfo=CHINA)
    assert article.published == dt.date(2026, 3, 21)
    assert [(edit.what, edit.before) for edit in article.edits] == [
        ("left out", "2026年3月21日 08:30 来源：青禾日报"),
        ("dropped", "（责任编辑：王五）"),
    ]


@pytest.mark.parametrize(
    ("encoding", "kind", "meta"),
    [
        ("gbk", "text/html; charset=gb2312", ""),
        ("gbk", "text/html", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("gb18030", "text/html", ""),
        ("gbk", "text/html; charset=utf-8", '<meta charset="utf-8">'),
        ("utf-8", "text/html; charset=gbk", '<meta charset="gbk">'),
        ("utf-8", "text/html; charset=ISO-8859-1", ""),
        ("utf-8-sig", "", ""),
        ("big5", "text/html; charset=big5", ""),
        ("utf-16", "text/html", ""),
    ],
)
def test_encodings_as_found_in_the_wild(server, client, encoding, kind, meta):
    body = BODY if encoding != "big5" else ("三月二十日，青禾鄉春灌工作全面展開，十二個村同時開閘放水。" * 3,)
    html = page(head=meta, body=body, title="t", heading="青禾", info="")
    if encoding == "big5":
        html = (
            html.replace("首页", "").replace("新闻", "").replace("论坛", "").replace("责任编辑", "").replace("网", "")
        )
    raw = html.encode(encoding, "ignore")
    article = read(server.give("/", raw, Content_Type=kind), client)
    assert article.paragraphs[: len(body)] == body


@pytest.mark.parametrize(
    ("head", "info", "path", "day", "clock", "rule"),
    [
        ('<meta property="article:published_time" content="2026-03-20T23:30:00Z">', "", "/1", 21, "07:30", "metadata"),
        (
            '<script type="application/ld+json">{"datePublished": "2026-03-21T06:00:00+08:00"}</script>',
            "",
            "/1",
            21,
            "06:00",
            "metadata",
        ),
        ("", "发布时间：2026-03-19 7:05:33　作者：李明", "/1", 19, "07:05", "text"),
        ("", "2026年3月18日18时20分", "/1", 18, "18:20", "text"),
        ('<meta property="article:published_time" content="2026-03-17">', "", "/1", 17, None, "metadata"),
        ("", "", "/2026-03/16/content_1.html", 16, None, "address"),
        ("", "", "/1.html", None, None, ""),
    ],
)
def test_a_pages_date_is_found_where_it_stands(server, client, head, info, path, day, clock, rule):
    article = read(server.give(path, page(head=head, info=info).replace("版权所有 2019", "")), client)
    assert article.published == (dt.date(2026, 3, day) if day else None)
    assert (article.published_at and article.published_at.strftime("%H:%M")) == clock
    assert article.dated_by.startswith(rule)
    assert bool(article.dated_by) == bool(rule)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "text/html"),
        (b"<html></html>", "text/html"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4, ""),
        (b"\xff\xfb\x90\x64" + bytes(500), "audio/mpeg"),
        (b"{}", "application/json"),
        (b"<div>" * 60_000, "text/html"),
        (b"<html><body>" + b"<p>x" * 60_000, "text/html"),
    ],
)
def test_what_is_no_article_is_refused(server, client, body, kind):
    url = server.give("/x", body, Content_Type=kind)
    with pytest.raises(SourceError, match=url):
        read(url, client)


def test_invisible_characters_and_markup_never_get_through(server, client):
    body = (
        "青禾县\u202e春灌\u2066工作\u200b全面\x07展开，全县十二个乡镇同时&lt;script&gt;alert(1)&lt;/script&gt;开闸放水。",
        *BODY,
    )
    article = read(server.give("/", page(body=body, heading="青禾县<b>春</b>\u200f灌<script>x</script>")), client)
    assert article.title == "青禾县春灌"
    assert not set("\u202e\u2066\u200b\x07\u200f") & set(article.title + article.text)
    assert "青禾县春灌工作全面展开" in article.text


@every_row(
    ("markup", "paragraphs"),
    [
        ("<p>一</p>二<br>三<div>四<b>五</b></div>六", ("一", "二", "三", "四五", "六")),
        ("3<5，5>3 &amp; AT&T", ("3<5，5>3 & AT&T",)),
        ("纯文字\n　　两行", ("纯文字", "两行")),
        ("<script>a</script>一<!-- b -->二<style>c</style><figcaption>d</figcaption>", ("一二",)),
        ("<html>一</body><body>二", ("一", "二")),
        ("一&#8;&#0;<p>&#x202e;二", ("一\ufffd", "二")),
        ("<!-- -->", ()),
        ("<", ("<",)),
        ("", ()),
    ],
)
def test_paragraphs_of_markup(markup, paragraphs):
    assert text_cleaning.paragraphs(markup) == paragraphs


def founder(more):
    raw = kept_page("founder.html").body.decode("gb18030")
    return Response("https://yunxi.example/", "text/html", raw.replace("<founder-subtitle>", more).encode("gb18030"))


def test_a_founder_page_gives_its_parts():
    article = web_pages.article(
        founder("<founder-author>本报记者 马原</founder-author><founder-subtitle>票价两元"), "a"
    )
    assert (article.kicker, article.title, article.subtitle, article.authors) == (
        "让村民出门就能上车",
        "云溪县新增公交线路三条",
        "票价两元",
        ("马原",),
    )
    assert [line[:4] for line in article.paragraphs] == ["云溪县公", "县交通局"]
    page = web_pages.extract(founder("<founder-subtitle>票价两元").body.decode("gb18030"), "a")
    assert page.markdown.startswith("### 让村民出门就能上车\n\n# 云溪县新增公交线路三条\n\n### 票价两元\n\n云溪县公")


def test_an_older_founder_page_gives_kicker_deck_and_writers():
    body = "云溪县公交公司今天新开三条线路，六个乡镇的村民出门就能上车。" * 3
    cells = {
        "deck": "<td class='font02'>票价两元</td><td class='font02'>□记者 马原 通讯员 林舟 报道</td>",
        "dash": "<td><div>——票价两元</div><div>□记者 马原 通讯员 林舟 报道</div></td>",
        "none": "<td class='font02'>□记者 马原 通讯员 林舟 报道</td>",
    }
    for kind, between in cells.items():
        page = web_pages.extract(
            "<html><body><div>云溪日报 2026年03月21日 星期六</div>"
            "<table><tr><td class='font02'>让村民出门就能上车</td></tr>"
            f"<tr><td><founder-title>云溪县新增公交线路三条</founder-title></td></tr><tr>{between}</tr></table>"
            f"<div id='ozoom'><founder-content><p>{body}</p><p>——摘自公告</p></founder-content></div></body></html>",
            "a",
        )
        assert (page.kicker, page.title) == ("让村民出门就能上车", "云溪县新增公交线路三条")
        assert page.subtitle == {"deck": "票价两元", "dash": "——票价两元", "none": ""}[kind]
        assert page.authors == ("马原", "林舟")
        assert "\n\n记者 马原 林舟\n\n云溪县公" in page.markdown


def test_an_e_papers_article_without_text_is_none():
    """Its page shows the paper's folio alone."""
    with pytest.raises(SourceError, match="no article text is found"):
        web_pages.extract(
            "<html><head><title>云溪日报数字报</title></head><body><div>云溪日报 2026年03月21日 星期六</div>"
            "<div id='ozoom'></div><div>版权所有 云溪日报社</div></body></html>",
            "a",
        )


def test_heads_that_stand_in_the_text_too_are_told_once():
    text = "云溪县公交公司今天新开三条线路，六个乡镇的村民出门就能上车。" * 2
    page = web_pages.extract(
        "<html><body><div><h3 id='PreTitle'>让村民出门就能上车</h3><h2 id='Title'>云溪县新增公交线路三条</h2>"
        "<h4 id='SubTitle'>票价两元</h4><div>2026-03-21 作者：马原 来源：云溪日报</div>"
        f"<span id='contenttext'><p>{text}</p><p>让村民出门就能上车</p></span></div></body></html>",
        "a",
    )
    assert (page.kicker, page.title, page.subtitle) == ("让村民出门就能上车", "云溪县新增公交线路三条", "票价两元")
    assert page.paragraphs[0] == text
    assert page.authors == ("马原",)


def test_a_headline_alone_is_no_article():
    with pytest.raises(SourceError, match="a headline and no text"):
        web_pages.extract("<html><body><p>老街换新颜</p></body></html>", "封面")


def test_a_page_of_wechat_gives_author_and_time():
    article = web_pages.article(kept_page("wechat.html"), "a")
    assert article.authors == ("林小舟",)
    assert article.published_at == dt.datetime(2026, 3, 21, 5, 30, tzinfo=CHINA)


def test_a_mark_of_original_work_is_no_author():
    marked = "<span class='rich_media_meta rich_media_meta_text'>原创</span>"
    named = "<span class='rich_media_meta rich_media_meta_text'>李明</span>"
    for info, authors in ((marked + named, ("李明",)), (marked, ()), (named, ("李明",))):
        response = Response("https://qinghe.example/1.html", "text/html", page(info=info).encode())
        assert web_pages.article(response, "a").authors == authors


@pytest.mark.parametrize(
    ("info", "authors"),
    [
        ("2026年3月21日 08:30　来源：青禾日报　作者：李明 王丽", ("李明", "王丽")),
        ("作者：李明", ("李明",)),
        ("2026年3月21日　作者：青禾日报", ()),
        ("2026年3月21日　来源：青禾日报", ()),
    ],
)
def test_an_author_stands_in_the_line_with_the_date(info, authors):
    response = Response("https://qinghe.example/1.html", "text/html", page(info=info).encode())
    assert web_pages.article(response, "a").authors == authors


def test_an_author_below_the_text_is_another_articles():
    text = page(info="").replace('class="related">', 'class="related">作者：李明')
    response = Response("https://qinghe.example/1.html", "text/html", text.encode())
    assert web_pages.article(response, "a").authors == ()


def test_a_date_to_come_is_none():
    now = dt.datetime(2026, 3, 21, 9, tzinfo=CHINA)
    for date, found in (("2026-03-29 08:00", None), ("1970-01-01 08:00", None), ("2026-03-21 08:00", now.date())):
        text = page(info=date).replace("版权所有 2019", "")
        response = Response("https://qinghe.example/1.html", "text/html", text.encode())
        assert web_pages.article(response, "a", now).published == found


@every_row(
    ("line", "day"),
    [
        ("2026年03月20日 星期五", dt.date(2026, 3, 20)),
        ("第A03版：文化 2026年03月20日", dt.date(2026, 3, 20)),
        ("今天是2026年3月20日 星期五", None),
        ("2031年3月20日", None),
        ("1970年1月1日", None),
        ("2026年3月20日，青禾县举行通水仪式", None),
    ],
)
def test_the_day_that_an_e_paper_has_at_its_head_is_the_last_resort(line, day):
    now = dt.datetime(2026, 3, 21, 9, tzinfo=CHINA)
    text = page(info="").replace('<div class="nav">', f'<div>{line}</div><div class="nav">')
    response = Response("https://qinghe.example/1.html", "text/html", text.replace("版权所有 2019", "").encode())
    assert web_pages.article(response, "a", now).published == day
    dated = Response("https://qinghe.example/2026-03/19/1.html", "text/html", response.body)
    assert web_pages.article(dated, "a", now).published == dt.date(2026, 3, 19)


def test_a_notice_beside_a_list_of_other_articles_is_no_article():
    notice = "<p>抱歉，您要查看的稿件不存在或已被删除！</p><p>页面将在5秒后自动跳转到首页。</p>"
    others = f"<div class='hot'><p>{BODY[0]}</p></div>"
    response = Response("https://qinghe.example/1.html", "text/html", f"<title>青禾网</title>{notice}{others}".encode())
    with pytest.raises(SourceError, match="not found or was removed"):
        web_pages.article(response, "a")
