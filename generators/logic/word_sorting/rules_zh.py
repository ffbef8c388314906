"""The words by which a Chinese prompt of word sorting states its rules."""

from synth.verifiers.logic.word_sorting import WordSorting

NAME = "新字母表"
_WHICH = {"first": "第一个", "second": "第二个", "last": "最后一个"}


def words(problem: WordSorting) -> str:
    """All words with their pinyin, in the order in which they are shown."""
    return "(、|，|\n)".join(f"{word}（{pinyin}）" for word, pinyin in zip(problem.words, problem.pinyin, strict=False))


def _change(step: str) -> str:
    """The words for one change of the alphabet."""
    kind, *rest = step.split(" ")
    if kind == "swap":
        return f"(把 {rest[0]} 和 {rest[1]} 的位置对调|交换 {rest[0]} 和 {rest[1]})"
    if kind in ("after", "before"):
        one, two = rest
        return f"(把 {one} 移到|取出 {one}，重新插到)紧挨着 {two} 的{'后面' if kind == 'after' else '前面'}"
    if kind in ("first", "last"):
        return f"(把 {rest[0]} 移到|让 {rest[0]} 排到)最{'前面' if kind == 'first' else '后面'}"
    if kind == "reverse":
        return "(把整个字母表颠倒过来|把 26 个字母的顺序全部颠倒)"
    if kind == "rotate":
        return f"(把最前面的 {rest[0]} 个字母按原来的先后移到末尾|截下最前面的 {rest[0]} 个字母，原样接到末尾)"
    return f"(把这些字母按这里写的顺序提到最前面|让字母表以这些字母开头，顺序如下，其余字母的先后不变)：{'、'.join(rest[0])}"


def alphabet(problem: WordSorting) -> str:
    """The letters from which the changes start and the changes, numbered, in turn."""
    given = problem.steps[0].startswith("order ")
    start = " ".join(problem.steps[0][6:]) if given else r"从普通的字母表（a 到 z）开始"
    changes = problem.steps[given:]
    if not changes:
        return f"{NAME}(从第一个字母到最后一个字母是|，从头到尾)：{start}"
    return start + "".join(rf"[^\n]*\n+{number}\. [^\n0-9]*{_change(step)}" for number, step in enumerate(changes, 1))


def _key(by: str, rising: bool) -> str:
    """The words for one key and its direction."""
    few = f"[^\\n]*：{'少' if rising else '多'}的排在前面"
    earlier = f"字母在{NAME}中靠{'前' if rising else '后'}的"
    if by == "length":
        return f"拼音的(字母个数|长度（字母个数）){few}"
    if by in ("vowels", "distinct"):
        return f"拼音里{'元音' if by == 'vowels' else '不同'}字母的个数{few}"
    if by in _WHICH:
        return f"拼音的{_WHICH[by]}字母：{_WHICH[by]}{earlier}排在前面"
    if by in ("earliest", "latest"):
        return f"拼音里在{NAME}中位置最靠{'前' if by == 'earliest' else '后'}的那个字母：这个{earlier}排在前面"
    if by == "sum":
        return rf"拼音所有字母在{NAME}中的位置之和[^\n]*：和{'小' if rising else '大'}的排在前面"
    side, part = ("从左到右", "开头") if by == "alphabet" else ("从右到左", "结尾")
    return rf"{side}比较拼音：[^\n]*{earlier}词语排在前面；[^\n]*另一个拼音的{part}，{'短' if rising else '长'}的排在前面"


def keys(problem: WordSorting) -> str:
    """All keys, numbered where there are several."""
    if len(problem.keys) == 1:
        return _key(problem.keys[0][0], problem.keys[0][1] == "up")
    return r"\n+".join(rf"{number}\. {_key(by, direction == 'up')}[^\n]*" for number, (by, direction) in enumerate(problem.keys, 1))
