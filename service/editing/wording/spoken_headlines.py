"""Printed headlines as phrases for the ear.

A headline is cleared of what is for the eye (labels, numbering, final punctuation), its spaces are read as pauses or,
where a line only wrapped, not at all; it is shortened at a clause boundary; and one that says nothing by itself, a
verse or a column's name, gives way to what the story says.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.editing import cohesion, news_sense
from service.editing.attribution import full_names
from service.editing.summary import speakability
from service.editing.summary.feature_weights import frequency
from service.editing.wording import told_headlines
from service.editing.wording.countries import in_full
from service.language import brackets, regions, scripts
from service.model import UNREADABLE, Article, DayWord

LONGEST_HEADLINE = 30
"""Characters of a headline that a listener takes in at once."""
SHORTEST_CLAUSE = 8
"""Characters of a clause that can stand for a headline."""
LONGEST_LISTED = 10
"""Characters of one of several things that a headline lists, at the most."""
FRAGMENT_LENGTH = 10
"""Characters of the shortest line above a title that can be heard without it."""
FRAGMENT_TITLE_LENGTH = 12
"""Characters below which a title is heard together with the line above it: `银行柜员多问三句` `拦下老人18.6万元`."""
LONGEST_NAME = 4
"""Characters of a title that is a bare name: it is heard with the line below it, `祝令仪` `社区护士，爬了18年楼`."""
VERSE_PAIR_SHARE = 0.25
"""The share of a verse's pairs of characters that an article may hold by chance."""
COMMON_PAIR_SHARE = 0.02
"""The share of news items that hold a pair of characters, from which on no pause is likely between them."""
EDGE_RATIO = 3
"""A common pair is no broken word where the pairs on both of its sides are at least a third as common: `交接 着陆`.
Of 3,000 printed pauses 21 of the 24 that the pair alone took for wraps are none with it and with what the body has,
and of 3,000 broken headlines 42 fewer are mended."""
PLAIN_SHARE = 0.5
"""The share of another line's pairs of characters that what is told must hold, for it to be said instead of a title."""
VERSE_WORD_COUNT = 3
"""How often a title's word stands in the article, at least, for a verse to tell what it is about."""

