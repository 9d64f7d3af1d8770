"""What a site adds to an article: its name in the title, and lines of credits, rights, tools and advertising.

Each kind is met on many sites; a line counts only as a whole (tests/sources/test_site_boilerplate.py has
the lines of news that look alike). What is taken out is named in the article's edits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from service.core.messages import _
from service.language import bigrams, traditional
from service.model import Edit
from service.sources import text_cleaning

_LONGEST = 220
"""Characters of such a line; the longest are statements of rights."""

_SECTION = re.compile(r"\s*_\s*\S.*$")
_SITE = re.compile(
    r"\s*(?:[|｜]|--?|–|—{1,2})\s*[^\s|｜\-–—，]{0,20}"
    r"(?:网|报|报社|通讯|新闻|频道|客户端|在线|电视台|门户|平台|数字报|电子版|电子报)$"
)
_PAPER_AHEAD = re.compile(
    r"^[^\s|｜\-–—_，]{2,16}(?:数字报纸?|电子报|电子版|数字版)\s*(?:[|｜_]|--?|–|—{1,2})\s*(?=\S)"
)
_SITE_AHEAD = re.compile(r"^[^\s|｜\-–—_，]{2,10}(?:网|报|在线|频道|电视台)\s*(?:--|—{2})\s*(?=\S)")
"""What a page's title adds to the headline: the section and the site."""

_APART = re.compile(r"(?:[|｜_丨]|--?|–|—{1,2})$")
"""What parts a headline from the name of its site."""
_PAGE_AHEAD = re.compile(r"^第?[A-Z]?\d{1,3}版\s*[:：]\s*[^\s:：]{1,8}\s*[-–—|｜]\s*(?=\S)")
_PICTURES = re.compile(r"\s?[（(【\[［](?:组?图|多图|图文|视频|音频|附[^（()）【】\[\]［］]{1,6})[）)】\]］]$")
_BEHIND = re.compile(r"(?<=\S{6})\s?[|｜_]\s?([^\s\d|｜_，。]{2,12})$")
_LABEL = re.compile(r"^[【\[［〔]([\u3400-\u9fff]{2,4})[】\]］〕]\s*(?=\S)")
"""What stands round a headline: the paper's page, a note on pictures, a name behind a bar, a section in brackets."""

