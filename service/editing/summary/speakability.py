"""Rules for the ear: what a listener, who has no page to look back at, can follow.

Word lists, judged by reading extracts of news days aloud. They err on the side of leaving out.
"""

from __future__ import annotations

import re

from service.editing.summary.body_text import size
from service.language import scripts

MIN_SENTENCE_LENGTH = 8
"""Characters of the shortest sentence worth saying."""
MAX_BREATH_LENGTH = 60
"""The most characters between two places to breathe."""
LONGEST_RUN = 500
"""Characters of the longest beginning of a sentence that is told for it; nobody follows a longer one by ear."""

_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"), ("(", ")"), ("「", "」"), ("『", "』"))
_FINAL = re.compile(r"[。！？][”’]?$")
_PAUSE = re.compile(r"[，,、；;：:。！？!?—…]+")

_UNSPEAKABLE = re.compile(
    r"https?:|www\.|\.(?:com|cn|net|org)\b|@"  # addresses
    r"|(?<!\d)(?:0\d{2,3}|400)[-－—]\d{3,8}|(?<!\d)1[3-9]\d{9}(?!\d)"  # telephones
    r"|(?:电话|热线|微信|邮箱|QQ)[：:号是为]*[A-Za-z\d]{6,}"
    r"|^[^，。]{0,4}图[为①-⑨：/]|资料图|[^拍]摄[。）]?$|[上下左右]图"  # captions
    r"|本[报版刊][^，。]{0,16}以《[^》]{1,40}》为题|寄本[报版刊]"  # what refers to the printed page
    r"|^—+[问答]：|[选摘]登\d|您(?:所在|反映|来[信电]|说|提)"  # and to its letters
    r"|各位观众，这里|观众朋友|您[瞧看]，|(?:^|，)瞧，|现在您看到|您现在看到|画面[上下]方|画面中(?:您|的这)|^这是从[^，。]{2,8}拍摄|这[个块条座片处][挂印贴标写]着“"
    r"|(?<![日基])本台(?![账阶湾风球记])"  # a broadcaster that this programme is not
    r"|声明作废|[章照证书票]遗失|本报讯|责任编辑|责编|二维码|更新时间|点击(?:这里|此处|下方|上方|标题|图片|阅读|查看|进入|收[听看]|观看|链接|关注)|编者按|让我们|一起来?看|今天的《|请看|来看|敬请|我们(?:就|一起|接着)?[来去](?:关注|看|走进|感受)|本期节目|本节目(?!单)|(?:接下来|下面|今天)[，，]?[^，。]{0,20}一起(?:去|走进|看看|来看|认识|了解)|，一起(?:感受|领略|走进|探寻|聆听)[^，。]{2,24}。|^跟[着随]记者|这里(?:就|便)?是[^，。]{2,24}的?现场|[【】●■▲◆★]"
)
_CHINESE = re.compile("[\u3400-\u9fff]{2}")
"""What every sentence has that says something in Chinese; `%%%%%%%%。` is none."""
_SAYS_NO_WORDS = re.compile(
    r"(?:[^，。：“”]{0,8}(?:节目|栏目|专访|该[剧片]|影片|纪录片|专题片|晚会)|(?<=^))(?:还|也|同时|届时|将)*[在通经][^。：“”]{2,60}(?:同步|同时)[^，。]{0,6}(?:上线|播[出放映]|推[送出]|直播)。|"
    r"[\u3400-\u9fff]{2,3}(?:、[\u3400-\u9fff]{2,4}){1,}(?:，[^。]{0,200}|等[^。，]{0,40})?(?:参加|陪同)(?:接见|会见|会谈|考察|上述活动)。|"
    r"会议还(?:研究|审议|听取|讨论)了?其他(?:事项|议题|工作)。|会议由[^，。“”]{2,30}主持(?:并讲话)?。|[^，。“”：]{0,14}记者(?:提问|发问|追问|问道?)。|"
    r"[^。“”：]{2,60}(?<![听据小])(?:说道?|表示|介绍|告诉记者|坦言|感慨|感叹|回忆|认为|指出|强调|写道|解释|反驳|插话|辩解|附和)。"
    r"|[^，。“”：]{1,16}(?<![没不要想别会未有能])告诉(?!我们|人们|大家|世[人界])[^，。“”：]{1,8}。"
    r"|[^，。“”：]{2,30}(?:这样|如此|这么|这般)[^，。“”：]{0,4}"
    r"(?:回[答应复]|答[复道]|说|告诉|解释|评价|形容|描述|总结|介绍|表示|写|感[慨叹]|反驳)[^，。“”：]{0,8}。"
)
_CONNECTIVE = re.compile(
    r"^(?:各位观众，(?!这里)|(?:与此同时|同时|此外|另外(?![一二两三四五六七八九十几\d])|不过|但是|而且|因此|所以|于是|随后(?![一两三四五六七八九十几\d])|接着|总之|可以说|事实上)(?!的)，?"
    r"|但(?!凡|愿)，?|(?:首先|其次|最后)，)"
)
_LABEL = re.compile(
    r"^(?:核心观点|核心提示|核心阅读|阅读提示|内容提要|内容摘要|摘要|导读|导语|提要|人物简介|人物名片|人物档案|新闻背景|背景|新闻链接"
    r"|相关链接|链接|小贴士|温馨提示|提示|(?:尊敬的)?(?:编辑|记者)(?:同志|部|老师)?)[：:]\s*"
)
_CIRCLED = re.compile(r"[①-⑳⑴-⒇⒈-⒛❶-❿㊀-㊉㈠-㈩]\s*")
"""Numbers of a list's items, for the eye."""
_NUMBERED = re.compile(r"^[一二三四五六七八九十]{1,2}、(?![一二三四五六七八九十]+[、线季楼级])")
"""The number of a paragraph of several: `三、肿了先去看`. `一、二线城市` has none."""
_HEARSAY = re.compile(r"^(?:据(?:悉|了解|介绍)|(?:本报)?记者[^，。：从]{0,10}(?:获悉|了解到))，")
_DATELINE = re.compile(
    r"^(?:[^。：；“”]{0,240}(?=央视网消息（))?(?:央视网|[^，。：；“”]{2,10}客户端)消息(?:（[^（）]{1,12}）)?[：:]\s*"
    r"|^综合(?:报道|消息)(?:[\s\u3000：:，]++|(?=当地时间|据|\d))|^(?:本报|本刊|本网|新华社|人民网|新华网|中新社|中新网|央视网)[^，。：]{0,20}?(?:讯|[日社]电)"
    r"(?:\s*(?:本报)?记者[^，。：报]{2,12}?报道)?[\s：:，]*"
)
_SAYS_BEHIND = re.compile(
    r"(?P<deed>[^。“”：]{14,80}?)，[^，。“”：]{2,40}(?:说道?|表示|介绍|坦言|感慨|感叹|回忆|指出|强调|解释)。"
)
"""`4月1日，县人大常委会组织27名代表视察水源地，代表陆某指着排水口说。`: what he says stands ahead, the deed is news."""
_AMOUNT = (
    r"(?:一般|通常|大约|约|平均|最[高低多少]|不[超多少低高][过于出]|超过|达到?)[^，。]{0,3}\d"
    r"|[两三四五六七八九十][家个位项条组层座类户件栋块种][^，。]{0,6}(?:加起来|叠[在起]|合起来|加在一起|合计|都)"
)
"""How much, of what was named before: `一般在680元到950元之间`, `四层加起来厚92厘米`."""
_UNSAID = re.compile(rf"[^，。“”]{{2,24}}(?:说|介绍|解释|表示|提醒|透露)，(?:{_AMOUNT})")
_REFERENCE = re.compile(
    r"[^。“”]{0,30}像这样|危急时刻|(?:训练场|车间|展厅|赛场|会场|田间|厂房|实验室|大棚)[中里上内]，|[^，“”《]，|更(?![换新名改衣夜生年])|(?:恰恰)?相反|当然，|不料|谁知|没想到|至此|由此|当初|第[二三四五六七八九][个句点条]|第[一二三四五六][轮次趟回遍](?:，|(?=[没无敲打走去来说问试找下上进出看派拨]))|[隔翌转]天"
    r"|[^“”。：]{2,60}(?:这样|如此)一[条句段番则][^“”。：]{2,40}。$|[^，。“”：]{2,12}(?:[笑哭]着(?:回答|答道|说)|答道|应道|当场解释|随即解释|反问|反驳|驳斥)[，：]|[^，。“”：]{2,14}(?:否认|驳斥|反驳)了?(?:这[一些种]?|上述|该|有关|相关)?(?:指控|指责|说法|传言|质疑|报道)[，。]"
    r"|也(?![许门罗])|(?:[^，。“”]{2,8}，)?我(?![国市省县区党军校院厂局方台州镇村司])|[他她它该那]|这(?!里是[^，。的]{2,16}(?:中心|[省市县区镇村港湾站馆场]|大厦|会堂)，)|其(?![实他中])|其中|此(?![外前])|[为对如由因就据从于除]此|据[他她]|上述|以上(?!海)|前者|后者|[两二三]者|[两二三]人|双方|之后|后来"
    r"|加上[^，。]{2,16}，|比如|例如|譬如|[又再]如|换言之|也[就正是因]|反之|否则|然而|可是|而(?!言|今)|却|同样|再[次者]|还[有是]|甚至|尤其|特别是|一方面|另|"
    r"据[^，。“”]{2,24}，这(?!里)|当时|当年|当天|当地(?!时间)|当晚|次日|同[年日期]|原来|果然|结果|就[在因][此这]|[^，。“”]{0,6}这[个项件](?:任务|难题|消息|想法|要求|请求|建议|情况)|就这样|当即，|随即，|(?:在)?现场，|正因|不仅如此|相比之下|有了|[在对与把让被给](?:[他她它该这此]|其)"
    rf"|{_AMOUNT}"
    r"|[要愿应需须让](?![求闻知景急届用素道利]|[^，。]{0,2}[市县区村]|(?<=应)[^，。]{2,40}(?:邀请?|请求|要求)，)|希望|必须|[二三四五六七八九][是要]|第[二三四五六七八九](?=[，是])|其[二三四]"
    r"|(?:报道|声明|公报|消息|报告|通知|意见|文章|调查|数据|统计|文件|规划|方案|公告|结果|讲话|贺信|会议还)(?:还|也|同时)?(?:称|说|指出|显示|强调|表示|要求|提出|明确|认为)"
    r"|(?!据[^，。“”]{4,13}，该)[^，。“”]{2,14}，(?:(?<![说称示诉绍者]，)(?:[他她]|其[^他实])(?!人)|[它该](?!人)|这(?!里|也?是)|此(?![前外]))"
    r"|[^，。“”：]{2,14}(?:说|表示|介绍|提醒|认为)，(?:不过|但是|然而|所以(?!然)|因此)"
    r"|[^，。“”：]{2,24}(?:说|表示|介绍|坦言)，“它(?![山州])"
    r"|[^，。“”]{1,13}[说称示出为绍言调]，这也?是|(?:小伙子?|小姑娘|老太太|老大爷|老汉|来人|那人|女子|男子|女孩|男孩|[父母][子女]俩|夫妻俩|兄弟俩|两口子)(?![们\d]|[^，。]{1,2}某)"
    r"|[^，。“”]{2,14}(?:还|也|同时|当天|当日|随后)(?:表示|称|说|指出|强调|宣布|介绍)|约?[\d.一二两三几数半多]+(?:个?多?小时|分钟|天|个多?月|年)[之以]?后，|不久[之以]?后|不仅是"
    r"|[^，。“”《》]{2,14}(?:却(?!步)|(?<![原规准细否实法通总附守作])则(?=[^，。；、]{4})|(?:真的|果然|竟)又|也(?=呈现|出现|实现|保持|开始|在))"
    r"|[^，。“”]{2,16}(?:(?:并?不太?|从不)?(?:认同|同意|赞成|赞同|认可|满意)|反对|反驳|否认|质疑)了?[他她其这该]|[^，。“”]{2,16}不这[么样][看想]"
    r"|[^，。“”]{1,3}(?:完|罢)(?![成全善备整美工])[^，。“”]{0,3}，|[写看听说问念数]完[把就又才]|[^，。“”]{2,4}听完[^，。“”的]{1,6}，"
    r"|[^，。“”]{2,8}(?:说|答|回答说?)(?:没有|不是|有|是的?|不会|不知道|不能)[，。]|(?:[^，。“”]{2,16}，)?答案(?:曾经?)?[是为]"
    r"|[与和跟同](?:前面?|以上|其他|其余)[一两二三四五几][家个座位者所][^，。]{0,4}不[同一]"
    r"|(?:有关|相关)(?:负责人|人士|部门)(?:还|也)?(?:表示|介绍|说|称|透露|解释|坦言|指出)"
)

