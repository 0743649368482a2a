"""Which case ids may stand twice, however they are written.

In: the case ids of record batches, of which a hash of 64 bits is kept (8 bytes a row, all that grows with the rows).
Out: the hashes that repeat. That is only a suspicion, since two ids can have one hash; `judge` reads those rows again.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
AT_ONCE = 1 << 20  # hashes that are compared, and suspects that are read again, at one time: bounds what both need
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_FINISH = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(29)
_SPACE, _BEYOND_ASCII = 0x20, 0x80
_UNSEEN = "[\u200b\ufeff\u2060\u00ad]"  # marks of no width, left behind by web pages and byte order marks
_WHITE = r"[\s\pZ]+"


def same_written(ids: pa.StringArray) -> pa.StringArray:
    """The ids as they are compared: the same for " c3 ", "C3" and full-width letters, but not for "007" and "7".

    Characters of one meaning are made one (NFKC), letters small, and what is white is one space or, at the ends, none.
    """
    data = _all_bytes(ids)
    if not ((data <= _SPACE) | (data >= _BEYOND_ASCII)).any():
        return pc.ascii_lower(ids) if ((data >= ord("A")) & (data <= ord("Z"))).any() else ids
    ids = pc.utf8_lower(pc.utf8_normalize(ids, form="NFKC"))
    ids = pc.replace_substring_regex(ids, _UNSEEN, "")
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(ids, _WHITE, " "))


def _all_bytes(ids: pa.StringArray) -> NDArray[np.uint8]:
    _, offsets, data = ids.buffers()
    if data is None or not len(ids):
        return np.zeros(0, np.uint8)
    ends = np.frombuffer(offsets, np.int32)
    return np.frombuffer(data, np.uint8)[ends[ids.offset] : ends[ids.offset + len(ids)]]


def hash_ids(ids: pa.StringArray) -> Hashes:
    """A 64-bit hash of each id as it is compared: the same id always has the same one."""
    ids = same_written(ids)
    lengths = pc.binary_length(ids).to_numpy(zero_copy_only=False)
    different = np.unique(lengths)
    if len(different) == 1:
        return _hash_fixed(_bytes(ids, int(different[0])))
    hashes = np.zeros(len(ids), np.uint64)
    for length in different:
        rows = lengths == length
        hashes[rows] = _hash_fixed(_bytes(ids.filter(pa.array(rows)), int(length)))
    return hashes


def _bytes(ids: pa.StringArray, length: int) -> NDArray[np.uint8]:
    """The bytes of ids of one length, a row an id."""
    if not length:
        return np.zeros((len(ids), 0), np.uint8)
    _, offsets, data = ids.buffers()
    start = np.frombuffer(offsets, np.int32)[ids.offset]
    return np.frombuffer(data, np.uint8, len(ids) * length, int(start)).reshape(-1, length)


def _hash_fixed(characters: NDArray[np.uint8]) -> Hashes:
    """Stirs the characters into the hashes, eight of them at a time."""
    rows, length = characters.shape
    padded = np.zeros((rows, -(-length // 8) * 8), np.uint8)
    padded[:, :length] = characters
    hashes = np.full(rows, _MULTIPLIER ^ np.uint64(length), np.uint64)
    for word in padded.view(np.uint64).T:
        hashes ^= word
        hashes *= _MULTIPLIER
        hashes ^= hashes >> _SHIFT
        hashes *= _FINISH
        hashes ^= hashes >> _SHIFT
    return hashes


class CaseIds:
    """The hashes of all case ids of a run.

    Each batch's are sorted as they come. A range of hashes is then a slice of every batch, so that they can be compared
    range by range, and no second copy of them all is ever needed.
    """

    def __init__(self) -> None:
        self._batches: list[Hashes] = []

    def add(self, hashes: Hashes) -> None:
        """The hashes of one more batch; the array is taken over, and sorted in place."""
        hashes.sort()
        self._batches.append(hashes)

    def suspects(self) -> list[Hashes]:
        """The hashes that stand more than once, sorted, in portions of some AT_ONCE rows; what was kept is let go."""
        again = np.concatenate([np.zeros(0, np.uint64), *self._repeats()])
        self._batches.clear()
        hashes, more = np.unique(again, return_counts=True)
        portion = np.cumsum(more + 1) // AT_ONCE
        return np.split(hashes, np.flatnonzero(np.diff(portion)) + 1) if len(hashes) else []

    def _repeats(self) -> Iterator[Hashes]:
        """Range by range, each hash as often as it stands beyond the first time."""
        ranges = 1 + sum(map(len, self._batches)) // AT_ONCE
        edges = np.array([(at << 64) // ranges for at in range(1, ranges)], np.uint64)
        cuts = [[0, *np.searchsorted(batch, edges).tolist(), len(batch)] for batch in self._batches]
        for at in range(ranges if cuts else 0):
            here = np.concatenate([b[cut[at] : cut[at + 1]] for b, cut in zip(self._batches, cuts, strict=True)])
            here.sort()
            yield here[1:][here[1:] == here[:-1]]
