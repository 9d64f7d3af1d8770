"""What can be seen of a line among the lines of its page: the features by which `line_tagger` knows what each is.

A feature is a name and a value, printed as `name=value`; a line has its own, those of its neighbours (`+1 name=value`)
and some taken together (`name&name=value`). Nothing here looks further than the page; the time is linear in its length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from service.core import cpu_limit
from service.sources.newspaper.bigram_weights import BigramWeights, grams
from service.sources.newspaper.continuation import goes_on
from service.sources.newspaper.line_shape import CANDIDATE, SeenLine, bucket, look, shape_features

_LONGEST_GIST = 1600
"""Characters of a line, from its beginning, whose words are compared with those of others."""


def features(lines: Sequence[SeenLine]) -> list[list[str]]:
    """Return each line's features, as strings."""
    own = _own(lines)
    printed = [{name: f"{name}={value}" for name, value in each.items()} for each in own]
    forms = ["^^", "^", *(line.form for line in lines), "$", "$$"]
    found: list[list[str]] = []
    for n, each in enumerate(printed):
        cpu_limit.check()
        strings = ["bias", *each.values()]
        for offset in (-2, -1, 1, 2):
            if 0 <= n + offset < len(own):
                near = printed[n + offset]
                strings += [f"{offset:+d} {near[name]}" for name in _NEIGHBOURS if name in near]
            else:
                strings.append(f"{offset:+d} edge")
        b, a, k, c, d = forms[n : n + 5]
        strings += [f"{a}|{k}", f"{k}>{c}", f"{a}|{k}>{c}", f"{k}>{c}>{d}", f"{b}|{a}|{k}"]
        strings += [f"{k}&{each[name]}" for name in _WITH_FORM if name in each]
        strings += [f"{k}&{each[x]}&{each[y]}" for x, y in _WITH_FORM_AND if x in each and y in each]
        found.append(strings)
    return found


_NEIGHBOURS = (
    *("form", "mark", "end", "first", "length", "opens", "closes", "numbered", "named", "notice", "contact", "told"),
    *("staff", "pointer", "label", "weather", "boxed", "twice", "bond", "commas"),
)
_WITH_FORM = (
    *("told", "told first", "alike", "echo", "above open", "bond", "next mark", "to next short", "opens ahead"),
    *(
        "closed above",
        "since opens",
        "shorts near",
        "mark share",
        "since mark",
        "first",
        "end",
        "marks",
        "label",
        "last",
    ),
    *("place", "names", "after break", "next opens", "numbered", "like above", "loyal", "look", "look near"),
)
_WITH_FORM_AND = (
    *(("told", "alike"), ("told", "since mark"), ("next mark", "mark share"), ("opens ahead", "since opens")),
    *(("above open", "next opens"), ("closed above", "next opens"), ("above open", "bond"), ("closed above", "told")),
    *(
        ("loyal", "told"),
        ("loyal", "since mark"),
        ("loyal", "next opens"),
        ("loyal", "look near"),
        ("look near", "told"),
    ),
    *(("since mark", "next mark"), ("since opens", "next opens"), ("marks", "told"), ("echo", "told")),
)


def _own(lines: Sequence[SeenLine]) -> list[dict[str, str]]:
    gists = [grams(line.text[:_LONGEST_GIST]) for line in lines]
    words = BigramWeights(gists)
    ends = Counter(line.text[-12:] for line in lines if line.length >= 12)
    levels = Counter(line.level for line in lines if line.level)
    top = min(levels, default=0)
    prose = sum(line.length for line in lines if line.prose)
    marks = bucket(round(1000 * sum(levels.values()) / (prose + 500), 1), (0.5, 1, 2, 3.5))
    loyal = _loyal(lines)
    looks = [look(line) for line in lines]
    common = Counter(each for each in looks if each)
    before, after = _prose_near(lines)
    ahead, behind = _scan(lines)
    found: list[dict[str, str]] = []
    for n, line in enumerate(lines):
        cpu_limit.check()
        each = shape_features(line)
        each["marks"] = f"{marks}{len(levels)}"
        each["loyal"] = loyal
        if looks[n]:
            each["look"] = bucket(common[looks[n]], (1, 2, 4, 8))
            near = [m for m in range(max(0, n - 16), min(len(lines), n + 17)) if m != n and looks[m] == looks[n]]
            each["look near"] = bucket(len(near), (0, 1, 2, 4))
        if line.level:
            each["mark"] = ("bold" if line.level == 5 else "") + ("top" if line.level == top else "lower")
            each["mark share"] = each["mark"] + bucket(levels[line.level], (1, 2, 4, 8))
        else:
            each["mark"] = "none"
        if line.length >= 12 and ends[line.text[-12:]] > 1:
            each["twice"] = "yes"
        if line.after_break:
            each["after break"] = "yes"
        each |= behind[n] | ahead[n]
        each["place"] = "top" if n < 2 else "end" if n >= len(lines) - 2 else "mid"
        above, below = before[n], after[n]
        if line.length <= CANDIDATE:
            each |= _similar(gists[n], [gists[m] for m in above], [gists[m] for m in below], words)
        if above:
            last = lines[above[-1]]
            each["above open"] = "open" if last.unfinished else "whole"
            each["closed above"] = "credit" if last.closes else "no"
            if last.unfinished:
                each["bond"] = bucket(goes_on(last.text[-40:], line.text[:40]), (-2, -0.5, 1, 2.5, 4))
                if below:
                    each["bond over"] = bucket(
                        goes_on(last.text[-40:], lines[below[0]].text[:40]), (-2, -0.5, 1, 2.5, 4)
                    )
            if line.prose:
                each["like above"] = bucket(words.likeness(gists[above[-1]], gists[n]), (0.005, 0.02, 0.06, 0.15))
        if line.unfinished and n + 1 < len(lines):
            each["bond down"] = bucket(goes_on(line.text[-40:], lines[n + 1].text[:40]), (-2, -0.5, 1, 2.5, 4))
        found.append(each)
    return found


