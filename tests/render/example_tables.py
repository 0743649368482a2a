"""Invented counts for the example cards, and the disparity tables that follow from them."""

from __future__ import annotations

from math import exp, sqrt

from scorecard.model import (
    Cell,
    Column,
    Finding,
    Role,
    Row,
    Table,
    Unit,
)

F = Finding
WORDS = {
    F.REFERENCE: "Reference group",
    F.HIGHER: "Higher",
    F.LOWER: "Lower",
    F.NO_RELIABLE_DIFFERENCE: "No reliable difference",
    F.TOO_FEW: "Too few to assess",
    F.NOT_ASSESSED: "Not assessed",
}
Counted = tuple[str, int | None, int | None, Finding]  # group, decided, refused, finding; None: withheld

BY_SEX: tuple[Counted, ...] = (
    ("Female", 512, 31, F.NO_RELIABLE_DIFFERENCE),
    ("Male", 673, 49, F.REFERENCE),
    ("Unknown", 19, 1, F.NOT_ASSESSED),
)
BY_ETHNICITY: dict[int, tuple[Counted, ...]] = {
    3: (
        ("Black", 116, 19, F.HIGHER),
        ("White", 828, 41, F.REFERENCE),
        ("Unknown", 61, 5, F.NOT_ASSESSED),
    ),
    6: (
        ("Asian", 124, 13, F.NO_RELIABLE_DIFFERENCE),
        ("Black", 116, 19, F.HIGHER),
        ("Mixed", 68, 0, F.LOWER),
        ("White", 828, 41, F.REFERENCE),
        ("Other", 7, 3, F.TOO_FEW),
        ("Unknown", 61, 5, F.NOT_ASSESSED),
    ),
    18: (
        ("Asian or Asian British: Bangladeshi", 31, 4, F.TOO_FEW),
        ("Asian or Asian British: Chinese", 0, 0, F.TOO_FEW),
        ("Asian or Asian British: Indian", 42, 3, F.NO_RELIABLE_DIFFERENCE),
        ("Asian or Asian British: Pakistani", 33, 5, F.NO_RELIABLE_DIFFERENCE),
        ("Asian or Asian British: any other Asian background", 18, 1, F.TOO_FEW),
        ("Black, Black British, Caribbean or African: African", 58, 11, F.HIGHER),
        ("Black, Black British, Caribbean or African: Caribbean", 44, 6, F.NO_RELIABLE_DIFFERENCE),
        ("Black, Black British, Caribbean or African: any other Black background", 14, 2, F.TOO_FEW),
        ("Mixed or multiple ethnic groups: White and Asian", 19, 0, F.TOO_FEW),
        ("Mixed or multiple ethnic groups: White and Black African", 11, 0, F.TOO_FEW),
        ("Mixed or multiple ethnic groups: White and Black Caribbean", 23, 0, F.TOO_FEW),
        ("Mixed or multiple ethnic groups: any other Mixed or multiple ethnic background", 15, 0, F.TOO_FEW),
        ("White: English, Welsh, Scottish, Northern Irish or British", 746, 36, F.REFERENCE),
        ("White: Gypsy or Irish Traveller", None, None, F.TOO_FEW),
        ("White: Irish", None, None, F.TOO_FEW),
        ("White: any other White background", 57, 4, F.NO_RELIABLE_DIFFERENCE),
        ("Any other ethnic group: Arab", 7, 3, F.TOO_FEW),
        ("Unknown", 61, 5, F.NOT_ASSESSED),
    ),
}
REASONS = ("Non-declaration", "Candidate family member", "Own criminality", "Criminal association", "Other reasons")
SHARES = ((0.5, 0.25, 0.1, 0.1, 0.05), (0.2, 0.45, 0.15, 0.15, 0.05), (0.35, 0.3, 0.2, 0.05, 0.1))
WITHHELD = Cell("[c]")
UNDEFINED = Cell("[z]")

