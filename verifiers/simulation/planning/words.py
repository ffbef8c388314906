"""The words of plans, and reading them: `fill A; pour A B`, `Fill jug A, then pour A into B`, numbered lists, in English and Chinese."""

import re
from collections.abc import Mapping

from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain

CARGO = {
    "wolf": "狼", "goat": "山羊", "cabbage": "白菜", "fox": "狐狸", "hen": "母鸡", "corn": "玉米", "dog": "狗", "cat": "猫",
    "rabbit": "兔子", "carrot": "胡萝卜", "snake": "蛇", "frog": "青蛙", "mouse": "老鼠", "cheese": "奶酪", "duck": "鸭子", "tiger": "老虎",
}  # fmt: skip
"""What a boatman brings over, and its Chinese words."""
THINGS = {
    "lantern": "灯笼", "rope": "绳子", "ladder": "梯子", "badge": "徽章", "whistle": "哨子", "crate": "木箱", "barrel": "木桶",
    "drum": "皮鼓", "statue": "雕像", "sack": "麻袋", "mirror": "镜子", "globe": "地球仪", "basket": "竹篮", "umbrella": "雨伞",
}  # fmt: skip
"""What a robot carries, and its Chinese words."""
VERBS = {
    "fill": "装满", "empty": "倒空", "pour": "倒入", "cross": "过河", "go": "前往", "take": "拿起", "drop": "放下", "press": "按下",
}  # fmt: skip
"""The verbs of plans, and their Chinese words."""
_SAME: dict[str, dict[str, str]] = {
    "jugs": {
        **dict.fromkeys(("fill", "refill", "fills", "filling"), "fill"),
        **dict.fromkeys(("empty", "empties", "drain", "dump", "emptying"), "empty"),
        **dict.fromkeys(("pour", "pours", "transfer", "pouring"), "pour"),
    },
    "crossing": dict.fromkeys(
        (
            "cross",
            "crosses",
            "return",
            "returns",
            "row",
            "rows",
            "ferry",
            "ferries",
            "take",
            "takes",
            "bring",
            "brings",
            "go",
            "goes",
            "come",
            "comes",
        ),
        "cross",
    ),
    "rooms": {
        **dict.fromkeys(("go", "goes", "move", "moves", "walk", "walks", "enter"), "go"),
        **dict.fromkeys(("take", "takes", "pick", "picks", "grab", "get", "load", "pickup"), "take"),
        **dict.fromkeys(("drop", "drops", "put", "puts", "leave", "unload", "release"), "drop"),
    },
    "panel": dict.fromkeys(("press", "presses", "push", "pushes", "pressing"), "press"),
}
_FILLERS = {
    "jugs": "jug jugs from tap water into to sink out up completely of down and",
    "crossing": "with alone boatman boat river over across back and nobody nothing empty by himself",
    "rooms": "room to robot up down from in into here there and",
    "panel": "button buttons and",
}
_IDLE = frozenset("the then plan is are step steps action actions first next finally now it he".split())
LONGEST = 4_000
"""Characters of a plan after its decorations are off."""
_CHINESE = {
    **{chinese: f" {word} " for word, chinese in (CARGO | THINGS | VERBS).items()},
    **dict.fromkeys(("灌满", "注满", "加满", "接满", "满上"), " fill "),
    **dict.fromkeys(("清空", "倒掉", "排空", "倒光", "倒干净"), " empty "),
    **dict.fromkeys(("倒进", "倒到", "倒给", "倒向", "倒", "倒水", "倒往"), " pour "),
    **dict.fromkeys(("渡河", "划过去", "划回来", "返回", "划船", "渡过", "过去", "回来", "划回"), " cross "),
    **dict.fromkeys(("走到", "走向", "走", "去", "进入", "移动到", "到达"), " go "),
    **dict.fromkeys(("拿", "拿上", "取", "取走", "拾起", "捡起", "装上"), " take "),
    **dict.fromkeys(("放", "卸下", "丢下"), " drop "),
    **dict.fromkeys(("按", "按动", "按压", "点按"), " press "),
    **dict.fromkeys(("独自", "独自一人", "空船", "单独", "一个人", "自己"), " alone "),
    **dict.fromkeys(("船夫", "对岸", "到", "运", "运送", "送", "带", "带着", "带上", "载着", "载"), " "),
    **dict.fromkeys(
        ("水壶", "水罐", "壶", "罐", "水桶", "桶", "水", "里的", "里", "中的", "中", "把", "将", "从", "用", "的", "全部", "号"), " "
    ),
    **dict.fromkeys(("房间", "室", "房", "按钮", "键", "机器人", "在", "划"), " "),
    **dict.fromkeys(("方案", "计划", "步骤", "操作", "动作", "依次", "先", "再", "然后", "接着", "最后", "为", "是", "如下"), " "),
}
_READER = Reader(WORDS | dict.fromkeys(("和", "与", "跟", "、", "同"), " and ") | _CHINESE)
_TEXT = re.compile(r"[a-z0-9\s,;:.()\[\]\"'`*_>&+#-]*")
_ARROW = re.compile(r"[-=]{1,3}>|[→⇒⟶]|\\(?:to|rightarrow)(?![a-z])")
_NUMBERED = re.compile(r"(?<![\w.])(?:step\s*)?[(#]?(\d{1,3})\s*[.):,]*(?=\s|[a-z]|$)")


