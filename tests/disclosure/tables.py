"""Plain tables as problems: every cell a candidate, every margin an equation; for the published examples."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from scorecard.disclosure.problem import Candidate, Problem, View, attacks
from scorecard.disclosure.system import Knowledge


def problem(
    cells: Mapping[str, int],
    sums: Sequence[tuple[int, Sequence[str]]],
    *,
    primary: Collection[str] = (),
    need: int = 5,
    hidden_low: int = 0,
    weights: Mapping[str, float] | None = None,
    cap: float = 1e6,
) -> Problem:
    """Cells that add up to known numbers; the primary cells must be withheld, each keeping `need` values."""
    known = Knowledge()
    for name in cells:
        known.unknown(name)
    for total, members in sums:
        known.equals([(1, m) for m in members], total)
    candidates = tuple(
        Candidate((v, v), (hidden_low, cap), (weights or {}).get(name, 1 + v / 1000), need, must=name in primary)
        for name, v in cells.items()
    )
    return Problem(candidates, (View(known.system(), np.arange(len(cells))),), need)


def grid(rows: Sequence[Sequence[int]]) -> tuple[dict[str, int], list[tuple[int, list[str]]]]:
    """A two-way table with its known margins."""
    cells = {f"{r},{c}": v for r, row in enumerate(rows) for c, v in enumerate(row)}
    sums = [(sum(row), [f"{r},{c}" for c in range(len(row))]) for r, row in enumerate(rows)]
    sums += [(sum(col), [f"{r},{c}" for r in range(len(rows))]) for c, col in enumerate(zip(*rows, strict=True))]
    return cells, sums


def found(made: Problem, cells: Mapping[str, int], withheld: Collection[str]) -> dict[str, tuple[float, float]]:
    """The range that the attack leaves for each withheld cell."""
    gone = np.array([name in withheld for name in cells])
    (attack,) = attacks(made, gone, exactly=True)
    names = list(cells)
    return {
        names[t.unknown]: (round(float(low), 6), round(float(high), 6))
        for t, low, high in zip(attack.targets, attack.found.low, attack.found.high, strict=True)
        if gone[t.unknown]
    }
