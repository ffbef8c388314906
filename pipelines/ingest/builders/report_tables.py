"""Builders of questions about tables: HiTab, MultiHiertt, FinQA. Cells that span rows or columns stand in each of their places.

Where the authors publish how the answer is worked out, it is worked out again, and a row whose answer it does not give is dropped."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from synth.pipelines.ingest.builders.table_layout import from_html, from_texts, markdown
from synth.pipelines.ingest.builders.table_programs import NoValue, formula_value, value_of
from synth.pipelines.ingest.item import Drop, Item, Unusable
from synth.pipelines.ingest.source_list import Context
from synth.pipelines.ingest.source_rows import Row
from synth.pipelines.ingest.text_filters import not_too_long, stated
from synth.verifiers.published import table_values

_ASKS = "\n\nPut the final answer within \\boxed{}."
_SEVERAL = " If there are several answers, part them by |."


def hitab(row: Row, context: Context) -> Iterator[Item]:
    """`question`, `answer` (a list), `table_id`, `aggregation`, and of each answer one of `answer_formulas`, whose cells
    `reference_cells_map` places; the table is `tables/raw/ID.json` in the same folder, with `title`, `texts` and `merged_regions`."""
    answers = _of(row, "answer")
    table = context.companion(f"tables/raw/{_of(row, 'table_id')}.json")
    if not isinstance(table, dict) or not table.get("texts"):
        raise Drop("no table")
    shown = markdown(from_texts(table["texts"], table.get("merged_regions") or []))
    title = str(table.get("title") or "").strip()
    answers = [str(answer) for answer in (answers if isinstance(answers, list) else [answers])]
    formulas = row.get("answer_formulas") or []
    if len(formulas) == len(answers):
        pairs = zip(formulas, answers, strict=True)
        answers = [_by_formula(str(formula), answer, table["texts"], row.get("reference_cells_map") or {}) for formula, answer in pairs]
    truth = "|".join(answers)
    facts = {"table_id": row["table_id"], "aggregation": row.get("aggregation"), "formulas": formulas or None}
    yield _item("table__hitab", [f"{title}\n\n{shown}" if title else shown], str(_of(row, "question")), truth, context, facts)


def multihiertt(row: Row, context: Context) -> Iterator[Item]:
    """`tables` (HTML), `paragraphs`, `qa` with `question`, `answer`, `program`, `text_evidence`, `question_type`. Only questions of
    arithmetic that the tables alone answer."""
    asked = _of(row, "qa")
    if asked.get("question_type", "arithmetic") != "arithmetic":
        raise Drop("not arithmetic")
    if asked.get("text_evidence"):
        raise Drop("needs the text")
    truth = _worked_out(asked.get("program"), asked.get("answer"))
    tables = [markdown(from_html(str(table))) for table in _of(row, "tables")]
    yield _item(
        "table__multihier", tables, str(_of(asked, "question")), truth, context, {"uid": row.get("uid"), "program": asked.get("program")}
    )


def finqa(row: Row, context: Context) -> Iterator[Item]:
    """`pre_text`, `post_text`, `table` (rows of cells), `qa` with `question`, `exe_ans`, `program`."""
    asked = row["qa"] if isinstance(row.get("qa"), dict) else row
    truth = _worked_out(asked.get("program"), asked.get("exe_ans", asked.get("answer")))
    parts = [
        " ".join(map(str, row.get("pre_text") or [])),
        markdown(from_texts(_of(row, "table"), [])),
        " ".join(map(str, row.get("post_text") or [])),
    ]
    facts = {"id": row.get("id"), "program": asked.get("program")}
    yield _item("table__finqa", [part for part in parts if part.strip()], str(_of(asked, "question")), truth, context, facts)


def _worked_out(program: Any, answer: Any) -> str:
    """The answer as text: what its program gives, where there is a program that can be followed without the table."""
    if answer is None or not str(answer).strip():
        raise Drop("no answer")
    try:
        found = value_of(str(program)) if program else None
    except NoValue:
        found = None
    if found is None:
        return str(answer).strip()
    if isinstance(found, bool):
        if str(answer).strip().lower() not in ("yes", "no"):
            raise Drop("the program gives another answer")
        return "yes" if found else "no"
    if not _agrees(found, str(answer)):
        raise Drop("the program gives another answer")
    return f"{float(found):.10g}"


def _by_formula(formula: str, answer: str, texts: Any, places: Any) -> str:
    """The published answer, which its formula has to give, up to the sign of a difference; unless it cannot be followed, as one that
    gives a heading cannot."""
    try:
        found = formula_value(formula, texts, places)
    except NoValue:
        return answer
    if not (_agrees(found, answer) or _agrees(-found, answer)):
        raise Drop("the formula gives another answer")
    return answer


def _agrees(found: Fraction, answer: str) -> bool:
    return table_values.same(f"{float(found):.10g}", answer) or table_values.same(_rounded(found, answer), answer)


def _rounded(found: Fraction, answer: Any) -> str:
    _, point, digits = str(answer).strip(" %").partition(".")
    return f"{float(found):.{len(digits) if point else 0}f}"


def _item(data_source: str, tables: list[str], question: str, truth: str, context: Context, facts: dict[str, Any]) -> Item:
    question = stated(question, "question")
    if not all(tables) or not tables:
        raise Drop("no table")
    several = _SEVERAL if "|" in truth else ""
    prompt = "\n\n".join([*tables, question]) + _ASKS + several
    not_too_long(prompt, context.most_tokens)
    kept = {name: value for name, value in facts.items() if value is not None}
    key = "\n\n".join([*tables, question])
    return Item(data_source=data_source, prompt=prompt, key=key, ground_truth=stated(truth, "answer"), answer=truth, facts=kept)


def _of(row: Any, name: str) -> Any:
    if not isinstance(row, dict) or row.get(name) is None:
        raise Unusable(f"expected {name}")
    return row[name]
