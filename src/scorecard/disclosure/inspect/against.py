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

from collections.abc import Iterator

from scorecard.disclosure.inspect.about import Place
from scorecard.disclosure.inspect.content import Content, Item, Table
from scorecard.disclosure.inspect.printed import printed
from scorecard.disclosure.inspect.quantity import Number
from scorecard.disclosure.inspect.report import Leak
from scorecard.disclosure.inspect.sentences import CERTAIN, Sentences
from scorecard.disclosure.inspect.subject import Cell, Names, cells, parted
from scorecard.disclosure.inspect.telling import Hit, Telling
from scorecard.disclosure.inspect.withheld import Known, Secrets
from scorecard.disclosure.inspect.wording import DERIVED, HEADLINE, RATIO, SYMBOL, plain

Rows = tuple[Known, ...]


class Search:
    """The searches over one set of secrets."""

    def __init__(self, secrets: Secrets) -> None:
        self.secrets = secrets

    def leaks(self, content: Content) -> Iterator[Leak]:
        """All findings in a file's tables and texts."""
        telling = Telling(self.secrets, printed(self.secrets, content.tables))
        for table in content.tables:
            yield from self._table(table, telling)
        yield from Sentences(self.secrets, telling).leaks(content.texts)

    def _table(self, table: Table, telling: Telling) -> Iterator[Leak]:
        whole = not parted(table)
        for cell in cells(Place(self.secrets, table)):
            if whole and DERIVED.search(plain(cell.header)) and _fills(cell.item) and _derived(cell):
                yield Leak("withheld_rate", table.where, f"{cell.item.place}, worked out from a withheld count")
                continue
            for number in cell.numbers():
                rows = cell.rows(number)
                names = cell.names(rows)
                if found := self._found(cell, number, rows, names, telling):
                    yield Leak(found, table.where, f"{cell.item.place}, {rows[0].group}, {plain(names[0])}")
                elif telling.anywhere(number):
                    yield Leak("withheld_rate", table.where, f"{cell.item.place}, a fraction of withheld counts")

    def _found(self, cell: Cell, number: Number, rows: Rows, names: Names, telling: Telling) -> str:
        """ "withheld_count" or "withheld_rate" where the number gives a count of these names away, else ""."""
        if not cell.counts(number):
            return "withheld_rate" if telling.of(self._rates(cell, number, rows, names, telling), rows, number) else ""
        same = [(r, n) for r in rows for n in names if r.counts.get(n) == number.value]
        found = any(n in r.withheld for r, n in same) and not any(r.shows(n) for r, n in same)
        return "withheld_count" if found else ""

    def _rates(self, cell: Cell, number: Number, rows: Rows, names: Names, telling: Telling) -> list[Hit]:
        """The rates of such counts, and the ratios of such rates, that the number is; none for two digits where it is
        not certain which row it is about, or beside which."""
        one, ratio = len({r.key[:4] for r in rows}) == 1, bool(RATIO.search(cell.header))
        if names == HEADLINE or (not one and number.digits < CERTAIN):
            return []
        made: list[Hit] = [((r,), q) for r in telling.also(rows) for name in names for q in r.rates(name)]
        if one and ratio and "not passed" not in plain(cell.header):
            beside = self._beside(cell, rows[0])
            certain = len(beside) == 1 or number.digits >= CERTAIN
            pairs = [(r, o) for r in rows for o in beside if o is not r] if certain else []
            made += [((r, o), q) for r, o in pairs for name in {*names} & {*HEADLINE[1:]} for q in r.ratio_to(o, name)]
        return [(of, q) for of, q in made if number.is_(q.value, percent=not ratio)]

    def _beside(self, cell: Cell, row: Known) -> Rows:
        """The groups that a ratio of this row may be to: those that its header or its row names, else all."""
        labels = {plain(i.text) for i in cell.row if i.value is None}
        over = plain(cell.header.rpartition("÷")[2].partition("(")[0])
        others = self.secrets.siblings[row.key[:4]]
        named = tuple(o for o in others if plain(o.group) == over)
        return named or tuple(o for o in others if o.key != row.key and plain(o.group) in labels) or others


def _derived(cell: Cell) -> bool:
    """True where a number worked out from refused or passed is about withheld counts alone."""
    rows = cell.place.rows(cell.row, cell.header)
    return len({r.key[:4] for r in rows}) == 1 and all(r.withheld & {"refused", "passed"} for r in rows)


def _fills(item: Item) -> bool:
    """True for a cell that says something: a number, or a word that is no symbol for what is left out."""
    return item.value is not None or not SYMBOL.fullmatch(plain(item.text))
