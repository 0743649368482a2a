"""`--against` beside contact, panel, appeals, reasons and undecided: a number is about what its row and header name.

Of 40 Mixed officers all passed, which is withheld, and so are their decided and who was suspended (synthetic). Those
who responded to the Equality Team are shown: 25 of 25 passed; those who did not (5) and were not contacted (10) are
not. Of 50 Black officers 15 were refused, 30.0%, withheld; 10 of them were sent to the panel, which is shown, and 3 of
the 10 overturned: 30.0% as well. Of the others who were asked nothing was decided: 0 of everything, which is withheld.
Of 60 Asian officers 45 were not contacted, 40 of whom passed; so 15 were contacted and 10 of them passed, as anybody
can work out; how many of them responded is withheld.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.disclosure.inspect import check_file
from scorecard.model import KEY, MEASURES

WHO = "Sample,202109,officer,ethnicity,"
KEYED = f"{','.join(KEY)},"
COUNTS = {
    "Asian": "60,50,10,0,0,0,0,0",
    "Mixed": "40,40,0,2,0,1,0,0",
    "Black": "50,35,15,4,0,0,0,0",
    "Other": "0,0,0,0,0,0,0,0",
    "White": "500,470,30,9,8,7,6,5",
}
WITHHELD = {
    "Asian": tuple(f"contact,{kind}|{what}" for kind in ("responded", "no_response") for what in ("passed", "refused")),
    "Mixed": (",decided", ",passed", ",suspended", "contact,no_response|passed", "contact,not_contacted|passed"),
    "Black": (",passed", ",refused", "panel,interview", "contact,responded|refused"),
    "Other": (",decided", ",passed", ",refused"),
    "White": ("appeal,overturned",),
}
BESIDE = {
    "contact": (
        "contact,decided,passed",
        ("Mixed,responded,25,25", "Mixed,no_response,5,5", "Mixed,contacted,0,0", "Mixed,not_contacted,10,10"),
        (
            *("Mixed,any_contact,30,30", "Black,responded,12,9", "Other,responded,0,0"),
            *("Asian,responded,9,6", "Asian,no_response,6,4", "Asian,not_contacted,45,40", "Asian,any_contact,15,10"),
        ),
    ),
    "panel": ("refused,sent,decision_correct,interview,overturned", ("Black,15,10,3,4,3",), ()),
    "appeals": ("outcome,cases,base", ("Other,overturned,0,0", "White,withdrawn,0,12", "White,overturned,12,12"), ()),
    "reasons": ("reason,cases", ("Other,other,0", "Other,finance,0"), ()),
}


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    folder = tmp_path / "internal"
    folder.mkdir()
    rows = [f"{WHO}{group},{numbers}" for group, numbers in COUNTS.items()]
    (folder / "counts.csv").write_text("\n".join([f"{KEYED}{','.join(MEASURES)}", *rows]))
    named = [f"{WHO}{group},{name},primary,1,9" for group, names in WITHHELD.items() for name in names]
    (folder / "redactions.csv").write_text("\n".join([f"{KEYED}topic,measure,reason,low,high", *named]))
    for name, (header, first, then) in BESIDE.items():
        lines = [f"{KEYED}{header}", *(f"{WHO}{line}" for line in (*first, *then))]
        (folder / f"{name}.csv").write_text("\n".join(lines))
    return folder / "counts.csv"


def found(counts: Path, name: str, data: str) -> set[str]:
    path = counts.parent.parent / name
    path.write_text(data)
    return {leak.kind for leak in check_file(path, against=counts).leaks}


CONTACT = f"{KEYED}contact,decided,passed,pass_rate,pass_rate_low,pass_rate_high,share_of_contacted\n{WHO}"
PANEL = f"{KEYED}refused,sent,overturned,share_sent,share_interview,share_overturned\n{WHO}"
UNDECIDED = f"{KEYED}outcome,cases,base,share\n{WHO}"
PEACE = {
    "a rate of those shown": ("contact.csv", f"{CONTACT}Mixed,responded,25,25,1.0,0.867,1.0,[c]\n"),
    "all contacted, who are those that are left": (
        "contact.csv",
        f"{CONTACT}Asian,any_contact,15,10,0.667,[c],[c],[c]\n",
    ),
    "nobody of a kind": ("contact.csv", f"{CONTACT}Other,responded,0,0,,,,\n"),
    "the base of appeals": ("appeals.csv", f"{KEYED}outcome,cases,base,share\n{WHO}Other,overturned,0,0,\n"),
    "below a row with nothing but symbols": (
        "appeals.csv",
        "force,workforce,breakdown,group,outcome,cases,base\nSample,officer,sex,Male,withdrawn,[c],[c]\n"
        "Sample,officer,ethnicity,White,overturned,[c],12\nSample,officer,ethnicity,White,made,12,[c]\n",
    ),
    "how many are unknown": (
        "unknowns.csv",
        f"{KEYED}unknown_decided,unknown_refused,known_decided\n{WHO}Mixed,40,0,[c]\n{WHO}Black,7,15,50\n",
    ),
    "appeals withdrawn": ("appeals.csv", f"{KEYED}outcome,cases,base,share\n{WHO}White,withdrawn,0,12,0.0\n"),
    "a reason named like the group": ("reasons.csv", f"{KEYED}reason,cases,rank\n{WHO}Other,other,0,\n"),
    "shares of those sent": ("panel_rates.csv", f"{PANEL}Black,[c],10,3,[c],[c],0.3\n"),
    "a base with nothing withheld": ("undecided.csv", f"{UNDECIDED}Black,withdrawn_by_applicant,4,54,0.0741\n"),
}
LEAKS = {
    "a kind's rate": ("contact.csv", f"{CONTACT}Mixed,no_response,[c],[c],1.0,[c],[c],[c]\n", "withheld_rate"),
    "a kind's passed": ("contact.csv", f"{CONTACT}Mixed,no_response,[c],5,[c],[c],[c],[c]\n", "withheld_count"),
    "a kind's decided": ("contact.csv", f"{CONTACT}Black,responded,12,[c],[c],[c],[c],[c]\n", "withheld_count"),
    "a kind's decided beside all contacts": (
        "contact.csv",
        f"{CONTACT}Asian,responded,9,[c],[c],[c],[c],[c]\n",
        "withheld_count",
    ),
    "all contacts": ("contact.csv", f"{CONTACT}Mixed,any_contact,[c],30,[c],[c],[c],[c]\n", "withheld_count"),
    "a share of the contacts": ("contact.csv", f"{CONTACT}Mixed,responded,25,25,1.0,[c],[c],0.833\n", "withheld_rate"),
    "the share sent": ("panel_rates.csv", f"{PANEL}Black,[c],10,3,0.667,[c],0.3\n", "withheld_rate"),
    "a share of those sent": ("panel_rates.csv", f"{PANEL}Black,[c],10,3,[c],0.4,0.3\n", "withheld_rate"),
    "a base": ("undecided.csv", f"{UNDECIDED}Mixed,withdrawn_by_applicant,2,43,[c]\n", "withheld_count"),
}
KINDS = ("Contacted: decided", "Contacted: passed (% of contacted)", "Responded (% of contacted)")
OTHERS = ("Responded: passed (% of responded)", "Not contacted: decided", "Not contacted: passed (% of not contacted)")
HEADERS = ("Group", *KINDS, *OTHERS)


def page(*cells: str) -> str:
    rows = "".join(f"<tr><td>{'<td>'.join(row)}" for row in (HEADERS, cells))
    return f"<h2>Police officers by ethnicity: contact of those who would not have passed</h2><table>{rows}</table>"


@pytest.mark.parametrize(("name", "data"), PEACE.values(), ids=PEACE)
def test_what_is_shown_of_a_part_is_no_finding(name: str, data: str, counts: Path) -> None:
    assert found(counts, name, data) == set()


@pytest.mark.parametrize(("name", "data", "kind"), LEAKS.values(), ids=LEAKS)
def test_what_is_withheld_of_a_part_is_found(name: str, data: str, kind: str, counts: Path) -> None:
    assert found(counts, name, data) == {kind}


def test_columns_of_parts_are_told_apart(counts: Path) -> None:
    """All passed of each kind, as of the whole group: 100.0% is found where the kind is withheld, and only there."""
    shown = ("Mixed", "[c]", "[c]", "25", "25 (100.0%)", "[c]", "[c]")
    assert found(counts, "a.html", page(*shown)) == set()
    for at, cell in ((1, "30"), (2, "[c] (100.0%)"), (5, "10"), (6, "10 (100.0%)")):
        assert found(counts, "a.html", page(*(cell if column == at else c for column, c in enumerate(shown)))), cell


def test_the_report_counts_no_total_again(counts: Path) -> None:
    (counts.parent.parent / "a.csv").write_text("a,b\nx,1\n")
    (checked,) = check_file(counts.parent.parent / "a.csv", against=counts).checked
    assert checked == "17 withheld counts"
