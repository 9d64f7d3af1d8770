"""Signs that mean something before a number or between words: minus, comparisons, arrows, about, masks, mathematics."""

from __future__ import annotations

from service.speech.normalization.patterns import BEHIND_WORD, HAN, NUMBER, SCALE
from service.speech.normalization.rule import Rule

_GREEK_NAMES = """
α 阿尔法  β 贝塔  γ 伽马  δ 德尔塔  ε 艾普西隆  ζ 泽塔  η 伊塔  θ 西塔  ι 约塔  κ 卡帕  λ 拉姆达  μ 缪  ν 纽
ξ 克西  π 派  ρ 柔  σ 西格玛  τ 陶  υ 宇普西隆  φ 斐  χ 希  ψ 普西  ω 欧米伽
Γ 伽马  Δ 德尔塔  Θ 西塔  Λ 拉姆达  Ξ 克西  Π 派  Σ 西格玛  Φ 斐  Ψ 普西  Ω 欧米伽
"""
_GREEK = dict(zip(_GREEK_NAMES.split()[::2], _GREEK_NAMES.split()[1::2], strict=True))
_MATH = {"√": "根号", "∞": "无穷大", "÷": "除以", "∑": "求和", "∈": "属于", "∠": "角", "∝": "正比于", "№": "第"}
_TREND = {"▲": "上涨", "▼": "下跌", "↑": "上升", "↓": "下降", "⬆": "上升", "⬇": "下降", "△": "上涨", "▽": "下跌"}
_COMPARED = {
    **{"≥": "大于等于", "≤": "小于等于", "≠": "不等于", "≈": "约等于", "<": "小于", ">": "大于", "≧": "大于等于"},
    **{
        "≦": "小于等于",
        "⩾": "大于等于",
        "⩽": "小于等于",
        "<=": "小于等于",
        ">=": "大于等于",
        "≮": "不小于",
        "≯": "不大于",
    },
}

FIRST = (
    Rule(
        "comparison",
        "math",
        "comparison signs are said, before any rule takes the number behind them: >95%, <7.0mmol/L, ≥3",
        r"[≥≤≠≈≧≦⩾⩽≮≯]|(?<![<>])[<>]=?(?=\s?[-+−]?\d)|(?<=[\dA-Za-z)）])(?<!<[A-Za-z])(?<!/[A-Za-z])(?<!<[A-Za-z]{2})\s?[<>]=?\s?(?=[A-Za-z](?![A-Za-z]{0,9}>))|(?<=[\u3400-\u9fff])<(?=[\u3400-\u9fff]{2,12}(?:[，。；、]|$))",
        lambda m: _COMPARED[m[0].strip()],
        needs="<>≈≠≤≥≦≧≮≯⩽⩾",
    ),
    Rule(
        "trend",
        "arrow",
        "an arrow or triangle beside a number says where it goes (▲1.2%, 5%↑); before a word it is a mark of layout",
        rf"[▲▼△▽↑↓⬆⬇](?=\s?\d)|(?<=[\d%‰{HAN}])[↑↓⬆⬇]",
        lambda m: _TREND[m[0]],
        needs="↑↓▲△▼▽⬆⬇",
    ),
    Rule(
        "arrow",
        "arrow",
        "an arrow between two words or numbers leads from one to the other: 北京→上海, 5%→8%",
        rf"(?<=[\dA-Za-z%‰℃{HAN}”》）])\s?[→⇒➔➜➡⟶↔⇌]\s?(?=[-+\dA-Za-z{HAN}“《（])",
        lambda m: "到",
        needs="→↔⇌⇒➔➜➡⟶",
    ),
    Rule(
        "about",
        "about",
        "a tilde with no number before it is 约: ~500元",
        rf"约~(?=\d)|(?<![\d%‰℃°A-Za-z{HAN})）~])~(?=\d)|{BEHIND_WORD}~(?={NUMBER}\s?(?:{SCALE}|元|人|米|吨|亩|公里))",
        lambda m: "约",
        needs="~",
    ),
    Rule(
        "vague share",
        "percent",
        "a share that is no figure: 百分之几 for 几%",
        "([数几])[%％]",
        lambda m: "百分之" + m[1],
    ),
    Rule(
        "unit alone",
        "unit",
        "a sign of a unit alone, at the head of a table, has its name: （%）, 单位：℃",
        r"(?<=[（(：:])[%％](?=[）)，。；]|$)|℃(?<!\d℃)(?<!\d\s℃)",
        lambda m: "摄氏度" if m[0] == "℃" else "百分比",
    ),
    Rule(
        "mathematics",
        "math",
        "signs of mathematics have names: √2, ÷2, ∞",
        f"[{''.join(_MATH)}]",
        lambda m: _MATH[m[0]],
    ),
)
"""What is read before any number is."""

GREEK = Rule(
    "Greek letter",
    "latin",
    "a Greek letter is said by its name; the hyphen behind it is no minus: ω-3, α粒子",
    f"([{''.join(_GREEK)}])(?:-(?=\\d))?",
    lambda m: _GREEK[m[1]],
)
"""Read when the units, some of which begin with a Greek letter, have been."""
