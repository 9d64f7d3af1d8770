import json

import pytest

from service.sources.ocr_json import left_out, markdown
from tests.support.tables import every_row

TEXT = "3月20日，青禾镇第十所乡村书屋开门。"


@pytest.mark.parametrize(
    "answer",
    [
        [{"bbox": [1, 2, 3, 4], "category": "Title", "text": "# 书屋开门"}, {"category": "Text", "text": TEXT}],
        {"primary_language": "zh", "is_table": False, "natural_text": f"# 书屋开门\n\n{TEXT}"},
        {"model": "ocr", "pages": [{"index": 0, "markdown": f"# 书屋开门\n\n{TEXT}", "images": []}]},
        [{"type": "text", "text": "书屋开门", "text_level": 1, "page_idx": 0}, {"type": "text", "text": TEXT}],
        {
            "page_index": 0,
            "parsing_res_list": [
                {"block_label": "doc_title", "block_content": "书屋开门", "block_bbox": [1, 2, 3, 4]},
                {"block_label": "text", "block_content": TEXT},
            ],
        },
    ],
)
@pytest.mark.parametrize("form", ["{}", "```json\n{}\n```"])
def test_the_json_of_each_tool_becomes_markdown(answer, form):
    found = markdown(form.replace("{}", json.dumps(answer, ensure_ascii=False)))
    assert found.text.strip() == f"# 书屋开门\n\n{TEXT}"
    assert found.form == "an answer in JSON"


def test_parts_that_are_no_text_are_named_and_the_header_with_the_date_stays():
    boxes = [
        {"category": "Page-header", "text": "云溪日报 2026年3月21日"},
        {"category": "Page-header", "text": "要闻"},
        {"category": "Text", "text": TEXT},
        {"category": "Caption", "text": "图为书屋。"},
        {"category": "Table", "text": "<table></table>"},
    ]
    found = markdown(json.dumps(boxes, ensure_ascii=False))
    assert found.text == f"云溪日报 2026年3月21日\n\n{TEXT}\n"
    assert [(part.why, part.text) for part in found.dropped] == [
        ("the page's header", "要闻"),
        ("a picture's caption", "图为书屋。"),
        ("a table", "<table></table>"),
    ]


def test_escaped_line_feeds_are_line_feeds():
    assert markdown(f"# 书屋开门\\n\\n{TEXT}\\n\\n明天见。").text == f"# 书屋开门\n\n{TEXT}\n\n明天见。"


@every_row(
    "page",
    [f"# 书屋开门\n\n{TEXT}", "【要闻】\n正文。", '{"a": 1}', "[1, 2]", "[" * 100_000 + "]" * 100_000, "{坏的}", ""],
)
def test_what_is_no_answer_stays_as_it_is(page):
    assert markdown(page).text == page
    assert not markdown(page).form


def test_kinds_are_known_however_they_are_written():
    assert left_out("image_caption") == left_out("Image-Caption") == "a picture's caption"
    assert not left_out("text")


@pytest.mark.parametrize("whole", ["[{}]", '{"articles": [{}]}', '{"版面": "第2版", "文章": [{}]}'])
def test_articles_in_the_words_of_a_model_become_markdown(whole):
    english = {"title": "书屋开门", "author": "何青", "content": f"{TEXT}\n村民来看书。"}
    chinese = {"引题": "第十所", "标题": "桥通了", "副标题": "两岸近了", "正文": [TEXT, "桥长八百米。"]}
    articles = ", ".join(json.dumps(each, ensure_ascii=False) for each in (english, chinese))
    assert markdown(whole.replace("{}", articles)).text.split("\n\n") == [
        "# 书屋开门",
        TEXT,
        "村民来看书。",
        "### 第十所",
        "# 桥通了",
        "### 两岸近了",
        TEXT,
        "桥长八百米。\n",
    ]


def test_json_without_a_headline_and_a_text_is_no_answer():
    for other in ({"title": "书屋开门"}, {"标题": "书屋开门", "正文": ""}, {"title": ["书屋"], "text": 3}):
        text = json.dumps([other], ensure_ascii=False)
        assert markdown(text).text == text
