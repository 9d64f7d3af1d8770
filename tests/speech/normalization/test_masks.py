"""Signs that hide a name or a word."""

from service.speech.normalization import normalize
from tests.support.tables import every_row


@every_row(
    ("written", "spoken"),
    [
        ("李×、王×被抓", "李某、王某被抓"),
        ("获奖者王×（男）", "获奖者王某（男）"),
        ("被告人张×。", "被告人张某。"),
        ("××市××区", "某某市某某区"),
        ("×年×月×日", "某年某月某日"),
        ("嫌疑人王○○。", "嫌疑人王某某。"),
        ("欧阳＊、", "欧阳某、"),
        ("李××和张*明", "李某某和张某明"),
        ("**重点**", "重点"),
        ("“×××”字样", "“叉叉叉”字样"),
        ("（√）（×）", "（对）（叉）"),
    ],
)
def test_what_is_hidden_is_said_so(written: str, spoken: str) -> None:
    assert normalize(written) == spoken


@every_row(
    ("written", "spoken"),
    [
        ("数据要素×文旅", "数据要素乘文旅"),
        ("“数据要素×”大赛", "“数据要素乘”大赛"),
        ("30米*20米", "三十米乘二十米"),
        ("100g*12包", "一百克乘十二包"),
        ("√2", "根号二"),
        ("二○二六年", "二零二六年"),
    ],
)
def test_products_roots_and_zeros_are_no_masks(written: str, spoken: str) -> None:
    assert normalize(written) == spoken
