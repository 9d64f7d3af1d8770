"""The first mention of a person or thing in what is told is the full one that the article has.

The title and name that stand together in the article take the place of the bare name of one who speaks. What a
bracket calls a short name, `《…条例》（以下简称《条例》）`, is told by the full one. Nothing is changed in a quotation.
Whoever does not speak is told so where he begins a clause: `检测工程师孟春台入行11年`. Where his name ends is not sure,
and need not be: the words put ahead of it are those of the article, and it goes on as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from service.editing.attribution import full_names, speech_acts
from service.language import regions, sentences, surnames
from service.language.word_list import word_list

_INTRODUCED = re.compile(
    r"(《[^《》]{2,60}》|[\u3400-\u9fff]{2,36}(?:公司|集团|委员会|中心|研究院))（(?:以下|下文)?(?:简称|统称)[为：:]?[“]?([^“”（）]{2,20})[”]?）"
)
_FIRM = re.compile(r"([\u3400-\u9fff]{3,16}?)((?:股份|集团|责任){0,2}有限(?:责任)?公司)")
"""A firm by its registered name, of which the rest of the article says no more than the beginning."""
SHORTEST_FIRM = 3
"""Characters of a firm's short name, at the least: `谷瞳科技`."""
_ROLE = re.compile("(?:运营|承建|承办|主办|投资|建设|设计|施工|研发|生产|收购)(?:方|单位|企业)$")
"""What it is, ahead of its name."""
_LABEL = re.compile("([\u3400-\u9fff]{2,4})：")
"""Who answers, in an interview: `占文柏：比去年少了一半。`"""
_LABEL_IN_FULL = re.compile("([\u3400-\u9fff·]{2,8})（([\u3400-\u9fff]{4,30})）：")
"""His first answer, `占文柏（柳湾村村民）：`, says who he is."""
_THIS_TIME = re.compile("本届([\u3400-\u9fff]{2,3}[节会赛展])(?![\u3400-\u9fff]{0,2}[组筹]委)")
"""本届桃花节, which the article calls 第二十八届桃溪桃花节 elsewhere."""
_LATIN = re.compile("([\u3400-\u9fff]{2,30})（([A-Z][A-Za-z0-9]{1,7})）")
"""`工业生产者出厂价格指数（PPI）`: the ear needs it where PPI is said later."""
_LEFT_OF_NAME = re.compile("^.*[的由将为对与和及在是把被]")
_LEFT_EDGE = re.compile(
    r"(?:^|[，。；：！？（）“”]|[了着过对由向被据与同跟是在让请给像把为照按依坐乘到至经、]|(?<=[，。；])而)$"
)
_LINE = re.compile("((?:地铁|轻轨|轨道交通)(\\d{1,3}号线))")
"""`刷卡乘坐2号线`: of the metro, where the article says so elsewhere."""
COMMON_WORD = -12.4
"""The logarithm of the probability of a word, from which on it is one and no name: `渔民通过人…`, `200多名党员干…`.

On 400 broadcast days 20 lines had such words put ahead of them as a title and a name."""
_PROVINCES = "|".join(each.short_name for each in regions.provinces())
_PLACE = re.compile(
    f"((?:{_PROVINCES})(?:省|(?:维吾尔|壮族|回族)?自治区)?)([\u3400-\u9fff]{{2,3}}(?<![市县])(?:[县旗]|(?<![大城])市))(?![委政人长])"
)
"""`湖南桂阳县`: alone in another sentence, `桂阳县境内…`, it is told with the province that the article puts it in."""
_TITLE_BEHIND = re.compile(r"(?:总书记|书记|主席|总理|总统|首相|先生|女士|同志|[老教]师|主任|[^，。]{0,2}长|们|家|等)")
_QUOTATION = re.compile(r"“[^”]*+(?:”|$)")


def told(texts: Sequence[str], full_mentions: Mapping[str, str]) -> tuple[str, ...]:
    """Return the sentences that are told of an article, in order, each first mention the full one."""
    found = list(texts)
    for short, full in full_mentions.items():
        if short.isascii():
            _tell_latin(found, short, full)
            continue
        for at, text in enumerate(found):
            if full in text and not full.endswith(short):
                break  # `《青禾市停车管理办法》印发。《办法》共6章。`
            place = _place(text, short)
            if place >= 0 and any(full in each or _is_in_told_province(full, each) for each in found[:at]):
                break
            if place >= 0:
                found[at] = _with_full(text, place, short, full)
                again = found[at] != text and full.endswith(short) and at + 1 < len(found)
                if again and found[at + 1].startswith(full):  # he is introduced already
                    found[at + 1] = found[at + 1][len(full) - len(short) :]
                break
    return tuple(found)


def _is_in_told_province(full: str, told: str) -> bool:
    """Return whether a place is one of a province that a sentence has named."""
    place = _PLACE.fullmatch(full)
    return place is not None and place[1][:2] in told


