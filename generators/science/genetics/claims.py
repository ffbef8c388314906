"""What genetics claims: its rules in words, what cheap policies win, and which puzzles are the same.

A long file, as each kind of puzzle has its own rules."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.science.genetics.cheap import POLICIES, Policy
from synth.generators.science.genetics.wording import LETTERS, genotype
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.exact import Fraction
from synth.verifiers.science.genetics import Blood, Cross, Genetics, Mapping, Pedigree, Pool

BOTH = ("en", "zh")


def _is(kind: type, holds: Callable[..., object] = lambda p: True) -> Callable[[Genetics], bool]:
    return lambda problem: isinstance(problem.puzzle, kind) and bool(holds(problem.puzzle))


def _same(words: Callable[..., str]) -> dict[str, Callable[[Genetics], str]]:
    """What stands in both languages alike."""
    return dict.fromkeys(BOTH, lambda problem: words(problem.puzzle))


def _genes(language: str) -> Callable[[Genetics], str]:
    """How each trait is inherited."""

    def words(problem: Genetics) -> str:
        p = problem.puzzle
        assert isinstance(p, Cross)
        said = []
        for genes in p.traits():
            a, b = LETTERS[genes[0]], LETTERS[genes[-1]]
            r, s = a.lower(), b.lower()
            if len(genes) == 1:
                said.append(rf"{a}/{a} .{{1,40}}{a}/{r} .{{1,40}}{r}/{r}" if p.genes[genes[0]].incomplete else rf"\b{a}\b.{{1,90}}\b{r}\b")
                continue
            both = {"en": rf"genes {a} and {b} together", "zh": rf"基因 {a} 和 {b} 共同决定"}[language]
            least = {"en": rf"at least one (allele )?{a}", "zh": rf"至少有一个 {a}"}[language]
            said.append(both + ".{1,9}" + (least if p.together != "suppressor" else rf".{{0,9}}{r}/{r}") + rf".{{1,60}}\b({b}|{s}/{s})")
        return ".{1,140}".join(said)

    return words


def _looks(side: str) -> Callable[[Genetics], bool]:
    return _is(Cross, lambda p: getattr(p, side))


def _links(p: Cross) -> str:
    links = [(k, gene.distance) for k, gene in enumerate(p.genes) if gene.distance]
    return ".{1,90}".join(rf"{LETTERS[k - 1]} .{{1,3}} {LETTERS[k]} .{{1,60}}\b{percent}%" for k, percent in links)


def _parents(p: Cross) -> str:
    return re.escape(genotype(p, p.mother, False)) + ".{1,60}" + re.escape(genotype(p, p.father, True))


def _sources(p: Pool) -> str:
    said = [
        rf"\b{source.counts[0]}( A/A)? : {source.counts[1]}( A/a)? : {source.counts[2]}\b"
        if source.counts
        else re.escape(str(Fraction(*source.recessive) ** 2)) + r"\b"
        for source in p.sources
    ]
    return ".{1,90}".join(said)


def _parts(p: Pool) -> str:
    whole = sum(source.size for source in p.sources)
    return ".{1,60}".join(re.escape(str(Fraction(source.size, whole))) for source in p.sources)


STATES = {
    "en": {
        "open": "nothing more is known",
        "affected": "affected",
        "healthy": "healthy",
        "carrier": "known to be a carrier",
        "free": "not to carry",
    },
    "zh": {"open": "其他情况不明", "affected": "患病", "healthy": "正常", "carrier": "已知是携带者", "free": "已知不带有"},
}


def _family(language: str) -> Callable[[Genetics], str]:
    """What is known of each child, couple by couple."""

    def words(problem: Genetics) -> str:
        p = problem.puzzle
        assert isinstance(p, Pedigree)
        couples: dict[tuple[int, int], list[str]] = {}
        for one in p.people:
            if one.mother >= 0:
                tested = {"en": ", negative in the test", "zh": "，检测结果为阴性"}[language] if one.test else ""
                couples.setdefault((one.mother, one.father), []).append(STATES[language][one.state] + tested)
        said = [".{1,30}".join(rf"[(（]{state}[)）]" for state in children) for children in couples.values()]
        return ".{1,99}".join(said)

    return words


def _asked(en: str, zh: str) -> dict[str, str | Callable[[Genetics], str]]:
    return {"en": en, "zh": zh}


RULES = (
    Rule("value", _asked("lowest terms or as a decimal that equals it; no percentage", "最简分数或与它完全相等的小数，不要写成百分数")),
    Rule("value", {language: _genes(language) for language in BOTH}, _is(Cross)),
    Rule("value", _same(_links), _is(Cross, lambda p: any(gene.distance for gene in p.genes))),
    Rule("value", _asked("in both sexes", "雌雄两性的配子"), _is(Cross, lambda p: any(gene.distance for gene in p.genes))),
    Rule("value", _asked("different autosomes", "不同的常染色体"), _is(Cross, lambda p: len(p.genes) > 1)),
    Rule("value", _asked("equally viable", "存活率相同"), _is(Cross)),
    Rule(
        "value",
        _asked("on the X chromosome; females have two .* Y, which carries no allele", "位于 X 染色体上；.*Y 上没有这个基因"),
        _is(Cross, lambda p: any(g.x for g in p.genes)),
    ),
    Rule("value", _same(_parents), _is(Cross)),
    Rule("value", _asked("crossed with each other", "相互交配"), _is(Cross, lambda p: p.plan == "intercross")),
    Rule(
        "value",
        _asked("daughters are crossed with males that carry only recessive", "雌性后代与上述基因全为隐性纯合的雄性交配"),
        _is(Cross, lambda p: p.plan == "testcross"),
    ),
    Rule("value", _asked("offspring that ha(s|ve) ", "表现为.{1,30}的后代"), _looks("given")),
    Rule(
        "value",
        {
            "en": lambda q: (
                "The first offspring" if q.puzzle.times == 1 else rf"The first {q.puzzle.times} offspring of this last cross all have"
            ),
            "zh": lambda q: "第一个后代表现为" if q.puzzle.times == 1 else rf"前 {q.puzzle.times} 个后代都表现为",
        },
        _looks("seen"),
    ),
    Rule("value", _asked("probability that (it|the next one) has|expected to have", "表现为"), _looks("event")),
    Rule("value", _asked("homozygous for", "是纯合子"), _is(Cross, lambda p: p.pure)),
    Rule(
        "value",
        {"en": lambda q: rf"\b{q.puzzle.sex}\?", "zh": lambda q: "是雌性" if q.puzzle.sex == "female" else "是雄性"},
        _is(Cross, lambda p: p.sex != "any"),
    ),
    Rule(
        "value",
        {"en": lambda q: rf"How many of {q.puzzle.among} such", "zh": lambda q: rf"在 {q.puzzle.among} [只棵]"},
        _is(Cross, lambda p: p.among),
    ),
    Rule(
        "value",
        _asked("recessive allele on an autosome. People with two copies are affected", "常染色体上的隐性致病基因.*有两个该基因的人患病"),
        _is(Pedigree, lambda p: p.mode == "recessive"),
    ),
    Rule(
        "value",
        _asked(
            "recessive allele on the X chromosome. Males with the allele and females with two",
            "X 染色体上的隐性.*男性和有两个该基因的女性患病",
        ),
        _is(Pedigree, lambda p: p.mode == "x"),
    ),
    Rule("value", _asked("exactly one copy is called a carrier", "恰好有一个该基因的.{1,5}携带者"), _is(Pedigree)),
    Rule("value", _asked("no new mutations", "不考虑新的突变"), _is(Pedigree)),
    Rule("value", _same(lambda p: rf"1/{p.frequency}\b"), _is(Pedigree, lambda p: p.frequency)),
    Rule("value", _same(lambda p: rf"\b{p.detected}%"), _is(Pedigree, lambda p: any(one.test for one in p.people))),
    Rule("value", {language: _family(language) for language in BOTH}, _is(Pedigree)),
    Rule("value", _asked("is affected?|is a carrier?", "(患病|是携带者)的概率是多少"), _is(Pedigree)),
    Rule("value", _same(_sources), _is(Pool)),
    Rule("value", _same(_parts), _is(Pool, lambda p: len(p.sources) > 1)),
    Rule("value", _asked("light individuals never reproduce", "浅色个体都不繁殖"), _is(Pool, lambda p: p.then == "selection")),
    Rule("value", _asked("fertilized by itself alone", "只自花受精"), _is(Pool, lambda p: p.then == "selfing")),
    Rule("value", {"en": lambda q: rf"generation {q.puzzle.generations}\b", "zh": lambda q: rf"第 {q.puzzle.generations} 代"}, _is(Pool)),
    Rule(
        "value",
        {
            "en": lambda q: {
                "allele": "frequency of allele a in generation",
                "heterozygous": "fraction of generation . is heterozygous",
                "recessive": "fraction of generation . is light",
                "carriers": "fraction of the dark individuals .* is heterozygous",
            }.get(q.puzzle.ask, "independently at random and crossed.*light"),
            "zh": lambda q: {
                "allele": "代中等位基因 a 的频率",
                "heterozygous": "代中杂合子占",
                "recessive": "代中浅色个体占",
                "carriers": "深色个体中，杂合子占",
            }.get(q.puzzle.ask, "独立地随机取两个"),
        },
        _is(Pool),
    ),
    Rule(
        "value",
        {
            "en": lambda q: "first offspring is dark" if q.puzzle.children == 1 else f"first {q.puzzle.children} offspring are all dark",
            "zh": lambda q: "第一个后代是深色" if q.puzzle.children == 1 else f"前 {q.puzzle.children} 个后代都是深色",
        },
        _is(Pool, lambda p: p.ask == "next"),
    ),
    Rule(
        "value",
        _same(lambda p: ".{1,60}".join(rf"\b{rate}%" for rate in p.rates)),
        _is(Pool, lambda p: p.rates),
    ),
    Rule(
        "value",
        _asked("survive from birth until they reproduce.*counted at birth", "存活到繁殖.*按出生时计算"),
        _is(Pool, lambda p: p.then == "fitness"),
    ),
    Rule(
        "value",
        _asked("immigrants that have come before mating.*All mate at random", "交配前迁入.*全体随机交配"),
        _is(Pool, lambda p: p.then == "migration"),
    ),
    Rule("value", _same(lambda p: rf"\b{p.penetrance}%"), _is(Pedigree, lambda p: p.penetrance < 100)),
    Rule("value", _asked("independently of the others, and otherwise healthy", "彼此独立"), _is(Pedigree, lambda p: p.penetrance < 100)),
    Rule("value", _asked("three genes lie on the same autosome", "三个基因位于同一条常染色体上"), _is(Mapping)),
    Rule(
        "value",
        _asked("heterozygous for all three genes is crossed with one that carries only recessive", "三对基因都杂合.*全为隐性纯合"),
        _is(Mapping),
    ),
    Rule("value", _same(lambda p: r"\A" + "".join(rf"(?=.*\b{count}\b)" for count in p.counts) + "."), _is(Mapping)),
    Rule("value", _asked("most frequent classes.*rarest", "最多的两类.*最少的两类"), _is(Mapping)),
    Rule("value", _asked("combination of alleles of these two genes that neither", "两条染色体都没有的"), _is(Mapping)),
    Rule(
        "value",
        _asked("divided by the number expected if .* were independent", "与预期数目之比；.*相互独立"),
        _is(Mapping, lambda p: p.pair == (0, 0)),
    ),
    Rule("value", _asked("1 less this coefficient", "1 减去并发系数"), _is(Mapping, lambda p: p.ask == "interference")),
    Rule("value", _asked("crossed with each other", "相互交配"), _is(Mapping, lambda p: p.ask in ("coupling", "repulsion"))),
    Rule(
        "value",
        _same(lambda p: rf"{NAMES[p.pair[0]]} .{{1,3}} {NAMES[p.pair[1]] if p.ask != 'repulsion' else NAMES[p.pair[1]].lower()}\b"),
        _is(Mapping, lambda p: p.pair != (0, 0)),
    ),
    Rule("value", _asked("A and B are dominant over O", "A 和 B 对 O 都是显性"), _is(Blood)),
    Rule("value", _same(lambda p: ".{1,5}".join(re.escape(str(Fraction(part, sum(p.frequencies)))) for part in p.frequencies)), _is(Blood)),
    Rule(
        "value",
        {
            "en": lambda q: ".{1,20}".join(f"group {g}" if g else "group is not known" for g in (q.puzzle.mother, q.puzzle.father)),
            "zh": lambda q: ".{1,8}".join(f"{g} 型" if g else "血型未知" for g in (q.puzzle.mother, q.puzzle.father)),
        },
        _is(Blood),
    ),
    Rule("value", _same(lambda p: r"\b" + ".{1,5}".join(p.children) + r"\b"), _is(Blood, lambda p: p.children)),
    Rule("value", {"en": lambda q: rf"child has group {q.puzzle.asked}\?", "zh": lambda q: rf"孩子为 {q.puzzle.asked} 型"}, _is(Blood)),
)


def _written(policy: Policy) -> Callable[[Genetics], str]:
    def guess(problem: Genetics) -> str:
        value = policy(problem)
        return "" if value is None else str(value)

    return guess


NAMES = "ABC"
_SHARES = {"one quarter": (0.18, 0.07, 0.08), "three quarters": (0.18, 0.05, 0.01)}
SHORTCUTS = tuple(Shortcut(name, _written(policy), _SHARES.get(name, (0.01,) * 3) + (0.01,) * 7) for name, policy in POLICIES.items())


def copies(problem: Genetics, rng: Random) -> Iterator[Genetics]:
    """Genes with other letters, populations in another order, ratios in larger numbers, mother and father changed about."""
    p = problem.puzzle
    match p:
        case Mapping():
            counts = tuple(p.counts[place & 2 | place >> 2 | (place & 1) << 2] for place in range(8))  # A is called C
            one, other = sorted(2 - gene for gene in p.pair) if p.pair != (0, 0) else (0, 0)
            yield Genetics(replace(p, counts=counts, pair=(one, other)))
        case Pool():
            more = (replace(one, counts=tuple(2 * n for n in one.counts), recessive=_doubled(one.recessive)) for one in p.sources)
            yield Genetics(replace(p, sources=tuple(more)[::-1]))
        case Blood():
            yield Genetics(replace(p, mother=p.father, father=p.mother, children=p.children[::-1]))
        case Cross() if not any(gene.x for gene in p.genes):
            yield Genetics(replace(p, mother=p.father, father=p.mother))
        case Pedigree(mode="recessive"):
            people = tuple(replace(one, mother=one.father, father=one.mother, male=not one.male) for one in p.people)
            yield Genetics(replace(p, people=people))


def _doubled(share: tuple[int, int]) -> tuple[int, int]:
    return (2 * share[0], 2 * share[1]) if share[1] <= 30 else share


def different(problem: Genetics, rng: Random) -> Iterator[Genetics]:
    """Another frequency, another number, another child."""
    p = problem.puzzle
    match p:
        case Cross():
            if p.times:
                yield Genetics(replace(p, times=p.times % 4 + 1))
            elif p.among:
                yield Genetics(replace(p, among=0))
            else:
                yield Genetics(replace(p, among=480))
        case Pedigree():
            if p.frequency:
                yield Genetics(replace(p, frequency=p.frequency + 1))
        case Pool():
            first = p.sources[0]
            other = (
                replace(first, counts=(first.counts[0] + 1, *first.counts[1:]))
                if first.counts
                else replace(first, recessive=(1, first.recessive[1] + 1))
            )
            yield Genetics(replace(p, sources=(other, *p.sources[1:])))
        case Blood():
            yield Genetics(replace(p, frequencies=(p.frequencies[0] + 1, *p.frequencies[1:])))
        case Mapping():
            counts = list(p.counts)
            counts[p.parental] += 1
            yield Genetics(replace(p, counts=tuple(counts)))
