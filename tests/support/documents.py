"""Generated parts of the documents, between `<!-- name -->` and `<!-- /name -->`. `python tests/support/documents.py` writes them anew."""

import json
import re
import statistics
from collections.abc import Callable
from functools import partial
from pathlib import Path
from textwrap import fill
from typing import Any

import speeds

from synth.generators import registry
from synth.generators.drawing.svg import standalone
from synth.pipelines.gallery.gallery import drawer
from synth.pipelines.run.stream import stream
from synth.schemas.record import Row
from synth.verifiers.reward import verifier

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "tasks"
SHOWN = "logic/star_placement_puzzle"


def tasks(domain: str) -> str:
    """A table of a domain's tasks: the rule in one sentence, whether one answer alone is right, whether steps are judged."""
    lines = ["| task | rule | one solution | steps |", "| --- | --- | --- | --- |"]
    for name in registry.select(domain):
        task, module = registry.load(name), verifier(f"synth/{name}")
        escaped = re.sub(r"([*|])", r"\\\1", module.rule.partition(": ")[2].rstrip("."))
        marks = " | ".join("yes" if held else "" for held in (task.unique, module.verify_trace is not None))
        lines.append(f"| [`{task.name.partition('/')[2]}`](../cards/{name}.md) | {escaped} | {marks} |")
    return "\n".join(lines)


def domains(prefix: str) -> str:
    """A table of the domains: how many tasks, and the first sentence of the domain's page, which lies in the folder `prefix`."""
    lines = ["| domain | tasks | |", "| --- | ---: | --- |"]
    for domain in registry.domains():
        title, _, first = (PAGES / f"{domain}.md").read_text("utf-8").split("\n")[:3]
        lines.append(f"| [{title.removeprefix('# ')}]({prefix}{domain}.md) `{domain}` | {len(registry.select(domain))} | {first} |")
    return "\n".join(lines)


def _shown() -> Row:
    """README's problem."""
    return next(iter(stream(SHOWN, difficulty=3)))


def problem() -> str:
    """README's problem, as a model reads it but for the breaks of long lines, which a page would cut off."""
    lines = (fill(line, 110) for line in _shown()["prompt"][0]["content"].split("\n"))
    return "```text\n" + "\n".join(lines) + "\n```"


def picture(solved: bool) -> str:
    """README's problem as an SVG file."""
    row, draw = _shown(), drawer(registry.load(SHOWN))
    assert draw is not None
    asked = verifier(row["data_source"]).problem.from_json(row["reward_model"]["ground_truth"])
    return standalone(draw(asked, row["extra_info"]["answer"] if solved else "")) + "\n"


COMPARED = ("reasoning-gym", "synth")
JUDGED = {
    "own_refused": "its own answer, refused",
    "forms_refused": "that answer as people also write it, refused",
    "wrong_accepted": "a wrong answer, accepted in full",
    "wrong_reward": "a wrong answer, mean reward",
}
"""What bench/compare.py measured, in words."""


def compared() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "bench" / "compare.json").read_text("utf-8"))
    return found


def comparison() -> str:
    """A table of what two libraries' scorers do, over all puzzles that both make."""
    puzzles, versions = compared()["puzzles"], {"reasoning-gym": f"reasoning-gym {compared()['reasoning-gym']}", "synth": "synth"}
    lines = ["| puzzles that both make | " + " | ".join(versions.values()) + " |", "| --- | ---: | ---: |"]
    for name, words in JUDGED.items():
        shares = [statistics.fmean(puzzle[library][name] for puzzle in puzzles) for library in COMPARED]
        lines.append(f"| {words} | {' | '.join(map(_percent, shares))} |")
    means = [statistics.harmonic_mean([puzzle[library]["speed"] for puzzle in puzzles]) for library in COMPARED]
    lines.append(f"| problems a CPU-second, harmonic mean | {means[0]:,.0f} | {means[1]:,.0f} |")
    return "\n".join(lines)


def comparisons() -> str:
    """The same by puzzle."""
    head = "| theirs | ours | level | forms refused | wrong accepted | wrong, mean reward | problems a CPU-second |"
    lines = [head, "| --- | --- | ---: | ---: | ---: | ---: | ---: |"]
    for puzzle in compared()["puzzles"]:
        cells = [" and ".join(_percent(puzzle[library][name]) for library in COMPARED) for name in (*JUDGED,)[1:]]
        made = " and ".join(f"{puzzle[library]['speed']:,.0f}" for library in COMPARED)
        lines.append(f"| `{puzzle['theirs']}` | `{puzzle['ours']}` | {puzzle['level']} | {' | '.join(cells)} | {made} |")
    return "\n".join(lines)


def _percent(share: float) -> str:
    return f"{share:.1%}" if 0 < share < 1 else f"{share:.0%}"


def example(trainer: str) -> str:
    """The files of a trainer's example, each in a block."""
    kinds = {".py": "py", ".sh": "bash", ".toml": "toml", ".yaml": "yaml"}
    files = sorted((ROOT / "examples" / "trainers").glob("with_*"))
    own = [path for path in files if SHARED.get(path.stem, path.stem) == f"with_{trainer}"]
    shown = [f"`examples/trainers/{path.name}`:\n\n```{kinds[path.suffix]}\n{path.read_text('utf-8').rstrip()}\n```" for path in own]
    return "\n\n".join(shown)


SHARED = {"with_prime_rl": "with_verifiers"}
"""Examples that stand on the page of another."""
FILES = {"docs/problem.svg": partial(picture, solved=False), "docs/solved.svg": partial(picture, solved=True)}
"""Documents that are generated as a whole."""
PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "README.md": {"domains": partial(domains, "docs/tasks/"), "problem": problem, "comparison": comparison},
    "docs/speed.md": {"million": speeds.million, "domains": speeds.domains, "slow": speeds.slow, "scores": speeds.scores},
    "docs/compare.md": {"comparison": comparison, "puzzles": comparisons},
    "docs/tasks/index.md": {"domains": partial(domains, "")},
    **{f"docs/trainers/{path.name}": {"example": partial(example, path.stem)} for path in (ROOT / "docs" / "trainers").glob("*.md")},
    **{f"docs/tasks/{domain}.md": {"tasks": partial(tasks, domain)} for domain in registry.domains()},
}
"""By document, what makes each of its generated parts."""


def current(document: str) -> str:
    """A document with its generated parts made anew. Raises LookupError when it lacks the place of one."""
    if document in FILES:
        return FILES[document]()
    text = (ROOT / document).read_text("utf-8")
    for name, make in PARTS[document].items():
        between = re.compile(rf"(?<=<!-- {name} -->\n)(?:.*?\n)?(?=<!-- /{name} -->)", re.DOTALL)
        text, found = between.subn(make().replace("\\", "\\\\") + "\n", text)
        if found != 1:
            raise LookupError(f"{document} has {found} parts <!-- {name} -->, expected one")
    return text


if __name__ == "__main__":
    for document in (*PARTS, *FILES):
        (ROOT / document).write_text(current(document), "utf-8")
