"""What the laws cannot say of honest/linear_algebra: hypergraphs, pairs, proofs of both members, traces step by step, shortcuts.

Over 300 lines, one file: pairs are drawn once for all of it."""

import json
import re
from collections import Counter
from fractions import Fraction
from functools import cache
from random import Random

import networkx
import numpy as np
import pytest
from drawing import SEED, oracle, stream

from synth.generators import registry
from synth.generators.honest._hypergraph import Shape, draw
from synth.generators.prompts import render
from synth.pipelines.produce import digest
from synth.pipelines.randomness import randoms
from synth.verifiers.honest.linear_algebra import LinearAlgebra, verify, verify_trace

TASK = registry.load("honest/linear_algebra")
CHECKED = (1, 5, 10)


@cache
def pairs(level, count):
    """(answerable, unanswerable) samples, straight from the generator."""
    made = []
    for number in range(count):
        sample = TASK.generate(randoms(stream(TASK.name, level).source, number)[0], TASK.levels[level - 1])
        assert len(sample.twins) == 1
        made.append(sorted((sample, sample.twins[0]), key=lambda member: member.witness == "Unknown"))
    return made


def shapes(count):
    rng = Random(3)
    for _ in range(count):
        k, kind = rng.randint(2, 15), rng.choice(("premise", "conclusion", "given"))
        cut = k + 1 if kind == "given" else rng.randint(1 + (kind == "conclusion"), k)
        facts = rng.choice((5, 2 * k + 4, 3 * k + 5))
        yield rng, Shape(k, cut, kind, rng.random() < 0.5, rng.randint(1, 3), facts, rng.randint(0, 3), rng.randint(0, 3))


def test_hypergraphs_keep_their_promises(scale):
    """By networkx: acyclic; the query at layer k; the cut on every derivation, at distance d; the same shape before and after."""
    for rng, shape in shapes(400 * scale):
        drawn = draw(rng, shape)
        graph, broken, cut = drawn.graph, drawn.broken, drawn.cut
        assert graph.layers()[graph.query] == shape.depth
        assert graph.layers(without=cut.edge)[graph.query] is None
        assert broken.layers()[broken.query] is None
        assert graph.layers()[cut.new] is None or shape.kind == "conclusion"
        place = shape.depth - shape.cut + 1
        assert graph.edges[cut.edge].conclusion == drawn.spine[place]
        mentions = graph.mentions()
        assert sorted(mentions) == sorted(broken.mentions())
        assert mentions[cut.new] == mentions[cut.old] - (not shape.swap)
        for one, other in zip(graph.edges, broken.edges, strict=True):
            assert len(one.premises) == len(other.premises) and len(set(other.nodes)) == len(other.nodes)
        for each in (graph, broken):
            flat = each.to_networkx()
            assert networkx.is_directed_acyclic_graph(flat)
            assert flat.number_of_nodes() == each.nodes + len(each.edges)
            have = set()
            for edge in each.derivation():
                assert have.issuperset(each.edges[edge].premises)
                have.add(each.edges[edge].conclusion)
            assert (each.query in have) == (each is graph)
        # Dominators of a graph in which every node can be reached from a root: the cut's edge dominates the query.
        need = set(graph.derivation())
        assert cut.edge in need
        for stand_in in graph.stand_ins(cut.edge, cut.old)[:3] if shape.kind == "premise" else ():
            again = graph.apply(cut._replace(new=stand_in, other=-1))
            assert again.layers()[again.query] is None and sorted(again.mentions()) == sorted(mentions)


def test_hypergraphs_vary(scale):
    rng = Random(5)
    drawn = [draw(rng, Shape(6, rng.randint(1, 6), "premise", False, 3, 20, 1, 1)) for _ in range(300 * scale)]
    assert {len(d.graph.edges[d.cut.edge].premises) for d in drawn} == {1, 2, 3}
    diamonds = sum(max(Counter(n for e in d.graph.derivation() for n in d.graph.edges[e].premises).values()) > 1 for d in drawn)
    seconds = sum(any(e.role == "second" for e in d.graph.edges) for d in drawn)
    assert min(diamonds, seconds) > 0.2 * len(drawn) and diamonds < len(drawn)
    assert len({len(d.graph.derivation()) for d in drawn}) >= 5


@pytest.mark.parametrize("level", CHECKED)
def test_both_members_are_proved(level, scale):
    """By rank and by z3; the worlds of the certificate satisfy every fact, are positive, and disagree on the query alone or more."""
    judge = oracle(TASK.name)
    for answerable, unanswerable in pairs(level, 30 * scale):
        assert judge.settled(json.loads(answerable.problem.to_json())) == Fraction(answerable.witness)
        assert judge.settled(json.loads(unanswerable.problem.to_json())) == "unknown"
        worlds = json.loads(unanswerable.certificate)["worlds"]
        values = [[Fraction(world[name]) for name in unanswerable.problem.names] for world in worlds]
        for world in values:
            assert min(world) > 0
            for terms, constant in unanswerable.problem.facts:
                assert sum(c * world[q] for c, q in terms) == constant
        assert values[0][unanswerable.problem.query] != values[1][unanswerable.problem.query]
        assert level == 10 or all(value.denominator == 1 for world in values for value in world)
        assert values[0][answerable.problem.query] == Fraction(answerable.witness)


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
def test_twins_differ_in_one_place(level, scale):
    kinds = Counter()
    for answerable, unanswerable in pairs(level, 200 * scale):
        one, other = answerable.problem, unanswerable.problem
        facts = [number for number, (a, b) in enumerate(zip(one.facts, other.facts, strict=True), 1) if a != b]
        proof = json.loads(unanswerable.certificate)
        assert facts == proof["changed"] and len(facts) in (1, 2)
        kinds[proof["kind"], len(facts)] += 1
        assert (one.names, one.theme, one.query) == (other.names, other.theme, other.query)
        assert TASK.kin(one) == TASK.kin(other) and digest(TASK, one) != digest(TASK, other)
        for name, value in features(one).items():
            if name != "mentions beside the query":  # a stand-in may be the query's neighbour already
                assert value == features(other)[name], name
        texts = [render(TASK, problem, Random(9)) for problem in (one, other)]
        words = [re.findall(r"\w+", text) for text in texts]
        assert abs(len(words[0]) - len(words[1])) <= 8
        assert sum(a != b for a, b in zip(texts[0].split("\n"), texts[1].split("\n"), strict=True)) <= 2
        lost = Counter(words[0]) - Counter(words[1])
        assert set(lost) <= {word for name in one.names for word in re.findall(r"\w+", name)} | {"s"}
    assert len(kinds) == 6 or (level == 1 and len(kinds) >= 4), kinds


