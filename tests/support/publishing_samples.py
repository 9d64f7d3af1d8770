"""Shows and episodes to publish: invented news, real (tiny) MP3s."""

import datetime as dt
import functools
import hashlib
import threading
from dataclasses import replace
from typing import Any

from service.errors import Conflict
from service.model import Chapter, Cue, Episode, Kind, Script, Segment, Show, Skipped, Utterance
from service.storage.storage import checked_key, conflict_message

ZONE = dt.timezone(dt.timedelta(hours=8))

SHOW = Show(
    slug="daily",
    title="云州听报",
    description="云州每天的新闻，五分钟听完。",
    author="云州听报编辑部",
    email="editor@example.org",
    language="zh-cn",
    category=("News", "Daily News"),
    explicit=False,
    copyright="云州听报",
    base_url="https://radio.example.org/pods",
    path="daily",
)


@functools.cache
def mp3(hertz: int = 440, seconds: float = 1.0) -> bytes:
    """A tone as a mono MP3."""
    import lameenc
    import numpy as np

    rate = 24000
    samples = 6000 * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate)
    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_bit_rate(64)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(samples.astype("<i2").tobytes()) + encoder.flush())


SEGMENTS = (
    Segment(Kind.OPENING, "a", (Utterance("听众朋友们，早上好，本节目由人工智能合成播报。"),)),
    Segment(
        Kind.STORY,
        "a",
        (
            Utterance("云州市今天开通3条公交线路，覆盖城北73784名居民，其中K7路由火车站开往云湖公园，全程18.5公里。"),
            Utterance("市民林小满说，从前上班要换两趟车，现在一趟就到。"),
        ),
        title="云州新增三条公交线路",
        origin="https://news.example.org/bus?id=1&x=2",
    ),
    Segment(
        Kind.STORY,
        "b",
        (Utterance("第一批候鸟已经飞抵云湖湿地，监测人员记录到东方白鹳、白琵鹭等二十七种水鸟。"),),
        title="云湖湿地迎来首批候鸟",
        origin="pages/yunzhou-a2.md",
        source_name="A02 民生",
    ),
    Segment(Kind.BRIEF, "b", (Utterance("云州图书馆周末起延长开放到晚上九点。"),), title="图书馆延长开放"),
    Segment(Kind.CLOSING, "a", (Utterance("今天的节目就到这里，感谢收听。"),)),
)

_NEWS = (
    (
        "云州新增三条公交线路，城北居民出行更方便",
        "https://news.example.org/bus?id=1&x=2",
        "云州市今天开通K7路等3条公交线路，覆盖城北73784名居民。|K7路由火车站开往云湖公园，全程18.5公里，首班车早上6点发车。|市民林小满说，从前上班要换两趟车，现在一趟就到。|市交通局表示，年内还将新增纯电动公交车120辆。",
    ),
    (
        "云湖湿地迎来首批候鸟",
        "yunzhou-a2.md",
        "第一批候鸟已经飞抵云湖湿地，监测人员记录到东方白鹳、白琵鹭等27种水鸟，总数超过4200只。|湿地保护中心主任白秋说，今年水位控制得好，浅滩面积比去年多了三成。|观鸟台从本周六起向公众开放，每天限额300人。",
    ),
    (
        "青石镇老粮仓变身乡村图书馆",
        "https://news.example.org/library",
        "青石镇一座建于1963年的老粮仓，改造成了乡村图书馆，藏书1.6万册。|图书馆保留了原来的木梁和青砖，二楼设有儿童阅读区和“新农人”电商直播间。|开馆首月，接待读者5800多人次。",
    ),
    (
        "全市春灌用水调度启动",
        "yunzhou-a3.md",
        "全市春灌用水调度昨天启动，计划从云河引水2.3亿立方米，灌溉农田86万亩。|水务部门采用“先下游、后上游”的办法，每天两次通报水情。",
    ),
    (
        "云州一中学生发明盲人导航手杖",
        "https://school.example.org/cane",
        "云州一中三名高二学生发明的AI导航手杖，获得全省青少年科技创新大赛一等奖。|手杖装有毫米波雷达和GPS模块，能在前方3米内识别台阶、车辆和行人，并用语音提醒。|团队已经申请两项专利，准备把成本降到300元以内。",
    ),
    (
        "古运河畔非遗市集周末开市",
        "yunzhou-a4.md",
        "古运河畔的非遗市集本周末开市，剪纸、葫芦雕刻、木版年画等46个项目集中亮相。|市集持续到4月6日，免费入场。",
    ),
    ("图书馆延长开放到晚上九点", "", "云州图书馆周末起延长开放到晚上九点。"),
    ("下周气温回升", "", "气象台预计，下周全市最高气温升至22摄氏度，周三前后有一次小雨过程。"),
)
"""Invented news: headline, source, sentences."""


