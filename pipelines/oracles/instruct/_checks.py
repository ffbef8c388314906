"""Independent route: every kind of constraint once more, from its description, on replies read sign by sign."""

import json
import string

from synth.pipelines.oracles.instruct import _reading as r

MANY = 2000
COMMON = """a about after all an and are as at be before but by can for from had has have he her his i if in into is it its me more my no not of on
one or our out over she so than that the their then there they this to up us was we were when which will with you your""".split()
BOTH = [",，", ";；", ":：", "?？", "!！"]


def holds(c: dict, text: str, language: str) -> bool:
    """Whether a text, already plain, keeps a constraint."""
    kind = c["kind"]
    if kind in ("at", "each", "where", "inside"):
        return _together(c, text, language)
    for part in (_words, _signs, _layout, _order, _links, _formats):
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


def _in(c: dict, number: int) -> bool:
    most = c.get("most", MANY)
    return c.get("least", 0) <= number and (most == MANY or number <= most)


def _at(found: list, place: int):  # noqa: ANN202
    if place == 0 or place > len(found) or -place > len(found):
        return None
    return found[place - 1] if place > 0 else found[place]


def _together(c: dict, text: str, language: str) -> bool:
    if c["kind"] == "inside":
        rows = text.split("\n")
        if c["within"] == "block":
            fences = [k for k, row in enumerate(rows) if row.strip()[:3] == "```" and all(s in string.ascii_letters for s in row.strip()[3:])]
            inner = "\n".join(rows[fences[0] + 1 : fences[1]]).strip() if len(fences) == 2 else ""
        else:
            marks = [k for k, row in enumerate(rows) if row == c["separator"]]
            marks = [k for k in marks if 0 < k < len(rows) - 1]
            inner = "\n".join(rows[marks[-1] + 1 :]).strip() if marks and "\n".join(rows[: marks[-1]]) else ""
        return bool(inner) and holds(c["rule"], inner, language)
    found = r.parts(text, c["unit"], language)
    if c["kind"] == "at":
        part = _at(found, c["at"])
        return part is not None and holds(c["rule"], part, language)
    if c["kind"] == "each":
        but = c.get("but", 0)
        if not found or (but and _at(found, but) is None):
            return False
        left = None if not but else (but - 1) % len(found) if but > 0 else len(found) + but
        return all(holds(c["rule"], part, language) for k, part in enumerate(found) if k != left)
    had = [holds(c["having"], part, language) for part in found]
    both = True in had and False in had
    return both and all(holds(c["rule" if one else "otherwise"], part, language) for one, part in zip(had, found, strict=True))


def _words(kind: str, c: dict, text: str, language: str) -> bool | None:
    low = r.lower_words(text, language)
    match kind:
        case "word_count":
            return _in(c, len(low))
        case "uses_all":
            return all(r.finds(text, one, language) for one in c["phrases"])
        case "uses_times":
            return _in(c, len(r.finds(text, c["phrase"], language)))
        case "avoids":
            return all(not r.finds(text, one, language) for one in c["phrases"])
        case "own_sentences":
            return _own_sentences(c, text, language)
        case "phrase_order":
            places = [min(r.finds(text, one, language), default=-1) for one in c["phrases"]]
            return -1 not in places and all(a <= b for a, b in zip(places, places[1:], strict=False))
        case "no_repeated_run":
            seen = set()
            for k in range(len(low) - c["size"] + 1):
                run = "\n".join(low[k : k + c["size"]])
                if run in seen:
                    return False
                seen.add(run)
            return True
        case "distinct_words":
            return _in(c, len(dict.fromkeys(low)))
        case "no_word_twice":
            return all(low[k] not in set(low[:k]) for k in range(len(low))) if len(low) < 2000 else len(set(low)) == len(low)
        case "word_length":
            return all(_in(c, len([s for s in word if s.isalnum()])) for word in low)
        case "long_words":
            return _in(c, len([1 for word in r.words(text, language) if len([s for s in word if s.isalnum()]) >= c["length"]]))
        case "word_at":
            return _at(low, c["at"]) == c["word"].lower()
        case "copies":
            return text.find(c["passage"]) >= 0
        case "starts_with":
            return text[: len(c["phrase"])] == c["phrase"]
        case "ends_with":
            return text[-len(c["phrase"]) :] == c["phrase"]
        case "one_of":
            return any(text == one for one in c["phrases"])
        case "tongue":
            if language == "zh":
                return bool(low) and len([s for s in text if s in string.ascii_letters]) <= len(low)
            foreign = [s for s in text if s.isalpha() and ord(s) > 0x24F]
            return bool(low) and not foreign and len([word for word in low if word in COMMON]) * 10 >= len(low)
        case "character_count":
            return c.get("least", 0) <= len([s for s in text if not s.isspace()]) <= c.get("most", 20_000)
    return None


