"""Generated parts of the documents, between `<!-- name -->` and `<!-- /name -->`. `python tests/support/documents.py` writes them anew."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from synth.generators import registry
from synth.verifiers.reward import verifier

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "tasks"


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


PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "README.md": {"domains": partial(domains, "docs/tasks/")},
    "docs/tasks/index.md": {"domains": partial(domains, "")},
    **{f"docs/tasks/{domain}.md": {"tasks": partial(tasks, domain)} for domain in registry.domains()},
}
"""By document, what makes each of its generated parts."""


def current(document: str) -> str:
    """A document with its generated parts made anew. Raises LookupError when it lacks the place of one."""
    text = (ROOT / document).read_text("utf-8")
    for name, make in PARTS[document].items():
        between = re.compile(rf"(?<=<!-- {name} -->\n)(?:.*?\n)?(?=<!-- /{name} -->)", re.DOTALL)
        text, found = between.subn(make().replace("\\", "\\\\") + "\n", text)
        if found != 1:
            raise LookupError(f"{document} has {found} parts <!-- {name} -->, expected one")
    return text


if __name__ == "__main__":
    for document in PARTS:
        (ROOT / document).write_text(current(document), "utf-8")
