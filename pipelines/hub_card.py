"""What the cards of runs, exports and augmentations share: the front matter that the hub and `datasets.load_dataset` read, and how a
program uses the rows."""

import json
from collections.abc import Mapping, Sequence

SIZES = ("n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M", "10M<n<100M", "100M<n<1B", "1B<n<10B", "10B<n<100B", "100B<n<1T")
"""The hub's classes of size: the first holds fewer than 1,000 rows, each next one ten times as many."""

USE = (
    "## Use",
    "",
    "```python",
    "import datasets, synth",
    "",
    'row = datasets.load_dataset("PATH", split="train")[0]',
    'reward = synth.verifiers.score(row["data_source"], completion, row["reward_model"]["ground_truth"])',
    "```",
)
"""How a program reads and scores the rows."""


def closing(plan: str) -> list[str]:
    """The end of a card: how the rows are used, and the request that made them. plan: it, as JSON text."""
    asked = json.dumps(json.loads(plan), indent=1, ensure_ascii=False)
    return ["", *USE, "", "The request:", "", "```json", asked, "```"]


def size_class(rows: int) -> str:
    """The hub's class for a number of rows: 999 gives `n<1K`, 1,000 gives `1K<n<10K`."""
    return SIZES[min(max(0, len(str(rows)) - 3), len(SIZES) - 1)]


def front_matter(
    fields: Mapping[str, str | Sequence[str]],
    configs: Mapping[str, tuple[str, Sequence[str]]],
    languages: Sequence[str] = ("en",),
    domains: Mapping[str, tuple[str, Sequence[str]]] | None = None,
) -> list[str]:
    """The lines of a card's front matter, in YAML, with the languages first and `---` around.

    fields: single values and lists, in the order in which they stand. configs: name of each subset, with the folder of its files and its
    splits, as in `{"default": ("data", ["train"])}`; those without splits are left out. domains: further subsets, each of the rows of one
    domain alone in files that hold several."""
    lines = ["---", "language:", *(f"- {language}" for language in languages)]
    for name, value in fields.items():
        lines += [f"{name}: {value}"] if isinstance(value, str) else [f"{name}:", *(f"- {item}" for item in value)]
    filled = {name: where for name, where in {**configs, **(domains or {})}.items() if where[1]}
    lines += ["configs:"] if filled else []
    for name, (folder, splits) in filled.items():
        lines += [f"- config_name: {name}", "  data_files:"]
        for split in splits:
            lines += [f"  - split: {split}", f"    path: {folder}/{split}-*.parquet"]
        lines += ["  filters:", f'  - [ability, "==", {name}]'] if name in (domains or {}) else []
    return [*lines, "---"]
