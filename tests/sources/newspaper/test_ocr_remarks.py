import pytest

from service.sources.newspaper.ocr_remarks import own_words, places
from tests.support.tables import every_row

PAGE = ["# 书屋开门", "", "3月20日，书屋开门。", "", "村民前来看书。"]


@every_row(
    "words",
    [
        "以下是图片中的文字内容：",
        "好的，我来为您识别这张报纸版面的内容。",
        "这张图片是一份报纸的版面，文字如下：",
        "根据您提供的图片，我转写如下：",
        "识别结果如下：",
        "Here is the transcription of the newspaper page in Markdown format:",
        "Sure! Below is the text extracted from the image:",
    ],
)
def test_words_before_the_page_are_found(words):
    assert own_words([words, "", *PAGE]) == {0}


@every_row(
    "words",
    [
        "如果您需要进一步整理或翻译，请告诉我。",
        "以上就是该版面的全部文字内容，希望对您有帮助！",
        "以上内容根据图片识别，部分模糊处可能有误。如果需要我进一步校对，请告诉我！",
        "以上就是图片中的全部可识别文字。部分小字（如页脚）因分辨率较低未能完整识别。如需我翻译成英文，请随时告诉我！",
        "**注：** 图片右下角部分文字模糊，无法完全辨认。",
        "> 注：图片右下角有折痕，部分文字无法辨认。",
        "✅ 转录完成。如需导出为 Word 或 PDF，请告诉我。",
        "Let me know if you need anything else!",
        "Note: some of the text in the image is illegible.",
    ],
)
def test_words_after_the_page_are_found(words):
    assert own_words([*PAGE, "", words]) == {6}


@every_row(
    "sentence",
    [
        "以下是该县今年书屋建设的三个特点：一是离村近，二是藏书新。",
        "如果您也想借书，请带身份证到书屋办理。",
        "好的桥不怕水。",
        "以上是全县十所书屋的开放时间。",
        "希望这次活动能帮助更多的孩子。",
        "注：本表数据截至3月20日。",
        "这张照片是他父亲留下的。",
        "全市档案录入完成率达九成。",
    ],
)
def test_a_paper_s_own_sentences_stay(sentence):
    assert own_words([sentence]) == set()


def test_such_words_amid_the_page_stay():
    assert own_words([*PAGE, "以下是图片中的文字内容：", *PAGE]) == set()


@pytest.mark.parametrize(
    ("first", "second"),
    [("**头条（左侧）**", "**短讯（右侧）**"), ("### 左上角", "### 右下角："), ("**Top left:**", "Right column")],
)
def test_where_a_model_saw_what_follows_is_no_line_of_the_page(first, second):
    assert places([first, *PAGE, second, *PAGE]) == [0, 6]


@pytest.mark.parametrize("line", ["左侧", "（右图）", "上下游", "中间", "右边是海，左边是山", "Main"])
def test_one_such_line_alone_or_other_words_of_places_stay(line):
    assert places([line, *PAGE, line]) == []


def test_what_a_model_names_the_head_of_the_page_goes():
    rows = ["**【版面信息】** 河湾日报 2026年3月20日 第1版", "【版面改革】从今天起"]
    assert places(rows) == [0]


def test_what_a_model_says_of_how_the_page_is_set_goes():
    rows = ["# 书屋开门", "（注：标题为竖排，位于版面左侧）", "（注：文中人物均为化名）", "注：本表见下方"]
    assert places(rows) == [1]
