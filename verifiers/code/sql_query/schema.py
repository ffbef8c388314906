"""Tables and questions. Every world has two tables of things (a, b) and one (l) whose rows link one of each; only the names differ.

Columns are named by role: `a.name`, `a.place`, `a.n`; `l.a`, `l.b` (whom the row links), `l.p`, `l.q`; `b.name`, `b.kind`, `b.n`; each
table has an `id`. What may be NULL: `a.place`, `a.n`, `l.a`, `l.b`, `l.q`, `b.kind`."""

from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen

World = Literal["shop", "library", "school", "clinic", "sport"]
Column = Literal["a.id", "a.name", "a.place", "a.n", "l.id", "l.a", "l.b", "l.p", "l.q", "b.id", "b.name", "b.kind", "b.n"]
Op = Literal["=", "<>", "<", "<=", ">", ">=", "null", "some", "in", "begins"]

WORLDS: dict[str, dict[str, tuple[str, ...]]] = {
    "shop": {
        "a": ("customers", "name", "city", "age"),
        "l": ("orders", "customer_id", "product_id", "quantity", "price"),
        "b": ("products", "title", "category", "stock"),
    },
    "library": {
        "a": ("readers", "name", "town", "age"),
        "l": ("loans", "reader_id", "book_id", "days", "fine"),
        "b": ("books", "title", "genre", "pages"),
    },
    "school": {
        "a": ("students", "name", "village", "age"),
        "l": ("exams", "student_id", "course_id", "attempts", "points"),
        "b": ("courses", "title", "type", "hours"),
    },
    "clinic": {
        "a": ("doctors", "name", "city", "age"),
        "l": ("shifts", "doctor_id", "room_id", "hours", "cases"),
        "b": ("rooms", "name", "type", "beds"),
    },
    "sport": {
        "a": ("players", "name", "team", "weight"),
        "l": ("games", "player_id", "venue_id", "goals", "fouls"),
        "b": ("venues", "name", "style", "seats"),
    },
}
"""By world and table its name and those of its columns behind the id."""
ROLES: dict[str, tuple[Column, ...]] = {
    "a": ("a.id", "a.name", "a.place", "a.n"),
    "l": ("l.id", "l.a", "l.b", "l.p", "l.q"),
    "b": ("b.id", "b.name", "b.kind", "b.n"),
}
TEXTS = ("a.name", "a.place", "b.name", "b.kind")
NULLABLE = ("a.place", "a.n", "l.a", "l.b", "l.q", "b.kind")


class Test(Frozen, frozen=True):
    """A condition on one value."""

    column: Column
    op: Op
    """null, some: it is NULL, it is not; in: one of the values; begins: with a letter."""
    values: Annotated[
        tuple[Annotated[int, Meta(ge=-99, le=999)] | Annotated[str, Meta(pattern=r"\A[A-Z][a-z]{0,9}\Z")], ...], Meta(max_length=3)
    ] = ()

    def __post_init__(self) -> None:
        texts = {isinstance(value, str) for value in self.values}
        if texts - {self.column in TEXTS} or len(set(self.values)) < len(self.values):
            raise ValueError("different values of the column's kind")
        if not {"null": 0, "some": 0, "in": 2}.get(self.op, 1) <= len(self.values) <= {"null": 0, "some": 0, "in": 3}.get(self.op, 1):
            raise ValueError("a test has as many values as it needs")
        if self.op == "begins" and (self.column not in TEXTS or len(str(self.values[0])) != 1):
            raise ValueError("texts begin with one letter")
        if self.op in ("<", "<=", ">", ">=") and self.column in TEXTS:
            raise ValueError("numbers are compared by size")


class Condition(Frozen, frozen=True):
    """What a row must fulfil."""

    kind: Literal["test", "has", "lacks", "above"]
    """test: of a value of its own; has, lacks: row a has at least `least` rows of l that pass the tests, or none; above: a value compares
    so with the average, least or greatest one of all rows of its table."""
    tests: Annotated[tuple[Test, ...], Meta(max_length=2)] = ()
    least: Annotated[int, Meta(ge=0, le=4)] = 0
    column: Column | None = None
    op: Literal["", "=", "<", ">"] = ""
    aggregate: Literal["", "avg", "min", "max"] = ""
    within: Column | None = None
    """above: only among the rows with the same value here."""

    def __post_init__(self) -> None:
        needs = {
            "test": (len(self.tests) == 1, self.least == 0, self.column is None),
            "has": (self.least > 0, self.column is None),
            "lacks": (self.least == 0, self.column is None),
            "above": (not self.tests, self.least == 0, self.column in ("a.n", "b.n", "l.p", "l.q"), self.aggregate != "", self.op != ""),
        }[self.kind]
        if not all(needs) or (self.kind != "above" and (self.op or self.aggregate or self.within)):
            raise ValueError(f"a condition of the kind {self.kind} lacks a part, or has one too many")
        if self.kind in ("has", "lacks") and not all(test.column in ("l.p", "l.q") for test in self.tests):
            raise ValueError("tests of linked rows are of their numbers")
        if self.column and self.within and self.within not in ({"a": ("a.place",), "b": ("b.kind",), "l": ("l.a", "l.b")}[self.column[0]]):
            raise ValueError("rows are compared within their own table")


class Aggregate(Frozen, frozen=True):
    kind: Literal["rows", "values", "distinct", "sum", "avg", "min", "max"]
    """rows: their number; values, distinct: the number of (different) values that are not NULL."""
    column: Column | None = None

    def __post_init__(self) -> None:
        if (self.kind == "rows") != (self.column is None):
            raise ValueError("all but the number of rows is of a column")
        if self.kind in ("sum", "avg", "min", "max") and self.column not in ("a.n", "b.n", "l.p", "l.q"):
            raise ValueError("numbers are added up")


class Having(Frozen, frozen=True):
    aggregate: Aggregate
    op: Literal["<", "<=", ">", ">="]
    value: Annotated[int, Meta(ge=-999, le=9_999)]


class Order(Frozen, frozen=True):
    place: Annotated[int, Meta(ge=0, le=5)]
    """Of the column in the result, from 0."""
    descending: bool = False
