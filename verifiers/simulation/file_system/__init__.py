"""File system: after a log of operations, which paths there are, which lines failed, who may read a file and which files somebody may read.

Refused for the first of: format (not a list of paths, names or line numbers), items (other ones than the right ones)."""

import re
from collections.abc import Callable, Sequence
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.parsers import lists
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain
from synth.verifiers.simulation import _states
from synth.verifiers.simulation._states import State
from synth.verifiers.simulation.file_system.system import Done, System, ordered

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Ask", "FileSystem", "Group", "answer", "proven", "run", "states", "verify", "verify_trace"]

TRACE_FORMAT = _states.trace_format(
    en="One line is due for each line of the log. `new` lists the paths that there are now and were not before, `old` the paths that are "
    "gone, both in alphabetical order, part by part; a directory brings along everything in it. After a change of rights, `set` lists what "
    "is now set at that place, in alphabetical order, `+` for allowed and `-` for forbidden; after a change of a group, `in` lists its "
    "members in alphabetical order. What does not change is left out. A line that fails has `ok = no` alone.",
    zh="日志里的每一行都要写一行。`new` 列出新出现的路径，`old` 列出消失的路径，都逐级按字母顺序排列，"
    "目录连同其中的所有内容一起列出。改变权限之后，`set` 按字母顺序列出该处现有的规定，`+` 表示允许，`-` 表示禁止；"
    "改变组之后，`in` 按字母顺序列出组里的用户。没有变化的不写。失败的行只写 `ok = no`。",
    example=(
        State((("new", "[b/c.txt]"), ("old", "[a/c.txt]")), "step 1"),
        State((("ok", "no"),), "step 2"),
        State((("set", "[u:+]"),), "step 3"),
    ),
)
LONGEST = 4_000
"""Characters of an answer after its decorations are off."""

_NAME = r"[a-z]{1,10}(?:\.[a-z]{1,4})?"
_PATH = rf"{_NAME}(?:/{_NAME}){{0,7}}"
Name = Annotated[str, Meta(pattern=r"\A[a-z]{2,10}\Z")]
Path = Annotated[str, Meta(pattern=rf"\A{_PATH}\Z")]
Entry = Annotated[str, Meta(pattern=rf"\A{_PATH}/?\Z")]
Line = Annotated[
    str,
    Meta(
        pattern=rf"\A(?:(?:mkdir|create|clear) {_PATH}|delete (?:{_PATH}|{_PATH}/\*\.[a-z]{{1,4}})"
        rf"|(?:move|copy) (?:{_PATH}|{_PATH}/\*\.[a-z]{{1,4}}) {_PATH}|link {_PATH} {_PATH}"
        rf"|(?:allow|deny) [a-z]{{2,10}} {_PATH}|(?:join|leave) [a-z]{{2,10}} [a-z]{{2,10}})\Z"
    ),
]
Ask = Literal["tree", "failed", "readers", "readable"]


class Group(Frozen, frozen=True):
    name: Name
    """`staff`."""
    users: Annotated[tuple[Name, ...], Meta(max_length=8)]


class FileSystem(Problem, frozen=True):
    start: Annotated[tuple[Entry, ...], Meta(min_length=1, max_length=20)]
    """The tree before the log: directories (`docs/`) before what is in them, and files (`docs/a.txt`)."""
    users: Annotated[tuple[Name, ...], Meta(max_length=8)]
    """Nobody where the log sets no rights."""
    groups: Annotated[tuple[Group, ...], Meta(max_length=5)]
    open: bool
    """Whether everybody may read what nothing is set for."""
    log: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=40)]
    ask: Ask
    """All paths at the end; the numbers of the lines that failed; the users who may read files; the files that a user may read."""
    about: Annotated[tuple[Path, ...], Meta(max_length=4)]
    """The files for `readers`, the user for `readable`, else nothing."""

    def __post_init__(self) -> None:
        names = [group.name for group in self.groups]
        if len({*names, *self.users}) < len(names) + len(self.users):
            raise ValueError("a name stands for one user or group")
        if any(not set(group.users) <= set(self.users) or len(set(group.users)) < len(group.users) for group in self.groups):
            raise ValueError("members of groups are users")
        for line in self.log:
            what, *words = line.split(" ")
            if what in ("join", "leave") and (words[0] not in self.users or words[1] not in names):
                raise ValueError("no such user or group")
            if what in ("allow", "deny") and words[0] not in (*self.users, *names):
                raise ValueError("no such user or group")
        if len(self.about) != len(set(self.about)) or (len(self.about) == 0) == (self.ask in ("readers", "readable")):
            raise ValueError("something to ask about, where it is asked about")
        system = run(self)[1]
        if self.ask == "readers" and not set(self.about) <= set(system.files()):
            raise ValueError("files that there are at the end")
        if self.ask == "readable" and (len(self.about) > 1 or not set(self.about) <= set(self.users)):
            raise ValueError("one user")


