"""Articles that pages carry as data for their own script, and data that are none."""

import datetime as dt
import html
import json
from urllib.parse import quote

import pytest

from service.errors import SourceError
from service.sources import embedded_articles, web_pages
from service.sources.page_dates import CHINA
from tests.support.tables import every_row

NOW = dt.datetime(2026, 3, 21, 12, 0, tzinfo=CHINA)
TITLE = "青禾县春灌开始"
BODY = (
    "3月20日，青禾县春灌工作全面展开，全县十二个乡镇同时开闸放水。",
    "县水利局说，今年春灌面积预计达到三十万亩，比去年增加两万亩。",
    "引黄干渠的清淤上周已经完成，水流比往年快了两成。",
)
MARKUP = "".join(f"<p>　　{line}</p>" for line in BODY)
DATA = {"title": TITLE, "content": MARKUP}
OTHER = "<p>白石县修桥的消息传开以后，两岸的村民都来看热闹，桥头摆起了茶摊。</p>" * 3


def shell(script="", body='<div id="app"></div>', title=TITLE):
    return f"<!doctype html><html><head><title>{title}</title></head><body>{body}{script}</body></html>"


def assigned(value, name="window.__INITIAL_STATE__"):
    data = json.dumps(value, ensure_ascii=False)
    return f"<script>var a=1;if(a==1){{}};{name}={data};(function(){{}})()</script>"


def next_data(value):
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(value)}</script>'


@every_row(
    ("page", "authors", "instant"),
    [
        (
            shell(assigned({"a": {"title": TITLE, "content": MARKUP, "publishTime": 1774053000}})),
            (),
            dt.datetime(2026, 3, 21, 8, 30, tzinfo=CHINA),
        ),
        (
            shell(
                next_data(
                    {"p": [{"name": TITLE, "content": MARKUP, "author": "记者 何青", "pubTime": "2026-03-21 08:30"}]}
                ),
                "<div>加载中…</div>",
            ),
            ("何青",),
            dt.datetime(2026, 3, 21, 8, 30, tzinfo=CHINA),
        ),
        (shell(assigned({"title": TITLE, "content": "\n".join(BODY), "authors": [{"name": "何青"}]})), ("何青",), None),
        (shell(assigned({"title": TITLE, "content": html.escape(MARKUP)})), (), None),
        (shell(body=f"<h1>{TITLE}</h1><textarea hidden>{html.escape(MARKUP)}</textarea>"), (), None),
        (
            shell(next_data({"a": {"title": TITLE, "content": MARKUP}}), "<noscript>请启用JavaScript。</noscript>"),
            (),
            None,
        ),
        (shell(f"<script>window.a = JSON.parse('{json.dumps(DATA)}');</script>".replace("\\", "\\\\")), (), None),
        (shell(f"<script>window.a = JSON.parse({json.dumps(json.dumps(DATA))});</script>"), (), None),
        (shell(f'<script type="application/json">{quote(json.dumps(DATA))}</script>'), (), None),
        (
            shell(assigned([{"title": "白石县修桥", "content": OTHER * 3}, {"title": TITLE, "content": MARKUP}])),
            (),
            None,
        ),
    ],
)
def test_what_a_page_carries_is_read_where_it_shows_nothing(page, authors, instant):
    found = web_pages.extract(page, "a", now=NOW)
    assert (found.title, found.paragraphs, found.authors) == (TITLE, BODY, authors)
    assert found.published_at == instant


@every_row(
    "page",
    [
        shell(),
        shell(assigned({"title": TITLE, "content": "全文见客户端"})),
        shell(assigned({"title": TITLE, "content": "nav header footer main " * 20})),
        shell(assigned([{"title": "白石县修桥", "content": OTHER}, {"title": "河东建校", "content": MARKUP}])),
        shell("<script>var a = {title: 1, content: [}</script>"),
        shell('<script type="application/json">' + "[" * 100_000 + "</script>"),
        shell(
            assigned({"title": "白石县修桥", "content": OTHER}),
            "<p>抱歉，您访问的页面不存在或已被删除，请返回首页重试。</p>",
            "青禾网",
        ),
        shell(
            assigned({"title": "白石县修桥", "content": OTHER}),
            "<p>请输入手机号登录后查看，您还可免费注册。</p>",
            "登录",
        ),
    ],
)
def test_a_page_with_nothing_or_a_list_of_others_stays_no_article(page):
    with pytest.raises(SourceError):
        web_pages.extract(page, "a", now=NOW)


def test_a_page_that_shows_its_article_is_read_as_shown():
    page = shell(assigned({"title": TITLE, "content": OTHER * 3}), f"<article><h1>{TITLE}</h1>{MARKUP}</article>")
    assert web_pages.extract(page, "a", now=NOW).paragraphs == BODY


def test_a_long_script_of_broken_data_costs_little():
    page = shell("<script>" + "a={" * 200_000 + "</script>")
    assert embedded_articles.as_page(page, TITLE) == ""
