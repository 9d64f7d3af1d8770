"""今天 of an age, and of a day."""

import pytest

from service.editing.day_words.ages import is_age


@pytest.mark.parametrize(
    "text", ["今天的中国", "走到今天，", "迈向美好的明天。", "到了今天我们", "昔日的码头锈了；今天，这里飘着咖啡香"]
)
def test_an_age(text):
    at = max(text.find("今天"), text.find("明天"))
    assert is_age(text, at, at + 2)


@pytest.mark.parametrize(
    "text", ["今天的比赛", "今天下雨", "明天上午开会", "今天，世界银行发布报告", "从前的老师今天回校"]
)
def test_a_day(text):
    assert not is_age(text, 0, 2)
