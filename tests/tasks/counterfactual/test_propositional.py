"""counterfactual/propositional: sentences that read back, families proved by a second method, nothing that gives the answer away.

Over 300 lines: all that is promised of one task beyond the laws."""

import json
import re
from collections import Counter
from itertools import islice, product
from random import Random

import drawing
import msgspec
import numpy as np
import pytest
from drawing import oracle, rows, stream
from propositional_reader import read
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from synth.generators import registry
from synth.generators.counterfactual import propositional
from synth.generators.counterfactual._analysis import MAX_WORDS
from synth.generators.counterfactual._edits import Edit, Neighbourhood, Perturbation
from synth.generators.counterfactual._proofs import Proof, Statement, _Own, as_bits, prove, size
from synth.generators.counterfactual.propositional.canonical import false_cases
from synth.generators.counterfactual.propositional.edits import edits, overlap, swaps
from synth.generators.counterfactual.propositional.english import say, template_of
from synth.generators.counterfactual.propositional.options import candidates
from synth.generators.counterfactual.propositional.templates import STYLES, TEMPLATES
from synth.generators.counterfactual.propositional.words import story
from synth.pipelines.run.randomness import randoms
from synth.verifiers.counterfactual import _rationale
from synth.verifiers.counterfactual import propositional as book
from synth.verifiers.counterfactual._rationale import Finding, read_finding
from synth.verifiers.counterfactual._worlds import core, every, is_core, patterns, relation
from synth.verifiers.counterfactual.propositional import Compound, Pair

NAME = "counterfactual/propositional"
SHAPES = ("literal", "and", "or", "if", "nand", "nor", "xor", "iff", "if and", "if or", "then and", "then or")


def families(level, count):
    """The members of the first draws, which laws look at too."""
    return [one.members for one in drawing.candidates(NAME, level, count)]


def certificates(family):
    return [json.loads(member.provenance) for member in family]


def test_every_sentence_reads_back_to_its_formula(scale):
    rng = Random(1)
    for _ in range(1_000 if scale == 1 else 20_000):
        _, clauses = story(rng, 6)
        formula, _ = rng.choice(candidates(rng.choice(SHAPES), 6))
        sentence = say(formula, clauses, rng.randrange(STYLES))
        assert read(sentence, clauses) == formula, sentence
        assert sentence[0].isupper() and sentence.endswith(".") and "  " not in sentence


@pytest.mark.parametrize("level", [1, 5, 10])
def test_the_sentences_of_problems_read_back(level, scale):
    for family in families(level, 5 * scale):
        for member, provenance in zip(family, certificates(family), strict=True):
            for formula, text in (*member.problem.premises, *member.problem.options):
                assert read(text, provenance["atoms"]) == formula


def test_each_connective_has_a_dozen_sentences():
    for row, templates in TEMPLATES.items():
        assert len(set(templates)) == STYLES >= 12, row


def test_a_sentence_that_is_none_of_ours_is_not_read():
    clauses = [("the gate is open", "the gate is not open"), ("the bell rings", "the bell does not ring")]
    for sentence in ("", "The gate is open, and.", "The gate is open but the bell rings.", "If the gate is open then the bell rings."):
        with pytest.raises(ValueError, match="no such sentence"):
            read(sentence, clauses)


def test_cores_against_all_subsets():
    rng = Random(2)
    for _ in range(300):
        n = rng.randint(1, 3)
        sets = [rng.getrandbits(1 << n) | rng.getrandbits(1 << n) for _ in range(rng.randint(1, 5))]
        option = rng.getrandbits(1 << n)
        subsets = [[i for i in range(len(sets)) if mask >> i & 1] for mask in range(1 << len(sets))]

        def empty(chosen, worlds, sets=sets):
            for i in chosen:
                worlds &= sets[i]
            return not worlds

        enough = [s for s in subsets if empty(s, option)]
        least = [s for s in enough if not any(set(t) < set(s) for t in enough)]
        found = core(sets, option)
        assert (found is None) == (not enough)
        assert found is None or list(found) in least
        assert [s for s in subsets if is_core(sets, s, option)] == least
        if all(not empty(range(len(sets)), worlds) for worlds in (option, every(n) & ~option)):
            assert relation(sets, option, every(n)) == ("neither", ())


