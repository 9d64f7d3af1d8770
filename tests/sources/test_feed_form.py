"""Which documents are feeds, by how they begin."""

from service.sources.feed_form import is_feed
from tests.support.tables import every_row


@every_row(
    "text",
    [
        '<?xml version="1.0"?><rss version="2.0"><channel/></rss>',
        "<!-- 由青禾报社生成 -->\n<feed xmlns='http://www.w3.org/2005/Atom'/>",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        "Notice: undefined index\n<RSS>",
        '{"version": "https://jsonfeed.org/version/1.1", "items": []}',
        '{"version": "https:\\/\\/jsonfeed.org\\/version\\/1"}',
    ],
)
def test_a_feed_is_one(text):
    assert is_feed(text)


@every_row("text", ["", "春灌开始", "<html><rss/></html>", "<p>rss</p>", '{"title": "春灌"}', "[1]", "a < rss b"])
def test_nothing_else_is(text):
    assert not is_feed(text)
