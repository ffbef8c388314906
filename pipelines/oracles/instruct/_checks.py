"""Independent route: every kind of constraint once more, from its description, on replies read sign by sign."""

import string

from synth.pipelines.oracles.instruct import _reading as r
from synth.pipelines.oracles.instruct._bounds import at_place
from synth.pipelines.oracles.instruct._layout_checks import on_layout, on_order
from synth.pipelines.oracles.instruct._link_checks import on_formats, on_links
from synth.pipelines.oracles.instruct._word_checks import on_signs, on_words


def holds(c: dict, text: str, language: str) -> bool:
    """Whether a text, already plain, keeps a constraint."""
    kind = c["kind"]
    if kind in ("at", "each", "where", "inside"):
        return _together(c, text, language)
    for part in (on_words, on_signs, on_layout, on_order, on_links, on_formats):
        verdict = part(kind, c, text, language)
        if verdict is not None:
            return bool(verdict)
    raise ValueError(kind)


def in_force(rules: list[dict], note: str, language: str) -> list[dict]:
    """The rules, with those that hang on a given text put in their place."""
    found = []
    for rule in rules:
        if rule["kind"] == "as_given":
            number = max(0, _noted(rule["of"], note, language) + rule.get("plus", 0))
            rule = {"kind": "unit_count", "unit": rule["unit"], "least": number, "most": number}
        elif rule["kind"] == "if_given":
            for case in rule["cases"]:
                kept = [holds(one, note, language) for one in case["given"]]
                if (True in kept) if case.get("either") else (False not in kept):
                    rule = case["rule"]
                    break
            else:
                rule = rule["otherwise"]
        found.append(rule)
    return found


def _noted(of: str, note: str, language: str) -> int:
    if of == "numbers":
        return len("".join(s if s in string.digits else " " for s in note).split())
    if of in ("questions", "commas"):
        return len([s for s in note if s in ("?？" if of == "questions" else ",，")])
    return len(r.parts(note, of, language))


def _together(c: dict, text: str, language: str) -> bool:
    if c["kind"] == "inside":
        rows = text.split("\n")
        if c["within"] == "block":
            fences = [
                k for k, row in enumerate(rows) if row.strip()[:3] == "```" and all(s in string.ascii_letters for s in row.strip()[3:])
            ]
            inner = "\n".join(rows[fences[0] + 1 : fences[1]]).strip() if len(fences) == 2 else ""
        else:
            marks = [k for k, row in enumerate(rows) if row == c["separator"]]
            marks = [k for k in marks if 0 < k < len(rows) - 1]
            inner = "\n".join(rows[marks[-1] + 1 :]).strip() if marks and "\n".join(rows[: marks[-1]]) else ""
        return bool(inner) and holds(c["rule"], inner, language)
    found = r.parts(text, c["unit"], language)
    if c["kind"] == "at":
        part = at_place(found, c["at"])
        return part is not None and holds(c["rule"], part, language)
    if c["kind"] == "each":
        but = c.get("but", 0)
        if not found or (but and at_place(found, but) is None):
            return False
        left = None if not but else (but - 1) % len(found) if but > 0 else len(found) + but
        return all(holds(c["rule"], part, language) for k, part in enumerate(found) if k != left)
    had = [holds(c["having"], part, language) for part in found]
    both = True in had and False in had
    return both and all(holds(c["rule" if one else "otherwise"], part, language) for one, part in zip(had, found, strict=True))
