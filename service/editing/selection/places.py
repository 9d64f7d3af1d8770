"""Countries and provinces by name, and whether an article tells of abroad or of a small place."""

from __future__ import annotations

import re

from service.core.messages import _
from service.editing.selection.article_text import ArticleText, Values, Words
from service.language import regions

COUNTRIES = tuple(
    re.findall(
        r"\w+",
        """美国 俄罗斯 日本 韩国 朝鲜 印度 巴基斯坦 伊朗 以色列 巴勒斯坦 黎巴嫩 乌克兰 英国 法国 德国 意大利 西班牙
        加拿大 澳大利亚 巴西 埃及 土耳其 沙特 越南 老挝 泰国 缅甸 柬埔寨 菲律宾 马来西亚 印度尼西亚 新加坡 文莱 蒙古国
        哈萨克斯坦 塔吉克斯坦 乌兹别克斯坦 吉尔吉斯斯坦 塞尔维亚 匈牙利 波兰 奥地利 瑞士 古巴 欧盟 非洲""",
    )
)
PROVINCES = tuple(each.short_name for each in regions.provinces())
WHY: Words = {
    "abroad": _("news of abroad"),
    "abroad share": _("much of it is about abroad"),
    "reaction abroad": _("what is said abroad about home"),
    "own place": _("it is about the paper's own place"),
    "small place": _("it is about a small place"),
}
"""The features of this module."""
OWN_SHARE = 0.15
"""From this share of a day's articles on, what they call `我市` or `全县` is the paper's own place."""
_ABROAD = re.compile(
    # no 昨日本报, 11日方, 印度洋, 以军属
    f"(?<![昨今近即当每\\d])(?:{'|'.join(COUNTRIES)})(?![洋报])"
    r"|(?<![昨今近即当每\d])[美以英伊法德日韩](?:军(?![属人营龄装])|[方媒](?![法面式便])|总统|防长|外长)"
    "|俄[总军罗乌美]|乌[军方总]|北约|中东|白宫|克里姆林宫|首相|加沙|联合国|世卫组织|[大东西南北]洋洲|拉美|欧洲|海外|国际社会"
    "|阿富汗|叙利亚|伊拉克|也门|苏丹|委内瑞拉|阿根廷|墨西哥|荷兰|比利时|希腊|瑞典|芬兰|挪威"
)
_HOME = re.compile("我国|中国|中方|中外|我市|全市|我省|全省|我县|全县|" + "|".join(PROVINCES))
_REACTION = re.compile("国际社会|国际人士|多国人士|外媒|海外人士|多国媒体|各国人士|海外媒体")
_OWN = re.compile("[我全本]([市县区省州镇])(?!域)|市[\u4e00-\u9fff]{1,4}局")
_WIDE = re.compile("全[国省市县区]|我[国省市]|各地")
_SMALL = re.compile("[\u4e00-\u9fff]{2}(?:[县镇乡村]|街道|社区|小区)")


def own_places(texts: list[ArticleText]) -> frozenset[str]:
    """Return the kinds of place (市, 县, …) that a day's articles call their own."""
    counts: dict[str, int] = {}
    for text in texts:
        for kind in {found[1] or "市" for found in _OWN.finditer(text.head + text.opening)}:
            counts[kind] = counts.get(kind, 0) + 1
    return frozenset(kind for kind, count in counts.items() if count >= max(2, OWN_SHARE * len(texts)))


def place(text: ArticleText, own: frozenset[str], *, led: bool = False) -> Values:
    """Return where the news is; `led`: a leader of this state acts, and that is home news wherever it is."""
    beginning = text.head + text.opening
    home = led or bool(_HOME.search(beginning))
    abroad = not home and _ABROAD.search(text.head)
    found = {
        "abroad": 1.0 if abroad else 0.5 * float(not home and bool(_ABROAD.search(text.opening))),
        "abroad share": 0.0 if home else min(1.0, len(_ABROAD.findall(text.later)) / 6),
        "reaction abroad": float(bool(_REACTION.search(text.head))),
        "own place": float(any((each[1] or "市") in own for each in _OWN.finditer(beginning))),
        "small place": float(bool(_SMALL.search(beginning)) and not _WIDE.search(beginning)),
    }
    return {name: value for name, value in found.items() if value}
