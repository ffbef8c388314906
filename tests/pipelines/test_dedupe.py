"""`synth dedupe`: what is dropped is what a slow search over all pairs drops; what is kept is untouched; any workers, any interruption, one output.

Long, and one file, since all tests share the planted texts."""

import json
import random
import signal
import subprocess
import sys
from collections import Counter
from itertools import combinations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from running import contents, run_here, stored, table

from synth.pipelines.dedupe import band_search, texts
from synth.pipelines.dedupe.clusters import kept_rows
from synth.pipelines.dedupe.dedupe import dedupe
from synth.pipelines.dedupe.dedupe_plan import DedupeRequest
from synth.pipelines.dedupe.signatures import bands
from synth.pipelines.dedupe.texts import tokens, words
from synth.schemas.errors import RequestError

WORDS = [f"w{number}" for number in range(2_000)]
PROSE = "the quick brown fox jumps over the lazy dog while nine cats watch it from the old stone wall near the river"


def write(path, texts, column="text"):
    path.write_text("".join(json.dumps({column: text, "id": number}) + "\n" for number, text in enumerate(texts)), "utf-8")
    return str(path)


def corpus(seed, count=300):
    """Texts of 40 to 90 words, of which a third are made from others by a few changes."""
    rng = random.Random(seed)
    found = []
    for _ in range(count):
        made = list(rng.choice(found)) if found and rng.random() < 0.35 else rng.choices(WORDS, k=rng.randrange(40, 90))
        for _ in range(rng.randrange(4)):
            made[rng.randrange(len(made))] = rng.choice(WORDS)
        found.append(made)
    return [" ".join(made) for made in found]


def run(out, *paths, **options):
    return dedupe(DedupeRequest(tuple(map(str, paths)), str(out), **options))


def kept(out):
    return [json.loads(line)["id"] for path in sorted(out.glob("data/*.jsonl")) for line in path.read_text().splitlines()]


def dropped(out):
    return [row for path in sorted(out.glob("dropped/*.parquet")) for row in pq.read_table(path).to_pylist()]


def slow(texts, threshold, size):
    """The rows that stay, by comparing all pairs of sets of shingles and walking from row to row."""
    cut = [text.split() for text in texts]
    sets = [{tuple(part[place : place + size]) for place in range(len(part) - size + 1)} for part in cut]
    near = {number: set() for number in range(len(texts))}
    for one, other in combinations(range(len(texts)), 2):
        if len(sets[one] & sets[other]) >= threshold * len(sets[one] | sets[other]):
            near[one].add(other)
            near[other].add(one)
    stay, seen = [], set()
    for number in near:
        if number not in seen:
            stay.append(number)
            waiting = [number]
            while waiting:
                seen.add(at := waiting.pop())
                waiting += near[at] - seen
    return stay


@pytest.mark.parametrize(("threshold", "size"), [(0.8, 5), (0.6, 3), (1.0, 5)])
def test_what_is_kept_is_what_all_pairs_say(tmp_path, threshold, size):
    texts = corpus(seed=1)
    manifest = run(tmp_path / "out", write(tmp_path / "a.jsonl", texts), threshold=threshold, shingle=size, shard_rows=70)
    wanted = slow(texts, threshold, size)
    assert kept(tmp_path / "out") == wanted
    assert len(wanted) < 290 and manifest.rows == len(wanted)
    assert manifest.rows + sum(manifest.dropped.values()) == manifest.read == 300
    assert {row["row"] for row in dropped(tmp_path / "out")} == {*range(300)} - {*wanted}


def of_families(path, texts, families):
    rows = ({"text": text, "id": number, "extra_info": {"family_id": name}} for number, (text, name) in enumerate(zip(texts, families, strict=True)))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return str(path)


