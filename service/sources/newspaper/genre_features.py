"""What can be seen of an article as a whole: the features from which `genres` tells what kind of piece it is.

A feature is a name and a value, printed as `name=value`. They are read from the article's head, from the types of its
lines and from stock words of notices, sales, comment and the like.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from service.language.surnames import IN_TEXT, is_person_name
from service.sources.newspaper.headline_groups import Head
from service.sources.newspaper.line_classes import Block, LineClass
from service.sources.newspaper.line_types import LineType

OPENING = 160
"""Characters of the text that its stock words are sought in, besides the headline; and as many from its end."""
OPENS = 24
"""Characters of the text, from its beginning and its end, whose pairs are looked at."""
SHARES = (0.01, 0.2, 0.5, 0.9)
"""Bounds between the values of a share."""

_STOCK = {
    "comment": r"评论|快评|短评|时评|漫评|热评|社论|[论谈]$|茶座|观点|建言|有话说|来论|杂谈|微言|人语|之声|论坛|争鸣",
    "letter": r"来信|读者|编辑同志|信箱|盼复|回音|反映",
    "person": r"人物|面孔|风采|身边人|追记|——记|榜样|百姓|先生|老人|师傅",
    "essay": r"副刊|随笔|散文|手记|札记|连载|知往|书评|荐书|读书|夜读|故园|往事|作者单位|摘自",
    "document": r"办法|条例|规定|决定|细则|名单|讲话|报告|意见|章程|公报|任命|免去|全文|通过",
    "interview": r"对话|访谈|专访|问答|对谈|答问|圆桌|答记者",
    "explain": r"解读|解惑|科普|知多少|怎么[办看]|为什么|如何|指南|一图|问与答|名词|提醒|提示|贴士|专家",
    "picture": r"图片|光影|镜头|影像|看图|摄影|图说|图为",
    "sale": r"优惠|特价|抢购|咨询|订购|订座|开盘|招商|加盟|免费|预约|门店|到店|元起|热销|公司",
    "office": r"公告|通告|通知|启事|声明|作废|遗失|讣告|招标|停水|停电|注销|公示|拍卖|更正|特此|招聘|敬请",
    "weather": r"天气|气象|最高气温|偏[东南西北]风|阵雨|转晴|℃",
    "result": r"比分|排名|积分|胜|行情|报价|价格表|中奖|开奖|指数|名次",
    "phone": r"\d{3,4}[-—]\d{6,8}|1[3-9]\d{9}|电话|热线|邮箱",
    "market": r"同比|环比|亿元|万元|营收|净利|涨|跌",
    "held": r"会议|召开|举行|启动|开幕|签约|调研|强调|指出",
    "happened": r"昨天|昨日|昨晚|今天|今晨|日前|近日|记者从|获悉",
    "we": r"我们|咱们|大家|不妨|何以|应当|值得|毕竟|与其",
    "call": r"征集|征稿|来稿|来件|投稿|请寄|寄至|刊用|选用|截止",
    "advice": r"建议|不宜|避免|症状|就医|医师|疾控|预防|每[天次]\d|不要|[少多]吃|民法典|律师",
    "reply": r"回复|答复|回音|回访|刊登|刊出|来函|编辑",
    "terms": r"票价|凭票|须持|禁止携带|检票|[注]：|停[航运]|领票|限\d{1,4}人",
    "appoints": r"任命|免去|任免",
}
_SECTION = {
    "briefs": r"速递|短波|动态|快讯|简讯|扫描|速览|短讯|一周|五条|播报|集锦|要闻|回音",
    "sale": r"广告|专版|专题|形象|宣传|企业|跳蚤|分类|推广|合作",
    "picture": r"图片|光影|图说|镜头|影像|一瞬|瞬间|看图|摄影",
    "explain": r"答疑|处方|词典|辞典|课堂|门诊|坐堂|问医|服务台|百科|链接|法条|科普|词|怎么|教你|指南|贴士|知识|解|问",
    "person": r"匠人|面孔|身边人|肖像|人物|风采|故事|[^新]人$|人家|榜样",
    "essay": r"副刊|纪事|旧闻|家风|书架|连载|选载|手[札记]|随笔|故人|往事|家[书信]|故园|风物|寻踪|读书|荐书|笔记|漫步",
    "comment": r"絮语|短话|快语|灯下|[快短时]评|论|评|谈|语|议|观察|声音|视点",
    "letter": r"来信|信箱|读者|热线|回音|投诉|反馈|家书",
    "figures": r"行情|价格|榜|积分|数据|数说|一览|日历|菜篮子",
}
"""What the names of sections say, with the word for it."""
_TITLE = {
    "asks": r"吗|怎么|为何|如何|什么|咋|哪|谁|几",
    "person": r"人$|师傅|老师|医生|姑娘|老人|[她他娘妈]",
    "acts": r"[将已获开启]|完成|突破|新增|发布|上线|投用|增长|印发|出台|召开|举行|[今明昨]起?|成立|落成",
    "urges": r"^[别莫让不要把请给多少何]",
    "figures": r"行情|价格|榜|表$|一览|时刻|开奖|日程|名单|汇率",
    "notice": r"公告|通知|启事|声明|讣告|更正|征集|招|通告|提示|预告|公示|逝世",
    "weather": r"天气|气象",
    "briefs": r"速递|短波|动态|快讯|简讯|短讯|件事|条$",
    "we": r"[我咱你您]",
}
"""What headlines say, with the word for it."""
_PAGE = {
    "arts": r"副刊|文化|读书|文艺|文娱",
    "notices": r"公告|广告|声明|服务|分类|启事|天气",
    "opinion": r"评论|观点|理论|论坛",
    "news": r"要闻|头版|综合|时政",
    "readers": r"读者|来信|热线|民声",
    "sport": r"体育",
    "people": r"人物|面孔|特写",
    "economy": r"经济|产业|公司|金融|消费|数据",
    "world": r"国际|环球|天下",
    "life": r"健康|生活|民生|教育|医卫|法治|社会",
}
"""What a page's name says in its folio line, with the word for it."""
_FOLIO = 60
"""Characters: no folio line is longer."""
_PAGES = {name: re.compile(pattern) for name, pattern in _PAGE.items()}
_SECTIONS = {name: re.compile(pattern) for name, pattern in _SECTION.items()}
_TITLES = {name: re.compile(pattern) for name, pattern in _TITLE.items()}
_STOCKS = {name: re.compile(pattern) for name, pattern in _STOCK.items()}
_PICTURED = re.compile(r"摄|供图|文[/／]图|片[/／]|图 ")
_MAKER = re.compile(
    r"摄(?!氏)|供图|文\s?[/／]\s?图|图\s?[/／]\s?文|[/／]\s?[图片摄]|[图片]\s?[/／]|(?:^|[\s\u3000（(])图[\s\u3000]"
)
"""In a credit of its own: who took the pictures."""
_SIGNED = 20
"""Characters of a caption's end that name its maker."""
_CAPTIONS = (0.01, 0.15, 0.3, 0.5)
_SHORT_STORY = 260
"""Characters: a picture story has fewer."""
_LONGEST_STORY = 300
"""Characters: no picture story with captions of its own has more, and it has one paragraph or two."""
_HERO = re.compile(rf"(?=([{IN_TEXT}][\u3400-\u9fff]{{2}}))")
"""What can be a person's name of three characters, anywhere in a text."""
_HE = re.compile(r"[他她](?!们)")
_LENGTHS = (1, 8, 15, 26)
"""Bounds between the lengths of kickers and decks, in characters."""
_FIRST_PERSON = re.compile(r"我(?!国|市|省|县|区|们|校|院|军|党|方|州|镇|村|厂)")
_QUOTED = re.compile(r"“[^“”]{6,200}”")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[条章]|[一二三四五六七八九十]{1,3}、")
_STEP = re.compile(
    r"\d{1,2}[.．、](?!\d)|[一二三四五六七八九][、看是问防要]|第[一二三四五\d][关步招]|问题[一二三四五]|[①-⑨]|【[^】]{2,4}】"
)
"""How a paragraph of advice begins: `1.水，喝开的`, `一看温差`, `【用料】`."""
_FIELD = re.compile(r"(?:时间|地点|题目|主讲|对象|票价|报名|联系人|电话|主办|地址|面向)\s?[：:]")
"""What a notice of an event says line by line."""
_SALUTED = re.compile(r"(?:[\u3400-\u9fff]{0,6}(?:编辑(?:部|同志)?|记者)|阿?[妈爸爹娘姐哥弟妹]|亲爱的[^：]{1,6})[：:]")
_WHICH = re.compile(r"[上下左右][图]|图[①-⑨\d]|[①-⑨]|（[上下左右]图）")
"""How captions of several pictures tell them apart."""
_SIGNERS = {
    "expert": r"医师|医生|主任|教授|律师|研究员|技师|疾控|农技|园艺",
    "reader": r"读者|居民|市民|村民|家长|退休|网友|中学|小学|街坊",
    "told": r"口述|记录|整理|供稿|画|配诗",
    "picture": r"摄影报道|供图|文[/／]图|图[/／]文",
}
"""What a signature says of the signer, with the word for it."""
_TOGETHER = (("paragraphs", "size"), ("paragraphs", "dated", "names"))
_SHORT_PARAGRAPH = 25
"""Characters: essays and talk have shorter paragraphs, news hardly any."""
_ROW = 20
"""Characters that a row of a table is taken for."""
_NUMBER = re.compile(r"\d")


