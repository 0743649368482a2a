"""[inbox] of scorecard.toml: where extracts arrive, what they are called, and what is made of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from scorecard.errors import ConfigError

WHERE = "scorecard.toml [inbox]"
PERIOD, FROM, TO = "{period}", "{from}", "{to}"


@dataclass(frozen=True)
class InboxSettings:
    """What `scorecard run` takes and makes.

    folder: where extracts arrive. pattern: what they are called: `*` stands for anything, `{period}` for the period's
    label, or `{from}` and `{to}` for its first and last day (2021-06-01); files of one period are read together. out:
    where each period's folder goes. editions: which are built. settle_seconds: a file that changed more recently is
    still being copied, and left for the next run. log: JSON lines, one a step; keep_logs: how many full ones (of a
    megabyte) are kept beside it.
    """

    folder: Path
    pattern: str = "vetting-extract-{period}.*"
    out: Path = Path("out")
    editions: tuple[Literal["internal", "public"], ...] = ("internal",)
    settle_seconds: float = 120.0
    log: Path = Path("scorecard-run.jsonl")
    keep_logs: int = 12

    def __post_init__(self) -> None:
        named = sorted(name for name in (PERIOD, FROM, TO) for _ in range(self.pattern.count(name)))
        _need(named in ([PERIOD], [FROM, TO]), "pattern must hold {period} once, or {from} and {to} once each.")
        _need("/" not in self.pattern and "\\" not in self.pattern, "pattern is the name of a file, without folders.")
        _need(bool(self.editions), 'editions must name "internal", "public" or both.')
        _need(0 <= self.settle_seconds <= 86_400, "settle_seconds must be from 0 to 86400.")
        _need(1 <= self.keep_logs <= 1000, "keep_logs must be from 1 to 1000.")

    def anchored(self, folder: Path) -> InboxSettings:
        """The same, with relative paths starting at that folder."""
        places = {name: folder / getattr(self, name).expanduser() for name in ("folder", "out", "log")}
        return replace(self, **places)


def _need(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ConfigError(f"{WHERE} {otherwise}")
