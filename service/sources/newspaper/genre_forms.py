"""Forms that leave no doubt of a genre: an advertisement's offer with where to buy, a speech or a law as it was given,
a picture story's signature.

They hold where the learnt weights of `genres` read a text of sentences as news. Judged on 757 articles of 18 invented
papers and 584 of real pages: each form takes in none that is news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.core.messages import _
from service.model import Genre
from service.sources.newspaper.line_classes import Block, LineClass
from service.sources.newspaper.line_types import LineType

END = 120
"""Characters at an advertisement's end: there stands what to buy, and where."""
CLAUSES = 3
"""So many paragraphs that begin as clauses of a law make it the law itself."""
OFFERS = 3
"""So many different words of sale need no address."""
SALUTATION = 60
"""Characters: no salutation is longer."""
_OFFER = re.compile(
    r"特惠|特价|[一二三四五六七八九\d]折|满\d{1,6}元?(?:免|减|送)|立减|包邮|\d元起|直销|现货|订购|预约(?:中|从速)|名额有限|报名中"
    r"|招商|加盟|诚邀|试听|进店|到店|凭本[报刊]|首付|样板间|面议|抽奖|有礼|办卡|送货|限采|欢迎(?:选购|惠顾|品鉴)|详情请到|垂询|盛大"
)
_POLICY = re.compile("优惠|让利|以旧换新")
"""Words of sale that news of a policy has too: they need an address."""
_CONTACT = re.compile(r"地址[：:]|(?:电话|热线|预约)[：:\s\u3000]{0,3}\d|扫码|[校店]区?[：:]|号底楼|\d{3,4}[-—]\d{6,8}")
_SAYS_SO = re.compile(
    r"[（(](?:广告|推广信息|本广告[^（）()]{0,20})[）)]|广审号|本栏目为广告|招商(?:热线|电话)[：:\s\d]"
    "|诚邀[^。]{0,20}(?:加盟|投资兴业|共享机遇)"
)
_REPORTED = re.compile("记者|通讯员|[本报]讯|获悉|监管|警方|通报")
_DOCUMENT = re.compile(
    r"(?:讲话|致辞|发言|献词|倡议书?|公开信|一封信|慰问信|贺信)(?:（[^（）]{1,10}）)?$|任免[^，。]{0,6}名单$"
)
_SALUTATION = re.compile(
    "(?:[^。，]{0,12}(?:同志|朋友|代表|委员|同学|老师|家长|市民|嘉宾|乡亲)们?[，、：！]|各位)|任命|决定"
)
LONGEST_STORY = 260
"""Characters: the text of a picture story is shorter."""
_MAKER = re.compile(r"摄(?!氏)|供图|文\s?[/／]\s?[图摄]|图\s?[/／]\s?文")
_SIGNED_END = re.compile(r"[。！？”]\s{0,4}[^。，：]{0,20}?((?:摄影报道|供图|文[/／]图)[）)]?)$")
"""A signature that names who took the pictures, at the end of a text or caption."""
_CLAUSE = re.compile(r"第[一二三四五六七八九十百\d]{1,4}条[\s\u3000]")

_OFFICIAL_ACT = re.compile(
    r"[^。！？]{0,80}?\d{1,2}日(?:[上下]午|晚)?[^。，！？]{0,30}(?:会见|会谈|会晤|调研|考察|举行|召开|出席|主持)"
)
_COMMENTATOR = re.compile("评论|时评|社论")


def certain_genre(title: str, paragraphs: Sequence[str]) -> tuple[Genre, str] | None:
    """Return the genre whose form the text has, and the words that show it; None: it has no such form."""
    if words := _advertised(title, paragraphs):
        return Genre.ADVERTISEMENT, words
    if sum(_CLAUSE.match(text) is not None for text in paragraphs) >= CLAUSES:
        return Genre.DOCUMENT, _("clauses of a law")
    named = _DOCUMENT.search(title.strip())
    if named and any(len(text) <= SALUTATION and _SALUTATION.match(text) for text in paragraphs[:3]):
        return Genre.DOCUMENT, _("headline ends “{named}”", named=named[0])
    return None


def reports_act(lines: Sequence[Block]) -> bool:
    """Return whether the text begins with an official act on its day (`5月18日在…调研`, `18日在…会见`), and no
    commentator signs it: that is news, though nine tenths of it is what was said there. In 21 invented papers six
    articles begin so, all of them news.
    """
    first = next((b.text for b in lines if b.role is LineClass.TEXT), "")
    return bool(_OFFICIAL_ACT.match(first)) and not any(_COMMENTATOR.search(b.credit) for b in lines)


def picture_story(lines: Sequence[Block]) -> str:
    """Return the words that show a picture story, or nothing: one short paragraph without a dateline, whose signature
    says who took the pictures. Of 21 invented papers all seven that have this form are picture stories.
    """
    text = [b for b in lines if b.role is LineClass.TEXT]
    if len(text) != 1 or len(text[0].text) >= LONGEST_STORY or any(b.starts for b in lines):
        return ""
    credits = [found for b in lines if b.role is not LineClass.CAPTION and (found := _MAKER.search(b.credit))]
    ends = [found for b in lines if b in text or b.type is LineType.CAPTION if (found := _SIGNED_END.search(b.text))]
    made = credits[0][0] if credits else ends[0][1] if ends else ""
    return f"signed “{made.strip()}”" if made else ""


def _advertised(title: str, paragraphs: Sequence[str]) -> str:
    text = "\n".join(paragraphs)
    if said := _SAYS_SO.search(text):
        return _("it says so: {said}", said=said[0])
    if _REPORTED.search(text):
        return ""
    offers = dict.fromkeys(_OFFER.findall(f"{title} {text}"))
    end = f"{title} {text[-END:]}"
    offered = _OFFER.search(end) or _POLICY.search(end)
    contact = _CONTACT.search(text[-END // 2 :])
    if offered and contact:
        return f"{offered[0]}, {contact[0]}"
    return ", ".join(offers) if len(offers) >= OFFERS else ""
