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

_STAFF = (
    r"责任编辑|值班编[委辑]|值班主任|新媒体编辑|实习编辑|本[期版]编辑|编辑|责编|美编|主编|编审|校对|校审|审读|审核|总?监制|策划|统筹"
    r"|视觉|设计|制作|排版|来源|稿源|作者|摄影|图片来源|原标题|声明|[一二三初复终]审|文|图|撰文|采写"
)
_APP = r"(?:APP|App|app|客户端|小程序)"
_LINES = {
    "credits": (
        rf"[\[【（(]?\s*(?:(?:{_STAFF})\s*[:：丨|｜/／]|责任编辑|责编|校对|编审"
        r"|(?:编辑|审核|监制)\s+(?=[\u3400-\u9fff]{2,4}(?:\s|$)))"
        r"[^。！？]{0,60}[\])】）]?"
    ),
    "rights": (
        r"(?:©|Copyright\b|版权所有|版权声明).{0,160}|[^。！？，]{0,20}版权所有.{0,80}"
        r"|未经(?:授权|许可|允许|书面|同意).{0,60}(?:转载|使用|复制).{0,40}"
        r"|[（(]?(?:本文|本稿|该文|此文|本内容|以上内容|文章)(?:章|件)?"
        r"(?:来自.{0,24}(?:公众号|微信|网|报|授权|作者|投稿|"
        + _APP
        + r")|来源[:：于]|转自|转载自?|首发于?|原载于?|经.{0,8}授权"
        r"|由.{0,20}(?:同步|授权|转载|发布|原创)|(?:内容|观点)?仅代表|仅供参考|不代表|为(?:作者|原创)|系.{0,10}(?:转载|原创|投稿)|版权).{0,160}"
        r"|(?:免责|郑重|特别|版权|广告)?声明[:：].{0,40}(?:本网|本站|本文|转载|立场|观点|版权|责任|文内|广告).{0,160}"
        r"|(?:如[有对果]|若有).{0,40}(?:异议|侵权|投诉|版权).{0,80}(?:联系|邮箱|删除|处理).{0,60}"
        r"|(?:题图|头图|封面图?|首图|配图|图片|图)(?:来源|来自|源自?|片来源)\s*[:：于]?\s*[^。！？]{1,80}。?"
        r"|The post .{1,160} appeared first on .{1,80}"
    ),
    "advertising": r"[\[【（(]?(?:广告|推广|赞助)[\])】）]?(?:\s*[:：|｜丨].{0,200})?",
    "follow us": (
        r"(?:(?:更多|精彩|内容|资讯|新闻|请|欢迎|微信|立即)[，, ]?){0,6}"
        r"(?:扫码|扫描|扫一扫|长按|点击(?![率量])|轻触|识别|搜索).{0,30}"
        r"(?:关注|下载|二维码|公众号|蓝字|卡片|名片|阅读原文|在看|读者群|交流群|查看更多|" + _APP + r").{0,20}"
        r"|[\[【（(]?(?:点击|阅读|查看|展开)*(?:全文|更多|原文|详情)\W*"
        r"|本文由.{0,20}同步.{0,40}|点击蓝字.{0,40}"
        r"|关注(?:我们|(?:本|官方|微信)*(?:公众号|微信|视频号)).{0,50}"
        r"|(?:点个?|点亮|右下角).{0,3}[“\"「]?(?:在看|再看|赞)[”\"」]?(?!就是).{0,30}"
        r"|(?:喜欢|觉得)(?:这篇|本文|就|请|不错|有用).{0,30}(?:点赞|在看|转发|分享).{0,20}"
        r"|(?:分享|点赞|收藏|在看|转发|留言)(?:[、，和 ]?(?:分享|点赞|收藏|在看|转发|留言|评论|三连)){1,5}[^，。]{0,20}"
        r"|微信扫一扫.{0,30}|扫码.{0,20}|继续滑动看下一个|预览时标签不可点"
        r"|(?:投稿|爆料|新闻热线|商务合作|转载授权|授权事宜)(?:、(?:投稿|爆料|合作))*(?:邮箱|热线|电话|微信)?(?:[:：]|请).{0,80}"
        r"|[>＞]?\s*(?:下载|打开).{0,15}" + _APP + r".{0,30}"
        r"|[^。\d]{0,40}(?:尽在|都在)[^。]{0,15}" + _APP + r"[。！]?"
    ),
    "other articles": (
        r"(?:往期|热门|相关|延伸|推荐|精彩|更多)(?:推荐|回顾|精选|阅读|排行|新闻|链接|报道|内容)[:：]?|猜你喜欢[:：]?|[上下]一[篇条][:：]?.{0,60}"
    ),
    "player": (
        r"(?:您的|你的|当前)?浏览器.{0,20}(?:不支持|版本过低).{0,60}|Your browser does(?: not|n't) support.{0,80}"
        r"|(?:视频|音频|图片|语音)?(?:正在)?加载(?:中|失败).{0,20}"
        r"|(?:点击)?(?:播放|暂停|重播|倍速|静音|全屏)(?:[\s/]*(?:播放|暂停|重播|倍速|静音|全屏|GIF|[\d:.]+M?))*"
        r"|\d{1,3}:\d\d(?:\s*/\s*\d{1,3}:\d\d)?"
    ),
    "picture caption": r"[▲△▼▽↑↓]\s*[^。！？]{1,80}。?",
    "end mark": r"[\s\-—=*_（(\[【]*(?:完|全文完|END|End|end|The End)[\s\-—=*_)）\]】]*",
    "tools": (
        r"打印|关闭|举报(?:[/／]反馈)?|反馈|收藏|返回(?:顶部|首页)"
        r"|分享(?:[:：].{0,20}|[到至]?[:： ]?(?:微信|微博|QQ|朋友圈|空间|好友).{0,20})"
        r"|(?:上一[页版]|下一[页版]|尾页|首页|[\d\s]){2,12}|字[号体][:：]?[\s大中小默认超]{0,20}"
        r"|(?:查看|网友|发表|全部|最新|热门)?评论\s*[（(]?\d*[)）]?|登录后.{0,8}(?:评论|留言).{0,60}"
        r"|(?:登录|订阅|开通会员|付费|购买)(?:之?后)?.{0,10}(?:阅读|查看|解锁|继续)[^，]{0,10}(?:全文|全部|剩余)?[^，]{0,15}"
    ),
}
_KINDS = {kind: re.compile(pattern) for kind, pattern in _LINES.items()}


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
    return next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(line)), "")
