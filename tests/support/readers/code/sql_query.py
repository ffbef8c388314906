"""A question on three tables, worked out row by row from its sentences, on the rows shown and on others; SQLite runs the answer on the same."""

import re
import sqlite3
from collections.abc import Callable, Iterable
from random import Random
from statistics import fmean
from typing import Any

from readers.code._databases import SIZES, Row, Table, drawn, literal, rounded, run, shown, table, twice
from reading import Unread, body

Scope = dict[str, Row]  # a row of each table that a row of the question is made of, by the table's noun
Item = Callable[[list[Scope]], Any]
NOTES = (
    "where one of these is NULL, it has none. A condition on a value that is NULL does not hold, unless it asks for NULL. Sums, averages, least and greatest values leave NULL out, and are NULL where there is no value.",
    "The result has exactly the columns asked for, in the order asked for; their names do not matter. Numbers are compared after rounding to six decimals",
)
COLUMN = r"the (\w+)'s (?:number of )?(\w+)"


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    if not all(note in text for note in NOTES):
        raise Unread(text)
    schema = re.findall(r"^CREATE TABLE (\w+) \((.+)\);$", text, re.MULTILINE)
    tables = {name.removesuffix("s"): table(name, columns, text) for name, columns in schema}
    question = Question(text, tables)
    wanted = [
        tuple(map(shown, row.split(", ")))
        for row in re.findall(r"^`(.+)`$", text[text.index("On the rows shown, the result is:") :], re.MULTILINE)
    ]
    if not question.same(wanted, question.rows({noun: table.rows for noun, table in tables.items()})):
        raise Unread(f"the result shown is another: {text}")
    query = re.sub(r"^```sql\n|\n```$|;\s*$", "", answer.strip())
    if not re.match(r"(?:SELECT|WITH)\b", query):
        return False
    draws = Random(text)
    contents = [{noun: table.rows for noun, table in tables.items()}, *(drawn(draws, sizes, tables, question.text) for sizes in SIZES)]
    contents += [twice(content) for content in contents[-3:]]
    try:
        return all(question.same(run(query, tables, content), question.rows(content)) for content in contents)
    except sqlite3.Error:
        return False


