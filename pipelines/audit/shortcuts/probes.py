"""Probes: classifiers that see what a prompt looks like and never solve it. Each gives the answers it expects on the rows not trained on.

Counts go to boosted trees by group and to both models together, bags of words to naive Bayes and to logistic regression, whose
strength is chosen on a part of the training half. Where prompts have lettered options there are probes that see the options alone
or the passage alone, and probes that weigh each option by itself and choose the likeliest.
"""

import warnings
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.pipelines.audit.shortcuts.features import ALONE, SHARED, Corpus, option_measures, options

STRENGTHS = (0.003, 0.1)  # inverse strengths of regularisation that the bags' regression chooses from
COMMON = "most common label"
SHOWN = 5  # features named of a probe that fails
WITH_OPTIONS = 0.9  # share of the prompts that must have lettered options for the probes on options

Labels = NDArray[np.str_]


class Guess(NamedTuple):
    """expected: the probe's answers for all rows outside the training half, in order. best: the features that weigh most, in words,
    worked out when asked for."""

    probe: str
    expected: Labels
    best: Callable[[], list[str]]


class Cell(NamedTuple):
    """texts and their labels; train: the rows to learn from, families whole; family: number of the family of each row; letters: the
    label is the letter of an option."""

    texts: Sequence[str]
    labels: Labels
    train: NDArray[np.bool_]
    family: NDArray[np.int64]
    letters: bool


class Views:
    """What the probes of one task and level see, whatever the label."""

    def __init__(self, texts: Sequence[str], train: NDArray[np.bool_]) -> None:
        corpus = Corpus(texts, train)
        self.groups, self.dense = corpus.dense(texts)
        self.bags = {"words": corpus.singles(), "pairs of words": corpus.pairs(), "words beside what is asked": corpus.neighbours()}
        self.options = [options(text) for text in texts]
        self.lettered = sum(found is not None for found in self.options) >= WITH_OPTIONS * len(texts)
        if self.lettered:
            parts = {
                "passage alone": [found.rest if found else "" for found in self.options],
                "options alone": ["\n".join(found.texts) if found else "" for found in self.options],
            }
            for part, shown in parts.items():
                other = Corpus(shown, train)
                self.bags |= {f"{part}: words": other.singles(), f"{part}: pairs of words": other.pairs()}

    def of(self, rows: NDArray[np.int64]) -> "Views":
        """The same of some rows."""
        some = copy(self)
        some.dense, some.options = self.dense[rows], [self.options[row] for row in rows]
        some.bags = {name: (columns, bag[rows]) for name, (columns, bag) in self.bags.items()}
        return some


def guesses(cell: Cell, views: Views) -> Iterator[Guess]:
    """The probes on a cell, one after another. The first one learns nothing but the most common label."""
    train = cell.labels[cell.train]
    names, counts = np.unique(train, return_counts=True)
    common, share = names[counts.argmax()], counts.max() / len(train)
    yield Guess(COMMON, np.full((~cell.train).sum(), common), lambda: [f"{common} is the answer of {100 * share:.0f}%"])
    if len(names) < 2:
        return
    start = 0
    every = [name for group in views.groups.values() for name in group]
    for group, columns in views.groups.items():
        part = views.dense[:, start : start + len(columns)]
        start += len(columns)
        yield _trees(f"{group}: trees", cell, columns, part)
    yield _trees("all counts: trees", cell, every, views.dense)
    yield _regression("all counts: regression", cell, every, _standard(views.dense, cell.train), (1.0,))
    for name, (columns, bag) in views.bags.items():
        yield _bayes(f"{name}: naive Bayes", cell, columns, bag)
        yield _regression(f"{name}: regression", cell, columns, bag.log1p(), STRENGTHS)
    if cell.letters and views.lettered:
        yield from _each_option(cell, views)


def _standard(table: NDArray[np.float64], train: NDArray[np.bool_]) -> NDArray[np.float64]:
    spread = table[train].std(0)
    return np.asarray((table - table[train].mean(0)) / np.where(spread > 0, spread, 1.0))


def _trees(name: str, cell: Cell, columns: list[str], table: NDArray[np.float64]) -> Guess:
    from sklearn.ensemble import HistGradientBoostingClassifier

    settings: dict[str, Any] = {"max_iter": 60, "max_leaf_nodes": 8, "min_samples_leaf": 20, "early_stopping": False, "random_state": 0}
    model = HistGradientBoostingClassifier(**settings)
    model.fit(table[cell.train], cell.labels[cell.train])
    return Guess(name, model.predict(table[~cell.train]), lambda: _missed(model, table[~cell.train], cell.labels[~cell.train], columns))


def _missed(model: Any, table: NDArray[np.float64], labels: Labels, columns: list[str]) -> list[str]:
    """The columns whose shuffling costs the model most accuracy, in points."""
    rng = np.random.default_rng(0)
    table, labels = table[:2_000], labels[:2_000]
    whole, costs = (model.predict(table) == labels).mean(), []
    for column in range(table.shape[1]):
        shuffled = table.copy()
        shuffled[:, column] = rng.permutation(shuffled[:, column])
        costs.append(whole - (model.predict(shuffled) == labels).mean())
    return [f"{columns[k]} {100 * costs[k]:.1f} points" for k in np.argsort(-np.array(costs), kind="stable")[:SHOWN] if costs[k] > 0]


