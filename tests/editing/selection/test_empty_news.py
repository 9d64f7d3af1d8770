"""Articles that say that something was said."""

import pytest

from service.editing.selection.empty_news import (
    corrects_the_paper,
    is_book_notice,
    is_riddle,
    says_only_that_it_was_held,
    says_only_that_it_was_said,
    too_short,
)
from service.model import Article
from tests.support.tables import every_row

HELD = "市水务局21日召开新闻发布会，介绍城东水厂二期工程建设有关情况。"


def said(*paragraphs):
    return says_only_that_it_was_said(Article("a.txt", "水厂发布会", paragraphs))


@pytest.mark.parametrize(
    "text",
    [
        HELD,
        "云州市21日举行“护河人”记者见面会。",
        "城东水厂新闻发布会今天在云州举行，市水务局介绍有关情况。",
        HELD + "局长出席。",
    ],
)
def test_a_press_conference_alone_is_no_news(text):
    assert said(text)


@every_row(
    "text",
    [
        HELD + "工程敷设管道38公里，日供水能力增加到12万吨，沿线6个乡镇的居民用上双水源，管网漏损率下降两成。",
        "市水务局召开新闻发布会，介绍水厂日供水12万吨等情况。",
        "市水务局召开会议，听取工程情况。",
        "市水务局介绍了工程情况。",
    ],
)
def test_what_it_told_is(text):
    assert not said(text)


@every_row(
    ("title", "text", "short"),
    [
        ("云州市水厂昨日投产", "云州市城东水厂昨日投产，日供水能力12万吨，可供46万人。", False),
        ("云州市水厂昨日投产", "云州市城东水厂昨日投产。", True),
        ("收摊", "昨晚10时，夜市收摊，摊主把最后一碗馄饨端给巡夜的保安。", True),
        ("水厂产品价格", "注：上期为4月下旬，监测范围为全国31个省份的2000余家", True),
        ("收摊", "昨晚10时，夜市收摊，摊主把最后一碗馄饨端给巡夜的保安，又把灯一盏一盏关上。", True),
        ("收摊", "昨晚10时，夜市收摊，摊主把最后一碗馄饨端给巡夜的保安，又把灯一盏一盏关上，才慢慢回家。", False),
    ],
)
def test_a_short_article_is_told_where_its_headline_tells_news(title, text, short):
    assert too_short(Article("a.txt", title, (text,))) is short


@pytest.mark.parametrize(
    "text",
    [
        "一、七年不开口（打一交通用语）二、灯下无人（打一字）",
        "昨日谜底：①茶；②早出晚归。",
        "上期答案：炮二平五！答对的读者有17人。",
    ],
)
def test_riddles_are_no_news(text):
    assert is_riddle(Article("a.txt", "今日三条 明日揭底", (text,)))


def test_a_report_of_a_riddle_fair_is_news():
    text = "昨晚，青禾市文化馆举办灯谜会，三千条灯谜挂满河堤，市民猜中了一千八百条。" * 6
    assert not is_riddle(Article("a.txt", "河堤上的灯谜会", (text,)))


@every_row(
    "item",
    [
        "团市委召开青年座谈会|5月4日，团市委召开青年座谈会，与会青年结合各自岗位畅谈感想，大家纷纷表示要不负韶华、勇担使命。",
        "城北街道开展主题党日活动|近日，城北街道组织机关党员开展主题党日活动，重温入党誓词，进一步增强党员的责任感和使命感。",
        "县供电公司举办道德讲堂学习活动|日前，县供电公司举办道德讲堂学习活动，职工们认真聆听，受益匪浅。",
        "市总工会走访慰问环卫工人|8月2日，市总工会组织人员走访慰问环卫工人，为他们送去毛巾、绿豆等清凉用品，带去关怀。",
        "今天是世界无烟日|今天是世界无烟日。吸烟有害健康，二手烟同样危害家人，让我们一起远离烟草，拥抱健康生活。",
        "区残联举行助残日交流活动|昨天是全国助残日，区残联举行交流活动，残疾人朋友欢聚一堂，现场气氛热烈。",
        "集团召开年中工作会议|7月8日，集团召开年中工作会议，总结上半年工作，部署下半年任务，要求各单位真抓实干，确保完成全年目标。",
        "县领导检查防汛工作|昨天，县委书记云止水先后到青龙闸、北岸村检查防汛工作。他强调，要把各项措施落到实处。县领导岑望、鲍青参加检查。",
        "云止水调研营商环境|8月3日，区委书记云止水深入开发区调研营商环境，详细询问企业情况，要求有关部门靠前服务。",
        "市领导看望老教师|9月9日，市长岑望前往城南看望乡村教师，致以节日问候，市领导鲍青一同看望。",
        "中学生走进法院学习参观|近日，云州一中组织学生到法院学习参观，同学们对法律有了更深的认识。",
    ],
)
def test_a_gathering_of_which_nothing_came_is_no_news(item):
    title, text = item.split("|")
    assert says_only_that_it_was_held(Article("p.txt", title, (text,)))


