"""Generated parts of the documents, between `<!-- name -->` and `<!-- /name -->`. `python tests/support/docs.py` writes them anew."""

import re
from pathlib import Path

from synth.generators import registry
from synth.verifiers.reward import verifier

ROOT = Path(__file__).parents[2]


def tasks() -> str:
    """A table of the tasks with their rules in one sentence, as `synth list` prints them."""
    lines = ["| task | rule |", "| --- | --- |"]
    for name in registry.names():
        rule = verifier(f"synth/{name}").rule.partition(": ")[2].rstrip(".")
        escaped = re.sub(r"([*|])", r"\\\1", rule)
        lines.append(f"| `{name}` | {escaped} |")
    return "\n".join(lines)


PARTS = {"README.md": {"tasks": tasks}}
"""By document, what makes each of its generated parts."""


def current(document: str) -> str:
    """A document with its generated parts made anew. Raises LookupError when it lacks the place of one."""
    text = (ROOT / document).read_text("utf-8")
    for name, make in PARTS[document].items():
        between = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=\n<!-- /{name} -->)", re.DOTALL)
        text, found = between.subn(make().replace("\\", "\\\\"), text)
        if found != 1:
            raise LookupError(f"{document} has {found} parts <!-- {name} -->, expected one")
    return text


if __name__ == "__main__":
    for document in PARTS:
        (ROOT / document).write_text(current(document), "utf-8")
