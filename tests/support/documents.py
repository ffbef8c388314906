"""Generated parts of the documents, between `<!-- name -->` and `<!-- /name -->`. `python tests/support/documents.py` writes them anew."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

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
    """README's problem, as a model reads it."""
    return f"```text\n{_shown()['prompt'][0]['content']}\n```"


def picture(solved: bool) -> str:
    """README's problem as an SVG file."""
    row, draw = _shown(), drawer(registry.load(SHOWN))
    assert draw is not None
    asked = verifier(row["data_source"]).problem.from_json(row["reward_model"]["ground_truth"])
    return standalone(draw(asked, row["extra_info"]["answer"] if solved else "")) + "\n"


FILES = {"docs/problem.svg": partial(picture, solved=False), "docs/solved.svg": partial(picture, solved=True)}
"""Documents that are generated as a whole."""
PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "README.md": {"domains": partial(domains, "docs/tasks/"), "problem": problem},
    "docs/tasks/index.md": {"domains": partial(domains, "")},
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
