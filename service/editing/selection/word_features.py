"""What words of an article's headline and beginning say of its news: who acts, what happens, whom it concerns.

A sign counts 1 in the headline and less in the opening. None names a person, a season or a place of one paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.core.messages import _
from service.editing.selection.article_text import ArticleText, Values


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that say one thing."""

    why: str
    """The reason, as a person would put it."""
    words: re.Pattern[str]
    in_opening: float
    """What it counts where only the opening has the words."""


ACTOR, EVENT = 0.6, 0.5
"""What an actor and an event in the opening alone count."""


def _sign(why: str, words: str, in_opening: float) -> Sign:
    return Sign(why, re.compile(words), in_opening)


SIGNS: dict[str, Sign] = {
    "state": _sign(_("the state acts"), "中共中央|中央军委|国务院|全国人大|全国政协|总书记|(?<!国)国家主席", ACTOR),
    "ministry": _sign(
        _("a national authority acts"),
        "[三四五六七八九十]部门|国家[\u4e00-\u9fff]{1,6}局|(?:发展?改革?|卫健|卫生健康)委|最高(?:检|法|人民)"
        "|(?:教育|水利|交通运输|农业农村|商务|公安|财政|民政|自然资源|生态环境|工业和信息化|工信|应急管理|外交|科技|司法"
        "|文化和旅游|退役军人|住房和?城乡建设|人力资源和?社会保障|人社)部|[\u4e00-\u9fff]{2}总[局署]",
        ACTOR,
    ),
    "province": _sign(_("a province acts"), "省委|省政府|省人民政府|全省|自治区|省[\u4e00-\u9fff]{1,4}[厅局]", ACTOR),
    "city": _sign(
        _("a city acts"),
        "市委|市政府|市人民政府|市长|市人大|市政协|全市|[我本]市|市[\u4e00-\u9fff]{1,6}[局委]|海关|水务",
        ACTOR,
    ),
    "county": _sign(_("a county or a community acts"), "[\u4e00-\u9fff]{2}[县镇乡村]|街道|社区|小区", ACTOR),
    "company": _sign(_("a company acts"), "公司|集团|股份|企业|工厂|车间", ACTOR),
    "person": _sign(_("somebody's story"), r"\d\d岁|师傅|老人|演员|大爷|大妈|大伯|阿姨|老师傅", ACTOR),
    "experts": _sign(_("experts speak"), "教授|研究员|专家|院士|医师", ACTOR),
    "rule": _sign(_("a new rule"), "印发|出台|施行|实施|新规|办法|条例|标准|方案|意见稿|修订", EVENT),
    "start": _sign(
        _("something opens or begins"), "通车|开通|通水|投产|启用|开工|建成|启动|投用|竣工|首航|贯通", EVENT
    ),
    "space": _sign(_("space or expeditions"), "发射|航天|飞船|卫星(?![和云图地导电]|影像|遥感)|科考|空间站", EVENT),
    "harm": _sign(
        _("harm or an outage"),
        "遇难|死亡|身亡|受伤|事故|爆炸|火灾|起火|爆[管裂]|停水|停电|地震|失联|坍塌|中毒|泄漏|滑坡|[水火旱虫雪雨震涝冰风][\u4e00-\u9fff]?灾|受灾|灾情",
        EVENT,
    ),
    "rescue": _sign(_("a rescue or repair"), "获救|救援|抢修|赔款|恢复供[水电]|救[出起下]|被困|搜救|转移群众", EVENT),
    "warning": _sign(
        _("a warning"),
        "预警|应急响应|暴雨|强降雨|高温|台风|警报|寒潮|大风|提醒|警方|骗|冰雹|雷雨|暴雪|降温",
        EVENT,
    ),
    "meeting": _sign(_("a meeting or ceremony"), "会见|会谈|会议|召开|致电|贺信|开幕|签约|座谈|揭牌|论坛", EVENT),
    "inspect": _sign(_("an inspection or instruction"), "调研|批示|部署|检查|督导|视察|考察", EVENT),
    "figures": _sign(_("figures of the economy"), "同比|环比|增长|增速|下降|指数|产值|进出口|营收|利润|产销", EVENT),
    "court": _sign(_("law and inspection"), "法院|判决|检察|抽检|不合格|处罚|判[处赔]|宣判|起诉|通报|查处|侵权", EVENT),
    "discovery": _sign(_("a discovery or a record"), "考古|出土|首次|新高|普查|湿地|发现|破[解译]|监测到|突破", EVENT),
    "sport": _sign(_("news of sport"), "联赛|决赛|夺冠|晋级|马拉松|锦标赛|冠军|球队|比分|运动会", EVENT),
    "culture": _sign(
        _("news of culture"), "博物馆|非遗|展览|戏[曲剧台]|美术馆|演出|文化节|图书馆|音乐|艺术|书店", EVENT
    ),
    "war": _sign(_("news of war"), "袭击|停火|导弹|打击|空袭|军事行动|交火", EVENT),
    "personnel": _sign(_("appointments and deaths in office"), "任免|职务调整|逝世|当选|任命|免去", EVENT),
    "everyday": _sign(
        _("everyday costs and services"),
        "医保|社保|护理|学位|公交|票价|供水|供热|供暖|电费|存款|利率|疫苗|养老|公积金|地铁|门诊|招生|入学|水价|气价|油价|补贴"
        "|物业|就诊|挂号|药品|学费",
        EVENT,
    ),
    "science": _sign(_("science and medicine"), "研[究发制]|试验|实验|科学家|新药|芯片|量子|人工智能|临床|论文", EVENT),
    "money matters": _sign(_("markets and companies"), "上市|融资|收购|股东|募资|并购|基金|股价|订单|投资", EVENT),
    "force date": _sign(
        _("a date from which it holds"),
        r"[自从]?(?:今天|明天|今日|明日|[今明]起|\d{1,2}月\d{1,2}日|下月\d{0,2}日?|\d{1,2}日)起|起[施实]行|起执行",
        0.7,
    ),
    "closure": _sign(
        _("a closure or a changed service"),
        "封闭|停航|停运|停水|停电|限行|绕行|暂停|增开|免费|恢复|停业|停课|延长|调整",
        EVENT,
    ),
    "alarm": _sign(
        _("alarming news"), "失联|获救|遇难|爆管|爆裂|预警|最强|骗|不合格|下架|召回|警报|被困|身亡|泄漏|中毒", EVENT
    ),
    "whole nation": _sign(_("all the country"), "全国|我国|各地|全球首", EVENT),
    "record": _sign(
        _("a first or a record"), "首个|首次|首批|首条|首座|首例|首台|新高|最大|最高|最长|第一[座条个例批家]", EVENT
    ),
    "picture of a scene": _sign(_("a series or a special page"), "系列|特刊|专版|专题|见闻|手记|故事|风采", EVENT),
    "experience": _sign(
        _("how work is done"), "推进|推动|打造|助力|赋能|擦亮|激活|提升|做强|抓好|探索|模式|振兴|高质量发展|示范", EVENT
    ),
    "invitation": _sign(_("an invitation"), "征集|征稿|报名|招募|投稿|活动预告|邀您|等你来|敬请|公开征", EVENT),
    "advice": _sign(_("words of advice"), "提示|注意|如何|怎么|怎样|指南|攻略|小贴士|知多少|为什么|该不该|误区", EVENT),
}
_LISTENER = re.compile(
    "请市民|不要惊慌|提醒|家长|可拨打|可以申请|可申请|消费者|居民|市民|患者|乘客|旅客|用户|参保人|业主|考生|储户|车主|驾驶人"
)
LISTENER = _("it concerns the listener")


def signs(text: ArticleText) -> Values:
    """Return the signs that the article has."""
    found = {name: _strength(sign, text) for name, sign in SIGNS.items()}
    if _LISTENER.search(text.head + text.opening):
        found["listener"] = 1.0
    elif _LISTENER.search(text.later):
        found["listener"] = 0.5
    return {name: value for name, value in found.items() if value}


def _strength(sign: Sign, text: ArticleText) -> float:
    if sign.words.search(text.head):
        return 1.0
    return sign.in_opening if sign.words.search(text.opening) else 0.0