@pytest.mark.parametrize("level", [1, 3, 5, 8, 10])
def test_families_are_proved_by_a_second_method(level, scale):
    """z3, from the JSON: outcomes, cores, edits, and that nothing smaller does it."""
    judge = oracle(NAME)
    for family in families(level, 4 if scale == 1 else 100):
        members = [
            {"problem": json.loads(member.problem.to_json()), "answer": member.answer, "provenance": provenance}
            for member, provenance in zip(family, certificates(family), strict=True)
        ]
        assert judge.audit_family(members) == "", members[0]


def test_the_audit_finds_what_is_wrong():
    judge = oracle(NAME)

    def members():
        family = families(5, 1)[0]
        return [{"problem": json.loads(m.problem.to_json()), "answer": m.answer, "provenance": json.loads(m.provenance)} for m in family]

    assert judge.audit_family(members()) == ""
    corrupted = members()
    corrupted[1]["answer"] = corrupted[0]["answer"]
    assert "target" in judge.audit_family(corrupted)
    corrupted = members()
    corrupted[1]["problem"]["premises"][corrupted[1]["provenance"]["edits"][0]["premise"] - 1] = corrupted[0]["problem"]["premises"][0]
    assert judge.audit_family(corrupted)
    corrupted = members()
    corrupted[0]["provenance"]["cores"]["ABCD".index(corrupted[0]["answer"])]["premises"].pop()
    assert "core" in judge.audit_family(corrupted)
    corrupted = members()
    corrupted[0]["problem"]["options"].reverse()
    assert judge.audit_family(corrupted)


@pytest.mark.parametrize("level", [1, 5, 10])
def test_most_families_have_edits_of_one_premise(level, scale):
    made = families(level, (20 if level == 10 else 40) * scale)
    singles = [sum(c["role"] == "counterfactual" and len(c["edits"]) == 1 for c in certificates(family)) for family in made]
    assert sum(n >= 1 for n in singles) >= 0.85 * len(made)
    assert sum(n == 3 for n in singles) >= 0.25 * len(made)
    assert sum(any(c["role"] == "unknown" for c in certificates(family)) for family in made) >= 0.9 * len(made)
    kinds = Counter(edit["kind"] for family in made for c in certificates(family) for edit in c["edits"])
    assert max(kinds.values()) <= 0.75 * sum(kinds.values()) and len(kinds) >= 4


@pytest.mark.parametrize("level", [1, 5, 10])
def test_no_option_is_or_sounds_like_a_premise(level, scale):
    for family in families(level, 4 * scale):
        for member, provenance in zip(family, certificates(family), strict=True):
            problem = member.problem
            said = {text for _, text in problem.premises}
            sets, options = book.sets(problem)
            assert not set(options) & set(sets)
            for _, text in problem.options:
                assert text not in said
                assert _template(text, provenance["atoms"]) not in {_template(t, provenance["atoms"]) for t in said}


def _template(text, clauses):
    formula = read(text, clauses)
    return next(template_of(formula, style) for style in range(STYLES) if say(formula, clauses, style) == text)


def test_members_differ_only_in_the_premises_that_were_edited():
    """And in the conventions that these need."""
    task = registry.load(NAME)
    by_family, compared = {}, 0
    for row in rows(NAME, 5, 20):
        by_family.setdefault(row["extra_info"]["family_id"], []).append(row)
    for family in by_family.values():
        problems = [task.problem.from_json(row["reward_model"]["ground_truth"]) for row in family]
        asked = propositional.prompt_variables(problems[0], Random(0))["uses"]
        for row, problem in zip(family[1:], problems[1:], strict=True):
            if propositional.prompt_variables(problem, Random(0))["uses"] == asked:
                prompt, end = row["prompt"][0]["content"], 0
                for (_, old), (_, new) in zip(problems[0].premises, problem.premises, strict=True):
                    start = prompt.index(new, end)  # premises stand in their order, and one may be part of another
                    prompt, end = prompt[:start] + old + prompt[start + len(new) :], start + len(old)
                assert prompt == family[0]["prompt"][0]["content"]
                compared += 1
    assert compared >= 10


@pytest.mark.parametrize("level", [1, 5])
def test_the_right_letter_is_as_often_any(level, scale):
    made = families(level, 120 * scale)
    for answers in (Counter(f[0].answer for f in made), Counter(m.answer for f in made for m in f)):
        letters = [answers[letter] for letter in "ABCD"]
        mean = sum(letters) / 4
        assert max(abs(n - mean) for n in letters) <= 3.5 * mean**0.5