_LABEL = re.compile(r"【[^】]{0,300}】|\[[^\]]{0,300}\]|〔[^〕]{0,300}〕|^[^，。：“]{2,8}[丨｜|]")
_LETTER = re.compile(r"[【\[]?(?:读者|群众|市民|百姓)?来信[丨｜|】\]]")
"""`来信｜湖边的灯该修了`: a reader asks it, so that who answers below answers somebody."""
_NUMBERING = re.compile(
    r"^\s*(?:[（(]\d{1,2}[）)]|[①-⑳]|\d{1,2}[.．、](?=\D|\d{1,2}月|20\d\d|\d+[个项家名位部省国届])|[一二三四五六七八九十]、)\s*"
)
_IN_BRACKETS = re.compile(r"（([^（）]+)）")
_LEADS_ON = re.compile("(?:只剩下|发现|看到|说|是|为)$")
"""The end of a line that the title goes on with."""
_TELLER = re.compile("，[^，]{2,10}(?:说|写道)$")
"""Who says the title: `物业费收缴率从41%升到93%，业委会主任说——`."""
_OF_THE_REPORTER = re.compile("^[^，。]{0,4}记者|，记者[^，。]*$|发现$|本[报刊][^，。《]{0,14}(?:报道|刊登|刊发|刊载)")
"""What a reporter did to find the news is none, nor is what the paper printed before."""
_ANSWERS = re.compile("答[^，。]{0,6}问$")
"""That somebody answers questions, and nothing of it."""
_WITHOUT_OBJECT = re.compile("(?:通过|印发|公布|发布|出台|签订|批准)(?:，|$)")
"""What was done to nothing that the line names: `市人大常委会昨天通过，10月1日起施行`."""
_ONLY_REPORTS = re.compile("(?:通报|通告|公告|获悉|介绍|透露|表示|提醒|指出|回应|[^小传]说)$")
"""`市春运办前天晚上通报`: that somebody reports, and nothing of it."""
_ONLY_PUBLISHES = re.compile("(?:发布|公布)[^，。《]{0,6}(?:预报|通告|公告|通报|公报|通知|消息|提示)$")
"""`市气象台发布重要天气预报`: that something was published, and nothing of it."""
_PICTURE_REMARK = re.compile(r"[（(](?:组?图|附图|图片|多图|[上中下]|[^（()）]{0,6}组图)[）)]")
_OUTER_PUNCTUATION = " \u3000。，、！；：.,!;:…—-·"
_COLUMN_NAME = re.compile(
    r"^[^，。：；]{0,6}(?:快评|短评|时评|微评|锐评|评论|观察|快讯|快报|简讯|简报|要闻|导读|提要|图片新闻|速递|速览|集锦|一览|资讯|专栏|专版|专题|编者按)$"
)
_HOUR_ALONE = re.compile(r"[^，。]{0,6}?\d{1,2}[时点](?:\d{1,2}分)?许?")
_OF_NOBODY = re.compile(
    r"(?:\d+|[两一二三四五六七八九十]+)(?:[名位][^，。：\s]{1,5}?|[人区县镇村户地][^，。：\s]{0,2}?)"
    r"(?:受伤|遇难|死亡|获救|撤离|失联|被困|车程|转移|脱险|平安|[扭轻重擦烧烫]伤|丧生|身亡)"
    r"|(?:死亡|遇难|受伤|伤亡|失[联踪]|获救)人数[^，。\s]{0,4}?(?:增|升|上升|降|达|为)"
)
"""What came of something, and not of what: `7人受伤 132户居民已全部撤离`, `死亡人数增至2人`."""
_PART_BREAK = re.compile(r"[\s\u3000]*(?:——+|--+|[：:；;，,]|[\s\u3000])[\s\u3000]*")
_OPEN_END = re.compile(
    r"(?:[的和与及或为让把被将从跟给以并而就兼“《、\d]|成为|入选|获|荣获|走进|提供|实现|支持|显示|继续|共同|成功|累计)$"
)
"""What wants something behind it: the line only wrapped."""
_BOUND_START = re.compile(r"^(?:[的和与及或了]|着(?![陆力眼手重装])|之[^江乎]|以及|背后的)")
_AIM_START = re.compile(
    r"^为(?:推[进动]|促进|实现|加快|构建|建设|全面|进一步)[^，]{4,}(?:提供|作出|做出|贡献|注入|奠定|凝聚)"
)
"""`高质量做好各项工作 为推进现代化提供支撑`, though 作为 is a common word."""
_CLAUSE_END = re.compile(r"[来去完好]了$")
"""`果农的苹果回来了 一只没少`: nothing of the same clause follows."""
_INSTITUTION = re.compile(r"[行局院厅委部处市县区州省镇]$|公司|集团|大学|学校|学院|中心|医院|企业|协会|法院$")
_JOINTLY = re.compile(r"^[^，：]{2,10}联合")
_BODY_START = re.compile(
    "[^，。：；“”《在关]{0,12}?(?:中央|国务院|军委|政协|[法检察]院|常委会|(?<![东西南北中全干内外])部(?!分|队|署|[长员])|(?<![格结布大全开当])局(?![长部])|[委办厅](?![长员议公法理]))"
)
"""A body at the beginning: `中共中央 国务院印发…` has two, that do one thing."""
_NO_BODY = re.compile("[格结布大全开]局$|^(?:构建|加[速快强]|打造|建[成设]|筑牢|推[进动])")
"""`加速构建新格局 绘就西部新图景` has none."""
_SETS_UP = re.compile(
    "(?:之[际后前时]|以来|年来|期间)$|关于(?![^，]*的(?:决定|决议|意见|通知|公告|规定|办法|报告|批复|说明|议案|命令|建议|方案|通报))[^，]*$"
)
"""A first part that says when or about what, and nothing yet: `在丰收节到来之际`, `云州市关于给林远颁发勋章`."""
_AIMED_FIRST = re.compile("(?:征求|听取|围绕)[^，]*$")
"""What a meeting is for, ahead of the meeting: `征求对规划建议的意见 市里召开座谈会`."""
_SPOKE_THERE = re.compile(
    r"(?P<who>[^，在]{2,12})在(?:听取|出席|参加|看望|视察|考察)[^。]*?[时上中](?:并)?(?P<verb>强调|指出|表示|要求|提出)，(?P<what>[^，]+)"
)
"""`方远在听取区委 区工会工作汇报时强调 …`, that is cut before what he stressed."""
_WHEN_END = re.compile("(?:[前后]|以来|期间)$")
_WHERE_END = re.compile("(?:^|[^现正所])在[^，的]{2,8}$")
"""`元宵节前` `还有一次降温`, `同美方会谈在阿曼` `举行`: when or where, and no more."""
SHORTEST_PART = 3
"""Characters of the shortest part of a headline that is not said in one with the next: `门票` `今起预约`."""
_OTHER_SPEAKER = re.compile("(?:[专行]家|代表|方面?|老人|大户)$")
_COVERB = re.compile("[把让为将在从向对以给用全由]")
_OFFICES = ("海关", "警方")
_CENTRE = ("中共中央", "国务院")
_TELLS = ("已", "将", "不", "没", "未")
"""How what an office says begins, `药监局：已责令下架`, though a verb may begin so too."""
_REPORTS = "[^，。：“”]{0,12}(?:[说称]|表示|介绍|宣布|通报|提醒|发布|回应|答复)"
_PLACE_LENGTH = 2
"""Characters of a bare name that may be a place: `云州：把服务送到田头`."""
_TALK = re.compile("对话|专访|访谈?|走近|人物")
"""`对话医疗队队长池砚秋：`: it is the reporter who talks with him."""
_COLON = re.compile(r"(?:(?<!\s)\s++)?[：:；;]\s*")
_ACTION_START = re.compile(
    r"^(?:[在将获已被再]|入选|走进|举[行办]|召开|开展|发[布表出]|完成|实现|突破|提供|引领|会见|宣布|启动|推出|出台|印发|精准|全面|持续|累计"
    r"|积极|扎实|全力|着力|深入|荣获|喜获|斩获|获评|上榜|揭牌|开通|开工)"
)
_ADDRESSED = re.compile("(?:，代表[^，]{2,8})?，向各?[^，]{0,8}(?:党派|人士|群众|人民|同胞|成员|指战员|官兵)$")
"""`代表中共中央，向各民主党派` at the end of what is kept: to whom, and not what."""
_HANGING_END = re.compile(r"(?<=.{8})，[^，]{0,12}(?:时许|时分|之[后前际]|[时后前])$")
"""The last part of a shortened headline that only says when."""
_SAYS = "说"
_PLACE_LABEL = re.compile(
    "(?![这那哪各全每本我一两三四五几从到在看问访])[\u3400-\u9fff]{1,8}(?:省|市|县|旗|镇|乡|(?<![农山渔乡])村|(?<![小社地片城园库校景灾郊战赛辖片])区)"
)
"""`浙江：五一起…再添5种`, `洞坪乡：一声喊，21户撤出`; none of 三问老旧小区, 城市, 乡村."""
_COURT = re.compile("法院$")
_RULED = re.compile("法院[^，。：“”]{0,12}?判(?:[决令处]|(?=，|：))")
"""`法院：遛狗人担七成` above `县法院一审判决：…`: what a court says is heard as 法院判."""
_SPEECH_VERB_END = re.compile(r"(?:时|会上|之际)?(?:并)?(?:强调|指出|表示|要求|提出)$")
_SPEAKS_AT = re.compile(r"(?P<who>[^，在]{2,12})在[^，]{4,}[上时中](?:并)?(?P<verb>强调|指出|表示|要求|提出)")
"""`方远在全市防汛工作视频会议上强调`: of a long headline the place goes first."""
_ONLY_WHO = re.compile("(?:专?访|对话|记)[^，。：“]{4,30}")
"""`访区中心医院骨科主任翁国强`: with whom the reporter talked, and nothing of it."""
_TIME_OR_SOURCE_START = re.compile(
    r"^(?:近日|日前|近期|当下|眼下|当前|目前|今年以来|近年来|连日来|[昨今前]天|[昨今]日|[^，]{0,4}\d{1,2}[月日][^，]{0,6}|据[^，]{1,12}(?:介绍|了解|消息)|据悉)，"
)
_PRESENT = re.compile(r"[\u4e00-\u9fff]{2,8}(?:讲话|主持|出席|致辞|参加)")
"""A part of a line that says who was there: `程立川讲话 冯春暖主持`."""
_ANNOUNCED = re.compile(
    r"发布会|吹风会|见面会|[中里内]$|(?:公布|发布|宣布|介绍|通报|表示|称|数据|消息)$|(?:说|指出|强调|认为|坦言)，|曾?因[^，]*$"
)


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline as it is said, without final punctuation."""

    text: str
    """Empty when nothing can stand for a headline."""
    source: str
    """The words of the article that it came from."""
    own: bool
    """True when the page has it as a headline; False when it is taken from the story's sentence."""
    days: tuple[DayWord, ...] = ()
    """The day words in it, told from the programme's day."""
    writer: str = ""
    """The language model that has written it; empty: the article's own."""


