"""What the laws cannot say of honest/linear_algebra: pairs, proofs of both members, sentences, traces, shortcuts.

Over 300 lines, one file: pairs are drawn once for all of it."""

import json
import re
import time
from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import combinations
from random import Random

import networkx
import numpy as np
import pytest
from drawing import SEED, oracle, stream

from synth.generators import registry
from synth.generators.honest.linear_algebra.english import prompt_variables
from synth.generators.honest.linear_algebra.words import THEMES
from synth.generators.prompts import render
from synth.pipelines.run.produce import digest
from synth.pipelines.run.randomness import randoms
from synth.schemas.verdict import Proven, TraceVerdict
from synth.verifiers.honest.linear_algebra import LinearAlgebra, proven, verify, verify_trace
from synth.verifiers.honest.linear_algebra.equations import MAX_DEPTH, read_claim
from synth.verifiers.parsers.steps import MAX_STEPS

TASK = registry.load("honest/linear_algebra")
CHECKED = (1, 5, 10)


@cache
def pairs(level, count):
    """(answerable, unanswerable) samples, straight from the generator."""
    made = []
    for number in range(count):
        sample = TASK.generate(randoms(stream(TASK.name, level).source, number)[0], TASK.levels[level - 1])
        assert len(sample.other_members) == 1
        made.append(sorted((sample, sample.other_members[0]), key=lambda member: member.answer == "Unknown"))
    return made


@pytest.mark.parametrize("level", CHECKED)
def test_both_members_are_proved(level, scale):
    """By rank and by z3; the worlds of the provenance satisfy every fact, are positive, and disagree on the query alone or more."""
    judge = oracle(TASK.name)
    for answerable, unanswerable in pairs(level, 8 * scale):
        assert judge.settled(json.loads(answerable.problem.to_json())) == Fraction(answerable.answer)
        assert judge.settled(json.loads(unanswerable.problem.to_json())) == "unknown"
        worlds = json.loads(unanswerable.provenance)["worlds"]
        values = [[Fraction(world[name]) for name in unanswerable.problem.names] for world in worlds]
        for world in values:
            assert min(world) > 0
            for terms, constant in unanswerable.problem.facts:
                assert sum(c * world[q] for c, q in terms) == constant
        assert values[0][unanswerable.problem.query] != values[1][unanswerable.problem.query]
        assert level == 10 or all(value.denominator == 1 for world in values for value in world)
        assert values[0][answerable.problem.query] == Fraction(answerable.answer)


def together(problem):
    """Quantities and facts that hang together, largest first, and the facts of one quantity among them; the query's part first of all."""
    graph = networkx.Graph()
    for number, (terms, _) in enumerate(problem.facts):
        graph.add_edges_from((q, ("fact", number)) for _, q in terms)
    parts = [
        (problem.query in part, len(part), sum(graph.degree(n) == 1 and type(n) is tuple for n in part))
        for part in networkx.connected_components(graph)
    ]
    return sorted(parts, reverse=True)


def features(problem):
    """Counts that solve nothing, all of them the same for both members."""
    mentions = Counter(q for terms, _ in problem.facts for _, q in terms)
    constants = [constant for _, constant in problem.facts]
    asked = [number for number, (terms, _) in enumerate(problem.facts) if problem.query in {q for _, q in terms}]
    beside = sorted(mentions[q] for number in asked for _, q in problem.facts[number][0])
    return {
        "facts": len(problem.facts),
        "quantities": len(problem.names),
        "histogram of mentions": sorted(mentions.values()),
        "mentions of the query": mentions[problem.query],
        "where the query is mentioned": asked,
        "mentions beside the query": beside,
        "constants in order": constants,
        "kinds of facts in order": [sorted(c for c, _ in terms) for terms, _ in problem.facts],
        "mentions in facts of one quantity": sorted(mentions[terms[0][1]] for terms, _ in problem.facts if len(terms) == 1),
    }


