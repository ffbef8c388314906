"""Independent route: the whole output is built from the records and compared with what the reply holds, cell by cell; JSON by its text
in one canonical form, XML by a parser of XML."""

import json
from xml.etree import ElementTree

from synth.pipelines.oracles.instruct._reading import finds, lower_words, plain
from synth.pipelines.oracles.instruct._records import chosen, shown


def check(problem: dict, answer: str) -> bool:
    text = plain(answer)
    if not 1 <= len(text) <= 10_000:
        return False
    lines = text.split("\n")
    fenced = len(lines) > 2 and lines[0][:3] == "```" and lines[0][3:].isascii() and (lines[0][3:].isalpha() or not lines[0][3:])
    if fenced and lines[-1].strip() == "```":
        text = "\n".join(lines[1:-1]).strip()
    elif problem.get("fence"):
        return False
    rows = chosen(problem["records"], problem["query"])
    layout = problem["layout"]
    if layout in ("list", "map", "groups"):
        return _json(problem, rows, text)
    if layout == "elements":
        return _xml(problem, rows, text)
    return _table(problem, rows, text)


def _fields(problem: dict, row: dict, typed: bool) -> dict:
    return {column["key"]: shown(problem, row, column["field"], typed) for column in problem["columns"]}


def _total(problem: dict, rows: list[dict]) -> int:
    return len(rows) if problem["total"] == "count" else sum(row["number"] for row in rows if row["number"] is not None)


def _json(problem: dict, rows: list[dict], text: str) -> bool:
    name = next(column["key"] for column in problem["columns"] if column["field"] == "name")
    if problem["layout"] == "list":
        body = [_fields(problem, row, True) for row in rows]
    elif problem["layout"] == "map":
        body = {row["name"]: {key: cell for key, cell in _fields(problem, row, True).items() if key != name} for row in rows}
    else:
        body = {}
        for row in rows:
            body.setdefault(row["choice"], []).append(_fields(problem, row, True))
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_never)
    except (ValueError, RecursionError):
        return False
    if problem.get("wrapper"):
        whole = {problem["wrapper"][0]: body}
        if problem.get("total"):
            whole[problem["wrapper"][1]] = _total(problem, rows)
        if problem.get("summaries"):
            key = problem["summaries"][0]["key"]
            if not isinstance(found, dict) or not isinstance(found.get(key), str) or not _summary(problem, found[key]):
                return False
            whole[key] = found[key]
        body = whole
    return json.dumps(found) == json.dumps(body)


def _summary(problem: dict, text: str) -> bool:
    wanted, words = problem["summaries"][0], lower_words(text, problem["language"])
    mentioned = [bool(finds(text, name, problem["language"])) for name in wanted["names"]]
    return wanted["words"][0] <= len(words) <= wanted["words"][1] and False not in mentioned and 2 * len(dict.fromkeys(words)) > len(words)


def _once(pairs: list) -> dict:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key twice")
    return dict(pairs)


def _never(word: str) -> None:
    raise ValueError(word)


def _table(problem: dict, rows: list[dict], text: str) -> bool:
    lines = [line.strip() for line in text.split("\n")]
    keys = [column["key"] for column in problem["columns"]]
    wanted = [keys, *[list(map(str, _fields(problem, row, False).values())) for row in rows]]
    if problem.get("total"):
        wanted.append([{"en": "total", "zh": "合计"}[problem["language"]], *[""] * (len(keys) - 2), str(_total(problem, rows))])
    if problem["layout"] == "csv":
        found = [[cell.strip() for cell in line.split(problem.get("mark", ","))] for line in lines]
        return found == wanted
    if any(line[:1] != "|" or line[-1:] != "|" or len(line) < 2 for line in lines):
        return False
    found = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    rule = found.pop(1) if len(found) > 1 else [""]
    dashes = [cell.removeprefix(":").removesuffix(":") for cell in rule]
    return found == wanted and len(rule) == len(keys) and all(cell and not cell.strip("-") for cell in dashes)


def _xml(problem: dict, rows: list[dict], text: str) -> bool:
    if "<?" in text or "<!" in text or "&" in text:  # no part of what is asked for
        return False
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError):
        return False
    if root.tag != "items" or any(item.tag != "item" for item in root) or any(part.attrib for part in root.iter()):
        return False
    loose = [part.text or "" for part in (root, *root)] + [part.tail or "" for part in root.iter() if part is not root]
    if "".join(loose).strip() or any(len(cell) for item in root for cell in item):
        return False
    found = [[(cell.tag, (cell.text or "").strip()) for cell in item] for item in root]
    return found == [[(key, str(cell)) for key, cell in _fields(problem, row, False).items()] for row in rows]
