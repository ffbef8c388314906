"""The words of `honest/linear_algebra`: what is measured, what the quantities are called and how one speaks of them, by theme."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from synth.verifiers.honest.linear_algebra import Theme as ThemeName

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


class Theme(NamedTuple):
    """The words of one theme. In sentences, x and y are names of quantities and n is a number with its unit."""

    plain: Sequence[str]
    """Names: `tomato soup`."""
    adjectives: Sequence[str]
    nouns: Sequence[str]
    """Names composed with an adjective: `large` + `cake`."""
    article: str
    """Before each name: `the ` or nothing."""
    measure: tuple[str, ...]
    """What is measured: `the price of {x}`."""
    one: str
    """The unit: `coin`."""
    many: str
    """Its plural: `coins`."""
    alone: tuple[str, ...]
    """A value: `{x} costs {n}`."""
    pair: tuple[str, ...]
    """A sum of two: `{x} and {y} together cost {n}`."""
    more: tuple[str, ...]
    """A difference: `{x} costs {n} more than {y}`."""
    less: tuple[str, ...]
    """The same from the other side: `{y} is {n} cheaper than {x}`."""
    same: tuple[str, ...]
    """Equality: `{x} costs exactly as much as {y}`."""
    intro: str
    """The scene: `On the menu of a small restaurant each item has one fixed price.`"""


def _crossed(first: Sequence[str], second: Sequence[str]) -> list[str]:
    return [f"{a} {b}" for a in first for b in second]


THEMES: dict[ThemeName, Theme] = {
    "prices": Theme(
        DISHES, "large small regular classic homemade deluxe festive".split(), [d for d in DISHES if len(d) < 15], "the ",
        ("the price of {x}", "the cost of {x}"), "coin", "coins",
        ("{x} costs {n}", "for {x} you pay {n}", "{x} is sold for {n}", "whoever orders {x} pays {n}"),
        ("{x} and {y} together cost {n}", "whoever orders {x} and {y} pays {n}", "a bill for {x} and {y} comes to {n}"),
        ("{x} costs {n} more than {y}", "{x} is {n} dearer than {y}"), ("{y} costs {n} less than {x}", "{y} is {n} cheaper than {x}"),
        ("{x} costs exactly as much as {y}", "{x} and {y} have the same price"),
        "On the menu of a small restaurant each item has one fixed price.",
    ),
    "ages": Theme(
        FIRST_NAMES, "Cousin Doctor Captain Professor Baker Judge Farmer Neighbour".split(), FIRST_NAMES, "",
        ("the age of {x}", "{x}'s age"), "year", "years",
        ("{x} is {n} old", "{x} has reached the age of {n}", "{x} has lived for {n}", "{x} was born {n} ago"),
        ("{x} and {y} are {n} old between them", "the ages of {x} and {y} add up to {n}", "{x} and {y} have a combined age of {n}"),
        ("{x} is {n} older than {y}", "{x} was born {n} before {y}"), ("{y} is {n} younger than {x}", "{y} was born {n} after {x}"),
        ("{x} is exactly as old as {y}", "{x} and {y} are of the same age"), "At a village fair people compare their ages of today.",
    ),
    "trails": Theme(
        _crossed(TRAILS, ["Trail"]), "Upper Lower Northern Southern Outer Inner".split(), _crossed(TRAILS, ["Path"]), "the ",
        ("the length of {x}",),
        "kilometre", "kilometres",
        ("{x} is {n} long", "{x} measures {n}", "whoever walks {x} covers {n}", "{x} stretches over {n}"),
        ("{x} and {y} together are {n} long", "whoever walks {x} and then {y} covers {n}", "{x} and {y} add up to {n}"),
        ("{x} is {n} longer than {y}", "{x} is longer than {y} by {n}"), ("{y} is {n} shorter than {x}",
        "{y} is shorter than {x} by {n}"),
        ("{x} is exactly as long as {y}", "{x} and {y} are of the same length"), "A hiking map lists trails of different lengths.",
    ),
    "weights": Theme(
        _crossed(COLOURS, "crate box barrel sack parcel chest".split()), "heavy-duty second-largest smallest dented sealed".split(),
        _crossed(COLOURS, "crate box trunk".split()), "the ", ("the weight of {x}",), "kilogram", "kilograms",
        ("{x} weighs {n}", "on the scale {x} shows {n}", "{x} is {n} in weight", "a porter who lifts {x} lifts {n}"),
        ("{x} and {y} together weigh {n}", "with {x} and {y} on it the scale shows {n}", "{x} and {y} make a load of {n}"),
        ("{x} is {n} heavier than {y}", "{x} weighs {n} more than {y}"), ("{y} is {n} lighter than {x}", "{y} weighs {n} less than {x}"),
        ("{x} weighs exactly as much as {y}", "{x} and {y} balance on the scale"), "In a warehouse all goods have been weighed.",
    ),
    "machines": Theme(
        _crossed("Press Lathe Drill Cutter Welder Mill Robot".split(), COUNTS), "Old New Spare Main".split(),
        _crossed("Press Lathe Drill Cutter".split(), COUNTS), "", ("the output of {x}", "{x}'s output"),
        "part per hour", "parts per hour",
        ("{x} makes {n}", "{x} turns out {n}", "{x} runs at {n}", "{x} delivers {n}"),
        ("{x} and {y} together make {n}", "running side by side {x} and {y} turn out {n}", "{x} and {y} have a joint output of {n}"),
        ("{x} makes {n} more than {y}", "{x} is faster than {y} by {n}"), ("{y} makes {n} less than {x}",
        "{y} is slower than {x} by {n}"),
        ("{x} makes exactly as much as {y}", "{x} and {y} have the same output"), "In a factory every machine works at a steady rate.",
    ),
    "tanks": Theme(
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
    "ropes": Theme(
        _crossed(COLOURS, "rope ribbon cable cord chain hose".split()), "thick thin woven waxed braided".split(),
        _crossed(COLOURS, "rope ribbon cable".split()), "the ", ("the length of {x}",), "metre", "metres",
        ("{x} is {n} long", "{x} measures {n}", "laid out straight {x} reaches {n}", "{x} has a length of {n}"),
        ("{x} and {y} laid end to end measure {n}", "{x} and {y} together are {n} long", "laid in one line {x} and {y} reach {n}"),
        ("{x} is {n} longer than {y}", "{x} is longer than {y} by {n}"), ("{y} is {n} shorter than {x}", "{y} is shorter than {x} by {n}"),
        ("{x} is exactly as long as {y}", "{x} and {y} have the same length"), "A sailmaker has measured everything on the shelf.",
    ),
    "scores": Theme(
        _crossed(["Team"], BEASTS), "Young Junior Senior Royal".split(), _crossed(["Team"], BEASTS), "", ("the score of {x}",
        "{x}'s score"), "point", "points",
        ("{x} has {n}", "{x} scored {n}", "{x} finished with {n}", "the table shows {n} for {x}"),
        ("{x} and {y} together have {n}", "between them {x} and {y} scored {n}", "{x} and {y} share a total of {n}"),
        ("{x} has {n} more than {y}", "{x} is {n} ahead of {y}"), ("{y} has {n} fewer than {x}", "{y} is {n} behind {x}"),
        ("{x} has exactly as many points as {y}", "{x} and {y} have the same score"),
        "At the end of a tournament the teams look at the table.",
    ),
    "symbols": Theme(
        [], [], [], "", ("{x}",), "", "",
        ("{n} is the value of {x}", "{x} has the value {n}"),
        ("{x} + {y} = {n}", "{n} = {x} + {y}"),
        ("{x} - {y} = {n}", "{x} = {y} + {n}"), ("{y} = {x} - {n}",),
        ("{x} = {y}", "{x} and {y} are equal"), "Some unknown numbers are denoted by symbols.",
    ),
}  # fmt: skip


def draw_names(rng: Random, count: int, theme: str, naming: str) -> tuple[ThemeName, tuple[str, ...]]:
    """A theme and so many names."""
    if naming == "symbols" or theme == "symbols":
        chosen: ThemeName = "symbols"
    else:
        chosen = theme if theme in THEMES else rng.choice([t for t in THEMES if t != "symbols" or naming == "any"])
    if chosen == "symbols":
        letters = rng.choice(("x", "y", "xyz", "pqr", "uvw", "PQ", "K", "ABC"))
        pool = [f"{letter}_{number}" for letter in letters for number in range(1, 2 + 60 // len(letters))]
        start = count // len(letters) + 6
        return chosen, tuple(rng.sample([name for name in pool if int(name.split("_")[1]) <= start], count))
    words = THEMES[chosen]
    composite = naming == "composite" or (naming == "any" and rng.random() < 0.35)
    pool = list(words.plain)
    if composite or len(pool) < count:
        # Names that share their words, so that one has to look twice.
        nouns = rng.sample(list(words.nouns), min(len(words.nouns), 2 + count // 3))
        pool = [name for name in _crossed(words.adjectives, nouns) if len(name) <= 28]
    return chosen, tuple(rng.sample(pool, count))
