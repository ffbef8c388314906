"""What is put into a vessel and done to it, in realistic numbers: each step is drawn by the state that the steps before it lead to."""

from random import Random

from synth.verifiers.exact import Fraction
from synth.verifiers.science._given import Given
from synth.verifiers.science.heat.vessel import Constants, Kind, Name, State, Step, Substance, Told, after, cycle, phases

METALS: tuple[tuple[Substance, tuple[int, ...]], ...] = (
    ("copper", (385, 390)),
    ("aluminium", (897, 900)),
    ("iron", (449, 450, 460)),
    ("lead", (129, 130)),
    ("brass", (375, 380)),
)


def constants(rng: Random) -> Constants:
    specific = (rng.choice(values) for values in (("2090", "2100"), ("4180", "4190", "4200"), ("1990", "2000", "2010")))
    latent = (rng.choice(values) for values in (("330", "333", "334"), ("2256", "2260")))
    return Constants(*(Given(one, "J/(kg K)") for one in specific), *(Given(one, "kJ/kg") for one in latent))


def step(kind: Kind, substance: Substance = "", celsius: int = 0, **told: Given) -> Step:
    return Step(kind, substance, celsius, tuple(Told(name, given) for name, given in told.items()))  # type: ignore[arg-type]


def mass(rng: Random, kilograms: float, converted: float = 0.7) -> Given:
    grams = round(kilograms * 1000, -1) if kilograms > 0.2 else round(kilograms * 1000)
    if rng.random() < converted:
        return Given(f"{grams:.0f}", "g")
    return Given(f"{grams / 1000:.3f}".removesuffix("0"), "kg")


def energy(joules: float) -> Given:
    return Given(f"{joules / 1000:.1f}" if joules < 100_000 else f"{joules / 1000:.0f}", "kJ")


def put_in(rng: Random, what: Substance, about: float) -> Step:
    """Ice, water or steam, by the mass that is there."""
    if what == "steam":
        return step("add", what, rng.choice((100, 100, 110, 120, 130, 140)), m=mass(rng, about * rng.uniform(0.03, 0.18)))
    celsius = rng.choice((0, *range(-25, -2))) if what == "ice" else rng.randint(8, 95)
    return step("add", what, celsius, m=mass(rng, about * rng.uniform(0.2, 1.1)))


def metal(rng: Random, about: float) -> Step:
    substance, values = rng.choice(METALS)
    celsius = rng.randint(8, 38) * 10
    return step("metal", substance, celsius, m=mass(rng, about * rng.uniform(0.3, 1.5)), c=Given(str(rng.choice(values)), "J/(kg K)"))


def machine(rng: Random, k: Constants, kind: Kind, state: State) -> Step:
    """Something that brings heat in or takes it out. Raises ValueError where the state does not allow it."""
    now, m = phases(k.si, state), float(state.mass)
    aim = rng.uniform(0.15, 0.7) * m * float(k.si.melting)
    if kind in ("engine", "fridge"):
        if not (now.ice and now.liquid):
            raise ValueError("not at 0 °C")
        part = now.ice if kind == "engine" else now.liquid
        aim = rng.uniform(0.2, 0.7) * float(part) * float(k.si.melting)
        if kind == "engine":
            hot = rng.randint(10, 60) * 10
            return step(kind, "", hot, Q=energy(aim * (273 + hot) / 273))
        room = rng.randint(15, 35)
        return step(kind, "", room, W=energy(aim * room / 273))
    if kind == "draw":
        return step(kind, Q=energy(aim / 2))
    if kind == "heat":
        share = rng.choice(("0.70", "0.75", "0.80", "0.85", "0.90"))
        power = rng.choice((100, 150, 200, 250, 300, 400, 500, 600, 750, 800, 1000, 1200))
        seconds = aim / power / float(share)
        t = Given(f"{seconds / 60:.1f}", "min") if seconds > 100 and rng.random() < 0.6 else Given(f"{seconds:.0f}", "s")
        return step(kind, P=Given(str(power), "W"), t=t, e=Given(share, ""))
    one = of_gas(rng, kind)
    run = cycle(one, one.values)
    count = round(aim / float(run.taken - run.work))
    if not 5 <= count <= 2000:
        raise ValueError("too many cycles")
    return Step(kind, "", 0, (*one.told[:-1], Told("n", Given(str(count), ""))))


def of_gas(rng: Random, kind: Kind) -> Step:
    """A cycle that runs once."""
    low = rng.randint(10, 24) * 10
    high, small = low + rng.randint(4, 40) * 10, Fraction(rng.randint(4, 30), 10)
    large = small + Fraction(rng.randint(4, 40), 10)
    sizes: dict[Name, Given] = {
        "p1": Given(str(low), "kPa"),
        "p2": Given(str(high), "kPa"),
        "V1": Given(f"{float(small):.1f}", "L"),
        "V2": Given(f"{float(large):.1f}", "L"),
        "n": Given("1", ""),
    }
    return Step(kind, "", 0, tuple(Told(name, given) for name, given in sizes.items()))


def taken_away(rng: Random, k: Constants, state: State) -> Step:
    """A phase that is there, rather one of two."""
    now = phases(k.si, state)
    if now.ice and now.liquid:
        return step("remove", rng.choice(("ice", "ice", "water", "half")))
    if now.steam and now.liquid:
        return step("remove", "steam")
    if now.liquid:
        return step("remove", "half")
    raise ValueError("one phase")


def next_state(k: Constants, one: Step, state: State) -> State:
    return after(k.si, one, one.values, state)
