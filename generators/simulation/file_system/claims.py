"""What file systems claim: their rules in words, what cheap policies win, and which logs are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.simulation.file_system.cheap import POLICIES, UNSEEN
from synth.generators.simulation.file_system.drawing import EXTENSIONS, FILES, FOLDERS, GROUPS, USERS
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.simulation.file_system import FileSystem, Group


def _does(*words: str) -> Callable[[FileSystem], bool]:
    return lambda problem: any(line.split(" ")[0] in words for line in problem.log)


def _start(problem: FileSystem) -> str:
    return r"[,、]\s?".join(map(re.escape, problem.start))


def _rights(problem: FileSystem) -> bool:
    return bool(problem.users)


_INTO = _does("move", "copy", "link")
RULES = (
    Rule("items", dict.fromkeys(("en", "zh"), _start)),
    Rule("items", {"en": r"unless Q is a directory that exists at that moment", "zh": r"如果 Q 此时是已有的目录"}, _INTO),
    Rule("items", {"en": r"makes new files and directories of the same names", "zh": r"建立同名的新文件和新目录"}, _INTO),
    Rule("items", {"en": r"deletes everything in it", "zh": r"其中的一切都一并删除"}, _does("delete")),
    Rule("items", {"en": r"fails changes nothing", "zh": r"失败的行不改变任何东西"}),
    Rule("items", {"en": r"exists already", "zh": r"已经存在"}),
    Rule("items", {"en": r"directory in which that would stand does not exist", "zh": r"所在的目录不存在"}),
    Rule("items", {"en": r"goal is P itself or lies inside P", "zh": r"目标就是 P 本身或者在 P 里面"}, _INTO),
    Rule("items", {"en": r"names of one and the same file", "zh": r"指同一个文件"}, _does("link")),
    Rule(
        "items",
        {"en": r"fails as a whole only if that fails for each of them", "zh": r"只有对每个文件执行都失败"},
        lambda p: any("*" in line for line in p.log),
    ),
    Rule("items", {"en": r"a copy begins with nothing set", "zh": r"复制出来的文件和目录上没有任何规定"}, _rights),
    Rule("items", {"en": r"the first of these at which something is set", "zh": r"其中第一个对该用户或其所在的组有规定"}, _rights),
    Rule("items", {"en": r"for the user by name, that holds", "zh": r"点名规定了该用户，就照办"}, _rights),
    Rule("items", {"en": r"unless one of the user's groups is forbidden", "zh": r"没有一个在那里被禁止"}, _rights),
    Rule("items", {"en": r"the user may read the file\.", "zh": r"该用户可以读。"}, lambda p: _rights(p) and p.open),
    Rule("items", {"en": r"the user may not read the file\.", "zh": r"该用户不能读。"}, lambda p: _rights(p) and not p.open),
    Rule("items", {"en": r"is in the group already", "zh": r"已经在组里"}, _does("join", "leave")),
    Rule("format", {"en": r"separated by spaces", "zh": r"用空格隔开"}),
)

_EASY = {
    "moved things stay, too": (0.05, 0.03, 0.25),
    "nothing goes into directories": (0.83, 0.2, 0.2),
}
_UNSEEN = {
    "lines that copy overlooked": (0.0,) * 5 + (0.42, 0.48, 0.52, 0.56, 0.57),
    "lines that delete overlooked": (0.0,) * 5 + (0.58, 0.66, 0.77, 0.82, 0.9),
    "lines that make directories overlooked": (0.0,) * 5 + (0.44, 0.48, 0.51, 0.47, 0.51),
}
SHORTCUTS = (
    *(Shortcut(name, policy, (*_EASY.get(name, (0.01,) * 3), *(0.01,) * 7)) for name, policy in POLICIES.items()),
    *(Shortcut(name, policy, _UNSEEN[name]) for name, policy in UNSEEN.items()),
)


def copies(problem: FileSystem, rng: Random) -> Iterator[FileSystem]:
    """Other names for directories, files, endings, users and groups; the files asked about in another order."""
    for _ in range(2):
        names: dict[str, str] = {}
        for pool in (FOLDERS, FILES, USERS, GROUPS):
            names |= dict(zip(pool, rng.sample(pool, len(pool)), strict=True))
        names |= {f".{one}": f".{other}" for one, other in zip(EXTENSIONS, rng.sample(EXTENSIONS, len(EXTENSIONS)), strict=True)}

        def renamed(text: str, names: dict[str, str] = names) -> str:
            return re.sub(r"\.?[a-z]+", lambda found: names.get(found[0], found[0]), text)

        yield FileSystem(
            tuple(map(renamed, problem.start)),
            tuple(map(renamed, problem.users)),
            tuple(Group(renamed(group.name), tuple(map(renamed, group.users))[::-1]) for group in problem.groups),
            problem.open,
            tuple(" ".join([line.split(" ")[0], *map(renamed, line.split(" ")[1:])]) for line in problem.log),
            problem.ask,
            tuple(map(renamed, problem.about))[::-1],
        )


def different(problem: FileSystem, rng: Random) -> Iterator[FileSystem]:
    """A line less, another line, another default."""
    if problem.ask in ("tree", "failed"):
        yield replace(problem, log=problem.log[:-1])
        yield replace(problem, log=(*problem.log, "mkdir extra"))
        yield replace(problem, ask="failed" if problem.ask == "tree" else "tree")
    else:
        yield replace(problem, open=not problem.open)
        yield replace(problem, log=(*problem.log, f"allow {rng.choice(problem.users)} {problem.start[0].rstrip('/')}"))
