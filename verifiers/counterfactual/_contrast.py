"""Worked solutions of contrastive pairs: the four-marker rationale in its one strict form.

    (a) <the option's text>
    Analysis: <reasons, on one line>
    Identify Premises: [2], [5] - supports.          or: [1], [3] - contradicts.          or: none - not supported.
    ... (a) to (d), a blank line between them
    Therefore the answer is (b).

Before it may stand `The passage says:` and the numbered premises, where the prompt is a passage without numbers. What a model writes is
read with more patience, by `_rationale`."""

import re
from collections.abc import Sequence

from synth.verifiers.counterfactual._letters import letter

PLACES = "abcd"
MARKERS = ("Analysis:", "Identify Premises:")

_PREMISES = re.compile(r"The passage says:\n(?:\[\d+\] [^\n]+\n)+\n")
_FINDING = re.compile(
    r"Analysis: \S[^\n]*\nIdentify Premises: "
    r"(?:(none) - not supported|((?:\[[1-9]\d{0,2}\], )*\[[1-9]\d{0,2}\]) - (supports|contradicts))\.\n+"
)
_CONCLUSION = re.compile(r"Therefore the answer is \(([a-d])\)\.")


def conclusion(options: Sequence[str], prompt: str, solution: str, answer: str) -> int:
    """The place of the option that the solution concludes, which the answer names and which alone is supported. Raises ValueError that
    says what is wrong."""
    if len(options) != len(PLACES) or len(set(options)) < len(options):
        raise ValueError("not four options that differ")
    if any(option not in prompt for option in options):
        raise ValueError("the prompt lacks an option")
    for marker in MARKERS:
        if solution.count(marker) != len(PLACES):
            raise ValueError(f"the response has {solution.count(marker)} times {marker!r}, not four")
    if re.search("</?(?:answer|think)>", solution):
        raise ValueError("the response holds a tag")
    premises = _PREMISES.match(solution)
    end = premises.end() if premises else 0
    shown = premises[0] if premises else prompt
    if premises:
        numbers = re.findall(r"^\[(\d+)\]", shown, re.MULTILINE)
        if numbers != [str(number) for number in range(1, len(numbers) + 1)]:
            raise ValueError("the response does not number the premises from 1")
    supported = []
    for place, option in enumerate(options):
        supports, end = _finding(place, option, shown, solution, end)
        if supports:
            supported.append(place)
    last = _CONCLUSION.fullmatch(solution, end)
    if not last:
        raise ValueError('the response does not end in a letter as in "(b)."')
    right = PLACES.index(last[1])
    if letter(answer, options) != right:
        raise ValueError("the response ends in another letter than the answer")
    if supported != [right]:
        raise ValueError("the supported option is not the one that is concluded")
    return right


def _finding(place: int, option: str, shown: str, solution: str, start: int) -> tuple[bool, int]:
    """Whether the option is said to be supported, and where its part of the solution ends. shown: the text that numbers the premises."""
    name = f"({PLACES[place]})"
    heading = f"{name} {option}\n"
    if not solution.startswith(heading, start):
        raise ValueError(f"option {name} does not stand in its place with its text")
    finding = _FINDING.match(solution, start + len(heading))
    if not finding:
        raise ValueError(f"the analysis or the premises of option {name} are not in their form")
    cited = [int(number) for number in re.findall(r"\d+", finding[2] or "")]
    if cited != sorted(set(cited)):
        raise ValueError(f"the premises of option {name} are not in order")
    if any(f"[{number}]" not in shown for number in cited):
        raise ValueError(f"option {name} cites a premise that is not there")
    return finding[3] == "supports", finding.end()
