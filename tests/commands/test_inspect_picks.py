"""The day's stories from the command line: the table, the window, what was aired, follow-ups."""

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.support.paths import SEEDS

CONFIG = """
[[show]]
sources = ["papers"]
length = "40s"
engine = "espeak"
"""
WATER = (
    "青沅市水务局昨日通报，城东水厂二期工程已经完工，日供水能力增加到12万吨，惠及沿线6个乡镇的居民。"
    "工程去年三月动工，敷设管道38公里，新建泵站两座。市水务局表示，下一步将更换老旧管网，降低漏损率。\n\n"
    "居民普遍反映，用水高峰时的水压明显比过去稳定。水厂负责人介绍，水质检测由每月一次增加到每周一次，结果向社会公开。"
)
BIRDS = (
    "白苇湿地的巡护员近日在核心区一处人工招引巢上发现一对东方白鹳正在孵卵，这是东方白鹳连续第三年在此繁殖。"
    "保护区管理中心工程师骆知秋介绍，今年共有11对在区内筑巢，比去年增加4对，鱼虾多了，干扰少了。"
)
NEWS = (
    "3月22日，城东水厂的第二条供水干线投入试运行。市水务局局长钟砚耕介绍，试运行首日向城南送水2.6万吨，"
    "沿线14座加压站由值班室统一调度，水压合格率达到99.2%。\n\n"
    "家住杏林小区的退休教师陶立夏说，夜里打开水龙头，水流比从前大了一倍。按照计划，全市还有46公里旧管道要在年内换完，"
    "工程投资1.8亿元，施工尽量安排在夜间，停水时间不超过6小时。"
)


def paper(day, *stories, folder="papers"):
    Path(folder).mkdir(exist_ok=True)
    text = "".join(f"# {title}\n\n{body}\n\n" for title, body in stories)
    Path(folder, f"{day}.md").write_text(text, "utf-8")


def snapshot():
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in Path("output").rglob("*") if p.is_file()}


@pytest.fixture
def configured(tingbao):
    Path("tingbao.toml").write_text(CONFIG, "utf-8")
    return tingbao


@pytest.mark.slow
def test_the_table_shows_rank_score_and_reason(tingbao, tmp_path):
    shutil.copytree(SEEDS, tmp_path / "seeds")
    table = tingbao("inspect", "picks")
    assert table.code == 0
    assert table.out.splitlines()[0].split()[:4] == ["rank", "score", "subject", "story"]
    assert "一枚轴承的“加减法”" in table.out.splitlines()[1]
    found = tingbao("inspect", "picks", "--json").json
    assert [pick["rank"] for pick in found["picks"]] == list(range(1, len(found["picks"]) + 1))
    assert all(pick["reason"] and pick["terms"] and pick["articles"] for pick in found["picks"])
    assert found["picks"][0]["score"] == 1.0
    assert all(each["reason"] for each in found["skipped"])


@pytest.mark.slow
def test_with_a_length_it_shows_what_that_length_tells(tingbao, tmp_path):
    shutil.copytree(SEEDS, tmp_path / "seeds")
    (tmp_path / "tingbao.toml").write_text('[[show]]\nsources = ["seeds"]\nengine = "espeak"\n', "utf-8")
    given = ("--date", "2026-03-22", "--length", "3m")
    picks = tingbao("inspect", "picks", "--json", *given).json["picks"]
    made = tingbao("make", "--json", "--dry-run", *given).json["stories"]
    told = {pick["told"]["place"]: pick["title"] for pick in picks if pick["told"]}
    assert [told[place] for place in sorted(told)] == [each["title"] for each in made]
    assert any(pick["told"] is None for pick in picks)
    head, first, *_ = tingbao("inspect", "picks", *given).out.splitlines()
    assert head.split()[:3] == ["rank", "told", "score"]
    assert first.split()[1] == "1"
    assert "told" not in tingbao("inspect", "picks", "--json", *given[:2]).json["picks"][0]


def test_a_length_that_is_none_is_refused(tingbao):
    outcome = tingbao("inspect", "picks", "--length", "5x")
    assert outcome.code == 2
    assert "'5x'" in outcome.err


