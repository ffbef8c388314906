"""Knobs as people type them: single ones over those of a level, and their ranges in words."""

import re
import textwrap

import msgspec

from synth.pipelines.field_words import field_words
from synth.pipelines.tables import WIDTH
from synth.schemas.errors import RequestError, cut, nearest
from synth.schemas.problem import Frozen
from synth.schemas.task import Task


def override(task: str, level: Frozen, overrides: tuple[tuple[str, str], ...], alone: bool = True) -> Frozen:
    """A level's knobs with single knobs replaced, as typed. In a mixture, tasks without a knob of that name keep theirs.
    Raises RequestError that names the knobs there are, or the range allowed."""
    fields = {field.name: field for field in msgspec.structs.fields(type(level))}
    mine = {knob: value for knob, value in overrides if alone or knob in fields}
    for knob in mine:
        if knob not in fields:
            raise RequestError(
                f"{cut(knob)}={cut(mine[knob])}: {task} has no knob {cut(knob)!r}.{nearest(knob, fields)} It has {', '.join(fields)}.",
                "knob",
            )
    values = msgspec.to_builtins(level)
    for knob, value in mine.items():
        old = values[knob]
        values[knob] = value.split(",") if isinstance(old, list | tuple) else value
    try:
        return type(level).from_fields(values)
    except msgspec.ValidationError as error:
        message = re.sub(r" - at `\$\.?(.*?)`$", "", str(error))
        at = re.search(r"at `\$\.(\w+)", str(error))
        typed = f"{at[1]}={cut(mine[at[1]])}" if at and at[1] in mine else ", ".join(f"{k}={cut(v)}" for k, v in mine.items())
        meaning = f" {at[1]}: {field_words(type(level))[at[1]]}." if at and at[1] in fields else ""
        allowed = f" Allowed: {describe_range(fields[at[1]].type)}.{meaning}" if at and at[1] in fields else ""
        raise RequestError(f"{typed}: {message} ({task}).{allowed}", "knob") from None


def describe_range(annotation: object) -> str:
    """`1 to 9`, `true or false`, `a, b or c` for a knob's annotation."""
    info = msgspec.inspect.type_info(annotation)
    if isinstance(info, msgspec.inspect.IntType | msgspec.inspect.FloatType):
        return " to ".join(str(bound).removesuffix(".0") for bound in (info.ge, info.le))  # `typing` takes bounds of 0 and 0.0 for the same
    if isinstance(info, msgspec.inspect.BoolType):
        return "true or false"
    if isinstance(info, msgspec.inspect.LiteralType):
        return " or ".join(map(str, info.values))
    if isinstance(info, msgspec.inspect.VarTupleType):
        return f"a comma-separated list of {describe_range_of(info.item_type)}"
    return "see `synth show`"


def describe_range_of(info: object) -> str:
    return ", ".join(map(str, info.values)) if isinstance(info, msgspec.inspect.LiteralType) else "values"


def table(task: Task, level: int) -> str:
    """The knobs with the values of a level and their allowed ranges, a line each, and below each what it means."""
    values = msgspec.to_builtins(task.levels[level - 1])
    words, lines = field_words(task.knobs), []
    for field in msgspec.structs.fields(task.knobs):
        shown = ",".join(map(str, values[field.name])) if isinstance(values[field.name], list) else str(values[field.name])
        lines += textwrap.wrap(f"{field.name}={shown}  allowed: {describe_range(field.type)}", WIDTH, subsequent_indent="    ")
        lines += textwrap.wrap(words[field.name], WIDTH, initial_indent="    ", subsequent_indent="    ")
    return "\n".join(lines)
