"""What `synth COMMAND --help` shows as examples, a command a line. The documents have more."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "run": (
        "synth run logic --n 10000 --difficulty 5 --out data/logic",
        "synth run sudoku:2 math --n 1e6 --difficulty 3..7 --split train=0.98,test=0.02 --out s3://bucket/mix",
        "synth run --config data/logic/manifest.json --out data/again",
    ),
    "list": ("synth list math", "synth list --long", "synth list --json"),
    "show": ("synth show sudoku --difficulty 3", "synth show cipher --knobs", "synth show matrix --lang zh --draw 4"),
    "play": ("synth play sudoku --difficulty 3",),
    "score": ("synth score completions.parquet --out rewards.jsonl", "synth score rollouts.jsonl --again"),
    "audit": ("synth audit data/logic --limit 1000", "synth audit data/logic --shortcuts"),
    "remake": ("synth remake data/logic/data/train-00000.parquet:17",),
    "export": ("synth export poda data/honest --out data/pairs --kind dpo",),
    "card": ("synth card sudoku", "synth card all --write data_cards"),
    "augment": (
        "synth augment train.txt --format logiqa2 --endpoint http://localhost:8000/v1 --model Qwen/Qwen3-32B --out data/augmented",
    ),
    "eval": ("synth eval logic math --endpoint http://localhost:8000/v1 --model Qwen/Qwen3-4B --difficulty 1..5 --out report",),
    "ingest": ("synth ingest guru/dapo --out data/guru",),
    "dedupe": ("synth dedupe data/logic others.jsonl --exclude-text benchmark.jsonl --out data/distinct",),
    "filter": ("synth filter data/logic --rollouts weak=rollouts.jsonl --keep '0.1 < weak < 0.9' --out data/hard",),
    "passrate": ("synth passrate rollouts.jsonl --k 1,8 --out rates.json",),
    "mix": ("synth mix data/logic=2 data/math=1 --n 1e5 --out data/mixed",),
    "gallery": ("synth gallery", "synth gallery logic math --out puzzles.html"),
    "report": ("synth report data/logic", "synth report data/logic --rollouts rollouts.jsonl --out logic.html"),
    "push": ("synth push data/logic me/logic --dry-run", "synth push data/logic me/logic"),
    "serve": ("synth serve --port 8400 --workers 8", "synth serve logic math --difficulty 3..7"),
}


def epilog(command: str) -> str:
    """The examples of a command, as the end of its help."""
    return "\n\n".join(("Examples:", *EXAMPLES[command]))