@pytest.mark.parametrize("level", CHECKED)
def test_members_differ_in_one_place(level, scale):
    kinds = Counter()
    for answerable, unanswerable in pairs(level, 60 * scale):
        one, other = answerable.problem, unanswerable.problem
        facts = [number for number, (a, b) in enumerate(zip(one.facts, other.facts, strict=True), 1) if a != b]
        proof = json.loads(unanswerable.provenance)
        assert facts == proof["changed"] and len(facts) in (1, 2)
        kinds[proof["kind"], len(facts)] += 1
        assert (one.names, one.theme, one.query) == (other.names, other.theme, other.query)
        assert TASK.split_key(one) == TASK.split_key(other) and digest(TASK, one) != digest(TASK, other)
        for name, value in features(one).items():
            if name != "mentions beside the query":  # a stand-in may be the query's neighbour already
                assert value == features(other)[name], name
        # Facts of two quantities at most, as in level 1, are solved by seeing what hangs together; from then on it tells nothing.
        assert level == 1 or together(one) == together(other)
        texts = [render(TASK, problem, Random(9)) for problem in (one, other)]
        words = [re.findall(r"\w+", text) for text in texts]
        assert abs(len(words[0]) - len(words[1])) <= 8
        assert sum(a != b for a, b in zip(texts[0].split("\n"), texts[1].split("\n"), strict=True)) <= 2
        lost = Counter(words[0]) - Counter(words[1])
        assert set(lost) <= {word for name in one.names for word in re.findall(r"\w+", name)} | {"s"}
    assert len(kinds) == 6 or (level == 1 and len(kinds) >= 4), kinds


def completion(sample, lines=None):
    return "\n".join(lines or sample.trace.split("\n")) + f"\n\n<answer>\n{sample.answer}\n</answer>"


def corrupted(line, lines, number, rng):
    """A step that is wrong for certain: another number, an unknown or later citation, one citation too few."""
    label, claim, cited = re.fullmatch(r"(S\d+): (.*) (\[.*\])", line).groups()
    citations = cited[1:-1].split(", ")
    way = rng.randrange(4)
    if way == 0:
        left, right = claim.rsplit(" = ", 1)
        return f"{label}: {left} = {Fraction(right) + rng.choice((-2, -1, 1, 2))} {cited}", "step"
    if way == 1 and number + 1 < len(lines) and lines[number + 1].startswith("S"):
        return f"{label}: {claim} [{', '.join([*citations[:-1], f'S{number + 2}'])}]", "cites"
    if way == 2 and len(citations) > 1:
        citations.remove(rng.choice(citations))
        return f"{label}: {claim} [{', '.join(citations)}]", "step"
    if way == 3:
        return f"{label}: {claim} [{', '.join([*citations[:-1], 'F57'])}]", "cites"
    return f"{label}: {claim} and so on {cited}", "format"


@pytest.mark.parametrize("level", CHECKED)
def test_a_wrong_step_is_found_at_that_step(level, scale):
    rng, found, reasons = Random(level), 0, Counter()
    for pair in pairs(level, (60 if level == 1 else 30) * scale):
        for sample in pair:
            opening, *lines = sample.trace.split("\n")
            assert opening.startswith("Looking for ")
            steps = [number for number, line in enumerate(lines) if line.startswith("S")]
            if not steps:
                continue
            number = rng.choice(steps)
            wrong, reason = corrupted(lines[number], lines, number, rng)
            verdict = verify_trace(sample.problem, completion(sample, [*lines[:number], wrong, *lines[number + 1 :]]))
            assert (verdict.accepted, verdict.step, verdict.sound, verdict.reason) == (False, number + 1, number, reason), (wrong, verdict)
            assert verdict.steps == len(steps)
            found += 1
            reasons[reason] += 1
    assert found >= 45 * scale and len(reasons) == 3


def reordered(lines, rng):
    """Steps in another order that keeps citations backward, with new labels; other lines stay where they are."""
    waiting = [line for line in lines if line.startswith("S")]
    labels = {line.split(":")[0]: f"S{label}" for line, label in zip(waiting, rng.sample(range(1, 400), len(waiting)), strict=True)}
    placed, order = set(), []
    while waiting:
        ready = [line for line in waiting if placed.issuperset(re.findall(r"S\d+", re.search(r"\[.*\]$", line)[0]))]
        line = rng.choice(ready[:-1] if len(ready) > 1 and ready[-1] == lines[-1] else ready)
        waiting.remove(line)
        placed.add(line.split(":")[0])
        claim, cited = re.fullmatch(r"S\d+: (.*) (\[.*\])", line).groups()
        order.append(f"{labels[line.split(':')[0]]}: {claim} " + re.sub(r"S\d+", lambda match: labels[match[0]], cited))
    return order + [line for line in lines if not line.startswith("S")]


