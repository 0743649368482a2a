"""scorecard.toml -> Config: what a force has set, every key checked; everything but disclosure has a default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from scorecard.deliver.settings import MailSettings
from scorecard.disclosure.policy import Policy
from scorecard.errors import ConfigError
from scorecard.extract.settings import ExtractSettings
from scorecard.figures.settings import AnalysisSettings
from scorecard.look import LookSettings
from scorecard.periods import PeriodEntry
from scorecard.toml import fill, near, read_toml

FILE_NAME = "scorecard.toml"
# Keys of the extract's settings that are tables of their own, since people write most of their config there.
_EXTRACT_TABLES = ("columns", "constants", "counts", "codes", "breakdown")


@dataclass(frozen=True)
class Config:
    """Every setting of a run. Paths are as the run will use them: relative ones start at the config file's folder.

    force: whose scorecard it is. synthetic: every output says that the data are invented. marking, public_marking:
    the protective marking of each edition ("" for none). register: the file that keeps counts by period (None: no
    register). commentary: the folder of `<period>.md` files. disclosure, mail: None where not set.
    """

    force: str = "This force"
    synthetic: bool = False
    marking: str = "OFFICIAL-SENSITIVE"
    public_marking: str = ""
    register: Path | None = None
    commentary: Path | None = None
    period: tuple[PeriodEntry, ...] = ()
    extract: ExtractSettings = field(default_factory=ExtractSettings)
    analysis: AnalysisSettings = field(default_factory=AnalysisSettings)
    look: LookSettings = field(default_factory=LookSettings)
    disclosure: Policy | None = None
    mail: MailSettings | None = None
    file: Path | None = None

    def __post_init__(self) -> None:
        if not self.force.strip() or self.force[0] in "=+-@":
            raise ConfigError("scorecard.toml force must be a name that does not start with = + - or @.")
        labels = [p.label for p in self.period]
        repeated = sorted({label for label in labels if labels.count(label) > 1})
        if repeated:
            raise ConfigError(f"scorecard.toml lists the [[period]] {', '.join(repeated)} more than once.")


def _gathered(table: Mapping[str, Any]) -> dict[str, Any]:
    """The tables as Config's fields have them: [columns], [codes] ... become part of the extract's settings."""
    owned = [key for key in _EXTRACT_TABLES if key in {f.name for f in fields(ExtractSettings)}]
    extract = dict(table.get("extract", {}))
    for key in owned:
        if key in extract:
            raise ConfigError(f"{FILE_NAME} [extract] has no key '{key}'; write it as a table of its own, [{key}].")
        if key in table:
            extract[key] = table[key]
    kept = {key: value for key, value in table.items() if key not in (*owned, "extract")}
    return {**kept, "extract": extract} if extract else kept


def _anchored(path: Path | None, folder: Path) -> Path | None:
    return None if path is None else folder / path.expanduser()


def load(path: Path | None) -> Config:
    """The config of that file; the built-in one for None. ConfigError says which key is wrong and what it should be."""
    if path is None:
        return Config()
    table = read_toml(path)
    known = {*_EXTRACT_TABLES, *(f.name for f in fields(Config) if f.name != "file")}
    for key in table:
        if key not in known:
            raise ConfigError(f"{path.name} has no key '{key}'{near(key, known)}")
    config = fill(Config, _gathered(table), path.name)
    folder = path.resolve().parent
    return replace(
        config,
        file=path,
        register=_anchored(config.register, folder),
        commentary=_anchored(config.commentary, folder),
        look=config.look.anchored(folder),
    )


def find(path: Path | None, folder: Path) -> Path | None:
    """The config file to use: the one named, else scorecard.toml in the folder, else none."""
    if path is not None:
        return path
    beside = folder / FILE_NAME
    return beside if beside.exists() else None
