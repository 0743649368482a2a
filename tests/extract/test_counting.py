"""For any extract the ledger balances, and the counts are those of ten lines of plain Python."""

# ruff: noqa: E501  (whole sentences are compared)

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecard.errors import ExtractError
from scorecard.extract import ExtractSettings
from tests.extract.making import AUTUMN, Row, cell, count, csv_file, detail, left_out, row

ETHNICITIES = {
    "W1": "White",
    "b2": "Black",
    "Asian - Indian": "Asian",
    "M9": "Mixed",
    "O9": "Other",
    "": "Unknown",
    "NS": "Unknown",
    "Chinese": "Asian",
}
SEXES = {"M": "Male", "female": "Female", " FEMALE ": "Female", "": "Unknown"}
OUTCOMES = {"Cleared": "passed", "granted": "passed", "cleared with conditions": "passed", "REFUSED": "refused", "failed": "refused",
            "Withdrawn by applicant": "withdrawn_by_applicant", "suspended": "suspended", "pending": "pending"}  # fmt: skip
WORKFORCES = {"Police officer": "officer", "staff": "staff", "PCSO": None, "Special constable": None}
DATES = {
    "2021-09-01": True,
    "30/11/2021": True,
    "2021-08-31": False,
    "01/12/2021": False,
    "5 October 2021": True,
    "44470": True,
}
REASONS = {
    "": (),
    "Finance": ("finance",),
    "Family member; Finance": ("candidate_family_member", "finance"),
    "Finance;finance": ("finance",),
}

cases = st.lists(
    st.fixed_dictionaries(
        {
            "decision_date": st.sampled_from(list(DATES)),
            "workforce": st.sampled_from(list(WORKFORCES)),
            "ethnicity": st.sampled_from(list(ETHNICITIES)),
            "sex": st.sampled_from(list(SEXES)),
            "outcome": st.sampled_from(list(OUTCOMES)),
            "refusal_reason": st.sampled_from(list(REASONS)),
            "copies": st.sampled_from([1, 1, 1, 2, 3]),
        }
    ),
    min_size=1,
    max_size=40,
)


def reference(people: list[Row]) -> tuple[Counter, Counter]:
    """The plain count: (workforce, breakdown, group, outcome) and (workforce, sex, reason) of counted people."""
    counts, reasons = Counter(), Counter()
    for person in people:
        workforce, outcome = WORKFORCES[person["workforce"]], OUTCOMES[person["outcome"]]
        if workforce and DATES[person["decision_date"]]:
            for breakdown, group in (("ethnicity", ETHNICITIES[person["ethnicity"]]), ("sex", SEXES[person["sex"]])):
                counts[workforce, breakdown, group, outcome] += 1
                counts[workforce, breakdown, "All", outcome] += 1
            if outcome == "refused":
                reasons.update({(workforce, SEXES[person["sex"]], r): 1 for r in REASONS[person["refusal_reason"]]})
    return counts, reasons


def check(people: list[dict], folder: Path) -> None:
    rows = [{**{k: str(v) for k, v in p.items() if k != "copies"}, "case_id": f"SYN-{n}"} for n, p in enumerate(people)]
    written = [r for p, r in zip(people, rows, strict=True) for _ in range(p["copies"])]
    path = csv_file(folder, written)
    expected, reasons = reference(rows)
    if not any(outcome in ("passed", "refused") for *_, outcome in expected):
        with pytest.raises(ExtractError, match="nobody was decided"):
            count(path)
        return
    counts, ledger = count(path)
    assert ledger.rows_read == len(written)
    assert ledger.rows_counted == sum(n for (_, b, g, _), n in expected.items() if b == "sex" and g == "All")
    assert left_out(ledger).get("duplicate", 0) == len(written) - len(rows)
    assert left_out(ledger).get("outside_period", 0) == sum(not DATES[r["decision_date"]] for r in rows)
    for _, got in counts.where(force="Test").decisions.iterrows():
        if got["breakdown"] in ("ethnicity", "sex"):
            for outcome in ("passed", "refused", "withdrawn_by_applicant", "suspended", "pending", "cancelled"):
                assert got[outcome] == expected[got["workforce"], got["breakdown"], got["group"], outcome]
            assert got["decided"] == got["passed"] + got["refused"]
    for _, got in counts.topic("reason").iterrows():
        if got["breakdown"] == "sex" and got["group"] != "All":
            assert got["cases"] == reasons[got["workforce"], got["group"], got["item"]]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(people=cases)
