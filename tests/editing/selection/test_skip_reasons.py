"""A day on which nothing is told says why, in counts."""

from service.editing.selection.skip_reasons import WAITS, counted_reasons, waiting
from service.model import Skipped


def test_what_each_article_has_of_its_own_is_no_reason_of_its_own():
    other = ", with other figures: 4.6亿元 instead of 4.8亿元"
    told = Skipped("a", "aired on 2026-03-14, without substantial new text since")
    old = Skipped("b", "appeared on 2026-03-12, before 2026-03-13 06:00")
    short = [Skipped("c", f"too short: {n} characters of text") for n in (3, 12)]
    notices = [Skipped("d", f"no news: notice ({why})") for why in ("遗失声明", "its form")]
    same = [
        Skipped("e", f"tells the same story as “{title}”{more}") for title, more in (("甲", ""), ("乙（二）", other))
    ]
    assert counted_reasons([told] * 3 + [old] * 2 + short + notices) == (
        "3 (aired on 2026-03-14, without substantial new text since), 2 (appeared on 2026-03-12, before 2026-03-13"
        " 06:00), 2 (too short), 2 (no news: notice)"
    )
    assert counted_reasons(same) == "tells the same story"
    assert counted_reasons([*same, told]).startswith("2 (tells the same story), 1 (aired on")


def test_a_single_article_is_named_and_many_reasons_are_counted_together():
    short = Skipped("渡口停航", "too short: 12 characters of text")
    assert counted_reasons([short]) == "“渡口停航” (too short: 12 characters of text)"
    many = [Skipped("f", f"muted: {word}") for word in "甲乙丙丁戊己"]
    assert counted_reasons(many).endswith("1 (muted: 丁), 2 for other reasons")


def test_what_waits_for_its_day_is_named_three_of_many():
    told = Skipped("a", "aired on 2026-03-14, without substantial new text since")
    later = [Skipped(title, f"{WAITS}: dated 2026-03-22, after the programme's 2026-03-21") for title in "甲乙丙丁戊"]
    assert waiting([told]) == ""
    assert (
        waiting([told, later[0]])
        == "Not told today: “甲” (waits for its day: dated 2026-03-22, after the programme's 2026-03-21)."
    )
    said = waiting(later)
    assert [title in said for title in "甲乙丙丁戊"] == [True, True, True, False, False]
    assert said.endswith(" and 2 more.")
