"""Countries of one letter are told by the name that their article has."""

from service.editing.wording.countries import in_full
from tests.support.tables import every_row

ARTICLE = "以色列和黎巴嫩的停火到期。巴基斯坦外长抵达，乌克兰代表同哈萨克斯坦代表会谈。"


@every_row(
    ("printed", "heard"),
    [
        ("以军袭击黎南部。", "以色列军队袭击黎南部。"),
        ("他说，但以军行动没有结束。", "他说，但以色列军队行动没有结束。"),
        ("中方愿同哈方一道努力。", "中方愿同哈萨克斯坦方面一道努力。"),
        ("据乌媒报道，反对黎政府的人", "据乌克兰媒体报道，反对黎巴嫩政府的人"),
        ("黎能源部长表示，电够了。", "黎巴嫩能源部长表示，电够了。"),
        ("协议须包括以军全部撤出。", "协议须包括以色列军队全部撤出。"),
        ("黎南部传出爆炸声，乌空军没有回应。", "黎巴嫩南部传出爆炸声，乌克兰空军没有回应。"),
        ("他离开驻黎使馆，造成黎安全部队伤亡。", "他离开驻黎巴嫩使馆，造成黎巴嫩安全部队伤亡。"),
        ("以军方还称，以军部队越境。", "以色列军方还称，以色列部队越境。"),
        ("乌军方和黎军队没有回应，以军士兵受伤。", "乌克兰军方和黎巴嫩军队没有回应，以色列军队士兵受伤。"),
        ("黎总统表示，巴方也同意。", "黎巴嫩总统表示，巴基斯坦方面也同意。"),
    ],
)
def test_a_letter_is_told_by_its_name(printed, heard):
    assert in_full(printed, ARTICLE) == heard


@every_row(
    ("printed", "heard"),
    [
        ("今年是中文建交35周年。", "今年是中国和文莱建交35周年。"),
        ("中文两国是海上邻居，中文关系发展顺利。", "中国和文莱两国是海上邻居，中国和文莱关系发展顺利。"),
        ("《地方志》的中文版首印三千册。", "《地方志》的中文版首印三千册。"),
        ("今年是中老建交65周年。", "今年是中老建交65周年。"),
        ("推动中国一中亚合作，办好中国一东盟博览会。", "推动中国—中亚合作，办好中国—东盟博览会。"),
        ("全国一中型港口试点，中国一直支持。", "全国一中型港口试点，中国一直支持。"),
    ],
)
def test_pairs_that_are_words_and_a_numeral_for_a_dash(printed, heard):
    assert in_full(printed, "文莱王储来访。") == heard


@every_row(
    ("printed", "article", "heard"),
    [
        ("希望西方给予企业公平待遇。", "中西建交50周年，西班牙首相来访。", "希望西班牙方面给予企业公平待遇。"),
        ("中方愿同老方一道努力。", "老挝主席来访，中老友谊深厚。", "中方愿同老挝方面一道努力。"),
        ("中方重视多方的作用。", "多米尼加副总统来访，中多友好。", "中方重视多米尼加方面的作用。"),
        ("中方重视多方面的合作。", "多米尼加副总统来访，中多友好。", "中方重视多方面的合作。"),
        ("愿扩大进口老方优质农产品。", "老挝主席来访，中老友谊深厚。", "愿扩大进口老挝方面优质农产品。"),
        ("同新方向看齐，由多方投资。", "新加坡总理来访，中新友好。", "同新方向看齐，由多方投资。"),
        ("希望西方给予企业公平待遇。", "西班牙首相来访。", "希望西方给予企业公平待遇。"),
        ("中西方文明互鉴，西方国家出席。", "中西建交50周年，西班牙首相来访。", "中西方文明互鉴，西方国家出席。"),
        (
            "中方感谢吉方支持，希望吉方发挥作用。",
            "吉布提议长来访。",
            "中方感谢吉布提方面支持，希望吉布提方面发挥作用。",
        ),
    ],
)
def test_a_side_that_is_another_word_is_told_where_the_article_pairs_it(printed, article, heard):
    assert in_full(printed, article) == heard


@every_row(
    "text",
    [
        "西方多国发表声明，新媒体平台转载。",
        "古巴国家主席和各级党委政府出席。",
        "他说，以军方名义发出，以军队为主，以军方式解决。",
        "可以方便群众，以军事手段解决，以方阵行进，以军人的名义。",
        "以色列军方和乌克兰媒体都没有回应。",
        "愿同塞西总统一道努力，交战双方停火。",
        "伊方没有回应。",
        "美军和俄方没有回应。",
        "他说：“以军打了这里。”",
    ],
)
def test_what_is_no_letter_of_a_named_country_stays(text):
    assert in_full(text, ARTICLE) == text


def test_of_two_countries_with_the_letter_neither_is_guessed():
    assert in_full("巴方欢迎这一决定。", "巴基斯坦和巴勒斯坦都派了代表。") == "巴方欢迎这一决定。"
    assert in_full("印方欢迎。", "印度尼西亚总统来访。") == "印度尼西亚方面欢迎。"


@every_row(
    ("printed", "heard"),
    [
        ("俄称拦截无人机", "俄罗斯称拦截无人机"),
        ("日产业大臣到访", "日本产业大臣到访"),
        ("俄方和俄军没有回应", "俄方和俄军没有回应"),
        ("本月16日产业大会开幕", "本月16日产业大会开幕"),
        ("俄称号赛落幕", "俄称号赛落幕"),
        ("德称拦截无人机", "德称拦截无人机"),
    ],
)
def test_a_letter_that_is_heard_rightly_is_one_only_ahead_of_a_verb_or_a_minister(printed, heard):
    assert in_full(printed, "俄罗斯和日本都派了代表。") == heard


def test_letters_that_are_rare_are_told_too_and_words_are_not():
    article = "芬兰和马来西亚派了代表，新加坡和西班牙没有派。"
    assert in_full("芬总统说，马方已登船。", article) == "芬兰总统说，马来西亚方面已登船。"
    for text in ("新政府和西方没有回应。", "司马方圆没有回应。"):
        assert in_full(text, article) == text


def test_two_countries_of_one_name_are_told_by_the_one_that_the_article_has():
    assert in_full("刚政府派出救援队。", "刚果（金）东部塌方。") == "刚果（金）政府派出救援队。"
    assert in_full("刚才政府派出救援队。", "刚果（金）东部塌方。") == "刚才政府派出救援队。"
