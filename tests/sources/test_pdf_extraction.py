"""What lies where on a PDF's page, in points from its upper left corner."""

import pytest

from service.sources.pdf_extraction import Extractor
from tests.support.pdf_writer import DrawnPage, pdf


def drawn() -> DrawnPage:
    page = DrawnPage(400, 300)
    page.frame()
    page.character("春", 20, 50, 12)
    page.character("灌", 32, 50, 12, bold=True)
    page.box(10, 60, 100, 100, fill=0.9)
    page.rule(10, 160, 300, 160)
    page.picture(150, 60, 250, 120)
    return page


def test_characters_have_their_places_and_sizes():
    page = Extractor(pdf([drawn()])).page(0)
    assert page["text"] == "春灌"
    assert page["glyphs"] == [
        pytest.approx((20, 32, 50, 12), abs=0.1),
        pytest.approx((32, 44, 50, 12), abs=0.1),
    ]


def test_rules_boxes_and_pictures_are_told_apart():
    page = Extractor(pdf([drawn()])).page(0)
    assert page["pictures"] == [pytest.approx([150, 60, 250, 120], abs=0.1)]
    assert page["frames"] == [pytest.approx([10, 60, 100, 100], abs=0.1)]
    [rule] = page["rules"]
    assert rule == pytest.approx([10, 160, 300, 160], abs=1)


@pytest.mark.parametrize(
    ("rotation", "place", "size"),
    [(90, (250, 20), (300, 400)), (180, (380, 250), (400, 300)), (270, (50, 380), (300, 400))],
)
def test_a_page_that_is_turned_has_its_pictures_as_they_are_seen(rotation, place, size):
    """The corner of a picture that is at (20, 50) on the page as it was drawn."""
    page = DrawnPage(400, 300)
    page.picture(20, 50, 60, 80)
    turned = pdf([page]).replace(b"/Type /Page /Parent", b"/Rotate %d /Type /Page /Parent" % rotation)
    answer = Extractor(turned).page(0)
    assert (answer["width"], answer["height"]) == size
    [(left, top, right, bottom)] = answer["pictures"]
    corners = [(x, y) for x in (left, right) for y in (top, bottom)]
    assert any(corner == pytest.approx(place, abs=0.1) for corner in corners)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_whose_text_lies_on_its_side_is_set_upright(rotation):
    whole = pdf([drawn()])
    upright = Extractor(whole).page(0)
    turned = Extractor(whole.replace(b"/Type /Page /Parent", b"/Rotate %d /Type /Page /Parent" % rotation)).page(0)
    assert sorted(zip(turned.pop("text"), turned.pop("glyphs"), strict=True)) == sorted(
        zip(upright.pop("text"), upright.pop("glyphs"), strict=True)
    )
    assert turned == {**upright, "turned": True}
    assert not upright["turned"]


def test_a_page_that_is_shown_upright_stays():
    raw = DrawnPage(400, 300)
    raw.frames = [[b"BT /F1 12 Tf 0 1 -1 0 50 50 Tm <6625> Tj ET", b"BT /F1 12 Tf 1 0 0 1 50 90 Tm <6625> Tj ET"]]
    answer = Extractor(pdf([raw]).replace(b"/Type /Page /Parent", b"/Rotate 90 /Type /Page /Parent")).page(0)
    assert not answer["turned"]
    assert (answer["width"], answer["height"]) == (300, 400)
    assert len(answer["glyphs"]) == 1


def test_a_page_box_that_begins_elsewhere_is_no_shift():
    shifted = pdf([drawn()]).replace(b"/MediaBox [0 0 400.00 300.00]", b"/MediaBox [-50 -20 350.00 280.00]")
    [first, *_] = Extractor(shifted).page(0)["glyphs"]
    assert first[0] == pytest.approx(70, abs=0.1)
    assert first[2] == pytest.approx(30, abs=0.1)


def test_text_that_stands_aslant_is_no_column():
    raw = DrawnPage(400, 300)
    raw.frames = [
        [b"BT /F1 12 Tf 0.7 0.7 -0.7 0.7 50 50 Tm <6625> Tj ET", b"BT /F1 12 Tf 1 0 0 1 50 90 Tm <6625> Tj ET"]
    ]
    assert Extractor(pdf([raw])).page(0)["text"] == "春"