@pytest.mark.parametrize("level", CHECKED)
def test_sound_steps_are_accepted_in_any_sound_order(level, scale):
    rng, moved = Random(level), 0
    for pair in pairs(level, 25 * scale):
        for sample in pair:
            lines = sample.trace.split("\n")[1:]
            if sample.answer != "Unknown":  # its last step has to stay the last
                assert lines[-1].startswith("S")
            shuffled = reordered(lines, rng)
            verdict = verify_trace(sample.problem, completion(sample, shuffled))
            assert verdict, (verdict, shuffled)
            assert verdict.sound == verdict.steps
            moved += [line.partition(": ")[2] for line in shuffled] != [line.partition(": ")[2] for line in lines]
    assert moved > 10 or level == 1


def test_rejected_derivations_break_where_the_members_differ(scale):
    """The contrast is a derivation that is right in the other member: accepted with its facts, refused with its own at a step that cites a
    changed fact or rests on one that does; what stands before is sound."""
    for answerable, unanswerable in pairs(5, 30 * scale):
        assert verify_trace(answerable.problem, unanswerable.rejected)
        verdict = verify_trace(unanswerable.problem, unanswerable.rejected)
        steps = unanswerable.rejected.split("\n\n")[0].split("\n")[1:]
        assert (verdict.reason, verdict.sound, verdict.steps) == ("step", verdict.step - 1, len(steps))
        changed = {f"F{number}" for number in json.loads(unanswerable.provenance)["changed"]}
        assert changed & {cited for line in steps[: verdict.step] for cited in re.findall(r"F\d+", line)}


def test_worlds_are_judged():
    answerable, unanswerable = pairs(1, 1)[0]
    good = completion(unanswerable)
    assert verify_trace(unanswerable.problem, good)
    first, second = (line for line in unanswerable.trace.split("\n") if line.startswith("World"))
    same = good.replace(second, first.replace("World A", "World B"))
    assert verify_trace(unanswerable.problem, same).reason == "agree"
    assert verify_trace(unanswerable.problem, good.replace(second, second.rsplit(",", 1)[0])).reason == "world"
    assert verify_trace(unanswerable.problem, good.replace(second, re.sub(r"= (\d+)", r"= 9\1", second))).reason == "world"
    assert verify_trace(unanswerable.problem, good.replace(second, "")).reason == "missing"
    assert verify_trace(answerable.problem, f"<answer>{answerable.answer}</answer>").reason == "missing"
    steps = answerable.trace.split("\n")[1:]
    cut = verify_trace(answerable.problem, completion(answerable, steps[:-1]))
    assert (cut.reason, cut.step, cut.sound) == ("last", len(steps) - 1, len(steps) - 2)


@pytest.mark.parametrize("level", CHECKED)
def test_every_number_in_the_arithmetic_of_a_step_is_judged(level):
    """Each line shows how it follows; whichever of its numbers is another one, the step is refused."""
    rng, shown = Random(level), 0
    for pair in pairs(level, 20):
        for sample in pair:
            lines = sample.trace.split("\n") if not re.search(r"\d", "".join(sample.problem.names)) else []  # numbers, not names
            for number, line in enumerate(lines):
                claim, _, cited = line.partition(" [")
                places = [match for match in re.finditer(r"\d+", claim) if match.start() > claim.find(":") and claim.count(" = ") > 1]
                if not line.startswith("S") or not places:
                    continue
                digits = rng.choice(places)
                wrong = f"{claim[: digits.start()]}{int(digits[0]) + 1}{claim[digits.end() :]} [{cited}"
                verdict = verify_trace(sample.problem, completion(sample, [*lines[:number], wrong, *lines[number + 1 :]]))
                assert (verdict.accepted, verdict.reason) == (False, "step"), wrong
                shown += 1
    assert shown > 20


