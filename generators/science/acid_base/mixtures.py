"""The first mixture of a problem, by kind: its portions and the systems that they are of."""

from random import Random

from synth.generators.science.acid_base.drawing import (
    MANY,
    MOLAR,
    SIMPLE,
    STRONGEST,
    concentration,
    form,
    forms,
    moles,
    reaches,
    simple,
    solid,
    solution,
    strong,
    volume,
)
from synth.verifiers.exact import Fraction
from synth.verifiers.science.acid_base import Ask, Portion
from synth.verifiers.science.acid_base.substances import FORMS, STRONG, SYSTEMS, SystemName


def fitting_solid(rng: Random, amount: float, systems: tuple[SystemName, ...]) -> Portion:
    """A salt of one of the systems, or solid NaOH."""
    names = [name for name in MOLAR if FORMS[name][0] in systems] or ["NaOH"]
    return solid(rng.choice(names), amount * rng.uniform(0.3, 1.2))


def acidic(portions: tuple[Portion, ...]) -> bool:
    """Whether a strong base would find more protons there than a strong acid would find places."""
    found = [reaches(one) for one in portions]
    return sum(gives for gives, _ in found) >= sum(takes for _, takes in found)


def titrant(rng: Random, amount: float, substance: str, least: float = 0.004) -> Portion:
    """A strong solution with about that many moles of protons or hydroxide ions."""
    millilitres = rng.uniform(4, 60)
    molar = amount * 1000 / millilitres / abs(STRONG[substance])
    if not least < molar < 0.5:
        raise ValueError("a solution that nobody keeps")
    return solution(substance, f"{millilitres:.1f}", f"{molar:.3f}" if molar >= 0.0995 else f"{molar:.4f}")


def _strong(rng: Random, ask: Ask) -> tuple[tuple[Portion, ...], tuple[SystemName, ...]]:
    return (solution(strong(rng, rng.choice((-1, 1))), volume(rng), concentration(rng, *rng.choice(((0.0006, 0.01), (0.01, 0.09))))),), ()


def _strong_mixed(rng: Random, ask: Ask) -> tuple[tuple[Portion, ...], tuple[SystemName, ...]]:
    one, other = (solution(strong(rng, sign), volume(rng), concentration(rng, 0.01, 0.25)) for sign in (-1, 1))
    return (one, other) if rng.random() < 0.5 else (other, one), ()


def _weak(rng: Random, ask: Ask) -> tuple[tuple[Portion, ...], tuple[SystemName, ...]]:
    name = rng.choice(SIMPLE)
    return (solution(form(name, rng.choice(forms(name))), volume(rng), concentration(rng, 0.05, 0.6)),), (name,)


def _buffer(rng: Random, ask: Ask) -> tuple[tuple[Portion, ...], tuple[SystemName, ...]]:
    name = simple(rng, ask)
    order = rng.sample(forms(name), 2)
    if ask == "mass for pH" and form(name, order[1]) not in MOLAR:
        order.reverse()
    first = solution(form(name, order[0]), volume(rng), concentration(rng, 0.05, 0.5))
    if ask == "mass for pH" or (form(name, order[1]) in MOLAR and rng.random() < 0.3):
        return (first, solid(form(name, order[1]), moles(first) * rng.uniform(0.3, 2.5))), (name,)
    return (first, solution(form(name, order[1]), volume(rng), concentration(rng, 0.05, 0.5))), (name,)


def _titration(rng: Random, ask: Ask) -> tuple[tuple[Portion, ...], tuple[SystemName, ...]]:
    name = simple(rng, ask)
    f = rng.choice(forms(name))
    first = solution(form(name, f), volume(rng), concentration(rng, 0.05, 0.3))
    substance = strong(rng, 1 if f == 0 else -1)
    if ask == "mass for pH":
        if f:
            raise ValueError("no solid strong acid")
        return (first, solid("NaOH", moles(first) * rng.uniform(0.2, 0.85))), (name,)
    if ask == "pH" and rng.random() < 0.35:  # at the point of equivalence
        times = rng.choice((1, 1, 2)) * abs(STRONG[substance])
        half = Fraction(first.amount.number) * Fraction(first.strength.number) / abs(STRONG[substance])
        molar = Fraction(first.strength.number) * rng.choice((1, 1, 2, Fraction(1, 2)))
        millilitres = half / molar
        if millilitres * 10 % 1 or (molar * 10**4) % 1 or times < 1:
            raise ValueError("more figures than a burette has")
        return (first, solution(substance, f"{float(millilitres):.1f}", f"{float(molar):.4f}".rstrip("0"))), (name,)
    share = rng.choice((rng.uniform(0.1, 0.9), rng.uniform(0.1, 0.9), rng.uniform(1.1, 1.6))) if ask == "pH" else rng.uniform(0.15, 0.85)
    return (first, titrant(rng, moles(first) * share, substance)), (name,)