@kept
def run(problem: FileSystem) -> tuple[tuple[Done, ...], System]:
    """What each line did, and the system at the end. Raises ValueError where the tree grows too large."""
    system = System(problem.start, [(group.name, group.users) for group in problem.groups], problem.open)
    return tuple(map(system.take, problem.log)), system


Part = tuple[str, tuple[str, ...]]
Readers = Callable[[str, Sequence[str]], Sequence[str]]


def answer(problem: FileSystem) -> tuple[Part, ...]:
    """What is asked for: for `readers` the users for each file, else the only list, under no name."""
    return asked(problem, *run(problem))


def asked(problem: FileSystem, done: Sequence[Done], system: System, readers: Readers | None = None) -> tuple[Part, ...]:
    """What is asked for, in a course of things. readers: who of some users may read a path, where that is not as the system says."""
    readers = readers or system.readers
    if problem.ask == "readers":
        return tuple((path, tuple(readers(path, problem.users))) for path in problem.about)
    if problem.ask == "failed":
        return (("", tuple(str(number) for number, one in enumerate(done, 1) if not one.ok)),)
    if problem.ask == "tree":
        return (("", ordered(system.paths())),)
    return (("", ordered([path for path in system.files() if readers(path, problem.about)])),)


@kept
def states(problem: FileSystem) -> tuple[State, ...]:
    """What each line changes."""
    return told(run(problem)[0])


def told(done: Sequence[Done]) -> tuple[State, ...]:
    """What lines change."""
    found = list[State]()
    for number, one in enumerate(done, 1):
        values = [(name, f"[{', '.join(ordered(paths))}]") for name, paths in (("new", one.new), ("old", one.old)) if paths]
        found.append(State((*values, *one.told) if one.ok else (("ok", "no"),), f"step {number}"))
    return tuple(found)


FILLING = frozenset(
    "and are be by can directories directory fail failed failing fails file files final following folder folders has have in is line lines "
    "may number numbers only path paths read readable reader readers root row rows step steps the there these tree user users".split()
)
NOTHING = frozenset({"none", "nobody", "nothing", "empty"})
_READER = Reader(
    WORDS
    | dict.fromkeys("没有人 无人 谁都不能 没人 没有任何人 没有文件".split(), "nobody")
    | dict.fromkeys(
        "能读 可以读 可读 能够读 能读取 可以读取 读取 文件 目录 路径 用户 失败 的 是 为 有 操作 行号 编号 最终 最后 "
        "分别 如下 可以 能 读 被 只有".split(),
        "files",
    )
)


_HIDDEN = re.compile(r"(?<![^\s,;:])\.\w")
"""`.docs`, which is not `docs`."""


def _tokens(text: str) -> list[str]:
    """Words, with the slash at either end of a path off."""
    bare = (re.sub(r"\A\.?/+|[:./=]+\Z", "", word) for word in lists.words(re.sub(r"[:=]", " ", text)))
    return [word for word in bare if word.strip("-")]


def _read(problem: FileSystem, answer_text: str) -> tuple[Part, ...] | None:
    """The lists of an answer, in the order of the problem; None where there is something that stands in none."""
    text = plain(answer_text, _READER)
    if len(text) > LONGEST or _HIDDEN.search(text):
        return None
    if problem.ask != "readers":
        pattern = r"\d{1,3}" if problem.ask == "failed" else _PATH
        found = [word for word in _tokens(text) if word.lower() not in FILLING and word != (problem.about or ("",))[0]]
        if [word.lower() for word in found] in (["none"], ["nothing"], ["empty"]) or (not found and re.search(r"\[\s*\]", text)):
            return (("", ()),)
        fits = found and all(re.fullmatch(pattern, word) for word in found) and len(set(found)) == len(found)
        return (("", tuple(found)),) if fits else None
    return _by_file(problem, _tokens(text))


def _by_file(problem: FileSystem, words: Sequence[str]) -> tuple[Part, ...] | None:
    """Users behind each file."""
    found: dict[str, list[str]] = {}
    place = found.setdefault(problem.about[0], []) if len(problem.about) == 1 and problem.about[0] not in words else None
    for word in words:
        if word in problem.about:
            if word in found:
                return None
            place = found[word] = []
        elif word.lower() in problem.users or word.lower() in NOTHING:
            if place is None:
                return None
            place.append(word.lower())
        elif word.lower() not in FILLING:
            return None
    if found.keys() != set(problem.about):
        return None
    parts = list[Part]()
    for path in problem.about:
        users = found[path]
        nobody = [user for user in users if user in NOTHING and user not in problem.users]
        if not users or len(set(users)) < len(users) or (nobody and len(users) > 1):
            return None
        parts.append((path, () if nobody else tuple(users)))
    return tuple(parts)


