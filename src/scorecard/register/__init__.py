"""The register: what one run leaves for the next."""

from scorecard.register.outbox import Outbox, Outgoing, State
from scorecard.register.register import Register, Release
from scorecard.register.status import PeriodStatus

__all__ = ["Outbox", "Outgoing", "PeriodStatus", "Register", "Release", "State"]
