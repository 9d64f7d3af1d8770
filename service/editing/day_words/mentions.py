"""The words of a sentence that name a day, a week, a month or a year from where the writer stands.

What stands in quotation marks or is a title (《今日说法》) is not looked at. Nor is what only looks like a day: an age
(`ages`), a name (今日俄罗斯, 明日之星), another word (如今天气, 声明天津, 后天形成).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from service.editing.day_words import compound_times, counted_stretches, day_counts, recurring_days
from service.editing.day_words.ages import is_age
from service.editing.day_words.counted_stretches import CountedFrom


class Unit(StrEnum):
    """What a mention names."""

    DAY = "day"
    """今天, 昨晚, 后天: `shift` days from the article's."""
    BESIDE = "beside"
    """当天（5月9日）, 截至目前（5月9日）: the day in its brackets."""
    DATE = "date"
    """9日; 26日至28日."""
    MONTH_DAY = "month day"
    """本月16日."""
    FULL_DATE = "full date"
    """5月9日; 2026年5月9日."""
    WEEKDAY = "weekday"
    """本周六, 周六."""
    WEEK = "week"
    """本周, 下周末."""
    MONTH = "month"
    """上月, 本月底."""
    MONTHS = "months"
    """4月份, 1至4月, 一季度, 上半年: without a year."""
    QUARTER = "quarter"
    """本季度, 上季度."""
    YEAR = "year"
    """今年, 去年."""
    SPAN = "span"
    """未来三天: `shift` days from the article's on; 今明两天."""
    FROM_TEXT = "from text"
    """次日, 翌年, 当天: `shift` days or, where `part` is 年, years from a day that the text names."""
    COUNTED = "counted"
    """三天后, 半个月内: about `shift` days from the article's, `day` where it is exact; `part`: a `CountedFrom`."""
    UNTIL_NOW = "until now"
    """截至目前."""
    LATELY = "lately"
    """近日, 连日来: `shift` days later at the most it is still said."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One such word in its sentence."""

    unit: Unit
    start: int
    end: int
    """With the date in brackets behind it."""
    text: str
    shift: int = 0
    part: str = ""
    """晚, 早, 晨 or 夜; of a weekday `soon` or `feast`: the next one is meant, `周日开幕`, `周日小雪`; `near`: of its
    week, `周四就能上班`."""
    between: str = ""
    """What stands between the word and its brackets: 上午."""
    day: int = 0
    """Of the month, or of the week (1 to 7)."""
    month: int = 0
    year: int = 0
    last: int = 0
    """The last day of a run: 28 in 26日至28日."""


