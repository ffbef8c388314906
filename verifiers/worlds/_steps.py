"""Worked solutions about a world: what is used of the documents, a property a line, each with the documents and lines that it follows from,
then the answer, or two worlds that keep the documents and differ in it."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from synth.schemas.problem import kept
from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.derivation import Reading as Judged
from synth.verifiers.derivation import concluded
from synth.verifiers.parsers.steps import Line, read_lines
from synth.verifiers.worlds._answers import MAX_LENGTH, entity, read, year
from synth.verifiers.worlds._query import NO_ANSWER, Answer, Open, Reading, answers, settled
from synth.verifiers.worlds._terms import TERMS
from synth.verifiers.worlds._told import Told, outcome, told_by, world
from synth.verifiers.worlds._world import ATTRIBUTES, Attribute, Cell, Fact, Value

CITED = 3
"""Documents that one step may cite; more would be a way to cite without reading."""
IDLE = 4
"""Properties that have no part in the question that may be stated; more is copying."""
_CITED = re.compile(r"^(.*?)\s*[\[【(（]([FfSs0-9,，、 ]+)[\])）】][.。]?$")
_SOURCE = re.compile(r"([FfSs]) ?(\d{1,3})")
_ANSWER = re.compile(r"(?:the )?answer|答案", re.IGNORECASE)
_WORLD = re.compile(r"^[-•>* ]{0,9}(?:World|世界) ?([ABab])[* ]{0,4}[:：][* ]{0,4}([^\n]{1,2000})", re.MULTILINE)
_CLAIMS = re.compile(r"[;；]|[,，](?=[^,，;；=＝]*[=＝])")
_NONE = frozenset(("none", "nobody", "no one", "无", "没有"))
_CLAIM = {
    "en": re.compile(rf"(?:the )?({'|'.join(TERMS['en'].values())}) of (.{{1,40}})", re.IGNORECASE),
    "zh": re.compile(rf"(.{{1,40}}?)\s*的\s*({'|'.join(TERMS['zh'].values())})"),
}
_ATTRIBUTE: dict[str, Attribute] = {term: attribute for terms in TERMS.values() for attribute, term in terms.items()}
TRACE_FORMAT = {
    "en": f"""Before the final answer, write the properties that you use as numbered steps, one a line:
S1: guild of Tovrenk = Tin Harp [F2]
S2: founding year of Tin Harp = Oskarian era, year 12 [F1, F4]
S3: answer = Oskarian era, year 12 [S1, S2]
A step is a label, a property of one of whom the documents tell and its value, and in square brackets what it follows from: documents by \
their number (F2 is document 2), at most {CITED} of them, and earlier steps by their label (S1), where the document tells of one by \
another. The properties are: {", ".join(TERMS["en"].values())}. State each of them once, and those alone that the question needs. \
The last step gives the answer and cites all steps that it needs.
""",
    "zh": f"""在最终答案之前，请把用到的性质按编号逐行写出：
S1：托文克的行会 = 锡色竖琴 [F2]
S2：锡色竖琴的创立年份 = 奥斯坎纪第12年 [F1，F4]
S3：答案 = 奥斯坎纪第12年 [S1，S2]
每一步包括编号、某个人或事物的一项性质及其值，方括号里是它的依据：文献用编号表示（F2 是文献2），最多 {CITED} 份；\
如果文献是借别人来说明的，还要写出前面相应的步骤（S1）。可用的性质有：{"、".join(TERMS["zh"].values())}。每项性质只写一次，而且只写回答问题所需要的。\
最后一步给出答案，并列出所依据的全部步骤。
""",
}
WORLDS = {
    "en": """If the answer is Unknown, give two worlds after the steps in place of that last step, each on one line with values for \
properties that the documents leave open. Both fit the documents, and they give different answers:
World A: guild of Tovrenk = Tin Harp
World B: guild of Tovrenk = none
""",
    "zh": """如果答案是未知，就不写最后那一步，而在各步之后写出两个世界，各占一行，给出文献没有确定的性质的值。\
