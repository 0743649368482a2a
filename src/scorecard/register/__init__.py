"""The register that one run leaves for the next, and counts from elsewhere that can be entered in it."""

from scorecard.register.history_csv import read_counts_csv
from scorecard.register.outbox import Outbox, Outgoing, State
from scorecard.register.register import Register, Release
from scorecard.register.status import PeriodStatus

__all__ = ["Outbox", "Outgoing", "PeriodStatus", "Register", "Release", "State", "read_counts_csv"]