_ADVERBIAL = re.compile(
    r"^(?:(?:要|将|会|应|需|并|也|还|更|又|可|必须|可以|能够|不断|持续|继续|进一步|紧密|密切)*(?:围绕|通过|依托|根据|按照|针对|立足|聚焦于|结合|以(?!色|上|军|方|总|及)|在(?!于)|从(?!事|严|优|而)))"
    r"|^(?:随着|由于|因为?|虽然?|尽管|如果|若|假如|只要|只有|无论|不论|不管|为(?!主|期|零)|除了?|自(?!然|己|我|主|动)|当(?!选|地|前|年|天|日|晚|事)|按"
    r"|依据|依靠|据|对|关于|截至|截止|于|与|经(?!济|营|常)|面对|不仅|不但|不只|不是|既|一旦|即使|即便|哪怕|每当|一方面|一边|作为|鉴于|继(?!续|承)"
    r"|基于|借助|凭借|本着|秉持|沿着|站在|来自|来到|走进|走在|将|把|由|让|使|比如|例如|如|包括|其中|特别是|尤其是|有的|首先|先|得知|欣闻|惊悉|锚定|瞄准|谈[及到]|说[起到]|提[及起到]|回[忆望顾]"
    r"|(?:这次|此次|去年|今年|明年|近年|目前|如今|眼下|当前|今天|昨天|日前|近日|一直|长期|多年)[^，]{0,6}$|受[^，]*(?:影响|驱动|带动|推动|鼓舞)$)"
    r"|(?:依托|凭借|借助|立足|随着|面对|针对|本着|基于|按照|根据|作为)[^，]{2,16}$|在[^，]{2,80}[上中下内里]$|代表[^，]{2,8}和[^，]{2,8}$"
    r"|(?:书记|主席|总理|总统|[部省市县院校局司处站厅会队]长|主任|总裁|教授)[^，]{2,4}$|^对于|贯彻[^，]{0,80}部署$|通过对(?![口外])[^，]{2,60}(?:研究|分析|[观监检探]测|调查|对比|比对|比较|试验|实验|考察|梳理|排查)$|^应[^，]*(?:邀请?|请求|要求)$"
)
_HANGING = re.compile(
    r"(?:的[^，的]{1,8}[上中下内里]|时|后|前|以来|[\d一二两三四五六七八九十几多余][年月周天]来|期间|”时期|之[际中下间]|过程中|(?:背景|情况|条件|形势|引领|指导|领导|带动|支持|推动|努力|影响|作用|帮助|指引|见证)下|同时|方面|来看|来说|而言|起|获悉|了解到|得知"
    r"|表示|指出|强调|认为|介绍|说|说道|称|显示|看到|发现|透露|宣布|要求|提出|提到|谈到|写道|表明|证实|坦言|直言|声明|建议|呼吁|预计|希望|相信|报道|告诉[^，]{1,6}"
    r"|是|的|地|和|与|及|或|并|且|而|为|到|对|在|向|于|如|比如|据|[年月日](?!电)|晚|[上下]午|[春夏秋冬]|清晨|凌晨|傍晚|[省市县区乡镇村]"
    r"|书记|主席|总理|总统|[部省市县院校局司处站厅会社队]长|主任|所长|经理|总裁|记者|教授|研究员|专家|代表|委员|负责人|发言人|村民|居民|游客|人员|干部|职工|企业|群众|成员|同志|领导人|一道|一起|共同)$"
)
_TIED = re.compile(
    r"^(?:而是|以及|和|与|及|或|等|而非|却|但|则|就|才|便|否则|反而|还是|甚至|是|也是|正是|即|都|均|共同|一起|从而)"
)
_ITEM_AHEAD = re.compile(
    r"(?:^|[；，。])(?:[二三四五六七八九十]是|[二三四五六七八九]要|其[二三四]|第[二三四五]|其次|再次|另一方面|还要)"
)
_LIST_OPENED = re.compile(r"(?:[^说称示出调是为到道]|分别[是为])：")
_INCLUDES = re.compile("[^：；。]{6,80}(?:包括|涵盖|涉及)：")
_PURPOSE = re.compile(r"为(?![期主何您你首止])")
_THEN = "[，；](?:[^，]{0,8})(?:就|便|则|将|会|可|能|那|也|都|总|才|却|但|仍|依然|还是|不过)"
_HALVES = (
    (re.compile("不仅|不但|不只|不单"), re.compile("而且|还|也|更|又")),
    (re.compile("不再是|不是|并非"), re.compile("而是|就是")),
    (re.compile("虽|尽管|如果|只要|只有|无论|不管|不论|即使|一旦"), re.compile(_THEN)),
    (re.compile("一(?:方面|边|手|头)"), re.compile("一(?:方面|边|手|头)")),
    (re.compile("既(?!定|有)"), re.compile("又|也|更|还")),
    (re.compile("之所以"), re.compile("因为|在于")),
    (re.compile("因为|由于|随着"), re.compile("，")),
    (re.compile("与其"), re.compile("不如")),
)
"""(first half, what must follow it in the run)."""
_TOWARDS = re.compile("(?:^|，)[这此也更]?对于?(?![外方手口接话此称岸照应比象待])[^，]{4,}")
_MATTERS = re.compile(
    "，(?:都|均|也|又|更|将)?(?:具?有(?:着|了)?|意义|至关重要|产生|发挥|起到?|极为|十分|非常|尤为)[^，。]{0,12}(?:意义|作用|影响|价值|重要|必要|贡献|深远|重大)"
)
"""`对于坚定信心，发挥优势，走出新路，具有重要意义`: what it does to what, and only at the end that it does."""
_ABOUT = re.compile("围绕|针对|(?<=，)就")
_SPOKEN_ABOUT = re.compile("[^。；]{0,200}等[^，。；]{0,10}(?:建言|协商|交流|讨论|发言|展开|进行|开展|提出|作出)")
"""The verb behind what it is about: `围绕…，创新培养模式等建言资政`."""
_ABOUT_LAST = re.compile("(?:围绕|针对|紧扣)[^，]*$")
_GOES_ON_ABOUT = re.compile(
    "(?:(?:紧密|密切)?结合|紧扣|立足)[^，。]*，|(?:对|就)[^。]{2,200}?(?:进行|作[了出]?|开展|提出)"
)
"""`宣讲团围绕全会精神，结合当地实际，对…进行解读`: what it is about, and not yet what was done."""
_FROM = re.compile("(?<![服听遵跟随盲顺])从(?![事严优而此])")
_TO = re.compile("(?:再|又)?到(?![位任访场期达账]|(?:(?:\\d{4}|[今明])年)?[年月]?底|[^，]*[了已])")
"""`主席从提出构想，到阐释文明观`: from what to what, and nothing yet of what became of it."""
_SHOWS = re.compile(
    "(?:记录|(?<!发)展[现示](?!活动|[区馆会台厅])|彰显|体现|凸显|诠释|讲述|再现|见证|反映|书写|描绘|刻画|揭示|唱出|抒发)(?P<thing>了?[^，；：]{2,}$)"
)
_THING = re.compile("的[^的]{2,6}$")
_THING_BEHIND = re.compile("[^。；了着]{0,200}?的[^的，。；了着]{2,6}(?:[，。；]|$)")
"""What is shown, at the end: `记录了面对灾情，全县上下重建家园的实践`, `展现护林人不畏艰苦，守护青山的担当`."""
_MANY = re.compile("、[^，、]*等$")
_WHAT_THEY_DID = re.compile("(?:让|使|令|吸引|成为|构成)")
"""`牡丹、戏台、茶会等，让赏花游升温`: who they are, and not yet what they did."""
_BARE_NOUN = re.compile(r"的[^，的]{1,6}$")
_VERB = re.compile(
    "[是有为成达了着过将会能可令让使被把占超到获]|建设|举行|进行|召开|发布|提供|推进|加强|开展|实现|坚持"
)


