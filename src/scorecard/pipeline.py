"""A whole run on one screen: extracts -> counts -> (public: protected counts) -> figures -> scorecard -> files.

In: a Request and the force's settings. Out: the folder of each edition asked for, and the register's new entries.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from scorecard import manifest
from scorecard.aside import Do, at_once, ended, then
from scorecard.breakdowns import check_coloured
from scorecard.commentary import read_commentary, refuse_absent
from scorecard.config import Config
from scorecard.editions import complete_internal, draw_public, internal, write_beside
from scorecard.errors import ConfigError, UsageError
from scorecard.extract import count_extracts
from scorecard.figures.pairs import reference_of
from scorecard.folder import alone, replaced
from scorecard.force_names import check_names
from scorecard.look import load_look
from scorecard.model import Counts, Edition, Ledger, Look, Scorecard
from scorecard.register import Beside, Register, renamed
from scorecard.render.files import write_book, write_files, write_page, write_slides
from scorecard.request import Built, Exact, Job, Request
from scorecard.warehouse import count_table

if TYPE_CHECKING:  # what protects needs scipy's optimisers, which an internal edition does not
    from scorecard.disclosure import Protection

Say = Callable[[str], None]
Counted = tuple[Counts, Ledger]
STANDS = (
    "The public edition has the figures that were first published, although counts have changed since: others could "
    "not be published safely."
)
# Of the internal files, what is drawn in a second process, if there is one, and what here: alone, and beside the public
# edition, while which is made the second process has more time.
_ALONE = (write_slides,), (write_book, write_page)
_BESIDE_PUBLIC = (write_slides, write_page), (write_book,)


def build(request: Request, config: Config, say: Say = lambda _: None, do: Do = at_once) -> Built:
    """Build the editions asked for. ScorecardError where the input, the config or the release is refused.

    The internal edition is always made, since the register keeps its counts; what cannot be published safely stops
    the public edition alone (exit code 5). do: where the internal edition is drawn, while the public one is made here.
    """
    job = prepared(request, config)
    return produce(job, count(job, say), say, do=do)


def prepared(request: Request, config: Config) -> Job:
    """The job; ConfigError where the config lacks what the request needs, or look or commentary cannot be had.

    All that people wrote is looked at here, so that a slip in it does not cost the reading of the extract. UsageError
    where what is to be a folder is a file.
    """
    if request.out.is_file():
        raise UsageError(f"{request.out}: is a file, and no folder; choose another --out.")
    if Edition.PUBLIC in request.editions and config.disclosure is None:
        where = config.file.name if config.file else "scorecard.toml"
        raise ConfigError(f"{where} has no [disclosure]; a public edition needs a policy, there is no default.")
    refuse_absent(config.commentary)
    read_commentary(config.commentary_folder, request.period)
    check_coloured(config)
    return Job(request, config, _look(config))


def _look(config: Config) -> Look:
    look = load_look(config.look, config.folder)
    if config.look:  # the one that is shipped is fit for its template, which need not be opened for that
        from scorecard.render.pptx import refuse_lacking

        refuse_lacking(Path(look.template), look)
    return look


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
    """From the counts of one force to its files and the register. forces: the counts of each force, to compare them.

    BusyError where another run is at work on the period's folder, or published the force's figures in the meantime.
    """
    request, config, (counts, ledger) = job.request, job.config, counted
    for breakdown in counts.breakdowns:  # before anything is written, a register too
        reference_of(breakdown, config.analysis)
    with _opened(job.register) as register, alone(request.out / request.period.label):
        if register and Edition.PUBLIC in request.editions:
            check_names(config, request.period, config.register_beside(request.out), register.published())
        history = register.history(request.period, config.force, config.force_names) if register else None
        exact = Exact(counts, ledger, history, forces)
        say("Writing the internal edition")
        notes: tuple[str, ...] = ()
        if Edition.PUBLIC in request.editions and register:
            notes = _both(job, exact, register, say, do)
        else:
            _internal_alone(job, exact, do)
            _store(job, exact, register)
    return Built(ledger, tuple(request.folder(e) for e in request.editions), notes)


def _internal_alone(job: Job, exact: Exact, do: Do) -> None:
    with replaced(job.request.folder(Edition.INTERNAL)) as inside:
        figures, card = internal(exact, job.config, job.request.period)
        aside, here = _ALONE
        drawn = do(write_files, aside, card, job.look, inside)
        with ended(drawn):
            write_files(here, card, job.look, inside)
            write_beside(figures, card, job, inside)
        drawn.result()
        complete_internal(job, exact, inside)


def _both(job: Job, exact: Exact, register: Register, say: Say, do: Do) -> tuple[str, ...]:
    """The two editions side by side; what to note of them. The internal one is put in place first, whatever becomes of
    the public one.

    Aside go the internal figures, and from them the internal slides and page, while the public counts are protected
    and drawn: about half of the work.
    """
    request, config, (aside, here) = job.request, job.config, _BESIDE_PUBLIC
    beside = register.beside(config.force, config.force_names)
    with replaced(request.folder(Edition.PUBLIC)) as outside:
        with replaced(request.folder(Edition.INTERNAL)) as inside:
            made = do(internal, exact, config, request.period)
            drawn = then(made, lambda found: do(write_files, aside, found[1], job.look, inside))
            with ended(drawn):
                protection = at_once(_protected, exact.counts, config, beside, register, say)
                safe = None if protection.exception() else protection.result()
                if safe is not None:
                    say("Writing the public edition")
                notes = (STANDS,) if safe is not None and safe.stands else ()
                published = at_once(draw_public, job, protection, outside)
                figures, card = made.result()
                write_files(here, card, job.look, inside)
                write_beside(figures, card, job, inside)
            drawn.result()
            complete_internal(job, exact, inside, safe, notes)
        _store(job, exact, register)
        published.result()
        _release(job, protection.result(), exact.counts, register, beside, outside)
    return notes


def _protected(counts: Counts, config: Config, beside: Beside, register: Register, say: Say) -> Protection:
    """The protected counts; DisclosureError where there are none that are safe beside what was published before."""
    from scorecard.disclosure import protect_again

    assert config.disclosure is not None, "build refuses a public edition without a policy"

    def behind(place: int) -> Counts | None:
        exact = register.behind(beside.releases[place])
        return exact and renamed(exact, config.force)

    say("Choosing what to withhold from the public edition")
    return protect_again(counts, config.disclosure, beside.releases, behind)


def _store(job: Job, exact: Exact, register: Register | None) -> None:
    if register and exact.ledger:
        sources = [(source.name, source.sha256) for source in exact.ledger.sources]
        register.store(exact.counts, sources=sources, at=job.request.at)


def recompose(request: Request, config: Config, register: Register) -> Scorecard | None:
    """A built period's internal scorecard, from the counts in the register; None where it holds none.

    It lacks what the register does not keep: the ledger and the time to decision.
    """
    counts = register.current(request.period.label, config.force)
    if counts is None:
        return None
    exact = Exact(counts, None, register.history(request.period, config.force, config.force_names))
    return internal(exact, config, request.period)[1]


def _release(  # noqa: PLR0913, PLR0917  (a release is all of this)
    job: Job, protection: Protection, exact: Counts, register: Register, beside: Beside, folder: Path
) -> None:
    """Enter the release before its folder is put in place. beside: what it was protected against.

    Should the last step fail, later releases are protected against one that nobody saw, which is the safe mistake.
    """
    policy = json.dumps(manifest.plain(job.config.disclosure), sort_keys=True)
    files = manifest.outputs(folder)
    behind = protection.behind or exact  # what is printed, and not what is counted by now, is what later ones add to
    register.release(protection.counts, policy=policy, exact=behind, files=files, at=job.request.at, beside=beside)


def _opened(register: Path | None) -> AbstractContextManager[Register | None]:
    return nullcontext() if register is None else Register.open(register)
