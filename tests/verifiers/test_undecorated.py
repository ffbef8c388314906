"""The short ways of reading give what the long ones give: answers that wear no decoration, completions whose tags are in their usual form."""

import re
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from itertools import product
from random import Random

import pytest
from habits import ABSTENTIONS, HABITS, WHOLE_HABITS
from hostile import HOSTILE, PIECES, hostile_texts

from synth.generators import registry
from synth.verifiers import extract
from synth.verifiers.parsers import arithmetic, cells, grids, lists, literals, quantities, text, units
from synth.verifiers.parsers.words import en

BODIES = ("3", "[1, 2]", "x = 3", "true", "grid: 3", "1 2\n3 4", "3 (12 steps)")
LEADS = (
    *en.SO, *en.TITLES, "my", "our", "answer", "ans", "result", "solution", "we get", "we have", "one counterexample", "an expression",
    "non-negative remainder", "nonnegative remainder", "smallest possible value", "number of steps", "term", "Kukurasu", "we", "answer_", "",
)  # fmt: skip
JOINTS = (" ", ": ", "\n", ":\n", " is ", "_", " = ", ", ")
TAILS = ("", ".", " .", ")", " (2 items)", "\r\n3", "`", "}")
MARKS = (
    "",
    "**",
    "*",
    "#",
    "# ",
    "## ",
    "_",
    "__",
    "`",
    "```",
    "~~~",
    "~~~\n",
    "$",
    '"',
    "'",
    "{",
    '{"answer": ',
    "[",
    "(",
    "-",
    "+",
    ".",
    "|",
    "<b>",
    "1. ",
)


def _answers() -> Iterator[str]:
    for name in registry.names():
        module = import_module(f"synth.verifiers.{name.replace('/', '.')}")
        yield from [answer for _, answer, _ in module.EXAMPLES][:7]


def _written() -> Iterator[str]:
    """Answers as the tables of habits write them, and as nobody would."""
    answers = sorted(set(_answers()))
    assert len(answers) > 500
    for answer in answers:
        yield answer
        for habit in (*HABITS, *WHOLE_HABITS):
            if len(answer) < 100 and habit.fits(answer):
                with suppress(AssertionError, LookupError, ValueError):  # a habit of our own reference answers alone
                    yield habit.write(answer)
    yield from (edited for _, edited in hostile_texts(answers, 2_000))
    yield from (form[:4_000] for form in (*HOSTILE, *ABSTENTIONS) if isinstance(form, str))


def _decorated() -> Iterator[str]:
    for lead, joint, body, tail in product(LEADS, JOINTS, BODIES, TAILS):
        yield f"{lead}{joint}{body}{tail}"
    for mark, lead, body, tail in product(MARKS, ("", "Final ", "the answer is ", "x"), BODIES, (*TAILS, *MARKS)):
        yield f"{mark}{lead}{body}{tail}"
        yield f"{mark.upper()} {lead.upper()}{body}{tail}"


def test_a_text_that_wears_no_decoration_stays(monkeypatch: pytest.MonkeyPatch, scale: int) -> None:
    decorated = list(_decorated())
    texts = {*(decorated if scale > 1 else Random(2).sample(decorated, 15_000)), *_written()}
    inner = {found for one in texts if isinstance(found := extract.final_answer(one), str)}
    short = {one: (text.plain(one), text.plain(one, None)) for one in texts | inner}
    bare = [(one, literals._bare(one)) for one in short]
    taken = sum(text.undecorated(one.strip()) for one in short)
    assert taken > 4_000  # else the short way is not tried
    monkeypatch.setattr(text, "undecorated", lambda _: False)
    for one, found in short.items():
        assert found == (text.plain(one), text.plain(one, None)), repr(one)
    for one, value in bare:
        assert value == literals._bare(one), repr(one)


def test_tags_in_their_usual_form_are_found_as_others_are() -> None:
    tags = (
        "<answer>",
        "</answer>",
        "<think>",
        "</think>",
        "<ANSWER>",
        "< /think >",
        "<</think>",
        "</ answer>",
        "<",
        "</answer></s>",
        "4",
        "\\boxed{5}",
    )
    texts = [*("".join(parts) for parts in product(tags, repeat=4)), *_written(), *PIECES]
    for one in texts:
        whole = extract._after_thought(extract._TAG.sub(lambda tag: f"<{tag[1]}{tag[2].lower()}>", extract.without_end_tokens(one)))
        found = extract._marked(whole)
        assert extract.final_answer(one) == found, repr(one)
        assert extract.final_answer(one, lenient=True) == (extract._said(whole) if found is extract.MISSING else found), repr(one)


NEVER = re.compile("(?!)")
CELLS = ("0", "1", "2", "12", "01", "a", "r", "R", "Z", ".", "#", "*", "-", "row", "1st", "first", "|", "[", "x", "r1", "1.", "↑", "↖", "→")


