"""Exports: every record of its form, every fault named, the same files whatever happens on the way. One file because every test starts
from the same family, written out by hand; long for that family and the tables of faults."""

import json
import subprocess
import sys
from collections import Counter
from copy import deepcopy
from hashlib import sha256

import datasets
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from drawing import rows
from running import contents, run_here, synth

from synth.cli import _main
from synth.generators import registry
from synth.pipelines.export import export as exporting
from synth.pipelines.export.records import KINDS, check_pair, check_preference, records, schema
from synth.pipelines.storage.store import Store
from synth.schemas.errors import BrokenTask, RequestError, SynthError
from synth.schemas.record import arrow_schema
from synth.verifiers.reward import verify_trace

SOURCE = "synth/counterfactual/propositional"
OPTIONS = (
    (["and", 1, 3], "The bell is cracked, and the door is barred."),
    (["and", 1, -3], "The bell is cracked; even so, the door is not barred."),
    (["if", 2, 4], "Whenever the clock has stopped, the light is out."),
    (["xor", 1, 2], "Exactly one holds: the bell is cracked; the clock has stopped."),
)
FIRST = (["if", 1, 2], "If the bell is cracked, the clock has stopped.")
THEN_3 = (["if", 2, 3], "If the clock has stopped, the door is barred.")
THEN_NOT_3 = (["if", 2, -3], "If the clock has stopped, the door is not barred.")
THEN_4 = (["if", 2, 4], "If the clock has stopped, then the light is out.")
LAST, OTHER = (1, "The bell is cracked."), (2, "The clock has stopped.")
MEMBERS = (  # role, answer, premises, what is edited, findings of the four options
    ("original", "A", (FIRST, THEN_3, LAST), (), ("[1], [2], [3] - supports", "[1], [2] - contradicts", "none - not supported", "[1], [3] - contradicts")),
    ("counterfactual", "B", (FIRST, THEN_NOT_3, LAST), (1,), ("[1], [2] - contradicts", "[1], [2], [3] - supports", "none - not supported", "[1], [3] - contradicts")),
    ("counterfactual", "C", (FIRST, THEN_4, LAST), (1,), ("none - not supported", "none - not supported", "[2] - supports", "[1], [3] - contradicts")),
    ("unknown", "Unknown", (FIRST, THEN_3, OTHER), (2,), ("none - not supported", "[2], [3] - contradicts", "none - not supported", "none - not supported")),
)


def path(findings, answer):
    parts = [
        f"({name}) {text}\nAnalysis: As the premises cited show.\nIdentify Premises: {found}.\n"
        for name, (_, text), found in zip("abcd", OPTIONS, findings, strict=True)
    ]
    end = "none of the options must be true: Unknown." if answer == "Unknown" else f"the answer is ({answer.lower()})."
    return "\n".join([*parts, f"Therefore {end}"])


def mark(*parts):
    return sha256(repr(parts).encode()).hexdigest()[:32]


def family(draw=0, split="train", task="counterfactual/propositional", padding=""):
    made = []
    for place, (role, answer, premises, edited, findings) in enumerate(MEMBERS):
        trace = path(findings, answer)
        shown = "\n".join([*(f"[{n}] {text}" for n, (_, text) in enumerate(premises, 1)), *(f"({x}) {o}" for x, (_, o) in zip("abcd", OPTIONS, strict=True))])
        old = MEMBERS[1 if place == 0 else 0]
        edits = [{"premise": n + 1, "kind": "swap", "before": MEMBERS[0][2][n][0], "after": premises[n][0]} for n in edited]
        problem = {"scene": "The tower is old.", "atoms": 4, "premises": premises, "options": OPTIONS}
        made.append({
            "data_source": f"synth/{task}", "ability": "counterfactual", "difficulty": 3,
            "prompt": [{"role": "user", "content": f"The tower is old. {padding}\n{shown}\nWhich one must be true?"}],
            "reward_model": {"style": "rule", "ground_truth": json.dumps(problem)},
            "extra_info": {
                "index": 5 * draw + place, "split": split, "task": task, "version": 1, "difficulty": 3, "knobs": "{}", "seed": 0, "draw": draw,
                "language": "en", "with_steps": False, "member": place, "fingerprint": mark(draw, place), "family_id": mark(draw), "answer": answer, "effort": 3.0, "trace": trace,
                "rejected": f"{path(old[4], old[1])}\n\n<answer>\n{old[1]}\n</answer>",
                "provenance": json.dumps({"role": role, "target": answer, "edits": edits, "cores": []}),
            },
            "trajectory": [{"role": "assistant", "content": f"{trace}\n\n<answer>\n{answer}\n</answer>"}],
        })  # fmt: skip
    return made


