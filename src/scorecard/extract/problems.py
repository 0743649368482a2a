"""What stops a run, gathered over all rows and said in one sentence with numbers; no row is kept or quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import wrap

from scorecard.codes import CodeList, fold
from scorecard.errors import ExtractError
from scorecard.extract.separator import how_to_separate, likely_separator, setting
from scorecard.extract.words import counted, personal, quoted, toml_map

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

    def raise_first(self, lists: Mapping[str, CodeList], separator: str) -> None:
        """Nothing where there is no problem; otherwise ExtractError. separator: what stands between several reasons."""
        for (source, what), rows in self.counts.items():
            raise ExtractError(f"{source}: {counted(rows, 'row has', 'rows have')} {what}.")
        for (source, column), found in self.unmapped.items():
            raise ExtractError(_sentence(source, column, found, lists[column], separator), self._remedy(source, lists))

    def _remedy(self, source: str, lists: Mapping[str, CodeList]) -> str:
        """The blocks to paste for every column of the file whose values may be shown."""
        blocks = []
        for (name, column), found in self.unmapped.items():
            if name == source:
                mark = likely_separator(found.by_rows, lists[column])
                blocks += [setting(mark)] if mark else []
                whole = [v for v in found.by_rows if not mark or mark not in v]  # the others are first to be divided
                if whole and not personal(found.by_rows, found.rows):
                    choices = wrap(f"one of: {', '.join(_choices(lists[column]))}", 76)
                    blocks.append(toml_map(f"codes.{column}", whole, choices))
        return "\n".join(blocks)


def _choices(codes: CodeList) -> tuple[str, ...]:
    return tuple(c for c in codes.names if c != "blank")


def _sentence(source: str, column: str, found: Unmapped, codes: CodeList, separator: str) -> str:
    values, label = found.by_rows, codes.label
    start = f"{source}: {counted(found.rows, 'row has', 'rows have')}"
    table = f"[codes.{column}] in scorecard.toml"
    if set(values) == {""}:
        return f"{start} no {label}. Say what an empty cell means under {table}."
    start += f" {'an' if label[0] in 'aeiou' else 'a'} {label} that is"
    shown, likely = quoted(values, found.rows), likely_separator(values, codes)
    hint = how_to_separate(column, separator, likely)
    if not shown:
        return (
            f"{start} not in the code list, with {len(values):,} different values, which are not shown since they may "
            f"be notes or references. Check that [columns] names the right column for {column}{hint}."
        )
    trouble = _known_trouble(values, codes) or "not in the code list"
    return f"{start} {trouble}: {shown}. Map them under {table}{hint if likely else ''}."


def _known_trouble(values: tuple[str, ...], codes: CodeList) -> str:
    """Why values that are known are refused, where all of them are refused for one reason."""
    reasons = {codes.refused.get(fold(v), "") for v in values}
    return reasons.pop() if len(reasons) == 1 else ""
