"""What an editor uploads by hand: sound, cover, and texts to paste into 喜马拉雅 and an article of a 公众号.

Limits of a 公众号: https://developers.weixin.qq.com/doc/service/api/draftbox/draftmanage/api_draft_add (title 32
characters, digest 128, text below 20,000). 喜马拉雅 publishes none: it gets the same title, and notes of at most 1,000
characters. Neither takes links to other sites in a text, so none is written there.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from service.core.messages import _
from service.errors import PublishError
from service.model import Episode, Show
from service.publishing import cover, urls
from service.publishing.episode_notes import opening_line, synthetic_notice, timed_lines, title_within
from service.publishing.episode_view import EpisodeSection, news, printable, sections
from service.storage.storage import Storage

TITLE_LIMIT, DIGEST_LIMIT, ARTICLE_LIMIT = 32, 120, 19_000
"""Characters of a 公众号's title, digest (the editor's own page takes 120) and text, with room for its markup."""
_COVERS = (urls.COVER, "cover.jpg")
NOTES_LIMIT = 1000
"""Characters of the notes for 喜马拉雅."""
_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of each file in an archive: the earliest that ZIP knows, so that the same files give the same bytes."""
SOUND, SHORT_TITLE, TITLE, NOTES, ARTICLE, DIGEST, TEXT, README = (
    "音频.mp3",
    "标题（32字以内）.txt",
    "标题（全）.txt",
    "喜马拉雅-简介.txt",
    "公众号-正文.txt",
    "公众号-摘要.txt",
    "文字稿.txt",
    "README.txt",
)


def name_of(episode: Episode) -> str:
    """Return the pack's name, without an ending."""
    return f"{episode.show}-{episode.id}"


def pack(storage: Storage, show: Show, episode: Episode) -> dict[str, bytes]:
    """Return the files of the pack by name; the same episode gives the same bytes.

    Raise PublishError where the sound or the cover of the episode is not there.
    """
    picture = _cover(storage, show, episode)
    short = title_within(episode, TITLE_LIMIT)
    texts = {
        SHORT_TITLE: short,
        TITLE: printable(episode.title),
        NOTES: _notes(episode),
        ARTICLE: _clipped(_article(episode), ARTICLE_LIMIT),
        DIGEST: _digest(episode),
        TEXT: _transcript(show, episode),
        README: _readme(show, episode, picture[0]),
    }
    sound = _read(storage, urls.episode_key(show, episode.id, episode.mp3))
    return {SOUND: sound, picture[0]: picture[1]} | {name: f"{text}\n".encode() for name, text in texts.items()}


def zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    """Return the files as a ZIP in which they lie in that folder; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", _TIME)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def _read(storage: Storage, key: str) -> bytes:
    data = storage.read(key)
    if data is None:
        raise PublishError(
            _("{key} is not there: `tingbao check` says what else is missing.", key=storage.location(key))
        )
    return data


def _cover(storage: Storage, show: Show, episode: Episode) -> tuple[str, bytes]:
    """Return the episode's own cover, or the show's, with its name here."""
    if episode.cover:
        data = _read(storage, urls.episode_key(show, episode.id, episode.cover))
    else:
        shows = (key for key in storage.versions(show.path) if key.rpartition("/")[2] in _COVERS)
        data = _read(storage, next(shows, urls.key(show, urls.COVER)))
    return f"封面.{cover.file_name(data).rpartition('.')[2]}", data


def _notes(episode: Episode) -> str:
    """Return the notes with times, whole lines alone."""
    head, closing = [opening_line(episode), ""], ["", synthetic_notice(episode)]
    lines = timed_lines(episode)
    while lines and len("\n".join([*head, *lines, *closing])) > NOTES_LIMIT:
        lines.pop()
    return "\n".join([*head, *lines, *closing])


def _article(episode: Episode) -> str:
    """Return the text of an article: each story's headline with what is told of it."""
    parts = [synthetic_notice(episode)]
    parts += [f"{part.title}\n{_said(part)}" for part in sections(episode) if part.is_story]
    return "\n\n".join(parts)


def _digest(episode: Episode) -> str:
    """Return the headlines of as many stories as the digest takes."""
    told = [part.title for part in news(episode)]
    while len(told) > 1 and len("；".join(told)) > DIGEST_LIMIT:
        told.pop()
    return _clipped("；".join(told) or printable(episode.title), DIGEST_LIMIT)


def _transcript(show: Show, episode: Episode) -> str:
    """Return all that is said, part by part."""
    parts = [f"{printable(show.title)}\n{printable(episode.title)}\n{synthetic_notice(episode)}"]
    parts += [f"【{part.title}】\n{_said(part)}" for part in sections(episode)]
    return "\n\n".join(parts)


def _said(part: EpisodeSection) -> str:
    return "".join(sentence.text for sentence in part.sentences)


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _readme(show: Show, episode: Episode, picture: str) -> str:
    return f"""{printable(show.title)}：{printable(episode.title)}
发布包，手工上传用。

喜马拉雅（创作中心里上传声音）
  音频    {SOUND}
  标题    {SHORT_TITLE}
  简介    {NOTES}
  封面    {picture}
  声明    页面上有“AI 生成”一类声明的，请如实勾选。

公众号（新建一篇图文）
  标题    {SHORT_TITLE}
  正文    {ARTICLE}，光标处再插入音频 {SOUND}
  摘要    {DIGEST}
  封面    {picture}
  原文链接  {urls.episode_url(show, episode)}
  声明    “创作来源”里，请选内容由 AI 生成。

别处
  全标题 {TITLE}；全部文字 {TEXT}。
  音频文件里已有人工智能生成的标识（GB 45438-2025），请不要转码去掉。

长度：公众号标题 {TITLE_LIMIT} 字、摘要 {DIGEST_LIMIT} 字、正文不到 2 万字。
喜马拉雅没有公布上限，简介留在 {NOTES_LIMIT} 字以内。
"""
