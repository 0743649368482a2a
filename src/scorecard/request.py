"""What a build is asked for, what its steps know, and what it made: the values that pass between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from scorecard.config import Config
from scorecard.model import Counts, Edition, Ledger, Look, Period
from scorecard.render.files import file_stem
from scorecard.warehouse import Place


@dataclass(frozen=True)
class Request:
    """What one build is asked for. `extracts` are read together, as one period; `out` holds a folder a period.

    table: in a warehouse, in place of extracts: it is counted there.
    at: when the run began; it goes into the register alone, so that the files of two runs are alike.
    """

    extracts: tuple[Path, ...]
    period: Period
    out: Path
    editions: tuple[Edition, ...] = (Edition.INTERNAL,)
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    table: Place | None = None

    def folder(self, edition: Edition) -> Path:
        """Where the files of one edition go."""
        return self.out / self.period.label / edition.value

    @property
    def stem(self) -> str:
        """What the three scorecard files are called."""
        return file_stem(self.period)


@dataclass(frozen=True)
class Exact:
    """What the internal edition is made of, and the public one is not.

    ledger: None where the counts come from the register, which keeps none. forces: those that are compared, if several.
    """

    counts: Counts
    ledger: Ledger | None
    history: Counts | None
    forces: Counts | None = None


@dataclass(frozen=True)
class Job:
    """What every step of one build knows: what was asked for, the force's settings, the look."""

    request: Request
    config: Config
    look: Look

    @property
    def register(self) -> Path | None:
        """The register that the build keeps: the config's, else for a public edition one beside OUT; None for none."""
        if self.config.register is None and Edition.PUBLIC not in self.request.editions:
            return None
        return self.config.register_beside(self.request.out)


@dataclass(frozen=True)
class Built:
    """What a build made: the ledger, the folder of each edition asked for, and what to tell whoever asked for them."""

    ledger: Ledger
    folders: tuple[Path, ...]
    notes: tuple[str, ...] = ()
