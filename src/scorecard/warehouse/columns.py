"""The columns of a table that are counted: which they are, and the distinct values of those that hold codes.

In: a table as an expression of Ibis, and the settings. Out: Columns, from which the rows are asked for in text. This is
the first of what leaves the engine: each distinct value of a column of codes, without the rows that hold it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from scorecard.codes import column
from scorecard.errors import ExtractError
from scorecard.extract.layout import layout, wanted
from scorecard.extract.probe import Probe
from scorecard.extract.settings import ExtractSettings, check_own_names
from scorecard.extract.table import Batch, Extract, as_text
from scorecard.warehouse.connect import answer
from scorecard.warehouse.ids import same_written

MOST_VALUES = 10_000
CASE_ID = "case_id"


@dataclass(frozen=True)
class Columns:
    """extract: the table as the planning of a run knows files, its batches holding each distinct value once.

    texts: our column -> its distinct values as the engine holds them, each with the text that a file would have for
    it. dated: our columns of a date type, whose values never leave the engine; nor do those of case_id.
    """

    table: Any
    extract: Extract
    texts: Mapping[str, Mapping[Any, str]]
    dated: frozenset[str]

    def has(self, name: str) -> bool:
        """Whether the table has our column of that name."""
        return name in self.extract.layout.positions

    @property
    def names(self) -> tuple[str, ...]:
        """Our columns that the table has."""
        return tuple(self.extract.layout.positions)

    def values(self, name: str) -> tuple[str, ...]:
        """The distinct texts of a column, with and without the spaces around them; "" for an empty cell."""
        texts = self.texts[name].values()
        return tuple(dict.fromkeys(form for text in texts for form in (text, text.strip())))

    def rows(self, *, trimmed: bool = False) -> Any:
        """Our columns of every row: text, but for columns of dates. trimmed: without the spaces around the text."""
        return self.table.select(**{name: self._cell(name, trimmed) for name in self.names})

    def _cell(self, name: str, trimmed: bool) -> Any:
        cell = self._raw(name)
        if name in self.dated:
            return cell
        if name == CASE_ID:
            return same_written(cell) if cell.type().is_string() else cell
        texts = self.texts[name]
        if cell.type().is_string():
            odd = {raw: text.strip() for raw, text in texts.items() if trimmed and raw and text != text.strip()}
            cell = cell.fill_null("")
            return cell.cases(*odd.items(), else_=cell) if odd else cell
        known = {_plain(raw): text for raw, text in texts.items() if raw is not None}
        cell = cell.cast("int32") if cell.type().is_boolean() else cell
        return cell.cases(*known.items(), else_="") if known else cell.cast("string").fill_null("")

    def _raw(self, name: str) -> Any:
        return _cell_of(self.table, self.extract, name)


def columns_of(name: str, table: Any, settings: ExtractSettings, own: Sequence[str]) -> Columns:
    """The columns of the table. name: of the table, as it is shown. own: columns of the force's own.

    ExtractError where two columns could be one of ours, or one holds too many values to be codes.
    """
    check_own_names(settings, tuple(own))
    found = layout(name, table.columns, wanted(settings, own), 1)
    texts: dict[str, dict[Any, str]] = {}
    probe = Probe(Path(name), name, "", "table")
    extract = Extract(probe, found, (("kind", "table"),), lambda: _batches(texts))
    dated = {n for n in found.positions if _is_date(n) and _cell_of(table, extract, n).type().is_temporal()}
    for ours in found.positions:
        if ours != CASE_ID and ours not in dated:
            texts[ours] = _distinct(extract, ours, _cell_of(table, extract, ours))
    return Columns(table, extract, texts, frozenset(dated))


def _is_date(name: str) -> bool:
    known = column(name)
    return known is not None and known.kind == "date"


def _cell_of(table: Any, extract: Extract, name: str) -> Any:
    return table[table.columns[extract.layout.positions[name]]]


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


def _distinct(extract: Extract, name: str, cell: Any) -> dict[Any, str]:
    """Each distinct value of a column and its text; ExtractError for too many, or neither text nor numbers."""
    heading, kind = extract.layout.heading(name), cell.type()
    if not (kind.is_string() or kind.is_numeric() or kind.is_boolean()):
        raise ExtractError(f'{extract.name}: the column "{heading}" holds neither text nor numbers; cast it in a view.')
    few = cell.name("value").as_table().distinct().limit(MOST_VALUES + 1)
    values = answer(extract.name, few)["value"].combine_chunks()
    if len(values) > MOST_VALUES:
        what = "be dates written as text; cast it to a date" if _is_date(name) else "be codes; name the right column"
        where = "in a view, and count that" if _is_date(name) else f"for {name} in [columns]"
        raise ExtractError(
            f'{extract.name}: the column "{heading}" has more than {MOST_VALUES:,} different values, too many to '
            f"{what} {where}."
        )
    texts = as_text("", values).dictionary_decode().to_pylist()
    # In order, since an engine gives them in none: of two spellings of a group, the same one always names it.
    return dict(sorted(zip(values.to_pylist(), texts, strict=True), key=lambda pair: pair[1]))


def _batches(texts: Mapping[str, Mapping[Any, str]]) -> Iterator[Batch]:
    """One batch with the distinct values of each column, as the planning of a run looks through them."""
    yield Batch(
        {name: pa.array(list(found.values()), pa.string()).dictionary_encode() for name, found in texts.items()},
        max((len(found) for found in texts.values()), default=0),
    )