def headline(article: Article, *told: str) -> Headline:
    """Return what announces a story: the line of its headline that tells news, else the headline as it stands.

    One that says nothing (a verse, a question, a slogan, a name) gives way to a line with an event and a number, else
    to the main clause of one of the sentences that are `told`, where that tells news. A column's name is never
    announced, but that a reader wrote a letter is: 来信｜湖边的灯该修一修了.
    """
    found = _bare_headline(article, *told)
    letter = found.own and found.text and found.source == article.title and _LETTER.match(article.title)
    return replace(found, text=f"读者来信说，{found.text}") if letter else found


def _bare_headline(article: Article, *told: str) -> Headline:
    lines = _lines(article)
    if plainer := _plainer(lines, "".join(told)):
        return plainer
    if lines and lines[0].source != article.title and _OF_NOBODY.match(_without_labels(article.title)):
        return lines[0]  # behind what happened, which stands above the title
    empty = not lines or news_sense.says_nothing(lines[0].text)
    for each in lines:
        below = each.source.endswith(f" {article.subtitle}")
        if below and not empty and news_sense.is_about(lines[0].text):
            continue  # it goes on with a title that says of what: `投资3.6亿元，今年汛期后合龙` below a bridge
        if news_sense.tells_news(each.text) and (each is lines[0] or _stands(each.text, alone=below and not empty)):
            return each
    counted = (each for each in lines if news_sense.counts(each.text) and not _OF_THE_REPORTER.search(each.text))
    if empty and (line := next(counted, None)):
        return line
    named = next((each for each in lines[1:] if _names(each.text)), None)
    for sentence in told:
        clause = main_clause(sentence)
        if clause and empty and named and not news_sense.has_who_or_where(clause):
            return named
        if clause and (not lines or (empty and _announces(clause) and not _OF_THE_REPORTER.search(clause))):
            return Headline(clause, sentence, own=False)
    if lines:
        return lines[0]
    title = _without_labels(article.title)
    said = "" if _is_label(title, article) else _heard(title, article)
    return Headline(said, article.title if said else "", own=True)


