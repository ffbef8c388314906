"""How well are near-duplicates found, and at what cost? Texts of random words (English) and characters (Chinese) with planted edits: words
changed, dropped, moved, a sentence added, numbers spelled otherwise, one number changed (in such texts and in a template), an unlike text
of the same template. For each kind: pairs whose true Jaccard similarity is at the threshold or above, those with the same numbers (or too
few to have a say) and how many of them `synth dedupe` found, those with other numbers and how many of them it kept; and how many unlike
pairs were dropped all the same (which is possible through a chain of likenesses alone). Then CPU time a document and the largest resident
size of a process.

`python bench/dedupe.py [PAIRS] [WORKERS]`, 10,000 pairs and one process unless told otherwise."""

import contextlib
import io
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from synth.pipelines.dedupe.dedupe import dedupe
from synth.pipelines.dedupe.dedupe_plan import DedupeRequest
from synth.pipelines.dedupe.texts import SPARSE, numbers, tokens

THRESHOLD, SHINGLE = 0.8, 5
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
TEMPLATE = (
    "A {a} has {n} {b}. Each {b} holds {m} {c}. The {a} loses {k} {b} on its way to the {d}. How many {c} are left in the {a} at the end? "
    "Nothing was added on the way, no {b} was opened, and those that were lost were all full, as were the others, when the day began."
)


def word(rng: Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4)))


def english(rng: Random) -> list[str]:
    vocabulary = [word(rng) for _ in range(120)]
    return [f"{rng.randint(1, 9_999):,}" if rng.random() < 0.04 else rng.choice(vocabulary) for _ in range(rng.randint(60, 250))]


def chinese(rng: Random) -> list[str]:
    return [chr(0x4E00 + rng.randrange(3000)) for _ in range(rng.randint(60, 250))]


def edited(rng: Random, parts: list[str], kind: str, chinese_text: bool) -> list[str]:
    made, count = list(parts), max(1, round(len(parts) * rng.uniform(0.002, 0.05)))
    fresh = (lambda: chr(0x4E00 + rng.randrange(3000))) if chinese_text else (lambda: word(rng))
    if kind == "changed":
        for place in rng.sample(range(len(made)), count):
            made[place] = fresh()
    elif kind == "dropped":
        for place in sorted(rng.sample(range(len(made)), count), reverse=True):
            del made[place]
    elif kind == "spelled":
        made = [f"{part.replace(',', '')}.0" if part[0].isdigit() else part for part in made]
    elif kind == "other number":
        places = [place for place, part in enumerate(made) if part[0].isdigit()] or [0]
        made[rng.choice(places)] = str(rng.randint(10_000, 99_999))
    elif kind == "moved":
        cut = rng.randrange(len(made))
        made = made[cut:] + made[:cut]
    else:
        made += [fresh() for _ in range(4 * count)]
    return made


def problem(rng: Random) -> dict[str, object]:
    return {name: word(rng) for name in "abcd"} | {name: rng.randint(2, 99) for name in "nmk"}


def planted(rng: Random, kind: str, number: int) -> tuple[str, str]:
    if kind == "one number":
        values = problem(rng)
        return TEMPLATE.format(**values), TEMPLATE.format(**values | {"k": rng.randint(100, 999)})
    if kind == "one template":
        return TEMPLATE.format(**problem(rng)), TEMPLATE.format(**problem(rng))
    in_chinese = number % 3 == 0 and kind not in ("spelled", "other number")
    parts = (chinese if in_chinese else english)(rng)
    glue = "" if in_chinese else " "
    return glue.join(parts), glue.join(edited(rng, parts, kind, in_chinese))


KINDS = ("changed", "dropped", "moved", "added", "spelled", "other number", "one number", "one template")


def similarity(one: str, other: str) -> float:
    """Jaccard of the sets of shingles, by the definition."""
    sets = []
    for text in (one, other):
        found = tokens(text)
        sets.append({tuple(found[at : at + SHINGLE]) for at in range(max(1, len(found) - SHINGLE + 1))})
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def same_numbers(one: str, other: str) -> bool:
    """Have two texts the same numbers, or too few for these to have a say?"""
    several = [SPARSE * len(numbers(text)) >= len(tokens(text)) for text in (one, other)]
    return not any(several) or (all(several) and numbers(one) == numbers(other))


def main(arguments: list[str]) -> None:
    pairs, workers = int(arguments[0]) if arguments else 10_000, int(arguments[1]) if len(arguments) > 1 else 1
    rng = Random(5)
    made = [(KINDS[number % len(KINDS)], *planted(rng, KINDS[number % len(KINDS)], number)) for number in range(pairs)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.jsonl"
        texts = [one for _, one, _ in made] + [other for _, _, other in made]
        file.write_text("".join(json.dumps({"text": text, "place": place}) + "\n" for place, text in enumerate(texts)))
        start, cpu = time.perf_counter(), time.process_time()
        with contextlib.redirect_stdout(io.StringIO()):
            dedupe(DedupeRequest((str(file),), f"{folder}/out", THRESHOLD, shingle=SHINGLE, workers=workers))
        wall, used = time.perf_counter() - start, time.process_time() - cpu
        kept = {json.loads(line)["place"] for path in Path(folder).glob("out/data/*.jsonl") for line in path.read_text().splitlines()}
    used += resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    print("| edit | pairs | near-duplicates | of these found | alike but for their numbers | of these kept | unlike, and dropped |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for kind in KINDS:
        of_kind = [(number, one, other) for number, (which, one, other) in enumerate(made) if which == kind]
        alike = {number: similarity(one, other) >= THRESHOLD for number, one, other in of_kind}
        twins = {number for number, one, other in of_kind if alike[number] and same_numbers(one, other)}
        variants = {number for number in alike if alike[number]} - twins
        lost = {number for number in alike if number + pairs not in kept}
        found, stayed = len(twins & lost) / max(len(twins), 1), 1 - len(variants & lost) / max(len(variants), 1)
        unlike = len(lost - twins - variants)
        print(f"| {kind} | {len(alike):,} | {len(twins):,} | {found:.2%} | {len(variants):,} | {stayed:.2%} | {unlike} |")
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    each = used / (2 * pairs) * 1e6
    print(f"\n{2 * pairs:,} documents: {wall:.1f} s, {each:.0f} microseconds of CPU each, largest process {peak:.0f} MiB")


if __name__ == "__main__":
    main(sys.argv[1:])
