"""What an article's form says of its news: its size and figures, its credits, its voice, its headline, its genre."""

from __future__ import annotations

import math
import re

from service.core.messages import _
from service.editing import news_sense
from service.editing.genre_names import GENRES
from service.editing.selection.article_text import ArticleText, Values, Words
from service.model import Article, Genre

WHY: Words = {
    "dateline": _("it has a news agency's or the paper's dateline"),
    "own reporter": _("it is by a reporter"),
    "author alone": _("it bears an author's name alone"),
    "kicker": _("the paper set a line above its headline"),
    "subtitle": _("the paper set a line below its headline"),
    "section": _("it stands under a section's name"),
    "notes": _("it collects short notes"),
    "size to 60": _("up to 60 characters"),
    "size to 160": _("60 to 160 characters"),
    "size to 400": _("160 to 400 characters"),
    "size to 800": _("400 to 800 characters"),
    "size to 1400": _("800 to 1,400 characters"),
    "size above": _("over 1,400 characters"),
    "people": _("many people concerned"),
    "money": _("much money"),
    "deaths": _("news of deaths"),
    "percent": _("a percentage in the headline"),
    "digit": _("a figure in the headline"),
    "digits": _("full of figures"),
    "quotation": _("much is quoted"),
    "quoted headline": _("the headline is a quotation"),
    "question": _("the headline asks"),
    "telling headline": _("the headline tells the news"),
    "short headline": _("a headline of up to six characters"),
    "book": _("the headline names a work"),
    "dialogue": _("an interview"),
    "I": _("somebody tells of himself"),
    "we": _("it speaks of us"),
    "kin": _("family words"),
    "opinion": _("words of opinion"),
    "questions": _("it asks questions"),
    "said": _("somebody is cited"),
    "scene": _("it opens with a scene"),
    "sale": _("words of a sale"),
    "office notice": _("words of a notice"),
    "letter": _("a reader's letter"),
    "column": _("a commentator's column"),
    "contact": _("a telephone number or an address"),
    "fresh": _("it happened today or yesterday"),
    "vague date": _("it happened lately"),
    "undated": _("no date"),
    "future": _("it is to come"),
    **{
        f"genre {genre}": _("kind of article: {genre}", genre=GENRES[genre])
        for genre in Genre
        if genre.is_told and genre is not Genre.NEWS
    },
}
"""The features of this module."""
SIZES = ((60, "60"), (160, "160"), (400, "400"), (800, "800"), (1400, "1400"))
"""Characters up to which an article belongs to a size."""
_DATELINE = re.compile(r"[讯电](?:\s|\u3000|（|\(|$)|^（上接")
_REPORTER = re.compile("记者")
_COLUMN = re.compile("评论员|时评|锐评|快评|短评|漫谈|街谈|论[坛语]|观点|来论|社论|微评|声音")
_NOTES = re.compile("快讯|简讯|速递|速览|快览|短波|集纳|一句话|要闻简报|联播")
_PEOPLE = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)([万亿]?)(?:余|多)?(?:人|户|名|位)(?![民口均次])")
_MONEY = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)([万亿])(?:余|多)?(?:元|美元|欧元)")
_DEATHS = re.compile("遇难|死亡|身亡|丧生|致死")
_PERCENT = re.compile(r"\d[%％]|百分之|[一二两三四五六七八九]成")
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile("“[^“”]{6,200}”")
_QUOTED_HEAD = re.compile("^“[^“”]{2,40}”[^“”]{0,2}$")
_QUESTION_MARK = re.compile("[？?]")
_BOOK = re.compile("《[^《》]{1,30}》")
_DIALOGUE = re.compile("访|对话|答记者问|专访|问答")
_OUTSIDE = re.compile("“[^“”]{0,400}”")
_I = re.compile("我(?!国|市|省|县|区|们|校|院|军|党|方|州|镇|村|厂)")
_WE = re.compile("我们|咱们")
_KIN = re.compile("母亲|父亲|妈妈|爸爸|奶奶|爷爷|外婆|外公|祖父|祖母|妻子|丈夫|孩子|儿子|女儿")
_OPINION = re.compile("应当|不妨|可见|理应|何以|莫让|别让|毕竟|与其|倘若|值得|关键在|不该|须知|归根结底|才能真正")
_SAID = re.compile("说|介绍|表示|告诉记者")
_SALE = re.compile("优惠|特价|抢购|订购|开盘|招商|加盟|到店|元起|热销|咨询|折起|促销|选购|预订")
_OFFICE = re.compile("公告|通告|启事|声明|作废|遗失|讣告|招标|注销|公示|拍卖|特此|更正")
_LETTER = re.compile("来信|编辑同志|信箱|读者[·：]|读者(?:反映|投诉|求助|留言|建议)|盼复|网友留言")
_CONTACT = re.compile(r"\d{3,4}[-—]\d{6,8}|电话[：:]|地址[：:]|邮箱|扫码|二维码|热线")
_FRESH = re.compile("今天|今日|今晨|今早|昨天|昨日|昨晚|昨夜|前天")
_VAGUE = re.compile("近日|日前|连日来|近期|最近|近来|不久前")
_DAY = re.compile(r"\d{1,2}日|[上本下]周|今年|去年|本月|上月")
_FUTURE = re.compile("明[天日]|后天|即将|将于|将在|下周|本周[五六日]|预计")