def _plainer(lines: Sequence[Headline], told: str) -> Headline | None:
    """Return the line that tells what is told, where the title tells next to nothing of it: `板凳法庭开到了现场`."""
    if not lines or told_headlines.share(told, lines[0].text) > told_headlines.UNTOLD_SHARE:
        return None
    plain = (
        each
        for each in lines[1:]
        if told_headlines.share(told, each.text) >= PLAIN_SHARE and not speakability.refers_back(each.text)
    )
    return next((each for each in plain if news_sense.tells_news(each.text) and _stands(each.text, alone=False)), None)


def _stands(line: str, *, alone: bool) -> bool:
    """Return whether a line above or below the title can be said without it.

    `alone`: it must say who or where, as one below a title that says something goes on with it.
    """
    if (
        line.endswith("一句话")
        or _OF_THE_REPORTER.search(line)
        or _ONLY_PUBLISHES.search(line)
        or news_sense.points_back(line)
        or cohesion.sets_up(f"{line}。")
        or not news_sense.names_first(line)
    ):
        return False
    return not alone or news_sense.has_who_or_where(line)


def _names(line: str) -> bool:
    """Return whether a line beside the title says who or where, and can be said: `桐坞小学挂上了最后一块黑板`."""
    if any(each.search(line) for each in (_OF_THE_REPORTER, _ANSWERS)) or news_sense.points_back(line):
        return False
    return news_sense.has_who_or_where(line) and not news_sense.exhorts_or_asks(line)


