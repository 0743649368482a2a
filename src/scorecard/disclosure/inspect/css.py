"""The little of CSS that hides things: declarations of a style attribute and of simple rules."""

from __future__ import annotations

import re

from scorecard.disclosure.inspect.numbers import stored

FAR = 1000.0  # pixels off the page
PRESENTATION = ("display", "visibility", "opacity", "fill-opacity", "font-size", "transform")  # attributes of drawings
_CLEAR = re.compile(r"(rgb|hsl)a?\((([^,()]+,){3}|[^()]*/)\s*0?\.?0+%?\s*\)|#[0-9a-f]{6}00|#[0-9a-f]{3}0")
_SHRUNK = re.compile(r"scale[xy]?\(\s*0*\.?0*\s*[,)]|translate[xy]?\(\s*-\d{4,}")
_FADED = re.compile(r"opacity\(\s*0*\.?0*%?\s*\)")
VARIABLES = ":root"  # under which a sheet's own names stand among its rules
_SCREEN_READER = re.compile(r"clip(-path)?\s*:\s*(rect|inset)", re.IGNORECASE)


def declarations(style: str) -> dict[str, str]:
    """Property -> value, both in lower case; what cannot be read is left out."""
    pairs = (d.partition(":") for d in style.split(";"))
    return {k.strip().lower(): v.replace("!important", "").strip().lower() for k, _, v in pairs if v.strip()}


def rules(sheet: str) -> dict[str, dict[str, str]]:
    """Simple selectors (a tag, .class, #id, tag.class) -> the declarations that hold whatever the screen.

    What a media query shows again (a narrow chart for a telephone, say) is not called hidden.
    """
    always, sometimes = _by_media(re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    found = _rules(always) | {VARIABLES: _variables(always)}
    for selector, shown in _rules(sometimes).items():
        if shown.get("display", "none") != "none":
            found.get(selector, {}).pop("display", None)
    return found


def _rules(sheet: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for block in sheet.split("}"):  # no pattern: a sheet without braces must not take long
        before, _, body = block.rpartition("{")
        selectors = re.split(r"[{}@;]", before)[-1]
        for selector in selectors.split(","):
            if re.fullmatch(r"[\w.#-]+", selector.strip()):
                found.setdefault(selector.strip().lower(), {}).update(declarations(body))
    return found


def _variables(sheet: str) -> dict[str, str]:
    """The values that a sheet gives names to (--paper: #fff), as it first says."""
    found: dict[str, str] = {}
    for name, value in re.findall(r"(--[\w-]+)\s*:\s*([^;{}]*)", sheet):
        found.setdefault(name.lower(), value.strip().lower())
    return found


def _meant(value: str, variables: dict[str, str]) -> str:
    """The value with names replaced by what they stand for; a name of a name three deep."""
    for _ in range(3):
        value = re.sub(r"var\(\s*(--[\w-]+)\s*,?\s*([^()]*)\)", lambda m: variables.get(m[1], m[2] or m[0]), value)
    return value


def _by_media(sheet: str) -> tuple[str, str]:
    """(the rules outside media queries, the rules inside those that are for screens)."""
    outside, inside, at = [], [], 0
    for match in re.finditer(r"@media([^{]*)\{", sheet):
        if match.start() < at:
            continue
        outside.append(sheet[at : match.start()])
        depth, at = 1, match.end()
        while depth and at < len(sheet):
            depth += {"{": 1, "}": -1}.get(sheet[at], 0)
            at += 1
        if "print" not in match.group(1):
            inside.append(sheet[match.end() : at - 1])
    return "".join([*outside, sheet[at:]]), "\n".join(inside)


def effective(tag: str, classes: str, ident: str, style: str, sheet: dict[str, dict[str, str]]) -> dict[str, str]:
    """The declarations that hold for an element by itself."""
    result: dict[str, str] = {}
    for name in (tag, *(f".{c}" for c in classes.lower().split()), *(f"{tag}.{c}" for c in classes.lower().split())):
        result |= sheet.get(name, {})
    result |= sheet.get(f"#{ident.lower()}", {}) | declarations(style)
    return {name: _meant(value, sheet.get(VARIABLES, {})) for name, value in result.items()}


def for_screen_readers(style: dict[str, str]) -> bool:
    """True for the usual way of leaving text to screen readers only."""
    return any(_SCREEN_READER.match(f"{k}:{v}") for k, v in style.items())


def hides(style: dict[str, str]) -> bool:
    """True where an element or its text is not seen: display, visibility, opacity, size, far off the page."""
    if style.get("display") == "none" or style.get("visibility") in {"hidden", "collapse"}:
        return True
    if _number(style.get("opacity"), 1.0) < 0.1 or _number(style.get("fill-opacity"), 1.0) < 0.1 or _is_clear(style):
        return True
    if _SHRUNK.search(style.get("transform", "")) or _FADED.search(style.get("filter", "")):
        return True
    if _cuts_off(style) and any(_number(style.get(side), 9.0) < 1 for side in ("width", "height", "max-height")):
        return True
    if "font-size" in style and _number(style["font-size"], 9.0) < (0.3 if style["font-size"].endswith("em") else 4.0):
        return not re.search(
            r"[a-z%(]", style["font-size"].removesuffix("px").removesuffix("pt").removesuffix("rem").removesuffix("em")
        )
    places = (
        style.get(side) for side in ("left", "top", "right", "bottom", "text-indent", "margin-left", "margin-top")
    )
    return any(_number(place, 0.0) <= -FAR for place in places)


def _is_clear(style: dict[str, str]) -> bool:
    """True for words in a colour that lets everything through."""
    colour = style.get("color", "")
    return colour == "transparent" or bool(_CLEAR.fullmatch(colour))


def _cuts_off(style: dict[str, str]) -> bool:
    return style.get("overflow", "visible") in {"hidden", "clip"}


def _number(text: str | None, default: float) -> float:
    match = re.match(r"[+-]?[\d.]+", text or "")
    value = stored(match.group()) if match else None
    if value is None:
        return default
    return value / 100 if (text or "").endswith("%") else value