_PART_OF_DAY = r"[上下]午|中午|凌晨|傍晚|深夜|晚上|夜间|夜里|清晨|早上|早晨|[晚夜早晨]"
_BRACKET = (
    rf"(?:(?P<between>{_PART_OF_DAY}|起)?[（(] ?(?:当地时间)?"
    r"(?:(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})(?:[日号]|(?:(?<=月\d)|(?<=月\d\d))(?=[）)]))[^（）()]{0,8}|(?:星期|周)[一二三四五六日天]|农历[^（）()]{1,8})[）)])?"
)
_NUMERALS = "一二三四五六七八九十"
_DATE_BEHIND = rf"(?=(?:{_PART_OF_DAY}|起)?[（(] ?(?:当地时间)?(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}(?:[日号]|[）)]))"
_DAY = re.compile(
    rf"(?P<word>[今昨明][天日晚早晨夜]{_DATE_BEHIND}|(?:(?<![如当迄古至从现自])今|昨){_DATE_BEHIND}"
    r"|明(?=[（(] ?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}[日号][）)](?:[起后晚早]|[上下]午|凌晨))"
    r"|(?<![如当迄古])今(?:[天早晨夜]|晚(?!报(?!道|告))"
    r"|日(?!头条|说法|关注|视点|看点|俄罗斯|美国|印度|中国|之|亚洲|话题|资讯|快报))"
    r"|(?<![如当迄古至现从自])今(?=起|[开启]|举行|举办|发布|揭[牌幕晓]|实施|施行|召开|[上下]午|凌晨)|(?<![光清透文说表证声])明(?=起|[上下]午|凌晨)"
    r"|(?<!今)昨(?![天日晚早晨夜儿今是非年])"
    r"|[今昨明]儿个?(?![子童科女歌])|昨(?:[天晚早晨夜]|日(?!重现|之))"
    r"|(?<![光清透文说表证声阐鲜高精分简英聪发贤昆申探指标注照])明(?:天(?!系|会更好|集团|然)|[晚早晨夜]"
    r"|日(?!黄花|之|科|香|方舟|报(?!道|名))))"
    + _BRACKET
    + r"|(?P<far>大[前后]天|大?(?<![目之以当眼提从空跟生向往])前儿个?(?![子童科女歌])"
    r"|(?<![之以然此先雨午饭课最])后儿个?(?![子童科女歌])"
    r"|(?<![目之以当眼提从空跟])(?<![生天年月周时](?=前天[气空津天]))"
    r"前(?:(?<!面前)天|日(?![日光均]))(?!津|籍|本(?!报|地|市|省|县))"
    r"|(?<=从)前天(?=起|开始|[上下中]午|[晚夜早]|凌晨|清晨|傍晚|[到至])|(?<![目之以当眼提空跟生])前晚"
    r"|(?<![战午课雨饭会今以之然最此先背落售产婚灾震术身而随日])后日(?![本语期前后益渐子常趋均记夜报线化程志元用内])"
    r"|(?:(?<=[，。；：、])|^)后天(?=气[温压]|天气|下[午雨雪])"
    r"|(?<![今以最之然此先雨午饭课延推])后天(?!的?(?:形成|培|努|[学练]习|养|训|教|环|性|因|失|获|免|空|气|津|赋|下(?![午雨雪]|半[天夜]))))"
    + _BRACKET.replace("?P<", "?P<f")
)
_BESIDE_DATE = re.compile(rf"[今昨明][天日晚早晨夜]{_DATE_BEHIND}")
"""In its sentence no other day word is an age: `从昨天（1月28日）到今天`."""
_INBORN = re.compile("先天|天生|遗传")
"""Beside it 后天 is no day: 后天影响大于先天."""
_BESIDE = re.compile(
    r"(?:[当同][天日晚]|次日|[当这]一天|近日|[日目]前)[（(] ?(?:当地时间)?"
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})[日号][^（）()]{0,8}[）)]"
)
_RUN = (
    r"(?:(?:日|号)?(?:[至到、和及与]|[—–\-－~～]{1,2})(?P<last>\d{1,2})"
    r"(?:[两三四]?日|号(?![楼线院桥馆口门井矿厅店机车船站库])))"
)
_BARE_RUN = _RUN.replace("号(?!", "号(?=[上下]午|[早晚夜两三]|凌晨|期间|[，。；：起前])(?!")
"""Without a month a run of 号 is of things, `12号、13号皮带`, unless what a day has stands behind it."""
_FULL_DATE = re.compile(
    r"(?:(?P<year>\d{4})年|(?P<word>[今去明前]年))?(?P<month>(?<![\d.])\d{1,2})月(?P<day>\d{1,2})"
    rf"(?:{_RUN}|[日号])"
)
_SPELLED_DAY = "三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_SPELLED_DATE = re.compile(
    rf"(?<![历年\d第正腊冬{_NUMERALS}〇零])(?:(?P<year>[一二][一二三四五六七八九〇零○]{{3}})年|(?P<word>[今去明前]年))?"
    rf"(?P<month>十[一二]?|[一二三四五六七八九])月(?P<day>{_SPELLED_DAY})(?:日?[至到](?P<last>{_SPELLED_DAY})日|日)"
)
"""`十月三十一日`; not 农历十月初一, nor a run into another month."""
_MONTH_DAY = re.compile(
    rf"(?P<word>(?<![日基根])本月|(?<![马网])上个?月|下个?月|这个月)(?P<day>\d{{1,2}})(?:{_RUN}|日)"
)
_DATE = re.compile(
    r"(?<![\d.．/年月—–\-~～每满共近逾约第历正腊续初])(?<!(?<![此日目之以])前)(?P<day>\d{1,2})"
    rf"(?:{_BARE_RUN}|日(?!元|均|产量|龄|游|内|化|式|程|[语货系剧]|报(?!道|告|案|名)|本(?!报|次|届|市|省|县)|行程|[一二三四五两]种))"
)
_DAY_BESIDE = (
    r"[晚夜早晨]?[（(](?:大?[今昨明前后][天日晚]"
    r"|[本下上]?个?(?:周|星期|礼拜)[一二三四五六日天](?:[至到、—\-]周?[一二三四五六日天])?)[）)]"
)
_DATES_BESIDE_DAY = tuple(re.compile(each.pattern + _DAY_BESIDE) for each in (_FULL_DATE, _MONTH_DAY, _DATE))
"""`5月18日（今天）`, `15日（本周日）前`: the date says which day it is."""
_NOT_OFFLINE = r"(?<!(?<![沿号条干支路全环岸一二])线)"
"""Ahead of 下周 in 沿线下周, not in 线下周末."""
_COUNTED_DAYS = "天(?![气空色黑亮])"
"""Behind a number: `上周一天最多接诊56人` is of the week, `下周三天气转晴` of the Wednesday."""
_WEEKDAY = re.compile(
    rf"(?P<word>上上|下下|(?<!日)本|(?<![网海马再赶碰遇])上|(?<![楼再]){_NOT_OFFLINE}下|这)个?(?:周|星期|礼拜)"
    rf"(?P<day>[一二三四五六]|[日天](?![均常产报]))(?!{_COUNTED_DAYS}|[年岁]|周(?!边|[一二三四五六日]))"
    r"(?:[（(](?:(?P<month>\d{1,2})月)?(?P<date>\d{1,2})[日号][）)])?"
)
_TERMS = (
    "立春|雨水|惊蛰|春分|清明|谷雨|立夏|小满|芒种|夏至|小暑|大暑|立秋|处暑|白露|秋分|寒露|霜降|立冬|小雪|大雪|冬至|小寒|大寒"
    "|元旦|春节|元宵|端午|中秋|国庆|重阳|腊八|除夕"
)
_BARE_WEEKDAY = re.compile(
    r"(?:(?:(?<=[，。、；于在定称将])|^)(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?=[（(表说宣称]|将(?![军士领近来]))"
    rf"|(?:(?<=[，。；])|^)(?:周|星期)(?P<feast>[一二三四五六日天])(?=(?:就?是|迎来|恰逢|正是)?(?:{_TERMS}))"
    r"|^(?:周|星期|礼拜)(?P<alone>[一二三四五六日天])(?=，|[上下中]午|晚|凌晨|早|清晨|傍晚|就要|起)"
    r"|(?<=[局部厅院府会统理相长委台人方])(?:周|星期)(?P<named>[一二三四五六日天])(?=[表说宣称发通下否证确])"
    r"|(?<=[本下上这]周[一二三四五六][、和])周(?P<paired>[二三四五六日天])"
    r"|(?<![一二三四五六日天到至][到至])(?<=[到至在于])(?:周|星期)(?P<until>[一二三四五六日天])"
    r"(?=(?:[上下中]午|[晚早]上?|傍晚|夜里?|\d{1,2}[时点])*[之以]?前|[，。仍还])"
    r"|(?:(?<=[，；：])|(?<=[赶碰遇]上)|^)(?:周|星期)(?P<near>[一二三四五六日天])(?=[就便]|[可就]?[能以]|即可|的[开首闭决])"
    r"|(?<![每逢上下本这单双个至到、—\-日周])(?:周|星期)(?P<soon>[一二三四五六日天])"
    r"(?=(?:开[跑幕赛打售讲演拍播考奖]|举行|启动|开通|通车|开业|登场|上演|揭[晓幕牌]|截止|[落闭]幕|签约|发射|收官|见分晓)(?![了过])))"
    r"(?:[（(](?:(?P<month>\d{1,2})月)?(?P<date>\d{1,2})[日号][）)])?"
)
_WEEK = re.compile(
    rf"(?P<word>上上|下下|(?<![日基])本|(?<![网海马再])上|(?<![乡楼再]){_NOT_OFFLINE}下|这)(?:个?(?:周末|星期|礼拜)|一?周(?!末))"
    r"(?![边围密刊口村岁天]|年(?![度会初底货])|期(?![末中间])|报(?!名|到|考|价|告|警|送|废|销)|转(?=[房金箱筐率库场仓池])"
    rf"|游(?=列国|世界|全国)|折(?!扣)|(?<=这周)到[的地位]|[一二三四五六](?!{_COUNTED_DAYS}|周(?!边|[一二三四五六日]))|日(?!均))"
    r"|(?<![本上下这每个双一了])周末(?=将|有望|预计|迎来|这[一场股]|多半|可能|恐怕|又要|还要|仍?有[小中大阵暴雷]?[雨雪])|(?<=预计)周末"
)
_DATED_WEEK = re.compile(
    r"(?:(?<!日)本|(?<![网海马再赶碰遇])上|下)个?周[（(]\d{1,2}月\d{1,2}日[至到—\-]{1,2}(?:\d{1,2}月)?\d{1,2}日[）)]"
)
"""`上周（3月9日至15日）`."""
_MONTH = re.compile(
    r"(?P<word>上上个?|下下个?|(?<![日基根])本|(?<![马网再])上个?|(?<!再)下个?|这个)月(?![球亮光色饼台票薪嫂\d])"
    rf"|(?<![\d本上下个这每当同该几数整岁年正腊{_NUMERALS}])月(?=[底末初](?![一二三四五六七八九十])|[上中下]旬)"
    r"|(?:(?<=[，。；：、于在从自到至])|^)(?P<third>[上中下]旬)"
)
_QUARTER = re.compile(r"(?P<word>(?<!日)本|上上?个?|下下?个?|这个?)季度")
_FROM_TEXT = re.compile(
    r"(?<![每至到—\-])(?P<from>[翌次][日晨年]|转[天年](?![内上下移气]))(?![达送])|(?:(?<=[，。；：])|^)(?P<head>第二[天年]|隔[天日]|当[天日晚]|同[天日])(?![^，。]{0,3}[往票]|、|起至)"
)
_MONTHS = re.compile(
    r"(?<![\d.年今去明前至到—–\-~～])(?:(?:\d{1,2}(?:[至到、—–\-~～]{1,2}))?\d{1,2}月(?!\d{1,2}[日号—–\-至、])(?:份|底|初)?"
    r"|(?:前三|第?[一二三四])季度|[上下]半年)"
)
_YEAR = re.compile(
    rf"{compound_times.YEARS}"
    r"|(?P<word>(?<!如)今|(?<!过)去|上(?=年同[期月])|(?<![光清透文说表证声阐])明|(?<![目之以当眼提从])前|(?<![今以之疫战会产])后)年(?!均|度|轻)"
    r"|(?:(?<=[，。；：、到于在至计争望将从自赶])|^)年(?=[底末内]|初(?![一二三四五六七八九十]))"
    r"|(?P<annual>(?<!日)本|上|下|今|去|明)年度(?!假)"
    r"|(?P<season>(?<![如当迄古])今|(?<![过失])去|(?<![光清透文说表证声阐])明)[春夏秋冬](?![季天]?[奥运])[季天]?"
)
_SPAN = re.compile(
    rf"(?:(?:未来|今后|接下来|往后)的?(?P<number>\d{{1,3}}|[{_NUMERALS}两几]+)[多余]?(?P<unit>天|日|小时|个小时|周)"
    rf"|(?P<named>{compound_times.DAYS}|[今明][天日]?起[{_NUMERALS}两几]天))"
)
_UNTIL_NOW = re.compile(
    r"(?:(?<=[，；])|^)[至迄]今(?=[未没尚无]|[仍还](?!是|为|被|有|在用|在使|在沿|在流|保|屹|耸|流传|沿用|广|活跃))|到目前(?:为止)?"
    r"|[至迄]今(?=[仍还尚][^，。；]{0,2}?(?:[泡浸淹压堵困埋]|在水|停[水电航运]|断[水电网]|漏雨))"
    r"|(?<=[开闭][业幕展馆园学播工])至今(?=，?[^，。]{0,6}(?:已|共|累计|总))|(?<=[运实试]行)至今(?=，?[^，。]{0,6}(?:已|共|累计|总))"
    r"|(?:截[至止](?:到)?|[至到])(?:本报)?(?:记者)?(?:发稿|截稿)[时前]?(?:为止)?"
    r"|截[至止](?:到)?(?:目前|当前|今(?![天日年晨早晚夜]))(?:为止)?"
)
_NOT_IN_A_WORD = "(?<![将接临邻靠附提早晚了少多])"
"""Ahead of 近两天, not in 将近两天 and 晚了近两天, which last so long."""
_BEGUN_WORD = "(?:(?<=[，。；：、“”说称讲道在从到是就也还都他她们我里人家县市村镇乡者])|^)"
"""Ahead of 前两天, which else begins inside a word: 提前两天, 坝前两天, 桥头几天."""
_LATELY = re.compile(
    r"(?:(?P<vague>(?<![接临靠最])近日(?![本点])来?|(?<![\d假节生工作旬])日前(?![往来后夕])|(?<![最])近期)"
    rf"|(?P<near>(?:(?<=[，；。])|^)(?:[{_NUMERALS}两几半]|\d{{1,2}})(?:天|个?[周月]|个?星期)(?:以来|多来|来)(?=，)"
    rf"|连日来?|这[两几]天(?!然)|{_NOT_IN_A_WORD}最?近[两几]天|{_BEGUN_WORD}[前头][几两]天|{_NOT_IN_A_WORD}近[两三]日|(?:(?<=[，；。])|^)(?:目前|眼下|当前|当下)(?=，)))"
)
_ELAPSED = re.compile(
    rf"(?:公布|开[业通馆学幕]|上[市线映]|实施|施行|运[营行]|启[动用]|通[车航]|成立)(?:已|满|近|整|已经)?(?P<number>\d{{1,3}}|[{_NUMERALS}两半几]{{1,3}})(?P<unit>天|周|个?星期|个月)(?![后前内之以的长\d])"
)
"""`分数线公布三周`: counted until the article's day."""
_STALE = re.compile(
    rf"(?P<days>过去的?(?:\d{{1,2}}|[{_NUMERALS}两])(?:个?小时|[天日])(?!内?的)"
    r"|(?:距离?|(?:(?<=[，。])|^)离)[^，。]{0,14}(?:还有|只剩|仅剩|不足|不到)[^，。]{0,3}\d{1,3}[多余]?天(?=，))"
    r"|(?P<weekend>刚刚过去的(?:这个)?(?:周末|一周|小?长?假期?))|(?P<on>(?:自|从)?即日起)"
    rf"|(?P<counted>(?:还有|[只仅]剩)(?:\d{{1,2}}|[{_NUMERALS}两几])个(?:早[晨上]|晚上|夜晚|白天|周末|工作日)|(?:剩下|余下|剩余)的?(?:\d|[{_NUMERALS}两几])天(?=[仍将还都也]|里?[^，。]{{0,4}}[有将])|(?:[去前]年|(?:\d{{1,3}}|[{_NUMERALS}百]{{1,3}})(?:周?年|个月)[之以]?前|历史上)的?[今昨][天日]"
    r"|倒计时第?\d{1,3}天|再[上下]个?(?:周|星期|礼拜)[一二三四五六日天]?|(?<![不度经通超])过[几两]天)"
)
"""What is counted from the article's day, and is false two days later."""
_STALE_AFTER = {"days": 0, "weekend": 4, "on": 2}
_PART_BEHIND = re.compile(r"晚(?![间上些会])|[早晨夜](?![间里上晨])")
_PART_IN = re.compile(r"日([晚夜早晨])[（(]")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_QUOTED = re.compile(r"[“「『《【][^“”「」『』《》【】]*[”」』》】]")
_ENDED = re.compile(r"^[^“「『《]*[”」』》]")
_BEGUN = re.compile(r"[“「『《]")
_SHIFTS = {"昨": -1, "今": 0, "明": 1, "前": -2, "后": 2}
_UNIT_SHIFTS = {"上": -1, "本": 0, "这": 0, "下": 1}
_YEAR_SHIFTS = {"前": -2, "去": -1, "上": -1, "今": 0, "本": 0, "明": 1, "下": 1, "后": 2}
_DAYS_OF_SPAN = {"天": 1.0, "日": 1.0, "小时": 1 / 24, "个小时": 1 / 24, "周": 7.0}


