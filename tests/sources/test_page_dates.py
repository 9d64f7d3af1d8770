"""Dates in paths and in a page's head."""

import datetime as dt

import pytest

from service.sources.page_dates import date_in_path, date_in_text
from tests.support.tables import every_row

DAY = dt.date(2026, 3, 21)


@every_row(
    "path",
    [
        "20260321.txt", "2026-03-21.txt", "paper_2026_03_21_A01.txt", "2026年3月21日.txt", "2026-03/21/A01.txt",
        "20260321/001.txt", "20250101/20260321.txt", "２０２６０３２１.txt",
    ],
)  # fmt: skip
def test_a_path_tells_the_date_the_nearest_name_first(path):
    found = date_in_path(path)
    assert found
    assert found[0] == DAY


@every_row("path", ["", "a.txt", "20261321.txt", "120260321.txt", "2026-02-30.txt", "5ee49cbd64577680.txt"])
def test_what_is_no_date_is_none(path):
    assert date_in_path(path) is None


@pytest.mark.parametrize(
    "line", ["2026年3月21日 星期六", "二〇二六年三月二十一日", "河湾日报 2026年3月21日 星期六 第3版"]
)
def test_a_page_is_dated_by_its_head(line):
    found = date_in_text(f"河湾日报\n{line}\n正文。")
    assert found
    assert found[0] == DAY


def test_parts_of_a_line_that_wide_blanks_keep_apart_count_by_themselves():
    staff = "　".join(
        ("国内统一连续出版物号：CN 37-0000", "第8123期", "责任编辑：何青禾", "校对：柳见山" * 5, "热线：0539-8812345")
    )
    assert len(staff) > 80
    for blank in ("　", "  ", "\t"):
        line = f"2026年3月21日　星期六　{staff}".replace("　", blank)
        assert date_in_text(line) == (dt.date(2026, 3, 21), "text 2026年3月21日")
    assert date_in_text(f"2026年3月21日 {staff.replace('　', ' ')}") is None


def test_the_sentence_of_an_article_does_not_date_a_page():
    assert (
        date_in_text("要闻\n" * 20 + "2026年3月21日，河湾县举行了一场有三百人参加的春季招聘会，现场十分热闹。") is None
    )
    assert date_in_text("") is None