class Question:
    """What is asked: which rows are taken, how they are put together, what is shown of them, and in which order."""

    def __init__(self, text: str, tables: dict[str, Table]) -> None:
        self.tables = tables
        found = re.search(
            r"^Take every (.+?)(\.| for which (?:all of the following hold|the following holds):)\n((?:- .+\n)*)\n?(.+)$((?:\n.+)?)",
            text,
            re.MULTILINE,
        )
        if not found:
            raise Unread(text)
        self.text = found[0]
        if found[3] and " " in found[1] and not found[1].endswith(","):
            raise Unread(f"whose conditions they are, without a comma: {found[0]}")
        self.content: dict[str, list[Row]] = {}
        self.head = found[1].removesuffix(",")
        listed = re.findall(r"^- (.+)$", found[3], re.MULTILINE)
        if bool(listed) == (found[2] == "."):
            raise Unread(found[0])
        self.where = [self.clause(each) for each in listed]
        self.sentences(found[4], found[5].strip())

    # What is taken.

    def clause(self, words: str) -> Callable[[Scope], bool]:
        if words.endswith(" (or both)"):
            one, other = words.removesuffix(" (or both)").split(", or the ")
            first, second = self.condition(one), self.condition(f"the {other}")
            return lambda scope: first(scope) or second(scope)
        return self.condition(words)

    def condition(self, words: str) -> Callable[[Scope], bool]:
        if found := re.fullmatch(r"the (\w+) has (?:at least (\d+) (\w+?)s?|no (\w+))(?: for which (.+)| at all)?", words):
            noun, link = found[1], found[3] or found[4]
            holds = self.tests(found[5]) if found[5] else lambda scope: True
            if link not in self.tables:
                raise Unread(words)

            def counted(scope: Scope) -> bool:
                number = sum(holds({link: row}) for row in self.content[link] if row[f"{noun}_id"] == scope[noun]["id"])
                return number >= int(found[2]) if found[2] else not number

            return counted
        if found := re.fullmatch(
            rf"{COLUMN} is (above the average|below the average|the greatest|the least) (?:number of )?(\w+) of all (\w+)s in the table (.+)",
            words,
        ):
            noun, column, how = found[1], found[2], found[3]
            within = re.fullmatch(rf"with the same (\w+) \(where the {noun}'s \1 is NULL, this does not hold\)", found[6])
            if (found[4], found[5]) != (column, noun) or not (within or found[6] == "(all of them, whatever the other conditions)"):
                raise Unread(words)
            return self.compared(noun, column, how, within[1] if within else None)
        return self.tests(words)

    def compared(self, noun: str, column: str, how: str, within: str | None) -> Callable[[Scope], bool]:
        def holds(scope: Scope) -> bool:
            own = scope[noun][column]
            if own is None or (within and scope[noun][within] is None):
                return False
            others = [
                row[column] for row in self.content[noun] if row[column] is not None and (not within or row[within] == scope[noun][within])
            ]
            match how:
                case "above the average":
                    return own * len(others) > sum(others)
                case "below the average":
                    return own * len(others) < sum(others)
                case _:
                    return own == (max if how == "the greatest" else min)(others)

        return holds

    def tests(self, words: str) -> Callable[[Scope], bool]:
        each = [self.test(part if part.startswith("the ") else f"the {part}") for part in words.split(" and the ")]
        return lambda scope: all(holds(scope) for holds in each)

    def test(self, words: str) -> Callable[[Scope], bool]:
        found = re.fullmatch(
            rf"{COLUMN} (is|begins with)(?: (a value other than|less than|at most|greater than|at least|one of))? (.+)", words
        )
        if not found or found[2] not in self.tables[found[1]].columns:
            raise Unread(words)
        noun, column, how = found[1], found[2], found[4] or found[3]
        if found[5] in ("NULL", "not NULL"):
            return lambda scope: (scope[noun][column] is None) == (found[5] == "NULL")
        values = [literal(word.strip("`")) for word in found[5].split(", ")]
        tried: dict[str, Callable[[Any], bool]] = {
            "is": lambda value: value == values[0],
            "begins with": lambda value: value.startswith(values[0]),
            "a value other than": lambda value: value != values[0],
            "less than": lambda value: value < values[0],
            "at most": lambda value: value <= values[0],
            "greater than": lambda value: value > values[0],
            "at least": lambda value: value >= values[0],
            "one of": lambda value: value in values,
        }
        return lambda scope: scope[noun][column] is not None and tried[how](scope[noun][column])

    # What is shown of it.

    def sentences(self, words: str, order: str) -> None:
        """The sentences on groups and rows, and those on their order."""
        self.groups: Callable[[list[Scope]], Iterable[list[Scope]]] = lambda scopes: ([scope] for scope in scopes)
        self.kept: Callable[[list[Scope]], bool] = lambda group: True
        self.inner: Callable[[Scope], bool] = lambda scope: True
        self.distinct = words.endswith(" Leave out repetitions: no two rows of the result are equal.")
        self.link = ""
        bounded = re.fullmatch(r"(.+?) Keep only those \w+ for which (.+) is ((?:less than|at most|greater than|at least) -?\d+)\.", words)
        words = bounded[1] if bounded else words
        if found := re.fullmatch(
            r"For each such (\w+) give one row with (.+?); \1s with the same name are different ones\. Of the (\w+)s only those of this \1 count(, and .+)?; there may be none\.",
            words,
        ):
            if self.head != f"{found[1]}, also those without any {found[3]}":
                raise Unread(words)
            self.head, self.link = found[1], found[3]
            if found[4]:
                self.inner = self.tests(found[4].removeprefix(", and only those for which "))
            shown = found[2]
        elif found := re.fullmatch(
            r"For each of them give a row with (.+)\. (?:Leave out repetitions: no two rows of the result are equal|Equal rows are all kept)\.",
            words,
        ):
            shown = found[1]
        elif found := re.fullmatch(r"Give one row about all of them, with (.+)\.", words):
            shown, self.groups = found[1], lambda scopes: [scopes]
        elif found := re.fullmatch(
            r"Group them by (\w+); \1s with the same (?:name|title) are different ones\. For each \1 that has any of them give a row with (.+)\.",
            words,
        ):
            noun, shown = found[1], found[2]
            self.groups = lambda scopes: _grouped(scopes, lambda scope: scope[noun]["id"])
        elif found := re.fullmatch(
            rf"Group them by {COLUMN}, where NULL is a group of its own\. For each group give a row with (.+)\.", words
        ):
            one, column, shown = found[1], found[2], found[3]
            self.groups = lambda scopes: _grouped(scopes, lambda scope: scope[one][column])
        else:
            raise Unread(words)
        parts = re.split(r"(?:^|, )\(\d\) ", shown)[1:] or [shown]
        self.items = [self.item(part) for part in parts]
        if bounded:
            self.kept = self.bounded(bounded[2], bounded[3])
        self.sorted(parts, order)

    def bounded(self, words: str, bound: str) -> Callable[[list[Scope]], bool]:
        item, how, number = self.item(words), bound.rsplit(" ", 1)[0], int(bound.rsplit(" ", 1)[1])

        def kept(group: list[Scope]) -> bool:
            value = item(group)
            return (
                value is not None
                and {"less than": value < number, "at most": value <= number, "greater than": value > number, "at least": value >= number}[
                    how
                ]
            )

        return kept

    def item(self, words: str) -> Item:
        if found := re.fullmatch(COLUMN, words):
            return lambda group: group[0][found[1]][found[2]]
        if found := re.fullmatch(rf"the number of (\w+)s for which {COLUMN} is not NULL", words):
            return lambda group: len(_values(group, found[2], found[3]))
        if found := re.fullmatch(rf"the number of different values of {COLUMN} \(NULL is not counted\)", words):
            return lambda group: len(set(_values(group, found[1], found[2])))
        if found := re.fullmatch(r"the number of (\w+)s", words):
            if found[1] != (self.link or self.head.split()[0]):
                raise Unread(words)
            return lambda group: len(_values(group, found[1], "id"))
        found = re.fullmatch(rf"the (sum|average|least value|greatest value) of {COLUMN}", words)
        if not found:
            raise Unread(words)
        noun, column = found[2], found[3]
        how: Callable[[list[Any]], Any] = {"sum": sum, "average": fmean, "least value": min, "greatest value": max}[found[1]]
        return lambda group: how(values) if (values := _values(group, noun, column)) else None

    def sorted(self, parts: list[str], words: str) -> None:
        """The places by which rows are sorted, last one first, and how many are given."""
        self.order: list[tuple[int, bool]] = []
        self.limit: int | None = None
        if words in ("", "The rows may stand in any order."):
            if words == "" and len(parts) > 1 and "Give one row" not in words:
                raise Unread(words)
            return
        found = re.fullmatch(
            r"Sort the rows by (.+) \(texts in alphabetical order count as small to large, and NULL is smaller than everything else\)\.(?: Give only the first (\d+ )?rows? of this order, or all if there are fewer\.)?",
            words,
        )
        if not found:
            raise Unread(words)
        for part in found[1].split("; where that is equal, by "):
            item, way = part.rsplit(", from ", 1)
            self.order.insert(0, (parts.index(item), way == "large to small"))
        self.limit = int(found[2]) if found[2] else 1 if "Give only" in words else None
        if {place for place, _ in self.order} != set(range(len(parts))):
            raise Unread(f"rows that stand in no order: {words}")

    # The rows of the result.

    def rows(self, content: dict[str, list[Row]]) -> list[tuple[Any, ...]]:
        self.content = content
        scopes = [scope for scope in self.scopes() if all(holds(scope) for holds in self.where)]
        found = [tuple(item(group) for item in self.items) for group in self.joined(scopes) if self.kept(group)]
        if self.distinct:
            found = list(dict.fromkeys(found))
        for place, down in self.order:
            found.sort(key=lambda row: (row[place] is not None, row[place]) if row[place] is not None else (False,), reverse=down)
        return found[: self.limit]

    def scopes(self) -> Iterable[Scope]:
        """The rows that are taken, each with those that it is linked to."""
        found = re.fullmatch(r"(\w+)(?: that has (?:a|an|both an?) (\w+)(?: and an? (\w+))?)?", self.head)
        if not found or found[1] not in self.tables:
            raise Unread(self.head)
        for row in self.content[found[1]]:
            scope = {found[1]: row}
            for noun in filter(None, found.groups()[1:]):
                scope |= next(({noun: other} for other in self.content[noun] if other["id"] == row[f"{noun}_id"]), {})
            if len(scope) == len(list(filter(None, found.groups()))):
                yield scope

    def joined(self, scopes: list[Scope]) -> Iterable[list[Scope]]:
        if not self.link:
            return self.groups(scopes)
        return (
            [
                scope,
                *(
                    {self.link: row}
                    for row in self.content[self.link]
                    if row[f"{self.head}_id"] == scope[self.head]["id"] and self.inner({self.link: row})
                ),
            ]
            for scope in scopes
        )

    def same(self, given: list[tuple[Any, ...]], right: list[tuple[Any, ...]]) -> bool:
        one, other = ([tuple(map(rounded, row)) for row in rows] for rows in (given, right))
        return one == other if self.order else sorted(one, key=repr) == sorted(other, key=repr)


def _grouped(scopes: list[Scope], key: Callable[[Scope], Any]) -> Iterable[list[Scope]]:
    found: dict[Any, list[Scope]] = {}
    for scope in scopes:
        found.setdefault(key(scope), []).append(scope)
    return found.values()


def _values(group: list[Scope], noun: str, column: str) -> list[Any]:
    return [scope[noun][column] for scope in group if noun in scope and scope[noun][column] is not None]