def _own_sentences(c: dict, text: str, language: str) -> bool:
    if [len(r.finds(text, one, language)) for one in c["phrases"]] != [1] * len(c["phrases"]):
        return False
    good = set()
    for sentence in r.parts(text, "sentences", language):
        inside = [one for one in c["phrases"] if r.finds(sentence, one, language)]
        if len(inside) > 1:
            return False
        if inside and len(r.words(sentence, language)) - len(r.words(inside[0], language)) >= c["beside"]:
            good.add(inside[0])
    return len(good) == len(c["phrases"])


def _marks_of(mark: str) -> str:
    return next((pair for pair in BOTH if mark in pair), mark)


def _between(text: str, opening: str, closing: str) -> int:
    """Passages between two signs on one line, with something and no such sign in them."""
    count, start = 0, -1
    for at, sign in enumerate(text):
        if sign == closing and start >= 0 and at > start + 1:
            count, start = count + 1, -1
        elif sign == opening:
            start = at
        elif sign in (closing, "\n"):
            start = -1
    return count


def _signs(kind: str, c: dict, text: str, language: str) -> bool | None:
    low = text.lower()
    first = [word[0] for word in r.words(text, language)]
    match kind:
        case "letter_count":
            return _in(c, len([s for s in low if s == c["letter"].lower()]))
        case "without_letter":
            return all(s != c["letter"].lower() for s in low)
        case "initial_count":
            return _in(c, len([word for word in r.lower_words(text, language) if word.startswith(c["letter"].lower())]))
        case "initials" | "endings":
            found = [r.lower_words(part, language) for part in r.parts(text, c["unit"], language)]
            wanted = c["letters"] if kind == "initials" else c["endings"]
            if len(found) != len(wanted) or not all(found):
                return False
            if kind == "initials":
                return all(part[0][0] == one.lower() for part, one in zip(found, wanted, strict=True))
            return all(part[-1][-len(one) :] == one.lower() for part, one in zip(found, wanted, strict=True))
        case "palindromes":
            known = {word for word in r.lower_words(text, language) if len(word) > 2 and all(s.isalpha() for s in word)}
            return _in(c, len([word for word in known if list(word) == list(reversed(word))]))
        case "digit_count":
            return _in(c, len([s for s in text if s in string.digits]))
        case "number_count":
            return _in(c, len("".join(s if s in string.digits else " " for s in text).split()))
        case "upper":
            return any(s.isupper() for s in text) and not any(s.islower() or s.istitle() and not s.isupper() for s in text)
        case "lower":
            return any(s.islower() for s in text) and not any(s.isupper() or s.istitle() for s in text)
        case "capital_words":
            return _in(c, len([word for word in r.words(text, language) if len(word) > 1 and word.isupper()]))
        case "capital_start":
            return _in(c, len([s for s in first if s.isupper()]))
        case "title_case":
            return bool(first) and not [s for s in first if s.islower()]
        case "in_capitals":
            places, size = r.finds(text, c["phrase"], language), len(c["phrase"])
            return bool(places) and len(low) == len(text) and {text[k : k + size] for k in places} == {c["phrase"].upper()}
        case "without_mark":
            return not set(_marks_of(c["mark"])) & set(text)
        case "mark_count":
            return _in(c, len([s for s in text if s in _marks_of(c["mark"])]))
        case "wrapped":
            ends = text[:1] == c["opening"] and text[-1:] == c["closing"] and len(text) > 2
            return ends and not {c["opening"], c["closing"]} & set(text[1:-1])
        case "pairs":
            if c["pair"] == "placeholders":
                return _in(c, _between(text, "[", "]"))
            if c["pair"] == "remarks":
                return _in(c, _remarks(text))
            return _in(c, _quotations(text))
    return None


def _remarks(text: str) -> int:
    return _between(text, "(", ")") + _between(text, "（", "）")


