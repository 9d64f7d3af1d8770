"""What a page holds besides its articles: furniture, captions and the editors' notes about their own paper.

Each function looks at one line alone and says why it is no part of an article, or nothing. The patterns describe the
whole line: a sentence that only speaks of a hotline or a QR code stays text.
"""

from __future__ import annotations

import re

from service.core.messages import _

_HAN = r"[\u3400-\u9fff]"
_DATE = r"20\d\d\s*+[年./-]\s*+\d{1,2}\s*+[月./-]\s*+\d{1,2}\s*日?"
_WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
_STAFF = r"(?:责编|编辑|美编|校对|组版|版式|编审|审读|监制|总编辑|主编|编委|值班主任|责任编辑|版式设计|视觉设计)"
_RANK = r"(?:本版|本期|值班|执行|责任|见习|实习|视觉|图文|首席|文字|新媒体)"
_STAFF_LINE = rf"{_RANK}?\s*+(?:{_STAFF}\s*[：:／/丨|\s]|(?:设计|统筹)\s*+[：:])"

_LINES = (
    (_("the page's staff"), rf"{_STAFF_LINE}.{{0,60}}|(?:本版|本期|值班)?(?:{_STAFF}{_HAN}{{2,3}}[\s　]*)+"),
    (
        _("a QR code's legend"),
        r"(?:请|微信|手机|点击)?(?:扫码|扫描|扫一扫|长按|识别|扫)\s*+(?:上方|下方|右侧|左侧|右方|左方|此处|图中|以上|文中)?(?:二维码)?"
        r"\s*+[,，]?\s*+(?:可|即可|以)?\s*+(?:查看|观看|阅读|收看|收听|关注|下载|了解|进入|获取|看|读|听|加入|二维码).{0,24}"
        r"|.{0,8}二维码|(?:更多|精彩|详细).{0,14}(?:内容|新闻|资讯|报道|视频).{0,14}(?:扫|关注|下载|登录|客户端|点击).{0,20}",
    ),
    (
        _("a way to reach the paper"),
        r".{0,16}(?:热线|电话|传真|邮箱|信箱|E-?mail|QQ群?|微信号?|微博|公众号|网址|官网|邮编|邮政编码|投稿|爆料|咨询|订阅|广告部|发行部)"
        r"\s*+[：:]\s*+[\d(（+A-Za-z@].{0,60}"
        r"|.{0,12}(?:热线|电话|传真|QQ群?|邮编)\s*+\d[\d—–-]{5,}.{0,40}"
        r"|.{0,8}(?:地址|社址|报址|印刷|承印|零售价|定价|每份)\s*+[：:].{0,60}"
        r"|.{0,20}(?:https?://|www\.)\S+.{0,20}|[\w.+-]+@[\w.-]+",
    ),
    (
        _("the paper's imprint"),
        r"(?:国内统一|CN\s?\d|邮发代号|统一刊号|ISSN|第\s*+\d+\s*+期|总第|今日\s*+\d+\s*+版|广告经营|广告许可|本报地址|本报印刷).{0,60}"
        r"|.{0,10}(?:版权所有|未经授权|转载请注明).{0,30}",
    ),
    (
        _("the page's date line"),
        rf"(?:[A-Z]?\s*+\d{{1,2}}|第?\s*+[\dA-Z一二三四五六七八九十]{{1,3}}\s*+版)?\s*+[／/丨|·]?\s*+{_HAN}{{0,6}}\s*+[／/丨|·]?\s*+(?:[A-Z]?\d{{0,2}}\s*+)?"
        rf"{_DATE}\s*(?:{_WEEKDAY})?(?:\s*|\s.{{0,30}}|农历.{{0,20}}|[丨|/·].{{0,24}}|第\d+期.{{0,16}})"
        rf"|(?:20\d\d年)?\d{{1,2}}月\d{{1,2}}日\s*+{_WEEKDAY}.{{0,24}}|{_WEEKDAY}|农历.{{2,20}}",
    ),
    (
        _("a page number"),
        r"[A-Z]\s?\d{1,2}\s*+版?|第?\s*+[\d一二三四五六七八九十]{1,3}\s*+版.{0,6}"
        r"|[-—·\s]*+(?:第\s*+)?\d{1,4}(?:\s*+页)?(?:\s*+[/／共]\s*+\d{1,4}\s*+页?)?[-—·\s]*|Page\s*+\d+.{0,12}",
    ),
    (
        _("a pointer to another page"),
        r"[（(]?\s*+(?:上接|下转|紧接|转|接)\s*+第?\s*+[\dA-Z一二三四五六七八九十]{1,4}\s*+版.{0,12}[）)]?",
    ),
    (_("an advertisement's mark"), r"[·●★◆【（(\s]*+(?:公益)?广告[·●★◆】）)\s]*"),
    (_("the paper's name"), rf"{_HAN}{{2,12}}[报刊](?:\s|\u3000){{0,4}}[A-Z][A-Z\s]{{7,40}}"),
    ("a disclaimer", r"[（(]?.{0,6}(?:文章|作品|内容|观点|言论).{0,4}[只仅]代表作者.{0,16}"),
    (_("an end mark"), r"[·●【（(\s]*+(?:完|全文完|未完待续)[】）)\s]*"),
    (_("a time stamp"), r"[（(]?更新时间.{0,30}"),
    (_("a notice of lost papers"), r".{0,60}(?:遗失|丢失).{0,80}(?:声明作废|特此声明|作废)[。！]?"),
)
_FURNITURE = tuple((why, re.compile(pattern, re.IGNORECASE)) for why, pattern in _LINES)
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-—– ]?\d{7,8}|[48]00[-—– ]?\d{3}[-—– ]?\d{3,4})(?!\d)")
_SALE = re.compile(r"电话|热线|咨询|订购|优惠|抢购|特价|报名|招商|加盟|招聘|转让|出租|出售|地址|联系人|办理")