def completion(sample, lines=None):
    return "\n".join(lines or sample.trace.split("\n")) + f"\n\n<answer>\n{sample.witness}\n</answer>"


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
    return f"{label}: {claim} and so on {cited}", "form"


@pytest.mark.parametrize("level", CHECKED)
def test_a_wrong_step_is_found_at_that_step(level, scale):
    rng, found, reasons = Random(level), 0, Counter()
    for pair in pairs(level, (400 if level == 1 else 180) * scale):
        for sample in pair:
            lines = sample.trace.split("\n")
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
    assert found >= 334 * scale and len(reasons) == 3


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
    for pair in pairs(level, 170 * scale):
        for sample in pair:
            lines = sample.trace.split("\n")
            if sample.witness != "Unknown":  # its last step has to stay the last
                assert lines[-1].startswith("S")
            shuffled = reordered(lines, rng)
            verdict = verify_trace(sample.problem, completion(sample, shuffled))
            assert verdict, (verdict, shuffled)
            assert verdict.sound == verdict.steps
            moved += [line.split(": ")[1] for line in shuffled] != [line.split(": ")[1] for line in lines]
    assert moved > 40 or level == 1


def test_baits_break_where_the_pair_differs(scale):
    """The contrast is a derivation that is right in the twin: with the twin's facts accepted, with its own refused at a step that
    cites the changed fact, or rests on it."""
    for answerable, unanswerable in pairs(5, 100 * scale):
        assert verify_trace(answerable.problem, unanswerable.bait)
        assert verify_trace(unanswerable.problem, unanswerable.bait).reason == "answer"
        steps = unanswerable.bait.split("\n\n")[0].split("\n")
        changed = {f"F{number}" for number in json.loads(unanswerable.certificate)["changed"]}
        assert any(changed & set(re.findall(r"F\d+", line)) for line in steps)


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
    assert verify_trace(answerable.problem, f"<answer>{answerable.witness}</answer>").reason == "missing"
    steps = answerable.trace.split("\n")
    cut = verify_trace(answerable.problem, completion(answerable, steps[:-1]))
    assert (cut.reason, cut.step, cut.sound) == ("last", len(steps) - 1, len(steps) - 2)


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
    for pair in pairs(level, 30 * scale):
        for sample in pair:
            copy = renamed(sample.problem, rng)
            assert copy != sample.problem and digest(TASK, copy) == digest(TASK, sample.problem)
            assert TASK.kin(copy) == TASK.kin(sample.problem)
            assert verify(copy, sample.witness)


@pytest.mark.parametrize("level", CHECKED)
def test_shortcuts_stay_at_chance(level, scale):
    """Words, pairs of words, pairs of words beside the query, and lengths: trained on half of the pairs, tested on the other half."""
    pytest.importorskip("sklearn")
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.naive_bayes import BernoulliNB

    count = 300 * scale
    texts, labels = [], []
    for number, pair in enumerate(pairs(level, count)):
        for sample in pair:
            texts.append(render(TASK, sample.problem, Random(number)))
            labels.append(sample.witness == "Unknown")
    members = [sample for pair in pairs(level, count) for sample in pair]
    asked = [text.replace(s.problem.names[s.problem.query], "QUERY") for text, s in zip(texts, members, strict=True)]
    labels, half = np.array(labels), count  # whole pairs on either side
    bound = 0.5 + 4 * 0.5 / half**0.5
    for shown in (texts, asked):
        for grams in ((1, 1), (2, 2)):
            bag = CountVectorizer(ngram_range=grams, token_pattern=r"[\w'-]+").fit_transform(shown)
            for model in (BernoulliNB(), LogisticRegression(C=0.1, solver="liblinear")):
                right = (model.fit(bag[:half], labels[:half]).predict(bag[half:]) == labels[half:]).mean()
                assert right <= bound, (grams, type(model).__name__, right)
    for size in (len, lambda text: len(text.split())):
        sizes = [size(text) for text in texts]
        apart = [a > b for a, b in zip(sizes[::2], sizes[1::2], strict=True) if a != b]
        assert abs(sum(apart) - len(apart) / 2) <= 4 * 0.5 * max(len(apart), 4) ** 0.5


def test_samples_are_those_of_the_rows():
    """What this file judges is what the pipeline writes."""
    from synth.pipelines.produce import family

    rows = family(stream(TASK.name, 5, SEED), 0)
    members = sorted(pairs(5, 1)[0], key=lambda member: member.problem.to_json())
    assert sorted(row["reward_model"]["ground_truth"] for row in rows) == [member.problem.to_json() for member in members]
