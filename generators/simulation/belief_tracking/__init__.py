"""Belief tracking: a story drawn event by event, and questions about it that no policy of `cheap.py` answers.

Effort counts what has to be decided: for each question and each event that may concern its thing, whether each person of the chain takes
part as the one before sees it; and each time somebody goes or comes."""

from itertools import pairwise
from random import Random

from synth.generators.simulation.belief_tracking.canonical import canonical
from synth.generators.simulation.belief_tracking.cheap import POLICIES, Policy, misreading
from synth.generators.simulation.belief_tracking.kernel import beaten
from synth.generators.simulation.belief_tracking.knobs import LEVELS, Knobs
from synth.generators.simulation.belief_tracking.wording import prompt_variables
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.parsers.names import CHINESE_NAMES, FIRST_NAMES
from synth.verifiers.simulation import _states
from synth.verifiers.simulation._states import State
from synth.verifiers.simulation.belief_tracking import BeliefTracking, Question, verify, written
from synth.verifiers.simulation.belief_tracking.answers import GOODS, LETTERS
from synth.verifiers.simulation.belief_tracking.story import Event, Goes, Looks, Puts, Says, Seen, Tips, prepared

STARTS, TRIES = 30, 60
NAMES, WORDS = tuple(name for name in FIRST_NAMES if len(name) < 12), tuple(GOODS)


def generate(rng: Random, knobs: Knobs) -> Sample:
    pairs = [(a, b) for a in range(knobs.persons) for b in range(knobs.persons) if a != b]
    for _ in range(STARTS):
        start = tuple(rng.randrange(knobs.boxes) for _ in range(knobs.things))
        deaf = tuple(sorted(rng.sample(pairs, knobs.deaf)))
        drawn = _Story(rng, knobs, start, deaf)
        if drawn.idle:
            continue
        story = drawn.events
        seen = prepared(story, knobs.persons)
        found = _asked(rng, knobs, seen, deaf, start)
        if found is None:
            continue
        asked, right = found
        names, goods = tuple(rng.sample(NAMES, knobs.persons)), tuple(rng.sample(WORDS, knobs.things))
        problem = BeliefTracking(names, goods, knobs.boxes, start, deaf, tuple(story), tuple(asked))
        trace, last = _traced(problem, seen, Policy())
        assert last == right
        return Sample(problem, written(right), effort(problem, seen), _states.written(trace), _rejected(problem, seen, right))
    raise Discard("a rule that decides nothing")


