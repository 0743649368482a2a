"""Excel: a Scorecard and a Look to one workbook, after the Analysis Function's guidance for spreadsheets.

`docs/accessibility.md` says how each point of the guidance is met.
"""

from scorecard.render.xlsx.book import render_xlsx

__all__ = ["render_xlsx"]
