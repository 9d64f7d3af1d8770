"""The words that name a person in full: title and name as they stand together in the article."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from service.language import surnames

_TITLE = re.compile(
    r"(?:[^副会]长|[副会]长|书记|主任|主席|总理|总统|经理|总裁|主管|会计|厨师|裁判|志愿者|主理人|合伙人|教授|研究员|[工农]程师|医[生师]|护士|护理员|[老教]师|负责人|发言人|代表|委员|常委|支书"
    r"|[\u3400-\u9fff][员匠贩]|[客茶药粮花菜鱼果]商(?![场店业品务户贸标会人城])|专家|[村市居农渔牧]民|果农|老板娘?|(?<![\d万千百余多几])户|[户摊店车业船货]主|首相|大使|秘书长?|干事|总监|先生|女士|作家|导演|民警|法官|检察官|律师|学生|司机|老人"
    r"|(?:环卫|保洁|清洁|养护|绿化|维修|修理|搬运|装卸|[焊电木瓦钳矿漆管])工(?![作程业人会厂地])|传承人|创始人|带头人|经理人|理事长?|技师|船长|助理|顾问|参谋|领队|外相|防卫相|国王|大臣|院士|博士|观众|游客|教练|[选骑歌鼓水机]手|[总工]程师|农艺师|预报员)"
)
_PREFIX_CUT = re.compile(
    r"^.*(?:[了着过对由向被据给请让是从与在为的：]|欢迎|收购|应(?!急)|同(?!仁|安|江|德|心)|采访|专访|对话|会见|跟着|走进|见到|来到|陪同|邀请|记者(?=.)"
    r"|(?<!发展)(?<!文化)(?<!工业)(?<!保障)(?<!住房)(?<!林业)(?<!卫生)(?<!规划)(?<!教育)(?<!资源)(?<!体育)(?<!广播)和(?!平))"
)
_NAME_END = frozenset(
    "在是说和为一等从向来到有与表介告先今昨就带对称认指强也还正将把出主参会前同率的不没未又，。、：；“”（）\n"
)
"""What stands behind a name of two characters."""
_PLACE_END = frozenset("镇村乡县省局厅院部委办所")
"""How a place or an office ends that begins with a surname's character: 高岗镇, 水利局."""
_NO_NAME = re.compile("关于|关心|高度|长江|江上|全[部省市县区国镇乡村校厂]|应当|应立|明确|明显|明年|平均|连续|常年")
"""Words behind a title that begin with a surname's character."""
_UNFIT = re.compile(r"[了着过被我你他她它这那您]|[的在]")
_CLAUSE_WORDS = re.compile(r"[了着过被我你他她它]|[把是](?=.{2})|[^，]提[了出]|贴出|抽出")
_NO_SUBJECT_ALONE = re.compile(
    r"(?:报道|声明|公报|文章|通知|会议|通报|报告|消息|大家|他们?|她们?|公告|方案|意见|规划|办法|条例|规定|纲要|回应|《)"
)
_LONGEST_PREFIX = 30
"""Characters of the longest title that is told before a name."""
_DOES = re.compile(
    r"羡慕|埋怨|责怪|安慰|催促|称赞|打[断趣]|不[信服认]|摆手|挥手|叹气|皱眉|反[对驳]|赞[成同]|支持|认[为同可]|拒绝|点[头了]|摇[头了]|[笑哭站坐走跑看听拿抱举吵做][着了到在进起下过来]|起[了床得]|提[出醒]|回[忆答应]|解释"
    r"|补充|插话|质疑|抱怨|感[慨叹]|透露|介绍|强调|呼吁|坦言|否认|承认|负责|带[着领]|已[经在]|今年|曾经?|正在|接[受到过]|没有"
)
"""What somebody does, behind a name of two characters: 厉行反对."""
_BODY = re.compile("(?:[局院会部委厅办所]|政府|公司|集团|中心|银行|学校|警方|大?队|海关|协会)$")
_KIN = re.compile(
    "丈夫|妻子|父亲|母亲|爸爸|妈妈|儿子|女儿|老伴|爱人|媳妇|爷爷|奶奶|外公|外婆|[哥弟姐妹][哥弟姐妹]|孙[子女]|搭档|邻居|徒弟|师[傅父]|同[事学]|[战队朋室]友|老乡"
)
"""What somebody is to another one, ahead of his name."""
_NAMED_BEHIND = re.compile("(?:叫)?[\u3400-\u9fff]{2,3}(?:[是在也从说今给把，]|\\d)")
_CALLED = re.compile("(?<=..)(?<!老)(?:女士|先生|同志|小姐|大[姐哥爷妈娘叔婶]|阿姨|老人)$")
"""What stands behind a name for courtesy."""
COURTESY = re.compile(f"(?:{surnames.COMPOUND}|[{surnames.IN_TEXT}])(?:先生|女士|小姐)(?!们)")
"""Who has no other name in an article: 岳女士, of 青湖区居民岳女士."""
_NAMELESS = re.compile(f"[{surnames.IN_TEXT}]某[某甲乙丙]?$")
"""鲁某, as courts and the police name people."""
_FAMILIAR = re.compile(f"老[{surnames.IN_TEXT}]")
"""修鞋匠老白: no more of what follows is his name."""
_OF_SEX = re.compile("([\u3400-\u9fff·]{2,6})[，（(][男女][，、）)]")
_TAKES_TURN = re.compile(
    f"的([{surnames.BEHIND_TITLES}][\u3400-\u9fff]{{1,2}})第[一二三四五六七八九十]+个(?:发言|讲|说|开口|上台)"
)
"""`做雨伞出口的凌霄第三个讲`."""
_CLAUSE_END = re.compile("[，。：；！？]")
_TIME = re.compile("[今明去前后当次]年|[一二三四五六七八九十\\d]月|[今明昨]天|[本上下][月周]")
"""What no title has: `明年七月代表全县参赛` is a clause."""
_BEFORE = re.compile(
    r"(?:[^，。！？；：“”（）\n]|(?<=[\u3400-\u9fff]{2})“[^“”，。！？：\n]{2,10}”(?=[\u3400-\u9fff]))*$"
)
"""What may be his title: `中介机构“乐居坊”研究部主管`."""


