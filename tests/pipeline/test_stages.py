"""What the stages hand on; the whole of them is seen in test_briefing.py."""

from service.model import Article, Story
from service.pipeline import stages


def test_articles_of_one_headline_in_one_file_are_compared_as_one():
    brief, other = Article("page.md", "简讯", ("水厂完工。",)), Article("page.md", "简讯", ("桥已通车。",))
    elsewhere = Article("other.md", "简讯", ("灯会开幕。",))
    found = stages.known([Story((each,), 1.0, "") for each in (brief, other, elsewhere)])
    assert [each.paragraphs for each in found.values()] == [("水厂完工。", "桥已通车。"), ("灯会开幕。",)]
