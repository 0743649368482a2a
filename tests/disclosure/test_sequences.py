"""Public editions one after another, and somebody who has kept them all: nothing withheld is ever given away."""

from __future__ import annotations

import pytest

from tests.disclosure.onlooker import given_away
from tests.disclosure.sequences import published, steps
from tests.drawing import without_drawing


@pytest.fixture
def folder(tmp_path, monkeypatch):
    without_drawing(monkeypatch)
    return tmp_path


@pytest.mark.parametrize(("seed", "method"), [(3, "suppress"), (4, "suppress"), (3, "round")])
def test_nothing_is_given_away_by_a_sequence(folder, seed, method):
    """Each of these gives something away where a build forgets the editions before it."""
    assert given_away(published(folder, steps(seed, method))) == []


@pytest.mark.slow
@pytest.mark.parametrize("method", ["suppress", "round"])
@pytest.mark.parametrize("start", range(100, 200, 10))
def test_nothing_is_given_away_by_hundreds_of_sequences(folder, start, method):
    for seed in range(start, start + 10):
        place = folder / str(seed)
        place.mkdir()
        assert given_away(published(place, steps(seed, method))) == [], seed