def _order(rng: Random, knobs: Knobs) -> list[str]:
    """The kinds of the events. Looks and the last words come late, for what is put away later makes them forgotten; somebody goes or comes
    before each look."""
    rest = knobs.events - knobs.says - knobs.covered - knobs.looks
    goes = rest - rest // 2
    kinds = (
        ["says"] * max(knobs.says - 1, 0) + ["tips"] * knobs.covered + ["puts"] * (rest // 2) + ["goes"] * max(goes - 1 - knobs.looks, 0)
    )
    rng.shuffle(kinds)
    ending = ["looks"] * knobs.looks + ["says"] * min(knobs.says, 1)
    rng.shuffle(ending)
    if kinds:
        ending.insert(rng.randrange(len(ending) + 1), kinds.pop())
    return ["goes", *kinds, *ending]


class _Story:
    """The events so far, who is in the room, and where each person thinks that each thing is."""

    def __init__(self, rng: Random, knobs: Knobs, start: tuple[int, ...], deaf: tuple[tuple[int, int], ...]) -> None:
        self.rng, self.knobs, self.at, self.deaf = rng, knobs, list(start), deaf
        self.room, self.events = set(range(knobs.persons)), list[Event]()
        self.thought = [list(start) for _ in range(knobs.persons)]
        self.unheard = list(deaf)
        self.idle = knobs.looks > 0
        """Whether no look has changed a mind."""
        kinds = _order(rng, knobs)
        acts = [place for place, kind in enumerate(kinds) if kind != "goes"]
        late = acts[len(acts) // 2 :]
        secret, fooling = (set(rng.sample(late, min(count, len(late)))) for count in (knobs.secrets, knobs.mistakes))
        for place, kind in enumerate(kinds):
            if kind == "looks":
                self.goes(looked=True)
            if kind == "goes":
                self.goes()
            elif kind == "says":
                self.says(place in secret, late=kinds[place + 1 :].count("says") < len(self.unheard))
            else:
                self.acts(kind, place in secret, place in fooling)

    def goes(self, looked: bool = False) -> None:
        rng, everybody = self.rng, range(self.knobs.persons)
        inside, outside = [p for p in everybody if p in self.room], [p for p in everybody if p not in self.room]
        wrong = [person for person in outside if self.thought[person] != self.at]
        coming = bool(outside) and (len(inside) <= 2 or rng.random() < 0.5 or (looked and bool(wrong)))
        free = (wrong or outside) if coming else inside
        who = tuple(sorted(rng.sample(free, 2 if len(free) > 2 and rng.random() < 0.3 else 1)))
        self.room.symmetric_difference_update(who)
        self.events.append(Goes(who))

    def says(self, spied: bool, late: bool) -> None:
        rng, everybody = self.rng, range(self.knobs.persons)
        public = len(self.room) > 1 and rng.random() < 0.5
        speaker = rng.choice(sorted(self.room) if public else everybody)
        to = -1 if public else rng.choice([p for p in everybody if p != speaker])
        hearer = -1
        if late and self.unheard:
            hearer, speaker = self.unheard.pop()
            to = -1 if public and {hearer, speaker} <= self.room else hearer
        public = to < 0
        hearers = self.room if public else {speaker, to}
        free = [p for p in everybody if p not in hearers]
        spy = rng.choice(free) if spied and free else -1
        thing = rng.randrange(self.knobs.things)
        known = self.thought[hearer if hearer in hearers else next(p for p in sorted(hearers) if p != speaker)][thing]
        box = (known + rng.randrange(1, self.knobs.boxes)) % self.knobs.boxes
        for person in hearers | {spy}:
            if person not in (-1, speaker) and (person, speaker) not in self.deaf:
                self.thought[person][thing] = box
        self.events.append(Says(speaker, to, thing, box, spy))

    def acts(self, kind: str, spied: bool, fooling: bool) -> None:
        rng, knobs, at = self.rng, self.knobs, self.at
        inside, outside = sorted(self.room), [p for p in range(knobs.persons) if p not in self.room]
        who, spy = rng.choice(inside), rng.choice(outside) if spied and outside else -1
        others = [p for p in outside if p != spy]
        fooled, supposed = (rng.choice(inside), rng.choice(others)) if fooling and others else (-1, -1)
        seen_by = [self.thought[person] for person in (*inside, *([spy] if spy >= 0 else []))]
        if kind == "puts":
            thing = rng.randrange(knobs.things)
            at[thing] = (at[thing] + rng.randrange(1, knobs.boxes)) % knobs.boxes
            for thought in seen_by:
                thought[thing] = at[thing]
            self.events.append(Puts(who, thing, at[thing], spy, fooled, supposed))
        elif kind == "looks":
            who = next((person for person in inside if self.thought[person] != at), who)
            self.idle &= self.thought[who] == at
            self.thought[who] = list(at)
            self.events.append(Looks(who, spy, fooled, supposed))
        else:
            box = rng.choice(at) if rng.random() < 0.7 else rng.randrange(knobs.boxes)
            into, swap = (box + rng.randrange(1, knobs.boxes)) % knobs.boxes, rng.random() < 0.5
            for places_ in (at, *seen_by):
                places_[:] = [into if place == box else box if swap and place == into else place for place in places_]
            self.events.append(Tips(who, box, into, swap, spy, fooled, supposed))


def _unbeaten(knobs: Knobs, seen: list[Seen], deaf: tuple[tuple[int, int], ...]) -> int:
    """The policies that misread something that is there, as bits in their order."""
    there = misreading(seen, deaf, knobs.depth)
    return sum(1 << place for place, name in enumerate(POLICIES) if name in there)


Hint = tuple[tuple[int, ...], list[int], tuple[int, ...]]
"""How a chain begins, who may stand in its middle, and how it ends."""


def _hints(seen: list[Seen], deaf: tuple[tuple[int, int], ...], persons: int) -> list[Hint]:
    """The chains for which the rarer rules decide something."""
    found = list[Hint]()
    for event in seen:
        among = [person for person in range(persons) if event.among >> person & 1]
        if event.spy >= 0:
            found.append(((event.spy,), among, ()))
        if event.fooled >= 0:
            found.append(((event.fooled, event.supposed), among, ()))
        if event.kind == "looks":
            found += [((), among, (event.who,))] * 2
        elif event.kind == "says":
            heard = [pair for pair in deaf if pair[1] == event.who and pair[0] in among]
            found += [((), among, pair[:length]) for pair in heard for length in (1, 2)]
            found.append(((), among, ()))
    return found


def _chain(rng: Random, knobs: Knobs, hints: list[Hint], everybody: list[int]) -> tuple[int, ...] | None:
    random = rng.random
    length = knobs.least + int(random() * (knobs.depth - knobs.least + 1))
    head, pool, tail = hints[int(random() * len(hints))] if hints and random() < 0.6 else ((), everybody, ())
    middle = length - len(head) - len(tail)
    if middle < 0:
        return None
    chain = (*head, *(pool[int(random() * len(pool))] for _ in range(middle)), *tail)
    return None if any(one == other for one, other in pairwise(chain)) else chain


def _asked(
    rng: Random, knobs: Knobs, seen: list[Seen], deaf: tuple[tuple[int, int], ...], start: tuple[int, ...]
) -> tuple[list[Question], list[int]] | None:
    """Questions that each policy gets wrong at least once, with the answers; None where there are none."""
    hints, everybody = _hints(seen, deaf, knobs.persons), list(range(knobs.persons))
    questions = dict[tuple[tuple[int, ...], int], None]()
    for _ in range(TRIES):
        chain = _chain(rng, knobs, hints, everybody)
        if chain is not None:
            questions[chain, int(rng.random() * knobs.things)] = None
    free = list(zip(questions, beaten(seen, deaf, list(questions), start), strict=True))
    unbeaten = _unbeaten(knobs, seen, deaf)
    chosen = list[tuple[tuple[tuple[int, ...], int], int]]()
    calm = False  # whether there is a question with fewer changes than wanted
    while free and len(chosen) < knobs.asks:
        # The one that most of the policies left get wrong, of those the first.
        best = max(free, key=lambda one: (one[1][2] & unbeaten).bit_count())
        free.remove(best)
        question, (box, changes, wrong) = best
        unbeaten &= ~wrong
        chosen.append((question, box))
        if changes < knobs.changes and not calm:
            calm = True
            free = [one for one in free if one[1][1] >= knobs.changes]
    if unbeaten or len(chosen) < knobs.asks or len({box for _, box in chosen}) == 1:
        return None
    rng.shuffle(chosen)
    return [Question(*question) for question, _ in chosen], [box for _, box in chosen]


def effort(problem: BeliefTracking, seen: list[Seen]) -> float:
    """What has to be decided."""
    goes = sum(event.kind == "goes" for event in seen)
    return float(
        goes + sum(len(q.chain) * sum(event.kind != "goes" and event.thing in (-1, q.thing) for event in seen) for q in problem.asked)
    )


def _traced(problem: BeliefTracking, seen: list[Seen], policy: Policy) -> tuple[list[State], list[int]]:
    """The states that a policy writes down, and its answer."""
    deaf, columns = frozenset(problem.deaf), []
    for question in problem.asked:
        columns.append(list[int]())
        policy.box(seen, deaf, question.chain, question.thing, problem.start[question.thing], columns[-1])
    rows = list(zip(*columns, strict=True))
    states = [State(tuple((f"q{k}", LETTERS[box]) for k, box in enumerate(row, 1)), str(number)) for number, row in enumerate(rows, 1)]
    return states, list(rows[-1])


def _rejected(problem: BeliefTracking, seen: list[Seen], right: list[int]) -> str:
    """The story as seen by who leaves out the first person of each chain."""
    states, answer = _traced(problem, seen, POLICIES["where the last person thinks it is"])
    assert answer != right
    return _states.answered(states, written(answer))


def corrupt(problem: BeliefTracking, answer: str, rng: Random) -> str:
    """Another box for one question."""
    letters = [LETTERS.index(letter) for letter in answer if letter in LETTERS]
    place = rng.randrange(len(letters))
    letters[place] = (letters[place] + rng.randrange(1, problem.boxes)) % problem.boxes
    return written(letters)


TASK = Task(
    __name__,
    version=3,
    problem=BeliefTracking,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(5_000, 50_000) + (200_000,) * 8,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
    prompt_only=("names", "goods"),
    words={"zh": CHINESE_NAMES | GOODS},
)