def single(draw=0, split="train"):
    """A row of a task without families and traces."""
    row = deepcopy(rows("logic/game_of_24", 1, 1)[0])
    row["extra_info"] |= {"split": split, "index": 5 * draw + 4, "trace": "", "rejected": "", "provenance": "", "family_id": ""}
    return row | {"trajectory": []}


def write_run(folder, shards, row_group=2_000):
    """A finished run's folder as far as an export looks at it. shards: path -> rows."""
    files = []
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for name, content in shards.items():
        pq.write_table(pa.Table.from_pylist(content, arrow_schema()), folder / name, compression="zstd", row_group_size=row_group)
        data = (folder / name).read_bytes()
        files.append({"path": name, "split": "train", "rows": len(content), "bytes": len(data), "sha256": sha256(data).hexdigest()})
    (folder / "manifest.json").write_text(json.dumps({"files": files}))
    return folder


@pytest.fixture
def run_folder(tmp_path):
    train = [row for draw in range(12) for row in (*family(draw), *([single(draw)] if draw % 3 else []))]
    return write_run(tmp_path / "run", {
        "data/test-00000.parquet": [row for draw in range(20, 23) for row in family(draw, "test")],
        "data/train-00000.parquet": train[:26], "data/train-00001.parquet": train[26:],
    }, row_group=7)  # fmt: skip


def pair():
    return next(records("contrastive", family(), Counter()))


def preference():
    return next(records("dpo", family(), Counter()))


def export(*request, advance=lambda done, total: None, **options):
    return exporting.export(exporting.ExportRequest(*request, **options), advance)


def read(out, kind, split="*"):
    return [row for file in sorted((out / kind).glob(f"{split}-*.parquet")) for row in pq.read_table(file).to_pylist()]


def test_the_family_written_by_hand_is_sound():
    for row in family():
        assert verify_trace(SOURCE, row["trajectory"][0]["content"], row["reward_model"]["ground_truth"]).accepted
        assert not verify_trace(SOURCE, row["extra_info"]["rejected"], row["reward_model"]["ground_truth"]).accepted


def test_a_family_gives_a_pair_for_each_counterfactual():
    left_out = Counter()
    members = family()
    original, first, second, _ = members
    made = list(records("contrastive", [members[2], members[3], members[0], members[1]], left_out))
    assert [record["answer_b"] for record in made] == ["C", "B"]
    assert left_out == {"the answer is Unknown": 1}
    for record, row in zip(made, (second, first), strict=True):
        assert check_pair(record) == ""
        assert record["question"] == "Which of the four options must be true?"
        assert record["options"] == [text for _, text in OPTIONS]
        assert (record["prompt_a"], record["prompt_b"]) == (original["prompt"][0]["content"], row["prompt"][0]["content"])
        assert (record["response_a"], record["response_b"]) == (original["extra_info"]["trace"], row["extra_info"]["trace"])
        assert record["response_a"].endswith("(a).")
        assert (record["fingerprint_a"], record["fingerprint_b"]) == (mark(0, 0), row["extra_info"]["fingerprint"])
        assert json.loads(record["edits"]) == json.loads(row["extra_info"]["provenance"])["edits"]
        assert (record["family_id"], record["split"], record["difficulty"], record["data_source"]) == (mark(0), "train", 3, SOURCE)


def test_a_preference_is_the_sound_path_over_the_one_before_the_edit():
    made = list(records("dpo", family(), Counter()))
    assert len(made) == 4
    for record, row in zip(made, family(), strict=True):
        assert check_preference(record) == ""
        assert record["prompt"] == row["prompt"]
        assert record["chosen"] == row["trajectory"]
        assert record["rejected"] == [{"role": "assistant", "content": row["extra_info"]["rejected"]}]


def test_what_gives_no_record_is_counted_by_reason():
    left_out = Counter()
    original, counterfactual, _, unknown = family()
    no_trace = counterfactual | {"trajectory": []}
    no_rejected = counterfactual | {"extra_info": counterfactual["extra_info"] | {"rejected": ""}}
    assert not list(records("contrastive", [counterfactual], left_out))
    assert not list(records("contrastive", [original, unknown], left_out))
    assert not list(records("contrastive", [original, no_trace], left_out))
    assert not list(records("contrastive", [single()], left_out))
    assert left_out == {
        "no original to pair with": 1, "no counterfactual to pair with": 2, "the answer is Unknown": 1, "no trace": 1,
        "no part in a counterfactual family": 1,
    }  # fmt: skip
    left_out.clear()
    assert not list(records("dpo", [no_trace, no_rejected, single()], left_out))
    assert left_out == {"no trace": 2, "no rejected": 1}


def change(row, **extra):
    return row | {"extra_info": row["extra_info"] | extra}


