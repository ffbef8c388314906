"""Linear facts in English: names of quantities by theme, and for each fact all the sentences that can tell it.

What sentences there are depends on coefficients and constant alone, so both members of a pair get the same choice."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from synth.verifiers.honest.linear_algebra import Fact, LinearAlgebra, Theme

FIRST_NAMES = (
    "Aisha Anton Beatriz Boris Carmen Chidi Clara Dmitri Diego Elena Emeka Erik Fatima Felix Freya Gabriel Greta Hana "
    "Hassan Hugo Imani Ines "
    "Ivan Jamal Jonas Julia Kai Keiko Klara Lars Leila Liam Lucia Magnus Marta Mei Miguel Mina Nadia Nils Noor Olga Omar Oscar Paula Pavel "
    "Priya Quentin Rafael Ravi Rosa Samir Sara Sofia Stefan Tariq Tessa Thandi Umar Vera Viktor Wanda Wei Xenia Yara Yusuf Zofia Zuri"
).split()
COLOURS = "red blue green yellow white black grey brown purple orange silver golden pink violet".split()
DISHES = (
    "tomato soup;onion soup;lentil soup;tea;coffee;lemonade;apple juice;cocoa;omelette;pancake;waffle;apple cake;cheesecake;plum tart;"
    "rice pudding;ice cream;fruit salad;green salad;potato salad;bean stew;lamb stew;fish pie;mushroom pie;vegetable curry;noodle bowl;"
    "fried rice;dumpling plate;grilled trout;baked potato;cheese toast;garlic bread;corn bread;pretzel;burrito;pizza;lasagne;gnocchi;"
    "risotto;paella;goulash;schnitzel;moussaka;falafel;hummus;spring roll;samosa;kebab;meatball plate;bagel;croissant;muffin;brownie;"
    "sorbet;yoghurt;porridge;fritter;quiche;ratatouille;tofu steak;ramen;sandwich;cider;milkshake;crumble"
).split(";")
BEASTS = (
    "Otter Falcon Badger Heron Lynx Marten Beaver Raven Bison Cobra Dolphin Eagle Ferret Gecko Hare Ibis Jackal Kestrel Lemur Moose Newt "
    "Ocelot Panda Quail Robin Salmon Tapir Urchin Viper Walrus Yak Zebra Condor Dingo Egret Finch Gibbon Hornet Iguana Jaguar Koala Lark "
    "Magpie Narwhal Osprey Puffin Stork Toucan Vulture Wombat Adder Bear Crane Duck Elk Fox Goose Hawk"
).split()
TRAILS = (
    "Cedar Birch Maple Willow Alder Hazel Juniper Rowan Aspen Linden Poplar Spruce Larch Acorn Amber Anchor Beacon "
    "Canyon Chapel Cliff Copper "
    "Coral Dune Ember Fern Flint Forest Glacier Granite Harbour Heather Island Ivy Jasper Lagoon Lantern Meadow Mill "
    "Mirror Moss Opal Orchard "
    "Pebble Pine Prairie Quarry Reed Ridge River Saddle Shepherd Slate Summit Temple Thistle Valley Vineyard Waterfall"
).split()
COUNTS = tuple(str(number) for number in range(1, 13))


class Speech(NamedTuple):
    """How a theme speaks. plain, adjectives, nouns: names, alone or composed; article: `the ` or nothing; measure: what is measured of x;
    one, many: the unit; alone: a value; pair: a sum of two; more, less, same: x against y; intro: the scene."""

    plain: Sequence[str]
    adjectives: Sequence[str]
    nouns: Sequence[str]
    article: str
    measure: tuple[str, ...]
    one: str
    many: str
    alone: tuple[str, ...]
    pair: tuple[str, ...]
    more: tuple[str, ...]
    less: tuple[str, ...]
    same: tuple[str, ...]
    intro: str


def _crossed(first: Sequence[str], second: Sequence[str]) -> list[str]:
    return [f"{a} {b}" for a in first for b in second]


SPEECH: dict[Theme, Speech] = {
    "prices": Speech(
        DISHES, "large small regular classic homemade deluxe festive".split(), [d for d in DISHES if len(d) < 15], "the ",
        ("the price of {x}", "the cost of {x}"), "coin", "coins",
        ("{x} costs {n}", "for {x} you pay {n}", "{x} is sold for {n}", "whoever orders {x} pays {n}"),
        ("{x} and {y} together cost {n}", "whoever orders {x} and {y} pays {n}", "a bill for {x} and {y} comes to {n}"),
        ("{x} costs {n} more than {y}", "{x} is {n} dearer than {y}"), ("{y} costs {n} less than {x}", "{y} is {n} cheaper than {x}"),
        ("{x} costs exactly as much as {y}", "{x} and {y} have the same price"),
        "On the menu of a small restaurant each item has one fixed price.",
    ),
    "ages": Speech(
        FIRST_NAMES, "Cousin Doctor Captain Professor Baker Judge Farmer Neighbour".split(), FIRST_NAMES, "",
        ("the age of {x}", "{x}'s age"), "year", "years",
        ("{x} is {n} old", "{x} has reached the age of {n}", "{x} has lived for {n}", "{x} was born {n} ago"),
        ("{x} and {y} are {n} old between them", "the ages of {x} and {y} add up to {n}", "{x} and {y} have a combined age of {n}"),
        ("{x} is {n} older than {y}", "{x} was born {n} before {y}"), ("{y} is {n} younger than {x}", "{y} was born {n} after {x}"),
        ("{x} is exactly as old as {y}", "{x} and {y} are of the same age"), "At a village fair people compare their ages of today.",
    ),
    "trails": Speech(
        _crossed(TRAILS, ["Trail"]), "Upper Lower Northern Southern Outer Inner".split(), _crossed(TRAILS, ["Path"]), "the ",
        ("the length of {x}",),
        "kilometre", "kilometres",
        ("{x} is {n} long", "{x} measures {n}", "whoever walks {x} covers {n}", "{x} stretches over {n}"),
        ("{x} and {y} together are {n} long", "whoever walks {x} and then {y} covers {n}", "{x} and {y} add up to {n}"),
        ("{x} is {n} longer than {y}", "{x} is longer than {y} by {n}"), ("{y} is {n} shorter than {x}",
        "{y} is shorter than {x} by {n}"),
        ("{x} is exactly as long as {y}", "{x} and {y} are of the same length"), "A hiking map lists trails of different lengths.",
    ),
    "weights": Speech(
        _crossed(COLOURS, "crate box barrel sack parcel chest".split()), "heavy-duty second-largest smallest dented sealed".split(),
        _crossed(COLOURS, "crate box trunk".split()), "the ", ("the weight of {x}",), "kilogram", "kilograms",
        ("{x} weighs {n}", "on the scale {x} shows {n}", "{x} is {n} in weight", "a porter who lifts {x} lifts {n}"),
        ("{x} and {y} together weigh {n}", "with {x} and {y} on it the scale shows {n}", "{x} and {y} make a load of {n}"),
        ("{x} is {n} heavier than {y}", "{x} weighs {n} more than {y}"), ("{y} is {n} lighter than {x}", "{y} weighs {n} less than {x}"),
        ("{x} weighs exactly as much as {y}", "{x} and {y} balance on the scale"), "In a warehouse all goods have been weighed.",
    ),
    "machines": Speech(
        _crossed("Press Lathe Drill Cutter Welder Mill Robot".split(), COUNTS), "Old New Spare Main".split(),
        _crossed("Press Lathe Drill Cutter".split(), COUNTS), "", ("the output of {x}", "{x}'s output"),
        "part per hour", "parts per hour",
        ("{x} makes {n}", "{x} turns out {n}", "{x} runs at {n}", "{x} delivers {n}"),
        ("{x} and {y} together make {n}", "running side by side {x} and {y} turn out {n}", "{x} and {y} have a joint output of {n}"),
        ("{x} makes {n} more than {y}", "{x} is faster than {y} by {n}"), ("{y} makes {n} less than {x}",
        "{y} is slower than {x} by {n}"),
        ("{x} makes exactly as much as {y}", "{x} and {y} have the same output"), "In a factory every machine works at a steady rate.",
    ),
    "tanks": Speech(
        _crossed("north south east west upper lower inner outer old new".split(), "tank basin cistern vat barrel reservoir".split()),
        "covered steel round square wooden".split(), _crossed("north south east west upper lower".split(), "tank basin vat".split()),
        "the ",
        ("the content of {x}", "the amount of water in {x}"), "litre", "litres",
        ("{x} holds {n}", "{x} has {n} of water in it", "{x} contains {n}", "a pump that empties {x} moves {n}"),
        ("{x} and {y} together hold {n}", "emptying {x} and {y} gives {n}", "{x} and {y} contain {n} in all"),
        ("{x} holds {n} more than {y}", "{x} contains {n} more than {y}"), ("{y} holds {n} less than {x}",
        "{y} contains {n} less than {x}"),
        ("{x} holds exactly as much as {y}", "{x} and {y} contain the same amount"),
        "A waterworks has measured how much water is in each of its containers.",
    ),
    "ropes": Speech(
        _crossed(COLOURS, "rope ribbon cable cord chain hose".split()), "thick thin woven waxed braided".split(),
        _crossed(COLOURS, "rope ribbon cable".split()), "the ", ("the length of {x}",), "metre", "metres",
        ("{x} is {n} long", "{x} measures {n}", "laid out straight {x} reaches {n}", "{x} has a length of {n}"),
        ("{x} and {y} laid end to end measure {n}", "{x} and {y} together are {n} long", "laid in one line {x} and {y} reach {n}"),
        ("{x} is {n} longer than {y}", "{x} is longer than {y} by {n}"), ("{y} is {n} shorter than {x}", "{y} is shorter than {x} by {n}"),
        ("{x} is exactly as long as {y}", "{x} and {y} have the same length"), "A sailmaker has measured everything on the shelf.",
    ),
    "scores": Speech(
        _crossed(["Team"], BEASTS), "Young Junior Senior Royal".split(), _crossed(["Team"], BEASTS), "", ("the score of {x}",
        "{x}'s score"), "point", "points",
        ("{x} has {n}", "{x} scored {n}", "{x} finished with {n}", "the table shows {n} for {x}"),
        ("{x} and {y} together have {n}", "between them {x} and {y} scored {n}", "{x} and {y} share a total of {n}"),
        ("{x} has {n} more than {y}", "{x} is {n} ahead of {y}"), ("{y} has {n} fewer than {x}", "{y} is {n} behind {x}"),
        ("{x} has exactly as many points as {y}", "{x} and {y} have the same score"),
        "At the end of a tournament the teams look at the table.",
    ),
    "symbols": Speech(
        [], [], [], "", ("{x}",), "", "",
        ("{n} is the value of {x}", "{x} has the value {n}"),
        ("{x} + {y} = {n}", "{n} = {x} + {y}"),
        ("{x} - {y} = {n}", "{x} = {y} + {n}"), ("{y} = {x} - {n}",),
        ("{x} = {y}", "{x} and {y} are equal"), "Some unknown numbers are denoted by symbols.",
    ),
}  # fmt: skip
MULTIPLES = {2: "twice ", 3: "three times ", 4: "four times ", 5: "five times "}


def named(rng: Random, count: int, theme: str, naming: str) -> tuple[Theme, tuple[str, ...]]:
    """A theme and so many names."""
    if naming == "symbols" or theme == "symbols":
        chosen: Theme = "symbols"
    else:
        chosen = theme if theme in SPEECH else rng.choice([t for t in SPEECH if t != "symbols" or naming == "any"])
    if chosen == "symbols":
        letters = rng.choice(("x", "y", "xyz", "pqr", "uvw", "PQ", "K", "ABC"))
        pool = [f"{letter}_{number}" for letter in letters for number in range(1, 2 + 60 // len(letters))]
        start = count // len(letters) + 6
        return chosen, tuple(rng.sample([name for name in pool if int(name.split("_")[1]) <= start], count))
    speech = SPEECH[chosen]
    composite = naming == "composite" or (naming == "any" and rng.random() < 0.35)
    pool = list(speech.plain)
    if composite or len(pool) < count:
        # Names that share their words, so that one has to look twice.
        nouns = rng.sample(list(speech.nouns), min(len(speech.nouns), 2 + count // 3))
        pool = [name for name in _crossed(speech.adjectives, nouns) if len(name) <= 28]
    return chosen, tuple(rng.sample(pool, count))


def told(problem: LinearAlgebra) -> dict[str, object]:
    """The template's variables: for each fact its possible sentences."""
    speech = SPEECH[problem.theme]
    names = [speech.article + name for name in problem.names]
    # The same for both members, which have the same constants.
    measure = speech.measure[sum(constant for _, constant in problem.facts) % len(speech.measure)]
    measures = [measure.format(x=name) for name in names]
    return {
        "facts": [_sentences(fact, speech, names, measures) for fact in problem.facts],
        "asked": speech.measure[0].format(x=names[problem.query]),
        "intro": speech.intro,
        "unit": speech.many,
        "total": len(names),
    }


