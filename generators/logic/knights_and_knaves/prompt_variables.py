"""What the templates of knights and knaves show: names in place of numbers, and which of the notes on wording are needed."""

from collections.abc import Iterable, Iterator
from random import Random

from synth.verifiers.logic.knights_and_knaves import Claim, Count, Is, KnightsAndKnaves, Link, More, Would


def prompt_variables(problem: KnightsAndKnaves, rng: Random) -> dict[str, object]:
    """The speaker is `I` in what they say alone; in chorus people use names."""
    parts = list(_parts(claim for _, claim in problem.says))
    return {
        "people": problem.people,
        "says": [([problem.people[p] for p in speakers], _shown(problem, claim, speakers)) for speakers, claim in problem.says],
        "with_us": any(isinstance(part, Count) and len(part.group) == len(problem.people) for part in parts),
        "with_chorus": any(len(speakers) > 1 for speakers, _ in problem.says),
        "with_or": any(isinstance(part, Link) and part.how == "or" for part in parts),
        "with_if": any(isinstance(part, Link) and part.how == "if" for part in parts),
        "with_would": any(isinstance(part, Would) for part in parts),
    }


def _parts(claims: Iterable[Claim]) -> Iterator[Claim]:
    for claim in claims:
        yield claim
        if isinstance(claim, Link):
            yield from (claim.first, claim.second)
        elif isinstance(claim, Would):
            yield from _parts([claim.claim])


def _shown(problem: KnightsAndKnaves, claim: Claim, speakers: tuple[int, ...]) -> dict[str, object]:
    def name(person: int) -> str:
        return "I" if speakers == (person,) else problem.people[person]

    def group(people: tuple[int, ...]) -> list[str]:
        return [problem.people[p] for p in people if speakers != (p,)] + ["me"] * (len(speakers) == 1 and speakers[0] in people)

    if isinstance(claim, Is):
        return {"form": "is", "who": name(claim.person), "knight": claim.knight}
    if isinstance(claim, Count):
        of = {"all": len(claim.group) == len(problem.people), "group": group(claim.group)}
        return {"form": "count", **of, "how": claim.how, "number": claim.number, "knight": claim.knight}
    if isinstance(claim, More):
        return {"form": "more", "group": group(claim.group), "than": group(claim.than), "knight": claim.knight, "equal": claim.equal}
    if isinstance(claim, Link):
        return {"form": claim.how, "first": _shown(problem, claim.first, speakers), "second": _shown(problem, claim.second, speakers)}
    return {"form": "would", "chain": [name(p) for p in claim.chain], "claim": _shown(problem, claim.claim, speakers)}
