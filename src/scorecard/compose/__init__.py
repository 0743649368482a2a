"""Compose: Figures in, the Scorecard that every renderer copies out."""

from scorecard.compose.about import About, Action, Commentary, Entry
from scorecard.compose.scorecard import CONTACT, compose, only_part

__all__ = ["CONTACT", "About", "Action", "Commentary", "Entry", "compose", "only_part"]
