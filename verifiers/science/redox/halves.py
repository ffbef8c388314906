"""Redox by half-reactions: balanced for atoms, then with electrons for charge, then added up so that the electrons cancel."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.steps import Line
from synth.verifiers.science._chemistry import null_space
from synth.verifiers.science._equations import equation, parts

Sizes = dict[str, Fraction]
"""Coefficients of an equation: below 0 on its left side, above 0 on its right one."""

_TERM = r"(?:\(?\s*(?:\d{1,4}(?:/\d{1,4})?)\s*\)?\s*[*×·]?\s*)?\(?\s*S\s?\d{1,4}\s*\)?"
_SUM = re.compile(rf"({_TERM}(?:\s*\+\s*{_TERM})*)\s*[:：=]\s*(?=\S)")
_PART = re.compile(r"(?:(\d{1,4})(?:/(\d{1,4}))?\s*\)?\s*[*×·]?\s*)?\(?\s*S\s?(\d{1,4})")
_SALT = re.compile(r"\(?(NO3|ClO4|BF4|CH3COO)\)?\d?")


def helpers(medium: Sequence[str], species: Iterable[str]) -> tuple[str, ...]:
    """What half-reactions may have beside the given species: what the solution gives, electrons, and the anion of given salts."""
    anions = {f"{found[1]}^-" for name in species if "^" not in name and (found := _SALT.search(name))} if not medium else set()
    return (*medium, *sorted(anions), "e^-")


def read(text: str, allowed: Iterable[str]) -> Sizes | str:
    """The equation in a line; `format` or `species` where there is none."""
    found = equation(text, allowed)
    if isinstance(found, str):
        return found
    total: Sizes = {}
    for side, sign in ((found.left, -1), (found.right, 1)):
        for name, size in side.items():
            total["H^+" if name == "H3O^+" else name] = total.get("H^+" if name == "H3O^+" else name, Fraction(0)) + sign * size
            if name == "H3O^+":
                total["H2O"] = total.get("H2O", Fraction(0)) + sign * size
    return {name: size for name, size in total.items() if size}


def faults(sizes: Sizes) -> tuple[set[str], Fraction]:
    """The elements of which the sides have different numbers of atoms, and the difference of the charges."""
    total, charge = dict[str, Fraction](), Fraction(0)
    for name, size in sizes.items():
        counts, own = parts(name)
        charge += own * size
        for element, number in counts.items():
            total[element] = total.get(element, Fraction(0)) + number * size
    return {element for element, number in total.items() if number}, charge


def judged(lines: Sequence[Line], allowed: Sequence[str], whole: Mapping[str, int], half: bool) -> tuple[int, str, bool]:
    """Sound lines, what is wrong with the next one, and whether they come to the equation `whole`.

    A line without electrons is balanced for all elements but H and O at least (atoms); one with electrons for atoms and charge, after a
    line that has the same without electrons (order); a sum is what it says it is (sum). The equation counts as a sum of half-reactions,
    or as a half-reaction where one is asked for."""
    known = dict[int, tuple[Sizes, bool]]()  # and whether it is a half-reaction or a sum of such
    plain, arrived = list[Sizes](), False
    for place, line in enumerate(lines):
        told = _SUM.match(line.text)
        sizes = read(line.text[told.end() :] if told else line.text, allowed)
        if isinstance(sizes, str):
            return place, sizes, arrived
        if told:
            total = _summed(told[1], known)
            if total != sizes:
                return place, "sum", arrived
            known[line.label] = sizes, True
            arrived = arrived or (not half and sizes == whole)
            continue
        atoms, charge = faults(sizes)
        if "e^-" not in sizes:
            if atoms - {"H", "O"}:
                return place, "atoms", arrived
            plain.append(sizes)
            known[line.label] = sizes, False
            continue
        if atoms or charge:
            return place, "atoms" if atoms else "charge", arrived
        if {name: size for name, size in sizes.items() if name != "e^-"} not in plain:
            return place, "order", arrived
        known[line.label] = sizes, True
        arrived = arrived or (half and sizes == whole)
    return len(lines), "", arrived


def _summed(text: str, known: Mapping[int, tuple[Sizes, bool]]) -> Sizes | None:
    """The sum of half-reactions; None where a line is named that is none, or two are the same."""
    total, named = Sizes(), set[int]()
    for top, bottom, label in _PART.findall(text):
        sizes, is_half = known.get(int(label), ({}, False))
        if not is_half or int(label) in named or (bottom and not int(bottom)):
            return None
        named.add(int(label))
        for name, size in sizes.items():
            total[name] = total.get(name, Fraction(0)) + size * Fraction(int(top or 1), int(bottom or 1))
    return {name: size for name, size in total.items() if size}


@lru_cache(maxsize=8192)
def _half(left: tuple[str, ...], right: tuple[str, ...], added: tuple[str, ...]) -> dict[str, int] | None:
    """The half-reaction of these species, if there is one and it has all of them."""
    given = (*left, *right)
    names = (*given, *(one for one in added if one not in given))
    counts = [parts(name) for name in names]
    elements = sorted({element for one, _ in counts for element in one})
    rows = [[one.get(element, 0) for one, _ in counts] for element in elements] + [[charge for _, charge in counts]]
    found = null_space(rows, len(names))
    if len(found) != 1:
        return None
    sign = -1 if found[0][0] * (1 if left else -1) > 0 else 1
    sized = {name: sign * size for name, size in zip(names, found[0], strict=True)}
    if any(sized[one] >= 0 for one in left) or any(sized[one] <= 0 for one in right) or not sized["e^-"]:
        return None
    return {name: size for name, size in sized.items() if size}


def _groups(species: Sequence[str]) -> list[list[str]]:
    """Species that hang together by elements other than H and O."""
    found: list[tuple[set[str], list[str]]] = []
    for name in species:
        elements, together = set(parts(name)[0]) - {"H", "O"} or {"O"}, [name]
        for group in [group for group in found if group[0] & elements]:
            elements, together = elements | group[0], group[1] + together
            found.remove(group)
        found.append((elements, together))
    return [together for _, together in found]


def halves(left: Sequence[str], right: Sequence[str], added: tuple[str, ...]) -> Iterator[dict[str, int]]:
    """The half-reactions between the species of an equation of which no part is one."""
    for group in _groups([*left, *right]):
        kept = list[set[str]]()
        for count in range(1, len(group) + 1):
            for chosen in combinations(sorted(group), count):
                if any(other <= set(chosen) for other in kept):
                    continue
                found = _half(tuple(one for one in chosen if one in left), tuple(one for one in chosen if one in right), added)
                if found:
                    kept.append(set(chosen))
                    yield found


def combined(found: Sequence[Mapping[str, int]], whole: Mapping[str, int]) -> list[tuple[Fraction, Mapping[str, int]]]:
    """The fewest half-reactions that make the whole, with the number of each. Raises ValueError where there are none."""
    names = sorted({name for one in (*found, whole) for name in one})
    for count in range(1, len(found) + 1):
        for chosen in combinations(found, count):
            rows = [[*(one.get(name, 0) for one in chosen), -whole.get(name, 0)] for name in names]
            vectors = null_space(rows, count + 1)
            if len(vectors) == 1 and vectors[0][-1] and all(size * vectors[0][-1] > 0 for size in vectors[0]):
                return [(Fraction(size, vectors[0][-1]), one) for size, one in zip(vectors[0], chosen, strict=False)]
    raise ValueError("no half-reactions that make the whole")


def lines(left: Sequence[str], right: Sequence[str], added: tuple[str, ...], whole: Mapping[str, int], half: bool) -> list[str]:
    """The way by pencil: each half-reaction by its other elements, by H and O, by its charge; then their sum."""
    found = [(Fraction(1), whole)] if half else combined(list(halves(left, right, added)), whole)
    said, places = list[str](), list[int]()
    for _, one in found:
        without = {name: size for name, size in one.items() if name != "e^-"}
        bare = {name: size for name, size in without.items() if name in left or name in right}
        if "H2O" in added and bare != without and any(size < 0 for size in bare.values()) and any(size > 0 for size in bare.values()):
            said.append(written(bare))
        said += [written(without), written(one)]
        places.append(len(said))
    if not half:
        terms = [f"{size} * S{place}" if size != 1 else f"S{place}" for (size, _), place in zip(found, places, strict=True)]
        said.append(f"{' + '.join(terms)}: {written(whole)}")
    return said


def written(sizes: Mapping[str, int]) -> str:
    """`Cr2O7^2- + 6 Fe^2+ + 14 H^+ -> 2 Cr^3+ + 6 Fe^3+ + 7 H2O` for coefficients with a sign."""
    sides = []
    for sign in (-1, 1):
        terms = [f"{abs(size)} {name}" if abs(size) > 1 else name for name, size in sizes.items() if size * sign > 0]
        sides.append(" + ".join(terms))
    return " -> ".join(sides)
