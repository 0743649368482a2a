"""The disclosure policy: what a force has decided may be published. There is no default policy.

In: the `[disclosure]` table of scorecard.toml, key for key. Out: a frozen, checked `Policy`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from scorecard.errors import ConfigError, near

TOPICS: Mapping[str, tuple[str, ...]] = {
    "reasons": ("reason", "reasons_given"),
    "panel": ("panel",),
    "appeals": ("appeal",),
    "contact": ("contact",),
    "unknown": ("unknown",),
    "undecided": (),
}
"""What `publish` may name beside breakdowns, and the topics of Counts.details that each one stands for."""

INTERNAL_ONLY = ("days", "timeliness")
SMALLEST_THRESHOLD, LARGEST_THRESHOLD = 2, 100


@dataclass(frozen=True)
class Policy:
    """threshold: a count from 1 to threshold - 1 is small, and a withheld count keeps `threshold` possible values.
    method: "suppress" withholds counts, "round" shows every count to the nearest `base`, which is no less than the
    threshold (`check_rounding`).
    publish: the breakdowns and topics that go out at all; anything not named stays internal.
    show_zero: 0 is printed as 0 (nobody is no person), so an outsider knows that a withheld count is at least 1.
    show_all_refused: a group of which everybody was refused is shown; otherwise its refused and passed are withheld.
    """

    threshold: int
    method: Literal["suppress", "round"]
    publish: tuple[str, ...]
    base: int | None = None
    show_zero: bool = True
    show_all_refused: bool = False

    def __post_init__(self) -> None:
        if not SMALLEST_THRESHOLD <= self.threshold <= LARGEST_THRESHOLD:
            raise ConfigError(
                f"[disclosure] threshold is {self.threshold}; give a whole number from {SMALLEST_THRESHOLD} to "
                f"{LARGEST_THRESHOLD}: a count from 1 to threshold - 1 is small."
            )
        if self.method not in ("suppress", "round"):
            raise ConfigError(f'[disclosure] method is "{self.method}"; it is "suppress" or "round".')
        self._check_base()
        self._check_publish()

    def _check_base(self) -> None:
        if self.method == "suppress" and self.base is not None:
            raise ConfigError('[disclosure] base is only for method = "round"; remove it, or change the method.')
        if self.method == "round" and (self.base is None or not SMALLEST_THRESHOLD <= self.base <= LARGEST_THRESHOLD):
            raise ConfigError(
                f'[disclosure] method = "round" needs base, a whole number from {SMALLEST_THRESHOLD} to '
                f"{LARGEST_THRESHOLD}, such as 5 or 10."
            )

    def check_rounding(self) -> None:
        """ConfigError where rounding would not hide a small count: its rounded value must leave `threshold` values.

        Apart from the rest, since a register may hold releases that were made before this was asked.
        """
        if self.base is not None and self.base < self.threshold:
            raise ConfigError(
                f"[disclosure] base is {self.base} and threshold is {self.threshold}: a count rounded to the nearest "
                f"{self.base} could be one of {self.base} values only, so rounding would not hide counts under "
                f"{self.threshold}; give a base of {self.threshold} or more, or a lower threshold."
            )

    def _check_publish(self) -> None:
        if not self.publish:
            raise ConfigError(
                "[disclosure] publish is empty; list the breakdowns and topics that are published, "
                'such as ["ethnicity", "sex", "reasons"].'
            )
        twice = sorted({name for name in self.publish if self.publish.count(name) > 1})
        if twice:
            raise ConfigError(f"[disclosure] publish names {', '.join(twice)} twice; name each once.")
        internal = [name for name in self.publish if name in INTERNAL_ONLY]
        if internal:
            raise ConfigError(
                f"[disclosure] publish names {', '.join(internal)}, which stays internal: a median or a maximum is not "
                "made of counts and cannot be protected; remove it."
            )

    def check_names(self, breakdowns: Iterable[str]) -> None:
        """ConfigError where `publish` names neither a topic nor one of these breakdowns."""
        known = {*breakdowns, *TOPICS}
        for name in self.publish:
            if name not in known:
                raise ConfigError(
                    f"[disclosure] publish names '{name}', which is no breakdown or topic{near(name, known)}"
                )

    def publishes(self, name: str) -> bool:
        """True where a breakdown or one of TOPICS goes out."""
        return name in self.publish

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of Counts.details that go out."""
        return tuple(topic for name, topics in TOPICS.items() if name in self.publish for topic in topics)

    def is_small(self, count: int) -> bool:
        """True for a count from 1 to threshold - 1."""
        return 0 < count < self.threshold

    def rounded(self, count: int) -> int:
        """The count to the nearest `base`, half a base upwards; only where the method is to round."""
        assert self.base is not None, "rounding has a base"
        return (count + self.base // 2) // self.base * self.base

    def could_be(self, rounded: int) -> tuple[int, int]:
        """The smallest and the largest count that is shown as this rounded one."""
        assert self.base is not None, "rounding has a base"
        low = rounded - self.base // 2
        return max(0, low), low + self.base - 1