def programme(times: int = 1) -> tuple[Segment, ...]:
    """A whole programme of about three minutes, or that many times as long."""
    opening = (
        "听众朋友们，早上好！今天是2026年3月21日，星期六，农历二月初三。",
        "欢迎收听《云州听报》，本节目由人工智能合成播报。",
    )
    told = [
        Segment(
            Kind.STORY if text.count("|") else Kind.BRIEF,
            "ab"[number % 2],
            tuple(Utterance(sentence) for sentence in text.split("|")),
            title=title,
            origin=origin,
        )
        for number, (title, origin, text) in enumerate(_NEWS * times)
    ]
    return (
        Segment(Kind.OPENING, "a", tuple(map(Utterance, opening))),
        *told,
        Segment(Kind.CLOSING, "a", (Utterance("以上就是今天的全部内容，感谢收听，我们明天再见。"),)),
    )


def episode(
    day: int = 0,
    *,
    segments: tuple[Segment, ...] = SEGMENTS,
    title: str = "云州新增三条公交线路；云湖湿地迎来首批候鸟｜3月21日",
    pace: float = 4.0,
    **changes: Any,
) -> Episode:
    """An episode `day` days after 21 March 2026, at `pace` characters a second."""
    date = dt.date(2026, 3, 21) + dt.timedelta(days=day)
    at, cues, chapters = 1.0, [], []
    for index, segment in enumerate(segments):
        if segment.title:
            chapters.append((at, segment.title, segment.origin if "://" in segment.origin else ""))
        for number, utterance in enumerate(segment.utterances):
            until = at + len(utterance.written) / pace
            cues.append(Cue(round(at, 6), round(until, 6), index, number))
            at = until + utterance.pause
    ends = [start for start, _, _ in chapters[1:]] + [at][: len(chapters)]
    script = Script(
        show="daily",
        date=date,
        edition="0630",
        title=title,
        length=at,
        segments=segments,
    )
    made = Episode(
        id=f"{date}T0630",
        guid="",
        show="daily",
        date=date,
        edition="0630",
        published=dt.datetime(date.year, date.month, date.day, 6, 30, tzinfo=ZONE),
        title=title,
        seconds=at,
        mp3="",
        size=0,
        script=script,
        cues=tuple(cues),
        chapters=tuple(Chapter(start, end, name, url) for (start, name, url), end in zip(chapters, ends, strict=True)),
        engine="espeak",
        voices=("a", "b"),
        speakers={"a": "小云", "b": "小舟"},
        picks=(Skipped("云州新增三条公交线路", "头版头条"),),
        fingerprint="0" * 16,
    )
    return replace(made, **changes)


class MemoryStorage:
    """A storage that keeps its files in a dict."""

    def __init__(self, files: dict[str, bytes] | None = None) -> None:
        self.files = dict(files or {})
        self._alone = threading.Lock()

    def read(self, key: str) -> bytes | None:
        return self.files.get(checked_key(key))

    def folders(self) -> list[str]:
        return sorted({key.partition("/")[0] for key in self.files if "/" in key})

    def versions(self, folder: str) -> dict[str, str]:
        keys = (key for key in self.files if key.rpartition("/")[0] == folder)
        return {key: self._version(key) for key in keys}

    def write(self, key: str, data: bytes, over: str | None = None) -> str:
        with self._alone:
            standing = self._version(checked_key(key))
            if over is None or self.files.get(key) != data:
                if over not in (None, standing):
                    raise Conflict(conflict_message(key))
                self.files[key] = data
            return self._version(key)

    def digest(self, key: str) -> str | None:
        return self._version(key) or None

    def _version(self, key: str) -> str:
        return hashlib.sha256(self.files[key]).hexdigest() if key in self.files else ""

    def delete(self, key: str) -> None:
        self.files.pop(checked_key(key), None)

    def exists(self, key: str) -> bool:
        return checked_key(key) in self.files

    def leftovers(self, prefix: str) -> list[str]:
        return []

    def list(self, prefix: str) -> list[str]:
        return sorted(key for key in self.files if key.startswith(prefix + "/"))

    def location(self, key: str) -> str:
        return f"memory:{key}"
