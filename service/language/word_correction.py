"""A wrong word put right in a text, as often as one likes: what is right already stays."""

from __future__ import annotations


def put_right(text: str, wrong: str, right: str) -> str:
    """Return the text with `right` for each `wrong`, save where `right` stands there already.

    A scan often drops a character: 李明 for 李明辉. A page may have both: 李明 is put right, and the 李明 that begins
    李明辉 is not. Made again, nothing changes: each `wrong` that is left lies in a `right`, or touches one.
    """
    if wrong not in right:
        return text.replace(wrong, right)
    parts, at, seen = [], 0, 0
    while (found := text.find(wrong, seen)) >= 0:
        end = found + len(wrong)
        if right in text[max(0, found - len(right) + 1) : end + len(right) - 1]:
            seen = found + 1
            continue
        parts += [text[at:found], right]
        at = seen = end
    return "".join([*parts, text[at:]])
