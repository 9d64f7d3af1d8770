"""What an episode told of a reading list is marked read there: by choice, when it is out, and once."""

import dataclasses
import datetime as dt
import json

import pytest

from service.errors import SourceError
from service.model import Article, ListEntry
from service.pipeline.read_marks import ReadMarks
from tests.support import reading_services
from tests.support.publishing_samples import episode
from tests.support.reading_services import text_answer

A, B, C = (
    ListEntry(f"{name}+https://a.example", id_)
    for name, id_ in (("miniflux", "1"), ("miniflux", "2"), ("wallabag", "1"))
)


@pytest.fixture
def marks(tmp_path):
    return ReadMarks(tmp_path, "daily")


class Service:
    """Answers, and fails where it is told to."""

    def __init__(self, *down):
        self.asked, self.down = [], down

    def __call__(self, source, ids):
        for each in ids:
            if source.startswith(self.down):
                raise SourceError(f"{source}: down.")
            self.asked.append(ListEntry(source, each))
            yield [each]


def articles(*entries):
    return [Article("https://a.example/", f"第{each.id}篇", ("正文。",), entries=(each,)) for each in entries]


def out(*published):
    return {each.id: each for each in published}.get


def test_what_is_out_is_marked_once(marks):
    made, service = episode(1), Service()
    marks.put(made, [A, C, A], articles(A, B, C))
    assert list(marks.settle(out(made), service)) == []
    assert service.asked == [A, C]
    assert list(marks.settle(out(made), service)) == []
    assert service.asked == [A, C]


def test_what_is_not_out_is_not_marked(marks):
    made, service = episode(1), Service()
    marks.put(made, [A], articles(A))
    assert list(marks.settle(out(), service)) == []
    assert list(marks.settle(out(dataclasses.replace(made, fingerprint="another")), service)) == []
    assert service.asked == []


def test_what_could_not_be_marked_is_marked_by_the_next_run(marks):
    made, service = episode(1), Service("wallabag")
    marks.put(made, [A, B, C], articles(A, B, C))
    assert list(marks.settle(out(made), service)) == [
        "wallabag+https://a.example: down. What was told of it is not marked read yet: the next run of the show tries"
        " again."
    ]
    again = Service()
    assert list(marks.settle(out(made), again)) == []
    assert (service.asked, again.asked) == ([A, B], [C])


def test_a_new_version_marks_only_what_it_tells_besides(marks):
    made, service = episode(1), Service()
    marks.put(made, [A], articles(A, B))
    list(marks.settle(out(made), service))
    cut = dataclasses.replace(made, fingerprint="another")
    marks.put(cut, [A, B], articles(A, B))
    list(marks.settle(out(cut), service))
    assert service.asked == [A, B]


def test_an_entry_without_an_id_is_not_marked(marks):
    made, service = episode(1), Service()
    nameless = ListEntry(A.source, "")
    marks.put(made, [nameless], articles(nameless))
    list(marks.settle(out(made), service))
    assert service.asked == []


def test_lists_are_kept_where_they_no_longer_hold_all(marks):
    made = episode(1)
    marks.put(made, [A, C], articles(A, B, C))
    assert marks.lists(made) == {}  # they still hold all
    assert marks.lists(None) == {}
    list(marks.settle(out(made), Service()))
    a, b, c = articles(A, B, C)
    assert marks.lists(made) == {A.source: (a, b), C.source: (c,)}


def test_without_reading_lists_nothing_is_written(marks, tmp_path):
    marks.put(episode(1), [], [Article("seeds/a.md", "春灌", ("正文。",))])
    assert list(tmp_path.rglob("*.json")) == []


def test_damaged_marks_are_none(marks, tmp_path):
    made, service = episode(1), Service()
    marks.put(made, [A], articles(A))
    (path,) = tmp_path.rglob("marks.json")
    path.write_bytes(b"\xff{")
    assert list(marks.settle(out(made), service)) == []
    assert marks.lists(made) == {}
    marks.put(made, [A], articles(A))
    list(marks.settle(out(made), service))
    assert service.asked == [A]
    (lists,) = tmp_path.rglob("lists.json")
    lists.write_text("{}", "utf-8")
    assert marks.lists(made) == {}


def test_those_of_a_week_ago_are_forgotten(marks, tmp_path):
    made = episode(1)
    later = dataclasses.replace(episode(2), published=made.published + dt.timedelta(days=7, hours=1))
    marks.put(made, [A], articles(A))
    marks.put(later, [B], articles(B))
    assert {path.parent.name for path in tmp_path.rglob("*.json")} == {later.id}


# End to end, with a real service on loopback and the real espeak library