def _dilute(rng: Random, ask: Ask) -> tuple[tuple[Portion, ...], tuple[SystemName, ...]]:
    """Weak acids that are half gone in water."""
    name = rng.choice((*STRONGEST, "H2SO4"))
    if name == "H2SO4":
        first = solution(rng.choice(("H2SO4", "NaHSO4")), volume(rng), concentration(rng, 0.01, 0.1))
        share = rng.uniform(0.2, 0.8) * (2 if first.substance == "H2SO4" else 1)
        return (first, titrant(rng, moles(first) * share, strong(rng, 1))), (name,)
    f = rng.choice(forms(name)) if rng.random() < 0.3 else int(SYSTEMS[name].base)
    first = solution(form(name, f), volume(rng), concentration(rng, 0.001, 0.02))
    sign = 1 if f == 0 else -1
    share = rng.uniform(0.08, 0.6)
    return (first, titrant(rng, moles(first) * share, strong(rng, sign), 0.0005)), (name,)


def _many(rng: Random, ask: Ask) -> tuple[tuple[Portion, ...], tuple[SystemName, ...]]:
    """A weak acid of several protons, and two of its forms or a strong acid or base."""
    name = rng.choice([s for s in MANY if ask != "mass for pH" or set(SYSTEMS[s].forms) & set(MOLAR)])
    f = rng.choice(forms(name))
    first = solution(form(name, f), volume(rng), concentration(rng, 0.02, 0.15))
    amount = moles(first)
    if ask == "mass for pH":
        others = [g for g in forms(name) if g != f and form(name, g) in MOLAR]
        if not others:
            raise ValueError("no solid")
        return (first, solid(form(name, rng.choice(others)), amount * rng.uniform(0.3, 2.5))), (name,)
    down, up = SYSTEMS[name].steps - f, f
    sign = 1 if down and (not up or rng.random() < 0.5) else -1
    if rng.random() < 0.4:
        second = solution(form(name, rng.choice([g for g in forms(name) if g != f])), volume(rng), concentration(rng, 0.02, 0.15))
        return (first, second, titrant(rng, amount * rng.uniform(0.2, 0.9), strong(rng, rng.choice((-1, 1)), False))), (name,)
    return (first, titrant(rng, amount * rng.uniform(0.15, (down if sign > 0 else up) - 0.1), strong(rng, sign))), (name,)


def _two(rng: Random, ask: Ask) -> tuple[tuple[Portion, ...], tuple[SystemName, ...]]:
    """Two systems of weak acids, and often a strong acid or base."""
    names = (simple(rng, ask), rng.choice(MANY))
    if rng.random() < 0.25 and ask != "pKa for pH":
        names = tuple(rng.sample(SIMPLE, 2))  # type: ignore[assignment]
    portions = [solution(form(name, rng.choice(forms(name))), volume(rng), concentration(rng, 0.02, 0.15)) for name in names]
    rng.shuffle(portions)
    if ask == "mass for pH":
        return (*portions, fitting_solid(rng, moles(portions[0]), names)), names
    sign = 1 if acidic(tuple(portions)) else -1
    return (*portions, titrant(rng, sum(map(moles, portions)) * rng.uniform(0.1, 0.7), strong(rng, sign, False))), names


PORTIONS = {
    "strong": _strong,
    "strong mixed": _strong_mixed,
    "weak": _weak,
    "buffer": _buffer,
    "titration": _titration,
    "dilute": _dilute,
    "many protons": _many,
    "two acids": _two,
}
