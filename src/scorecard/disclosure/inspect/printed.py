"""A file's tables in; the counts that they print out, as rows of which nothing is withheld.

A release that stands as it was first printed shows other counts than the internal ones of today, and what follows from
them is as well known as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scorecard.disclosure.inspect.about import Place
from scorecard.disclosure.inspect.content import Table
from scorecard.disclosure.inspect.subject import cells
from scorecard.disclosure.inspect.withheld import Known, Secrets

Found = tuple[tuple[str, ...], int, str, int]  # a key, a line of the table, a count's name, the count


def printed(secrets: Secrets, tables: Iterable[Table]) -> tuple[Secrets, ...]:
    """The counts of each table of which it is certain whom and what they are about; a withheld count is not one."""
    return tuple(Secrets(_rows(found)) for table in tables if (found := tuple(_counts(Place(secrets, table)))))


def _counts(place: Place) -> Iterator[Found]:
    for cell in cells(place):
        for number in cell.numbers():
            rows = cell.rows(number) if cell.counts(number) else ()
            names = cell.names(rows) if len(rows) == 1 else ()
            if len(names) == 1 and not (names[0] in rows[0].withheld and rows[0].counts.get(names[0]) == number.value):
                yield rows[0].key, cell.line, names[0], int(number.value)


def _rows(found: Iterable[Found]) -> tuple[Known, ...]:
    counts: dict[tuple[tuple[str, ...], int], dict[str, int]] = {}
    for key, line, name, count in found:
        counts.setdefault((key, line), {})[name] = count
    return tuple(Known(key, of) for (key, _), of in counts.items())
