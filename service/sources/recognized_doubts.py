"""Which sentences of an article hold a character that was recognized with doubt: they are never read aloud."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.language import sentences
from service.model import Article


def marked(article: Article, doubts: Sequence[str]) -> Article:
    """Return the article; its sentences with a passage in doubt are damaged."""
    if not doubts:
        return article
    passages = [flat for flat in map(_flat, doubts) if len(flat) > 1]
    found = [sentence for paragraph in article.paragraphs for sentence in _doubtful(paragraph, passages)]
    return replace(article, damaged=tuple(dict.fromkeys((*article.damaged, *found)))) if found else article


def _doubtful(paragraph: str, doubts: Sequence[str]) -> Iterator[str]:
    """Yield the sentences of a paragraph over which a passage lies."""
    text = _flat(paragraph)
    spans = [(at, at + len(doubt)) for doubt in doubts if (at := text.find(doubt)) >= 0]
    if not spans:
        return
    end = 0
    for sentence in sentences.split(paragraph):
        start, end = end, end + len(_flat(sentence))
        if any(first < end and last > start for first, last in spans):
            yield sentence


def _flat(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