def test_counts_are_those_of_a_plain_count(people: list[dict]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check(people, Path(folder))


@pytest.mark.slow
@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
@given(people=cases)
def test_counts_are_those_of_a_plain_count_thousands_of_times(people: list[dict]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check(people, Path(folder))


def test_identical_rows_of_one_case_count_once_and_are_reported(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [row(1), row(2, sex="Female"), row(1), row(1)])
    counts, ledger = count(path)
    assert (cell(counts, "passed"), ledger.rows_read, ledger.rows_counted) == (2, 4, 2)
    assert left_out(ledger) == {"duplicate": 2}
    assert ledger.warnings == ("2 rows repeat an earlier row of the same case and are not counted again.",)


def test_one_case_with_different_content_is_refused_with_the_number_of_cases(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [row(1), row(1, outcome="refused"), row(2), row(2, sex="Female"), row(3)])
    with pytest.raises(ExtractError) as caught:
        count(path)
    assert caught.value.message == (
        "extract.csv: 2 cases stand more than once with different content, so it is not known which row to count; "
        "keep one row for each case."
    )


def test_one_case_in_two_files_counts_once(tmp_path: Path) -> None:
    first, second = csv_file(tmp_path, [row(1), row(2)]), csv_file(tmp_path, [row(2), row(3)], "second.csv")
    counts, ledger = count(first, second)
    assert cell(counts, "decided") == 3
    assert [(e.source, e.cause, e.rows) for e in ledger.left_out] == [("second.csv", "duplicate", 1)]


def test_a_row_that_stands_for_several_decisions(tmp_path: Path) -> None:
    text = "ethnicity,outcome,workforce,count\nBlack,cleared,officer,7\nBlack,refused,officer,31\nWhite,cleared,officer,947\nWhite,refused,officer,0\nTotal,,,985\n"
    counts, ledger = count(csv_file(tmp_path, text))
    assert cell(counts, "refused", breakdown="ethnicity", group="Black") == 31
    assert cell(counts, "passed", breakdown="ethnicity", group="White") == 947
    assert [b.name for b in counts.breakdowns] == ["ethnicity"]
    assert (ledger.rows_read, ledger.rows_counted, left_out(ledger)) == (5, 4, {"total_line": 1})


def test_a_column_of_counts_for_each_outcome(tmp_path: Path) -> None:
    """Avon and Somerset's uplift recruitment to March 2023 (Somerset County Gazette), as it was published."""
    text = (
        "group,applicants,accepted,not_accepted\nAsian,91,10,81\nBlack,38,7,31\nMixed,56,25,31\nWhite,2565,947,1618\n"
    )
    wide = ExtractSettings(
        columns={"ethnicity": "group"},
        count_columns={"accepted": "cleared", "not_accepted": "refused"},
        constants={"workforce": "officer"},
    )
    counts, ledger = count(csv_file(tmp_path, text), settings=wide)
    got = [
        [cell(counts, m, breakdown="ethnicity", group=g) for m in ("decided", "passed", "refused")]
        for g in ("Asian", "Black", "Mixed", "White", "All")
    ]
    assert got == [[91, 10, 81], [38, 7, 31], [56, 25, 31], [2565, 947, 1618], [2750, 989, 1761]]
    assert ledger.sources[0].ignored_columns == ("applicants",)


def test_panel_appeal_contact_days_and_unknown(tmp_path: Path) -> None:
    none = {
        "panel_date": "",
        "panel_outcome": "",
        "appeal_outcome": "",
        "contact_date": "",
        "contact_outcome": "",
        "received_date": "",
    }
    rows = [
        row(1, outcome="refused", **{**none, "panel_date": "2021-11-01", "panel_outcome": "Overturned"}),
        row(
            2,
            outcome="refused",
            **{**none, "panel_date": "2021-11-01", "appeal_outcome": "Dismissed", "received_date": "2021-09-25"},
        ),
        row(
            3,
            outcome="cleared",
            **{**none, "panel_outcome": "Correct", "contact_outcome": "Responded", "received_date": "2021-10-06"},
        ),
        row(4, outcome="cleared", sex="", **{**none, "contact_date": "2021-09-09", "appeal_outcome": "Allowed"}),
        row(5, outcome="pending", sex="Prefer not to say", **none),
        row(6, outcome="refused", sex="Prefer not to say", **none),
    ]
    counts, ledger = count(csv_file(tmp_path, rows))
    assert (
        detail(counts, "panel", "sent"),
        detail(counts, "panel", "overturned"),
        detail(counts, "panel", "decision_correct"),
    ) == (2, 1, 0)
    assert (detail(counts, "appeal", "made"), detail(counts, "appeal", "refusal_stands")) == (1, 1)
    assert (detail(counts, "contact", "responded|passed"), detail(counts, "contact", "contacted|passed")) == (1, 1)
    assert detail(counts, "contact", "not_contacted|pending") == 1
    assert detail(counts, "days", "10") == 1
    assert detail(counts, "unknown", "blank", group="Unknown") == 1
    assert detail(counts, "unknown", "prefer_not_to_say", group="All") == 1
    assert ledger.warnings == (
        "1 case was sent to the panel but is not refused now; it is not among the panel's figures.",
        "1 case has an appeal but is not refused now; it is not among the figures on appeals.",
        "1 decided case was received after its decision, or ten years before it; its days are not counted.",
    )


def test_dates_alone_do_not_tell_what_came_of_it(tmp_path: Path) -> None:
    """The panel's day and that of contact are in the extract, and neither what it found nor whether anybody answered."""
    dates = {"panel_date": "2021-11-01", "contact_date": "2021-09-09"}
    rows = [row(1, outcome="refused", **dates), row(2, outcome="cleared", **dict.fromkeys(dates, ""))]
    counts, _ = count(csv_file(tmp_path, rows))
    assert set(counts.topic("panel")["item"]) == {"sent"}
    assert {item.partition("|")[0] for item in counts.topic("contact")["item"]} == {"contacted", "not_contacted"}
    assert (detail(counts, "contact", "contacted|refused"), detail(counts, "contact", "not_contacted|passed")) == (1, 1)


def test_every_breakdown_has_each_group_and_all_of_them_add_up(tmp_path: Path) -> None:
    rows = [
        row(n, ethnicity=e, sex=s, clearance_level=c)
        for n, (e, s, c) in enumerate([("A1", "F", "RV"), ("W2", "M", "MV"), ("Black", "M", "")])
    ]
    counts, _ = count(csv_file(tmp_path, rows))
    assert [b.name for b in counts.breakdowns] == [
        "ethnicity",
        "ethnicity_detail",
        "sex",
        "ethnicity_sex",
        "clearance_level",
        "ethnicity_level",
    ]
    for breakdown in counts.breakdowns:
        frame = counts.where(breakdown=breakdown.name).decisions
        assert list(frame["group"]) == list(breakdown.rows)
        assert frame["decided"].iloc[:-1].sum() == frame["decided"].iloc[-1] == 3
    nested = dict(counts.breakdown("ethnicity_detail").parents)
    assert nested["Asian: Indian"] == "Asian"
    assert cell(counts, "passed", breakdown="ethnicity_detail", group="Black: not specified") == 1
    assert cell(counts, "passed", breakdown="ethnicity_sex", group="Asian, Female") == 1


def test_nobody_decided_in_the_period_is_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [row(1, decision_date="2021-05-01"), row(2, outcome="pending")])
    with pytest.raises(ExtractError) as caught:
        count(path)
    assert caught.value.message == (
        "extract.csv: nobody was decided from 1 September to 30 November 2021 among the 2 rows; 1 row is of other dates; "
        "check the file and the period."
    )
    assert AUTUMN.days == 91
