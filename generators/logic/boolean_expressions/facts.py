"""Everyday facts by name: `capital.1.2` is the sentence that the table `capital` of `facts.json` makes of the first part of its row 1 and
the second part of its row 2, which is true where the two rows have the same second part; in an order, the sentence about items 1 and 2,
which is true where the first of the two stands earlier. Rows are only ever added at the end, so that names keep their meaning.

Every language has facts of its own, in Chinese those of `facts_zh.json`, whose tables have names that begin with `zh_`."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FACTS = {"en": Path(__file__).parent / "facts.json", "zh": Path(__file__).parent / "facts_zh.json"}
"""The files of the languages."""


class Fact(NamedTuple):
    """The name of a true sentence and those of false ones that differ from it in one place."""

    true: str
    false: tuple[str, ...]


@cache
def facts(language: str = "en") -> tuple[Fact, ...]:
    """Every fact of our data in a language. In a table, another row's value makes the sentence false; in an order, the exchange does."""
    found = []
    for name, table in _tables(language).items():
        if "items" in table:
            size = len(table["items"])
            found += [Fact(f"{name}.{i}.{j}", (f"{name}.{j}.{i}",)) for i in range(size) for j in range(i + 1, size)]
            continue
        first = {y: row for row, (_, y) in reversed(list(enumerate(table["rows"])))}  # equal sentences have one name
        for row, (_, y) in enumerate(table["rows"]):
            found.append(Fact(f"{name}.{row}.{first[y]}", tuple(f"{name}.{row}.{other}" for z, other in first.items() if z != y)))
    return tuple(found)


@cache
def sentence(fact: str) -> str:
    """The sentence of that name; the name itself where our data have none."""
    name, i, j = fact.split(".")
    table = _tables("zh" if name.startswith("zh_") else "en").get(name)
    entries = [(item, item) for item in table["items"]] if table and "items" in table else table["rows"] if table else []
    if not table or max(int(i), int(j)) >= len(entries):
        return fact
    text: str = table["say"].format(x=entries[int(i)][0], y=entries[int(j)][1])
    return text[0].upper() + text[1:]


@cache
def _tables(language: str) -> dict[str, Any]:
    data = json.loads(FACTS[language].read_text("utf-8"))
    return {table["name"]: table for table in data["tables"] + data["orders"]}
