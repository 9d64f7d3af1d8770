"""Pages cut into the lines that they show."""

import lxml.html

from service.sources import visible_lines
from tests.support.tables import every_row


def lines(body):
    return visible_lines.cut(lxml.html.document_fromstring(f"<html><body>{body}</body></html>"))


@every_row(
    ("body", "shown"),
    [
        ("一<p>二</p>三", ["一", "二", "三"]),
        ("<div>一<b>二</b><br>三<br><br>四</div>五", ["一二", "三", "四", "五"]),
        ("<pre>一\n二</pre><p>三\n四</p>", ["一", "二", "三 四"]),
        ("<p>一<script>a</script>二<!-- b -->三</p><video>四</video>五", ["一二三", "五"]),
        ("<ul><li>一<li>二</ul>", ["一", "二"]),
        ("", []),
    ],
)
def test_a_line_ends_where_a_reader_sees_its_end(body, shown):
    assert [line.text for line in lines(body)] == shown


def test_what_stands_apart_is_known_by_element_and_class():
    body = "<div class='relatedNews'><p>一</p></div><aside>二</aside><div id=content_body><p>三</p></div>"
    assert [line.box.apart.name if line.box.apart else "" for line in lines(body)] == ["related", "aside", ""]
    amp = "<amp-ad><div fallback>一</div></amp-ad><amp-accordion><p>二</p></amp-accordion>"
    assert [line.box.apart.name if line.box.apart else "" for line in lines(amp)] == ["amp-ad", ""]


def test_a_box_holds_its_lines_and_knows_what_it_stands_in():
    first, second, third = lines("<div><div><p>一</p></div><p>二</p></div><p>三</p>")
    outer = second.box.parent
    assert [outer.holds(line.number) for line in (first, second, third)] == [True, True, False]
    assert first.box.is_inside(outer)
    assert not outer.is_inside(outer)


def test_a_table_of_short_cells_holds_data_and_one_of_prose_does_not():
    numbers = "<table><tr><td>一季度<td>3</tr><tr><td>二季度<td>4</tr></table>"
    prose = f"<table><tr><td>{'长' * 50}<td>要闻</tr><tr><td>{'长' * 50}<td>要闻</tr></table>"
    assert all(line.box.table for line in lines(numbers))
    assert not any(line.box.table for line in lines(prose))


def test_a_link_is_no_prose_but_a_linked_sentence_is():
    found = lines("<p><a href=/1>柳溪市召开春耕生产现场会，部署粮食种植</a></p><p><a href=/2>图书室开了。</a></p>")
    assert [line.is_prose for line in found] == [False, True]
