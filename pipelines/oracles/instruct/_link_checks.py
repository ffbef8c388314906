"""Kinds of constraints that refer to others, and on formats, once more from their descriptions."""

import json
import string

from synth.pipelines.oracles.instruct import _reading as r
from synth.pipelines.oracles.instruct._bounds import at_place


def _counted(text: str, what: str, language: str) -> int:
    return len(r.words(text, language)) if what == "words" else len(r.parts(text, what, language))


def on_links(kind: str, c: dict, text: str, language: str) -> bool | None:
    found = r.parts(text, c["unit"], language) if "unit" in c else []
    match kind:
        case "same_count":
            part = at_place(found, c["at"])
            return part is not None and _counted(part, c["counts"], language) - len(r.parts(text, c["of"], language)) == c.get("plus", 0)
        case "longer":
            one, other = at_place(found, c["at"]), at_place(found, c["than"])
            return None not in (one, other) and len(r.words(one, language)) > len(r.words(other, language))
        case "echo":
            pair = [
                at_place(r.lower_words(part, language), place)
                for part, place in ((at_place(found, c["at"]), c["word"]), (at_place(found, c["same"]), c["as_word"]))
                if part is not None
            ]
            return len(pair) == 2 and pair[0] is not None and pair[0] == pair[1]
        case "states_count":
            rows = text.split("\n")
            if not rows[-1].startswith(c["label"]):
                return False
            said = rows[-1][len(c["label"]) :]
            while said[:1] and said[0] in " *.。":
                said = said[1:]
            while said[-1:] and said[-1] in " *.。":
                said = said[:-1]
            return said == f"{_counted(chr(10).join(rows[:-1]).strip(), c['counts'], language)}"
        case "shows_sum":
            return _sum(c["numbers"], text)
    return None


def _sum(numbers: list[int], text: str) -> bool:
    """From each number that is the first on: the terms with signs between them, few blanks and stars allowed."""
    wanted: list[str] = [str(numbers[0])]
    for number in numbers[1:]:
        wanted += ["+＋", str(number)]
    wanted += ["=＝", str(sum(numbers))]
    for start in range(len(text)):
        if not text.startswith(wanted[0], start):
            continue
        before = text[:start][-1:]
        if (before and before in "0123456789+.＋") or (before == " " and text[:start][-2:-1] in ("+", "＋")):
            continue
        at = start
        for turn, token in enumerate(wanted):
            if turn:
                gap = 0
                while gap < 4 and text[at : at + 1] in (" ", "*") and text[at : at + 1]:
                    at, gap = at + 1, gap + 1
            if turn % 2:
                if not text[at : at + 1] or text[at] not in token:
                    break
                at += 1
            elif text.startswith(token, at):
                at += len(token)
            else:
                break
        else:
            after = text[at : at + 2]
            if not (after[:1] and after[0] in string.digits) and not (after[:1] == "." and after[1:] and after[1] in string.digits):
                return True
    return False


def on_formats(kind: str, c: dict, text: str, language: str) -> bool | None:
    if kind not in ("json", "json_keys", "json_kinds", "csv", "table", "tagged"):
        return None
    inner = text
    rows = text.split("\n")
    if len(rows) > 2 and rows[0][:3] == "```" and rows[-1].strip() == "```" and all(s in string.ascii_letters for s in rows[0][3:]):
        inner = "\n".join(rows[1:-1])
    if kind == "csv":
        mark = c.get("mark", ",")
        table = [[cell.strip() for cell in row.strip().split(mark)] for row in inner.strip().split("\n")]
        return (
            table[0] == c["columns"] and len(table) - 1 == c["rows"] and all(len(row) == len(table[0]) and "" not in row for row in table)
        )
    if kind == "table":
        table = [row.strip() for row in rows]
        if not all(len(row) > 2 and row[0] == "|" and row[-1] == "|" for row in table):
            return False
        cells = [[cell.strip() for cell in row[1:-1].split("|")] for row in table]
        dashes = len(cells) > 1 and all(cell.strip(":") and set(cell.strip(":")) == {"-"} and cell.count(":") <= 2 for cell in cells[1])
        full = all(len(row) == len(c["columns"]) and all(row) for row in cells[2:])
        return dashes and cells[0] == c["columns"] and len(cells) - 2 == c["rows"] and full
    if kind == "tagged":
        opening, closing = f"<{c['tag']}>", f"</{c['tag']}>"
        ends = text[: len(opening)] == opening and text[-len(closing) :] == closing
        return ends and text.count(opening) == 1 and text.count(closing) == 1 and bool(text[len(opening) : -len(closing)].split())
    try:
        value = json.loads(inner.strip(), object_pairs_hook=_unique, parse_constant=_unique)
    except (ValueError, RecursionError, TypeError):
        return False
    if kind == "json":
        return isinstance(value, dict | list)
    if not isinstance(value, dict):
        return False
    if kind == "json_keys":
        return list(value) == list(c["keys"])
    names = {str: "text", bool: "boolean", int: "integer", float: "number", list: "list", dict: "object", type(None): "null"}
    return all(
        key in value
        and (names[type(value[key])] == wanted or (wanted == "number" and type(value[key]) is int))
        and value[key] not in ("", [])
        for key, wanted in c["kinds"]
    )


def _unique(pairs) -> dict:
    if isinstance(pairs, str) or len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("a key twice, or no number")
    return dict(pairs)
