"""How a story begins: with the sentence that is its news, with what that needs to be understood.

Which sentence may be it: `item_openings`. What follows it: `nested_summaries`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.editing.summary import headline_events, item_openings, needs
from service.editing.summary.body_text import Body
from service.editing.summary.candidates import Candidate
from service.editing.summary.concept_worth import ConceptWorth
from service.model import Article


@dataclass(frozen=True, slots=True)
class StoryBeginning:
    """An article that is to be told, and what can be told of it."""

    article: Article
    body: Body
    left: Mapping[int, list[Candidate]]
    """Its sentences, each with the ways of saying it."""
    room: int
    """Characters that there are."""
    headline: headline_events.EventCover
    worth: ConceptWorth

    def best(self) -> list[Candidate]:
        """Return the sentences that the item begins with; none where it cannot begin."""
        alone = (
            next((each for each in ways if needs.may_follow(each, {}, self.left)), None) for ways in self.left.values()
        )
        standing = {each.line: each for each in alone if each and each.size <= self.room and self._chain(each)}
        begins = item_openings.beginnings(standing, self.body)
        if not begins:
            return []

        def pull(each: Candidate) -> float:
            pulls = self.worth.pull([each]), self.worth.pull(self._chain(each))
            return max(pulls) * item_openings.factor(each, begins[0])

        best = max((standing[line] for line in begins), key=pull)
        best = self.headline.opening(best, [each for each in standing.values() if item_openings.is_fit(each)])
        if self.headline.is_told([best]):
            return self._placed(best, standing)
        if event := self.headline.teller(self.left.values()):
            ahead = [each for line, each in standing.items() if line <= event.line and item_openings.is_fit(each)]
            best = max(ahead, key=pull) if ahead and event.line < best.line else best
        return self._led_to_by_more(best, standing)

    def _placed(self, best: Candidate, standing: Mapping[int, Candidate]) -> list[Candidate]:
        """Return the beginning, behind the sentence that says who, where or whose figures, where it does not itself."""
        where = item_openings.place_of(best, standing, self.article)
        where = where or item_openings.source_of(best, standing, self.body)
        return [*([where] if where else []), *self._chain(best)]

    def _led_to_by_more(self, best: Candidate, standing: Mapping[int, Candidate]) -> list[Candidate]:
        """Return the best beginning, or a few sentences ahead of it that tell more of the headline together."""
        ahead = [self._chain(ways[0]) for line, ways in self.left.items() if line < best.line]
        chain = max((each for each in ahead if len(each) > 1), key=self.headline.worth, default=[])
        gain = self.headline.worth(chain) - self.headline.worth([best])
        return chain if chain and gain >= headline_events.EVENT_SHARE else self._placed(best, standing)

    def _chain(self, each: Candidate) -> list[Candidate]:
        """Return the sentence with those that it needs, where an item can begin so; else none.

        `6时整，一辆白色轿车驶下坡道。6分40秒后，它在江对岸钻出地面。隧道自此通车。`
        """
        if not each.leads and needs.may_follow(each, {}):
            return [each]
        if each.leads and self.body.lines[each.line + 1].first:
            return []
        told = list((needs.in_turn({}, headline_events.needs(each, self.left), self.left) or {}).values())
        fits = sum(part.size for part in told) <= min(self.room, headline_events.LONGEST_TOGETHER)
        fit = (
            told
            and (told[0].asks or item_openings.is_fit(told[0]))
            and not headline_events.is_reporters_way(told[0].text)
        )
        return told if fits and fit else []
