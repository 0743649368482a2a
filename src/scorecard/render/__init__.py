"""Render: a Scorecard as files. Renderers copy the document: no arithmetic, no rounding, no wording of their own."""
