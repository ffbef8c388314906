"""Right outputs, and those of who leaves something out."""

import json

from synth.verifiers.instruct._records import Record
from synth.verifiers.instruct.structured_output import StructuredOutput, grouped, value, wanted_total
from synth.verifiers.instruct.structured_output.reading import TOTAL


def written(problem: StructuredOutput, rows: list[Record], summary: str = "", indent: int | None = 2) -> str:
    """These records in the form that is asked for."""
    rows = grouped(problem, rows)
    if problem.layout in ("csv", "table"):
        text = _lines(problem, rows)
    elif problem.layout == "elements":
        items = ["".join(f"<{column.key}>{value(problem, row, column.field)}</{column.key}>" for column in problem.columns) for row in rows]
        text = "\n".join(["<items>", *(f"  <item>{item}</item>" for item in items), "</items>"])
    else:
        text = json.dumps(_json(problem, rows, summary), ensure_ascii=False, indent=indent)
    tag = {"csv": "csv", "table": "", "elements": "xml"}.get(problem.layout, "json")
    return f"```{tag}\n{text}\n```" if problem.fence else text


def _lines(problem: StructuredOutput, rows: list[Record]) -> str:
    table = [[column.key for column in problem.columns]]
    table += [[str(value(problem, row, column.field)) for column in problem.columns] for row in rows]
    if problem.total:
        table.append([TOTAL[problem.language], *[""] * (len(problem.columns) - 2), str(wanted_total(problem, rows))])
    if problem.layout == "csv":
        return "\n".join(problem.mark.join(row) for row in table)
    table.insert(1, ["---"] * len(problem.columns))
    return "\n".join(f"| {' | '.join(row)} |" for row in table)


def _json(problem: StructuredOutput, rows: list[Record], summary: str) -> object:
    pairs = [(row, {column.key: value(problem, row, column.field) for column in problem.columns}) for row in rows]
    body: object
    if problem.layout == "list":
        body = [one for _, one in pairs]
    elif problem.layout == "map":
        name = next(column.key for column in problem.columns if column.field == "name")
        body = {row.name: {key: cell for key, cell in one.items() if key != name} for row, one in pairs}
    else:
        groups = dict[str, list[object]]()
        for row, one in pairs:
            groups.setdefault(row.choice, []).append(one)
        body = groups
    if not problem.wrapper:
        return body
    whole: dict[str, object] = {problem.wrapper[0]: body}
    if problem.total:
        whole[problem.wrapper[1]] = wanted_total(problem, rows)
    if problem.summary:
        whole[problem.summary.key] = summary
    return whole