def speak(row, old, new, count=-1):
    trace = row["extra_info"]["trace"]
    assert old in trace
    trace = trace.replace(old, new, count)
    return change(row, trace=trace) | {"trajectory": [{"role": "assistant", "content": f"{trace}\n\n<answer>\n{row['extra_info']['answer']}\n</answer>"}]}


BROKEN = [
    ("contrastive", lambda f: [f[0], f[1] | {"trajectory": f[0]["trajectory"]}], "the answer of its own path is refused (value)"),
    ("contrastive", lambda f: [f[0], speak(f[1], "[1], [2], [3] - supports", "[1], [2] - supports")], "step 2 of its own path is refused (core)"),
    ("contrastive", lambda f: [f[0], speak(f[1], "none - not supported", "[2] - supported")], "step 3"),
    ("contrastive", lambda f: [f[0], speak(f[1], "supports.", "supported.")], "premises of option (b) are not in their form (b)"),
    ("contrastive", lambda f: [f[0], speak(f[1], "[1], [2]", "[2], [1]")], "option (a) are not in order (b)"),
    ("contrastive", lambda f: [f[0], change(f[1], trace=f[1]["extra_info"]["trace"] + "\n")], 'does not end in a letter as in "(b)." (b)'),
    ("contrastive", lambda f: [f[0], change(f[1], provenance="{")], "the provenance is not JSON"),
    ("contrastive", lambda f: [f[0], change(f[1], provenance='{"role": "counterfactual"}')], "edits is not a list of edits"),
    ("contrastive", lambda f: [f[0], change(f[1], answer="A")], "another letter than the answer (b)"),
    ("contrastive", lambda f: [f[0], change(f[1], fingerprint=mark(7, 0))], "both have the same fingerprint"),
    ("contrastive", lambda f: [f[0], f[1] | {"prompt": [{"role": "user", "content": "Guess!"}]}], "the prompt lacks an option (b)"),
    ("contrastive", lambda f: [f[0], f[0], f[1]], "two originals"),
    ("contrastive", lambda f: [f[0], change(f[1], task="counterfactual/other")], "differ from those of the original"),
    ("contrastive", lambda f: [f[0], f[1] | {"reward_model": {"style": "rule", "ground_truth": f[1]["reward_model"]["ground_truth"].replace("; even so,", ", yet")}}],
     "differ from those of the original"),
    ("dpo", lambda f: [change(f[1], rejected=f[1]["trajectory"][0]["content"])], "chosen and rejected are the same"),
    ("dpo", lambda f: [change(f[1], rejected="Well, <answer>B</answer>")], "the answer of the rejected path is accepted"),
    ("dpo", lambda f: [f[1] | {"trajectory": f[2]["trajectory"]}], "the answer of its own path is refused (value)"),
    ("dpo", lambda f: [f[1] | {"prompt": []}], "prompt is not a list of messages"),
]


@pytest.mark.parametrize(("kind", "corrupt", "words"), BROKEN)
def test_a_broken_row_stops_the_export_and_is_named(kind, corrupt, words, tmp_path):
    members = [row for draw in range(3) for row in family(draw)]
    run = write_run(tmp_path / "run", {"data/train-00000.parquet": [*members, *corrupt(family(7))]})
    with pytest.raises(BrokenTask) as caught:
        export("poda", str(run), str(tmp_path / "out"), (kind,))
    assert words in str(caught.value)
    assert "data/train-00000.parquet, row 12 or its family" in str(caught.value)
    assert " version 1 seed 0 draw 7 member" in str(caught.value)
    assert not (tmp_path / "out" / "manifest.json").exists()


def say(side, old, new, count=-1):
    def corrupt(record):
        assert old in record[f"response_{side}"]
        record[f"response_{side}"] = record[f"response_{side}"].replace(old, new, count)

    return corrupt


def put(**fields):
    return lambda record: record.update(fields)


