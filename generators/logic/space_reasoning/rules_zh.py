"""The words by which every Chinese prompt of space reasoning states its rules."""

import re

from synth.verifiers.logic.space_reasoning import SpaceReasoning
from synth.verifiers.logic.space_reasoning.chinese import WORDS
from synth.verifiers.logic.space_reasoning.lattices import RINGS, Place
from synth.verifiers.logic.space_reasoning.logs import Condition, Event, Landmark, Walker

_HEX = r"向西北到 \(a - 1, b \+ 1\)，向东南到 \(a \+ 1, b - 1\)|向西北 a - 1 且 b \+ 1；向东南 a \+ 1 且 b - 1"
_SQUARE = r"方格.{0,200}(没有别的走法|四个相邻位置)"
_LATTICES = {
    "square": _SQUARE,
    "king": r"方格.{0,300}(在这一步里同时发生|八种走法)",
    "hex": _HEX,
    "triangle": r"到它下面的 \(x, y - 1\)，从尖朝下的三角形到它上面的 \(x, y \+ 1\)"
    r"|x \+ y 为偶数时（尖朝上）到 \(x, y - 1\)，x \+ y 为奇数时（尖朝下）到 \(x, y \+ 1\)",
    "layered": r"向上 z 加 1，向下 z 减 1|上（z \+ 1）、下（z - 1）",
    "cylinder": _SQUARE,
    "torus": _SQUARE,
    "hextorus": _HEX,
}


def lattice(problem: SpaceReasoning) -> str:
    return _LATTICES[problem.lattice]


def borders(problem: SpaceReasoning) -> str:
    if not problem.wrap:
        return r"没有边界，坐标可以是负数|一直走下去，坐标也可以是负数"
    a = problem.wrap[0]
    if problem.lattice == "cylinder":
        return rf"从 x = {a - 1} 处再向东走一步就到 x = 0 处|共 {a} 列，从 x = 0 到 x = {a - 1}：在最后一列向东走一步就回到 x = 0"
    b = problem.wrap[1]
    return rf"第一个坐标只取 0 到 {a - 1}，第二个坐标只取 0 到 {b - 1}；|除以 {a} 的余数计（.{{1,30}}除以 {b} 的余数计"


def _at(place: Place) -> str:
    return re.escape("(" + ", ".join(map(str, place)) + ")")


def _toward(way: str, count: int) -> str:
    return f"{'' if way == 'across' else '向'}{WORDS[way]}走了? {count} 步"


def landmarks(problem: SpaceReasoning) -> str:
    return r"\n- " + r"\n- ".join(map(_landmark, problem.landmarks))


def _landmark(landmark: Landmark) -> str:
    name = WORDS[landmark.name]
    if landmark.at:
        return f"{name}(在|位于) {_at(landmark.at)}"
    base, path = WORDS[landmark.base], "、再".join(_toward(way, count) for way, count in landmark.legs)
    return f"(从{base}出发，{path}就是{name}|要到{name}，可以从{base}{path})"


def starts(problem: SpaceReasoning) -> str:
    return "".join(map(_start, problem.walkers))


def _start(walker: Walker) -> str:
    start, who = walker.start, WORDS[walker.name]
    where = f"从{WORDS[start]}出发" if isinstance(start, str) and start else f"从 {_at(start)} 出发" if start else ""
    faces = f"，一开始面朝{WORDS[walker.facing]}" if walker.facing else ""
    return f"{who}{where or '(从哪里出发，起初并不知道|的出发位置起初未知)'}{faces}。"


def log(problem: SpaceReasoning) -> str:
    """All events in order, one sentence each."""
    degrees, people = 360 // len(RINGS[problem.lattice]), [WORDS[walker.name] for walker in problem.walkers]
    return r"\s*(\d+\. )?".join(_event(event, people[event.walker], degrees) for event in problem.log)


def _event(event: Event, who: str, degrees: int) -> str:
    way, count, name = event.way, event.count, WORDS.get(event.name, "")
    angle = count * degrees
    leg = _toward(way, count) if way else ""
    sentences = {
        "go": f"{who}{leg}",
        "forward": f"{who}(一直)?向前走了? {count} 步",
        "back": f"{who}(不转身，倒退 {count} 步|倒退了 {count} 步，没有转身)",
        "turn": f"{who}向" + ("后转（180 度）" if angle == 180 else f"{WORDS.get(way, '')}转 {angle} 度"),
        "retrace": f"{who}(发觉走过了头，)?原路退回最后 {count} 步",
        "jump": f"{who}(瞬间移动到|一瞬间就到了){name}",
        "lost": f"{who}(瞬间移动到一个未知的位置|一瞬间就到了一个不认识的位置)",
        "portal": f"{who}(穿过{name}传送门|走进{name}传送门，从另一头出来)",
        "find": f"{who}(此刻正好在{name}|发现{name}就在自己所在的位置)",
        "see": f"(从{who}此刻的位置{leg}，正好是{name}|{who}知道，从自己所在的位置{leg}就是{name})",
        "meet": f"{who}(此刻和{name}在同一个位置|遇到了{name}，此刻两人在同一个位置)",
    }
    return _condition(event.when) + sentences[event.verb] + "。"


def _condition(when: Condition | None) -> str:
    if when is None:
        return ""
    one, near = WORDS[when.one], WORDS[when.near]
    held = f"离{near}比离{WORDS[when.than]}近" if when.than else f"离{near}不超过 {when.within} 步"
    return f"(如果|假如)此刻{one}{held}，那么"


def _place_of(problem: SpaceReasoning, name: str) -> str:
    if not name:
        return f"{WORDS[problem.query.subject]}出发的位置"
    return WORDS[name] if name[0].islower() else f"{WORDS[name]}最后所在的位置"


def question(problem: SpaceReasoning) -> str:
    """What is asked of whom."""
    query = problem.query
    subject, target = _place_of(problem, query.subject), _place_of(problem, query.target)
    return {
        "name": f"{subject}(上|正好)是哪个地标？",
        "nearest": f"离{subject}最近的(另一个)?地标是哪个？",
        "place": f"求{subject}的坐标。|{subject}的坐标是什么？",
        "steps": f"从{subject}到{target}(，最少要走多少步|最少需要几步)？",
        "distinct": f"{WORDS[query.subject]}一共到过多少个不同的位置？",
        "bearing": f"从{subject}看，{target}在哪个方位？",
        "route": f"从{subject}到{target}的一条最短路线",
    }[query.kind]


def ring(problem: SpaceReasoning) -> str:
    ways = RINGS[problem.lattice]
    return f"顺时针依次是{'、'.join(WORDS[way] for way in ways)}，相邻两个朝向相差 {360 // len(ways)} 度"