_PICTURED = re.compile(
    r"[▲△▼▽◀▶►◄↑↓←→↖↗↘↙]|(?:上|下|左|右|题|本版|组|大|小|附|插|压题|头|以上)?图(?:片|中|组)?\s*"
    r"(?:[①-⑳⑴-⒇]|[一二三四五六七八九十\d]{1,2}\s*[：:、为是])?\s*(?:[：:]|为|是(?=[\u3400-\u9fff]{1,12}[。，]))|图\s*[①-⑳\d]"
)
_PHOTOGRAPHED = re.compile(
    r"(?:(?:记者|通讯员)[\s\u3400-\u9fff·、]{0,14}|(?:^|[\s。（(/／])[\u3400-\u9fff·]{2,4})\s*(?:摄影|摄|供图|绘|制图)[）)。]?$"
    r"|[/／]\s*(?:摄|图)[）)。]?$|[（(][^（）()]{0,30}(?:摄|供图|资料图|资料图片|制图|提供|图片)[）)]$"
    r"|(?:图片|照片|图)\s*[/／：:由]?[^。]{0,24}(?:提供|供图)[）)。]?$|(?:资料图片?|效果图|示意图|无人机照片)[）)]?$"
)
CREDITED_PICTURE = _("a picture's credit")
"""Why a line is no text that names who took its picture."""
_WRITTEN_TOO = re.compile(
    r"(?:(?:^|[\s（(])文\s*[/／并、]?\s*(?:摄|图)?|图\s*[/／]\s*文|摄影报道|[/／]文[\s\u3000、][^（）()]{2,20}[/／]图[）)])$"
)
"""Who wrote is named too: `（方远/文 卢明/图）`."""

_NOTE = re.compile(
    r"[【（(]?\s*(?:编者按|编者的话|编者注|编后|编辑手记|开栏的话|开栏语|写在前面|卷首语|本期导读|策划人语)\s*[】）)]?\s*(?:[：:丨|]|$|\s)"
)
_OURS = re.compile(r"本报|本版|本刊|本栏|本网|本台")
_PAPER = re.compile(r"《[^》]{2,16}(?:日报|晚报|晨报|早报|时报|周刊|新闻|商报|都市报)[^》]{0,8}》")
_COLUMN = r"(?:专栏|专版|栏目|系列报道|系列评论|专题|特刊)"
_VERB = r"(?:开设|推出|开辟|设立|开栏|策划|刊发|刊登|采写)"
_LAUNCH = re.compile(rf"{_VERB}[^。]{{0,40}}?{_COLUMN}")
_LAUNCH_HERE = re.compile(
    rf"(?:特|特意|今日起|即日起|今起|近日起|今天起)[^。，]{{0,12}}?{_VERB}[^。]{{0,40}}?{_COLUMN}"
)
_REGARD = re.compile(r"敬请(?:关注|垂注|期待|读者)|欢迎(?:关注|投稿|来稿|读者)")


def furniture(text: str) -> str:
    """Return why the line is the page's furniture or an advertisement; empty when it may belong to an article."""
    if len(text) > 150:
        return ""
    if not re.search(r"[。！？].*[。！？]", text):
        for why, pattern in _FURNITURE:
            if pattern.fullmatch(text):
                return why
    if _PHONE.search(text) and _SALE.search(text) and not text.endswith("。"):
        return _("an advertisement: a telephone number and an offer")
    return ""


def caption(text: str) -> str:
    """Return why the line is a picture's caption or credit; empty when it is none."""
    if len(text) > 160 or _WRITTEN_TOO.search(text):
        return ""
    if _PICTURED.match(text) and (len(text) <= 60 or _PHOTOGRAPHED.search(text)):
        return _("a picture's caption")
    if _PHOTOGRAPHED.search(text) and not re.search(r"[“”].*[“”].*[“”]", text):
        return CREDITED_PICTURE
    return ""


def note(text: str) -> str:
    """Return why the line is an editor's note; empty when it is none."""
    if len(text) > 400:
        return ""
    if _NOTE.match(text):
        return _("an editor's note")
    ours = _OURS.search(text) or _REGARD.search(text)
    if (ours and _LAUNCH.search(text)) or (_PAPER.search(text) and _LAUNCH_HERE.search(text)):
        return _("the paper speaks of its own column")
    if len(text) <= 200 and _REGARD.search(text) and (_OURS.search(text) or _PAPER.search(text)):
        return _("the paper speaks to its readers")
    return ""
