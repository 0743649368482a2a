"""Is any withheld count in a file? Beside its own group, as a rate in its row, or as a telling fraction anywhere.

Three searches, each narrow enough to mean something when it finds:
1. a table's row (or a chart's category) named after a group, under a header named after a measure, that holds the
   withheld count, or the rate made of it at whatever digits are printed;
2. a sentence that names the group and the outcome and holds the count ("3 of 17");
3. anywhere, a number of four or more digits which to its last digit is the rate of a withheld row.
A number that a row whose counts are shown explains as well is left aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from scorecard.disclosure.inspect.content import Content, Item, Table, Text
from scorecard.disclosure.inspect.numbers import last_decimal, printed, significant
from scorecard.disclosure.inspect.report import Leak
from scorecard.disclosure.inspect.withheld import Known, Secrets
from scorecard.model import ALL, KEY, MEASURES

PRECISE = 4  # significant digits from which a fraction points at its two counts
LONGEST = 5_000
_WORDS = {
    "passed": r"\bpass(ed|es)?\b|\bclear(ed)?\b|\bgranted\b|\baccepted\b",
    "refused": r"\brefus(ed|als?)\b|\bfail(ed|ures?)?\b|\brejected\b|\bdeclined\b|\bdid not pass\b",
    "decided": r"\bdecided\b|\bdecisions?\b|\bapplicants?\b|\bapplied\b|\bassessed\b|\btotal\b|\bbase\b|\bvetted\b",
    "withdrawn_by_applicant": r"withdr[ae]w[a-z]* by (the )?applicants?|withdr[ae]w",
    "withdrawn_by_force": r"withdr[ae]wn? by (the )?force",
    "suspended": r"\bsuspended\b",
    "cancelled": r"\bcancelled\b",
    "pending": r"\bpending\b",
}
WORDS = {measure: re.compile(pattern, re.IGNORECASE) for measure, pattern in _WORDS.items()}
RATE = re.compile(r"rate|%|per ?cent|proportion|share|ratio", re.IGNORECASE)
WORKFORCE = {"officer": re.compile(r"\bofficers?\b", re.IGNORECASE), "staff": re.compile(r"\bstaff\b", re.IGNORECASE)}
_NUMBER = re.compile(r"(?<![\w.,])[+\-−]?\d[\d,]*(?:\.\d+)?\s?%?(?![\w])")


class Search:
    """The searches over one set of secrets."""

    def __init__(self, secrets: Secrets) -> None:
        self.secrets = secrets

    @cached_property
    def fractions(self) -> tuple[tuple[float, Known], ...]:
        """Every rate from which a withheld count follows, with its row."""
        rows = (r for r in self.secrets.rows if r.withheld)
        return tuple((rate, r) for r in rows for pair, rate in r.rates() if r.withheld & {*pair} and 0 < rate < 1)

    @cached_property
    def parts(self) -> dict[str, set[str]]:
        """The values of each part of the key: a table that writes them otherwise is matched by its words."""
        return {k: {r.part(k) for r in self.secrets.rows} for k in KEY if k != "group"} | {"group": set()}

    @cached_property
    def shown(self) -> tuple[float, ...]:
        """Every rate of two counts that are both shown."""
        pairs = ((r, pair, rate) for r in self.secrets.rows for pair, rate in r.rates())
        return tuple(rate for r, pair, rate in pairs if not r.withheld & {*pair})

    def leaks(self, content: Content) -> Iterator[Leak]:
        """All findings in a file's tables and texts."""
        for table in content.tables:
            yield from self._table(table)
        for text in content.texts:
            yield from self._text(text)

    def _table(self, table: Table) -> Iterator[Leak]:
        key_columns = {name.strip().lower(): at for at, name in enumerate(table.header)}
        for row in table.rows:
            rows = self._rows(table, row, key_columns)
            for at, item in enumerate(row):
                if item.value is None or not item.quantity:
                    continue
                header = table.header[at] if at < len(table.header) else ""
                named = f"{header} {table.context}" if not _measure(header) else header
                found = self._in_row(rows, named.replace("_", " "), item)
                yield from (Leak(found[0], table.where, f"{item.place}, {found[1]}") for _ in [0] if found)
                if not found and self._telling(item.value, last_decimal(item.value)):
                    yield Leak("withheld_rate", table.where, f"{item.place}, a fraction of withheld counts")

    def _rows(self, table: Table, row: tuple[Item, ...], key_columns: dict[str, int]) -> tuple[Known, ...]:
        """The rows of counts that a table's row may be about: by its key's columns, else by its labels and context."""
        texts = {i.text.strip().casefold() for i in row if i.value is None}
        context = " ".join([table.context, *texts])
        keyed = {k: row[at].text.strip() for k in KEY if (at := key_columns.get(k, -1)) >= 0 and at < len(row)}
        if "group" in keyed:
            rows: Iterable[Known] = self.secrets.by_group.get(keyed["group"].casefold(), ())
            said = {k: v for k, v in keyed.items() if v in self.parts[k]}
            return tuple(r for r in rows if _fits(r, context) and all(r.part(k) == v for k, v in said.items()))
        rows = (r for text in texts for r in self.secrets.by_group.get(text, ()))
        return tuple(r for r in rows if _fits(r, context))

    def _in_row(self, rows: tuple[Known, ...], header: str, item: Item) -> tuple[str, str] | None:
        """("withheld_count" or "withheld_rate", the group and measure) where an item gives one away."""
        measure, value = _measure(header), item.value
        assert value is not None
        if not measure or not rows:
            return None
        if RATE.search(header) or (item.decimals or 0) > 0 or value != int(value):
            decimals = last_decimal(value) if item.decimals is None else item.decimals
            pair = (measure, "decided")
            hits = [r for r in rows if any(p == pair and _equal(v, value, decimals) for p, v in r.rates())]
            open_rows = [r for r in hits if not r.withheld & {*pair}]
            kind = "withheld_rate"
        else:
            hits = [r for r in rows if r.counts.get(measure) == value and (value or measure in r.withheld)]
            open_rows = [r for r in hits if measure not in r.withheld]
            kind = "withheld_count"
        return (kind, f"{hits[0].group}, {measure}") if hits and not open_rows else None

    def _text(self, text: Text) -> Iterator[Leak]:
        if len(text.text) > LONGEST:
            return
        for sentence in re.split(r"(?<=[.;!?])\s+", text.text):
            numbers = [n for m in _NUMBER.finditer(sentence) if (n := printed(m.group()))]
            if not numbers:
                continue
            yield from self._sentence(text.where, sentence, numbers)
            if any(self._telling(value, decimals) for value, decimals in numbers):
                yield Leak("withheld_rate", text.where, "a fraction of withheld counts in a sentence")

    def _sentence(self, where: str, sentence: str, numbers: list[tuple[float, int]]) -> Iterator[Leak]:
        named = [r for r in self._named(sentence) if _fits(r, sentence)]
        said = {m for m in MEASURES if WORDS[m].search(sentence)}
        values = {value for value, decimals in numbers if decimals == 0}
        shown = {r.counts[m] for r in named for m in r.counts.keys() - r.withheld}
        for row in named:
            for measure in row.withheld & said & row.counts.keys():
                if row.counts[measure] in values - shown - {0}:
                    yield Leak("withheld_count", where, f"{row.group}, {measure}, in a sentence")
        rates = [(v, d) for v, d in numbers if d > 0]
        hits = [
            (row, v, d)
            for v, d in rates
            for row in named
            for p, r in row.rates()
            if row.withheld & {*p} and _equal(r, v, d)
        ]
        for row, value, decimals in hits:
            if not any(_equal(r, value, decimals) for o in named for p, r in o.rates() if not o.withheld & {*p}):
                yield Leak("withheld_rate", where, f"{row.group}, in a sentence")

    def _named(self, sentence: str) -> Iterator[Known]:
        lower = sentence.casefold()
        for group, rows in self.secrets.by_group.items():
            if group != ALL.casefold() and re.search(rf"(?<!\w){re.escape(group)}(?!\w)", lower):
                yield from rows

    def _telling(self, value: float, decimals: int) -> bool:
        """True for a number of four or more digits that is the rate of a withheld row and of no shown one."""
        if significant(value) < PRECISE or not 0 < value < 100:
            return False
        for scaled, digits in ((value, decimals), (value / 100, decimals + 2)):
            if any(_equal(rate, scaled, digits) for rate, _ in self.fractions):
                return not any(_equal(rate, scaled, digits) for rate in self.shown)
        return False


def _equal(exact: float, stored: float, decimals: int) -> bool:
    """True where a number printed with these decimals is that exact one, rounded or cut."""
    unit = 10.0 ** -min(decimals, 15)
    return abs(exact - stored) <= unit * 0.5000001


def _measure(header: str) -> str | None:
    """The measure that a header names: "Refused", "Refusal rate", "refused"; None for none or several."""
    plain = header.replace("_", " ")
    if plain.strip().lower() in {m.replace("_", " ") for m in MEASURES}:
        return plain.strip().lower().replace(" ", "_")
    named = [m for m in ("refused", "passed", *MEASURES[3:]) if WORDS[m].search(plain)]
    if "withdrawn_by_force" in named and "withdrawn_by_applicant" in named:
        named.remove("withdrawn_by_applicant")
    if not named and WORDS["decided"].search(plain):
        return "decided"
    return named[0] if len(named) == 1 else None


def _fits(row: Known, context: str) -> bool:
    """False where the words around name the other workforce, another period, or another breakdown's crossing."""
    named = [w for w, pattern in WORKFORCE.items() if pattern.search(context)]
    return not named or row.part("workforce") in named or row.part("workforce") not in WORKFORCE
