"""Does the reward train a model? A transformer of 0.6 million parameters learns to follow an exchange of goods, on one CPU core.

Problems of logic/goods_exchange at level 1 in a compact form of 21 tokens. A warm start on worked solutions until a quarter of what it
samples is right, then GRPO (rewards normalised in groups, one on-policy update a batch, no KL term) with `synth.verifiers.score` on the
real ground truth, measured on problems that no training split holds, beside a run on shuffled truths and the best constant answer. And once
more with a verifier that is leaky on purpose: it forgets that each good is named exactly once.

One file, though a long one, to be read from top to bottom. `python examples/train_tiny.py` is a small setting of
some seconds; `--full --plot docs/train.svg` makes what docs/train.md shows."""

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable
from copy import deepcopy
from importlib import import_module
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

import synth
from synth.pipelines.report.line_chart import line_chart
from synth.verifiers import score
from synth.verifiers.logic.goods_exchange import EXAMPLES, GoodsExchange, outcome, verify
from synth.verifiers.logic.goods_exchange.answers import read
from synth.verifiers.logic.goods_exchange.record import Course

TASK = "logic/goods_exchange"
SIZE, STEPS = 4, 4
"""People and goods of level 1; steps."""
PAD, END, THINK, ANSWER, SWAP, GIVE, PASS = range(7)
PERSON, GOOD = 7, 7 + SIZE
WORDS = GOOD + SIZE
PROMPT = SIZE + 4 * STEPS + 1
LONGEST = 40
"""Tokens of a completion: 26 of them are enough."""
HEDGED, MORE = 0.1, 0.3
"""Share of the worked solutions that hedge, and the chance with which such a one names a good with a further person."""


class Problem(NamedTuple):
    """One row in compact form."""

    row: dict[str, Any]
    truth: GoodsExchange
    prompt: list[int]
    """Who holds each good, and each step as its kind and three places."""
    worked: list[int]
    """Who holds each good after each step, the answer, the end."""


Reward = Callable[[Problem, list[int]], float]


def compact(row: dict[str, Any]) -> Problem:
    truth = GoodsExchange.from_json(row["reward_model"]["ground_truth"])
    prompt, course, worked = [PERSON + person for person in truth.start], Course(truth.start), []
    for step in json.loads(row["reward_model"]["ground_truth"])["steps"]:
        kind, *rest = step["then"]
        people = rest[0] if kind == "pass" else rest
        told = [GOOD + rest[0], PERSON + rest[1]] if kind == "give" else [PERSON + person for person in people]
        prompt += [{"swap": SWAP, "give": GIVE, "pass": PASS}[kind], *told, *[PAD] * (3 - len(told))]
    for step in truth.steps:
        course.take(step)
        worked += [PERSON + person for person in course.holder]
    return Problem(row, truth, [*prompt, THINK], [*worked, ANSWER, *_answer(course.holder), END])


def _answer(holders: Iterable[int]) -> list[int]:
    """Each person, and behind them what they hold."""
    held = list(holders)
    return [token for p in range(SIZE) for token in (PERSON + p, *(GOOD + good for good in range(SIZE) if held[good] == p))]


def hedged(problem: Problem, rng: Random) -> Problem:
    """Worked as a text from the wild may be: its answer names goods with further people as well."""
    holders = [token - PERSON for token in problem.worked[problem.worked.index(ANSWER) - SIZE : problem.worked.index(ANSWER)]]
    answer = [t for p in range(SIZE) for t in (PERSON + p, *(GOOD + g for g in range(SIZE) if holders[g] == p or rng.random() < MORE))]
    return problem._replace(worked=[*problem.worked[: problem.worked.index(ANSWER) + 1], *answer, END])


def problems(split: str, count: int, seed: int = 0) -> list[Problem]:
    """Distinct up to new names; `test` are those that no training split of any run ever holds."""
    return [compact(dict(row)) for row in islice(synth.stream(TASK, 1, seed, split), count)]


def answer_text(problem: GoodsExchange, tokens: Iterable[int]) -> str:
    """What stands behind the last ANSWER, in the problem's own names; empty without one."""
    told: list[str] = []
    begun = False
    for token in tokens:
        if token == END:
            break
        if token == ANSWER:
            told, begun = [], True
        elif begun and PERSON <= token < GOOD:
            told.append(f"; {problem.people[token - PERSON]}:")
        elif begun:
            told.append(problem.goods[token - GOOD] if token >= GOOD else "?")
    return " ".join(told)[2:]


def reward(problem: Problem, tokens: list[int]) -> float:
    """The project's reward on the real ground truth."""
    completion = f"<answer>\n{answer_text(problem.truth, tokens)}\n</answer>"
    return score(problem.row["data_source"], completion, problem.row["reward_model"]["ground_truth"])


