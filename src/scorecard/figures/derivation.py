"""Counts in, Figures out."""

from __future__ import annotations

import pandas as pd

from scorecard.figures.contact import contact
from scorecard.figures.disparity import disparity
from scorecard.figures.everybody_else import everybody_else
from scorecard.figures.forces import forces
from scorecard.figures.overall import overall
from scorecard.figures.pairs import Base
from scorecard.figures.panel import appeals, panel, panel_rates
from scorecard.figures.parity import parity
from scorecard.figures.reasons import reason_contributions, reason_ranks, reasons
from scorecard.figures.settings import AnalysisSettings
from scorecard.figures.stratified import stratified
from scorecard.figures.timeliness import timeliness
from scorecard.figures.trend import trend
from scorecard.figures.undecided import not_passed, undecided
from scorecard.figures.unknowns import unknown_outcomes, unknowns
from scorecard.figures.untested import untested
from scorecard.model import Counts, Figures

FRAMES = {
    "parity": parity,
    "unknowns": unknowns,
    "unknown_outcomes": unknown_outcomes,
    "stratified": stratified,
    "overall": overall,
    "undecided": undecided,
    "not_passed": not_passed,
}
BY_TOPIC = {
    "reasons": ("reason", reasons),
    "reason_contributions": ("reasons_given", reason_contributions),
    "panel": ("panel", panel),
    "panel_rates": ("panel", panel_rates),
    "appeals": ("appeal", appeals),
    "contact": ("contact", contact),
    "timeliness": ("days", timeliness),
}


def derive(
    counts: Counts,
    settings: AnalysisSettings | None = None,
    history: Counts | None = None,
    force_counts: Counts | None = None,
) -> Figures:
    """Every figure that can be made from the counts; nothing else is used, so protected counts give protected figures.

    history: the counts of earlier periods, for the trend and the change of ranks. force_counts: the counts of each
    force where these are of several together, for the frame `forces`. A frame without rows (no panel in
    the extract, one workforce only) is left out of `others`. Figures of rounded counts are without tests: `untested`.
    """
    base = Base.of(counts, settings or AnalysisSettings())
    topics = set(counts.details["topic"])
    others = {name: frame(base) for name, frame in FRAMES.items()}
    others |= {name: frame(base) for name, (topic, frame) in BY_TOPIC.items() if topic in topics}
    others["trend"] = trend(base, history)
    if "reason" in topics:
        others["reason_ranks"] = reason_ranks(base, history)
    if force_counts is not None:
        others["forces"] = forces(force_counts)
    if base.settings.against_everybody_else:
        others["everybody_else"] = everybody_else(base)
    made = Figures(disparity(base), counts.periods, counts.breakdowns, _filled(others), counts.rounded_to)
    return made if counts.rounded_to == 1 else untested(made)


def _filled(frames: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The frames that have a row."""
    return {name: frame.reset_index(drop=True) for name, frame in frames.items() if len(frame)}
