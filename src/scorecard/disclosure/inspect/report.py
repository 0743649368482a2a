"""What a check found: frozen values, the page that a person reads (80 columns) and the JSON that a script reads."""

from __future__ import annotations

import json
import textwrap
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Any

PLACES = 3  # of one kind that the printed report names


class Severity(StrEnum):
    """`leak`: not safe to release (exit 5). `look`: often meant to be there; a person should look (exit 0)."""

    LEAK = "leak"
    LOOK = "look"


KINDS: dict[str, dict[str, str]] = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Leak:
    """One thing that was found: its kind (a key of kinds.toml), the part it is in, the first example, and how many.

    `detail` names a place (a cell, a header, a sheet); it never quotes what may be about a person.
    """

    kind: str
    where: str
    detail: str = ""
    times: int = 1

    def __post_init__(self) -> None:
        assert self.kind in KINDS, self.kind

    @property
    def severity(self) -> Severity:
        """How grave this kind is, from kinds.toml."""
        return Severity(KINDS[self.kind]["severity"])

    def record(self) -> dict[str, Any]:
        """As plain values for JSON."""
        words = KINDS[self.kind]
        return {
            "severity": self.severity.value,
            "kind": self.kind,
            "title": words["title"],
            "where": self.where,
            "detail": self.detail,
            "times": self.times,
            "remedy": words["remedy"],
        }


def merged(leaks: Iterable[Leak]) -> tuple[Leak, ...]:
    """One finding for each kind and part, with the first example and how many there were; leaks first."""
    found: dict[tuple[str, str], list[Any]] = {}
    for leak in leaks:
        entry = found.setdefault((leak.kind, leak.where), [leak.detail, 0])
        entry[1] += leak.times
    whole = [Leak(kind, where, detail, times) for (kind, where), (detail, times) in found.items()]
    order = list(KINDS)
    return tuple(sorted(whole, key=lambda k: (k.severity is Severity.LOOK, order.index(k.kind), k.where)))


@dataclass(frozen=True)
class Report:
    """All findings in one file, leaks first. `checked` is what the file was checked for beside the usual."""

    file: str
    findings: tuple[Leak, ...]
    checked: tuple[str, ...] = ()

    @property
    def leaks(self) -> tuple[Leak, ...]:
        """The findings that make the file unsafe to release."""
        return tuple(f for f in self.findings if f.severity is Severity.LEAK)

    @property
    def safe(self) -> bool:
        """True where nothing of severity `leak` was found."""
        return not self.leaks

    def text(self, width: int = 80) -> str:
        """The report for a person, no line longer than `width`."""
        return "\n".join(_lines(self, width))

    def record(self) -> dict[str, Any]:
        """The report as plain values for JSON."""
        return {
            "file": self.file,
            "safe": self.safe,
            "checked": list(self.checked),
            "findings": [f.record() for f in self.findings],
        }


def as_json(reports: Iterable[Report]) -> str:
    """Several reports as one JSON list, in ASCII: a terminal of any code page shows it, and any program reads it."""
    return json.dumps([r.record() for r in reports], indent=2)


def _lines(report: Report, width: int) -> Iterator[str]:
    looks = len(report.findings) - len(report.leaks)
    verdict = f"not safe to release: {len(report.leaks)} to remove" if report.leaks else "nothing found that leaks"
    yield from _wrapped(f"{report.file}: {verdict}" + (f", {looks} to look at" if looks else ""), width, "")
    if report.checked:
        yield from _wrapped("Also checked: " + "; ".join(report.checked) + ".", width, "  ")
    for kind in dict.fromkeys(f.kind for f in report.findings):
        yield from _kind_lines([f for f in report.findings if f.kind == kind], width)


def _kind_lines(found: list[Leak], width: int) -> Iterator[str]:
    """All findings of one kind: its title, how often, the first places, what to do."""
    words, total = KINDS[found[0].kind], sum(f.times for f in found)
    times = f" ({total:,} times)" if total > 1 else ""
    yield from _wrapped(f"{found[0].severity.upper()}  {words['title']}{times}", width, "  ", "        ")
    for finding in found[:PLACES]:
        detail = f"{finding.where}: {finding.detail}" if finding.detail else finding.where
        yield from _wrapped(detail, width, "        ")
    if len(found) > PLACES:
        yield from _wrapped(f"and in {len(found) - PLACES:,} more parts (--json lists them)", width, "        ")
    yield from _wrapped(words["remedy"], width, "        ")


def _wrapped(line: str, width: int, first: str, later: str | None = None) -> list[str]:
    printable = "".join(c if c.isprintable() else "?" for c in line)
    return textwrap.wrap(printable, width, initial_indent=first, subsequent_indent=first if later is None else later)
