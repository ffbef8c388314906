"""What composed claims: its rules in words, what cheap policies win, and which problems are the same.

The policies stop on the way, or do without what is made of an answer before it goes on."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.math.composed import prompt_variables
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math._route import Value
from synth.verifiers.math.composed import Composed, Link, Stage, steps, worked

WORDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "term": (
        ("a({k[4]})", "a(0) = {k[0]}", "a(1) = {x[0]}", "a(n-1) +", "a(n-2) + {k[3]}", "every n >= 2"),
        ("a(0) = {k[0]}", "a(1) = {x[0]}", "每个 n >= 2", "a(n-1) +", "a(n-2) + {k[3]}", "a({k[4]})"),
    ),
    "power": (("remainder", "{k[0]}^{x[0]} on division by {k[1]}"), ("{k[0]}^{x[0]} 除以 {k[1]} 的余数",)),
    "congruences": (
        ("least whole number N >= 0", "same remainder as {x[0]} on division by {k[0]}", "remainder {k[1]} on division by {k[2]}"),
        ("最小整数 N（N >= 0）", "与 {x[0]} 除以 {k[0]} 的余数相同", "除以 {k[2]} 余 {k[1]}"),
    ),
    "divisors": (("sum of all positive divisors", "{k[0]} * {x[0]},", "including 1"), ("{k[0]} * {x[0]} 的所有正约数之和", "包括 1")),
    "multiples": (("from 1 to {x[0]} ", "by {k[0]} or by {k[1]} "), ("从 1 到 {x[0]} 的", "被 {k[0]} 或 {k[1]} 整除")),
    "reversed": (
        ("base {k[0]}", "of {x[0]} in base {k[0]}, read backwards"),
        ("把 {x[0]} 写成 {k[0]} 进制", "倒过来读", "{k[0]} 进制数的值"),
    ),
    "committee": (
        ("of {k[0]} people", "from {x[0]} women and {x[1]} men", "at least one woman and at least one man"),
        ("从 {x[0]} 名女生和 {x[1]} 名男生中选出 {k[0]} 人", "至少有一名女生、至少有一名男生"),
    ),
    "paths": (
        ("from (0, 0) to ({x[0]}, {k[0]})", "to the right or one unit up", "not pass through the point ({k[1]}, {k[2]})"),
        ("走到点 ({x[0]}, {k[0]})", "向右或向上", "不经过点 ({k[1]}, {k[2]})"),
    ),
    "shares": (
        ("give {x[0]} equal coins to {k[0]} children", "each child gets at least {k[1]}"),
        ("把 {x[0]} 枚相同的硬币全部分给 {k[0]} 个", "至少得 {k[1]} 枚"),
    ),
    "urn": (
        ("probability that among {k[0]} balls", "without replacement from {x[0]} red and {x[1]} blue", "red ones is exactly {k[1]}"),
        ("从 {x[0]} 个红球和 {x[1]} 个蓝球中不放回", "取出 {k[0]} 个球", "恰有 {k[1]} 个红球的概率"),
    ),
    "cubes": (("sum of the cubes", "z^3 - {x[0]} z^2 +", "z - {k[1]}"), ("z^3 - {x[0]} z^2 +", "z - {k[1]} 的三个根", "立方和")),
    "determinant": (
        ("determinant", "({x[0]}, {k[0]}, {k[1]})", "({k[2]}, {k[3]}, {k[4]})", "({k[5]}, {k[6]}, {k[7]})"),
        ("({x[0]}, {k[0]}, {k[1]})", "({k[2]}, {k[3]}, {k[4]})", "({k[5]}, {k[6]}, {k[7]})", "行列式"),
    ),
    "system": (("y +", "z", "y and z with", "z = {x[0]} and", "z = {k[4]}"), ("z = {x[0]} ", "z = {k[4]} ", "y +", "z 的值")),
    "integral": (("integral", "z^2 +", "from z = {x[1]} to z = {x[0]}"), ("z^2 +", "从 z = {x[1]} 到 z = {x[0]} 的定积分")),
    "inequality": (("number of integers n", "|{k[0]}n - {k[1]}| <= {x[0]}"), ("|{k[0]}n - {k[1]}| <= {x[0]} 的整数 n", "的个数")),
    "takings": (("largest value", "n * ({x[0]} - {k[0]}n)", "whole numbers n"), ("n 取整数", "n * ({x[0]} - {k[0]}n) 的最大值")),
    "coefficient": (("coefficient of z", "({x[0]} + {k[1]}z)^{k[0]} * (1 + z)"), ("({x[0]} + {k[1]}z)^{k[0]} * (1 + z)", "的系数")),
    "lattice": (
        ("integer coordinates", "strictly inside the triangle", "({x[0]}, {k[0]}) and ({k[1]}, {k[2]})"),
        ("({x[0]}, {k[0]})、({k[1]}, {k[2]}) 为顶点的三角形内部（不含边界）", "整数的点的个数"),
    ),
    "game": (
        ("must take in the first move", "{x[0]} stones", "from 1 to {k[0]} stones", "takes the last stone wins"),
        ("第一步必须取走", "{x[0]} 颗石子", "每次取 1 到 {k[0]} 颗", "最后一颗的人获胜"),
    ),
}
"""How each kind is told in English and in Chinese: phrases in their order."""


def _told(kind: str, place: int) -> Callable[[Composed], str]:
    def words(problem: Composed) -> str:
        stage = next(s for s in prompt_variables(problem, Random(0))["stages"] if s["kind"] == kind)  # type: ignore[attr-defined]
        named = [re.escape(phrase.format(**stage)) for phrase in WORDS[kind][place]]
        return ".{0,90}?".join(named) + ("" if place else r".{0,150}?\.")

    return words


def _made(place: int) -> Callable[[Composed], str]:
    """What is made of answers before they go on."""

    def words(problem: Composed) -> str:
        parts = []
        for stage in prompt_variables(problem, Random(0))["stages"]:  # type: ignore[attr-defined]
            for m in stage["made"]:
                fraction, of, name = m["fraction"], m["of"], m["name"]
                if place:
                    text = rf"设 {name} 等于 {of}" + (".{1,12}分子与分母之和" if fraction else "")
                    text += rf" ?除以 {m['modulus']} 的余数" if m["modulus"] else ""
                    text += rf".{{0,14}}加 {m['plus']}" if m["plus"] else ""
                else:
                    more = f"{m['plus']} more than " if m["plus"] else ""
                    text = rf"Let {name} be {more}.{{0,35}}{'sum of numerator and denominator of ' if fraction else ''}{of}\b"
                    text += rf".{{1,35}}division by {m['modulus']}\." if m["modulus"] else ""
                parts.append(text)
        return ".*".join(parts)

    return words


RULES = (
    Rule("value", {"en": "fraction in lowest terms or a decimal that equals it", "zh": "最简分数，或与它完全相等的小数"}),
    Rule("value", {"en": _made(0), "zh": _made(1)}, lambda p: any(m["made"] for m in prompt_variables(p, Random(0))["stages"])),  # type: ignore[attr-defined]
    *(
        Rule("value", {"en": _told(kind, 0), "zh": _told(kind, 1)}, lambda p, kind=kind: any(s.kind == kind for s in p.stages))  # type: ignore[misc]
        for kind in WORDS
    ),
)


def _stage(place: int) -> Callable[[Composed], str]:
    return lambda problem: str(steps(problem.stages)[place].value)


def _with(change: Callable[[Link], Link], where: int = 0) -> Callable[[Composed], str]:
    """The last answer where inputs of the stages from `where` on are others; no answer where a stage has none then."""

    def policy(problem: Composed) -> str:
        values = list[Value]()
        for place, stage in enumerate(problem.stages):
            late = place >= where % len(problem.stages)
            other = replace(stage, inputs=tuple(change(one) if one.stage >= 0 and late else one for one in stage.inputs))
            try:
                values.append(worked(other, values).value)
            except ValueError:
                return ""
        return "" if all(change(one) == one for s in problem.stages[where:] for one in s.inputs if one.stage >= 0) else str(values[-1])

    return policy


def _constant(number: int) -> Callable[[Link], Link]:
    return lambda one: Link(-1, 0, number)


def _taken_for(place: int, value: int) -> Callable[[Composed], str]:
    """The last answer where one of the answers is not worked out."""

    def policy(problem: Composed) -> str:
        values = list[Value]()
        for number, stage in enumerate(problem.stages):
            try:
                values.append(value if number == place else worked(stage, values).value)
            except ValueError:
                return ""
        return str(values[-1])

    return policy


def _no_remainders(problem: Composed) -> str:
    """Remainders are taken for 0."""
    values = list[Value]()
    for stage in problem.stages:
        plain = (Link(-1, 0, max(1, one.plus)) if one.modulus else one for one in stage.inputs)
        try:
            values.append(worked(replace(stage, inputs=tuple(plain)), values).value)
        except ValueError:
            return ""
    return str(values[-1])


SHORTCUTS = (
    Shortcut("the first answer taken for 1", _taken_for(0, 1), (0.13,) * 3 + (0.11,) * 7),
    Shortcut("the second answer taken for 1", _taken_for(1, 1), (0.05,) + (0.09,) * 5 + (0.12, 0.11, 0.1, 0.08)),
    Shortcut("every remainder taken for 0", _no_remainders, (0.17, 0.12, 0.13, 0.13, 0.13, 0.12, 0.1, 0.09, 0.08, 0.07)),
    Shortcut("the answer of the last stage but one", _stage(-2), (0.005,) * 10),
    Shortcut("the answer of the first stage", _stage(0), (0.005,) * 10),
    Shortcut("nothing is added to what goes on", _with(lambda one: replace(one, plus=0)), (0.02,) * 10),
    Shortcut("one more goes into the last stage", _with(lambda one: replace(one, plus=one.plus + 1), -1), (0.005,) * 10),
    Shortcut("whole answers go on instead of remainders", _with(lambda one: replace(one, modulus=0)), (0.005,) * 10),
    Shortcut("the last stage takes the first answer", _with(lambda one: replace(one, stage=0), -1), (0.05,) * 10),
    Shortcut("the last stage alone, with 20 for each answer", _with(_constant(20), -1), (0.04,) * 10),
)

NO_COPIES = "Stages stand in the order of their answers, and a change of any number makes another chain of questions."


def different(problem: Composed, rng: Random) -> Iterator[Composed]:
    """Another number in the last stage, or in the first one."""
    for place in (-1, 0):
        stages = list(problem.stages)
        one: Stage = stages[place]
        for by in (1, -1):
            stages[place] = replace(one, numbers=(*one.numbers[:-1], one.numbers[-1] + by))
            try:
                yield Composed(tuple(stages))
            except ValueError:
                continue