两个世界都与文献相符，但答案不同：
世界A：托文克的行会 = 锡色竖琴
世界B：托文克的行会 = 无
""",
}
"""What is added where Unknown may be right."""


class Step(NamedTuple):
    """A line that was read. cell, value: the property; answer: in place of them."""

    cell: Cell | None
    value: Value
    answer: Answer | None
    documents: frozenset[int]
    steps: frozenset[int]


def verify_trace(problem: Told, completion: str, verify: Callable[[Told, str], Verdict]) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT and its final answer.

    Reasons, of the first wrong step: format (it can't be read), cites (more documents than allowed, or what is not there or comes later),
    step (it does not follow from what it cites), repeat (a property that was stated before), idle (too many that have no part in the
    question). Then missing (no steps, or no two worlds), last (no step gives the answer), answer (the final answer is refused)."""
    lines = read_lines(completion)
    judged = _judged(problem, completion, lines, strict=True)
    return concluded(problem, completion, verify, lines, judged[0], "last")


def proven(problem: Told, completion: str) -> Proven:
    """How much of the proof stands: short of a step that gives the answer, the share of the properties that lead to it, in their order and
    from the first on without a gap. For Unknown all or nothing."""
    judged, cells = _judged(problem, completion, read_lines(completion), strict=False)
    if judged.arrived:
        return Proven(1.0, not judged.reason)
    if outcome(problem) is None:
        return Proven(0.0, not judged.reason)
    needed = proof(problem)
    reached = next((place for place, cell in enumerate(needed) if cell not in cells), len(needed))
    return Proven(reached / (len(needed) + 1), not judged.reason)


@kept
def proof(problem: Told) -> tuple[Cell, ...]:
    """The cells that lead to the answer, in order, each after those by which it is told. Where something is open that makes no
    difference, the worlds that differ in it may look at different cells: all of them count, as no step can choose between these worlds."""
    looked = dict.fromkeys(cell for _, _, used in answers(world(problem), problem.query) for cell in used)
    return with_sources(problem, list(looked))


