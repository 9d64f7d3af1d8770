"""Whether words tell news: somebody or something that can be named, and what happened, a number or a day.

Word lists, judged by reading newspaper pages and bulletins. They err on the side of finding news: what they call
none is verse, a slogan, a name, a question or a scene.
"""

from __future__ import annotations

import functools
import itertools
import re

from service.editing import boilerplate
from service.language import regions, surnames

_WHO = re.compile(
    r"中共|中央|国务院|全国人大|党委|政协|人大|人民政府|[省市县区州]委|政府|总书记|主席|总[理统]|首相|国王|王储|外长|部长|[省市县区镇乡村州]长|书记|主任"
    r"|[局院校会司厅处所站队社厂行馆店机船]长|秘书长|发言人|负责人|大使|议长|司令|总裁|[总副]?经理|董事长|总监"
    r"|[\u4e00-\u9fff]{2}(?:部门|总?局|总署|委员会)|[\u4e00-\u9fff](?:[^全内外干东西南北中局腹头底一二两大]部(?![分位门队堂级件])|[^餐大客]厅)|发展?改革?委|卫健委|国资委|公安|警方|[民交特]警|消防|海关|气象台|水文|交警|法院|检察|最高[法检]"
    r"|公司|集团|企业|银行|大学|学院|学校|[中小]学|幼儿园|医院|卫生院|研究[所院中]|中心|协会|学会|联盟|基金会|工会|团队|课题组|专班|工作组|合作社|供销社|出版社|剧团|乐团|[\u4e00-\u9fff]队(?![伍列])|机构|平台|商家|店铺"
    r"|教授|专家|学者|研究员|工程师|医[生师]|护士|[老教]师|记者|律师|法官|导演|演员|作家|教练|选手|运动员|航天员|冠军|得主|院士|技师|支书|村医|船长|站长|馆长|会长|总设计师"
    r"|村民|居民|市民|农户|农民|牧民|渔民|果农|游客|学生|大学生|消费者|职工|员工|工人|家长|老人|业主|旅客|乘客|司机|骑手|志愿者|党员|干部|群众|读者|网友|男子|女子|女孩|男孩|患者|孩子|考生|毕业生|参保人|代表团?|委员|师傅|大[爷妈叔姐]|阿[婆姨]|奶奶|爷爷|先生|女士|某|\d岁|\d[余多万]?[人户名位]"
    r"|[两双多各我中美英法德日韩俄以乌伊欧朝印]方|[以俄美乌伊英叙日]军|欧盟|东盟|联合国|北约|世[卫贸]组织|世界银行|国际[\u4e00-\u9fff]{2,6}组织|元首|[二三四五六七八九十]部门"
)
_WHAT = re.compile(
    r"《[^》]{2,40}》|“[\u4e00-\u9fffA-Za-z\d]{2,8}”(?:号|工程|计划|行动|星座|平台|模式)?|工程|项目|渡[轮口船]|轮渡|泵站|桥|索道|隧道|铁路|高铁|高速|公路|地铁|轨道|机场|码头|港口?|水库|水厂|电站|核电|电网|园区|基地|遗址|博物馆|图书馆|公园|景区"
    r"|航线|条例|办法|规定|标准|指数|法案|决议|协议|政策|规划|方案|意见|名单|报告|白皮书|卫星|火箭|飞船|组合体|发动机|邮轮|号”|飞行任务|航班|班列|列车|动车|公交|飞机|无人机|货轮|客轮|车辆|赛事?|杯|联赛|锦标赛|大会|论坛|博览会|[展峰年]会|会议|运动会|书展|艺术节|[\u4e00-\u9fff]节(?![目约省水能])"
    r"|出口|进口|外贸|利率|房价|存款|票价|油价|电费|水费|贷款|债券|股市|均价|股价|保险|医保|社保|养老金|补贴|学费|工资|收入|经济|产业|市场|消费|投资|价格|产量|客流|票房|用电量|粮食|小麦|水稻|秋粮|夏粮|夏收|麦收"
    r"|暴雨|强降雨|台风|高温|寒潮|大风|洪水|汛|雷雨|地震|山火|火灾|瓦斯|事故|疫情|警报|供水|供暖|供电|爆管|管[道网线]|燃气|疫苗|药品|食品|手机|汽车|机器人|[Aa][Ii]|人工智能|大模型|芯片"
)
_WHERE_FORM = re.compile(
    r"[\u4e00-\u9fff](?:省|市(?![场民值])|县|[城地郊山矿库片]区|区(?=[\u4e00-\u9fff])|镇(?![定静])|乡(?![亲愁])|村(?!里)|街道|社区|小区|自治州|州|旗(?![帜下舰])|岛(?!上)|湾|[\u4e00-\u9fff][河江湖海](?![上边里]))"
    r"|全[国省市县区球]|[我本][国省市县区]|各地|世界|国际|南方|北方|江南|华[北南东中]|西[南北]|东北|长三角|珠三角|京津冀|大湾区|长江|黄河|境内|市区|城区"
    r"|[美英法德泰韩]国|日本|俄罗斯|印度|乌克兰|以色列|巴勒斯坦|伊[朗拉]|黎巴嫩|叙利亚|欧洲|非洲|亚洲|中东|美洲|[\u4e00-\u9fff]{2}(?:斯坦|利亚|尼亚|西亚|维亚|兰(?![花州])|大利|牙利)|加拿大|墨西哥|巴西|阿根廷|智利|秘鲁|古巴|埃及|南非|肯尼亚|越南|老挝|柬埔寨|泰国|缅甸|新加坡|印尼|菲律宾|蒙古国|沙特|土耳其|香港|澳门|台湾|中[国美俄欧法德日韩东]|[俄美英法]"
)
_EVENT = re.compile(
    r"发布|印发|出台|施行|实施|启动|[开施]工|通车|通水|开通|投产|建成|启用|发射|升空|举行|召开|举办|会见|会谈|会晤|通话|致电|致信|贺信|访问|出访|抵达|调研|考察|宣布|批示|指示|决定|批准|通过|审议|签署|签约|签订|达成|生效|停火"
    r"|袭击|打击|空袭|拦截|击落|制裁|警告|谴责|抗议|逮捕|被捕|起诉|判[决处刑]|宣判|一审|获刑|处罚|查处|通报|抽检|召回|下架|不合格|检出|整改|约谈|立案|破获|侦破|曝光|遇难|死亡|受伤|失联|失踪|获救|救[起出援]|转移|撤离|坠[毁落]|相撞|起火|爆[炸管裂]|泄漏|坍塌|被困|中毒"
    r"|封闭|停[水电航运工产课火到开]|限行|绕行|暂停|取消|恢复|增开|开行|首飞|首航|开航|复航|免费|开放|开幕|闭幕|开播|首播|上映|开赛|夺[冠金]|获[得胜奖批评颁]?|摘[金得]|晋级|战胜|击败|逆转|取胜|击退|取得|荣获|当选|就任|任命|任免|免去|辞[职去]|逝世|去世|退休"
    r"|增[长加至]|上[涨升调]|下[降调跌滑]|回[升落]|突破|创[下历新]?|新高|新低|首次|首[个家条例批艘座台趟张单]|达到?|超过?\d|[升降涨跌][至到]|收[于购]|[涨跌]|回暖|复苏|完成|完工|竣工|合龙|贯通|交付|下线|下水|成立|组建|揭牌|挂牌|落户|落成|投入|投用|投运|上线|推出|亮相|公布|披露|公示|征集|征求|报名|登记|申报|招[生聘募]|录取|高考|开学"
    r"|出土|发现|发掘|破译|研制|研发|问世|繁殖|孵出|出壳|收[官割获]|开镰|开机|开馆|开门|开市|复市|上市|采摘|预警|警报|试鸣|响应|进入|入汛|来袭|登陆|(?<![排等])到[来了达]|迎[来战]|实现|推行|推广|试[行点]|普及|覆盖|纳入|取得|组网|并网|入网|接入|互通|通[办借]|加装|改[为造]|迁[至入]|拆除|挪走|修订|调整|推迟|提前|提早|延长|缩短|减[少至]|取消|禁止|不得|须|必须|可[以]?申[请领]|领取|发放|发给|到账|赔[款付]?|拨[付款给]|[划调下预]拨|拟|将[于在从自向对与]|开[始展行]|实行|上调|称[，“]|参观|陪同|致辞|欢迎|宴会|发表|分离|发生|抢收|影响|提升|改善|提高|扩大|显著|成效|表示|要求|提出|指出|强调|呼吁|承认|否认|证实|访华|签[署约订字发下]|卖出|售出|叫停|换[上装]|移交|归还|回国|出庭|受贿|被查|落马|装上|通航|通电|通气|通邮|出席|主持|落幕|试航|试验|圆满|茶叙|集会|见面会|座谈|部署|抢[通修险]|决出|包揽|选出|评出|表彰|授[予牌]|颁|慰问|救灾|增开|公开|入选|开办|设立|建[立起]|办起|找到|查明|放号|撤销|合并|更名|搬|扩建|改建|返回|着陆|对接|交接|出仓|出舱|换成"
)
_NUMBER = re.compile(
    r"\d|(?<![一二三四五六七八九十百千两])(?!一[个只条次场位名件家座人])[一二三四五六七八九十百千两]+[余多来几]?(?:万|亿|个|名|人|家|项|条|批|次|例|户|辆|座|台|岁|倍|成|所|只|艘|枚|件|组|场|位|部门)"
)
_DAY = re.compile(
    r"[今昨前明]天|[今昨明][晨晚日夜]|\d日|近日|日前|本周|上周|下周|本月|上月|今年|去年|最近|近[来期年]|今明|连日|眼下|目前|起施行|前天"
)
_ONE_DAY = re.compile(r"[今昨前明]天|[今昨明][晨晚日夜]|\d日|近日|日前|本周|上周|前天")
_SCENE = re.compile(
    r"^(?:(?:初|仲|暮|盛|深)?[春夏秋冬]?(?:[日夜][里间]?|天)?(?:清晨|凌晨|拂晓|破晓|天刚|天还|傍晚|黄昏|夜幕|夜里|深夜|晚上|早上|早晨|午后|上午|中午|下午)[^，。]{0,10}[点时分]|(?:清晨|凌晨|拂晓|傍晚|夜幕|深夜|入夜|午后|初夏|盛夏|深秋|初冬|隆冬|仲春|暮春)[^，。]{0,12}，"
    r"|第\d{1,3}分钟|走进|走在|推开|站在|坐在|沿着|循着|踏[进入]|来到|爬到|打开|哨声|铃声|铁门|铁轨|阳光|夕阳|雨[一点]|天[刚还]|船还|见到|第一次见|采访(?:结束|时|中)|“)"
)
_AGE = re.compile(r"\d{1,3}多?岁的?")
"""A number that tells no news of itself: `一根47岁的老水管，冲出一条“河”`."""
_DATED = re.compile(r"(?:\d{1,2}月)?\d{1,2}日|[昨前今](?:天|日|晚|夜)")
_SPOT = re.compile(r"[^，。《“\d]{2,14}[上里前旁下边]，")
"""Where the camera stands: `驾驶台后面的长椅上，六七个人谁也不说话`."""
_POINTS = re.compile(
    r"^(?:[^，。；：《“]{0,24}(?:[他她它](?!国|人)|[这该](?!里|些年|一年)|此(?![外前次])|上述|同一个)"
    r"|剩下|余下|其余|另[外一]|有[人的]|会[上后]|发布会|报告|老人|现在|如今|按说|那[^，]|当时|从前|表决|组网之前|还有|但|可"
    r"|[^，。]{0,12}还(?:发现|表示|说|提|介绍|透露)|[^，。]{0,2}(?<![目当日])[后前]，|[^，。]{1,6}(?:分钟|小时|天|周|月|年|会儿?)之?后，|[^，。]{1,8}[以之]后，|不久|后续，|同日|[\u4e00-\u9fff]某|[^，。]{2,8}的，?是|会[见谈晤][^，。]{0,8}时，)"
)
"""A beginning that points at what was not told."""
_GOES_ON = re.compile(
    r"(?:产量|销量|均价|单价|价格|价钱|费用)(?=[多少涨跌增减升降比])|(?:总?投资|造价|耗资|[全总]长|工期|占地)(?=[约达\d])|[\u4e00-\u9fff]某|\d+[年月](?!的)|[^，]{1,8}(?:(?<![今明昨])起|[年天月]前)|[^，]{0,8}，[他她]"
)
"""The beginning of a line that says of what stands in another when it was, or what became of it."""
_SAID = re.compile(r"^([^，。：]{2,4})(?:说|回忆|坦言|告诉记者|指出|强调|表示|称|认为|要求)[，：]")
"""Somebody's words, and all that is known of him is his name."""
_POINTS_BACK = re.compile(r"这[类般]|正是这|如此|我(?:们|(?![国省市县区州军党方院校]))")
_KNOWN_ONE = re.compile(
    r"^[^。；“《]{0,40}[这那该][一两几]?(?:[起家位个名座条项次场种张份台支所部款批笔户栋间层件]|[两三四五六七八九][个家位])(?!性|人[都能])"
    r"|^(?:第[二三四五六七八九十][，、步条个]|其[二三四五])|^[^，。]{2,18}其中的"
)
"""One that is known already, and the second of several."""
_CALENDAR_DAY = re.compile(r"[^，。]{1,9}(?<!不)是[^，。]{2,20}[日节周月]。")
_CLOCK = re.compile(r"[^，。]{0,8}(?:\d+[时点]|清晨|凌晨|傍晚|晚上|早上|早晨|午后|深夜|夜里|[日天]晚，)")
_QUESTION = re.compile(r"[？?]|为(?:何|什么|啥)|怎[么样]|哪[儿里些]|何[去以处]|谁来|什么$|吗$|几成|多少$")
_SLOGAN = re.compile(
    r"开足马力|开门红|奋力|奋进|谱写|共[绘筑谋创享赴]|书写|走在前|勇[立攀挑毅]|担当|作为$|砥砺|扬帆|启[新航]|赋能|聚力|凝聚|汇聚|绽放|焕发|擦亮|激[发活]|护航|筑牢|绘就|描绘|开[创启]|新(?:篇章?|局面|画卷|征程|气象|格局|动能|活力|图景)"
)
_NAMED = re.compile(
    rf"(?:^|[，。：；、])([{surnames.IN_TEXT}])([\u4e00-\u9fff]{{1,2}}?)(?=[说在是把从对给带同与会将就向出主作今、和等率赴为称指强获当任率宣任调抵])"
)