def on_page(n: int, sizes: Sequence[int], furniture: Iterable[str]) -> list[str]:
    """Return the features of the n-th article's place on a page whose articles have these sizes in characters."""
    folios = " ".join(text for text in furniture if len(text) <= _FOLIO)
    count = len(sizes)
    place = 0 if n == 0 else 4 if n == count - 1 else 1 + int(3 * n / count)
    found = [f"page of {name}" for name, pattern in _PAGES.items() if pattern.search(folios)]
    found += [f"place={place}", f"short ones={_bucket(sum(60 <= size < 220 for size in sizes), (2, 4, 7))}"]
    for name, other in (("above", n - 1), ("below", n + 1)):
        found += [f"{name} size={_bucket(sizes[other], (60, 120, 220, 500))}"] if 0 <= other < count else []
    return found


def features(head: Head, blocks: Iterable[Block]) -> list[str]:
    """Return the features of the article whose lines these are, what was left out between them among them."""
    lines = list(blocks)
    text = [b for b in lines if b.role is LineClass.TEXT]
    size = sum(len(b.text) for b in text)
    found = [*_of_head(head), *_of_lines(lines, text, size), *_of_signature(lines, text)]
    found += [*_of_pictures(lines, size), *_of_words(head, text, size)]
    return [*found, *_together(found)]


