"""What is hidden in a finished file? Any pptx, xlsx, csv, html or zip in, a Report of findings out.

Three steps: readers (sheets, slides, charts, page, tidy) turn a file into leaks, tables and texts; checks (identifiers,
measures, against) read tables and texts of whatever format; the report says what was found, where, and what to do.
"""

from scorecard.disclosure.inspect.check import check_file
from scorecard.disclosure.inspect.report import Leak, Report, Severity, as_json

__all__ = ["Leak", "Report", "Severity", "as_json", "check_file"]
