"""Can a text be told from what is behind it? Colours as RRGGBB, contrast as in WCAG 2."""

from __future__ import annotations

import re
from typing import Any

from scorecard.disclosure.inspect.markup import every

UNSEEN = 1.15  # contrast below which nobody reads a text; body text should have 4.5
NAMED = {
    "white": "FFFFFF", "black": "000000", "red": "FF0000", "green": "008000", "blue": "0000FF", "yellow": "FFFF00",
    "gray": "808080", "grey": "808080", "silver": "C0C0C0", "snow": "FFFAFA", "ivory": "FFFFF0", "whitesmoke": "F5F5F5",
}  # fmt: skip
INDEXED = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF") * 2
_HEX = re.compile(r"[0-9A-Fa-f]{6}")


def rgb(text: str | None) -> str | None:
    """RRGGBB of a colour as HTML and Office write it (#fff, #ffffff, FFFFFFFF, rgb(), a name); None if unknown."""
    text = (text or "").strip().lower()
    if text in NAMED:
        return NAMED[text]
    if match := re.fullmatch(r"rgba?\((\d{1,3})[, ]+(\d{1,3})[, ]+(\d{1,3})\b.*\)", text):
        return "".join(f"{min(int(v), 255):02X}" for v in match.groups())
    text = text.removeprefix("#")
    if len(text) == 3:
        text = "".join(c * 2 for c in text)
    return text[-6:].upper() if len(text) in {6, 8} and _HEX.fullmatch(text[-6:]) else None


def luminance(colour: str) -> float:
    """Relative luminance of RRGGBB, 0 to 1 (WCAG 2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def unseen(text: str | None, behind: str | None) -> bool:
    """True where both colours are known and too alike to read."""
    if text is None or behind is None:
        return False
    dark, light = sorted((luminance(text), luminance(behind)))
    return (light + 0.05) / (dark + 0.05) < UNSEEN


def theme_colours(root: Any | None) -> dict[str, str]:
    """The twelve colours of an Office theme by name (dk1, lt1, accent1 ...), with tx1 and bg1 as themes map them."""
    found = {"dk1": "000000", "lt1": "FFFFFF"}
    for scheme in every(root, "clrScheme") if root is not None else ():
        for slot in scheme:
            colour = next((rgb(e.get("lastClr") or e.get("val")) for e in every(slot, "srgbClr", "sysClr")), None)
            if colour and isinstance(slot.tag, str):
                found[slot.tag.rpartition("}")[2]] = colour
        break
    pairs = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
    return found | {alias: found[name] for alias, name in pairs.items() if name in found}
