"""Kinds of constraints on the layout and order of parts, once more from their descriptions."""

import string
from itertools import pairwise

from synth.pipelines.oracles.instruct import _reading as r
from synth.pipelines.oracles.instruct._bounds import strictly, within


def on_layout(kind: str, c: dict, text: str, language: str) -> bool | None:
    rows = [row.strip() for row in r.lines(text)]
    first = text.split("\n")[0].strip()
    match kind:
        case "unit_count":
            return within(c, len(r.parts(text, c["unit"], language)))
        case "title":
            angles = first[:2] == "<<" and first[-2:] == ">>" and not set(first[2:-2]) & set("<>")
            book = first[:1] == "《" and first[-1:] == "》" and not set(first[1:-1]) & set("《》")
            return (angles or book) and len(first) > 2 and r.has_letters(first)
        case "heading_first":
            return first == "# " + c["heading"]
        case "headings":
            at = [k for k, row in enumerate(rows) if row[:1] == "#"]
            gaps = [b - a for a, b in zip(at, [*at[1:], len(rows)], strict=True)]
            return [rows[k] for k in at] == ["#" * c["depth"] + " " + one for one in c["headings"]] and min(gaps) > 1
        case "parted":
            groups = [[]]
            for row in rows:
                if row == c["separator"]:
                    groups.append([])
                else:
                    groups[-1].append(row)
            return len(groups) == c["parts"] and all(groups)
        case "postscript":
            last = [block for block in r.blocks(text) if r.has_letters(block)][-1:]
            return bool(last) and last[0].startswith(c["mark"]) and len(last[0]) > len(c["mark"]) + 3
        case "bulleted":
            found = [(mark, rest) for k, mark, rest in map(r.marker, rows) if k == "bullet" and rest and rest[0] != "*"]
            return bool(found) and all(mark == c["mark"] for mark, _ in found)
        case "numbered":
            found = [mark for k, mark, rest in map(r.marker, rows) if k == "number" and rest]
            sign = {"dot": ".", "bracket": ")", "comma": "、"}[c["style"]]
            wanted = [f"{c.get('start', 1) + k * c.get('step', 1)}" for k in range(len(found))]
            return bool(found) and all(m[-1] == sign and str(int(m[:-1])) == w for m, w in zip(found, wanted, strict=True))
        case "line_length":
            return all(within(c, len(row.strip())) for row in r.said_lines(text))
        case "no_empty_lines":
            return all(row.split() for row in text.split("\n"))
        case "framed":
            return len(rows) > 2 and [k for k, row in enumerate(rows) if row == c["line"]] == [0, len(rows) - 1]
        case "fenced":
            whole = text.split("\n")
            inner = "\n".join(whole[1:-1])
            fences = whole[0] == "```" + c.get("tag", "") and whole[-1] == "```" and len(whole) > 2
            return fences and "```" not in inner and bool(inner.strip())
        case "labels":
            said = [row.strip() for row in r.said_lines(text)]
            pairs = list(zip(said, c["labels"], strict=False))
            return len(said) == len(c["labels"]) and all(row[: len(one)] == one and row[len(one) :].split() for row, one in pairs)
        case "repeats":
            return first == c["sentence"] and bool("\n".join(text.split("\n")[1:]).split())
    return None


def on_order(kind: str, c: dict, text: str, language: str) -> bool | None:
    falling = c.get("falling", False)
    found = [r.lower_words(part, language) for part in r.parts(text, c["unit"], language)] if "unit" in c else []
    several = len(found) > 1
    match kind:
        case "alphabetical":
            first = [part[0] if part else "" for part in found]
            return several and all((a >= b) if falling else (a <= b) for a, b in pairwise(first))
        case "by_length":
            return several and strictly([len(part) for part in found], falling)
        case "ascending":
            numbers = []
            for part in r.parts(text, c["unit"], language):
                digits = "".join(s if s in string.digits else " " for s in part).split()
                numbers += [int(digits[0][:9])] if digits else []
            return len(numbers) > 1 and strictly(numbers, falling)
        case "chronological":
            dates, at = [], 0
            while at + 10 <= len(text):
                date = text[at : at + 10]
                if date[4] == date[7] == "-" and all(s in string.digits for s in date.replace("-", "")) and date.count("-") == 2:
                    dates.append(date)
                    at += 10
                else:
                    at += 1
            return len(dates) > 1 and strictly(dates, falling)
        case "openings":
            return several and len({tuple(part[: c.get("words", 1)]) for part in found}) == len(found)
        case "closings":
            return several and len({part[-1] if part else None for part in found}) == len(found)
        case "chain":
            return several and all(a and b and a[-1] == b[0] for a, b in pairwise(found))
    return None