def read(answer: str, kind: str, names: Mapping[str, int], letters: Mapping[str, int]) -> list[tuple[str | int, ...]] | None:
    """The actions of a plan in a world of that kind, in order; None for anything else. names: cargo and things by their words; letters:
    jugs, rooms or buttons. Verbs part actions where nothing else does; numbers may only count the actions."""
    text = _ARROW.sub(" ; ", plain(answer, _READER).lower())
    if len(text) > LONGEST or not _TEXT.fullmatch(text):
        return None
    text, counted = _uncounted(text)
    verbs, idle = _SAME[kind], _IDLE.union(_FILLERS[kind].split())
    chunks: list[list[str]] = []
    for chunk in re.split(r"[;\n]|\.(?=\s|$)", text):
        tokens = [
            token for token in re.findall(r"[a-z]+|\d+", chunk) if token in verbs or token in names or token in letters or token not in idle
        ]
        if any(token not in verbs and token not in names and token not in letters for token in tokens):
            return None
        if kind == "crossing" and (tokens or re.search(r"\balone\b", chunk)) and not any(token in verbs for token in tokens):
            tokens.insert(0, "cross")  # `goat; alone; wolf`
        if tokens:
            chunks.append(tokens)
    if not chunks:
        return None
    if kind == "panel":  # `press A, C` and `A; C`
        if any(2 * sum(token in verbs for token in tokens) > len(tokens) for tokens in chunks):
            return None
        found: list[tuple[str | int, ...]] = [("press", letters[token]) for tokens in chunks for token in tokens if token not in verbs]
        return found if not counted or counted == len(found) else None
    plan: list[tuple[str | int, ...]] = []
    for tokens in chunks:
        plan += _actions(tokens, verbs, names, letters)
    if not all(plan) or (counted and counted != len(plan)):
        return None
    return [_meant(action) for action in plan]


def _uncounted(text: str) -> tuple[str, int]:
    """The text without the numbers 1, 2, 3, ... that count actions, and how many there are."""
    numbers = [int(found[1]) for found in _NUMBERED.finditer(text)]
    if numbers and numbers == list(range(1, len(numbers) + 1)):
        return _NUMBERED.sub(" ; ", text), len(numbers)
    return text, 0


def _actions(
    tokens: list[str], verbs: Mapping[str, str], names: Mapping[str, int], letters: Mapping[str, int]
) -> list[tuple[str | int, ...]]:
    """The actions of one part of a plan; an empty one where it has no verb. One verb alone may stand behind what it is about."""
    places = [place for place, token in enumerate(tokens) if token in verbs]

    def action(verb: str, about: list[str]) -> tuple[str | int, ...]:
        if not names or verbs[verb] == "go":
            return verbs[verb], *(letters.get(word, -1) for word in about)
        about = [word for word, following in zip(about, [*about[1:], ""], strict=False) if word != "a" or following not in names]
        things = [names[word] for word in about if word in names]
        return verbs[verb], *things, *(letters[word] for word in about if word not in names)

    if len(places) == 1:
        return [action(tokens[places[0]], [token for token in tokens if token not in verbs])]
    if not places or places[0] > 0:
        return [()]
    return [action(tokens[a], tokens[a + 1 : b]) for a, b in zip(places, [*places[1:], len(tokens)], strict=True)]


def _meant(action: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """`empty A into B` and `fill B from A` pour from A into B."""
    match action:
        case "empty", one, other:
            return "pour", one, other
        case "fill", one, other:
            return "pour", other, one
    return action
