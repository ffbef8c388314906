"""The reference query of a question, as text for SQLite."""

from typing import Any

from synth.verifiers.code.sql_query.schema import ROLES, WORLDS, Aggregate, Condition, Test

_CALLS = {"rows": "COUNT(*)", "values": "COUNT({})", "distinct": "COUNT(DISTINCT {})"}


class Builder:
    """Writes queries in the names of one world."""

    def __init__(self, world: str) -> None:
        self.tables = {key: names[0] for key, names in WORLDS[world].items()}
        self.columns: dict[str, str] = {
            role: WORLDS[world][key][place] if place else "id" for key, roles in ROLES.items() for place, role in enumerate(roles)
        }

    def column(self, role: str, alias: str = "") -> str:
        return f"{alias or role[0]}.{self.columns[role]}"

    def test(self, test: Test, alias: str = "") -> str:
        name, values = self.column(test.column, alias), [_literal(value) for value in test.values]
        match test.op:
            case "null" | "some":
                return f"{name} IS {'NOT ' if test.op == 'some' else ''}NULL"
            case "in":
                return f"{name} IN ({', '.join(values)})"
            case "begins":
                return f"{name} LIKE '{test.values[0]}%'"
        return f"{name} {test.op} {values[0]}"

    def condition(self, one: Condition) -> str:
        if one.kind == "test":
            return self.test(one.tests[0])
        if one.column:
            same = f" WHERE {self.column(one.within, 'x')} = {self.column(one.within)}" if one.within else ""
            source = f"{self.tables[one.column[0]]} AS x{same}"
            return f"{self.column(one.column)} {one.op} (SELECT {one.aggregate.upper()}({self.column(one.column, 'x')}) FROM {source})"
        tests = " AND ".join([f"x.{self.columns['l.a']} = a.id", *(self.test(test, "x") for test in one.tests)])
        inner = f"FROM {self.tables['l']} AS x WHERE {tests}"
        if one.kind == "lacks":
            return f"NOT EXISTS (SELECT 1 {inner})"
        return f"EXISTS (SELECT 1 {inner})" if one.least == 1 else f"(SELECT COUNT(*) {inner}) >= {one.least}"

    def aggregate(self, one: Aggregate) -> str:
        return _CALLS.get(one.kind, f"{one.kind.upper()}({{}})").format(self.column(one.column) if one.column else "")

    def source(self, query: Any) -> str:
        first, *others = query.tables
        text = f"{self.tables[first]} AS {first}"
        for other in others:
            key, linked = (f"{other}.id", f"l.{self.columns[f'l.{other}']}") if other != "l" else ("a.id", f"l.{self.columns['l.a']}")
            inner = "".join(f" AND {self.test(test)}" for test in query.inner) if query.keep else ""
            text += f"\n{'LEFT ' if query.keep else ''}JOIN {self.tables[other]} AS {other} ON {linked} = {key}{inner}"
        return text

    def query(self, query: Any) -> str:
        shown = [*map(self.column, query.columns), *map(self.aggregate, query.aggregates)]
        lines = [f"SELECT{' DISTINCT' if query.distinct else ''}", f"  {', '.join(shown)}", f"FROM {self.source(query)}"]
        if query.where:
            parts = [" OR ".join(map(self.condition, clause)) for clause in query.where]
            lines.append("WHERE " + " AND ".join(f"({part})" if " OR " in part else part for part in parts))
        if query.aggregates and query.columns:
            keys = [f"{query.columns[0][0]}.id"] if query.whole else []
            lines.append(f"GROUP BY {', '.join([*keys, *map(self.column, query.columns)])}")
        if query.having:
            lines.append("HAVING " + " AND ".join(f"{self.aggregate(one.aggregate)} {one.op} {one.value}" for one in query.having))
        if query.order:
            lines.append("ORDER BY " + ", ".join(f"{shown[one.place]}{' DESC' if one.descending else ''}" for one in query.order))
        if query.limit:
            lines.append(f"LIMIT {query.limit}")
        return "\n".join(lines)


def _literal(value: int | str) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)
