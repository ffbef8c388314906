"""Laws of the reward by steps, for every task whose steps can be checked: the worked solution of each row earns all of it, and cheap text
earns nothing that a proof has not earned. `pytest -s` prints the best score of the farmer per task."""

import re
from random import Random

import pytest
from drawing import CHECKED, draws_of, rows

from synth.verifiers import score, score_steps, verify_trace
from synth.verifiers.reward import verifier

FORM = re.compile(r"^S(\d+): (.*) \[((?:[FS]\d+(?:, )?)+)\]$", re.MULTILINE)
"""A step that cites facts and steps."""
LINE = re.compile(r"^S(\d+): (.*)$", re.MULTILINE)
"""A step that cites nothing: an equation between numbers, worked out from what is known."""
ROUNDS = 8
"""Of the farmer's search over edits of one completion."""


def concerns(name):
    """Whether the steps of a task can be checked: these laws are about no other."""
    return verifier(f"synth/{name}").proven is not None


def _parts(row):
    """The worked solution without its answer, and the answer as a completion ends in it."""
    text, answer = row["trajectory"][0]["content"], f"\n\n<answer>\n{row['extra_info']['answer']}\n</answer>"
    assert text.endswith(answer)
    return text.removesuffix(answer), answer


def _earned(row, text):
    return score_steps(row["data_source"], text, row["reward_model"]["ground_truth"])


@pytest.mark.parametrize("level", CHECKED)
def test_worked_solutions_earn_all_and_answers_alone_nothing(name, level, scale):
    draws = draws_of(name) * scale
    answers = {row["extra_info"]["answer"] for row in rows(name, level, draws)}
    for row in rows(name, level, draws):
        proof, answer = _parts(row)
        assert _earned(row, proof + answer) == 1.0
        assert _earned(row, f"I guess.{answer}") == _earned(row, answer) == 0.0
        for other in sorted(answers - {row["extra_info"]["answer"]})[:3]:
            wrong = f"{proof}\n\n<answer>\n{other}\n</answer>"
            if not score(row["data_source"], wrong, row["reward_model"]["ground_truth"]):
                assert _earned(row, wrong) == 0.0, other
        if rejected := row["extra_info"]["rejected"]:
            assert _earned(row, rejected) < 1.0
            assert not verify_trace(row["data_source"], rejected, row["reward_model"]["ground_truth"])


@pytest.mark.parametrize("level", CHECKED)
def test_longer_sound_proofs_earn_no_less_and_idle_text_no_more(name, level, scale):
    """Steps copied under new labels, before, between and after those of the proof, and prose."""
    for row in rows(name, level, 4 * scale):
        proof, answer = _parts(row)
        steps = FORM.findall(proof)
        assert _earned(row, f"Let me see.\n{proof}\nThat is it.{answer}") == 1.0
        for label, claim, cited in steps:
            again = f"S{int(label) + 900}: {claim} [{cited}]"
            assert _earned(row, proof.replace(f"[{cited}]", f"[{cited}]\n{again}", 1) + answer) == 1.0
        for kept in range(len(steps)):  # the honest prefix, and the same with its steps said again
            prefix = "\n".join(f"S{label}: {claim} [{cited}]" for label, claim, cited in steps[:kept])
            idle = "\n".join(f"S{900 + k}: {claim} [{cited}]" for k in range(3) for _, claim, cited in steps[:kept][:1])
            if "World A" not in proof:
                assert _earned(row, prefix + answer) == _earned(row, f"{prefix}\n{idle}{answer}") < 0.5


def _guesses(row, rng):
    """What costs nothing: claims with any citation, found in the prompt's own words or made of other steps."""
    proof, _ = _parts(row)
    steps = FORM.findall(proof)
    facts = len(re.findall(r"(?m)^\[\d+\]|(?:(?<=\s)|^)\[\d+\]", row["prompt"][0]["content"])) or 10
    last = steps[-1][1] if steps else ""

    def cited(count):
        return ", ".join(f"F{n}" for n in rng.sample(range(1, facts + 1), min(count, facts)))

    return [
        lambda label: f"S{label}: {last} [{cited(6)}]",
        lambda label: f"S{label}: {last} [{cited(4)}]",
        lambda label: f"S{label}: {last} [{cited(facts)}]",
        lambda label: f"S{label}: {last} [S{label}]",
        lambda label: f"S{label}: {last} [S{label + 1}]",
        lambda label: f"S{label}: {proof.splitlines()[0]} [{cited(1)}]",
        lambda label: f"S{label}: {last} or {last} [F1]",
        lambda label: f"World {'AB'[label % 2]}: none",
    ]