def readable(text: str) -> bool:
    """Return True when the sentence can be said as it stands and be understood by ear."""
    return (
        size(text) >= MIN_SENTENCE_LENGTH
        and _FINAL.search(text) is not None
        and _UNSPEAKABLE.search(text) is None
        and _CHINESE.search(text) is not None
        and not scripts.has_foreign_letters(text)
        and not says_no_words(text)
        and all(text.count(left) == text.count(right) for left, right in _PAIRS)
        and max(map(size, _PAUSE.split(text))) <= MAX_BREATH_LENGTH
    )


def deed_ahead(text: str) -> str:
    """Return what was done of a sentence that ends with who says the quotation ahead of it; empty where nothing was."""
    found = _SAYS_BEHIND.fullmatch(text)
    return f"{found['deed']}。" if found else ""


def says_no_words(text: str) -> bool:
    """Return whether a sentence names a speaker and not what he says: `老林蹲在地上，一边量一边说。`

    Nor does `会议还研究了其他事项。`, nor where else a broadcast could be seen: `节目还将在新媒体平台同步上线。`
    Nor do bare names of who else was there, `王远、李桥参加接见。`: they stand behind those of a higher rank.
    """
    return _SAYS_NO_WORDS.fullmatch(text) is not None


def begun(text: str, opens_paragraph: bool) -> str:
    """Return the sentence less its dateline, label (`阅读提示：`), hearsay (`据悉，`) and opening connective.

    The numbers of a list's items (①, 三、) go too.
    """
    if opens_paragraph:
        text = _DATELINE.sub("", text)
    text = _NUMBERED.sub("", text)
    return _CONNECTIVE.sub("", _HEARSAY.sub("", _LABEL.sub("", _CIRCLED.sub("", text)))).strip()


