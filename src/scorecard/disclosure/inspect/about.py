"""A table's row or a sentence in; the rows of counts that it may be about out, by its groups and the words around.

What names a row: its key's columns; else a label or header that is a group's name. What narrows it down: the
breakdown whose groups the table lists or its words name, the workforce and the period that are named nearest.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from scorecard.disclosure.inspect.content import Item, Table
from scorecard.disclosure.inspect.withheld import Known, Secrets
from scorecard.disclosure.inspect.wording import PEOPLE, PERIOD, breakdowns, measure, workforces
from scorecard.model import ALL, KEY

LABEL = 40  # characters of a row's label
_UNKNOWN = re.compile(r"(un)?known[_ ]")  # a header about those unknown, or all others, whatever its row's group
_AFTER = re.compile(r"\u2003|\s{2,}|\s\[\w\]$|\s[\d.,]+\s?%?$")  # a number or symbol written behind a name


class Place:
    """A table beside the secrets: which rows of counts each of its cells may be about."""

    def __init__(self, secrets: Secrets, table: Table) -> None:
        self.secrets, self.table = secrets, table
        self.columns = {name.strip().casefold(): at for at, name in enumerate(table.header)}
        self.listed = _listed(secrets, table)
        self.labels = secrets.by_group.keys()

    def rows(self, row: tuple[Item, ...], header: str) -> tuple[Known, ...]:
        """The rows of counts that a cell under this header may be about."""
        keyed = {k: row[at].text.strip() for k in KEY if (at := self.columns.get(k, -1)) >= 0 and at < len(row)}
        labels = [i.text for i in row if i.value is None and i.text]
        said = " ".join(keyed[k] for k in ("workforce", "breakdown") if k in keyed) or " ".join(labels)
        groups = self._groups([keyed["group"]] if "group" in keyed else labels, header)
        found = tuple(r for g in groups for r in self.secrets.by_group.get(g, ()))
        if "period" in keyed:
            found = tuple(r for r in found if r.part("period") == keyed["period"])
        forces = {text.strip() for text in labels} & self.secrets.forces
        found = tuple(r for r in found if not forces or r.part("force") in forces)
        return self._narrowed(found, f"{said} {header}", keyed.get("breakdown", "").casefold())

    def _groups(self, labels: list[str], header: str) -> set[str]:
        """The groups of a cell: its row's labels, with those of its header of the same breakdown; else those that a
        longer label, the header, or the words over the whole table name, if these name one and the row an outcome."""
        by_group, headed = self.secrets.by_group, set(_headed(self.secrets, header))
        if of := _UNKNOWN.match(header.casefold()):
            return {"unknown"} if of[1] else set()
        if groups := {label(text, by_group) for text in labels} & by_group.keys():
            parts = {r.part("breakdown") for g in groups for r in by_group[g]}
            return groups | {g for g in headed if {r.part("breakdown") for r in by_group[g]} & parts}
        named = {g for text in labels if len(text) <= LABEL for g in _headed(self.secrets, text)} | headed
        if named or not (measure(f"{header} {' '.join(labels)}") or (not header and not labels)):
            return named
        over = {g for _, g in named_groups(self.secrets, f"{self.table.header[:1]} {self.table.context}")}
        return over if len(over) == 1 else set()

    def _narrowed(self, rows: tuple[Known, ...], near: str, breakdown: str) -> tuple[Known, ...]:
        known = {r.part("breakdown") for r in rows}
        around = breakdowns(self.table.context, known)
        allowed = {breakdown} & known or breakdowns(near, known) or around & self.listed or self.listed or around
        rows = tuple(r for r in rows if not allowed or r.part("breakdown") in allowed)
        return fitting(rows, near, self.table.context)


def label(text: str, known: Container[str] = ()) -> str:
    """A label as a group's name: "Mixed 8.5%" and "Mixed [c]" are "mixed", but "Under 26" is one that is `known`."""
    whole = text.strip().casefold()
    return whole if whole in known else _AFTER.split(whole)[0].strip()


def _headed(secrets: Secrets, header: str) -> Iterator[str]:
    """The groups that a header names: "Asian: cases", "Refused, unknown"; not what "group ÷ White" compares with."""
    before = re.split(r"[÷×(−]", header.replace("_", " "))[0].casefold()
    yield from (group for _, group in named_groups(secrets, before))
    if re.search(rf"\b{ALL.casefold()}\b", before) and ALL.casefold() in secrets.by_group:
        yield ALL.casefold()


def _listed(secrets: Secrets, table: Table) -> set[str]:
    """The breakdowns of which the table names most groups; none where it names no telling one."""
    labels = {label(i.text, secrets.by_group) for row in table.rows for i in row if i.value is None}
    labels |= {label(h.split(":")[0], secrets.by_group) for h in table.header}
    found = {b: len(groups & labels) for b, groups in secrets.groups.items()}
    most = max(found.values(), default=0)
    return {b for b, n in found.items() if n == most} if most else set()


def fitting(rows: Iterable[Known], *words: str) -> tuple[Known, ...]:
    """The rows of the workforces and periods that the first words name which name one; all of them where none do."""
    named = next(filter(None, map(workforces, words)), set())
    said = next(filter(None, map(PERIOD.findall, words)), [])
    rows = (r for r in rows if not named or r.part("workforce") in named)
    return tuple(r for r in rows if not said or r.part("period") in said)


def named_groups(secrets: Secrets, words: str) -> Iterator[tuple[int, str]]:
    """Where a sentence names groups, and which: (position, group). "Asian male" is the group "Asian, Male" if there is
    one; "other" in small letters names none, and "All" neither."""
    spans = [
        (found.start(), found.end(), PEOPLE.get(found.group(), found.group()))
        for found in secrets.spoken.finditer(words.casefold())
        if words[found.start() : found.end()] != "other"
    ]
    while spans:
        at, end, group = spans.pop(0)
        if spans and words[end : spans[0][0]].strip() in {"", ","}:
            after = spans[0][2]
            both = next((g for g in (f"{group}, {after}", f"{after}, {group}") if g in secrets.by_group), "")
            group = both or group
            spans = spans[1:] if both else spans
        yield at, group


def fitting_sentence(rows: tuple[Known, ...], *words: str) -> tuple[Known, ...]:
    """The rows of the breakdown, workforce and period that a sentence names, else the words before and around it."""
    known = {r.part("breakdown") for r in rows}
    wanted = next(filter(None, (breakdowns(said, known) for said in words)), set())
    return fitting((r for r in rows if not wanted or r.part("breakdown") in wanted), *words)
