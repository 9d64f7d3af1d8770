"""A seeded maker of damaged pages: whole articles in, a page as document OCR gives it out.

Each kind of damage is a function of its own, drawn by chance; what the page's articles were is known, so that a
reader can be scored on pages that nobody has seen before.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文海峰雪梅春晓东亮红光辉鹏飞宇浩然子涵思雨佳欣"
PLACES = ("青岚", "临湖", "望山", "石桥", "云溪", "白鹭", "南浦", "北塘")
COLUMNS = ("快评", "今日谈", "聚焦", "一线见闻", "新春走基层", "两会观察", "短评", "记者手记")
SECTIONS = ("要闻", "民生关注", "乡村振兴", "城事", "综合新闻", "记者观察")


@dataclass(frozen=True)
class Told:
    """An article as it was before the damage."""

    title: str
    paragraphs: tuple[str, ...]
    authors: tuple[str, ...] = ()
    kicker: str = ""


@dataclass
class Piece:
    """An article on the page: its head lines, its opening and its text."""

    head: list[str]
    text: list[str]
    end: list[str]


def name(rng: random.Random) -> str:
    """An invented person's name."""
    return rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2))))


def _byline(rng: random.Random, people: list[str]) -> tuple[str, str]:
    """A byline for one to three people: a line of its own, and what stands ahead of the text."""
    one, rest = people[0], people[1:]
    place = rng.choice(PLACES)
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    helpers = f" 通讯员 {' '.join(rest)}" if rest else ""
    glued = f"通讯员{'、'.join(rest)}" if rest else ""
    return rng.choice(
        (
            (f"□记者 {one}{helpers} 报道", ""),
            (f"□记者 {one}{helpers} 报道", f"本报{place}讯 "),
            (f"□本报记者 {' '.join(people)}", ""),
            (f"■本报记者 {one}{helpers}", ""),
            (f"本报记者 {one}{helpers}", ""),
            (f"记者 {one}{helpers} 报道", ""),
            (f"文/图 本报记者 {one}{helpers}", ""),
            (f"□ {' '.join(people)}", ""),
            ("", f"本报讯（记者 {one}{helpers}）"),
            ("", f"本报讯（记者{one} {glued}）" if glued else f"本报讯（记者{one}）"),
            ("", f"本报{place}{month}月{day}日电 （记者{'、'.join(people)}）"),
            ("", f"新华社{place}{month}月{day}日电（记者 {'、'.join(people)}）"),
            ("", f"本报{place}讯（记者 {' '.join(people)}）"),
            ("", f"{place}日报{place}{month}月{day}日讯（记者 {' '.join(people)}）"),
        )
    )


def render(rng: random.Random, told: Told) -> tuple[Piece, Told]:
    """The article with a head, perhaps a byline, a dateline or a credit; and as it is to be read."""
    level = rng.choice(("# ", "# ", "## ", "## ", "### ", "", "**"))
    close = "**" if level == "**" else ""
    head = [told.kicker] if told.kicker else []
    if rng.random() < 0.12:
        head.insert(0, f"【{rng.choice(SECTIONS)}】")
    head.append(level + told.title + close)
    text, end, authors = list(told.paragraphs), [], []
    draw = rng.random()
    if draw < 0.55 or not level:
        authors = [name(rng) for _ in range(rng.choice((1, 1, 2, 3)))]
        line, lead = _byline(rng, authors)
        if line:
            head.append(line)
        text[0] = lead + text[0]
    elif draw < 0.75:
        authors = [name(rng) for _ in range(rng.choice((1, 2)))]
        credit = rng.choice(
            (f"（{' '.join(authors)}）", f"（记者 {' '.join(authors)}）", f"（作者系市交通局局长 {authors[0]}）")
        )
        authors = authors[:1] if "作者" in credit else authors
        if rng.random() < 0.5 and text[-1][-1] in "。！？”":
            text[-1] += credit
        else:
            end.append(credit)
    elif draw < 0.85:
        text[0] = (
            rng.choice(("本报讯 ", f"据新华社{rng.choice(PLACES)}5月11日电 ", f"本报{rng.choice(PLACES)}讯 ")) + text[0]
        )
    return Piece(head, text, end), replace(told, authors=tuple(dict.fromkeys(authors)))


def _cut(rng: random.Random, text: str) -> int:
    """Where a column breaks the text: amid a sentence."""
    if text[-1] not in "。！？”…":
        return 0
    led = re.match(r".{0,30}?(?:讯|电)\s*(?:（[^）]*）)?", text)
    places = [
        n
        for n in range((led.end() if led else 0) + 8, len(text) - 8)
        if text[n - 1] not in "。！？…；：”" and text[n] not in "。！？；：，、”"
    ]
    return rng.choice(places) if places else 0


def break_columns(rng: random.Random, piece: Piece) -> None:
    """Some paragraphs stand in two or three pieces."""
    text: list[str] = []
    for paragraph in piece.text:
        parts = [paragraph]
        while rng.random() < 0.3 and len(parts) < 3 and (cut := _cut(rng, parts[-1])):
            parts[-1:] = [parts[-1][:cut], parts[-1][cut:]]
        text += parts
    piece.text = text


