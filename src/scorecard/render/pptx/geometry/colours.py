"""How well a colour is read on another: relative luminance and contrast, as WCAG 2.1 defines them. Colours: RRGGBB."""

from __future__ import annotations

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls

WHOLE = 100_000  # Office counts shares in thousandths of a percent
READABLE = 4.5  # contrast of words of ordinary size; WCAG 2.1, success criterion 1.4.3


def contrast(one: str, other: str, changes: Mapping[str, int] | None = None) -> float:
    """From 1 (alike) to 21 (black on white); `changes`: what Office does to the first colour (tint, lumMod, lumOff)."""
    light, dark = sorted((_luminance(one, changes or {}), _luminance(other, {})), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str, changes: Mapping[str, int]) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, strong = rgb_to_hls(red, green, blue)
    light = light * changes.get("lumMod", WHOLE) / WHOLE + changes.get("lumOff", 0) / WHOLE
    red, green, blue = hls_to_rgb(hue, min(light, 1.0), strong)
    own = 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)
    tint = changes.get("tint", WHOLE) / WHOLE  # the rest is white light
    return own * tint + 1 - tint


def _linear(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)