def _announces(clause: str) -> bool:
    """Return whether a clause can stand for a headline: it tells news, and more than that something was announced."""
    return news_sense.tells_news(clause) and _ANNOUNCED.search(clause) is None


def _lines(article: Article) -> list[Headline]:
    """Return the lines of an article's headline that say something, as they are said: title, kicker, deck.

    Above a poetic title stands what happened, below it what follows from that.
    """
    above, title = _without_labels(article.kicker), _without_labels(article.title)
    below = _without_labels(article.subtitle)
    found: list[Headline] = []

    def add(said: str, source: str) -> None:
        found.append(Headline(said, source, own=True))

    fit_above = _is_informative(above, article)
    if fit_above and _OF_NOBODY.match(title) and (happened := _what_happened(above, article)):
        came_of_it = (_spoken(each, article.text) for each in (title, _PART_BREAK.split(title)[0]))
        longer = (f"{happened}，{each}" for each in came_of_it)
        said = next((each for each in longer if len(each) <= LONGEST_HEADLINE), happened)
        add(said, f"{article.kicker} {article.title}")
    if _is_informative(title, article):
        together = f"{_spoken(above, article.text)}，{_spoken(title, article.text)}" if fit_above else ""
        longest = FRAGMENT_LENGTH if news_sense.tells_news(above) or _LEADS_ON.search(above) else FRAGMENT_TITLE_LENGTH
        fragment = len(title) < longest and not _SPEECH_VERB_END.search(above)
        if fragment and together and len(together) <= LONGEST_HEADLINE:
            add(together, f"{article.kicker} {article.title}")
        add(_heard(title, article), article.title)
        if len(title) <= LONGEST_NAME and below:
            add(
                _shortened(f"{_spoken(title, article.text)}，{_spoken(below, article.text)}"),
                f"{article.title} {article.subtitle}",
            )
    if fit_above:
        for part in _parts(above) if len(above) >= FRAGMENT_LENGTH else ():
            said = _heard(part, article)
            if _SPEECH_VERB_END.search(part):  # what was said is the title
                said = _shortened(f"{_spoken(part, article.text)}，{_spoken(title, article.text)}")
            if said:
                add(said, f"{article.kicker} {article.title}")
    if _is_informative(below, article):
        for part in (each for each in _parts(below) if not _SPEECH_VERB_END.search(each)):
            add(_heard(part, article), f"{article.title} {article.subtitle}")
    return found


def _what_happened(above: str, article: Article) -> str:
    """Return the part of the line above a title that says who or where, without the hour; empty where none does."""
    parts = (each for each in _PART_BREAK.split(above) if len(each) > told_headlines.SHORTEST_REST)
    named = (each for each in parts if news_sense.has_who_or_where(each) or news_sense.tells_news(each))
    found = next((each for each in named if not (_HOUR_ALONE.fullmatch(each) or _OF_THE_REPORTER.search(each))), "")
    return _spoken(found, article.text) if found else ""


