"""Durations that are reckoned from the source."""

from service.editing.facts import source_alignment, time_spans
from tests.support.tables import every_row


@every_row(
    ("source", "text", "holds"),
    [
        ("拖欠2月、3月工资。", "欠了两个月工资。", True),
        ("拖欠2月、3月工资。", "欠了三个月工资。", False),
        ("9月至11月借书。", "三个月借书。", True),
        ("9月至11月借书。", "四个月借书。", False),
        ("2025年8月至2026年3月行骗。", "半年多里行骗。", True),
        ("2026年1月至3月行骗。", "半年多里行骗。", False),
        ("1月1日开张，到2月28日卖出饭。", "头两个月卖饭。", True),
        ("5月1日至8月16日禁渔。", "禁渔三个半月。", True),
        ("5月1日至8月16日禁渔。", "禁渔四个半月。", False),
        ("工期45天。", "工期一个半月。", True),
        ("工期45天。", "工期两个月。", False),
        ("15日内补验。", "半个月里补验。", True),
        ("住了48小时。", "住了两天。", True),
        ("住了48小时。", "住了三天。", False),
        ("昨天和今天，记者跑市场。", "记者跑了两天。", True),
        ("今天，记者跑市场。", "记者跑了两天。", False),
        ("15:30到18:30开放。", "开放三个小时。", True),
        ("15:30到18:30开放。", "开放四个小时。", False),
        ("末班车由23时延到0时30分。", "多跑一个半钟头。", True),
        ("末班车由23时延到0时30分。", "多跑两个半钟头。", False),
        ("1日开工。5日完工。", "四天后完工。", False),
        ("3月1日开工。5日完工。", "四天后完工。", True),
    ],
)
def test_a_duration_is_what_the_source_comes_to(source, text, holds):
    said = source_alignment.sentence(text)
    assert time_spans.is_span(said.quantities[0], said, source_alignment.read(source)) is holds