def names_first(text: str) -> bool:
    """Return whether a line names whom or what it is about, and does not go on with the line above or below it."""
    return is_about(text) and _GOES_ON.match(text) is None


def has_who_or_where(text: str) -> bool:
    """Return whether the words name somebody, or a place."""
    return has_place(text) or has_who(text)


def has_who(text: str) -> bool:
    """Return whether the words name somebody, by name or by what he or it is."""
    return _WHO.search(text) is not None or names_a_person(text)


def has_place(text: str) -> bool:
    """Return whether the words name a place, a country, or the whole of one."""
    names = _region_names()
    return _WHERE_FORM.search(text) is not None or any(
        text.startswith(names.get(text[at : at + 2], ()), at) for at in range(len(text))
    )


@functools.lru_cache(maxsize=8192)
def has_fact(text: str) -> bool:
    """Return whether the words have an actor with an event, a number, a name or a place, and are no boilerplate."""
    if boilerplate.is_boilerplate(text):
        return False
    return _NUMBER.search(text) is not None or (_EVENT.search(text) is not None and is_about(text)) or has_place(text)


def has_number(text: str) -> bool:
    """Return whether the words have a figure, or count something."""
    return _NUMBER.search(text) is not None


def events(text: str) -> tuple[str, ...]:
    """Return the words of the text for what happened."""
    return tuple(found[0] for found in _EVENT.finditer(text))


