"""Sentences whose day words are marked by hand, told a day, two days and a week after their page.

A mark is `[word=meaning]`; a word without one stays as it is. Meanings: a number of days from the page's (`[昨晚=-1]`);
M and W, a number of months and weeks; Y, of years; U, as told on it; ~, it may stay, go, or take its sentence
along; <2, it may stay up to two days later, else goes or takes its sentence along. Behind a number: F, a forecast, not
told once its day has passed; ?, it may be told or not; K, it may stay, as the sentence says the month elsewhere; P,
planned and given up; R2, a run of days that ends 2 days from the page's; L2, days up to 2 from the page's, of which
those are told that are left, or the dates of a run that is over.
"""

import datetime as dt
import itertools
import re
from collections import Counter

from service.editing.day_words import article_day, tell
from service.model import Article
from tests.support.paths import DATA

LATER = (1, 2, 7)
MARK = re.compile(r"\[([^=\]]*)=([^\]]*)\]")
NAMES = {-2: ("前天",), -1: ("昨天", "昨日"), 0: ("今天", "今日"), 1: ("明天", "明日"), 2: ("后天",)}
PARTS = {"晚": ("晚", "晚上"), "早": ("早上", "早"), "晨": ("清晨", "早晨"), "夜": ("夜里", "夜")}
UNITS = {-1: "上", 0: "本", 1: "下"}


