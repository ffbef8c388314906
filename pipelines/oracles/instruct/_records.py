"""Independent route for records: which of them are asked for, in which order, and what stands for their fields."""


def chosen(records: list[dict], query: dict) -> list[dict]:
    found = []
    for record in records:
        votes = [_true(record, one) for one in query.get("conditions", [])]
        if not votes or (any(votes) if query.get("either") else all(votes)):
            found.append(record)
    by = query.get("by", "")
    if by:
        known = [one for one in found if one[by] is not None]
        for end in range(len(known), 1, -1):  # a bubble sort leaves equal ones as they are
            for at in range(end - 1):
                one, other = known[at][by], known[at + 1][by]
                if (one < other) if query.get("falling") else (one > other):
                    known[at], known[at + 1] = known[at + 1], known[at]
        found = known + [one for one in found if one[by] is None]
    most = query.get("most", 0)
    return found[:most] if most else found


def _true(record: dict, condition: dict) -> bool:
    value, wanted, sign = record[condition["field"]], condition["value"], condition["sign"]
    if value is None:
        return False
    if isinstance(value, bool):
        wanted = wanted == "true"
    elif isinstance(value, int):
        wanted = int(wanted)
    return {"is": value == wanted, "not": value != wanted, "above": value > wanted, "below": value < wanted}[sign]


def shown(problem: dict, record: dict, field: str, typed: bool):
    value = record[field]
    if field == "date":
        forms = {"iso": value, "slashes": "/".join(reversed(value.split("-"))), "compact": value.replace("-", "")}
        return forms[problem.get("dates", "iso")]
    if field == "flag":
        words = problem.get("flags") or []
        return (words[0] if value else words[1]) if words else value
    if field == "number":
        if value is None:
            return problem.get("missing") or None
        return value if typed and problem.get("numbers", "number") == "number" else str(value)
    return value
