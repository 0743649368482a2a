"""Which refusals are reviewed: a stratified sample that can be drawn again, whatever the order of the extract's rows.

In: the refused cases of a period, how many to draw, a seed. Out: a Sample.

Strata are (ethnicity group, leading reason). A case with several reasons stands under the one that most refusals of
the period have. With places for all strata, each has one, and the rest go by the size of what is left of each, by
largest remainders (Hamilton's method) in exact integers. With fewer, places go to the groups in that manner (one each,
if there are enough), and those of a group to its reasons likewise, so that a small group is seen before a large one is
seen for every reason. Within a stratum the cases with the smallest SHA-256 of seed, period and case id are drawn: no
random number generator, so that the same seed gives the same cases with every version of Python.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from scorecard.extract.refusals import RefusedCase
from scorecard.model import Period

NO_REASON = "No reason recorded"
Stratum = tuple[str, str]  # ethnicity group, leading reason
Key = TypeVar("Key", str, Stratum)


@dataclass(frozen=True)
class Share:
    """One stratum: how many of the period's refusals are in it, and how many of them were drawn."""

    group: str
    reason: str
    refused: int
    drawn: int


@dataclass(frozen=True, repr=False)
class Drawn:
    """One case of the sample, with its leading reason."""

    case: RefusedCase
    reason: str


@dataclass(frozen=True, repr=False)
class Sample:
    """cases: in an order that mixes the strata. shares: every stratum that has a refusal, also where none was drawn."""

    force: str
    period: Period
    seed: int
    shares: tuple[Share, ...]
    cases: tuple[Drawn, ...]

    @property
    def refused(self) -> int:
        """How many refusals the sample was drawn from."""
        return sum(share.refused for share in self.shares)


def draw(cases: Sequence[RefusedCase], size: int, seed: int, *, force: str, period: Period) -> Sample:
    """A sample of `size` cases, or of all where there are no more."""
    reasons = leading_reasons(cases)
    number = {c.case_id: _draw_number(c.case_id, seed, period) for c in cases}
    strata: dict[Stratum, list[RefusedCase]] = {}
    for case in sorted(cases, key=lambda c: number[c.case_id]):
        strata.setdefault((case.group, reasons[case.case_id]), []).append(case)
    places = allocate({stratum: len(held) for stratum, held in strata.items()}, size)
    chosen = [case for stratum, held in strata.items() for case in held[: places[stratum]]]
    return Sample(
        force,
        period,
        seed,
        tuple(Share(*stratum, len(strata[stratum]), places[stratum]) for stratum in sorted(strata)),
        tuple(Drawn(c, reasons[c.case_id]) for c in sorted(chosen, key=lambda c: number[c.case_id])),
    )


def leading_reasons(cases: Sequence[RefusedCase]) -> dict[str, str]:
    """By case id, that reason of the case which most of the cases have; of equals the first by name."""
    common = Counter(reason for case in cases for reason in case.reasons)
    return {c.case_id: min(c.reasons, key=lambda r: (-common[r], r), default=NO_REASON) for c in cases}


def allocate(sizes: Mapping[Stratum, int], places: int) -> dict[Stratum, int]:
    """How many of each stratum to draw: `places` in all, never more than a stratum holds; see the module."""
    places = min(places, sum(sizes.values()))
    if places >= len(sizes):
        return _shared(sizes, places)
    groups: dict[str, dict[Stratum, int]] = {}
    for stratum, size in sizes.items():
        groups.setdefault(stratum[0], {})[stratum] = size
    of_group = _shared({group: sum(strata.values()) for group, strata in groups.items()}, places)
    return {s: n for group, strata in groups.items() for s, n in _shared(strata, of_group[group]).items()}


def _shared(sizes: Mapping[Key, int], places: int) -> dict[Key, int]:
    """One place each where there are enough, the rest in proportion to what is left; of equal remainders by name."""
    least = 1 if places >= len(sizes) else 0
    left = {key: size - least for key, size in sizes.items()}
    total, rest = sum(left.values()) or 1, places - least * len(sizes)
    parts = {key: divmod(rest * size, total) for key, size in left.items()}
    over = rest - sum(whole for whole, _ in parts.values())
    favoured = sorted(parts, key=lambda key: (-parts[key][1], key))[:over]
    return {key: least + whole + (key in favoured) for key, (whole, _) in parts.items()}


def _draw_number(case_id: str, seed: int, period: Period) -> str:
    return hashlib.sha256(f"{seed}|{period.label}|{case_id}".encode()).hexdigest()
