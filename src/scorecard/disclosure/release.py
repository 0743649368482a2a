"""What has been published before: our own releases, and replies of others (a freedom of information reply, say)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from scorecard.disclosure.policy import Policy
from scorecard.errors import ConfigError
from scorecard.model import Counts, PrintedRate

__all__ = ["PrintedRate", "Release", "Released", "known"]

Terms = tuple[tuple[int, int], ...]  # the place of a release among all, and 1 where it is added, -1 where subtracted


@dataclass(frozen=True)
class Release:
    """The counts of one release as they were printed (null = withheld), oldest first wherever several are given.

    policy: the policy that it was made under; None for a reply that this tool did not make. Of that only what it
    printed is used: a null may be withheld or never asked for, so it may be anything from 0, and is not kept secret
    for the reply's sake (it is for this policy's sake, wherever it is small).
    rates: what such a reply printed beside counts; our own rates are made of printed counts and say nothing more.
    made_of: where it is known to be the sum of earlier ones, as they were first printed: which ones.
    """

    counts: Counts
    policy: Policy | None = None
    rates: tuple[PrintedRate, ...] = ()
    made_of: Terms = ()


class Released(Protocol):
    """Anything that says what was printed and under which policy: a `Release`, or an entry of the register.

    policy: a Policy, or its fields as JSON text; None or "" for a reply that this tool did not make.
    """

    @property
    def counts(self) -> Counts:
        """The counts as they were printed."""

    @property
    def policy(self) -> Policy | str | None:
        """The policy that they were printed under."""

    @property
    def rates(self) -> tuple[PrintedRate, ...]:
        """The rates that a reply printed."""


def known(released: Sequence[Released]) -> tuple[Release, ...]:
    """The releases, their policies read."""
    return tuple(r if isinstance(r, Release) else Release(r.counts, _policy(r.policy), r.rates) for r in released)


def _policy(policy: Policy | str | None) -> Policy | None:
    """The policy of a release; ConfigError where its text is of a version of this tool that had other keys."""
    if not isinstance(policy, str):
        return policy
    if not policy:
        return None
    try:
        fields = json.loads(policy)
        return Policy(**{**fields, "publish": tuple(fields["publish"])})
    except (KeyError, TypeError, ValueError):
        raise ConfigError(
            "The register's policy of an earlier release cannot be read; use the version that published it, or later."
        ) from None
