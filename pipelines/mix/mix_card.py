"""The dataset card of a mixture: what it was made of, under which licences, and how many rows of each task and level."""

import re

from synth.pipelines.hub_card import USE, front_matter, size_class
from synth.pipelines.mix.mix_plan import MixManifest
from synth.pipelines.storage.copy_rows import TRAIN
from synth.pipelines.storage.run_folder import CARD, DATA
from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError

UNKNOWN = "unknown"
"""The licence of a folder whose card names none."""
REASONS = {"held out": "of splits that are held out", "repeated": "of families with a problem that a folder before has"}


def licence_of(location: str) -> str:
    """What the front matter of a folder's card says: `apache-2.0`."""
    try:
        store = Store(location)
    except RequestError:  # a single file has no card
        return UNKNOWN
    if not store.has(CARD):
        return UNKNOWN
    matter = re.match(r"---\n(.*?)\n---", store.read(CARD).decode("utf-8", "replace"), re.DOTALL)
    found = re.search(r"^license:[ \t]*(\S+)[ \t]*$", matter[1], re.MULTILINE) if matter else None
    return found[1].strip("\"'") if found else UNKNOWN


def mix_card(manifest: MixManifest) -> str:
    """What the hub reads, then what a person reads."""
    sources = manifest.plan.parts
    licences = sorted({source.licence for source, rows in zip(sources, manifest.by_source, strict=True) if rows})
    fields = {
        "license": licences[0] if len(licences) == 1 and licences != [UNKNOWN] else "other",
        "size_categories": [size_class(manifest.rows)],
        "task_categories": ["text-generation"],
        "tags": ["reasoning", "rlvr", "verifiable-rewards"],
    }
    lines = [
        *front_matter(fields, {"default": (DATA, [TRAIN] if manifest.rows else [])}),
        "",
        f"# {manifest.rows:,} reasoning problems of {len(sources)} sources",
        "",
        "Of each source its tasks and levels are here in the proportion that they have there, families whole; `index` is counted anew, and",
        "everything else is as it was.",
        "",
        "| source | licence | rows | of |",
        "| --- | --- | ---: | ---: |",
        *(
            f"| {source.location} | {source.licence} | {rows:,} | {sum(file.rows for file in source.files):,} |"
            for source, rows in zip(sources, manifest.by_source, strict=True)
        ),
        "",
        f"Licences: {', '.join(licences) or 'none'}. Each row is under that of its source.",
        *(f"\nNot taken: {rows:,} rows {REASONS[reason]}." for reason, rows in manifest.left_out.items()),
        "",
        "| task | level | rows | " + " | ".join(source.location for source in sources) + " |",
        "| --- | ---: | ---: |" + " ---: |" * len(sources),
        *(f"| {task} | {level} | {sum(rows):,} | {' | '.join(f'{count:,}' for count in rows)} |" for task, level, rows in manifest.strata),
        "",
        *USE,
    ]
    return "\n".join(lines) + "\n"


def summary(manifest: MixManifest, out: str) -> str:
    """What a finished mixture says."""
    lines = [f"{rows:>12,} rows of {source.location}" for source, rows in zip(manifest.plan.parts, manifest.by_source, strict=True)]
    lines += [f"{rows:>12,} rows not taken, {REASONS[reason]}" for reason, rows in manifest.left_out.items()]
    return "\n".join([*lines, f"{manifest.rows:>12,} rows, {len(manifest.strata):,} tasks and levels, at {out}"])
