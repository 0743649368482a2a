"""A table in, its cells out: each with the rows of counts and the names of counts that its numbers may be about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scorecard.disclosure.inspect.about import Place
from scorecard.disclosure.inspect.content import Item, Table
from scorecard.disclosure.inspect.quantity import Number, numbers_of_cell
from scorecard.disclosure.inspect.totals import EVERYBODY
from scorecard.disclosure.inspect.withheld import Known, base
from scorecard.disclosure.inspect.wording import (
    BLANK,
    HEADLINE,
    OTHERWISE,
    RATE,
    measure,
    names_detail,
    plain,
    without_base,
)  # fmt: skip

PARTS = {"reason", "contact", "outcome"}  # headers of tables in which each row is about a part of its group
_SHARE = re.compile(r"^share (of refused )?", re.IGNORECASE)

Names = tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """A cell in its row and below its header, "" in a row above which no header stands. line: which row it is."""

    place: Place
    line: int
    row: tuple[Item, ...]
    header: str
    item: Item

    def numbers(self) -> tuple[Number, ...]:
        """Its numbers, but for those of the force's name and the periods' labels."""
        labels = self.place.secrets.labels
        if labels.fill(self.item.text, self.header):
            return ()
        return numbers_of_cell(replace(self.item, text=labels.out_of(self.item.text)), self.place.labels)

    def rows(self, number: Number) -> tuple[Known, ...]:
        """The rows of counts that the number may be about; none for a difference, a limit and the like."""
        otherwise = OTHERWISE.search(self.header.replace("_", " "))
        return () if otherwise or number.signed else self.place.rows(self.row, self.header)

    def counts(self, number: Number) -> bool:
        """True where the number counts people, False where it is a rate or ratio."""
        return not number.fraction and (number.people or not RATE.search(without_base(self.header)))

    def names(self, rows: tuple[Known, ...]) -> Names:
        """The counts that it may be about: details where some are named, else the outcome of its header, its row's
        labels or the words around; HEADLINE where none of them says anything.

        In a table of parts a header ("passed") is about the part, so the outcome is that of the labels alone.
        """
        own = {r.group.casefold() for r in rows}
        labels = [i.text for i in self.row if i.value is None and i.text and i.text.casefold() not in own]
        part, details = parted(self.place.table), self._details(rows, labels)
        if plain(self.header) == "base":
            return (*sorted(n if n == EVERYBODY else base(n) for n in details),) or (() if part else HEADLINE[:1])
        said = measure(" ".join(labels))
        around = measure(self.place.table.corner) or measure(self.place.table.context)
        outcome = said if part else measure(self.header) or said or around
        nothing = HEADLINE if BLANK.fullmatch(plain(self.header)) and not part else ()
        return (*sorted(details),) or ((outcome,) if outcome else nothing)

    def _details(self, rows: tuple[Known, ...], labels: list[str]) -> set[str]:
        table, texts = self.place.table, [piece for text in (self.header, *labels) for piece in text.split(":")]
        pieces = tuple(plain(_SHARE.sub("", without_base(text))) for text in texts)
        around = plain(" ".join((table.context, *table.header, *labels)))
        return {n for r in rows for n in r.names if ":" in n and names_detail(n, pieces, around)}


def parted(table: Table) -> bool:
    """True for a table in which each row is about a part of its group: those refused for a reason, say."""
    return bool(PARTS & {plain(name) for name in table.header})


def cells(place: Place) -> Iterator[Cell]:
    """Every cell of a table. Its headers are a row too: a block of numbers without a header begins with them."""
    header = place.table.header
    first = tuple(Item(text, place=f"header {at + 1}") for at, text in enumerate(header))
    yield from (Cell(place, 0, first, "", item) for item in first)
    for line, row in enumerate(place.table.rows, 1):
        yield from (Cell(place, line, row, header[at] if at < len(header) else "", i) for at, i in enumerate(row))
