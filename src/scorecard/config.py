"""scorecard.toml -> Config: what a force has set, every key checked; everything but disclosure has a default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from scorecard.codes import BreakdownRule, column, with_built_in
from scorecard.deliver.settings import MailSettings
from scorecard.disclosure.policy import Policy
from scorecard.errors import ConfigError, near
from scorecard.extract.settings import ExtractSettings
from scorecard.figures.settings import AnalysisSettings
from scorecard.periods import PeriodEntry
from scorecard.run.settings import InboxSettings
from scorecard.toml import as_table, fill, one_line, read_toml

FILE_NAME = "scorecard.toml"
REGISTER = "register.sqlite"  # what the register is called where no config names one
# Keys of the extract's settings that are tables of their own, since people write most of their config there.
_EXTRACT_TABLES = ("columns", "constants", "count_columns", "codes")


@dataclass(frozen=True)
class Config:
    """Every setting of a run. Paths are as the run will use them: relative ones start at the config file's folder.

    force: whose scorecard it is. synthetic: every output says that the data are invented. marking, public_marking:
    the protective marking of each edition ("" for none). look: what to change in the theme. register: the file that
    keeps counts by period (None: no register). commentary: the folder of `<period>.md` files. force_names: whose a
    name in the register is, where a force was renamed or several share one: the name there = the force's name now, or
    itself for a force of its own. disclosure: None where not set. inbox, mail: what `scorecard run` takes, to whom it
    sends; None for nothing.
    """

    force: str = "This force"
    synthetic: bool = False
    marking: str = "OFFICIAL-SENSITIVE"
    public_marking: str = ""
    register: Path | None = None
    commentary: Path | None = None
    force_names: Mapping[str, str] = field(default_factory=dict)
    period: tuple[PeriodEntry, ...] = ()
    breakdown: tuple[BreakdownRule, ...] = ()
    extract: ExtractSettings = field(default_factory=ExtractSettings)
    analysis: AnalysisSettings = field(default_factory=AnalysisSettings)
    look: Mapping[str, Any] = field(default_factory=dict)
    disclosure: Policy | None = None
    inbox: InboxSettings | None = None
    mail: MailSettings | None = None
    file: Path | None = None

    @property
    def commentary_folder(self) -> Path | None:
        """Where commentary is looked for: the folder named, else `commentary` beside the config, if there is one."""
        if self.commentary is not None:
            return self.commentary
        beside = self.folder / "commentary"
        return beside if self.file and beside.is_dir() else None

    @property
    def folder(self) -> Path:
        """What relative paths in the config start from."""
        return self.file.resolve().parent if self.file else Path.cwd()

    def register_beside(self, out: Path) -> Path:
        """The register that is kept: the config's, else one beside the periods' folders."""
        return self.register or out / REGISTER

    @property
    def shaping(self) -> Config:
        """The settings that shape the files: these, but for where things come from, go to and are kept."""
        renamed = {name: whose for name, whose in self.force_names.items() if name != whose}
        return replace(self, register=None, inbox=None, mail=None, force_names=renamed)

    def __post_init__(self) -> None:
        if not self.force.strip() or self.force[0] in "=+-@":
            raise ConfigError("scorecard.toml force must be a name that does not start with = + - or @.")
        self._check_words()
        self._check_breakdowns()
        labels = [p.label.casefold() for p in self.period]  # they name folders, which some systems fold too
        repeated = sorted({p.label for p in self.period if labels.count(p.label.casefold()) > 1})
        if repeated:
            raise ConfigError(f"scorecard.toml lists the [[period]] {', '.join(repeated)} more than once.")
        names = {rule.name for rule in with_built_in(self.breakdown)}
        for name in self.analysis.reference_groups:
            if name not in names:
                raise ConfigError(f"[analysis] reference_groups names no breakdown by '{name}'{near(name, names)}")
        if self.disclosure is not None:
            self.disclosure.check_names(names)
            self.disclosure.check_rounding()

    def _check_words(self) -> None:
        """What is printed in sentences and headings is one line; a marking may be left out."""
        for name in ("force", "marking", "public_marking"):
            if getattr(self, name) or name == "force":
                _printed(f"{FILE_NAME} {name}", getattr(self, name))
        for rule in self.breakdown:
            _printed(f"[[breakdown]] {rule.name!r} label", rule.label)
            _printed(f"[[breakdown]] {rule.name!r} columns", *rule.columns)
            _printed(f"[[breakdown]] {rule.name!r} groups", *rule.groups)
        for name, whose in self.force_names.items():
            _printed(f"[force_names] {name!r}", name, whose)

    def _check_breakdowns(self) -> None:
        """What a breakdown of the force's own nests in and crosses is there."""
        rules = with_built_in(self.breakdown)
        grouped = {rule.own_column for rule in rules}
        for rule in self.breakdown:
            where, others = f"[[breakdown]] {rule.name!r}", {other.name for other in rules} - {rule.name}
            if rule.parent and rule.parent not in others:
                raise ConfigError(
                    f"{where} has the parent {rule.parent!r}, which is no other breakdown{near(rule.parent, others)}"
                )
            if len(set(rule.columns)) < len(rule.columns):
                raise ConfigError(f"{where} crosses a column with itself.")
            for name in rule.columns:
                if column(name) is None and name not in grouped:
                    raise ConfigError(
                        f"{where} crosses the column {name!r}, which has no groups; give that a [[breakdown]] too."
                    )


def _printed(where: str, *texts: str) -> None:
    if not all(map(one_line, texts)):
        raise ConfigError(f"{where} must be one line of 1 to 100 characters.")


def _gathered(table: Mapping[str, Any]) -> dict[str, Any]:
    """The tables as Config's fields have them: [columns], [codes] ... become part of the extract's settings."""
    owned = [key for key in _EXTRACT_TABLES if key in {f.name for f in fields(ExtractSettings)}]
    extract = dict(as_table(table.get("extract", {}), f"{FILE_NAME} extract"))
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
    try:
        config = fill(Config, _gathered(table), path.name)
    except ConfigError as error:  # rooms of the project know the file by its usual name
        raise ConfigError(error.message.replace(FILE_NAME, path.name), error.remedy) from None
    folder = path.resolve().parent
    return replace(
        config,
        file=path,
        register=_anchored(config.register, folder),
        commentary=_anchored(config.commentary, folder),
        inbox=config.inbox and config.inbox.anchored(folder),
        mail=config.mail and config.mail.anchored(folder),
    )


def in_use(named: Path | None) -> Config:
    """The config of a command: the file named, else scorecard.toml in the working folder, else the built-in one."""
    beside = Path.cwd() / FILE_NAME
    return load(named or (beside if beside.exists() else None))
