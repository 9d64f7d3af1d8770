"""A day's articles beside its programme, with the real espeak library: what is spoken, when it is out, when it goes."""

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest

from service import settings as settings_module
from service.core.progress import Progress, StageTimer
from service.errors import EngineUnavailable
from service.model import Article
from service.pipeline import article_audio, episode_spec
from service.pipeline.article_queue import QueuedArticles, by_id
from service.pipeline.article_speaker import ArticleSpeaker
from service.pipeline.episode_spec import BriefingRequest
from service.pipeline.show_publisher import ShowPublisher
from service.speech.engines.espeak import Espeak
from tests.support.paths import ROOT

pytestmark = pytest.mark.usefixtures("one_drawing")

HEAD = "芦汀日报　2026年3月21日　星期六　A01　要闻\n\n"
PLANT = """# 城东水厂二期完工供水

青沅市水务局3月20日通报，城东水厂二期工程已经完工，日供水能力增加到12万吨。工程去年三月动工，敷设管道38公里，新建泵站两座。

两座泵站都装有备用电源，停电时能自动切换。市民可以拨打热线查询自家的供水时间。

"""
LIBRARY = """# 老码头改成读书园

沿江的老码头昨天重新开放，三间旧仓库改成了书屋和茶室。市民可以凭身份证借书，借期三十天，逾期不收费，也可以在茶室坐着读。
"""
MAKE = ("make", "--date", "2026-03-21", "--json")
ID = "2026-03-21T0630"


@pytest.fixture
def spoken(monkeypatch):
    """What espeak is asked to say, in order."""
    said, speak = [], Espeak.speak

    def counted(self, requests):
        said.extend(each.text for each in requests)
        return speak(self, requests)

    monkeypatch.setattr(Espeak, "speak", counted)
    return said


@pytest.fixture
def show(tingbao, tmp_path):
    """A show whose articles are told by themselves, with a page of two."""
    (tmp_path / "seeds").mkdir()
    write(tmp_path, PLANT, LIBRARY)
    configure(tmp_path)
    return tmp_path


def configure(folder, more=""):
    plain = '[[show]]\nslug = "daily"\ntitle = "青沅早读"\nengine = "espeak"\nlength = "40s"\n'
    (folder / "tingbao.toml").write_text(f"{plain}{more or 'articles = true'}\n", "utf-8")


def write(folder, *articles):
    (folder / "seeds" / "2026-03-21-A01.txt").write_text(HEAD + "".join(articles), "utf-8")


def listed(folder):
    path = folder / "output" / "daily" / "articles" / "index.json"
    found = json.loads(path.read_text("utf-8"))["articles"] if path.is_file() else []
    return {each["title"]: each for each in found}