def verify(problem: FileSystem, answer_text: str) -> Verdict:
    read = _read(problem, answer_text)
    if read is None:
        return refuse("format")
    gold = answer(problem)
    return ACCEPT if [sorted(part) for _, part in read] == [sorted(part) for _, part in gold] else refuse("items")


def verify_trace(problem: FileSystem, completion: str) -> TraceVerdict:
    """The verdict on lines in TRACE_FORMAT; its reasons stand in `_states.judge`."""
    return _states.judge(problem, completion, verify, states(problem))


def proven(problem: FileSystem, completion: str) -> Proven:
    """How much of the log is worked off; see `synth.verifiers.score_steps`."""
    return _states.proven(completion, states(problem))


_START = ("docs/", "docs/plan.txt", "docs/list.txt", "old/", "note.md")
_LOG = ("move docs/plan.txt old", "copy old docs", "delete docs/list.txt", "move plan.txt note.txt", "mkdir new")
_TREE = FileSystem(_START, (), (), False, _LOG, "tree", ())
_FAILED = FileSystem(_START, (), (), False, (*_LOG, "mkdir new"), "failed", ())
_STAFF = (Group("staff", ("ana", "bo")), Group("web", ("bo", "cleo")))
_RIGHTS = ("allow staff docs", "deny web docs/plan.txt", "allow cleo docs/list.txt", "move docs/list.txt old")
_WHO = FileSystem(_START, ("ana", "bo", "cleo"), _STAFF, False, _RIGHTS, "readers", ("docs/plan.txt", "old/list.txt"))
_WHAT = FileSystem(_START, ("ana", "bo", "cleo"), _STAFF, False, (*_RIGHTS, "allow ana old"), "readable", ("ana",))

EXAMPLES = (
    (_TREE, "docs docs/old docs/old/plan.txt new note.md old old/plan.txt", ""),
    (_TREE, "docs/\ndocs/old/\ndocs/old/plan.txt\nnew/\nnote.md\nold/\nold/plan.txt", ""),
    (_TREE, "/note.md, /docs, /docs/old, /docs/old/plan.txt, /new, /old, /old/plan.txt", ""),
    (_TREE, '["docs", "docs/old", "docs/old/plan.txt", "new", "note.md", "old", "old/plan.txt"]', ""),
    (_TREE, "The final paths are: docs, docs/old, docs/old/plan.txt, new, note.md, old and old/plan.txt.", ""),
    (_FAILED, "4 6", ""),
    (_FAILED, "lines 4 and 6", ""),
    (_WHO, "docs/plan.txt: ana; old/list.txt: cleo", ""),
    (_WHO, '{"old/list.txt": ["cleo"], "docs/plan.txt": ["ana"]}', ""),
    (_WHO, "- /docs/plan.txt: ana\n- /old/list.txt: cleo", ""),
    (_WHAT, "docs/plan.txt old/list.txt", ""),
    (_WHAT, "ana can read docs/plan.txt and old/list.txt", ""),
    (_TREE, "", "format"),
    (_TREE, "docs or old", "items"),
    (_TREE, "docs docs/plan.txt docs/list.txt old note.md", "items"),
    (_TREE, "docs docs/old docs/old/plan.txt docs/old new note.md old old/plan.txt", "format"),
    (_TREE, "everything!", "format"),
    (_FAILED, "4", "items"),
    (_FAILED, "none", "items"),
    (_FAILED, "docs", "format"),
    (_WHO, "ana: docs/plan.txt; cleo: old/list.txt", "format"),
    (_WHO, "docs/plan.txt: ana bo; old/list.txt: cleo", "items"),
    (_WHO, "docs/plan.txt: nobody; old/list.txt: cleo", "items"),
    (_WHO, "docs/plan.txt: ana", "format"),
    (_WHO, ".docs/plan.txt: ana; old/list.txt: cleo", "format"),
    (_WHO, "docs/plan.txt: ana; old/list.txt: not cleo", "format"),
    (_WHAT, "docs/plan.txt", "items"),
    (_FAILED, "第 4 行和第 6 行", ""),
    (_FAILED, "失败的是第4、6行", ""),
    (_WHO, "docs/plan.txt：ana；old/list.txt：cleo", ""),
    (_WHO, "docs/plan.txt：ana 可以读；old/list.txt：cleo 可以读", ""),
    (_WHAT, "答案是：docs/plan.txt、old/list.txt。", ""),
    (_WHAT, "docs/plan.txt 和 old/list.txt", ""),
    (_FAILED, "第 4 行", "items"),
    (_WHO, "docs/plan.txt：没有人；old/list.txt：cleo", "items"),
    (_WHAT, "不知道", "format"),
)
