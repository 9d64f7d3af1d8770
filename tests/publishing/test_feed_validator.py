"""Each fault of a feed is named with the rule that it breaks."""

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
