"""Planning: give actions, each of them possible when its turn comes, that lead a small world from its start to the goal.

Refused for the first of: format (not a list of actions), step (an action that is not possible when its turn comes), goal (not reached at
the end), length (more actions than allowed)."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.simulation.planning.words import read
from synth.verifiers.simulation.planning.worlds import (
    LETTERS,
    Action,
    Button,
    Crossing,
    Jugs,
    Panel,
    Passage,
    Quarrel,
    Rooms,
    World,
)

ACTIONS = 60
"""Actions of a plan, at most."""


class Planning(Problem, frozen=True):
    """most: actions that a plan may have; told: whether the prompt says how many, else it asks for as few as possible, and `most` is the
    least number with which the goal can be reached."""

    world: World
    most: Annotated[int, Meta(ge=1, le=ACTIONS)]
    told: bool


def named(world: World) -> tuple[dict[str, int], dict[str, int]]:
    """What actions name by words, and what by letters, each with its place."""
    words: tuple[str, ...]
    match world:
        case Jugs():
            words, letters = (), len(world.sizes)
        case Crossing():
            words, letters = world.cargo, 0
        case Rooms():
            words, letters = world.things, world.rooms
        case Panel():
            words, letters = (), len(world.buttons)
    return {word: place for place, word in enumerate(words)}, {letter.lower(): place for place, letter in enumerate(LETTERS[:letters])}


def plan(world: World, answer: str) -> list[Action] | None:
    """The actions of an answer, None where it cannot be read."""
    return read(answer, type(world).__name__.lower(), *named(world))


def verify(problem: Planning, answer: str) -> Verdict:
    world = problem.world
    actions = plan(world, answer)
    if actions is None:
        return refuse("format")
    if len(actions) > 4 * ACTIONS:
        return refuse("length")
    state = world.first()
    for action in actions:
        after = world.after(state, action)
        if after is None:
            return refuse("step")
        state = after
    if not world.reached(state):
        return refuse("goal")
    return ACCEPT if len(actions) <= problem.most else refuse("length")


_JUGS = Planning(Jugs((3, 5), (0, 0), True, (-1, 4)), 6, False)
_RIVER = Planning(Crossing(("goat", "wolf", "cabbage"), (1, 1, 1), 1, (Quarrel(0, 1), Quarrel(0, 2)), (0, 0, 0), (1, 1, 1), 0), 8, True)
_ROOMS = Planning(Rooms(3, (Passage(0, 1), Passage(1, 2, need=0)), ("badge", "crate"), (1, 2), (0, 0), 3, 0, (-1, 2), -1), 6, True)
_PANEL = Planning(
    Panel((Button((), (), (0,), (), ()), Button((0,), (), (1,), (), ()), Button((), (0,), (), (2,), ())), (0, 0, 0), (0, 1, 1)), 4, False
)

EXAMPLES = (
    (_JUGS, "fill B; pour B A; empty A; pour B A; fill B; pour B A", ""),
    (_JUGS, "1. Fill jug B\n2. Pour B into A\n3. Empty A\n4. Pour B into A\n5. Fill B\n6. Pour B into A", ""),
    (_JUGS, '["fill B", "pour B A", "empty A", "pour B A", "fill B", "pour B A"]', ""),
    (_JUGS, "fill(B), pour(B, A), empty(A), pour(B, A), fill(B), pour(B, A)", ""),
    (_JUGS, "Fill B → pour from B to A → empty A → pour B to A → fill B → pour B to A.", ""),
    (_JUGS, "Plan: fill B, then pour B into A, empty A, pour B into A, then fill B and pour B into A", ""),
    (_RIVER, "cross goat; cross; cross wolf; cross goat; cross cabbage; cross; cross goat", ""),
    (_RIVER, "Take the goat across; return alone; take the wolf over; bring the goat back; take cabbage; go back alone; take goat", ""),
    (_ROOMS, "take crate; take badge; go B; go C; drop crate", ""),
    (_ROOMS, "Pick up the badge in room A; pick up the crate; go from A to B; go to room C; put down the crate", ""),
    (_PANEL, "press C; press A; press B; press A", ""),
    (_PANEL, "C, A, B, A", ""),
    (_PANEL, "press A; press B; press A; press C", ""),
    (_JUGS, "", "format"),
    (_JUGS, "fill B; pour B A", "goal"),
    (_JUGS, "fill B; pour B A; empty A; pour B A; fill B", "goal"),
    (_JUGS, "fill C; pour C B", "format"),
    (_JUGS, "B = 5, A = 0; B = 2, A = 3", "format"),
    (_JUGS, "6", "format"),
    (_JUGS, "fill A; empty A; fill B; pour B A; empty A; pour B A; fill B; pour B A", "length"),
    (_JUGS, "fill B; pour B B", "step"),
    (_RIVER, "cross wolf; cross; cross goat", "step"),
    (_RIVER, "cross goat wolf cabbage", "step"),
    (_RIVER, "cross goat; cross wolf", "step"),
    (_ROOMS, "take crate; go B; go C; drop crate", "step"),
    (_ROOMS, "take crate; take badge; go B; go C; drop A", "step"),
    (_ROOMS, "take crate; take badge; go C; drop crate", "step"),
    (_ROOMS, "take crate; take badge; go B; go C", "goal"),
    (_PANEL, "press B; press C", "step"),
    (_PANEL, "press A; press B; press A; press C or press C", "format"),
    (_JUGS, "装满 B；倒入 B A；倒空 A；倒入 B A；装满 B；倒入 B A", ""),
    (_JUGS, "第1步：把B壶装满\n第2步：把B倒入A\n第3步：清空A\n第4步：把B中的水倒进A\n第5步：装满B\n第6步：从B倒到A", ""),
    (_JUGS, "答案是：装满B，倒入B A，倒空A，倒入B A，装满B，倒入B A。", ""),
    (_RIVER, "过河 山羊；过河；过河 狼；过河 山羊；过河 白菜；过河；过河 山羊", ""),
    (_RIVER, "1. 带山羊过河\n2. 独自返回\n3. 带狼过河\n4. 带山羊返回\n5. 带白菜过河\n6. 独自返回\n7. 带山羊过河", ""),
    (_ROOMS, "拿起木箱、拿起徽章、前往B、前往C、放下木箱", ""),
    (_PANEL, "依次按下 C、A、B、A", ""),
    (_PANEL, "按下 C；按下 A；按下 B；按下 A（共4步）", ""),
    (_JUGS, "Fill B to the brim. Pour water from B to A. Empty A. Pour B to A. Fill B to the brim. Pour B to A.", ""),
    (_JUGS, "装满 B；倒入 B A", "goal"),
    (_RIVER, "过河 狼；过河；过河 山羊", "step"),
    (_PANEL, "按下 A 或 C", "format"),
    (_ROOMS, "无法做到", "format"),
)  # fmt: skip