def _together(found: Sequence[str]) -> list[str]:
    """Return how short it is in how few paragraphs, and whether such news has a dateline and a reporter: what tells a
    brief from news tells nothing alone.
    """
    values = dict(name.split("=", 1) for name in found if "=" in name)
    return ["&".join(f"{name}={values[name]}" for name in names) for names in _TOGETHER]


def _of_head(head: Head) -> list[str]:
    title = head.title
    found = [
        f"title={_bucket(len(title), (5, 8, 12, 16, 22))}",
        f"title ends={title[-1:] if title[-1:] in '？！”）。…' else 'plain'}",
        f"kicker={bool(head.kicker)}",
        f"subtitle={'dash' if head.subtitle[:1] in ('—', '-') else bool(head.subtitle)}",
        f"section={_bucket(len(head.section), (1, 5, 9))}",
    ]
    found += [f"title has {mark}" for mark in ("：", "“", " ", "、", "，") if mark in title]
    found += ["title has number"] if _NUMBER.search(title) else []
    found += [f"section {a}{b}" for a, b in pairwise(re.sub(r"\s", "", head.section))]
    found += [f"section ends {head.section[-1]}"] if head.section else []
    found += [f"title ends {title[-2:].strip()}"] if len(title) > 3 else []
    found += ["title is a name"] if is_person_name(re.sub(r"\s", "", title)) else []
    found += [f"title {name}" for name, pattern in _TITLES.items() if pattern.search(title)]
    found += [f"section of {name}" for name, pattern in _SECTIONS.items() if pattern.search(head.section)]
    found += [f"kicker length={_bucket(len(head.kicker), _LENGTHS)}", f"deck={_bucket(len(head.subtitle), _LENGTHS)}"]
    found += ["kicker dashes"] if head.kicker.endswith(("—", "-")) else []
    found.append(f"level={head.level}")
    if match := re.match(r"[—-]{1,2}(.)", head.subtitle):
        found.append(f"subtitle says {match[1]}")
    return found


