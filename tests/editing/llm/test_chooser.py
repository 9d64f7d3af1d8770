"""The day's order by a model: only what it is shown, within the editor's and the paper's own."""

import json
import random
import shutil
from importlib.util import find_spec

import pytest

from service.editing.llm import Chat, Endpoint, Unusable, chooser
from service.editing.selection import RankedStory, Selection
from service.model import Article, Story
from tests.support.model_server import model_server, refusal, reply
from tests.support.paths import SEEDS
from tests.support.tables import thinned

pytestmark = pytest.mark.skipif(find_spec("openai") is None, reason="openai is not installed")


def picks(count, *, page=3, by_hand=(), forecast=(), front=()):
    """Stories by rank, titled 甲, 乙, …; `front`: those on page 1."""
    found = []
    for at in range(count):
        source = f"2026-03-21-A0{1 if at in front else page}.md"
        article = Article(source, chr(ord("一") + at), (f"第{at}条的内容，讲了一件事。",))
        story = Story((article,), 1 - at / 100, f"rank {at}", by_hand=at in by_hand, forecast=at in forecast)
        found.append(RankedStory(story, {}, ""))
    return Selection(tuple(found), ())


def order(*places):
    """An answer: (number, depth) in turn."""
    stories = [{"number": number, "depth": depth, "reason": "要紧"} for number, depth in places]
    return json.dumps({"stories": stories}, ensure_ascii=False)


def titles(selection):
    return "".join(pick.story.lead.title for pick in selection.picks)


def named(*indexes):
    return "".join(chr(ord("一") + each) for each in indexes)


@pytest.fixture
def chosen(tmp_path):
    """What a model that gives these answers makes of a selection."""

    def run(selection, *answers, asked=None):
        with model_server(*(reply(each) for each in answers)) as server:
            chat = Chat(Endpoint(server.url, "qwen", seconds=5.0), tmp_path / "answers")
            found = chooser.choose(chat, selection, 10)
            if asked is not None:
                asked += server.asked
            return found

    return run


def test_the_order_and_the_depths_are_the_models_and_each_reason_says_so(chosen):
    found = chosen(picks(4), order((3, "full"), (1, "full"), (4, "brief"), (2, "out")))
    assert titles(found) == named(2, 0, 3)
    assert [pick.story.in_brief for pick in found.picks] == [False, False, True]
    assert found.picks[0].story.reason == "qwen puts it at 1 (rank 3): “要紧”; rank 2"
    assert [(each.title, each.reason) for each in found.skipped] == [(named(1), "left out by qwen: “要紧”")]
    scores = [pick.story.score for pick in found.picks]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1


def test_what_it_leaves_out_is_told_where_nothing_else_fills_the_programme(chosen):
    found = chosen(picks(3), order((1, "full"), (2, "out"), (3, "brief"))).filled_up()
    assert titles(found) == named(0, 2, 1)
    assert not found.skipped
    assert not any(pick.story.in_brief for pick in found.picks)


def test_it_sees_what_is_needed_and_the_count_that_fits(chosen):
    asked = []
    chosen(picks(3, front=(1,)), order((1, "full"), (2, "full"), (3, "full")), asked=asked)
    system, user = (each["content"] for each in asked[0]["messages"])
    assert "大约3条" in system
    shown = json.loads(user)["新闻"]
    assert [each["编号"] for each in shown] == [1, 2, 3]
    assert [each["版面"] for each in shown] == [3, 1, 3]
    assert shown[0]["开头"] == "第0条的内容，讲了一件事。"


def test_the_editors_own_and_the_weather_are_not_asked_about_and_keep_their_places(chosen):
    asked = []
    found = chosen(picks(5, by_hand=(0,), forecast=(4,)), order((3, "full"), (1, "out"), (2, "full")), asked=asked)
    assert titles(found) == named(0, 3, 2, 4)
    assert "第0条" not in asked[0]["messages"][1]["content"]


def test_the_front_pages_first_story_is_among_the_first_told(chosen):
    places = [(at, "full") for at in (2, 3, 4, 5, 6)]
    assert titles(chosen(picks(6, front=(0,)), order(*places, (1, "out"))))[:3] == named(1, 2, 0)
    assert titles(chosen(picks(6, front=(0,)), order(*places, (1, "brief"))))[:3] == named(1, 2, 0)


