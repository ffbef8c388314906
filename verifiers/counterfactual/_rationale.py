"""The four-marker rationale: for each option what was found, and by which premises; read and checked without regard to its words.

    (a) <the option>
    Analysis: <reasons in words>
    Identify Premises: [2], [5] - supports.          or: [1], [3] - contradicts.          or: none - not supported.
    ... four times, (a) to (d)
    Therefore the answer is (b).                     or: Therefore none of the options must be true: Unknown.

Premises are sets of worlds (see `_worlds`), so that all tasks about options and premises share this file."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.counterfactual._analyses import Judged, Reader, judge
from synth.verifiers.counterfactual._worlds import Stand, is_core, relation
from synth.verifiers.extract import MAX_ANSWER, final_answer

TRACE_FORMAT = """\
Write your reasoning in exactly this form. For each of the four options, in the order (a), (b), (c), (d), write three parts:
the option's letter in round brackets, followed by its text;
a line that starts with "Analysis:" and says why the premises prove the option, rule it out, or do neither; it names premises by \
their numbers, as in "By [2], ...", and for an option that is open it tells two cases, each by plain statements about single \
things that alone make all premises true, in the words "can be true while ..., which makes it true, and also while ..., which makes it \
false" (the second may name what is different there and end in ", with all else the same");
a line that starts with "Identify Premises:" and ends in one of three findings. If the premises prove the option, list the numbers \
(in square brackets, as in the problem) of premises that together prove it and of which none could be left out, as in \
"Identify Premises: [2], [5] - supports." If they prove that it is false, list such premises for that, as in \
"Identify Premises: [1], [3] - contradicts." Otherwise write "Identify Premises: none - not supported." Nothing else stands on that \
line, and neither marker stands anywhere else.
After the four options, end with the line "Therefore the answer is (b)." (with your letter), or with \
"Therefore none of the options must be true: Unknown."; then give the final answer in the way asked for."""

REASONS = ("answer", "missing", "format", "cites", "relation", "core", "conclusion", "step", "world")
"""answer: the final answer is refused, or the conclusion names another; missing: not four options in order with both markers;
format: a finding that cannot be read; cites: a premise that does not exist or is named twice, none where some are needed, some where
none are, or the analysis names one that does not exist, or one that is not identified without saying that it does not matter; relation: the
wrong finding; core: the premises cited do not prove it, or do without one of them; conclusion: the analysis ends in another finding;
step: `By [2], X.`, `Then X.` or `That cannot be, by [3].` does not follow from the sentences before it and the premises it names; world:
a case of an open option that the premises rule out, or that does not make the option what it is said to.