_NAMES = r"(?:[\u3400-\u9fff·]{2,4}(?=$|[\s、，,/／|｜丨）)】\]])[\s、，,/／]*){1,6}"
_ROLE = (
    r"(?:责任编辑|责编|值班(?:编[委辑]|主任)|新媒体编辑|实习编辑|[本执][期版行]编辑|编辑|美编|主编|编审|校对|校审|审校|审读|审核"
    r"|审签|签发|总值班|总?监制|策划|统筹|视觉|设计|制作|排版|剪辑|配音|图文(?:编辑)?|(?:本[报网台])?(?:见习|实习|全媒体)?记者|通讯员|实习生"
    r"|作者|摄影|摄像|文案|文字|撰[文稿]|采写|供稿|出品|[一二三初复终]审|文|图)"
)
_LINES = {
    "credits": (
        rf"[\[【（(]?\s*(?:{_ROLE}\s*[:：丨|｜/／]\s*{_NAMES}[\s|｜丨]*){{1,8}}[\w\s]{{0,12}}[\])】）]?"
        r"|[\[【（(]?\s*(?:责任编辑|责编|编审|值班编[委辑]|审核|编辑|[一二三]审)\s*[:：丨|｜/／][^。！？]{0,60}"
        r"|[\[【（(]?\s*(?:责任编辑|责编|校对|值班(?:编[委辑]|主任)(?=\s))\s*[\u3400-\u9fff]{2,4}[^。！？]{0,40}"
        r"|(?:编辑|审核|监制)\s+[\u3400-\u9fff]{2,4}(?:\s[^。！？]{0,40})?"
        r"|[\[【（(]?\s*(?:本文|视频|图片|内容|信息|稿件|素材|资料图\s?)?(?:来源|稿源|转(?:载?自)|供稿(?:单位)?|采写|出品|作者|摄影|声明|监制|原标题|供图|图源|图据|配图|图|图片来源|文)\s*[:：丨|｜/／]"
        rf"[^。！？，]{{0,60}}(?:(?:，(?:{_ROLE}|剪辑)\s*[:：][^。！？，]{{0,20}}){{1,4}}。?)?"
        r"|[（(]?(?:本文)?原标?题[为是]\s?[:：]?\s?.{2,60}|[^\s。，]{2,14}\s(?:联合)?出品"
        r"|[（(]?(?:据|综合自?|摘自)\s?[\u3400-\u9fff《》“”、]{2,40}(?:报|网|社|发布|客户端|新闻|公众号|电视台|融媒)(?:等|综合|整理){0,2}[）)]?"
    ),
    "rights": (
        r"(?:©|Copyright\b|版权所有|版权声明).{0,160}|[^。！？，]{0,20}版权所有.{0,80}"
        r"|(?:题图|头图|封面图?|首图)(?:来源|来自|源自?)\s*[:：于]?\s*[^！？]{1,80}"
        r"|(?:风险提示[:：])?[^，。]{0,8}有风险，[^，。]{1,6}谨慎。?|The post .{1,160} appeared first on .{1,80}"
        r"|.{2,80}最先出现在.{2,30}"
    ),
    "advertising": r"[\[【（(](?:广告|推广|AD)[\])】）].{0,200}|(?:广告|推广)(?:\s*[:：|｜丨].{0,200})?|AD",
    "other articles": (
        r"【?(?:往期|热门|相关|延伸|推荐|精彩|更多|为[您你]|热点|视频){1,2}(?:推荐|回顾|精选|阅读|排行|新闻|文章|链接|报道|内容|评论)】?[:：]?"
        r"|[▼▽↓\s]{0,6}(?:更多|往期)精彩(?:内容|文章)?[▼▽↓\s]{0,6}|猜你喜欢[:：]?|大家都在看|您?可能感兴趣.{0,6}|编辑推荐|图文无关|[上下]一[篇条](?:\s?[:：\s].{0,60})?"
    ),
    "player": (
        r"(?:抱歉，)?(?:您的|你的|当前)?浏览器.{0,20}(?:不支持|版本过低).{0,60}"
        r"|Your browser does(?: not|n't) support.{0,80}"
        r"|(?:该|此)?(?:视频|音频|图片|语音)(?:暂时)?(?:正在加载|加载中|加载失败|无法播放).{0,20}|(?:抱歉，)?[该此](?:视频|音频)[^。，]{0,14}(?:无法|不能|不支持)播放.{0,4}|加载(?:中|失败).{0,20}"
        r"|(?:点击)?(?:播放|暂停|重播|倍速|静音|全屏)(?:[\s/]*(?:播放|暂停|重播|倍速|静音|全屏|GIF|[\d:.]+M?)){0,9}"
        r"|\d{1,3}:\d\d(?:\s*/\s*\d{1,3}:\d\d)?|[▼▲↓]?\s*点击(?:收听|观看|查看).{0,12}(?:音频|视频|全文)?"
    ),
    "picture caption": (
        r"[▲△▼▽↑↓]\s*(?:[^。！？]{1,80}。?|.{1,80}[摄供图影）)])"
        r"|.{4,80}[。\s（(][\u3400-\u9fff]{2,4}[\s/]?摄影?[)）]?"
        r"|.{4,80}[。\s（(][\u3400-\u9fff]{2,12}供图[)）]?"
    ),
    "author": (r"[（(]?(?:本文)?作者(?:系|单位|简介)[^！？]{2,90}|[（(](?:本文)?作者(?:为|是)[^！？]{2,90}[）)]。?"),
    "pictures": (
        r"[（(]?(?:图为(?!媒)|图中(?:[左右前后中为是]|[一二三四]排)|图[一二三四五六七八九\d]{1,2}[:：为])[^！？]{2,90}"
        r"|[（(]?(?:除[^，。]{2,14}，)?(?:本[版文组]|文[中内]|以上|部分|配|题)?(?:本文)?(?:图片|照片|配图|视频|影像|插图)(?:除[^，。]{1,8}外，)?"
        r"(?:均|皆|全部|都)?(?:由|来自|来源于?|源自|系|为)[^。，；！？]{1,26}(?:，[^。，]{2,20}(?:剪辑|制作|摄影?|编辑))?[）)。]*"
    ),
    "names changed": r"[（(]?(?:[^。，]{2,16}，)?[^。，]{0,14}(?:均|皆|系|为)已?[作做用]?化[名姓](?:处理)?[）)。]*",
    _("the paper about itself"): (
        r"[（(]?(?:[^。，]{0,16}，)?(?:本[报网台刊]|我们|记者|小编|[^。，]{2,10}(?:发布|客户端|日报|晚报|融媒|在线|网|台))(?:记者)?(?:也|仍|还)?将(?:会)?"
        r"(?:持续|继续|跟踪|进一步|密切|滚动)(?:关注|跟踪|追踪|报道|跟进|滚动|播报)[^。，]{0,12}(?:，(?:敬请|请锁定)[^。，]{2,6})?[。！]?[）)]?"
        r"|(?:本[报刊网台]|报社)社?(?:地址|法律顾问|订[阅报]|邮编|电话|新?闻?热线|广告|发行|印刷|投稿|邮箱|今日共\d)[^。！？]{0,50}[。！]?"
        r"|订阅(?:本报|《[^》]{2,10}》)[^。]{0,30}。?|(?:全年|每月)(?:订|定)价?[\d.]{1,6}元[^。]{0,24}。?"
        r"|(?:有(?:新闻)?线索|投稿|来稿|线索|爆料|报料)请(?:发|寄|拨|联系|扫|投|加)[^。]{0,50}。?"
        r"|如(?:果|您|发现|有)[^。]{0,10}(?:线索|本[网报刊台]|稿件)[^。]{0,20}(?:拨打|联系|来信|发至)[^。]{0,50}。?"
        r"|[^。]{0,12}(?:来稿|投稿)[^。]{0,6}(?:发至|寄至|请发|邮箱)[^。]{0,50}。?"
        r"|(?:新闻|爆料|报料|监督|客服|[观听]众|读者|联系|投诉|发行|广告|[^，。]{0,8}举报)(?:热线|电话|邮箱)\s*[:：]?\s*[-\d\s@A-Za-z.转、]{5,40}[^。]{0,16}。?"
    ),
    "sign-off": (
        r"(?:感谢(?:您|大家|你)?的?(?:收看|收听|阅读|观看|关注|陪伴)|(?:我们)?(?:下[期次周]|明[天晚早])(?:再见|见)"
        r"|以上(?:就是|便是)[^。]{0,14}(?:内容|新闻|消息)|敬请(?:期待|关注|收看|留意))[^。！]{0,30}[。！～~]?"
        r"|(?:下期|明日|下周)(?:预告|看点)\s*[:：].{2,60}"
        r"|祝(?:您|你|各位|大家)[^。，！]{0,8}(?:愉快|美好|充实|开心|顺利)的?(?:一天|早晨|夜晚|周末|假期)[。！~～]?"
        r"|祝(?:您|你|各位|大家)(?:度过)?[^。，！]{0,6}(?:愉快|好心情|晚安|早安)[。！~～]?"
        r"|(?:本期|今天)[^。，]{0,14}(?:就到这里|到此结束)[^。]{0,30}[。！]?|(?:未完待续，)?[^。，]{0,6}下期我们[^。]{2,40}[。！]?"
    ),
    _("about this page"): (
        r"(?:您|你)(?:还|尚)?(?:没有|未)登录[^。]{0,16}[。！]?"
        r"|本[条段]?(?:页面?|文|内容|摘要|语音|音频|视频)[^。，]{0,8}(?:由[^。]{1,20}(?:生成|合成|朗读|播报)|仅(?:供|代表|作))[^。]{0,24}。?"
        r"|(?:以[上下]|温馨提示[:：])[^。]{0,16}(?:AI|人工智能|机器|仅供参考)[^。]{0,24}。?|(?:AI|智能)(?:摘要|速读|导读|总结)[:：].{2,150}"
        r"|请(?:您|各位)?(?:网友)?(?:理性|文明)[^。]{0,20}。?|网友评论仅[^。]{0,40}。?|若您?发现[^。]{0,10}(?:有误|错误)[^。]{0,24}。?"
        r"|[^。，]{0,8}(?:，)?您的(?:留言|评论|意见|每一次转发)[^。]{2,40}[。！]?|请您?为本次[^。]{2,40}。?|本文共\d+页.{0,30}"
        r"|.{2,180}[，。；](?:以上)?(?:内容|摘要)?由(?:AI|人工智能|大模型)(?:自动)?(?:生成|总结|提炼)[^。]{0,20}。?"
        r"|(?:抱歉，)?您(?:即将离开|访问的|可能还对)[^。]{2,60}。?|剩余\d+%[^。]{2,40}。?|[^。]{0,14}仅限(?:订阅|会员|付费)[^。]{2,30}。?"
    ),
    _("call to the reader"): (
        r"(?:[^。！？]{0,20}[，！？])?(?:快|赶[紧快]|记得|别忘了?|请|欢迎|那?就|再)?(?:你|您|大家|朋友们|各位)?(?:也|都)?"
        r"(?:转(?:发|给|告)|分享|提醒|告诉|收藏|扩散)[^。！？，]{0,4}(?:身边|需要|更多|家人|亲友|朋友|周围|好友)[^。！？，]{0,12}[。！]?"
        r"|(?:对此，?|关于此事，?|那么，?)?(?:你|您|大家)(?:怎么看|有什么(?:看法|想说)的?|觉得呢|怎么[想说])[？！]?(?:[^。，]{0,6}(?:评论|留言)[^。]{0,14})?[。！？]{0,2}"
        r"|[^。]{0,40}(?:评论区|留言区|后台)(?:和小编)?(?:聊聊|见|告诉|说说|分享|写下|互动|留言|回复关键词)[^说称，。]{0,16}(?:，即可[^。]{2,20})?[。！？]?"
        r"|如果[您你]也?[^。]{0,40}(?:留言|联系|告诉)(?:我们)?(?:，[^。，]{2,20})?[。！]?|[^。！？]{0,20}，快(?:转发|分享|收藏)[^。]{0,24}！|[^。]{0,30}快来[^。，]{0,8}(?:告诉我们|抢沙发)[^。，]{0,6}[。！]?"
        r"|(?:敬请|欢迎)(?:关注|订阅|下载)“[^”]{2,12}”(?:公众号|客户端)?(?:，[^。，]{2,16})?[。！]?|[^。]{0,40}(?:设[为置]|加)星标[^。，]{0,12}[。！]?|(?:本期|今日|每日)(?:互动|话题|投票)[:：].{2,50}"
        r"|(?:[^。！？，：]{2,6}[，：])?(?:请|可)?(?:向?[左右上下]{1,2}滑动?|滑动|戳|点击|轻点|长按|听|看)[^。！？，的]{0,8}"
        r"(?:，?(?:请|可)?(?:查?看|收听|观看|点击|了解)[^。！？，]{0,10})?(?:更多|全文|大图|视频|音频|图片|精彩|往期|现场)(?:内容|图片|回顾|瞬间)?[！。]?"
        r"|(?:戳|点击)(?:视频|图片|音频|链接|这里)，?[^。！]{2,20}[！。]|一起为[^。，]{1,10}(?:点赞|加油)[^。！]{0,20}！"
        r"|想?了解更多[^。，]{0,10}，请[^。]{2,40}。?|更多(?:精彩|高清|资讯|内容|详情)[^。]{0,6}，?(?:请|尽在|都在|戳|点击)[^。]{0,40}[。！]?"
    ),
    "reference": r"[\[［]?\d{1,2}[\]］.、．]\s?[^。]{2,60}(?:第\s?\d{1,4}(?:[-–]\d{1,4})?\s?页|https?://\S{4,80})[。.↩\s]{0,4}",
    "end mark": r"[\s\-—=*_·<（(\[【]{0,12}(?:完|全文完|未完待续|END|End|end|The End|THE END)[\s\-—=*_·>)）\]】]{0,12}",
    "tools": (
        r"打印(?:本页)?(?:\s*关闭(?:窗口)?)?|本帖最后由.{2,40}编辑|只看该作者|听新闻|语音播报|收起|展开剩余.{0,6}|发送到手机|作者简介|赞\s*[（(]?\d.{0,10}|[*·\-—=_]{3,20}"
        r"|(?:您|当前|您现在)?的?(?:所在)?位置[:：].{0,60}|(?:【(?:打印|关闭|收藏|纠错|发表|推荐)[^】]{0,5}】\s*){1,6}"
        r"|(?:[\[［](?:(?:打印|关闭|收藏|纠错|推荐)[^\]］]{0,4}|发表评论|返回(?:首页|顶部|列表|上一?[页级]|目录))[\]］]\s?){1,6}"
        r"|《[^《》]{2,16}》\s?[（(]\s?20\d\d年\d{1,2}月\d{1,2}日\s{0,3}第?\s?[A-Z]?\d{1,2}\s?版\s?[）)]"
        r"|相关(?:文档|附件|链接|阅读|新闻|政策|解读)[:：]\s?暂?无|(?:(?:【字[体号][:：][\s大中小]{0,10}】|打印(?:本页)?|关闭(?:窗口|本页)?|收藏本页)[\s|｜]{0,4}){2,6}"
        r"|[^\s。，]{2,12}\s?20\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?(?:\s?\d{1,2}:\d\d)?(?:\s(?:来源|作者|记者)\s?[:：]?\s?[\u3400-\u9fff]{2,10}){1,3}"
        r"|[（(]20\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?(?:\s\d{1,2}:\d\d(?::\d\d)?)?[)）]"
        r"|(?:(?:关于我们|联系我们|广告服务|友情链接|网站地图|网站律师|版权声明|法律声明|隐私政策|设为首页|加入收藏)[\s|｜·\-]*){2,12}"
        r"|(?:[^\s。，]{2,14}\s*)?(?:20\d\d[-年./])?\d{1,2}[-月./]\d{1,2}日?\s*\d{1,2}:\d\d(?::\d\d)?(?:\s*(?:来源|作者|编辑)\s*[:：]\s*[^\s。，]{2,16}){0,3}(?:\s*【[^】]{1,8}】)?"
        r"|(?:主办|承办|主管)(?:单位)?[:：].{0,100}(?:承办|网站标识码|ICP|版权|地址).{0,80}|倍速\s*[\d.]{1,4}x?|(?:[^，。]{0,10}ICP备.{0,30})|(?:跳过广告|\d秒后跳过)|点击加载更多|微信号[:：].{0,30}|本文共?\d+字.{0,20}|关闭|举报(?:[/／]反馈)?|反馈|收藏|返回(?:顶部|首页|列表)|【?(?:我要)?纠错】?(?:\s?【?责任编辑\s?[:：].{2,20})?|客户端下载|附件(?:下载|\s?[:：]\s?\d.{2,60}|\s?[:：].{2,60}\.[a-z]{3,4})|(?:分类|栏目)[:：].{1,20}"
        r"|分享(?:[到至]?[:：].{0,20}|[到至]?[:： ]?(?:微信|微博|QQ|朋友圈|空间|好友).{0,20}|让更多人看到)"
        r"|(?:上一[页版]|下一[页版]|尾页|首页|[\d\s]){2,12}|字[号体](?:大小)?[:：]?[\s大中小默认超A+\-]{0,20}"
        r"|(?:查看|网友|发表|全部|最新|热门|精彩|暂无|我要|文章|共?\s*\d{1,9}\s*条){0,2}(?:评论|留言)\s*[（(]?\d{0,9}[)）]?|登录后(?!台).{0,8}(?:评论|留言).{0,60}"
        r"|(?:登录|订阅|开通会员|付费|购买)之?后(?!台).{0,10}(?:阅读|查看|解锁|继续)[^。，]{0,25}"
        r"|[\[【（(]?(?:点击|阅读|查看|展开){0,3}(?:全文|更多|原文|详情)\W{0,9}|原文链接.{0,120}"
        r"|(?:Read more|Continue reading)\W{0,6}"
        r"|(?:#[^#\s。，]{1,20}#?\s*){1,9}|(?:标签|关键词|Tags?)[:：].{0,80}"
        r"|(?:阅读|浏览|点击|播放)(?:量|数|次数)?[:：\s]\s*[\d.,]{1,12}[万w+]{0,2}次?"
        r"|(?:[^\s。，|｜]{2,14}\s?[|｜]\s?)?(?:发布|更新)(?:时间|日期)[:：].{0,70}|扫(?:一扫|码).{0,3}(?:在手机|手机|分享).{0,12}|微信扫一扫|继续滑动看下一个|预览时标签不可点"
    ),
}
_SUMMARY = re.compile(r"(?:(?:内容)?(?:摘要|提要|导读|简介)[：:]\s?)?(.{10,150}?)(?:…{1,2}|\.{3,6})")
"""A text's beginning, cut off, which some sites set above it."""
_LINKS = "other articles"
_LONGEST_LINK = 40
"""Characters of another article's title."""
_KINDS = {kind: re.compile(pattern) for kind, pattern in _LINES.items()}

