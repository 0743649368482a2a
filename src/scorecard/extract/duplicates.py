"""Which rows stand twice.

In: the case ids of record batches, as 64-bit hashes (8 bytes a row is all that is kept of them). Out: the rows of
cases that stand more than once. A hash that repeats is only a suspicion: a second reading compares a second hash of
the id and the digest of the content.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
_MULTIPLIERS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_FINISH = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(29)


def hash_ids(ids: pa.StringArray, which: int = 0) -> Hashes:
    """A 64-bit hash of each id without the spaces around it; `which` (0 or 1) chooses one of two independent hashes."""
    ids = pc.utf8_trim_whitespace(ids)
    lengths = pc.binary_length(ids).to_numpy(zero_copy_only=False)
    hashes = np.zeros(len(ids), np.uint64)
    for length in np.unique(lengths):
        rows = lengths == length
        same = ids if rows.all() else ids.filter(pa.array(rows))
        hashes[rows] = _hash_fixed(_bytes(same, int(length)), _MULTIPLIERS[which])
    return hashes


def _bytes(ids: pa.StringArray, length: int) -> NDArray[np.uint8]:
    """The bytes of ids of one length, a row an id."""
    if not length:
        return np.zeros((len(ids), 0), np.uint8)
    _, offsets, data = ids.buffers()
    start = np.frombuffer(offsets, np.int32)[ids.offset]
    return np.frombuffer(data, np.uint8, len(ids) * length, int(start)).reshape(-1, length)


def _hash_fixed(characters: NDArray[np.uint8], multiplier: np.uint64) -> Hashes:
    rows, length = characters.shape
    padded = np.zeros((rows, -(-length // 8) * 8), np.uint8)
    padded[:, :length] = characters
    hashes = np.full(rows, multiplier ^ np.uint64(length), np.uint64)
    for word in padded.view(np.uint64).T:
        mix(hashes, word, multiplier)
    return hashes


def mix(hashes: Hashes, word: Hashes, multiplier: np.uint64 = _MULTIPLIERS[0]) -> None:
    """Stirs one more 64-bit word into each hash, in place."""
    hashes ^= word
    hashes *= multiplier
    hashes ^= hashes >> _SHIFT
    hashes *= _FINISH
    hashes ^= hashes >> _SHIFT


def repeated(hashes: list[Hashes]) -> Hashes:
    """The hashes that stand more than once, in order; the list is emptied, so that memory is freed."""
    everything = np.concatenate(hashes) if hashes else np.zeros(0, np.uint64)
    hashes.clear()
    everything.sort()
    return np.unique(everything[1:][everything[1:] == everything[:-1]])


@dataclass(frozen=True)
class Suspects:
    """Rows whose hash repeats: their places in the run, and the two hashes of the id and the digest of the content."""

    rows: NDArray[np.int64]
    first: Hashes
    second: Hashes
    content: Hashes


@dataclass(frozen=True)
class Verdict:
    """rows: the places of rows that repeat an earlier one. conflicts: cases that stand with different content."""

    rows: NDArray[np.int64]
    conflicts: int


def judge(parts: list[Suspects]) -> Verdict:
    """What the suspects turn out to be."""
    if not parts:
        return Verdict(np.zeros(0, np.int64), 0)
    rows, first, second, content = (
        np.concatenate([getattr(p, name) for p in parts]) for name in ("rows", "first", "second", "content")
    )
    order = np.lexsort((rows, content, second, first))
    rows, first, second, content = rows[order], first[order], second[order], content[order]
    same_case = (first[1:] == first[:-1]) & (second[1:] == second[:-1])
    same_content = content[1:] == content[:-1]
    case = np.concatenate([[0], np.cumsum(~same_case)])
    conflicts = len(np.unique(case[1:][same_case & ~same_content]))
    return Verdict(np.sort(rows[1:][same_case & same_content]), conflicts)
