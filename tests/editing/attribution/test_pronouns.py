"""Who is called 他 and who 她, and whom one of them means."""

from service.editing.attribution import pronouns
from tests.support.tables import every_row


@every_row(
    ("text", "called"),
    [
        ("何秀兰女士支持。", {"何秀兰": "她"}),
        ("周启明，男，46岁。", {"周启明": "他"}),
        ("女教师何秀兰来了。", {"何秀兰": "她"}),
        ("何秀兰的丈夫周启明在场。", {"何秀兰": "她", "周启明": "他"}),
        ("何秀兰走进来，她坐下了。", {"何秀兰": "她"}),
        ("周启明来了。他坐下了。", {"周启明": "他"}),
        ("周启明来了，他们坐下了。", {}),
        ("周启明见到何秀兰，她坐下了。", {}),
        ("周启明先生来了，她看见了。", {}),
        ("周启明说，她记错了。她不说话。", {}),
        ("周启明要退休了。1988年，18岁的他进了厂。", {"周启明": "他"}),
        ("后来，她和同事周启明结婚。", {"周启明": "他"}),
    ],
)
def test_the_text_says_who_is_called_what(text, called):
    assert pronouns.known(text, ["何秀兰", "周启明"]) == called


@every_row(
    ("speaker", "others", "called", "goes_on", "who"),
    [
        ("周启明", ["何秀兰"], {"周启明": "他"}, False, "周启明"),
        ("何秀兰", ["周启明"], {"何秀兰": "她"}, False, "周启明"),
        ("何秀兰", ["周启明"], {}, False, None),
        ("何秀兰", ["周启明"], {}, True, "何秀兰"),
        ("何秀兰", ["周启明"], {"周启明": "她"}, False, "何秀兰"),
        ("何秀兰", [], {}, False, "何秀兰"),
        ("何秀兰", [], {"何秀兰": "她"}, True, None),
        ("", ["何秀兰", "周启明"], {}, True, None),
        ("", ["何秀兰", "周启明"], {"周启明": "他"}, True, "周启明"),
        ("", [], {}, True, ""),
    ],
)
def test_whom_he_means(speaker, others, called, goes_on, who):
    assert pronouns.meant("他", speaker, others, called, goes_on=goes_on) == who


def test_who_is_meant_once_is_called_so():
    called = {}
    pronouns.meant("他", "周启明", [], called, goes_on=True)
    assert called == {"周启明": "他"}


@every_row(
    ("quotation", "behind", "is_of_one"),
    [
        ("“我以为剪的是旁边那根。”", "", True),
        ("“剪的是旁边那根。”", "他供述。", True),
        ("“我们已经立案。”", "", False),
        ("“我市今年不再新建。”", "", False),
        ("“剪的是旁边那根。”", "他们这样说。", False),
    ],
)
def test_who_says_i_or_is_called_he_is_one_person(quotation, behind, is_of_one):
    assert pronouns.is_of_one(quotation, behind) is is_of_one