_REPORTED = re.compile(
    r"^[他她]|[说称]，|说|介绍|表示|记者|警方|法院|公司|的(?:人|用户|居民|老人|读者)|\d月\d{1,2}日|突破|超过|达到|增[长加]|上升|破万|就能|成为|已经|被"
)
"""What reports say and calls to the reader do not."""
_CALLED = re.compile(
    r"[^\u3400-\u9fffA-Za-z]{0,12}(?:请|欢迎|快|赶|记得|别|想|如|若|更多|喜欢|觉得|来都|看完|一键|微信|公众号|小程序|[您你]|点|长按|扫|识别|戳|轻触"
    r"|下载|打开|搜索|添加|加入|回复|领取|分享|收藏|关注|投稿|爆料|热线|转发|进入|我们|动动|留言|已有)"
)
"""How a call begins: with the act itself or with the reader, never with somebody who does it."""
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
_HINT = re.compile(r"^(?:温馨|友情)提示\s?[:：]\s?(?=.{0,6}(?:公众号|微信|关注|扫码))")
_SPREAD_ROLE = re.compile(r"^([\u3400-\u9fff])[ \u3000]{1,2}([\u3400-\u9fff])(?=\s?[:：])")
"""What stands ahead of a call, and a role of two characters that is set with a blank between (`审 核：`)."""
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


