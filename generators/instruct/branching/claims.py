"""What branching requests claim: their constraints in words, what cheap replies win, and which requests are the same."""

from collections.abc import Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.instruct import _claims
from synth.generators.instruct.free_text.claims import DETAILS
from synth.schemas.claims import Shortcut
from synth.verifiers.instruct._rules import IfGiven
from synth.verifiers.instruct._words import OwnSentences
from synth.verifiers.instruct.branching import Branching

GROUPS = ("words", "letters", "case", "marks", "layout", "order", "links", "formats")
RULES = (*DETAILS, *_claims.rules(GROUPS), _claims.numbers(lambda problem: problem.rules, "letters"))
SHORTCUTS = (
    Shortcut("sentences that fit anything around the details, the rest ignored", _claims.form_letter, (0.2, 0.03, 0.01) + (0.01,) * 7),
    Shortcut("the same sentence around each detail", _claims.same_sentence, (0.01,) * 10),
    Shortcut("words without meaning around the details", _claims.meaningless, (0.07, 0.02) + (0.01,) * 8),
    Shortcut("the details alone, a line each", _claims.stuffed, (0.01,) * 10),
    Shortcut("the note itself, and the details", lambda p: f"{p.note}\n{_claims.form_letter(p)}", (0.12, 0.05, 0.02) + (0.01,) * 7),
)


def copies(problem: Branching, rng: Random) -> Iterator[Branching]:
    """Constraints and details in another order, and the text under another name."""
    for _ in range(3):
        own, *rules = problem.rules
        assert isinstance(own, OwnSentences)
        phrases = list(own.phrases)
        rng.shuffle(phrases)
        rng.shuffle(rules)
        yield replace(problem, rules=(replace(own, phrases=tuple(phrases)), *rules), genre="a text")


def different(problem: Branching, rng: Random) -> Iterator[Branching]:
    """Branches exchanged, a constraint left out, another note."""
    for at, rule in enumerate(problem.rules):
        if isinstance(rule, IfGiven) and rule.cases[0].rule != rule.otherwise:
            first = rule.cases[0]
            turned = IfGiven((replace(first, rule=rule.otherwise), *rule.cases[1:]), first.rule)
            yield replace(problem, rules=(*problem.rules[:at], turned, *problem.rules[at + 1 :]))
    yield replace(problem, rules=problem.rules[:-1])
    yield replace(problem, note=f"{problem.note} {problem.note}"[:3000])
