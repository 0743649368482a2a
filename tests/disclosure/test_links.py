"""Every way in which counts hang together is an equation that the attack uses."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from scorecard.disclosure import Policy, attack, protect
from scorecard.disclosure.cells import OUTCOME, Cell
from scorecard.disclosure.links import links
from scorecard.model import ALL, KEY, MEASURES, Breakdown, Counts, joined
from tests.disclosure.samples import CROSSED, DETAIL, ETHNICITY, SEX, counted, people


def cell(group: str, item: str, *, topic: str = OUTCOME, breakdown: str = "sex", workforce: str = "officer") -> Cell:
    return Cell("Testshire", workforce, "" if group == ALL else breakdown, group, topic, item)


def as_words(cells: list[Cell], breakdowns: tuple[Breakdown, ...] = (SEX,)) -> set[str]:
    sign = {"equal": "=", "at_most": ">=", "at_least": "<="}
    return {
        f"{link.whole.group} {link.whole.item} {sign[link.kind]} "
        + " + ".join(f"{p.group} {p.item}" for p in link.parts)
        + (" (presumed)" if link.presumed else "")
        for link in links(cells, breakdowns)
    }


def test_passed_and_refused_make_up_decided() -> None:
    cells = [cell("Male", m) for m in ("decided", "passed", "refused")]
    assert as_words(cells) == {"Male decided = Male passed + Male refused"}


def test_groups_make_up_all_only_where_each_is_there() -> None:
    groups = [cell(g, "refused") for g in ("Female", "Male", "Unknown", ALL)]
    assert as_words(groups) == {"All refused = Female refused + Male refused + Unknown refused"}
    assert as_words(groups[1:]) == set()


def test_detailed_groups_make_up_their_group() -> None:
    cells = [cell(g, "refused", breakdown="ethnicity_detail") for g in DETAIL.groups]
    cells += [cell(g, "refused", breakdown="ethnicity") for g in ("Asian", "Black")]
    assert as_words(cells, (ETHNICITY, DETAIL)) == {
        "Asian refused = A1 refused + A2 refused", "Black refused = B1 refused",
    }  # fmt: skip


def test_crossed_groups_make_up_both_margins() -> None:
    cells = [cell(g, "refused", breakdown="ethnicity_sex") for g in CROSSED.groups]
    cells += [cell("Asian", "refused", breakdown="ethnicity"), cell("Unknown", "refused")]
    found = as_words(cells, (ETHNICITY, SEX, CROSSED))
    assert "Asian refused = Asian, Female refused + Asian, Male refused + Asian, Unknown refused" in found
    assert any(words.startswith("Unknown refused = Asian, Unknown refused + Black, Unknown refused") for words in found)
    assert len(found) == 2


def test_a_crossed_margin_with_a_group_unlisted_is_only_at_most() -> None:
    some = Breakdown("ethnicity_sex", "", ("ethnicity", "sex"), ("Asian, Female", "Asian, Male"))
    cells = [cell(g, "refused", breakdown="ethnicity_sex") for g in some.groups]
    cells.append(cell("Asian", "refused", breakdown="ethnicity"))
    assert as_words(cells, (ETHNICITY, SEX, some)) == {"Asian refused >= Asian, Female refused + Asian, Male refused"}


def test_reasons_panel_contact_and_unknown_hang_on_outcomes() -> None:
    cells = [
        cell("Male", "refused"),
        cell("Male", "finance", topic="reason"), cell("Male", "family", topic="reason"),
        cell("Male", "any", topic="reasons_given"),
        cell("Male", "sent", topic="panel"), cell("Male", "interview", topic="panel"),
        cell("Male", "responded|refused", topic="contact"),
        cell("Unknown", "decided"), cell("Unknown", "blank", topic="unknown"),
    ]  # fmt: skip
    assert as_words(cells) == {
        "Male any >= Male finance", "Male any >= Male family", "Male any <= Male family + Male finance",
        "Male refused >= Male finance", "Male refused >= Male family", "Male refused >= Male any",
        "Male refused >= Male sent", "Male refused >= Male interview", "Male sent = Male interview (presumed)",
        "Male refused = Male responded|refused", "Unknown decided = Unknown blank",
    }  # fmt: skip


def combined(seed: int) -> Counts:
    """Officers, staff, and a row of both."""
    rng = np.random.default_rng(seed)
    officer, staff = people(rng, 200, 0.1), people(rng, 90, 0.2)
    return counted({"officer": officer, "staff": staff, ALL: pd.concat([officer, staff])}, (SEX,))


@pytest.mark.parametrize("seed", range(3))
def test_officers_and_staff_are_protected_with_their_combined_row(seed: int) -> None:
    policy = Policy(5, "suppress", ("sex",))
    counts = combined(seed)
    safe = protect(counts, policy).counts
    assert attack(safe, (), policy) == ()
    alone = joined(protect(counts.where(workforce=w), policy).counts for w in ("officer", "staff", ALL))
    assert attack(alone, (), policy)


@pytest.mark.parametrize("breakdowns", [(ETHNICITY, DETAIL), (ETHNICITY, SEX, CROSSED)])
def test_tables_that_are_each_safe_alone_leak_together(breakdowns: tuple[Breakdown, ...]) -> None:
    counts = counted({"officer": people(np.random.default_rng(8), 400, 0.2)}, breakdowns)
    policy = Policy(5, "suppress", tuple(b.name for b in breakdowns))
    alone = joined(protect(counts, Policy(5, "suppress", (b.name,))).counts for b in breakdowns)
    frame = alone.decisions
    everybody = frame["group"] == ALL
    exact = counts.decisions[counts.decisions["group"] == ALL]
    frame.loc[everybody, list(MEASURES)] = exact[list(MEASURES)].to_numpy()
    assert attack(alone, (), policy)
    assert attack(protect(counts, policy).counts, (), policy) == ()
    assert list(frame.columns) == [*KEY, *MEASURES]


def test_panel_cases_without_an_outcome_do_not_stop_protection() -> None:
    counts = counted({"officer": people(np.random.default_rng(3), 300, 0.3, reasons=True)}, (SEX,))
    sent = (counts.details["topic"] == "panel") & (counts.details["item"] == "sent")
    some = sent & counts.details["group"].isin(["Male", ALL])
    counts.details.loc[some, "cases"] += 1
    policy = Policy(5, "suppress", ("sex", "panel"))
    assert attack(protect(counts, policy).counts, (), policy) == ()
