"""The dip-sample: refusals drawn for review, the workbook in which they are reviewed, and the findings as counts.

`draw` chooses the cases, `book` writes the review workbook, `reading` takes it back, `findings` counts and keeps what
was found. Case ids are in the workbook alone; what comes back from it is counts.
"""
