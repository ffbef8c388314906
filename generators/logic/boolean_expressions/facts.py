"""Everyday facts: true sentences and false ones of the same form, made from the tables and orders of `facts.json`."""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

FACTS = Path(__file__).parent / "facts.json"


class Fact(NamedTuple):
    """A true sentence and false ones that differ from it in one place."""

    true: str
    false: tuple[str, ...]


@cache
def facts() -> tuple[Fact, ...]:
    """Every fact of our data. In a table, another row's value makes the sentence false; in an order, the exchange does."""
    data, found = json.loads(FACTS.read_text("utf-8")), []
    for table in data["tables"]:
        for x, y in table["rows"]:
            others = tuple(_sentence(table["say"], x, other) for _, other in table["rows"] if other != y)
            found.append(Fact(_sentence(table["say"], x, y), others))
    for order in data["orders"]:
        for place, x in enumerate(order["items"]):
            found += [Fact(_sentence(order["say"], x, y), (_sentence(order["say"], y, x),)) for y in order["items"][place + 1 :]]
    return tuple(found)


def _sentence(template: str, x: str, y: str) -> str:
    text = template.format(x=x, y=y)
    return text[0].upper() + text[1:]
