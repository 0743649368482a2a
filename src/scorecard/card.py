"""From figures to a scorecard, and from a scorecard to its three files: what a build and the library share.

In: Figures and the force's settings. Out: the Scorecard of an edition; then PowerPoint, Excel and HTML in a folder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from scorecard import __version__
from scorecard.commentary import read_commentary
from scorecard.compose import About, Entry, compose
from scorecard.config import Config
from scorecard.figures import method_entries
from scorecard.model import Edition, Figures, Ledger, Look, Period, Scorecard
from scorecard.periods import warnings
from scorecard.render.html import render_html
from scorecard.render.pptx import render_pptx
from scorecard.render.xlsx import render_xlsx

Writer = Callable[[Scorecard, Look, Path], Path]


def internal_card(
    figures: Figures, config: Config, period: Period, ledger: Ledger | None = None, earlier: Sequence[Period] = ()
) -> Scorecard:
    """The scorecard for the SLT, with the commentary of its period. earlier: the periods that the trend begins with."""
    about = replace(
        _about(config, period, Edition.INTERNAL),
        ledger=ledger,
        warnings=warnings((*earlier, *figures.periods)),
        commentary=read_commentary(config.commentary_folder, period, (*earlier, *_listed(config))),
    )
    return compose(figures, about)


def public_card(figures: Figures, config: Config, period: Period, notes: Sequence[str]) -> Scorecard:
    """The scorecard for everybody; figures: rounded, and of protected counts. notes: how they were protected."""
    return compose(figures, replace(_about(config, period, Edition.PUBLIC), protection=tuple(notes)))


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
    path = folder / f"{file_stem(card.period)}.pptx"
    render_pptx(card, look, path)
    return path


def write_book(card: Scorecard, look: Look, folder: Path) -> Path:
    """Write the workbook into the folder; its path."""
    path = folder / f"{file_stem(card.period)}.xlsx"
    render_xlsx(card, look, path)
    return path


def write_page(card: Scorecard, look: Look, folder: Path) -> Path:
    """Write the page into the folder; its path."""
    path = folder / f"{file_stem(card.period)}.html"
    render_html(card, look, path)
    return path


def _about(config: Config, period: Period, edition: Edition) -> About:
    return About(
        force=config.force,
        period=period,
        edition=edition,
        marking=config.marking if edition is Edition.INTERNAL else config.public_marking,
        synthetic=config.synthetic,
        method=tuple(Entry(entry.name, entry.text) for entry in method_entries()),
        unknown_share_limit=config.analysis.unknown_share,
        smallest_decided=config.analysis.smallest_number,
        detectable_ratio=config.analysis.detectable_ratio,
        produced_by=f"scorecard {__version__}",
    )


def _listed(config: Config) -> tuple[Period, ...]:
    return tuple(Period(p.start, p.end, p.label) for p in config.period)
