"""Which column of a file is which of ours.

In: rows of text near the top of a file or sheet, and the settings. Out: a Layout. The header is the row that names the
most known columns; no cell above or below it is ever quoted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from scorecard.codes import COLUMNS, fold, headings, load
from scorecard.errors import ExtractError
from scorecard.extract.quoting import private
from scorecard.extract.settings import ExtractSettings
from scorecard.extract.words import clean, counted

_CONSTANT = "constant:"  # before the name of a column that the settings set to one value
_MOST_WORDS = 8  # of a heading; with more it is a sentence
SEARCHED = 60  # rows in which the header is looked for


@dataclass(frozen=True)
class Layout:
    """names: the file's headings, in order. positions: our column (or "count:<outcome>:<n>") -> position in `names`.

    header_row: the row of the header, from 1. ignored: headings that are not used.
    """

    names: tuple[str, ...]
    positions: dict[str, int]
    header_row: int

    @property
    def _unused(self) -> list[str]:
        used = set(self.positions.values())
        return [n for i, n in enumerate(self.names) if i not in used]

    @property
    def odd(self) -> bool:
        """Whether something stands in the row of headings that looks like none: an id, a date, a value, a sentence."""
        return not all(_is_heading(n) for n in self._unused)

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headings that are not used, as they may be shown."""
        names = self._unused
        if not self.odd:
            return tuple(clean(n) or "(no heading)" for n in names)
        return (f"{counted(len(names), 'column', 'columns')} whose headings look like the cells of a row",)

    def heading(self, column: str) -> str:
        """The file's own heading of our column, or "" where it has none."""
        at = self.positions.get(column)
        return "" if at is None else clean(self.names[at])


def wanted(settings: ExtractSettings, own: Sequence[str], given: Collection[str] = ()) -> dict[str, str]:
    """Our column by every folded heading to look for; what the force configured takes the place of the built-in.

    given: the columns that a constant of this sheet stands for. Headings of what is constant are looked for too, since
    a file must not have them: `layout` refuses it.
    """
    renamed, constant = set(settings.columns), {*settings.fixed, *given}
    replaced = renamed | ({"outcome", "count"} if settings.count_columns else set())
    found = {folded: name for folded, name in headings().items() if name not in replaced}
    found |= {fold(name): name for name in own if name not in renamed}
    found |= {fold(heading): name for name, heading in settings.columns.items()}
    found = {folded: _CONSTANT + name if name in constant else name for folded, name in found.items()}
    count_columns = enumerate(settings.count_columns.items())
    return found | {fold(heading): f"count:{outcome}:{n}" for n, (heading, outcome) in count_columns}


def score(row: Sequence[str], known: dict[str, str]) -> int:
    """How many different known columns the row names."""
    return len({known[f] for f in (fold(cell) for cell in row) if f in known})


def find_header(name: str, rows: Sequence[Sequence[str]], known: dict[str, str], header_row: int) -> int:
    """The position in `rows` of the header; ExtractError where there is none, or two are as likely."""
    if header_row:
        if header_row > len(rows):
            raise ExtractError(f"{name}: has no row {header_row}, which header_row in [extract] names.")
        if score(rows[header_row - 1], known) < 2:
            raise ExtractError(
                f"{name}: row {header_row}, which header_row in [extract] names, has no known headings; "
                "name the headings in [columns] too."
            )
        return header_row - 1
    scores = [score(row, known) for row in rows]
    best = max(scores, default=0)
    if best < 2:
        needed = [c.name for c in COLUMNS if c.required and c.name in known.values()]
        raise ExtractError(
            f"{name}: no row of headings was found among the first {len(rows)} rows; they were compared with "
            f"{', '.join(needed)} and the headings in [columns].",
            "\n".join(["Name the headings in your file:", "[columns]", *(f'{column} = "..."' for column in needed)]),
        )
    if scores.count(best) > 1:
        first, second = [i + 1 for i, s in enumerate(scores) if s == best][:2]
        raise ExtractError(
            f"{name}: rows {first} and {second} both look like the row of headings; say which it is.",
            f"[extract]\nheader_row = {first}",
        )
    return scores.index(best)


def layout(name: str, names: Sequence[str], known: dict[str, str], row: int) -> Layout:
    """The columns of a header; ExtractError where a heading stands twice, two are one column of ours, or the settings
    set a column to one value that the file has."""
    names = tuple(n.strip() for n in names)
    repeated = [n for n, times in Counter(fold(n) for n in names if n).items() if times > 1]
    if repeated:
        shown = next(n for n in names if fold(n) == repeated[0])
        heading = f'the heading "{clean(shown)}"' if _is_heading(shown) else "a heading"
        raise ExtractError(
            f"{name}: {heading} stands {_times(names, repeated[0])} times in row {row}; "
            "rename or remove the columns that are not meant."
        )
    positions: dict[str, int] = {}
    for at, heading in enumerate(names):
        ours = known.get(fold(heading), "")
        if ours.startswith(_CONSTANT):
            raise ExtractError(
                f'{name}: has a column "{clean(heading)}", and [constants] sets {ours.removeprefix(_CONSTANT)} to one '
                "value too; take the line out of [constants], or the column out of the file."
            )
        if ours in positions:
            both = f'"{clean(names[positions[ours]])}" and "{clean(heading)}"'
            raise ExtractError(
                f"{name}: the headings {both} could both be {ours}; say which it is.",
                f'[columns]\n{ours} = "{clean(heading)}"',
            )
        if ours:
            positions[ours] = at
    return Layout(names, positions, row)


def _is_heading(name: str) -> bool:
    """False for what may be a cell of a row that was joined to the headings: an id, a date, a coded value, a note."""
    return not private(name) and len(name.split()) <= _MOST_WORDS and fold(name) not in _coded_values()


@cache
def _coded_values() -> frozenset[str]:
    lists = [load(c.name) for c in COLUMNS if c.kind == "coded"]
    return frozenset(f for codes in lists for f in codes.index) - set(headings())


def _times(names: Sequence[str], folded: str) -> int:
    return sum(fold(n) == folded for n in names)
