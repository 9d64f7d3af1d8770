"""A model's own words before and after the page that it was asked to write out.

They speak of the task (the picture, the transcription, `您`), stand in the first or last few lines, and are short. Each
pattern describes a whole line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NEAR = 3
"""Lines at the page's beginning and end among which such words stand."""
_LONGEST = 160
_TASK = r"(?:图片|图像|图中|截图|照片|扫描件|版面|页面|报纸|文档|OCR|识别|转写|转录|提取|辨识|Markdown|markdown)"
_BEFORE = re.compile(
    rf"(?:好的|当然|没问题|可以|OK)[，,。！!、\s].{{0,80}}(?:{_TASK}|您|为你).{{0,80}}"
    rf"|(?:以下|下面|这里|如下|这)(?:就)?(?:是|为).{{0,40}}{_TASK}.{{0,60}}[：:。]"
    rf"|(?:这张|该|此|这份|这幅|您(?:提供|上传)的).{{0,12}}{_TASK}.{{0,80}}[：:]"
    rf"|根据(?:您|你)(?:提供|上传|发送)的.{{0,60}}[：:。，]?"
    rf"|(?:识别|转写|转录|提取)(?:结果|内容|的?文字|的?文本)(?:如下|是)?\s*[：:]"
    r"|(?:Here(?:'s|’s| is| are)|Sure|Certainly|Of course|Below is|I've|I have|The following|This is)\b"
    r"[\x20-\x7e’]{0,150}"
    r"(?:image|page|text|transcri|OCR|newspaper|document|markdown|content)[\x20-\x7e’]{0,100}[:.!]",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:如果|如|若)(?:您|你)?.{0,40}(?:需要|需|有|想).{0,60}(?:告诉我|联系我|随时|告知我|提出|说一声|我可以).{0,40}"
    r"|(?:以上)?(?:内容)?(?:已)?(?:全部)?(?:转录|转写|识别|提取|录入)(?:已)?(?:全部)?(?:完成|完毕)"
    r"|.{0,20}希望.{0,12}(?:对|能).{0,6}(?:您|你).{0,12}(?:帮助|有用|有所).{0,10}"
    rf"|以上(?:内容|文字|结果|文本).{{0,12}}(?:根据|基于|由|来自).{{0,16}}{_TASK}.{{0,60}}"
    rf"|(?:以上)(?:就)?(?:是|为).{{0,20}}{_TASK}.{{0,20}}(?:内容|文字|结果|文本|信息).{{0,40}}"
    r"|(?:部分|个别|有些|少数)(?:小字|文字|字迹|内容|区域)[^。]{0,24}(?:分辨率|模糊|清晰度|遮挡|未能|无法|难以)[^。]{0,40}"
    rf"|[（(*\s]{{0,4}}(?:注|说明|备注|注意)[：:][*\s]{{0,4}}.{{0,40}}(?:图片|图像|原图|扫描|版面|部分文字|个别字).{{0,40}}"
    r"(?:模糊|无法|辨认|难以|不清|未能|遮挡|可能).{0,60}"
    r"|(?:Let me know|I hope|Please let me|If you (?:need|would|have)|Feel free)\b[\x20-\x7e’]{0,140}"
    r"|\(?Note:[\x20-\x7e’]{0,80}(?:image|illegible|unclear|blurr|text)[\x20-\x7e’]{0,80}",
    re.IGNORECASE,
)

_SIDE = r"(?:版面|页面)?(?:[左右中上下顶底][上下]?[侧边部方栏角]){1,2}"
_PLACE = re.compile(
    rf"(?:{_SIDE}(?:区域|部分|内容|文章|报道|新闻|短讯|头条|栏目)?|[\u3400-\u9fff]{{2,6}}[（(]{_SIDE}[）)]|第[一二三四五六]栏)"
    r"|(?:Top|Bottom|Upper|Lower|Left|Right|Middle|Center|Main)"
    r"(?:[ -](?:left|right|center|middle|column|section|half|article|story|headline|side)){0,3}",
    re.IGNORECASE,
)
"""A line that says nothing but where on the page the next ones stand."""
_PAGE_HEAD = re.compile(r"[【\[](?:版面信息|报头|版头|刊头|页眉|页脚)[】\]].{0,60}")
_LAYOUT = re.compile(
    r"[（(\[【]\s?(?:注|说明|备注)[：:][^（）()\[\]【】]{0,40}(?:版面|页面|竖排|横排|字体|字号|加粗|位于|[左右上下]侧|[上下]方|[顶底]部)"
    r"[^（）()\[\]【】]{0,40}[）)\]】]"
)
"""What a model says of how the page is set."""
_FEWEST_PLACES = 2
"""Such lines on a page that a model has walked through; a paper prints one at most, as a picture's legend."""


def places(rows: Sequence[str]) -> list[int]:
    """Return the indices of the lines that say where on the page a model saw what follows; one alone is none.

    What it names as the page's head or foot, and what it says of how the page is set, is never an article's.
    """
    plain = [row.replace("*", "").strip() for row in rows]
    heads = [n for n, row in enumerate(plain) if _PAGE_HEAD.fullmatch(row) or _LAYOUT.fullmatch(row)]
    found = [n for n, row in enumerate(rows) if _PLACE.fullmatch(row.strip("#*_【】[]:： \u3000"))]
    return sorted({*heads, *(found if len({rows[n] for n in found}) >= _FEWEST_PLACES else ())})


def own_words(rows: Sequence[str]) -> set[int]:
    """Return the indices of the lines that a model said on its own account."""
    filled = [n for n, row in enumerate(rows) if row.strip()]
    ahead = [n for n in filled[:_NEAR] if _says(_BEFORE, rows[n])]
    return {*ahead, *(n for n in filled[-_NEAR:] if _says(_AFTER, rows[n]))}


def _says(pattern: re.Pattern[str], row: str) -> bool:
    """Return whether the model says the row, as a whole or in each of its sentences."""
    said = row.strip().strip("*_> 　✅✔☑🎉📌💡")
    if len(said) > _LONGEST or said.startswith("#"):
        return False
    each = [part.strip("。！!. ") for part in re.split(r"(?<=[。！!])", said) if part.strip()]
    return bool(pattern.fullmatch(said)) or all(pattern.fullmatch(part) for part in each)
