"""What the sentences told of an article need of one another, once others are left out between them.

Nothing is put in. `周庆和还说，` without what he said before is `周庆和说，`; a day that begins two sentences running
is said once; a sentence that leads up to the next (`他遇到了项目经理姚寒。`) and a 他 without a person wait for it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from service.core.messages import _
from service.editing import day_words, news_sense
from service.editing.attribution import full_names, speech_acts
from service.language import surnames
from service.model import DayWord

_ADDED = re.compile(
    r"^([^，。：“”]{2,24}?)(?:同时|此外|另外|还|也|又)"
    r"(?=(?:表示|说|指出|强调|要求|提出|认为|透露|提醒|介绍|建议|呼吁|宣布|补充)[，：])"
)
_GOES_ON = re.compile(r"\d|[年月]?[底末初内]")
"""去年12月 and 去年内 do not begin with 去年 alone."""
_NOT_WITHOUT_DAY = re.compile(r"[起至到之的以是也就前后]|[，。]?$|[^，。]{2,4}的")
"""`昨晚进行的首个比赛日` begins with its day, or with nothing."""
_SETS_UP = re.compile(
    r"(?:(?:遇到|遇见|见到|碰到|找到|认识|结识|采访|走访|拨通|联系上|联系到|来到|走进|走到)了?[^，。]{1,24}(?<!现场)"
    r"|(?:写着|写道|说了|只说了|留下|问了|回答了|讲了|提了)[^，。]{0,6}[几一两三四五六七八九十\d][个句条段点][字话][^，。]{0,4}"
    r"|(?:如下|以下|下面)[^，。]{0,6}(?:[几两三四五六七八九十\d][个条点件步项]|内容|方面|建议)[^，。]{0,4}|如下|照[^，。]{0,4}做"
    r"|摘[登编][^，。]{1,4}|[接受回答][^，。]{0,8}(?:采访|提问|专访|提问)|就此[^，。]{0,14}(?:问|采访)[^，。]{0,16}|(?:谈|发表)了?[^，。]{0,4}(?:看法|观点|体会|感受)"
    r"|[接收][到了通][^，。]{0,10}(?:电话|号码|来电|信息|短信|求助)"
    r"|[^，。“”]{2,24}这样(?:解释|回答|描述|形容|评价|总结|介绍)[^，。“”]{0,24}|(?:做法|情况|说法)[^，。]{0,4}不[同一]|意外(?:收获|发现)"
    r"|问[^。“”？]{0,24}(?:怎么办|为什么|为啥|什么|多少|哪[儿里一个些][^，。]{0,2}|几[^，。]|吗|呢|怎么[^，。]{1,6})"
    r"|[了着][^，。]{0,6}(?:这样|如此)(?:一[句个段幕])[^，。]{0,6}|算了?一?笔账|打了?个比方|(?:有|分|为)[^，。]{0,6}[两三四五六七八九][个条种点类步]?(?:原因|答案|说法|理由|办法|阶段|问题))"
    r"[。！]”?$"
)
_HELD = re.compile("(?:召开|举行|举办)[^，。]{2,16}会，[^。“”]{0,80}回答[^，。]{0,6}提问。$")
"""That a press conference was held is news by itself, though it ends with `回答记者提问`."""
_TAKES_TURN = re.compile("第[一二三四五六七八九十]+个(?:发言|发了言|讲|讲话|说话|开口|上台)。$")
"""`做雨伞出口的凌霄第三个讲。`: that she spoke, and nothing of it."""
_RIDDLE = re.compile(
    "(?:^|，)(?:究其原因|追根溯源|究其根源|个中缘由|[其这]?背后的?(?:秘诀|奥秘|原因|秘密))，?(?:竟|居然|原来|恰恰|却|正)[^，。]{0,6}"
    "[一两几\\d][个场次项种条张句组份声](?![^，。]{0,3}[人县市村])[^，。]{0,16}。$"
)
"""`究其原因，竟是源自一个1%的提升。`: that there is a reason, and not yet which."""
LONGEST_LIMIT = 70
"""Characters of a sentence that limits the one before it, at the most."""
_LIMITS = re.compile(
    r"除外|例外|不在(?:此列|其内|此限)|不受[^，。]{2,12}限制|不适用|不计在内|不[含包][括在]?[^，。]{0,8}[在内，。；]|[仅只]限"
    r"|^(?:须|凭|条件是|前提是|逾期|[^，。“”]{2,16}的，(?:须|不[得予能享]|可))"
)
"""Whom or what a rule leaves out, and what it asks: `新入职的教师不受就业年限限制。`, `须在3月31日前提交材料。`"""
LONGEST_TOPIC = 16
"""Characters of a sentence that tells what its paragraph is about, at the most."""
_FIGURE = re.compile(r"[\d一二两三四五六七八九十百千万]")
_OUTCOME = re.compile(
    r"结果(?![显表很由]|当场|公布|出来)|最终|最后，|终于|不料|没想到|谁知|好在|幸好|幸亏|所幸"
    r"|[^，。]{0,4}(?:[几半\d]|[一二两三四五六七八九十]+)(?:个多?小时|多?分钟|多?秒)之?后[，，]?"
)
"""How a sentence begins that tells how it ended: `结果用了14分钟`, `二十分钟后，人找到了`."""
_UNDECIDED = re.compile(r"获得点球|主罚点球|(?<!终)扳平|追平|反超。|看上去[要会]|眼看")
"""What is not over yet: `第91分钟，葛长风头球扳平。`"""
_FORMER = re.compile(r"(?:过去|以前|从前|原先|原来|往年|此前|[^，。]{1,6}之前)(?![一几两\d]|[的]?[^，。]{0,3}[年月])")
_NOW = re.compile(r"如今|现在|而今|眼下|目前|今年")
"""The two halves of `组网之前要隔31小时。如今缩短到9小时。`"""
_STANDS_NOW = re.compile(
    r"^(?:结果(?![显表很由]|当场|公布)|最后，|好在|幸好|幸亏|所幸)"
    r"|^[几\d一两二三四五六七八九十半]+(?:个?多?[年月周天]|个?季度?|个?星期)(?:下来|过去)，"
    r"|截至|目前|如今|眼下|现已|现在|恢复|追回|预计|[年月]底前|最终|终于"
)
"""How far it has come: `目前，局里已立案`, `焊接还需8小时，预计今晚恢复供水`."""
_APPEALED = re.compile(r"一审"), re.compile(r"[^。]{0,12}(?:上诉|二审|终审|抗诉)")
"""A judgment, and that it was not the last."""
_PROBLEM = (
    re.compile(r"(?:缺口|空白|难题|瓶颈|短板|堵点|难关|老大难)[^，。]{0,8}。$"),
    re.compile(r"办法|为此|对此|将|拟|计划|招募|报名|开通|启用|解决"),
)
"""`县一级缺口更大。` ahead of `办法是“三拼”`: nobody stops there."""
_PRESENTS = re.compile(r"是(?:一?[个位名])[^，。]{0,12}?([^，。]{2})。$")
"""`最后发言的是个九岁男孩。`, ahead of `男孩说，`."""
_SHOWS = re.compile(r"[一两几三四五六七八九\d][个只件条份张台座家扇块顶艘辆口根支面][^，。“”]{2,12}。$")
_EXPLAINED = re.compile("[那这]就?是(?!因)")
"""`他指着路口一顶蓝色帐篷。`, ahead of `那是供销社设的服务点`."""
_GOES_ON_IN_MARKS = re.compile("[^“”]*”")
_TURNS = re.compile("但|可(?!以)|不过|然而|只是|即[便使]|就算|哪怕|除非|当然|而(?!且)|问题是|关键是")
_SHORT_QUOTATION = re.compile("“[^“”]{1,8}[。！？]”$")
"""`“没有提出。`, ahead of `即便提出，答案也是不。”`"""
_BARE_EVENT = re.compile(
    r"[^，。“”]{2,12}，第[一二三四五六七八九十\d]{1,3}[次场轮回届][^，。]{0,6}。$|[^，。“”]{2,12}，[^，。]{2,6}[赛会]。$"
)
"""`10月21日，第四次调解。`, `20日，焊工组决赛。`: that it was, and nothing of it."""
_SHORT_ANSWER = re.compile(r"？[^，。？]{1,8}。$")
_AGED = re.compile(r"\d\d岁的|[^，。]{2,8}，?\d\d岁")
_GOES_ON_WITH = re.compile(r"(?:[^，。]{2,8}，)?[他她](?![们国人乡日])")
_WHILE = re.compile(r"[^，。“”]{2,24}的同时，[^，。；“”\d]{1,16}也[^，。；\d]{1,16}。$")
"""`全市寄递量增长的同时，包装也在“瘦身”。`: what goes on beside it is told next, or not at all."""
_BEFORE = re.compile(
    r"(?:^“?|，)(?:过去(?![的了式\d一二两三四五六七八九十几])|以前|从前|往年|往常|以往|早先|原先|[^，。]{2,6}一向要)"
)
_SINCE = re.compile("如今|现在|眼下|而今|今[年天]|目前|今后|后来|这[次回]")
_HE = re.compile(r"(?<![其吉维利排])[他她](?![国人乡日山杀])")
_ANYBODY = re.compile("有的?人|[\u3400-\u9fff]们|大家|别人|工友|网友|街坊|乡亲")
"""People of whom nobody is he: `工人们走完隧道，有人送他一截钢筋头`."""
_PERSON = re.compile(
    r"人(?![民工大口均次体类])|[者员师孩父母爷奶婆叔姐妹兄弟妻夫女男友某兵徒客匠翁哥嫂姑姨舅婶伯婴童]|[专作画农企行艺][术业]?家|[医学先考新]生|[选歌水骑助旗]手"
    r"|[校院局会队厂站馆所市县区镇乡村州司家班机船科处部社]长|老[板汉太赵钱孙李周吴郑王冯陈张刘杨黄林何]|主[席任]|书记|经理|教授|司机|院士|大使|首相|总[理统裁]|干部|[民交]警|医护|[村居市牧渔果]民|[枣果菜瓜茶棉粮花稻药]农|外公|阿公|王[先女]"
)

_IS_AT = re.compile("[\u3400-\u9fff]{2,14}?(?:地处|位于|坐落|处于|素有|俗称|有着|被誉为|被称为)[^。]{4,60}。$")
_THERE = re.compile("(?:[^，。]{1,12}，)?(?:当地|这里|该[县市区镇村地]|全[县市区镇村]|它)")
_FIRST = re.compile(r"(?:^|[：，；。])(?:(?:一|其一|第一)是|一要)")
_SECOND = re.compile(r"[二两]是|其二|第二|二要|也要|又要|[再更还]要")
_FAMILIAR = re.compile(
    rf"(?:[老阿](?![家乡年街城路区方])[{surnames.IN_TEXT}]|小[王李张刘陈杨赵周吴徐孙朱胡林郭何罗])(?=[，。、：的说和把在给是从也家一又两对跟问笑坐站用先就接走转答叫还都没不]|$)"
    rf"|[{surnames.IN_TEXT}](?:大[爷妈娘姐哥叔婶]|师傅|阿姨|奶奶|爷爷|婆婆|某[某甲乙]?(?=[，。、的说和把在给是从将因与向已被对称于为也又还未]))"
)
"""How somebody is called who was introduced: 摊主老汪, 锦绣家园的王先生, later 老汪; 市民张某, later 张某."""
_INTRODUCED = re.compile(
    r"\d{2}岁的([\u4e00-\u9fff]{2,16}?)(?=[是在说把从给和、，。今昨前当住做开])"
    r"|(?:^|[，。：的])([\u4e00-\u9fff]{2,3})，(?:[男女]，)?(?:今年)?(?:\d{2}|[二三四五六七八九]?十[一二三四五六七八九]?)岁"
)
"""Who is introduced by his age: `34岁的祖大年是泵房工人`, `46岁的驻马店机手宁大壮`."""
_DESCRIBED = re.compile(
    rf"[\u4e00-\u9fff]{{3,12}}的([{surnames.BEHIND_TITLES}][\u4e00-\u9fff]{{2}})(?=[给说对告第拿问答来把])"
)
"""Who is introduced by what he does: `在深圳开网约车的田小麦给母亲发了语音`."""


def familiar(texts: Sequence[str]) -> dict[int, frozenset[str]]:
    """Return by sentence whom it calls by a familiar name, or one given with his age, that an earlier one has too.

    There he was introduced.
    """
    article, start = "\n".join(texts), 0
    courteous = (each for each in full_names.COURTESY.findall(article) if full_names.in_full(each, article) == each)
    names = {*_FAMILIAR.findall(article), *courteous, *_introduced(article, article)}
    found: dict[int, frozenset[str]] = {}
    for at, text in enumerate(texts):
        bare = names - _introduced(text, article)
        if known := frozenset(each for each in bare if each in text and article.find(each, 0, start) >= 0):
            found[at] = known
        start += len(text) + 1
    return found


def presents(text: str) -> bool:
    """Return whether the sentence says who somebody is, by his age, and not that he was asked.

    `邵长根，四十七岁，今年带队来到石埠。` stands by itself, though it ends with a way.
    """
    return _INTRODUCED.search(text) is not None and "采访" not in text


def _introduced(text: str, article: str) -> set[str]:
    """Return who is introduced in the text by his age: the last two or three characters of who it is, if a name."""
    found = set[str]()
    for each in _INTRODUCED.finditer(text):
        words = each[1] or each[2]
        names = (words[-length:] for length in (3, 2))
        named = next((name for name in names if surnames.is_person_name(name) and article.count(name) > 1), "")
        found |= {named} if named else set()
    return found | {each for each in _DESCRIBED.findall(text) if article.count(each) > 1}


def begins_a_list(text: str) -> bool:
    """Return whether the sentence says the first of several things and no second: `提出四点建议：一是扩大开放。`

    Nor is the second told, at whose head no first can stand: `二是规范经营。`
    """
    return text.startswith("二是") or (_FIRST.search(text) is not None and _SECOND.search(text) is None)


def sets_up(text: str) -> bool:
    """Return whether the sentence only leads up to the next one."""
    if _HELD.search(text):
        return False
    if _SETS_UP.search(text) or _RIDDLE.search(text):
        return True
    return _WHILE.match(text) is not None or _TAKES_TURN.search(text) is not None


def announces(text: str) -> bool:
    """Return whether the sentence, the first of its paragraph, only says what it is about: `渠道也做了“体检”。`"""
    return len(text) <= LONGEST_TOPIC and not _FIGURE.search(text) and not news_sense.is_new(text)


def limits(text: str) -> bool:
    """Return whether the sentence limits what the one before it allows or promises; without it that says too much.

    Of 13 such sentences that follow another in their paragraph, in 15 invented papers, 11 limit that one.
    """
    return len(text) <= LONGEST_LIMIT and _LIMITS.search(text) is not None


def looks_back(text: str) -> bool:
    """Return whether the sentence tells how it was before, and not how it is now: `过去，一套要过14道工序。`

    Of 13 such sentences of six invented papers that another follows in their paragraph, 10 are followed by the change.
    """
    return _BEFORE.search(text) is not None and _SINCE.search(text) is None


def tells_outcome(text: str) -> bool:
    """Return whether the sentence tells how it ended, or how it is now."""
    return _STANDS_NOW.search(text) is not None


def is_problem(text: str) -> bool:
    """Return whether the sentence ends with what is wrong or missing: nobody stops there."""
    return _PROBLEM[0].search(text) is not None


def leads_on(text: str, following: str) -> bool:
    """Return whether the sentence leaves open what `following`, the next of its paragraph, tells: how it ended."""
    if not following:
        return False
    if (presented := _PRESENTS.search(text)) and following.startswith(presented[1]):
        return True
    if _OUTCOME.match(following) or _UNDECIDED.search(text) or _SHORT_ANSWER.search(text):
        return True
    if (
        text.endswith("”")
        and _GOES_ON_IN_MARKS.match(following)
        and (_TURNS.match(following) or _SHORT_QUOTATION.search(text))
    ):
        return True
    if _BARE_EVENT.match(text) or (_EXPLAINED.match(following) and _SHOWS.search(text)):
        return True
    if is_problem(text) and _PROBLEM[1].search(following):
        return True
    if _APPEALED[0].search(text) and _APPEALED[1].match(following):
        return True
    return looks_back(text) or (_FORMER.match(text) is not None and _NOW.match(following) is not None)


def sets_place(text: str, following: str) -> bool:
    """Return whether the sentence only says where or what a place is, and `following` what is done in it.

    `彰河县地处沙地治理的核心区。` ahead of `今年，当地推广滴灌。`
    """
    if not _IS_AT.match(text) or news_sense.is_new(text) or re.search(r"\d", text):
        return False
    return _THERE.match(following) is not None


def introduces(text: str, following: str, *, opens: bool) -> bool:
    """Return whether the sentence says who somebody is, of whom `following`, the next of its paragraph, tells on.

    `opens`: it is the first of its paragraph; behind others it does so by an age: `34岁的祖大年是泵房工人。`
    """
    if not opens and not _AGED.match(text):
        return False
    if not _GOES_ON_WITH.match(following) or news_sense.is_new(text) or "“" in text:
        return False
    return not speech_acts.find(text) and names_somebody(text)


def means_someone(text: str) -> bool:
    """Return whether a 他 outside quotations means somebody whom the sentence itself does not name ahead of it."""
    said = speech_acts.mask(text, False)[0]
    he = _HE.search(said)
    return he is not None and not names_somebody(_ANYBODY.sub("", said[: he.start()]))


def without_added(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences with 还 and 同时 taken off a speaker of whom nothing else is told ahead."""
    found: list[str] = []
    for text in texts:
        added = _ADDED.match(text)
        if added and not any((full_names.name_of(added[1]) or added[1]) in before for before in found):
            text = added[1] + text[added.end() :]
        found.append(text)
    return tuple(found)


def day_said_once(before: str, text: str, words: tuple[DayWord, ...]) -> tuple[str, tuple[DayWord, ...]]:
    """Return the sentence and its day words without the day at its head where the one before begins with the same.

    A quotation keeps its date (it has no `was`): what it says counts from it.
    """
    if not words or not words[0].became or not words[0].was:
        return text, words
    day = words[0].became
    rest = text[len(day) :]
    if day_words.names_days(before) > 1:  # `昨天加开，今天又加开。昨天下午，…`
        return text, words
    begin_alike = text.startswith(day) and before.startswith(day) and not _GOES_ON.match(before, len(day))
    if not begin_alike or _GOES_ON.match(rest) or _NOT_WITHOUT_DAY.match(rest):
        return text, words
    said = replace(words[0], became="", why=_("{why}, said in the sentence before", why=words[0].why))
    return rest.lstrip("，"), (said, *words[1:])


@functools.lru_cache(maxsize=4096)
def names_somebody(text: str) -> bool:
    """Return whether the words hold a person, by name or by what he is."""
    if _PERSON.search(text) or full_names.person_in(text, text) or news_sense.names_a_person(text):
        return True
    return any(full_names.name_of(act.subject) for act in speech_acts.find(speech_acts.mask(text, False)[0]))
