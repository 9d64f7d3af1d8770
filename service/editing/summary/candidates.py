"""What may be said: whole sentences, and runs of whole clauses from a sentence's start, made ready for the ear.

The rules here decide what a listener can follow without the page: no opening connective, balanced quotation
marks, nothing in parentheses, no caption, dateline, telephone number or address, and a place to breathe.
A sentence that opens with a pronoun stands only behind the sentence before it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from service.editing.summary.text import Body, Line, concepts, size, unbracketed

SHORTEST = 8
"""Characters of the shortest sentence worth saying."""
BREATH = 60
"""The most characters between two places to breathe."""

_DATELINE = re.compile(
    r"^(?:本报|本刊|本网|新华社|人民网|新华网|中新社|中新网|央视网)[^，。：]{0,20}?[讯电](?![话力视子网信站]|机|动|商|影)"
    r"(?:记者[^，。：报]{2,12}?报道)?[\s：:，]*"
)
_CONNECTIVE = re.compile(
    r"^(?:与此同时|同时|此外|另外|不过|但是|而且|因此|所以|于是|随后|接着|总之|可以说|事实上|但(?![凡愿])|其次|最后(?=，))，?"
)
_HEARSAY = re.compile(r"^(?:据(?:悉|了解|介绍)|(?:本报)?记者[^，。：]{0,10}?(?:获悉|了解到|看到))，")
_REFERRING = re.compile(
    r"^(?:[他她它](?![乡山])|其(?!实)|[该此](?!地无银)|这|那(?!曲)|为此|对此|由此|因此|如此|于此|就此|据此|上述|以上|前者|后者|两者|二者|两人"
    r"|二人|三人|双方|后来|之后|随着此|与之|比如|例如|譬如|又如|再如|换言之|也就是说|也正|也[是因]|反之|否则|然而|可是|而(?!言)|"
    r"二是|三是|四是|五是|六是|[二三四五六七八九]要|第[二三四五六]，|其[二三四]|再次，|再者|还[有是]|甚至|尤其|特别是|当时|当年|当天，|当地，|"
    r"此[前次外]|一方面|另一|另[据有]|同样|同年|同日|同期|次年|相比之下|除此|除了这|不仅如此|正因|有了|原来|果然|结果|在他|在她|在这|在此|在其|在该|从此|对他|对她|对其|对这)"
)
_UNSPEAKABLE = re.compile(
    r"https?:|www\.|\.com|\.cn|@|\d{3,4}[-－—]\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)|(?<![\d.])\d{7,8}(?![\d.万亿人元名个户吨份米多余])|400[-－]\d{3}"
    r"|^[^，。]{0,4}图[为①②③④⑤：/]|资料图|(?:本报记者|记者)?\S{2,4}摄[。）]?$|本报讯|责任编辑|责编|扫描?(?:描|码|二维)|二维码|更新时间|【|】|[●■▲◆★]|点击"
)
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"), ("(", ")"), ("「", "」"), ("『", "』"))
_FINAL = re.compile(r"[。！？][”’]?$")
_PAUSE = re.compile(r"[，,、；;：:。！？!?—…]+")

_OPENING = (
    "随着|由于|因为|因|虽然?|尽管|如果|若|假如|只要|只有|无论|不论|不管|为了|为(?!期|主|零|\\d)|除了?|自(?!然|己|我|主|动)|当(?!选|地|前|年|天|日|晚|事)|通过|围绕|根据|按照|按|"
    "依托|依据|依靠|据|对于|对|关于|截至|截止|从|在(?!于)|于|以(?!色|上|军|方|总)|与|经(?!济|营|过多|常)|经过|面对|针对|不仅|不但|不只|不是|既|与其|宁可|一旦|即使|即便|哪怕|每当|"
    "一方面|一边|作为|鉴于|继|基于|借助|凭借|本着|秉持|沿着|站在|来自|来到|走进|就(?=.{1,8}[问议])|把|将|由|让|使|比如|例如|如|包括|其中|特别是|尤其是|无需|有的|有着|"
    "首先|先|这次|此次|去年|今年|明年|目前|如今|近年来|近日|当前|今天|昨天|眼下|多年来|一直以来|长期以来"
)
_DANGLING_START = re.compile(rf"^(?:{_OPENING})")
_DANGLING_END = re.compile(
    r"(?:时|后|前|以来|期间|之际|之中|之下|过程中|[背情况条件形势]下|背景下|同时|方面|来看|来说|而言|起|获悉|了解到|得知|表示|指出|强调|认为|介绍|说|说道|称|显示|看到|"
    r"发现|透露|宣布|要求|提出|提到|谈到|写道|表明|证实|坦言|直言|声明|建议|呼吁|预计|希望|相信|告诉记者|报道|是|的|地|和|与|及|或|并|且|而|为|到|对|在|向|于|如|例如|比如|据|年|月|日|晚|上午|下午"
    r"|书记|主席|总理|总统|部长|省长|市长|县长|院长|校长|主任|局长|所长|经理|董事长|总裁|记者|教授|研究员|专家|代表|委员|负责人|发言人|秘书长|司长|处长|站长|村民|支书)$"
)
_TIED = re.compile(r"^(?:而是|以及|和|与|及|或|等|而非|却|但|则|就|才|便|否则|反而|还是|甚至)")
_TIED_PAIRS = (
    ("不仅", "而且|还|也|更|又"), ("不但", "而且|还|也|更|又"), ("不只", "而且|还|也|更|又"), ("不再是", "而是"), ("不是", "而是|就是"),
    ("虽", "但|却|仍|依然|还是|不过"), ("尽管", "但|却|仍|依然|还是|不过"), ("如果", "就|则|将|便|会|可|那"), ("只要", "就|便|都|能|可"),
    ("因为", "所以|因此|而"), ("由于", "所以|因此|导致|使|，"), ("只有", "才"), ("无论", "都|也|总"), ("不管", "都|也|总"), ("不论", "都|也|总"),
    ("一方面", "另一方面"), ("一边", "，.*一边"), ("既", "又|也|更|还"), ("一是", "二是"), ("一要", "二要"), ("之所以", "是因为|在于"), ("与其", "不如"),
    ("随着", "，"), ("截至", "，"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of one sentence that can be said as it is."""

    line: int
    """Index of its sentence in the article."""
    text: str
    size: int
    """Non-blank characters."""
    whole: bool
    refers: bool
    """It can only be understood behind the sentence before it."""
    concepts: frozenset[str]