@pytest.mark.parametrize("level", CHECKED)
def test_solutions_begin_alike_and_open_ones_say_what_stays_free(level):
    for answerable, unanswerable in pairs(level, 20):
        assert answerable.trace.split("\n")[0] == unanswerable.trace.split("\n")[0] == unanswerable.rejected.split("\n")[0]
        problem = unanswerable.problem
        reason = next(line for line in unanswerable.trace.split("\n") if "stays free" in line)
        assert f"{problem.names[problem.query]} stays free" in reason
        named = dict(re.findall(r"F(\d+) \(([^)]*)\)", reason))
        about = {str(n) for n, (terms, _) in enumerate(problem.facts, 1) if problem.query in {q for _, q in terms}}
        assert about <= named.keys() and all("," in tied for tied in named.values())


# tea + cake = 10, tea - cake = 3, 2 cake + pie = 13; the pie of the other one hangs in the air
MENU = LinearAlgebra(("tea", "plum cake", "pie"), "prices", ((((1, 0), (1, 1)), 10), (((1, 0), (-1, 1)), 3), (((2, 1), (1, 2)), 13)), 2)
OPEN = LinearAlgebra(MENU.names, "prices", (MENU.facts[0], MENU.facts[2]), 2)
TEA = "S1: tea = 13/2 [F1, F2]"
CAKE = "S2: plum cake = 10 - 6.5 = 3.5 [F1, S1]"
PIE = "S3: pie = 6 [F3, S2]"
WORLDS = "World A: tea = 7, plum cake = 3, pie = 7\nWorld B: tea = 6, plum cake = 4, pie = 5"


@pytest.mark.parametrize(
    "lines",
    [
        (TEA, CAKE, PIE),
        ("S1: 2*tea = 10 + 3 = 13 [F1, F2]", "S4: tea = 6.5 [S1]", "S2: plum cake = 10 - 6.5 [S4, F1]", PIE),
        (
            "S1: the price of the tea = (10 + 3)/2 coins [F1, F2]",
            CAKE,
            "S3: 2 * 3.5 + pie = 13 [F3, S2]",
            "S4: pie = 13 - 2 × 3.5 = 6 [S3]",
        ),
        (r"S1: $tea = \frac{10 + 3}{2} = 6.5$ [F1, F2]", r"S2: \text{plum cake} = 3.5 [S1, F1]", "S3: Pie = 13 - 2(3.5) = 6 [F3, S2]"),
        (
            "- **S1:** twice the tea = 13 [fact 1, fact 2]",
            "- **S2:** plum_cake = 3 1/2 [fact 1 and step 1]",
            "- **S3:** the pie's price = 6 [F3; S2].",
        ),
        ("S2: plum cake = 7/2 [F1, F2]", "S1: pie = -(-13 + 2*3.5) [F3, S2]"),
        (
            "S7: 4 plum cake + 2 pie = 26 [F3]",
            "S2: plum cake = (tea + plum cake - (tea - plum cake))/2 = 3.5 [F1, F2]",
            "S9: 6 = pie [S7, S2]",
        ),
    ],
)
def test_steps_are_read_as_models_write_them(lines):
    text = "\n".join(lines)
    assert verify_trace(MENU, f"{text}\n<answer>6 coins</answer>")
    assert verify_trace(MENU, f"{text}\n<answer>7</answer>") == TraceVerdict(False, "answer", 0, len(lines), len(lines))
    assert verify_trace(MENU, f"{text}\n<answer>Unknown</answer>").reason == verify_trace(MENU, text).reason == "answer"


