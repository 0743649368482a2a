"""How everything that was published hangs together: the unknowns, the equations between them, and what may be supposed.

In: the cells of the release at hand and of earlier ones. Out: a System, suppositions, and what must not be found out
beside the cells at hand.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scorecard.disclosure import contacts
from scorecard.disclosure.absent import together
from scorecard.disclosure.beliefs import Row, Slack, Spirit, row, suppositions
from scorecard.disclosure.bounds import bounds, enough_with_zero
from scorecard.disclosure.cells import OUTCOME, Cell, Spot
from scorecard.disclosure.links import Link, Naming, links, tie
from scorecard.disclosure.past import Past
from scorecard.disclosure.policy import Policy
from scorecard.disclosure.problem import Target
from scorecard.disclosure.release import Terms
from scorecard.disclosure.sound import Supposition
from scorecard.disclosure.system import UNBOUNDED, Knowledge, System
from scorecard.disclosure.timeline import Dates, Difference, Part
from scorecard.disclosure.unknowns import Unknowns
from scorecard.model import ALL, Breakdown, PrintedRate

Ends = tuple[float, float]
Sum = tuple[str, Spot]
Left = tuple[tuple[tuple[Part, int], ...], Spot]  # the parts that subtraction leaves, and how many times each
Secret = tuple[Hashable, Target]  # the name of an unknown, and how much of it must stay unknown


@dataclass(frozen=True)
class Web:
    """past: the earlier releases, oldest first. spots: the cells of the release at hand, which comes last.

    breakdowns, policy, nobody, made_of: as of a Past.
    spirit: in which the outsider reads days that are released again.
    ends: of each cell of the release at hand, the least and the most that it can be when it is shown.
    """

    past: tuple[Past, ...]
    spots: tuple[Spot, ...]
    breakdowns: tuple[Breakdown, ...]
    policy: Policy
    ends: Mapping[Spot, Ends]
    spirit: Spirit = Spirit.LITTLE
    nobody: frozenset[Spot] = frozenset()
    made_of: Terms = ()

    def _suspects(self) -> frozenset[Row]:
        """The rows that have changed for everybody to see: the sides of a comparison are not equal."""
        return frozenset(row(cell) for d in self.unknowns.time.comparisons() for cell in self._disagreeing(d))

    def _disagreeing(self, difference: Difference) -> Iterator[Cell]:
        """The counts in which the two sides are not equal, whatever is withheld."""
        release, period = difference.whole
        for cell in {s.cell for s in self.unknowns.releases[release] if s.period == period}:
            whole, *parts = (self._ends(k, Spot(p, cell)) for k, p in (difference.whole, *difference.less))
            if sum(low for low, _ in parts) > whole[1] or sum(high for _, high in parts) < whole[0]:
                yield cell

    def _ends(self, release: int, spot: Spot) -> Ends:
        if spot in self.unknowns.nobody_in[release]:
            return 0, 0
        if release == len(self.past):
            return self.ends.get(spot, (0, UNBOUNDED))
        past = self.past[release]
        return bounds(past.policy, past.printed, spot) if spot in past.printed else (0, UNBOUNDED)

    @cached_property
    def unknowns(self) -> Unknowns:
        """What the unknowns are called."""
        return Unknowns(self.past, self.spots, self.nobody)

    def own(self, spot: Spot) -> Hashable:
        """The unknown of a cell of the release at hand."""
        return self.unknowns.name(len(self.past), spot)

    def secrets(self) -> tuple[list[Secret], list[Secret]]:
        """What must not be found out beside the cells at hand: cells withheld or rounded before, and what subtraction
        yields. First those that earlier releases may have told themselves; then those that only this one makes."""
        printed, earlier = self.unknowns.printed, self.unknowns.earlier
        old: list[Secret] = []
        new: list[Secret] = []
        for part, cells in sorted(self.unknowns.cells.items()):
            pieces, target = sorted((part, cell) for cell in cells), self._left_over([part])
            (old if part in earlier else new).extend((piece, target) for piece in pieces if piece not in printed)
        for release, past in enumerate(self.past):
            old += [(self.unknowns.name(release, s), past.target(s)) for s in past.printed] if past.policy else []
        left = {name[0]: self._left_over([part for part, _ in name[0]]) for name in self._differences}
        new += [(name, left[name[0]]) for name in self._differences]
        own = self.policy.threshold
        return old, [*new, *((name, Target(0, own, small=own)) for name in self._by_contact)]

    def _left_over(self, parts: Collection[Part]) -> Target:
        """How much must stay unknown of what subtraction leaves."""
        policies = (*(p.policy for p in self.past), self.policy)
        among = [policies[release] for release in self.unknowns.held(parts)]
        enough, own = enough_with_zero(among, only_changes=all(p.late for p in parts)), self.policy.threshold
        return Target(0, own, small=own, with_zero=enough)

    def system(self) -> System:
        """Everything that is known, whatever may be supposed."""
        known = Knowledge()
        for part, cells in sorted(self.unknowns.cells.items()):
            for cell in sorted(cells):
                known.unknown((part, cell), -UNBOUNDED if part.late else 0)
        self._print_all(known)
        for link, name, slack in self._links():
            tie(known, link, name, slack)
        for made, terms in (*self._differences.items(), *self._by_contact.items()):
            known.unknown(made, -UNBOUNDED)
            known.equals([(-1, made), *terms])
        for terms in self._sums():
            known.equals(terms)
        for terms in self._counted_then():
            known.no_more(terms)
        return known.system()

    def suppositions(self, system: System) -> tuple[Supposition, ...]:
        """What the outsider takes for granted beside that, as long as nothing contradicts it."""
        return suppositions(system, self._suspects(), self.spirit)

    def _sums(self) -> Iterator[list[tuple[float, Hashable]]]:
        """Of each cell that is known to be the sum of earlier ones, that it is."""
        for release, terms in enumerate((*(p.made_of for p in self.past), self.made_of)):
            added = [(k, times, {s.cell: s for s in self.unknowns.releases[k]}) for k, times in terms]
            for spot in self.unknowns.releases[release] if added else ():
                if all(spot.cell in cells for *_, cells in added):
                    terms_of = ((times, self.unknowns.name(k, cells[spot.cell])) for k, times, cells in added)
                    yield [(-1, self.unknowns.name(release, spot)), *terms_of]

    @property
    def _by_contact(self) -> dict[Sum, list[tuple[float, Hashable]]]:
        """Numbers by contact as unknowns of their own, and what they are made of. Rounded ones do not add up."""
        made = contacts.added_up(self.spots) if self.policy.method == "suppress" else {}
        return {("sum", spot): [(1, self.own(part)) for part in parts] for spot, parts in made.items()}

    def _counted_then(self) -> Iterator[list[tuple[float, Hashable]]]:
        """What cannot be more than 0 of the counts of a span as a later release has them: a count less than nobody, and
        more with a reason than were refused."""
        cells = self.unknowns.cells
        for part in sorted(p for p in cells if p.late):
            so_far = [p for p in cells if p.span == part.span and p.late <= part.late]

            def then(cell: Cell, times: float, parts: Sequence[Part] = so_far) -> list[tuple[float, Hashable]]:
                return [(times, (p, cell)) for p in parts if cell in cells[p]]

            yield from (then(cell, -1) for cell in sorted(cells[part]))
            for link in self._within[part]:
                sign = {"at_most": 1, "at_least": -1, "equal": 0}[link.kind]
                if sign and not link.presumed:
                    yield [*then(link.whole, -sign), *(term for p in link.parts for term in then(p, sign))]

    @cached_property
    def _differences(self) -> dict[Left, list[tuple[float, Hashable]]]:
        """What is left of each count when others are subtracted, as an unknown of its own and the parts it is made of.

        A sum can be known where its parts are not: one late decision here and one taken away there. Where one part is
        left that part is the secret, and where none is there is nothing to find out.
        """
        cells = [{(s.period, s.cell) for s in spots} for spots in self.unknowns.releases]
        found: dict[Left, list[tuple[float, Hashable]]] = {}
        for difference in self.unknowns.time.differences(self.unknowns.repeats()):
            (release, period), left = difference.whole, self.unknowns.left(difference)
            for cell in sorted(c for p, c in cells[release] if p == period) if len(left) > 1 else ():
                if all((p, cell) in cells[k] for k, p in difference.less):
                    found[left, Spot(period, cell)] = [(times, (part, cell)) for part, times in left]
        return found

    def _links(self) -> Iterator[tuple[Link, Naming, Slack | None]]:
        """Links between the cells of one part, and between those of a printed period as its release describes them;
        with an unknown for what is only supposed of one."""
        for part, found in self._within.items():
            for link in found:
                of_people = part.late and link.kind != "equal"  # of counts that merely differ it need not hold
                if self.spirit is Spirit.ADDED or not of_people:
                    yield link, _in(part), Slack(part.late, part, link) if link.presumed or of_people else None
        for release, spots in enumerate(self.unknowns.releases):
            for period in sorted({s.period for s in spots}):
                parts, cells = self.unknowns.parts(release, period), {s.cell for s in spots if s.period == period}
                said = set(self._within[parts[0]]) if len(parts) == 1 else set()
                for link in links(cells, self._described[release]):
                    if link not in said:
                        slack = Slack(release, period, link) if link.presumed else None
                        yield link, self._of(release, period), slack

    @cached_property
    def _within(self) -> dict[Part, tuple[Link, ...]]:
        """The links between the cells of each part."""
        every = together(self._described[::-1])
        return {part: links(cells, every) for part, cells in sorted(self.unknowns.cells.items())}

    @property
    def _described(self) -> tuple[tuple[Breakdown, ...], ...]:
        """The breakdowns of each release."""
        return (*(p.breakdowns for p in self.past), self.breakdowns)

    def _of(self, release: int, period: Dates) -> Naming:
        return lambda cell: self.unknowns.name(release, Spot(period, cell))

    def _print_all(self, known: Knowledge) -> None:
        for release, spots in enumerate(self.unknowns.releases):
            for spot in spots:
                self._print(known, release, spot)
        for past_release, past in enumerate(self.past):
            for period, rate in past.rates:
                self._rate(known, past_release, period, rate)

    def _print(self, known: Knowledge, release: int, spot: Spot) -> None:
        name, parts = self.unknowns.name(release, spot), self.unknowns.parts(release, spot.period)
        past = self.past[release] if release < len(self.past) else None
        known.unknown(name, *(self._ends(release, spot) if past or spot in self.nobody else (0, UNBOUNDED)))
        if len(parts) > 1:
            known.equals([(-1, name), *((1, (part, spot.cell)) for part in parts)])

    def _rate(self, known: Knowledge, release: int, period: Dates, rate: PrintedRate) -> None:
        force, _, workforce, breakdown, group = rate.key
        row = Cell(force, workforce, "" if group == ALL else breakdown, group, OUTCOME, "")
        of, by = (self.unknowns.name(release, Spot(period, row.outcome(m))) for m in (rate.numerator, rate.denominator))
        known.no_more([(1, of), (-(rate.value + rate.step / 2), by)])
        known.no_more([(-1, of), (rate.value - rate.step / 2, by)])


def _in(part: Part) -> Naming:
    return lambda cell: (part, cell)