def _quotations(text: str) -> int:
    """From left to right, whatever pair begins first."""
    count, at = 0, 0
    pairs = {'"': '"', "“": "”", "「": "」"}
    while at < len(text):
        closing = pairs.get(text[at])
        end = at + 1
        if closing:
            while end < len(text) and text[end] not in (closing, "\n", text[at]):
                end += 1
            if end < len(text) and text[end] == closing and end > at + 1:
                count, at = count + 1, end
        at += 1
    return count


def _layout(kind: str, c: dict, text: str, language: str) -> bool | None:
    rows = [row.strip() for row in r.lines(text)]
    first = text.split("\n")[0].strip()
    match kind:
        case "unit_count":
            return _in(c, len(r.parts(text, c["unit"], language)))
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
            return all(_in(c, len(row.strip())) for row in r.said_lines(text))
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


def _order(kind: str, c: dict, text: str, language: str) -> bool | None:
    falling = c.get("falling", False)
    found = [r.lower_words(part, language) for part in r.parts(text, c["unit"], language)] if "unit" in c else []
    several = len(found) > 1
    match kind:
        case "alphabetical":
            first = [part[0] if part else "" for part in found]
            return several and all((a >= b) if falling else (a <= b) for a, b in zip(first, first[1:], strict=False))
        case "by_length":
            return several and _strict([len(part) for part in found], falling)
        case "ascending":
            numbers = []
            for part in r.parts(text, c["unit"], language):
                digits = "".join(s if s in string.digits else " " for s in part).split()
                numbers += [int(digits[0][:9])] if digits else []
            return len(numbers) > 1 and _strict(numbers, falling)
        case "chronological":
            dates, at = [], 0
            while at + 10 <= len(text):
                date = text[at : at + 10]
                if date[4] == date[7] == "-" and all(s in string.digits for s in date.replace("-", "")) and date.count("-") == 2:
                    dates.append(date)
                    at += 10
                else:
                    at += 1
            return len(dates) > 1 and _strict(dates, falling)
        case "openings":
            return several and len({tuple(part[: c.get("words", 1)]) for part in found}) == len(found)
        case "closings":
            return several and len({part[-1] if part else None for part in found}) == len(found)
        case "chain":
            return several and all(a and b and a[-1] == b[0] for a, b in zip(found, found[1:], strict=False))
    return None


def _strict(found: list, falling: bool) -> bool:
    return all((a > b) if falling else (a < b) for a, b in zip(found, found[1:], strict=False))


def _counted(text: str, what: str, language: str) -> int:
    return len(r.words(text, language)) if what == "words" else len(r.parts(text, what, language))


def _links(kind: str, c: dict, text: str, language: str) -> bool | None:
    found = r.parts(text, c["unit"], language) if "unit" in c else []
    match kind:
        case "same_count":
            part = _at(found, c["at"])
            return part is not None and _counted(part, c["counts"], language) - len(r.parts(text, c["of"], language)) == c.get("plus", 0)
        case "longer":
            one, other = _at(found, c["at"]), _at(found, c["than"])
            return None not in (one, other) and len(r.words(one, language)) > len(r.words(other, language))
        case "echo":
            pair = [
                _at(r.lower_words(part, language), place)
                for part, place in ((_at(found, c["at"]), c["word"]), (_at(found, c["same"]), c["as_word"]))
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
        if before and before in "0123456789+.＋" or (before == " " and text[:start][-2:-1] in ("+", "＋")):
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


def _formats(kind: str, c: dict, text: str, language: str) -> bool | None:
    if kind not in ("json", "json_keys", "json_kinds", "csv", "table", "tagged"):
        return None
    inner = text
    rows = text.split("\n")
    if len(rows) > 2 and rows[0][:3] == "```" and rows[-1].strip() == "```" and all(s in string.ascii_letters for s in rows[0][3:]):
        inner = "\n".join(rows[1:-1])
    if kind == "csv":
        mark = c.get("mark", ",")
        table = [[cell.strip() for cell in row.strip().split(mark)] for row in inner.strip().split("\n")]
        return table[0] == c["columns"] and len(table) - 1 == c["rows"] and all(len(row) == len(table[0]) and "" not in row for row in table)
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
        key in value and (names[type(value[key])] == wanted or (wanted == "number" and type(value[key]) is int)) and value[key] not in ("", [])
        for key, wanted in c["kinds"]
    )


def _unique(pairs) -> dict:  # noqa: ANN001
    if isinstance(pairs, str) or len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("a key twice, or no number")
    return dict(pairs)