@pytest.mark.parametrize(
    ("lines", "reason", "label"),
    [
        ((TEA, CAKE, "S3: pie = 7 [F3, S2]"), "step", 3),
        ((TEA, "S2: plum cake = 3.5 [F1]", PIE), "step", 2),
        (("S1: pie = 6 [F3]",), "step", 1),
        ((TEA, "S2: plum cake = 10 - 5.5 = 3.5 [F1, S1]", PIE), "step", 2),
        ((TEA, "S2: 10 - 6.5 = 4.5 = plum cake [F1, S1]", PIE), "step", 2),
        (("S1: tea = 13/2 [S2, F1]", "S2: plum cake = 7/2 [S1, F1]", PIE), "cites", 1),
        (("S1: tea = 13/2 [S1, F1]", CAKE, PIE), "cites", 1),
        ((TEA, CAKE, "S3: pie = 6 [F1, F2, F3, S1, S2]"), "cites", 3),
        ((TEA, CAKE, "S3: pie = 6 [F3, F4]"), "cites", 3),
        ((TEA, CAKE, "S3: pie = 6 [F0, F3, S2]"), "cites", 3),
        ((TEA, CAKE, "S3: pie = 6"), "format", 3),
        ((TEA, "S2: plum cake is cheap [F1]", PIE), "format", 2),
        ((TEA, "S2: tea = tea [F1]", PIE), "format", 2),
        ((TEA, "S2: 2 + 2 = 4 [F1]", PIE), "format", 2),
        ((TEA, "S2: tea * plum cake = 22.75 [F1]", PIE), "format", 2),
        ((TEA, "S2: tea / 0 = 3 [F1]", PIE), "format", 2),
        ((TEA, "S2: tea = 13 2 [F1]", PIE), "format", 2),
        ((TEA, "S2: tea = 6.5 [F1, F2]", PIE), "repeat", 2),
        ((TEA, "S2: 6 tea - 30 = 9 [S1]", PIE), "repeat", 2),
        (("S1: 2 tea = 13 [F1, F2]", "S2: tea = 6.5 [S1]", "S3: 13/2 = tea [S1]"), "repeat", 3),
        ((TEA, CAKE), "last", 2),
        ((TEA, CAKE, "S3: pie + tea = 12.5 [F3, S1, S2]"), "last", 3),
        (("I see it at once.",), "missing", 0),
    ],
)
def test_the_first_wrong_step_is_named_whatever_the_answer(lines, reason, label):
    steps = sum(line.startswith("S") for line in lines)
    for answer in ("6", "7", "Unknown", "?"):
        verdict = verify_trace(MENU, "\n".join(lines) + f"\n<answer>{answer}</answer>")
        assert verdict == TraceVerdict(False, reason, label, steps, max(0, label - 1)), answer


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (WORLDS, ""),
        (WORLDS.replace("= 7,", "= 7 coins,").replace(", ", " and "), ""),
        ("World 1: tea: 10, plum cake: 0, pie: 13\nWorld 2: tea: 11.5, plum cake: -3/2, pie: 16", ""),
        ("S1: tea = 10 - plum cake [F1]\n" + WORLDS, ""),
        ("S1: tea = 7 [F1]\n" + WORLDS, "step"),
        ("S1: tea = 10 - plum cake [F1]", "missing"),
        (WORLDS.replace("\n", " "), "missing"),
        (WORLDS.replace(", pie = 7", ""), "world"),
        (WORLDS.replace("pie = 7", "pie = 7, pie = 7"), "world"),
        (WORLDS.replace("pie = 7", "pie = 7, beer = 1"), "world"),
        (WORLDS.replace("pie = 7", "pie = 6"), "world"),
        (WORLDS.replace("pie = 7", "pie = 7 or 8"), "world"),
        ("World A: tea = 7, plum cake = 3, pie = 7\nWorld B: tea = 7, pie = 7.0, plum cake = 6/2", "agree"),
    ],
)
def test_two_worlds_prove_unknown(text, reason):
    assert verify_trace(OPEN, text + "\n<answer>Unknown</answer>").reason == reason
    assert verify_trace(OPEN, text + "\n<answer>7</answer>").reason == (reason or "answer")
    assert not verify_trace(MENU, text + "\n<answer>6</answer>")


