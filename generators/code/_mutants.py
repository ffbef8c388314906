"""Programs that are nearly right: one step changed as people get it wrong (a bound off by one, a tie the other way, a step left out or out
of order), none equal to the original."""

from collections.abc import Iterator

from msgspec.structs import replace

from synth.verifiers.code._language import Key, Step, Test, types
from synth.verifiers.code._operations import ITEMS, KEYS, NUMBERED, OPERATIONS

_RELATIONS = {
    "lt": ("le", "gt"),
    "le": ("lt", "ge"),
    "gt": ("ge", "lt"),
    "ge": ("gt", "le"),
    "eq": ("ne", "ge"),
    "ne": ("eq",),
    "even": ("odd",),
    "odd": ("even",),
}
_OPERATIONS = {
    "keep": ("drop",),
    "drop": ("keep",),
    "first": ("last", "skip"),
    "last": ("first",),
    "skip": ("first",),
    "sums": ("maxima",),
    "maxima": ("sums",),
    "max": ("min",),
    "min": ("max",),
    "gated": ("balance",),
    "sum": ("alternating", "section"),
    "section": ("sum",),
    "alternating": ("sum",),
    "count": ("longest",),
    "longest": ("count",),
}
_LIKE = {"first": "last", "last": "first", "length": "vowels", "sum": "length", "max": "sum", "min": "max", "vowels": "length"}


def mutants(start: str, steps: tuple[Step, ...]) -> list[tuple[int, tuple[Step, ...]]]:
    """All of them that keep the type of the result, but for those of `exchanged`, with the place of the step that is changed."""
    kinds = types(start, steps)
    found: dict[tuple[Step, ...], int] = {}
    for place, step in enumerate(steps):
        others = [(*steps[:place], *new, *steps[place + 1 :]) for new in _changed(step, kinds[place])]
        found |= {other: place for other in others if other != steps and other not in found and _fits(start, other, kinds[-1])}
    return [(place, other) for other, place in found.items()]


def exchanged(start: str, steps: tuple[Step, ...]) -> list[tuple[int, tuple[Step, ...]]]:
    """Two neighbouring steps in the other order, with the place of the first."""
    gives = types(start, steps)[-1]
    others = [(place, (*steps[:place], steps[place + 1], steps[place], *steps[place + 2 :])) for place in range(len(steps) - 1)]
    return [(place, other) for place, other in others if other != steps and _fits(start, other, gives)]


def _fits(start: str, steps: tuple[Step, ...], gives: str) -> bool:
    try:
        return bool(steps) and types(start, steps)[-1] == gives
    except ValueError:
        return False


def _changed(step: Step, kind: str) -> Iterator[tuple[Step, ...]]:
    """What may stand in place of a step."""
    item = ITEMS.get(kind, "")
    yield ()
    if step.op == "sort":
        tied = step.key is not None and step.key.name != "same"  # equal items are one another
        if tied and step.m == 0:  # ties the other way round
            yield (replace(step, flag=not step.flag), Step("reverse"))
        yield from _made(step, flag=not step.flag)
        if tied:
            yield from _made(step, m=1 - step.m)
    elif "flag" in OPERATIONS[step.op].fields and step.op != "pairs":
        yield from _made(step, flag=not step.flag)
    if step.op in ("best", "best_word"):
        yield from _made(step, m=1 - step.m)
    if step.op in ("balance", "merge", "each_word"):
        for m in range(4):
            if m != step.m:
                yield from _made(step, m=m, n=0)
    elif step.op == "pairs" and step.flag:
        yield from _made(step, flag=False, n=2)
    elif step.op != "sort":
        for change in (1, -1):
            yield from _made(step, n=step.n + change)
            yield from _made(step, m=step.m + change)
    for op in _OPERATIONS.get(step.op, ()):
        if kind in OPERATIONS[op].takes:
            yield from _made(step, op=op)
    if step.key:
        for key in _keys(step.key, item):
            yield (replace(step, key=key),)
    if step.test:
        for test in _tests(step.test, item):
            yield (replace(step, test=test),)


def _made(step: Step, **fields: object) -> Iterator[tuple[Step, ...]]:
    try:
        yield (Step.from_fields(dict(_fields(replace(step, **fields)).items())),)
    except ValueError:
        return


def _fields(step: Step) -> dict[str, object]:
    return {name: getattr(step, name) for name in step.__struct_fields__}


def _keys(key: Key, item: str) -> Iterator[Key]:
    if key.name in NUMBERED:
        yield replace(key, n=key.n + 1)
    if key.name != "same" and "same" in KEYS[item]:
        yield Key("same")
    if _LIKE.get(key.name) in KEYS[item]:
        yield Key(_LIKE[key.name])


def _tests(test: Test, item: str) -> Iterator[Test]:
    for rel in _RELATIONS.get(test.rel, ()):
        yield replace(test, rel=rel)
    if test.rel == "multiple" or (test.value and test.rel in ("eq", "ne")):
        yield replace(test, value=test.value + 1)
    for key in _keys(test.key, item):
        yield replace(test, key=key)
    if test.join:
        yield Test(test.key, test.rel, test.value, test.limit)
        yield Test(test.key2 or test.key, test.rel2, test.value2)
        yield replace(test, join="or" if test.join == "and" else "and")
        for rel in _RELATIONS.get(test.rel2, ()):
            yield replace(test, rel2=rel)
