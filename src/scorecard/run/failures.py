"""What went wrong in a run: one failure does not stop the rest, and the worst gives the exit code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from scorecard.errors import BusyError, ScorecardError, debugging, fault_of_ours

# A fault of ours first, then what only a person can put right, then what puts itself right.
WORST_FIRST = (1, 4, 3, 2, 5, 6, 7, 0)


@dataclass(frozen=True)
class Failure:
    """One thing that went wrong, in a sentence.

    period: "" where it is about the whole run. passes: nobody has to do anything, since the next run tries again.
    """

    period: str
    sentence: str
    code: int
    passes: bool = False

    def __str__(self) -> str:
        return f"{self.period}: {self.sentence}" if self.period else self.sentence


def worst(failures: Sequence[Failure]) -> int:
    """The exit code of a run; 0 without a failure."""
    return min((f.code for f in failures), key=WORST_FIRST.index, default=0)


@contextmanager
def kept(failures: list[Failure], period: str) -> Iterator[None]:
    """Errors inside the block are added to the list, so that what comes after goes on."""
    try:
        yield
    except ScorecardError as error:
        failures.append(Failure(period, str(error), error.exit_code, passes=isinstance(error, BusyError)))
    except Exception as error:
        if debugging():
            raise
        failures.append(Failure(period, fault_of_ours(error), 1))
