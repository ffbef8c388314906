"""Which split a problem belongs to: fixed for all runs by the hash of its split key, so that what one run tests no run trains on."""

from functools import cache

from synth.schemas.request import is_held_out

RESERVED = 0.05
"""Share of all problems, chosen by fingerprint, that no training split of any run ever holds."""


@cache
def thresholds(splits: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float, float], ...]:
    """Each split's interval on the fingerprint's unit line. Held-out splits lie inside [0, RESERVED), training splits inside
    [RESERVED, 1), in every run, so no problem is ever in a test split here and in a training split there. Parts of the line
    may stay unused to keep the shares asked for."""
    held = sum(share for name, share in splits if is_held_out(name))
    scale = min(RESERVED / held if held else 2.0, (1 - RESERVED) / (1 - held) if held < 1 else 2.0)
    low, line, intervals = 0.0, RESERVED, []
    for name, share in splits:
        if is_held_out(name):
            # Sums of shares may round up past the border.
            intervals.append((name, low, min(low + scale * share, RESERVED)))
            low += scale * share
        else:
            intervals.append((name, line, line + scale * share))
            line += scale * share
    return tuple(intervals)


def split_of(splits: tuple[tuple[str, float], ...], split_key: bytes) -> str | None:
    """The split of a problem by the hash of its split key (its fingerprint without families); None: this run has none for it."""
    point = int.from_bytes(split_key[:8]) / 2**64
    for name, low, high in thresholds(splits):
        if low <= point < high:
            return name
    return None


def kept_share(splits: tuple[tuple[str, float], ...]) -> float:
    """Expected share of draws that fall into some split."""
    return sum(high - low for _, low, high in thresholds(splits))
