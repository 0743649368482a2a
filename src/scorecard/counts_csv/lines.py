"""The lines of a file of counts, each checked by itself.

In: the path of a CSV, and what its words may be. Out: an Entry for each line that is not blank, or an ExtractError with
the line that is not as it should be.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorecard.codes import CodeList, fold, load
from scorecard.counts_csv.rates import RATES, Count, Rate, agree, fits, parsed
from scorecard.errors import ExtractError, cause_of
from scorecard.model import MEASURES, UNDECIDED, WITHHELD, Breakdown, Period, PrintedRate

NEEDED = ("period", "period_start", "period_end", "workforce", "breakdown", "group", "passed", "refused")
_LONGEST = 15  # digits of a count


@dataclass(frozen=True)
class Block:
    """Whose counts, when, and by what: lines of one block are the groups of one breakdown."""

    force: str
    period: Period
    workforce: str
    breakdown: Breakdown


@dataclass(frozen=True)
class Entry:
    """One line of the file: whose counts, of which block and group, and where it stands.

    counts: in the order of MEASURES, None where withheld or not in the file. rates: those printed in the line.
    """

    line: int
    block: Block
    group: str
    counts: tuple[Count, ...]
    rates: tuple[PrintedRate, ...]


def read_lines(path: Path, force: str, breakdowns: dict[str, Breakdown], *, reply: bool) -> list[Entry]:
    """Every line with counts. force: whose they are where the file has no such column. ExtractError as above.

    reply: the file is what somebody printed, in which rates may stand beside counts.
    """
    workforces = load("workforce")
    return [_Line(path.name, at, cells, breakdowns, workforces).entry(force) for at, cells in _lines(path, reply=reply)]


def quoted(text: str) -> str:
    """A value of the file for a message: on one line, and short."""
    return f"'{' '.join(text.split())[:40]}'"


def refusal(file: str, line: int, why: str) -> ExtractError:
    """The error of one line."""
    return ExtractError(f"{file}, line {line}: {why}")


def _lines(path: Path, *, reply: bool) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, cells by heading) of every line that is not blank."""
    lines = csv.reader(io.StringIO(_text(path)), strict=True)
    try:
        heading = _heading(path.name, next(lines, []), reply=reply)
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(heading):
                why = f"has {len(cells)} cells and the heading {len(heading)}; give every line as many."
                raise refusal(path.name, lines.line_num, why)
            yield lines.line_num, dict(zip(heading, (cell.strip() for cell in cells), strict=True))
    except csv.Error:
        raise refusal(path.name, lines.line_num, "is not CSV; look for a stray quote.") from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ExtractError(f"{path}: cannot be read ({cause_of(error)}).") from None
    except UnicodeDecodeError:
        raise ExtractError(f"{path.name}: is not UTF-8 text; save it as CSV UTF-8.") from None


def _heading(file: str, cells: list[str], *, reply: bool) -> list[str]:
    names = [cell.strip().lower().replace(" ", "_") for cell in cells]
    if missing := [name for name in NEEDED if name not in names]:
        raise ExtractError(f"{file}: has no column {', '.join(missing)}; the first line must name the columns.")
    read = [name for name in names if name in {*NEEDED, *MEASURES, *RATES, "force"}]
    if not reply and (rates := [name for name in read if name in RATES]):
        why = "which only register-release reads, since a trend is made of counts; take it out"
        raise ExtractError(f"{file}: has the column {', '.join(rates)}, {why}.")
    if twice := [name for name, times in Counter(read).items() if times > 1]:
        raise ExtractError(f"{file}: has the column {', '.join(twice)} more than once; keep one.")
    return names


