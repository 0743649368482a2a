"""The commentary file of a period as people begin it: the findings to comment on, and the actions that are still open.

In: a period's label, the config, the folder that builds write to. Out: Markdown that `read_commentary` reads. What
stands above the first heading is for the writer and is not shown in the scorecard.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from scorecard.breakdowns import known_breakdowns
from scorecard.commentary import read_commentary
from scorecard.compose import About, Action
from scorecard.compose.assessment import compared
from scorecard.compose.headline import nothing_found, reliable
from scorecard.compose.sentences import group_statement
from scorecard.config import Config
from scorecard.errors import ConfigError, UsageError
from scorecard.figures import derive
from scorecard.model import FIGURE_COLUMNS, WITHHELD, Counts, Edition, Figures, Period
from scorecard.periods import resolve
from scorecard.register import Register

COUNTS = ("decided", "passed", "refused")
WORDS = (
    *("force", "period", "period_start", "period_end", "workforce", "breakdown", "group", "reference_group"),
    *("four_fifths", "finding"),
)


def commentary_template(label: str, config: Config, out: Path) -> str:
    """The text of `commentary/<label>.md`.

    UsageError where neither `out` nor the register has figures of the period; ConfigError where figures.csv, or the
    commentary of an earlier period, is not as it should be.
    """
    history = _history(config)
    figures = _figures(label, config, out, history)
    period = next(p for p in figures.periods if p.label == label)
    earlier = {*(history.periods if history else ()), *_commented(config)}
    actions = read_commentary(config.commentary_folder, period, sorted(earlier)).actions
    return _text(period, _sentences(figures, period, config), actions)


def _history(config: Config) -> Counts | None:
    if config.register is None or not config.register.is_file():
        return None
    with Register.open(config.register, create=False) as register:
        return register.history(None, config.force, config.force_names)


def _figures(label: str, config: Config, out: Path, history: Counts | None) -> Figures:
    """The figures of the period, from the file of its build if that is there, else from the register's counts."""
    path = out / label / Edition.INTERNAL / "figures.csv"
    if path.is_file():
        return _read(path, label, config)
    if history and label in {p.label for p in history.periods}:
        return derive(history.where(period=label), config.analysis)
    raise UsageError(f"There are no figures of {label}: {path} is not there and no register has them; build it first.")


def _read(path: Path, label: str, config: Config) -> Figures:
    """figures.csv as Figures, without breakdowns whose groups only an extract can tell."""
    known = {b.name: b for b in known_breakdowns(config)}
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)[list(FIGURE_COLUMNS)]
        frame = frame[frame["breakdown"].isin(list(known)) & (frame["period"] == label)].reset_index(drop=True)
        for name in FIGURE_COLUMNS:
            if name not in WORDS:
                # nan for undefined; a withheld statistic is told by its row's withheld counts
                numbers = pd.to_numeric(frame[name].replace({WITHHELD: None, "": None}))
                frame[name] = numbers.astype("Int64" if name in COUNTS else "float64")
        start, end = (pd.Timestamp(frame[name].iloc[0]).date() for name in ("period_start", "period_end"))
    except (OSError, ValueError, KeyError, IndexError):
        raise ConfigError(f"{path}: is not as `scorecard build` writes it; build {label} again.") from None
    return Figures(frame, (Period(start, end, label),), tuple(known[n] for n in dict.fromkeys(frame["breakdown"])))


def _commented(config: Config) -> list[Period]:
    """The periods that have a commentary file whose dates can be told from its name."""
    folder, found = config.commentary_folder, []
    for path in sorted(folder.glob("*.md")) if folder else ():
        try:
            found.append(resolve(path.stem, None, None, config.period))
        except UsageError:
            continue  # notes of other kinds may lie in the folder
    return found


def _sentences(figures: Figures, period: Period, config: Config) -> list[str]:
    """A sentence for each reliable difference of the headline page, or its title where there is none."""
    workforces = list(dict.fromkeys(figures.disparity["workforce"]))
    smallest = config.analysis.smallest_number
    about = About(config.force, period, Edition.INTERNAL, smallest_decided=smallest, alpha=config.analysis.alpha)
    places = compared(figures, workforces, about)
    found = reliable(places)
    said = [group_statement(row, place.reference, place.breakdown, about).text for row, place in found]
    return said or [f"{nothing_found(places, about)}."]


def _text(period: Period, findings: list[str], actions: tuple[Action, ...]) -> str:
    rows = [f"| {a.action} | {a.owner} | {a.due} | open |" for a in actions]
    lines = [
        f"# Commentary on {period.label}: {period.dates}",
        "",
        "What stands above the first heading is for you and is not shown in the scorecard. A disparity is a prompt to",
        "examine, not proof of discrimination. Findings to comment on:",
        "",
        *(f"- {sentence}" for sentence in findings),
        "",
        "Write a point a line, each beginning with a dash. A due date is written as 2021-10-31; an action's status is",
        "open, done or cancelled. The actions below were still open; say how they stand now.",
        "",
        *("## Insights", "", "## Recommendations", "", "## Actions", ""),
        "| action | owner | due | status |",
        "|---|---|---|---|",
        *rows,
    ]
    return "\n".join(lines) + "\n"