MALFORMED = [
    (say("a", "Analysis:", "analysis:", 1), "3 times 'Analysis:'"),
    (say("b", "Analysis:", "Analysis: Analysis:", 1), "5 times 'Analysis:'"),
    (say("a", "Identify Premises:", "Premises:", 1), "3 times 'Identify Premises:'"),
    (say("b", "Identify Premises:", "Identify premises:"), "0 times 'Identify Premises:'"),
    (say("a", "Analysis: As the premises cited show.\n", "Analysis:\n", 1), "option (a) are not in their form"),
    (say("a", "cited show.\n", "cited\nshow.\n", 1), "option (a) are not in their form"),
    (say("a", "(b) The bell", "(c) The bell"), "option (b) does not stand"),
    (say("a", "(b) The bell", "(B) The bell"), "option (b) does not stand"),
    (say("a", "(b) The bell is cracked", "(b) The bell is broken"), "option (b) does not stand"),
    (say("a", "(a) ", "Let us see.\n(a) ", 1), "option (a) does not stand"),
    (say("a", "contradicts.", "contradicts", 1), "option (b) are not in their form"),
    (say("a", "none - not supported.", "none - supported."), "option (c) are not in their form"),
    (say("a", "none - not supported.", "none - supports."), "option (c) are not in their form"),
    (say("a", "none - not supported.", "[1] - not supported."), "option (c) are not in their form"),
    (say("a", "none - not supported.", "- not supported."), "option (c) are not in their form"),
    (say("a", "[1], [3] - contradicts", "[1] [3] - contradicts"), "option (d) are not in their form"),
    (say("a", "[1], [3] - contradicts", "1, 3 - contradicts"), "option (d) are not in their form"),
    (say("a", "[1], [3] - contradicts", "[3], [1] - contradicts"), "option (d) are not in order"),
    (say("a", "[1], [3] - contradicts", "[1], [1] - contradicts"), "option (d) are not in order"),
    (say("a", "[1], [3] - contradicts", "[1], [4] - contradicts"), "option (d) cites a premise that is not there"),
    (say("a", "[1], [3] - contradicts", "[0] - contradicts"), "option (d) are not in their form"),
    (say("a", "[1], [3] - contradicts", "[1], [3] - supports"), "the supported option is not the one"),
    (say("a", "[1], [2], [3] - supports", "[1], [2], [3] - contradicts"), "the supported option is not the one"),
    (say("a", "is (a).", "is (b)."), "another letter than the answer"),
    (say("a", "is (a).", "is (A)."), "does not end in a letter"),
    (say("a", "is (a).", "is (a)"), "does not end in a letter"),
    (say("a", "is (a).", "is (a). "), "does not end in a letter"),
    (say("a", "is (a).", "is (a). Or (b)."), "does not end in a letter"),
    (say("a", "is (a).", "is (a).\n\n<answer>\nA\n</answer>"), "holds a tag"),
    (say("a", "Analysis: As", "Analysis: </think> As", 1), "holds a tag"),
    (say("a", "\n", "\r\n"), "option (a) does not stand"),
    (put(response_a=""), "response_a is no text"),
    (put(response_b=None), "response_b is no text"),
    (put(answer_a="B"), "another letter than the answer (a)"),
    (put(answer_a="A or B"), "another letter than the answer (a)"),
    (put(answer_b="Unknown"), "another letter than the answer (b)"),
    (put(options=["x", "y", "z"]), "not four options"),
    (put(options=[OPTIONS[0][1]] * 4), "not four options"),
    (put(options=None), "options is not a list"),
    (put(options=[["x"]] * 4), "options is not a list"),
    (put(options=["x ", "y", "z", "w"]), "options is not a list of trimmed"),
    (put(prompt_a="Which?"), "the prompt lacks an option (a)"),
    (put(fingerprint_a="abc"), "a fingerprint is not of 32 hex digits"),
    (put(family_id="abc"), "family_id"),
    (put(edits="[]"), "edits is not a list"),
    (put(edits="["), "edits is not JSON"),
    (put(edits="[" * 100_000), "edits is not JSON"),
    (put(difficulty="3"), "difficulty"),
    (put(question=" "), "question is no text"),
    (put(extra=1), "the columns are not"),
    (lambda record: record.pop("edits"), "the columns are not"),
    (lambda record: record.update({k.replace("_b", "_a"): v for k, v in record.items()} | {k: record[k.replace("_b", "_a")] for k in record if k.endswith("_b")}), ""),
    (lambda record: record.update(prompt_b=record["prompt_a"]), "both have the same prompt"),
    (lambda record: record.update(fingerprint_b=record["fingerprint_a"]), "both have the same fingerprint"),
    (lambda record: record.update(response_b=record["response_a"], answer_b=record["answer_a"]), "both have the same response"),
    (lambda record: record.update(response_b=record["response_a"].replace("As", "Since"), answer_b="(a)"), "both have the same answer"),
]


@pytest.mark.parametrize(("corrupt", "words"), MALFORMED)
def test_a_malformed_pair_is_refused(corrupt, words):
    record = pair()
    corrupt(record)
    found = check_pair(record)
    assert words in found
    assert bool(words) == bool(found)


@pytest.mark.parametrize("junk", [None, 3, -1.5, "", "\x00", "\ud800", [], {}, [None], [[]], {"a": 1}, "(a)." * 50_000, "\n" * 50_000, "[1], " * 50_000])
def test_the_checkers_never_raise(junk):
    for make, check in ((pair, check_pair), (preference, check_preference)):
        for name in make():
            record = make()
            good = record[name]
            record[name] = junk
            assert check(record) or name in ("difficulty", "question", "data_source", "split", "family_id"), name
            if isinstance(good, str) and isinstance(junk, str):
                record[name] = good + junk
                check(record)
        assert check({})