@functools.lru_cache(4096)
def find(text: str, dated: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
    """Return the mentions outside quotations and titles, in order.

    `dated`: the words behind which the text's source has a date, so that they name a day and no age. The answers are
    kept: a run asks for a sentence when it chooses, when it tells, and when it compares the two.
    """
    masked = mask(text)
    found: list[Mention] = []
    taken = [False] * len(masked)
    for unit, pattern in _PATTERNS:
        for match in pattern.finditer(masked):
            if any(taken[match.start() : match.end()]) or not (each := _mention(unit, match, masked, dated)):
                continue
            taken[each.start : each.end] = [True] * (each.end - each.start)
            found.append(each)
    return tuple(sorted(found, key=lambda each: each.start))


def mask(text: str) -> str:
    """Return the text with blanks for what is quoted and for titles."""
    masked = _QUOTED.sub(lambda quoted: "＿" * len(quoted[0]), text)
    masked = _QUOTED.sub(lambda quoted: "＿" * len(quoted[0]), masked)
    masked = _ENDED.sub(lambda quoted: "＿" * len(quoted[0]), masked)
    last = max(map(masked.rfind, "”」』》"))
    begun = _BEGUN.search(masked, last + 1)
    return masked[: begun.start()] + "＿" * (len(masked) - begun.start()) if begun else masked


_PATTERNS = (
    (Unit.BESIDE, _BESIDE),
    (Unit.LATELY, _STALE),
    (Unit.UNTIL_NOW, _UNTIL_NOW),
    (Unit.SPAN, _SPAN),
    (Unit.COUNTED, counted_stretches.STRETCH),
    (Unit.COUNTED, _ELAPSED),
    (Unit.WEEK, _DATED_WEEK),
    *zip((Unit.FULL_DATE, Unit.MONTH_DAY, Unit.DATE), _DATES_BESIDE_DAY, strict=True),
    (Unit.DAY, _DAY),
    (Unit.WEEKDAY, _WEEKDAY),
    (Unit.WEEKDAY, _BARE_WEEKDAY),
    (Unit.FULL_DATE, _FULL_DATE),
    (Unit.FULL_DATE, _SPELLED_DATE),
    (Unit.MONTH_DAY, _MONTH_DAY),
    (Unit.DATE, _DATE),
    (Unit.FROM_TEXT, _FROM_TEXT),
    (Unit.WEEK, _WEEK),
    (Unit.QUARTER, _QUARTER),
    (Unit.MONTH, _MONTH),
    (Unit.YEAR, _YEAR),
    (Unit.MONTHS, _MONTHS),
    (Unit.LATELY, _LATELY),
)
"""The first that matches a word has it."""


def _mention(unit: Unit, match: re.Match[str], text: str, dated: Container[str]) -> Mention | None:
    """Return the mention; None for what is no day's name."""
    start, end = match.span()
    groups = match.groupdict()
    word = groups.get("word") or ""
    base = Mention(unit, start, end, match[0])
    if unit is Unit.DAY:
        return _day(match, text, dated)
    if unit in (Unit.DATE, Unit.FULL_DATE, Unit.MONTH_DAY, Unit.BESIDE):
        return _date(unit, match, text)
    if unit is Unit.WEEKDAY:
        return _weekday(match, text)
    if unit in (Unit.WEEK, Unit.MONTH, Unit.QUARTER):
        return _stretch(unit, match, text)
    if unit is Unit.FROM_TEXT:
        shift, part = int(match[0][0] not in "当同"), match[0][-1].replace("天", "").replace("日", "")
        return Mention(unit, start, end, match[0], shift, part)
    if unit is Unit.YEAR:
        return Mention(
            unit, start, end, match[0], shift=_YEAR_SHIFTS[word or groups["annual"] or groups["season"] or "今"]
        )
    if unit is Unit.SPAN:
        return Mention(unit, start, end, match[0], shift=_days_of(groups))
    if unit is Unit.COUNTED:
        return _counted(match, text)
    if groups.get("counted"):
        return Mention(Unit.SPAN, start, end, match[0], shift=1)
    if unit is Unit.LATELY and "days" in groups:
        kind = next(key for key in _STALE_AFTER if groups[key])
        return Mention(unit, start, end, match[0], shift=_STALE_AFTER[kind])
    if unit is Unit.LATELY:
        return Mention(unit, start, end, match[0], shift=10 if groups["vague"] else 3)
    return base


def _weekday(match: re.Match[str], text: str) -> Mention | None:
    groups, (start, end) = match.groupdict(), match.span()
    word = groups.get("word") or ""
    named = (groups.get(key) for key in ("day", "alone", "named", "paired", "soon", "until", "near", "feast"))
    day = _NUMERALS.find(next(filter(None, named))) + 1 or 7
    on = groups.get("alone") and text.startswith("起", end)
    soon = groups.get("soon") or groups.get("until") or on
    part = "feast" if groups.get("feast") else "soon" if soon else "near" if groups.get("near") else ""
    known = int(groups.get("date") or 0)
    word = word or (text[start - 4] if groups.get("paired") else "")
    shift = _shift(word) if word else 9
    if not word and recurring_days.recurs(text, start, end):
        return None
    return Mention(
        Unit.WEEKDAY, start, end, match[0], shift, part, day=day, month=int(groups.get("month") or 0), last=known
    )


def _stretch(unit: Unit, match: re.Match[str], text: str) -> Mention | None:
    word, (start, end) = match.groupdict().get("word") or "", match.span()
    compared = "compared" if word[:1] == "上" and text[max(0, start - 1) : start] in tuple("比较与跟同") else ""
    if compared and unit is not Unit.WEEK:
        return None
    if match.groupdict().get("third") and "月" in text[:start]:
        return None  # `3月上旬播种，下旬出苗`
    bare = unit is not Unit.WEEK or match[0].startswith("周")
    shift = _shift(word or ("本" if bare else match[0]))
    return Mention(unit, start, end, match[0], shift, compared)


def _shift(word: str) -> int:
    """Return how many weeks or months on: 上 one back, 下下 two on."""
    return _UNIT_SHIFTS[word[0]] * (2 if word[:2] in ("上上", "下下") else 1)


def _day(match: re.Match[str], text: str, dated: Container[str]) -> Mention | None:
    word = match["word"] or match["far"]
    key = "" if match["word"] else "f"
    bracket = {name: int(match[key + name] or 0) for name in ("year", "month", "day")}
    start, end = match.span()
    surely = word in dated or match[0].endswith(("）", ")")) or _BESIDE_DATE.search(text) is not None
    if word == "后天" and not surely and _INBORN.search(text):
        return None
    if not surely and is_age(text, start, start + len(word)):
        return None
    part = word[1:] if word[1:] in ("晚", "早", "晨", "夜") else ""
    return Mention(
        Unit.DAY,
        start,
        end,
        match[0],
        shift=_SHIFTS[word[0]] if word[0] != "大" else 3 * _SHIFTS[word[1]] // 2,
        part=part,
        between=match[key + "between"] or "",
        **bracket,
    )


def _counted(match: re.Match[str], text: str) -> Mention | None:
    """Return a stretch that is counted from the article's day, or may be; None for `10日前`, a date."""
    if match.re is _ELAPSED:
        days = max(1, round(counted_stretches.days(match)))
        return Mention(Unit.COUNTED, *match.span(), match[0], -days, CountedFrom.PERHAPS)
    edge, unit = (match["edge"] or "后")[-1], match["unit"]
    if unit == "日" and match["number"].isdigit() and edge != "内":
        return None
    since = counted_stretches.counted_from(text, match)
    if since is CountedFrom.EVENT:
        return None
    count = counted_stretches.days(match)
    exact = round(count) if counted_stretches.is_exact(text, match) else 0
    shift = max(1, round(count)) * (-1 if edge == "前" else 1)
    return Mention(Unit.COUNTED, *match.span(), match[0], shift, since, between=edge, day=exact)


def _date(unit: Unit, match: re.Match[str], text: str) -> Mention | None:
    start, end = match.span()
    groups = match.groupdict()
    day, month, last = (_number(groups.get(key) or "") for key in ("day", "month", "last"))
    if not 1 <= day <= 31 or last > 31 or month > 12 or (unit is Unit.FULL_DATE and not month):
        return None
    word = groups.get("word") or ""
    if unit is Unit.DATE and day_counts.is_count(text, start, end):
        return None
    shift = 0
    if word:
        shift = _YEAR_SHIFTS[word[0]] if unit is Unit.FULL_DATE else _UNIT_SHIFTS[word[0]]
    part = ""
    if unit is Unit.DATE and not last and _PART_BEHIND.match(text, end):
        part, end = text[end], end + 1
    elif unit is Unit.DATE and (parted := _PART_IN.search(match[0])):
        part = parted[1]
    year = int((groups.get("year") or "0").translate(_DIGITS))
    return Mention(
        unit, start, end, text[start:end], shift, part, between=word, day=day, month=month, year=year, last=last
    )


def _number(written: str) -> int:
    """Return a number of one or two digits, or as it is spelled: 三十一; 0 of nothing."""
    if not written or written.isdecimal():
        return int(written or 0)
    tens, ten, ones = written.rpartition("十")
    return (_NUMERALS.find(tens or "一") + 1) * 10 * bool(ten) + (_NUMERALS.find(ones) + 1 if ones else 0)


def _days_of(groups: dict[str, str | None]) -> int:
    """Return how many days a span is long, at least 1."""
    if not groups["number"]:
        return 2
    number = groups["number"]
    few = {"两": 2, "几": 3}.get(number[-1]) or _NUMERALS.find(number[-1]) + 1
    count = int(number) if number.isdigit() else few
    return max(1, round(count * _DAYS_OF_SPAN[groups["unit"] or "天"]))


def undated(text: str) -> str:
    """Return a headline less its times counted from the writer's day, where none can be told: `明起延长` as `延长`."""
    for each in reversed(find(text)):
        if each.unit in _COUNTED_FROM_TODAY:
            text = text[: each.start] + text[each.end :].removeprefix("起")
    return text


_COUNTED_FROM_TODAY = frozenset(
    (Unit.DAY, Unit.WEEKDAY, Unit.WEEK, Unit.MONTH, Unit.MONTH_DAY, Unit.QUARTER, Unit.COUNTED, Unit.SPAN)
)
