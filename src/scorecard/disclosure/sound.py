"""Where what an outsider takes for granted is seen to be wrong: there it is given up, and only there.

Counts that share no equation tell nothing of each other. Officers whose decisions have changed, say, are no reason to
doubt that those of staff are the same. In: a System and the bounds in force. Out: the unknowns in the parts of it that
contradict themselves.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorecard.disclosure.blocks import Contradiction, blocks
from scorecard.disclosure.solver import Programs
from scorecard.disclosure.system import Floats, System, parts
from scorecard.disclosure.tighten import tightened

Flags = NDArray[np.bool_]


def contradicting(system: System, low: Floats, high: Floats) -> Flags:
    """The unknowns of each connected part for which no numbers at all agree with what is known."""
    label = parts(system.matrix)
    crossing = label[low > high]
    wrong = [part for part in np.unique(label) if part in crossing or not _agrees(system, low, high, label == part)]
    return np.isin(label, wrong)


def _agrees(system: System, low: Floats, high: Floats, part: Flags) -> bool:
    """Whether some numbers agree with all that is known of one part."""
    alone = system.without(~part)
    if not len(alone.rhs):
        return True
    ends = (np.where(part, end, 0.0) for end in (low, high))
    try:
        every = blocks(alone, *tightened(alone, *ends), np.flatnonzero(part))
        return all(Programs(b.inner).least_anew(np.zeros(len(b.at))) is not None for b in every)
    except Contradiction:
        return False
