"""What a site adds to an article: its name in the title, and lines of credits, rights, tools and advertising.

Each kind is met on many sites; a line counts only as a whole (tests/sources/test_site_words.py has the lines of news
that look alike). What is taken out is named in the article's edits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from service.model import Edit
from service.sources import text_cleaning

_LONGEST = 220
"""Characters of such a line; the longest are statements of rights."""

_SECTION = re.compile(r"\s*_\s*\S.*$")
_SITE = re.compile(
    r"\s*(?:[|｜]|--?|–|—{1,2})\s*[^\s|｜\-–—，]{0,20}"
    r"(?:网|报|报社|新闻|频道|客户端|在线|电视台|门户|平台|数字报|电子版|电子报)$"
)
_PAPER_AHEAD = re.compile(
    r"^[^\s|｜\-–—_，]{2,16}(?:数字报纸?|电子报|电子版|数字版)\s*(?:[|｜_]|--?|–|—{1,2})\s*(?=\S)"
)
"""What a page's title adds to the headline: the section and the site."""

_NAMES = r"(?:[\u3400-\u9fff·]{2,4}(?=$|[\s、，,/／|｜丨）)】\]])[\s、，,/／]*){1,6}"
_ROLE = (
    r"(?:责任编辑|责编|值班(?:编[委辑]|主任)|新媒体编辑|实习编辑|[本执][期版行]编辑|编辑|美编|主编|编审|校对|校审|审校|审读|审核"
    r"|审签|总?监制|策划|统筹|视觉|设计|制作|排版|记者|作者|摄影|摄像|文案|撰文|采写|出品|[一二三初复终]审|文|图)"
)
_LINES = {
    "credits": (
        rf"[\[【（(]?\s*(?:{_ROLE}\s*[:：丨|｜/／]\s*{_NAMES}[\s|｜丨]*){{1,8}}[\w\s]{{0,12}}[\])】）]?"
        r"|[\[【（(]?\s*(?:责任编辑|责编|编审|值班编[委辑]|审核|编辑|[一二三]审)\s*[:：丨|｜/／][^。！？]{0,60}"
        r"|[\[【（(]?\s*(?:责任编辑|责编|校对)\s*[\u3400-\u9fff]{2,4}[^。！？]{0,40}"
        r"|(?:编辑|审核|监制)\s+[\u3400-\u9fff]{2,4}(?:\s[^。！？]{0,40})?"
        r"|[\[【（(]?\s*(?:本文)?(?:来源|稿源|出品|作者|摄影|声明|监制|原标题|供图|图源|图据|配图|图|图片来源|文)\s*[:：丨|｜/／]"
        r"[^。！？，]{0,60}"
    ),
    "rights": (
        r"(?:©|Copyright\b|版权所有|版权声明).{0,160}|[^。！？，]{0,20}版权所有.{0,80}"
        r"|(?:题图|头图|封面图?|首图)(?:来源|来自|源自?)\s*[:：于]?\s*[^！？]{1,80}"
        r"|(?:风险提示[:：])?[^，。]{0,8}有风险，[^，。]{1,6}谨慎。?|The post .{1,160} appeared first on .{1,80}"
    ),
    "advertising": r"[\[【（(](?:广告|推广|AD)[\])】）].{0,200}|(?:广告|推广)(?:\s*[:：|｜丨].{0,200})?|AD",
    "other articles": (
        r"(?:往期|热门|相关|延伸|推荐|精彩|更多|为您|热点|视频){1,2}(?:推荐|回顾|精选|阅读|排行|新闻|链接|报道|内容|评论)[:：]?"
        r"|猜你喜欢[:：]?|大家都在看|您?可能感兴趣.{0,6}|编辑推荐|图文无关|[上下]一(?:篇|条[:：])[:：]?.{0,60}"
    ),
    "player": (
        r"(?:抱歉，)?(?:您的|你的|当前)?浏览器.{0,20}(?:不支持|版本过低).{0,60}"
        r"|Your browser does(?: not|n't) support.{0,80}"
        r"|(?:该|此)?(?:视频|音频|图片|语音)(?:暂时)?(?:正在加载|加载中|加载失败|无法播放).{0,20}|加载(?:中|失败).{0,20}"
        r"|(?:点击)?(?:播放|暂停|重播|倍速|静音|全屏)(?:[\s/]*(?:播放|暂停|重播|倍速|静音|全屏|GIF|[\d:.]+M?)){0,9}"
        r"|\d{1,3}:\d\d(?:\s*/\s*\d{1,3}:\d\d)?|[▼▲↓]?\s*点击(?:收听|观看|查看).{0,12}(?:音频|视频|全文)?"
    ),
    "picture caption": (
        r"[▲△▼▽↑↓]\s*(?:[^。！？]{1,80}。?|.{1,80}[摄供图影）)])"
        r"|.{4,80}[。\s（(][\u3400-\u9fff]{2,4}[\s/]?摄影?[)）]?"
    ),
    "end mark": r"[\s\-—=*_·<（(\[【]{0,12}(?:完|全文完|未完待续|END|End|end|The End)[\s\-—=*_·>)）\]】]{0,12}",
    "tools": (
        r"打印(?:本页)?(?:\s*关闭(?:窗口)?)?|听新闻|语音播报|收起|展开剩余.{0,6}|发送到手机|作者简介|赞\s*[（(]?\d.{0,10}|[*·\-—=_]{3,20}"
        r"|(?:您|当前|您现在)?的?(?:所在)?位置[:：].{0,60}|(?:【(?:打印|关闭|收藏|纠错)[^】]{0,4}】\s*){1,4}"
        r"|(?:主办|承办|主管)(?:单位)?[:：].{0,100}(?:承办|网站标识码|ICP|版权|地址).{0,80}|倍速\s*[\d.]{1,4}x?|(?:[^，。]{0,10}ICP备.{0,30})|(?:跳过广告|\d秒后跳过)|点击加载更多|微信号[:：].{0,30}|本文共?\d+字.{0,20}|关闭|举报(?:[/／]反馈)?|反馈|收藏|返回(?:顶部|首页)|【?(?:我要)?纠错】?|客户端下载"
        r"|分享(?:[:：].{0,20}|[到至]?[:： ]?(?:微信|微博|QQ|朋友圈|空间|好友).{0,20}|让更多人看到)"
        r"|(?:上一[页版]|下一[页版]|尾页|首页|[\d\s]){2,12}|字[号体][:：]?[\s大中小默认超A+\-]{0,20}"
        r"|(?:查看|网友|发表|全部|最新|热门|精彩|暂无|我要|共?\s*\d{1,9}\s*条)?(?:评论|留言)\s*[（(]?\d{0,9}[)）]?|登录后(?!台).{0,8}(?:评论|留言).{0,60}"
        r"|(?:登录|订阅|开通会员|付费|购买)之?后(?!台).{0,10}(?:阅读|查看|解锁|继续)[^。，]{0,25}"
        r"|[\[【（(]?(?:点击|阅读|查看|展开){0,3}(?:全文|更多|原文|详情)\W{0,9}|原文链接.{0,120}"
        r"|(?:Read more|Continue reading)\W{0,6}"
        r"|(?:#[^#\s]{1,20}#\s*){1,9}|(?:标签|关键词|Tags?)[:：].{0,80}"
        r"|(?:阅读|浏览|点击|播放)(?:量|次数)?[:：\s]\s*[\d.,]{1,12}[万w+]{0,2}次?"
        r"|(?:发布|更新)(?:时间|日期)[:：].{0,70}|扫一扫.{0,3}(?:在手机|手机|分享).{0,12}|微信扫一扫|继续滑动看下一个|预览时标签不可点"
    ),
}
_KINDS = {kind: re.compile(pattern) for kind, pattern in _LINES.items()}

