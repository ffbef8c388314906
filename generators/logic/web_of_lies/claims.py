"""What web of lies claims: its rules in words, what cheap policies win, and which problems are the same puzzle.

The policies leave out what the task is there for: statements weighed against each other, case by case. The last one does not, it leaves out
one kind of statement and weighs all others: it takes the cases of all people together, which is the work, and wins two of five at levels 4
to 7, one in ten from level 8 on. So these levels stay: a problem in which every kind of statement decides would have no other look."""

from collections.abc import Iterator
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.generators.logic.web_of_lies.rules import RULES as RULES
from synth.schemas.claims import Shortcut
from synth.verifiers.logic.web_of_lies import Count, Is, Link, Same, WebOfLies, Would, holds, spoken, worlds


def _all_said_to_lie(problem: WebOfLies) -> str:
    """Whoever is accused is a liar, whoever accuses nobody and is not accused tells the truth."""
    accused = {claim.person for _, claim in problem.says if isinstance(claim, Is) and claim.kind != "truth"}
    return ", ".join("no" if person in accused else "yes" for person in problem.asked)


def _plain_claims(problem: WebOfLies) -> str:
    """Facts and claims about one person or a pair are followed from a person whose kind is known, or taken to tell the truth;
    whom they don't reach tells the truth."""
    truthful = {fact.person: fact.kind == "truth" for fact in problem.facts if isinstance(fact, Is)} or {problem.says[0][0]: True}
    for _ in problem.people:
        for speaker, claim in problem.says:
            if isinstance(claim, Is):
                if speaker in truthful:
                    truthful.setdefault(claim.person, truthful[speaker] == (claim.kind == "truth"))
                elif claim.person in truthful:
                    truthful[speaker] = truthful[claim.person] == (claim.kind == "truth")
            elif isinstance(claim, Same) and speaker in truthful:
                for one, other in ((claim.a, claim.b), (claim.b, claim.a)):
                    if one in truthful:
                        truthful.setdefault(other, truthful[one] == (claim.same == truthful[speaker]))
    return ", ".join("yes" if truthful.get(person, True) else "no" for person in problem.asked)


def _counts_in(claim: Any) -> bool:
    match claim:
        case Count():
            return True
        case Would(claim=inner):
            return _counts_in(inner)
        case Link(a=a, b=b):
            return _counts_in(a) or _counts_in(b)
    return False


def _without_counts(problem: WebOfLies) -> str:
    """The first way in which people can be of the kinds that they are said to be, whatever is said about how many."""
    among = worlds(len(problem.people), problem.spies)
    left = among.every
    for claim in problem.facts:
        if not _counts_in(claim):
            left &= holds(claim, among)
    for speaker, claim in problem.says:
        if not _counts_in(claim):
            left &= spoken(speaker, claim, among)
    first = left & -left
    return ", ".join("yes" if first & among.by_kind[person]["truth"] else "no" for person in problem.asked)


SHORTCUTS = (
    Shortcut(
        "everybody tells the truth",
        lambda problem: ", ".join("yes" for _ in problem.asked),
        (0.04, 0.04, 0.04, 0.02, 0.04, 0.02, 0.02, 0.02, 0.02, 0.02),
    ),
    Shortcut("whoever is accused lies", _all_said_to_lie, (0.1, 0.1, 0.12, 0.06, 0.06, 0.04, 0.04, 0.02, 0.02, 0.02)),
    Shortcut(
        "claims about one or two people followed, the others ignored, no cases",
        _plain_claims,
        (0.36, 0.24, 0.2, 0.04, 0.04, 0.02, 0.02, 0.02, 0.02, 0.02),
    ),
    Shortcut(
        "statements about how many ignored, all others weighed case by case",
        _without_counts,
        (1.0, 0.72, 0.74, 0.48, 0.44, 0.46, 0.42, 0.11, 0.13, 0.1),
    ),
)