def test_sound_padding_is_judged_in_time():
    """Sums of facts without end: each is sound and new, and none makes the answer right."""
    problem = pairs(10, 1)[0][0].problem
    rng, lines = Random(4), []
    while len(lines) < 400:
        total, sum_, facts = Counter(), 0, rng.sample(range(len(problem.facts)), 4)
        for number in facts:
            factor = rng.randint(1, 30)
            sum_ += factor * problem.facts[number][1]
            for c, q in problem.facts[number][0]:
                total[q] += factor * c
        claim = " + ".join(f"{c} {problem.names[q]}" for q, c in total.items() if c).replace("+ -", "- ")
        lines.append(f"S{len(lines)}: {claim} = {sum_} [{', '.join(f'F{number + 1}' for number in facts)}]")
    text = "\n".join(lines)[:99_900] + "\n<answer>Unknown</answer>"
    taken = []
    for _ in range(2):
        start = time.process_time()
        verdict = verify_trace(problem, text)
        taken.append(time.process_time() - start)
    assert verdict.reason == "format" and verdict.sound == verdict.steps - 1 == MAX_STEPS  # what is too long to be read does not pass
    assert min(taken) < 0.05


@pytest.mark.parametrize(
    "names", [("tea", "green tea"), ("Press 1", "Press 11"), ("x_1", "x_11"), ("red box", "old-red box"), ("Ines", "Ine")]
)
def test_names_within_names_are_told_apart(names):
    problem = LinearAlgebra(names, "symbols", ((((1, 0), (2, 1)), 11), (((1, 1),), 4)), 0)
    one, other = names
    for text in (
        f"S1: {other} = 4 [F2]\nS2: {one} + 2 {other} = 11 [F1]\nS3: {one} = 11 - 2*{other} = 3 [S1, S2]",
        f"S1: {one} = 3 [F1, F2]",
    ):
        assert verify_trace(problem, f"{text}\n<answer>{one} = 3</answer>")
        swapped = text.replace(one, "*").replace(other, one).replace("*", other)
        assert verify_trace(problem, f"{swapped}\n<answer>3</answer>").reason in ("step", "format")
    assert verify(problem, f"{one} is 3") and verify(problem, f"{one}: 3")
    assert verify(problem, f"{other} = 3").reason == verify(problem, f"{other} is 4").reason == "format"


def _by_hand(problem):
    """Substitution, and where that stops two facts with the same two unknown values, one taken off the other."""
    known: dict[int, Fraction] = {}
    while True:
        before, left = len(known), []
        for terms, constant in problem.facts:
            unknown = {q: c for c, q in terms if q not in known}
            rest = constant - sum((c * known[q] for c, q in terms if q in known), Fraction(0))
            if len(unknown) == 1:
                known |= {q: rest / c for q, c in unknown.items()}
            elif len(unknown) == 2:
                left.append((unknown, rest))
        if problem.query in known:
            return str(known[problem.query])
        for (one, a), (other, b) in combinations(left if len(known) == before else [], 2):
            if one.keys() == other.keys():
                x, y = one
                if unlike := one[x] * other[y] - one[y] * other[x]:
                    known[x] = (a * other[y] - one[y] * b) / unlike
        if len(known) == before:
            return "Unknown"


@pytest.mark.parametrize("level", CHECKED)
def test_no_system_asks_for_three_facts_at_once(level, scale):
    for members in pairs(level, 8 * scale):
        for sample in members:
            assert _by_hand(sample.problem) == sample.answer


def test_brackets_nest_only_so_deep():
    for deep, read in ((MAX_DEPTH, True), (MAX_DEPTH + 1, False), (900, False)):
        for inside in ("tea", "-tea"):
            assert (read_claim(f"{'(' * deep}{inside}{')' * deep} = 3", ("tea", "salad"), "coins") is not None) == read


def test_names_that_are_read_as_one_make_no_problem():
    for names in (("red crate", "Red Crate"), ("tea", "the tea"), ("tea", "unknown"), ("tea", "times")):
        with pytest.raises(ValueError, match="alike"):
            LinearAlgebra(names, "weights", ((((1, 0), (2, 1)), 11),), 0)


# Sentences once names, numbers and expressions are letters: A less B is N, or B less A.
MORE, LESS = "more|longer|older|heavier|dearer", "less|fewer|shorter|younger|lighter|cheaper"
AHEAD = (
    rf"N ({MORE}) than B|({MORE}|faster|greater) than B,?( namely)? by N|exceeds B by N|N is the amount by which A exceeds B|N ahead of B"
)
AHEAD += r"|N before B|equals B plus N|A = B \+ N|A - B = N|to get A from B, add N"
BEHIND = rf"N ({LESS}) than B|({LESS}|slower) than B by N|N behind B|N after B|N short of B|A = B - N|A plus N is B|adding N to A gives B"
TERM = r"(?:(?:twice|three times|four times|five times|\d+ times) )?<\d>"


