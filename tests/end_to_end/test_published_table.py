"""A table that a force published, read as it is: Avon and Somerset's recruitment of 2020-23.

The expected numbers: ratios by hand from the counts (7/38 and 947/2565 ...), p-values by R's fisher.test.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.end_to_end.running import scorecard
from tests.end_to_end.tidy import rows

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "published-tables.md"


def _block(name: str) -> str:
    """The content of a file as the guide gives it."""
    found = re.search(rf"`{re.escape(name)}`:\n\n```\w*\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"the guide does not give {name}"
    return found[1]


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    """figures.csv as the guide's own files and command make it, by group."""
    folder = tmp_path_factory.mktemp("published")
    for name in ("published.csv", "scorecard.toml"):
        (folder / name).write_text(_block(name), encoding="utf-8")
    command = re.search(r"^scorecard (build published\.csv.*)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert command, "the guide does not give the command"
    done = scorecard(*command[1].split(), cwd=folder)
    assert done.code == 0, done.err
    made = list((folder / "out").rglob("figures.csv"))
    assert len(made) == 1
    assert {row["breakdown"] for row in rows(made[0])} == {"ethnicity"}, "sex is not in the table"
    return {row["group"]: row for row in rows(made[0])}


@pytest.mark.parametrize(
    ("group", "decided", "passed", "refused"),
    [("Asian", 91, 10, 81), ("Black", 38, 7, 31), ("Mixed", 56, 25, 31), ("White", 2565, 947, 1618)],
)
def test_the_counts_are_those_published(figures, group, decided, passed, refused):
    row = figures[group]
    assert (row["decided"], row["passed"], row["refused"]) == (str(decided), str(passed), str(refused))
    assert row["workforce"] == "officer"


def test_everybody_is_in_the_total(figures):
    assert (figures["All"]["decided"], figures["All"]["refused"]) == ("2750", "1761")


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("Black", {"refusal_ratio": (1.2933, 5e-5), "pass_ratio": (0.4989, 5e-5), "p_value": (0.01767, 5e-6)}),
        ("Asian", {"refusal_ratio": (1.4111, 5e-5), "pass_ratio": (0.2976, 5e-5), "p_value": (5.0e-08, 5e-10)}),
    ],
)
def test_the_ratio_of_refusal_is_not_twice(figures, group, expected):
    """The press wrote "twice as likely to be rejected": that was White:Black acceptance, 2.00."""
    for column, (value, half_a_unit) in expected.items():
        assert float(figures[group][column]) == pytest.approx(value, abs=half_a_unit), column
    assert figures[group]["four_fifths"] == "below"
    assert figures[group]["finding"] == "higher"


def test_mixed_applicants_show_no_reliable_difference(figures):
    assert figures["Mixed"]["finding"] == "no_reliable_difference"