def refers_back(text: str) -> bool:
    """Return True when the sentence begins with a pronoun, compares itself, or goes on with an unnamed speech."""
    if _UNSAID.match(text):
        return True
    return _REFERENCE.match(text.lstrip("“‘")) is not None or "，同样" in text or _all_quoted(text)


def endings(text: str) -> list[int]:
    """Return where the sentence could also end: at a mark outside quotations, behind a whole statement.

    Only the first LONGEST_RUN characters are looked at: each place costs time for all of them.
    """
    places: list[int] = []
    text = text[:LONGEST_RUN]
    if _PURPOSE.match(text):
        return places
    start, depth = 0, 0
    for at, char in enumerate(text):
        depth += (char in "“‘《（") - (char in "”’》）")
        if char in "，；：" and depth == 0:
            if char != "：" and _complete(text[:at], text[start:at], text[at + 1 :]):
                places.append(at)
            start = at + 1
    return places


def list_begun(text: str) -> list[int]:
    """Return where a sentence could end inside the list of what something includes, behind the second member on.

    `列出十件实事，包括：新建水源；配班车；…`: 列出十件实事 alone promises what nobody tells.
    """
    text = text[:LONGEST_RUN]
    found = _INCLUDES.match(text)
    if found is None or text.count("“", 0, found.end()) != text.count("”", 0, found.end()):
        return []
    ends = [at for at in range(found.end(), len(text)) if text[at] == "；"]
    return [at for at in ends[1:] if text.count("“", 0, at) == text.count("”", 0, at)]


