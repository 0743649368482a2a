"""Does a file point at people, or at who made it? Columns, values and traces, by the patterns of identifiers.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from scorecard.disclosure.inspect.content import Content, Item, Table, Text
from scorecard.disclosure.inspect.report import Leak

_LISTS = tomllib.loads(files(__package__).joinpath("identifiers.toml").read_text("utf-8"))
HEADERS = frozenset(_LISTS["headers"])
PERSON_ROWS = tuple(frozenset(names) for names in _LISTS["person_rows"])
FEWEST = 3  # values of a shape make a column of it
MOSTLY = 0.9
LONGEST = 10_000  # characters of one text that are looked at
UNCLEAR = {
    "age",
    "comment",
    "comments",
    "notes",
    "remarks",
    "case",
    "person",
    "name",
    "candidate",
    "applicant",
    "pnc",
    "born",
}


def _patterns(group: str, flags: int = 0) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern, flags)) for name, pattern in _LISTS[group].items())


VALUES, CONTACTS = _patterns("values", re.IGNORECASE), _patterns("contacts", re.IGNORECASE)
COLUMNS, TRACES = _patterns("columns"), _patterns("traces", re.IGNORECASE)


def identifiers(content: Content) -> Iterator[Leak]:
    """Findings about people and makers in all tables and texts."""
    for table in content.tables:
        yield from _table(table)
    for text in content.texts:
        yield from _text(text)


def traces(where: str, text: str) -> Iterator[Leak]:
    """Paths, computers and networks named in a text; the text is not quoted."""
    for name, pattern in TRACES:
        if pattern.search(text):
            yield Leak("trace", where, name)


def _table(table: Table) -> Iterator[Leak]:
    header = {_plain(h) for h in table.header}
    if all(header & names for names in PERSON_ROWS) and len(table.rows) >= FEWEST:
        yield Leak("person_rows", table.where, f"{len(table.rows):,} rows with a decision date and an outcome")
    for name, items in table.columns():
        filled = [i for i in items if i.text.strip()]
        if _names_people(name, filled):
            yield Leak("person_column", table.where, f'"{name.strip()[:40]}", {len(filled):,} values')
        elif shape := _shape(filled):
            yield Leak("person_column", table.where, f"{len(filled):,} values like {shape}")
    for item in (i for row in table.rows for i in row if i.value is None and len(i.text) < 200):
        yield from (Leak("person_value", table.where, f"{n}, {item.place}") for n, p in CONTACTS if p.search(item.text))


def _plain(header: str) -> str:
    return re.sub(r"[\W_]+", " ", header).strip().lower()


def _names_people(header: str, items: list[Item]) -> bool:
    """A header of the list over values; one that may also head a list of things needs many different values."""
    plain = _plain(header)
    if plain not in HEADERS or not items:
        return False
    if plain in UNCLEAR:
        return len(items) >= 2 * FEWEST and len({i.text for i in items}) >= MOSTLY * len(items)
    return True


def _shape(items: list[Item]) -> str:
    texts = [i.text.strip() for i in items]
    if len(texts) < FEWEST or len(set(texts)) < MOSTLY * len(texts):
        return ""
    for name, pattern in COLUMNS:
        if sum(bool(pattern.fullmatch(t[:60])) for t in texts) >= MOSTLY * len(texts):
            return name
    return ""


def _text(text: Text) -> Iterator[Leak]:
    piece = text.text[:LONGEST]
    yield from traces(text.where, piece)
    for name, pattern in VALUES:
        if pattern.search(piece):
            yield Leak("person_value", text.where, name)
    for name, pattern in CONTACTS:
        if pattern.search(piece):
            yield Leak("contact" if text.shown else "person_value", text.where, name)
