"""The headline that a page shows, told from its site's name and from the rest of its title."""

import lxml.html

from service.sources import page_headline
from tests.support.tables import every_row

NEWS = "青禾县水库新渠今天通水"


def headline(title, found, lines=(), head="", body=""):
    root = lxml.html.document_fromstring(f"<html><head><title>{title}</title>{head}</head><body>{body}b</body></html>")
    return page_headline.headline(root, found, [title, *lines])


@every_row(
    ("title", "found", "lines", "told"),
    [
        (f"{NEWS}-青禾县融媒体中心", f"{NEWS}-青禾县融媒体中心", [NEWS], NEWS),
        (f"{NEWS} - 青禾县新闻中心", "青禾县新闻中心", ["青禾县新闻中心", NEWS], NEWS),
        (f"{NEWS}｜青禾发布", f"{NEWS}｜青禾发布", [NEWS], NEWS),
        (f"{NEWS}_青禾县人民政府", f"{NEWS}_青禾县人民政府", [NEWS], NEWS),
        # Not shown as a line of its own: nothing tells that the end is a site's name.
        (f"{NEWS}-青禾发布", f"{NEWS}-青禾发布", [], f"{NEWS}-青禾发布"),
        # The beginning is a site's or a column's name, and the headline is longer.
        (f"青禾观察周刊-{NEWS}", f"青禾观察周刊-{NEWS}", ["青禾观察周刊"], f"青禾观察周刊-{NEWS}"),
        # A line that begins the title without anything to part them.
        (f"{NEWS}两岸村民", f"{NEWS}两岸村民", [NEWS], f"{NEWS}两岸村民"),
        ("青禾—白石—河东高铁开通", "青禾—白石—河东高铁开通", ["青禾—白石"], "青禾—白石—河东高铁开通"),
        (f"青禾县融媒体中心-{NEWS}", f"青禾县融媒体中心-{NEWS}", [NEWS], NEWS),
        (f"两岸村民说{NEWS}", f"两岸村民说{NEWS}", [NEWS], f"两岸村民说{NEWS}"),
        # The page tells another headline elsewhere.
        (f"{NEWS}-青禾发布", "新渠通水 两岸村民来看", [NEWS], "新渠通水 两岸村民来看"),
    ],
)
def test_the_line_that_is_most_of_the_title_is_the_headline(title, found, lines, told):
    assert headline(title, found, lines) == told


@every_row(
    ("title", "text", "ahead", "told"),
    [
        ("青禾新闻网", (NEWS, "青禾县水库的新渠今天通水。"), ["首页 | 要闻"], NEWS),
        ("青禾新闻网", ("青禾县水库的新渠今天通水。", "两岸村民来看。"), [NEWS, "来源：青禾日报 2026-03-21"], NEWS),
        # Nothing above the text is told by it.
        ("青禾新闻网", ("青禾县水库的新渠今天通水。", "两岸村民来看。"), ["安全用电十条须知"], "青禾新闻网"),
        # A headline that ends as a site's name does, above its own text.
        ("青禾县织密防汛网", ("县里昨天开会。", "全县织密防汛网。"), ["青禾县织密防汛网"], "青禾县织密防汛网"),
        (NEWS, ("新渠长十里。", "青禾县水库的水流进田里。"), ["青禾县水库新渠两岸"], NEWS),
    ],
)
def test_a_site_s_name_gives_way_to_the_headline_above_the_text(title, text, ahead, told):
    text = (*text[:1], *text[1:], "青禾县水库新渠全长十里。") if told == NEWS else text
    assert page_headline.instead_of_site(title, text, ahead) == told


@every_row(
    ("meta", "told"),
    [
        (f'<meta name="ArticleTitle" content="{NEWS}">', NEWS),
        (f'<meta name="articletitle" content="{NEWS}_青禾网">', NEWS),
        ('<meta name="ArticleTitle" content="">', "青禾县人民政府"),
        (f'<meta name="ColumnName" content="{NEWS}">', "青禾县人民政府"),
    ],
)
def test_a_portal_s_common_metadata_state_it(meta, told):
    assert headline("青禾县人民政府", "青禾县人民政府", head=meta) == told


def test_founder_sets_a_heading_amid_kicker_and_deck():
    body = f"<founder-title><p>新渠</p><h1>{NEWS}</h1><h2>——两岸</h2></founder-title>"
    assert headline("青禾日报", "青禾日报", body=body) == NEWS
    assert headline("青禾日报", "青禾日报", body=f"<founder-title>{NEWS}</founder-title>") == NEWS


@every_row(
    ("head", "kicker", "deck"),
    [
        (f"<h3>新渠</h3><h1>{NEWS}</h1><h2>——两岸</h2>", "新渠", "——两岸"),
        (f"<h3></h3><h1>{NEWS}</h1><h4>——两岸</h4><p class='sec'>本报记者 何青</p>", "", "——两岸"),
        (f"<h3>新渠</h3><p>青禾日报</p><h1>{NEWS}</h1><p>本报记者</p><h2>要闻</h2>", "", ""),
        (f"<h1>{NEWS}</h1><h2>本报记者 何青</h2>", "", ""),
    ],
)
def test_founders_newer_pages_set_headings_round_the_headline(head, kicker, deck):
    def parts(ident):
        root = lxml.html.document_fromstring(f"<div>{head}<div id='{ident}'><p>{NEWS}。</p></div></div>")
        return page_headline.kicker(root), page_headline.deck(root)

    assert parts("ozoom") == parts("articleContent") == (kicker, deck)
    assert parts("content") == ("", "")
