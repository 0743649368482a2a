"""A printed fraction and the secrets in; whether a withheld count follows from it out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from scorecard.disclosure.inspect.explained import explained
from scorecard.disclosure.inspect.quantity import Number, equal
from scorecard.disclosure.inspect.withheld import Known, Rate, Secrets

PRECISE = 4  # significant digits from which a fraction points at its two counts
Hit = tuple[tuple[Known, ...], Rate]  # the rows that a rate or ratio is made of, and its value


class Telling:
    """The rates of one set of secrets: those that are withheld, and those that anybody can work out."""

    def __init__(self, secrets: Secrets, printed: tuple[Secrets, ...] = ()) -> None:
        """printed: the counts that the file itself prints, by table."""
        self.secrets, self.printed = secrets, printed

    @cached_property
    def fractions(self) -> tuple[float, ...]:
        """Every rate from which a withheld count of people passed or refused follows."""
        rates = ((r, q) for r in self.secrets.rows if r.withheld and r.listed for q in r.quotients())
        return tuple({q.value for r, q in rates if r.withheld & q.made_of and 0 < q.value < 1})

    @cached_property
    def shown(self) -> tuple[float, ...]:
        """Every rate of two counts that are both shown."""
        return tuple({q.value for r in self.secrets.rows for q in r.quotients() if r.shows(*q.made_of)})

    def anywhere(self, number: Number) -> bool:
        """True for a number of four or more digits that is the rate of a withheld row and of no shown one."""
        if number.significant < PRECISE or not 0 < number.value < 100:
            return False
        for value, decimals in number.as_fractions():
            if any(equal(rate, value, decimals) for rate in self.fractions):
                return not any(equal(rate, value, decimals) for rate in self.shown)
        return False

    def also(self, rows: tuple[Known, ...]) -> tuple[Known, ...]:
        """The rows, and what the file prints of the same groups."""
        keys = {row.key for row in rows}
        return (*rows, *(row for table in self.printed for row in table.rows if row.key in keys))

    def of(self, hits: Iterable[Hit], rows: tuple[Known, ...], number: Number) -> bool:
        """True where the number is made of a withheld count and nothing that is shown explains it.

        A rate of 0 says nothing of what it is divided by.
        """
        hits = tuple(hits)
        withheld = any(r.withheld & (q.made_of if number.value else {q.name}) for of, q in hits for r in of)
        shown = any(all(r.shows(*q.made_of) for r in of) for of, q in hits)
        return withheld and not shown and not any(explained(s, rows, number) for s in (self.secrets, *self.printed))
