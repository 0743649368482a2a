"""The library: a notebook's way through the same steps as `scorecard build`, one function a step.

In: paths of extracts and a Config. Out: Counts, Figures, a Scorecard, files. Every function raises a subclass of
ScorecardError (its message is one sentence) where the input or the settings are wrong, and nothing else for them.

A public edition is made by `scorecard build --edition public` alone: it must be protected against what the register
says was published before, and be entered there. `protect` shows what such an edition would withhold.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from scorecard import figures as _figures
from scorecard.card import internal_card
from scorecard.commentary import refuse_absent
from scorecard.config import Config, load
from scorecard.errors import ConfigError, UsageError, cause_of, near
from scorecard.extract import count_extracts
from scorecard.folder import PRIVATE_FOLDER
from scorecard.given import checked, refuse_other
from scorecard.look import load_look
from scorecard.model import Counts, Figures, Ledger, Period, Scorecard
from scorecard.periods import resolve
from scorecard.render.files import write_card
from scorecard.render.pptx import refuse_lacking
from scorecard.render.svg import drawn
from scorecard.series import refuse_later

if TYPE_CHECKING:  # what protects needs scipy's optimisers, which nothing else here does
    from scorecard.disclosure import Protection, Release

Place = str | PathLike[str]
_CHART_WIDTH = 820.0
_DATES = ("start", "end")  # what `period` calls the first and the last day


@checked
def settings(path: Place | None = None) -> Config:
    """The settings of a scorecard.toml, every key checked; the built-in ones for None.

    Unlike the command this takes no file that lies in the working folder unless it is named. ConfigError says which
    key is wrong and what it should be.
    """
    return load(None if path is None else Path(path))


@checked
def period(label: str, start: date | None = None, end: date | None = None, *, config: Config | None = None) -> Period:
    """The period of a label: the dates given (both, each within it), else the config's, else the convention of YYYYMM.

    `period("202109")` is 1 June to 31 August 2021, the three whole months before. UsageError where nothing says which
    dates a label means.
    """
    return resolve(label, start, end, (config or Config()).period, _DATES)


@checked
def read(extracts: Place | Iterable[Place], period: Period, config: Config | None = None) -> tuple[Counts, Ledger]:
    """The counts of one period from its extracts (CSV, Excel, OpenDocument or Parquet), and where every row went.

    extracts: one path or several, which are read as one. Counts.decisions has one row for each (force, period,
    workforce, breakdown, group), with whole numbers of people as Int64: 0 is nobody, null is withheld (never here).
    ExtractError where a file cannot be read without guessing, or nobody was decided in the period.
    """
    config = config or Config()
    places = [extracts] if isinstance(extracts, str | PathLike) else list(extracts)
    for place in places:
        refuse_other("read", "path", place, of="extracts")
    resolve(period.label, period.start, period.end, (), _DATES)  # one that was made by hand may be called anything
    return count_extracts([Path(p) for p in places], config.extract, period, config.breakdown, config.force)


@checked
def derive(counts: Counts, config: Config | None = None, *, history: Counts | None = None) -> Figures:
    """Every figure that the counts allow, as pandas frames.

    Figures.disparity has the columns of figures.csv, one row a group: rates and differences are fractions of one,
    ratios are group / reference; nan is undefined, inf infinite, null withheld. Figures.others has the further frames
    by name (reasons, trend ...). history: counts of earlier periods, for the trend; `joined` makes one value of
    several. UsageError where it holds a period that is not earlier.
    """
    refuse_later("derive", history, counts.periods)
    return _figures.derive(counts, (config or Config()).analysis, history)


@checked
def protect(counts: Counts, config: Config, *, released: Sequence[Release] = ()) -> Protection:
    """What may be published of the counts under the config's [disclosure], and what is withheld and why.

    `.counts` is what a public edition would be made of (null = withheld). `.redactions` has a row for each withheld
    count with the lowest and highest value that an outsider is left with: internal, never to be published.
    released: what was published before, oldest first. ConfigError without [disclosure], for which there is no default;
    DisclosureError where no choice is safe.
    """
    from scorecard.disclosure import protect as protected

    if config.disclosure is None:
        raise ConfigError("scorecard.toml has no [disclosure]; protecting counts needs a policy, there is no default.")
    return protected(counts, config.disclosure, released)


@checked
def compose(
    figures: Figures, config: Config | None = None, *, ledger: Ledger | None = None, history: Counts | None = None
) -> Scorecard:
    """The internal scorecard of the latest period that was derived: sections with statements, tables and charts.

    ledger: from `read`; with it the scorecard says where every row went. history: as for `derive`; with it the
    scorecard warns of gaps and of periods that are hard to compare. The commentary of the period is taken from the
    config's folder. ConfigError where that cannot be read.
    """
    refuse_later("compose", history, figures.periods)
    config = config or Config()
    refuse_absent(config.commentary)
    earlier = history.periods if history is not None else ()
    return internal_card(figures, config, max(figures.periods), ledger, earlier)


@checked
def render(card: Scorecard, folder: Place, config: Config | None = None) -> tuple[Path, ...]:
    """Write the PowerPoint, Excel and HTML files of a scorecard into a folder; their paths. The folder is made
    where it is missing, for its owner alone: the files are about people.

    Files of the same names are replaced. The same scorecard gives the same bytes. ConfigError where the look, or the
    force's own template, cannot be used; UsageError where the folder cannot be written.
    """
    config, place = config or Config(), Path(folder)
    look = load_look(config.look, config.folder)
    refuse_lacking(Path(look.template), look)
    try:
        place.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        return write_card(card, look, place)
    except FileExistsError:
        raise UsageError(f"{place}: is a file, and no folder; choose another.") from None
    except OSError as error:
        raise UsageError(f"{place}: cannot be written ({cause_of(error)}); choose another folder.") from None


@checked
def chart(card: Scorecard, id: str, config: Config | None = None, *, width: float = _CHART_WIDTH) -> str:  # noqa: A002
    """One chart of a scorecard as the text of an SVG file, `width` pixels wide (under 500: names above the bars).

    width: from 300 to 4,000. UsageError where the scorecard has no chart of that id, with the near one.
    """
    from scorecard.render.svg.picture import standalone

    config = config or Config()
    look = load_look(config.look, config.folder)
    found = {chart.id: (section, chart) for section in card.sections for chart in section.charts}
    if id not in found:
        raise UsageError(f"The scorecard has no chart '{id}'{near(id, found)}")
    section, one = found[id]
    return standalone(drawn(one, section.table(one.table), look, width), look)
