"""Planted defects: real tasks with one piece exchanged, and the laws that must catch it, no more and no fewer. One file: a table, though a long one.

A law that no planted defect shows to fail may be one that cannot fail."""

import dataclasses
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, get_args

import drawing
import msgspec
import pytest

from synth.generators import prompts, registry
from synth.pipelines.run import produce
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard
from synth.schemas.verdict import ACCEPT, refuse
from synth.verifiers import reward
from synth.verifiers.logic.game_of_24 import GameOf24

GAME, LIES, SUDOKU, INFERENCE, THEMES = "logic/game_of_24", "logic/web_of_lies", "logic/sudoku", "honest/logical_inference", "math/optimum"
MODULAR = "math/modular"


class Plant:
    """Where defects are put: changes that are undone after the test."""

    def __init__(self, patch: pytest.MonkeyPatch, folder: Path) -> None:
        self.patch, self.folder = patch, folder

    def task(self, name: str, **changes: Any) -> None:
        """The task stands under its name with some fields of its `Task` exchanged."""
        changed, load = dataclasses.replace(registry.load(name), **changes), registry.load
        self.patch.setattr(registry, "load", lambda asked: changed if asked == name else load(asked))

    def sample(self, name: str, change: Callable[[Any], Any]) -> None:
        """The generator's samples are changed before they are returned."""
        generate = registry.load(name).generate
        self.task(name, generate=lambda rng, knobs: change(generate(rng, knobs)))

    def verifier(self, name: str, wrong: Callable[[Any, Any, str], Any]) -> None:
        """`wrong(verify, problem, answer)` judges instead of the verifier."""
        module = drawing.verifier_module(registry.load(name))
        right = module.verify

        def verify(problem: Any, answer: str) -> Any:
            return wrong(right, problem, answer)

        verify.__module__ = module.__name__
        verify.__annotations__ = right.__annotations__
        self.patch.setattr(module, "verify", verify)
        reward.verifier.cache_clear()  # scores are by the verifier that was looked up
        self.task(name, verify=verify)

    def trace(self, name: str, wrong: Callable[[Any, Any, str], Any]) -> None:
        """`wrong(verify_trace, problem, completion)` judges worked solutions instead of the verifier."""
        module = drawing.verifier_module(registry.load(name))
        right = module.verify_trace
        self.patch.setattr(module, "verify_trace", lambda problem, completion: wrong(right, problem, completion))
        reward.verifier.cache_clear()

    def form(self, name: str, texts: dict[str, str]) -> None:
        """How to write steps is told in other words."""
        self.patch.setattr(drawing.verifier_module(registry.load(name)), "TRACE_FORMAT", texts)
        reward.verifier.cache_clear()

    def claim(self, name: str, **changes: Any) -> None:
        """The claims say something else."""
        for field, value in changes.items():
            self.patch.setattr(drawing.claims(name), field, value)

    def prompt(self, name: str, right: str, wrong: str, language: str = "en") -> None:
        """One passage of the template is exchanged."""
        text = (registry.ROOT / name / f"{language}.md").read_text("utf-8")
        assert text.count(right) == 1, f"{right!r} stands {text.count(right)} times in the template"
        path = self.folder / name / f"{language}.md"
        shutil.copytree(registry.ROOT / name, path.parent)
        path.write_text(text.replace(right, wrong), "utf-8")
        self.patch.setattr(prompts, "ROOT", self.folder)


class Defect(NamedTuple):
    """One planted defect."""

    what: str
    """What is wrong, in a few words: `capacity ten times too high`."""
    task: str
    """The task that has it."""
    plant: Callable[[Plant], None]
    laws: tuple[str, ...]
    """Every law that fails on it, without `test_`."""
    by_chance: tuple[str, ...] = ()
    """Laws that fail on it for some draws and not for others."""


def _shares(plant: Plant, change: Callable[[float], float]) -> None:
    shortcuts = drawing.claims(GAME).SHORTCUTS
    plant.claim(GAME, SHORTCUTS=tuple(dataclasses.replace(s, at_most=tuple(map(change, s.at_most))) for s in shortcuts))


