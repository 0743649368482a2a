"""What a reader sees in the sheets is what every other format prints: LibreOffice shows each cell's own text."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.model import Cell, Edition, Row, Scorecard, Section, Table, Unit
from scorecard.render.xlsx import render_xlsx
from scorecard.render.xlsx.formats import number_format
from tests.office import require_program, shown
from tests.render.example_cards import example_card

from .cards import LOOK, card


def expected(table: Table, row: Row) -> list[str]:
    marks = {code: shape for code, (shape, _, _) in LOOK.marks.items()}
    cells = zip(table.columns, row.cells, strict=True)
    return [
        f"{marks[str(cell.value)]} {cell.text}" if column.unit is Unit.FINDING and cell.value else cell.text
        for column, cell in cells
    ]


def tables(section: Section) -> tuple[Table, ...]:
    # The example's other sections round in their own ways ("50%"); a real scorecard is checked as a whole elsewhere.
    return (section.details or section.tables) if section.id.startswith("officer-") else ()


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("made", [card, lambda edition: example_card(18, 4, edition)], ids=["units", "example"])
def test_every_cell_is_shown_as_its_text(made: object, edition: Edition, tmp_path: Path) -> None:
    require_program("soffice")
    document: Scorecard = made(edition)  # type: ignore[operator]
    path = tmp_path / "card.xlsx"
    render_xlsx(document, LOOK, path)
    sheets = shown(path, tmp_path / "shown")
    seen = 0
    for table in (t for section in document.sections for t in tables(section)):
        lines = sheets[table.id][-len(table.rows) :]
        for row, line in zip(table.rows, lines, strict=True):
            assert line[: len(row.cells)] == expected(table, row)
            seen += 1
    assert seen


@pytest.mark.parametrize(
    ("text", "value", "pattern"),
    [
        ("+12.4", 12.4, '+#,##0.0;"−"#,##0.0;0.0'),
        ("−0.6", -0.6, '+#,##0.0;"−"#,##0.0;0.0'),
        ("0.0", -0.04, "0.0;0.0"),
    ],
)
def test_a_difference_that_rounds_to_nothing_has_no_sign(text: str, value: float, pattern: str) -> None:
    assert number_format(Unit.PEOPLE, Cell(text, value)) == pattern