STORIES = {
    "青沅市城东水厂二期完工供水": "青沅市水务局3月20日通报，城东水厂二期工程已经完工，日供水能力增加到12万吨。"
    "工程去年三月动工，敷设管道38公里，新建泵站两座。",
    "老码头改成读书园": "沿江的老码头3月20日重新开放，三间旧仓库改成了书屋和茶室。"
    "市民可以凭身份证借书，借期三十天，逾期不收费，也可以在茶室坐着读。",
    "云岭隧道提前一月贯通": "穿过云岭的公路隧道3月20日贯通，比计划早了一个月。"
    "隧道全长4.6公里，通车以后从青沅市到云岭乡的路程由两小时缩短到四十分钟。",
    "河滩湿地飞来一群白鹭": "城北河滩的湿地这几天飞来了一群白鹭，观鸟协会数到两百一十六只。"
    "协会请市民站在栈道上看，不要走近鸟窝，也不要投喂食物。",
    "社区食堂一元早餐开张": "南门社区食堂3月20日开张，七十岁以上的老人花一元钱能吃到一份早餐。"
    "食堂每天早上六点开门，第一天来了三百二十位老人。",
    "农机手比赛看谁犁得直": "全市农机手比赛在朝溪县的麦田里举行，四十八名选手开着拖拉机犁地，裁判拉着绳子量垄沟。"
    "来自厦溪村的姑娘得了第一名。",
}
MAKE = ("make", "--date", "2026-03-21", "--json")


@pytest.fixture
def miniflux(monkeypatch):
    with reading_services.let_in("miniflux", monkeypatch) as service:
        for title, text in STORIES.items():
            service.add(title, f"<p>{text}</p><p>{text.replace('3月20日', '当天')}</p>" * 2)
        again = STORIES["云岭隧道提前一月贯通"]
        service.add(
            "云岭隧道提前一月贯通 路程缩短到四十分钟", f"<p>据本报记者，{again}</p>" * 3, url="https://other.example/7"
        )
        yield service


@pytest.fixture
def show(miniflux, tmp_path):
    """Writes the configuration of a show that reads the list."""

    def configure(more="mark_read = true\n", length="40s"):
        text = f'[service]\nallowed_hosts = ["127.0.0.1"]\n[[show]]\nengine = "espeak"\nlength = "{length}"\n'
        (tmp_path / "tingbao.toml").write_text(f'{text}sources = ["{miniflux.source}"]\n{more}', "utf-8")

    configure()
    return configure


def told(miniflux, report):
    """The ids of the entries of the stories that an episode tells; those of the same story together."""
    titles = {each["title"] for each in report["stories"]}
    kept = [each for each in miniflux.entries if each.title in titles]
    if any("云岭" in each.title for each in kept):
        kept = [*kept, *(each for each in miniflux.entries if "云岭" in each.title and each not in kept)]
    return sorted(miniflux.id(each) for each in kept)


@pytest.mark.slow
def test_what_was_told_is_marked_with_all_its_tellings(tingbao, show, miniflux):
    show('mark_read = true\nlead = ["云岭隧道"]\n', length="60s")
    report = tingbao(*MAKE).json
    assert report["status"] == "made"
    assert report["warnings"] == []
    assert any("云岭" in each["title"] for each in report["stories"])
    assert sorted(miniflux.marked) == told(miniflux, report)
    assert {"3", "7"} <= set(miniflux.marked)
    assert 0 < len(miniflux.unread()) < len(miniflux.entries)


@pytest.mark.slow
def test_made_again_it_is_the_same_and_nothing_is_asked(tingbao, show, miniflux):
    first = tingbao(*MAKE).json
    marked, asked = list(miniflux.marked), len(miniflux.asked)
    second = tingbao(*MAKE).json
    assert (second["status"], second["stories"]) == ("unchanged", first["stories"])
    assert (miniflux.marked, len(miniflux.asked)) == (marked, asked)


@pytest.mark.slow
def test_cut_anew_it_tells_of_the_same_list_and_marks_what_is_told_besides(tingbao, show, miniflux):
    first = tingbao(*MAKE).json
    show(length="70s")
    second = tingbao(*MAKE).json
    assert second["status"] == "made"
    assert {each["title"] for each in second["stories"]} > {each["title"] for each in first["stories"]}
    assert sorted(miniflux.marked) == told(miniflux, second)


@pytest.mark.slow
def test_unless_the_show_wants_it_nothing_is_marked(tingbao, show, miniflux, tmp_path):
    show("")
    assert tingbao(*MAKE).json["status"] == "made"
    assert {method for method, _ in miniflux.asked} == {"GET"}
    assert not (tmp_path / ".tingbao" / "marks").exists()


