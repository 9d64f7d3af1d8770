"""What is known of a bigram: where it stands, how often, and what stands around it."""

from service.editing.summary.body_text import cut
from service.editing.summary.features import describe

TITLE, KICKER = "柳溪大桥通车", "云岭县"
TEXT = (
    "柳溪大桥昨日通车，全长三公里。大桥投资四亿元，方便云岭百姓。",
    "市场价格",
    "摊主说：“市场的白菜价格不高。”摊主还种辣椒。",
    "南塘码头明年扩建，码头工人已经到位。",
)


def found(title=TITLE, kicker=KICKER, text=TEXT, frequency=lambda gram: 0.01):
    """Return each bigram's features, by name."""
    described = describe(cut(text), title, kicker, frequency)
    assert len({gram for _, grams in described for gram in grams}) == sum(len(grams) for _, grams in described)
    return {gram: dict(each.split("=") for each in names) for names, grams in described for gram in grams}


def test_every_bigram_of_the_sentences_is_described_and_none_across_a_mark():
    known = found()
    assert {"柳溪", "溪大", "码头", "辣椒"} <= set(known)
    assert not {"车全", "元方", "场价"} & set(known)


def test_no_name_has_two_bins():
    for names, _ in describe(cut(TEXT), TITLE, KICKER, lambda gram: 0.01):
        assert len({each.split("=")[0] for each in names}) == len(names)


def test_headline_kicker_and_subheading():
    known = found()
    for feature, held, not_held in (
        ("title", "柳溪", "投资"),
        ("kicker", "云岭", "柳溪"),
        ("subheading", "市场", "柳溪"),
    ):
        assert (known[held][feature], known[not_held][feature]) == ("yes", "no")
    assert "kicker" not in found(kicker="")["柳溪"]
    assert "subheading" not in found(text=(TEXT[0],))["柳溪"]


def test_how_often_it_stands_and_whether_it_stands_there_alone():
    known = found()
    assert known["大桥"]["count"] > known["投资"]["count"]
    assert (known["投资"]["single"], known["码头"]["single"], known["柳溪"]["single"]) == ("yes", "no", "no")


def test_what_mostly_stands_in_quotation_marks():
    known = found()
    assert (known["白菜"]["quoted"], known["辣椒"]["quoted"]) == ("yes", "no")
    half = found(text=("摊主说：“白菜不贵。”白菜很多。",))
    assert half["白菜"]["quoted"] == "no"


def test_who_speaks():
    known = found()
    assert (known["摊主"]["speech"], known["白菜"]["speech"], known["码头"]["speech"]) == ("no", "yes", "no")


def test_where_it_stands():
    known = found()
    assert int(known["柳溪"]["first sentence"]) < int(known["码头"]["first sentence"])
    assert int(known["柳溪"]["first place"]) < int(known["码头"]["first place"])
    assert known["大桥"]["first place"] == known["昨日"]["first place"]
    assert (known["柳溪"]["paragraph opening"], known["投资"]["paragraph opening"]) == ("yes", "no")
    assert (known["码头"]["last paragraph only"], known["白菜"]["last paragraph only"]) == ("yes", "no")
    everywhere = found(text=("白菜上市。", "白菜丰收。", "白菜运走了。"))
    assert int(everywhere["白菜"]["spread"]) > int(everywhere["上市"]["spread"])
    assert everywhere["白菜"]["last paragraph only"] == "no"


def test_the_sentence_nearest_to_the_headline_counts():
    known = found()
    assert (
        int(known["昨日"]["title overlap"]) > int(known["投资"]["title overlap"]) > int(known["码头"]["title overlap"])
    )
    assert known["大桥"]["title overlap"] == known["昨日"]["title overlap"]


def test_the_sentence_of_rare_words_that_come_again_is_central():
    text = ("白菜辣椒丰收。", "白菜辣椒涨价。", "今天明天晴好。", "今天有风而已。")
    rare_first = found(text=text, frequency=lambda gram: 0.001 if gram in ("白菜", "辣椒") else 0.5)
    rare_last = found(text=text, frequency=lambda gram: 0.001 if gram == "今天" else 0.5)
    assert int(rare_first["丰收"]["centrality"]) > int(rare_first["晴好"]["centrality"])
    assert int(rare_last["丰收"]["centrality"]) < int(rare_last["晴好"]["centrality"])


def test_an_empty_article_has_nothing_to_describe():
    assert describe(cut(()), TITLE, "", lambda gram: 0.01) == []
