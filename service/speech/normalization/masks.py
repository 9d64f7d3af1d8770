"""Signs that hide a name or a word: 李××, 张*明, ××县, ×年×月; a product or a mark of layout is none."""

from __future__ import annotations

from service.language import surnames
from service.speech.normalization.patterns import HAN
from service.speech.normalization.rule import Rule

_STOP = r"(?=[，。、；：（）“！？!?,;()\s]|$)"
_PLACE = "年月日时分省市县区镇乡村局州院校厂街号某社队"

RULES = (
    Rule(
        "emphasis",
        "mask",
        "stars on both sides of words are a mark of layout, not of what is hidden: **重点**",
        rf"(?<![\d{HAN}*])\*\*([^*]{{1,80}})\*\*",
        lambda m: m[1],
        needs="*",
    ),
    Rule(
        "tick and cross",
        "mask",
        "a tick and a cross that stand for right and wrong: （√）（×）, √是",
        rf"(?<=[（(])[√×](?=[）)])|(?:^|(?<=\s))[√×](?=[{HAN}])(?![×{_PLACE}])|√(?![\d(（A-Za-z])",
        lambda m: "对" if m[0] == "√" else "叉",
        needs="×√（",
    ),
    Rule(
        "quoted crosses",
        "mask",
        "crosses alone between quotation marks are crosses",
        r"(?<=[“\"「])(?:×{1,6}|√)(?=[”\"」])",
        lambda m: "对" if m[0] == "√" else "叉" * len(m[0]),
    ),
    Rule(
        "masked name",
        "mask",
        "signs that hide a name are said as 某: 李××, 张*明, 张×驾驶, 王×（男）, 王○○; behind a noun one × is 乘 "
        "(数据要素×文旅)",
        rf"(?:^|(?<=[，。；：、人子者机员犯民某名友和与及]))(?P<surname>[{surnames.IN_TEXT}])[×*](?=[{HAN}])"
        rf"|(?<=[{HAN}])[×*]{{2,3}}(?=[{HAN}，。、；：（）“”！？\s]|$)|(?<=[{HAN}])\*(?=[{HAN}])"
        rf"|(?<=[{HAN}])[×*]{_STOP}|(?<=[{surnames.IN_TEXT}阳马官葛])[○〇]{{1,2}}(?![{HAN}○〇]{{0,1}}[年月日])(?![零一二三四五六七八九])",
        lambda m: m["surname"] + "某" if m["surname"] else "某" * min(2, len(m[0])),
        needs="*×○〇",
    ),
    Rule(
        "masked place",
        "mask",
        "signs before a word of place or date hide what it is: ××县××镇, ×年×月×日; 每页×行 has a product",
        rf"(?:^|(?<=[，。；：、“（(\s]))×{{2,4}}(?=[{HAN}])|(?:^|(?<=[，。；：、“（(\s{_PLACE}在]))×(?=[{_PLACE}])",
        lambda m: "某" * min(2, len(m[0])),
        needs="×",
    ),
)
"""What is read before × can be taken for a product."""