def _loyal(lines: Sequence[SeenLine]) -> str:
    """Return how many of the bylines and datelines on the page have a heading mark close above them."""
    hits = total = 0
    for n, line in enumerate(lines):
        if line.opens or line.form == "by":
            total += 1
            hits += any(above.level for above in lines[max(0, n - 4) : n])
    return bucket(hits / total, (0.01, 0.5, 0.8, 0.99)) if total else "none"


def _prose_near(lines: Sequence[SeenLine]) -> tuple[list[list[int]], list[list[int]]]:
    """Return the numbers of the three lines of prose above each line, and of the three below."""
    above: list[list[int]] = []
    last: list[int] = []
    for n, line in enumerate(lines):
        above.append(last)
        if line.prose:
            last = [*last, n][-3:]
    below: list[list[int]] = []
    nearest: list[int] = []
    for n in range(len(lines) - 1, -1, -1):
        below.append(nearest)
        if lines[n].prose:
            nearest = [n, *nearest][:3]
    return above, below[::-1]


def _similar(
    gist: frozenset[str], above: list[frozenset[str]], below: list[frozenset[str]], words: BigramWeights
) -> dict[str, str]:
    """Return what the texts near tell of the line, and how alike they are."""
    upper, lower = frozenset[str]().union(*above), frozenset[str]().union(*below)
    told, echo = words.share(gist, lower), words.share(gist, upper)
    each = {"told": bucket(told, (0.02, 0.1, 0.2, 0.35, 0.6)), "echo": bucket(echo, (0.02, 0.1, 0.25, 0.5))}
    if below:
        each["told first"] = bucket(words.share(gist, below[0]), (0.02, 0.1, 0.25, 0.5))
    if above and below:
        alike = words.likeness(upper, lower)
        each["alike"] = bucket(alike, (0.004, 0.01, 0.02, 0.04, 0.08))
        each["head score"] = bucket(told - 15 * alike, (-0.5, -0.2, 0, 0.12, 0.3, 0.5))
    return each


def _scan(lines: Sequence[SeenLine]) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return what stands ahead of each line and what behind: marks, datelines, credits, the rhythm of short lines."""
    behind: list[dict[str, str]] = []
    since = chars = shorts = run = 0
    opened, last_mark = "none", "none"
    for line in lines:
        short = not line.prose
        behind.append(
            {
                "since mark": f"{last_mark}{bucket(since, (0, 1, 3, 8))}",
                "since opens": opened,
                "chars above": bucket(chars, (0, 60, 160, 400, 900)),
                "shorts above": bucket(run, (0, 1, 2, 4)),
                "shorts near": bucket(shorts, (0, 1, 2, 4, 8)),
            }
        )
        since += 1
        if line.level:
            last_mark, since, opened, shorts = line.form, 0, "mark", 0
        elif line.opens or line.form == "by":
            opened = "opened"
        if line.closes or line.form == "cred":
            opened = "closed"
        run = run + 1 if short else 0
        chars = 0 if short else chars + line.length
        shorts = shorts + 1 if line.form.startswith("short") else shorts
    ahead: list[dict[str, str]] = []
    mark, distance, chars, run, opens, following = "none", 0, 0, 0, "none", "none"
    for line in reversed(lines):
        ahead.append(
            {
                "next mark": f"{mark}{bucket(distance, (0, 1, 3, 8))}",
                "to next short": bucket(chars, (0, 60, 160, 400, 900)),
                "shorts below": bucket(run, (0, 1, 2, 4)),
                "opens ahead": opens,
                "next opens": following,
            }
        )
        distance += 1
        if line.level:
            mark, distance, opens = line.form, 0, "mark"
        if line.opens or line.form == "by":
            opens = "opens"
        if line.prose or line.form == "by":
            following = "opens" if line.opens or line.form == "by" else "plain"
        chars = chars + line.length if line.prose else 0
        run = 0 if line.prose else run + 1
    return ahead[::-1], behind
