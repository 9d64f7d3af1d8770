"""Negations and hedges: none may vanish from what is reworded, none may appear."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.editing.facts.fault import Fault
from service.editing.facts.passage import Clause, Passage, Sentence, weight

_MASKED = re.compile(
    "不断|不仅|不但|不只|不光|不单|不少(?!于)|不同|不久|不错|不已|不懈|不论|不管|无论|无人[机驾车]|无锡|非常|非洲|非遗|非物质|未来|无线|无缝|无障碍"
    "|不锈钢|不动产|不料|差不多|了不起|对不起|不时|不禁|不妨|不约而同|不愧|无数|无比|无疑|无私|无偿|无形|无尽|南非|北非|东非|西非|是非|除非|无非"
    "|不至于|无烟|无忧|不超过|不低于|不少于|不高于|不多于|不足(?=[\\d一二两三四五六七八九十百千万半])|不到(?=[\\d一二两三四五六七八九十百千万半])|不过|不满(?=\\d)"
    "|不亦乐乎|不可或缺|必不可少|不可多得|络绎不绝|源源不断|不一样|无一例外|不外乎|不遗余力|义不容辞|无微不至|不离不弃|乐此不疲|无人问津"
    "|将近|将军|即将(?=到来的)|将士|或者|要不|能不能|是不是|有没有|会不会|计划书|计划单列|计划生育|预计划|目标|可能性|可或缺|估计算"
    "|或多或少|或是|大多|大部分|绝大部分|不容易"
)
_GROUPS = (
    ("negation", "negation", "不|没|未|无|并非|非(?=法)|绝非|而非|否认|否定|禁止|严禁|拒绝|勿|难以|从未|免去|免(?=费|收|租|征)|驳回|不予"),
    ("stop", "negation", "取消|停止|暂停|终止|撤销|中止|叫停|停(?=[课运工产业航])"),
    ("plan", "hedge", "拟|计划|打算|准备(?!就绪|好|工作)|规划(?!局|部门|馆|纲要|师|院|委|建设|》)"),
    ("aim", "hedge", "力争|争取|力求|努力(?=实现|达到|完成|争)"),
    ("expected", "hedge", "预计|有望|预期|预测|估计|可望|或将|预估|料将|预报"),
    ("maybe", "hedge", "可能|或许|也许|或(?=将|因|为|于|可|会|达|在)|疑似|涉嫌|疑|大概率|不排除|似乎|恐"),
    ("partly", "hedge", "基本|初步|部分(?!地)|原则上|暂(?!停)|大致|大体|一定程度|主要(?=[是由因])"),
)  # fmt: skip
_RULES = tuple((name, kind, re.compile(pattern)) for name, kind, pattern in _GROUPS)
_FUTURE = re.compile(
    "将(?=于|会|有|达|在|从|继续|进一步|陆续|正式|全面|举[行办]|召开|启动|建[设成]|投|开[通放展工业]|对|向|为|新增|成|再|实[施行]|于|组织|推)|即将|将要"
)
_DONE = re.compile("了|已|完成|过(?=[。，])")
TOLD, FULLY = 0.65, 0.8
"""The share of a source clause's characters that the text must have for the clause to count as told, and as told fully."""
_EMPTY = frozenset("的了着在于和与及也还都已有是将把被由从到至对为")
_LIGHT = re.compile("^(?:有|能|曾|再|会|得|要|对|将|是|于|在|到|达|见)")
DRAWN = 0.33
"""The share of a text clause's weight that a source clause must have to lend it a negation or a hedge."""


def faults(sentence: Sentence, origins: Sequence[int], passage: Passage) -> list[Fault]:
    """The negations and hedges that vanished from the sentence's source clauses, and those that appeared."""
    drawn = [clause for at in origins for clause in passage.sentences[at].clauses]
    found = []
    for name, kind, rule in _RULES:
        found += _vanished(kind, rule, sentence, drawn)
        found += _appeared(kind, rule, sentence, drawn)
    return found + _future(sentence, drawn)


def _marks(rule: re.Pattern[str], text: str) -> list[re.Match[str]]:
    return list(rule.finditer(_MASKED.sub(lambda word: "＿" * len(word.group()), text)))


