"""Step 2: lines -> blocks, each with the role it plays on the page.

The evidence is the line alone: what it says and how it ends. What a line is to its neighbours (a headline or a
subheading, say) is settled in the next steps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from service.sources.newspaper import bylines
from service.sources.newspaper.lines import Line


class Role(StrEnum):
    """What a block is, as far as it can tell by itself."""

    HEADING = "heading"
    """Marked as a heading."""
    SHORT = "short"
    """Short and unfinished, without a mark: a headline whose mark is lost, a kicker, a label or a subheading."""
    LABEL = "label"
    """A section or column label in brackets: `【在希望的田野上】`."""
    SUBHEADING = "subheading"
    TEXT = "text"
    BYLINE = "byline"
    CREDIT = "credit"
    """Ends an article: who wrote it, or where it comes from."""
    CAPTION = "caption"
    FURNITURE = "furniture"
    NOTE = "note"
    """The editors about their own paper."""


@dataclass(frozen=True, slots=True)
class Block:
    """A line with its role."""

    number: int
    text: str
    role: Role
    level: int = 0
    indented: bool = False
    authors: tuple[str, ...] = ()
    starts: bool = False
    """It surely begins an article: a dateline or a byline stood ahead of it."""
    ends: bool = False
    """A credit stood at its end: the article ends with it."""
    twice: bool = False
    """Its end stands on the page a second time."""
    credit: str = ""
    """The byline, dateline or credit that was taken off."""
    broken: bool = False
    """Something that is no text stood right above it."""
    why: str = ""
    """The evidence for the role, where it leads to the block being left out."""

    def after_break(self) -> Block:
        """The same block, something left out above it."""
        return replace(self, broken=True)


_FINAL = re.compile(r"(?:[。！？!?…；;：:]|——)[”’」』）)】》\]\"']*$|[。！？…][”’）)》]*\s*[①-⑳]?$")
_BRACKETED = re.compile(r"【[^】]{1,24}】|［[^］]{1,24}］|〔[^〕]{1,24}〕|\[[\u3400-\u9fff·“” ]{2,16}\]")
_PHOTOGRAPHED = re.compile(
    r"(?:(?:记者|通讯员)[\s\u3400-\u9fff·、]{0,14}|(?:^|[\s。（(/／])[\u3400-\u9fff·]{2,4})\s*(?:摄影|摄|供图|绘|制图)[）)。]?$|[/／]\s*(?:摄|图)[）)。]?$|[（(][^（）()]{0,30}(?:摄|供图|资料图|资料图片|制图|提供|图片)[）)]$"
    r"|(?:图片|照片|图)\s*[/／：:由]?[^。]{0,24}(?:提供|供图)[）)。]?$|(?:资料图片?|效果图|示意图|无人机照片)[）)]?$"
)
_PICTURED = re.compile(
    r"[▲△▼▽◀▶►◄↑↓←→↖↗↘↙]|(?:上|下|左|右|题|本版|组|大|小|附|插|压题|头|以上)?图(?:片|中|组)?\s*"
    r"(?:[①-⑳⑴-⒇]|[一二三四五六七八九十\d]{1,2}\s*[：:、为是])?\s*(?:[：:]|为|是(?=[\u3400-\u9fff]{1,12}[。，]))|图\s*[①-⑳\d]"
)
_FURNITURE = re.compile(
    r"(?:本版|本期|值班|执行|责任|见习|实习|视觉|图文|首席|文字|新媒体)?\s*(?:责编|编辑|美编|校对|组版|版式|编审|审读|监制|总编辑|主编|编委|值班主任|设计|统筹|终审|制图)\s*[：:／/丨| 　].{0,60}"
    r"|(?:责任编辑|本版编辑|值班编辑|执行主编|版式设计|视觉设计).{0,60}"
    r"|(?:扫码|扫描|扫一扫|长按|微信扫|识别|请扫|手机扫).{0,30}"
    r"|.{0,14}(?:二维码|扫码).{0,14}"
    r"|(?:更多|精彩|详细).{0,14}(?:内容|新闻|资讯|报道).{0,14}(?:扫|关注|下载|登录|客户端|点击).{0,20}"
    r"|.{0,16}(?:热线|电话|传真|邮箱|信箱|E-?mail|QQ群?|微信号?|微博|公众号|客户端|网址|官网|邮编|邮政编码|地址|社址|投稿|爆料|咨询|订阅|广告部|发行部|发行|零售|定价|每份)\s*[：:].{0,60}"
    r"|.{0,20}(?:https?://|www\.)\S+.{0,20}|[\w.+-]+@[\w.-]+"
    r"|(?:国内统一|CN\s?\d|邮发代号|统一刊号|ISSN|第\s*\d+\s*期|总第|今日\s*\d+\s*版|广告经营|广告许可|印刷[：:]|本报地址|本报印刷).{0,60}"
    r"|(?:[A-Z]?\s*\d{1,2}|第?\s*[\dA-Z一二三四五六七八九十]{1,3}\s*版)?\s*[／/丨|·]?\s*[\u3400-\u9fff]{0,6}\s*[／/丨|·]?\s*(?:[A-Z]?\d{0,2}\s*)?(?:20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?)\s*(?:星期[一二三四五六日天]|周[一二三四五六日])?.{0,24}"
    r"|(?:20\d\d年)?\d{1,2}月\d{1,2}日\s*星期[一二三四五六日天].{0,24}|星期[一二三四五六日天]|农历.{2,20}"
    r"|[A-Z]\s?\d{1,2}\s*版?|第?\s*[\d一二三四五六七八九十]{1,3}\s*版.{0,6}|[-—·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—·\s]*|Page\s*\d+.{0,12}"
    r"|[（(]?\s*(?:上接|下转|紧接|转|接)\s*第?\s*[\dA-Z一二三四五六七八九十]{1,4}\s*版.{0,12}[）)]?"
    r"|[·●★◆【（(\s]*(?:公益)?广告[·●★◆】）)\s]*|[·●【（(\s]*(?:完|全文完|未完待续)[】）)\s]*"
    r"|[（(]?更新时间.{0,30}|.{0,10}(?:版权所有|未经授权|转载请注明).{0,30}",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-—– ]?\d{7,8}|[48]00[-—– ]?\d{3}[-—– ]?\d{3,4})(?!\d)")
_SALE = re.compile(r"电话|热线|咨询|订购|优惠|抢购|特价|报名|招商|加盟|招聘|转让|出租|出售|遗失|作废|地址|联系人|办理")
_LOST_PAPERS = re.compile(r".{0,60}(?:遗失|丢失).{0,80}(?:声明作废|特此声明|作废)[。！]?")
_NOTE = re.compile(r"[【（(]?\s*(?:编者按|编者的话|编者注|编后|编辑手记|开栏的话|开栏语|写在前面|卷首语|前言|本期导读|导读|策划人语)\s*[】）)]?\s*(?:[：:丨|]|$|\s)")
_PAPER_ITSELF = re.compile(r"本报|本版|本刊|本栏|本网|本台|《[^》]{2,16}(?:日报|晚报|晨报|早报|时报|周刊|新闻|商报|都市报)[^》]{0,8}》")
_LAUNCH = re.compile(r"(?:特|今日起|即日起|今起|近日起|从今天起)?[^。，]{0,10}?(?:开设|推出|开辟|设立|开栏|策划|刊发|刊登|组织采写)[^。]{0,40}?(?:专栏|专版|栏目|系列报道|系列评论|专题|特刊|报道|文章)")
_REGARD = re.compile(r"敬请(?:关注|垂注|期待|读者)|欢迎(?:关注|投稿|来稿|读者)")


_QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》|（[^（）]*）")


_BULLETS = "▌▍▎■◆●★▶►◎▪•❏"
_BRIEF = re.compile(r"简讯|短讯|快讯|简报|速览|速递|速报|一句话|动态|集锦|集粹|微新闻|资讯|播报|短波|点击")


def finished(text: str) -> bool:
    """Does the text end as a sentence or an enumeration's lead-in does, not amid one?"""
    return bool(_FINAL.search(text[-12:]))


