"""Statistics: arrays of counts in, arrays of results out. Imports nothing of ours, and knows nothing of groups.

The group's counts are `cases` of `total`, the reference's `ref_cases` of `ref_total`; all by keyword, since a 2x2
table has no agreed orientation. Unknown counts (nan) give nan.
"""

from scorecard.statistics.adjust import benjamini_hochberg, holm
from scorecard.statistics.contingency import freeman_halton, overall
from scorecard.statistics.difference import newcombe, rate_difference
from scorecard.statistics.exact import fisher, mid_p
from scorecard.statistics.power import smallest_detectable_ratio
from scorecard.statistics.proportion import control_limits, proportion, wilson
from scorecard.statistics.ranks import mann_whitney, quantiles
from scorecard.statistics.ratio import koopman, risk_ratio, score, score_p
from scorecard.statistics.strata import breslow_day, greenland_robins, mantel_haenszel, tarone
from scorecard.statistics.trend import cochran_armitage
from scorecard.statistics.values import Interval

__all__ = [
    "Interval",
    "benjamini_hochberg",
    "breslow_day",
    "cochran_armitage",
    "control_limits",
    "fisher",
    "freeman_halton",
    "greenland_robins",
    "holm",
    "koopman",
    "mann_whitney",
    "mantel_haenszel",
    "mid_p",
    "newcombe",
    "overall",
    "proportion",
    "quantiles",
    "rate_difference",
    "risk_ratio",
    "score",
    "score_p",
    "smallest_detectable_ratio",
    "tarone",
    "wilson",
]