def test_families_are_dropped_whole_by_what_all_pairs_say(tmp_path):
    """Against the clusters of families that a walk over all pairs of rows finds."""
    texts, rng = corpus(seed=4), random.Random(4)
    families = [rng.choice(["", "", f"f{rng.randrange(40)}"]) for _ in texts]
    run(tmp_path / "out", of_families(tmp_path / "a.jsonl", texts, families), threshold=0.6, shingle=3, shard_rows=70)
    sets = [{tuple(part[place : place + 3]) for place in range(len(part) - 2)} for part in map(str.split, texts)]
    group = [family or str(number) for number, family in enumerate(families)]
    near = {name: set() for name in group}
    for one, other in combinations(range(len(texts)), 2):
        if len(sets[one] & sets[other]) >= 0.6 * len(sets[one] | sets[other]):
            near[group[one]].add(group[other])
            near[group[other]].add(group[one])
    stay, seen = [], set()
    for name in near:
        if name not in seen:
            stay.append(name)
            waiting = [name]
            while waiting:
                seen.add(at := waiting.pop())
                waiting += near[at] - seen
    assert kept(tmp_path / "out") == [number for number, name in enumerate(group) if name in stay]
    assert {row["reason"] for row in dropped(tmp_path / "out")} == {"copy", "near", "family"}


OTHER = "nothing of the kind at all was ever said about it"


@pytest.mark.parametrize(("texts", "families", "stays"), [
    ([PROSE, PROSE, OTHER], ["f", "f", ""], [0, 1, 2]),  # members of one family are no duplicates of each other
    ([PROSE, OTHER, PROSE], ["", "f", "f"], [0]),
    ([PROSE, OTHER, PROSE], ["f", "f", ""], [0, 1]),
    ([OTHER, "b", PROSE, PROSE], ["f", "g", "g", "f"], [0, 3]),
    (["an exam asks this very thing", PROSE, PROSE, OTHER], ["f", "f", "", ""], [2, 3]),  # a family of which a benchmark has one takes no other with it
])  # fmt: skip
def test_a_family_stays_or_goes(tmp_path, texts, families, stays):
    exam = write(tmp_path / "exam.jsonl", ["An exam asks this very thing!"])
    file = of_families(tmp_path / "a.jsonl", texts, families)
    run(tmp_path / "out", file, exclude_text=(exam,), threshold=0.6)
    assert kept(tmp_path / "out") == stays
    run(tmp_path / "units", file, exclude_text=(exam,), threshold=0.6, shard_rows=1)
    assert kept(tmp_path / "units") == stays


def test_a_folder_and_its_copy_leave_the_folder(tmp_path):
    """Equal names of families in two files are two families."""
    run_here(tmp_path / "run", tasks=(("honest/logical_inference", 1.0),), n=12, shard_rows=12)
    run_here(tmp_path / "again", tasks=(("honest/logical_inference", 1.0),), n=12, shard_rows=12)
    assert run(tmp_path / "out", tmp_path / "run", tmp_path / "again", threshold=0.99).dropped.keys() <= {"copy", "family", "near"}
    found = Counter(row["extra_info"]["family_id"] for row in table(tmp_path / "out").to_pylist())
    assert {*found.values()} == {2} and len(found) <= 6


@pytest.mark.parametrize(("changed", "stays"), [(11, True), (10, False)])
def test_the_threshold_is_that_of_true_similarity(tmp_path, changed, stays):
    """Of 100 shingles of one word each, 89 or 90 are shared: 89/111 is just over 0.8, 88/112 below."""
    base = [f"a{number}" for number in range(100)]
    other = base[: 100 - changed] + [f"b{number}" for number in range(changed)]
    assert ((100 - changed) / (100 + changed) < 0.818) == stays
    run(tmp_path / "out", write(tmp_path / "a.jsonl", [" ".join(base), " ".join(other)]), shingle=1, threshold=0.818)
    assert kept(tmp_path / "out") == ([0, 1] if stays else [0])


PROBLEM = "A barn has {} boxes. Each box holds {} apples, and a cart takes {} of the boxes to the market, where people buy all apples of half of these boxes for {} coins each. " \
    "Nothing else is sold that day, and the cart comes home with what nobody wanted. How many apples are in the barn in the end?"