def blocks(found: list[Line]) -> list[Block]:
    """The lines with their roles; those that hold nothing to read are furniture."""
    return _shorts([_block(line) for line in found])


def _shorts(found: list[Block]) -> list[Block]:
    """Short lines with the same mark (`▌…`) under a label for brief news are headlines."""
    marked: dict[str, list[int]] = {}
    for n, block in enumerate(found):
        if block.role is Role.SHORT and block.text[0] in _BULLETS:
            marked.setdefault(block.text[0], []).append(n)
    for places in marked.values():
        above = next((b for b in reversed(found[: places[0]]) if b.role is not Role.FURNITURE), None)
        headlines = len(places) > 1 and above is not None and bool(_BRIEF.search(above.text)) and len(above.text) <= 12
        for n in places:
            role = Role.HEADING if headlines else Role.SHORT
            found[n] = replace(found[n], text=found[n].text[1:].strip(), role=role, level=6 if headlines else 0)
    return found


def _block(line: Line) -> Block:
    text = line.text
    plain = Block(line.number, text, Role.TEXT, line.level, line.indented)
    if not re.search(r"\w", text):
        return replace(plain, role=Role.FURNITURE, why="an image, a table, a rule or a mark")
    if len(text) <= 400 and (why := _note(text)):
        return replace(plain, role=Role.NOTE, why=why)
    if line.level:
        return _heading(plain)
    if len(text) <= 120 and (why := _furniture(text)):
        return replace(plain, role=Role.FURNITURE, why=why)
    if why := _caption(text):
        return replace(plain, role=Role.CAPTION, why=why)
    if by := bylines.byline(text):
        if not by.rest:
            return replace(plain, text="", role=Role.BYLINE, authors=by.authors, credit=by.taken)
        return _dated(replace(plain, text=by.rest, authors=by.authors, starts=True, credit=by.taken))
    if signed := bylines.signature(text):
        if not signed.rest:
            return replace(plain, text="", role=Role.CREDIT, authors=signed.authors, credit=signed.taken)
        return _dated(replace(plain, text=signed.rest, authors=signed.authors, ends=True, credit=signed.taken))
    if _BRACKETED.fullmatch(text):
        return replace(plain, role=Role.LABEL)
    return _dated(plain)


