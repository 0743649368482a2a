"""An Inspection in words for a terminal of 80 columns, as plain data for JSON, and as TOML to paste."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from textwrap import wrap
from typing import Any

from scorecard.codes import COLUMNS, Code, load
from scorecard.extract.inspection import Inspection, SeenColumn, SeenDates, SeenFile
from scorecard.extract.separator import how_to_separate, setting
from scorecard.extract.where import in_lines
from scorecard.extract.words import clean, counted, toml_map

WIDTH = 80
_VALUE = 42
_SHOWN = 30
_FOLLOW_ON = "    "
_PASTE = """To map what is not known, paste this at the end of scorecard.toml and fill in
what stands on the right. A [table] may not stand twice: where it is there
already, add the new lines to it. What follows a # is only for you to read."""


def as_text(inspection: Inspection) -> str:
    """The whole inspection; the block to paste, if there is one, stands last."""
    parts = ["\n".join(_file(file)) for file in inspection.files]
    if block := mapping_block(inspection):
        parts.append(f"{_PASTE}\n\n{block}")
    return "\n\n".join(parts)


def as_data(inspection: Inspection) -> dict[str, Any]:
    """The same for `--json`: dates are ISO, values cleaned as they are on the terminal."""
    data = asdict(inspection)
    for file in data["files"]:
        for column in file["columns"]:
            for value in column["values"]:
                value["value"] = clean(value["value"])
        for column in file["dates"]:
            column["first"], column["last"] = (day and day.isoformat() for day in (column["first"], column["last"]))
        file["form"], file["matched"] = dict(file["form"]), dict(file["matched"])
    return data


def mapping_block(inspection: Inspection) -> str:
    """TOML with every value that is to be mapped, a table a column; "" where all is mapped or nothing may be shown."""
    found: dict[str, dict[str, None]] = {}
    for _, name, value, _ in inspection.unmapped():
        if not any(mark in value for mark in inspection.separators(name)):  # to be mapped when they are divided
            found.setdefault(name, {})[value] = None
    blocks = [toml_map(f"codes.{name}", tuple(values), _codes(name)) for name, values in found.items()]
    missing = dict.fromkeys(m for file in inspection.files for m in file.missing if ":" not in m)
    if missing:
        blocks.insert(0, "\n".join(["[columns]", *(f'{name} = ""  # the heading in your file' for name in missing)]))
    return "\n\n".join([*map(setting, inspection.separators()), *blocks])


def _codes(name: str) -> tuple[str, ...]:
    """The lines of a comment that lists the codes of a column with what each means and counts as."""
    try:
        codes = [c for c in load(name).codes if c.code != "blank"]
    except FileNotFoundError:
        return ("one of the groups of your [[breakdown]]",)
    width = max(len(c.code) for c in codes)
    return ("one of:", *(f"  {c.code:<{width}}  {_meaning(c)}" for c in codes))


def _meaning(code: Code) -> str:
    """Its label, and its group where neither the code nor the label says it."""
    told = code.group == code.code or code.label.startswith(code.group)
    return code.label if told else f"{code.label} ({code.group})"


def _file(file: SeenFile) -> Iterator[str]:
    yield clean(file.name)
    yield "=" * min(WIDTH, len(clean(file.name)))
    yield from _wrapped(", ".join(f"{key} {value}" for key, value in file.form))
    rows = counted(file.rows, "row", "rows")
    yield f"{rows}, each {'stands for several decisions' if file.counted else 'is one decision'}"
    if file.lines:
        yield counted(file.lines, "of them is a line of totals or blank", "of them are lines of totals or blank")
    matched = [ours if ours == theirs else f"{ours} (from {theirs})" for ours, theirs in file.matched]
    yield from _wrapped(f"Columns used: {', '.join(matched)}")
    if file.ignored:
        yield from _wrapped(f"Columns ignored: {', '.join(file.ignored)}")
    if file.missing:
        yield from _wrapped(f"MISSING columns: {', '.join(file.missing)}")
    if absent := _absent(file):
        yield from _wrapped(f"Columns that a file may also have, under a heading to name: {', '.join(absent)}")
    yield from _cases(file)
    for dates in file.dates:
        yield from _dates(dates)
    for column in file.columns:
        yield ""
        yield from _column(column, file.rows)


def _absent(file: SeenFile) -> list[str]:
    """The optional columns that were not found, where some column was ignored that could be one of them."""
    found = {ours for ours, _ in file.matched} | set(file.missing)
    further = [c.name for c in COLUMNS if not c.required and c.name not in (*found, "count", "force")]
    return further if file.ignored else []


def _cases(file: SeenFile) -> Iterator[str]:
    if file.counted:
        return
    if file.no_case_id:
        yield counted(file.no_case_id, "row has no case_id", "rows have no case_id")
    repeats = counted(file.repeats, "row repeats an earlier row", "rows repeat an earlier row")
    conflicts = counted(file.conflicts, "case stands", "cases stand")
    yield f"Duplicates: {repeats}; {conflicts} with different content"


def _dates(dates: SeenDates) -> Iterator[str]:
    span = f"{dates.first} to {dates.last}" if dates.first else "no dates"
    odd = [f"{n:,} {what}" for n, what in ((dates.blank_rows, "blank"), (dates.bad_rows, "NO DATE")) if n]
    months = ", ".join(f"{month} {rows:,}" for month, rows in dates.months) if dates.name == "decision_date" else ""
    yield from _wrapped(
        f"{dates.name}: {span}{''.join(f', {o}' for o in odd)}{f'; by month: {months}' if months else ''}"
    )


def _column(column: SeenColumn, rows: int) -> Iterator[str]:
    unknown = f", {column.unknown_rows / rows:.1%} unknown" if rows and column.unknown_rows else ""
    yield f"{column.name}: {counted(len(column.values), 'value', 'values')}{unknown}"
    shown = [v for v in column.values if not v.code] + [v for v in column.values if v.code]
    for value in shown[:_SHOWN]:
        text = clean(value.value) or "(blank)"
        text = text if len(text) <= _VALUE else text[: _VALUE - 1] + "…"
        means = clean(value.code) if value.code else "NOT MAPPED"
        beside = f"  {text:<{_VALUE}} {value.rows:>9,}  "
        # A code is pasted into a config, so it is whole, if need be on a line of its own.
        after = " " * len(beside)
        yield from wrap(
            means, WIDTH, initial_indent=beside, subsequent_indent=after, break_long_words=False, break_on_hyphens=False
        )
    if len(shown) > _SHOWN:
        yield f"  and {len(shown) - _SHOWN} more, which --json lists"
    if column.scattered:
        yield from _wrapped(
            f"  {column.unmapped_values:,} values of {column.unmapped_rows:,} rows are NOT MAPPED; they are not shown "
            f"since they may be notes or references"
            f"{how_to_separate(column.name, column.separator, column.likely_separator)}"
        )
    elif column.hidden:
        values = counted(column.hidden, "value is", "values are")
        yield from _wrapped(
            f"  {values} NOT MAPPED and not shown, since {'it' if column.hidden == 1 else 'they'} may be a note or a "
            f"reference; look{in_lines(column.hidden_lines)}"
        )
    if column.likely_separator and not column.scattered:
        hint = how_to_separate(column.name, column.separator, column.likely_separator)
        yield from _wrapped(f"  {hint.removeprefix('; ').capitalize()}.")


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDTH, subsequent_indent=_FOLLOW_ON, break_on_hyphens=False)