def understood(sentence, problem):
    """The fact that a sentence tells, by its words alone: ({quantity: coefficient}, constant)."""
    words, text = THEMES[problem.theme], sentence[0].lower() + sentence[1:]
    for number, name in sorted(enumerate(problem.names), key=lambda pair: -len(pair[1])):
        called = words.article + name
        for shown in (*(measure.format(x=called) for measure in words.measure), called):
            text = text.replace(shown, f"<{number}>").replace(shown[0].lower() + shown[1:], f"<{number}>")
    parts = re.findall(rf"{TERM}(?:(?:, | and | plus ){TERM})*", text)
    for part, letter in zip(parts, "AB", strict=False):
        text = text.replace(part, letter, 1)
    numbers = re.findall(r"\d+", text)
    constant = int(numbers[0]) if numbers else 0
    if numbers:
        unit = words.one if constant == 1 else words.many
        text = re.sub(rf"\b{constant} {unit}(?![a-z])" if unit else rf"\b{constant}\b", "N", text)
    assert len(numbers) <= 1 and "<" not in text and not re.search(r"\d", text), text
    sizes = {"": 1, "twice": 2, "three times": 3, "four times": 4, "five times": 5}

    def total(part):
        assert not re.search(r"(times|twice) <\d>(, | and | plus )<", part), f"{sentence}: a multiple of a sum?"
        return Counter(
            {
                int(q): sizes.get(size.strip()) or int(size.split()[0])
                for size, q in re.findall(r"((?:[a-z0-9]+ )*?)<(\d)>", re.sub(",? (and|plus) |, ", ";", part))
            }
        )

    if not numbers and len(parts) == 1:  # "A and B have the same price"
        parts = parts[0].split(" and ")
    elif len(parts) == 1:
        return total(parts[0]), constant
    difference = total(parts[0])
    if re.search(r"A \+ B = N|N = A \+ B|A and then B covers N", text):
        return difference + total(parts[1]), constant
    difference.subtract(total(parts[1]))
    ways = [way for way, words in ((1, AHEAD), (-1, BEHIND)) if re.search(words, text)]
    assert len(ways) == bool(numbers), text
    return difference, constant * ways[0] if ways else 0


@pytest.mark.parametrize("theme", THEMES)
def test_sentences_mean_their_facts(theme):
    words, rng = THEMES[theme], Random(7)
    pools = [words.plain, [f"{a} {b}" for a in words.adjectives for b in words.nouns]] if words.plain else [["x_1", "x_11", "y_3", "y_31"]]
    shapes = (
        [1],
        [3],
        [12],
        [1, 1],
        [2, 1],
        [1, 5],
        [2, 1, 3],
        [6, 1, 1, 1],
        [1, -1],
        [2, -1],
        [1, -4],
        [2, 1, -1],
        [1, -3, -1],
        [5, 1, -2, -1],
    )
    for pool in pools:
        for sizes in shapes:
            for constant in (1, 2, 47, 0) if min(sizes) < 0 else (1, 2, 47):
                order = rng.sample(range(len(sizes)), len(sizes))
                fact = (tuple(zip(sizes, order, strict=True)), constant)
                names = tuple(rng.sample(list(pool), max(2, len(sizes))))
                problem = LinearAlgebra(names, theme, (fact,) if len(sizes) > 1 else (fact, (((1, 1),), 8)), 0)
                sentences = prompt_variables(problem, Random(0))["facts"][0]
                assert len(set(sentences)) == len(sentences) >= 10
                for sentence in sentences:
                    meant, said = understood(sentence, problem)
                    want = {q: c for c, q in fact[0]}
                    assert (meant, said) in ((want, constant), ({q: -c for q, c in want.items()}, -constant)), (sentence, meant, said)
                    assert sentence[0] == sentence[0].upper() or sentence[1] == "_"


