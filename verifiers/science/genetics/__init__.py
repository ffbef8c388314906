"""Genetics: the chance or number of a genotype or look, in a cross, a pedigree, a population or a family's blood groups, exact.

Refused for the first of: format (not one rational number), value (another number)."""

import re

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.math import _derivation
from synth.verifiers.math._derivation import Milestone
from synth.verifiers.math._route import Route
from synth.verifiers.parsers import mathematics
from synth.verifiers.science.genetics import crosses, mapping, pedigrees, pools
from synth.verifiers.science.genetics.crosses import Cross, Gene, Shown
from synth.verifiers.science.genetics.mapping import Mapping
from synth.verifiers.science.genetics.pedigrees import Pedigree, Person
from synth.verifiers.science.genetics.pools import Blood, Pool, Source
from synth.verifiers.science.genetics.route import of_puzzle

__all__ = [
    "EXAMPLES", "TRACE_FORMAT", "Blood", "Cross", "Gene", "Genetics", "Mapping", "Pedigree", "Person", "Pool", "Puzzle", "Shown", "Source",
    "answer", "proven", "route", "verify", "verify_trace",
]  # fmt: skip

TRACE_FORMAT = {
    "en": _derivation.TRACE_FORMAT["en"]
    + """\
Where a chance is asked for and something is known (of offspring, children, relatives), one line gives the probability of all that is \
known together and another one the probability of all that together with what is asked about; the answer is their quotient. What is known \
are also the groups of parents and what is told of every relative; parents whose genotype follows from what is told have it with \
probability 1 where no population is told of. In a population, work out the frequency q of the recessive allele in each generation.
""",
    "zh": _derivation.TRACE_FORMAT["zh"]
    + """\
如果已知某些情况（后代、子女或亲属的表现），求的又是概率，就用一行算出全部已知情况同时成立的概率，再用一行算出它们与所问情况\
同时成立的概率，两者之商就是答案。父母的血型和关于每个亲属的说明也都算已知情况；题目没有说明人群时，如果某个亲本的基因型\
可以直接推出，就认为他具有该基因型的概率为 1。对于种群，要算出每一代隐性等位基因的频率 q。
""",
}
LINES = 6
"""Lines at most between a value on the way and those that it is worked out from."""
Puzzle = Cross | Pedigree | Pool | Blood | Mapping


class Genetics(Problem, frozen=True):
    puzzle: Puzzle
    """What is inherited, what is known and what is asked."""


@kept
def answer(problem: Genetics) -> Fraction | None:
    """The chance or share asked for; None where what is known is impossible, as in no problem of ours."""
    puzzle = problem.puzzle
    match puzzle:
        case Cross():
            return crosses.value(puzzle)
        case Pedigree():
            return pedigrees.value(puzzle)
        case Pool():
            return pools.value(puzzle)
        case Mapping():
            return mapping.value(puzzle)
    return pools.next_child(puzzle)


@kept
def route(problem: Genetics) -> Route:
    """The way by pencil to the answer."""
    return of_puzzle(problem.puzzle)


def _ways(problem: Genetics) -> list[list[Milestone]]:
    """The values on the way to the answer, which may be worked out in one line or several."""
    if answer(problem) is None:
        return []
    return [[one._replace(lines=LINES) for one in route(problem).milestones()]]


def _given(problem: Genetics) -> tuple[int, ...]:
    """Whole numbers of the problem that may be above 200."""
    puzzle = problem.puzzle
    match puzzle:
        case Cross():
            return (puzzle.among,)
        case Pool():
            return tuple(count for source in puzzle.sources for count in source.counts)
        case Mapping():
            return puzzle.counts
    return ()


def verify_trace(problem: Genetics, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, _given(problem), _ways(problem))


def proven(problem: Genetics, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(completion, _given(problem), _ways(problem))


_COUNTED = re.compile(
    r"(?<=\d)(?:\s?[只棵株头匹](?:后代)?| (?:of (?:the |these )?[\d,]{3,6}|(?:such )?(?:offspring|progeny|individuals|animals|plants))"
    r"(?: are expected)?)(?=\W*\Z)"
)
_EXPECTED = re.compile(r"\A(?:about|approximately|预期约?有?|期望约?有?|[大]?约|≈)\s*(?=\d)", re.IGNORECASE)


def verify(problem: Genetics, answer_text: str) -> Verdict:
    if isinstance(problem.puzzle, Cross) and problem.puzzle.among and len(answer_text) < 200:  # an expected number, as people write one
        answer_text = _EXPECTED.sub("", _COUNTED.sub("", answer_text.strip()))
    read = mathematics.rational(answer_text)
    if read is None:
        return refuse("format")
    return ACCEPT if read == answer(problem) else refuse("value")


_PLAIN = Gene(False, False, 0)
_TWO = ((1, 0), (1, 0))
_CROSS = Genetics(Cross((_PLAIN, _PLAIN), "none", _TWO, _TWO, "parents", (), (), 0, (Shown(0, 0), Shown(1, 1)), False, "any", 0))  # 3/16
_MICE = Genetics(Cross((_PLAIN, _PLAIN), "recessive", _TWO, _TWO, "parents", (), (), 0, (Shown(0, 2),), False, "any", 0))  # 4/16
_LINKED = Genetics(
    Cross(
        (_PLAIN, Gene(False, False, 20)),
        "none",
        ((1, 1),) * 2,
        ((0, 0),) * 2,
        "testcross",
        (),
        (),
        0,
        (Shown(0, 0), Shown(1, 1)),
        False,
        "any",
        0,
    )
)  # 1/10
_COUPLE = (Person(-1, -1, False, "healthy", False), Person(-1, -1, True, "healthy", False))
_SIBS = (Person(0, 1, True, "affected", False), Person(0, 1, False, "healthy", False))
_SISTER = Genetics(Pedigree("recessive", (*_COUPLE, *_SIBS), 0, 100, 100, 3, "carrier"))  # 2/3
_POOL = Genetics(Pool((Source((), (1, 50), 1),), "nothing", (), 0, "heterozygous", 0))  # 98/2500
_BLOOD = Genetics(Blood((3, 1, 6), "A", "O", (), "O"))  # 36/45 / 2

EXAMPLES = (
    (_CROSS, "3/16", ""),
    (_CROSS, "0.1875", ""),
    (_CROSS, "P = 3/4 * 1/4 = 3/16", ""),
    (_MICE, r"$\boxed{\frac{1}{4}}$", ""),
    (_LINKED, "The probability is 1/10.", ""),
    (_SISTER, r"\dfrac23", ""),
    (_POOL, "49/1250", ""),
    (_BLOOD, "2/5", ""),
    (_CROSS, "", "format"),
    (_CROSS, "9:3:3:1", "format"),
    (_CROSS, "3/16 or 1/16", "format"),
    (_CROSS, "18.75%", "format"),
    (_CROSS, "9/16", "value"),
    (_MICE, "1/16", "value"),
    (_LINKED, "1/4", "value"),
    (_SISTER, "1/2", "value"),
    (_SISTER, "0.667", "value"),
    (_POOL, "1/2500", "value"),
    (_BLOOD, "1/4", "value"),
    (_CROSS, "答案是 3/16。", ""),
    (_MICE, "概率为 1/4", ""),
    (_SISTER, "答案：２／３", ""),
    (_BLOOD, "概率是0.4。", ""),
    (_POOL, "比例为 49/1250", ""),
    (_SISTER, "概率为 1/2", "value"),
    (_BLOOD, "答案是 1/4", "value"),
    (_CROSS, "大约两成", "format"),
)
