"""`tingbao sources import`: feeds of a reader become a show's sources."""

import tomllib

import pytest

from service.commands import init

FEEDS = ["https://qinghe.example/rss.xml", "http://tech.example/feed"]


@pytest.fixture
def exported(tmp_path):
    (tmp_path / "feeds.opml").write_text(
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="新闻">'
        f'<outline text="青禾日报" xmlUrl="{FEEDS[0]}"/><outline title="科技" xmlUrl="{FEEDS[1]}"/>'
        '<outline text="坏" xmlUrl="ftp://x.example/"/></outline></body></opml>',
        "utf-8",
    )
    return tmp_path


def sources(folder, number=0):
    return tomllib.loads((folder / "tingbao.toml").read_text("utf-8"))["show"][number]["sources"]


def test_feeds_are_added_once_and_comments_stay(exported, tingbao):
    (exported / "tingbao.toml").write_text(init.template(), "utf-8")
    outcome = tingbao("sources", "import", "feeds.opml")
    assert outcome.code == 0
    assert f"青禾日报: {FEEDS[0]}" in outcome.out
    assert "no address that is read: ftp://x.example/" in outcome.out
    assert "Added 2 feeds to tingbao." in outcome.out
    assert sources(exported) == FEEDS
    before = init.template().splitlines()
    kept = (exported / "tingbao.toml").read_text("utf-8").splitlines()
    assert [line for line in before if line not in kept] == ['# sources = ["seeds"]']
    assert kept.index("sources = [") == before.index('# sources = ["seeds"]')
    outcome = tingbao("sources", "import", "feeds.opml", "--json")
    assert outcome.json == {"show": "tingbao", "added": [], "known": 2, "refused": ["ftp://x.example/"]}
    assert (exported / "tingbao.toml").read_text("utf-8").splitlines() == kept


def test_the_show_that_is_named_gets_them_behind_its_own(exported, tingbao):
    text = '# mine\n[[show]]\nslug = "one"\n\n[[show]]\nslug = "two"\nsources = ["pages"]  # the paper\nlength = "3m"\n'
    (exported / "tingbao.toml").write_text(text, "utf-8")
    assert tingbao("sources", "import", "feeds.opml", "--show", "two").code == 0
    assert sources(exported, 1) == ["pages", *FEEDS]
    changed = (exported / "tingbao.toml").read_text("utf-8")
    assert changed.startswith('# mine\n[[show]]\nslug = "one"\n\n[[show]]\nslug = "two"\n')
    assert "# the paper" in changed
    assert tingbao("check", "--json").json


def test_a_configuration_without_a_show_gets_one(exported, tingbao):
    (exported / "tingbao.toml").write_text("[service]\nport = 8001\n", "utf-8")
    assert tingbao("sources", "import", "feeds.opml").code == 0
    assert sources(exported) == FEEDS


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gone.opml"], "gone.opml: no such file"),
        (["tingbao.toml"], "this is no OPML"),
        (["feeds.opml", "--show", "other"], "There is no show 'other'; there are: tingbao."),
        (["feeds.opml", "--config", "none.toml"], "There is no config file none.toml: write one with `tingbao init`"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(exported, tingbao, arguments, said):
    (exported / "tingbao.toml").write_text("[[show]]\n", "utf-8")
    outcome = tingbao("sources", "import", *arguments)
    assert outcome.code == 2
    assert said in outcome.err
    assert (exported / "tingbao.toml").read_text("utf-8") == "[[show]]\n"
