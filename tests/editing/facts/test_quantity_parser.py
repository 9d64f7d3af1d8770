"""Numbers and dates of a sentence as values."""

from fractions import Fraction

from service.editing.facts.measures import agrees
from service.editing.facts.quantity_parser import find
from tests.support.tables import every_row


@every_row(
    ("one", "other"),
    [
        ("7.4万人", "七万四千人"),
        ("百分之三", "3%"),
        ("三成", "30%"),
        ("1亿2000万元", "1.2亿元"),
        ("一千二百吨", "1200吨"),
        ("2公斤", "2000克"),
        ("下午3点", "15:00"),
        ("三点五万", "3.5万"),
        ("5小时20分", "三百二十分钟"),
        ("四分之一秒", "0.25秒"),
        ("半个百分点", "0.5个百分点"),
        ("一块两毛一", "1.21元"),
        ("一亿九千多万元", "超过1.9亿元"),
        ("一尺", "三分之一米"),
        ("8亿7千万元", "8.7亿元"),
        ("晚上十点四十", "22:40"),
        ("夜间10点", "22:00"),
        ("夜里两点", "2:00"),
        ("中午1点", "13:00"),
        ("三个亿", "3亿"),
        ("2.4个亿", "2.4亿"),
        ("十个里有七个", "七成"),
        ("一百户里有6户", "6%"),
        ("三十九米七八", "39.78米"),
        ("两个钟头零十一分半", "2小时11分30秒"),
        ("两年零三个月", "27个月"),
        ("夜里十二点", "24:00"),
        ("三公分", "3厘米"),
        ("三个月零半个月", "三个半月"),
        ("每三个人就有一个", "三分之一"),
        ("老二二〇一一人", "2011人"),
    ],
)
def test_one_amount_has_one_value_in_any_notation(one, other):
    [a], [b] = find(one)[0], find(other)[0]
    assert (a.value, a.unit) == (b.value, b.unit)


@every_row(
    ("text", "bound"),
    [
        ("超过300人", "over"),
        ("约300人", "about"),
        ("300多人", "over"),
        ("近300人", "under"),
        ("至少300人", "least"),
        ("少说还得300人", "least"),
        ("超过全县的300人", "over"),
        ("300人", ""),
        ("300人往上", "over"),
        ("300人往下", "under"),
        ("快300人了", "under"),
        ("快300人", ""),
        ("不要超过体重的300人", "most"),
        ("别拖过300人", "most"),
    ],
)
def test_how_exact_it_is_is_told_by_the_words_about_it(text, bound):
    [found] = find(text)[0]
    assert (found.value, found.bound) == (Fraction(300), bound)


def test_parts_that_stand_side_by_side_are_one_date():
    quantities, [date] = find("2026年3月21日举行")
    assert quantities == []
    assert (date.year, date.month, date.day, date.written) == (2026, 3, 21, "2026年3月21日")


@every_row(
    ("text", "days"),
    [("3月21日召开会议", 1), ("21日令人难忘", 1), ("发出第21号令", 0), ("21号楼", 0), ("跌破5日线", 0)],
)
def test_a_day_is_one_whatever_follows_and_a_number_of_a_house_is_none(text, days):
    assert len(find(text)[1]) == days


def test_the_first_of_a_range_has_the_unit_of_the_second():
    first, second = find("3—5吨")[0]
    assert first.unit == second.unit == "mass"
    assert first.value / second.value == Fraction(3, 5)


@every_row(
    ("short", "long"),
    [
        ("3—5万吨", "3万吨—5万吨"),
        ("3至5亿元", "3亿元至5亿元"),
        ("30—50万", "30万—50万"),
        ("300元—5万元", "300元—50000元"),
    ],
)
def test_the_first_of_a_range_shares_the_places_of_the_second_where_it_is_less_then(short, long):
    def values(text):
        return [(each.value, each.unit) for each in find(text)[0]]

    assert values(short) == values(long)


@every_row("text", ["", "没有数字。", "万一", "千方百计"])
def test_words_that_only_look_like_numbers_are_none(text):
    assert find(text) == ([], [])


def test_a_place_is_where_the_number_stands():
    text = "全镇有300户村民"
    [found] = find(text)[0]
    assert text[found.start : found.end] == found.written == "300户"


def test_a_time_of_day_in_mixed_digits_is_read_as_far_as_it_is_one():
    (hour, *_), _ = find("3点二2分")
    assert (hour.unit, hour.value) == ("clock", Fraction(180))


@every_row(
    ("text", "hours"),
    [("晚上6点到10点", [18, 22]), ("下午2点至5点", [14, 17]), ("上午9点到11点", [9, 11]), ("18时至22时", [18, 22]),
     ("晚上10点到5点", [22, 5])],
)  # fmt: skip
def test_the_end_of_a_stretch_in_the_evening_is_in_the_evening(text, hours):
    assert [int(each.value) // 60 for each in find(text)[0]] == hours


def test_ten_odd_minutes_are_no_ten():
    [found] = find("过了十几分钟")[0]
    assert found.bound == "over"
    assert [agrees(found, known) for text in ("10分钟", "14分钟", "21分钟") for known in find(text)[0]] == [
        False,
        True,
        False,
    ]


@every_row(("text", "bound"), [("小二十年", "under"), ("小一半", "under"), ("缩小一半", ""), ("大小二十个", "")])
def test_a_little_less_is_not_what_became_less(text, bound):
    [found] = find(text)[0]
    assert found.bound == bound


def test_a_number_behind_a_letter_is_a_name():
    assert [each.unit for each in find("涤棉纱T65跌50，GDP5%")[0]] == ["code", "", "ratio"]


def test_an_hour_that_is_past_has_no_decimals():
    found, *_ = find("六点一过")[0]
    assert (found.unit, found.value) == ("clock", Fraction(360))
