"""Is any withheld count in a file? Beside its own group, as a rate in its row, or as a telling fraction anywhere.

Four searches, each narrow enough to mean something when it finds:
1. a cell whose row, header or words name a group and an outcome (or a reason ...), and that holds the withheld count,
   or a rate made of it;
2. a cell of a withheld row under a header that only its counts can fill (limits of its rate, refusals above parity);
3. words that name the group and hold the count ("3 of 17") or a rate (sentences);
4. anywhere, a number of four or more digits which to its last digit is the rate of a withheld row (telling).
A number that rows whose counts are shown explain as well is left aside, and so is one of two digits, where it is not
certain which row it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from scorecard.disclosure.inspect.about import Place
from scorecard.disclosure.inspect.content import Content, Item, Table
from scorecard.disclosure.inspect.quantity import Number, numbers_of_cell
from scorecard.disclosure.inspect.report import Leak
from scorecard.disclosure.inspect.sentences import CERTAIN, Sentences
from scorecard.disclosure.inspect.telling import Hit, Telling
from scorecard.disclosure.inspect.withheld import Known, Secrets
from scorecard.disclosure.inspect.wording import (
    BLANK,
    DERIVED,
    HEADLINE,
    OTHERWISE,
    RATE,
    RATIO,
    SYMBOL,
    measure,
    names_detail,
    plain,
    without_base,
)  # fmt: skip

PARTIAL = {"reason", "contact", "outcome"}  # a row of such a table is about some of its group only


class Search:
    """The searches over one set of secrets."""

    def __init__(self, secrets: Secrets) -> None:
        self.secrets = secrets
        self.telling = Telling(secrets)

    def leaks(self, content: Content) -> Iterator[Leak]:
        """All findings in a file's tables and texts."""
        for table in content.tables:
            yield from self._table(table)
        yield from Sentences(self.secrets, self.telling).leaks(content.texts)

    def _table(self, table: Table) -> Iterator[Leak]:
        place = Place(self.secrets, table)
        whole = not PARTIAL & {plain(name) for name in table.header}
        headers = tuple(Item(h, place=f"header {at + 1}") for at, h in enumerate(table.header))
        for row in (headers, *table.rows):  # a block of numbers without a header begins with them
            for at, item in enumerate(row):
                header = table.header[at] if at < len(table.header) and row is not headers else ""
                if whole and DERIVED.search(plain(header)) and _fills(item) and self._derived(place.rows(row, header)):
                    yield Leak("withheld_rate", table.where, f"{item.place}, worked out from a withheld count")
                    continue
                for number in self._numbers(item, header, place):
                    if not _from_base(number, row, table.header):
                        yield from self._cell(place, row, header, item, number)

    def _numbers(self, item: Item, header: str, place: Place) -> tuple[Number, ...]:
        """The numbers of a cell, but for those of the force's name and the periods' labels."""
        labels = self.secrets.labels
        if labels.fill(item.text, header):
            return ()
        return numbers_of_cell(replace(item, text=labels.out_of(item.text)), place.labels)

    def _derived(self, rows: tuple[Known, ...]) -> bool:
        """True where a number worked out from refused or passed is about withheld counts alone."""
        one = len({r.key[:4] for r in rows}) == 1
        return one and all(r.withheld & {"refused", "passed"} for r in rows)

    def _cell(self, place: Place, row: tuple[Item, ...], header: str, item: Item, number: Number) -> Iterator[Leak]:
        rows = place.rows(row, header) if not OTHERWISE.search(header.replace("_", " ")) and not number.signed else ()
        for name in _names(rows, row, header, place.table):
            if found := self._found(rows, name, header, number):
                yield Leak(found, place.table.where, f"{item.place}, {rows[0].group}, {plain(name)}")
                return
        if self.telling.anywhere(number):
            yield Leak("withheld_rate", place.table.where, f"{item.place}, a fraction of withheld counts")

    def _found(self, rows: tuple[Known, ...], name: str, header: str, number: Number) -> str:
        """ "withheld_count" or "withheld_rate" where the number gives a count of that name away, else ""."""
        if number.fraction or (RATE.search(without_base(header)) and not number.people):
            return "withheld_rate" if name and self._is_rate(rows, name, header, number) else ""
        names = (name,) if name else HEADLINE  # beside a group alone a number may be any of them
        hit = [
            r for r in rows if any(r.counts.get(n) == number.value and (number.value or n in r.withheld) for n in names)
        ]
        found = any(r.counts.get(n) == number.value and n in r.withheld for r in hit for n in names)
        return "withheld_count" if found and not _any_shows(hit, names, number) else ""

    def _is_rate(self, rows: tuple[Known, ...], name: str, header: str, number: Number) -> bool:
        """True where the number is a rate of that count, or a ratio of such rates, and gives a withheld count away."""
        one, ratio = len({r.key[:4] for r in rows}) == 1, bool(RATIO.search(header))
        if not one and number.digits < CERTAIN:
            return False
        made: list[Hit] = [((r,), q) for r in rows for q in r.rates(name)]
        made += self._ratios(rows, name, header) if one and ratio else []
        return self.telling.of([(of, q) for of, q in made if number.is_(q.value, percent=not ratio)], rows, number)

    def _ratios(self, rows: tuple[Known, ...], name: str, header: str) -> list[Hit]:
        """The ratios of a row's rate to those of the other groups of its breakdown, to the one named if one is."""
        if name not in ("refused", "passed") or "not passed" in plain(header):
            return []
        over = plain(header.rpartition("÷")[2])
        beside = [(r, o) for r in rows for o in self.secrets.siblings[r.key[:4]] if o is not r]
        named = [(r, o) for r, o in beside if plain(o.group) == over]
        return [((r, o), q) for r, o in named or beside for q in r.ratio_to(o, name)]


