"""A force changes how it records ethnicity between two public editions, and builds them with the command."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.disclosure.onlooker import given_away
from tests.disclosure.publication import DECISIONS, Name, Publication, Rules, read
from tests.drawing import without_drawing

SETTINGS = """force = "Sample force"
register = "register.sqlite"
{more}
[disclosure]
threshold = 5
method = "suppress"
publish = {publish}
"""
RULES = Rules(5)
DETAIL, WORDS = '["ethnicity", "ethnicity_detail"]', '["ethnicity"]'
SPRING, SUMMER, HALF = ("2021-01-01", "2021-03-31"), ("2021-04-01", "2021-06-30"), ("2021-01-01", "2021-06-30")
WORD = {"A1": "Asian", "A4": "Asian", "B1": "Black", "W1": "White", "O9": "Other", "NS": "Unknown"}

People = Counter[tuple[str, str]]  # how many of each code had each outcome
FIRST: People = Counter({
    ("A1", "cleared"): 40, ("A1", "refused"): 9, ("A4", "cleared"): 14, ("A4", "refused"): 3, ("B1", "cleared"): 30,
    ("B1", "refused"): 4, ("W1", "cleared"): 300, ("W1", "refused"): 31, ("O9", "cleared"): 25, ("O9", "refused"): 8,
    ("NS", "cleared"): 20, ("NS", "refused"): 6,
})  # fmt: skip
SECOND: People = Counter({
    ("A1", "cleared"): 44, ("A1", "refused"): 11, ("B1", "cleared"): 28, ("B1", "refused"): 12,
    ("W1", "cleared"): 280, ("W1", "refused"): 40, ("O9", "cleared"): 21, ("O9", "refused"): 10,
    ("NS", "cleared"): 25, ("NS", "refused"): 9,
})  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch):
    without_drawing(monkeypatch)
    return tmp_path


def built(folder: Path, label: str, people: People, days: tuple[str, str], publish: str, **how: bool) -> Publication:
    """A public edition of these people. words: recorded in the 5+1 words. older: the 16+1 scheme, where O1 is Other."""
    more = '[extract]\nethnicity_scheme = "16+1"' if how.get("older") else ""
    (folder / "scorecard.toml").write_text(SETTINGS.format(publish=publish, more=more), encoding="utf-8")
    rows = Counter({(WORD[code] if how.get("words") else code, outcome): 0 for code, outcome in people})
    for (code, outcome), n in people.items():
        rows[WORD[code] if how.get("words") else code, outcome] += n
    lines = [f"officer,{origin},{outcome},{n}" for (origin, outcome), n in rows.items()]
    text = "\n".join(("workforce,ethnicity,outcome,count", *lines)) + "\n"
    (folder / "extract.csv").write_text(text, encoding="utf-8")
    period = ("--period", label, "--from", days[0], "--to", days[1])
    ended = run("build", "extract.csv", *period, "--edition", "public", folder=folder)
    assert ended.code == 0, ended.err
    return read(folder / "out" / label / "public", RULES)


def of(edition: Publication, group: str, item: str) -> int | None:
    return edition.cells[Name("officer", "ethnicity", group, "", item)]


def test_from_codes_to_words_the_details_stay_withheld(folder):
    """18+1 with its details in the spring, then 5+1 words alone: the half year less the summer is the spring, so it
    may not say more of it than was said."""
    spring = built(folder, "spring", FIRST, SPRING, DETAIL)
    editions = [
        spring,
        built(folder, "summer", SECOND, SUMMER, WORDS, words=True),
        built(folder, "half", FIRST + SECOND, HALF, WORDS, words=True),
    ]
    assert of(spring, "Black", "refused") is None, "4 were refused"
    assert None in (of(editions[1], "Black", "refused"), of(editions[2], "Black", "refused"))
    assert given_away(editions) == []


@pytest.mark.slow
def test_from_words_to_codes_the_details_do_not_tell_the_words(folder):
    editions = [
        built(folder, "half", FIRST + SECOND, HALF, WORDS, words=True),
        built(folder, "summer", SECOND, SUMMER, DETAIL),
        built(folder, "spring", FIRST, SPRING, DETAIL),
    ]
    assert of(editions[2], "Black", "refused") is None
    assert given_away(editions) == []


@pytest.mark.parametrize("older_first", [True, False])
def test_who_moves_from_one_group_to_another_with_the_scheme_is_not_counted_by_subtraction(folder, older_first):
    """The 3 Chinese people refused are Asian in one scheme and Other in the other."""
    one = built(folder, "spring", FIRST, SPRING, WORDS, older=older_first)
    other = built(folder, "spring", FIRST, SPRING, WORDS, older=not older_first)
    for group in ("Asian", "Other"):
        for item in DECISIONS:
            shown = of(one, group, item), of(other, group, item)
            assert None in shown or not 0 < abs(shown[0] - shown[1]) < RULES.threshold, (group, item, shown)