def copies(problem: WebOfLies, rng: Random) -> Iterator[WebOfLies]:
    """People renamed and renumbered, statements and questions in another order, the sides of symmetric claims exchanged. Without spies:
    truth and lie exchanged throughout, and "A says that B is a liar" as "B says that A is a liar"."""
    size = len(problem.people)
    likes = [problem]
    if not problem.spies:
        turned = [(claim.person, Is(speaker, claim.kind)) if isinstance(claim, Is) else (speaker, claim) for speaker, claim in problem.says]
        likes.append(replace(problem, says=tuple(turned)))
        facts = [_exchanged(claim, denied=False) for claim in problem.facts]
        claims = [_exchanged(claim, denied=True) for _, claim in problem.says]
        if None not in facts + claims:
            said = tuple((speaker, claim) for (speaker, _), claim in zip(problem.says, claims, strict=True))
            likes.append(replace(problem, facts=tuple(facts), says=said))
    yield from likes[1:]
    for problem in likes:
        where = rng.sample(range(size), size)
        says = [(where[speaker], _renumbered(claim, where)) for speaker, claim in problem.says]
        yield WebOfLies(
            tuple(rng.sample(problem.people, size)),
            problem.spies,
            tuple(_renumbered(claim, where) for claim in rng.sample(problem.facts, len(problem.facts))),
            tuple(rng.sample(says, len(says))),
            tuple(where[person] for person in rng.sample(problem.asked, len(problem.asked))),
        )


def _exchanged(claim: Any, denied: bool) -> Any:
    """The claim, or its denial, with truth and lie exchanged; None where there is no such claim. Whoever says a claim says the denial
    when truth and lie are exchanged."""
    match claim:
        case Is(kind=kind):
            return claim if denied else replace(claim, kind="lie" if kind == "truth" else "truth")
        case Same(same=same):
            return replace(claim, same=same != denied)
        case Count(kind=kind, how=how, number=number):
            other = replace(claim, kind="lie" if kind == "truth" else "truth")
            if not denied:
                return other
            if how == "parity":
                return replace(other, number=1 - number % 2)
            if how == "least" and number:
                return replace(other, how="most", number=number - 1)
            return replace(other, how="least", number=number + 1) if how == "most" else None
        case Would(chain=chain, claim=inner):
            inner = _exchanged(inner, denied=(len(chain) % 2 == 1) != denied)
            return replace(claim, claim=inner) if inner else None
    if claim.how == "if":
        return None
    sides = {"a": _exchanged(claim.a, denied), "b": _exchanged(claim.b, denied)}
    if None in sides.values():
        return None
    if not denied:
        return replace(claim, **sides)
    if claim.how in ("xor", "iff"):  # both sides denied, and the whole
        return replace(claim, how="iff" if claim.how == "xor" else "xor", **sides)
    return replace(claim, how="or" if claim.how == "and" else "and", **sides)


def _renumbered(claim: Any, where: list[int]) -> Any:
    match claim:
        case Is(person=person):
            return replace(claim, person=where[person])
        case Same(a=a, b=b):
            return replace(claim, a=where[b], b=where[a])
        case Count(group=group):
            return replace(claim, group=tuple(where[person] for person in reversed(group)))
        case Would(chain=chain, claim=inner):
            return replace(claim, chain=tuple(where[person] for person in chain), claim=_renumbered(inner, where))
    sides = [_renumbered(claim.a, where), _renumbered(claim.b, where)]
    return replace(claim, **dict(zip("ab", sides if claim.how == "if" else sides[::-1], strict=True)))


def different(problem: WebOfLies, rng: Random) -> Iterator[WebOfLies]:
    """One person less in question; one claim turned into its opposite or into a fact, where that settles everything still."""
    if len(problem.asked) > 1:
        yield replace(problem, asked=problem.asked[:-1])
    place = rng.randrange(len(problem.says))
    speaker, claim = problem.says[place]
    others = problem.says[:place] + problem.says[place + 1 :]
    changed = [{"says": others, "facts": (*problem.facts, claim)}] if others else []
    if isinstance(claim, Is) and claim.kind != "spy":
        opposite = replace(claim, kind="lie" if claim.kind == "truth" else "truth")
        changed.append({"says": (*others, (speaker, opposite))})
    for fields in changed:
        try:
            yield WebOfLies.from_json(replace(problem, **fields).to_json())
        except ValueError:  # nothing is settled any more, or nothing is possible
            continue
