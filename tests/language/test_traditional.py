from service.language.traditional import as_simplified_papers_print, is_traditional, simplified
from tests.support.tables import every_row


@every_row("text", ["雲溪縣舉辦元宵燈會", "十時熄燈", "看著天，說著話", "縣裡", "覆蓋 98% 以上"])
def test_traditional_texts_are_known(text):
    assert is_traditional(text)


@every_row(
    "text",
    [
        "",
        "云溪县举办元宵灯会",
        "陈堃说",
        "甯浩导演的电影",
        "著名的乾隆年间",
        "20%",
        "台上一分钟",
        "王喆、朱镕和李珮到场",
    ],
)
def test_simplified_texts_with_rare_names_are_not(text):
    assert not is_traditional(text)


@every_row(
    ("text", "wanted"),
    [
        ("乾隆年間，環境乾淨", "乾隆年间，环境干净"),
        ("頭髮與發現", "头发与发现"),
        ("看著著名的著作", "看着著名的著作"),
        ("縣長說「好」", "县长说「好」"),
    ],
)
def test_phrases_decide_on_a_character(text, wanted):
    assert simplified(text) == wanted
    assert len(simplified(text)) == len(text)


def test_bylines_become_those_of_simplified_papers():
    assert as_simplified_papers_print("記者何青報導：「好『書』」") == "记者何青报道：“好‘书’”"
