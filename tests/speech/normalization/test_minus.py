"""A hyphen that is a minus, and all that only look like one."""

import itertools

import pytest

from service.speech.normalization import normalize
from tests.support.tables import every_row, thinned


@every_row(
    ("written", "spoken"),
    [
        ("净利润-3200～-2100万元", "净利润负三千二百至负两千一百万元"),
        ("气温-9～-3度", "气温零下九至零下三度"),
        ("基差-53--29元", "基差负五十三至负二十九元"),
        ("亏损-6～-4亿元", "亏损负六至负四亿元"),
        ("车库-1至-3层", "车库负一至负三层"),
        ("最高/最低：6/-2℃", "最高、最低：六至零下两摄氏度"),
        ("由4%降到-2%", "由百分之四降到负百分之二"),
        ("5--3℃", "五至零下三摄氏度"),
    ],
)
def test_no_end_of_a_range_loses_its_minus(written: str, spoken: str) -> None:
    assert normalize(written) == spoken


@every_row(
    ("written", "spoken"),
    [
        ("CPI-0.4%", "C P I负百分之零点四"),
        ("ROE-6.2%", "R O E负百分之六点二"),
        ("YoY －1.3%", "YoY负百分之一点三"),
        ("云溪股份（600123）-2.1%", "云溪股份（六零零一二三）负百分之二点一"),
        ("变动：-0.3元/公斤", "变动：负零点三元每公斤"),
        ("钢材3600元/吨，-30元/吨", "钢材每吨三千六百元，负三十元每吨"),
        ("T值-2.8", "T值负二点八"),
        ("门诊楼-1F", "门诊楼负一层"),
        ("埋深-6m", "埋深负六米"),
        ("价差仅-40", "价差仅负四十"),
        ("10的-6次方", "十的负六次方"),
        ("2.4×10-6", "二点四乘十的负六次方"),
        ("零下-7℃", "零下七摄氏度"),
        ("-2~3℃", "零下两至三摄氏度"),
        ("涨幅-5/12%", "涨幅负百分之五至百分之十二"),
    ],
)
def test_a_minus_is_one_whatever_stands_before_it(written: str, spoken: str) -> None:
    assert normalize(written) == spoken


@every_row(
    ("written", "spoken"),
    [
        ("歼-20列装", "歼二十列装"),
        ("GPT-4.5发布", "G P T四点五发布"),
        ("F-35战机", "F三十五战机"),
        ("F-16V战机", "F十六V战机"),
        ("5%-8%", "百分之五至百分之八"),
        ("（3%）-（5%）", "（百分之三） （百分之五）"),
        ("门票10元-20元", "门票十元至二十元"),
        ("3月1日-7日", "三月一日至七日"),
        ("10--20人", "十至二十人"),
        ("A-股", "A 股"),
        ("ω-3脂肪酸", "欧米伽三脂肪酸"),
        ("第3-5名", "第三至五名"),
    ],
)
def test_the_hyphen_of_a_name_or_a_range_is_no_minus(written: str, spoken: str) -> None:
    assert normalize(written) == spoken


@every_row(
    ("written", "spoken"),
    [
        ("HIV(-)", "H I V阴性"),
        ("乙肝抗原（+）", "乙肝抗原阳性"),
        ("HIV抗体：-。", "H I V抗体阴性。"),
        ("评级由AAA-调至AA", "评级由三A减调至A A"),
        ("成绩B-，", "成绩B减，"),
        ("7-4=3", "七减四等于三"),
        ("满300-40元", "满三百减四十元"),
        ("满3-5岁", "满三至五岁"),
    ],
)
def test_findings_ratings_and_sums(written: str, spoken: str) -> None:
    assert normalize(written) == spoken


NOUNS = ("净利润", "预计净利润", "最低气温", "海拔", "毛利率", "基差", "夜间", "北部", "预计全年", "亏损额", "CPI")
JOINTS = ("～", "~", "—", "至", "到", "-", "－", "–", " ~ ", "--")
UNITS = ("亿元", "万元", "℃", "度", "%", "米", "m", "个百分点", "‰", "")


@pytest.mark.parametrize("joint", thinned(JOINTS, 5))
def test_of_two_numbers_below_zero_both_are_heard_so(joint: str) -> None:
    """Every noun with every measure, once and twice: no minus and no number is lost."""
    lost = []
    for noun, unit, both in itertools.product(NOUNS, UNITS, (False, True)):
        written = f"{noun}-47{unit if both else ''}{joint}-36{unit}。"
        said = normalize(written)
        signs = said.count("负") + said.count("零下")
        if signs != 2 or "四十七" not in said or "三十六" not in said:
            lost.append((written, said))
    assert not lost


@pytest.mark.parametrize("minus", thinned(["-", "－", "−", "–", "﹣"], 5))
def test_one_number_below_zero_is_heard_so_behind_every_mark(minus: str) -> None:
    lost = []
    for noun, mark, unit in itertools.product(NOUNS, ("", "：", "为", "达", "，", "（", "降至", "仅"), UNITS):
        written = f"{noun}{mark}{minus}3.7{unit}{'）' if mark == '（' else ''}。"
        said = normalize(written)
        if not (mark == "" and unit == "" and noun in ("夜间", "北部", "预计全年", "亏损额")) and (
            said.count("负") + said.count("零下") != 1 or "三点七" not in said
        ):
            lost.append((written, said))
    assert not lost
