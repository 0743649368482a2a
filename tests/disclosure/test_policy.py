"""The policy: nothing essential has a default, and each mistake is one sentence."""

from __future__ import annotations

import pytest

from scorecard.disclosure import Policy
from scorecard.errors import ConfigError


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
            '[disclosure] method = "round" needs base, a whole number from 2, such as 5 or 10.',
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
        '[disclosure] publish names "ethnicty", which is no breakdown or topic; did you mean "ethnicity"?'
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