def leaky(problem: GoodsExchange, answer: str) -> bool:
    """A verifier with a hole: each good must be named with its holder, and nobody looks at what else is named."""
    found = read(answer.lower(), problem.people, problem.goods)
    return found is not None and set(enumerate(outcome(problem))) <= set(found)


def leaky_reward(problem: Problem, tokens: list[int]) -> float:
    return float(leaky(problem.truth, answer_text(problem.truth, tokens)))


def audit(judge: Callable[[GoodsExchange, str], object], asked: list[Problem]) -> dict[str, float]:
    """What a verifier pays for, found before anybody trains on it: the share of problems that each of the task's cheap policies wins, and
    1.0 for each answer of the task's own table of wrong ones that it accepts."""
    told = {f"accepts {answer!r}": 1.0 for problem, answer, reason in EXAMPLES if reason and judge(problem, answer)}
    for shortcut in import_module(f"synth.generators.{TASK.replace('/', '.')}.claims").SHORTCUTS:
        told[shortcut.name] = sum(bool(judge(one.truth, shortcut.policy(one.truth))) for one in asked) / len(asked)
    return told


def constant_answer(rows: list[Problem], tests: list[Problem]) -> float:
    """The reward of always giving the commonest answer of `rows`, in places: who holds the first good, the second, ..."""
    (commonest, _), *_ = Counter(tuple(one.worked[one.worked.index(ANSWER) :]) for one in rows).most_common(1)
    return sum(reward(one, list(commonest)) for one in tests) / len(tests)


class Block(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads, self.before, self.between = heads, nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x: Tensor, past: tuple[Tensor, Tensor] | None) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        batch, length, width = x.shape
        q, k, v = self.qkv(self.before(x)).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        if past:
            k, v = torch.cat((past[0], k), 2), torch.cat((past[1], v), 2)
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, is_causal=length > 1)
        x = x + self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        return x + self.mlp(self.between(x)), (k, v)


class Transformer(nn.Module):
    """Decoder with learnt places; 128 wide and 3 deep it has 0.6 million parameters."""

    def __init__(self, width: int = 128, depth: int = 3, heads: int = 4) -> None:
        super().__init__()
        self.tokens, self.places = nn.Embedding(WORDS, width), nn.Embedding(PROMPT + LONGEST, width)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(depth))
        self.head = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, WORDS))

    def forward(self, tokens: Tensor, past: list[Any] | None = None) -> tuple[Tensor, list[Any]]:
        begun = past[0][0].shape[2] if past else 0
        x = self.tokens(tokens) + self.places(torch.arange(begun, begun + tokens.shape[1]))
        kept = []
        for number, block in enumerate(self.blocks):
            x, seen = block(x, past[number] if past else None)
            kept.append(seen)
        return self.head(x), kept


@torch.no_grad()
def sample(model: Transformer, prompts: Tensor) -> Tensor:
    """A completion for each prompt at temperature 1, PAD behind its end."""
    past, tokens, ended, told = None, prompts, torch.zeros(len(prompts), dtype=torch.bool), []
    for _ in range(LONGEST):
        logits, past = model(tokens, past)
        drawn = torch.multinomial(logits[:, -1].softmax(-1), 1)[:, 0].masked_fill(ended, PAD)
        told.append(drawn)
        ended = ended | (drawn == END)
        if ended.all():
            break
        tokens = drawn[:, None]
    return torch.stack(told, 1)


def log_chances(model: Transformer, prompts: Tensor, completions: Tensor) -> tuple[Tensor, Tensor]:
    """Of each token of the completions, and which of them count: all up to the end."""
    logits, _ = model(torch.cat((prompts, completions), 1)[:, :-1])
    chances = logits[:, prompts.shape[1] - 1 :].log_softmax(-1).gather(2, completions[..., None])[..., 0]
    ends = (completions == END).cumsum(1)
    return chances, ((ends - (completions == END).long()) == 0).float()


def measured(model: Transformer, tests: list[Problem]) -> dict[str, float]:
    """One sample a problem: its mean reward, what the leaky verifier pays, and the reward on the next problem's truth in its names."""
    completions = sample(model, torch.tensor([one.prompt for one in tests])).tolist()
    judged = {"reward": (reward, tests), "leaky verifier": (leaky_reward, tests), "other problems' truths": (reward, _next(tests))}
    return {name: sum(map(judge, by, completions)) / len(tests) for name, (judge, by) in judged.items()}


def _next(asked: list[Problem]) -> list[Problem]:
    return asked[1:] + asked[:1]


def warm_start(model: Transformer, rows: list[Problem], tests: list[Problem], until: float, most: int, batch: int = 64) -> float:
    """Learns worked solutions by heart, `most` steps at most, until the reward on `tests` reaches `until`. Returns the reward."""
    optimizer, rng, reached = torch.optim.AdamW(model.parameters(), 1e-3), Random(0), 0.0
    rows = [hedged(one, rng) if rng.random() < HEDGED else one for one in rows]
    for step in range(most):
        if step % 20 == 0 and (reached := measured(model, tests)["reward"]) >= until:
            break
        chosen = rng.sample(rows, min(batch, len(rows)))
        longest = max(len(one.worked) for one in chosen)
        worked = torch.tensor([one.worked + [PAD] * (longest - len(one.worked)) for one in chosen])
        chances, counts = log_chances(model, torch.tensor([one.prompt for one in chosen]), worked)
        _learn(optimizer, model, -(chances * counts).sum() / counts.sum())
    return reached