Not judged: what stands in other words than these, and all steps of an analysis after such a sentence; an analysis may say nothing at
all (`score_steps` pays for none that does not name its premises or two cases that suffice)."""

_MARKER = re.compile(r"(Analysis|Identify Premises):")
_LABEL = re.compile(r"^[ \t>#-]*+(?:[Oo]ption[ \t]++)?\(?([A-Da-d])[).:]", re.MULTILINE)
_CITE = r"\[\d{1,3}(?:[ \t]*+,[ \t]*+\d{1,3})*+\]"
_FINDING = re.compile(
    rf"(none|{_CITE}(?:(?:[ \t]*+,[ \t]*+|[ \t]++)(?:and[ \t]++)?{_CITE})*+)[ \t]*+(?:-{{1,2}}|–|—|:)[ \t]*+"
    r"(supports?|supported|contradicts?|contradicted|not supported|neither)[ \t]*+\.?",
    re.IGNORECASE,
)
_CONCLUSION = re.compile(
    r"^[ \t>#*_-]*+((?:Therefore|Thus|Hence|So),? (?:the (?:final |correct )?(?:answer|option) |none of )[^\n<]*?)"
    r"(?:,? (?:because|since) |<|$)",
    re.MULTILINE | re.IGNORECASE,
)
_NONE = re.compile(r"none of the (?:four )?options must be true(?:: Unknown)?[ .*]*\Z", re.IGNORECASE)
_STANDS: dict[str, Stand] = {
    "support": "supports",
    "supports": "supports",
    "supported": "supports",
    "contradict": "contradicts",
    "contradicts": "contradicts",
    "contradicted": "contradicts",
    "not supported": "neither",
    "neither": "neither",
}


class Finding(NamedTuple):
    """What a rationale says of one option: its stand, the numbers of premises that it cites, from 1 as they are printed, and its
    analysis."""

    stand: Stand
    cited: tuple[int, ...]
    analysis: str = ""


def read_finding(line: str) -> Finding | None:
    """`[2], [5] - supports.` read strictly: "not supported" is not "supported". None when it is anything else."""
    match = _FINDING.fullmatch(line.strip(" \t\r*_"))
    if not match or len(line) > 1_000:
        return None
    cited = tuple(int(number) for number in re.findall(r"\d+", match[1]))
    return Finding(_STANDS[" ".join(match[2].lower().split())], cited)


def findings(text: str) -> list[Finding | None] | None:
    """The findings of the options (a) to (d), None for one that cannot be read; None when the four options with their markers are
    not there in order."""
    text = text.replace("**", "").replace("\r\n", "\n")
    marks = list(_MARKER.finditer(text))
    if [mark[1] for mark in marks] != ["Analysis", "Identify Premises"] * 4:
        return None
    found: list[Finding | None] = []
    end = 0
    for place in range(4):
        analysis, identify = marks[2 * place], marks[2 * place + 1]
        labels = _LABEL.findall(text, end, analysis.start())
        if not labels or labels[-1].lower() != "abcd"[place]:
            return None
        stop = text.find("\n", identify.end())
        end = stop if stop >= 0 else len(text)
        finding = read_finding(text[identify.end() : end])
        found.append(finding and finding._replace(analysis=text[analysis.end() : identify.start()].strip()))
    return found


class Premises(NamedTuple):
    """What a rationale is about: the worlds of the premises and of the options, all worlds, the place of the option that is entailed
    (None where none is), and how clauses are read."""

    premises: Sequence[int]
    options: Sequence[int]
    every: int
    right: int | None
    read: Reader


def _text(completion: str) -> str:
    return completion.rpartition("</think>")[2].partition("<think>")[0]


def check(completion: str, accepted: Callable[[str], bool], about: Premises) -> TraceVerdict:
    """The verdict on a completion that ends in a rationale and an answer. accepted: whether a final answer is right. The answer is the
    usual final one, or what the conclusion says where there is no other. Never raises."""
    text = _text(completion)
    if len(text) > MAX_ANSWER:
        return TraceVerdict(False, "answer")
    found = findings(text)
    ends = _CONCLUSION.findall(text, max(text.rfind("Identify Premises:"), 0))
    conclusions = ["Unknown" if _NONE.search(line) else line for line in ends]
    final = final_answer(completion)
    if isinstance(final, Verdict):
        final = conclusions[-1] if conclusions and final.reason == "missing" else ""
    right = accepted(final) and all(map(accepted, conclusions))
    if found is None:
        return TraceVerdict(False, "missing" if right else "answer")
    for place, finding in enumerate(found):
        reason = _judged(finding, about, place).reason
        if reason:
            return TraceVerdict(False, reason if right else "answer", place + 1, len(found), place)
    return TraceVerdict(right, "" if right else "answer", 0, len(found), len(found))


def proven(completion: str, about: Premises) -> Proven:
    """How much of the proof of the right answer stands; see `synth.verifiers.score_steps`. All or nothing: four findings, each with what
    shows it. For an option that is proved or ruled out that is its premises, named in the analysis too; for an open one, two cases that
    make all premises true by what they say alone. Premises can be guessed where there are few, and "not supported" says no more than the
    answer does: the cases can't be had without solving."""
    text = _text(completion)
    found = findings(text) if len(text) <= MAX_ANSWER else None
    if found is None:
        return Proven(0.0, False)
    judged = [_judged(finding, about, place) for place, finding in enumerate(found)]
    sound = not any(one.reason for one in judged)
    return Proven(float(sound and all(one.shown for one in judged)), sound)


def _judged(finding: Finding | None, about: Premises, place: int) -> Judged:
    option = about.options[place]
    if finding is None:
        return Judged("format", False)
    if reason := _fault(finding, about.premises, option, about.every):
        return Judged(reason, False)
    return judge(finding.analysis, finding.stand, finding.cited, about.premises, option, about.every, about.read)


def _fault(finding: Finding, premises: Sequence[int], option: int, every: int) -> str:
    cited = [number - 1 for number in finding.cited]
    if len(set(cited)) < len(cited) or any(not 0 <= number < len(premises) for number in cited):
        return "cites"
    if bool(cited) == (finding.stand == "neither"):
        return "cites"
    if relation(premises, option, every).stand != finding.stand:
        return "relation"
    if finding.stand == "neither":
        return ""
    return "" if is_core(premises, cited, option if finding.stand == "contradicts" else every & ~option) else "core"
