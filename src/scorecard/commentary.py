"""Commentary: what people wrote about a period, read from `commentary/<period>.md`.

In: the Markdown files of this and earlier periods. Out: a Commentary with the insights and recommendations of the
period and every action that was open when it began or was added since, the overdue ones marked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from scorecard.compose.about import Action, Commentary
from scorecard.errors import ConfigError
from scorecard.model import Period

HEADINGS = ("Insights", "Recommendations", "Actions")
STATES = ("open", "done", "cancelled")
_COLUMNS = ("action", "owner", "due", "status")


def _parts(text: str, name: str) -> dict[str, list[str]]:
    """The lines under each heading; ConfigError for a heading that is not one of the three, or a text without any."""
    parts: dict[str, list[str]] = {heading: [] for heading in HEADINGS}
    current: list[str] | None = None
    for line in text.splitlines():
        title = _heading(line, name)
        if title:
            current = parts[title]
        elif current is not None:
            current.append(line)
    if current is None and text.strip():
        wanted = ", ".join(f"'## {heading}'" for heading in HEADINGS)
        raise ConfigError(f"{name}: has none of the headings {wanted}, so nothing of it would be shown.")
    return parts


def _heading(line: str, name: str) -> str:
    """The heading that a line is, "" where it is none; ConfigError where it is one of no known part or meant as one."""
    found = re.fullmatch(r"(#+\s*)(.+?)\s*", line)
    title = found[2].capitalize() if found else ""
    second = found is not None and re.fullmatch(r"##\s+", found[1]) is not None
    if second and title not in HEADINGS:
        raise ConfigError(f"{name}: '## {title[:40]}' is not one of {', '.join(HEADINGS)}.")
    if title in HEADINGS and not second:
        raise ConfigError(f"{name}: '{line.strip()}' must be written as '## {title}'.")
    return title if second else ""


def _points(lines: Sequence[str]) -> tuple[str, ...]:
    """The bullet points, or the paragraphs where there are none; wrapped lines are joined."""
    blocks = re.split(r"\n\s*\n|\n(?=\s*[-*]\s)", "\n".join(lines).strip())
    return tuple(" ".join(block.lstrip("-* \t").split()) for block in blocks if block.strip())


def _rows(lines: Sequence[str], name: str) -> list[dict[str, str]]:
    table = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if line.strip()]
    if not table:
        return []
    if tuple(cell.lower() for cell in table[0]) != _COLUMNS:
        raise ConfigError(f"{name}: the table under '## Actions' needs the columns {' | '.join(_COLUMNS)}.")
    body = [row for row in table[1:] if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    for number, row in enumerate(body, start=1):
        if len(row) != len(_COLUMNS) or not all(row):
            raise ConfigError(f"{name}: row {number} under '## Actions' does not have {len(_COLUMNS)} filled cells.")
    return [dict(zip(_COLUMNS, row, strict=True)) for row in body]


def _due(text: str, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"{name}: an action's due date must be written as 2021-10-31.") from None


def _action(row: dict[str, str], name: str, period: Period, since: str) -> Action:
    due, state = _due(row["due"], name), row["status"].lower()
    if state not in STATES:
        raise ConfigError(f"{name}: an action's status must be one of {', '.join(STATES)}.")
    overdue = state == "open" and due <= period.end
    return Action(row["action"], row["owner"], row["due"], "overdue" if overdue else state, since)


def _read(path: Path) -> dict[str, list[str]]:
    """The lines of the file under each heading; none where there is no file."""
    try:
        return _parts(path.read_text(encoding="utf-8-sig") if path.exists() else "", path.name)
    except (OSError, UnicodeDecodeError):
        raise ConfigError(f"{path}: cannot be read as UTF-8 text.") from None


def _carried(before: Mapping[str, Action], path: Path, period: Period) -> dict[str, Action]:
    """The actions that were open before a file, and those in it, by their words; as they stand in `period`."""
    actions = {words: action for words, action in before.items() if action.state in ("open", "overdue")}
    for row in _rows(_read(path)["Actions"], path.name):
        since = actions[row["action"]].since if row["action"] in actions else path.stem
        actions[row["action"]] = _action(row, path.name, period, since)
    return actions


def refuse_absent(folder: Path | None) -> None:
    """ConfigError where the config names a folder that is not there: nobody would miss what is not shown."""
    if folder is not None and not folder.is_dir():
        raise ConfigError(
            f"{folder}: there is no such folder, which 'commentary' in the config names; make it, or correct the name."
        )


def read_commentary(folder: Path | None, period: Period, earlier: Sequence[Period] = ()) -> Commentary:
    """The commentary on a period; empty where there is no file. Open actions of earlier periods are carried forward.

    An action is known by its words; the latest file that names it says how it stands.
    """
    if folder is None:
        return Commentary()
    actions: dict[str, Action] = {}
    for one in (*sorted({p for p in earlier if p < period}), period):
        actions = _carried(actions, folder / f"{one.label}.md", period)
    parts = _read(folder / f"{period.label}.md")
    return Commentary(_points(parts["Insights"]), _points(parts["Recommendations"]), tuple(actions.values()))