def with_sources(problem: Told, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Cells with those by which they are told before them."""
    facts, found = world(problem).facts, dict[Cell, None]()
    for cell in cells:
        chain = []
        while cell in facts and cell not in found and cell not in chain:
            chain.append(cell)
            if facts[cell].like < 0:
                break
            cell = (facts[cell].attribute, facts[cell].like)
        found |= dict.fromkeys(reversed(chain))
    return tuple(found)


@kept
def relevant(problem: Told) -> frozenset[Cell]:
    """The cells that may have a part in the answer."""
    told = world(problem)
    if outcome(problem) is None:
        return frozenset(told.known)
    assumed: Mapping[Cell, Value] = next(answers(told, problem.query))[1]
    reading = Reading(told, assumed, thorough=True)
    try:
        reading.answer(problem.query)
    except Open:  # what is open of a condition that does not matter
        return frozenset(told.known)
    return frozenset(with_sources(problem, list(reading.used))) | frozenset(proof(problem))


def _judged(problem: Told, completion: str, lines: Sequence[Line], strict: bool) -> tuple[Judged, dict[Cell, Value]]:
    """What the lines come to, and the cells that sound ones state. strict: nothing may be stated twice."""
    told, cells, stated = world(problem), dict[Cell, Value](), dict[int, Cell]()
    where = told_by(problem)
    arrived = False
    for sound, line in enumerate(lines):
        step = _read(problem, line.text)
        if step is None:
            return Judged(sound, "format", arrived), cells
        if (
            len(step.documents) > CITED
            or not step.documents <= set(range(1, len(problem.documents) + 1))
            or not step.steps <= stated.keys()
        ):
            return Judged(sound, "cites", arrived), cells
        known = {stated[label]: cells[stated[label]] for label in step.steps}
        if step.cell is None:
            if step.answer != _settled(problem, known):
                return Judged(sound, "step", arrived), cells
            arrived = True
            continue
        if not _follows(told.facts, where, step, known):
            return Judged(sound, "step", arrived), cells
        if strict and step.cell in cells:
            return Judged(sound, "repeat", arrived), cells
        cells[step.cell] = step.value
        stated[line.label] = step.cell
        if len(cells.keys() - relevant(problem)) > IDLE:
            return Judged(sound, "idle", arrived), cells
    if outcome(problem) is None:
        arrived = _disagree(problem, completion)
    return Judged(len(lines), "", arrived), cells


def _settled(problem: Told, known: Mapping[Cell, Value]) -> Answer | None:
    try:
        return settled(world(problem), problem.query, known)
    except ValueError:
        return None


def _follows(facts: Mapping[Cell, Fact], where: Mapping[Cell, int], step: Step, known: Mapping[Cell, Value]) -> bool:
    """Whether a property follows from the cited documents, and the cited steps where they tell of one by another."""
    cell, shift = step.cell, 0
    first = True
    while cell is not None:
        if not first and cell in known:
            value = known[cell]
            return value is not None and step.value == value + shift
        fact = facts.get(cell)
        if fact is None or where[cell] not in step.documents:
            return False
        shift += fact.value
        if fact.like < 0:
            return step.value == shift
        cell = fact.beside
        first = False
    return False


def _read(problem: Told, text: str) -> Step | None:
    found = _CITED.match(text) if len(text) <= MAX_LENGTH else None
    if not found:
        return None
    sources = [(kind.upper(), int(number)) for kind, number in _SOURCE.findall(found[2])]
    documents = frozenset(number for kind, number in sources if kind == "F")
    steps = frozenset(number for kind, number in sources if kind == "S")
    left, sign, right = found[1].replace("＝", "=").partition("=")
    if not sign or not sources:
        return None
    if _ANSWER.fullmatch(left.strip()):
        given = read(problem, right.strip())
        return None if isinstance(given, str) else Step(None, None, given, documents, steps)
    claim = _claim(problem, left, right)
    return claim and Step(claim[0], claim[1], None, documents, steps)


def _claim(problem: Told, left: str, right: str) -> tuple[Cell, Value] | None:
    """The property and the value of `guild of Mira = Silver Wheel`."""
    for language, pattern in _CLAIM.items():
        if found := pattern.fullmatch(left.strip()):
            term, name = (found[1], found[2]) if language == "en" else (found[2], found[1])
            attribute, of, value = _ATTRIBUTE[term.lower()], entity(problem, name), right.strip()
            about = ATTRIBUTES[attribute]
            if of is None or problem.kinds[of] not in about.of:
                return None
            if value.casefold() in _NONE:
                return (attribute, of), None
            given = year(problem, value) if about.to == "year" else entity(problem, value)
            return None if given is None else ((attribute, of), given)
    return None


def _disagree(problem: Told, completion: str) -> bool:
    """Whether the last two worlds keep what is told and give different answers."""
    lines = {found[1].upper(): found[2] for found in _WORLD.finditer(completion[-20_000:])}
    if lines.keys() != {"A", "B"}:
        return False
    one, two = (_in_world(problem, lines[name]) for name in "AB")
    return one is not None and two is not None and one != two


def _in_world(problem: Told, line: str) -> Answer | None:
    """The answer in a world; None for one that does not keep what is told, or leaves the answer open."""
    told, assigned = world(problem), dict[Cell, Value]()
    for part in _CLAIMS.split(line.strip(" .。*`")):
        left, _, right = part.replace("＝", "=").partition("=")
        claim = _claim(problem, left, right)
        if claim is None or claim[0] in told.known or (claim[0][0] in told.complete and claim[0] not in told.facts):
            return None
        cell, shift = told.hung.get(claim[0], (claim[0], 0))
        value = None if claim[1] is None else claim[1] - shift
        if value not in told.domain(cell, assigned) or assigned.get(cell, value) != value:
            return None
        assigned[cell] = value
    try:
        found = {answer for answer, _, _ in answers(told, problem.query, assigned=assigned)}
    except ValueError:
        return None
    return next(iter(found)) if len(found) == 1 and NO_ANSWER not in found else None