def _heading(plain: Block) -> Block:
    """A marked line: a heading, unless it says that it is something else."""
    text = plain.text
    if len(text) <= 120 and (why := _furniture(text)):
        return replace(plain, role=Role.FURNITURE, why=why)
    if by := bylines.byline(text):
        if not by.rest:
            return replace(plain, text="", role=Role.BYLINE, authors=by.authors, credit=by.taken)
    if _BRACKETED.fullmatch(text):
        return replace(plain, role=Role.LABEL)
    if len(text) > 60 and re.search(r"[。，；].*[。；]", text):
        return _dated(replace(plain, level=0))
    if why := _caption(text):
        return replace(plain, role=Role.CAPTION, why=why)
    return replace(plain, role=Role.HEADING)


def _dated(plain: Block) -> Block:
    """A text without its dateline; a short unfinished one is told from sentences."""
    if dated := bylines.dateline(plain.text):
        credit = f"{plain.credit} {dated.taken}".strip()
        authors = plain.authors + tuple(a for a in dated.authors if a not in plain.authors)
        if not dated.rest:
            return replace(plain, text="", role=Role.BYLINE, authors=authors, credit=credit, starts=True)
        return replace(plain, text=dated.rest, authors=authors, credit=credit, starts=True)
    return replace(plain, role=Role.SHORT) if _short(plain) else plain


def _short(plain: Block) -> bool:
    """Could the line be a headline by its length, its open end and the lack of clauses outside quotation marks?"""
    text = plain.text
    if plain.starts or plain.ends or len(text) > 55 or finished(text) or re.search(r"[。！？].", text):
        return False
    return not re.search(r"[，,。；;]", _QUOTED.sub("", text))


def _furniture(text: str) -> str:
    """Why the line is no part of any article; empty when it may be."""
    if _LOST_PAPERS.fullmatch(text):
        return "a notice of lost papers"
    if _FURNITURE.fullmatch(text) and not re.search(r"[。！？].*[。！？]", text):
        return "the page's own furniture"
    if _PHONE.search(text) and _SALE.search(text) and not text.endswith("。"):
        return "an advertisement: a telephone number and an offer"
    return ""


def _caption(text: str) -> str:
    """Why the line is a picture's caption or credit; empty when it is none."""
    if re.search(r"(?:文[/／并、]?摄?|摄影报道)$", text):
        return ""
    if len(text) <= 160 and _PICTURED.match(text) and (len(text) <= 60 or _PHOTOGRAPHED.search(text)):
        return "a picture's caption"
    if len(text) <= 160 and _PHOTOGRAPHED.search(text) and not re.search(r"[“”].*[“”].*[“”]", text):
        return "a picture's credit"
    return ""


def _note(text: str) -> str:
    """Why the line is an editor's note; empty when it is none."""
    if _NOTE.match(text):
        return "an editor's note"
    if _LAUNCH.search(text) and (_PAPER_ITSELF.search(text) or _REGARD.search(text)):
        return "the paper speaks of its own column"
    if _REGARD.search(text) and _PAPER_ITSELF.search(text) and len(text) <= 200:
        return "the paper speaks to its readers"
    return ""
