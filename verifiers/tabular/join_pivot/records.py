"""Records of deliveries joined with what is known of their branches and products, grouped, ranked and added up."""

from collections.abc import Callable, Sequence
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from synth.schemas.problem import Frozen

Field = Literal["branch", "region", "product", "origin"]
Measure = Literal["boxes", "value"]
FIELDS: tuple[Field, ...] = ("branch", "region", "product", "origin")


class Step(Frozen, frozen=True):
    """Keeps the records of one branch, region, product or country, which is chosen by the sum of its records; or leaves just these out."""

    field: Field
    measure: Measure
    rank: Annotated[int, Meta(ge=1, le=5)]
    """1 for the first."""
    largest: bool
    """Whether ranks count from the largest."""
    drops: bool = False


class Ask(Frozen, frozen=True):
    kind: Literal["total", "label", "running", "best", "cell"]
    """The sum over the records that are left; what the last step chooses; the record at which the running total first reaches a limit;
    the sum of the largest record of each group; a cell of the table of two fields by its rank."""
    measure: Measure = "boxes"
    field: Field = "branch"
    """For `best` and `cell`."""
    other: Field = "product"
    """For `cell`."""
    rank: Annotated[int, Meta(ge=1, le=9)] = 1
    limit: Annotated[int, Meta(ge=0, le=10**7)] = 0
    """For `running`: in boxes, or in dollars."""


class Joined(NamedTuple):
    number: int
    """Of the record, from 1."""
    labels: tuple[str, str, str, str]
    """By FIELDS."""
    boxes: int
    price: int


class Group(NamedTuple):
    """Records that are added up."""

    name: tuple[str, ...]
    records: tuple[Joined, ...]
    total: int
    """In boxes, or in boxes times prices."""


class Stage(NamedTuple):
    """A step that was gone: all groups, and which one was chosen."""

    measure: Measure
    groups: tuple[Group, ...]
    chosen: int


def ranked(groups: Sequence[Group], rank: int, largest: bool) -> int:
    """Which group has the rank. ValueError where there is none, or another one has the same total."""
    order = sorted(range(len(groups)), key=lambda place: groups[place].total, reverse=largest)
    if rank > len(order) or len(order) < 2:
        raise ValueError("a rank among two groups or more")
    found = order[rank - 1]
    if sum(group.total == groups[found].total for group in groups) > 1:
        raise ValueError("no two groups with the rank")
    return found


def grouped(records: Sequence[Joined], fields: Sequence[Field], worth: Callable[[Joined], int]) -> tuple[Group, ...]:
    """Records with the same labels together, in the order in which they first come."""
    found = dict[tuple[str, ...], list[Joined]]()
    places = [FIELDS.index(field) for field in fields]
    for record in records:
        found.setdefault(tuple(record.labels[place] for place in places), []).append(record)
    return tuple(Group(name, tuple(own), sum(map(worth, own))) for name, own in found.items())
