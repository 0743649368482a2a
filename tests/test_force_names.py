"""Whose a name in the register is: asked where a reader could lay two releases of one force side by side, else not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scorecard.config import Config
from scorecard.errors import ConfigError
from scorecard.force_names import check_names
from scorecard.model import Period
from scorecard.register import Published
from scorecard.register.names import plain, same_force, unknown

Q2 = Period(date(2021, 3, 1), date(2021, 5, 31), "202106")
Q3 = Period(date(2021, 6, 1), date(2021, 8, 31), "202109")
HALF = Period(date(2021, 3, 1), date(2021, 8, 31), "half")


def asks(force: str, period: Period, released: list[tuple], **said: str) -> bool:
    found = [Published(*release) for release in released]
    try:
        check_names(Config(force, force_names=said), period, Path("register.sqlite"), found)
    except ConfigError:
        return True
    return False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Met", "MET"),
        ("Met", " met "),
        ("Thames Valley", "Thames\u00a0\u00a0Valley"),
        ("Heddlu Dyfed-Powys", "heddlu\u200b dyfed-powys"),
        ("Sûreté", "Su\u0302rete\u0301"),
        ("Straße", "STRASSE"),
        ("Met", "Ｍｅｔ"),
    ],
)
def test_case_spaces_and_forms_of_unicode_tell_no_forces_apart(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_different_names_are_different() -> None:
    assert len({plain(name) for name in ("Kent", "Kent Police", "Essex", "Süd", "Sud", "Force 1", "Force 11")}) == 7


def test_a_name_leads_to_the_next_one() -> None:
    said = {"A": "B", "B": "C", "Z": "Z"}
    for force in "ABC":
        assert same_force(force, said, ("A", "B", "C", "Z", "Y")) == ("A", "B", "C")
    assert same_force("Z", said, ("A", "B", "C", "Z", "Y")) == ("Z",)
    assert unknown("C", said, ("A", "B", "C", "Z", "Y")) == ("Y",)


def test_two_former_names_of_one_force_and_a_circle() -> None:
    said = {"A": "C", "B": "C", "C": "A"}
    assert same_force("B", said, "ABC") == ("A", "B", "C")


def test_asked_where_the_same_days_stand_under_another_name_alone() -> None:
    assert asks("New", Q3, [("Old", Q3)])
    assert asks("New", Q3, [("Old", HALF)])
    assert asks("New", HALF, [("Old", Q2), ("New", Q3)])
    assert not asks("New", Q3, [("Old", Q2)])
    assert not asks("New", Q3, [("New", Q3)])
    assert not asks("New", Q3, [("old", Q2), ("NEW ", Q3), ("Old", Q3)])
    assert not asks("New", Q3, [])


def test_a_reply_that_calls_the_force_otherwise_is_asked_about_in_any_case() -> None:
    assert asks("New", Q3, [("New", Q3), ("Newshire Constabulary", Q3, True)])
    assert not asks("New", Q3, [("New", Q3), ("Newshire Constabulary", Q2, True)])
    assert not asks("New", Q3, [("New", Q3), ("NEW", Q3, True)])
    assert not asks("New", Q3, [("New", Q3), ("N", Q3, True)], N="New")


def test_not_asked_of_a_name_that_is_explained() -> None:
    assert not asks("New", Q3, [("Old", Q3)], Old="New")
    assert not asks("New", Q3, [("Old", Q3)], Old="Old")
    assert not asks("New", Q3, [("Old", Q3)], OLD="Newer")
    assert asks("New", Q3, [("Old", Q3), ("Other", Q3)], Old="Old")


def test_releases_under_a_former_name_are_the_forces_own() -> None:
    """A third name that published the same days is then no more likely to be this force than any other one is."""
    assert not asks("New", Q3, [("Old", Q3), ("Other", Q3)], Old="New")
