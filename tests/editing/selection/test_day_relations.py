"""What an article is to the others of its day."""

from service.editing.selection.article_text import article_text
from service.editing.selection.day_relations import WHY, relations
from service.model import Article, Edit

BRIDGE = "柳溪大桥昨日完成钢梁合龙，大桥横跨柳溪两岸，由青禾桥梁集团承建。"
OTHERS = (
    ("白鹳筑巢", "湿地巡护员在人工巢上看见东方白鹳孵卵。"),
    ("菜价回落", "批发市场里叶菜的价格比上周低了两成。"),
    ("夜校开课", "社区的夜校教人修自行车和做木工。"),
)


def found(*articles):
    return relations([article_text(each) for each in articles])


def article(title, text, *taken):
    return Article("a.txt", title, (text,), edits=tuple(Edit("dropped", "line 9", "", each) for each in taken))


def day(*more):
    return [*more, *(article(*each) for each in OTHERS)]


def test_what_several_articles_tell_of_is_near_and_named():
    report = article("柳溪大桥合龙", BRIDGE)
    echo = article("造桥的人", f"{BRIDGE}焊工班长说，柳溪大桥合龙那夜他没有睡。")
    alone, told = found(*day(report))[0], found(*day(report, echo))[0]
    assert told["nearest"] > alone.get("nearest", 0)
    assert told["echoes"] > 0
    assert "echoes" not in alone
    assert told["named elsewhere"] > 0
    assert "named elsewhere" not in alone


def test_what_all_articles_have_makes_none_near():
    phrase = "据新华社电，记者获悉，"
    rows = found(*(article(title, phrase + text) for title, text in OTHERS))
    assert all(row.get("nearest", 0) == 0 for row in rows)


def test_figures_alone_make_no_articles_alike():
    rows = found(article("甲表", "12 34 56 78"), article("乙表", "12 34 56 78"), *day())
    assert "nearest" not in rows[0]


def test_pointers_are_seen():
    first, second, third = found(
        *day(article("柳溪大桥合龙", BRIDGE, "（详见第3版）"), article("柳溪大桥", BRIDGE, "（上接第1版）"))
    )[:3]
    assert first["points on"] == second["points back"] == 1.0
    assert "points on" not in third
    assert set(first) | set(second) <= set(WHY)


def test_nothing_and_one_article_have_no_relations():
    assert found() == []
    assert found(article("柳溪大桥合龙", BRIDGE)) == [{}]