def _start(text: str) -> str:
    """With a capital, unless a symbol stands first."""
    return text if text[1:2] == "_" else text[0].upper() + text[1:]


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def _sentences(fact: Fact, speech: Speech, names: list[str], measures: list[str]) -> list[str]:
    terms, constant = fact
    n = f"{constant} {speech.one if constant == 1 else speech.many}".strip()
    # Single quantities first: "twice A and B" could be read as twice the sum.
    pos = sorted(((c, q) for c, q in terms if c > 0), key=lambda term: term[0])
    neg = sorted(((-c, q) for c, q in terms if c < 0), key=lambda term: term[0])
    many = [_times(c, measures[q]) for c, q in pos]
    less = [_times(c, measures[q]) for c, q in neg]
    plain = all(abs(c) == 1 for c, _ in terms)
    if len(pos) == 1 and not neg:
        found = [f"{many[0]} is {n}", f"{n} is {many[0]}", f"{many[0]} equals {n}", f"{many[0]} comes to {n}", f"{many[0]} amounts to {n}"]
        found += [f"{many[0]} is exactly {n}", f"we know that {many[0]} is {n}", f"it is certain that {many[0]} is {n}"]
        found += (
            [s.format(x=names[pos[0][1]], n=n) for s in speech.alone]
            if plain
            else [f"if you take {many[0]}, you get {n}", f"{n} is what {many[0]} comes to"]
        )
    elif not neg:
        found = [
            f"{_joined(many)} add up to {n}",
            f"the sum of {_joined(many)} is {n}",
            f"{' plus '.join(many)} is {n}",
            f"{n} is the total of {_joined(many)}",
        ]
        found += [f"{_joined(many)} together make {n}", f"adding {_joined(many)} gives {n}", f"taken together, {_joined(many)} come to {n}"]
        found += [f"{' plus '.join(many)} equals {n}", f"the total of {_joined(many)} is {n}", f"{n} is what {_joined(many)} make together"]
        found += [s.format(x=names[pos[0][1]], y=names[pos[1][1]], n=n) for s in speech.pair] if plain and len(pos) == 2 else []
    else:
        a, b = " plus ".join(many), " plus ".join(less)
        if constant:
            found = [f"{a} is {n} more than {b}", f"{b} is {n} less than {a}", f"{a} equals {b} plus {n}", f"{a} exceeds {b} by {n}"]
            found += [
                f"{b} falls {n} short of {a}",
                f"adding {n} to {b} gives {a}",
                f"{b} plus {n} is {a}",
                f"to get {a} from {b}, add {n}",
            ]
            found += [f"{n} is the amount by which {a} exceeds {b}", f"{a} is greater than {b}, namely by {n}"]
        else:
            found = [f"{a} is the same as {b}", f"{b} is the same as {a}", f"{a} equals {b}", f"{b} equals {a}", f"{a} is exactly {b}"]
            found += [
                f"{a} comes to as much as {b}",
                f"{b} comes to as much as {a}",
                f"{b} is exactly {a}",
                f"between {a} and {b} there is no difference",
            ]
            found += [f"{a} is neither more nor less than {b}"]
        if plain and len(terms) == 2:
            forms = (*speech.more, *speech.less) if constant else speech.same
            found += [s.format(x=names[pos[0][1]], y=names[neg[0][1]], n=n) for s in forms]
    return [_start(sentence) for sentence in found]


def _times(count: int, measure: str) -> str:
    return measure if count == 1 else MULTIPLES.get(count, f"{count} times ") + measure
