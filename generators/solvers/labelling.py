"""A form of statements about nameless things that does not depend on how the things are numbered or the statements ordered.

Individualisation and refinement, as in programs for graph isomorphism: colours of the things are refined by the statements that each
occurs in; where that leaves equals, one of them is told apart from the others, each in turn, and the least form is kept. Two problems
share a form exactly if some renumbering makes one of the other, as long as the tries last, which in practice is always; different
problems never share one."""

from collections import Counter
from collections.abc import Callable, Sequence

Text = Callable[[int, Sequence[object]], str]


def least_form(colours: Sequence[int], involved: Sequence[Sequence[int]], text: Text, tries: int = 400) -> list[str]:
    """The colours in the order of the best numbering found, as one text, and the texts of all statements in that numbering, sorted.

    colours: of each thing, what is known of it beforehand; involved: for each statement, the things in it; text: the statement
    of the given number with colours put for its things, unchanged when its commutative parts trade places; tries: numberings that are
    compared at most."""
    search = _Search(colours, involved, text, tries)
    search.explore(search.refined(list(colours)), ())
    return search.best


class _Search:
    def __init__(self, colours: Sequence[int], involved: Sequence[Sequence[int]], text: Text, tries: int) -> None:
        self.colours, self.involved, self.text, self.tries = colours, involved, text, tries
        self.occurs: list[list[int]] = [[] for _ in colours]
        for index, things in enumerate(involved):
            for thing in things:
                self.occurs[thing].append(index)
        self.best: list[str] = []
        self.best_order: list[int] = []
        self.symmetries: list[list[int]] = []  # renumberings that change nothing; each says where a thing goes

    def refined(self, colour: list[int]) -> list[int]:
        """Ranks that tell things apart as far as their colours and statements do; things of a lower colour keep a lower rank."""
        classes = len(set(colour))
        while True:
            equals, seen = Counter(colour), []
            for thing, own in enumerate(colour):
                marks: list[str] = []
                if equals[own] > 1:
                    shown: list[object] = list(colour)
                    shown[thing] = "me"
                    marks = sorted([self.text(index, shown) for index in self.occurs[thing]])
                seen.append((own, tuple(marks)))
            ranks = {one: rank for rank, one in enumerate(sorted(seen))}
            colour = [ranks[one] for one in seen]
            if len(ranks) == classes:
                return colour
            classes = len(ranks)

    def explore(self, colour: list[int], path: tuple[int, ...]) -> None:
        """All numberings that go on from these ranks; path: the things told apart so far."""
        ties = [c for c, count in Counter(colour).items() if count > 1]
        if not ties:
            self.compare(colour)
            return
        chosen = min(ties)
        equal = [thing for thing, c in enumerate(colour) if c == chosen]
        children = []
        for thing in equal:
            # The one told apart comes just before its equals; all other ranks keep their order.
            child = self.refined([2 * c + (c == chosen and other != thing) for other, c in enumerate(colour)])
            children.append((self.view(child), thing, child))
        least = min(view for view, _, _ in children)
        done: list[int] = []
        for view, thing, child in children:
            if view == least and (not done or (self.tries > 0 and not self.reached(thing, done, path))):
                done.append(thing)
                self.explore(child, (*path, thing))

    def view(self, colour: list[int]) -> list[str]:
        """What the ranks show of the problem, whatever the numbering."""
        ranked = sorted(zip(colour, self.colours, strict=True))
        return [repr(ranked), *sorted([self.text(index, colour) for index in range(len(self.involved))])]

    def compare(self, colour: list[int]) -> None:
        """A whole numbering: keep its form if it is the least; the same form again is a symmetry."""
        self.tries -= 1
        order = sorted(range(len(colour)), key=colour.__getitem__)
        ranked = [self.colours[thing] for thing in order]
        form = [repr(ranked), *sorted([self.text(index, colour) for index in range(len(self.involved))])]
        if not self.best or form < self.best:
            self.best, self.best_order = form, order
        elif form == self.best:
            where = [0] * len(order)
            for one, other in zip(self.best_order, order, strict=True):
                where[one] = other
            self.symmetries.append(where)

    def reached(self, thing: int, done: list[int], path: tuple[int, ...]) -> bool:
        """Whether a known symmetry that keeps the path takes something already tried to this thing, so that it can show nothing new."""
        orbit = {thing}
        keeping = [where for where in self.symmetries if all(where[fixed] == fixed for fixed in path)]
        grown = True
        while grown:
            more = {where[one] for where in keeping for one in orbit} | {
                one for where in keeping for one in range(len(where)) if where[one] in orbit
            }
            grown = not more <= orbit
            orbit |= more
        return not orbit.isdisjoint(done)
