"""File systems: each rule on a log that a person can follow, and the tree against the oracle on logs that nobody drew with care."""

import json
from collections import Counter
from random import Random

import pytest
from drawing import members

from synth.generators import registry
from synth.generators.prompts import render
from synth.generators.simulation.file_system import LEVELS, generate
from synth.generators.simulation.file_system.drawing import Log
from synth.pipelines.oracles.simulation import file_system as judge
from synth.verifiers.simulation.file_system import FileSystem, Group, answer, run, states, verify
from synth.verifiers.simulation.file_system.system import System

START = ("a/", "b/", "a/x.txt", "a/y.txt", "b/y.txt")
TREES = (
    ("move a/x.txt b", "a a/y.txt b b/x.txt b/y.txt"),
    ("move a/x.txt z.txt", "a a/y.txt b b/y.txt z.txt"),
    ("move a/y.txt b", "a a/x.txt a/y.txt b b/y.txt"),  # there is one
    ("move a b", "b b/a b/a/x.txt b/a/y.txt b/y.txt"),
    ("move a c", "b b/y.txt c c/x.txt c/y.txt"),
    ("move a a", "a a/x.txt a/y.txt b b/y.txt"),  # into itself
    ("copy a a/z", "a a/x.txt a/y.txt b b/y.txt"),
    ("copy a b", "a a/x.txt a/y.txt b b/a b/a/x.txt b/a/y.txt b/y.txt"),
    ("copy a a/x.txt", "a a/x.txt a/y.txt b b/y.txt"),
    ("delete a", "b b/y.txt"),
    ("create c/z.txt", "a a/x.txt a/y.txt b b/y.txt"),  # no such directory
    ("create a/x.txt/z.txt", "a a/x.txt a/y.txt b b/y.txt"),  # a file holds nothing
    ("move a/*.txt b", "a a/y.txt b b/x.txt b/y.txt"),
    ("move a/*.txt c", "a a/x.txt a/y.txt b b/y.txt"),
    ("delete a/*.txt", "a b b/y.txt"),
    ("delete a/*.md", "a a/x.txt a/y.txt b b/y.txt"),
    ("link a b", "a a/x.txt a/y.txt b b/y.txt"),
    ("link a/x.txt b", "a a/x.txt a/y.txt b b/x.txt b/y.txt"),
)


@pytest.mark.parametrize(("line", "expected"), TREES)
def test_a_line(line, expected):
    tree = FileSystem(START, (), (), False, (line,), "tree", ())
    assert answer(tree) == (("", tuple(expected.split())),)
    assert run(tree)[0][0].ok == (expected != "a a/x.txt a/y.txt b b/y.txt")


RIGHTS = (
    ("allow staff a", "ana bo"),
    ("allow staff a, deny web a/x.txt", "ana"),  # bo is in both, and the nearest place counts
    ("deny web a, allow bo a", "bo"),  # by name before by group
    ("allow staff a, deny web a", "ana"),  # no before yes
    ("allow staff a, deny staff a, allow ana a", "ana"),  # the later one
    ("allow web a, clear a", ""),
    ("allow web b, move a b, move b/a/x.txt a.txt, move a.txt b/x.txt, link b/x.txt q.txt, mkdir a, move q.txt a/x.txt", ""),
    ("allow web a/x.txt, copy a c, delete a, move c a", ""),  # copies have no rights
    ("allow web a/x.txt, link a/x.txt b, delete a/x.txt, move b/x.txt a", "bo cleo"),
    ("link a/x.txt b, allow cleo b/x.txt", "cleo"),
    ("allow web a, join ana web", "ana bo cleo"),
    ("allow web a, leave bo web", "cleo"),
)


@pytest.mark.parametrize(("lines", "expected"), RIGHTS)
def test_rights(lines, expected):
    groups = (Group("staff", ("ana", "bo")), Group("web", ("bo", "cleo")))
    problem = FileSystem(START, ("ana", "bo", "cleo"), groups, False, tuple(lines.split(", ")), "readers", ("a/x.txt",))
    assert answer(problem) == (("a/x.txt", tuple(expected.split())),)


def random_problem(rng):
    folders, files = ["a", "b", "a/b", "b/a", "b/a/b"], ["x.txt", "a/x.txt", "b/y.md", "a/y.md", "a/b/x.txt", "b/a/x.txt", "y.md"]

    def line():
        any_path = rng.choice(folders + files)
        what = rng.choice(("mkdir", "create", "move", "copy", "link", "delete", "allow", "deny", "clear", "join", "leave", "pattern"))
        if what in ("allow", "deny"):
            return f"{what} {rng.choice(('ana', 'bo', 'cleo', 'staff', 'web'))} {any_path}"
        if what in ("join", "leave"):
            return f"{what} {rng.choice(('ana', 'bo', 'cleo'))} {rng.choice(('staff', 'web'))}"
        if what == "pattern":
            source = f"{rng.choice(folders)}/*.{rng.choice(('txt', 'md'))}"
            return rng.choice((f"delete {source}", f"move {source} {any_path}", f"copy {source} {any_path}"))
        if what == "delete" and rng.random() < 0.6:
            what = "create"
        return f"{what} {any_path}" + (f" {rng.choice(folders + files)}" if what in ("move", "copy", "link") else "")

    groups = (Group("staff", ("ana", "bo")), Group("web", ("bo", "cleo")))
    ask = rng.choice(("tree", "failed", "readable"))
    lines = tuple(line() for _ in range(rng.randint(1, 30)))
    return FileSystem(START, ("ana", "bo", "cleo"), groups, rng.random() < 0.5, lines, ask, ("bo",) if ask == "readable" else ())