def candidates(body: Body, damaged: Collection[str] = (), *, runs: bool = True) -> list[Candidate]:
    """Everything that may be said of the article, in its order; of a sentence first the whole, then ever shorter runs."""
    found: list[Candidate] = []
    inside, paragraph = False, -1
    for index, line in enumerate(body.lines):
        if line.paragraph != paragraph:
            inside, paragraph = False, line.paragraph
        opened = inside
        inside = _left_open(line.text, inside)
        if not _is_damaged(line.text, damaged):
            found.extend(_of_line(index, line, opened, runs))
    return found


def _of_line(index: int, line: Line, opened: bool, runs: bool) -> list[Candidate]:
    text = unbracketed(line.text)
    if line.first:
        text = _DATELINE.sub("", text)
    text = _CONNECTIVE.sub("", _HEARSAY.sub("", text)).strip()
    refers = bool(_REFERRING.match(text.lstrip("“‘"))) or opened or _all_quoted(text)
    found: list[Candidate] = []
    for end in [len(text), *(reversed(_cuts(text)) if runs and not opened else ())]:
        whole = end == len(text)
        piece = _closed(text, opened) if whole else text[:end] + "。"
        if readable(piece):
            found.append(Candidate(index, piece, size(piece), whole, refers, concepts(piece)))
    return found


def readable(text: str) -> bool:
    """True when the sentence can be said as it stands and be understood by ear."""
    return (
        size(text) >= SHORTEST
        and _FINAL.search(text) is not None
        and _UNSPEAKABLE.search(text) is None
        and all(text.count(left) == text.count(right) for left, right in _PAIRS)
        and max(map(size, _PAUSE.split(text))) <= BREATH
    )


def _cuts(text: str) -> list[int]:
    """Where the sentence could also end: at a comma or semicolon outside quotations, behind a whole statement."""
    places: list[int] = []
    start, depth = 0, 0
    for at, char in enumerate(text):
        depth += (char in "“‘《（") - (char in "”’》）")
        if char in "，；：" and depth == 0:
            if char != "：" and _complete(text[:at], text[start:at], text[at + 1 :]):
                places.append(at)
            start = at + 1
    return places


def _complete(run: str, last: str, rest: str) -> bool:
    bare = last.strip("“”")
    if size(bare) < 5 or size(run) < 12 or _DANGLING_START.match(bare) or _DANGLING_END.search(bare):
        return False
    if _TIED.match(rest):
        return False
    return all(
        first not in run or re.search(second, run.rsplit(first, 1)[1]) is not None for first, second in _TIED_PAIRS
    )


def _left_open(text: str, opened: bool) -> bool:
    """Whether a quotation is still open after this text."""
    last = max(text.rfind("“"), text.rfind("”"))
    return opened if last < 0 else text[last] == "“"


def _closed(text: str, opened: bool) -> str:
    """The sentence with the quotation marks that its neighbours hold."""
    if opened or text.count("”") > text.count("“"):
        text = "“" + text
    return text + "”" if text.count("“") > text.count("”") else text


def _all_quoted(text: str) -> bool:
    """One quotation from end to end: someone says it, and the sentence does not tell who."""
    return text.startswith("“") and text.endswith("”") and text.find("”") == len(text) - 1


def _is_damaged(text: str, damaged: Collection[str]) -> bool:
    return any(text in broken or broken in text for broken in map(str.strip, damaged) if broken)
