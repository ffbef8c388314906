"""A form of statements about nameless things that does not depend on how the things are numbered or the statements ordered.

Colours of the things are refined by the statements that each occurs in; where that leaves equals, members of the first class of
equals are told apart in turn and the least form is kept. Copies get one form as long as the tries last, which in practice is
always; different problems never share a form."""

from collections.abc import Callable, Sequence


def least_form(
    colours: Sequence[int], involved: Sequence[Sequence[int]], text: Callable[[int, Sequence[object]], str], tries: int = 30
) -> list[str]:
    """The texts of all statements, sorted, in the best numbering found.

    colours: of each thing, what is known of it beforehand; involved: for each statement, the things in it; text: the statement
    of the given number with colours put for its things, unchanged when its commutative parts trade places."""

    def refine(colour: list[int]) -> list[int]:
        classes = len(set(colour))
        while True:
            marks: list[list[str]] = [[] for _ in colour]
            for index, things in enumerate(involved):
                for thing in things:
                    shown: list[object] = list(colour)
                    shown[thing] = "me"
                    marks[thing].append(text(index, shown))
            seen = [(c, sorted(m)) for c, m in zip(colour, marks, strict=True)]
            ranks = {repr(s): rank for rank, s in enumerate(sorted(seen))}
            colour = [ranks[repr(s)] for s in seen]
            if len(set(colour)) == classes:
                return colour
            classes = len(set(colour))

    def least(colour: list[int]) -> list[str]:
        nonlocal tries
        colour = refine(colour)
        ties = [c for c in set(colour) if colour.count(c) > 1]
        if not ties:
            tries -= 1
            return sorted(text(index, colour) for index in range(len(involved)))
        forms: list[list[str]] = []
        for thing, c in enumerate(colour):
            if c == min(ties) and (not forms or tries > 0):
                forms.append(least([-1 if other == thing else d for other, d in enumerate(colour)]))
        return min(forms)

    return least(list(colours))