def _random_grids(rng: Random) -> Iterator[tuple[str, int, int]]:
    for _ in range(6_000):
        rows, columns = rng.randrange(1, 6), rng.randrange(1, 6)
        kinds = rng.sample(CELLS, rng.randrange(1, 4))
        lines = [
            rng.choice((" ", " ", " ", ", ", "  ", "")).join(rng.choices(kinds, k=columns + (rng.random() < 0.1))) for _ in range(rows)
        ]
        yield rng.choice(("\n", "\n", "\n", "\n\n", "; ")).join(lines), rows, columns + rng.choice((0, 0, 0, 1))


def test_rows_in_the_form_that_prompts_ask_for_are_read_as_any_others(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = list(_random_grids(Random(1)))
    found = [grids.grid(*one) for one in texts]
    taken = sum(grids._ROWS.fullmatch(one) is not None and grid is not None for (one, *_), grid in zip(texts, found, strict=True))
    assert taken > 300
    monkeypatch.setattr(grids, "_ROWS", NEVER)
    for one, grid in zip(texts, found, strict=True):
        assert grids.grid(*one) == grid, one


def _random_cells(rng: Random) -> Iterator[tuple[str, int, int]]:
    for _ in range(6_000):
        top, count = rng.choice((2, 2, 3, 12)), rng.randrange(1, 6)
        pairs = [(rng.randrange(top), rng.randrange(top)) for _ in range(count)]
        form = rng.choice(("({}, {})", "({}, {})", "({},{})", "({} {})", "[{}, {}]", "({}, {}).", "({}, 1{})"))
        text = rng.choice((", ", ", ", ",", "; ", "\n", " and ")).join(form.format(*pair) for pair in pairs)
        yield rng.choice(("{}", "{}", "\t{} ", "[{}]", "1. {}", "Tents: {}")).format(text), rng.randrange(1, 5), rng.randrange(1, 5)


def test_cells_in_the_form_that_prompts_ask_for_are_read_as_any_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(text: str, rows: int, columns: int) -> object:
        several = cells.lists(text, {"a": "a", "b": "b"}, {"a", "b"})
        return cells.cells(text, "tent"), cells.marked(text, rows, columns, "tent"), several

    texts = list(_random_cells(Random(1)))
    found = [read(*one) for one in texts]
    assert sum(cells._LISTED.fullmatch(one) is not None for one, *_ in texts) > 300
    monkeypatch.setattr(cells, "_LISTED", NEVER)
    for one, each in zip(texts, found, strict=True):
        assert read(*one) == each, one


def test_labels_in_the_form_that_prompts_ask_for_are_read_as_any_others(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = Random(1)
    texts = [rng.choice((", ", ", ", ",", " and ")).join(rng.choices("ABCDEFGHISZa", k=rng.randrange(1, 8))) for _ in range(3_000)]
    allowed = [frozenset("ABCDEFGHISZ"[: rng.randrange(6, 12)]) for _ in texts]
    found = list(map(lists.labels, texts, allowed))
    assert sum(lists._PLAIN_LABELS.fullmatch(one) is not None for one in texts) > 300 < sum(labels is not None for labels in found)
    monkeypatch.setattr(lists, "_PLAIN_LABELS", NEVER)
    assert list(map(lists.labels, texts, allowed)) == found


def test_expressions_in_the_usual_signs_are_read_as_any_others(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = Random(1)
    texts = ["".join(rng.choices("0123456789+-*/()() %=", k=rng.randrange(10))) for _ in range(10_000)]
    found = [arithmetic.parse(one, "+-*/%") for one in texts]
    assert sum(one is not None for one in found) > 300
    monkeypatch.setattr(arithmetic, "_USUAL", NEVER)
    assert [arithmetic.parse(one, "+-*/%") for one in texts] == found


def test_quantities_in_plain_units_are_read_as_any_others(monkeypatch: pytest.MonkeyPatch) -> None:
    rng, symbols = Random(1), (*units.UNITS, *units.NAMES, *units.ALIASES, "kN", "mg", "thousand", "e", "x", "or", "percent", "is", "q")
    names = [*symbols, *("/".join(rng.choices(symbols, k=2)) for _ in range(300)), *(f"{rng.choice(symbols)}^{n % 4}" for n in range(100))]
    numbers = ("0", "1", "10", "007", "-3", "0.50", "-0.025", "123456", "12.345678", "1000000", "5.")
    texts = [(f"{number} {name}", warm) for number, name, warm in product(numbers, names, (False, True))]
    found = [quantities._readings(*one) for one in texts]
    assert sum(quantities._PLAINLY.fullmatch(one) is not None and bool(each) for (one, _), each in zip(texts, found, strict=True)) > 1_000
    monkeypatch.setattr(quantities, "_PLAINLY", NEVER)
    for one, each in zip(texts, found, strict=True):
        assert quantities._readings(*one) == each, one
