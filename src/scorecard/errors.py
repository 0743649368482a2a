"""What a user can cause, each with its exit code, and the words that errors share; imports nothing of ours.

A message is one sentence: where, what, how many, what to do. `remedy` is an optional second line to paste or run.
No message may hold a person's row, case id or free text.
"""

from __future__ import annotations

import os
from collections.abc import Iterable


class ScorecardError(Exception):
    """The base of all errors that end a command with one sentence; a fault of ours is any other exception."""

    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}\n{self.remedy}" if self.remedy else self.message


class UsageError(ScorecardError):
    """The command's words are off."""

    exit_code = 2


class ExtractError(ScorecardError):
    """An input file was refused."""

    exit_code = 3


class ConfigError(ScorecardError):
    """scorecard.toml, a template or a commentary is wrong."""

    exit_code = 4


class DisclosureError(ScorecardError):
    """Publishing would reveal a withheld count."""

    exit_code = 5


class DeliveryError(ScorecardError):
    """A message was not delivered; it is kept for the next run."""

    exit_code = 6


class BusyError(ScorecardError):
    """Another run is at work."""

    exit_code = 7


def cause_of(error: OSError) -> str:
    """What the operating system says went wrong, for the middle of a sentence: `permission denied`."""
    return (error.strerror or "unknown cause").lower()


def near(word: str, words: Iterable[str]) -> str:
    """The end of a sentence about a word that is none of these: `; did you mean 'x'?`, or which there are."""
    from difflib import get_close_matches

    known = sorted(words)
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"; did you mean '{close[0]}'?"
    return f"; use one of {', '.join(known)}." if known else "; there is none to name."


def debugging() -> bool:
    """Whether a developer asks to see where a fault of ours is, rather than the sentence about it."""
    return bool(os.environ.get("SCORECARD_DEBUG"))


def fault_of_ours(error: Exception) -> str:
    """The sentence about an error that is no ScorecardError, for a user: its own message may quote a row."""
    return (
        f"a fault of ours ({type(error).__name__}); run again with SCORECARD_DEBUG=1 to see where, and report it "
        "without the extract."
    )
