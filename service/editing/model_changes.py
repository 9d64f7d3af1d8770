"""What a language model has changed in a programme, held against the programme that the rules make of the same day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from service.model import Kind, ModelChange, Segment, Skipped, Utterance

ORDER, DEPTH, IN, OUT, WORDING, BRIDGE = "order", "depth", "in", "out", "wording", "bridge"
"""An item's place among the others, how long it is told, whether it is told, a sentence of it, what leads to it."""
NOT_TOLD = "not told"

_Key = tuple[str, str]
_Items = Mapping[_Key, tuple[int, Segment]]
"""Place in the programme and segment, by source and headline."""


def compare(
    rules: Sequence[Segment], edited: Sequence[Segment], skipped: Sequence[Skipped], model: str
) -> tuple[ModelChange, ...]:
    """Return what differs in the edited programme, in its order; behind it what is no longer told.

    `skipped`: the stories that it leaves out, with their reasons. `model`: the name that begins a model's reason.
    """
    before, after = _items(rules), _items(edited)
    around = {each.kind: each for each in rules if not each.origin}
    stayed = _stayed([key for key in after if key in before], before)
    found: list[ModelChange] = []
    for segment in edited:
        key = (segment.origin, segment.title)
        if segment.origin and after[key][1] is segment:
            reason = segment.reason.partition("; ")[0]
            why = reason if reason.startswith(f"{model} ") else ""
            found += _of_item(key, before, after, stayed, why)
        found += _of_words(segment, before[key][1] if key in before else around.get(segment.kind))
    reasons = {each.title: each.reason for each in skipped}
    for key in [key for key in before if key not in after]:
        found.append(ModelChange(key[1], OUT, _where(before[key]), NOT_TOLD, reasons.get(key[1], "")))
    return tuple(found)


def _items(segments: Sequence[Segment]) -> _Items:
    found: dict[_Key, tuple[int, Segment]] = {}
    for place, each in enumerate((segment for segment in segments if segment.origin), 1):
        found.setdefault((each.origin, each.title), (place, each))
    return found


def _stayed(keys: Sequence[_Key], before: _Items) -> set[_Key]:
    """Return the most items that stand in the same order in both programmes: the others have moved."""
    best: list[list[_Key]] = []
    for at, key in enumerate(keys):
        ahead = [best[n] for n in range(at) if before[keys[n]][0] < before[key][0]]
        longest = max(ahead, key=len) if ahead else []
        best.append([*longest, key])
    most = max(best, key=len) if best else []
    return {*most}


def _of_item(key: _Key, before: _Items, after: _Items, stayed: set[_Key], why: str) -> Iterator[ModelChange]:
    now, title = after[key], key[1]
    if key not in before:
        yield ModelChange(title, IN, NOT_TOLD, _where(now), why)
        return
    was = before[key]
    if key not in stayed:
        yield ModelChange(title, ORDER, f"item {was[0]}", f"item {now[0]}", why)
    if was[1].kind is not now[1].kind:
        yield ModelChange(title, DEPTH, _depth(was[1]), _depth(now[1]), why)


def _where(item: tuple[int, Segment]) -> str:
    return f"item {item[0]}, {_depth(item[1])}"


def _depth(segment: Segment) -> str:
    return "in brief" if segment.kind is Kind.BRIEF else "at length"


def _of_words(segment: Segment, was: Segment | None) -> Iterator[ModelChange]:
    """Yield each utterance that the model has worded, beside the article's own sentence or the rules' words."""
    for place, each in enumerate(segment.utterances):
        if not each.writer:
            continue
        own = each.source.replace("\n", "")
        if place == 0 and (ahead := _leads(each, segment)):
            rules = was.utterances[0].written if was and _leads(was.utterances[0], was) else ""
            if rules != ahead:
                yield ModelChange(segment.title, BRIDGE, rules, ahead)
        elif each.written != own:
            yield ModelChange(segment.title or own, WORDING, own, each.written)


def _leads(first: Utterance, segment: Segment) -> str:
    """Return a segment's first utterance where it leads to what follows; empty where it is told itself."""
    leads = not first.source or (segment.title in first.source and first.source[-1] != "。")
    return first.written if leads and segment.kind not in (Kind.OPENING, Kind.HEADLINES) else ""
