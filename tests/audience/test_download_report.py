"""The counts as tables."""

import datetime as dt

import pytest

from service.audience import download_report
from service.audience.download_store import DownloadCounts, DownloadRow, StoryRow
from tests.support.paths import ROOT
from tests.support.tables import every_row

COUNTS = DownloadCounts(
    (
        DownloadRow("2026-03-20", "daily", "2026-03-20", "一", "小宇宙", 5, 3, 1),
        DownloadRow("2026-03-21", "daily", "2026-03-20", "一", "AntennaPod", 2, 0, 2),
        DownloadRow("2026-03-21", "daily", "2026-03-21", "二", "小宇宙", 4, 4, 0),
        DownloadRow("2026-03-21", "daily/articles", "0a1b", "水厂", "小宇宙", 2, 2, 0),
        DownloadRow("2026-03-21", "evening", "2026-03-21", "晚", "?", 1, 1, 0),
    ),
    (
        StoryRow("2026-03-20", "daily", "2026-03-20", 0, "开场", 0.0, 1),
        StoryRow("2026-03-21", "daily", "2026-03-20", 0, "开场", 0.0, 2),
        StoryRow("2026-03-21", "daily", "2026-03-20", 1, "公交", 65.0, 1),
    ),
)


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        (
            "episode",
            [
                ("evening", "2026-03-21", "1", "晚"),
                ("daily", "2026-03-21", "4", "二"),
                ("daily", "2026-03-20", "7", "一"),
                ("daily/articles", "0a1b", "2", "水厂"),
            ],
        ),
        ("day", [("2026-03-21", "9"), ("2026-03-20", "5")]),
        ("app", [("小宇宙", "11"), ("AntennaPod", "2"), ("(not told)", "1")]),
        (
            "story",
            [
                ("daily", "2026-03-20", "0:00", "3", "3", "3", "开场"),
                ("daily", "2026-03-20", "1:05", "1", "3", "3", "公交"),
            ],
        ),
    ],
)
def test_a_table_by(by, rows):
    assert download_report.table(COUNTS, by)[1:] == rows


def test_only_what_is_asked_for():
    found = download_report.since(COUNTS, dt.date(2026, 3, 21), "daily")
    assert [row.downloads for row in found.downloads] == [2, 4, 2]
    assert [row.reached for row in found.stories] == [2, 1]


def test_the_document_has_all_of_it():
    told = download_report.document(COUNTS)
    assert told["downloads"] == 14
    assert told["shows"] == {"daily": 11, "daily/articles": 2, "evening": 1}
    assert told["days"] == {"2026-03-20": 5, "2026-03-21": 9}
    assert told["apps"] == {"小宇宙": 11, "AntennaPod": 2, "(not told)": 1}
    oldest = told["episodes"][-2]
    assert (oldest["downloads"], oldest["whole"], oldest["in_parts"]) == (7, 3, 3)
    assert oldest["days"] == {"2026-03-20": 5, "2026-03-21": 2}
    assert oldest["stories"] == [
        {"title": "开场", "start": 0.0, "reached": 3},
        {"title": "公交", "start": 65.0, "reached": 1},
    ]


@every_row("page", ["listeners.md", "listeners.zh-CN.md"])
def test_every_column_of_numbers_is_documented(page):
    text = (ROOT / "docs" / page).read_text("utf-8")
    (story, *_), (day, *_) = (
        rows(DownloadCounts((), ())) for rows in (download_report.story_rows, download_report.day_rows)
    )
    assert [name for name in (*story[2:-1], *day[-2:]) if f"`{name}`" not in text] == []


def test_rows_of_every_count():
    assert download_report.day_rows(COUNTS)[1] == ("2026-03-20", "daily", "2026-03-20", "一", "小宇宙", "5", "3", "1")
    assert len(download_report.day_rows(COUNTS)) == 6