DISPARITY = (
    Column("group", "Group"),
    Column("decided", "Decided", Unit.COUNT),
    Column("refused", "Refused", Unit.COUNT),
    Column("rate", "Refused, %", Unit.PERCENT, "{refused}/{decided}"),
    Column("rate_low", "95% from", Unit.PERCENT),
    Column("rate_high", "95% to", Unit.PERCENT),
    Column("ratio", "Refusal ratio (group ÷ reference)", Unit.RATIO, "{rate}/{reference.rate}"),
    Column("ratio_low", "Ratio, 95% from", Unit.RATIO),
    Column("ratio_high", "Ratio, 95% to", Unit.RATIO),
    Column("finding", "Finding", Unit.FINDING),
)
SHOWN = ("group", "decided", "refused", "rate", "ratio", "finding")


def _wilson(refused: int, decided: int) -> tuple[float, float]:
    p, z2 = refused / decided, 1.96**2
    centre = (p + z2 / (2 * decided)) / (1 + z2 / decided)
    half = 1.96 * sqrt(p * (1 - p) / decided + z2 / (4 * decided**2)) / (1 + z2 / decided)
    return max(0.0, centre - half), min(1.0, centre + half)


def percent(value: float) -> Cell:
    return Cell(f"{value:.1%}", value)


def _ratio(value: float) -> Cell:
    return Cell(f"{value:.2f}", value)


def _disparity_row(counted: Counted, reference: Counted) -> Row:
    group, decided, refused, finding = counted
    role = {F.REFERENCE: Role.REFERENCE, F.NOT_ASSESSED: Role.UNKNOWN}.get(finding, Role.GROUP)
    words = Cell(WORDS[finding], str(finding))
    if decided is None or refused is None:
        return Row((Cell(group), *[WITHHELD] * 8, words), role, group, finding)
    if decided == 0:
        return Row((Cell(group), Cell("0", 0), Cell("0", 0), *[UNDEFINED] * 6, words), role, group, finding)
    rate, (low, high) = refused / decided, _wilson(refused, decided)
    counts = (Cell(group), Cell(f"{decided:,}", decided), Cell(f"{refused:,}", refused))
    rates = (percent(rate), percent(low), percent(high))
    base = reference[2] / reference[1]  # type: ignore[operator]
    spread = exp(1.96 / sqrt(refused + 0.5))
    ratio = rate / base
    limits = (_ratio(ratio / spread), _ratio(ratio * spread)) if refused else (_ratio(0.0), _ratio(high / base))
    ratios = (Cell("1.00", 1.0), UNDEFINED, UNDEFINED) if role is Role.REFERENCE else (_ratio(ratio), *limits)
    return Row((*counts, *rates, *ratios, words), role, group, finding)


def _all_row(counted: tuple[Counted, ...]) -> Row:
    decided = sum(c[1] or 0 for c in counted)
    refused = sum(c[2] or 0 for c in counted)
    low, high = _wilson(refused, decided)
    cells = (Cell("All applicants"), Cell(f"{decided:,}", decided), Cell(f"{refused:,}", refused))
    rates = (percent(refused / decided), percent(low), percent(high))
    return Row((*cells, *rates, *[UNDEFINED] * 3, Cell("Not assessed", "not_assessed")), Role.TOTAL, None, None)


BASE = "Base: 1,204 decided officer applications, 1 June to 31 August 2021; 61 with unknown ethnicity shown apart."


def disparity_tables(section: str, topic: str, counted: tuple[Counted, ...]) -> tuple[Table, Table]:
    reference = next(c for c in counted if c[3] is F.REFERENCE)
    rows = (*(_disparity_row(c, reference) for c in counted), _all_row(counted))
    full = Table(
        f"{section}-detail",
        f"{topic}: every figure",
        BASE,
        DISPARITY,
        rows,
        ("Ratios divide the group's refusal rate by the reference group's.",),
    )
    at = [full.index(key) for key in SHOWN]
    short_rows = tuple(Row(tuple(r.cells[i] for i in at), r.role, r.group, r.finding) for r in rows)
    short = Table(f"{section}-table", topic, BASE, tuple(DISPARITY[i] for i in at), short_rows)
    return short, full
