from service.model import Page
from service.sources.newspaper import read
from service.sources.newspaper.traditional_pages import PrintedPage

LEAD = "雲溪縣三座跨河新橋20日同日開工，總投資四千六百萬元，計畫年底前通車，解決沿河六個村群眾出行難題。"
MORE = "管理員吳梅說：「週末還有志工給孩子們講故事，『好書大家讀』活動首日就有一百六十多人參加。」"


def test_bylines_are_known_and_the_text_stays_as_printed():
    for dateline in ("本報訊（記者 林小舟）", "【記者林小舟／雲溪報導】", "〔記者林小舟／綜合報導〕"):
        (article,) = read(Page("p.md", f"# 雲溪縣三座新橋同日開工\n\n{dateline}{LEAD}\n\n{MORE}\n"))
        assert article.title == "雲溪縣三座新橋同日開工"
        assert article.paragraphs == (LEAD, MORE)
        assert article.authors == ("林小舟",)
        assert [edit.before for edit in article.edits] == [dateline]


def test_credits_at_the_end_go():
    page = f"# 雲溪縣三座新橋同日開工\n\n{LEAD}\n\n{MORE}（責任編輯：李四）\n"
    (article,) = read(Page("p.md", page))
    assert article.paragraphs == (LEAD, MORE)


def test_what_a_repair_has_changed_is_given_back_clause_by_clause():
    page = PrintedPage("「縣長」說，書 屋開門。\n橋已通車。")
    back = page._back("“县长”说，书屋已经开门。桥已通车。")
    assert back == "「縣長」說，书屋已经开门。橋已通車。"


def test_a_simplified_page_is_read_as_it_is():
    page = "# 云溪县三座新桥同日开工\n\n本报讯（记者 林小舟）3月20日，云溪县三座新桥同日开工，乾隆年间的旧桥仍在。\n"
    (article,) = read(Page("p.md", page))
    assert article.paragraphs == ("3月20日，云溪县三座新桥同日开工，乾隆年间的旧桥仍在。",)
