"""What an article's form says of its news, with forms that only look like it."""

from service.editing.selection.article_text import article_text
from service.editing.selection.form_features import WHY, form
from service.model import Article, Edit, Genre
from tests.support.tables import every_row

PLAIN = "云州港昨日开港，首艘货轮靠泊三号码头。"


def found(title="云州港开港", text=PLAIN, **more):
    return form(article_text(Article(**{"source": "a.txt", "title": title, "paragraphs": (text,), **more})))


def credit(text, what="dateline"):
    return {"edits": (Edit(what, "line 1", "", text),)}


@every_row(
    ("name", "has", "has_not"),
    [
        ("dateline", credit("本报云州5月12日讯"), credit("（钟砚耕）", "byline")),
        ("own reporter", credit("本报记者 钟砚耕", "byline"), credit("本报云州5月12日讯（记者 钟砚耕）")),
        ("author alone", {"authors": ("钟砚耕",)}, {}),
        ("kicker", {"kicker": "历时三年"}, {}),
        ("subtitle", {"subtitle": "首船靠泊"}, {}),
        ("section", {"section": "要闻"}, {}),
        ("column", {"section": "汀边时评"}, {"section": "要闻"}),
        ("letter", {"section": "读者来信"}, {"section": "要闻"}),
        ("notes", {"title": "简讯三则"}, {}),
        ("people", {"text": "全市1.2万人受益。"}, {"text": "全市人均绿地增加。"}),
        ("money", {"text": "总投资97亿元。"}, {"text": "票价28元。"}),
        ("deaths", {"title": "矿难3人遇难"}, {"title": "矿工3人获救"}),
        ("percent", {"title": "进口增长11.6%"}, {"title": "进口增长"}),
        ("digit", {"title": "41家医院互通"}, {"title": "医院互通"}),
        ("digits", {"text": "5月1日至7日，发送旅客1860万人次。"}, {}),
        ("quotation", {"text": "“桥通了，我们过河再也不用等船了。”"}, {}),
        ("quoted headline", {"title": "“我认，这钱我赔”"}, {"title": "“盐仓”真有盐仓"}),
        ("question", {"title": "操场够用吗？"}, {}),
        ("telling headline", {"title": "云州大桥通车"}, {"title": "桥边的槐树"}),
        ("questions", {"text": "谁来修？谁出钱？"}, {}),
        ("short headline", {"title": "白鹭来了"}, {"title": "白鹭比去年早来了六天"}),
        ("book", {"title": "读《湖上》"}, {}),
        ("dialogue", {"section": "对话"}, {"section": "要闻"}),
        ("I", {"text": "我记得那条河，我在河边长大。"}, {"text": "我市修桥，我国造船。"}),
        ("we", {"text": "我们不该忘记。"}, {"text": "“我们修好了。”他说。"}),
        ("kin", {"text": "母亲在灶前。"}, {}),
        ("opinion", {"text": "此事值得深思，不妨一试。"}, {}),
        ("said", {"text": "局长介绍，已经修好。"}, {}),
        ("scene", {"text": "清晨，码头上雾还没散。"}, {}),
        ("sale", {"text": "开盘特价，欢迎订购。"}, {}),
        ("office notice", {"title": "遗失声明"}, {}),
        ("contact", {"text": "电话：0635-6612345。"}, {"text": "产值3661亿元。"}),
        ("fresh", {}, {"text": "近日，云州港开港。"}),
        ("vague date", {"text": "近日，云州港开港。"}, {}),
        ("undated", {"text": "云州港开港。"}, {}),
        ("future", {"text": "云州港即将开港。"}, {}),
        ("genre comment", {"genre": Genre.COMMENT}, {}),
    ],
)
def test_a_form_is_seen_and_not_in_what_looks_like_it(name, has, has_not):
    assert 0 < found(**has)[name] <= 1
    assert name not in found(**has_not)


@every_row(
    ("characters", "size"),
    [(60, "size to 60"), (61, "size to 160"), (400, "size to 400"), (1400, "size to 1400"), (1401, "size above")],
)
def test_every_article_has_one_size(characters, size):
    assert [name for name in found(text="港" * characters) if name.startswith("size")] == [size]


def test_a_greater_number_counts_more_and_all_features_are_known():
    assert found(text="惠及30户。")["people"] < found(text="惠及300万人。")["people"] <= 1
    everything = found("问：12%？", "我们今天说：“母亲，请订购。”电话：0635-6612345。" * 40, genre=Genre.ESSAY)
    assert set(everything) <= set(WHY)
    assert all(0 < value <= 1 for value in everything.values())
