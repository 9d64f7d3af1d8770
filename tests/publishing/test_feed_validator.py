"""Each fault of a feed is named with the rule that it breaks."""

import datetime as dt
import re
from dataclasses import replace

from service.publishing import feed_validator
from service.publishing.feed import mint_show_guid, render
from tests.support.publishing_samples import SHOW, episode
from tests.support.tables import every_row

URL = "https://radio.example.org/pods/daily/feed.xml"
GUID = mint_show_guid(URL)


def good(show=SHOW):
    told = [replace(episode(day), guid=f"g{day}", mp3=f"a{day}.mp3", size=5, number=day + 1) for day in range(2)]
    return render(show, GUID, told).decode()


def rules(text, url=""):
    return {fault.rule for fault in feed_validator.check(text.encode(), url)}


def test_a_good_feed_has_no_fault():
    assert feed_validator.check(good().encode(), URL) == []


@every_row(
    ("old", "new", "rule"),
    [
        ("<title>云州听报</title>", "", "PSP-1: channel title"),
        ("<description>云州每天的新闻，五分钟听完。</description>", "", "PSP-1: channel description"),
        ("<language>zh-cn</language>", "", "PSP-1: channel language"),
        ("<language>zh-cn</language>", "<language>中文</language>", "PSP-1: channel language"),
        ('rel="self"', 'rel="other"', "PSP-1: channel atom:link rel=self"),
        ('<itunes:category text="Daily News"/>', '<itunes:category text="Gossip"/>', "Apple: categories"),
        ('<itunes:category text="News">', '<itunes:category text="Novelties">', "Apple: categories"),
        ("<itunes:explicit>false<", "<itunes:explicit>no<", "PSP-1: itunes:explicit"),
        ('cover.png"/>', 'cover"/>', "PSP-1: channel itunes:image"),
        (f"<podcast:guid>{GUID}</podcast:guid>", "", "PSP-1: channel podcast:guid"),
        (GUID, "f47ac10b-58cc-4372-a567-0e02b2c3d479", "PSP-1: channel podcast:guid"),
        (">yes</podcast:locked>", ">maybe</podcast:locked>", "PSP-1: channel podcast:locked"),
        ("<copyright>云州听报", "<copyright>© 2026 云州听报", "PSP-1: channel copyright"),
        ("<itunes:email>editor@example.org</itunes:email>", "", "Apple: itunes:owner"),
        ("<itunes:type>episodic", "<itunes:type>daily", "PSP-1: channel itunes:type"),
        ('<guid isPermaLink="false">g1</guid>', "", "PSP-1: item guid"),
        ('<guid isPermaLink="false">g1</guid>', '<guid isPermaLink="false">g0</guid>', "Apple: unique guid"),
        ("a1.mp3", "a0.mp3", None),
        ('type="audio/mpeg"', 'type="audio/wav"', "Apple: enclosure type"),
        ('a1.mp3"', 'a1"', "Apple: enclosure file extension"),
        ('length="5"', 'length="0"', "PSP-1: item enclosure length"),
        ('length="5"', 'length="None"', "PSP-1: item enclosure length"),
        ('<enclosure url="https://', '<enclosure url="ftp://', "RSS 2.0: enclosure"),
        ("episodes/2026-03-22T0630/a1", "episodes/三月/a1", "Apple: ASCII addresses"),
        (
            "Sun, 22 Mar 2026 06:30:00 +0800</pubDate>\n      <itunes:author",
            "2026-03-22</pubDate>\n<itunes:author",
            "Apple: pubDate",
        ),
        ("<itunes:episode>2<", "<itunes:episode>0<", "Apple: itunes:episode"),
        ("<itunes:season>2026<", "<itunes:season>MMXXVI<", "Apple: itunes:season"),
        ("<itunes:episodeType>full<", "<itunes:episodeType>half<", "Apple: itunes:episodeType"),
        ("<itunes:duration>45<", "<itunes:duration>45 s<", "Apple: itunes:duration"),
        ("<itunes:duration>45</itunes:duration>", "", "PSP-1: item itunes:duration"),
        ('type="application/json+chapters"', 'type=""', "Podcast namespace: podcast:chapters type"),
        ("五分钟听完。</description>", "听" * 1400 + "</description>", "Apple: description length"),
        ("<title>云州新增三条", "<title>" + "长" * 256, "PSP-1: node values"),
        ("<title>云州新增三条", "<title> 云州新增三条", "PSP-1: node values"),
        ("<itunes:author>云州听报编辑部", "<itunes:author>" + "长" * 256, "PSP-1: node values"),
        ("itunes:category", "itunes:kategory", "PSP-1: channel itunes:category"),
        (">false</itunes:explicit>", "></itunes:explicit>", "PSP-1: channel itunes:explicit"),
        ("<itunes:image href=", "<itunes:image src=", "PSP-1: channel itunes:image"),
        ("<link>https://radio.example.org/pods/daily/</link>", "", "PSP-1: channel link"),
        ("<link>https://radio.example.org/pods/daily/<", "<link>/pods/daily/<", "RSS 2.0: link"),
        (">yes</podcast:locked>", "></podcast:locked>", "PSP-1: channel podcast:locked"),
        ("itunes:author", "itunes:writer", "PSP-1: channel itunes:author"),
        ('<enclosure url="', '<enclosed url="', "PSP-1: item enclosure"),
        ('<enclosure url="https', '<enclosure href="https', "PSP-1: enclosure"),
        ("<podcast:transcript ", "<podcast:transkript ", "PSP-1: item podcast:transcript"),
        ('chapters.json"', 'chapters file.json"', "Apple: ASCII addresses"),
        ("<language>zh-cn</language>", "<language>zh-cn</language>\n<language>en</language>", "RSS 2.0: one language"),
        ("<guid isP", '<guid isPermaLink="false">x</guid><guid isP', "RSS 2.0: one guid"),
        ("<podcast:medium>podcast<", "<podcast:medium>radio<", "Podcast namespace: podcast:medium"),
        ("<itunes:type>", "<itunes:complete>no</itunes:complete><itunes:type>", "Apple: itunes:complete"),
        (
            "<itunes:type>",
            "<itunes:new-feed-url>feed.xml</itunes:new-feed-url><itunes:type>",
            "RSS 2.0: itunes:new-feed-url",
        ),
        ('purpose="ai-content">', 'purpose="' + "p" * 129 + '">', "PSP-1: podcast:txt"),
        (' version="2.0"', ' version="0.91"', "RSS 2.0: version"),
        (
            "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "http://www.itunes.com/DTDs/Podcast-1.0.dtd",
            "PSP-1: namespaces",
        ),
        ("https://podcastindex.org/namespace/1.0", "http://podcastindex.org/namespace/1.0", "PSP-1: namespaces"),
        ("</channel>", "", "RSS 2.0: well-formed XML"),
        ("<rss ", "<feed ", "RSS 2.0: well-formed XML"),
    ],
)
def test_a_fault_is_named(old, new, rule):
    text = good()
    assert old in text
    found = rules(text.replace(old, new))
    if rule:
        assert rule in found
    else:
        assert found == set()


