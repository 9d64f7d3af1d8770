"""An article's summaries as told."""

from service.editing.retold_levels import RetoldLevel, RetoldSentence


def test_a_level_counts_what_is_told_and_not_what_was_printed():
    told = (
        RetoldSentence("昨天开馆。", "青禾市图书馆今天（5月10日）开馆。"),
        RetoldSentence("藏书二十万册。", "藏书二十万册。"),
    )
    assert RetoldLevel(told, 1.0).characters == len("昨天开馆。藏书二十万册。")
