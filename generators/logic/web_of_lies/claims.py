"""What web of lies claims: its rules in words, what cheap policies win, and which problems are the same puzzle.

The policies leave out what the task is there for: statements weighed against each other, case by case."""

from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.web_of_lies import Claim, Count, Is, Link, Same, WebOfLies, Would

KINDS = {"truth": "(knight|truth-teller|saint)", "lie": "(knave|liar|sinner)", "spy": "(sp(y|ie)|joker|chameleon|trickster)"}
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
BOUNDS = {"exactly": "(exactly|precisely)", "least": "(at least|no fewer than)", "most": "(at most|no more than)"}
LINKS = {
    "and": ("{}, and {}", "both of these hold: {}; {}"),
    "or": ("{}, or {}, or both", "at least one of these holds: {}; {}"),
    "xor": ("either {}, or {}, but not both", "exactly one of these holds: {}; {}"),
    "if": ("if {}, then {}", "whenever it is true that {}, it is also true that {}"),
    "iff": ("{} if and only if {}", "these two are either both true or both false: {}; {}"),
}


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _words(problem: WebOfLies, claim: Claim, speaker: int, alone: bool = True) -> str:
    """The claim as the speaker (-1: nobody, it is a fact) may put it. alone: not a part of a longer claim."""

    def name(person: int, me: str = "I") -> str:
        return me if person == speaker else problem.people[person]

    if isinstance(claim, Is):
        denied = rf"|not a {KINDS['lie' if claim.kind == 'truth' else 'truth']}" if alone and not problem.spies else ""
        return rf"{name(claim.person)} (am|is) (a {KINDS[claim.kind]}{denied})"
    if isinstance(claim, Same):
        a, b = (claim.b, claim.a) if claim.a == speaker else (claim.a, claim.b)
        both, as_ = ("of the same kind", "of the same kind as") if claim.same else ("of different kinds", "of another kind than")
        return rf"{name(a)} (and {name(b)} are {both}|is {as_} {name(b, 'me')})"
    if isinstance(claim, Count):
        everyone = len(claim.group) == len(problem.people)
        people = [problem.people[p] for p in claim.group if p != speaker] + ["me"] * (speaker in claim.group)
        group = (r"us" if speaker >= 0 else rf"the {NUMBERS[len(people)]} \w+") if everyone else _listed(people)
        kind = rf"{KINDS[claim.kind]}s?"
        if claim.how == "parity":
            parity = "odd" if claim.number else "even"
            return rf"(the number of {kind} among {group} is {parity}|among {group} there is an {parity} number of {kind})"
        number = rf"{BOUNDS[claim.how]} {NUMBERS[claim.number]}"
        return rf"({number} of {group} (is a|are) {kind}|among {group} there (is|are) {number} {kind})"
    if isinstance(claim, Would):
        return "".join(f"{name(person)} would say that " for person in claim.chain) + _words(problem, claim.claim, speaker)
    sides = [_words(problem, side, speaker, alone=False) for side in (claim.a, claim.b)]
    return "(" + "|".join(form.format(*sides) for form in LINKS[claim.how]) + ")"


def _statements(problem: WebOfLies) -> str:
    says = [rf'{problem.people[speaker]}( says)?[:,] "{_words(problem, claim, speaker)}\."' for speaker, claim in problem.says]
    facts = [rf"(known that|is certain:|beyond doubt:) {_words(problem, claim, -1)}\." for claim in problem.facts]
    return r"\A" + "".join(rf"(?=.*{line})" for line in says + facts) + ".+"


def _parts(claims: Iterable[Claim]) -> Iterator[Any]:
    """All claims and the claims inside them."""
    for claim in claims:
        yield claim
        yield from (claim.a, claim.b) if isinstance(claim, Link) else (claim.claim,) if isinstance(claim, Would) else ()


def _has(kind: type, how: str = "") -> Callable[[WebOfLies], bool]:
    def occurs(problem: WebOfLies) -> bool:
        parts = _parts([*problem.facts, *(claim for _, claim in problem.says)])
        return any(isinstance(part, kind) and how in ("", getattr(part, "how", "")) for part in parts)

    return occurs


def _speaks_of_all(problem: WebOfLies) -> bool:
    parts = _parts(claim for _, claim in problem.says)
    return any(isinstance(part, Count) and len(part.group) == len(problem.people) for part in parts)


RULES = (
    Rule("people", {"en": lambda problem: _listed([problem.people[person] for person in problem.asked]) + r"\b"}),
    Rule("people", {"en": r"yes or no for each|one yes or no for each|list of yes \(a [^\n]* one entry for each"}),
    Rule("people", {"en": r"in this order|in the order in which they are listed here|in the order just given"}),
    Rule("truth", {"en": _statements}),
    Rule(
        "truth",
        {
            "en": rf"{KINDS['truth']}s?,? ((who )?makes? only true|always tells the truth|never says anything false"
            r"|whose every word is true)"
        },
    ),
    Rule(
        "truth",
        {"en": rf"{KINDS['lie']}s?,? ((who )?makes? only false|always lies|never says anything true|whose every statement is false)"},
    ),
    Rule(
        "truth",
        {"en": r"is either a [\w-]+, who|everybody is a [\w-]+ or a|there are no others|there are two kinds of people"},
        lambda problem: not problem.spies,
    ),
    Rule(
        "truth",
        {
            "en": lambda problem: (
                rf"exactly {NUMBERS[problem.spies]} (is|are)? ?(a )?{KINDS['spy']}"
                rf"|\b{NUMBERS[problem.spies]} of those named below, no more and no fewer, (is|are) (a )?{KINDS['spy']}"
            )
        },
        lambda problem: problem.spies > 0,
    ),
    Rule(
        "truth",
        {
            "en": r"may say true and false things alike|says anything, true or false|whose statements can be either"
            r"|free to lie or to tell the truth"
        },
        lambda problem: problem.spies > 0,
    ),
    Rule(
        "truth", {"en": r"all know what everybody is|everybody knows who is what|know each other's kinds|know exactly who is of which kind"}
    ),
    Rule("truth", {"en": r"\"us\" are all \w+ \w+, the speaker included"}, _speaks_of_all),
    Rule("truth", {"en": r"people of the same kind are both"}, _has(Same)),
    Rule("truth", {"en": r"include the case that both hold"}, _has(Link, "or")),
    Rule("truth", {"en": r"\(also \"whenever\"\) is false only when X is true and Y is false"}, _has(Link, "if")),
    Rule("truth", {"en": r"zero counts as even"}, _has(Count, "parity")),
    Rule(
        "truth",
        {"en": rf"would answer yes: this is so when A is a {KINDS['truth']} and X is true, or A is a {KINDS['lie']} and X is false"},
        _has(Would),
    ),
)


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
