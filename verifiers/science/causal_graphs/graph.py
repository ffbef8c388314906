"""Directed graphs without circles, as bit masks: ancestors, descendants, and what is d-connected."""

from collections.abc import Sequence


def in_order(count: int, arrows: Sequence[tuple[int, int]]) -> list[int]:
    """The variables, causes before effects; those in a circle are left out."""
    waits, effects = [0] * count, [list[int]() for _ in range(count)]
    for a, b in arrows:
        waits[b] += 1
        effects[a].append(b)
    found = [place for place in range(count) if not waits[place]]
    for place in found:
        for b in effects[place]:
            waits[b] -= 1
            if not waits[b]:
                found.append(b)
    return found


class Graph:
    """Arrows as bit masks."""

    def __init__(self, count: int, arrows: Sequence[tuple[int, int]]) -> None:
        self.count = count
        self.parents, self.children = [0] * count, [0] * count
        for a, b in arrows:
            self.parents[b] |= 1 << a
            self.children[a] |= 1 << b

    def _closed(self, mask: int, steps: Sequence[int]) -> int:
        front = mask
        while front:
            further = 0
            for place in range(self.count):
                if front >> place & 1:
                    further |= steps[place]
            front = further & ~mask
            mask |= further
        return mask

    def above(self, mask: int) -> int:
        """These and all their causes."""
        return self._closed(mask, self.parents)

    def below(self, mask: int) -> int:
        """These and all their effects."""
        return self._closed(mask, self.children)

    def connected(self, start: int, z: int) -> int:
        """What is d-connected with `start` given z, itself included (Bayes ball: it turns back at z, so that an effect in z opens a
        collider)."""
        parents, children = self.parents, self.children
        up, down = 1 << start, 0  # reached against an arrow, and along one
        new_up, new_down = up, 0
        while new_up | new_down:
            causes, effects = 0, 0
            rise, fall = new_up & ~z | new_down & z, (new_up | new_down) & ~z
            while rise:
                bit = rise & -rise
                causes |= parents[bit.bit_length() - 1]
                rise ^= bit
            while fall:
                bit = fall & -fall
                effects |= children[bit.bit_length() - 1]
                fall ^= bit
            new_up, new_down = causes & ~up, effects & ~down
            up |= new_up
            down |= new_down
        return (up | down) & ~z | 1 << start


def mask_of(places: Sequence[int]) -> int:
    return sum(1 << place for place in places)
