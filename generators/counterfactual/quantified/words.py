"""The words of the stories: scenes, what people are and do there, what they did to one another, and what their teams are called."""

from typing import NamedTuple


class Phrase(NamedTuple):
    """A verb phrase: singular, its denial, plural, its denial; and as nouns ("baker", "bakers"), where there are any."""

    sg: str
    sg_not: str
    pl: str
    pl_not: str
    noun: str = ""
    nouns: str = ""


class Theme(NamedTuple):
    """scene: where they are; head, heads: what all of them are; verbs: past tense and base form of what one did to another."""

    scene: str
    head: str
    heads: str
    properties: tuple[Phrase, ...]
    verbs: dict[str, str]
    teams: tuple[str, ...]


def _phrase(text: str) -> Phrase:
    """ "a baker/bakers" is a noun, "plays chess/play chess" a verb, "left-handed" an adjective."""
    first, _, second = text.partition("/")
    if not second:
        return Phrase(f"is {first}", f"is not {first}", f"are {first}", f"are not {first}")
    article, _, noun = first.partition(" ")
    if article in ("a", "an"):
        return Phrase(f"is {first}", f"is not {first}", f"are {second}", f"are not {second}", noun, second)
    return Phrase(first, f"does not {second}", second, f"do not {second}")


def _theme(scene: str, heads: str, properties: str, verbs: str, teams: str) -> Theme:
    head, plural = heads.split("/")
    past = dict(verb.split("/") for verb in verbs.split(", "))
    return Theme(scene, head, plural, tuple(map(_phrase, properties.split(", "))), past, tuple(teams.split(", ")))


THEMES = {
    "inn": _theme(
        "staying at a mountain inn", "guest/guests",
        "a doctor/doctors, a climber/climbers, a painter/painters, left-handed, from abroad, vegetarian, plays chess/play chess, "
        "snores at night/snore at night, sleeps upstairs/sleep upstairs, owns a dog/own a dog, speaks Greek/speak Greek",
        "greeted/greet, photographed/photograph, thanked/thank", "ski party, card club, hiking group, choir",
    ),
    "harbour": _theme(
        "working at a small harbour", "sailor/sailors",
        "a cook/cooks, a diver/divers, a welder/welders, bearded, tall, superstitious, owns a boat/own a boat, "
        "works at night/work at night, plays the flute/play the flute, speaks Danish/speak Danish, fears storms/fear storms",
        "rescued/rescue, praised/praise, recommended/recommend", "night crew, dock gang, lifeboat team, repair crew",
    ),
    "school": _theme(
        "in the same class at school", "pupil/pupils",
        "a swimmer/swimmers, a goalkeeper/goalkeepers, a poet/poets, shy, short-sighted, punctual, plays the piano/play the piano, "
        "takes the bus/take the bus, likes algebra/like algebra, collects stamps/collect stamps, sings in the choir/sing in the choir",
        "nominated/nominate, invited/invite, praised/praise", "red team, debating club, science club, chess squad",
    ),
    "theatre": _theme(
        "rehearsing at a village theatre", "performer/performers",
        "a dancer/dancers, a singer/singers, a juggler/jugglers, nervous, red-haired, ambitious, plays a villain/play a villain, "
        "wears a mask/wear a mask, knows the script/know the script, appears in the finale/appear in the finale, owns a wig/own a wig",
        "applauded/applaud, recommended/recommend, photographed/photograph", "first cast, stage crew, sewing circle, chorus line",
    ),
    "market": _theme(
        "selling at the weekly market", "trader/traders",
        "a baker/bakers, a farmer/farmers, a beekeeper/beekeepers, insured, local, cheerful, sells cheese/sell cheese, "
        "rents a van/rent a van, arrives before dawn/arrive before dawn, accepts cards/accept cards, keeps goats/keep goats",
        "paid/pay, recommended/recommend, helped/help", "east group, river row, tent group, winter crew",
    ),
    "lab": _theme(
        "employed at a research station", "scientist/scientists",
        "a chemist/chemists, a biologist/biologists, a coder/coders, married, colour-blind, bilingual, drinks tea/drink tea, "
        "works on weekends/work on weekends, studies moss/study moss, keeps a diary/keep a diary, drives a truck/drive a truck",
        "cited/cite, trained/train, consulted/consult", "ice team, drone group, kitchen rota, field party",
    ),
    "museum": _theme(
        "on the staff of a city museum", "guide/guides",
        "a historian/historians, a sculptor/sculptors, a collector/collectors, retired, patient, colour-blind, speaks Latin/speak Latin, "
        "carries a key/carry a key, works on Mondays/work on Mondays, restores clocks/restore clocks, writes poems/write poems",
        "trained/train, mentioned/mention, thanked/thank", "night watch, tour group, cellar team, award jury",
    ),
    "garden": _theme(
        "sharing a community garden", "gardener/gardeners",
        "a teacher/teachers, a nurse/nurses, a plumber/plumbers, tidy, talkative, elderly, grows roses/grow roses, "
        "owns a shed/own a shed, keeps bees/keep bees, waters at dawn/water at dawn, saves seeds/save seeds",
        "helped/help, visited/visit, invited/invite", "compost team, pond crew, seed circle, fence group",
    ),
    "space": _theme(
        "living aboard an orbital station", "crew member/crew members",
        "a pilot/pilots, a botanist/botanists, a medic/medics, homesick, near-sighted, sleepless, speaks Japanese/speak Japanese, "
        "repairs robots/repair robots, grows lettuce/grow lettuce, exercises at noon/exercise at noon, plays cards/play cards",
        "trained/train, interviewed/interview, thanked/thank", "dock team, solar team, lunar party, module group",
    ),
    "festival": _theme(
        "performing at a summer music festival", "musician/musicians",
        "a drummer/drummers, a violinist/violinists, a composer/composers, famous, self-taught, barefoot, reads music/read music, "
        "travels by train/travel by train, wears a hat/wear a hat, signs posters/sign posters, plays the harp/play the harp",
        "invited/invite, applauded/applaud, interviewed/interview", "jazz band, house orchestra, brass section, evening line-up",
    ),
}  # fmt: skip

NAMES = tuple(
    "Adele Amir Anna Bruno Carla Cedric Chiara Dario Diana Edgar Ella Emil Esther Farid Flora Gita Gustav Hanna Henrik Ida Igor Irena "
    "Jakob Jana Karim Katja Lena Leo Lionel Livia Luca Malik Maria Milan Mira Nina Noah Nora Oskar Petra Philip Ramona Rashid Rita "
    "Robin Ruth Saida Simon Sonja Tamar Theo Tobias Ulla Valentin Victor Willa Yasmin Yuri Zara Zoltan".split()
)


def phrase(theme: Theme, sg: str) -> Phrase:
    """The property of a theme by its singular form."""
    return next(p for p in theme.properties if p.sg == sg)
