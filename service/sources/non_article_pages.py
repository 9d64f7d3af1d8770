"""Pages that a site shows instead of an article: a login, a captcha, an error, a notice that the page is gone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.core.messages import _
from service.language import sentences

_LONGEST = 1_000
"""Characters of a notice; articles that are shorter are told by what their sentences say."""
_SHORT = 40
"""Characters up to which a notice need not turn to the visitor."""
_SHARE, _SHARE_UNDER_ITS_TITLE = 0.6, 0.35
"""Of the text that must speak to the visitor: by itself, and under a title that says so (`安全验证`). The notices of
tests/data/web have 0.7 or more, news about such pages 0.3 or less."""

NEEDS_SCRIPT = _("a page that needs its script")
"""A page that may carry its article for that script."""

_REASONS = {
    _("a captcha"): (
        r"(?:安全|访问)验证|按顺序点击|being verified|人机验证|真人|滑块|验证码|环境异常|访问(?:过于|太过?)频繁"
        r"|完成.{0,8}验证|请求.{0,8}(?:异常|攻击)|检查您的浏览器|异常流量"
        r"|Just a moment|Checking your browser|Attention Required|you are (?:a )?human|not a robot"
        r"|unusual traffic|security (?:service|check)|Cloudflare"
    ),
    _("a notice that the page is not found or was removed"): (
        r"(?:页面|网页|文章|稿件|新闻|内容|信息|帖子|链接|验证码).{0,12}(?:不存在|删除|下线|下架|移除|找不到|走丢|没有找到|过期|失效"
        r"|无法(?:找到|查看))"
        r"|(?<![\d.])404(?![\d.]|\s?[\u3400-\u9fff])"
        r"|(?:网站|本站|网址).{0,6}(?:迁移|搬迁|变更|更换)至|域名.{0,6}(?:过期|到期|出售)|暂无数据"
        r"|没有(?:找到|搜索到|检索到).{0,30}相关|用户投诉并经平台审核"
        r"|审核中|账号.{0,12}封禁|(?i:not found|does(?: not|n't) exist|no longer (?:exists?|available))"
    ),
    _("a notice of maintenance"): (
        r"停机维护|(?:系统|网站|本站|服务|升级).{0,10}(?:维护|升级)|(?:站点|网站).{0,6}(?:建设中|关闭|暂停)"
        r"|(?i:under maintenance|scheduled maintenance)"
    ),
    _("a login"): (
        r"(?:用户|会员|账[号户])登[录陆]|请.{0,4}登[录陆]|登[录陆]后|(?:密码|手机号?)登[录陆]|需要登[录陆]|免费注册"
        r"|付费内容|开通会员|成为会员|会员专享|订阅.{0,6}阅读|(?i:(?:log|sign) in to|subscribe to (?:continue|read))"
    ),
    _("a question before the page"): r"请您?仔细阅读(?:以下|本).{0,6}协议|仅对\d{1,2}岁以上|确认您的年龄",
    NEEDS_SCRIPT: r"(?:开启|启用|打开).{0,6}JavaScript|(?i:enable javascript|javascript is required)"
    r"|页面正在加载|正在跳转|即将离开|Redirecting"
    r"|请在.{0,8}客户端打开|不支持在浏览器",
    _("a notice that access is blocked"): (
        r"(?:访问|请求.{0,16})(?:已?被.{0,8}(?:拒绝|禁止|拦截|阻断)|受限|受到限制)|拦截记录|请求编号|无权访问|地区.{0,24}无法访问"
        r"|(?i:forbidden|access denied|been blocked|(?:don't|do not) have permission)"
    ),
    _("a server error"): (
        r"服务器.{0,10}(?:错误|开小差|繁忙|异常|无法)|系统繁忙|网关错误|(?:访问|网页)出错|(?:参数|未知)错误"
        r"|(?i:an error occurred)"
        r"|(?i:bad gateway|(?:service|temporarily) (?:temporarily )?unavailable|unable to service|server error)"
    ),
}
_KINDS = {kind: re.compile(pattern) for kind, pattern in _REASONS.items()}
_TO_VISITOR = re.compile(
    r"[您你]|请(?:点击|刷新|返回|稍[候后等]|检查|联系|更换|输入|完成|尝试|重试)|本网?站|抱歉|自动跳转|刷新|客服"
    r"|敬请谅解|涉嫌违反相关法律法规|建议您"
    r"|管理员|付费内容|开通会员|工程师正在|Ray ID|页面将|页面正在|\b(?i:your?|sorry|please|server)\b"
)
_REPORTED = re.compile(r"记者|警方|\d\s?[名位人元万家起次]|[说称]，|介绍，|通知，|表示，|讯")
_DATED = re.compile(r"\d月\d{1,2}日")
"""What news says and notices do not, but for the day on which a service is there again."""
_OWN = re.compile(r"您|本(?:网|站|网站|平台|系统)(?!讯|消息)")
"""Who speaks of a day and is no reporter: the site itself, to its visitor."""
_STOP = re.compile(r"[。！？；]")
_CUT_OFF = re.compile(r"(?:…|\.{3})[\s\[【（(]{0,3}(?:详情|详细|全文|更多)?[\])】）\s>»]{0,5}$")
_LEAST_LISTED = 3
"""Lines of a list, at least."""
_QUOTED = re.compile(r"“[^“”]{0,200}”|「[^「」]{0,200}」")


def reason(title: str, text: str) -> str:
    """Return what a page is that is no article; empty for an article. `text` is all that was taken for its text."""
    if len(text) > _LONGEST:
        return ""
    said = [_QUOTED.sub("", each) for line in text.splitlines() for each in sentences.split(line)]
    title = title if len(title) <= 40 else ""
    spoken = sum(len(each) for each in said if _speaks_to_visitor(each))
    total = sum(map(len, said))
    for kind, pattern in _KINDS.items():
        titled = pattern.search(title) and not _REPORTED.search(title) and not _DATED.search(title)
        if titled and spoken >= _SHARE_UNDER_ITS_TITLE * total:
            return kind
    if not spoken or spoken < _SHARE * total or (total > _SHORT and not any(map(_TO_VISITOR.search, said))):
        return ""
    return next((kind for kind, pattern in _KINDS.items() if any(map(pattern.search, said))), "")


def is_list(lines: Sequence[str]) -> bool:
    """Return whether the lines are a list of articles: several, and none has a sentence that is not cut off."""
    return len(lines) >= _LEAST_LISTED and not any(_STOP.search(line) and not _CUT_OFF.search(line) for line in lines)


def _speaks_to_visitor(sentence: str) -> bool:
    if _REPORTED.search(sentence) or (_DATED.search(sentence) and not _OWN.search(sentence)):
        return False
    return bool(_TO_VISITOR.search(sentence)) or any(pattern.search(sentence) for pattern in _KINDS.values())