@pytest.mark.slow
def test_the_real_page_is_led_by_news_and_the_banks_own_news_stands_low(tingbao, real_page):
    """What heads the page is an article that a vice-mayor signs: a comment, which stands behind the news."""
    picks = tingbao("inspect", "picks", "--json", real_page).json["picks"]
    titles = [pick["title"] for pick in picks]
    assert "社保" in titles[0]
    assert next(i for i, title in enumerate(titles) if "工行" in title) >= 4
    assert "十五五" in titles[-1]  # the one comment that is told


def test_interests_of_the_config_are_heeded(configured):
    paper("2026-03-21", ("城东水厂二期完工供水", WATER), ("东方白鹳连续三年筑巢", BIRDS))
    assert configured("inspect", "picks", "--json", "papers").json["picks"][0]["title"] == "城东水厂二期完工供水"
    with Path("tingbao.toml").open("a") as file:
        file.write('[show.interests]\nboost_words = ["白鹳"]\nmute_words = ["水厂"]\n')
    found = configured("inspect", "picks", "--json", "papers").json
    assert [pick["title"] for pick in found["picks"]] == ["东方白鹳连续三年筑巢"]
    assert found["skipped"] == [{"title": "城东水厂二期完工供水", "reason": "muted: the word 水厂"}]


def test_the_editors_hand_is_shown_with_its_reason(configured):
    paper("2026-03-21", ("城东水厂二期完工供水", WATER), ("东方白鹳连续三年筑巢", BIRDS))
    picks = ("inspect", "picks", "--json", "--date", "2026-03-21", "papers")
    assert configured(*picks).json["picks"][0]["title"] == "城东水厂二期完工供水"
    led = configured(*picks, "--lead", "白鹳").json["picks"][0]
    assert (led["title"], led["reason"].split(",")[0]) == ("东方白鹳连续三年筑巢", "the editor's lead: 白鹳")
    with Path("tingbao.toml").open("a") as file:
        file.write('drop = ["水厂 until 2026-03-21"]\n')
    found = configured(*picks).json
    assert found["skipped"] == [{"title": "城东水厂二期完工供水", "reason": "dropped: 水厂"}]
    assert len(configured(*picks[:4], "2026-03-22", "papers").json["picks"]) == 2


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('drop = ["水厂 until May"]', "'May' behind until is no day"),
        ('lead = [" "]', "it is empty"),
        ('comment = "two"', "comment"),
    ],
)
def test_a_hand_that_cannot_be_is_refused(text, hint, configured):
    with Path("tingbao.toml").open("a") as file:
        file.write(f"{text}\n")
    outcome = configured("inspect", "picks", "papers")
    assert outcome.code == 2
    assert hint in outcome.err


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('boost_words = ["水"]\nmute_words = ["水"]', "'水' is both"),
        ("boost_wrods = []", "boost_wrods"),
        ('mute_words = [""]', "mute_words"),
    ],
)
def test_interests_that_cannot_be_are_refused(text, hint, configured):
    with Path("tingbao.toml").open("a") as file:
        file.write(f"[show.interests]\n{text}\n")
    outcome = configured("inspect", "picks", "papers")
    assert outcome.code == 2
    assert hint in outcome.err


def test_a_scheduled_show_takes_what_is_new_and_hand_picked_pages_are_never_too_old(configured):
    paper("2026-03-18", ("东方白鹳连续三年筑巢", BIRDS))
    paper("2026-03-21", ("城东水厂二期完工供水", WATER))
    found = configured("inspect", "picks", "--json", "--date", "2026-03-21").json
    assert [pick["title"] for pick in found["picks"]] == ["城东水厂二期完工供水"]
    assert "before 2026-03-19 18:30" in found["skipped"][0]["reason"]
    assert len(configured("inspect", "picks", "--json", "--date", "2026-03-21", "papers").json["picks"]) == 2


def test_after_a_weekend_the_weekend_is_new(configured):
    paper("2026-03-20", ("城东水厂二期完工供水", WATER))  # a Friday
    late = ("inspect", "picks", "--json", "--date", "2026-03-23")
    assert not configured(*late).json["picks"]
    with Path("tingbao.toml").open("a") as file:
        file.write('schedule = "30 6 * * 1-5"\n')
    assert configured(*late).json["picks"]