def _literals(formula):
    return [formula] if isinstance(formula, int) else book.literals(formula)


def _signs(problem, place):
    """What can be seen of an option without the premises: its form, and what it has in common with the others."""
    formulas = [formula for formula, _ in problem.options]
    shapes = ["literal" if isinstance(f, int) else f.how + str(len(_literals(f))) for f in formulas]
    mine, own = set(_literals(formulas[place])), {abs(x) for x in _literals(formulas[place])}
    others = [_literals(f) for k, f in enumerate(formulas) if k != place]
    return [
        *(shapes[place] == shape for shape in ("literal1", "and2", "or2", "if2", "nand2", "nor2", "xor2", "iff2", "if3")),
        sum(x < 0 for x in mine),
        len(problem.options[place][1]),
        shapes.count(shapes[place]),
        sum(len(own & {abs(x) for x in other}) for other in others),
        sum(len(mine & set(other)) for other in others),
        sum(len({-x for x in mine} & set(other)) for other in others),
    ]


def _bound(chance, tests):
    return chance + 0.02 + 3 * (chance * (1 - chance) / tests) ** 0.5


@pytest.mark.parametrize("level", [1, 5])
def test_options_alone_tell_nothing(level, scale):
    """Probes of the options' forms and of their words, for originals and for all members with a right option; halves by family."""
    made = families(level, 120 * scale)
    for members in ([f[:1] for f in made], [[m for m in f if m.answer != "Unknown"] for f in made]):
        half = len(members) // 2
        parts = [[m for family in part for m in family] for part in (members[:half], members[half:])]
        forms = [np.array([_signs(m.problem, k) for m in part for k in range(4)], float) for part in parts]
        right = [np.array([m.answer == "ABCD"[k] for m in part for k in range(4)]) for part in parts]
        answers = [np.array(["ABCD".index(m.answer) for m in part]) for part in parts]
        chance = max(Counter(answers[1].tolist()).values()) / len(answers[1])
        for model in (
            make_pipeline(StandardScaler(), LogisticRegression()),
            HistGradientBoostingClassifier(max_iter=40, max_leaf_nodes=6, random_state=0),
        ):
            model.fit(forms[0], right[0])
            guess = model.predict_proba(forms[1])[:, 1].reshape(-1, 4).argmax(1)
            assert (guess == answers[1]).mean() <= _bound(chance, len(guess))


@pytest.mark.parametrize("level", [1, 5])
@pytest.mark.parametrize("what", ["options", "premises"])
def test_bags_of_words_tell_nothing(level, what, scale):
    made = families(level, 120 * scale)
    half = len(made) // 2
    texts = [[" ".join(text for _, text in getattr(m.problem, what)) for f in part for m in f] for part in (made[:half], made[half:])]
    answers = [[m.answer for f in part for m in f] for part in (made[:half], made[half:])]
    bag = CountVectorizer(ngram_range=(1, 2), min_df=3)
    model = MultinomialNB().fit(bag.fit_transform(texts[0]), answers[0])
    accuracy = (model.predict(bag.transform(texts[1])) == np.array(answers[1])).mean()
    assert accuracy <= _bound(max(Counter(answers[1]).values()) / len(answers[1]), len(answers[1]))


def _beside(problem, place):
    """What can be counted of an option beside the premises without a thought: which things both mention, in what kind of sentence."""
    premises, option = [formula for formula, _ in problem.premises], problem.options[place][0]
    mine = set(_literals(option))
    own = {abs(x) for x in mine}
    mentioned = [{abs(x) for x in _literals(f)} for f in premises]
    often = Counter(atom for atoms in mentioned for atom in atoms)
    common = [len(own & atoms) for atoms in mentioned]
    facts = {abs(f) for f in premises if isinstance(f, int)}
    strong = [n for n, f in zip(common, premises, strict=True) if not isinstance(f, int) and f.how in ("and", "nor", "xor", "iff")]
    return [
        sum(n > 0 for n in common),
        sum(n > 1 for n in common),
        sum(len(mine & set(_literals(f))) for f in premises),
        sum(len({-x for x in mine} & set(_literals(f))) for f in premises),
        min(often[a] for a in own),
        max(often[a] for a in own),
        sum(often[a] == 1 for a in own),
        len(own & facts),
        sum(bool(own & (atoms - facts)) for atoms in mentioned if atoms & facts and len(atoms) > 1),
        sum(n > 0 for n in strong),
        next((i for i, n in enumerate(common) if n), -1),
    ]


