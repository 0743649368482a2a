"""docs/codes.md from the code lists: every code, what people read, and the group in which it counts.

.venv/bin/python tools/code_lists.py        write the page anew; a test compares the two
"""

from __future__ import annotations

from pathlib import Path

from scorecard.codes import COLUMNS, Code, CodeList, load

PAGE = Path(__file__).parents[1] / "docs" / "codes.md"
GROUPED = ("ethnicity", "outcome")
INTRODUCTION = """# Codes

The codes that a line of `[codes.*]` may name on its right-hand side: see
[Configuring a force](guide/configuring.md#codes). This page is made from the code lists by `tools/code_lists.py`.

A code is read as it stands, and so are its label and further spellings, of which some are shown; case, spacing,
punctuation and kinds of dash do not matter. Where a list has the code `blank`, an empty cell is known to be empty.
"""
MOST_SPELLINGS = 3


def page() -> str:
    """The whole page as text."""
    return INTRODUCTION + "".join(_part(load(c.name)) for c in COLUMNS if c.kind == "coded")


def _part(codes: CodeList) -> str:
    grouped = codes.name in GROUPED
    group = " counts as |" if grouped else ""
    lines = (_line(code, grouped=grouped) for code in codes.codes)
    head = f"| code | label |{group} also read |\n|---|---|{'---|' if grouped else ''}---|\n"
    return f"\n## {codes.name}\n\n{head}{''.join(lines)}{_refused(codes)}"


def _line(code: Code, *, grouped: bool) -> str:
    schemes = "".join(f"; {group} under {scheme}" for scheme, group, _ in code.schemes)
    group = f" {code.group}{schemes} |" if grouped else ""
    spellings = ", ".join(code.spellings[:MOST_SPELLINGS])
    return f"| `{code.code}` | {code.label} |{group} {spellings} |\n"


def _refused(codes: CodeList) -> str:
    """The values that are never guessed: the reason why, for each kind of them."""
    reasons = dict.fromkeys(codes.refused.values())
    return "".join(f"\nNever guessed: {reason}.\n" for reason in reasons)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
