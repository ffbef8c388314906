"""Everyday knowledge: whether a plain English sentence is true. What can be worked out is (letters, numbers, months), the rest is a small encyclopaedia."""

import calendar
import re
from collections.abc import Callable
from string import ascii_uppercase

from reading import Unread

LANDS = """Austria Italy Poland Sweden Belgium Ireland Switzerland Hungary: Europe; Japan Vietnam India Mongolia Thailand Nepal Pakistan Cambodia: Asia;
Kenya Nigeria Ghana Algeria Ethiopia Tanzania Morocco Zambia: Africa; Peru Brazil Chile Bolivia Ecuador Uruguay Argentina Paraguay: South America;
Canada Mexico Cuba Jamaica: North America"""
CAPITALS = """Paris France; Rome Italy; Madrid Spain; Lisbon Portugal; Berlin Germany; Vienna Austria; Athens Greece; Dublin Ireland; Oslo Norway; Stockholm Sweden;
Copenhagen Denmark; Helsinki Finland; Warsaw Poland; Budapest Hungary; Prague the Czech Republic; Sofia Bulgaria; Bucharest Romania; Brussels Belgium; Tokyo Japan;
Beijing China; Bangkok Thailand; Hanoi Vietnam; Ottawa Canada; Canberra Australia; Wellington New Zealand; Lima Peru; Bogota Colombia; Havana Cuba;
Buenos-Aires Argentina; Brasilia Brazil; Montevideo Uruguay; Nairobi Kenya; Accra Ghana; Tunis Tunisia; Rabat Morocco; Reykjavik Iceland; Baghdad Iraq;
Kathmandu Nepal; London the United Kingdom"""
RIVERS = """Nile Congo Zambezi Niger: Africa; Danube Rhine Loire Vistula: Europe; Ganges Mekong Yangtze Indus: Asia; Amazon Orinoco: South America;
Mississippi Missouri Yukon: North America"""
LEGS = "spider scorpion tarantula: eight; ant bee beetle grasshopper wasp: six; dog horse cow sheep goat: four; chicken eagle penguin ostrich duck: two"
ANIMALS = """whale dolphin bat elephant kangaroo horse camel rabbit: a mammal; eagle penguin ostrich owl sparrow parrot: a bird; salmon shark trout tuna herring: a fish;
ant bee butterfly mosquito beetle wasp grasshopper: an insect; cobra crocodile tortoise lizard gecko: a reptile; frog toad newt salamander: an amphibian"""
YOUNG = """cat a kitten; dog a puppy; cow a calf; horse a foal; sheep a lamb; pig a piglet; duck a duckling; goose a gosling; swan a cygnet; kangaroo a joey;
eagle an eaglet; owl an owlet; frog a tadpole; spider a spiderling"""
COUNTS = """seconds in a minute 60; minutes in an hour 60; days in a week 7; months in a year 12; years in a decade 10; years in a century 100; years in a millennium 1000;
centimetres in a metre 100; millimetres in a centimetre 10; metres in a kilometre 1000; grams in a kilogram 1000; millilitres in a litre 1000;
degrees in a right angle 90; degrees in a full turn 360; things in a dozen 12; years in two decades 20; letters in the English alphabet 26; inches in a foot 12;
feet in a yard 3; minutes in half an hour 30; days in a fortnight 14; months in half a year 6; years in half a century 50; things in a pair 2;
seconds in two minutes 120; minutes in a quarter of an hour 15"""
SIDES = "triangle three; square four; rectangle four; rhombus four; pentagon five; hexagon six; heptagon seven; octagon eight; nonagon nine; decagon ten"
SOLIDS = {  # faces, edges, corners
    "cube": "six twelve eight", "tetrahedron": "four six four", "octahedron": "eight twelve six", "dodecahedron": "twelve thirty twenty", "icosahedron": "twenty thirty twelve",
    "pyramid with a square base": "five eight five", "prism with a triangular base": "five nine six",
}  # fmt: skip
ELEMENTS = """hydrogen H 1; helium He 2; lithium Li 3; beryllium Be 4; boron B 5; carbon C 6; nitrogen N 7; oxygen O 8; fluorine F 9; neon Ne 10; sodium Na 11; magnesium Mg 12;
aluminium Al 13; silicon Si 14; phosphorus P 15; sulfur S 16; chlorine Cl 17; argon Ar 18; potassium K 19; calcium Ca 20; iron Fe 26; nickel Ni 28; copper Cu 29;
zinc Zn 30; silver Ag 47; tin Sn 50; iodine I 53; platinum Pt 78; gold Au 79; mercury Hg 80; lead Pb 82; uranium U 92"""
STATES = """iron, gold, copper, table salt, silver: solid; water, mercury, olive oil, ethanol, vinegar: liquid;
oxygen, nitrogen, helium, hydrogen, neon: a gas"""
OPPOSITES = """hot cold; up down; day night; full empty; wet dry; open closed; rich poor; true false; inside outside; arrive depart; always never; love hate; buy sell;
push pull; loud quiet; tall short"""
PLURALS = """mouse mice; child children; foot feet; tooth teeth; goose geese; man men; woman women; ox oxen; leaf leaves; wolf wolves; knife knives; baby babies;
city cities; box boxes; potato potatoes; shelf shelves"""
PASTS = """go went; eat ate; see saw; run ran; swim swam; write wrote; take took; give gave; think thought; buy bought; bring brought; teach taught; fly flew; drink drank;
begin began; come came; know knew; sing sang; speak spoke; choose chose"""
MADE = """cheese milk; yoghurt milk; butter milk; wine grapes; popcorn maize; glass sand; leather animal skin; sauerkraut cabbage; ketchup tomatoes;
guacamole avocados; hummus chickpeas"""
METERS = """thermometer temperature; barometer air pressure; clock time; ruler length; speedometer the speed of a vehicle; anemometer the speed of wind;
hygrometer humidity; voltmeter voltage; stopwatch time"""
MUSIC = """violin cello guitar harp viola lute: string; trumpet trombone tuba bugle: brass; drum xylophone tambourine kettledrum: percussion;
flute clarinet oboe bassoon piccolo: woodwind"""
CROPS = "Apples, Pears, Cherries, Oranges, Plums, Lemons, Walnuts: on trees; Carrots, Potatoes, Peanuts, Parsnips, Sweet potatoes: under the ground"
DAYS, MONTHS = list(calendar.day_name), list(calendar.month_name)[1:]
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
NUMBERS = "zero one two three four five six seven eight nine ten".split()
PLANETS = "Mercury Venus Earth Mars Jupiter Saturn Uranus Neptune".split()
ROMAN = {"M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1}
FALLING = {  # words between two things, and the things from the one that has most of it down
    "usually weighs more than": "fully grown blue whale, fully grown elephant, fully grown horse, fully grown sheep, fully grown cat, fully grown mouse, fully grown ant",
    "lasts longer than": "millennium, century, decade, year, month, week, day, hour, minute, second", "is longer than": "kilometre, metre, foot, inch, centimetre, millimetre",
    "is heavier than": "tonne, kilogram, gram, milligram", "has a larger diameter than": "Sun, Jupiter, Saturn, Earth, Mars, Moon",
    "is larger than": "Pacific Ocean, Atlantic Ocean, Indian Ocean, Arctic Ocean", "is higher than": "Mount Everest, Kilimanjaro, Mont Blanc, Ben Nevis",
    "is a greater number than": "billion, million, thousand, hundred, dozen, ten, seven", "has more sides than": "octagon, hexagon, pentagon, square, triangle",
    "melts at a higher temperature than": "iron, silver, lead, butter, ice",
}  # fmt: skip


def kinds(text: str) -> dict[str, str]:
    """`a b: kind; ...`, or with commas between things of several words."""
    groups = (group.split(": ") for group in text.replace("\n", " ").split("; "))
    return {thing: kind for things, kind in groups for thing in (things.split(", ") if "," in things else things.split())}


def twins(text: str) -> dict[str, str]:
    """`one its other half; ...`"""
    return {one.replace("-", " "): other for one, other in (pair.split(" ", 1) for pair in text.replace("\n", " ").split("; "))}


def bare(thing: str) -> str:
    return re.sub(r"^(?:an?|the|regular) ", "", re.sub(r"^(?:An?|The) ", "", thing)).removeprefix("regular ")


def looked_up(book: dict[str, str]) -> Callable[[str, str], bool]:
    return lambda one, other: book[one] == other


def stands(order: list[str], step: int) -> Callable[[str, str], bool]:
    """Whether the first is so many places behind the second, round and round."""
    return lambda one, other: (order.index(one) - order.index(other) - step) % len(order) == 0


def solid(which: int) -> Callable[[str, str], bool]:
    return lambda one, other: SOLIDS[bare(one)].split()[which] == other


def roman(number: int) -> str:
    text = ""
    for sign, worth in ROMAN.items():
        text, number = text + sign * (number // worth), number % worth
    return text


def prime(number: int) -> bool:
    return number > 1 and all(number % each for each in range(2, number))


SYMBOLS = {element: symbol for element, symbol, _ in map(str.split, ELEMENTS.replace("\n", " ").split("; "))}
ATOMIC = {element: number for element, _, number in map(str.split, ELEMENTS.replace("\n", " ").split("; "))}
COUNTED = dict(one.rsplit(" ", 1) for one in COUNTS.replace("\n", " ").split("; "))
SENTENCES: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    (r"(.+) is the capital of (.+)", looked_up(twins(CAPITALS))),
    (r"(.+) is a country in (.+)", looked_up(kinds(LANDS))),
    (r"The river (.+) flows in (.+)", looked_up(kinds(RIVERS))),
    (r"An? (.+) normally has (\w+) legs", looked_up(kinds(LEGS))),
    (r"An? (.+) is (an? (?:mammal|bird|fish|insect|reptile|amphibian))", looked_up(kinds(ANIMALS))),
    (r"A young (.+) is called (.+)", looked_up(twins(YOUNG))),
    (r"(.+) is the day directly after (.+)", stands(DAYS, 1)),
    (r"(.+) is the day directly before (.+)", stands(DAYS, -1)),
    (r"(.+) is the (.+) month of the year", lambda x, y: MONTHS.index(x) == ORDINALS.index(y)),
    (r"(.+) is the month directly after (.+)", stands(MONTHS, 1)),
    (r"(.+) has exactly (\d+) days", lambda x, y: calendar.monthrange(2001, MONTHS.index(x) + 1)[1] == int(y)),
    (r"There are exactly (?P<y>\d+) (?P<x>.+)", looked_up(COUNTED)),
    (r"An? (.+) has exactly (\w+) sides", looked_up(twins(SIDES))),
    (r"(.+) has exactly (\w+) faces", solid(0)),
    (r"(.+) has exactly (\w+) edges", solid(1)),
    (r"(.+) has exactly (\w+) corners", solid(2)),
    (r"(?P<y>.+) is the chemical symbol of (?P<x>.+)", looked_up(SYMBOLS)),
    (r"The atomic number of (.+) is (.+)", looked_up(ATOMIC)),
    (r"At 20 degrees Celsius and normal pressure (.+) is (solid|liquid|a gas)", looked_up(kinds(STATES))),
    (r"Counted from the Sun outwards, (.+) is the (.+) planet", lambda x, y: PLANETS.index(x) == ORDINALS.index(y)),
    (r"The word (.+) means the opposite of (.+)", looked_up(twins(OPPOSITES))),
    (r"The plural of (.+) is (.+)", looked_up(twins(PLURALS))),
    (r"The past tense of (.+) is (.+)", looked_up(twins(PASTS))),
    (r"The main raw material of (.+) is (.+)", looked_up(twins(MADE))),
    (r"An? (.+) measures (.+)", looked_up(twins(METERS))),
    (r"The (.+) is a (.+) instrument", looked_up(kinds(MUSIC))),
    (r"(.+) grow (on trees|under the ground)", looked_up(kinds(CROPS))),
    (r"The letter ([A-Z]) is number (\d+) in the English alphabet", lambda x, y: ascii_uppercase.index(x) + 1 == int(y)),
    (r"In the English alphabet the letter ([A-Z]) comes directly after the letter ([A-Z])", lambda x, y: ord(x) - ord(y) == 1),
    (r"In the English alphabet the letter ([A-Z]) stands earlier than the letter ([A-Z])", lambda x, y: x < y),
    (r"The word (\w+) is exactly (\w+) letters long", lambda x, y: len(x) == NUMBERS.index(y)),
    (r"The word (\w+) ends with the letter ([A-Z])", lambda x, y: x[-1].upper() == y),
    (r"In an English dictionary the word (\w+) stands before the word (\w+)", lambda x, y: x < y),
    (r"The Roman numeral ([IVXLCDM]+) stands for (\d+)", lambda x, y: roman(int(y)) == x),
    (r"The square of (\d+) is (\d+)", lambda x, y: int(x) ** 2 == int(y)),
    (r"(\d+) is an (even|odd) number", lambda x, y: int(x) % 2 == (y == "odd")),
    (r"(\d+) is (a|not a) prime number", lambda x, y: prime(int(x)) == (y == "a")),
)  # fmt: skip


def true(sentence: str) -> bool:
    """Raises Unread where the encyclopaedia has nothing on it."""
    for between, things in FALLING.items():
        if f" {between} " in sentence:
            names = things.split(", ")
            one, other = (bare(thing) for thing in sentence.split(f" {between} "))
            if one in names and other in names:
                return names.index(one) < names.index(other)
            if (one.capitalize() not in names and one.lower() not in names) or other not in names:
                raise Unread(sentence)
            return names.index(one.lower()) < names.index(other)
    for pattern, holds in SENTENCES:
        if found := re.fullmatch(pattern, sentence):
            one, other = (found["x"], found["y"]) if found.groupdict() else found.groups()
            try:
                return holds(one, other)
            except (KeyError, ValueError):
                raise Unread(sentence) from None
    raise Unread(sentence)