def _bayes(name: str, cell: Cell, columns: list[str], bag: Any) -> Guess:
    from sklearn.naive_bayes import MultinomialNB

    if not columns:
        return Guess(name, np.full((~cell.train).sum(), cell.labels[cell.train][0]), list)
    model = MultinomialNB().fit(bag[cell.train], cell.labels[cell.train])
    weights = model.feature_log_prob_ - model.feature_log_prob_.mean(0)
    often = np.asarray(bag[cell.train].mean(0)).ravel()
    return Guess(name, model.predict(bag[~cell.train]), lambda: _heaviest(weights, often, columns, model.classes_))


def _regression(name: str, cell: Cell, columns: list[str], table: Any, strengths: tuple[float, ...]) -> Guess:
    if not columns:
        return Guess(name, np.full((~cell.train).sum(), cell.labels[cell.train][0]), list)
    learn, labels = table[cell.train], cell.labels[cell.train]
    best = strengths[0]
    if len(strengths) > 1:  # the last quarter of the training families chooses
        families = cell.family[cell.train]
        later = families >= np.quantile(families, 0.75)
        if len(np.unique(labels[~later])) > 1:
            accuracy = [(_fit(learn[~later], labels[~later], c).predict(learn[later]) == labels[later]).mean() for c in strengths]
            best = strengths[int(np.argmax(accuracy))]
    model = _fit(learn, labels, best)
    scales = _spread(learn)
    weights = model.coef_ if len(model.classes_) > 2 else np.vstack([-model.coef_, model.coef_])
    return Guess(name, model.predict(table[~cell.train]), lambda: _heaviest(weights, scales, columns, model.classes_))


def _fit(table: Any, labels: Labels, strength: float) -> Any:
    from sklearn.linear_model import LogisticRegression

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a fit stopped early is a fit with more regularisation
        return LogisticRegression(C=strength, max_iter=60).fit(table, labels)


def _spread(table: Any) -> NDArray[np.float64]:
    if isinstance(table, np.ndarray):
        return np.asarray(table.std(0))
    mean = np.asarray(table.mean(0)).ravel()
    return np.asarray(np.sqrt(np.maximum(np.asarray(table.multiply(table).mean(0)).ravel() - mean**2, 0)))


def _heaviest(weights: NDArray[np.float64], scales: NDArray[np.float64], columns: list[str], classes: Labels) -> list[str]:
    """The features that move a decision most: weight times spread, with the label that they speak for."""
    side = weights.argmax(0)
    force = weights.max(0) * scales
    chosen = np.argsort(-force, kind="stable")[:SHOWN]
    return [f"{columns[k]} -> {classes[side[k]]} {weights[side[k], k]:+.2f}" for k in chosen if force[k] > 0]


def _each_option(cell: Cell, views: Views) -> Iterator[Guess]:
    """Probes that weigh every option by itself, wherever it stands, and choose the likeliest of a prompt. Prompts without options are
    taken for wrong."""
    rows = [number for number, found in enumerate(views.options) if found]
    tables: list[NDArray[np.float64]] = []
    texts: list[str] = []
    owners: list[int] = []
    right: list[bool] = []
    for number in rows:
        found = views.options[number]
        assert found
        tables.append(option_measures(found))
        texts += found.texts
        owners += [number] * len(found.texts)
        right += [str(cell.labels[number]).lower() == chr(ord("a") + k) for k in range(len(found.texts))]
    owner = np.array(owners)
    each = Cell(texts, np.array(["right" if r else "wrong" for r in right]), cell.train[owner], cell.family[owner], False)
    measures = np.vstack(tables)
    corpus = Corpus(texts, each.train)
    alone, shared = ([*names, *(f"rank of {name}" for name in names)] for names in (ALONE, SHARED))
    cut = len(alone)
    for name, columns, table in (
        ("each option: counts", [*alone, "place"], np.hstack([measures[:, :cut], measures[:, -1:]])),
        ("each option: words shared with the passage", [*shared, "place"], measures[:, cut:]),
    ):
        yield _chosen(name, cell, each, owner, columns, _standard(table, each.train), 1.0)
    for name, (columns, bag) in (("each option: words", corpus.singles()), ("each option: pairs of words", corpus.pairs())):
        if columns:
            yield _chosen(name, cell, each, owner, columns, bag.log1p(), STRENGTHS[-1])


def _chosen(name: str, cell: Cell, each: Cell, owner: NDArray[np.int64], columns: list[str], table: Any, strength: float) -> Guess:
    model = _fit(table[each.train], each.labels[each.train], strength)
    score = model.decision_function(table) * (1 if model.classes_[1] == "right" else -1)
    first = np.flatnonzero(np.diff(owner, prepend=-1))  # an owner's first option
    expected = np.full(len(cell.labels), "", dtype=cell.labels.dtype if cell.labels.dtype.itemsize else "<U1")
    for start, end in zip(first, [*first[1:], len(owner)], strict=True):
        expected[owner[start]] = chr(ord("A") + int(score[start:end].argmax()))
    weights = np.vstack([-model.coef_, model.coef_])
    return Guess(name, expected[~cell.train], lambda: _heaviest(weights, _spread(table[each.train]), columns, model.classes_))