def _parts(line: str) -> list[str]:
    """Return what a line above or below a title says first, in parts where it is long, each a clause at least."""
    first = _TELLER.sub("", line.partition("。")[0])
    parts = [first] if len(first) <= LONGEST_HEADLINE else first.split("；")
    if parts == [first] and len(first) > LONGEST_HEADLINE:
        ends = (first[at.end() :] for at in re.finditer("，", first))
        parts += [next((each for each in ends if len(each) <= LONGEST_HEADLINE), "")]
    fit = (each for each in parts if len(each) >= SHORTEST_CLAUSE and _has_no_open_quotation(each))
    fit = (each for each in fit if not _ONLY_WHO.fullmatch(each))
    return [each for each in fit if "《" in each or not _WITHOUT_OBJECT.search(each)]


def main_clause(sentence: str) -> str:
    """Return the clauses that a sentence opens with, if at most 30 characters of them say something; or nothing."""
    clauses = _TIME_OR_SOURCE_START.sub("", speakability.begun(brackets.told(sentence), opens_paragraph=True))
    whole = clauses.rstrip(_OUTER_PUNCTUATION)
    ends = [*speakability.endings(clauses), len(whole)]
    fit = (end for end in ends if SHORTEST_CLAUSE <= end <= LONGEST_HEADLINE)
    fitting = [end for end in fit if not _ONLY_REPORTS.search(clauses, 0, end)]
    if not fitting or speakability.refers_back(clauses):
        return ""
    clause = clauses[: fitting[0]]
    return clause if _has_no_open_quotation(clause) else ""


def is_wrap(left: str, right: str, body: str) -> bool:
    """Return whether the space between two parts of a headline is a line that wrapped inside one phrase.

    It is, when one side cannot stand alone, when an institution is followed by what it does, when the article says the
    words on both sides in one go, or when they make a pair that is common in the news. Of 292 printed pauses 2 % are
    taken for wraps; of 297 headlines broken near their middle, three quarters are put together again.
    """
    if _SPEECH_VERB_END.search(left) or _CLAUSE_END.search(left) or _AIM_START.search(right):
        return False
    return bool(
        left.count("《") > left.count("》")
        or _OPEN_END.search(left)
        or _WHEN_END.search(left)
        or (_WHERE_END.search(left) and _ACTION_START.search(right))
        or len(left.rpartition("，")[2]) < SHORTEST_PART
        or _BOUND_START.search(right)
        or (_INSTITUTION.search(left) and _ACTION_START.search(right))
        or _without_quotation_marks(left)[-2:] + _without_quotation_marks(right)[:2] in _without_quotation_marks(body)
        or _breaks_word(_without_quotation_marks(left), _without_quotation_marks(right), _without_quotation_marks(body))
    )


def _breaks_word(left: str, right: str, body: str) -> bool:
    """Return whether the characters on both sides of a space make a common pair, where no words end and begin.

    Words do where the pairs on both sides are common, too, or the body has both sides, apart from each other.
    """
    share = frequency()
    seam = share(left[-1:] + right[:1])
    if seam < COMMON_PAIR_SHARE or EDGE_RATIO * min(share(left[-2:]), share(right[:2])) >= seam:
        return False
    return not (left[-3:] in body and right[:3] in body)


def _without_labels(line: str) -> str:
    """Return the line without labels, numbering, remarks on pictures and final punctuation."""
    bare = _NUMBERING.sub("", _LABEL.sub("", _NUMBERING.sub("", line.strip())))
    bare = _PICTURE_REMARK.sub("", bare).strip(_OUTER_PUNCTUATION)
    enclosed = _IN_BRACKETS.fullmatch(bare)
    return enclosed[1] if enclosed else bare


def _is_label(title: str, article: Article) -> bool:
    return (
        not title
        or UNREADABLE in title
        or title in map(_without_labels, article.damaged)
        or scripts.has_foreign_letters(title)
        or title == _without_labels(article.section)
        or _COLUMN_NAME.match(title) is not None
    )