@pytest.mark.parametrize(("numbers", "stays"), [
    ((1000, 12, 30, 2), [0]), (("1,000", "12.0", 30, "2"), [0]), ((30, 12, 1000, 2), [0]), (("1{,}000", "012", 30, 2), [0]), (("１０００", 12, 30, 2), [0]),
    ((1001, 12, 30, 2), [0, 1]), ((1000, 12, 30, "2.5"), [0, 1]), ((1000, 12, 30, 30), [0, 1]), ((1000, 12, 30, "two"), [0, 1]),
])  # fmt: skip
def test_problems_with_other_numbers_are_no_duplicates_unless_that_is_switched_off(tmp_path, numbers, stays):
    """Spelling and order make no difference."""
    file = write(tmp_path / "a.jsonl", [PROBLEM.format(1000, 12, 30, 2), PROBLEM.format(*numbers).replace("Nothing", "None")])
    for out, options in (("out", {}), ("off", {"numbers": False})):
        run(tmp_path / out, file, threshold=0.6, **options)
        assert kept(tmp_path / out) == (stays if out == "out" else [0])
    exam = write(tmp_path / "exam.jsonl", [PROBLEM.format(1000, 12, 30, 9)])  # whose problems are known whatever their numbers
    run(tmp_path / "clean", file, threshold=0.6, exclude_text=(exam,), ngram=64)
    assert 0 not in kept(tmp_path / "clean")


def test_prose_may_differ_in_a_date(tmp_path):
    prose = " ".join(WORDS[:99])
    run(tmp_path / "out", write(tmp_path / "a.jsonl", [f"{prose} 5", f"{prose} 6"]))
    assert kept(tmp_path / "out") == [0]


@pytest.mark.parametrize(("text", "found"), [
    ("Of 1,000 x1, 2.50 m", ["1000", "2.5"]), ("有3个苹果和１２个梨", ["12", "3"]), ("10{,}000 w12 3.00 5kg 0.50 .5", ["0.5", "0.5", "10000", "3", "5"]),
    ("1,23 and 0.0, 007", ["0", "1", "23", "7"]), ("\\frac{1}{2} x_1 2x", ["1", "2", "2"]),
])  # fmt: skip
def test_numbers_are_read_in_one_spelling(text, found):
    assert texts.numbers(text) == found


def test_the_first_file_named_is_kept(tmp_path):
    one, other = write(tmp_path / "one.jsonl", [PROSE]), write(tmp_path / "other.jsonl", [PROSE.upper() + "!", PROSE, "elsewhere"])
    run(tmp_path / "a", one, other)
    assert [(row["file"], row["row"], row["reason"], row["other_file"], row["other_row"]) for row in dropped(tmp_path / "a")] == [
        (other, 0, "near", one, 0), (other, 1, "copy", one, 0),
    ]  # fmt: skip
    run(tmp_path / "b", other, one)
    assert kept(tmp_path / "b") == [0, 2]


def test_any_number_of_workers_leaves_the_same_bytes(tmp_path):
    file, exam = write(tmp_path / "a.jsonl", corpus(seed=2)), write(tmp_path / "exam.jsonl", corpus(seed=2)[:9], "question")
    options = {"shard_rows": 40, "exclude_text": (exam,), "threshold": 0.9}
    run(tmp_path / "1", file, workers=1, **options)
    run(tmp_path / "2", file, workers=2, **options)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")
    assert not (tmp_path / "1" / "_unfinished").exists()


@pytest.mark.serial
def test_ray_leaves_the_same_bytes(tmp_path):
    file = write(tmp_path / "a.jsonl", corpus(seed=2, count=100))
    run(tmp_path / "1", file, shard_rows=40, threshold=1.0)
    run(tmp_path / "ray", file, shard_rows=40, threshold=1.0, executor="ray", workers=2)
    assert contents(tmp_path / "1") == contents(tmp_path / "ray")


