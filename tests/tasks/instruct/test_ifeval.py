"""The kinds of instructions that IFEval has, read by functions of their own: they agree with ours on texts that keep and break them."""

import json
from itertools import islice
from random import Random

from drawing import in_language
from ifeval_reader import END, OPTIONS, REQUEST, kinds

from synth.generators.instruct._compose import edited
from synth.verifiers.instruct._text import reply

REPLIES = 2_000


def texts(rng, answer):
    """A text dressed up for one kind of instruction or another, and with small changes."""
    lines = answer.split("\n")
    head, tail = "\n".join(lines[: len(lines) // 2]) or "So.", "\n".join(lines[len(lines) // 2 :])
    dressed = (
        answer,
        answer.upper(),
        answer.lower(),
        answer.replace(",", ""),
        f'"{answer.replace(chr(34), "")}"',
        f"<<Some title>>\n{answer}",
        f"{REQUEST}\n{answer}",
        f"{answer} {END}",
        f"{answer}\n\nP.S. Come soon, tea is ready.",
        f"{head}\n***\n{tail}",
        f"{head}\n******\n{tail}",
        f"# Section 1\n{head}\n# Section 2\n{tail}",
        "\n".join(f"- {line}" for line in lines if line),
        f"{answer} [name] [city] *one more* **and two**",
        json.dumps({"text": answer}),
        f"```json\n{json.dumps([answer])}\n```",
        rng.choice(OPTIONS),
        f"The garden. {answer}",
    )
    text = rng.choice(dressed).strip()
    return [text, *islice(edited(rng, text), 3)]


def test_they_agree():
    rng, seen, number = Random(25), {}, 0
    samples = [sample for level in (1, 3, 5, 8) for sample in in_language("instruct/free_text", level, 130, "en")]
    for sample in samples:
        for text in texts(rng, sample.answer):
            number += 1
            text = text.strip()
            for kind in kinds(rng):
                ours = all(check.holds(reply(text, "en")) for check in kind.ours)
                assert ours == kind.theirs(text), f"{kind.name}: ours says {ours} of\n{text}"
                seen.setdefault(kind.name, set()).add(ours)
    assert number >= REPLIES
    assert len(seen) == 25 and all(verdicts == {True, False} for verdicts in seen.values()), seen
