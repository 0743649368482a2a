"""What lies in the inbox: files of the pattern, by the period that their names say; still-moving files wait.

In: the settings, the periods that the config lists, the time. Out: one Delivery a period, in order of time, and a
sentence for each file whose name says no period. No file is opened here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorecard.errors import ConfigError, ExtractError, UsageError, cause_of
from scorecard.model import Period
from scorecard.periods import PeriodEntry, quarter_before, resolve
from scorecard.run.settings import WHERE, InboxSettings

# What copying and editing programs call a file that is not there yet, or is no file of anybody's.
PASSING = (".part", ".partial", ".filepart", ".tmp", ".temp", ".crdownload", ".lock", "~")
_WORDS = {
    "{period}": r"(?P<period>[^/]+?)",
    "{from}": r"(?P<start>\d{4}-\d\d-\d\d)",
    "{to}": r"(?P<end>\d{4}-\d\d-\d\d)",
    "*": ".*",
    "?": ".",
}


@dataclass(frozen=True)
class Delivery:
    """The extracts of one period, by name. settled: none of them has changed a moment ago."""

    period: Period
    files: tuple[Path, ...]
    settled: bool

    @property
    def names(self) -> str:
        """The files' names, as a list in a sentence."""
        return ", ".join(path.name for path in self.files)


@dataclass(frozen=True)
class Inbox:
    """What there is: deliveries, and why other files of the pattern are none."""

    deliveries: tuple[Delivery, ...]
    unread: tuple[ExtractError, ...]


def look(settings: InboxSettings, listed: Sequence[PeriodEntry], now: float) -> Inbox:
    """What is in the inbox at that time (seconds since 1970). ConfigError where the folder cannot be looked into."""
    found: dict[Period, list[Path]] = {}
    unread: list[ExtractError] = []
    for path, name in _named(settings):
        try:
            found.setdefault(_period(name, listed), []).append(path)
        except ExtractError as error:
            unread.append(error)
    moment = now - settings.settle_seconds
    deliveries = (
        Delivery(p, tuple(files), all(_changed(f, now) <= moment for f in files)) for p, files in found.items()
    )
    return Inbox(tuple(sorted(deliveries, key=lambda d: d.period)), tuple(unread))


def _named(settings: InboxSettings) -> list[tuple[Path, re.Match[str]]]:
    """The files of the pattern in order of name, each with what the pattern found in it."""
    pattern = _expression(settings.pattern)
    try:
        files = sorted(path for path in settings.folder.iterdir() if path.is_file())
    except OSError as error:
        raise ConfigError(f"{WHERE} folder: {settings.folder} cannot be looked into ({cause_of(error)}).") from None
    there = [path for path in files if not path.name.startswith(".") and not path.name.lower().endswith(PASSING)]
    return [(path, found) for path in there if (found := pattern.fullmatch(path.name))]


def _expression(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\{period\}|\{from\}|\{to\}|\*|\?)", pattern)
    return re.compile("".join(_WORDS.get(part, re.escape(part)) for part in parts), re.IGNORECASE)


def _period(found: re.Match[str], listed: Sequence[PeriodEntry]) -> Period:
    """The period that a file's name says; ExtractError where it says none."""
    words = found.groupdict()
    try:
        if "period" in words:
            return resolve(words["period"], None, None, listed)
        start, end = date.fromisoformat(words["start"]), date.fromisoformat(words["end"])
        return resolve(_label(start, end, listed), start, end, listed)
    except (UsageError, ValueError):
        raise ExtractError(
            f"{found.string}: its name says no period that is known; call it after a year and month (YYYYMM), after "
            "two dates in order, or after the label of a [[period]] of scorecard.toml."
        ) from None


def _label(start: date, end: date, listed: Sequence[PeriodEntry]) -> str:
    """The label of these dates: as listed, else by the convention that YYYYMM follows its quarter, else the dates."""
    known = next((p.label for p in listed if (p.start, p.end) == (start, end)), None)
    after = f"{end.year + end.month // 12}{end.month % 12 + 1:02}"
    quarter = quarter_before(after)
    return known or (after if (quarter.start, quarter.end) == (start, end) else f"{start}_{end}")


def _changed(path: Path, now: float) -> float:
    """When the file was last written, renamed or copied here; now, if it is just being taken away.

    A time in the future is a mistake of some clock.
    """
    try:
        status = path.stat()
    except OSError:
        return now
    return max((moment for moment in (status.st_mtime, status.st_ctime) if moment <= now), default=now)
