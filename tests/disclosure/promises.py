"""What a sequence of public editions promises to keep: each number that it withholds or rounds, and each difference.

In: publications, oldest first. Out: the secrets, as sums of what each edition counts in a stretch of days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from tests.disclosure.publication import Name, Publication

Span = tuple[str, str]
Part = tuple[int, Span, Name]  # a number in a stretch of days, as it was at the time of a publication


@dataclass(frozen=True)
class Secret:
    """A sum of parts that must keep `need` values; `small`: only if one of them is a number below it, and not 0;
    `with_zero`: unless 0 and enough others are among them."""

    label: tuple[object, ...]
    parts: dict[Part, int]
    need: int
    small: bool = False
    with_zero: int | None = None

    def tells(self, values: range) -> bool:
        """Whether to know that it is one of these says anything about few people."""
        if self.with_zero and 0 in values and len(values) >= self.with_zero:
            return False
        return not self.small or any(0 < abs(v) < self.need for v in values)


def spans(editions: Sequence[Publication]) -> list[list[Span]]:
    """Of each edition, the stretches between any two days on which a period of any of them begins or ends."""
    days = sorted({day for e in editions for day in (e.start, e.end)})
    return [[s for s in pairwise(days) if e.start <= s[0] and s[1] <= e.end] for e in editions]


def _parts(k: int, days: Sequence[Span], name: Name) -> list[Part]:
    return [(k, span, name) for span in days]


def promises(editions: Sequence[Publication]) -> Iterator[Secret]:
    """What was promised: each [c], each rounded number that may be small, and each difference of printed periods."""
    days = spans(editions)
    for k, edition in enumerate(editions):
        for name in edition.counted:
            low, high = edition.could_be(name)
            parts, threshold = dict.fromkeys(_parts(k, days[k], name), 1), edition.rules.threshold
            if edition.cells[name] is None:
                yield Secret((k, name), parts, threshold)
            elif low < high and low < threshold and high >= 1:
                yield Secret((k, name), parts, min(threshold, high - low + 1), small=True)
    yield from _differences(editions, days)


def _differences(editions: Sequence[Publication], days: Sequence[Sequence[Span]]) -> Iterator[Secret]:
    """Of rounded counts a change tells nothing as long as there need be none, and the people of other days may be as
    few as a 0 says: at most 2 at base 5."""
    need = min(e.rules.threshold for e in editions)
    for k, whole in enumerate(editions):
        for less in _within(editions, k):
            for name in whole.cells:
                if all(name in editions[j].cells for j in less) and not _is_harmless(editions, k, less, name, need):
                    parts = dict.fromkeys(_parts(k, days[k], name), 1)
                    parts |= {part: -1 for j in less for part in _parts(j, days[j], name)}
                    bases = [base for j in (k, *less) if (base := editions[j].rules.base)]
                    same_days = len(days[k]) == sum(len(days[j]) for j in less)
                    enough = min((1 if same_days else base - base // 2 for base in bases), default=None)
                    yield Secret((k, less, name), parts, need, small=True, with_zero=enough)


def _is_harmless(editions: Sequence[Publication], k: int, less: Sequence[int], name: Name, need: int) -> bool:
    """Where all are shown, the difference is there for everybody to see."""
    first, *others = (editions[j].cells[name] for j in (k, *less))
    if first is None or None in others or any(editions[j].rules.base for j in (k, *less)):
        return False
    return not 0 < abs(first - sum(others)) < need


def _within(editions: Sequence[Publication], k: int) -> list[tuple[int, ...]]:
    """The publications of days within those of this one that share none with each other, as many as fit."""
    whole = editions[k]
    inside = [j for j, e in enumerate(editions) if j != k and whole.start <= e.start and e.end <= whole.end
              and (j < k or (e.start, e.end) != (whole.start, whole.end))]  # fmt: skip
    fit = [
        some
        for n in range(1, len(inside) + 1)
        for some in combinations(inside, n)
        if all(editions[a].end <= editions[b].start or editions[b].end <= editions[a].start
               for a, b in combinations(some, 2))
    ]  # fmt: skip
    return [f for f in fit if not any(set(f) < set(g) for g in fit)]