def test_a_story_far_behind_comes_into_the_first_places_by_no_order(chosen):
    places = [(20, "full"), (19, "full"), *((at, "full") for at in range(1, 19))]
    assert titles(chosen(picks(20), order(*places))) == named(0, 1, 2, 19, 18, *range(3, 18))


def test_what_it_does_not_name_follows_and_what_it_invents_is_no_story(chosen):
    found = chosen(picks(4), order((9, "full"), (3, "full"), (3, "out"), (1, "full"), (0, "full"), (-2, "full")))
    assert titles(found) == named(2, 0, 1, 3)


UNUSABLE = {
    "prose": "好的，我来排。",
    "no list": '{"stories": 3}',
    "too few": order((1, "full")),
    "nothing told": order(*((at, "out") for at in range(1, 5))),
    "another depth": order(*((at, "lead") for at in range(1, 5))),
}


@pytest.mark.parametrize("answer", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_an_answer_without_an_order_is_asked_again_once(chosen, answer):
    good = order((2, "full"), (1, "full"), (3, "full"), (4, "full"))
    assert titles(chosen(picks(4), answer, good)) == named(1, 0, 2, 3)


@pytest.mark.parametrize("answer", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_twice_without_an_order_is_no_order(chosen, answer):
    with pytest.raises(Unusable, match="no usable order"):
        chosen(picks(4), answer)


@pytest.mark.slow
def test_any_answer_leaves_each_story_once_and_the_held_ones_held(chosen, tmp_path):
    chance = random.Random(7)
    for _ in range(40):
        count = chance.randint(2, 25)
        front = chance.sample(range(count), k=min(count, 2))
        places = [(chance.randint(-1, count + 2), chance.choice(chooser.DEPTHS)) for _ in range(3 * count)]
        selection = picks(count, front=front)
        try:
            found = chosen(selection, order(*places))
        except Unusable:
            continue
        told = [pick.story.lead.title for pick in found.picks]
        left = [each.title for each in found.skipped]
        assert sorted((*told, *left)) == sorted(titles(selection))
        assert named(min(front)) in told[: chooser.FIRST]
        assert {each.story.lead.title for each in found.reserve} == set(left)


@pytest.mark.parametrize("answer", thinned([reply("不行"), refusal(401, "no")], 2), ids=["no order", "no key"])
def test_a_day_without_an_order_is_told_by_the_rules_and_says_so(tingbao, tmp_path, answer):
    shutil.copytree(SEEDS, tmp_path / "seeds")
    plain = tingbao("inspect", "picks", "seeds", "--date", "2026-03-21", "--json")
    with model_server(answer) as server:
        (tmp_path / "tingbao.toml").write_text(
            f'[[show]]\n[show.llm]\nbase_url = "{server.url}"\nmodel = "qwen"\ntasks = ["choose"]\n', "utf-8"
        )
        asked = tingbao("inspect", "picks", "seeds", "--date", "2026-03-21", "--json")
    assert [each["title"] for each in asked.json["picks"]] == [each["title"] for each in plain.json["picks"]]
    assert any("by the rules' order, as qwen" in each for each in asked.json["warnings"])


def test_inspect_picks_shows_what_the_model_has_changed(tingbao, tmp_path):
    shutil.copytree(SEEDS, tmp_path / "seeds")

    def second_first(asked):
        count = len(json.loads(asked["messages"][1]["content"])["新闻"])
        return reply(order((2, "full"), (1, "full"), *((at, "brief") for at in range(3, count + 1))))

    plain = tingbao("inspect", "picks", "seeds", "--date", "2026-03-21", "--json").json["picks"]
    with model_server(second_first) as server:
        (tmp_path / "tingbao.toml").write_text(
            f'[[show]]\n[show.llm]\nbase_url = "{server.url}"\nmodel = "qwen"\ntasks = ["choose"]\n', "utf-8"
        )
        changed = tingbao("inspect", "picks", "seeds", "--date", "2026-03-21", "--json").json["picks"]
    assert [each["title"] for each in changed[:2]] == [plain[1]["title"], plain[0]["title"]]
    assert "qwen puts it at 1 (rank 2): “要紧”" in changed[0]["reason"]
