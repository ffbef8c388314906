"""The statements with names for numbers, and which conventions the prompt has to explain."""

from random import Random

from synth.verifiers.logic.web_of_lies import Claim, Count, Is, Link, Same, WebOfLies, Would


def _parts(claim: Claim) -> list[Claim]:
    """The claim and the claims inside it."""
    inner = [claim.a, claim.b] if isinstance(claim, Link) else [claim.claim] if isinstance(claim, Would) else []
    return [claim, *inner]


def prompt_variables(problem: WebOfLies, rng: Random) -> dict[str, object]:
    names = problem.people

    def show(claim: Claim, speaker: int) -> dict[str, object]:
        """Names instead of numbers; the speaker is I."""

        def name(person: int) -> str:
            return "I" if person == speaker else names[person]

        if isinstance(claim, Is):
            return {"form": "is", "who": name(claim.person), "kind": claim.kind}
        if isinstance(claim, Same):
            a, b = (claim.b, claim.a) if claim.a == speaker else (claim.a, claim.b)
            return {"form": "same", "a": names[a], "b": name(b), "same": claim.same}
        if isinstance(claim, Count):
            group = [names[p] for p in claim.group if p != speaker] + ["me"] * (speaker in claim.group)
            everyone = len(group) == len(names)
            return {"form": "count", "group": group, "all": everyone, "kind": claim.kind, "how": claim.how, "number": claim.number}
        if isinstance(claim, Would):
            return {"form": "would", "chain": [name(p) for p in claim.chain], "claim": show(claim.claim, speaker)}
        return {"form": claim.how, "a": show(claim.a, speaker), "b": show(claim.b, speaker)}

    claims = [*problem.facts, *(claim for _, claim in problem.says)]
    hows = {claim.how for claim in claims if isinstance(claim, Link)}
    parts = [part for claim in claims for part in _parts(claim)]
    return {
        "people": names,
        "spies": problem.spies,
        "facts": [show(claim, -1) for claim in problem.facts],
        "says": [(names[speaker], show(claim, speaker)) for speaker, claim in problem.says],
        "asked": [names[p] for p in problem.asked],
        "with_us": any(isinstance(p, Count) and len(p.group) == len(names) for _, claim in problem.says for p in _parts(claim)),
        "with_same": any(isinstance(part, Same) for part in parts),
        "with_or": "or" in hows,
        "with_if": "if" in hows,
        "with_would": any(isinstance(claim, Would) for claim in claims),
        "with_parity": any(isinstance(part, Count) and part.how == "parity" for part in parts),
    }
