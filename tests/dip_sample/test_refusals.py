"""Refused cases of an extract: exactly those that are counted."""

from __future__ import annotations

import pytest

from scorecard.codes import BreakdownRule
from scorecard.errors import ExtractError
from scorecard.extract import ExtractSettings
from scorecard.extract.refusals import refused_cases
from tests.dip_sample.cases import AUTUMN, extract_rows
from tests.extract.making import count, csv_file, row


def test_the_cases_that_were_refused(tmp_path) -> None:
    cases = refused_cases([csv_file(tmp_path, extract_rows())], ExtractSettings(), AUTUMN)
    assert [c.case_id for c in cases] == [f"SYN-{n:05}" for n in range(1, 9)]
    assert [c.group for c in cases] == ["Black", "Black", "Asian", "White", "White", "Unknown", "White", "White"]
    assert [c.workforce for c in cases] == ["officer"] * 5 + ["staff"] * 2 + ["officer"]
    assert [c.sex for c in cases][:2] == ["Male", "Female"]
    assert cases[5].sex == "Unknown"
    assert cases[1].reasons == ("Finance", "Residency")
    assert cases[3].reasons == ()
    assert cases[7].decided.isoformat() == "2021-09-01"


def test_as_many_as_are_counted_over_several_files(tmp_path) -> None:
    rows = extract_rows()
    files = [csv_file(tmp_path, rows[:6], "a.csv"), csv_file(tmp_path, rows[4:], "b.csv")]
    counts, _ = count(*files)
    everybody = counts.where(breakdown="sex", group="All").decisions["refused"].sum()
    assert len(refused_cases(files, ExtractSettings(), AUTUMN)) == everybody == 8


def test_rows_that_the_config_leaves_out_are_not_drawn(tmp_path) -> None:
    rows = [dict(r, team="North") for r in extract_rows()]
    rows[2]["team"] = "Moon"
    for number, r in enumerate(rows):
        r["region"] = f"region {number % 3}"
    own = (
        BreakdownRule("team", "team", ("team",), groups=("North", "South")),
        BreakdownRule("region", "region", ("region",), open=True),
    )
    rows = [r for at, r in enumerate(rows) if at != 8]  # the repeated row now differs
    settings = ExtractSettings(leave_out_unmapped=("team",))
    cases = refused_cases([csv_file(tmp_path, rows)], settings, AUTUMN, own)
    assert [c.case_id[-1] for c in cases] == list("1245678")


def test_counts_have_no_cases(tmp_path) -> None:
    path = csv_file(tmp_path, [dict(row(1, outcome="refused"), count="3")])
    with pytest.raises(ExtractError) as caught:
        refused_cases([path], ExtractSettings(), AUTUMN)
    assert str(caught.value) == (
        "extract.csv: each row is a count of decisions, so there are no cases to sample; "
        "give the extract with one row a decision."
    )