def renamed(problem, rng):
    """The same facts about renumbered quantities in another order, under other names."""
    count = len(problem.names)
    where, order = rng.sample(range(count), count), rng.sample(problem.facts, len(problem.facts))
    facts = [([[c, where[q]] for c, q in rng.sample(terms, len(terms))], constant) for terms, constant in order]
    fields = {"names": [f"z_{i}" for i in range(count)], "theme": "symbols", "facts": facts, "query": where[problem.query]}
    return LinearAlgebra.from_json(json.dumps(fields))


@pytest.mark.parametrize("level", CHECKED)
def test_symmetric_copies_share_fingerprint_and_kin(level, scale):
    rng = Random(level)
    for pair in pairs(level, 15 * scale):
        for sample in pair:
            copy = renamed(sample.problem, rng)
            assert copy != sample.problem and digest(TASK, copy) == digest(TASK, sample.problem)
            assert TASK.split_key(copy) == TASK.split_key(sample.problem)
            assert verify(copy, sample.answer)


@pytest.mark.parametrize("level", CHECKED)
def test_shortcuts_stay_at_chance(level, scale):
    """Words, pairs of words, pairs of words beside the query, and lengths: trained on half of the pairs, tested on the other half."""
    pytest.importorskip("sklearn")
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.naive_bayes import BernoulliNB

    count = 60 if scale == 1 else 3_000
    texts, labels = [], []
    for number, pair in enumerate(pairs(level, count)):
        for sample in pair:
            texts.append(render(TASK, sample.problem, Random(number)))
            labels.append(sample.answer == "Unknown")
    members = [sample for pair in pairs(level, count) for sample in pair]
    asked = [text.replace(s.problem.names[s.problem.query], "QUERY") for text, s in zip(texts, members, strict=True)]
    labels, half = np.array(labels), count  # whole pairs on either side
    bound = 0.5 + 4 * 0.5 / half**0.5
    for shown in (texts, asked):
        for grams in ((1, 1), (2, 2)):
            bag = CountVectorizer(ngram_range=grams, token_pattern=r"[\w'-]+").fit_transform(shown)
            for model in (BernoulliNB(), LogisticRegression(C=0.1, solver="liblinear"))[: 1 + (scale > 1 or grams == (1, 1))]:
                right = (model.fit(bag[:half], labels[:half]).predict(bag[half:]) == labels[half:]).mean()
                assert right <= bound, (grams, type(model).__name__, right)
    for size in (len, lambda text: len(text.split())):
        sizes = [size(text) for text in texts]
        apart = [a > b for a, b in zip(sizes[::2], sizes[1::2], strict=True) if a != b]
        assert abs(sum(apart) - len(apart) / 2) <= 4 * 0.5 * max(len(apart), 4) ** 0.5


def test_samples_are_those_of_the_rows():
    """What this file judges is what the pipeline writes."""
    from synth.pipelines.run.produce import family

    rows = family(stream(TASK.name, 5, SEED), 0)
    members = sorted(pairs(5, 1)[0], key=lambda member: member.problem.to_json())
    assert sorted(row["reward_model"]["ground_truth"] for row in rows) == [member.problem.to_json() for member in members]


def test_more_than_four_citations_must_all_be_needed():
    chain = LinearAlgebra(
        ("ant", "bee", "cat", "dog", "elk"), "symbols", ((((1, 0),), 1), *((((1, k + 1), (-1, k)), 1) for k in range(4))), 4
    )
    assert verify_trace(chain, "S1: elk = 5 [F1, F2, F3, F4, F5]\n<answer>5</answer>")
    assert verify_trace(chain, "S1: bee = 2 [F1, F2]\nS2: elk = 5 [F3, F4, F5, S1, F1]\n<answer>5</answer>").reason == "cites"
    assert verify_trace(chain, "S1: elk = 5 [F1, F2, F3, F4, F5]\nS2: elk + ant = 6 [S1, F1]\n<answer>5</answer>")
    halfway = proven(chain, "S1: bee = 2 [F1, F2]\nS2: cat = 3 [F3, S1]")
    assert (
        halfway
        == proven(chain, "S1: bee = 2 [F1, F2]\nS2: cat = 3 [F3, S1]\nS3: bee + cat = 5 [S1, S2]\nS4: ant = 1 [F1]")
        == Proven(0.5, True)
    )
