"""Records that a text tells of, and what is asked of them: which ones, in which order."""

from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen

Cell = Annotated[str, Meta(min_length=1, max_length=60, pattern=r"\A[^\x00-\x1f,;|<>\"\\]+\Z")]
Date = Annotated[str, Meta(pattern=r"\A20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])\Z")]
Field = Literal["name", "choice", "number", "date", "flag"]


class Record(Frozen, frozen=True):
    """One thing that is told of."""

    name: Cell
    choice: Cell
    number: Annotated[int, Meta(ge=0, le=9_999)] | None
    """None where the text says that it is not known."""
    date: Date
    """`2031-05-14`."""
    flag: bool


Records = Annotated[tuple[Record, ...], Meta(min_length=1, max_length=30)]


class Condition(Frozen, frozen=True):
    """What a record has to be like. A number that is not known fulfils no condition on it."""

    field: Field
    sign: Literal["is", "not", "above", "below"]
    """`above` and `below` are after and before for dates."""
    value: Cell
    """A number as text, a date, a choice, `true` or `false`."""

    def __post_init__(self) -> None:
        if self.field == "number" and not (self.value.isascii() and self.value.isdigit()):
            raise ValueError("a number is digits")
        if self.field in ("choice", "flag", "name") and self.sign in ("above", "below"):
            raise ValueError("no order on these")

    def met(self, record: Record) -> bool:
        if self.field == "number":
            return record.number is not None and _compared(record.number, int(self.value), self.sign)
        if self.field == "flag":
            return (record.flag == (self.value == "true")) == (self.sign == "is")
        return _compared(getattr(record, self.field), self.value, self.sign)


def _compared(one: object, other: object, sign: str) -> bool:
    match sign:
        case "is":
            return one == other
        case "not":
            return one != other
        case "above":
            return one > other  # type: ignore[no-any-return, operator]
    return one < other  # type: ignore[no-any-return, operator]


class Query(Frozen, frozen=True):
    """Which records, in which order: those that meet all conditions, in the order in which they are told of or sorted."""

    conditions: Annotated[tuple[Condition, ...], Meta(max_length=4)] = ()
    either: bool = False
    """Whether one of the conditions is enough."""
    by: Literal["", "number", "date"] = ""
    falling: bool = False
    most: Annotated[int, Meta(ge=0, le=30)] = 0
    """Only so many, the first in this order; 0 for all."""

    def selected(self, records: tuple[Record, ...]) -> list[Record]:
        """Records that share a date or a number stay as they are told of; those without a number come last."""
        kept = [one for one in records if (any if self.either and self.conditions else all)(each.met(one) for each in self.conditions)]
        if self.by == "date":
            kept.sort(key=lambda one: one.date, reverse=self.falling)
        elif self.by == "number":
            known = sorted((one for one in kept if one.number is not None), key=lambda one: one.number or 0, reverse=self.falling)
            kept = known + [one for one in kept if one.number is None]
        return kept[: self.most] if self.most else kept
