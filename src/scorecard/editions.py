"""What is in an edition's folder: the internal one of exact counts, the public one of protected counts alone.

In: a Job, the counts, an empty folder. Out: its files. The internal edition is made in steps, some of which can be done
while the public one is protected and drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from scorecard import manifest
from scorecard.card import internal_card, public_card
from scorecard.compose import CONTACT, only_part
from scorecard.config import Config
from scorecard.dip_sample.findings import read_findings
from scorecard.figures import derive, rounded
from scorecard.model import Figures, Period, Scorecard
from scorecard.render.files import write_card
from scorecard.render.pack import write_metadata, write_read_me
from scorecard.render.tidy import render_tables, write_frame
from scorecard.render.xlsx import render_xlsx
from scorecard.request import Exact, Job

if TYPE_CHECKING:  # what protects needs scipy's optimisers, which an internal edition does not
    from scorecard.disclosure import Protection


def internal(exact: Exact, config: Config, period: Period) -> tuple[Figures, Scorecard]:
    """Every figure and the scorecard of the internal edition, with the findings of a review where there are any."""
    figures = derive(exact.counts, config.analysis, exact.history, exact.forces)
    reviewed = read_findings(config.commentary_folder, period, config.force)
    if reviewed is not None:
        figures = replace(figures, others={**figures.others, "dip_sample": reviewed})
    earlier = exact.history.periods if exact.history is not None else ()
    return figures, internal_card(figures, config, period, exact.ledger, earlier)


def write_beside(figures: Figures, card: Scorecard, job: Job, folder: Path) -> None:
    """What an edition has beside its slides, workbook and page: on contact, tidy files and words about them."""
    contact = only_part(card, CONTACT)
    if contact.sections:
        render_xlsx(contact, job.look, folder / f"equality-team-contact-{card.period.label}.xlsx")
    render_tables(figures, folder)
    write_metadata(figures, card, folder)
    write_read_me(card, folder)


def complete_internal(
    job: Job, exact: Exact, folder: Path, protection: Protection | None = None, notes: Sequence[str] = ()
) -> None:
    """The counts, which public ones are withheld and why, if any are, and the manifest of all files, with the notes."""
    assert exact.ledger is not None, "what is built was counted just now"
    write_frame(exact.counts.decisions, folder / "counts.csv")
    if protection is not None:
        write_frame(_no_limit_as_infinite(protection.redactions), folder / "redactions.csv")
    ledger = replace(exact.ledger, warnings=(*exact.ledger.warnings, *notes))
    manifest.write_internal(folder, ledger=ledger, settings=job.config.shaping)


def draw_public(job: Job, protection: Future[Protection], folder: Path) -> None:
    """The edition that may leave the force: only the protected counts are used."""
    safe = protection.result()
    figures = rounded(derive(safe.counts, job.config.analysis))
    card = public_card(figures, job.config, job.request.period, safe.notes)
    write_card(card, job.look, folder)
    write_beside(figures, card, job, folder)
    manifest.write_public(folder, policy=job.config.disclosure)


def _no_limit_as_infinite(redactions: pd.DataFrame) -> pd.DataFrame:
    """The redactions with `inf` where nothing limits what a withheld count could be; null would print as withheld."""
    high = redactions["high"].astype(object)
    return redactions.assign(high=high.where(redactions["high"].notna(), float("inf")))
