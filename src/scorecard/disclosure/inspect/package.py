"""An Office file as its parts and the relationships between them; what its part names alone give away."""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import Any

from scorecard.disclosure.inspect.markup import every, parsed
from scorecard.disclosure.inspect.report import Leak
from scorecard.errors import ExtractError

_TABLE = tomllib.loads(files(__package__).joinpath("parts.toml").read_text("utf-8"))["part"]
ALLOWED = tuple((re.compile(entry["name"], re.IGNORECASE), str(entry["kind"])) for entry in _TABLE)
_WEB = ("http://", "https://", "mailto:", "tel:")


@dataclass(frozen=True)
class Link:
    """One relationship. `kind` is the last word of its type; `target` a part's name, or an address if `outside`."""

    id: str
    kind: str
    target: str
    outside: bool


@dataclass(frozen=True)
class Package:
    """The parts of one Office file by name; `where` names it in findings."""

    where: str
    parts: dict[str, bytes]
    read_links: dict[str, tuple[Link, ...]] = field(default_factory=dict, repr=False)  # each is parsed once

    def part(self, name: str) -> str:
        """How a part is named in a finding."""
        return f"{self.where} > {name}"

    def xml(self, name: str) -> Any:
        """The root element of a part; ExtractError where the part is missing or broken."""
        if name not in self.parts:
            raise ExtractError(
                f"{self.where} lacks its part {name[:80]}, so it is damaged; save it anew and check that."
            )
        return parsed(self.part(name), self.parts[name])

    def links(self, source: str = "") -> tuple[Link, ...]:
        """The relationships of a part ("" for the file itself)."""
        if source not in self.read_links:
            self.read_links[source] = self._links(source)
        return self.read_links[source]

    def _links(self, source: str) -> tuple[Link, ...]:
        folder, name = posixpath.split(source)
        rels = posixpath.join(folder, "_rels", name + ".rels")
        if rels not in self.parts:
            return ()
        return tuple(_link(folder, r) for r in every(self.xml(rels), "Relationship"))

    def linked(self, source: str, kind: str) -> tuple[str, ...]:
        """The parts that `source` points to with relationships of this kind."""
        return tuple(k.target for k in self.links(source) if k.kind == kind and k.target in self.parts)

    def targets(self, source: str) -> dict[str, str]:
        """Relationship id -> part name."""
        return {k.id: k.target for k in self.links(source) if not k.outside}

    @cached_property
    def main(self) -> str:
        """The part that the file opens with."""
        for link in self.links():
            if link.kind == "officeDocument" and link.target in self.parts:
                return link.target
        raise ExtractError(f"{self.where} has no main part, so it is damaged; save it anew and check that.")


def _link(folder: str, element: Any) -> Link:
    target = element.get("Target", "")
    outside = element.get("TargetMode", "") == "External"
    if not outside:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Link(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, outside)


def by_name(package: Package) -> Iterator[Leak]:
    """What the names of the parts and their relationships give away."""
    for name in package.parts:
        kind = next((kind for pattern, kind in ALLOWED if pattern.fullmatch(name)), "unknown_part")
        if kind:
            yield Leak(kind, package.where, name[:100])
    yield from _unreached(package)
    for name in ("", *package.parts):
        for link in package.links(name) if not name.endswith(".rels") else ():
            if link.outside and not (link.kind == "hyperlink" and link.target.lower().startswith(_WEB)):
                yield Leak(
                    "external_link", package.part(name or "the file"), f"a relationship of kind {link.kind[:40]}"
                )


def _unreached(package: Package) -> Iterator[Leak]:
    """Parts that no relationship leads to: nobody sees them, and everybody can unzip them."""
    reached, ahead = set[str](), [""]
    while ahead:
        for link in package.links(ahead.pop()):
            if not link.outside and link.target in package.parts and link.target not in reached:
                reached.add(link.target)
                ahead.append(link.target)
    for name in package.parts.keys() - reached:
        if not name.endswith(".rels") and name != "[Content_Types].xml":
            yield Leak("orphan", package.where, name[:100])
