"""What stands in brackets: what is for the eye alone is not told, what names, qualifies or dates a thing is.

Of what 40 broadcast days had in brackets, what an editor would hear kept was three kinds: parts of a name
(`刚果（金）`), the state of a text (`（修订草案）`, `（试行）`) and a sum in other money (`（约合182亿元人民币）`).
"""

from __future__ import annotations

import re

from service.language import printed_pinyin

_BRACKET = re.compile(r"（([^（）]*+)）|\(([^()]*+)\)")
_PRINTED_PINYIN = re.compile(printed_pinyin.IN_BRACKETS)
"""A reading stays in the text, for the voice; it is not spoken."""
_HAN = re.compile("[\u3400-\u9fff]")
_TOLD_WITHOUT_HAN = re.compile(r"[+＋\-－]?\d++(?:\.\d++)?[%％‰]")
"""A share is told; what else has no Chinese character is a foreign name, a number of an item or a code."""
_REGIONS = re.compile(r"(?<=[省市县])(?:（([区市])(?:、([市区]))?）|\(([区市])(?:、([市区]))?\))")
"""`31个省（区、市）`: one speaks of 31个省区市."""
_FOR_THE_EYE = re.compile(
    r"(?:以下|下文|后文|文中|下)?(?:均|一律)?(?:简|统|合)?称[^，。]{0,30}|下同"  # introduces a short name
    r"|(?:英文|外文|缩写|音|读音?|读作|拼音)[^，。]{0,30}"  # a foreign name, a reading
    r"|(?:本报|本刊|见习|特约|实习)?(?:记者|通讯员|摄影|文字|编辑|作者|执笔|来源|实习生|摘[自编]|转[自载]|据)"
    r"(?:[：:\s].*|[^，。；]{2,20})"
    r"|.{0,20}(?:摄影?(?:报道)?|文[/／]?图|供图|制图|供稿|撰稿|绘|整理|编译|资料图片?|照片|配图)"  # credits
    r"|[见如上下附本]{0,2}[图表]\s?[\d一二三四五①-⑨]{0,3}|.{0,6}[见参]第?[^，。]{0,8}[图表版]|详见.*"  # the page
    r"|(?:下转|上接|转)第[^，。]{1,8}版?"
    r"|[前后]?排?[左右中上下][起数]?[一二三四五\d]?"  # a face in a picture
    r"|单位[：:].*|[一二三四五六七八九十]{1,3}"  # a unit, an item's number
    r"|[^，。]{0,6}(?:电话|热线|微信|网址|邮箱|邮编|代码|案号|编号|文号|批号|账号|扫码|二维码)"
    r"[^，。]*"  # to be written down
    r"|[男女](?:性)?(?:，(?:现年)?\d{1,3}岁)?|(?:现年)?\d{1,3}岁，[男女]"  # sex and age of somebody
    r"|大?笑|掌声|鼓掌|哭|停顿"
)
_DATE = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}[日号](?:星期.|周.)?(?:[上下]午|晚上?|凌晨)?|星期.|周.")
_DAY_WORD_END = re.compile(r"(?:[今昨明前后][天日晚早晨夜]|[上下本]周.|周[一二三四五六日]|星期.|[早晚]上|[上下]午)$")
_DAY_WORD_LENGTH = 4
_OF_A_TITLE = re.compile(
    r"(?:1[5-9]|20)\d\d(?:[—–\-~～]{1,2}(?:1[5-9]|20)\d\d)?|[一二三四五六七八九十]{1,3}|[上中下][篇集卷部册]?"
)
"""The year or the part at the end of a title: 《噪声污染防治报告（2026）》, 《槐花谣（上）》."""
_NUMBERED_LAW = re.compile("(?:修正案|解释|议定书|公约)$")
"""Its number is its name: 刑法修正案（十二）; 会议（一） is the first part of a report."""
_LAW_LENGTH = 3


def told(text: str) -> str:
    """Return the text without the brackets that are for the eye.

    Dropped are the introduction of a short name, credits, addresses and codes, foreign names, references to the page,
    units, and a date beside the day word that tells it. All others stay; 省（区、市） is told as 省区市.
    """
    return _BRACKET.sub(_kept, _REGIONS.sub(lambda found: "".join(filter(None, found.groups())), text))


def _kept(found: re.Match[str]) -> str:
    inside = (found[1] or found[2] or "").strip()
    if found.string.startswith("》", found.end()) and _OF_A_TITLE.fullmatch(inside):
        return found[0]
    if _PRINTED_PINYIN.fullmatch(found[0]):
        return found[0]
    if not _HAN.search(inside):
        return found[0] if _TOLD_WITHOUT_HAN.fullmatch(inside) else ""
    before = found.string[max(0, found.start() - _DAY_WORD_LENGTH) : found.start()]
    if _OF_A_TITLE.fullmatch(inside) and _NUMBERED_LAW.search(
        found.string, max(0, found.start() - _LAW_LENGTH), found.start()
    ):
        return found[0]
    if _FOR_THE_EYE.fullmatch(inside) or (_DATE.fullmatch(inside) and _DAY_WORD_END.search(before)):
        return ""
    return found[0]
