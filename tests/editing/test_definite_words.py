"""Which sentence ahead 通报说, 本场, 头一件, 四十五封 and 村支书 need."""

from service.editing.definite_words import needed
from service.language import sentences
from tests.support.tables import every_row


@every_row(
    ("text", "meant"),
    [
        ("县水务局昨晚发布通报：消息不实。天晴了。通报说，水样合格。", {2: 0}),
        ("通报说，水样合格。", {}),
        ("县队打平了白河队。第7轮4月11日打响。后卫三张黄牌，本场停赛。", {2: 1}),
        ("县队打平了白河队。后卫第3轮伤了脚，本场复出。", {}),
        ("本场馆去年翻新。", {}),
        ("馆里摆出六十件旧物。头一件，是一张演出证。", {1: 0}),
        ("他来了。头一件，是一张演出证。", {}),
        ("孩子们交来一千七百多封信。教师边静收到四十五封。", {1: 0}),
        ("教师边静收到四十五封。", {}),
        ("来信转给了公交公司。运营科科长尤立本答复说，末班车推迟。", {1: 0}),
        ("来信转给了公交公司。县教育局基础教育科科长尤立本答复说，可以。", {}),
        ("茅坪村的人拿着筐来了。雨停了。村支书毛福田说，过秤10吨。", {2: 0}),
        ("茅坪村的人来了。“来帮忙装的。”村支书毛福田说，过秤10吨。", {1: 0, 2: 0}),
        ("茅坪村村支书毛福田说，过秤10吨。", {}),
    ],
)
def test_what_a_definite_word_needs(text, meant):
    assert needed(sentences.split(text)) == meant