MALFORMED_PREFERENCES = [
    (put(chosen=[]), "chosen is not one message"),
    (put(chosen="text"), "chosen is not one message"),
    (put(rejected=[{"role": "assistant", "content": "x"}] * 2), "rejected is not one message"),
    (put(rejected=[{"role": "user", "content": "x"}]), "rejected is not of messages"),
    (put(rejected=[{"role": "assistant"}]), "rejected is not of messages"),
    (put(rejected=[{"role": "assistant", "content": " "}]), "rejected has an empty message"),
    (put(prompt=[]), "prompt is not a list of messages"),
    (put(prompt=[{"role": "user", "content": "x"}, {"role": "assistant", "content": "y"}]), "does not end with the user"),
    (put(fingerprint="x"), "fingerprint"),
    (put(more=1), "the columns are not"),
    (lambda record: record.update(rejected=record["chosen"]), "chosen and rejected are the same"),
]


@pytest.mark.parametrize(("corrupt", "words"), MALFORMED_PREFERENCES)
def test_a_malformed_preference_is_refused(corrupt, words):
    record = preference()
    corrupt(record)
    assert words in check_preference(record)


def test_paths_about_real_passages_number_the_premises_themselves():
    """The language-model route has passages without numbers, and its paths begin with the premises."""
    record = pair()
    for side in "ab":
        premises = [line for line in record[f"prompt_{side}"].split("\n") if line.startswith("[")]
        record[f"prompt_{side}"] = record[f"prompt_{side}"].replace("[", "{")
        record[f"response_{side}"] = "\n".join(["The passage says:", *premises, "", record[f"response_{side}"]])
    assert check_pair(record) == ""
    for old, new, words in (
        ("\n\n(a)", "\n[5] More.\n\n(a)", "does not number the premises from 1"),
        ("\n[3] The bell is cracked.", "", "cites a premise that is not there"),
        ("The passage says:", "The passage:", "does not stand in its place"),
    ):
        assert words in check_pair(record | {"response_a": record["response_a"].replace(old, new, 1)})


def test_real_passages_bring_their_own_question():
    made = []
    for row in family(task="counterfactual/reading")[:2]:
        context = row["prompt"][0]["content"].split("\n(a)")[0]
        problem = {"context": context, "question": "Which one must be true?", "options": [text for _, text in OPTIONS], "answer": row["extra_info"]["answer"]}
        made.append(row | {"reward_model": {"style": "rule", "ground_truth": json.dumps(problem)}})
    (record,) = records("contrastive", made, Counter())
    assert check_pair(record) == ""
    assert record["question"] == "Which one must be true?"
    made[1] |= {"prompt": [{"role": "user", "content": made[1]["prompt"][0]["content"].replace("Which one", "Which")}]}
    with pytest.raises(BrokenTask, match="a prompt lacks the question"):
        list(records("contrastive", made, Counter()))


def test_families_are_found_across_row_groups_and_splits_stay_apart(run_folder, tmp_path):
    out = tmp_path / "out"
    told = []
    manifest, before = export("poda", str(run_folder), str(out), jsonl=True, advance=lambda done, of: told.append((done, of)))
    assert not before
    assert manifest.read == 15 * 4 + 8
    assert told[-1] == (68, 68)
    assert {kind: report.splits for kind, report in manifest.kinds.items()} == {
        "rlvr": {"test": 12, "train": 56}, "contrastive": {"test": 6, "train": 24}, "dpo": {"test": 12, "train": 48},
    }  # fmt: skip
    assert manifest.kinds["contrastive"].left_out == {"no part in a counterfactual family": 8, "the answer is Unknown": 15}
    assert manifest.kinds["dpo"].left_out == {"no trace": 8}
    for kind, check in (("contrastive", check_pair), ("dpo", check_preference), ("rlvr", lambda row: "")):
        for split, report in manifest.kinds[kind].splits.items():
            found = read(out, kind, split)
            assert len(found) == report
            assert not [fault for fault in map(check, found) if fault]
            assert {row["extra_info"]["split"] if kind == "rlvr" else row["split"] for row in found} == {split}
            assert [json.loads(line) for line in (out / kind / f"{split}-00000.jsonl").read_text().splitlines()] == found
    assert [row["family_id"] for row in read(out, "dpo", "train")] == [mark(draw) for draw in range(12) for _ in range(4)]
    for entry in manifest.files:
        data = (out / entry.path).read_bytes()
        assert (entry.bytes, entry.sha256) == (len(data), sha256(data).hexdigest())
    assert contents(out).keys() == {entry.path for entry in manifest.files} | {"README.md", "manifest.json"}


