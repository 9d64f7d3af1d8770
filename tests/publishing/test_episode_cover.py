"""An episode's own cover: its date and its lead, in characters that the font has, in its box whatever the headline."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from service.model import EDITORS, Kind, Segment, Utterance
from service.publishing import cover, episode_cover, lettering
from tests.support.publishing_samples import SEGMENTS, SHOW, episode
from tests.support.tables import every_row

DAY = dt.date(2026, 3, 21)
LONG = "县委召开常委会会议 传达学习上级会议精神 研究部署乡村振兴、安全生产和防汛抗旱等重点工作" * 3


def drawn(headline="云州新增三条公交线路", date=DAY, **changes):
    return Image.open(io.BytesIO(episode_cover.draw(replace(SHOW, **changes), date, headline)))


def ink(image, box):
    """How many pixels of the box have the letters' colour, within what JPEG makes of it."""
    part = image.convert("RGB").crop(box)
    apart = ImageChops.difference(part, Image.new("RGB", part.size, lettering.PAPER)).convert("L")
    return apart.point(lambda value: 255 if value < 40 else 0).histogram()[255]


HEADLINE_BOX = (0, 420, 1400, 1400)


@pytest.mark.parametrize("headline", ["云州新增三条公交线路", LONG, "W" * 200, "！" * 90, "《" * 90, "𰻝面节", ""])
def test_any_headline_makes_art_that_apple_takes_and_leaves_the_edge_free(headline):
    data = episode_cover.draw(SHOW, DAY, headline)
    cover.examine(data, "the cover")
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1400, 1400))
    assert len(data) < 300_000
    assert ink(image, HEADLINE_BOX) > 2000  # what cannot be written leaves the show's name
    assert not [box for box in ((0, 0, 40, 1400), (1360, 0, 1400, 1400), (0, 1360, 1400, 1400)) if ink(image, box)]


def test_the_same_bytes_for_the_same_episode_and_others_for_another():
    first = episode_cover.draw(SHOW, DAY, "甲")
    episode_cover.draw.cache_clear()
    assert episode_cover.draw(SHOW, DAY, "甲") == first
    others = [
        episode_cover.draw(SHOW, DAY, "乙"),
        episode_cover.draw(SHOW, DAY + dt.timedelta(1), "甲"),
        episode_cover.draw(replace(SHOW, title="云州晚报"), DAY, "甲"),
        episode_cover.draw(replace(SHOW, slug="evening"), DAY, "甲"),
    ]
    assert len({first, *others}) == 5
    assert len({episode_cover.file_name(each) for each in (first, *others)}) == 5


@every_row(
    ("headline", "lines"),
    [
        ("图书馆延长开放", ["图书馆延长开放"]),
        ("云州新增三条公交线路，城北居民出行更方便", ["云州新增三条公交线路，", "城北居民出行更方便"]),
        ("暴雨红色预警 多地转移群众", ["暴雨红色预警", "多地转移群众"]),
        ("乘坐Qinghe Airlines到C919首飞现场", None),
        ("“一带一路”沿线增长95.4%，《云州志》出版", None),
    ],
)
def test_a_line_ends_where_a_reader_breathes_and_breaks_no_number(headline, lines):
    found, size = episode_cover.fit(headline)
    assert lines in (found, None)
    assert "".join(found).replace(" ", "") == headline.replace(" ", "")
    assert size >= 88
    for line in found:
        assert line[0] not in "，。：”》%"
        assert line[-1] not in "“《"
    for whole in ("Qinghe", "Airlines", "C919", "95.4%"):
        assert any(whole in line for line in found) == (whole in headline)


def test_a_headline_that_is_too_long_is_cut_and_says_so():
    lines, size = episode_cover.fit(LONG)
    assert lines[-1].endswith("…")
    assert LONG.startswith(lines[0])
    assert len(lines) * size * 1.24 <= 800


def test_the_users_own_cover_stands_on_it_and_gives_the_colour(tmp_path):
    path = tmp_path / "own.png"
    Image.new("RGB", (1500, 1500), (250, 240, 60)).save(path)
    image = drawn(cover=str(path))
    red, green, blue = image.getpixel((1160, 200))
    assert red > 240
    assert green > 230
    assert blue < 90
    ground = image.getpixel((700, 1390))
    assert max(ground) < 140  # however light the cover, letters can be read
    assert ground[2] == min(ground)  # and it is yellow too


def test_the_tag_has_the_same_picture_smaller():
    data = episode_cover.for_tag(episode_cover.draw(SHOW, DAY, "甲"))
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size) == ("JPEG", (600, 600))
    whole = drawn("甲").resize((600, 600))
    apart = ImageChops.difference(image, whole).convert("L").resize((60, 60), Image.Resampling.BOX)
    assert max(apart.tobytes()) < 12


def test_the_lead_is_the_first_story_of_the_news():
    own = Segment(Kind.STORY, "a", (Utterance("今天停水。"),), title="停水通知", origin=EDITORS)
    told = replace(SEGMENTS[1], shown_title="云州昨天新增三条公交线路")
    assert episode_cover.headline_of(episode(segments=(SEGMENTS[0], own, told)).script) == "云州昨天新增三条公交线路"
    assert episode_cover.headline_of(episode(segments=SEGMENTS[:1]).script) == ""