@dataclass(frozen=True)
class _Line:
    """One line, its cells by heading, and what its words may be."""

    file: str
    at: int
    cells: dict[str, str]
    breakdowns: dict[str, Breakdown]
    workforces: CodeList

    def entry(self, force: str) -> Entry:
        breakdown = self._breakdown()
        group = self._group(breakdown)
        workforce = self._workforce()
        block = Block(self.cells.get("force") or force, self._period(), workforce, breakdown)
        rates = self._rates()
        counts = self._counts(rated=bool(rates))
        self._check(rates, *counts[:3])
        key = (block.force, block.period.label, workforce, breakdown.name, group)
        printed = tuple(rate.of(key, RATES[name]) for name, rate in rates.items())
        return Entry(self.at, block, group, counts, printed)

    def _refuse(self, why: str) -> ExtractError:
        return refusal(self.file, self.at, why)

    def _breakdown(self) -> Breakdown:
        name = self.cells["breakdown"]
        if name not in self.breakdowns:
            known = ", ".join(self.breakdowns)
            raise self._refuse(f"the breakdown {quoted(name)} is not known; the breakdowns are: {known}.")
        return self.breakdowns[name]

    def _group(self, breakdown: Breakdown) -> str:
        groups = {fold(group): group for group in breakdown.rows}
        group = groups.get(fold(self.cells["group"]))
        if group is None:
            named, listed = quoted(self.cells["group"]), ", ".join(breakdown.rows)
            raise self._refuse(f"{named} is not a group of {breakdown.name}; the groups are: {listed}.")
        return group

    def _workforce(self) -> str:
        found = self.workforces.match(self.cells["workforce"])
        if found is None:
            raise self._refuse(f"the workforce {quoted(self.cells['workforce'])} is not known; write officer or staff.")
        return found.code

    def _period(self) -> Period:
        label = self.cells["period"]
        try:
            start, end = (date.fromisoformat(self.cells[name]) for name in ("period_start", "period_end"))
        except ValueError:
            raise self._refuse("period_start and period_end must be dates such as 2021-06-01.") from None
        if start > end or not label:
            raise self._refuse("a period needs a label, and must end on or after the day on which it starts.")
        return Period(start, end, label)

    def _rates(self) -> dict[str, Rate]:
        """The rates that are printed in the line, by column."""
        rates = {}
        for name in RATES:
            text = self.cells.get(name, "")
            if text not in ("", WITHHELD):
                rate = parsed(text)
                if rate is None:
                    why = "from 0% to 100%, as printed (13.6% or 0.136), or empty where it was not printed."
                    raise self._refuse(f"{name} must be {why}")
                rates[name] = rate
        return rates

    def _check(self, rates: dict[str, Rate], decided: Count, passed: Count, refused: Count) -> None:
        """Refuse rates that no people with the line's counts could have."""
        parts = {"pass_rate": (passed, refused), "refusal_rate": (refused, passed)}
        for name, rate in rates.items():
            part, rest = parts[name]
            if not (fits(rate, part, decided) and fits(rate.rest, rest, decided)):
                raise self._refuse(f"{name} is not what the counts of this line give; correct one, as it was printed.")
        if len(rates) > 1 and not agree(*rates.values()):
            raise self._refuse(f"{' and '.join(rates)} do not add up to 100%; correct one, as it was printed.")

    def _counts(self, *, rated: bool) -> tuple[Count, ...]:
        """The line's counts in the order of MEASURES, `decided` from its parts where it is not given.

        rated: a rate is printed in the line, so that counts may be empty.
        """
        passed, refused = (self._count(name, rated) for name in ("passed", "refused"))
        both = None if passed is None or refused is None else passed + refused
        decided = self._count("decided", rated) if "decided" in self.cells else both
        if both is not None and decided not in (None, both):
            raise self._refuse(f"passed and refused add up to {both}, and decided is {decided}; correct one.")
        if decided is not None and decided < max(passed or 0, refused or 0):
            raise self._refuse("more were passed or refused than were decided; correct one.")
        undecided = (self._count(name, rated) if name in self.cells else None for name in UNDECIDED)
        return (decided, passed, refused, *undecided)

    def _count(self, name: str, rated: bool) -> Count:
        text = self.cells[name]
        if text == WITHHELD or (rated and not text):
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
            raise self._refuse(f"{name} must be a whole number from 0, or {WITHHELD} where it was withheld.")
        return int(text)