def tells_news(text: str) -> bool:
    """Return whether a headline or clause tells news: of somebody, a place or a named thing, an event or a number."""
    if not text or sets_scene(text) or _QUESTION.search(text) or _SLOGAN.search(text):
        return False
    return is_about(text) and (_EVENT.search(text) is not None or _NUMBER.search(_AGE.sub("", text)) is not None)


def exhorts_or_asks(headline: str) -> bool:
    """Return whether a headline is a slogan, or asks what its story may answer."""
    return _QUESTION.search(headline) is not None or _SLOGAN.search(headline) is not None


def says_nothing(headline: str) -> bool:
    """Return whether a headline asks, exhorts or quotes, or has neither actor nor thing, event or number."""
    if _QUESTION.search(headline) or _SLOGAN.search(headline) or re.fullmatch(r"“[^”]*”", headline):
        return True
    return not (_EVENT.search(headline) or _NUMBER.search(headline) or is_about(headline))


def counts(text: str) -> bool:
    """Return whether a line has an event and a number, though nobody by name: `七天63次出车，多发生在傍晚`."""
    if not text or sets_scene(text) or points_back(text) or says_nothing(text):
        return False
    return _EVENT.search(text) is not None and _NUMBER.search(text) is not None


@functools.lru_cache(maxsize=8192)
def opens(text: str) -> bool:
    """Return whether an item can begin with this sentence: it says who or where, and what happened; it is no scene."""
    if sets_scene(text) or "？" in text or points_back(text) or is_calendar_note(text):
        return False
    event, day = _EVENT.search(text) is not None, _DAY.search(text) is not None
    if has_who_or_where(text):
        return event or day or _NUMBER.search(text) is not None
    return event and day and _WHAT.search(text) is not None