def name_of(speaker: str) -> str:
    """Return the bare name within title and name; empty where the words hold no person's name.

    A title's character may stand in the name: 处长柏长青.
    """
    if surnames.is_person_name(speaker) or _FAMILIAR.fullmatch(speaker):
        return speaker
    if nameless := _NAMELESS.search(speaker):
        return nameless[0]
    if (called := _CALLED.sub("", speaker)) != speaker:
        return "" if is_title(called[:-1]) else name_of(called)  # 居民秋女士 has no other name
    titles = list(_TITLE.finditer(speaker))
    for title in reversed(titles[:-1]):
        if surnames.is_person_name(speaker[title.end() :]):
            return speaker[title.end() :]
    name = speaker[titles[-1].end() :] if titles else speaker
    if "、" in name:
        return name_of(name.rpartition("、")[2])
    if not 2 <= len(name) <= 12:
        return ""
    if surnames.is_person_name(name) or "·" in name:
        return name
    if titles and (familiar := _FAMILIAR.match(name)):
        return familiar[0]
    return name if titles and len(name) >= 3 else ""


def name_at_head(words: str, article: str) -> str:
    """Return the words where they are a name, or the name that they begin with, if the article has it elsewhere too."""
    if name := name_of(words):
        return words[: words.rindex(name) + len(name)]
    for length in (4, 3, 2):
        name = words[:length]
        if len(words) > length and surnames.is_person_name(name) and _stands_alone(name, article):
            return name
    return ""


def person_in(sentence: str, article: str) -> str:
    """Return the first person that the sentence names behind a title; empty where there is none."""
    return next(people_in(sentence, article), "")


def people_in(sentence: str, article: str) -> Iterator[str]:
    """Yield the people that the sentence names behind a title."""
    yield from _behind(_TITLE, sentence, article)


def _behind(titles: re.Pattern[str], sentence: str, article: str) -> Iterator[str]:
    for title in titles.finditer(sentence):
        if familiar := _FAMILIAR.match(sentence, title.end()):
            yield familiar[0]
            continue
        longest = _longest_name(sentence[title.end() :])
        end = title.end() + longest
        name = sentence[title.end() : end]
        times = article.count(name)
        longer = sentence[end : end + 1] in _NAME_END  # `丁福来在一旁`
        cut = (name[-1:] in _NAME_END and not longer) or _DOES.match(sentence, end - 1)
        if len(name) == longest and (times < article.count(name[:-1]) or (times < 2 and cut)):
            name = name[:-1]
        fits = surnames.is_person_name(name) and name[1] not in "老某" and not _TITLE.fullmatch(name)
        if fits and not (set(name[:2]) & _NAME_END or _NO_NAME.match(name)):
            yield name