def tree(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_each_article_has_its_own_sound_and_the_same_run_again_changes_and_speaks_nothing(tingbao, show, spoken):
    report = tingbao(*MAKE).json
    assert (report["status"], report["articles"]) == ("made", 2)
    done = report["articles_done"]
    assert (done["spoken"], done["unchanged"], done["withdrawn"]) == (2, 0, 0)
    assert done["page"].endswith("/daily/articles/index.html")
    assert {*listed(show)} == {"城东水厂二期完工供水", "老码头改成读书园"}
    again = tingbao(*MAKE[:-1]).out
    assert "Nothing has changed:" in again
    assert "2 told by themselves: output/daily/articles/index.html" in again
    assert "0 spoken, 2 left as they were, 0 withdrawn" in again
    before = tree(show / "output")
    spoken.clear()
    assert tingbao(*MAKE).json["status"] == "unchanged"
    assert spoken == []
    assert tree(show / "output") == before
    assert not list((show / ".tingbao" / "articles").rglob("*.*"))


@pytest.mark.slow
def test_where_articles_alone_are_told_anew_a_run_says_so_and_where_they_are(tingbao, show):
    configure(show, "articles = false")
    tingbao(*MAKE)
    configure(show)
    out = tingbao(*MAKE[:-1]).out
    assert "The programme has not changed:" in out
    assert "2 told by themselves: output/daily/articles/index.html" in out
    assert "2 spoken, 0 left as they were, 0 withdrawn" in out
    page = (show / "output" / "daily" / "index.html").read_text("utf-8")
    assert 'href="articles/"' in page


FORMER, PRESENT, HUB = "https://old.example.org", "https://audio.example.org", "https://hub.example.org/"


def at_address(folder, base, more):
    configure(folder, f'{more}\n[service]\nbase_url = "{base}"')


def naming(folder, address):
    """The files of the articles that name an address, but for the index: it notes where the feed was."""
    root = folder / "output" / "daily" / "articles"
    files = (path for path in root.rglob("*") if path.suffix in (".xml", ".json", ".html") and path.name != "show.json")
    return {path.name for path in files if address in path.read_text("utf-8")}


@pytest.mark.slow
@pytest.mark.parametrize("more", ["articles = true", "articles = false"])
def test_articles_move_with_their_show_to_another_address_and_hub(tingbao, show, spoken, more):
    at_address(show, FORMER, "articles = true")
    tingbao(*MAKE)
    named = naming(show, FORMER)
    assert {"feed.xml", "index.json", "index.html", "oembed.json", "embed.html"} <= named
    spoken.clear()
    at_address(show, f'{PRESENT}"\nwebsub_hub = "{HUB}', more)
    assert tingbao(*MAKE).code == 0
    assert spoken == [] or more == "articles = false"
    assert naming(show, FORMER) == set()
    assert naming(show, PRESENT) == named
    assert naming(show, HUB) == {"feed.xml"}


@pytest.mark.slow
def test_articles_that_are_left_at_a_former_address_are_named_and_moved(tingbao, show):
    at_address(show, FORMER, "articles = true")
    tingbao(*MAKE)
    articles = show / "output" / "daily" / "articles"
    shutil.copytree(articles, show / "left")
    at_address(show, PRESENT, "articles = true")
    tingbao(*MAKE)
    assert f"name {FORMER}" not in tingbao("check").out
    shutil.rmtree(articles)
    shutil.copytree(show / "left", articles)
    assert f"name {FORMER}/daily/articles/feed.xml" in tingbao("check").out
    assert "They were moved" in tingbao("check", "--repair").out
    assert naming(show, FORMER) == set()
    assert f"name {FORMER}" not in tingbao("check").out


@pytest.mark.slow
def test_apps_list_the_articles_in_the_order_of_their_page(tingbao, show):
    tingbao(*MAKE)
    feed = feedparser.parse((show / "output/daily/articles/feed.xml").read_bytes())
    assert [each.title for each in feed.entries] == ["城东水厂二期完工供水", "老码头改成读书园"]
    assert len({each.published for each in feed.entries}) == 2


@pytest.mark.slow
def test_of_a_changed_article_only_the_changed_sentence_is_spoken_again(tingbao, show, spoken):
    tingbao(*MAKE)
    whole = sum(map(len, spoken))
    before = listed(show)
    spoken.clear()
    write(show, PLANT.replace("日供水能力增加到12万吨", "日供水能力增加到13万吨"), LIBRARY)
    report = tingbao(*MAKE).json
    assert report["status"] == "made"
    assert [report["articles_done"][each] for each in ("spoken", "unchanged", "withdrawn")] == [1, 1, 0]
    [sentence] = [each for each in dict.fromkeys(spoken) if "十三万" in each]
    assert sum(map(len, set(spoken))) < 0.5 * whole
    others = [each for each in dict.fromkeys(spoken) if each != sentence]
    assert not any(each in sentence or "泵站" in each or "码头" in each for each in others), others
    after = listed(show)
    assert after["老码头改成读书园"] == before["老码头改成读书园"]
    changed = after["城东水厂二期完工供水"]
    assert changed["id"] == before["城东水厂二期完工供水"]["id"]
    assert changed["audio"] != before["城东水厂二期完工供水"]["audio"]


@pytest.mark.slow
def test_an_article_that_the_sources_have_no_more_is_gone_everywhere(tingbao, show):
    tingbao(*MAKE)
    gone = listed(show)["老码头改成读书园"]["id"]
    write(show, PLANT)
    assert "0 spoken, 1 left as they were, 1 withdrawn" in tingbao(*MAKE[:-1]).out
    assert [*listed(show)] == ["城东水厂二期完工供水"]
    output = tree(show / "output" / "daily" / "articles")
    assert not any(gone in str(name) or gone.encode() in data for name, data in output.items())
    assert json.loads((show / "output/daily/episodes" / ID / "articles.json").read_text("utf-8"))["articles"]


@pytest.mark.slow
def test_articles_of_an_episode_that_waits_go_out_when_it_is_approved(tingbao, show, spoken):
    configure(show, "articles = true\napprove = true")
    assert "2 spoken: all go out with the episode" in tingbao(*MAKE[:-1]).out
    assert tingbao(*MAKE).json["status"] == "unchanged"
    assert listed(show) == {}
    assert not (show / "output" / "daily").exists()
    kept = [path.name for path in (show / ".tingbao" / "articles" / "daily" / ID).glob("*.mp3")]
    assert len(kept) == 2
    spoken.clear()
    assert tingbao("episodes", "approve", ID).code == 0
    assert len(listed(show)) == 2
    assert spoken == []
    assert tingbao(*MAKE).code == 0
    assert len(listed(show)) == 2


@pytest.mark.slow
def test_an_editor_approves_while_articles_are_being_spoken(tingbao, show, monkeypatch):
    configure(show, "articles = true\napprove = true")
    speak, codes = ArticleSpeaker.speak, []

    def approving(self, due):
        if due.article.title == "老码头改成读书园":
            command = [sys.executable, "-m", "service.cli", "episodes", "approve", ID]
            done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
            codes.append(done.returncode)
        return speak(self, due)

    monkeypatch.setattr(ArticleSpeaker, "speak", approving)
    tingbao(*MAKE)
    assert codes == [0]
    assert len(listed(show)) == 2
    assert not list((show / ".tingbao" / "articles").rglob("*.*"))


@pytest.mark.slow
@pytest.mark.parametrize("when", [0, 1])
def test_articles_of_an_episode_that_is_dropped_while_they_are_spoken_are_never_out(tingbao, show, monkeypatch, when):
    configure(show, "articles = true\napprove = true")
    speak, spoken = ArticleSpeaker.speak, []

    def dropping(self, due):
        spoken.append(speak(self, due))
        if len(spoken) == when + 1:
            settings = settings_module.load(Path("tingbao.toml"))
            publisher = ShowPublisher(settings, settings.show[0], lambda text: None)
            with publisher.lock():
                publisher.remove(ID)
        return spoken[-1]

    monkeypatch.setattr(ArticleSpeaker, "speak", dropping)
    tingbao(*MAKE)
    assert len(spoken) == 2
    assert listed(show) == {}
    assert not list((show / ".tingbao" / "articles").rglob("*.*"))


@pytest.mark.slow
def test_articles_of_an_episode_that_is_dropped_are_never_out(tingbao, show):
    configure(show, "articles = true\napprove = true")
    tingbao(*MAKE)
    assert tingbao("episodes", "remove", ID).code == 0
    assert listed(show) == {}
    assert not list((show / ".tingbao" / "articles").rglob("*.mp3"))


@pytest.mark.slow
def test_articles_go_with_their_episode(tingbao, show):
    tingbao(*MAKE)
    assert tingbao("episodes", "remove", ID).code == 0
    assert listed(show) == {}
    assert not list((show / "output" / "daily" / "articles" / "episodes").rglob("*.mp3"))


@pytest.mark.slow
def test_only_as_many_days_of_articles_are_kept_as_of_episodes(tingbao, show):
    configure(show, "articles = true\nkeep = 1")
    tingbao(*MAKE)
    page = PLANT.replace("城东", "城南") + LIBRARY.replace("老码头", "旧船厂")
    (show / "seeds" / "2026-03-24-A01.txt").write_text(
        HEAD.replace("3月21日　星期六", "3月24日　星期二") + page, "utf-8"
    )
    tingbao("make", "--date", "2026-03-24", "--json")
    assert {*listed(show)} == {"城南水厂二期完工供水", "旧船厂改成读书园"}


@pytest.mark.slow
def test_picks_are_those_that_the_programme_tells(tingbao, show):
    configure(show, 'articles = "picks"')
    report = tingbao(*MAKE).json
    told = {each["title"] for each in report["stories"]}
    assert {*listed(show)} == told
    assert len(told) < 2


@pytest.mark.slow
def test_without_the_setting_nothing_is_told_by_itself(tingbao, show):
    configure(show, "articles = false")
    assert tingbao(*MAKE).json["articles"] is None
    assert not (show / "output" / "daily" / "articles").exists()
    assert not (show / ".tingbao" / "articles").exists()


@pytest.mark.slow
def test_with_a_length_a_long_article_is_told_shorter(tingbao, show):
    long = PLANT + "".join(
        f"{name}泵站的站长老韩说，3月{number}日起每天多送水{number}千吨，{name}一带的居民不用再到夜里才接水做饭。\n\n"
        for number, name in enumerate(["东岭", "西坡", "南湾", "北桥", "石塘", "柳湖", "青坪", "云山"], 2)
    )
    write(show, long, LIBRARY)
    configure(show, 'articles = true\narticles_length = "45s"')
    tingbao(*MAKE)
    found = listed(show)
    assert {title: each["whole"] for title, each in found.items()} == {
        "城东水厂二期完工供水": False,
        "老码头改成读书园": True,
    }
    assert found["城东水厂二期完工供水"]["seconds"] < 50


@pytest.mark.slow
@pytest.mark.parametrize("length", ["", '\narticles_length = "30s"'])
def test_an_article_that_is_cut_is_not_called_whole(tingbao, show, length):
    sentence = "泵站的站长说，今年每天多送水三千吨，沿河一带的居民不用再到夜里才接水做饭。"
    rows = [{"title": "城东水厂二期完工供水", "text": "\n".join([sentence * 5] * count)} for count in (1, 120)]
    rows[1]["title"] = "水厂的故事"
    (show / "seeds" / "2026-03-21-A01.txt").unlink()
    (show / "seeds" / "2026-03-21.json").write_text(json.dumps(rows), "utf-8")
    configure(show, f"articles = true{length}")
    assert any("20,000 characters" in each["reason"] for each in tingbao(*MAKE).json["skipped"])
    found = listed(show)
    assert (found["水厂的故事"]["whole"], found["水厂的故事"]["cut"]) == (False, not length)
    page = show / "output/daily/articles/episodes" / found["水厂的故事"]["id"] / "index.html"
    text = page.read_text("utf-8")
    assert ("节选" in text, "播报到这里" in text) == (not length, not length)
    assert (found["城东水厂二期完工供水"]["whole"], found["城东水厂二期完工供水"]["cut"]) == (not length, False)


@pytest.mark.slow
def test_in_a_bucket_articles_are_told_changed_and_withdrawn_as_in_a_folder(server, tingbao, show):
    bucket = server.bucket()
    storage = server.storage(bucket)
    configure(show, f'articles = true\n[service]\noutput = "s3://{bucket}/pods"')

    def titles():
        found = json.loads(storage.read("daily/articles/index.json"))["articles"]
        assert all(storage.exists(each["audio"].partition("8000/")[2]) for each in found)
        return {each["title"]: each["id"] for each in found}

    assert tingbao(*MAKE).json["status"] == "made"
    made = titles()
    assert {*made} == {"城东水厂二期完工供水", "老码头改成读书园"}
    before = storage.versions("daily/articles")
    assert tingbao(*MAKE).json["status"] == "unchanged"
    assert storage.versions("daily/articles") == before
    write(show, PLANT)
    tingbao(*MAKE)
    assert [*titles()] == ["城东水厂二期完工供水"]
    gone = made["老码头改成读书园"]
    assert not any(gone in key for key in storage.list("daily"))


@pytest.mark.slow
def test_what_is_damaged_of_the_articles_is_named_and_mended(tingbao, show):
    tingbao(*MAKE)
    whole = tree(show / "output")
    folder = show / "output" / "daily" / "articles"
    (folder / "index.json").unlink()
    next(folder.glob("episodes/*/embed.html")).write_text("", "utf-8")
    found = tingbao("check")
    assert "articles/index.json" in found.out
    assert "embed.html" in found.out
    assert tree(show / "output") != whole
    tingbao("check", "--repair")
    assert tree(show / "output") == whole
    assert "daily: its articles" in tingbao("check").out


@pytest.mark.slow
@pytest.mark.parametrize("damaged", ["*.mp3", "episode.json"])
@pytest.mark.parametrize("inputs", [(), ("seeds",)])
@pytest.mark.parametrize("repaired", [False, True])
def test_the_command_that_check_names_mends_a_damaged_article(tingbao, show, damaged, inputs, repaired):
    tingbao("make", *inputs, "--date", "2026-03-21")
    whole = tree(show / "output")
    one = listed(show)["老码头改成读书园"]["id"]
    next((show / "output/daily/articles/episodes" / one).glob(damaged)).write_bytes(b"ID3 damaged")
    said = tingbao("check", *(["--repair"] if repaired else [])).out
    [advice] = re.findall(rf"{one}.*`(tingbao make [^`]*)`", said)
    assert ("with the inputs that it was made of" in said) == bool(inputs)
    if damaged == "*.mp3":
        assert "while 'seeds/2026-03-21-A01.txt' has the article" in said
        assert "the article cannot stay in the feed" in said
    assert tingbao(*advice.split()[1:2], *inputs, *advice.split()[2:]).code == 0
    assert "daily: its articles" in tingbao("check").out
    assert tree(show / "output").keys() == whole.keys()
    sounds = [name for name in whole if name.suffix == ".mp3"]
    assert all((show / "output" / name).read_bytes() == whole[name] for name in sounds)
    assert one in [each["id"] for each in listed(show).values()]


class _Fails:
    """In place of the speaker: its engine is gone after the first article."""

    def __init__(self, *_):
        self.calls = 0

    def speak(self, due):
        raise EngineUnavailable("The engine is gone.")


def test_where_no_engine_is_left_the_next_run_goes_on(show, monkeypatch):
    settings = settings_module.load(Path("tingbao.toml"))
    spec = episode_spec.resolve(BriefingRequest(date=dt.date(2026, 3, 21)), settings, dt.datetime.now(dt.UTC))
    timer = StageTimer(Progress())
    publisher = ShowPublisher(settings, settings.show[0], timer.warn)
    queued = QueuedArticles(ID, spec.date, spec.published, by_id([Article("a", each, ("正文。",)) for each in "甲乙"]))
    publisher.articles.put(queued)
    monkeypatch.setattr(publisher, "find", lambda id_: True)
    monkeypatch.setattr("service.pipeline.article_speaker.ArticleSpeaker", _Fails)
    article_audio.finish(spec, publisher, None, timer)
    assert timer.warnings == [f"2 articles of {ID} wait for the next run: The engine is gone."]
    assert len(publisher.articles.get(ID).articles) == 2


def test_what_is_due_depends_on_words_voice_and_day_alone(show):
    settings = settings_module.load(Path("tingbao.toml"))
    request = BriefingRequest(date=dt.date(2026, 3, 21))
    spec = episode_spec.resolve(request, settings, dt.datetime.now(dt.UTC))
    publisher = ShowPublisher(settings, settings.show[0], lambda text: None)

    def fingerprint(article, spec=spec):
        queued = QueuedArticles(ID, spec.date, spec.published, by_id([article]))
        [due] = article_audio.due_articles(spec, publisher, queued)
        return due.fingerprint

    plain = Article("a", "甲", ("正文。",), url="https://news.example.org/1")
    assert fingerprint(plain) == fingerprint(Article("a", "甲", ("正文。",), url=plain.url, prominence=0.9))
    assert fingerprint(plain) != fingerprint(Article("a", "甲", ("正文！",), url=plain.url))
    other = episode_spec.resolve(
        BriefingRequest(date=dt.date(2026, 3, 21), engine="espeak", voices=(spec.casts[0].voices[1].name,)),
        settings,
        dt.datetime.now(dt.UTC),
    )
    assert fingerprint(plain) != fingerprint(plain, other)