_REPORTED = re.compile(
    r"[说称]，|说|介绍|表示|记者|警方|法院|公司|的(?:人|用户|居民|老人|读者)|\d月\d{1,2}日|突破|超过|达到|增[长加]|上升|破万|就能|成为|已经|被"
)
"""What reports say and calls to the reader do not."""
_CALLS = (
    re.compile(
        r"扫|长按|点击(?![率量])|轻触|戳|识别|关注|点个|点亮|点赞|下载|打开|搜索|添加|加入|回复|领取|分享|收藏|欢迎|投稿|爆料|请点|热线"
    ),
    re.compile(
        r"二维码|公众号|阅读原文|蓝字|名片|卡片|在看|再看|三连|[读交粉].{1,2}群|入群|朋友圈|支持我们|星标|关注我们|关注[^，。]{2,8}(?:发布|网|报)$|[“\"「]赞[”\"」]"
        r"|(?:点赞|转发|分享|收藏|留言|评论).{0,3}(?:点赞|转发|分享|收藏|留言|评论)|APP|App|app|客户端|小程序|邮箱|微信$|[:：].{0,4}\d{3,4}-?\d{7,8}"
    ),
)
_LONGEST_CALL = 60
_RIGHTS = (
    re.compile(
        r"本文|本稿|该文|此文|本内容|本网|本站|平台|文章|以上|声明|图片|未经|如需|如有|如对|若有|注明|本文由|文中|版权归"
    ),
    re.compile(
        r"转载|侵权|侵删|版权|不代表|(?:作者|个人|独立)(?:本人|观点|立场)|授权|原创|存储服务|(?:来自|来源)网络|自动同步|首发|不构成.{0,6}建议|归[^，。]{1,10}所有|异议.{0,12}(?:联系|投诉)"
        r"|(?:来自|来源于?|转自).{0,12}(?:公众号|微信|网|报)|仅供参考"
    ),
)
"""A call to the reader, and a statement of rights: a line that has both marks of its kind, and reports nothing."""
_MOTTO = re.compile(r"[^。\d]{0,40}(?:尽在|都在)[^。]{0,15}(?:APP|App|app|客户端)[。！]?")


def headline(title: str) -> str:
    """Return a page's title as one plain line, less the names of its section and site."""
    plain = text_cleaning.title(title)
    short = _SITE.sub("", _SECTION.sub("", plain))
    return _PAPER_AHEAD.sub("", _SITE.sub("", short)) or plain


def without_furniture(lines: Iterable[str]) -> tuple[tuple[str, ...], tuple[Edit, ...]]:
    """Return the lines of an article less those of the page around it, and the dropped ones as edits."""
    kept: list[str] = []
    edits: list[Edit] = []
    for number, line in enumerate(lines, 1):
        if kind := kind_of(line):
            edits.append(Edit("dropped", f"line {number}", f"a line of the page, not of the article: {kind}", line))
        else:
            kept.append(line)
    return tuple(kept), tuple(edits)


def kind_of(line: str) -> str:
    """Return what of the site's words a line is; empty when it is the article's."""
    if len(line) > _LONGEST:
        return ""
    found = next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(line)), "")
    if found or _REPORTED.search(line):
        return found
    if len(line) <= _LONGEST_CALL and (all(mark.search(line) for mark in _CALLS) or _MOTTO.fullmatch(line)):
        return "follow us"
    return "rights" if all(mark.search(line) for mark in _RIGHTS) else ""