def _is_informative(title: str, article: Article) -> bool:
    """Return whether the line says something of the story: no column's name, no verse, not just who was there."""
    present = all(map(_PRESENT.fullmatch, re.split(r"[，、\s]", title)))
    return not (_is_label(title, article) or is_verse(title, article.text) or present)


def is_verse(title: str, body: str) -> bool:
    """Return whether a title is a few equally long parts that name nothing of the article: 奋楫担使命 笃行启新篇."""
    parts = [_without_quotation_marks(part) for part in _PART_BREAK.split(title)]
    if not 2 <= len(parts) <= 3 or len({len(part) for part in parts}) > 1 or not 4 <= len(parts[0]) <= 8:
        return False
    if re.search(r"[A-Za-z\d《]", title):
        return False
    bare_body = _without_quotation_marks(body)
    counts = [bare_body.count(part[i : i + 2]) for part in parts for i in range(len(part) - 1)]
    return max(counts) < VERSE_WORD_COUNT and sum(map(bool, counts)) <= VERSE_PAIR_SHARE * len(counts)


def _without_quotation_marks(line: str) -> str:
    return re.sub(r"[“”‘’《》「」]", "", line)


def _is_followed_by_body(said: str, part: str) -> bool:
    """Return whether a body that stands alone so far is followed by another one: `中共中央 国务院印发…`."""
    return "，" not in said and len(said.rpartition("、")[2]) <= LONGEST_LISTED and _BODY_START.match(part) is not None


def _spoken(title: str, body: str) -> str:
    """Return the line with its spaces, dashes and colons as pauses, or as nothing where the line only wrapped."""
    parts = re.split(r"(?<=[^\sA-Za-z\d])\s+|(?<!\s)\s++(?=[^\sA-Za-z\d])", title)
    said = parts[0]
    for part in parts[1:]:
        bodies = (full_names.is_body(said.rpartition("、")[2]) and not _NO_BODY.search(said)) or said.endswith(_CENTRE)
        if (_INSTITUTION.search(said) and _JOINTLY.search(part)) or (bodies and _is_followed_by_body(said, part)):
            said += f"、{part}"
        else:
            said += part if is_wrap(said, part, body) or said[-1] in "，、：；！？—" else f"，{part}"
    said = in_full(re.sub(r"(?:(?<!\s)\s++)?(?:——+|--+)\s*", "，", said).replace(",", "，"), body)

    def pause(colon: re.Match[str]) -> str:
        before = said[: colon.start()]
        if not _has_no_open_quotation(before):
            return colon[0]
        behind, words = said[colon.end() :], re.split("[，：]", before)[-1]
        if _COURT.search(words) and _RULED.search(body) and not behind.startswith("判"):
            return "判"
        if _speaks(words, behind, body):
            return f"{_SAYS}，"
        return "" if before == words and _is_place(words) and not behind.startswith(("“", words)) else "，"

    return _COLON.sub(pause, said)


def _speaks(words: str, behind: str, body: str) -> bool:
    """Return whether what stands ahead of a colon is somebody, who says what stands behind it: 俄方, 作家阿尔泰.

    An office may have done it: `市城管局：在夜里巡查`. It speaks where it does so in the body, and no verb follows.
    """
    if _TALK.match(words):
        return False
    name = full_names.name_of(words)
    verbs = "(?:[说称]|表示|认为|介绍|回答|写道|指出|强调)"
    said = re.search(f"{re.escape(name)}[^，。：“”]{{0,8}}{verbs}", body) if name else None
    named = said is not None and (name != words or len(name) > _PLACE_LENGTH)
    if full_names.is_body(words) or words.endswith(_OFFICES):
        acts = not behind.startswith(_TELLS) and (_ACTION_START.search(behind) or _COVERB.match(behind))
        return not acts and re.search(f"{re.escape(words[-2:])}{_REPORTS}", body) is not None
    return named or full_names.is_title(words) or _OTHER_SPEAKER.search(words) is not None


