"""The law of shortcuts, for every task: cheap policies win no more than the claims allow, and the claims allow little more than is won.

A claim is refuted when a true one would give what is seen with a chance below 1 in 10,000, at one level or over all of them. Members of a
family are worked on together, so a family counts as one trial."""

from chance import at_least, at_most
from drawing import candidates, claims, runs_programs

from synth.generators import registry
from synth.schemas.task import DIFFICULTIES

SURE = 1e-4
MANY, FEW = 150, 40
"""Problems that are tried at levels 1 to 3, and at the others."""
OF_PROGRAMS = 36, 10
"""The same where each answer is a program that is run."""


def generous(share: float) -> float:
    """The share that must at least be won for a claim of `share` to be more than a number that nothing could refute."""
    return (share - 0.05) / 2


def test_shortcuts_win_what_is_claimed_and_little_less(name, scale):
    task, shortcuts = registry.load(name), claims(name).SHORTCUTS
    assert len(shortcuts) >= 3, "at least three cheap policies"
    assert len({shortcut.name for shortcut in shortcuts}) == len(shortcuts)
    many, few = OF_PROGRAMS if runs_programs(name) else (MANY, FEW)
    wins, trials = [[0.0] * len(DIFFICULTIES) for _ in shortcuts], []
    for place, level in enumerate(DIFFICULTIES):
        problems = (many if level <= 3 else few) * scale
        families = [one.members for one in candidates(name, level, -(-problems // task.max_members))]
        trials.append(len(families))
        for members in families:  # all policies on one problem: what its verdict needs is worked out once
            for shortcut, won in zip(shortcuts, wins, strict=True):
                passed = sum(task.verify(member.problem, shortcut.policy(member.problem)).accepted for member in members)
                won[place] += passed / len(members)
    for shortcut, all_won in zip(shortcuts, wins, strict=True):
        assert len(shortcut.at_most) == len(DIFFICULTIES)
        for level, won, tried, claimed in zip(DIFFICULTIES, all_won, trials, shortcut.at_most, strict=True):
            seen = f"{shortcut.name!r} wins {won / tried:.2f} of {tried} at level {level}, claimed at most {claimed}"
            assert at_least(int(won), tried, claimed) > SURE, seen
            assert at_most(-int(-won // 1), tried, generous(claimed)) > SURE, f"{seen}: a claim that allows too much"
        claimed = sum(share * tried for share, tried in zip(shortcut.at_most, trials, strict=True)) / sum(trials)
        seen = f"{shortcut.name!r} wins {sum(all_won) / sum(trials):.2f} over all levels, claimed at most {claimed:.2f}"
        assert at_least(int(sum(all_won)), sum(trials), claimed) > SURE, seen
        assert at_most(-int(-sum(all_won) // 1), sum(trials), generous(claimed)) > SURE, f"{seen}: a claim that allows too much"