def _words_of(name: str, **changed: str) -> dict[str, dict[str, str]]:
    """The task's Chinese words, with some of them exchanged."""
    return {"zh": {**registry.load(name).words["zh"], **changed}}


def _without_chinese_examples(plant: Plant) -> None:
    module = drawing.verifier_module(registry.load(GAME))
    plant.patch.setattr(module, "EXAMPLES", tuple(example for example in module.EXAMPLES if not re.search("[\u4e00-\u9fff]", example[1])))


def _seeds_are_added(plant: Plant) -> None:
    """Draw i of seed s is draw i - 1 of seed s + 1."""

    def randoms(source: Any, draw: int) -> tuple[random.Random, int]:
        return random.Random(source.seed + draw), source.seed + draw

    plant.patch.setattr(produce, "randoms", randoms)


def _sometimes_discarded(sample: Any) -> Any:
    if sum(sample.problem.numbers) % 4 == 0:
        raise Discard("a quarter of all draws")
    return sample


def _global_random(sample: Any) -> Any:
    return changed(sample, effort=sample.effort + random.random())


def changed(sample: Any, **changes: Any) -> Any:
    """A sample with some fields exchanged."""
    return dataclasses.replace(sample, **changes)


def _one_clue_less(sample: Any) -> Any:
    """The first given of a sudoku is taken out: its solution stays right, and may no longer be the only one."""
    rows = list(sample.problem.givens)
    place = next(place for place, row in enumerate(rows) if row.strip("."))
    rows[place] = re.sub(r"[^.]", ".", rows[place], count=1)
    return changed(sample, problem=msgspec.structs.replace(sample.problem, givens=tuple(rows)))


def _any_target(verify: Any, problem: Any, answer: str) -> Any:
    verdict = verify(problem, answer)
    return ACCEPT if verdict.reason == "value" else verdict


def _raises(verify: Any, problem: Any, answer: str) -> Any:
    if "²" in answer or "\x00" in answer:
        raise ValueError("a character that nobody thought of")
    return verify(problem, answer)


def _quadratic(verify: Any, problem: Any, answer: str) -> Any:
    if len(answer) > 50_000:
        sum(answer[:k].count("(") for k in range(0, len(answer), 10))
    return verify(problem, answer)


def _strict(character: str) -> Callable[[Any, Any, str], Any]:
    return lambda verify, problem, answer: refuse("format") if character in answer else verify(problem, answer)


def _bare_answers_count(plant: Plant) -> None:
    right = reward.final_answer
    plant.patch.setattr(reward, "final_answer", lambda text, lenient: text if text and not set("<`\\\\") & set(text) else right(text))


def _prompts_of_one_problem(plant: Plant) -> None:
    variables = registry.load(GAME).prompt_variables(GameOf24((1, 2, 3, 4), 24), random.Random(0))
    plant.task(GAME, prompt_variables=lambda problem, rng: variables)


def _one_theme(plant: Plant) -> None:
    task = registry.load(THEMES)
    plant.task(THEMES, prompt_variables=lambda problem, rng: task.prompt_variables(msgspec.structs.replace(problem, theme=0), rng))


def _knobs_without_bounds(plant: Plant) -> None:
    task = registry.load(GAME)
    fields = [(field.name, get_args(field.type)[0] if get_args(field.type) else field.type) for field in msgspec.structs.fields(task.knobs)]
    loose = msgspec.defstruct("Knobs", fields, bases=(Frozen,), frozen=True)
    plant.task(GAME, levels=tuple(loose(**msgspec.structs.asdict(level)) for level in task.levels))


class _Lenient(GameOf24, frozen=True):
    """Fields that the problem does not have are left out without a word."""

    @classmethod
    def from_json(cls, text: str | bytes) -> Any:
        fields = msgspec.json.decode(text)
        return msgspec.convert({name: fields[name] for name in GameOf24.__struct_fields__}, GameOf24)