@pytest.mark.serial
def test_a_killed_process_is_gone_on_from(tmp_path):
    file = write(tmp_path / "a.jsonl", corpus(seed=2, count=60))
    run(tmp_path / "whole", file, shard_rows=20)
    killed = (
        "import os, sys; from synth.pipelines.dedupe import dedupe as made; from synth.cli import main\n"
        "search = made.search\n"
        "def late(out, plan, step):\n"
        "    if step == 6: os.kill(os.getpid(), 9)\n"
        "    return search(out, plan, step)\n"
        "made.search = late\n"
        "main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", killed, "dedupe", file, "--out", str(tmp_path / "out"), "--shard-rows", "20"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == -signal.SIGKILL
    assert list((tmp_path / "out" / "_unfinished").iterdir()) and not (tmp_path / "out" / "manifest.json").exists()
    run(tmp_path / "out", file, shard_rows=20)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_an_object_store_gets_the_same_bytes(tmp_path, bucket):
    file = write(tmp_path / "a.jsonl", corpus(seed=2, count=60))
    run(tmp_path / "here", file, shard_rows=20)
    run("s3://shards/out", file, shard_rows=20)
    assert {name: (tmp_path / "here" / name).read_bytes() for name in contents(tmp_path / "here")} == stored(bucket, "out/")


def test_searching_in_parts_changes_nothing(tmp_path, monkeypatch):
    file = write(tmp_path / "a.jsonl", corpus(seed=3))
    run(tmp_path / "whole", file)
    monkeypatch.setattr("synth.pipelines.dedupe.dedupe_plan.PART_ROWS", 100)
    monkeypatch.setattr(band_search, "BATCH", 5)
    run(tmp_path / "parts", file)
    assert contents(tmp_path / "whole") == contents(tmp_path / "parts")


def test_crowded_bands_are_counted_and_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(band_search, "POOL", 3)
    copies = [f"{PROSE} {PROSE[::-1]} number {number}" for number in range(9)]
    manifest = run(tmp_path / "out", write(tmp_path / "a.jsonl", copies), threshold=0.5, numbers=False)
    assert manifest.notes["crowded"] > 0
    assert kept(tmp_path / "out") == [0]


def test_the_rows_of_a_run_keep_columns_and_splits(tmp_path):
    run_here(tmp_path / "run", n=40, splits=(("train", 0.8), ("test", 0.2)), shard_rows=20)
    manifest = run(tmp_path / "out", tmp_path / "run", threshold=1.0)
    before, after = table(tmp_path / "run"), table(tmp_path / "out")
    assert after.schema.equals(before.schema)
    assert {*manifest.splits} == {"train", "test"}
    rows = {row["extra_info"]["index"]: row for row in before.to_pylist()}
    assert all(rows[row["extra_info"]["index"]] == row for row in after.to_pylist())


def test_what_a_benchmark_has_is_left_out_and_shown(tmp_path, capsys):
    passage = " ".join(PROSE.split()[:13])
    lead = "put your final answer within the box after you have thought about it step by step and"
    texts = [
        f"Once, {passage.upper()}! And so on.",  # 13 words in a row, in other case and with other signs
        " ".join(PROSE.split()[:12]) + " slept",  # 12 of them
        "小明有三个苹果，小红有五个苹果，他们一共有多少个？另外一句话。",  # characters count as words
        "What is two plus two, please? Say it in a word or two.",  # near a text of fewer than 13 words
        f"{lead} say what 2 + 2 is",  # what all texts of the benchmark share tells nothing
        "nothing of the kind at all",
    ]
    common = "".join(json.dumps({"question": f"{lead} give f({number}) for {number * number}"}) + "\n" for number in range(10))
    exam = tmp_path / "exam.jsonl"
    exam.write_text(common + "".join(json.dumps({"question": text}, ensure_ascii=False) + "\n" for text in (
        PROSE, "小明有三个苹果，小红有五个苹果，他们一共有多少个？", "What is two plus two, please? Say it in a word or two!")), "utf-8")  # fmt: skip
    manifest = run(tmp_path / "out", write(tmp_path / "a.jsonl", texts), exclude_text=(str(exam),), threshold=0.7)
    assert kept(tmp_path / "out") == [1, 4, 5]
    assert manifest.dropped == {"benchmark ngram": 3} or manifest.dropped == {"benchmark near": 1, "benchmark ngram": 2}
    assert manifest.notes["common"] > 0
    found = {row["row"]: row for row in dropped(tmp_path / "out")}
    assert (found[0]["shared"], found[0]["other_file"], found[0]["other_row"]) == (passage, str(exam), 10)
    assert found[2]["shared"].startswith("小 明 有 三 个")
    assert f"a.jsonl:0 and {exam}:10 share" in capsys.readouterr().out


def test_short_texts_of_a_benchmark_are_found_by_likeness(tmp_path):
    exam = tmp_path / "exam.txt"
    exam.write_text("What is seven times eight, in words?\n")
    manifest = run(
        tmp_path / "out", write(tmp_path / "a.jsonl", ["what is SEVEN times eight, in words?", "What is six?"]), exclude_text=(str(exam),)
    )
    assert (kept(tmp_path / "out"), manifest.dropped, manifest.notes) == ([1], {"benchmark near": 1}, {"short": 1})


def test_what_resembles_a_contaminated_row_only_stays(tmp_path):
    """A row that is dropped for a benchmark does not take others with it."""
    base = [f"a{number}" for number in range(60)]
    exam = write(tmp_path / "exam.jsonl", [" ".join(base[:13])])
    close = " ".join(["b", "c", *base[2:]])
    run(tmp_path / "out", write(tmp_path / "a.jsonl", [" ".join(base), close]), exclude_text=(exam,), threshold=0.8)
    assert kept(tmp_path / "out") == [1]


@pytest.mark.parametrize(("text", "as_tokens", "as_words"), [
    ("Is x² > 4?", "is x ^ 2 > 4 ?", "is x 2 4"),
    ("a+b", "a + b", "a b"),
    ("ＡＢＣ１２３，好", "abc123 , 好", "abc123 好"),
    ("三角形ABC的面积", "三 角 形 abc 的 面 积", "三 角 形 abc 的 面 积"),
    ("snake_case Straße", "snake _ case strasse", "snake case strasse"),
    ("  \n", "", ""),
])  # fmt: skip
def test_tokens_and_words(text, as_tokens, as_words):
    assert (tokens(text), words(text)) == (as_tokens.split(), as_words.split())


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.7, 0.8, 0.9, 0.99, 1.0])
def test_a_pair_at_the_threshold_is_found(threshold):
    count, size = bands(threshold)
    assert 1 - (1 - threshold**size) ** count >= 0.99
    assert count * size <= 128


