"""A number and the rows that it may be about in; whether counts that are shown give the same number out.

What may be worked out from shown counts, or from those that the file prints itself, is no leak: rates, ratios to
and differences from another group, shares of the total, and rates of not passing, withdrawals included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scorecard.disclosure.inspect.quantity import Number
from scorecard.disclosure.inspect.withheld import Known, Secrets
from scorecard.model import ALL, MEASURES

WITHDRAWN = ("withdrawn_by_applicant", "withdrawn_by_force")


def explained(secrets: Secrets, rows: Iterable[Known], number: Number) -> bool:
    """True where the shown counts of one of these rows, alone or beside another group's, give the number."""
    keys = {row.key for row in rows}
    values = (value for row in secrets.rows if row.key in keys for value in _values(secrets, row))
    return any(number.is_(value) or number.is_(100 * value) for value in values)


def _values(secrets: Secrets, row: Known) -> Iterator[float]:
    yield from _not_passed(row)
    for other in secrets.siblings[row.key[:4]]:
        if other.group == ALL:
            yield from _shares(row, other)
        yield from _compared(row, other)


def _not_passed(row: Known) -> Iterator[float]:
    if row.shows("decided", "refused", *WITHDRAWN) and row.counts.keys() >= {"decided", "refused", *WITHDRAWN}:
        withdrawn = sum(row.counts[w] for w in WITHDRAWN)
        if base := row.counts["decided"] + withdrawn:
            yield (row.counts["refused"] + withdrawn) / base


def _shares(row: Known, whole: Known) -> Iterator[float]:
    for name in MEASURES:
        if row.shows(name) and whole.shows(name) and whole.counts.get(name) and name in row.counts:
            yield row.counts[name] / whole.counts[name]


def _compared(row: Known, other: Known) -> Iterator[float]:
    for name in ("passed", "refused"):
        own, theirs = (_rate(r, name) for r in (row, other))
        if own is not None and theirs is not None:
            yield abs(own - theirs)
            yield from (a / b for a, b in ((own, theirs), (theirs, own)) if b)


def _rate(row: Known, name: str) -> float | None:
    if not row.shows(name, "decided") or name not in row.counts or not row.counts.get("decided"):
        return None
    return row.counts[name] / row.counts["decided"]
