"""Who answers in an interview whose answers have no name (`答：`), and which sentences are somebody's answers."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from service.editing.attribution import full_names, speech_acts
from service.language import sentences

_FEWEST = 2
"""Questions of an interview at the least."""
_INTERVIEWED = re.compile(
    r"(?:专访|对话|采访|见到)(?:了|新任)?([^，。：、]{2,30})|请([^，。：、]{2,40})(?:作答|解答|回答)|([^，。：、]{2,30}?)(?:就[^，。]{0,20})?(?:接受|回答)"
)


_SCENE = re.compile(
    "采访|专访|对话|对谈|访谈|连线|拨通|拨打|通话|通了|电话|约访|见到|聊[了起到]|走[近进]|坐下|记者[^。]{0,12}问"
)
_BEFORE = re.compile(r"[昨前][天日晚夜](?!起)|日前|近日|(?<!\d)\d{1,2}日(?:[上下中]午|[早晚]|夜|凌晨|清晨|傍晚|，|\d)")
_TODAY = re.compile("今[天日晨早晚]")
"""`昨天，记者在学校见到了他`: what he answers counts from yesterday."""
_LABELLED = re.compile(r"(?:答|A)[：:]|[\u3400-\u9fff·]{2,8}[：:](?!“)")
_ASKS = re.compile(r"(?:本报|本刊)?(?:记者|主持人|问)(?:问)?[：:]|Q[：:]")


def answers(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs of an interview in which somebody answers, from the first question on."""
    asked = [at for at, each in enumerate(paragraphs) if _ASKS.match(each)]
    if len(asked) < _FEWEST:
        return []
    return [each for at, each in enumerate(paragraphs) if at > asked[0] and at not in asked and _LABELLED.match(each)]


def held_before(paragraphs: Sequence[str]) -> bool:
    """Return whether the words ahead of the first question say that the interview was on an earlier day.

    The day may stand a sentence ahead of the scene: `昨晚，他刚下手术台。在走廊上，他接受了采访。`
    """
    asked = next((at for at, each in enumerate(paragraphs) if _ASKS.match(each)), 0)
    lines = [each for paragraph in paragraphs[:asked] for each in sentences.split(paragraph)]
    return any(
        _SCENE.search(line) and not _TODAY.search(line) and any(map(_BEFORE.search, lines[max(0, at - 1) : at + 1]))
        for at, line in enumerate(lines)
    )


def named(lines: Sequence[tuple[str, int]], masked: Sequence[str], labels: Collection[int], article: str) -> str:
    """Return who answers, in full; empty where the article does not say it.

    It is who is interviewed in the words ahead of the first question, else the one person whom the reporter has say
    something and names there too: `宫亦商用了三十年做琴。…临别时，宫亦商说，…`
    """
    first = min(labels, default=0)
    for text, _ in lines[:first]:
        if found := _INTERVIEWED.search(text):
            who = speech_acts.bare_subject(found[1] or found[2] or found[3])
            if name := full_names.name_of(who):
                return full_names.in_full(name, article)
    ahead = "".join(masked[:first])
    told = [text for at, text in enumerate(masked) if at < first or lines[at][1] > lines[first][1]]
    names = {full_names.name_of(act.subject) for text in told for act in speech_acts.find(text)}
    known = [each for each in names if each and each in ahead]
    return full_names.in_full(known[0], article) if len(known) == 1 else ""
