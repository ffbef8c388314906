"""Ground truths that nobody drew: a problem's JSON changed at random, within what its type declares and a little beyond it."""

import re
from functools import cache
from random import Random
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Any

import msgspec

MANY = 400
"""Elements of a list, and characters of a text, that declare no bound."""
DEPTH = 8
"""Levels of nesting in what is made anew."""


@cache
def _schema(kind: type) -> dict[str, Any]:
    return msgspec.json.schema(kind)


class Mutator:
    """Changes JSON values of one type of problem."""

    def __init__(self, kind: type, rng: Random) -> None:
        self.rng = rng
        self.schema = _schema(kind)
        self.words: list[str] = []  # texts that problems hold: they fit most patterns

    def resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            schema = self.schema["$defs"][schema["$ref"].rpartition("/")[2]]
        return schema

    def mutated(self, value: Any, changes: int) -> Any:
        self.words = self.words or _texts(value)
        for _ in range(changes):
            value = self._changed(value, self.schema)
        return value

    def _changed(self, value: Any, schema: dict[str, Any]) -> Any:
        """A value with one node changed, on a path drawn at random."""
        rng, schema = self.rng, self.resolved(schema)
        if "anyOf" in schema:
            found = [option for option in map(self.resolved, schema["anyOf"]) if _fits(value, option)]
            if not found or rng.random() < 0.3:
                return self.made(schema)
            schema = found[0]
        if isinstance(value, dict) and value and rng.random() < 0.9:
            names = [name for name in value if name in schema.get("properties", {})]
            if names:
                name = rng.choice(names)
                return value | {name: self._changed(value[name], schema["properties"][name])}
            return value
        if isinstance(value, list):
            return self._changed_list(value, schema)
        return self.made(schema)

    def _changed_list(self, value: list[Any], schema: dict[str, Any]) -> list[Any]:
        rng = self.rng
        if "prefixItems" in schema and value:
            place = rng.randrange(len(value))
            items = schema["prefixItems"]
            return [self._changed(old, items[place]) if at == place and place < len(items) else old for at, old in enumerate(value)]
        if not value:
            return self.made(schema)
        most = schema.get("maxItems", MANY)
        item = schema.get("items") or {}
        match rng.randrange(7):
            case 0:  # the same again and again
                return (value * (most // len(value) + 1))[:most]
            case 1:
                return [rng.choice(value)] * most
            case 2:
                return [*value, self.made(item)][:most]
            case 3:
                return [self.made(item) for _ in range(most)] if rng.random() < 0.2 else value[: rng.randint(0, len(value))]
            case 4:
                return rng.sample(value, len(value))
            case _:
                place = rng.randrange(len(value))
                return [self._changed(old, item) if at == place else old for at, old in enumerate(value)]

    def made(self, schema: dict[str, Any], depth: int = 0) -> Any:
        """A value of a schema, made anew."""
        rng, schema = self.rng, self.resolved(schema)
        if "anyOf" in schema:
            options = [option for option in schema["anyOf"] if depth < DEPTH or "$ref" not in option] or schema["anyOf"]
            return self.made(rng.choice(options), depth + 1) if depth < 4 * DEPTH else None
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return rng.choice(schema["enum"])
        match schema.get("type"):
            case "integer":
                low = schema.get("minimum", schema.get("exclusiveMinimum", -1000))
                high = schema.get("maximum", schema.get("exclusiveMaximum", max(low, 0) + 1000))
                return rng.choice((low, high, rng.randint(low, high)))
            case "number":
                return rng.choice((0.0, 1.0, -1e9, 1e9))
            case "boolean":
                return rng.random() < 0.5
            case "null":
                return None
            case "string":
                return self._text(schema)
            case "array" if "prefixItems" in schema:
                return [self.made(item, depth + 1) for item in schema["prefixItems"]]
            case "array":
                least, most = schema.get("minItems", 0), schema.get("maxItems", 30)
                size = rng.choice((least, most, rng.randint(least, max(least, min(most, 5))))) if depth < 2 else least + rng.randint(0, 2)
                return [self.made(schema.get("items") or {}, depth + 1) for _ in range(min(size, MANY))]
            case "object":
                return {name: self.made(field, depth + 1) for name, field in schema.get("properties", {}).items()}
        return None

    def _text(self, schema: dict[str, Any]) -> str:
        rng, most = self.rng, schema.get("maxLength", MANY)
        pattern = re.compile(schema.get("pattern", "").replace(r"\Z", r"\Z"))
        for _ in range(30):
            alphabet = rng.choice(("?", ascii_uppercase, ascii_lowercase, digits, "A", "1", "01", "AB", "()[]{}<>", "().#"))
            size = rng.choice((most, rng.randint(0, 12), rng.randint(0, most)))
            text = rng.choice(("".join(rng.choices(alphabet, k=size)), rng.choice(self.words or [""])))
            if pattern.search(text):
                return text
        return rng.choice(self.words or [""])


def _fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether a value is of the kind that a schema asks for, at its top."""
    kinds = {"integer": int, "string": str, "array": list, "object": dict, "null": type(None), "boolean": bool, "number": float}
    if schema.get("type") in kinds and not isinstance(value, kinds[schema["type"]]):
        return False
    tags = {name: field["enum"] for name, field in schema.get("properties", {}).items() if "enum" in field}
    return not isinstance(value, dict) or all(value.get(name) in known for name, known in tags.items())


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]