TITLE = "云州新增三条公交线路；云湖湿地迎来首批候鸟｜3月21日</title>"
GUID_OF_1 = '<guid isPermaLink="false">g1</guid>'


@every_row(
    ("old", "new", "rule"),
    [
        (TITLE, "&lt;b&gt;云州&lt;/b&gt;新增三条公交线路</title>", "Apple: plain titles"),
        (TITLE, "云州新增&lt;br /&gt;三条公交线路</title>", "Apple: plain titles"),
        (TITLE, "&lt;a href='https://x.example/'&gt;云州&lt;/a&gt;</title>", "Apple: plain titles"),
        (TITLE, "<![CDATA[<FONT color=red>云州</FONT>]]></title>", "Apple: plain titles"),
        (TITLE, "云州<b>新增</b>三条公交线路</title>", "Apple: plain titles"),
        (TITLE, "云州&amp;amp;北辰</title>", "Apple: plain titles"),
        (TITLE, "云州&amp;#8220;北辰&amp;#8221;</title>", "Apple: plain titles"),
        ("<title>云州听报</title>", "<title>&lt;i&gt;云州听报&lt;/i&gt;</title>", "Apple: plain titles"),
        (TITLE, "AT&amp;T与Q&amp;A；3&lt;5，5&gt;3</title>", None),
        (TITLE, "&lt;云州&gt;首发，a&lt;b c&gt;d</title>", None),
        (TITLE, "《云州》&amp; amp; 题</title>", None),
        (TITLE, "&lt;Hello&gt;登上榜首</title>", None),
        (GUID_OF_1, "<guid>g1</guid>", "RSS 2.0: guid isPermaLink"),
        (GUID_OF_1, '<guid isPermaLink="true">tag:x.example,2026:1</guid>', "RSS 2.0: guid isPermaLink"),
        (GUID_OF_1, "<guid>http://[</guid>", "RSS 2.0: guid isPermaLink"),
        (GUID_OF_1, "<guid>https://radio.example.org/pods/daily/1</guid>", None),
        (GUID_OF_1, '<guid isPermaLink="False">g1</guid>', None),
        ("Sun, 22 Mar 2026", "Mon, 22 Mar 2026", "RFC 2822: day of the week"),
        ("<pubDate>Sun, 22 Mar 2026", "<pubDate>Sat, 22 Mar 2026", "RFC 2822: day of the week"),
        ("Sun, 22 Mar 2026", "22 Mar 2026", None),
        ("Sun, 22 Mar 2026 06:30:00 +0800", "Sat, 21 Mar 2026 22:30:00 GMT", None),
        (
            "<itunes:author>",
            "<itunes:summary>" + "长" * 1334 + "</itunes:summary><itunes:author>",
            "Apple: itunes:summary length",
        ),
        ("<itunes:author>", "<itunes:summary>" + "长" * 1333 + "</itunes:summary><itunes:author>", None),
    ],
)
def test_what_looks_like_a_fault_and_what_is_one(old, new, rule):
    text = good()
    assert old in text
    assert rules(text.replace(old, new, 1), URL) == ({rule} if rule else set())


