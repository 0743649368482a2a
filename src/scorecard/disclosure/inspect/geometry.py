"""Where the objects of a slide lie, in the slide's own units, groups resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scorecard.disclosure.inspect.markup import child, local
from scorecard.disclosure.inspect.numbers import whole

OBJECTS = ("sp", "pic", "graphicFrame", "cxnSp", "grpSp")
Matrix = tuple[float, float, float, float]  # x and y: scale, offset
SAME: Matrix = (1.0, 0.0, 1.0, 0.0)


@dataclass(frozen=True)
class Box:
    """left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """Its size; 0 for a line."""
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)

    def common(self, other: Box) -> float:
        """The area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * high if wide > 0 and high > 0 else 0.0

    def centre_in(self, other: Box) -> bool:
        """True where the middle of this box lies in the other one."""
        x, y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        return other.left <= x <= other.right and other.top <= y <= other.bottom


@dataclass(frozen=True)
class Placed:
    """One object of a slide and its box; None where the layout gives its place."""

    element: Any
    box: Box | None


def placed(tree: Any, matrix: Matrix = SAME) -> Iterator[Placed]:
    """The objects of a shape tree from the back to the front; a group's members stand in its place."""
    for element in tree if tree is not None else ():
        kind = local(element)
        if kind == "AlternateContent":
            yield from placed(child(element, "Choice"), matrix)
            yield from placed(child(element, "Fallback"), matrix)
        elif kind == "grpSp":
            yield from placed(element, _inner(child(element, "grpSpPr", "xfrm"), matrix))
        elif kind in OBJECTS:
            yield Placed(element, _box(_frame(element), matrix))


def _frame(element: Any) -> Any | None:
    own = child(element, "xfrm")
    return own if own is not None else child(element, "spPr", "xfrm")


def _box(frame: Any | None, matrix: Matrix) -> Box | None:
    off, size = child(frame, "off"), child(frame, "ext")
    if off is None or size is None:
        return None
    wide, across, high, down = matrix
    x, y, w, h = whole(off.get("x")), whole(off.get("y")), whole(size.get("cx")), whole(size.get("cy"))
    return Box(x * wide + across, y * high + down, (x + w) * wide + across, (y + h) * high + down)


def _inner(frame: Any | None, matrix: Matrix) -> Matrix:
    """The matrix of a group's members: their own coordinates are scaled to the group's place."""
    off, size, start, extent = (child(frame, name) for name in ("off", "ext", "chOff", "chExt"))
    if off is None or size is None or start is None or extent is None:
        return matrix
    wide, across, high, down = matrix
    x = whole(size.get("cx")) / (whole(extent.get("cx")) or 1)
    y = whole(size.get("cy")) / (whole(extent.get("cy")) or 1)
    return (
        wide * x, (whole(off.get("x")) - whole(start.get("x")) * x) * wide + across,
        high * y, (whole(off.get("y")) - whole(start.get("y")) * y) * high + down,
    )  # fmt: skip
