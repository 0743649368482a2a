"""Rectangles on a slide, in points; Office counts in English metric units (12,700 a point)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

EMU = 12_700


@dataclass(frozen=True)
class Box:
    """A rectangle: its top left corner, width and height, in points."""

    x: float
    y: float
    w: float
    h: float

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.h

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """Left, top, width and height as Office counts them."""
        x, y, w, h = (round(side * EMU) for side in (self.x, self.y, self.w, self.h))
        return x, y, w, h

    def high(self, height: float) -> Box:
        """The same rectangle with another height, from the same top."""
        return replace(self, h=height)

    def down_to(self, bottom: float) -> Box:
        """The same rectangle with another lower edge."""
        return replace(self, h=bottom - self.y)

    def up_to(self, top: float) -> Box:
        """The same rectangle with another upper edge."""
        return replace(self, y=top, h=self.bottom - top)

    def lower(self, by: float) -> Box:
        """The same rectangle that much further down."""
        return replace(self, y=self.y + by)

    def at_least(self, height: float) -> Box:
        """At least that high, grown at the bottom; its upper edge stays."""
        return replace(self, h=max(height, self.h))

    def below(self, top: float) -> Box:
        """The same rectangle without what of it is above `top`."""
        return self.up_to(max(self.y, top))

    def grown_up(self, height: float) -> Box:
        """At least that high, grown at the top; its lower edge stays."""
        return replace(self, y=self.bottom - max(height, self.h), h=max(height, self.h))


def from_emu(x: int, y: int, w: int, h: int) -> Box:
    """The rectangle that Office describes with these numbers."""
    return Box(x / EMU, y / EMU, w / EMU, h / EMU)


def emu(points: float) -> int:
    """Points as Office counts them."""
    return round(points * EMU)


NARROWEST = 244.0  # of a chart beside a table; points: 3.4 inches


def beside(left: Box, right: Box, needed: float, gap: float = 18.0) -> tuple[Box, Box]:
    """Two neighbours: the right one as wide as is needed (two fifths or more), the left one with what that leaves.

    The left one is never narrower than a chart that can be read: then the right one does not get what it needs.
    """
    if right.x < left.x:
        return left, right
    whole = right.x + right.w - left.x
    w = min(max(needed, whole * 0.4), whole - gap - NARROWEST)
    x = right.x + right.w - w
    return replace(left, w=x - gap - left.x), replace(right, x=x, w=w)


def even_parts(total: int, number: int) -> tuple[slice, ...]:
    """So many things in `number` parts of nearly one size, in order."""
    most = even_share(total, number)
    return tuple(slice(at, at + most) for at in range(0, total, most))


def even_share(total: int, number: int) -> int:
    """How many of so many things the largest of `number` parts of nearly one size has."""
    return -(-total // number)


def share_text(share: float) -> str:
    """A fraction of a chart's frame as Office writes it."""
    return f"{share:.5f}"


def is_dark(colour: str) -> bool:
    """Whether white words on the colour (RRGGBB) are easier to read than dark ones; Rec. 601 luma."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 110


def across(box: Box, number: int, most: int = 4, gap: float = 12.0) -> tuple[Box, ...]:
    """`number` equal boxes in `box`, at most `most` in a row, as many rows as are needed."""
    rows = -(-number // most)
    columns = -(-number // rows)
    w = (box.w - gap * (columns - 1)) / columns
    h = (box.h - gap * (rows - 1)) / rows
    return tuple(
        Box(box.x + (place % columns) * (w + gap), box.y + (place // columns) * (h + gap), w, h)
        for place in range(number)
    )


def holds_middle(shape: Any, holder: Any) -> bool:
    """True where the middle of a placeholder lies on a shape; False where either has no place of its own."""
    if None in (shape.left, shape.width, holder.left, holder.width):
        return False
    x, y = holder.left + holder.width // 2, holder.top + holder.height // 2
    return bool(shape.left <= x <= shape.left + shape.width and shape.top <= y <= shape.top + shape.height)
