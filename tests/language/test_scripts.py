"""The letters of a Mandarin text, and others."""

from service.language.scripts import has_foreign_letters
from tests.support.tables import every_row


@every_row(
    "text",
    [
        "城东水厂二期工程昨日完工，日供水12万吨。",
        "ＧＤＰ增长５．２％，新冠病毒α变异株，Ⅲ级，①水价不变，½杯，25㎡，10²，37℃。",
        "茌平、㙍口、𠮷林、〇〇后、々、café、Ångström",
        "“——”😀％＄／",
        "",
    ],
)
def test_what_mandarin_texts_are_written_in(text):
    assert not has_foreign_letters(text)


@every_row("text", ["สวัสดี", "مرحبا", "١٢", "Мир", "の", "ﾁｬ", "한", "ㄅ", "𝟏𝟐", "𝐀", "नमस्ते", "𓀀"])
def test_what_no_mandarin_voice_reads(text):
    assert has_foreign_letters(f"城东水厂{text}完工。")
