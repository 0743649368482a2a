"""Compose: Figures in, the Scorecard that every renderer copies out."""

from scorecard.compose.about import About, Action, Commentary, Entry
from scorecard.compose.scorecard import compose

__all__ = ["About", "Action", "Commentary", "Entry", "compose"]