def test_the_oracle_agrees_on_any_log(scale):
    agreed = 0
    for number in range(800 * scale):
        try:
            problem = random_problem(Random(number))
        except ValueError:  # the tree has grown too large
            continue
        gold = {name: sorted(items) for name, items in answer(problem)}
        assert {name: sorted(items) for name, items in judge._answer(json.loads(problem.to_json())).items()} == gold, problem
        agreed += 1
    assert agreed > 500 * scale


@pytest.mark.parametrize("level", range(1, 11))
def test_logs_are_worth_following(level):
    for sample in members("simulation/file_system", level, 20):
        done, system = run(sample.problem)
        assert sum(one.ok for one in done) >= 0.5 * len(done)
        assert len(system.paths()) <= 20
        for path, users in answer(sample.problem):
            assert users and (not path or len(users) < len(sample.problem.users))


def test_prompts_speak_only_of_what_the_log_does():
    task = registry.load("simulation/file_system")
    told = {"delete": ("Deleting a directory", "to delete"), "move": ("its goal",), "copy": ("its goal",), "link": ("or link)", "link,")}
    for sample in members("simulation/file_system", 1, 40):
        kinds, prompt = {line.split(" ")[0] for line in sample.problem.log}, render(task, sample.problem, Random(1))
        words = {word for kind in kinds for word in told.get(kind, ())}
        assert {word for each in told.values() for word in each if word in prompt} <= words


@pytest.mark.parametrize(
    "lines", [tuple(f"copy {one} {other}/{name}" for name in "cdefgh" for one, other in ("ab", "ba")), ("allow dan a",), ("join ana ops",)]
)
def test_what_leads_nowhere_is_no_problem(lines):
    with pytest.raises(ValueError, match=r"."):
        FileSystem(START, ("ana",), (), False, lines, "tree", ())


@pytest.mark.parametrize(
    "text", ["a a/x.txt", "not a a/x.txt b", "a a/x.txt b b", "a, a/x.txt, b or c", "a a/x.txt b | c", "a a/x.txt b ❌"]
)
def test_other_lists_are_refused(text):
    problem = FileSystem(("a/", "a/x.txt", "b/"), (), (), False, ("create a/x.txt",), "tree", ())
    assert verify(problem, "a a/x.txt b").accepted
    assert not verify(problem, text).accepted


@pytest.mark.parametrize(
    ("groups", "ask", "about"),
    [
        ((Group("ops", ("bo",)),), "tree", ()),
        ((Group("ops", ("ana", "ana")),), "tree", ()),
        ((), "readers", ()),
        ((), "tree", ("a/x.txt",)),
        ((), "readers", ("a/x.txt", "a/x.txt")),
    ],
)
def test_questions_that_make_no_sense_are_refused(groups, ask, about):
    with pytest.raises(ValueError, match=r"members|something"):
        FileSystem(("a/", "a/x.txt"), ("ana",), groups, False, ("create a/y.txt",), ask, about)


def test_the_lines_of_a_trace():
    log = ("move a/x.txt b", "allow bo b/x.txt", "deny ana b/x.txt", "delete a")
    problem = FileSystem(("a/", "a/x.txt", "b/"), ("ana", "bo"), (), False, log, "tree", ())
    assert [str(state) for state in states(problem)] == [
        "step 1: new = [b/x.txt]; old = [a/x.txt]",
        "step 2: set = [bo:+]",
        "step 3: set = [ana:-, bo:+]",
        "step 4: old = [a]",
    ]


def test_a_file_without_users_is_no_list():
    problem = FileSystem(("a.txt", "b.txt"), ("ana",), (), True, ("deny ana a.txt",), "readers", ("a.txt", "b.txt"))
    assert verify(problem, "a.txt: nobody; b.txt: ana").accepted
    assert not verify(problem, "a.txt: ; b.txt: ana").accepted


@pytest.mark.parametrize("level", [3, 5, 6, 10])
def test_each_question_is_as_frequent(level):
    asked = Counter(generate(Random(f"{level} {seed}"), LEVELS[level - 1]).problem.ask for seed in range(40))
    assert len(asked) == 2
    assert min(asked.values()) > 8


def test_lines_that_clear_or_change_groups_change_who_may_read():
    rng, users = Random(5), ("ana", "bo", "cleo")
    log = Log(rng, users, ["dev"], 0, users)
    system = System(["docs/", "docs/a.txt"], [("dev", ["ana"])], False)
    assert not log.changes(system, "clear docs/a.txt")
    assert not log.changes(system, "join bo dev")
    system.take("allow dev docs")
    assert log.changes(system, "join bo dev")
    assert log.changes(system, "clear docs")
    assert system.readers("docs/a.txt", users) == ("ana",)
    assert not Log(rng, users, ["dev"], 0, ["cleo"]).changes(system, "join bo dev")
