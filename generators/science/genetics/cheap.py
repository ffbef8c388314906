"""What careless readers would work out instead: policies that leave a part out. No answer is one of theirs."""

from collections.abc import Callable

from msgspec.structs import replace

from synth.verifiers.exact import Fraction
from synth.verifiers.science.genetics import Blood, Cross, Genetics, Mapping, Pedigree, Pool, Puzzle, answer

Policy = Callable[[Genetics], Fraction | None]


def _of(change: Callable[[Puzzle], Puzzle | None]) -> Policy:
    """The number for another puzzle; nothing where there is none."""

    def policy(problem: Genetics) -> Fraction | None:
        try:
            other = change(problem.puzzle)
        except ValueError:
            return None
        return answer(Genetics(other)) if other and other != problem.puzzle else None

    return policy


def _independent(p: Puzzle) -> Puzzle | None:
    """Genes are not linked; a test proves its result; nobody mates but at random."""
    match p:
        case Cross():
            return replace(p, genes=tuple(replace(gene, distance=0) for gene in p.genes))
        case Pedigree():
            return replace(p, people=tuple(replace(one, test=False) for one in p.people), detected=100)
        case Pool():
            return Pool(p.sources, "nothing", (), 0, p.ask, p.children)
        case Mapping():
            return replace(p, ask={"coupling": "repulsion", "repulsion": "coupling"}.get(p.ask, p.ask))
    return Blood((1, 1, 1), p.mother, p.father, p.children, p.asked)


def _unconditional(p: Puzzle) -> Puzzle | None:
    """Without what is known of offspring and children."""
    match p:
        case Cross():
            return Cross(p.genes, p.together, p.mother, p.father, p.plan, (), p.seen, p.times, p.event, p.pure, p.sex, p.among)
        case Pedigree():
            first = min(p.person, 3)
            people = tuple(
                replace(one, state="open") if k > first and one.state == "healthy" and one.mother >= 0 else one
                for k, one in enumerate(p.people)
            )
            return Pedigree(p.mode, people, p.frequency, p.detected, p.penetrance, p.person, p.ask)
        case Pool():
            return replace(p, children=0, ask="child") if p.ask == "next" else None
        case Mapping():
            return None
    return replace(p, children=())


def _unseen(p: Puzzle) -> Puzzle | None:
    """One thing less is known."""
    match p:
        case Cross():
            return Cross(
                p.genes,
                p.together,
                p.mother,
                p.father,
                p.plan,
                p.given,
                p.seen if p.times > 1 else (),
                max(0, p.times - 1),
                p.event,
                p.pure,
                p.sex,
                p.among,
            )
        case Pool():
            on = p.generations > 1
            return Pool(p.sources, p.then if on else "nothing", p.rates if on else (), max(0, p.generations - 1), p.ask, p.children)
        case Pedigree():
            return replace(p, penetrance=100)
        case Blood():
            return replace(p, children=p.children[:-1]) if p.children else None
    return None


def _single_recombinants(problem: Genetics) -> Fraction | None:
    """Double recombinants are overlooked where recombinants are counted; interference for coincidence and the reverse."""
    p = problem.puzzle
    if not isinstance(p, Mapping):
        return None
    if p.pair == (0, 0):
        value = answer(problem)
        return None if value is None else 1 - value
    one, other = p.pair
    counted = [
        n for place, n in enumerate(p.counts) if (place >> one ^ place >> other) & 1 != (p.parental >> one ^ p.parental >> other) & 1
    ]
    doubles = {p.counts[p.double], p.counts[7 - p.double]}
    share = Fraction(sum(n for n in counted if n not in doubles), sum(p.counts))
    return share if p.ask == "recombinants" else ((1 - share) / 2) ** 2 if p.ask == "coupling" else (share / 2) ** 2


def _plain_ratio(p: Puzzle) -> Puzzle | None:
    """Each gene makes its own trait, with two looks; all genes are autosomal."""
    if not isinstance(p, Cross):
        return None
    if p.together != "none" and all(s.look < 2 for side in (p.given, p.seen, p.event) for s in side):
        return Cross(p.genes, "none", p.mother, p.father, p.plan, p.given, p.seen, p.times, p.event, p.pure, p.sex, p.among)
    genes = tuple(replace(gene, x=False) for gene in p.genes)
    return Cross(genes, p.together, p.mother, p.father, p.plan, p.given, p.seen, p.times, p.event, p.pure, p.sex, p.among)


def _whole(problem: Genetics) -> int:
    return (isinstance(problem.puzzle, Cross) and problem.puzzle.among) or 1


def the_other_event(problem: Genetics) -> Fraction | None:
    value = answer(problem)
    return None if value is None else _whole(problem) - value


def _share(top: int, bottom: int) -> Policy:
    return lambda problem: Fraction(top * _whole(problem), bottom)


USUAL: dict[str, Policy] = {
    "one half": _share(1, 2),
    "one quarter": _share(1, 4),
    "three quarters": _share(3, 4),
    "two thirds": _share(2, 3),
    "one sixth": _share(1, 6),
}
POLICIES: dict[str, Policy] = {
    "nothing linked, no test, random mating, equal frequencies": _of(_independent),
    "what is known left aside": _of(_unconditional),
    "one thing less known": _of(_unseen),
    "each gene its own autosomal trait": _of(_plain_ratio),
    "double recombinants left out, the other coefficient": _single_recombinants,
    "the other event": the_other_event,
    **USUAL,
}