def add_noise(rng: random.Random, piece: Piece) -> None:
    """Captions, notes, tables and furniture stand between the pieces of the text."""
    paper = rng.choice(PLACES) + "日报"
    people = name(rng), name(rng)
    noise = (
        f"▲工人正在检修设备。（{people[0]} 摄）",
        f"图①：社区里的图书角。 本报记者 {people[0]} 摄",
        f"图为施工现场。 {people[0]} 摄",
        f"3月20日，居民在湖边散步。 通讯员 {people[0]} {people[1]} 摄",
        f"本报记者 {people[0]} 摄",
        "□图片由受访单位提供",
        "扫码查看视频",
        "扫描二维码 看更多内容",
        "![](images/p1.jpg)",
        '<div align="center"><img src="img_5.png" width="60%"/></div>',
        "| 品种 | 价格 | 涨跌 |\n|---|---|---|\n| 黄瓜 | 3.2 | +0.1 |\n| 番茄 | 2.6 | -0.2 |",
        "<table><tr><td>品种</td><td>价格</td></tr>\n<tr><td>黄瓜</td><td>3.2</td></tr></table>",
        f"责任编辑：{people[0]} 校对：{people[1]}",
        f"本版编辑 {people[0]} 美编 {people[1]}",
        "读者热线：0999-1234567",
        "A04 要闻 2026年5月16日 星期六",
        "---",
        "广告",
        "2026年5月16日 星期六",
        "<!-- page 2 -->",
        "（下转第三版）",
        f"编者按：为展现各地新气象，{paper}今日起推出专栏，讲述身边的故事，敬请关注。",
        f"新的一年已经开始。为记录各行各业的新变化，《{paper}》特开设《{rng.choice(SECTIONS)}》专栏，邀请有关负责人畅谈打算。",
    )
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        piece.text.insert(rng.randint(1, len(piece.text)), rng.choice(noise))


def widen(rng: random.Random, piece: Piece) -> None:
    """Digits and Latin letters are full-width."""
    if rng.random() < 0.2:
        wide = {ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ%"}
        piece.text = [t if t.startswith(("<", "!", "|")) else t.translate(wide) for t in piece.text]


def scatter(rng: random.Random, piece: Piece) -> None:
    """Blanks stand inside the Chinese."""
    if rng.random() < 0.2:
        piece.text = [
            re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", lambda _: " " if rng.random() < 0.02 else "", t)
            if not t.startswith(("<", "!", "|", "□", "本", "（"))
            else t
            for t in piece.text
        ]


def tail_under(rng: random.Random, above: Piece, below: Piece) -> bool:
    """The end of an article stands under the next one's headline."""
    if len(below.text) < 1 or len(above.text) < 2:
        return False
    n = rng.randint(1, len(above.text) - 1)
    tail = above.text[n:]
    split = len(below.head)
    while split and re.match(r"□|■|本报记者|记者|文/", below.head[split - 1]):
        split -= 1
    below.head, below.text = below.head[:split], [*tail, *above.end, *below.head[split:], *below.text]
    above.text, above.end = above.text[:n], []
    return True


def copy_under(rng: random.Random, above: Piece, below: Piece) -> bool:
    """The end of an article stands a second time at the end of the one before it."""
    n = rng.randint(1, max(1, len(below.text) - 1))
    tail = below.text[n:]
    if not tail or sum(map(len, tail)) < 30 or any(re.match(r"[^\u4e00-\u9fff“]", t) for t in tail):
        return False
    above.text += tail
    return True


def head_inside(rng: random.Random, piece: Piece) -> bool:
    """A comment's first paragraph stands above its headline, under the column's label."""
    if len(piece.text) < 2 or len(piece.head) != 1:
        return False
    author = name(rng)
    label = rng.choice(("# ", "## ", "")) + rng.choice(COLUMNS)
    piece.head, piece.text = [label, f"□ {author}", piece.text[0], *piece.head], piece.text[1:]
    piece.end = [f"\0{author}"]
    return True


def page(rng: random.Random, told: list[Told]) -> tuple[str, list[Told]]:
    """A page of the articles, damaged; and the articles as they are to be read."""
    pieces: list[Piece] = []
    gold: list[Told] = []
    for article in told:
        piece, true = render(rng, article)
        pieces.append(piece)
        gold.append(true)
    for n, piece in enumerate(pieces):
        if not gold[n].authors and rng.random() < 0.2 and head_inside(rng, piece):
            gold[n] = replace(gold[n], authors=(piece.end.pop()[1:],))
        steps: tuple[Callable[[random.Random, Piece], None], ...] = (break_columns, widen, scatter)
        for step in steps:
            step(rng, piece)
    moved = rng.randrange(len(pieces) - 1) if len(pieces) > 1 else -1
    if moved >= 0 and rng.random() < 0.6:
        rng.choice((tail_under, copy_under))(rng, pieces[moved], pieces[moved + 1])
    for piece in pieces:
        add_noise(rng, piece)
    rows = [rng.choice(SECTIONS)] if rng.random() < 0.3 else []
    for piece in pieces:
        rows += [*piece.head, *piece.text, *piece.end]
    gap = "\n\n" if rng.random() < 0.85 else "\n"
    return gap.join(rows) + "\n", gold