def _is_place(words: str) -> bool:
    """Return whether a label is a place and no more: what happened there is heard right behind it."""
    return _PLACE_LABEL.fullmatch(words) is not None or words in _provinces()


@functools.cache
def _provinces() -> frozenset[str]:
    return frozenset(name for each in regions.provinces() for name in (each.name, each.short_name))


def _has_no_open_quotation(run: str) -> bool:
    """Return whether no quotation and no title is open at the end of the run."""
    return run.count("“") == run.count("”") and run.count("《") == run.count("》")


def _heard(line: str, article: Article) -> str:
    """Return the line as it is said, as much as an ear takes in."""
    said = _spoken(line, article.text)
    kept = _shortened(said)
    if kept == said:
        return said
    first = said.partition("，")[0]
    if _AIMED_FIRST.fullmatch(kept) and len(kept) > LONGEST_HEADLINE:
        return _shortened(said[len(kept) + 1 :])
    spoke = _SPOKE_THERE.match(said)
    if spoke and len(kept) < spoke.end("verb"):
        return f"{spoke['who']}{spoke['verb']}，{spoke['what']}"
    if kept == first and (_SETS_UP.search(kept) or re.search(f"{re.escape(kept)}\\s*[：:]", line)):
        return _with_what_follows(kept, said)
    return told_headlines.without_bare_label(kept, line)


def _with_what_follows(first: str, said: str) -> str:
    """Return a line's first part, that only leads up to the next, with that and what that leads up to."""
    kept = first
    for part in said[len(first) + 1 :].split("，"):
        kept = f"{kept}，{part}"
        if _has_no_open_quotation(kept) and not _SETS_UP.search(kept):
            break
    return kept


def _shortened(said: str) -> str:
    """Return the headline's first parts, as many as 30 characters hold, and at least one."""
    if len(said) <= LONGEST_HEADLINE:
        return said
    parts = said.split("，")
    kept = parts[0]
    for part in parts[1:]:
        if len(f"{kept}，{part}") > LONGEST_HEADLINE and _has_no_open_quotation(kept):
            break
        kept = f"{kept}，{part}"
    if len(kept) == len(said):
        return kept
    kept = _ahead_of_list(kept.split("，"), parts)
    whole = _HANGING_END.sub("", kept)
    bare = _SPEECH_VERB_END.sub("", whole)
    return _what_was_said(whole, parts) or (f"{bare}讲话" if bare != whole and bare.endswith("上") else bare)


def _ahead_of_list(kept: list[str], parts: Sequence[str]) -> str:
    """Return the parts that are kept of a headline, less a list that is cut inside: `发布远山部队，长河部队` of three.

    Where nothing stands ahead of the list it is heard whole, up to its verb.
    """
    first = len(kept)
    while first > 1 and _is_listed(kept[first - 1], parts[first], kept[first - 2]):
        first -= 1
    if first == len(kept):
        return _ADDRESSED.sub("", "，".join(kept)) or kept[0]
    ahead = "，".join(kept[: first - 1])
    if len(ahead) >= SHORTEST_CLAUSE:
        return ahead
    end = next((at for at, each in enumerate(parts) if at >= len(kept) and len(each) > len(kept[-1])), len(kept))
    return "，".join(parts[: end + 1])


def _is_listed(last: str, following: str, before: str) -> bool:
    """Return whether three parts of a headline are things of one kind: 长河部队 between two others."""
    kind = last[-2:]
    return len(last) <= LONGEST_LISTED and before.endswith(kind) and kind in following[-len(last) - 8 :]


def _what_was_said(kept: str, parts: Sequence[str]) -> str:
    """Return who said what, less where, if that is short enough: the first of two parts only says who and where."""
    spoke = _SPEAKS_AT.fullmatch(kept)
    if spoke is None or len(parts) < 2:
        return ""
    said = f"{spoke['who']}{spoke['verb']}，{parts[1]}"
    return said if len(said) <= LONGEST_HEADLINE and _has_no_open_quotation(said) else ""