def _any_shows(rows: Iterable[Known], names: Iterable[str], number: Number) -> bool:
    return any(r.counts.get(n) == number.value and r.shows(n) for r in rows for n in names)


def _fills(item: Item) -> bool:
    """True for a cell that says something: a number, or a word that is no symbol for what is left out."""
    return item.value is not None or not SYMBOL.fullmatch(plain(item.text))


def _from_base(number: Number, row: tuple[Item, ...], header: tuple[str, ...]) -> bool:
    """True for a share that the count and the base printed in its own row give out: it says no more than they do."""
    by_name = {plain(name): numbers_of_cell(item)[:1] for name, item in zip(header, row, strict=False)}
    base = next((n.value for n in by_name.pop("base", ())), 0)
    counts = (n.value for numbers in by_name.values() for n in numbers if not n.fraction)
    return bool(number.fraction and base and any(number.is_(count / base, percent=True) for count in counts))


def _names(rows: tuple[Known, ...], row: tuple[Item, ...], header: str, table: Table) -> list[str]:
    """The counts that a cell may be about: by its header, else by its row's labels, else by the words around.

    [""] where none of them says anything: a group and a number beside it, or the base of what the row is about.
    """
    if not rows or plain(header) == "base":
        return [""] if rows else []
    labels = [i.text for i in row if i.value is None and i.text]
    groups = {r.group.casefold() for r in rows}
    outcome = (
        measure(header) or measure(" ".join(t for t in labels if t.casefold() not in groups)) or measure(table.context)
    )
    pieces = tuple(plain(without_base(t)) for t in (header, *labels) if t.casefold() not in groups)
    around = plain(" ".join((table.context, *table.header, *labels)))
    found = sorted(_details(rows, pieces, around)) + ([outcome] if outcome else [])
    return found or ([""] if BLANK.fullmatch(plain(header)) else [])


def _details(rows: tuple[Known, ...], pieces: tuple[str, ...], around: str) -> set[str]:
    return {n for r in rows for n in r.names if ":" in n and names_detail(n, pieces, around)}
