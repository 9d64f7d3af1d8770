"""Opinion is told as its author's."""

import pytest

from service.editing.attribution import authorship
from service.model import Article, Genre

TEXT = ("治水要先治人。", "（作者为江州大学水利学院教授）")


@pytest.mark.parametrize(
    ("fields", "lead"),
    [
        ({"genre": Genre.COMMENT, "authors": ("方砚",), "section": "江澜快评"}, "江州大学水利学院教授方砚撰文说，"),
        ({"genre": Genre.ESSAY, "authors": ("方  砚",)}, "江州大学水利学院教授方砚撰文说，"),
        ({"genre": Genre.COMMENT, "authors": ("本报评论员",)}, "本报评论员撰文说，"),
        ({"genre": Genre.COMMENT, "section": "江澜快评"}, "本报快评说，"),
        ({"genre": Genre.COMMENT}, ""),
        ({"genre": Genre.NEWS, "authors": ("方砚",)}, ""),
    ],
)
def test_what_stands_before_the_first_sentence(fields, lead):
    assert authorship.lead_in(Article("a", "治水", TEXT, **fields)) == lead