def is_calendar_note(text: str) -> bool:
    """Return whether a sentence only says what day it is: `昨天是全国防灾减灾日。`"""
    return _CALENDAR_DAY.fullmatch(text) is not None


def points_back(text: str) -> bool:
    """Return whether a sentence leans on what stands before it: `这起纠纷`, `潍坊那家工厂`, `第二步`, `王某说`."""
    said = _SAID.match(text)
    if said and surnames.is_person_name(said[1]):
        return True
    return any(each.search(text) for each in (_POINTS, _POINTS_BACK, _KNOWN_ONE))


@functools.lru_cache(maxsize=4096)
def is_new(text: str) -> bool:
    """Return whether a sentence tells what somebody did, or what happened to him, on a day."""
    return _DAY.search(text) is not None and opens(text)


def is_of_a_day(text: str) -> bool:
    """Return whether the words name a day, or say that it was lately; a year or a month is neither."""
    return _ONE_DAY.search(text) is not None


def sets_scene(text: str) -> bool:
    """Return whether the words begin with a time of day, a walk into the picture, or somebody's words."""
    if _CLOCK.match(text) and _EVENT.search(text) is None and "预报" not in text:
        return True
    if (spot := _SPOT.match(text)) and not (_EVENT.search(text) or _DAY.search(text) or has_place(spot[0])):
        return True
    return _SCENE.match(text) is not None and not _is_dated_act(text)


