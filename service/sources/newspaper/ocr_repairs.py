"""Step 7: the repairs inside a text, each with its record: characters, blanks, marks, misread words, corrections."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from service.core.messages import _
from service.language.word_correction import put_right
from service.model import Edit
from service.sources.newspaper import character_repair, look_alikes, misread_marks, ocr_place_names
from service.sources.newspaper.ocr_place_names import Correction


class Repairer:
    """Repairs the texts of one page."""

    def __init__(self, page: str, corrections: Mapping[str, str]) -> None:
        self._page = page
        self._places: Sequence[Correction] = ocr_place_names.corrections(page)
        self._users = [(wrong, right) for wrong, right in corrections.items() if wrong and wrong != right]

    def sentence(self, text: str, where: str) -> tuple[str, list[Edit]]:
        """Return a paragraph repaired, and what was done."""
        return self._repair(text, where, character_repair.unspaced)

    def headline(self, text: str, where: str) -> tuple[str, list[Edit]]:
        """Return a headline, a kicker or a subheading repaired: blanks that part it are kept."""
        return self._repair(text, where, character_repair.headline)

    def _repair(self, text: str, where: str, blanks: Callable[[str], str]) -> tuple[str, list[Edit]]:
        edits: list[Edit] = []
        halved = character_repair.half_width(text)
        if halved != text:
            why: str = _("digits and letters written in half width: {text}", text=_new(text, halved))
            edits.append(Edit("half width", where, why, _around(text, halved)))
        closed = blanks(halved)
        if closed != halved:
            new = _new(halved, closed)
            why = _("blanks inside Chinese taken out")
            if new:
                why = _("blanks inside Chinese taken out, one made {new}", new=new)
            edits.append(Edit("blanks", where, why, _around(halved, closed)))
        for correction in self._places:
            corrected = ocr_place_names.correct(closed, correction, self._page)
            if corrected != closed:
                why = _(
                    "{right} for {wrong}: {why}", right=correction.right, wrong=correction.wrong, why=correction.why
                )
                edits.append(Edit("corrected", where, why, _around(closed, corrected)))
                closed = corrected
        misread = look_alikes.misread(closed, self._page)
        if misread:
            whole = look_alikes.corrected(closed, misread)
            why = "; ".join(
                _(
                    "{right} for {wrong}: {why} {word} is a word",
                    right=each.right,
                    wrong=each.wrong,
                    why=look_alikes.WHY,
                    word=each.word,
                )
                for each in misread
            )
            edits.append(Edit("corrected", where, why, _around(closed, whole)))
            closed = whole
        marked = misread_marks.put_right(closed)
        if marked != closed:
            why = _("a stop that no sentence ends with, or a comma lost between two deeds")
            edits.append(Edit("corrected", where, why, _around(closed, marked)))
            closed = marked
        for wrong, right in self._users:
            whole = put_right(closed, wrong, right)
            if whole != closed:
                edits.append(
                    Edit(
                        "corrected",
                        where,
                        _("your correction: {right} for {wrong}", right=right, wrong=wrong),
                        _around(closed, whole),
                    )
                )
                closed = whole
        return closed, edits


def _new(before: str, after: str) -> str:
    """Return the characters that a repair has brought in, each once."""
    return "".join(dict.fromkeys(c for c in after if c not in before))


def _around(before: str, after: str) -> str:
    """Return the stretch of the text before where the repair begins to show."""
    start = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    return before[max(0, start - 6) : start + 14]
