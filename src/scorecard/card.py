"""From figures to a scorecard: what a build and the library share.

In: Figures and the force's settings. Out: the Scorecard of an edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scorecard import __version__
from scorecard.commentary import read_commentary
from scorecard.compose import About, Entry, compose
from scorecard.config import Config
from scorecard.figures import method_entries
from scorecard.model import Edition, Figures, Ledger, Period, Scorecard
from scorecard.periods import warnings


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
