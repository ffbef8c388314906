"""Structured output: records of a theme, a question which of them are wanted in which order, and a form with names of its own for what the
text tells.

Effort is the cells that are written, each condition by the records that it is tried on, and one for each choice of form."""

from random import Random
from typing import Annotated, Any

from msgspec import Meta

from synth.generators.instruct import _compose, _things
from synth.generators.instruct.structured_output.writing import written
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.instruct._text import Language, Text
from synth.verifiers.instruct.structured_output import Column, StructuredOutput, Summary, components, verify

TRIES, EDITS = 6, 600
SUMMARY = {
    "en": "Here {} comes first, and whoever needs further details of this or any other entry should simply go back to the notes.",
    "zh": "排在最前面的是{}，还想知道更多情况的人可以回头看看原文里怎么说。",
}
WRAPPERS = {"en": ("entries", "summary", "total", "count"), "zh": ("条目", "总结", "合计", "数量")}
FLAGS = {"en": (("yes", "no"), ("Y", "N"), ("x", "o"), ("true", "false")), "zh": (("是", "否"), ("有", "无"), ("对", "错"), ("真", "假"))}
MISSING = {"en": ("n/a", "?", "unknown", "-"), "zh": ("不详", "?", "未知", "-")}


class Knobs(Frozen, frozen=True):
    records: Annotated[int, Meta(ge=3, le=12)]
    """Things that the text tells of."""
    columns: Annotated[int, Meta(ge=2, le=5)]
    """Of which so much is wanted."""
    conditions: Annotated[int, Meta(ge=0, le=3)]
    """Conditions on the things that are wanted."""
    sort: bool
    """Whether they have to be sorted."""
    most: bool
    """Whether only the first ones are wanted."""
    nested: Annotated[float, Meta(ge=0, le=1)]
    """Chance of a layout with objects in objects or in lists under keys."""
    extras: Annotated[int, Meta(ge=0, le=4)]
    """Of: dates in another form, other names, a total, a text, a fence."""
    unusual: bool
    """Whether columns never stand in the order of the text, nor all values in the form that programs mostly have."""


LEVELS = (
    Knobs(3, 2, 0, False, False, 0, 0, False),
    Knobs(4, 3, 0, False, False, 0, 1, False),
    Knobs(5, 3, 0, True, False, 0.2, 1, False),
    Knobs(6, 3, 1, True, False, 0.3, 1, True),
    Knobs(7, 4, 1, True, False, 0.4, 1, True),
    Knobs(8, 4, 1, True, False, 0.5, 2, True),
    Knobs(9, 4, 2, True, False, 0.6, 2, True),
    Knobs(10, 5, 2, True, True, 0.6, 3, True),
    Knobs(11, 5, 3, True, True, 0.7, 3, True),
    Knobs(12, 5, 3, True, True, 0.8, 4, True),
)


