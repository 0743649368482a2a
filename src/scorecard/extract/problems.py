"""What stops a run, gathered over all rows and said in one sentence with numbers; no row is kept or quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from textwrap import wrap

from scorecard.codes import CodeList, fold
from scorecard.errors import ExtractError
from scorecard.extract.quoting import scattered, showable
from scorecard.extract.separator import how_to_separate, likely_separator, setting
from scorecard.extract.settings import ExtractSettings
from scorecard.extract.table import Extract
from scorecard.extract.values import unmapped_parts
from scorecard.extract.where import in_lines, lines_of
from scorecard.extract.words import counted, quoted, toml_map

_KEPT = 5_000  # distinct values; a column with more is no list of codes


@dataclass
class Unmapped:
    """The values of one column of one file that mean nothing, with the rows of each (of the first 5,000 values)."""

    values: Counter[str] = field(default_factory=Counter)
    rows: int = 0

    def add(self, raw: str, rows: int) -> None:
        """Counts some rows with a value."""
        self.rows += rows
        if raw in self.values or len(self.values) < _KEPT:
            self.values[raw] += rows

    @property
    def by_rows(self) -> tuple[str, ...]:
        """The values, those of most rows first."""
        return tuple(value for value, _ in sorted(self.values.items(), key=lambda item: (-item[1], item[0])))


@dataclass
class Problems:
    """counts: (file, what is wrong) -> rows. unmapped: (file, column) -> values."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    unmapped: dict[tuple[str, str], Unmapped] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.counts or self.unmapped)

    def add(self, source: str, what: str, rows: int) -> None:
        """Counts rows of a file with a problem; `what` is a sentence's end, such as "no case_id"."""
        if rows:
            self.counts[source, what] += rows

    def add_values(self, source: str, column: str, values: Mapping[str, int]) -> None:
        """Counts rows of a file with unmapped values of a column."""
        for raw, rows in values.items():
            self.unmapped.setdefault((source, column), Unmapped()).add(raw, rows)

    def raise_first(
        self, lists: Mapping[str, CodeList], settings: ExtractSettings, extracts: Sequence[Extract] = ()
    ) -> None:
        """Nothing where there is no problem; otherwise ExtractError. extracts: to tell where values stand that are not
        shown."""
        for (source, what), rows in self.counts.items():
            raise ExtractError(f"{source}: {counted(rows, 'row has', 'rows have')} {what}.")
        told = {key: Told(found, lists[key[1]], settings) for key, found in self.unmapped.items()}
        for (source, column), first in told.items():
            extract = next((e for e in extracts if e.name == source), None)
            remedy = "\n".join(b for (name, _), one in told.items() if name == source for b in one.blocks())
            raise ExtractError(f"{source}: {first.sentence(column, extract)}", remedy)


@dataclass(frozen=True)
class Told:
    """What is said of the unmapped values of one column."""

    found: Unmapped
    codes: CodeList
    settings: ExtractSettings

    def sentence(self, column: str, extract: Extract | None) -> str:
        """What is wrong and what to do, without the name of the file."""
        found, codes, label = self.found, self.codes, self.codes.label
        start, table = counted(found.rows, "row has", "rows have"), f"[codes.{column}] in scorecard.toml"
        if set(found.values) == {""}:
            return f"{start} no {label}. Say what an empty cell means under {table}."
        start += f" {'an' if label[0] in 'aeiou' else 'a'} {label} that is"
        likely = likely_separator(found.by_rows, codes)
        hint = how_to_separate(column, self.settings.reason_separator, likely)
        if self.shown:
            trouble = _known_trouble(self.shown, codes) or "not in the code list"
            said = f"{start} {trouble}: {quoted(self.shown)}. Map them under {table}{hint if likely else ''}."
            return f"{said} {self._further(extract, column)}" if self.hidden else said
        if self.scattered:
            return (
                f"{start} not in the code list, with {len(found.values):,} different values, which are not shown since "
                f"they may be notes or references. Check that [columns] names the right column for {column}{hint}."
            )
        one = len(self.hidden) == 1
        return (
            f"{start} not in the code list; {'it is' if one else 'they are'} not shown, since "
            f"{'it' if one else 'they'} may be a note or a reference. Look{self._where(extract, column)}, and correct "
            f"{'it' if one else 'them'} there, or map {'it' if one else 'them'} under {table}{hint}."
        )

    def blocks(self) -> list[str]:
        """What to paste: the mark between several values if it looks to be another, and the values that are shown."""
        mark = likely_separator(self.found.by_rows, self.codes)
        blocks = [setting(mark)] if mark else []
        if whole := [v for v in self.shown if not mark or mark not in v]:  # the others are first to be divided
            choices = wrap(f"one of: {', '.join(_choices(self.codes))}", 76)
            blocks.append(toml_map(f"codes.{self.codes.name}", whole, choices))
        return blocks

    @property
    def scattered(self) -> bool:
        """Whether the column looks like none of codes."""
        return scattered(len(self.found.values), self.found.rows)

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The values that may be quoted, those of most rows first."""
        may_be = showable(self.found.values, self.codes, self.settings.codes_of(self.codes.name))
        return tuple(value for value in self.found.by_rows if value in may_be)

    @property
    def hidden(self) -> frozenset[str]:
        """The values that may not."""
        return frozenset(self.found.values) - frozenset(self.shown)

    def lines(self, extract: Extract) -> tuple[int, ...]:
        """The first lines in which values stand that are not shown."""
        hidden, codes, settings = self.hidden, self.codes, self.settings
        if not hidden:
            return ()
        return lines_of(
            extract, codes.name, lambda raw: bool(hidden.intersection(unmapped_parts(raw, codes, settings)))
        )

    def _further(self, extract: Extract | None, column: str) -> str:
        number = len(self.hidden)
        values = "1 more value is" if number == 1 else f"{number:,} more values are"
        where = self._where(extract, column)
        return f"{values} not shown, since {'it' if number == 1 else 'they'} may be a note or a reference: look{where}."

    def _where(self, extract: Extract | None, column: str) -> str:
        if extract is None:
            return f" in the column for {column}"
        return f' in the column "{extract.layout.heading(column)}"{in_lines(self.lines(extract))}'


def _choices(codes: CodeList) -> tuple[str, ...]:
    return tuple(c for c in codes.names if c != "blank")


def _known_trouble(values: tuple[str, ...], codes: CodeList) -> str:
    """Why values that are known are refused, where all of them are refused for one reason."""
    reasons = {codes.refused.get(fold(v), "") for v in values}
    return reasons.pop() if len(reasons) == 1 else ""
