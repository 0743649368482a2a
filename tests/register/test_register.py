"""The register gives back what was stored, keeps what was replaced, and never forgets a release."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecard.errors import BusyError, ConfigError
from scorecard.model import Period, joined
from scorecard.register import Published, Register
from tests.register.made_up import (
    FORCE,
    LATER,
    NOW,
    Q1,
    Q2,
    Q3,
    SOURCES,
    counts_of_anybody,
    rate,
    same,
    simple,
)

AGAIN = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept" / "register.db"


@pytest.fixture
def register(path):
    with Register.open(path) as opened:
        yield opened


def _force(counts) -> str:
    return counts.decisions["force"].iloc[0]


@AGAIN
@given(counts=counts_of_anybody())
def test_history_is_what_was_stored(tmp_path_factory, counts):
    path = tmp_path_factory.mktemp("r") / "register.db"
    with Register.open(path) as register:
        register.store(counts, sources=SOURCES, at=NOW)
    with Register.open(path, create=False) as register:
        parts = joined(counts.where(period=p.label) for p in counts.periods)
        assert same(register.history(None, _force(counts)), parts)


@AGAIN
@given(public=counts_of_anybody(), exact=counts_of_anybody())
def test_release_is_what_was_released(tmp_path_factory, public, exact):
    path = tmp_path_factory.mktemp("r") / "register.db"
    with Register.open(path) as register:
        register.release(public, policy="threshold = 5", exact=exact, files=[("a.csv", "00")], at=NOW)
        (release,) = register.releases(_force(public))
        assert same(register.behind(release), exact)
    assert same(release.counts, public)
    assert (release.policy, release.released_at, release.files) == ("threshold = 5", NOW, (("a.csv", "00"),))
    assert release.period == Q2


def test_running_again_replaces_and_keeps_what_it_replaced(register):
    for refused in (3, 4, 5):
        register.store(simple(Q1, refused), sources=SOURCES, at=NOW)
    assert same(register.history(None, FORCE), simple(Q1, 5))
    first, second = register.replaced("202103", FORCE)
    assert same(first, simple(Q1, 3))
    assert same(second, simple(Q1, 4))


def test_storing_the_same_again_changes_nothing(register):
    register.store(simple(Q1), sources=SOURCES, at=NOW)
    register.store(simple(Q1), sources=SOURCES, at=LATER)
    assert [(s.counted_at, s.replaced) for s in register.status()] == [(NOW, 0)]
    register.store(simple(Q1), sources=[("other.csv", "cd" * 32)], at=LATER)
    assert [(s.counted_at, s.replaced) for s in register.status()] == [(LATER, 1)]


def test_the_current_counts_of_one_period(register):
    assert register.current("202103", FORCE) is None
    for refused in (3, 4):
        register.store(simple(Q1, refused), sources=SOURCES, at=NOW)
    register.store(simple(Q2), sources=SOURCES, at=NOW)
    assert same(register.current("202103", FORCE), simple(Q1, 4))
    assert register.current("202103", "Another force") is None


def test_history_ends_before_the_period_that_is_run(register):
    for period in (Q3, Q1, Q2):
        register.store(simple(period), sources=SOURCES, at=NOW)
    assert register.history(None, FORCE).periods == (Q1, Q2, Q3)
    assert register.history(Q3, FORCE).periods == (Q1, Q2)
    assert register.history(Q2, FORCE).periods == (Q1,)
    assert list(register.history(Q2, FORCE).decisions["period"].unique()) == ["202103"]


def test_history_leaves_out_the_same_label_with_other_dates(register):
    register.store(simple(Q1), sources=SOURCES, at=NOW)
    moved = Period(date(2020, 12, 1), date(2021, 2, 28), "202103")
    assert register.history(moved, FORCE).periods == ()


def test_history_of_nothing_can_be_joined(register):
    nothing = register.history(None, FORCE)
    assert nothing.decisions.empty
    assert nothing.periods == nothing.breakdowns == ()
    assert same(joined([nothing, simple(Q1)]), simple(Q1))


def test_waiting_times_are_not_kept(register):
    counts = simple(Q1)
    waits = counts.details.assign(topic="days", item="31", cases=1).astype(counts.details.dtypes)
    with_waits = replace(counts, details=pd.concat([waits, counts.details], ignore_index=True))
    register.store(with_waits, sources=SOURCES, at=NOW)
    register.release(counts, policy="", exact=with_waits, files=[], at=NOW)
    assert same(register.history(None, FORCE), counts)
    assert same(register.behind(register.releases(FORCE)[0]), counts)


def test_forces_are_kept_apart(register):
    both = joined([simple(Q1, 3), simple(Q1, 9, "Another force")])
    register.store(both, sources=SOURCES, at=NOW)
    assert same(register.history(None, "Another force"), simple(Q1, 9, "Another force"))
    assert same(register.history(None, FORCE), simple(Q1, 3))
    register.release(simple(Q1), policy="", exact=None, files=[], at=NOW)
    assert register.releases("Another force") == ()


def test_every_release_is_kept_in_order(register):
    for policy, refused in (("first", 3), ("second", 4)):
        register.release(simple(Q1, refused), policy=policy, exact=None, files=[], at=NOW)
    assert [r.policy for r in register.releases(FORCE)] == ["first", "second"]
    assert [register.behind(r) for r in register.releases(FORCE)] == [None, None]
    assert same(register.releases(FORCE)[0].counts, simple(Q1, 3))


@AGAIN
@given(value=st.floats(0, 1), step=st.floats(0, 1))
def test_rates_are_those_that_were_released(tmp_path_factory, value, step):
    rates = (replace(rate(value=value), step=step), rate(Q2))
    path = tmp_path_factory.mktemp("r") / "register.db"
    with Register.open(path) as register:
        register.release(simple(Q1), policy="", exact=None, files=[], at=NOW)
        register.release(joined([simple(Q1), simple(Q2)]), policy="", exact=None, files=[], at=NOW, rates=rates)
        assert [r.rates for r in register.releases(FORCE)] == [(), rates]


def test_rates_are_their_own_forces(register):
    both = joined([simple(Q1, 3, "Old"), simple(Q2, 4, "New")])
    rates = (rate(Q1, "Old", 0.03), rate(Q2, "New", 0.04))
    register.release(both, policy="", exact=None, files=[], at=NOW, rates=rates)
    assert [r.rates for r in register.releases("New")] == [rates[1:]]
    found = register.releases("New", {"Old": "New"})
    assert [r.rates for r in found] == [rates[1:], (rate(Q1, "New", 0.03),)]


def test_releases_under_another_name_stand_under_the_present_one(register):
    for name, refused in (("Old", 3), ("OLD ", 4), ("Other", 5), ("New", 6)):
        register.release(simple(Q1, refused, name), policy=name, exact=None, files=[], at=NOW)
    found = register.releases("New", {"Old": "New"})
    assert [r.policy for r in found] == ["Old", "OLD ", "New"]
    assert all(same(r.counts, simple(Q1, refused, "New")) for r, refused in zip(found, (3, 4, 6), strict=True))
    assert [r.policy for r in register.releases("other")] == ["Other"]


def test_a_release_of_several_forces_is_each_ones_own(register):
    """A reply may print two names of one force side by side: each is a release, since their rows are the same."""
    both = joined([simple(Q1, 3, "Old"), simple(Q2, 4, "New")])
    register.release(both, policy="", exact=None, files=[], at=NOW)
    (release,) = register.releases("New")
    assert same(release.counts, simple(Q2, 4, "New"))
    assert [r.period for r in register.releases("New", {"Old": "New"})] == [Q2, Q1]
    assert register.published() == (Published("New", Q2, reply=True), Published("Old", Q1, reply=True))


def test_history_goes_on_under_another_name(register):
    for period, name, refused in ((Q1, "Old", 1), (Q2, "Old", 2), (Q2, "New", 3), (Q1, "Other", 4)):
        register.store(simple(period, refused, name), sources=SOURCES, at=NOW)
    wanted = joined([simple(Q1, 1, "New"), simple(Q2, 3, "New")])
    assert same(register.history(Q3, "New", {"Old": "New"}), wanted)
    assert same(register.history(Q3, "New"), simple(Q2, 3, "New"))


def test_a_release_is_not_entered_beside_what_it_does_not_know(register):
    known = register.beside(FORCE)
    register.release(simple(Q1, 3, "Another force"), policy="", exact=None, files=[], at=NOW, beside=known)
    register.release(simple(Q1), policy="first", exact=None, files=[], at=NOW, beside=known)
    with pytest.raises(BusyError, match="another run has published since this one began"):
        register.release(simple(Q1), policy="second", exact=simple(Q1), files=[], at=NOW, beside=known)
    assert [r.policy for r in register.releases(FORCE)] == ["first"]
    register.release(simple(Q1), policy="second", exact=None, files=[], at=NOW, beside=register.beside(FORCE))
    assert len(register.releases(FORCE)) == 2


def test_a_store_that_fails_changes_nothing(register):
    register.store(simple(Q1), sources=SOURCES, at=NOW)
    with pytest.raises(TypeError):
        register.store(simple(Q1, 8), sources=[("name",), None], at=NOW)
    assert same(register.history(None, FORCE), simple(Q1))
    assert register.replaced("202103", FORCE) == ()


def test_status_of_each_period(register):
    register.store(simple(Q2), sources=[("old.csv", "11")], at=NOW)
    register.store(simple(Q2), sources=[("new.csv", "22"), ("more.csv", "33")], at=LATER)
    register.release(joined([simple(Q1), simple(Q2)]), policy="p", exact=None, files=[], at=NOW)
    register.release(simple(Q2), policy="p", exact=None, files=[], at=LATER)
    first, second = register.status()
    assert (first.period, first.start, first.editions, first.counted_at) == ("202103", Q1.start, ("public",), None)
    assert (first.sources, first.replaced, first.released) == ((), 0, (NOW,))
    assert (second.force, second.period, second.end) == (FORCE, "202106", Q2.end)
    assert second.editions == ("internal", "public")
    assert (second.counted_at, second.replaced) == (LATER, 1)
    assert second.sources == (("new.csv", "22"), ("more.csv", "33"))
    assert second.released == (NOW, LATER)


def test_status_of_an_empty_register(register):
    assert register.status() == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps private files by folder, not by mode")
def test_a_new_register_and_its_folder_are_private(register, path):
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_moments_need_a_time_zone(register):
    with pytest.raises(AssertionError, match="time zone"):
        register.store(simple(Q1), sources=SOURCES, at=NOW.replace(tzinfo=None))


def test_no_register_where_none_is_made(path):
    with pytest.raises(ConfigError) as caught:
        Register.open(path, create=False)
    assert str(caught.value) == (f"{path}: there is no register here; build a scorecard first, or correct 'register'.")
