"""Lines in the marks that papers print."""

from __future__ import annotations

from service.sources.newspaper.page_lines import lines
from service.sources.newspaper.printed_marks import as_printed


def texts(page: str) -> list[str]:
    return [line.text for line in as_printed(lines(page))]


def test_blanks_behind_marks_go_where_a_page_has_the_habit():
    page = "河湾县供暖， 全县12个换热站升温。 覆盖3.6万户。\n\n县里说： 明年再改， 后年改完。\n"
    assert texts(page) == ["河湾县供暖，全县12个换热站升温。覆盖3.6万户。", "县里说：明年再改，后年改完。"]


def test_a_single_blank_stays():
    page = "河湾县供暖，全县12个换热站升温，覆盖3.6万户，确保安全。 本报记者 林晓岚\n"
    assert texts(page) == [page.strip()]


def test_half_width_marks_become_full():
    assert texts("河湾县供暖,全县升温.\n") == ["河湾县供暖，全县升温。"]


def test_blanks_around_numbers_go_where_a_page_has_the_habit():
    page = "# 河湾 3 月供暖\n\n本报河湾 3 月 15 日电  （记者林晓岚）全县 12 个换热站升温，覆盖 3.6 万户。\n"
    assert texts(page) == ["河湾 3 月供暖", "本报河湾3月15日电  （记者林晓岚）全县12个换热站升温，覆盖3.6万户。"]
    once = "全县12个换热站升温，覆盖3.6万户，供水 18度。\n"
    assert texts(once) == [once.strip()]
