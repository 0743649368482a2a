"""A whole run on one screen: extracts -> counts -> (public: protected counts) -> figures -> scorecard -> files."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from scorecard import manifest
from scorecard.aside import Do, at_once
from scorecard.card import file_stem, internal_card, public_card, write_card
from scorecard.compose import CONTACT, only_part
from scorecard.config import Config
from scorecard.dip_sample.findings import read_findings
from scorecard.disclosure.policy import Policy
from scorecard.errors import ConfigError
from scorecard.extract import count_extracts
from scorecard.figures import derive, rounded
from scorecard.folder import replaced
from scorecard.look import load_look
from scorecard.model import Counts, Edition, Figures, Ledger, Look, Period, Scorecard
from scorecard.register import Register
from scorecard.render.pack import write_metadata, write_read_me
from scorecard.render.tidy import render_tables, write_frame
from scorecard.render.xlsx import render_xlsx
from scorecard.toml import fill
from scorecard.warehouse import Place, count_table

if TYPE_CHECKING:  # what protects needs scipy's optimisers, which an internal edition does not
    from scorecard.disclosure import Protection, Release

Say = Callable[[str], None]
Counted = tuple[Counts, Ledger]


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
    """What the internal edition is made of, and the public one is not. forces: those that are compared, if several."""

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


@dataclass(frozen=True)
class Built:
    """What a build made: the ledger, and the folder of each edition asked for."""

    ledger: Ledger
    folders: tuple[Path, ...]


def build(request: Request, config: Config, say: Say = lambda _: None, do: Do = at_once) -> Built:
    """Build the editions asked for. ScorecardError where the input, the config or the release is refused.

    The internal edition is always made, since the register keeps its counts; what cannot be published safely stops
    the public edition alone (exit code 5). do: where the internal edition is drawn, while the public one is made here.
    """
    job = prepared(request, config)
    return produce(job, count(job, say), say, do=do)


def prepared(request: Request, config: Config) -> Job:
    """The job; ConfigError where the config lacks what the request needs, or the look cannot be had."""
    if Edition.PUBLIC in request.editions and config.disclosure is None:
        raise ConfigError("scorecard.toml has no [disclosure]; a public edition needs a policy, there is no default.")
    return Job(request, config, load_look(config.look, config.folder))


def count(job: Job, say: Say, *, by_force: bool = False) -> Counted:
    """The counts of what was asked for, and where every row went. by_force: under the names in column `force`."""
    request, config = job.request, job.config
    rules = config.breakdown
    if request.table is not None:
        say(f"Counting {request.table.table} in the warehouse")
        return count_table(request.table, config.extract, request.period, rules, config.force, by_force)
    say(f"Reading {len(request.extracts)} file{'s' if len(request.extracts) > 1 else ''}")
    return count_extracts(request.extracts, config.extract, request.period, rules, config.force, by_force)


def produce(job: Job, counted: Counted, say: Say, forces: Counts | None = None, do: Do = at_once) -> Built:
    """From the counts of one force to its files and the register. forces: the counts of each force, to compare them."""
    request, (counts, ledger) = job.request, counted
    with _register(request, job.config) as register:
        history = register.history(request.period, job.config.force) if register else None
        exact = Exact(counts, ledger, history, forces)
        say("Writing the internal edition")
        if Edition.PUBLIC in request.editions and register:
            _both(job, exact, register, say, do)
        else:
            with replaced(request.folder(Edition.INTERNAL)) as inside:
                _draw_internal(job, exact, inside)
                _complete_internal(job, exact, None, inside)
            _store(job, exact, register)
    return Built(ledger, tuple(request.folder(e) for e in request.editions))


def _both(job: Job, exact: Exact, register: Register, say: Say, do: Do) -> None:
    """The two editions side by side. The internal one is put in place first, whatever becomes of the public one."""
    request = job.request
    with replaced(request.folder(Edition.PUBLIC)) as outside:
        with replaced(request.folder(Edition.INTERNAL)) as inside:
            drawn = do(_draw_internal, job, exact, inside)
            protection = at_once(_protected, exact.counts, job.config, register)
            if not protection.exception():
                say("Writing the public edition")
            published = at_once(_draw_public, job, protection, outside)
            drawn.result()
            _complete_internal(job, exact, protection, inside)
        _store(job, exact, register)
        published.result()
        _release(job, protection.result(), exact.counts, register, outside)


def _protected(counts: Counts, config: Config, register: Register) -> Protection:
    """The protected counts; DisclosureError where there are none that are safe beside what was published before."""
    from scorecard.disclosure import protect

    assert config.disclosure is not None, "build refuses a public edition without a policy"
    return protect(counts, config.disclosure, _released(register, config.force))


def _store(job: Job, exact: Exact, register: Register | None) -> None:
    if register and exact.ledger:
        sources = [(source.name, source.sha256) for source in exact.ledger.sources]
        register.store(exact.counts, sources=sources, at=job.request.at)


def _released(register: Register, force: str) -> tuple[Release, ...]:
    """What was published before, each under the policy of its day."""
    from scorecard.disclosure import Release

    return tuple(Release(r.counts, _policy(r.policy)) for r in register.releases(force))


def _policy(text: str) -> Policy | None:
    """The policy as the register keeps it; None for a reply that this tool did not make."""
    kept = {key: value for key, value in json.loads(text).items() if value is not None} if text else None
    return None if kept is None else fill(Policy, kept, "the policy of an earlier release")


def recompose(request: Request, config: Config, register: Register) -> Scorecard | None:
    """A built period's internal scorecard, from the counts in the register; None where it holds none.

    It lacks what the register does not keep: the ledger and the time to decision.
    """
    counts = register.current(request.period.label, config.force)
    if counts is None:
        return None
    job = Job(request, config, load_look(config.look, config.folder))
    return _exact(job, Exact(counts, None, register.history(request.period, config.force)))[1]


def _exact(job: Job, exact: Exact) -> tuple[Figures, Scorecard]:
    """Every figure and the scorecard of the internal edition."""
    config, period = job.config, job.request.period
    figures = derive(exact.counts, config.analysis, exact.history, exact.forces)
    reviewed = read_findings(config.commentary_folder, period, config.force)
    if reviewed is not None:
        figures = replace(figures, others={**figures.others, "dip_sample": reviewed})
    earlier = exact.history.periods if exact.history is not None else ()
    return figures, internal_card(figures, config, period, exact.ledger, earlier)


def _draw_internal(job: Job, exact: Exact, folder: Path) -> None:
    """The edition for the SLT: every figure, the commentary, the ledger and the counts."""
    figures, card = _exact(job, exact)
    _write(card, figures, job, folder)
    write_frame(exact.counts.decisions, folder / "counts.csv")


def _complete_internal(job: Job, exact: Exact, protection: Future[Protection] | None, folder: Path) -> None:
    """What is known last: which public counts are withheld and why, if any are, and the manifest of all files."""
    assert exact.ledger is not None, "what is built was counted just now"
    if protection and not protection.exception():
        write_frame(_no_limit_as_infinite(protection.result().redactions), folder / "redactions.csv")
    manifest.write_internal(folder, ledger=exact.ledger, settings=job.config.shaping)


def _draw_public(job: Job, protection: Future[Protection], folder: Path) -> None:
    """The edition that may leave the force: only the protected counts are used."""
    safe = protection.result()
    figures = rounded(derive(safe.counts, job.config.analysis))
    _write(public_card(figures, job.config, job.request.period, safe.notes), figures, job, folder)
    manifest.write_public(folder, policy=job.config.disclosure)


def _release(job: Job, protection: Protection, exact: Counts, register: Register, folder: Path) -> None:
    """Enter the release before its folder is put in place.

    Should the last step fail, later releases are protected against one that nobody saw, which is the safe mistake.
    """
    policy = json.dumps(manifest.plain(job.config.disclosure), sort_keys=True)
    files = manifest.outputs(folder)
    register.release(protection.counts, policy=policy, exact=exact, files=files, at=job.request.at)


def _write(card: Scorecard, figures: Figures, job: Job, folder: Path) -> None:
    write_card(card, job.look, folder)
    contact = only_part(card, CONTACT)
    if contact.sections:
        render_xlsx(contact, job.look, folder / f"equality-team-contact-{card.period.label}.xlsx")
    render_tables(figures, folder)
    write_metadata(figures, card, folder)
    write_read_me(card, folder)


def _no_limit_as_infinite(redactions: pd.DataFrame) -> pd.DataFrame:
    """The redactions with `inf` where nothing limits what a withheld count could be; null would print as withheld."""
    high = redactions["high"].astype(object)
    return redactions.assign(high=high.where(redactions["high"].notna(), float("inf")))


def _register(request: Request, config: Config) -> AbstractContextManager[Register | None]:
    """The register to use: the config's, else beside OUT for a public edition; none keeps nothing."""
    if config.register is None and Edition.PUBLIC not in request.editions:
        return nullcontext()
    return Register.open(config.register_beside(request.out))
