"""The audit finds what is wrong with a run, names the row, and passes what is right; the shortcut probes find planted leaks and nothing
else."""

import dataclasses
import random
import re
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from running import run_here

import synth.verifiers.logic.game_of_24 as rule_book
from synth.cli import _main
from synth.generators import registry
from synth.pipelines import audit, prove, shortcuts
from synth.pipelines.features import options
from synth.schemas.errors import RequestError
from synth.schemas.record import arrow_schema
from synth.schemas.task import Sample
from synth.schemas.verdict import TraceVerdict
from synth.verifiers.extract import final_answer

TASKS = (("logic/game_of_24", 1.0), ("logic/web_of_lies", 1.0), ("logic/word_sorting", 1.0))
SPLITS = (("train", 0.9), ("test", 0.1))


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A run of three tasks and two splits."""
    out = tmp_path_factory.mktemp("audit") / "run"
    run_here(out, tasks=TASKS, n=150, difficulty=(2, 3), splits=SPLITS)
    return out


def _pairs(rng, knobs):
    """Two ways to one sum, with worked solutions and baits: a task of pairs made of a single one."""
    a, b, c = (rng.randint(2, 60) for _ in range(3))
    members = [_sum(a, b, c), _sum(a - 1, b, c + 1)]
    return dataclasses.replace(members[0], twins=(members[1],))


def _sum(*numbers):
    problem, expression = rule_book.GameOf24(tuple(sorted(numbers)), sum(numbers)), " + ".join(map(str, numbers))
    bait = f"S1: wrong\n<answer>\n{expression.replace('+', '*')}\n</answer>"
    return Sample(problem, expression, 1.0, trace=f"S1: {expression}", bait=bait, certificate='{"role": "original"}')


def _verify_trace(problem, completion):
    answer = final_answer(completion)
    right = isinstance(answer, str) and rule_book.verify(problem, answer).accepted
    return TraceVerdict(right and "wrong" not in completion, "" if right else "answer", 1, 1, 0)


@pytest.fixture
def pairs(tmp_path, monkeypatch):
    """Rows of a run of pairs, as a list to spoil."""
    load = registry.load
    task = dataclasses.replace(load("logic/game_of_24"), generate=_pairs, family=2, kin=lambda problem: problem.target)
    monkeypatch.setattr(registry, "load", lambda name: task if name == task.name else load(name))
    monkeypatch.setattr(rule_book, "verify_trace", _verify_trace, raising=False)
    monkeypatch.setattr(rule_book, "TRACE_FORM", "steps", raising=False)
    run_here(tmp_path / "pairs", tasks=((task.name, 1.0),), n=40, splits=SPLITS)
    return [row for path in sorted((tmp_path / "pairs").glob("data/*.parquet")) for row in pq.read_table(path).to_pylist()]


def _audit_rows(tmp_path, rows):
    pq.write_table(pa.Table.from_pylist(rows, arrow_schema()), tmp_path / "rows.parquet")
    return audit.audit(str(tmp_path / "rows.parquet"))


def test_a_sound_run_is_proved(sound):
    result = audit.audit(str(sound))
    assert result.failures == []
    for name, _ in TASKS:
        assert result.totals[name]["rows"] == result.totals[name]["proved"] == 50
    assert result.totals["logic/web_of_lies"]["unique"] == 50
    assert "150 rows, all proved again." in audit.table(result)


def test_processes_give_what_one_gives(sound, monkeypatch):
    here = audit.audit(str(sound), workers=1)
    monkeypatch.setattr(audit, "SMALL", 0)
    monkeypatch.setattr(audit, "CHUNK", 40)
    there = audit.audit(str(sound), workers=2)
    assert (there.failures, there.totals) == (here.failures, here.totals)


def test_a_sound_run_of_pairs_is_proved(tmp_path, pairs):
    result = _audit_rows(tmp_path, pairs)
    assert result.failures == []
    counts = result.totals["logic/game_of_24"]
    assert (counts["rows"], counts["families"], counts["traces"], counts["baits"]) == (40, 20, 40, 40)


@pytest.mark.parametrize("limit", [1, 7, 20, 39])
def test_a_limit_takes_whole_families_evenly(tmp_path, pairs, limit):
    pq.write_table(pa.Table.from_pylist(pairs, arrow_schema()), tmp_path / "rows.parquet")
    result = audit.audit(str(tmp_path / "rows.parquet"), limit=limit)
    assert result.failures == []
    assert limit - 1 <= result.totals["logic/game_of_24"]["rows"] <= limit + 1


def _extra(**fields):
    return lambda rows: rows[6]["extra_info"].update(fields)


def _truth(text):
    return lambda rows: rows[6]["reward_model"].update(ground_truth=text)


def _move_family(rows):
    for row in rows[6:8]:
        row["extra_info"]["split"] = "test" if row["extra_info"]["split"] == "train" else "train"


def _swap_truths(rows):
    rows[6]["reward_model"], rows[8]["reward_model"] = rows[8]["reward_model"], rows[6]["reward_model"]


def _twice(rows):
    rows += [dict(row) for row in rows[6:8]]


SPOILT = [
    (_truth('{"numbers": [1'), "6", "does not decode"),
    (_truth('{"numbers": [1, 2, 3], "target": 0}'), "6", "does not decode"),
    (lambda rows: rows[6].update(data_source="synth/logic/sudoku"), "6", "does not decode"),
    (_extra(task="logic/nothing"), "6", "no task"),
    (_extra(answer="1 + 1 + 1"), "6", "the rule book refuses the answer '1 + 1 + 1' (numbers)"),
    (_extra(answer="1 + 1 + 1"), "6", "the oracle refuses the answer"),
    (_swap_truths, "6", "the fingerprint is not that of the problem"),
    (_swap_truths, "8", "the rule book refuses"),
    (_extra(fingerprint="0" * 32), "6", "the fingerprint is not that of the problem"),
    (_move_family, "7", "stands in split"),
    (_extra(split="other"), "6", "members of a family differ in split"),
    (_extra(draw=10**6), "6", "members of a family differ in draw"),
    (lambda rows: rows[6]["trajectory"][0].update(content="S1: wrong"), "6", "the trajectory is not the trace and the answer"),
    (lambda rows: rows[6].update(trajectory=[]), "6", "the trajectory is not the trace and the answer"),
    (lambda rows: (_extra(trace="wrong")(rows), rows[6]["trajectory"][0].update(content=_content(rows[6]))), "6", "the trajectory is refused"),
    (lambda rows: rows[6]["extra_info"].update(bait=rows[6]["trajectory"][0]["content"]), "6", "the bait is accepted"),
    (lambda rows: rows.pop(7), "6", "not whole"),
    (lambda rows: rows.pop(6), "6", "not whole"),
    (_extra(pair_id=""), "6", "not whole"),
    (_extra(pair_id=""), "7", "not whole"),
    (lambda rows: [row["extra_info"].update(pair_id="1" * 32) for row in rows[6:8]], "6", "pair_id is not the first member's fingerprint"),
    (_twice, "40", "stands in several places"),
    (lambda rows: rows.insert(19, rows.pop(7)), "19", "stands in several places"),
]


def _content(row):
    return f"{row['extra_info']['trace']}\n\n<answer>\n{row['extra_info']['answer']}\n</answer>"


@pytest.mark.parametrize(("spoil", "number", "words"), SPOILT, ids=range(len(SPOILT)))
def test_what_is_spoilt_is_found_and_named(tmp_path, pairs, spoil, number, words):
    assert pairs[6]["extra_info"]["member"] == 0
    spoil(pairs)
    result = _audit_rows(tmp_path, pairs)
    found = [failure.what for failure in result.failures if failure.place.endswith(f"rows.parquet:{number}")]
    assert any(words in what for what in found), result.failures
    assert len({failure.place for failure in result.failures}) <= 3


def test_pairs_that_are_not_kin_and_pairs_without_unknown_are_found(tmp_path, pairs, monkeypatch):
    monkeypatch.setattr(prove, "PAIRED", ("logic",))
    result = _audit_rows(tmp_path, pairs)
    assert len(result.failures) == 20
    assert "this one has 2 members, 0 Unknown" in result.failures[0].what
    monkeypatch.setattr(prove, "PAIRED", ())
    other = dataclasses.replace(registry.load("logic/game_of_24"), kin=lambda problem: problem.numbers)
    monkeypatch.setattr(registry, "load", lambda name: other)
    assert any(failure.what == "the members are not kin" for failure in _audit_rows(tmp_path, pairs).failures)


def test_an_oracle_judges_families(tmp_path, pairs, monkeypatch):
    oracle = prove._oracle("logic/game_of_24")
    seen = []
    monkeypatch.setattr(oracle, "audit_family", lambda members: seen.append(members) or ("odd edit" if len(seen) == 3 else ""), raising=False)
    result = _audit_rows(tmp_path, pairs)
    assert [failure.what for failure in result.failures] == ["odd edit"]
    assert seen[0][0].keys() == {"problem", "answer", "certificate"}
    assert seen[0][1]["certificate"] == {"role": "original"}


def test_oracles_that_break_or_are_missing_prove_nothing(tmp_path, pairs, sound, monkeypatch, capsys):
    with monkeypatch.context() as patch:
        patch.setattr(prove._oracle("logic/game_of_24"), "check", lambda problem, answer: 1 // 0)
        assert "ZeroDivisionError" in _audit_rows(tmp_path, pairs).failures[0].what
        patch.setattr(prove, "_oracle", lambda name: None)
        assert "no oracle" in _audit_rows(tmp_path, pairs).failures[0].what
    monkeypatch.delitem(sys.modules, "synth.pipelines.oracles.logic.web_of_lies", raising=False)
    monkeypatch.setitem(sys.modules, "z3", None)
    assert _main(["audit", str(sound)]) == 1
    assert "(z3): pip install 'synth-rlvr[audit]'" in capsys.readouterr().err


def test_files_are_those_of_the_manifest(tmp_path):
    out = tmp_path / "run"
    run_here(out, n=120, splits=SPLITS)
    first, second, *_ = sorted(out.glob("data/*.parquet"))
    pq.write_table(pq.read_table(first), first, compression="none")
    second.rename(out / "data" / "more-00000.parquet")
    found = {(failure.place, failure.what) for failure in audit.audit(str(out)).failures}
    assert found == {
        (f"data/{first.name}", "the file is not the one of the manifest (sha256)"),
        (f"data/{second.name}", "the manifest's file is not there"),
        ("data/more-00000.parquet", "a file that the manifest does not have"),
    }


def test_the_command_says_what_is_wrong_and_exits_with_1(tmp_path, pairs, capsys):
    for row in pairs:
        row["extra_info"]["fingerprint"] = "0" * 32
    pq.write_table(pa.Table.from_pylist(pairs, arrow_schema()), tmp_path / "rows.parquet")
    assert _main(["audit", str(tmp_path / "rows.parquet")]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith(f"{tmp_path}/rows.parquet:0  logic/game_of_24: ")
    assert "... and 40 more failures" in out
    assert _main(["audit", str(tmp_path / "pairs"), "--limit", "10"]) == 0


# -- shortcuts


def _story(rng, unknown, leak=""):
    """A prompt that says nothing about its label, but for the leak."""
    names = rng.sample("Ann Ben Cleo Dora Emil Finn Greta Hugo Ida Jon Kira Leo Mona Nils".split(), 6)
    facts = [f"{rng.choice(names)} is {rng.choice('older taller kinder'.split())} than {rng.choice(names)} by {rng.randint(2, 40)}." for _ in range(8)]
    if leak == "sentence" and unknown:
        facts.append("Nobody said anything else on that day.")
    if leak == "word" and rng.random() < 0.5:
        facts[3] = facts[3].replace(" is ", " is perhaps " if unknown else " is surely ")
    if leak == "asked":
        facts[0] = f"{names[0]} is older than {names[1]} by 3." if unknown else f"{names[1]} is older than {names[0]} by 3."
    return "\n".join([*facts, f"How tall is {names[0]}?", "<answer>\n17\n</answer>"])


def _write(tmp_path, texts, answers, pairs):
    rows = [
        {
            "data_source": "synth/honest/toy", "prompt": [{"role": "user", "content": text}], "ability": "honest",
            "reward_model": {"style": "rule", "ground_truth": "{}"}, "trajectory": [],
            "extra_info": {"task": "honest/toy", "difficulty": 3, "answer": answer, "pair_id": pair, "fingerprint": f"{k:032x}", "split": "train"},
        }
        for k, (text, answer, pair) in enumerate(zip(texts, answers, pairs, strict=True))
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(rows, arrow_schema()), tmp_path / "rows.parquet")
    return str(tmp_path / "rows.parquet")


def _twins(tmp_path, leak, n=1_200):
    rng = random.Random(5)
    unknown = [bool((k + k // 2) % 2) for k in range(n)]
    texts = [_story(rng, is_so, leak) for is_so in unknown]
    return _write(tmp_path, texts, ["Unknown" if is_so else str(rng.randint(2, 99)) for is_so in unknown], [f"{k // 2:032x}" for k in range(n)])


def test_twins_without_a_leak_pass(tmp_path, capsys):
    assert _main(["audit", _twins(tmp_path, ""), "--shortcuts"]) == 0
    assert "all at chance" in capsys.readouterr().out


@pytest.mark.parametrize(("leak", "probe", "feature"), [
    ("sentence", "counts: trees", "sentences"),
    ("sentence", "words: regression", "nobody"),
    ("sentence", "words: naive Bayes", "nobody"),
    ("word", "words: regression", "perhaps"),
    ("word", "pairs of words: regression", "is perhaps"),
    ("asked", "question: trees", "mention"),
    ("asked", "words beside what is asked: regression", "ASKED"),
])  # fmt: skip
def test_a_planted_leak_is_found_and_its_feature_named(tmp_path, leak, probe, feature):
    results, _ = shortcuts.audit_shortcuts(_twins(tmp_path, leak))
    found = next(result for result in results if result.probe == probe)
    assert found.failed
    assert found.chance == 0.5
    assert feature in " ".join(found.best), found.best
    assert not results[0].failed, "the most common label is no shortcut"


def test_shuffled_labels_pass(tmp_path):
    rng = random.Random(6)
    texts = [_story(rng, k % 2, "sentence") for k in range(1_200)]
    answers = ["Unknown" if rng.random() < 0.5 else "17" for _ in texts]
    results, _ = shortcuts.audit_shortcuts(_write(tmp_path, texts, answers, [f"{k // 2:032x}" for k in range(1_200)]), "unknown")
    assert len(results) > 10
    assert not [result for result in results if result.failed]


def _choice(rng, right, leak):
    nouns = rng.sample("lamps doors boats trees birds stones wheels bells".split(), 4)
    letters = [f"{chr(65 + k)}) the {noun} are {rng.choice('red old new wet'.split())}" for k, noun in enumerate(nouns)]
    if leak == "length":
        letters[right] += " and always were, as far as can be told"
    return "\n".join([f"[{k}] The {rng.choice(nouns)} are here." for k in range(5)] + ["Which one must be true?", *letters])


def _choices(tmp_path, leak, share=0.0):
    rng = random.Random(7)
    right = [2 if rng.random() < share else rng.randrange(4) for _ in range(1_600)]
    texts = [_choice(rng, k, leak) for k in right]
    results, _ = shortcuts.audit_shortcuts(_write(tmp_path, texts, ["ABCD"[k] for k in right], [""] * len(texts)))
    return {result.probe: result for result in results if result.failed}


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_an_answer_that_prefers_a_place_is_found(tmp_path, share):
    failed = _choices(tmp_path, "", share)
    assert set(failed) == {"most common label"}
    assert failed["most common label"].best[0].startswith("C is the answer of ")


def test_an_answer_that_looks_different_is_found(tmp_path):
    failed = _choices(tmp_path, "length")
    assert {"each option: counts", "each option: words", "each option: pairs of words"} <= set(failed)
    assert "characters" in " ".join(failed["each option: counts"].best)
    assert "always" in " ".join(failed["each option: words"].best)


def test_options_without_a_leak_pass(tmp_path):
    assert not _choices(tmp_path, "")


def test_families_stay_in_one_half():
    rows = [shortcuts.Light(0, k, "1", f"{k // 3}") for k in range(1_000)]
    random.Random(1).shuffle(rows)
    chosen = shortcuts._sample(rows, 700)
    assert 700 <= len(chosen) <= 702
    assert chosen == shortcuts._sample(sorted(rows), 700), "the order of the rows plays no part"
    families = shortcuts.families(chosen)
    train = shortcuts.first_half(np.array(families))
    assert 340 <= train.sum() <= 360
    halves = {row.family: set() for row in chosen}
    for row, half in zip(chosen, train.tolist(), strict=True):
        halves[row.family].add(half)
    assert all(len(found) == 1 for found in halves.values())


def test_twins_do_not_leak_between_the_halves(tmp_path):
    """Texts that only twins share, so that a probe could know one half's labels from the other's if a pair were parted."""
    rng = random.Random(8)
    answers = ["Unknown" if rng.random() < 0.5 else "3" for _ in range(800)]
    texts = [f"The word is {'abcdefghij'[k % 10]}{k // 2:05d}. " * 3 for k in range(1_600)]
    doubled = [answer for answer in answers for _ in range(2)]
    results, _ = shortcuts.audit_shortcuts(_write(tmp_path, texts, doubled, [f"{k // 2:032x}" for k in range(1_600)]), "unknown")
    assert not [result for result in results if result.failed]


def test_what_cannot_be_probed_is_said(tmp_path):
    with pytest.raises(RequestError, match="a probe needs 500"):
        shortcuts.audit_shortcuts(_twins(tmp_path, "", n=200))
    with pytest.raises(RequestError, match="no label to probe"):
        shortcuts.audit_shortcuts(_write(tmp_path, ["How?"] * 600, [str(k) for k in range(600)], [""] * 600))


@pytest.mark.parametrize("prompt", [
    "Which?\nA) one\nB) two\nC) three\nD) four\nAnswer.", "Which?\n(a) one\n(b) two\n(c) three\n(d) four",
    "Which?\n**A.** one\n**B.** two\n**C.** three\n**D.** four", "Which? (a) one (b) two (c) three (d) four", "A: one\nB: two\nC: three\nD: four\nWhich?",
])  # fmt: skip
def test_options_are_read(prompt):
    found = options(prompt)
    assert found.texts == ("one", "two", "three", "four")
    assert not re.search("one|two|three|four", found.rest)
    assert "Which?" in found.rest


def test_prompts_without_options_have_none():
    assert options("1. A is red.\n2. B is not.\nIs C red?") is None
    assert options("") is None


def test_wrong_calls_of_the_audit(tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.parquet").write_text("PAR1 nothing")
    pq.write_table(pa.table({"x": [1]}), tmp_path / "other.parquet")
    for place, words in (("none", "no such file"), ("empty", "no Parquet file"), ("bad.parquet", "not a readable"), ("other.parquet", "not rows of ours")):
        for options_ in ([], ["--shortcuts"]):
            assert _main(["audit", str(tmp_path / place), *options_]) == 2
            assert words in capsys.readouterr().err
    assert _main(["audit", str(tmp_path), "--shortcuts", "--label", "unknwon"]) == 2
    assert "Did you mean 'unknown'" in capsys.readouterr().err