def score(name, kept=None):
    """Count what becomes of the tellings of a set, and list those that are not right; `kept`: of one half of it."""
    counts, faults = Counter(), []
    for number, (day, page, programme, gold, quoted, text) in enumerate(tellings(name)):
        if kept is not None and (number // len(LATER) % 2 == 1) != kept:
            continue
        told = tell(text, day, programme).text
        told = told and told.strip()
        verdict = judged(gold, quoted, page, programme, told)
        counts[verdict] += 1
        if verdict not in ("right", "held back"):
            faults.append((verdict, text, told))
    return counts, faults


def tellings(name):
    """The article's day, its page's, the programme's, the marked sentence, its third column and its plain text."""
    lines = (DATA / "day_words" / name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    for item, group in itertools.groupby(rows, lambda row: row[1]):
        sentences = [(row[2], row[3].strip()) for row in group]
        page = dt.date.fromisoformat(next(row[0] for row in rows if row[1] == item))
        texts = tuple(MARK.sub(r"\1", gold) for _, gold in sentences)
        article = Article(item, "", texts, published=page, dated_by="name")
        for later, ((quoted, gold), text) in itertools.product(LATER, zip(sentences, texts, strict=True)):
            programme = page + dt.timedelta(days=later)
            known = article_day(article, programme)
            yield known, page, programme, gold, quoted, text


def judged(sentence, quoted, page, programme, told):
    """`right`, `held back`, or what is wrong: `forecast told`, `lost`, `wrong`."""
    marks = MARK.findall(sentence)
    if any(passed(meaning, page, programme) for _, meaning in marks):
        return "held back" if told is None else "forecast told"
    if told is None:
        free = quoted or any(
            meaning == "~" or meaning[0] == "<" or "?" in meaning or no_word(meaning, page, programme)
            for _, meaning in marks
        )
        return "held back" if free else "lost"
    ahead = ""
    if quoted == "q" and not marks:
        ahead = f"(?:{'|'.join(forms('今天', 0, page, programme))})，"
    return "right" if re.fullmatch(ahead + expected(sentence, page, programme), told) else "wrong"


def passed(meaning, page, programme):
    """Whether a forecast's time is over."""
    if "L" in meaning:
        last = int(meaning.rpartition("L")[2])
        return last > 0 and page + dt.timedelta(days=last) < programme
    if "F" not in meaning:
        return False
    number = int(re.search(r"-?\d+", meaning.rpartition("R")[2])[0])
    if meaning[0] == "W":
        return monday(page, number) + dt.timedelta(days=6) < programme
    return page + dt.timedelta(days=number) < programme


def no_word(meaning, page, programme):
    """Whether there is no word for that week any more."""
    return meaning[0] == "W" and weeks(meaning, page, programme) not in UNITS


def expected(sentence, page, programme):
    """A pattern of all that the sentence may have become."""
    pattern, at, gone = "", 0, False
    for mark in MARK.finditer(sentence):
        pattern += between(sentence[at : mark.start()], gone)
        pattern += "到?" if at == mark.start() > 0 else ""  # 昨夜今晨
        at, (word, meaning) = mark.end(), mark.groups()
        gone = meaning == "~" or meaning[0] == "<" or no_word(meaning, page, programme)
        said = [] if gone else spoken(word, meaning, page, programme)
        pattern += (
            ".{0,12}?"
            if meaning == "~"
            else f"(?!{re.escape(word)}).{{0,12}}?"
            if meaning[0] == "<" and (programme - page).days > int(meaning[1:])
            else re.escape(word)
            if meaning[0] == "<"
            else f"(?:{'|'.join(map(re.escape, sorted(said, key=len, reverse=True)))})"
        )
    date = f"{programme.month}月{programme.day}日"
    return (pattern + between(sentence[at:], gone)).replace(date, f"(?:{date}|今天)")


def between(words, gone):
    return ("，?" + re.escape(words[1:])) if gone and words.startswith("，") else re.escape(words)


def spoken(word, meaning, page, programme):
    if "L" in meaning:
        first, last = map(int, meaning.split("L"))
        return days_left(word, first, last, page, programme)
    if meaning == "U":
        return [f"据{form}的报道" for form in forms("今天", 0, page, programme)]
    if meaning[0] == "Y":
        number = page.year + int(meaning[1:])
        return [word] if page.year == programme.year else [f"{number}年", year(number, programme) or "今年"]
    if meaning[0] == "W":
        return [UNITS[weeks(meaning, page, programme)] + word[1:]]
    if meaning[0] == "M":
        number = page.year * 12 + page.month - 1 + int(meaning[1:])
        distance = number - programme.year * 12 - programme.month + 1
        said = [f"{year(number // 12, programme)}{number % 12 + 1}月", UNITS.get(distance, "#") + "月"]
        return [*said, word] if (page.year, page.month) == (programme.year, programme.month) else said
    found = re.match(r"-?\d+", meaning)
    if "R" in meaning:
        first = page + dt.timedelta(days=int(found[0]))
        return [f"{first.month}月{word}", f"本月{word}"]
    keeps = "K" in meaning or (re.fullmatch(r"\d+月\d+日", word) and page.year == programme.year)
    return forms(word, int(found[0]), page, programme) + ([word] if keeps else [])


def days_left(word, first, last, page, programme):
    """What is left of a run of days on the programme's, or how one that is over is said."""
    first, last = page + dt.timedelta(days=first), page + dt.timedelta(days=last)
    if last <= page:
        both = (programme - first).days == 2 and (programme - last).days == 1
        return ["前天和昨天"] if both else [f"{first.month}月{first.day}日至{last.day}日"]
    left = (last - max(first, programme)).days
    return {0: ["今天"], 1: ["今明两天"]}.get(left, [word])


def forms(word, offset, page, programme):
    """All right ways to say that day, in place of the word."""
    date = page + dt.timedelta(days=offset)
    names = [*NAMES.get((date - programme).days, ()), f"{year(date.year, programme)}{date.month}月{date.day}日"]
    if (date.year, date.month) == (programme.year, programme.month):
        names.append(f"本月{date.day}日")
    bare = re.sub("（[^）]*）", "", word)
    if bare in "今明":
        return [*names, "今"] if date == programme else names
    tail = re.sub(
        r"^(?:大[前后]天|[今昨明](?:[天日]|儿个?)?|[前后]天|前(?=晚)|(?:\d+月|[本上]月)?\d+日|[本下上这]?周.|星期.)",
        "",
        bare,
    )
    said = [name + part for name in names for part in PARTS.get(tail, (tail,))]
    if tail in PARTS:
        said += [name[0] + tail for name in names if name in ("昨天", "今天", "明天")]
    if re.fullmatch("(?:周|星期).", bare) and monday(programme, 0) == monday(date, 0):
        said.append(bare)
    week = re.match("([本上下])周(.)$", bare)
    if week and date == monday(programme, "上本下".index(week[1]) - 1) + dt.timedelta(
        days="一二三四五六日".index(week[2])
    ):
        said.append(bare)
    if bare.startswith("上月") and date.month % 12 + 1 == programme.month:
        said.append(bare)
    return said


def year(number, programme):
    return (
        ""
        if number == programme.year
        else {-2: "前年", -1: "去年", 1: "明年"}.get(number - programme.year, f"{number}年")
    )


def monday(day, weeks_on):
    return day + dt.timedelta(days=7 * weeks_on - day.weekday())


def weeks(meaning, page, programme):
    """How many weeks lie between the week that is meant and the programme's."""
    number = int(re.search(r"-?\d+", meaning)[0])
    return (monday(page, number) - monday(programme, 0)).days // 7
