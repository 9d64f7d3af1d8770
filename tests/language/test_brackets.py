"""Brackets that name, qualify or date a thing are told; those for the eye are not."""

import re

from service.language import brackets, printed_pinyin
from tests.support.paths import DATA
from tests.support.tables import every_row

TOLD = [
    "刚果（金）外长抵达",
    "中韩（长春）国际合作示范区",
    "中央党校（国家行政学院）举行开学典礼",
    "《湿地保护条例（征求意见稿）》公开",
    "CPI（居民消费价格）上涨",
    "到岸价300亿泰铢（约合61亿元人民币）",
    "伤者（男，41岁，青禾市人）被送医",
    "立夏（5月5日）前后",
    "《防沙治沙规划（2025—2030年）》",
    "合格率提高（+3.2%）",
    "各镇（街道）都设了站",
]
DROPPED = [
    ("《青沅市节水条例》（以下简称《条例》）施行", "《青沅市节水条例》施行"),
    ("世界卫生组织（WHO）说", "世界卫生组织说"),
    ("专家约翰·史密斯（John Smith）说", "专家约翰·史密斯说"),
    ("今天（7月15日）上午", "今天上午"),
    ("下周一（23日）起", "下周一起"),
    ("骆知秋（右二）与村民", "骆知秋与村民"),
    ("春耕忙（记者骆知秋摄）", "春耕忙"),
    ("产量见下（单位：万吨）", "产量见下"),
    ("这家公司（股票代码：600001）", "这家公司"),
    ("他说（笑）没事", "他说没事"),
    ("增长很快（见图2）。", "增长很快。"),
    ("欢迎来电（电话：0123-4567890）", "欢迎来电"),
    ("王某（男，41岁）被送医", "王某被送医"),
    ("说(ha)的", "说的"),
]


def test_marked_sentences_keep_what_names_and_lose_what_is_for_the_eye():
    """At first 5 of the 30 that are for the eye stayed, 4 of them in the kept half; none that names was ever lost."""
    lines = (DATA / "brackets" / "sentences.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len(rows) == 60
    for gold, _, text in rows:
        run_on = re.sub("[（、）]", "", text) if gold == "run on" else text
        heard = re.sub("（[^）]*）", "", text) if gold == "dropped" else run_on
        assert re.sub(printed_pinyin.IN_BRACKETS, "", brackets.told(text)) == heard


def test_provinces_regions_and_cities_are_said_in_one_breath():
    assert brackets.told("全国31个省（区、市）都已印发。") == "全国31个省区市都已印发。"
    assert brackets.told("水利部对5省（区）启动响应。") == "水利部对5省区启动响应。"
    assert brackets.told("3个镇（街）停水。") == "3个镇（街）停水。"


@every_row("text", TOLD)
def test_what_names_qualifies_or_dates_stays(text):
    assert brackets.told(text) == text


@every_row(("text", "heard"), DROPPED)
def test_what_is_for_the_eye_goes(text, heard):
    assert brackets.told(text) == heard


def test_a_year_or_a_part_at_the_end_of_a_title_is_its_name():
    for title in (
        "《噪声污染防治报告（2026）》",
        "《减灾规划（2026—2030）》",
        "《林远年谱（1893—1949）》",
        "《渡口（三）》",
    ):
        assert brackets.told(f"{title}昨天发布。") == f"{title}昨天发布。"
    assert brackets.told("岚川电子（309206）和事故（2026）。") == "岚川电子和事故。"


def test_the_number_of_a_law_is_its_name_and_that_of_a_part_is_not():
    assert brackets.told("刑法修正案（十二）草案") == "刑法修正案（十二）草案"
    assert brackets.told("会议报告（二）说") == "会议报告说"


def test_the_volume_of_a_title_is_its_name_and_a_place_in_a_picture_is_not():
    assert brackets.told("唱的歌是《槐花谣（上）》。") == "唱的歌是《槐花谣（上）》。"
    assert brackets.told("周庆和（上）在河边。") == "周庆和在河边。"