def form(text: ArticleText) -> Values:
    """Return what the article's form says."""
    article = text.article
    found = {
        **_credits(text),
        **_scale(text),
        **_headline(article),
        **_voice(text),
        **_time(text),
        _size(len(article.text)): 1.0,
        f"genre {article.genre}": float(article.genre is not Genre.NEWS),
    }
    return {name: value for name, value in found.items() if value}


def _credits(text: ArticleText) -> Values:
    article = text.article
    credits = [edit.before for edit in article.edits if edit.what in ("byline", "dateline")]
    dateline = any(map(_DATELINE.search, credits))
    reporter = any(map(_REPORTER.search, credits))
    label = f"{article.section} {article.kicker}"
    return {
        "dateline": float(dateline),
        "own reporter": float(reporter and not dateline),
        "author alone": float(bool(article.authors) and not reporter and not dateline),
        "kicker": float(bool(article.kicker)),
        "subtitle": float(bool(article.subtitle)),
        "section": float(bool(article.section)),
        "column": float(bool(_COLUMN.search(f"{label} {''.join(article.authors)}"))),
        "letter": float(bool(_LETTER.search(f"{label} {article.title}"))),
        "notes": float(bool(_NOTES.search(f"{label} {article.title}"))),
    }


def _size(characters: int) -> str:
    return next((f"size to {name}" for limit, name in SIZES if characters <= limit), "size above")


def _scale(text: ArticleText) -> Values:
    beginning = f"{text.head}\n{text.later}"
    size = max(1, len(beginning))
    return {
        "people": _share(max(map(_number, _PEOPLE.findall(beginning)), default=1.0), 1, 7),
        "money": _share(max(map(_number, _MONEY.findall(beginning)), default=1.0), 4, 11),
        "deaths": float(bool(_DEATHS.search(text.head + text.opening))),
        "percent": float(bool(_PERCENT.search(text.head))),
        "digits": min(1.0, 5 * len(_DIGIT.findall(beginning)) / size),
    }


def _number(found: tuple[str, str]) -> float:
    return float(found[0]) * {"万": 1e4, "亿": 1e8}.get(found[1], 1.0)


def _share(number: float, none: int, whole: int) -> float:
    """Return where a number stands between two powers of ten, 0 to 1."""
    return min(1.0, max(0.0, (math.log10(max(1.0, number)) - none) / (whole - none)))


def _headline(article: Article) -> Values:
    title = article.title
    return {
        "digit": float(bool(_DIGIT.search(title))),
        "quoted headline": float(bool(_QUOTED_HEAD.search(title))),
        "question": float(bool(_QUESTION_MARK.search(title))),
        "telling headline": float(news_sense.tells_news(title) or news_sense.tells_news(article.kicker)),
        "short headline": float(0 < len(title) <= 6),
        "book": float(bool(_BOOK.search(f"{title}{article.subtitle}"))),
        "dialogue": float(bool(_DIALOGUE.search(f"{article.section}{article.kicker}{article.subtitle}"))),
    }


def _voice(text: ArticleText) -> Values:
    whole = text.article.text[:3000]
    size = max(1, len(whole))
    outside = _OUTSIDE.sub("", whole)
    return {
        "quotation": min(1.0, 2 * sum(map(len, _QUOTED.findall(whole))) / size),
        "I": min(1.0, len(_I.findall(outside)) / 4),
        "we": min(1.0, len(_WE.findall(outside)) / 4),
        "kin": min(1.0, len(_KIN.findall(whole)) / 4),
        "opinion": min(1.0, len(_OPINION.findall(outside)) / 4),
        "questions": min(1.0, len(_QUESTION_MARK.findall(outside)) / 4),
        "said": min(1.0, len(_SAID.findall(whole)) / 4),
        "scene": float(news_sense.sets_scene(text.opening)),
        "sale": min(1.0, len(_SALE.findall(whole)) / 3),
        "office notice": float(bool(_OFFICE.search(text.head))),
        "contact": float(bool(_CONTACT.search(whole))),
    }


def _time(text: ArticleText) -> Values:
    beginning = text.head + text.opening
    fresh, vague = _FRESH.search(beginning), _VAGUE.search(beginning)
    return {
        "fresh": float(bool(fresh)),
        "vague date": float(bool(vague) and not fresh),
        "undated": float(not (fresh or vague or _DAY.search(beginning))),
        "future": float(bool(_FUTURE.search(beginning))),
    }
