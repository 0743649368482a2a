"""Synthetic rows with everything that goes wrong in extracts, from a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

from scorecard.codes import BreakdownRule
from scorecard.extract import ExtractSettings
from tests.extract.making import Row

USUAL = {
    "workforce": ("officer", "Police staff", " OFFICER", "PCSO"),
    "ethnicity": ("W1", "White - British", "b1", "A2", "O1", "NS", "", "Prefer not to say", "M9"),
    "sex": ("Male", "F", "female ", "", "M"),
    "outcome": ("cleared", "Refused", "refused", "Passed", "withdrawn by applicant", "pending"),
    "refusal_reason": ("", "", "finance", "Non-declaration; Finance", "finance;integrity", " "),
    "panel_outcome": ("", "", "", "overturned", "decision correct"),
    "panel_date": ("", "", "2021-10-20", "21/10/2021"),
    "contact_outcome": ("", "no response", "responded"),
    "contact_date": ("", "", "2021-09-09"),
    "clearance_level": ("RV", "MV", "", "rv"),
    "station": ("North", "south", "", "North "),
    "postcode": ("", "AB1", "ignored"),
}
DAYS = (
    *(f"2021-{month:02}-{day:02}" for month in (9, 10, 11) for day in (1, 9, 10, 21, 30)),
    *("05/10/2021", "5/10/2021", "21/10/2021 09:30", "2021-10-21T12:00:00", " 2021-11-02", "12 October 2021"),
    *("44470", "2021/09/21", "01.09.2021", "2020-01-01", "2021-12-01", "31/08/2021", "2022-10-20"),
)
RECEIVED = (*DAYS, "", "1949-12-31 ", "2005-01-01", "2021-08-01", "20/09/2021", "44400.25")
RULES = (BreakdownRule("station", "station", ("station",), groups=("North", "South")),)
ODD = {
    "ethnicity": ("W10", "Martian"),
    "sex": ("Total", "other"),
    "outcome": ("", "perhaps"),
    "workforce": ("", "volunteer?", "Total"),
    "refusal_reason": ("finance; weather",),
    "decision_date": ("31/02/2021", "soon", "2021"),
    "panel_date": ("never",),
    "received_date": ("01/13/2021",),
    "case_id": ("", " ", "\xa0"),
    "station": ("East",),
}


@dataclass(frozen=True)
class Dirty:
    """rows, and the settings under which they are read."""

    rows: list[Row]
    settings: ExtractSettings


def dirty(seed: int, number: int = 120) -> Dirty:
    """Rows in which most of what can be odd is; in half of the cases all of it can be counted or left out."""
    chance = random.Random(seed)
    rows = [_row(chance, at) for at in range(number)]
    for again in chance.choices(rows, k=chance.randrange(4)):  # a case that stands twice, the second time with spaces
        rows.append({name: f"{text} " if chance.random() < 0.2 else text for name, text in again.items()})
        rows[-1]["case_id"] = (str.lower, str.upper, "\xa0{} ".format)[len(rows) % 3](rows[-1]["case_id"])
    rows += [dict.fromkeys(rows[0], "")] * chance.randrange(3)
    rows += [dict.fromkeys(rows[0], "") | {"case_id": t} for t in ("Total", "Grand total: 9", "TOTALS")[: seed % 4]]
    chance.shuffle(rows)
    left_out: tuple[str, ...] = ()
    if chance.random() < 0.5:
        left_out = tuple(name for name in ("ethnicity", "sex", "outcome", "workforce") if chance.random() < 0.7)
        _spoil(chance, rows, left_out, 6)
    if chance.random() < 0.4:
        _spoil(chance, rows, tuple(ODD), 2)
    if chance.random() < 0.15:
        rows.append({**chance.choice(rows), "sex": chance.choice(("Male", "Female"))})
    scheme = chance.choice(("18+1", "16+1"))
    return Dirty(rows, ExtractSettings(leave_out_unmapped=left_out, ethnicity_scheme=scheme))  # type: ignore[arg-type]


def _row(chance: random.Random, number: int) -> Row:
    usual = {name: chance.choice(values) for name, values in USUAL.items()}
    day = chance.choice(DAYS)
    if usual["outcome"] in ("pending", "withdrawn by applicant") and chance.random() < 0.3:
        day = ""
    if chance.random() < 0.05:  # a row of another year, whose values nobody has mapped
        day, usual["ethnicity"] = "2019-05-05", "Old code 7"
    received = "" if chance.random() < 0.2 else chance.choice(RECEIVED[:-2] if chance.random() < 0.9 else DAYS)
    received = received if received.strip() != "1949-12-31" else ""
    case_id = f"SYN-{number:04}" + chance.choice(("", "", " ", "\xa0"))
    return {"case_id": case_id, "decision_date": day, "received_date": received, **usual}


def _spoil(chance: random.Random, rows: list[Row], names: tuple[str, ...], times: int) -> None:
    for _ in range(times if names else 0):
        name = chance.choice(names)
        chance.choice(rows)[name] = chance.choice(ODD[name])