@pytest.mark.slow
def test_a_plan_marks_nothing(tingbao, show, miniflux, tmp_path):
    assert tingbao(*MAKE, "--dry-run").code == 0
    assert tingbao("inspect", "picks", "--date", "2026-03-21").code == 0
    assert {method for method, _ in miniflux.asked} == {"GET"}
    assert not (tmp_path / ".tingbao" / "marks").exists()


@pytest.mark.slow
def test_an_episode_that_waits_is_marked_when_it_is_approved(tingbao, show, miniflux):
    show("mark_read = true\napprove = true\n")
    report = tingbao(*MAKE).json
    assert report["status"] == "held"
    assert tingbao(*MAKE).json["status"] == "unchanged"
    assert miniflux.marked == []
    assert tingbao("episodes", "approve", report["episode"]).code == 0
    assert sorted(miniflux.marked) == told(miniflux, report)


@pytest.mark.slow
def test_an_episode_that_is_dropped_marks_nothing(tingbao, show, miniflux):
    show("mark_read = true\napprove = true\n")
    report = tingbao(*MAKE).json
    assert tingbao("episodes", "remove", report["episode"]).code == 0
    show("mark_read = true\ndrop = ['水厂']\n")
    second = tingbao("make", "--date", "2026-03-22", "--json").json
    assert sorted(miniflux.marked) == told(miniflux, second) != told(miniflux, report)


@pytest.mark.slow
def test_a_service_that_is_down_is_asked_again_by_the_next_run(tingbao, show, miniflux):
    miniflux.fail("/v1/entries", reading_services.AS_USUAL, text_answer("down", 418))
    report = tingbao(*MAKE).json
    assert report["status"] == "made"
    (warning,) = report["warnings"]
    assert warning == (
        f"{miniflux.source}: Miniflux answers 418: see the log of the service."
        " What was told of it is not marked read yet: the next run of the show tries again."
    )
    assert miniflux.marked == []
    miniflux.faults.clear()
    again = tingbao(*MAKE).json
    assert (again["status"], again["warnings"]) == ("unchanged", [])
    assert sorted(miniflux.marked) == told(miniflux, report)
    tingbao(*MAKE)
    assert sorted(miniflux.marked) == told(miniflux, report)


@pytest.mark.slow
def test_of_a_script_that_was_edited_only_what_is_left_is_marked(tingbao, show, miniflux, tmp_path):
    path = tmp_path / "script.json"
    assert tingbao("make", "--date", "2026-03-21", "--script-out", path).code == 0
    script = json.loads(path.read_text("utf-8"))
    stories = [each for each in script["segments"] if each["origin"]]
    assert len(stories) > 1
    gone = stories[-1]["title"]
    script["segments"] = [each for each in script["segments"] if each["title"] != gone]
    path.write_text(json.dumps(script, ensure_ascii=False), "utf-8")
    report = tingbao("make", "--script", path, "--json").json
    assert gone not in [each["title"] for each in report["stories"]]
    assert sorted(miniflux.marked) == told(miniflux, report)


@pytest.mark.slow
def test_a_list_that_fails_is_named_and_the_episode_is_made_of_the_others(
    tingbao, show, miniflux, tmp_path, monkeypatch
):
    monkeypatch.delenv("TINGBAO_MINIFLUX_TOKEN")
    (tmp_path / "page.md").write_text("".join(f"# {title}\n\n{text}\n\n" for title, text in STORIES.items()), "utf-8")
    text = (tmp_path / "tingbao.toml").read_text("utf-8")
    (tmp_path / "tingbao.toml").write_text(text.replace("sources = [", 'sources = ["page.md", '), "utf-8")
    report = tingbao(*MAKE).json
    assert report["status"] == "made"
    assert report["warnings"] == [
        f"Skipped {miniflux.source}: TINGBAO_MINIFLUX_TOKEN is not set: put there an API key, made under"
        " Settings > API Keys."
    ]


@pytest.mark.slow
def test_the_address_of_the_list_is_not_published(tingbao, show, miniflux, tmp_path):
    tingbao(*MAKE)
    published = b"".join(path.read_bytes() for path in (tmp_path / "output").rglob("*") if path.is_file())
    assert b"127.0.0.1:%d" % miniflux.port not in published
    assert reading_services.SECRETS["miniflux"][1].encode() not in published


@pytest.mark.slow
def test_what_an_editor_took_out_of_a_draft_stays_unread(tingbao, show, miniflux):
    show("mark_read = true\napprove = true\n")
    report = tingbao(*MAKE).json
    (first, *_, last) = report["stories"]
    assert tingbao("episodes", "drop", report["episode"], len(report["stories"])).code == 0
    assert tingbao("episodes", "approve", report["episode"]).code == 0
    marked = {each.title for each in miniflux.entries if miniflux.id(each) in miniflux.marked}
    assert first["title"] in marked
    assert last["title"] not in marked
