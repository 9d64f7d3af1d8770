"""What a show wants more of, and none of."""

from service.editing.selection.interests import Interests
from service.model import Article

ARTICLE = Article(
    "https://news.example.org/Feed", "青禾县春灌开始", ("渠水到田头。",), section="农业", url="https://a.example/1"
)


def test_a_word_of_heading_or_text_boosts():
    assert Interests(boost_words=("足球", "春灌")).boosted(ARTICLE) == "the word 春灌"
    assert Interests(boost_words=("渠水",)).boosted(ARTICLE) == "the word 渠水"
    assert Interests(boost_words=("足球",)).boosted(ARTICLE) == ""


def test_a_muted_word_counts_in_the_heading_only():
    assert Interests(mute_words=("春灌",)).muted(ARTICLE) == "the word 春灌"
    assert Interests(mute_words=("渠水",)).muted(ARTICLE) == ""


def test_sections_and_sources_are_found_in_any_case():
    assert Interests(boost_sections=("农",)).boosted(ARTICLE) == "the section 农"
    assert Interests(mute_sources=("example.org/feed",)).muted(ARTICLE) == "the source example.org/feed"
    assert Interests(mute_sources=("A.EXAMPLE",)).muted(ARTICLE) == "the source A.EXAMPLE"


def test_what_is_wanted_is_not_what_is_muted():
    assert Interests(boost_words=("春灌",), boost_sections=("农业",)).muted(ARTICLE) == ""
    assert Interests(mute_words=("春灌",), mute_sections=("农业",)).boosted(ARTICLE) == ""
