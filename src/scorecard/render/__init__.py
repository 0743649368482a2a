"""Render: a Scorecard as files, which copy it: no arithmetic, no rounding, no wording of their own."""
