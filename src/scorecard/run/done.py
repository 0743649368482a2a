"""What was done before, by content: is a period built from these very extracts with these settings, and queued?

The manifest in the period's folder and the register both have to say so, since a run may have been cut off between
the two; then the step is done again, which gives the same files.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from scorecard import manifest
from scorecard.config import Config
from scorecard.errors import ExtractError, cause_of
from scorecard.model import Edition
from scorecard.register import PeriodStatus, Register
from scorecard.request import Request


def digests(files: Sequence[Path]) -> tuple[str, ...]:
    """The sha256 of each file, sorted: a renamed extract is no other extract. ExtractError where one cannot be read."""
    return tuple(sorted(_digest(path) for path in files))


def _digest(path: Path) -> str:
    try:
        return manifest.digest(path)
    except OSError as error:
        raise ExtractError(f"{path.name}: cannot be read ({cause_of(error)}).") from None


def about(inputs: Sequence[str]) -> str:
    """What a message about these extracts is known by."""
    return sha256("\n".join(sorted(inputs)).encode()).hexdigest()


def status_of(label: str, config: Config, register: Register) -> PeriodStatus | None:
    """What the register knows of the force's period of that label."""
    return next((s for s in register.status() if (s.force, s.period) == (config.force, label)), None)


def built_from(request: Request, config: Config, register: Register) -> tuple[str, ...] | None:
    """The digests of the extracts that the whole internal edition was made of; None unless it is there as it would
    be made today, and the register holds its counts."""
    found = read_manifest(request.folder(Edition.INTERNAL))
    status = status_of(request.period.label, config, register)
    if found is None or status is None or found.get("config") != _as_read(config):
        return None
    inputs = tuple(sorted({entry["sha256"] for entry in found["inputs"]}))  # sheets of one workbook share theirs
    same_dates = (status.start, status.end) == (request.period.start, request.period.end)
    counted = tuple(sorted({digest for _, digest in status.sources}))
    return inputs if same_dates and counted == inputs else None


def published(request: Request, config: Config, register: Register) -> bool:
    """Whether the public edition in the folder is the latest release, made of the counts that the register holds."""
    found = read_manifest(request.folder(Edition.PUBLIC))
    status = status_of(request.period.label, config, register)
    if found is None or status is None or not status.released or status.counted_at is None:
        return False
    releases = [
        r for r in register.releases(config.force, config.force_names) if r.period.label == request.period.label
    ]
    files = [(entry["name"], entry["sha256"]) for entry in found["outputs"]]
    same = found.get("policy") == json.loads(json.dumps(manifest.plain(config.disclosure)))
    return (
        same and bool(releases) and list(releases[-1].files) == files and releases[-1].released_at >= status.counted_at
    )


def queued(label: str, told: str, register: Register) -> bool:
    """Whether a message of that period about those extracts (`about`) was ever queued."""
    return any((m.period, m.about) == (label, told) for m in register.outbox.messages())


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a whole folder; None where there is none that can be read."""
    try:
        found = json.loads((folder / manifest.NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("outputs"), list) else None


def _as_read(config: Config) -> Any:
    """The settings as a manifest gives them back."""
    return json.loads(json.dumps(manifest.plain(config.shaping)))
