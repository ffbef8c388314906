"""Programs written out in Python, a step after the other, as somebody would who follows the description."""

from synth.verifiers.code._language import Key, Step, Test, types
from synth.verifiers.code._operations import ITEMS

VARIABLES = {"ints": "nums", "strs": "terms", "lists": "parts", "str": "s", "table": "tally", "int": "answer", "text": "answer"}
ITEM = {"int": "x", "str": "w", "list": "p"}
INDENT = "    "
_SIGNS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}
_KEYS = {
    "same": "{x}",
    "abs": "abs({x})",
    "digit_sum": "sum(int(d) for d in str(abs({x})))",
    "last_digit": "abs({x}) % 10",
    "mod": "{x} % {n}",
    "square": "{x} * {x}",
    "distance": "abs({x} - {n})",
    "length": "len({x})",
    "vowels": "sum(c in 'aeiou' for c in {x})",
    "distinct_letters": "len(set({x}))",
    "sum": "sum({x})",
    "max": "max({x})",
    "min": "min({x})",
    "first": "{x}[0]",
    "last": "{x}[-1]",
    "spread": "max({x}) - min({x})",
}
_ONE_LINE = {
    "reverse": "{v}[::-1]",
    "first": "{v}[:{n}]",
    "skip": "{v}[{n}:]",
    "last": "{v}[-{n}:]",
    "every": "{v}[::{n}]",
    "keep": "[{x} for {x} in {v} if {test}]",
    "drop": "[{x} for {x} in {v} if not ({test})]",
    "parted": "[{x} for {x} in {v} if {test}] + [{x} for {x} in {v} if not ({test})]",
    "map": "[{key} for {x} in {v}]",
    "affine": "[{affine} for x in {v}]",
    "clamp": "[min(max(x, {n}), {m}) for x in {v}]",
    "differences": "[{v}[i] - {v}[i - 1] for i in range(1, len({v}))]",
    "windows": "[sum({v}[i:i + {n}]) for i in range(len({v}) - {n} + 1)]",
    "ranks": "[sum(y < x for y in {v}[:i]) for i, x in enumerate({v})]",
    "chunks": "[{v}[i:i + {n}] for i in range(0, len({v}), {n})]",
    "flatten": "[x for p in {v} for x in p]",
    "sum": "sum({v})",
    "size": "len({v})",
    "max": "max({v}) if {v} else {n}",
    "min": "min({v}) if {v} else {n}",
    "count": "len([{x} for {x} in {v} if {test}])",
    "alternating": "sum({v}[::2]) - sum({v}[1::2])",
    "words": "{v}.split()",
    "letters": "[ord(c) - ord('a') + 1 for c in {v} if c != ' ']",
    "backwards": "{v}[::-1]",
    "above": "{{w: x for w, x in {v}.items() if x >= {n}}}",
    "values": "[{v}[w] for w in sorted({v})]",
}
_BLOCKS = {
    "rotate": "{to} = {v}[{n} % len({v}):] + {v}[:{n} % len({v})] if {v} else []",
    "cancel": "stack = []\nfor x in {v}:\n    if stack and {key_of_top} == {key}:\n        stack.pop()\n"
    "    else:\n        stack.append(x)\n{to} = stack",
    "sums": "total, sums = 0, []\nfor x in {v}:\n    total += x\n    sums.append(total)\n{to} = sums",
    "maxima": "tops = []\nfor x in {v}:\n    tops.append(max(x, tops[-1]) if tops else x)\n{to} = tops",
    "greater": "found = []\nfor i, x in enumerate({v}):\n    later = [y for y in {v}[i + 1:] if y > x]\n"
    "    found.append(later[0] if later else {n})\n{to} = found",
    "balance": "balance, seen = 0, []\nfor x in {v}:\n    if {test}:\n        balance += x\n    else:\n"
    "        {otherwise}\n    seen.append(balance)\n{to} = seen",
    "gated": "last, out = 0, []\nfor x in {v}:\n    if {test}:\n        last = x\n        out.append(x)\n"
    "    else:\n        out.append(x + last)\n{to} = out",
    "split": "pieces, piece = [], []\nfor x in {v}:\n    if {test}:\n        if piece:\n"
    "            pieces.append(piece)\n        piece = []\n"
    "    else:\n        piece.append(x)\nif piece:\n    pieces.append(piece)\n{to} = pieces",
    "group": "groups = {{}}\nfor x in {v}:\n    group = {key}\n    if group not in groups:\n"
    "        groups[group] = []\n    groups[group].append(x)\n{to} = list(groups.values())",
    "runs": "runs = []\nfor x in {v}:\n    if runs and {joins}:\n        runs[-1].append(x)\n    else:\n"
    "        runs.append([x])\n{to} = runs",
    "index": "{to} = -1\nfor i, {x} in enumerate({v}):\n    if {test}:\n        {to} = i\n        break",
    "longest": "{to} = run = 0\nfor x in {v}:\n    run = run + 1 if {test} else 0\n    {to} = max({to}, run)",
    "section": "{to} = run = 0\nfor x in {v}:\n    run = max(0, run + x)\n    {to} = max({to}, run)",
    "fold": "{to} = 0\nfor x in {v}:\n    {to} = ({to} * {n} + x) % {m}",
    "pairs": "{to} = 0\nfor j in range(len({v})):\n    for i in range(j):\n        if {pair}:\n            {to} += 1",
    "encode": "{to}, i = '', 0\nwhile i < len({v}):\n    j = i\n    while j < len({v}) and {v}[j] == {v}[i]:\n"
    "        j += 1\n    {to} += {v}[i] + str(j - i)\n    i = j",
    "shift": "{to} = ''.join([c if c == ' ' else chr((ord(c) - 97 + {n}) % 26 + 97) for c in {v}])",
    "table": "table = {{}}\nfor w in {v}:\n    table[w[:1]] = table.get(w[:1], 0) + {amount}\n{to} = table",
}
_SEARCHED = (
    "    low, high = 0, len(seen)\n    while low < high:\n        middle = (low + high) // 2\n        if seen[middle] {before} x:\n"
    "            low = middle + 1\n        else:\n            high = middle\n"
)
_QUICK = {
    "ranks": "seen, below = [], []\nfor x in {v}:\n"
    + _SEARCHED.format(before="<")
    + "    seen.insert(low, x)\n    below.append(low)\n{to} = below",
    "inverted": "seen, {to} = [], 0\nfor x in {v}:\n"
    + _SEARCHED.format(before="<=")
    + "    {to} += len(seen) - low\n    seen.insert(low, x)",
    "pairs": "times, {to} = {{}}, 0\nfor x in {v}:\n    {to} += times.get(-x % {n}, 0)\n    times[x % {n}] = times.get(x % {n}, 0) + 1",
    "greater": "found, waiting = [{n} for x in {v}], []\nfor i, x in enumerate({v}):\n"
    "    while waiting and {v}[waiting[-1]] < x:\n        found[waiting.pop()] = x\n    waiting.append(i)\n{to} = found",
    "counts": "times = {{}}\nfor x in {v}:\n    times[x] = times.get(x, 0) + 1\n"
    "{to} = sorted([[x, times[x]] for x in times], key=lambda p: (-p[1], {first}))",
    "common": "times = {{}}\nfor x in {v}:\n    times[x] = times.get(x, 0) + 1\n"
    "{to} = min(times, key=lambda x: (-times[x], {first}), default={n})",
    "both": "known = set({other})\n{to} = [x for x in {v} if x in known]",
    "one": "known = set({other})\n{to} = [x for x in {v} if x not in known]",
}
"""Steps that written plainly take a time that grows with the square of a list, in ways that do not."""


