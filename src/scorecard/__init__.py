"""Vetting disproportionality scorecards: counts in, a scorecard out."""

__version__ = "0.1.0"
