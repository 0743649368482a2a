"""The policy: nothing essential has a default, and each mistake is one sentence."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from scorecard.config import Config
from scorecard.disclosure import Policy
from scorecard.disclosure.release import known
from scorecard.errors import ConfigError
from scorecard.model import Counts
from tests.disclosure.test_rerelease import Entry
from tests.register.made_up import decisions, details


def test_there_is_no_default_policy() -> None:
    with pytest.raises(TypeError):
        Policy()  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            {"threshold": 1, "method": "suppress", "publish": ("sex",)},
            "[disclosure] threshold is 1; give a whole number from 2 to 100: a count from 1 to threshold - 1 is small.",
        ),
        (
            {"threshold": 5, "method": "hide", "publish": ("sex",)},
            '[disclosure] method is "hide"; it is "suppress" or "round".',
        ),
        (
            {"threshold": 5, "method": "suppress", "publish": ("sex",), "base": 5},
            '[disclosure] base is only for method = "round"; remove it, or change the method.',
        ),
        (
            {"threshold": 5, "method": "round", "publish": ("sex",)},
            '[disclosure] method = "round" needs base, a whole number from 2 to 100, such as 5 or 10.',
        ),
        (
            {"threshold": 5, "method": "round", "base": 1_000, "publish": ("sex",)},
            '[disclosure] method = "round" needs base, a whole number from 2 to 100, such as 5 or 10.',
        ),
        (
            {"threshold": 5, "method": "suppress", "publish": ()},
            "[disclosure] publish is empty; list the breakdowns and topics that are published, "
            'such as ["ethnicity", "sex", "reasons"].',
        ),
        (
            {"threshold": 5, "method": "suppress", "publish": ("sex", "sex")},
            "[disclosure] publish names sex twice; name each once.",
        ),
        (
            {"threshold": 5, "method": "suppress", "publish": ("sex", "days")},
            "[disclosure] publish names days, which stays internal: a median or a maximum is not made of counts and "
            "cannot be protected; remove it.",
        ),
    ],
)
def test_a_mistake_is_one_sentence(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError) as error:
        Policy(**settings)  # type: ignore[arg-type]
    assert str(error.value) == message


def test_an_unknown_name_suggests_the_near_one() -> None:
    policy = Policy(5, "suppress", ("ethnicty", "reasons"))
    with pytest.raises(ConfigError) as error:
        policy.check_names(["ethnicity", "sex"])
    assert str(error.value) == (
        "[disclosure] publish names 'ethnicty', which is no breakdown or topic; did you mean 'ethnicity'?"
    )
    Policy(5, "suppress", ("sex", "panel", "undecided")).check_names(["ethnicity", "sex"])


@pytest.mark.parametrize(
    ("count", "shown", "could_be"),
    [(0, 0, (0, 2)), (2, 0, (0, 2)), (3, 5, (3, 7)), (7, 5, (3, 7)), (8, 10, (8, 12)), (1_204, 1_205, (1_203, 1_207))],
)
def test_rounding_to_five(count: int, shown: int, could_be: tuple[int, int]) -> None:
    policy = Policy(5, "round", ("sex",), base=5)
    assert policy.rounded(count) == shown
    assert policy.could_be(shown) == could_be


def test_rounding_to_ten_puts_half_a_base_upwards() -> None:
    policy = Policy(5, "round", ("sex",), base=10)
    assert [policy.rounded(n) for n in (4, 5, 14, 15)] == [0, 10, 10, 20]
    assert policy.could_be(0) == (0, 4)
    assert policy.could_be(10) == (5, 14)


def test_what_each_name_stands_for() -> None:
    assert Policy(5, "suppress", ("sex", "reasons", "panel")).topics == ("reason", "reasons_given", "panel")


def test_rounding_to_less_than_the_threshold_hides_nothing() -> None:
    """To the nearest 3, a count shown as 3 is 2, 3 or 4: three values, where ten are promised."""
    with pytest.raises(ConfigError) as error:
        Policy(10, "round", ("sex",), base=3).check_rounding()
    assert str(error.value) == (
        "[disclosure] base is 3 and threshold is 10: a count rounded to the nearest 3 could be one of 3 values only, "
        "so rounding would not hide counts under 10; give a base of 10 or more, or a lower threshold."
    )
    for policy in (Policy(5, "round", ("sex",), base=5), Policy(5, "round", ("sex",), base=10)):
        policy.check_rounding()
    Policy(5, "suppress", ("sex",)).check_rounding()


def test_a_config_asks_for_it_and_a_register_does_not() -> None:
    """A release that was made before this was asked is still read."""
    policy = Policy(10, "round", ("sex",), base=3)
    with pytest.raises(ConfigError, match="base is 3 and threshold is 10"):
        Config(disclosure=policy)
    nothing = Counts(decisions([]), details([]), (), ())
    (release,) = known([Entry(nothing, json.dumps(asdict(policy)))])
    assert release.policy == policy
