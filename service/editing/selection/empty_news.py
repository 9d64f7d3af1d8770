"""Articles too short to tell anything, or that say that something was said or held, and not what came of it."""

from __future__ import annotations

import re

from service.editing import news_sense
from service.language import sentences
from service.model import Article

MIN_CHARACTERS = 25
"""An article shorter than this cannot say who did what."""
SURE_CHARACTERS = 40
"""A shorter one is told only where its headline tells news: others are remnants of tables, captions and lists."""
LEAST_REST = 40
"""Characters of other sentences that make an item beside that one."""
RIDDLE_CHARACTERS = 200
"""A longer article tells of riddles."""
_HELD = re.compile(
    "(?:举行|召开|举办)[^，。]{0,30}(?:发布会|通气会|见面会)|(?:发布会|通气会|见面会)[^。]{0,30}(?:举行|召开)"
)
_ABOUT = re.compile("(?:介绍|通报)[^。]{0,60}(?:情况|举措|安排|进展)|见面会[。，]")
_FIGURE = re.compile(r"\d(?!\d?[日时点])")
BARE_CHARACTERS = 160
"""A longer report of a meeting tells what was on its table."""
_GATHERED = re.compile(
    "召开[^，。]{0,24}会|(?:举办|举行|开展|组织)[^，。]{0,30}(?:学习|座谈|交流|慰问|宣讲|党课|党日|动员|读书|培训|教育)"
    "|(?:座谈|交流|慰问|动员|学习)会?$"
)
_DAY_OF = re.compile("是(?:第[^，。]{1,6}个)?(?:全国|世界|国际|中国|我国)[^，。]{1,12}[日周节月](?:[，。]|系列)")
_DATE = re.compile(r"\d{1,4}[年月日时点]")
_ONLY_SAID = re.compile(
    "召开|举办|举行|开展|组织|座谈|慰问|部署|出席|主持|参观|进入|开始|获(?=益|得感)|要求|强调|指出|提出|表示|呼吁|提升|提高|改善|扩大"
    "|影响|显著|成效|启[新航]|公开|必?须|不得|(?:完成|实现)(?=[^，。]{0,6}(?:目标|任务))"
)
"""Events that any meeting has, whatever it is about."""
_CAME_OF = re.compile("同意|否决|反对|重[开启]|[今明年月]起|持证|国际|外[长宾交]|联合国|两国")
"""What a gathering decided; and those of states, which are news however little they say."""
_LEADER = re.compile("总书记|国家主席|总理|中共中央|国务院|政治局|[省市县区州]委书记|[省市县区州]长|常委会")
_VISIT = re.compile("检查|调研|督导|督查|走访|慰问|察看|看望|视察|考察|巡查")
_STUDIED = re.compile("(?:学习|中心)(?:会|组)|(?:学习|读书|研讨)班|主题党[日课]")
_STRESSED = re.compile("(?:强调|指出|要求)[^。]*")
_SPOKE = re.compile(r"\d{1,3}[名位]?(?:同志|代表|人|党员|干部)(?:参加|作?了?(?:交流|研讨)?发言)")
"""`3名同志作交流发言` is no figure of what came of it."""
_OF_THE_PLACE = re.compile("[市县区镇乡州旗]委?书记|[市县区镇乡州]长|[市县区]领导")
_ABOVE = re.compile("总书记|国家主席|总理|中共中央|国务院|政治局|省委|省长|自治区")
_BOOK_NOTICE = re.compile("[【\\[]?(?:书讯|荐书|书评|新书(?:速递|推荐|上架|讯)|好书推荐)(?:[丨｜|】\\]：:]|$)")
_CORRECTION = re.compile("(?:更正|勘误|致歉)(?:启事|声明|说明|与致歉|与说明)?(?:$|[：｜])")
_MISPRINT = re.compile("本[报刊][^。]{0,24}《[^》]{2,40}》[^。]{0,80}(?:应为|有误|误[为作写])")
"""`本报3月1日《麦价》一文中，“12元”应为“2元”。`"""
_RIDDLE = re.compile("谜底|谜面|[（(]打一|填字游戏|灯谜|征解|[上本]期答案|答案[^，。]{0,6}公布")


def is_book_notice(article: Article) -> bool:
    """Return whether the label above or ahead of its title says that a book has come out: `书讯｜《灯下》出版`."""
    return any(_BOOK_NOTICE.match(line) for line in (article.title, article.kicker, article.section))


def corrects_the_paper(article: Article) -> bool:
    """Return whether a paper corrects what it has printed itself, which nobody has heard."""
    return bool(_CORRECTION.match(article.title) or _MISPRINT.match(article.text))


def is_riddle(article: Article) -> bool:
    """Return whether a short piece sets or solves riddles: what they ask for is to be seen."""
    return len(article.text) < RIDDLE_CHARACTERS and _RIDDLE.search(article.text) is not None


def too_short(article: Article) -> bool:
    """Return whether an article is too short to be told."""
    characters = sum(map(len, article.paragraphs))
    if characters >= SURE_CHARACTERS:
        return False
    whole = article.text.endswith(("。", "！", "”"))
    return characters < MIN_CHARACTERS or not (whole and news_sense.tells_news(article.title))


def says_only_that_it_was_said(article: Article) -> bool:
    """Return whether a press conference is all that the article tells of; a figure of its subject is more."""
    told = [text for paragraph in article.paragraphs for text in sentences.split(paragraph)]
    held = [text for text in told if announces(text)]
    return bool(held) and sum(len(text) for text in told if text not in held) < LEAST_REST


def announces(text: str) -> bool:
    """Return whether a sentence says that a press conference was held, and what it was about, and no figure of that."""
    return bool(_HELD.search(text) and _ABOUT.search(text) and not _FIGURE.search(text))


def says_only_that_it_was_held(article: Article) -> bool:
    """Return whether a short item tells of a gathering, or that it is some cause's day, and of nothing that came of it.

    No figure but dates, no event but that it was held and that people spoke, and nobody whose presence is the news. So
    does one of where a place's own leaders went or what they studied, who was with them and what they stressed
    (`县领导检查安全工作`, `区委理论学习中心组举行学习会`).
    """
    text = _SPOKE.sub("", _DATE.sub("", f"{article.title}。{article.text}"))
    if len(article.text) > BARE_CHARACTERS or news_sense.has_number(text):
        return False
    if studied := _STUDIED.search(article.title) is not None:
        text = _STRESSED.sub("", text)
    visited = (studied or _VISIT.search(article.title) is not None) and _OF_THE_PLACE.search(text) is not None
    if visited and not _ABOVE.search(text):
        return not (_CAME_OF.search(text) or news_sense.events(_VISIT.sub("", _ONLY_SAID.sub("", text))))
    gathered = _GATHERED.search(text) or _GATHERED.search(article.title) or _DAY_OF.search(text)
    if not gathered or _LEADER.search(text):
        return False
    return not (_CAME_OF.search(text) or news_sense.events(_ONLY_SAID.sub("", text)))