DEFECTS = (
    Defect(
        "the canonical form is dropped",
        SUDOKU,
        lambda plant: plant.task(SUDOKU, canonical=None),
        ("copies_share_a_fingerprint_and_other_puzzles_do_not",),
    ),
    Defect(
        "the canonical form merges puzzles with other targets",
        GAME,
        lambda plant: plant.task(GAME, canonical=lambda problem: (problem.numbers, problem.target // 2)),
        ("copies_share_a_fingerprint_and_other_puzzles_do_not",),
    ),
    Defect(
        "capacity ten times too high",
        GAME,
        lambda plant: plant.task(GAME, capacity=tuple(10 * number for number in registry.load(GAME).capacity[:3]) + (1_000_000,) * 7),
        ("levels_hold_as_many_problems_as_they_state",),
    ),
    Defect(
        "a rule is missing in one phrasing",
        GAME,
        lambda plant: plant.prompt(GAME, "Values along the way need not be whole or positive. ", ""),
        ("every_phrasing_states_every_rule",),
    ),
    Defect(
        "one phrasing states a number that is not the problem's",
        GAME,
        lambda plant: plant.prompt(GAME, "the goal is {{ target }}", "the goal is {{ target + 1 }}"),
        ("every_phrasing_states_every_rule",),
    ),
    Defect(
        "a refusal reason that no rule stands behind",
        GAME,
        lambda plant: plant.claim(GAME, RULES=tuple(rule for rule in drawing.claims(GAME).RULES if rule.reason != "value")),
        ("every_refusal_reason_has_a_rule_in_the_prompt",),
    ),
    Defect(
        "the example of the form is always the same",
        GAME,
        lambda plant: plant.prompt(GAME, '"(300 - 120) / 6", "(200 - 140) * 7", "250 + 110 / 5"', '"(300 - 120) / 6"'),
        ("the_example_of_the_form_is_not_always_the_same",),
    ),
    Defect(
        "the shares of shortcuts are understated by half",
        GAME,
        lambda plant: _shares(plant, lambda share: share / 2),
        ("shortcuts_win_what_is_claimed_and_little_less",),
    ),
    Defect(
        "shares of shortcuts that nothing could refute",
        GAME,
        lambda plant: _shares(plant, lambda share: 0.9),
        ("shortcuts_win_what_is_claimed_and_little_less",),
    ),
    Defect(
        "the verifier ignores a field",
        GAME,
        lambda plant: plant.verifier(GAME, _any_target),
        (
            "the_verdict_depends_on_every_field",
            "examples_hold_and_cover_every_reason",
            "shortcuts_win_what_is_claimed_and_little_less",
        ),
        by_chance=("random_hostile_answers_get_a_verdict_in_time",),
    ),
    Defect(
        "a puzzle with more than one solution",
        SUDOKU,
        lambda plant: plant.sample(SUDOKU, _one_clue_less),
        ("an_independent_route_agrees",),
        by_chance=("random_hostile_answers_get_a_verdict_in_time",),
    ),
    Defect(
        "the generator reads the global random numbers",
        GAME,
        lambda plant: plant.sample(GAME, _global_random),
        ("rows_depend_on_their_key_alone", "rows_are_the_same_in_another_process"),
    ),
    Defect("seeds and draws are added up", GAME, _seeds_are_added, ("seeds_do_not_overlap",)),
    Defect(
        "a quarter of the draws is hopeless",
        GAME,
        lambda plant: plant.sample(GAME, _sometimes_discarded),
        ("draws_are_sound_and_rarely_hopeless",),
    ),
    Defect(
        "effort is the same at all levels",
        GAME,
        lambda plant: plant.sample(GAME, lambda sample: changed(sample, effort=1.0)),
        ("effort_rises_with_the_level",),
    ),
    Defect("a guess rate that is too low", INFERENCE, lambda plant: plant.task(INFERENCE, guess_rate=0.05), ("guesses_rarely_pass",)),
    Defect(
        "an answer in bold is refused",
        GAME,
        lambda plant: plant.verifier(GAME, _strict("**")),
        ("habits_never_cost_a_right_answer", "habits_in_chinese_decide_nothing_either"),
    ),
    Defect(
        "an answer without tags, box or fence counts",
        GAME,
        _bare_answers_count,
        ("an_answer_that_is_not_given_as_final_is_refused",),
    ),
    Defect(
        "every prompt shows the same problem",
        GAME,
        _prompts_of_one_problem,
        ("different_problems_have_different_prompts", "every_phrasing_states_every_rule"),
    ),
    Defect(
        "a prompt with a hole in it",
        GAME,
        lambda plant: plant.prompt(GAME, "the goal is {{ target }}", "the goal is {{ target }}\n\n\n"),
        ("prompts_state_the_form_and_not_the_answer",),
    ),
    Defect(
        "all families have one split key",
        INFERENCE,
        lambda plant: plant.task(INFERENCE, split_key=lambda problem: 0),
        ("families_share_what_their_split_goes_by",),
    ),
    Defect(
        "a field for the prompt alone that the prompt does not use",
        THEMES,
        _one_theme,
        ("fields_that_only_word_the_prompt_do",),
    ),
    Defect("knobs without bounds", GAME, _knobs_without_bounds, ("knobs_have_bounds_and_extremes_work",)),
    Defect(
        "unknown fields of a ground truth are ignored",
        GAME,
        lambda plant: plant.task(GAME, problem=_Lenient),
        ("problems_survive_json_and_fields_are_validated",),
    ),
    Defect(
        "a worked solution that proves nothing",
        MODULAR,
        lambda plant: plant.sample(MODULAR, lambda sample: changed(sample, trace="S1: it is so [F1]")),
        ("worked_solutions_are_accepted_and_rejected_ones_refused", "steps_are_asked_for_and_shown_in_the_prompt_s_language"),
    ),
    Defect(
        "a character makes the judge of steps raise",
        MODULAR,
        lambda plant: plant.trace(MODULAR, _raises),
        ("hostile_traces_get_a_verdict_in_time",),
    ),
    Defect(
        "a character makes the verifier raise",
        GAME,
        lambda plant: plant.verifier(GAME, _raises),
        ("hostile_answers_get_a_verdict_in_time", "random_hostile_answers_get_a_verdict_in_time"),
    ),
    Defect(
        "the verifier takes quadratic time",
        GAME,
        lambda plant: plant.verifier(GAME, _quadratic),
        ("hostile_answers_get_a_verdict_in_time",),
    ),
    Defect(
        "a tick makes any answer right",
        GAME,
        lambda plant: plant.verifier(GAME, lambda verify, problem, answer: ACCEPT if answer.endswith("✓") else verify(problem, answer)),
        ("habits_never_help_a_wrong_answer", "habits_in_chinese_decide_nothing_either", "two_answers_and_denied_ones_are_refused"),
    ),
    Defect(
        "what is struck out does not count",
        GAME,
        lambda plant: plant.verifier(GAME, lambda verify, problem, answer: verify(problem, answer.rpartition("</del>")[2])),
        ("two_answers_and_denied_ones_are_refused",),
    ),
    Defect(
        "an English word in a Chinese prompt",
        GAME,
        lambda plant: plant.prompt(GAME, "请只写一个算式。", "请只写一个算式（expression）。", "zh"),
        ("a_prompt_is_in_one_language",),
    ),
    Defect("no examples in Chinese", GAME, _without_chinese_examples, ("examples_are_in_every_language",)),
    Defect(
        "words of a language without prompts",
        GAME,
        lambda plant: plant.task(GAME, words={"fr": {}}),
        ("every_language_is_a_known_one",),
    ),
    Defect(
        "two identifiers with one word",
        LIES,
        lambda plant: plant.task(LIES, words=_words_of(LIES, spare="小明")),
        ("words_are_the_same_both_ways",),
    ),
    Defect(
        "a word that the verifier does not read",
        LIES,
        lambda plant: plant.task(LIES, words=_words_of(LIES, yes="甚是")),
        ("an_answer_is_right_or_wrong_in_every_language", "habits_in_chinese_decide_nothing_either"),
    ),
    Defect(
        "steps are asked for in English in every language",
        MODULAR,
        lambda plant: plant.form(MODULAR, dict.fromkeys(("en", "zh"), reward.trace_format(f"synth/{MODULAR}"))),
        ("steps_are_asked_for_and_shown_in_the_prompt_s_language",),
    ),
)
