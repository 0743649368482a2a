"""The register: what one run leaves for the next."""

from scorecard.register.names import same_force, unknown
from scorecard.register.outbox import Outbox, Outgoing, State
from scorecard.register.register import Register
from scorecard.register.releases import Beside, Published, Release, renamed
from scorecard.register.status import PeriodStatus

__all__ = [
    "Beside",
    "Outbox",
    "Outgoing",
    "PeriodStatus",
    "Published",
    "Register",
    "Release",
    "State",
    "renamed",
    "same_force",
    "unknown",
]
