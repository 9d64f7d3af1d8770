"""Pages that are no article are told from news about such pages (which tests/sources/test_page_body.py reads)."""

import pytest

from service.errors import SourceError
from service.sources import non_article_pages, web_pages
from service.sources.fetching import Response
from tests.support.tables import every_row
from tests.support.web_cases import PAGES, answer, kept_page, named, rows


@named([case for case in PAGES["page"] if "failed" in case])
def test_a_page_that_is_no_article_failed_and_says_why(case):
    with pytest.raises(SourceError, match=case["failed"]):
        web_pages.article(answer(case), "a.html")


@pytest.mark.parametrize(("name", "why"), [("soft404.html", "not found or was removed"), ("cf.html", "a captcha")])
def test_kept_pages_are_no_article(name, why):
    with pytest.raises(SourceError, match=f"^a.html: this page is no article but .*{why}"):
        web_pages.article(kept_page(name), "a.html")


@every_row(("title", "text"), rows("notices.tsv"))
def test_short_notices_are_no_article(title, text):
    assert non_article_pages.reason(title, text)


@every_row(
    ("title", "text"),
    [
        ("市图书馆网站升级，请您绕行办证", "市图书馆3月22日升级办证系统。馆长孙萍说，读者可以到窗口办理。"),
        ("404号房间的故事", "这家客栈的404号房间住过三位作家。老板娘每天都在门口摆一盆花。"),
        (
            "致全市家长的一封信",
            "3月22日，市教育局的信里写着：请您关注孩子的睡眠。信已经送到八万家。",
        ),
        (
            "老人登录政务网站有了帮手",
            "社区志愿者教二十位老人用手机登录政务网站。志愿者周敏说，请大家把验证码记在纸上，别告诉陌生人。",
        ),
        (
            "你家门口的图书室开了",
            "您想在家门口借书吗？白石镇图书室开了，六千册书等着您。凭身份证就能办证，开放到晚上九点。",
        ),
        (
            "网站打不开，办证要多跑一趟",
            "政务网站连续三天维护，办证的居民只好到窗口排队。窗口工作人员表示，系统升级后会更快。",
        ),
        (
            "致市民的一封信",
            "亲爱的市民：您好！春天来了，请您到白石镇走走。我们准备了两条步道和三处露营地，期待您的到来。",
        ),
        ("市图书馆公告", "本馆因设备维护，3月25日闭馆一天，26日恢复开放，请读者提前安排时间。"),
        (
            "登录系统升级，社保缴费暂停两天",
            "云溪县社保中心3月18日发布通告，社保系统升级维护，20日8时恢复。市民可到窗口办理。",
        ),
        (
            "办证系统停机维护",
            "云溪县办证系统3月28日停机维护。县政务服务中心提醒，网站恢复以后仍可预约，来窗口也能办。",
        ),
        ("云溪县公告", "因检修管网，云溪县3月28日22时至29日6时停水，请居民储水，敬请谅解。"),
        ("404号公交停运", "云溪县404路公交车3月18日起停运，市民可改乘3路。县交通局说，客流不足。"),
        ("男子删除文章后仍被判赔", "柳溪市法院3月18日判决，自媒体作者陈某赔偿12万元。文章已被删除。"),
        ("网站维护期间这样办事", "县政务服务中心网站3月20日维护。期间可到大厅办理，维护后恢复。"),
        ("滑块验证挡不住黄牛", "县医院挂号系统加了滑块验证，黄牛仍用软件抢号，警方抓获3人。"),
        ("系统故障，高速收费站堵车", "3月18日8时，云溪高速收费系统故障，车辆排队两公里，10时恢复。"),
        ("会员退卡难，法院判了", "健身房关门，312名会员退卡难。柳溪市法院判公司退款。"),
        ("无权处分，合同无效", "云溪县法院认为，被告没有权限出售该房屋，合同无效。"),
        ("内容审核员：看见三千条视频之后", "柳溪市某平台的内容审核员陈立每天看三千条视频。"),
        ("云溪网站搬迁至云上", "云溪县政务网站3月18日搬迁至云平台，县大数据中心说，访问快了三成，群众不用改网址。"),
        ("访问量翻番", "云溪县图书馆网站访问量翻番，3月达到12万人次。"),
        ("链接不能点", "县公安局提醒，短信里的链接不要点。18日，3名居民被骗走2万元。"),
        ("服务器被攻击，医院停诊半天", "县医院服务器18日被攻击，停诊半天，下午恢复。"),
        ("", ""),
    ],
)
def test_news_is_an_article(title, text):
    assert non_article_pages.reason(title, text) == ""


TITLES = "".join(
    f"<li><a href='{n}.html'>{text}</a> 3月2{n}日</li>" for n, text in enumerate(("春灌", "修路", "植树"), 1)
)
TEASERS = "".join(
    f"<div><a href='{n}.html'>第{n}件事</a><p>云溪县昨天开会，讨论今年要办的第{n}件实事...</p></div>" for n in "123"
)
ROWS = "".join(f"<tr><td>·云溪县今年要办的第{n}件实事</td><td>(3/2{n})</td></tr>" for n in "1234")


@every_row("body", [f"<ul>{TITLES * 4}</ul>", TEASERS, f"<table>{ROWS}</table>"])
def test_a_list_of_articles_is_none(body):
    page = Response("https://yx.example/", "text/html", f"<title>云溪要闻</title><h1>云溪要闻</h1>{body}".encode())
    with pytest.raises(SourceError, match=r"a list of articles|no article text"):
        web_pages.article(page, "a.html")


@every_row(
    ("lines", "is_list"),
    [
        (("云溪县春灌开始", "新渠通水", "老桥检修"), True),
        (("云溪县昨天开会，讨论今年的实事...", "新渠昨天通水，两岸村民……[详细]", "老桥检修"), True),
        (("云溪县昨天开会。", "新渠通水", "老桥检修"), False),
        (("“等了三年……”", "他说，这条路终于修好了。", "老桥检修"), False),
        (("云溪县春灌开始", "新渠通水"), False),
    ],
)
def test_a_list_has_no_whole_sentence(lines, is_list):
    assert non_article_pages.is_list(lines) == is_list