@pytest.mark.parametrize("level", [1, 5, 10])
def test_what_options_share_with_the_premises_tells_nothing(level, scale):
    """Probes of overlap: counts of each option, and how they stand to those of the other three; halves by family."""
    made = families(level, (20 if level == 10 else 120) * scale)
    members = [[m for m in f if m.answer != "Unknown"] for f in made]
    parts = [[m for family in part for m in family] for part in (members[: len(made) // 2], members[len(made) // 2 :])]
    forms = []
    for part in parts:
        counts = np.array([[_beside(m.problem, k) for k in range(4)] for m in part], float)
        apart = [counts - counts.mean(1, keepdims=True), counts >= counts.max(1, keepdims=True), counts <= counts.min(1, keepdims=True)]
        forms.append(np.concatenate([counts, *apart], axis=2).reshape(4 * len(part), -1))
    right = np.array([m.answer == "ABCD"[k] for m in parts[0] for k in range(4)])
    answers = np.array(["ABCD".index(m.answer) for m in parts[1]])
    chance = max(Counter(answers.tolist()).values()) / len(answers)
    for model in (
        make_pipeline(StandardScaler(), LogisticRegression(C=0.1)),
        HistGradientBoostingClassifier(max_iter=40, max_leaf_nodes=6, random_state=0),
    ):
        guess = model.fit(forms[0], right).predict_proba(forms[1])[:, 1].reshape(-1, 4).argmax(1)
        assert (guess == answers).mean() <= _bound(chance, len(guess))


def test_edits_that_bring_one_option_nearer_to_the_premises_are_biased():
    premises = (book.Compound("if", 1, 2), book.Compound("if", 3, 4))
    neighbourhood = Neighbourhood(premises, lambda f: book.worlds(f, 5), lambda f: edits(f, 5), every(5))

    def unbiased(after, *options):
        return neighbourhood.unbiased(Perturbation((Edit(0, "", after),), 0), options, overlap)

    assert unbiased(book.Compound("if", 1, -2), 2, 4), "who is mentioned stays"
    assert not unbiased(book.Compound("if", 1, 4), 2, 4), "4 comes in, 2 goes out"
    assert unbiased(book.Compound("if", 1, 4), book.Compound("or", 2, 4), book.Compound("and", 2, 4))
    assert not unbiased(book.Compound("iff", 1, 2), 2, 4), "2 is in a stronger sentence, 4 is not"


@pytest.mark.parametrize("level", [1, 5, 10])
def test_no_two_members_of_a_family_are_one_problem(level, scale):
    task = registry.load(NAME)
    for family in families(level, 20 * scale):
        forms = [json.dumps(task.canonical(member.problem)) for member in family]
        assert len(set(forms)) == len(forms)


def test_a_member_that_is_another_one_renamed_is_dropped(monkeypatch):
    """An edit may come to no more than other names for the atoms; both problems would have one fingerprint."""
    task, source = registry.load(NAME), stream(NAME, 1).source
    whole = task.generate(randoms(source, 0)[0], task.levels[0])
    made = propositional.family
    monkeypatch.setattr(propositional, "family", lambda *arguments: 2 * made(*arguments))
    assert [m.problem for m in task.generate(randoms(source, 0)[0], task.levels[0]).other_members] == [
        m.problem for m in whole.other_members
    ]


def test_no_clause_stands_where_its_denial_could_deny_the_whole():
    """To say that the gate is not open only if the bell rings has two readings; "only if ... can it be that the gate is not open" has one."""
    for templates in TEMPLATES.values():
        for template in templates:
            assert not re.match(r"\{[ab]\},? (only|when|exactly|precisely|just|in exactly|if and only|if, but only)", template), template
            assert "and also" not in template, '"It is not true that ... and also that ..." denies one or both'


def test_two_rules_may_trade_their_parts():
    """An edit of two premises that no pair of single edits is: sought where one edit is not enough."""
    one, two = book.Compound("if", 1, 2), book.Compound("if", 3, 4)
    assert list(swaps(one, two)) == [
        ("rules", book.Compound("if", 1, 4), book.Compound("if", 3, 2)),
        ("rules", book.Compound("if", 3, 2), book.Compound("if", 1, 4)),
    ]
    assert not list(swaps(one, book.Compound("if", 2, 1))), "nothing follows from itself"


@pytest.mark.parametrize("level", [1, 5, 10])
def test_edits_of_two_premises_only_where_one_is_not_enough(level, scale):
    judge = oracle(NAME)
    pairs = 0
    for family in families(level, 10 * scale):
        original = json.loads(family[0].problem.to_json())
        for provenance in certificates(family):
            if len(provenance["edits"]) == 2:
                pairs += 1
                assert not judge.reachable(original, provenance["target"])
    assert pairs, "some need two"


def test_what_a_formula_says_is_its_canonical_form():
    one = [
        [Compound("if", 1, 2), Compound("if", -2, -1), Compound("or", -1, 2), Compound("nand", 1, -2)],
        [Compound("and", 1, 2), Compound("nor", -2, -1)],
        [Compound("iff", 1, 2), Compound("xor", 1, -2), Compound("iff", -2, -1)],
        [Compound("if", Pair("and", 1, 2), 3), Compound("if", 2, Pair("or", 3, -1))],
        [1, Compound("and", 1, 1), Compound("if", -1, 1)],
    ]
    forms = [{false_cases(formula) for formula in same} for same in one]
    assert [len(form) for form in forms] == [1] * len(one) and len(set.union(*forms)) == len(one)
    assert false_cases(Compound("or", 1, -1)) == ()
    for formula, _ in (pair for shape in SHAPES for pair in islice(candidates(shape, 4), 20)):
        cases = [set(case) for case in false_cases(formula)]
        for world in range(16):
            literals = {atom if world >> atom - 1 & 1 else -atom for atom in range(1, 5)}
            assert any(case <= literals for case in cases) != bool(book.worlds(formula, 4) >> world & 1)


def test_findings_are_read_strictly():
    for line, stand, cited in (
        ("[2], [5] - supports.", "supports", (2, 5)),
        (" [1] - contradicts", "contradicts", (1,)),
        ("[1], [3] and [4] - supported.", "supports", (1, 3, 4)),
        ("none - not supported.", "neither", ()),
        ("None — Not supported", "neither", ()),
        ("none - neither.", "neither", ()),
    ):
        assert read_finding(line) == Finding(stand, cited)
    for line in (
        "",
        "none",
        "[1], [2]",
        "[1] - not contradicted.",
        "[1] - supports, or contradicts.",
        "[1] - unsupported",
        "1, 2 - supports",
        "[0x1] - supports",
    ):
        assert read_finding(line) is None


def _damaged(trace, cores, premises):
    """(reason, step, text): rationales with one thing wrong."""
    lines = trace.split("\n")
    found = [i for i, line in enumerate(lines) if line.startswith("Identify Premises:")]

    def with_line(place, text):
        return "\n".join([*lines[: found[place]], f"Identify Premises: {text}", *lines[found[place] + 1 :]])

    for place, (stand, cited) in enumerate(cores):
        numbers = ", ".join(f"[{n}]" for n in cited)
        if stand == "neither":
            yield "cites", place + 1, with_line(place, "[1] - not supported.")
            yield "relation", place + 1, with_line(place, "[1], [2] - supports.")
        else:
            other = "supports" if stand == "contradicts" else "contradicts"
            yield "relation", place + 1, with_line(place, f"{numbers} - {other}.")
            yield "relation", place + 1, with_line(place, "none - not supported.")
            yield "cites", place + 1, with_line(place, f"none - {stand}.")
            yield "cites", place + 1, with_line(place, f"{numbers}, {numbers} - {stand}.")
            for absent in (0, premises + 1, 99):
                yield "cites", place + 1, with_line(place, f"{numbers}, [{absent}] - {stand}.")
                yield "cites", place + 1, with_line(place, f"[{absent}] - {stand}.")
            if len(cited) > 1:
                yield "core", place + 1, with_line(place, f"{', '.join(f'[{n}]' for n in cited[1:])} - {stand}.")
            for spare in [n for n in range(1, premises + 1) if n not in cited][:1]:
                yield "core", place + 1, with_line(place, f"{numbers}, [{spare}] - {stand}.")
        yield "format", place + 1, with_line(place, "see above")
        yield "missing", 0, "\n".join(line for i, line in enumerate(lines) if i != found[place])
    yield "missing", 0, trace.replace("(c)", "(d)", 1)
    yield "missing", 0, trace + "\nAnalysis: once more."
    yield "missing", 0, ""


@pytest.mark.parametrize("level", [1, 5, 10])
def test_faults_of_a_rationale_are_found_at_their_step(level):
    for family in families(level, 5):
        for member, provenance in zip(family, certificates(family), strict=True):
            answer = f"\n\n<answer>\n{member.answer}\n</answer>"
            assert book.verify_trace(member.problem, member.trace + answer).accepted
            assert book.verify_trace(member.problem, member.trace).accepted, "the conclusion is an answer where there is no other"
            other = "A" if member.answer != "A" else "B"
            assert book.verify_trace(member.problem, f"{member.trace}\n<answer>{other}</answer>").reason == "answer"
            assert book.verify_trace(member.problem, member.rejected).reason == "answer"
            cores = [(core["relation"], core["premises"]) for core in provenance["cores"]]
            assert sum(stand == "supports" for stand, _ in cores) == (member.answer != "Unknown")
            for reason, step, text in _damaged(member.trace, cores, len(member.problem.premises)):
                verdict = book.verify_trace(member.problem, text + answer)
                assert (verdict.accepted, verdict.reason, verdict.step) == (False, reason, step), text
                assert step == 0 or verdict.sound == step - 1


@pytest.mark.parametrize("level", [1, 5])
def test_any_smallest_proof_will_do(level):
    """Where an option has several cores, a rationale may cite any of them, in any order."""
    others = 0
    for family in families(level, 15):
        for member in family:
            sets, options = book.sets(member.problem)
            lines = member.trace.split("\n")
            found = [i for i, line in enumerate(lines) if line.startswith("Identify Premises:")]
            for place, option in enumerate(options):
                stand, cited = relation(sets, option, every(member.problem.atoms))
                if stand == "neither":
                    continue
                refuted = option if stand == "contradicts" else every(member.problem.atoms) & ~option
                another = tuple(len(sets) - 1 - i for i in core(sets[::-1], refuted))
                others += set(another) != set(cited)
                told = " and ".join(f"[{i + 1}]" for i in another)
                before = [*lines[: found[place] - 1], f"Analysis: {told} show it."]
                text = "\n".join([*before, f"**Identify Premises:** {told} - {stand}", *lines[found[place] + 1 :]])
                assert book.verify_trace(member.problem, text), text
    assert others


def test_options_that_need_no_premises_make_no_problem():
    for empty in (book.Compound("or", 1, -1), book.Compound("and", 1, -1)):
        options = ((empty, "The gate is open or not."), *book._GATE.options[1:])
        with pytest.raises(msgspec.ValidationError):
            book.Propositional.from_json(msgspec.json.encode({**msgspec.to_builtins(book._GATE), "options": options}))


@pytest.mark.parametrize(
    ("analysis", "finding", "reason"),
    [
        ("By [99], the moon is made of cheese.", "[1], [2], [3] - supports", "cites"),
        ("By [3], the gate is open. By [4], the well is deep.", "[1], [2], [3] - supports", "cites"),
        ("By [3], the gate is open; [4] is irrelevant. So this option must be true.", "[1], [2], [3] - supports", ""),
        ("So this option must be false.", "[1], [2], [3] - supports", "conclusion"),
        ("The premises leave this open.", "[1], [2], [3] - supports", "conclusion"),
        (
            "By [3], the gate is open. By [1], the bridge is guarded. By [2], the tower is lit. So this option is true.",
            "[1], [2], [3] - supports",
            "",
        ),
        ("By [3], the gate is open. By [1], the bridge is not guarded. By [2], the tower is lit.", "[1], [2], [3] - supports", "step"),
        ("Suppose this option were false. By [3], the gate is open. That cannot be, by [2].", "[1], [2], [3] - supports", "step"),
        ("It is plain to see.", "[1], [2], [3] - supports", ""),
    ],
)
def test_an_analysis_is_judged(analysis, finding, reason):
    """Of the option that the tower is lit and the gate is open."""
    found = _rationale.read_finding(finding)._replace(analysis=analysis)
    assert _rationale._judged(found, book._about(book._GATE), 1).reason == reason


@pytest.mark.parametrize("level", [1, 5, 10])
def test_analyses_are_short_and_shown(level, scale):
    for family in families(level, 10 * scale):
        for member in family:
            found = _rationale.findings(member.trace)
            for place, finding in enumerate(found):
                assert len(finding.analysis.split()) <= MAX_WORDS
                assert _rationale._judged(finding, book._about(member.problem), place) == ("", True), finding.analysis


def test_cases_of_an_open_option_are_looked_at():
    """Of the option that the gate is open and the well is deep. Cases that can be are sound; shown is what suffices by itself."""
    rest = "the bridge is guarded, the tower is lit"
    for true, false, reason, shown in (
        (f"{rest}, the gate is open and the well is deep", f"{rest}, the gate is open and the well is not deep", "", True),
        (f"{rest}, the gate is open and the well is deep", "the well is not deep, with all else the same", "", True),
        (f"{rest}, the gate is open and the well is deep", "the well is not deep", "", False),
        ("the gate is open and the well is deep", "the well is not deep, with all else the same", "", False),
        (f"{rest}, the gate is open and the well is deep", "the tower is not lit, with all else the same", "world", False),
        ("the gate is open and the well is deep", "the well is deep", "world", False),
        ("the gate is not open and the well is deep", "the well is not deep", "world", False),
        ("the moon is full", "the well is deep", "world", False),
        ("the moon is full", "it is not", "", False),
    ):
        text = f"All premises can be true while {true}, which makes it true, and also while {false}, which makes it false."
        judged = _rationale._judged(_rationale.Finding("neither", (), text), book._about(book._GATE), 0)
        assert judged == (reason, shown), text


def test_proofs_go_through_the_cases_of_one_statement():
    """Three people of whom nobody may be both, told by worlds alone: six atoms, the supposition has three ways to be true."""
    true = patterns(6)
    pairs = [(true[k] & true[k + 3]) for k in range(3)]
    premises = [Statement(every(6) & ~pair, (k, k + 3)) for k, pair in enumerate(pairs)]
    supposed = Statement(pairs[0] | pairs[1] | pairs[2], tuple(range(6)))
    assert prove(premises, supposed, 6, direct=True) is None
    proof = prove(premises, supposed, 6, direct=False)
    assert not proof.steps and proof.of == 3
    assert {case.literals for case in proof.cases} == {((k, True), (k + 3, True)) for k in range(3)}
    assert [case.proof for case in proof.cases] == [Proof((), case.proof.dead) for case in proof.cases] and size(proof) == 9
    assert prove(premises[:2], supposed, 6, direct=False) is None


def test_a_statement_says_in_the_worlds_of_its_own_atoms_what_it_says_in_all():
    rng, clashes, said = Random(3), 0, 0
    for _ in range(300):
        atoms = tuple(rng.sample(range(6), rng.randint(1, 4)))
        truth = {values: rng.random() < 0.3 for values in product((False, True), repeat=len(atoms))}
        true = [world for world in range(64) if truth[tuple(bool(world >> atom & 1) for atom in atoms)]]
        known = {atom: rng.random() < 0.5 for atom in rng.sample(range(6), rng.randint(0, 3))}
        left = [world for world in true if all(world >> atom & 1 == so for atom, so in known.items())]
        expected = tuple(
            (atom, so) for atom in atoms if atom not in known for so in (False, True) if all(w >> atom & 1 == so for w in left)
        )
        found = _Own(Statement(sum(1 << world for world in true), atoms), 6).says(*as_bits(known))
        assert found == (expected if left else None)
        clashes, said = clashes + (found is None), said + bool(found)
    assert clashes > 30 and said > 30


def test_clauses_are_read_whatever_parts_them():
    """Also with a comma too many; a clause and its denial leave no world."""
    plain = book._ways(book._GATE, "the gate is open, the well is deep")
    for text in ("the gate is open, and the well is deep", "the gate is open and the well is deep.", "the gate is open, the well is deep,"):
        assert book._ways(book._GATE, text) == plain and len(plain) == 1
    assert book._ways(book._GATE, "the gate is open, , the well is deep") == plain
    assert book._ways(book._GATE, "the gate is open, the gate is not open") == []