def test_clusters_join_through_others():
    found, instead = kept_rows([[3, 5], [8, 9], [5, 8], [1, 2]])
    assert (found.tolist(), instead.tolist()) == ([2, 5, 8, 9], [1, 3, 3, 3])


def test_rows_of_a_chat_are_what_the_user_says(tmp_path):
    turns = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": PROSE}]
    pq.write_table(pa.table({"prompt": [turns, turns[1:], [{"role": "user", "content": "Else"}]]}), tmp_path / "a.parquet")
    assert run(tmp_path / "out", tmp_path / "a.parquet").dropped == {"copy": 1}


def _mixed(path):
    pq.write_table(pa.table({"text": ["a"]}), path / "b.parquet")
    return [write(path / "a.jsonl", ["a"]), path / "b.parquet"], {}


def _columns(path):
    pq.write_table(pa.table({"text": ["a"]}), path / "a.parquet")
    pq.write_table(pa.table({"text": ["a"], "n": [1]}), path / "b.parquet")
    return [path / "a.parquet", path / "b.parquet"], {}


def _null(path):
    (path / "a.jsonl").write_text('{"text":"a"}\n{"text":null}\n')
    return [path / "a.jsonl"], {}


def _split(path):
    (path / "a.jsonl").write_text('{"text":"a","extra_info":{"split":"../../x"}}\n')
    return [path / "a.jsonl"], {}


WRONG = {
    "one output has one form": _mixed,
    "other columns": _columns,
    "a.jsonl:1: column 'text' must hold": _null,
    "is no name of a split": _split,
    "named twice": lambda path: ([write(path / "a.jsonl", ["a"])] * 2, {}),
    "no rows": lambda path: ([write(path / "a.jsonl", [])], {}),
    "--column": lambda path: ([write(path / "a.jsonl", ["a"], "body")], {}),
    "no such file": lambda path: ([path / "a.jsonl"], {}),
    "threshold": lambda path: ([write(path / "a.jsonl", ["a"])], {"threshold": 0.1}),
    "Did you mean 'ray'": lambda path: ([write(path / "a.jsonl", ["a"])], {"executor": "rey"}),
}


@pytest.mark.parametrize("message", WRONG)
def test_wrong_input_says_what_is_wrong(tmp_path, message):
    paths, options = WRONG[message](tmp_path)
    with pytest.raises(RequestError, match=message):
        run(tmp_path / "out", *paths, **options)
    assert not list((tmp_path / "out").glob("data/*"))


def test_another_request_is_refused_in_the_folder(tmp_path):
    file = write(tmp_path / "a.jsonl", [PROSE, PROSE])
    run(tmp_path / "out", file)
    before = contents(tmp_path / "out")
    assert run(tmp_path / "out", file).rows == 1
    with pytest.raises(RequestError, match="finished deduplication of another request"):
        run(tmp_path / "out", file, threshold=0.9)
    assert contents(tmp_path / "out") == before
