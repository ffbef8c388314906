"""The sources that `synth ingest` knows: where each is published, under which licence, and which builder reads its rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from synth.pipelines.ingest.item import Item
from synth.pipelines.ingest.source_rows import Row
from synth.schemas.errors import RequestError, nearest


@dataclass(frozen=True)
class Context:
    """What a builder may ask besides its row."""

    seed: int
    """Of what is left to chance, such as which side of a pair is asked."""
    most_tokens: int
    """Of a prompt."""
    companion: Callable[[str], Any]
    """`(path) -> JSON` of a file beside the rows."""
    row: int = 0
    """Number of the row in its file."""


Build = Callable[[Row, Context], Iterable[Item]]


@dataclass(frozen=True)
class Source:
    """One source of rows."""

    what: str
    """What its rows are, in a few words."""
    builder: str
    """Module and function of `builders`: `mathematics.dapo`."""
    licence: str
    """Of the rows as published, by the hub's identifier: `apache-2.0`; `unknown` where nobody states one."""
    hub: str = ""
    """Name on the hub; empty where the rows are files elsewhere."""
    config: str = ""
    """Of the hub's data set."""
    splits: Mapping[str, str] = field(default_factory=dict)
    """What the source calls a split, where it is not our name: `{"validation": "dev"}`."""
    files: tuple[str, ...] = ()
    """Patterns of the files in a folder, with `{split}`."""
    beside: str = ""
    """Pattern of further files in the folder to which rows refer."""
    most_tokens: int = 4096 - 100
    """Of a prompt; longer ones are dropped."""
    file_by_file: bool = False
    """On the hub its files have columns of different types, so they are read one by one."""
    no_containing: bool = False
    """Drop questions that hold another one word for word."""

    def build(self) -> Build:
        module, _, name = self.builder.partition(".")
        found: Build = getattr(import_module(f"synth.pipelines.ingest.builders.{module}"), name)
        return found


_INTELLECT = "PrimeIntellect/INTELLECT-3-RL"
_ARC: Any = {"files": ("{split}/*.json",), "splits": {"train": "training", "test": "evaluation"}}
SOURCES: dict[str, Source] = {
    "guru/dapo": Source("competition mathematics", "mathematics.dapo", "apache-2.0", "BytedTsinghua-SIA/DAPO-Math-17k", no_containing=True),
    "guru/or1": Source(
        "competition mathematics",
        "mathematics.or1",
        "apache-2.0",
        "Skywork/Skywork-OR1-RL-Data",
        splits={"train": "math"},
        no_containing=True,
    ),
    "guru/deepscaler": Source(
        "competition mathematics", "mathematics.deepscaler", "mit", "agentica-org/DeepScaleR-Preview-Dataset", no_containing=True
    ),
    "guru/hitab": Source(
        "questions about tables of reports",
        "report_tables.hitab",
        "c-uda",
        files=("{split}_samples.jsonl",),
        beside="tables/raw/*.json",
        splits={"validation": "dev"},
    ),
    "guru/multihiertt": Source(
        "arithmetic on several tables", "report_tables.multihiertt", "mit", files=("{split}.json",), splits={"validation": "dev"}
    ),
    "guru/finqa": Source(
        "arithmetic on tables of reports", "report_tables.finqa", "mit", files=("{split}.json",), splits={"validation": "dev"}
    ),
    "guru/zebra": Source("zebra puzzles", "puzzles.zebra", "unknown"),
    "guru/ordering": Source("ordering puzzles", "puzzles.ordering", "unknown"),
    "guru/graph": Source("search in graphs", "puzzles.graph", "unknown"),
    "guru/arc-agi-1": Source("grids of ARC", "puzzles.arc1", "apache-2.0", **_ARC),
    "guru/arc-agi-2": Source("grids of ARC", "puzzles.arc2", "apache-2.0", **_ARC),
    "guru/barc": Source(
        "grids like those of ARC", "puzzles.barc", "unknown", "barc0/200k_HEAVY_gpt4o-description-gpt4omini-code_generated_problems"
    ),
    "guru/webinstruct": Source(
        "science questions of the web", "science_questions.webinstruct", "apache-2.0", "TIGER-Lab/WebInstruct-verified"
    ),
    "guru/codeio": Source(
        "inputs and outputs of programs", "simulations.codeio", "odc-by", "hkust-nlp/CodeIO-PyEdu-Reasoning-Raw", most_tokens=2048 - 100
    ),
    "guru/cruxeval-o": Source(
        "outputs of short functions", "simulations.cruxeval_output", "mit", "cruxeval-org/cruxeval", splits={"train": "test"}
    ),
    "guru/cruxeval-i": Source(
        "inputs of short functions", "simulations.cruxeval_input", "mit", "cruxeval-org/cruxeval", splits={"train": "test"}
    ),
    "guru/leetcode": Source("problems of LeetCode", "coding.leetcode", "apache-2.0", "newfacade/LeetCodeDataset"),
    "guru/taco": Source("problems of programming contests", "coding.taco", "apache-2.0", "likaixin/TACO-verified"),
    "guru/primeintellect": Source(
        "problems of programming contests", "coding.primeintellect", "mit", "agentica-org/DeepCoder-Preview-Dataset", "primeintellect"
    ),
    "guru/lcbv5": Source("problems of LiveCodeBench", "coding.livecodebench", "mit", "agentica-org/DeepCoder-Preview-Dataset", "lcbv5"),
    "gym/entries": Source("puzzles of reasoning-gym, scored by its own scorers", "gym_rows.entries", "unknown"),
    **{
        f"synlogic/{level}": Source(
            "logic puzzles of SynLogic, as problems of ours", "synlogic_rows.synlogic", "unknown", "MiniMaxAI/SynLogic", level
        )
        for level in ("easy", "hard")
    },
    "intellect-3/logic": Source(
        "logic puzzles of SynLogic, as problems of ours", "synlogic_rows.intellect", "unknown", _INTELLECT, "logic"
    ),
    "intellect-3/math": Source("mathematics with short answers", "intellect_rows.mathematics", "unknown", _INTELLECT, "math"),
    "intellect-3/science": Source("questions of science", "intellect_rows.science", "unknown", _INTELLECT, "science"),
    "intellect-3/code": Source("problems of programming contests", "intellect_rows.code", "unknown", _INTELLECT, "code"),
    "synthetic-2/rl": Source(
        "mathematics, programs and their values, reasoning-gym", "intellect_rows.synthetic", "apache-2.0", "PrimeIntellect/SYNTHETIC-2-RL"
    ),
    "guru/rl-92k": Source(
        "Guru's own rows of six domains", "published_rows.guru", "unknown", "LLM360/guru-RL-92k", files=("{split}/*",), file_by_file=True
    ),
}


def source(name: str) -> Source:
    """Raises RequestError for a name that is none."""
    if name not in SOURCES:
        raise RequestError(f"{name}: no such source.{nearest(name, SOURCES)} There are: {', '.join(SOURCES)}.", "source")
    return SOURCES[name]
