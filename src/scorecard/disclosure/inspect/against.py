"""Is any withheld count in a file? Beside its own group, as a rate in its row, or as a telling fraction anywhere.

Three searches, each narrow enough to mean something when it finds:
1. a cell whose row, header or words name a group and an outcome (or a reason ...), and that holds the withheld count,
   or a rate made of it;
2. a sentence that names the group and the outcome and holds the count ("3 of 17") or a rate;
3. anywhere, a number of four or more digits which to its last digit is the rate of a withheld row.
A number that rows whose counts are shown explain as well is left aside, and so is one of two digits, where it is not
certain which row it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from scorecard.disclosure.inspect.about import Place, sentence_rows
from scorecard.disclosure.inspect.content import Content, Item, Table, Text
from scorecard.disclosure.inspect.explained import explained
from scorecard.disclosure.inspect.quantity import Number, equal, numbers_of_cell, numbers_of_sentence
from scorecard.disclosure.inspect.report import Leak
from scorecard.disclosure.inspect.withheld import Known, Rate, Secrets
from scorecard.disclosure.inspect.wording import (
    LEVEL,
    OTHERWISE,
    RATE,
    RATIO,
    measure,
    measures,
    names_detail,
    plain,
    without_base,
)  # fmt: skip

PRECISE = 4  # significant digits from which a fraction points at its two counts
CERTAIN = 3  # digits from which a rate beside a group points at a row of it
LONGEST = 5_000
Hit = tuple[tuple[Known, ...], Rate]  # the rows that a rate or ratio is made of, and its value


class Search:
    """The searches over one set of secrets."""

    def __init__(self, secrets: Secrets) -> None:
        self.secrets = secrets

    @cached_property
    def fractions(self) -> tuple[float, ...]:
        """Every rate from which a withheld count of people passed or refused follows."""
        rates = ((r, q) for r in self.secrets.rows if r.withheld for q in r.quotients())
        return tuple({q.value for r, q in rates if r.withheld & q.made_of and 0 < q.value < 1})

    @cached_property
    def shown(self) -> tuple[float, ...]:
        """Every rate of two counts that are both shown."""
        return tuple({q.value for r in self.secrets.rows for q in r.quotients() if r.shows(*q.made_of)})

    def leaks(self, content: Content) -> Iterator[Leak]:
        """All findings in a file's tables and texts."""
        for table in content.tables:
            yield from self._table(table)
        for text in content.texts:
            yield from self._text(text)

    def _table(self, table: Table) -> Iterator[Leak]:
        place = Place(self.secrets, table)
        headers = tuple(Item(h, place=f"header {at + 1}") for at, h in enumerate(table.header))
        for row in (headers, *table.rows):  # a block of numbers without a header begins with them
            for at, item in enumerate(row):
                header = table.header[at] if at < len(table.header) and row is not headers else ""
                for number in numbers_of_cell(item):
                    yield from self._cell(place, row, header, item, number)

    def _cell(self, place: Place, row: tuple[Item, ...], header: str, item: Item, number: Number) -> Iterator[Leak]:
        rows = place.rows(row, header) if not OTHERWISE.search(header.replace("_", " ")) and not number.signed else ()
        for name in _names(rows, row, header, place.table):
            if found := self._found(rows, name, header, number):
                yield Leak(found, place.table.where, f"{item.place}, {_spoken(rows[0], name)}")
                return
        if self._telling(number):
            yield Leak("withheld_rate", place.table.where, f"{item.place}, a fraction of withheld counts")

    def _found(self, rows: tuple[Known, ...], name: str, header: str, number: Number) -> str:
        """ "withheld_count" or "withheld_rate" where the number gives a count of that name away, else ""."""
        if number.fraction or (RATE.search(without_base(header)) and not number.people):
            return "withheld_rate" if self._is_rate(rows, name, header, number) else ""
        hit = [r for r in rows if r.counts.get(name) == number.value and (number.value or name in r.withheld)]
        return "withheld_count" if any(name in r.withheld for r in hit) and not _any_shows(hit, name) else ""

    def _is_rate(self, rows: tuple[Known, ...], name: str, header: str, number: Number) -> bool:
        """True where the number is a rate of that count, or a ratio of such rates, and gives a withheld count away."""
        one, ratio = len({r.key[:4] for r in rows}) == 1, bool(RATIO.search(header))
        if not one and number.digits < CERTAIN:
            return False
        made: list[Hit] = [((r,), q) for r in rows for q in r.rates(name)]
        made += self._ratios(rows, name, header) if one and ratio else []
        return self._leaking([(of, q) for of, q in made if number.is_(q.value, percent=not ratio)], rows, number)

    def _ratios(self, rows: tuple[Known, ...], name: str, header: str) -> list[Hit]:
        """The ratios of a row's rate to those of the other groups of its breakdown, to the one named if one is."""
        if name not in ("refused", "passed") or "not passed" in plain(header):
            return []
        over = plain(header.rpartition("÷")[2])
        beside = [(r, o) for r in rows for o in self.secrets.siblings[r.key[:4]] if o is not r]
        named = [(r, o) for r, o in beside if plain(o.group) == over]
        return [((r, o), q) for r, o in named or beside for q in r.ratio_to(o, name)]

    def _leaking(self, hits: Iterable[Hit], rows: tuple[Known, ...], number: Number) -> bool:
        """True where the number is made of a withheld count and nothing that is shown explains it.

        A rate of 0 says nothing of what it is divided by.
        """
        hits = tuple(hits)
        withheld = any(r.withheld & (q.made_of if number.value else {q.name}) for of, q in hits for r in of)
        shown = any(all(r.shows(*q.made_of) for r in of) for of, q in hits)
        return withheld and not shown and not explained(self.secrets, rows, number)

    def _text(self, text: Text) -> Iterator[Leak]:
        if len(text.text) > LONGEST:
            return
        for sentence in re.split(r"(?<=[.;!?])\s+", text.text):
            numbers = numbers_of_sentence(LEVEL.sub(" ", sentence))
            if numbers:
                yield from self._sentence(text.where, sentence, numbers)
                if any(self._telling(number) for number in numbers):
                    yield Leak("withheld_rate", text.where, "a fraction of withheld counts in a sentence")

    def _sentence(self, where: str, sentence: str, numbers: tuple[Number, ...]) -> Iterator[Leak]:
        named = sentence_rows(self.secrets, sentence)
        said = measures(sentence) | _details(named, (plain(sentence),), plain(sentence), within=True)
        values = {n.value for n in numbers if not n.fraction and not n.signed}
        shown = {r.counts[m] for r in named for m in r.counts if r.shows(m)}
        for row in named:
            for name in sorted(row.withheld & said & row.counts.keys()):
                if row.counts[name] in values - shown - {0}:
                    yield Leak("withheld_count", where, f"{_spoken(row, name)}, in a sentence")
        for number in (n for n in numbers if n.fraction and n.digits >= CERTAIN):
            details = (((r,), q) for r in named for name in said if ":" in name for q in r.rates(name))
            rates = (*details, *(((r,), q) for r in named for q in r.quotients()))
            if self._leaking([(of, q) for of, q in rates if number.is_(q.value)], named, number):
                yield Leak("withheld_rate", where, f"{named[0].group}, in a sentence")

    def _telling(self, number: Number) -> bool:
        """True for a number of four or more digits that is the rate of a withheld row and of no shown one."""
        if number.significant < PRECISE or not 0 < number.value < 100:
            return False
        for value, decimals in number.as_fractions():
            if any(equal(rate, value, decimals) for rate in self.fractions):
                return not any(equal(rate, value, decimals) for rate in self.shown)
        return False


def _any_shows(rows: Iterable[Known], name: str) -> bool:
    return any(r.shows(name) for r in rows)


def _names(rows: tuple[Known, ...], row: tuple[Item, ...], header: str, table: Table) -> list[str]:
    """The counts that a cell may be about: by its header, else by its row's labels, else by the words around."""
    if not rows:
        return []
    labels = [i.text for i in row if i.value is None and i.text]
    groups = {r.group.casefold() for r in rows}
    outcome = (
        measure(header) or measure(" ".join(t for t in labels if t.casefold() not in groups)) or measure(table.context)
    )
    pieces = tuple(plain(without_base(t)) for t in (header, *labels) if t.casefold() not in groups)
    around = plain(" ".join((table.context, *table.header, *labels)))
    return sorted(_details(rows, pieces, around)) + ([outcome] if outcome else [])


def _details(rows: tuple[Known, ...], pieces: tuple[str, ...], around: str, within: bool = False) -> set[str]:
    known = {name for r in rows for name in r.withheld | r.counts.keys() if ":" in name}
    return {name for name in known if names_detail(name, pieces, around, within=within)}


def _spoken(row: Known, name: str) -> str:
    return f"{row.group}, {plain(name)}"