def is_dated_place(text: str) -> bool:
    """Return whether a scene says at its head on which day it was, and who or where: one can follow it."""
    return _DATED.match(text) is not None and has_who_or_where(text)


def _is_dated_act(text: str) -> bool:
    """Return whether a time of day only dates what somebody in office does, `上午，国务院总理…会见`; or `“十五五”`."""
    return bool(re.match(r"“[^”]{1,10}”|[^，]{0,14}，(?:国家主席|国务院|总书记|全国|市|省|县)", text))


def is_about(text: str) -> bool:
    """Return whether the words name somebody, a place or a thing."""
    return has_who_or_where(text) or _WHAT.search(text) is not None


def names_a_person(text: str) -> bool:
    """Return whether a clause begins with a person's name and what he does: `翟桂香就要退休了`."""
    return any(surnames.is_person_name(found[1] + found[2]) for found in _NAMED.finditer(text))


@functools.cache
def _region_names() -> dict[str, tuple[str, ...]]:
    """Return the names that news calls provinces, prefectures and counties by, under their first two characters."""
    names: set[str] = set()
    for province in regions.provinces():
        names.add(province.short_name)
        for prefecture in province.parts:
            if prefecture.is_named:
                names.add(prefecture.short_name)
            names |= {each.name for each in prefecture.parts if each.is_named and len(each.name) > 2}
    return {start: tuple(each) for start, each in itertools.groupby(sorted(names), key=lambda name: name[:2])}