@every_row(
    "item",
    [
        "县委书记检查青龙闸 当场叫停违规施工|昨天，县委书记云止水检查青龙闸，发现围堰开裂，当场叫停施工。",
        "市领导走访慰问困难职工|昨天，市领导走访慰问困难职工，为320户送去过冬煤。",
        "副总理检查防汛工作|昨天，国务院副总理到青龙江检查防汛工作，强调要把各项措施落到实处。",
        "市政府召开常务会议|昨天，市政府召开常务会议，审议通过《云州市住房租赁管理办法》，决定取消租赁备案收费。",
        "云州书展开幕|昨天，云州书展在会展中心开幕，组织作家交流活动多场，市民可免费入场。",
        "市委理论学习中心组举行学习会|昨天，市委书记岑山主持学习会。会议决定，全市停收停车费。",
        "中央政治局举行集体学习|昨天，中共中央政治局举行集体学习，总书记主持。",
        "全国护士节：云州护士薪酬改革启动|今天是国际护士节，云州启动护士薪酬改革，夜班补贴翻番。",
        "红十字会组织急救培训 公交司机人人持证|市红十字会昨天举办急救培训，从今年起公交司机须持证上岗。",
        "两国举行边界磋商会议 同意重开口岸|日前，两国在边境小城召开会议，同意重开中断多年的口岸。",
        "安理会召开紧急会议|联合国安理会昨天召开紧急会议，讨论中东局势，多国代表呼吁立即停火。",
        "县医院组织专家到乡镇义诊|9月5日，县医院组织专家到古坑镇义诊，并开展健康教育，现场检查出三名高危患者并转诊。",
        "今天是世界水日 云州水价今起调整|今天是世界水日，也是云州阶梯水价调整的第一天，居民用水每立方米涨两角。",
        "居民代表座谈会否决了停车场方案|昨晚，湖滨小区召开居民座谈会，否决了停车场改建方案。",
        "外长同外宾举行会谈|外交部长昨天同来访的外宾举行会谈，双方就双边关系交换意见。",
    ],
)
def test_what_a_gathering_decided_and_a_meeting_of_states_are_news(item):
    title, text = item.split("|")
    assert not says_only_that_it_was_held(Article("p.txt", title, (text,)))


@every_row(
    ("title", "kicker", "notice"),
    [
        ("书讯｜《灯下》出版", "", True),
        ("《灯下》出版", "新书推荐", True),
        ("【荐书】一本讲潮汐的书", "", True),
        ("长篇纪实《灯下》首发 版税捐给渔村", "", False),
        ("书评人方远获奖", "", False),
    ],
)
def test_a_label_says_that_a_book_has_come_out(title, kicker, notice):
    assert is_book_notice(Article("a.txt", title, ("作家方远的《灯下》近日出版。",), kicker=kicker)) is notice


@every_row(
    ("title", "text", "corrected"),
    [
        ("更正", "本报3月1日第二版《麦价》一文中，“12元”应为“2元”。", True),
        ("更正：昨日一文的数字", "昨日一文中的“12元”应为“2元”。", True),
        ("致歉声明", "昨日一文的作者写错，特此说明。", True),
        ("《麦价》一文的数字", "本报3月1日《麦价》一文有误，应为2元。", True),
        ("县统计局更正一季度数据", "县统计局昨天说，一季度产值应为12亿元，早先的数字有误。", False),
        ("麦价回落", "本报3月1日《麦价》一文报道后，粮站把价格降了一成。", False),
    ],
)
def test_a_paper_that_corrects_itself_has_no_news(title, text, corrected):
    assert corrects_the_paper(Article("a.txt", title, (text,))) is corrected


@every_row(
    "item",
    [
        "区委理论学习中心组举行学习会|昨天，区委书记岑山主持学习会，强调要学用贯通。区领导冯远、葛红、祝连等参加，3名同志作交流发言。",
        "县委举办读书班|3月2日，县委书记岑山主持读书班，要求把学习成效转化为推动发展的成果。县领导冯远参加。",
    ],
)
def test_leaders_who_have_studied_are_no_news(item):
    title, text = item.split("|")
    assert says_only_that_it_was_held(Article("p.txt", title, (text,)))
