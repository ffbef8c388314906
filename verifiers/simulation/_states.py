"""Traces of states: numbered lines, one for each step of a simulation, that name what holds after it. `verify_trace` replays them.

    S1: step 1: queue = [B, C]; done = [A]
    S2: step 2: queue = [C]; done = [A, B]

A task works out its own states, a tuple of `State`, from the problem alone. Its verifier then needs no more than

    TRACE_FORMAT = _states.trace_format(en="after each step the queue ...", zh="...", example=(State(...), State(...)))
    def verify_trace(problem: P, completion: str) -> TraceVerdict: return _states.judge(problem, completion, verify, states(problem))
    def proven(problem: P, completion: str) -> Proven: return _states.proven(completion, states(problem))

and its generator `trace=_states.written(states)` and `rejected=_states.answered(wrong_states, wrong_answer)`. Names and events are
identifiers, numbers or single letters, no English words of five letters or more, for the lines stand in rows of every language.

Line k has to tell state k, no line may be left out or said again: what happens in a step follows from the state before, so a sound
beginning is a share of the way, and the first wrong line ends it."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.derivation import Reading, concluded
from synth.verifiers.parsers.steps import MAX_STEPS, read_lines

MAX_VALUE = 2_000
"""Characters of one line that are read."""
EMPTY = frozenset({"", "empty", "nothing", "none", "null", "nil", "-", "∅", "空", "无", "set()", "dict()"})
"""Values that hold nothing, beside empty brackets."""
GENERIC = frozenset("line l step time t at round turn tick event after op no".split())
"""Words of an event that say nothing: `step 3`, `t = 3` and `3` are the same event."""

_TOKEN = re.compile(r"-?\d+(?:\.\d+)?|[^\W\d]\w*|[^\s\w]")
_DECORATION = str.maketrans(dict.fromkeys("`'\"$*", "") | {"，": ",", "；": ";", "：": ":", "＝": "=", "（": "(", "）": ")", "→": "->"})
_BRACKETS = str.maketrans("[{]}", "(())")

P = TypeVar("P")


class State(NamedTuple):
    """What holds after one step."""

    values: tuple[tuple[str, str], ...]
    """Names and values that the line has to tell, in order: `(("total", "7"), ("items", "[3, 4]"))`. A value is text; brackets and quotes
    of any kind are the same, and so are blanks and commas between items."""
    event: str = ""
    """What happens in the step, which stands before the values: `step 3`, `L4`. Nothing where the number of the line says enough."""
    others: tuple[tuple[str, str], ...] = ()
    """Names and values that the line may tell too: what the step leaves as it was."""

    def __str__(self) -> str:
        if len(self.values) == 1:  # as nearly all have
            ((name, value),) = self.values
            told = f"{name} = {value}"
        else:
            told = "; ".join([f"{name} = {value}" for name, value in self.values])
        return f"{self.event}: {told}" if self.event and told else self.event or told


def written(states: Sequence[State], first: int = 1) -> str:
    """The states as numbered lines."""
    return "\n".join(f"S{number}: {state}" for number, state in enumerate(states, first))


def answered(states: Sequence[State], answer: str) -> str:
    """A whole completion: states as numbered lines, and a final answer in tags."""
    return f"{written(states)}\n\n<answer>\n{answer}\n</answer>"


def trace_format(en: str, zh: str, example: Sequence[State]) -> dict[str, str]:
    """The instruction for both languages. en, zh: a sentence or two that say when a line is due and what it tells, with no claim about the
    problem at hand; example: two or three states of another problem."""
    lines = written(example)
    return {
        "en": f"\nBefore the final answer, write the simulation as numbered lines, in order, leaving none out. {en} For example:\n{lines}\n"
        "Write each value as `name = value` and part them by semicolons.\n",
        "zh": f"\n写出最终答案之前，请按顺序把模拟过程写成带编号的行，一行也不要省略。{zh}例如：\n{lines}\n"
        "每个值写成 `名称 = 值`，几个值之间用分号隔开。\n",
    }


def judge(problem: P, completion: str, verify: Callable[[P, str], Verdict], states: Sequence[State]) -> TraceVerdict:
    """The verdict on lines of states. verify: judges the final answer; states: those of the problem, at most 300.

    Reasons, of the first wrong line: format (no value of a known name can be read), event (another step), value (a value is wrong, missing
    or of an unknown name), more (the simulation is over). Then missing (no lines), unfinished (too few), answer (the final answer is
    refused)."""
    lines = read_lines(completion)
    sound, reason = _replayed(lines, states)
    arrived = bool(lines) and sound == len(states)
    return concluded(problem, completion, verify, lines, Reading(sound, reason, arrived), "unfinished")


def proven(completion: str, states: Sequence[State]) -> Proven:
    """How much of the simulation the lines before the first wrong one tell: the share of the states; see `synth.verifiers.score_steps`."""
    sound, reason = _replayed(read_lines(completion), states)
    return Proven(sound / max(len(states), 1), not reason)


def _replayed(lines: Sequence[tuple[int, str]], states: Sequence[State]) -> tuple[int, str]:
    """The number of sound lines before the first wrong one, and what is wrong with it."""
    for number, (_, text) in enumerate(lines):
        if number >= min(len(states), MAX_STEPS):
            return number, "more"
        if reason := _wrong(text, states[number]):
            return number, reason
    return len(lines), ""


def _wrong(text: str, state: State) -> str:
    """What is wrong with a line, or nothing."""
    if len(text) > MAX_VALUE:
        return "format"
    told = _told(text, tuple(name for name, _ in state.values + state.others))
    if told is None or (state.values and len(told) < 2):
        return "format"
    (_, event), *values = told
    if state.event and event != _event(state.event):
        return "event"
    right = {name: canonical(value) for name, value in state.values + state.others}
    found: dict[str, str] = {}
    for name, value in values:
        if name not in right or right[name] != value or found.setdefault(name, value) != value:
            return "value"
    return "" if all(name in found for name, _ in state.values) else "value"


def _told(text: str, names: tuple[str, ...]) -> list[tuple[str, str]] | None:
    """The event, under no name, and each value under its name; None where something stands between that is neither."""
    places = list(_assigned(names).finditer(text)) if names else []
    head = text[: places[0].start()] if places else text
    told = [("", _event(head))]
    for place, following in zip(places, [*places[1:], None], strict=False):
        value = text[place.end() : following.start() if following else len(text)]
        if re.search(r"(?<![=<>!])=(?!=)", value):
            return None  # a name that the state does not have
        told.append((place[1], canonical(value)))
    return told


@lru_cache(maxsize=256)
def _assigned(names: tuple[str, ...]) -> re.Pattern[str]:
    named = "|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True))
    return re.compile(rf"(?<![\w.])[`*'\"$]{{0,3}}({named})[`*'\"$]{{0,3}}\s?(?:=|＝|:=)(?!=)\s?")


def _event(text: str) -> str:
    """`3 a` for `step 3, A:`: the words that say something."""
    words = re.findall(r"\d+|[^\W\d_]+", re.sub(r"[第行步轮次]|时刻", " ", text).casefold())
    return " ".join(word for word in words if word not in GENERIC)


@lru_cache(maxsize=4096)
def canonical(value: str) -> str:
    """A value whose ways of writing are the same: `( 3 ) 4` for `[[3], 4]`, `["3"] , 4;`."""
    text = value.translate(_DECORATION).strip().rstrip(";,.").strip()
    if text.casefold() in EMPTY:
        return ""
    tokens = [token.translate(_BRACKETS) for token in _TOKEN.findall(text) if token not in ",;"]
    while len(tokens) > 1 and tokens[0] == "(" and tokens[-1] == ")" and _closes(tokens) == len(tokens) - 1:
        tokens = tokens[1:-1]
    return " ".join(tokens)


def _closes(tokens: Sequence[str]) -> int:
    """The place where the first bracket closes."""
    depth = 0
    for place, token in enumerate(tokens):
        depth += {"(": 1, ")": -1}.get(token, 0)
        if not depth:
            return place
    return -1