def generate(rng: Random, knobs: Knobs, language: Language = "en") -> Sample:
    theme = rng.choice(list(_things.themes(language).values()))
    for _ in range(TRIES):
        things = _things.records(rng, theme, knobs.records, 0.15)
        query = _things.query(rng, things, knobs.conditions, rng.random() < 0.3, knobs.sort, knobs.most)
        if query:
            break
    else:
        raise Discard("no question that leaves some")
    extras = set(rng.sample(("dates", "names", "total", "summary", "fence"), knobs.extras))
    layout: Any = rng.choice(("map", "groups") if rng.random() < knobs.nested else ("list", "csv", "table", "elements"))
    fields: list[Any] = ["name", *rng.sample(_things.FIELDS[1:], knobs.columns - 1)]
    if "total" in extras and "number" not in fields:
        fields[-1] = "number"
    if knobs.unusual and not {"date", "flag"} & set(fields):
        fields[next(at for at, field in enumerate(fields) if field == "choice" or (field == "number" and "total" not in extras))] = (
            rng.choice(("date", "flag"))
        )
    rng.shuffle(fields)
    for _ in range(EDITS):
        if knobs.unusual and _in_order(fields, layout):  # one column alone always is
            rng.shuffle(fields)
    named = {field: theme.others[field] if "names" in extras and rng.random() < 0.7 else key for field, key in theme.keys.items()}
    columns = tuple(Column(field, named[field].replace(" ", "_") if layout == "elements" else named[field]) for field in fields)
    json = layout in ("list", "map", "groups")
    kept = query.selected(things)
    summary, text = _summary(rng, kept[0].name, language) if json and "summary" in extras else (None, "")
    total: Any = rng.choice(("sum", "count")) if "total" in extras and layout != "elements" else ""
    records_key, _, *names = WRAPPERS[language]
    wrapper = (records_key, *([names[total == "count"]] if total else [])) if json and (total or summary) else ()
    problem = StructuredOutput(
        language,
        theme.name,
        tuple(rng.randrange(2) for _ in things),
        things,
        query,
        columns,
        layout,
        rng.choice((",", ";", "|")) if layout == "csv" else ",",
        rng.choice(("slashes", "compact")) if "dates" in extras or (knobs.unusual and "flag" not in fields) else "iso",
        () if json and rng.random() < 0.5 and not knobs.unusual else rng.choice(FLAGS[language][: 3 if knobs.unusual else 4]),
        "" if json and rng.random() < 0.5 else rng.choice(MISSING[language]),
        "text" if json and rng.random() < 0.2 else "number",
        total,
        wrapper,
        (summary,) if summary else (),
        "fence" in extras,
    )
    forms = len(extras) + (layout in ("map", "groups")) + query.either + (query.by != "") + (query.most > 0)
    effort = 0.1 * len(kept) * len(columns) + 0.2 * knobs.records * (1 + knobs.conditions) + forms
    return Sample(problem, written(problem, kept, text), effort)


def _in_order(fields: list[Any], layout: str) -> bool:
    """Whether fields stand as the text tells of them; in an object under each name the name is none of them."""
    places = [_things.FIELDS.index(field) for field in fields if layout != "map" or field != "name"]
    return places == sorted(places)


def _summary(rng: Random, name: str, language: Language) -> tuple[Summary, str]:
    text = SUMMARY[language].format(name)
    size = len(Text(text, language).words)
    return Summary(WRAPPERS[language][1], (size - rng.randint(0, 4), size + rng.randint(0, 2)), (name,)), text


def corrupt(problem: StructuredOutput, answer: str, rng: Random) -> str:
    """Something changed that breaks one reason, if it is found."""
    return _compose.broken_once(answer, rng, lambda text: components(problem, text), EDITS)


def prompt_variables(problem: StructuredOutput, rng: Random) -> dict[str, object]:
    theme, language = _things.themes(problem.language)[problem.theme], problem.language
    fields = [column.field for column in problem.columns]
    told = [_things.told(theme, record, at, language) for record, at in zip(problem.records, problem.telling, strict=True)]
    return {
        "told": told,
        "theme": problem.theme,
        "columns": problem.columns,
        "named": theme.keys,
        "nouns": theme.nouns,
        "fields": fields,
        "layout": problem.layout,
        "mark": problem.mark,
        "dates": problem.dates,
        "flags": problem.flags,
        "said": theme.flags,
        "one": theme.one,
        "missing": problem.missing,
        "unknown": theme.amounts[1],
        "numbers": problem.numbers,
        "total": problem.total,
        "wrapper": problem.wrapper,
        "summary": problem.summary,
        "fence": problem.fence,
        "query": problem.query,
        "conditions": [
            (one, _things.said_date(one.value, language) if one.field == "date" else one.value) for one in problem.query.conditions
        ],
        "json": problem.layout in ("list", "map", "groups"),
        "only_some": any(record.number is None for record in problem.records),
    }


TASK = Task(
    __name__,
    version=4,
    problem=StructuredOutput,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(1_000_000,) * 10,
    canonical=lambda problem: {name: getattr(problem, name) for name in problem.__struct_fields__ if name not in ("theme", "telling")},
    corrupt=corrupt,
    prompt_only=("theme", "telling"),
    by_language=True,
)