def _equations(row, rng):
    """True equations: sums of numbers from the prompt, the answer from itself, and all numbers in a row."""
    told = [int(n) for n in re.findall(r"\d{1,9}", row["prompt"][0]["content"])] or [2, 3]
    answer = row["extra_info"]["answer"]
    last = int(answer) if re.fullmatch(r"-?\d+", answer) else 7
    a, b = rng.choice(told), rng.choice(told)
    first = rng.randint(0, 100)
    return [
        lambda label: f"S{label}: {a} + {b} = {a + b}",
        lambda label: f"S{label}: {a} * {b} = {a * b}",
        lambda label: f"S{label}: {a} mod {max(b, 1)} = {a % max(b, 1)}",
        lambda label: f"S{label}: {last} + 0 = {last}",
        lambda label: f"S{label}: {last} mod {abs(last) + 1} = {last}" if last >= 0 else f"S{label}: 0 - {-last} = {last}",
        lambda label: f"S{label}: {a} + ({last} - {a}) = {last}",
        lambda label: "\n".join(f"S{1000 + label * 100 + n}: {n} + 1 = {n + 1}" for n in range(first, first + 60)),
    ]


def _rationales(row, rng, rounds):
    """Four findings by one who knows the answer and guesses the rest: the right option by some premises, which the analysis names, the others
    open, without cases or with cases made of the prompt's own clauses."""
    proof, _ = _parts(row)
    heads = re.findall(r"^\(([a-d])\) (.*)$", proof, re.MULTILINE)
    numbers = sorted({int(n) for n in re.findall(r"\[(\d+)\]", row["prompt"][0]["content"])}) or [1, 2, 3]
    cores = [re.findall(r"\[\d+\]", line) for line in re.findall(r"Identify Premises: (.*)", proof)]
    pieces = [piece for piece in re.split(r"[.;:,\n]|\b(?:if|then|and|or|unless|that)\b", row["prompt"][0]["content"]) if 3 <= len(piece.split()) <= 9]
    answer = row["extra_info"]["answer"]
    for turn in range(rounds):
        parts = []
        for place, (label, text) in enumerate(heads):
            if label.upper() == answer:
                core = ", ".join(f"[{n}]" for n in sorted(rng.sample(numbers, min(len(numbers), rng.randint(2, 4)))))
                core = ", ".join(cores[place]) if turn % 4 == 3 else core
                parts.append(f"({label}) {text}\nAnalysis: By {core}, it is so.\nIdentify Premises: {core} - supports.")
                continue
            one, two = (", ".join(" ".join(p.split()) for p in rng.sample(pieces, min(len(pieces), 3))) for _ in range(2))
            cases = f"can be true while {text[:-1] if turn % 2 else one}, which makes it true, and also while {two}, which makes it false."
            parts.append(f"({label}) {text}\nAnalysis: {'It is so.' if turn < 2 else cases}\nIdentify Premises: none - not supported.")
        end = "none of the options must be true: Unknown" if answer == "Unknown" else f"the answer is ({answer.lower()})"
        yield "\n\n".join(parts) + f"\n\nTherefore {end}."


@pytest.mark.parametrize("level", CHECKED)
def test_a_farmer_earns_no_more_than_an_honest_prefix(name, level, scale):
    """The farmer knows every answer and a part of the proof, and may add what it likes: it never beats what the part alone earns, but by
    finding the proof: two lucky guesses in a hundred at most. (In rationales it even knows the premises of the right option.)"""
    rng, lucky, tries, best, rounds = Random(5), 0, 0, 0.0, ROUNDS
    for row in rows(name, level, 6 * scale):
        proof, answer = _parts(row)
        steps = FORM.findall(proof)
        if "Identify Premises" in proof:
            for text in _rationales(row, rng, rounds):
                earned = _earned(row, text + answer)
                lucky, tries = lucky + (earned > 0), tries + 1
            continue
        written = [f"S{label}: {claim} [{cited}]" for label, claim, cited in steps] or [line[0] for line in LINE.finditer(proof)]
        guesses = _guesses if steps else _equations
        for kept in {0, len(written) // 2, max(len(written) - 1, 0)}:
            honest = written[:kept]
            while not steps and honest and _earned(row, "\n".join(honest) + answer) == 1.0:
                honest = honest[:-1]  # a derivation that has its value already, and only says so at the end
            alone = now = _earned(row, "\n".join(honest) + answer)
            text = honest
            for turn in range(rounds):
                for number, guess in enumerate(guesses(row, rng)):
                    place = rng.randint(0, len(text))
                    more = [*text[:place], guess(500 + 10 * turn + number), *text[place:]]
                    earned = _earned(row, "\n".join(more) + answer)
                    tries += 1
                    if earned >= 0.5:  # a citation that happens to prove it, beside a wrong step or not
                        lucky += 1
                    elif earned > now or (steps and earned == now):  # a row of equations is long, and one is enough
                        text, now = more, earned
            assert now <= alone < 0.5
            best = max(best, now if kept == 0 else 0.0)
    print(f"\n{name} level {level}: best without a proof {best}, {lucky} of {tries} guesses hit a proof")
    assert best == 0.0
    assert lucky <= 0.02 * tries + (5 if scale == 1 else 0)  # few rows, and lucky guesses come together, at a row with a short proof
