"""The library in notebook cells: a sample extract to counts, figures, a chart and the three files.

    .venv/bin/python examples/notebook.py [FOLDER]

VS Code, PyCharm and Jupyter (with jupytext) show each `# %%` as a cell. All data here are synthetic: nobody in them
exists. FOLDER is where the chart and the files go; without one, a new temporary folder.
"""

# ruff: noqa: T201

# %% The settings, the period, and where the sample lies
import sys
import tempfile
from pathlib import Path

import scorecard

SAMPLE = Path(__file__).parents[1] / "sample_data"
FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="scorecard-"))

config = scorecard.settings(SAMPLE / "scorecard.toml")
period = scorecard.period("202109", config=config)
print(f"{period.label}: {period.dates}")

# %% Counts: all that is kept of the extract. The ledger says where every row went
counts, ledger = scorecard.read(SAMPLE / "vetting-extract-202109.csv", period, config)
print(f"{ledger.rows_read:,} rows read, {ledger.rows_counted:,} counted")
for entry in ledger.left_out:
    print(f"  {entry.rows} left out: {entry.cause}")

# %% Figures: pandas frames. Rates are fractions of one, ratios are group / reference
figures = scorecard.derive(counts, config)
officers = figures.disparity.query("workforce == 'officer' and breakdown == 'ethnicity'")
print(officers[["group", "decided", "refused", "refusal_rate", "refusal_ratio", "finding"]].to_string(index=False))

# %% A scorecard, and one of its charts as SVG (in Jupyter: IPython.display.SVG(svg))
card = scorecard.compose(figures, config, ledger=ledger)
svg = scorecard.chart(card, "officer-ethnicity-ratios", config)
FOLDER.mkdir(parents=True, exist_ok=True)
(FOLDER / "officer-ethnicity-ratios.svg").write_text(svg, encoding="utf-8")

# %% The same files as `scorecard build` writes
for path in scorecard.render(card, FOLDER, config):
    print(path)

# %% What a public edition would withhold, and why: internal, never to be published
redactions = scorecard.protect(counts, config).redactions
print(redactions.groupby("reason").size().rename("withheld counts").to_string())