def _vanished(kind: str, rule: re.Pattern[str], sentence: Sentence, drawn: Sequence[Clause]) -> list[Fault]:
    found = []
    for clause in drawn:
        marks = _marks(rule, clause.text)
        if not marks:
            continue
        clauses = _retelling(clause, marks, sentence)
        said = sum(len(_marks(rule, each.text)) for each in clauses)
        told = _told(clause, marks, clauses)
        if said:
            lost = kind == "negation" and told >= FULLY and said < len(marks)
        else:
            lost = told >= TOLD or _governed(marks, clause, sentence)
        if lost:
            found.append(Fault(clause.text[marks[-1].start() : marks[-1].end() + 4], kind, "gone from the text"))
    return found


def _content(clause: Clause, marks: Sequence[re.Match[str]]) -> list[str]:
    """The Han characters of a clause without its marks and its most empty words."""
    hidden = {at for mark in marks for at in range(mark.start(), mark.end())}
    return [char for at, char in enumerate(clause.text) if at not in hidden and char not in _EMPTY and char > "\u3400"]


def _retelling(clause: Clause, marks: Sequence[re.Match[str]], sentence: Sentence) -> list[Clause]:
    """The clauses of the text that say something of the source's clause."""
    content = set(_content(clause, marks))
    return [
        each
        for each in sentence.clauses
        if each.grams & clause.grams or len(content.intersection(each.text)) >= max(2, 0.5 * len(content))
    ]


def _told(clause: Clause, marks: Sequence[re.Match[str]], clauses: Sequence[Clause]) -> float:
    """The share of the source clause's characters that these clauses have."""
    content = _content(clause, marks)
    text = "".join(each.text for each in clauses)
    return sum(char in text for char in content) / len(content) if content else 0.0


def _governed(marks: Sequence[re.Match[str]], clause: Clause, sentence: Sentence) -> bool:
    """Whether the text has the word right behind a mark, and half of what stands around it."""
    for mark in marks:
        word = _LIGHT.sub("", clause.text[mark.end() : mark.end() + 3])[:2]
        around = clause.text[max(0, mark.start() - 4) : mark.start()], clause.text[mark.end() : mark.end() + 7]
        grams = [part[i : i + 2] for part in around for i in range(len(part) - 1)]
        shared = sum(gram in sentence.text for gram in grams)
        if len(word) == 2 and word in sentence.text and shared >= 0.5 * len(grams):
            return True
    return False


def _appeared(kind: str, rule: re.Pattern[str], sentence: Sentence, drawn: Sequence[Clause]) -> list[Fault]:
    found = []
    for clause in sentence.clauses:
        marks = _marks(rule, clause.text)
        if not marks:
            continue
        lenders = [each for each in drawn if _marks(rule, each.text)]
        whole = weight(clause.grams)
        if not any(
            clause.grams & each.grams
            and (
                weight(clause.grams & each.grams) >= DRAWN * min(whole, weight(each.grams))
                or _told(clause, marks, [each]) >= 0.5
            )
            for each in lenders
        ):
            found.append(Fault(clause.text[marks[0].start() : marks[0].end() + 4], kind, "not in the source there"))
        elif len(marks) > max(len(_marks(rule, each.text)) for each in lenders):
            extra = [m for m in marks if not any(clause.text[m.end() : m.end() + 2] in each.text for each in lenders)]
            if extra and len(marks) > sum(len(_marks(rule, each.text)) for each in lenders):
                found.append(Fault(clause.text[extra[0].start() : extra[0].end() + 4], kind, "not in the source there"))
    return found


def _future(sentence: Sentence, drawn: Sequence[Clause]) -> list[Fault]:
    """What is still to come must not be told as done."""
    found = []
    ahead = re.compile(_FUTURE.pattern + "|拟|计划|预计|有望|力争|明年|下[月周半]|起")
    for clause in drawn:
        marks = _marks(_FUTURE, clause.text)
        if not marks or _DONE.search(clause.text):
            continue
        clauses = [each for each in sentence.clauses if weight(each.grams & clause.grams) >= DRAWN * weight(clause.grams)]
        if clauses and not any(ahead.search(each.text) or "将" in each.text for each in clauses) and any(
            _DONE.search(each.text) for each in clauses
        ):
            found.append(Fault(clause.text[marks[0].start() : marks[0].end() + 4], "hedge", "told as if done"))
    return found