def _of_lines(lines: Sequence[Block], text: Sequence[Block], size: int) -> list[str]:
    """Return what the lines' types and lengths say."""
    counts = Counter(b.type for b in lines)
    share: Counter[LineType] = Counter()
    for block in text:
        share[block.type] += len(block.text)
    found = [f"{type_} share={_bucket(n / max(1, size), SHARES)}" for type_, n in share.items()]
    found += [f"ends {mark}" for mark in (text[-1].text[-1:],)] if text else []
    found += [f"{type_}={_bucket(n, (1, 2, 4, 9))}" for type_, n in counts.items() if type_ is not LineType.PROSE]
    average = size / max(1, len(text))
    short = sum(len(b.text) < _SHORT_PARAGRAPH for b in text)
    found += [
        f"size={_bucket(size, (1, 60, 120, 220, 400, 700, 1000, 1600))}",
        f"paragraphs={_bucket(len(text), (1, 2, 3, 5, 9, 16))}",
        f"paragraph={_bucket(average, (20, 40, 70, 120, 200))}",
        f"short paragraphs={_bucket(short / max(1, len(text)), (0.01, 0.15, 0.3, 0.6))}",
        f"opens quoted={bool(text) and text[0].text.startswith('“')}",
        f"numbered={_bucket(sum(bool(_ARTICLE.match(b.text)) for b in lines), (1, 2, 4))}",
        f"parts={_bucket(sum(b.role is LineClass.SUBHEADING for b in lines), (1, 2, 4, 7))}",
        f"steps={_bucket(sum(bool(_STEP.match(b.text)) for b in lines), (1, 2, 3))}",
        f"fields={_bucket(sum(len(_FIELD.findall(b.text)) for b in text), (1, 2, 3))}",
        f"rows={_bucket(_ROW * counts[LineType.TABLE] / (size + _ROW), (0.1, 0.5, 1, 2))}",
    ]
    return found


def _of_signature(lines: Sequence[Block], text: Sequence[Block]) -> list[str]:
    """Return what the byline, dateline and credits say of who wrote it."""
    signed = " ".join(b.credit for b in lines if b.credit)
    found = [f"signed {word}" for word in ("记者", "通讯员", "评论员", "作者", "整理", "摄", "社") if word in signed]
    found.append(f"dated={any(b.starts and b.role is LineClass.TEXT for b in text[:2])}")
    named = any(b.authors for b in lines)
    found.append(f"names={'staff' if '记者' in signed else 'alone' if named else 'none'}")
    found += ["ends signed"] if any(b.ends or b.role is LineClass.CREDIT for b in lines[-2:]) else []
    found += [f"signer {name}" for name, pattern in _SIGNERS.items() if re.search(pattern, signed)]
    found += ["saluted"] if any(_SALUTED.match(b.text) for b in text[:1]) else []
    return found


