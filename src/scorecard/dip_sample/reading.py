"""Reviewed workbooks back to findings: checked row by row, and nothing of a row is kept but its group and its finding.

In: the path of a workbook. Out: a Review, or an ExtractError that says how many rows are wrong and quotes none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from python_calamine import CalamineSheet

from scorecard.codes import fold, load
from scorecard.dip_sample.layout import CASES, CHECK, FACTS, FINDING, FIXED, HEADINGS, SAMPLE, check_of
from scorecard.dip_sample.words import finding_codes
from scorecard.errors import ExtractError
from scorecard.extract.calamine import opened
from scorecard.extract.words import counted
from scorecard.model import Period

Cells = list[list[str]]
Place = tuple[str, str, str]  # workforce, ethnicity group, code of the finding
_MOST_ROWS, _MOST_COLUMNS = 100_000, 200


@dataclass(frozen=True, repr=False)
class Review:
    """The findings of one workbook as counts. ids: only to see that two workbooks do not hold the same case."""

    file: str
    force: str
    period: Period
    findings: Counter[Place]
    ids: frozenset[str]


def read_review(path: Path) -> Review:
    """The findings in a reviewed workbook; ExtractError where it is none, is not filled in, or was altered."""
    sheets = _sheets(path)
    facts = _facts(path.name, sheets.get(SAMPLE, []))
    rows = _cases(path.name, sheets.get(CASES, []))
    _refuse_altered(path.name, facts, rows)
    findings = _findings(path.name, rows)
    at = HEADINGS.index
    places = Counter(
        (_workforce(row[at("Workforce")]), row[at("Ethnicity")], code) for row, code in zip(rows, findings, strict=True)
    )
    start, end = (date.fromisoformat(facts[name]) for name in ("First day", "Last day"))
    period = Period(start, end, facts["Period"])
    return Review(path.name, facts["Force"], period, places, frozenset(row[at("Case id")] for row in rows))


def _sheets(path: Path) -> dict[str, Cells]:
    """The cells of the two sheets that are read, as text."""
    if not path.is_file():
        raise ExtractError(f"{path}: there is no such file.")
    with opened(path, path.name) as book:
        names = [name for name in (SAMPLE, CASES) if name in book.sheet_names]
        return {name: _text(book.get_sheet_by_name(name), path.name) for name in names}


def _text(sheet: CalamineSheet, name: str) -> Cells:
    if sheet.height > _MOST_ROWS or sheet.width > _MOST_COLUMNS:
        raise _not_ours(name)
    return [[_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def _cell(cell: object) -> str:
    """A cell as text; an office program may have made a number of a text of digits, and a date of an ISO date."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _not_ours(name: str) -> ExtractError:
    return ExtractError(f"{name}: is not a review workbook; give the file that `scorecard sample` made, filled in.")


def _facts(name: str, rows: Cells) -> dict[str, str]:
    found = {row[0]: row[1] for row in rows if len(row) > 1 and row[0] in FACTS}
    try:
        in_order = date.fromisoformat(found["First day"]) <= date.fromisoformat(found["Last day"])
        if tuple(found) != FACTS or int(found["Cases drawn"]) < 1 or not in_order:
            raise _not_ours(name)
    except (KeyError, ValueError):
        raise _not_ours(name) from None
    return found


def _cases(name: str, rows: Cells) -> Cells:
    """The rows under the headings that hold anything, each as wide as the headings."""
    top = next((at for at, row in enumerate(rows) if row[: len(FIXED)] == list(FIXED)), None)
    if top is None or rows[top][: len(HEADINGS)] != list(HEADINGS):
        raise _not_ours(name)
    return [row[: len(HEADINGS)] for row in rows[top + 1 :] if any(row)]


def _refuse_altered(name: str, facts: dict[str, str], rows: Cells) -> None:
    """ExtractError where fixed cells differ from what was drawn, a case is missing, or one stands twice."""
    sample = tuple(facts[fact] for fact in FACTS)
    intact = {row[0] for row in rows if row[HEADINGS.index(CHECK)] == check_of(sample, row[: len(FIXED)])}
    changed, missing = len(rows) - len(intact), int(facts["Cases drawn"]) - len(rows)
    wrong = [
        counted(changed, "row was changed or repeated", "rows were changed or repeated") if changed else "",
        counted(missing, "case is missing", "cases are missing") if missing > 0 else "",
        counted(-missing, "row was added", "rows were added") if missing < 0 else "",
    ]
    if any(wrong):
        raise ExtractError(
            f"{name}: {' and '.join(filter(None, wrong))}; only Finding, Reviewer role and Remarks may be filled in. "
            "Take the workbook as it was drawn and fill it in again."
        )


def _findings(name: str, rows: Cells) -> list[str]:
    """The code of each row's finding; ExtractError where there are rows without one, or with another."""
    codes = {fold(f.label): f.code for f in finding_codes()}
    said = [row[HEADINGS.index(FINDING)] for row in rows]
    empty = sum(not text for text in said)
    unknown = sum(bool(text) and fold(text) not in codes for text in said)
    wrong = [
        counted(empty, "case has no finding", "cases have no finding") if empty else "",
        counted(unknown, "has a finding that is not on the list", "have a finding that is not on the list")
        if unknown
        else "",
    ]
    if any(wrong):
        raise ExtractError(
            f"{name}: of {len(rows):,} cases, {' and '.join(filter(None, wrong))}; choose a finding from the list for "
            "each case."
        )
    return [codes[fold(text)] for text in said]


def _workforce(label: str) -> str:
    found = load("workforce").match(label)
    assert found is not None, "the row's check has shown that the label is the one that was written"
    return found.code


def refuse_repeated(reviews: Sequence[Review]) -> None:
    """ExtractError where workbooks are of several periods or forces, or hold the same case."""
    first = reviews[0]
    for at, review in enumerate(reviews):
        if (review.force, review.period) != (first.force, first.period):
            raise ExtractError(
                f"{review.file}: is of another period or force than {first.file}; give the workbooks of one at a time."
            )
        for other in reviews[:at]:
            if shared := len(review.ids & other.ids):
                cases = counted(shared, "case is", "cases are")
                raise ExtractError(f"{review.file}: {cases} in {other.file} too; give each case once.")