def headline(title: str, text: str = "") -> str:
    """Return a page's or an entry's title as one plain line, less the names of its section and site.

    What stands behind a bar or an underline is one where the article's `text`, if given, has nothing of it.
    """
    plain = _PICTURES.sub("", _PAGE_AHEAD.sub("", text_cleaning.title(title)))
    if text and (behind := _BEHIND.search(plain)) and not set(bigrams.of(behind[1])) & set(bigrams.of(text)):
        plain = plain[: behind.start()]
    short = _SITE.sub("", _SECTION.sub("", plain))
    return _SITE_AHEAD.sub("", _PAPER_AHEAD.sub("", _SITE.sub("", short))) or plain


def without_site(title: str, site: str) -> str:
    """Return a title without the name of its site behind it, which the site gives itself."""
    plain = text_cleaning.title(title)
    if not re.search(r"[^\W\d]{2}", site) or not plain.endswith(site):
        return title
    ahead = plain.removesuffix(site).rstrip()
    short = _APART.sub("", ahead).rstrip()
    return short if short and short != ahead else title


def labelled(title: str) -> tuple[str, str]:
    """Return the section that a title begins with in brackets, `【要闻】`, if any, and the headline."""
    found = _LABEL.match(title)
    return (found[1], title[found.end() :]) if found else ("", title)


