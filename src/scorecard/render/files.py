"""A Scorecard in, its three files in a folder out: slides, a workbook, a page.

Each writer imports what it draws with, so that a process which makes one kind of file loads nothing for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from scorecard.model import Look, Period, Scorecard

Writer = Callable[[Scorecard, Look, Path], Path]


def file_stem(period: Period) -> str:
    """What the three files of a period are called, without what tells their kind."""
    return f"vetting-scorecard-{period.label}"


def write_card(card: Scorecard, look: Look, folder: Path) -> tuple[Path, ...]:
    """Write the slides, the workbook and the page into the folder; their paths, in this order."""
    return write_files((write_slides, write_book, write_page), card, look, folder)


def write_files(writers: Sequence[Writer], card: Scorecard, look: Look, folder: Path) -> tuple[Path, ...]:
    """Write some of them; their paths, in the order of the writers."""
    return tuple(write(card, look, folder) for write in writers)


def write_slides(card: Scorecard, look: Look, folder: Path) -> Path:
    """Write the slides into the folder; their path."""
    path = folder.joinpath(f"{file_stem(card.period)}.pptx")
    from scorecard.render.pptx import render_pptx

    render_pptx(card, look, path)
    return path


def write_book(card: Scorecard, look: Look, folder: Path) -> Path:
    """Write the workbook into the folder; its path."""
    path = folder.joinpath(f"{file_stem(card.period)}.xlsx")
    from scorecard.render.xlsx import render_xlsx

    render_xlsx(card, look, path)
    return path


def write_page(card: Scorecard, look: Look, folder: Path) -> Path:
    """Write the page into the folder; its path."""
    path = folder.joinpath(f"{file_stem(card.period)}.html")
    from scorecard.render.html import render_html

    render_html(card, look, path)
    return path
