"""Disclosure control: choose what to withhold, prove that it cannot be recovered, inspect finished files."""

from scorecard.disclosure.attack import Leak, attack
from scorecard.disclosure.policy import TOPICS, Policy
from scorecard.disclosure.protect import REDACTIONS, Protection, protect
from scorecard.disclosure.release import PrintedRate, Release

__all__ = ["REDACTIONS", "TOPICS", "Leak", "Policy", "PrintedRate", "Protection", "Release", "attack", "protect"]