def _quick(step: Step) -> str:
    """The name of a step's quick way; none where the plain one is quick."""
    if step.op == "merge":
        return ("both", "one", "", "")[step.m]
    return "inverted" if step.op == "pairs" and step.flag else step.op if step.op in _QUICK else ""


def program(function: str, names: tuple[str, ...], start: str, steps: tuple[Step, ...], quick: bool = False) -> str:
    """The text of a function. Its arguments are not changed. quick: for long lists, written less plainly."""
    lines, variable = [f"def {function}({', '.join(names)}):"], names[0]
    other = names[-1] if any(step.op == "merge" for step in steps) else ""
    limit = names[1] if len(names) > 1 else ""
    kinds = types(start, steps)
    for kind, gives, step in zip(kinds, kinds[1:], steps, strict=False):
        to = VARIABLES[gives]
        if quick and (way := _quick(step)):
            sign = "-" if step.flag else ""
            first = f"{sign}p[0]" if step.op == "counts" else f"{sign}x"
            text = _QUICK[way].format(v=variable, to=to, n=step.n, other=other, first=first)
        else:
            text = _step(step, kind, variable, to, limit, other)
        lines += [INDENT + line for line in text.split("\n")]
        variable = to
    last, _, value = lines[-1].strip().partition(f"{variable} = ")
    lines[-1] = (
        f"{INDENT}return {value}" if not last and not lines[-1].startswith(2 * INDENT) else f"{lines[-1]}\n{INDENT}return {variable}"
    )
    return "\n".join(lines)


