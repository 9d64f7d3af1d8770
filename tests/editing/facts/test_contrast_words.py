"""Opposites where the source has the other of the two."""

import pytest

from service.editing.facts import contrast_words, source_alignment

PASSAGE = source_alignment.read(
    "柳溪小学东墙外新设34个车位。另外5人转学至县城。游客八成来自省内。书屋由周建国的女儿看管。早高峰半小时，晚间人少。"
    "他醉卧汀江二桥绿化带。第一个冬天她赔了两万。书屋价格没动。"
    "衣店由林小荷和她的师父看管，新线11月10日空载试运行。白渠队客场对阵柳溪队。夜间挂号费与白天相同。这单外卖超时26分钟。"
)


def faults(text):
    said = source_alignment.sentence(text)
    return [(fault.claim, fault.reason) for fault in contrast_words.faults(said, PASSAGE.origins(said.grams), PASSAGE)]


@pytest.mark.parametrize(
    ("text", "claim", "opposite"),
    [
        ("柳溪小学西墙外有34个新车位。", "西墙", "东墙"),
        ("另有5人转学去了省城。", "省城", "县城"),
        ("书屋由周建国的妹妹看管。", "妹妹", "女儿"),
        ("八成游客来自省外。", "省外", "省内"),
        ("他醉卧汀江一桥绿化带。", "一桥", "二桥"),
        ("新线11月10日开门迎客。", "迎客", "空载"),
        ("头一个冬天她赚了两万。", "赚", "赔"),
        ("书屋涨了价。", "涨", "没动"),
        ("白渠队主场对阵柳溪队。", "主场", "客场"),
        ("夜间挂号费高于白天。", "高于", "相同"),
        ("这单外卖提前26分钟。", "提前", "超时"),
    ],
)
def test_an_opposite_is_named_with_what_the_source_has(text, claim, opposite):
    assert (claim, f"the source has {opposite} there") in faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "柳溪小学东墙外有34个新车位。",
        "5人转去了县城。",
        "看管衣店的还有他的徒弟林小荷。",
        "新线11月10日开始试运行。",
        "书屋由周建国的闺女看管。",
        "早高峰半小时，夜里人少。",
        "八成是省内游客。",
        "头一个冬天她亏了两万。",
        "书屋没涨价。",
        "这单外卖晚了26分钟。",
        "夜间挂号费与白天一样。",
    ],
)
def test_what_the_source_has_passes(text):
    assert faults(text) == []
