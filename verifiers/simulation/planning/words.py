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
    "jugs": "jug jugs from tap water into to the brim sink out up completely of down and",
    "crossing": "with alone boatman boat river over across back and nobody nothing none empty by himself",
    "rooms": "room to robot up down from in into here there and",
    "panel": "button buttons and",
}
_IDLE = frozenset(
    "the then plan is are step steps action actions first next finally now it he shortest sequence following solution".split()
)
Action = tuple[str | int, ...]
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
_BETWEEN = re.compile(r"\b((?:from\s+)?[a-j])\s*(?:[-=]{1,3}>|[→⇒⟶])(?=\s*[a-j]\b)")
"""An arrow between two jugs, rooms or buttons: it parts no actions."""
_COUNT = re.compile(r"\s*\((?:\d{1,3} (?:actions|steps|crossings|moves|presses)|共 ?\d{1,3})\)\Z")
_ALONE = frozenset(("alone", "nobody", "none", "nothing"))
_NUMBERED = re.compile(r"(?<![\w.])(?:step\s*)?[(#]?(\d{1,3})\s*[.):,]*(?=\s|[a-z]|$)")


def read(answer: str, kind: str, names: Mapping[str, int], letters: Mapping[str, int]) -> list[Action] | None:
    """The actions of a plan in a world of that kind, in order; None for anything else. names: cargo and things by their words; letters:
    jugs, rooms or buttons. Verbs part actions where nothing else does; numbers may only count."""
    text = _COUNT.sub("", plain(answer, _READER).lower())
    if len(text) > LONGEST:
        return None
    text = _uncounted(_ARROW.sub(" ; ", _BETWEEN.sub(r"\1 ", text)))
    if not _TEXT.fullmatch(text):
        return None
    verbs, idle = _SAME[kind], _IDLE.union(_FILLERS[kind].split())
    plan: list[Action] = []
    for part in re.split(r"[;\n]|\.(?=\s|$)", text):
        said = [re.findall(r"[a-z]+|\d+", piece) for piece in part.split(",")]
        words = [[w for w in piece if w in verbs or w in names or w in letters or w not in idle] for piece in said]
        whole = [word for piece in words for word in piece]
        if any(word not in verbs and word not in names and word not in letters for word in whole):
            return None
        if kind == "crossing" and not any(word in verbs for word in whole) and (whole or _ALONE.intersection(*said)):
            whole, words = ["cross", *whole], []  # `goat; alone; wolf`
        one_each = words and all(sum(word in verbs for word in piece) == 1 for piece in words if piece)
        for piece in words if one_each else [whole]:
            actions = _pressed(piece, verbs, letters) if kind == "panel" else _actions(piece, verbs, names, letters)
            if actions is None:
                return None
            plan += actions
    return plan or None


def _uncounted(text: str) -> str:
    """The text without the numbers 1, 2, 3, ... that count actions."""
    numbers = [int(found[1]) for found in _NUMBERED.finditer(text)]
    return _NUMBERED.sub(" ; ", text) if numbers == list(range(1, len(numbers) + 1)) else text


def _pressed(tokens: list[str], verbs: Mapping[str, str], letters: Mapping[str, int]) -> list[Action] | None:
    """Buttons in a row, with a verb before each, before all, or none: `press A, C`."""
    if 2 * sum(token in verbs for token in tokens) > len(tokens):
        return None
    return [("press", letters[token]) for token in tokens if token not in verbs]


def _actions(tokens: list[str], verbs: Mapping[str, str], names: Mapping[str, int], letters: Mapping[str, int]) -> list[Action] | None:
    """The actions of one part of a plan; None where a verb is missing. One verb alone may stand behind what it is about."""
    places = [place for place, token in enumerate(tokens) if token in verbs]
    if len(places) == 1:
        tokens = [tokens[places[0]], *(token for token in tokens if token not in verbs)]
        places = [0]
    if tokens and places[:1] != [0]:
        return None
    found: list[Action] = []
    for start, end in zip(places, [*places[1:], len(tokens)], strict=False):
        found += _meant(verbs[tokens[start]], tokens[start + 1 : end], names, letters)
    return found


def _meant(verb: str, about: list[str], names: Mapping[str, int], letters: Mapping[str, int]) -> list[Action]:
    """`empty A into B` and `fill B from A` pour from A into B; several things are taken one after another."""
    if not names or verb == "go":
        places = [letters.get(word, -1) for word in about]
        if verb in ("empty", "fill") and len(places) == 2:
            return [("pour", *(places if verb == "empty" else places[::-1]))]
        return [(verb, *places)]
    about = [word for word, following in zip(about, [*about[1:], ""], strict=False) if word != "a" or following not in names]
    things = [names[word] for word in about if word in names]
    rooms = [letters[word] for word in about if word not in names]
    if verb == "cross" or not things:
        return [(verb, *things)]  # letters are rooms: `drop B` names no thing
    return [(verb, thing, *rooms) for thing in things]
