"""Sentences of `counterfactual/quantified` back to statements: every template of the table is tried, with backtracking over what its slots may
hold, and all readings are returned. A sentence is sound when it has exactly one."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from synth.generators.counterfactual.quantified.english import (
    ANY,
    FACT_TEMPLATES,
    LINK_TEMPLATES,
    QUANT_TEMPLATES,
    TWO_TEMPLATES,
    Lexicon,
    Template,
    denied,
    opposite,
)
from synth.generators.counterfactual.quantified.statements import every_leaf
from synth.generators.counterfactual.quantified.templates import EMBEDDED, NUMBERS
from synth.verifiers.counterfactual.quantified.formulas import (
    By,
    Concept,
    Fact,
    Formula,
    Is,
    Leaf,
    Link,
    Quant,
    Reach,
    Signature,
    Simple,
    To,
    Two,
    well_formed,
)

Found = Iterator[tuple[int, Any]]  # where it ends, what it means


class Reader:
    """Reads the sentences of one story."""

    def __init__(self, lexicon: Lexicon, signature: Signature):
        self.lexicon, self.signature = lexicon, signature
        self.text = ""
        self.memo: dict[tuple[str, int], list[tuple[int, Any]]] = {}

    def read(self, sentence: str) -> list[Formula]:
        """All statements that the sentence can be read as, without doubles."""
        if not sentence.endswith(".") or sentence[:1] != sentence[:1].upper():
            return []
        found: list[Formula] = []
        for text in (sentence[:-1], sentence[0].lower() + sentence[1:-1]):
            self.text, self.memo = text, {}
            for end, formula in self._whole():
                if end == len(text) and formula not in found and well_formed(formula, self.signature):
                    found.append(formula)
        return found

    def _whole(self) -> Found:
        yield from self._simple(0, None)
        for how, templates in LINK_TEMPLATES.items():
            for template in templates:
                for end, slots in self._match(template, 0, 0, {}):
                    yield end, Link(how, slots["S"], slots["T"])  # type: ignore[arg-type]

    def _simple(self, start: int, most: int | None) -> Found:
        """Facts and quantified statements, in the first `most` of their templates."""
        for template in FACT_TEMPLATES[: most and 1]:
            for end, slots in self._match(template, 0, start, {}):
                what: Concept = next(slots[name] for name in ("V", "U", "ns") if name in slots)
                if template.mark == "-":
                    if denied(what) or not isinstance(what, Is | To | By):
                        continue
                    what = opposite(what)
                elif template.mark == "+" and denied(what):
                    continue
                yield end, Fact(slots["p"], what)
        for how, templates in QUANT_TEMPLATES.items():
            for template in templates[:most]:
                for end, slots in self._match(template, 0, start, {}):
                    formula = self._quantified(how, template.mark, slots)
                    if formula is not None:
                        yield end, formula

    def _quantified(self, how: str, mark: str, slots: dict[str, Any]) -> Simple | None:
        group, a = next((slots[name] for name in ("N", "Ns", "w") if name in slots), (slots.get("D", -1), None))
        a = next((slots[name] for name in ("P", "Ps", "a") if name in slots), a)
        b = slots["B"] if "B" in slots else slots["Bs"]
        if (mark == "~" and a is None) or (mark == "+" and denied(b)) or (mark == "=" and isinstance(b, Two)):
            return None
        return Quant(how, slots.get("k", 0), group, a, b)  # type: ignore[arg-type]

    def _match(self, template: Template, piece: int, at: int, slots: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
        pieces = template.pieces
        while piece < len(pieces) and not pieces[piece][0]:
            literal = pieces[piece][1]
            if not self.text.startswith(literal, at):
                return
            at, piece = at + len(literal), piece + 1
        if piece == len(pieces):
            yield at, slots
            return
        name = pieces[piece][0]
        for end, value in self._slot(name, at):
            if slots.get(name, value) == value:  # a slot that occurs twice holds the same
                yield from self._match(template, piece + 1, end, slots | {name: value})

    def _slot(self, name: str, at: int) -> list[tuple[int, Any]]:
        kind = {"S": "clause", "T": "clause", "V": "B", "U": "B", "a": "B", "ns": "Ps"}.get(name, name)
        key = (kind, at)
        if key not in self.memo:
            self.memo[key] = list(self._found(kind, at))
        return self.memo[key]

    def _found(self, kind: str, at: int) -> Found:
        theme = self.lexicon.theme
        match kind:
            case "clause":
                yield from self._simple(at, EMBEDDED)
            case "B" | "Bs":
                yield from self._concepts(at, kind == "Bs")
            case "N" | "Ns":
                yield from self._people(at, kind == "Ns", True)
            case "P" | "Ps":
                yield from ((end, a) for end, (_, a) in self._people(at, kind == "Ps", False) if a is not None)
            case "w":
                for end, group in self._words({"": -1} | {f"in the {team} ": g for g, team in enumerate(self.lexicon.teams)}, at):
                    yield end, (group, None)
                    if self.text.startswith("who ", end):
                        yield from ((e + 1, (group, a)) for e, a in self._concepts(end + 4, False) if self.text.startswith(" ", e))
            case "D":
                yield from self._words({"": -1} | {f"among the members of the {t}, ": g for g, t in enumerate(self.lexicon.teams)}, at)
            case "p":
                yield from self._words({name: person for person, name in enumerate(self.lexicon.names)}, at)
            case "k":
                yield from self._words({word: number for number, word in enumerate(NUMBERS)}, at)
            case _:
                yield from self._words({theme.heads if kind == "hs" else theme.head: 0}, at)

    def _words(self, words: dict[str, Any], at: int) -> Found:
        return ((at + len(word), value) for word, value in words.items() if self.text.startswith(word, at))

    def _people(self, at: int, plural: bool, grouped: bool) -> Found:
        lexicon, theme = self.lexicon, self.lexicon.theme
        teams = list(enumerate(lexicon.teams)) if grouped else []
        for end, concept in self._words(self._nouns[plural], at):
            yield end, (-1, concept)
            yield from ((e, (group, concept)) for e, group in self._words({f" in the {team}": g for g, team in teams}, end))
        bases: dict[str, int] = {theme.heads if plural else theme.head: -1}
        for end, group in self._words(bases | {f"member{'s' * plural} of the {team}": g for g, team in teams}, at):
            yield end, (group, None)
            if self.text.startswith(" who ", end):
                yield from ((e, (group, a)) for e, a in self._concepts(end + 5, plural))

    def _concepts(self, at: int, plural: bool) -> Found:
        yield from self._words(self._leaves[plural], at)
        for how, templates in TWO_TEMPLATES.items():
            for template in templates:
                joint = template.pieces[-2][1]
                lead = template.pieces[0][1] if len(template.pieces) == 4 else ""
                if not self.text.startswith(lead, at):
                    continue
                for end, a in self._words(self._leaves[plural], at + len(lead)):
                    if self.text.startswith(joint, end):
                        yield from ((e, Two(how, a, b)) for e, b in self._words(self._leaves[plural], end + len(joint)))  # type: ignore[arg-type]

    @cached_property
    def _nouns(self) -> tuple[dict[str, Concept], dict[str, Concept]]:
        concepts = [Is(p, True) for p in range(self.signature.properties)]
        singular, plural = ({self.lexicon.noun(c, many): c for c in concepts if self.lexicon.noun(c, many)} for many in (False, True))
        return singular, plural  # type: ignore[return-value]

    @cached_property
    def _leaves(self) -> tuple[dict[str, Leaf], dict[str, Leaf]]:
        leaves = every_leaf(self.signature)
        singular, plural = ({self.lexicon.leaf(leaf, many): leaf for leaf in leaves} for many in (False, True))
        loose: dict[str, Leaf] = {self.lexicon.reach(x, ANY): x for x in leaves if isinstance(x, Reach) and x.how == "some"}
        return singular | loose, plural | loose
