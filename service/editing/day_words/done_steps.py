"""What was to follow a step that the article itself tells as done: `交会对接完成后，飞船将转入组合体飞行段`.

Told a day later it is heard as still to come. What follows a bridge that is only being built stays to come.
"""

from __future__ import annotations

import datetime as dt
import re

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.reference_days import names_time

_STEPS = (
    "贯通|合龙|对接|入轨|分离|着陆|起飞|出舱|启航|落幕|闭幕|交付|签约|登陆|夺冠|晋级|获救|靠泊|吊装|封顶|铺轨|点火|升空"
)
"""Steps of an hour, behind which the next comes at once."""
_AFTER = re.compile(
    f"^(?P<what>[\u3400-\u9fff]{{0,8}}?(?P<step>{_STEPS}))(?:完成|成功|结束)?[之以]?后，[^。；]{{0,40}}?(?<!即)将(?![军士领])(?P<rest>[^。；]*)"
)
_FAR = re.compile(r"\d月|\d年|[明后今]年|季度|年底|年内|\d[个]?月|缩短|达到|实现|成为|每年")
"""What is long to come, or stays so: `合龙后，车程将缩短到8分钟`."""
_DONE = (
    "(?:[完已成顺][成经功利][\u3400-\u9fff，“”]{{0,12}}?{step}|{step}[^，。；]{{0,4}}(?:成功|完成|了)"
    "|[昨今]天[^。]{{0,30}}{step})"
)


def refuse(text: str, ahead: str, day: ArticleDay, programme: dt.date) -> None:
    """Raise NotTold where a masked sentence says what will follow a step that is done by what stands ahead."""
    found = _AFTER.match(text) if programme > day.date else None
    if found is None or names_time(text) or _FAR.search(found["rest"]):
        return
    if re.search(_DONE.format(step=found["step"]), ahead):
        raise NotTold(_("what was to follow {found} has begun since {date}", found=found["what"], date=day.date))
