"""The tables beside an internal counts.csv in; the exact numbers of cases by reason, panel, appeal and contact out.

Their names are "topic:item", as `redactions.csv` names them; what no table holds cannot be searched for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from scorecard.disclosure.inspect.records import records, whole_number
from scorecard.model import KEY

Key = tuple[str, ...]
Line = Mapping[str, str]


def details(folder: Path) -> dict[Key, dict[str, int]]:
    """For each key the cases by name: {"reason:integrity": 2}. A table that is missing is left out."""
    found: dict[Key, dict[str, int]] = {}
    for file, read in READERS.items():
        for line in records(folder / file) if (folder / file).is_file() else []:
            cases = found.setdefault(tuple(line.get(c, "") for c in KEY), {})
            cases |= {name: number for name, text in read(line) if (number := whole_number(text)) is not None}
    return found


def _reasons(line: Line) -> Iterator[tuple[str, str]]:
    yield f"reason:{line.get('reason', '')}", line.get("cases", "")


def _panel(line: Line) -> Iterator[tuple[str, str]]:
    yield from ((f"panel:{name}", text) for name, text in line.items() if name not in (*KEY, "refused"))


def _appeals(line: Line) -> Iterator[tuple[str, str]]:
    yield f"appeal:{line.get('outcome', '')}", line.get("cases", "")
    if line.get("outcome") != "made":  # the base of those is who was refused
        yield "appeal:made", line.get("base", "")


def _contact(line: Line) -> Iterator[tuple[str, str]]:
    kind = line.get("contact", "")
    decided, passed = (whole_number(line.get(c, "")) for c in ("decided", "passed"))
    if decided is not None and passed is not None and kind != "any_contact":
        yield f"contact:{kind}|passed", str(passed)
        yield f"contact:{kind}|refused", str(decided - passed)


READERS = {"reasons.csv": _reasons, "panel.csv": _panel, "appeals.csv": _appeals, "contact.csv": _contact}
