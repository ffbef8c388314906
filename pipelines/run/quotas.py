"""Whole shares of a whole: rows by weight, and in whole families."""

from collections.abc import Sequence


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """Whole shares in proportion to the weights that add up to the total: largest remainders, earlier first."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    shares = [int(value) for value in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares


def whole_families(quotas: list[int], families: list[int]) -> list[int]:
    """Quotas in whole families, with the same sum as far as that goes: what one stream can't use is left to the next, and what is
    left at the end goes to the first stream of single rows."""
    whole, left = [], 0
    for quota, family in zip(quotas, families, strict=True):
        left += quota
        whole.append(left - left % family)
        left -= whole[-1]
    if left and 1 in families:
        whole[families.index(1)] += left
    return whole
