"""What speaks for a misread character is summed up, and most of it stands on its page."""

from service.sources.newspaper import misread_evidence
from service.sources.newspaper.look_alikes import corrected, misread
from tests.support.tables import every_row

PAGE = (
    "青溪县水务局昨天发布通报，石桥灌区渠道修复工程开工。通报说，渠道全长11公里，秋灌前通水。\n"
    "县农业农村局提醒，果农采摘后要冷藏，冷藏车可走绿色通道，通道24小时开放。\n"
    "昨夭下午，渡口恢复通航。工程己经完成。\n"
)


@every_row(
    ("read", "meant"),
    [
        ("县水务局昨天通极，水库水位正常。", "县水务局昨天通报，水库水位正常。"),
        ("冷藏车可走绿色通逍。", "冷藏车可走绿色通道。"),
        ("“通极不敢通极，他急了。”", "“通极不敢通极，他急了。”"),
        ("老人再一闻，是烟。", "老人再一闻，是烟。"),
    ],
)
def test_a_character_is_put_right_where_its_page_has_the_word(read, meant):
    page = f"{PAGE}{read}"
    assert corrected(read, misread(read, page)) == meant


def test_without_its_page_nothing_is_sure():
    assert misread("县水务局昨天通极，水库水位正常。") == []


def test_what_the_page_has_again_is_meant():
    read = "县水务局的通极，用的是通极牌水表。"
    assert misread(read, f"{PAGE}通极是本地牌子。通极牌水表装了三年。{read}") == []


def test_a_country_that_the_page_names_again_is_no_other():
    page = "中奥关系发展良好，中奥两国加强合作。代表团介绍，中美关系也是话题，中国、美关两方各有看法。"
    assert misread("他高度重视中奥关系发展。", f"{page}他高度重视中奥关系发展。") == []


def test_each_kind_of_evidence_counts_in_its_direction():
    text, word = "通极", "通报"
    none = misread_evidence.printed("", text, 1, "报", word)
    some = misread_evidence.printed("昨天的通报，通报。", text, 1, "报", word)
    against = misread_evidence.printed("极，极；极。通极，通极。", text, 1, "报", word)
    bare = (6.0, 4.0, 0.8, 3.0, 4.0, 2.0)
    odds = [misread_evidence.log_odds(misread_evidence.Evidence(*bare, *each)) for each in (against, none, some)]
    assert odds == sorted(odds)
    assert len(set(odds)) == 3


def test_the_same_character_near_is_no_misreading():
    assert misread_evidence.is_repeated("敢管敢治", 2)
    assert not misread_evidence.is_repeated("敢于管理、敢治", 5)
