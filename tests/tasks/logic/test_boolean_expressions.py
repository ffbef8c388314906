"""The facts: every sentence has one truth, and those that can be computed are."""

import json

import pytest

from synth.generators.logic.boolean_expressions import canonical
from synth.generators.logic.boolean_expressions.facts import FACTS, facts
from synth.verifiers.logic.boolean_expressions import BooleanExpressions

DATA = json.loads(FACTS.read_text("utf-8"))
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def _roman(numeral: str) -> int:
    values = [ROMAN[letter] for letter in numeral]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _primality(text: str) -> str:
    return "not a prime number" if any(int(text) % d == 0 for d in range(2, int(text))) else "a prime number"


COMPUTED = {
    "The letter {x} is number {y} in the English alphabet": lambda x: str(ord(x) - 64),
    "In the English alphabet the letter {x} comes directly after the letter {y}": lambda x: chr(ord(x) - 1),
    "The word {x} is exactly {y} letters long": lambda x: NUMBERS[len(x)],
    "The word {x} ends with the letter {y}": lambda x: x[-1].upper(),
    "The Roman numeral {x} stands for {y}": lambda x: str(_roman(x)),
    "The square of {x} is {y}": lambda x: str(int(x) ** 2),
}


def test_no_sentence_is_both_true_and_false():
    true, false = [fact.true for fact in facts()], [text for fact in facts() for text in set(fact.false)]
    assert len(facts()) >= 400
    assert len(set(true)) == len(true)
    assert len(set(false)) == len(false)
    assert not set(true) & set(false)
    assert all(fact.false for fact in facts())


@pytest.mark.parametrize("say", COMPUTED)
def test_facts_that_can_be_computed_are_right(say):
    (table,) = (table for table in DATA["tables"] if table["say"] == say)
    assert all(COMPUTED[say](x) == y for x, y in table["rows"])


def test_properties_of_numbers_and_orders_of_words_are_right():
    for table in DATA["tables"]:
        if table["say"] == "{x} is {y}" and table["rows"][0][0].isdigit():
            for x, y in table["rows"]:
                assert y == (("an even number", "an odd number")[int(x) % 2] if "prime" not in y else _primality(x))
    for order in DATA["orders"]:
        if "dictionary" in order["say"] or "alphabet" in order["say"]:
            assert order["items"] == sorted(order["items"])


def test_operands_may_trade_places_where_that_means_nothing():
    def form(*tokens: str) -> object:
        return canonical(BooleanExpressions(("< 1 2", "< 1 3", "< 1 4", " ".join(tokens)), ()))

    base = form("implies and > 5 + 2 3 = 1 7 not xor != 4 6 <= - 8 1 9")
    assert base == form("implies and = 7 1 < + 3 2 5 not xor >= 9 - 8 1 != 6 4")
    assert base != form("implies not xor != 4 6 <= - 8 1 9 and > 5 + 2 3 = 1 7"), "sides of an implication"
    assert base != form("implies and > + 2 3 5 = 1 7 not xor != 4 6 <= - 8 1 9"), "sides of an inequality"
    assert base != form("implies and > 5 + 2 3 = 1 7 not xor != 4 6 <= - 1 8 9"), "sides of a difference"