def test_equal_exports_have_equal_files_and_full_files_are_closed(run_folder, tmp_path, monkeypatch):
    export("poda", str(run_folder), str(tmp_path / "a"))
    export("poda", str(run_folder), str(tmp_path / "b"))
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    monkeypatch.setattr(exporting, "ROW_GROUP", 5)
    monkeypatch.setattr(exporting, "FILE_RECORDS", 20)
    export("poda", str(run_folder), str(tmp_path / "c"))
    assert sorted(path.name for path in (tmp_path / "c" / "dpo").iterdir()) == ["test-00000.parquet", *(f"train-{n:05d}.parquet" for n in range(3))]
    assert [read(tmp_path / "c", kind) for kind in KINDS] == [read(tmp_path / "a", kind) for kind in KINDS]


def test_memory_does_not_grow_with_the_run(tmp_path):
    """Rows of 20 kB that nothing compresses, one thousand of them or five."""
    peaks = {}
    for families in (250, 1_250):
        members = (row for draw in range(families) for row in family(draw, padding="".join(mark(draw, n) for n in range(625))))
        folder = tmp_path / str(families)
        (folder / "data").mkdir(parents=True)
        with pq.ParquetWriter(folder / "data/train-00000.parquet", arrow_schema(), compression="zstd") as writer:
            group = []
            for row in members:
                group.append(row)
                if len(group) == 500:
                    writer.write_table(pa.Table.from_pylist(group, arrow_schema()))
                    group = []
        (folder / "manifest.json").write_text(json.dumps({"files": [{"path": "data/train-00000.parquet", "split": "train", "rows": 4 * families, "bytes": (folder / "data/train-00000.parquet").stat().st_size, "sha256": ""}]}))
        program = (
            "import sys, resource; from synth.pipelines.export import export as e; e.FILE_RECORDS = 1_000\n"
            "print(e.export(e.ExportRequest('poda', sys.argv[1], sys.argv[2], ('dpo',)))[0].read, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        done = subprocess.run([sys.executable, "-c", program, str(folder), str(tmp_path / f"out{families}")], capture_output=True, text=True, check=True)
        rows_read, peak = map(int, done.stdout.split())
        assert rows_read == 4 * families
        peaks[families] = peak / 1024
    assert peaks[1_250] < peaks[250] + 60, peaks  # MiB; the larger run has 80 MB more of prompts, and as much in its records


def test_an_interrupted_export_begins_afresh_and_ends_the_same(run_folder, tmp_path, monkeypatch):
    export("poda", str(run_folder), str(tmp_path / "whole"), jsonl=True)
    write, written = Store.write, []

    def stop(self, path, data):
        written.append(path)
        if len(written) == 4:
            raise KeyboardInterrupt
        write(self, path, data)

    monkeypatch.setattr(Store, "write", stop)
    with pytest.raises(KeyboardInterrupt):
        export("poda", str(run_folder), str(tmp_path / "out"), jsonl=True)
    monkeypatch.undo()
    (tmp_path / "out" / written[1].replace("00000", "00009")).write_bytes(b"of an export that was cut off")
    with pytest.raises(RequestError, match="unfinished export of another request"):
        export("poda", str(run_folder), str(tmp_path / "out"), ("dpo",))
    _, before = export("poda", str(run_folder), str(tmp_path / "out"), jsonl=True)
    assert not before
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_a_finished_export_is_recognised(run_folder, tmp_path):
    out = tmp_path / "out"
    made, _ = export("poda", str(run_folder), str(out))
    before = contents(out)
    assert export("poda", str(run_folder), str(out), KINDS) == (made, True)
    assert contents(out) == before
    with pytest.raises(RequestError, match="finished export of another request"):
        export("poda", str(run_folder), str(out), ("dpo",))
    other = write_run(tmp_path / "other", {"data/train-00000.parquet": family(3)})
    with pytest.raises(RequestError, match="finished export of another request"):
        export("poda", str(other), str(out))
    (out / "dpo" / "train-00000.parquet").unlink()
    assert export("poda", str(run_folder), str(out)) == (made, False), "what is gone is made again"
    (out / "dpo" / "train-00000.parquet").write_bytes(b"PAR1")
    assert export("poda", str(run_folder), str(out)) == (made, False)
    assert contents(out) == before
    (out / "manifest.json").unlink()
    with pytest.raises(RequestError, match="is not of an export"):
        export("poda", str(run_folder), str(out))


@pytest.mark.parametrize("there", ["README.md", "data/train-00000.parquet", "dpo/mine.txt"])
def test_a_folder_that_holds_something_else_is_refused(there, run_folder, tmp_path):
    place = tmp_path / "out" / there
    place.parent.mkdir(parents=True)
    place.write_text("mine")
    with pytest.raises(RequestError, match="hoose another folder"):
        export("poda", str(run_folder), str(tmp_path / "out"))
    with pytest.raises(RequestError, match="hoose another folder"):
        export("poda", str(run_folder), str(run_folder))
    assert place.read_text() == "mine"


def test_what_is_no_finished_run_is_refused(run_folder, tmp_path):
    def refused(words, *arguments, error=RequestError):
        with pytest.raises(error) as caught:
            export(*(arguments or ("poda", str(run_folder), str(tmp_path / "out"))))
        assert words in str(caught.value)

    out = str(tmp_path / "out")
    refused("recipe pdoa: expected poda. Did you mean 'poda'?", "pdoa", str(run_folder), out)
    refused("kinds dop: expected rlvr, contrastive, dpo. Did you mean 'dpo'?", "poda", str(run_folder), out, ("dop",))
    refused("holds no finished run of synth", "poda", str(tmp_path / "none"), out)
    refused("a file is there", "poda", str(run_folder / "manifest.json"), out)
    refused("nowhere://x", "poda", "nowhere://x", out)
    shard = run_folder / "data/train-00001.parquet"
    good = shard.read_bytes()
    manifest = run_folder / "manifest.json"

    def relist():
        """As if the shard had been published as it is now."""
        listing = json.loads(manifest.read_text())
        for entry in listing["files"]:
            entry["bytes"] = (run_folder / entry["path"]).stat().st_size
        manifest.write_text(json.dumps(listing))

    shard.write_bytes(b"PAR1")
    refused("which is gone or changed", error=SynthError)
    relist()
    refused("train-00001.parquet: not a readable Parquet file")
    pq.write_table(pa.table({"x": [1]}), shard)
    relist()
    refused("not rows of this version of synth; the columns are x")
    table = pa.Table.from_pylist([row | {"extra_info": None} for row in family()], arrow_schema())
    pq.write_table(table, shard)
    relist()
    refused("train-00001.parquet:0: extra_info is null")
    pq.write_table(pa.Table.from_pylist(family(split="../../up"), arrow_schema()), shard)
    relist()
    refused("'../../up' is no name of a split")
    pq.write_table(pa.Table.from_pylist([*family()[:2], *family(split="test")[2:]], arrow_schema()), shard)
    relist()
    refused("a family stands in two splits", error=BrokenTask)
    pq.write_table(pa.Table.from_pylist([row | {"reward_model": {"style": "rule", "ground_truth": "{}"}} for row in family()], arrow_schema()), shard)
    relist()
    refused("cannot score row 0", error=SynthError)
    shard.unlink()
    refused("which is gone", error=SynthError)
    shard.write_bytes(good)
    (run_folder / "manifest.json").write_text("{}")
    refused("manifest.json is not of a run of synth")
    (run_folder / "manifest.json").unlink()
    (run_folder / "_unfinished").mkdir()
    (run_folder / "_unfinished/plan.json").write_text("{}")
    refused("unfinished run")


def test_the_datasets_library_reads_every_kind(run_folder, tmp_path):
    out = tmp_path / "out"
    manifest, _ = export("poda", str(run_folder), str(out), jsonl=True)
    for kind in KINDS:
        loaded = datasets.load_dataset(str(out), kind, cache_dir=str(tmp_path / "cache"))
        assert {split: data.num_rows for split, data in loaded.items()} == manifest.kinds[kind].splits
        assert loaded["train"].to_list() == read(out, kind, "train")
        assert pq.read_schema(out / kind / "train-00000.parquet").equals(schema(kind))
        lines = datasets.load_dataset("json", data_files=str(out / kind / "train-*.jsonl"), cache_dir=str(tmp_path / "cache"))["train"]
        assert lines.to_list() == loaded["train"].to_list()


def test_an_object_store_holds_the_same_files(bucket, run_folder, tmp_path):
    export("poda", str(run_folder), str(tmp_path / "out"))
    for path in run_folder.rglob("*"):
        if path.is_file():
            bucket.put_object(Bucket="shards", Key=f"run/{path.relative_to(run_folder)}", Body=path.read_bytes())
    for _ in range(2):
        export("poda", "s3://shards/run", "s3://shards/some/export")
    found = {}
    for item in bucket.list_objects_v2(Bucket="shards", Prefix="some/export/")["Contents"]:
        if not item["Key"].endswith("/"):
            found[item["Key"].removeprefix("some/export/")] = bucket.get_object(Bucket="shards", Key=item["Key"])["Body"].read()
    assert found == {name: (tmp_path / "out" / name).read_bytes() for name in contents(tmp_path / "out")}


def test_the_command_line(run_folder, tmp_path, capsys):
    done = synth("export", "poda", run_folder, "--out", tmp_path / "out", "--kind", "dpo", "--kind", "contrastive", "--jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert "test 6, train 24" in done.stdout
    again = synth("export", "poda", run_folder, "--out", tmp_path / "out", "--kind", "contrastive", "--kind", "dpo", "--jsonl")
    assert again.returncode == 0
    assert "already finished; nothing to do" in again.stderr
    assert again.stdout == done.stdout
    for arguments, code, words in (
        (("poda", run_folder, "--out", tmp_path / "x", "--kind", "dop"), 2, "Did you mean 'dpo'"),
        (("poda", tmp_path / "none", "--out", tmp_path / "x"), 2, "no finished run"),
        (("poda", run_folder, "--out", run_folder), 2, "Choose another folder"),
        (("poda", run_folder), 2, "--out"),
    ):
        assert _main(["export", *map(str, arguments)]) == code
        said = capsys.readouterr().err
        assert words in said
        assert len(said.splitlines()) == 1
    none = write_run(tmp_path / "none", {"data/train-00000.parquet": [single()]})
    assert _main(["export", "poda", str(none), "--out", str(tmp_path / "empty"), "--kind", "dpo"]) == 3
    assert "no trace 1" in capsys.readouterr().out


def admitted(found):
    """Without the families that a run drops, of which two members are symmetric copies of each other."""
    prints = Counter((row["extra_info"]["family_id"], row["extra_info"]["fingerprint"]) for row in found)
    twice = {family_id for (family_id, _), count in prints.items() if count > 1}
    return [row for row in found if row["extra_info"]["family_id"] not in twice]


@pytest.mark.parametrize("task", [name for name in registry.names() if name.startswith("counterfactual/")])
def test_all_pairs_of_a_real_task_pass(task, tmp_path, scale):
    draws = {1: 12, 5: 8, 10: 4}
    drawn = {level: [change(row, split="train") for row in admitted(rows(task, level, count * scale))] for level, count in draws.items()}
    run = write_run(tmp_path / "run", {f"data/train-{level:05d}.parquet": found for level, found in drawn.items()})
    export("poda", str(run), str(tmp_path / "out"))
    ours = [row for found in drawn.values() for row in found]
    assert read(tmp_path / "out", "rlvr") == ours
    pairs, preferences = read(tmp_path / "out", "contrastive"), read(tmp_path / "out", "dpo")
    assert len(preferences) == sum(bool(row["extra_info"]["rejected"]) for row in ours) > 60
    assert len(pairs) == sum(json.loads(row["extra_info"]["provenance"])["role"] == "counterfactual" for row in ours) > 30
    assert not [fault for fault in (*map(check_pair, pairs), *map(check_preference, preferences)) if fault]


def test_a_run_of_any_task_is_read(tmp_path):
    run_here(tmp_path / "run")
    manifest, _ = export("poda", str(tmp_path / "run"), str(tmp_path / "out"))
    assert {kind: report.records for kind, report in manifest.kinds.items()} == {"rlvr": 300, "contrastive": 0, "dpo": 0}
    shards = sorted((tmp_path / "run" / "data").iterdir())
    assert read(tmp_path / "out", "rlvr") == [row for path in shards for row in pq.read_table(path).to_pylist()]


def test_trl_takes_the_preferences_as_they_are(run_folder, tmp_path):
    pytest.importorskip("trl", reason="needs TRL and torch: pip install '.[test,trl]'")
    from trl import is_conversational, maybe_apply_chat_template

    export("poda", str(run_folder), str(tmp_path / "out"), ("dpo",))
    data = datasets.load_dataset(str(tmp_path / "out"), "dpo", cache_dir=str(tmp_path / "cache"))["train"]

    class Chat:
        """As much of a tokenizer as templates need."""

        def apply_chat_template(self, messages, tools=None, tokenize=False, add_generation_prompt=False, continue_final_message=False, **kwargs):
            text = "".join(f"<{message['role']}>{message['content']}</>" for message in messages)
            return text + "<assistant>" * add_generation_prompt

    for row in data:
        assert is_conversational(row)
        assert is_conversational({"chosen": row["chosen"]})
        plain = maybe_apply_chat_template(row, Chat())
        assert plain["prompt"] == f"<user>{row['prompt'][0]['content']}</><assistant>"
        assert plain["chosen"] == f"{row['chosen'][0]['content']}</>"
        assert plain["rejected"] == f"{row['rejected'][0]['content']}</>"