def without_furniture(lines: Iterable[str]) -> tuple[tuple[str, ...], tuple[Edit, ...]]:
    """Return the lines of an article less those of the page around it, and the dropped ones as edits."""
    kept: list[str] = []
    edits: list[Edit] = []
    printed = tuple(lines)
    whole = _simplified(printed)
    links = _links_at_end(whole)
    for number, (line, said) in enumerate(zip(printed, whole, strict=True), 1):
        kind = kind_of(said) or (_LINKS if number > links else "")
        if not kind and number < len(whole) and (summary := _SUMMARY.fullmatch(said)):
            kind = _("its text's beginning") if whole[number].startswith(summary[1]) else ""
        if kind:
            edits.append(
                Edit(
                    "dropped",
                    _("line {count}", count=number),
                    _("a line of the page, not of the article: {kind}", kind=kind),
                    line,
                )
            )
        else:
            kept.append(line)
    return tuple(kept), tuple(edits)


def _simplified(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines in simplified characters, in which the forms of such lines are written."""
    text = "\n".join(lines)
    return traditional.as_simplified_papers_print(text).split("\n") if traditional.is_traditional(text) else lines


def _links_at_end(lines: Sequence[str]) -> int:
    """Return behind how many lines nothing stands but the titles of other articles, under a line that says so."""
    behind = len(lines)
    for n in range(len(lines) - 1, -1, -1):
        kind = kind_of(lines[n])
        if kind == _LINKS:
            behind = n
        elif not kind and not _is_title(lines[n]):
            break
    return behind


def _is_title(line: str) -> bool:
    """Return whether the line may be an article's title: short, and no sentence of a text."""
    return len(line) <= _LONGEST_LINK and not re.search(r"。|[，；：:]$", line)


def kind_of(line: str) -> str:
    """Return what of the site's words a line is; empty when it is the article's."""
    line = _SPREAD_ROLE.sub(r"\1\2", _HINT.sub("", line.strip("←→■●◆▪▶► \u3000")))
    if len(line) > _LONGEST:
        return ""
    found = next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(line)), "")
    if found or _REPORTED.search(line):
        return found
    if len(line) <= _LONGEST_CALL and (
        (_CALLED.match(line) and all(mark.search(line) for mark in _CALLS)) or _MOTTO.fullmatch(line)
    ):
        return "follow us"
    return "rights" if all(mark.search(line) for mark in _RIGHTS) else ""
