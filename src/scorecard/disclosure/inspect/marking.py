"""Does a file say of itself that it is not for the public? Protective markings, and tables of the internal folder.

In: the content of a file. Out: leaks of the kind "not_public". The words are those of the Government Security
Classifications and of the scheme before it, and our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scorecard.disclosure.inspect.content import Content, Table
from scorecard.disclosure.inspect.report import Leak
from scorecard.model import KEY, MEASURES

ANYWHERE = re.compile(r"\bofficial[\s\u2010-\u2015-]+sensitive\b", re.IGNORECASE)
ALONE = re.compile(
    r"\W*(top secret|secret|confidential|restricted|protect|internal edition|(for )?internal use( only)?|"
    r"not for (publication|release|disclosure))\W*",
    re.IGNORECASE,
)
INTERNAL_MANIFEST = re.compile(r'\s*"edition"\s*:\s*"internal"')
TABLES = {  # by the columns that a table of the internal folder has, and no public one
    "a table of counts as they are": frozenset({*KEY, *MEASURES}),
    "a list of what is withheld": frozenset({*KEY, "topic", "measure", "reason", "low", "high"}),
    "findings of a review of cases": frozenset({*KEY, "reviewed", "supported", "look_again"}),
    "times to decision, which are internal": frozenset({*KEY, "dated", "lower_quartile", "upper_quartile"}),
    "ranks from exact counts": frozenset({*KEY, "reason", "rank", "rank_before"}),
}


def markings(content: Content) -> Iterator[Leak]:
    """All that marks the file, or a file within it, as internal."""
    for text in content.texts:
        if ANYWHERE.search(text.text) or ALONE.fullmatch(text.text) or INTERNAL_MANIFEST.match(text.text):
            yield Leak("not_public", text.where, f'"{text.text.strip()[:60]}"')
    for table in content.tables:
        yield from (Leak("not_public", table.where, what) for what, columns in TABLES.items() if _has(table, columns))
        words = {*table.header, *(i.text for row in table.rows for i in row if i.value is None)}
        for word in sorted(w for w in words if ANYWHERE.search(w) or ALONE.fullmatch(w)):
            yield Leak("not_public", table.where, f'"{word.strip()[:60]}"')


def _has(table: Table, columns: frozenset[str]) -> bool:
    return columns <= {name.strip().lower() for name in table.header}
