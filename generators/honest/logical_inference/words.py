"""Statements in words for honest/logical_inference: subjects and predicates by theme, drawn so that no two statements of a problem bear
on each other by their meaning (no opposites, no two places for one person)."""

from random import Random
from typing import NamedTuple

from synth.verifiers.honest.logical_inference.claims import VERBS

PEOPLE = tuple(
    "Aylin Bruno Cora Dario Edda Farid Greta Hamid Ilse Jonas Kofi Lena Milo Nora Omar Petra Quinn Rosa Samir Tilda Ugo Vera Wanda Yusuf "
    "Zoe Anya Benno Celia Diego Esme".split()
)


class Theme(NamedTuple):
    """subjects: of which each statement takes one; predicates: any goes with any subject, and none says anything of another."""

    subjects: tuple[str, ...]
    predicates: tuple[str, ...]


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";"))


_COLOURS = ("red", "blue", "green", "grey", "white", "black", "yellow", "brown")
_ORDERS = ("first", "second", "third", "second-largest", "third-oldest", "smallest", "newest", "leftmost")

THEMES: dict[str, Theme] = {
    "people": Theme(
        PEOPLE,
        _split(
            "is patient; is hungry; is left-handed; is insured; is a member of the choir; is in the chess club; is fond of opera; "
            "is allergic to nuts; can swim; can juggle; can drive a tractor; can speak Welsh; can read music; has a bicycle; "
            "has a spare key; "
            "has a fishing licence; has an umbrella; has blue eyes; is over forty; is good at darts"
        ),
    ),
    "machines": Theme(
        _split(
            "pump 1; pump 2; pump 3; the north turbine; the south turbine; the main boiler; the old press; the conveyor; "
            "the cooling tower; "
            "the spare generator; the lathe; the crane; the packing robot; the paint mixer; the drying oven; the air compressor"
        ),
        _split(
            "is running; is insured; is due for an inspection; is painted grey; is under warranty; is connected to the network; is noisy; "
            "has a warning label; has a digital display; has a safety cage; can be leased; can be moved by two people; is rusty; "
            "has a serial number; is leaking oil; is overheated"
        ),
    ),
    "town": Theme(
        _split(
            "the bakery; the museum; the ferry office; the town hall; the library; the harbour bar; the old mill; the cinema; "
            "the post office; "
            "the bike shop; the theatre; the swimming pool; the fire station; the pharmacy; the art school; the flower shop"
        ),
        _split(
            "is open; is heated; is for sale; is on the tourist map; is listed in the guide; is run by volunteers; is owned by the mayor; "
            "has a lift; has a garden; has a new roof; has a cellar; can be rented for parties; can be reached by tram; is made of brick; "
            "is haunted; has a clock tower"
        ),
    ),
    "animals": Theme(
        tuple(f"the {look} {kind}" for look in ("grey", "brown", "spotted", "white") for kind in ("cat", "goat", "parrot", "pony", "dog")),
        _split(
            "is asleep; is thirsty; is vaccinated; is muddy; is friendly; is shy; is older than six; is afraid of thunder; can open doors; "
            "can jump the fence; has a collar; has a sore paw; has a microchip; is fond of carrots; is on a diet; has long whiskers"
        ),
    ),
    "papers": Theme(
        _split(
            "the budget; the lease; the invoice; the travel plan; the annual report; the patent; the will; the guest list; the cargo list; "
            "the floor plan; the diary; the recipe book; the train schedule; the contract; the field survey; the tax form"
        ),
        _split(
            "is signed; is stamped; is translated; is in the safe; is dated; is handwritten; is confidential; is numbered; "
            "is bound in leather; "
            "has a coffee stain; has an appendix; has a table of contents; can be copied; can be borrowed; has a red seal; has a watermark"
        ),
    ),
    "crates": Theme(
        tuple(f"the {order} {colour} crate" for order in _ORDERS for colour in _COLOURS),
        _split(
            "is sealed; is fragile; is damp; is labelled; is insured; is bound for Oslo; has a lock; has a dent; can be stacked; can float"
        ),
    ),
    "switches": Theme(
        tuple(f"{kind} {letter}{digit}" for kind in ("switch", "cell", "node") for letter in "ABCDEFGHKLMPQRST" for digit in range(1, 10)),
        _split("is on; is marked; is blue; is locked; is spare"),
    ),
}

_ONSETS = "b bl br d dr f fl g gl gr k kl l m n p pl pr qu r s sk sl sn sp st t tr v w y z".split()
_NUCLEI = "a e i o u ai ee oo".split()
_CODAS = "l ll lf lk lt m n nd r rl rn sk st".split()  # those that make no word to be ashamed of


def _invented(rng: Random, ending: str) -> str:
    return rng.choice(_ONSETS) + rng.choice(_NUCLEI) + rng.choice(_CODAS) + ending


def statements(rng: Random, count: int, naming: str) -> tuple[str, ...]:
    """So many statements, all different. naming: plain, composite, symbols or invented words."""
    if naming == "composite":
        theme = THEMES["crates"]
    elif naming == "symbols":
        kind = rng.choice(("switch", "cell", "node"))
        theme = Theme(tuple(s for s in THEMES["switches"].subjects if s.startswith(kind)), (rng.choice(THEMES["switches"].predicates),))
        if rng.random() < 0.4:
            theme = theme._replace(predicates=THEMES["switches"].predicates)
    elif naming == "invented":
        names = dict.fromkeys(_invented(rng, rng.choice(("o", "a", "us", "in"))).capitalize() for _ in range(24))
        traits = dict.fromkeys("is " + _invented(rng, rng.choice(("ish", "y", "ent", "ous"))) for _ in range(14))
        theme = Theme(tuple(names), tuple(traits))
    else:
        theme = THEMES[rng.choice(("people", "people", "machines", "town", "animals", "papers"))]
    subjects, predicates = theme.subjects, theme.predicates
    # Few subjects with many predicates each, or many with few: at least as many pairs as are needed, and half as many again.
    most = min(len(subjects), count)
    few = rng.randint(min(most, -(-3 * count // (2 * len(predicates)))), most)
    chosen = rng.sample(subjects, few)
    kept = rng.sample(predicates, min(len(predicates), max(-(-3 * count // (2 * few)), 3)))
    pairs = [f"{subject} {predicate}" for subject in chosen for predicate in kept]
    if len(pairs) < count:
        pairs = [f"{subject} {predicate}" for subject in subjects for predicate in predicates]
    return tuple(rng.sample(pairs, count))


assert all(predicate.split()[0] in VERBS for theme in THEMES.values() for predicate in theme.predicates)
