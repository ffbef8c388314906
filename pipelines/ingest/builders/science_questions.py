"""The builder of WebInstruct-verified: questions of science whose answers a rule may decide."""

from collections.abc import Iterator

from synth.pipelines.ingest.item import Drop, Item, Unusable
from synth.pipelines.ingest.source_list import Context
from synth.pipelines.ingest.source_rows import Row
from synth.pipelines.ingest.text_filters import few_decimals, not_too_long, stated
from synth.pipelines.token_count import estimated_tokens

MOST_TOKENS, MOST_DECIMALS = 30, 3
LEVELS = ("University", "PhD")
_ASKS = "\n\nPut the final answer within \\boxed{}."


def webinstruct(row: Row, context: Context) -> Iterator[Item]:
    """`question`, `answer`, `answer_type`, `category`, `difficulty`. Mathematics, easier questions and answers of two or a few values are
    left out, as is what has a long answer or many decimals. Whether a rule reads the answer is for the verifier to say."""
    if "question" not in row or "answer" not in row:
        raise Unusable("expected question and answer")
    if row.get("category") == "Mathematics":
        raise Drop("mathematics")
    if row.get("difficulty") not in LEVELS:
        raise Drop("below university level")
    if row.get("answer_type") in ("Boolean", "Multiple Choice"):
        raise Drop("Boolean or multiple choice")
    question, answer = stated(str(row["question"]), "question"), stated(str(row["answer"]), "answer")
    if estimated_tokens(answer) > MOST_TOKENS:
        raise Drop("answer too long")
    few_decimals(answer, MOST_DECIMALS)
    prompt = question + _ASKS
    not_too_long(prompt, context.most_tokens)
    facts = {name: row[name] for name in ("id", "category", "difficulty", "answer_type") if row.get(name) is not None}
    yield Item(data_source="stem__web", prompt=prompt, key=question, ground_truth=answer, answer=answer, facts=facts)