def _tell_latin(found: list[str], short: str, full: str) -> None:
    """Put what a Latin name stands for ahead of it, and the name behind that where it is said first."""
    said = re.compile(rf"(?<![A-Za-z0-9]){short}(?![A-Za-z0-9])")
    at = next((k for k, text in enumerate(found) if said.search(text)), None)
    if at is None:
        return
    name = full.removesuffix(f"（{short}）")
    place = said.search(found[at])
    end = place.start() if place else 0
    for k, text in enumerate(found[: at + 1]):
        start = text.find(name, 0, end if k == at else len(text))
        if start >= 0:
            behind = start + len(name)
            found[k] = text if text.startswith("（", behind) else f"{text[:behind]}（{short}）{text[behind:]}"
            return
    if _LEFT_EDGE.search(found[at][:end]):
        found[at] = found[at][:end] + full + found[at][end + len(short) :]


def full_mentions(paragraphs: Sequence[str]) -> dict[str, str]:
    """Return the full mention of each who speaks in the article or stands behind a title, and of each short name."""
    article = "\n".join(paragraphs)
    known = {each[1]: each[2] + each[1] for each in map(_LABEL_IN_FULL.match, paragraphs) if each}
    for sentence in sentences.split(article.replace("\n", "")):
        subjects = [act.subject for act in speech_acts.find(speech_acts.mask(sentence, False)[0])]
        labelled = _LABEL.match(sentence)
        for subject in (*subjects, *(labelled.groups() if labelled else ())):
            name = full_names.name_of(subject)
            if name and name not in known:
                known[name] = full_names.in_full(name, article)
    known = _by_family_name(known) | known
    known = {name: full_names.in_full(name, article) for name in _behind_titles(article)} | known
    for this in _THIS_TIME.finditer(article):
        whole = re.search(rf"第[一二三四五六七八九十百\d]{{1,5}}届[\u3400-\u9fff]{{0,12}}?{this[1]}", article)
        if whole:
            known.setdefault(this[0], whole[0])
    for found in _INTRODUCED.finditer(article):
        full = found[1] if found[1].startswith("《") else full_names.without_lead(found[1])
        if full != found[2] and len(full) > len(found[2]):
            known[found[2]] = full
    known |= {each: full_names.in_full(each, article) for each in full_names.COURTESY.findall(article)}
    known |= {short: full for full, short in _LINE.findall(article)}
    known |= {place: province + place for province, place in reversed(_PLACE.findall(article)) if place not in known}
    for short, full in _firms(article):
        known.setdefault(short, full)
    for words, short in _LATIN.findall(article):
        known.setdefault(short, f"{_LEFT_OF_NAME.sub('', words)}（{short}）")
    return {short: full for short, full in known.items() if short != full}


def _behind_titles(article: str) -> Iterator[str]:
    """Yield the people who stand behind a title in the article."""
    for sentence in sentences.split(article.replace("\n", "")):
        yield from (each for each in full_names.people_in(sentence, article) if not _begins_with_word(each))


def _begins_with_word(name: str) -> bool:
    """Return whether what looks like a name begins with a common word of two characters: 通过人, 党员干."""
    return any(end == 2 and word.weight >= COMMON_WORD for end, word in word_list().starting(name, 0))


def _by_family_name(known: Mapping[str, str]) -> dict[str, str]:
    """Return each foreigner's full mention by his last name, 卡泽米 of 阿米尔·卡泽米, if it is his alone."""
    family: dict[str, set[str]] = {}
    for name, full in known.items():
        first, _, last = name.rpartition("·")
        if first and len(last) > 1:
            family.setdefault(last, set()).add(full)
    return {last: next(iter(fulls)) for last, fulls in family.items() if len(fulls) == 1}


def _firms(article: str) -> Iterator[tuple[str, str]]:
    """Yield the short and the registered name of each firm, with what it is: `运营方谷瞳科技有限公司`."""
    elsewhere = _FIRM.sub("\n", article)
    for words, kind in dict.fromkeys(_FIRM.findall(article)):
        names = (words[at:] for at in range(len(words) - SHORTEST_FIRM + 1))
        if short := next((each for each in names if each in elsewhere), ""):
            role = _ROLE.search(words.removesuffix(short))
            yield short, (role[0] if role else "") + short + kind


def _place(text: str, short: str) -> int:
    """Return where the text has the words, outside its quotations; -1 where it does not."""
    if short not in text:
        return -1
    return _QUOTATION.sub(lambda found: "”" * len(found[0]), text).find(short)


def _with_full(text: str, place: int, short: str, full: str) -> str:
    before, behind = text[:place], text[place + len(short) :]
    if not full.endswith(short):
        in_full = full in text or behind.startswith(full.rpartition(short)[2] or full)
        return before + full + behind if not in_full and _LEFT_EDGE.search(before) else text
    prefix = full[: -len(short)]
    if _TITLE_BEHIND.match(behind) or prefix in text or _is_among_bare_names(before):
        return text
    common = next((k for k in range(len(prefix), 1, -1) if before.endswith(prefix[-k:])), 0)
    if common:
        left = before[:-common]
        return left + full + behind if _LEFT_EDGE.search(left) else text
    return before + full + behind if _LEFT_EDGE.search(before) else text


def _is_among_bare_names(before: str) -> bool:
    """Return whether a name without a title stands just ahead in a list: `乘组陈冬青、` ahead of another's."""
    listed = before.removesuffix("、")
    if listed == before:
        return False
    name = next((listed[-length:] for length in (3, 2) if surnames.is_person_name(listed[-length:])), "")
    return bool(name) and not full_names.is_title(listed[: -len(name)])