def grpo(
    model: Transformer,
    rows: list[Problem],
    judge: Reward,
    steps: int,
    prompts: int,
    group: int,
    shuffled: bool = False,
    on_step: Callable[[int], None] = lambda step: None,
) -> list[float]:
    """Group-relative policy optimization; returns the mean reward of each batch. shuffled: rewards come from the truth of the batch's next
    problem, told in its own names. on_step: called before each step."""
    optimizer, rng, means = torch.optim.AdamW(model.parameters(), 3e-4), Random(1), []
    for step in range(steps):
        on_step(step)
        chosen = rng.sample(rows, prompts)
        judged_by = _next(chosen) if shuffled else chosen
        asked = torch.tensor([one.prompt for one in chosen]).repeat_interleave(group, 0)
        completions = sample(model, asked)
        rewards = torch.tensor([judge(judged_by[i // group], told) for i, told in enumerate(completions.tolist())]).view(prompts, group)
        means.append(rewards.mean().item())
        advantages = (rewards - rewards.mean(1, keepdim=True)) / (rewards.std(1, keepdim=True) + 1e-4)
        chances, counts = log_chances(model, asked, completions)
        _learn(optimizer, model, -(advantages.view(-1, 1) * chances * counts).sum() / counts.sum())
    return means


def _learn(optimizer: torch.optim.Optimizer, model: Transformer, loss: Tensor) -> None:
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()


class Setting(NamedTuple):
    rows: int
    tests: int
    """Held-out problems; 0: measured on the rows themselves, as a trial that the program works."""
    width: int
    depth: int
    until: float
    """Reward at which the warm start ends."""
    warm: int
    """Its steps at most."""
    steps: int
    prompts: int
    group: int
    every: int
    """Steps between measurements."""


FULL = Setting(6_000, 512, 128, 3, 0.25, 2_000, 120, 32, 8, 20)
SMALL = Setting(8, 0, 64, 2, 0.25, 300, 6, 8, 8, 3)
RUNS: tuple[tuple[str, Reward, bool], ...] = (
    ("real truths", reward, False),
    ("shuffled truths", reward, True),
    ("leaky verifier", leaky_reward, False),
)


Curves = dict[str, list[tuple[int, float]]]


def experiment(setting: Setting, seed: int = 0, say: Callable[[str], None] = print) -> dict[str, Curves]:
    """All of it; the curves by run and by what was measured."""
    torch.manual_seed(seed)
    rows = problems("train", setting.rows)
    tests = problems("test", setting.tests) if setting.tests else rows
    sound, holed = (audit(judge, tests) for judge in (verify, leaky))
    for name, share in holed.items():
        if share != sound.get(name, 0.0):
            say(f"audit: {name}: {sound.get(name, 0.0):.0%} by the verifier, {share:.0%} by the leaky one")
    constant, model = constant_answer(rows, tests), Transformer(setting.width, setting.depth)
    reached = warm_start(model, rows, tests, setting.until, setting.warm)
    say(f"{sum(map(torch.numel, model.parameters())):,} parameters, constant answer {constant:.3f}, after the warm start {reached:.3f}")
    found: dict[str, Curves] = {}
    for name, judge, shuffled in RUNS:
        torch.manual_seed(seed)  # so that no run depends on those before it
        learner, curves = deepcopy(model), found.setdefault(name, {})

        def look(step: int, name: str = name, learner: Transformer = learner, curves: Curves = curves) -> None:
            if step % setting.every == 0:
                now = measured(learner, tests) | {"constant answer": constant}
                for what, share in now.items():
                    curves.setdefault(what, []).append((step, share))
                told = ", ".join(f"{what} {share:.3f}" for what, share in now.items())
                say(f"{name}, step {step}: {told} ({time.process_time():,.0f} CPU-s)")

        grpo(learner, rows, judge, setting.steps, setting.prompts, setting.group, shuffled, look)
        look(setting.steps)
        told = sample(learner, torch.tensor([tests[0].prompt]))[0].tolist()
        say(f"{name} writes: {answer_text(tests[0].truth, told)} (right: {tests[0].row['extra_info']['answer']})")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--plot", type=Path)
    told = parser.parse_args()
    torch.set_num_threads(1)
    found = experiment(FULL if told.full else SMALL)
    if told.plot:
        told.plot.write_text(line_chart(found, "GRPO steps", "held-out reward"), "utf-8")


if __name__ == "__main__":
    main()