def _longest_name(words: str) -> int:
    """Return how many characters a name at the head of the words may have: 西门有粮 has four."""
    return 4 if surnames.is_compound(words[:2]) else 3


def heads(sentence: str) -> tuple[str, ...]:
    """Return the words that a sentence begins with, and those behind what describes them: 住在一楼的周启明."""
    first = _CLAUSE_END.split(sentence, maxsplit=1)[0]
    described = first.partition("的")[2]
    return (first, described) if described else (first,)


def named_in(sentence: str, article: str) -> Iterator[str]:
    """Yield the people whom the sentence names behind a title or begins with.

    A name of three characters at a head counts where the article goes on with it in several ways: 高质量发展 does not.
    """
    yield from people_in(sentence, article)
    yield from _behind(_KIN, sentence, article)
    yield from (found[1] for found in _OF_SEX.finditer(sentence) if surnames.is_person_name(found[1]))
    first, *described = heads(sentence)
    yield from (found[1] for found in _TAKES_TURN.finditer(sentence))
    for head in (first, *described):
        name = head[:3]
        known = surnames.BEHIND_TITLES if described and head is not first else surnames.IN_TEXT
        fits = len(name) == 3 and name[0] in known and name[2] not in _PLACE_END
        fits = fits and not (set(name) & _NAME_END or _NO_NAME.match(name))
        if fits and _stands_alone(name, article):
            yield name


def _stands_alone(name: str, article: str) -> bool:
    """Return whether the article has the words at least twice, and goes on with them in several ways, or speaks."""
    behind = [article[found.end() : found.end() + 1] for found in re.finditer(re.escape(name), article)]
    return len(behind) > 1 and (len(set(behind)) > 1 or behind[0] in _NAME_END)


@functools.lru_cache(maxsize=256)  # one who says a thousand sentences is looked for once
def in_full(speaker: str, article: str) -> str:
    """Return the longest title and name of the speaker that stand together in the article; else the words given."""
    name = name_of(speaker) or (speaker if COURTESY.fullmatch(speaker) else "")
    if not name:
        return speaker
    best, at = speaker, article.find(name)
    while at >= 0:
        before = _BEFORE.search(article, max(0, at - 2 * _LONGEST_PREFIX), at)
        prefix = _titles(before[0]) if before else ""
        if len(prefix + name) > len(best):
            best = prefix + name
        at = article.find(name, at + len(name))
    return best


def is_title(words: str) -> bool:
    """Return whether the words end with a title: 江州大学水利学院教授."""
    return any(found.end() == len(words) for found in _TITLE.finditer(words))


def is_body(words: str) -> bool:
    """Return whether the words name an office, a company or the like, and nobody in it: 汀北公安分局."""
    return _BODY.search(words) is not None and not name_of(words)


def has_title(words: str) -> bool:
    """Return whether the words hold what a person is: 放映员."""
    return _TITLE.search(words) is not None


def kin_at_head(words: str) -> str:
    """Return what somebody is to another one where the words begin with it and a name: 徒弟, of 徒弟阿普."""
    kin = _KIN.match(words)
    return kin[0] if kin and _NAMED_BEHIND.match(words, kin.end()) else ""


def is_subject(words: str) -> bool:
    """Return whether the words may name somebody, and are no clause with a verb of its own."""
    return len(words) <= _LONGEST_PREFIX + 12 and _CLAUSE_WORDS.search(words) is None


def _titles(before: str) -> str:
    """Return the titles at the end of the words ahead of a name: 市委副书记、市长."""
    kept: list[str] = []
    for part in reversed(before.split("、")):
        title = _PREFIX_CUT.sub("", part)
        if _TIME.search(title):
            break
        ends = [found.end() for found in _TITLE.finditer(title)]
        if not ends or ends[-1] != len(title) or _UNFIT.search(title):
            break
        kept.insert(0, title)
        if title != part or len("、".join(kept)) > _LONGEST_PREFIX:
            break
    return "、".join(kept) if len("、".join(kept)) <= _LONGEST_PREFIX else kept[-1]


def without_lead(text: str) -> str:
    """Return the words ahead of a name less those that are none of its title: 记者采访了."""
    return _PREFIX_CUT.sub("", text)


def can_be_told(speaker: str) -> bool:
    """Return whether the words can stand as a subject by themselves."""
    return 2 <= len(speaker) <= _LONGEST_PREFIX + 12 and not (
        _UNFIT.search(speaker) or _NO_SUBJECT_ALONE.match(speaker)
    )
