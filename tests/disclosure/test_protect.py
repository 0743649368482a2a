"""Protected counts of random synthetic scorecards, attacked by ourselves and by somebody who shares no code."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from scorecard.disclosure import Policy, attack, protect
from scorecard.errors import DisclosureError
from scorecard.model import Breakdown, Counts
from tests.disclosure.independent import possible, printed, solutions
from tests.disclosure.samples import CROSSED, DETAIL, ETHNICITY, SEX, counted, people

SETS = ((ETHNICITY,), (ETHNICITY, SEX), (ETHNICITY, DETAIL), (ETHNICITY, SEX, CROSSED))


def random_counts(seed: int) -> tuple[Counts, Policy]:
    rng = np.random.default_rng(seed)
    reasons = seed % 6 == 0
    breakdowns = SETS[seed % 4 // 2] if reasons else SETS[seed % 4]
    topics = ("reasons", "panel") if reasons else ()
    frame = people(rng, int(rng.integers(20, 500)), rng.uniform(0.02, 0.6), reasons=reasons)
    policy = Policy(int(rng.choice([3, 5, 8])), "suppress", (*(b.name for b in breakdowns), *topics))
    return counted({"officer": frame}, breakdowns), policy


def check(seed: int) -> None:
    counts, policy = random_counts(seed)
    safe = protect(counts, policy).counts
    assert attack(safe, (), policy) == ()
    exact = printed(counts)
    for name, value in printed(safe).items():
        if name[5] in ("decided", "passed", "refused") or name[4]:
            assert value is None or value == exact[name], name
            assert value is None or not 0 < value < policy.threshold, name
            assert value is not None or exact[name] != 0 or name[5] == "passed", name
    for name, (low, high) in possible(safe).items():
        assert low <= exact[name] <= high, name
        assert high - low + 1 >= policy.threshold, (name, low, high)


@pytest.mark.parametrize("seed", range(30))
def test_nothing_withheld_can_be_recovered(seed: int) -> None:
    check(seed)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(1_000, 2_000, 50))
def test_nothing_withheld_can_be_recovered_from_a_thousand(start: int) -> None:
    for seed in range(start, start + 50):
        check(seed)


THREE = Breakdown("sex", "Sex", ("sex",), ("Female", "Male", "Unknown"), "Male")


def small_table(seed: int) -> tuple[Counts, Policy]:
    rng = np.random.default_rng(seed)
    frame = people(rng, int(rng.integers(6, 26)), rng.uniform(0.1, 0.7))
    frame["sex"] = rng.choice(THREE.groups, len(frame))
    return counted({"officer": frame}, (THREE,)), Policy(3, "suppress", ("sex",))


def table(counts: Counts) -> dict[str, tuple[int | None, int | None, int | None]]:
    frame = counts.decisions[["group", "decided", "passed", "refused"]]
    return {row[0]: tuple(None if pd.isna(v) else int(v) for v in row[1:]) for row in frame.itertuples(index=False)}  # type: ignore[misc]


def fewest_values(rows: dict[str, tuple[int | None, int | None, int | None]]) -> int:
    """By enumeration: the number of values of the withheld count that has the fewest."""
    most = max([v for row in rows.values() for v in row if v is not None] + [14])
    found = solutions(rows, min(most, 16) + 3)
    assert len(found), rows
    counts = [
        len(set(found[:, r, m].tolist()))
        for r, row in enumerate(rows.values())
        for m, value in enumerate(row)
        if value is None
    ]
    return min(counts, default=99)


@pytest.mark.parametrize("seed", range(12))
def test_enumeration_of_small_tables_agrees(seed: int) -> None:
    counts, policy = small_table(seed)
    assert fewest_values(table(protect(counts, policy).counts)) >= policy.threshold


def least_withheld(counts: Counts, policy: Policy) -> int:
    """By exhaustive search: the fewest cells that must be withheld."""
    exact = table(counts)
    cells = [(g, m) for g in exact for m in range(3)]
    must = {(g, m) for g, m in cells if policy.is_small(exact[g][m] or 0)}
    must |= {(g, m) for g in exact for m in (1, 2) if exact[g][1] == 0 and exact[g][2]}
    may = [c for c in cells if c not in must and exact[c[0]][c[1]] != 0]
    for more in range(len(may) + 1):
        for further in combinations(may, more):
            gone = must | set(further)
            rows = {g: tuple(None if (g, m) in gone else v for m, v in enumerate(row)) for g, row in exact.items()}
            if fewest_values(rows) >= policy.threshold:  # type: ignore[arg-type]
                return len(gone)
    raise AssertionError("withholding everything is safe")


def compare(seeds: range) -> None:
    ours = best = 0
    for seed in seeds:
        counts, policy = small_table(seed)
        ours += sum(v is None for row in table(protect(counts, policy).counts).values() for v in row)
        best += least_withheld(counts, policy)
    assert ours <= 1.1 * best, (ours, best)


def test_little_more_is_withheld_than_exhaustive_search_finds_necessary() -> None:
    compare(range(6))


@pytest.mark.slow
def test_little_more_is_withheld_over_many_tables() -> None:
    compare(range(100, 160))


def rows(**groups: tuple[int, int]) -> Counts:
    """A scorecard by sex from (passed, refused) of each group."""
    frame = pd.concat([
        pd.DataFrame({"sex": g, "outcome": ["passed"] * p + ["refused"] * r}) for g, (p, r) in groups.items()
    ])  # fmt: skip
    return counted({"officer": frame}, (THREE,))


def test_where_everybody_was_refused_both_counts_are_withheld() -> None:
    counts = rows(Female=(0, 8), Male=(60, 20), Unknown=(9, 7))
    hidden = protect(counts, Policy(5, "suppress", ("sex",)))
    female = hidden.counts.decisions.iloc[0]
    assert pd.isna(female["passed"])
    assert pd.isna(female["refused"])
    assert set(hidden.redactions.loc[hidden.redactions["group"] == "Female", "reason"]) == {"attribute"}
    shown = protect(counts, Policy(5, "suppress", ("sex",), show_all_refused=True))
    assert not shown.counts.decisions[["decided", "passed", "refused"]].isna().any(axis=None)
    assert shown.redactions.empty


def test_a_zero_is_shown_or_withheld_as_the_policy_says() -> None:
    counts = rows(Female=(30, 0), Male=(60, 20), Unknown=(9, 7))
    assert protect(counts, Policy(5, "suppress", ("sex",))).redactions.empty
    hidden = protect(counts, Policy(5, "suppress", ("sex",), show_zero=False)).counts
    assert pd.isna(hidden.decisions.loc[0, "refused"])


def test_only_what_the_policy_publishes_goes_out() -> None:
    frame = people(np.random.default_rng(1), 300, 0.3, undecided=90, reasons=True)
    counts = counted({"officer": frame}, (ETHNICITY, SEX))
    safe = protect(counts, Policy(5, "suppress", ("sex", "panel"))).counts
    assert set(safe.decisions["breakdown"]) == set(safe.details["breakdown"]) == {"sex"}
    assert set(safe.details["topic"]) == {"panel"}
    assert safe.decisions["pending"].isna().all()
    assert [b.name for b in safe.breakdowns] == ["sex"]
    safe = protect(counts, Policy(5, "suppress", ("sex", "undecided"))).counts
    assert (safe.decisions["pending"].dropna() >= 0).all()
    assert not safe.decisions["pending"].isna().all()


def test_people_behind_equal_protected_counts_leave_no_trace() -> None:
    ours = rows(Female=(40, 2), Male=(60, 20), Unknown=(9, 3))
    theirs = rows(Female=(39, 3), Male=(60, 20), Unknown=(10, 2))
    policy = Policy(5, "suppress", ("sex",))
    one, other = protect(ours, policy), protect(theirs, policy)
    pd.testing.assert_frame_equal(one.counts.decisions, other.counts.decisions)
    assert one.notes == other.notes


def test_redactions_log_every_withheld_count_with_its_interval() -> None:
    made = protect(rows(Female=(40, 2), Male=(60, 20), Unknown=(9, 8)), Policy(5, "suppress", ("sex",)))
    log = made.redactions.set_index(["group", "measure"])[["reason", "low", "high"]]
    # By hand: Male and All are shown, so Female and Unknown share 49 passed and 10 refused; 42 and 17 were decided.
    assert log.to_dict("index") == {
        ("Female", "passed"): {"reason": "secondary", "low": 33, "high": 41},
        ("Female", "refused"): {"reason": "primary", "low": 1, "high": 9},
        ("Unknown", "passed"): {"reason": "secondary", "low": 8, "high": 16},
        ("Unknown", "refused"): {"reason": "secondary", "low": 1, "high": 9},
    }


def test_rounding_shows_multiples_of_the_base_and_rows_add_up() -> None:
    for seed in range(6):
        counts, _ = random_counts(seed)
        policy = Policy(5, "round", tuple(b.name for b in counts.breakdowns), base=5)
        safe = protect(counts, policy).counts
        exact, shown = printed(counts), printed(safe)
        for name, value in shown.items():
            if value is not None and name[5] in ("passed", "refused"):
                assert value % 5 == 0
                assert abs(value - exact[name]) <= 2
        assert attack(safe, (), policy) == ()


def test_all_rows_that_disagree_are_refused() -> None:
    frame = people(np.random.default_rng(1), 100, 0.3)
    counts = counted({"officer": frame}, (ETHNICITY, SEX))
    last = counts.decisions.index[-1]
    counts.decisions.loc[last, ["decided", "passed"]] += 1
    with pytest.raises(DisclosureError, match="two breakdowns differ in how many were decided in all"):
        protect(counts, Policy(5, "suppress", ("ethnicity", "sex")))