def described(size):
    return re.sub(
        r"(<item>.*?<description>).*?(</description>)", rf"\g<1>{'a' * size}\2", good(), count=1, flags=re.DOTALL
    )


def test_a_description_may_have_4000_bytes_and_no_more():
    assert rules(described(4000)) == set()
    assert rules(described(4001)) == {"Apple: description length"}
    assert rules(
        described(0).replace("<description></description>", f"<description><![CDATA[{'听' * 1334}]]></description>")
    ) == {"Apple: description length"}


def dated(*dates, kind="episodic"):
    text = good().replace(">episodic<", f">{kind}<")
    item = re.search(r" *<item>.*?</item>\n", text, re.DOTALL)[0]
    items = [
        re.sub("<pubDate>.*?<", f"<pubDate>{date}<", item.replace("g1", f"guid{n}").replace("a1.mp3", f"b{n}.mp3"))
        for n, date in enumerate(dates)
    ]
    start, end = text.index("    <item>"), text.rindex("</item>\n") + len("</item>\n")
    return text[:start] + "".join(items) + text[end:]


MARCH = [f"{day} Mar 2026 06:30:00 +0800" for day in range(20, 24)]
NOW = dt.datetime(2026, 3, 23, 6, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@every_row(
    ("text", "found"),
    [
        (dated(*MARCH[::-1]), set()),
        (dated(*MARCH), {"RSS 2.0: newest first"}),
        (dated(*MARCH, kind="serial"), set()),  # told from its beginning
        (dated(MARCH[0]), set()),
        (dated(MARCH[2], MARCH[3], MARCH[1]), set()),  # one that was mended late
        (dated(MARCH[1], MARCH[1]), {"Apple: pubDate"}),
        (dated(MARCH[1], "20 Mar 2026 22:30:00 GMT"), {"Apple: pubDate"}),  # the same moment
        (dated("21 Mar 2026 18:30:00 +0800", MARCH[1]), set()),  # the same day, morning and evening
        (dated("24 Mar 2026 06:30:00 +0800", MARCH[3]), {"Apple: pubDate"}),
        (dated("23 Mar 2026 06:35:00 +0800", MARCH[2]), set()),  # clocks differ
        (dated("22 Mar 2026 22:30:00 GMT", MARCH[2]), set()),  # now, elsewhere
    ],
)
def test_dates_are_seen_among_the_others_and_beside_now(text, found):
    issues = feed_validator.check(text.encode(), URL, NOW)
    assert {issue.rule for issue in issues} == found


def test_who_does_not_say_what_time_it_is_hears_of_no_date_to_come():
    assert feed_validator.check(dated("24 Mar 2926 06:30:00 +0800", MARCH[3]).encode(), URL) == []


def test_a_document_that_is_no_feed_is_one_fault():
    assert rules("<feed xmlns='http://www.w3.org/2005/Atom'/>") == {"RSS 2.0: rss/channel"}
    assert rules("<html><body>404</body></html>") == {"RSS 2.0: rss/channel"}
    assert rules("") == {"RSS 2.0: well-formed XML"}


def test_an_empty_channel_lacks_everything_that_is_required():
    faults = feed_validator.check(b"<rss version='2.0'><channel><item/></channel></rss>")
    required = {fault.rule for fault in faults if not fault.warning}
    assert required == {
        *(f"PSP-1: channel {name}" for name in ("title", "description", "link", "language")),
        *(f"PSP-1: channel itunes:{name}" for name in ("category", "explicit", "image")),
        "PSP-1: channel atom:link rel=self",
        *(f"PSP-1: item {name}" for name in ("title", "guid", "enclosure")),
        "PSP-1: namespaces",
    }


def test_the_only_fault_of_a_good_feed_in_another_encoding_is_the_encoding():
    text = good().replace("encoding='UTF-8'", "encoding='GB18030'")
    assert {fault.rule for fault in feed_validator.check(text.encode("gb18030"))} == {"PSP-1: UTF-8"}


def test_a_show_without_an_episode_is_told_so():
    (fault,) = feed_validator.check(render(SHOW, GUID, []))
    assert (fault.rule, fault.warning) == ("Apple: one episode", True)


@every_row("host", ["127.0.0.1:8000", "localhost", "[::1]:8000", "192.168.1.5", "news.local"])
def test_warns_of_an_address_that_nobody_else_can_reach(host):
    show = replace(SHOW, base_url=f"http://{host}")
    (fault,) = feed_validator.check(good(show).encode())
    assert (fault.rule, fault.warning) == ("Apple: public address", True)


def test_warns_when_the_feed_calls_itself_by_another_address():
    (fault,) = feed_validator.check(good().encode(), "https://elsewhere.example.org/feed.xml")
    assert (fault.rule, fault.warning) == ("PSP-1: channel atom:link rel=self", True)


def test_entities_are_not_opened(tmp_path):
    (tmp_path / "secret").write_text("secret words")
    bomb = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><rss><channel><title>&x;</title></channel></rss>'
    assert "secret words" not in str(feed_validator.check(bomb.encode()))
