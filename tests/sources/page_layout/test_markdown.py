"""A printed page as Markdown: furniture, heads, paragraphs, captions."""

from service.sources import page_layout
from service.sources.page_layout.geometry import Area, PrintedMatter, TextLine
from tests.support.set_type import column, line

BODY = ">>青禾县十二个乡 镇同时开闸放水， 比去年早五天。 >>渠边的农户清理 了斗门。 >>水已到田头，"


def markdown(*lines: TextLine, rules: tuple[Area, ...] = (), pictures: tuple[Area, ...] = ()) -> str:
    return page_layout.laid_out(PrintedMatter(800, 1000, lines=lines, rules=rules, pictures=pictures)).markdown


def test_a_page_is_its_furniture_then_its_articles():
    text = markdown(
        line("A03　时政", 30, 20),
        line("2026年3月21日　星期六", 300, 20),
        line("开春看车间", 30, 100, 14),
        line("春灌开闸", 30, 120, 20),
        *column(BODY, 30, 150, 9),
        line("责任编辑：单永禾", 30, 980, 8),
        rules=(Area(30, 40, 770, 41), Area(30, 970, 770, 971)),
    )
    assert text == (
        "A03　时政　2026年3月21日　星期六　责任编辑：单永禾\n\n"
        "## 开春看车间\n\n# 春灌开闸\n\n"
        "青禾县十二个乡镇同时开闸放水，比去年早五天。\n\n渠边的农户清理了斗门。\n\n水已到田头，\n"
    )


def test_an_article_above_a_rule_across_the_page_is_no_furniture():
    lines = [line("春灌开闸", 30, 60, 20), *column(">>青禾县开闸。", 30, 90, 9)]
    lines += [line("老街换新颜", 30, 140, 20), *column(">>家家都动手。", 30, 170, 9)]
    lines += [line("夜市开张", 30, 920, 20), *column(">>摊位全租出。", 30, 955, 9)]
    rules = (Area(30, 110, 770, 111), Area(30, 905, 770, 906))
    articles = "# 春灌开闸\n\n青禾县开闸。\n\n# 老街换新颜\n\n家家都动手。\n\n# 夜市开张\n\n摊位全租出。\n"
    assert markdown(*lines, rules=rules) == articles
    folio = line("A03　时政", 30, 20)
    assert markdown(folio, *lines, rules=rules) == f"A03　时政\n\n{articles}"
    assert markdown(folio, *lines, rules=(Area(30, 35, 770, 36), *rules)) == f"A03　时政\n\n{articles}"


def test_a_sentence_in_the_margin_stays():
    assert markdown(line("青禾县开闸。", 30, 20)) == "青禾县开闸。\n"
    assert markdown(line("春灌开闸", 30, 14, 12), line("青禾县开闸。", 30, 30)) == "# 春灌开闸\n\n青禾县开闸。\n"


def test_a_paragraph_goes_on_in_the_next_column():
    text = markdown(
        line("老街换新颜", 30, 100, 20), *column(BODY, 30, 130, 9), *column("家家都动手。 >>明天再来。", 132, 130, 9)
    )
    assert text.endswith("\n\n水已到田头，家家都动手。\n\n明天再来。\n")


def test_lines_that_each_end_in_a_stop_are_paragraphs():
    lines = line("春灌开闸", 30, 100, 20), *column("渠边已清理。 水已到田头。", 50, 130, 9)
    assert markdown(*lines) == "# 春灌开闸\n\n渠边已清理。\n\n水已到田头。\n"


def test_a_line_in_the_middle_of_its_column_stands_alone():
    rows = ">>青禾县十二个乡 镇同时开闸放水。 >>>抢水来 >>渠边的农户清理 了斗门。"
    assert "放水。\n\n抢水来\n\n渠边" in markdown(line("春灌开闸", 30, 100, 20), *column(rows, 30, 130, 9))


def test_lines_beside_a_picture_are_no_paragraphs():
    lines = column(">>青禾县十二个乡 镇同时开闸放水， 比去年早五天呢 而且", 30, 130, 9)
    lines += column("水量也多了， 直到了田头。", 85, 186, 4 + 2)
    assert "呢而且水量也多了，直到了田头。" in markdown(
        line("春灌开闸", 30, 100, 20), *lines, pictures=(Area(30, 184, 80, 210),)
    )


def test_a_caption_is_marked_as_one():
    text = markdown(
        line("春灌开闸", 30, 100, 20),
        *column(BODY, 30, 130, 9),
        line("图为开闸现场。", 30, 325, 8),
        pictures=(Area(30, 220, 120, 320),),
    )
    assert text.startswith("▲图为开闸现场。\n\n# 春灌开闸\n\n青禾县")


def test_an_empty_page_is_no_text():
    assert markdown() == "\n"
