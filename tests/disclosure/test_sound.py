"""The boldest that can be believed, one supposition after another."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scorecard.disclosure.sound import Belief, Level, Supposition, boldest, supposing
from scorecard.disclosure.system import Knowledge

ANY = np.array([0])
LADDERS = st.lists(st.integers(1, 4), max_size=7)


def ladders(lengths: list[int]) -> list[Supposition]:
    return [Supposition(tuple(Level(ANY, 0, place) for place in range(n))) for n in lengths]


def one_by_one(lengths: list[int], agrees: Callable[[Belief], bool]) -> Belief:
    """What is meant, without any short cut: the boldest level that agrees, nothing being said yet of those after it."""
    found: Belief = ()
    for place, length in enumerate(lengths):
        found += (next(n for n in range(length + 1) if n == length or agrees((*found, n, *lengths[place + 1 :]))),)
    return found


@given(LADDERS, st.data())
def test_halving_finds_what_trying_one_after_another_finds(lengths: list[int], data: st.DataObject) -> None:
    """Beliefs that clash are those at least as bold as one of a few combinations."""
    clash = st.tuples(*(st.integers(0, n) for n in lengths)).filter(
        lambda c: any(a < n for a, n in zip(c, lengths, strict=True))
    )
    clashes = data.draw(st.lists(clash, max_size=4)) if lengths else []

    def agrees(belief: Belief) -> bool:
        return not any(all(b <= c for b, c in zip(belief, clash, strict=True)) for clash in clashes)

    found = boldest(ladders(lengths), agrees)
    assert found == one_by_one(lengths, agrees)
    assert agrees(found)


def test_where_all_agrees_one_question_is_enough() -> None:
    asked: list[Belief] = []
    assert boldest(ladders([2] * 50), lambda belief: asked.append(belief) or True) == (0,) * 50
    assert len(asked) == 1


def test_a_level_narrows_the_bounds_of_its_unknowns() -> None:
    known = Knowledge()
    for name in "abc":
        known.unknown(name, -5, 5)
    same, added = Level(np.array([0, 1]), 0, 0), Level(np.array([0, 1]), 0, 100)
    whole = Level(np.array([2]), 0, 9)
    suppositions = [Supposition((same, added)), Supposition((whole,), only_if=(0,))]
    for belief, low, high in (
        ((0, 0), [0, 0, 0], [0, 0, 5]),
        ((0, 1), [0, 0, -5], [0, 0, 5]),
        ((1, 0), [0, 0, -5], [5, 5, 5]),
        ((2, 1), [-5, -5, -5], [5, 5, 5]),
    ):
        made = supposing(known.system(), suppositions, belief)
        assert (made.low.tolist(), made.high.tolist()) == (low, high), belief