def _step(step: Step, kind: str, v: str, to: str, limit: str, other: str) -> str:
    """The lines of one step."""
    x = ITEM[ITEMS.get(kind, "int")]
    words = {"v": v, "to": to, "x": x, "n": step.n, "m": step.m, "key": _key(step.key, x), "test": _test(step.test, x, limit)}
    special = _special(step, kind, v, x, other)
    if step.op in _ONE_LINE or isinstance(special, str):
        return f"{to} = {special if isinstance(special, str) else _ONE_LINE[step.op].format(**words, **special)}"
    return _BLOCKS[step.op].format(**words, **special)


def _special(step: Step, kind: str, v: str, x: str, other: str) -> str | dict[str, object]:
    """A whole expression, or what a template needs beside the usual."""
    n, m, flag, key = step.n, step.m, step.flag, _key(step.key, x)
    match step.op:
        case "sort":
            if step.key == Key("same"):
                return f"sorted({v}, reverse=True)" if flag else f"sorted({v})"
            down = f"-({key})" if " " in key and flag else f"-{key}" if flag else key
            return f"sorted({v}, key=lambda {x}: ({down}, {x}))" if m else f"sorted({v}, key=lambda {x}: {down})"
        case "distinct":
            return f"list(dict.fromkeys({v}[::-1]))[::-1]" if flag else f"list(dict.fromkeys({v}))"
        case "merge":
            if m == 3:
                pairs = f"[x for pair in zip({v}, {other}) for x in pair]"
                return f"{pairs} + {v}[len({other}):] + {other}[len({v}):]"
            return (f"[x for x in {v} if x in {other}]", f"[x for x in {v} if x not in {other}]", f"[x + y for x, y in zip({v}, {other})]")[
                m
            ]
        case "best" | "best_word":
            empty = "''" if kind == "strs" else "[]"
            chosen = f"{v}[::-1]" if m else v
            return f"{'min' if flag else 'max'}({chosen}, key=lambda {x}: {key}, default={empty})"
        case "counts":
            order = f"(-p[1], {'-p[0]' if flag else 'p[0]'})"
            return f"sorted([[x, {v}.count(x)] for x in set({v})], key=lambda p: {order})"
        case "common":
            return f"min({v}, key=lambda x: (-{v}.count(x), {'-x' if flag else 'x'}), default={n})"
        case "join":
            return f"{step.text!r}.join({v})" if kind == "strs" else f"{step.text!r}.join([str(x) for x in {v}])"
        case "keys":
            return f"sorted({v}, key=lambda w: ({'' if flag else '-'}{v}[w], w))"
        case "each_word":
            return (
                f"[w[::-1] for w in {v}]",
                f"[w[:{n}] for w in {v}]",
                f"[''.join([c for c in w if c not in 'aeiou']) for w in {v}]",
                f"[''.join([c for i, c in enumerate(w) if i == 0 or w[i - 1] != c]) for w in {v}]",
            )[m]
        case "affine":
            scaled = "-x" if n == -1 else "x" if n == 1 else f"x * {n}"
            return {"affine": f"{scaled} - {-m}" if m < 0 else f"{scaled} + {m}" if m else scaled}
        case "balance":
            return {"otherwise": ("balance = 0", "balance //= 2", "balance = -balance", f"balance -= {n}")[m]}
        case "cancel":
            return {"key_of_top": _key(step.key, "stack[-1]")}
        case "runs":
            return {"joins": "runs[-1][-1] < x" if flag else "runs[-1][-1] == x"}
        case "pairs":
            return {"pair": f"{v}[i] > {v}[j]" if flag else f"({v}[i] + {v}[j]) % {n} == 0"}
        case "table":
            return {"amount": "len(w)" if flag else "1"}
    return {}


def _key(key: Key | None, x: str) -> str:
    return _KEYS[key.name].format(x=x, n=key.n) if key else ""


def condition(step: Step, kind: str) -> tuple[str, str]:
    """The name of an item of a list, and the text of a step's test of it, where that reads nothing else; two empty texts otherwise."""
    x = ITEM[ITEMS.get(kind, "int")]
    return (x, _test(step.test, x, "")) if step.test and not step.test.limit else ("", "")


def _test(test: Test | None, x: str, limit: str) -> str:
    if test is None:
        return ""
    first = _compared(test.key, test.rel, limit if test.limit else str(test.value), x)
    return f"{first} {test.join} {_compared(test.key2, test.rel2, str(test.value2), x)}" if test.join and test.key2 else first


def _compared(key: Key, rel: str, value: str, x: str) -> str:
    number = _key(key, x)
    if rel in _SIGNS:
        return f"{number} {_SIGNS[rel]} {value}"
    divided = number if key.name != "distance" and " " not in number else f"({number})"
    if rel == "multiple":
        return f"{divided} % {value} == 0"
    return f"{divided} % 2 == {int(rel == 'odd')}"