def _complete(run: str, last: str, rest: str) -> bool:
    """Return whether the run of clauses, the last of them given too, says something without the rest."""
    if size(last) < 5 or size(run) < 10 or _ADVERBIAL.search(last) or _HANGING.search(last.rstrip("”》")):
        return False
    if _TIED.match(rest) or _ITEM_AHEAD.search(rest) or _LIST_OPENED.search(run):
        return False
    about_alone = _ABOUT_LAST.search(last) and _GOES_ON_ABOUT.match(rest)
    if about_alone or (_ABOUT.search(run) and _SPOKEN_ABOUT.match(rest)):
        return False
    if (_TO.match(rest) and _FROM.search(last)) or (_TO.match(last) and _FROM.search(run, 0, len(run) - len(last))):
        return False
    if (shows := _SHOWS.search(last)) and not _THING.search(shows["thing"]) and _THING_BEHIND.match(rest):
        return False
    if _WHAT_THEY_DID.match(rest) and _MANY.search(last) and not _VERB.search(last):
        return False
    if _BARE_NOUN.search(last) and not _VERB.search(last):
        return False
    if (towards := _TOWARDS.search(run)) and not _MATTERS.search(run, towards.start()) and _MATTERS.search(f"，{rest}"):
        return False
    return all(
        found is None or then.search(run, found.end()) is not None
        for found, then in ((first.search(run), then) for first, then in _HALVES)
    )


def _all_quoted(text: str) -> bool:
    """Return one quotation from end to end: someone says it, and the sentence does not tell who."""
    return text.startswith("“") and text.endswith("”") and text.find("”") == len(text) - 1