def _of_pictures(lines: Sequence[Block], size: int) -> list[str]:
    """Return how much stands below pictures, how many there are, and whether their maker signed."""
    below = sum(len(b.text) for b in lines if b.type is LineType.CAPTION)
    images = sum(b.role is LineClass.FURNITURE and not any(c.isalnum() for c in b.text) for b in lines)
    ends = (b.text[-_SIGNED:] for b in lines if b.type in (LineType.CAPTION, LineType.CREDIT))
    signed = _PICTURED.search(" ".join([*(b.credit for b in lines), *ends]))
    found = [f"captions share={_bucket(below / max(1, below + size), _CAPTIONS)}", f"images={min(2, images)}"]
    told_apart = sum(bool(_WHICH.match(b.text)) for b in lines if b.type is LineType.CAPTION)
    found += [f"pictures told apart={min(2, told_apart)}"]
    found += ["several, short"] if told_apart and size < _SHORT_STORY else []
    found += ["pictured"] if signed else []
    found += ["pictured, short"] if signed and size < _SHORT_STORY else []
    return [*found, *_of_picture_story(lines, size)]


def _of_picture_story(lines: Sequence[Block], size: int) -> list[str]:
    """Return whether a credit of its own names who took the pictures of a short text with captions, and none but it
    names a reporter: the captions of other pictures on the page say in themselves who took them.
    """
    credits = [b.credit for b in lines if b.credit and b.role is not LineClass.CAPTION]
    made = [credit for credit in credits if _MAKER.search(credit)]
    if not made:
        return []
    if size >= _LONGEST_STORY or not any(b.type is LineType.CAPTION for b in lines):
        return ["maker signed"]
    reported = any("记者" in credit for credit in credits if credit not in made)
    alone = not reported and sum(b.role is LineClass.TEXT for b in lines) <= 2
    return ["maker signed", "picture story", *(["picture story alone"] if alone else [])]


def _of_words(head: Head, text: Sequence[Block], size: int) -> list[str]:
    """Return the stock words in the section, the head and the text, and how much of it is said by whom."""
    whole = "\n".join(b.text for b in text)
    places = {
        "section": head.section,
        "head": f"{head.kicker} {head.title} {head.subtitle}",
        "text": f"{whole[:OPENING]} {whole[-OPENING:]}",
    }
    found = [f"{place}:{name}" for place, words in places.items() for name, p in _STOCKS.items() if p.search(words)]
    for name, words in (("opens", whole[:OPENS]), ("headed", head.title), ("closes", whole[-OPENS:])):
        found += [f"{name} {a}{b}" for a, b in pairwise(re.sub(r"\s", "", words))]
    first = 1000 * len(_FIRST_PERSON.findall(whole)) / max(1, size)
    quoted = sum(len(q) for q in _QUOTED.findall(whole)) / max(1, size)
    asked = 1000 * whole.count("？") / max(1, size)
    found += _of_person(head, whole)
    found += [
        f"first person={_bucket(first, (0.5, 2, 5, 10))}",
        f"quoted={_bucket(quoted, (0.01, 0.1, 0.25))}",
        f"asked={_bucket(asked, (0.5, 2, 5))}",
        f"numbers={_bucket(len(re.findall(r'[0-9]+', whole)) * 100 / max(1, size), (0.5, 2, 5, 10))}",
    ]
    return found


def _of_person(head: Head, whole: str) -> list[str]:
    """Return how much of the text is about one person: whom it calls 他 and 她, and whose name it repeats."""
    size = max(1, len(whole))
    names = Counter(match[1] for match in _HERO.finditer(whole))
    name, times = names.most_common(1)[0] if names else ("", 0)
    found = [
        f"he={_bucket(1000 * len(_HE.findall(whole)) / size, (1, 3, 7, 14))}",
        f"hero={_bucket(1000 * times / size, (2, 4, 8, 14))}",
        f"hero again={_bucket(times, (2, 3, 5, 8))}",
    ]
    return [*found, "hero in head"] if times > 1 and name in head.words else found


def _bucket(value: float, bounds: Sequence[float]) -> int:
    """Return how many of the bounds the value reaches."""
    return sum(value >= bound for bound in bounds)