@pytest.mark.slow
def test_the_week_of_a_show(configured):
    paper("2026-03-21", ("城东水厂二期完工供水", WATER))
    day = ("make", "--json", "--date")
    first = configured(*day, "2026-03-21")
    assert (first.code, first.json["status"]) == (0, "made")

    # again, and cut again: its own stories are not history
    assert configured(*day, "2026-03-21").json["status"] == "unchanged"
    again = configured(*day, "2026-03-21", "--force").json
    assert [each["title"] for each in again["stories"]] == ["城东水厂二期完工供水"]
    assert again["mp3"] == first.json["mp3"]

    # the next day nothing is new: exit 3, one sentence, the feed as it was
    before = snapshot()
    paper("2026-03-22", ("城东水厂二期完工供水", WATER))
    none = configured(*day, "2026-03-22")
    assert none.code == 3
    assert "nothing new" in none.json["error"]
    assert "aired on 2026-03-21" in none.json["error"]
    assert snapshot() == before

    # much new text makes a follow-up, also when the history is lost or damaged
    paper(
        "2026-03-22",
        ("城东水厂二期完工供水 首日送水2.6万吨", f"{WATER[:80]}。\n\n{NEWS}"),
        ("东方白鹳连续三年筑巢", BIRDS),
    )
    picks = ("inspect", "picks", "--json", "--date", "2026-03-22")
    follow_ups = {pick["title"]: pick["follow_up"] for pick in configured(*picks).json["picks"]}
    assert follow_ups == {"城东水厂二期完工供水 首日送水2.6万吨": True, "东方白鹳连续三年筑巢": False}
    whole = configured(*picks).json
    Path(".tingbao/state.sqlite").unlink()
    assert configured(*picks).json == whole
    Path(".tingbao/state.sqlite").write_bytes(b"damaged" * 999)
    mended = configured(*picks).json
    [warning] = mended["warnings"]
    assert "was damaged; it has been made again" in warning
    assert {**mended, "warnings": []} == whole

    # whoever names a page wants it told
    assert configured(*picks, "papers/2026-03-21.md").json["picks"]


@pytest.mark.slow
def test_a_wish_that_no_headline_meets_is_told(configured):
    Path("tingbao.toml").write_text(CONFIG + 'lead = ["机场"]\npin = ["渡口 until 2026-03-22"]\n', "utf-8")
    paper("2026-03-22", ("城东水厂第二条供水干线试运行", NEWS))
    given = ("--date", "2026-03-22", "--lead", "水厂", "--drop", "电梯")
    outcome = configured("inspect", "picks", *given)
    assert outcome.code == 0
    missed = [
        "pin “渡口”: no headline of the day has these words.",
        "drop “电梯”: no headline of the day has these words.",
    ]
    assert [line for line in outcome.err.splitlines() if "“" in line] == missed
    assert configured("inspect", "picks", "--json", *given).json["warnings"] == missed
    assert configured("make", "--json", *given).json["warnings"] == missed
    (record,) = Path(".tingbao/runs").glob("*/*.json")
    assert "电梯" in record.read_text("utf-8")


@pytest.mark.parametrize("option", ["--lead", "--pin", "--drop"])
@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("a\x1b[2J", "control character"),
        ("水厂\n大桥", "one line"),
        ("水" * 100_000, "255 characters at most"),
        ("", "empty"),
        ("水厂 until", "no day"),
    ],
)
def test_what_is_no_wish_is_refused(option, words, hint, configured):
    paper("2026-03-22", ("城东水厂第二条供水干线试运行", NEWS))
    for command in (("inspect", "picks"), ("make", "--date", "2026-03-22")):
        outcome = configured(*command, option, words)
        assert outcome.code == 2
        assert outcome.err.startswith(f"tingbao: {option} is ")
        assert hint in outcome.err
        assert "\x1b" not in outcome.err
    assert not Path(".tingbao/runs").exists()


def test_a_script_takes_no_wish(configured):
    Path("script.json").write_text("{}", "utf-8")
    outcome = configured("make", "--script", "script.json", "--lead", "水厂")
    assert outcome.code == 2
    assert "leave --lead, --pin and --drop out" in outcome.err
