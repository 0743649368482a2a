"""Counts from elsewhere: a tidy CSV of published or old quarters in, Counts out, so that a trend can start on day one.

Columns: period, period_start, period_end (YYYY-MM-DD), workforce, breakdown, group, passed, refused; optional: decided,
the undecided outcomes, force. A count is a whole number, or [c] where it was withheld. Other columns are not read.
Of a reply that was published also pass_rate and refusal_rate, as printed.
"""

from scorecard.counts_csv.tables import read_counts_csv, read_reply_csv

__all__ = ["read_counts_csv", "read_reply_csv"]
