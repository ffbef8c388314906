"""Boards of a row's problem in the terminal, for `synth show` and `synth play`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from synth.schemas.record import Row


def print_boards(row: "Row", answer: str) -> None:
    """The boards of a row's problem, where its task has any, with an answer ("" for none); in colour on a terminal."""
    from rich.console import Console

    from synth.generators import registry
    from synth.generators.drawing.terminal import boards
    from synth.pipelines.gallery.gallery import drawer
    from synth.verifiers.reward import verifier

    draw = drawer(registry.load(row["extra_info"]["task"]))
    if draw:
        problem = verifier(row["data_source"]).problem.from_json(row["reward_model"]["ground_truth"])
        for board in boards(draw(problem, answer)):
            Console(highlight=False).print(board, soft_wrap=True)
