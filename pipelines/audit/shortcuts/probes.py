"""Probes: classifiers that see the surface of a prompt and never solve it. Each predicts the labels of the rows not trained on.

Counts go to boosted trees by group and to both models together, bags of words to naive Bayes and to logistic regression, whose
strength is chosen on a part of the training half. What lies within two steps of what is asked goes to both models: those probes are `near`,
since on a problem of two steps they solve. Where prompts have lettered options there are probes that see the options alone
or the passage alone, and probes that weigh each option by itself and choose the likeliest.
"""

import warnings
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.pipelines.audit.shortcuts import english, neighbourhood, sentences
from synth.pipelines.audit.shortcuts.features import Corpus
from synth.pipelines.audit.shortcuts.options import IN_PASSAGE, OWN, option_measures, options

STRENGTHS = (0.003, 0.1)  # inverse strengths of regularisation that the bags' regression chooses from
MAJORITY = "most common label"
TOP_FEATURES = 5  # named of a probe that fails
ASKED = 0.1  # share of the prompts whose clauses must mention what is asked for the probes on clauses
WITH_OPTIONS = 0.9  # share of the prompts that must have lettered options for the probes on options

Labels = NDArray[np.str_]
Table = NDArray[np.float64]


class Prediction(NamedTuple):
    """What one probe predicts."""

    probe: str
    """The probe's name: `words: regression`."""
    labels: Labels
    """Its labels for all rows outside the training half, in order."""
    top_features: Callable[[], list[str]]
    """The features that weigh most, in words, worked out when asked for: `["'perhaps' -> Unknown +0.52", ...]`."""
    near: bool = False
    """Whether it sees the statements around what is asked, which on a shallow problem is all there is to see."""


class Dataset(NamedTuple):
    """Labelled prompts of one task and level."""

    texts: Sequence[str]
    """The prompts."""
    labels: Labels
    """The label of each: `Unknown`, `B`."""
    train: NDArray[np.bool_]
    """Whether it is in the training half; families are whole."""
    family: NDArray[np.int64]
    """The number of its family, rising."""
    lettered: bool
    """Whether labels are letters of options."""


class Features:
    """What the probes of one task and level see, whatever the label."""

    def __init__(self, texts: Sequence[str], ground_truths: Sequence[str], train: NDArray[np.bool_]) -> None:
        corpus = Corpus(texts, train)
        self.groups, self.counts = corpus.counts(texts)
        self.bags = {"words": corpus.unigrams(), "pairs of words": corpus.bigrams(), "words beside what is asked": corpus.contexts()}
        self.near = {"sentences around the question": sentences.table(texts)}
        for name, problems in (
            ("clauses around the question", [english.of_text(text) for text in texts]),
            ("clauses of the problem", [neighbourhood.of_problem(truth) for truth in ground_truths]),
        ):
            if sum(problem.asked != 0 for problem in problems) > ASKED * len(texts):
                self.near[name] = neighbourhood.table(problems)
        self.options = [options(text) for text in texts]
        self.lettered = sum(found is not None for found in self.options) >= WITH_OPTIONS * len(texts)
        if self.lettered:
            parts = {
                "passage alone": [found.passage if found else "" for found in self.options],
                "options alone": ["\n".join(found.texts) if found else "" for found in self.options],
            }
            for part, shown in parts.items():
                other = Corpus(shown, train)
                self.bags |= {f"{part}: words": other.unigrams(), f"{part}: pairs of words": other.bigrams()}

    def of(self, rows: NDArray[np.int64]) -> "Features":
        """The same of some rows."""
        some = copy(self)
        some.counts, some.options = self.counts[rows], [self.options[row] for row in rows]
        some.near = {name: (columns, table[rows]) for name, (columns, table) in self.near.items()}
        some.bags = {name: (columns, bag[rows]) for name, (columns, bag) in self.bags.items()}
        return some


def predictions(data: Dataset, features: Features, few: bool = False) -> Iterator[Prediction]:
    """What the probes predict, one after another. The first one learns nothing but the most common label. few: only those that find most
    and cost least, for the many pairs of answers."""
    train = data.labels[data.train]
    names, counts = np.unique(train, return_counts=True)
    common, share = names[counts.argmax()], counts.max() / len(train)
    yield Prediction(MAJORITY, np.full((~data.train).sum(), common), lambda: [f"{common} is the answer of {100 * share:.0f}%"])
    if len(names) < 2:
        return
    start = 0
    every = [name for group in features.groups.values() for name in group]
    for group, columns in features.groups.items() if not few else ():
        part = features.counts[:, start : start + len(columns)]
        start += len(columns)
        yield _trees(f"{group}: trees", data, columns, part)
    yield _trees("all counts: trees", data, every, features.counts)
    yield from _near(data, features, every, few)
    if few:
        yield from (_bayes(f"{name}: naive Bayes", data, *bag) for name, bag in features.bags.items())
        return
    yield _regression("all counts: regression", data, every, _standardised(features.counts, data.train), (1.0,))
    for name, (columns, bag) in features.bags.items():
        yield _bayes(f"{name}: naive Bayes", data, columns, bag)
        yield _regression(f"{name}: regression", data, columns, bag.log1p(), STRENGTHS)
    if data.lettered and features.lettered:
        yield from _each_option(data, features)


def _near(data: Dataset, features: Features, counts: list[str], few: bool) -> Iterator[Prediction]:
    columns, tables = list(counts), [features.counts]
    for name, (own, table) in features.near.items():
        yield _trees(f"{name}: trees", data, own, table)._replace(near=True)
        if not few:
            yield _regression(f"{name}: regression", data, own, _standardised(table, data.train), (1.0,))._replace(near=True)
        columns += [f"{column} ({name})" for column in own]
        tables.append(table)
    if not few:
        yield _trees("all counts, and around the question: trees", data, columns, np.hstack(tables))._replace(near=True)


def _standardised(table: Table, train: NDArray[np.bool_]) -> Table:
    deviation = table[train].std(0)
    return np.asarray((table - table[train].mean(0)) / np.where(deviation > 0, deviation, 1.0))


def _trees(name: str, data: Dataset, columns: list[str], table: Table) -> Prediction:
    from sklearn.ensemble import HistGradientBoostingClassifier

    settings: dict[str, Any] = {"max_iter": 60, "max_leaf_nodes": 8, "min_samples_leaf": 20, "early_stopping": False, "random_state": 0}
    model = HistGradientBoostingClassifier(**settings)
    model.fit(table[data.train], data.labels[data.train])
    test, labels = table[~data.train], data.labels[~data.train]
    return Prediction(name, model.predict(test), lambda: _by_permutation(model, test[:2_000], labels[:2_000], columns))


def _by_permutation(model: Any, table: Table, labels: Labels, columns: list[str]) -> list[str]:
    """Permutation importance: the columns whose shuffling costs the model most accuracy, in points."""
    rng = np.random.default_rng(0)
    whole, costs = (model.predict(table) == labels).mean(), []
    for column in range(table.shape[1]):
        shuffled = table.copy()
        shuffled[:, column] = rng.permutation(shuffled[:, column])
        costs.append(whole - (model.predict(shuffled) == labels).mean())
    order = np.argsort(-np.array(costs), kind="stable")[:TOP_FEATURES]
    return [f"{columns[k]} {100 * costs[k]:.1f} points" for k in order if costs[k] > 0]


def _bayes(name: str, data: Dataset, columns: list[str], bag: Any) -> Prediction:
    from sklearn.naive_bayes import MultinomialNB

    if not columns:
        return _constant(name, data)
    model = MultinomialNB().fit(bag[data.train], data.labels[data.train])
    weights = model.feature_log_prob_ - model.feature_log_prob_.mean(0)
    mean = np.asarray(bag[data.train].mean(0)).ravel()
    return Prediction(name, model.predict(bag[~data.train]), lambda: _by_weight(weights, mean, columns, model.classes_))


def _regression(name: str, data: Dataset, columns: list[str], table: Any, strengths: tuple[float, ...]) -> Prediction:
    if not columns:
        return _constant(name, data)
    train, labels = table[data.train], data.labels[data.train]
    best = strengths[0]
    if len(strengths) > 1:  # the last quarter of the training families chooses
        families = data.family[data.train]
        later = families >= np.quantile(families, 0.75)
        if len(np.unique(labels[~later])) > 1:
            accuracy = [(_fit(train[~later], labels[~later], c).predict(train[later]) == labels[later]).mean() for c in strengths]
            best = strengths[int(np.argmax(accuracy))]
    model = _fit(train, labels, best)
    deviations = _deviations(train)
    weights = model.coef_ if len(model.classes_) > 2 else np.vstack([-model.coef_, model.coef_])
    return Prediction(name, model.predict(table[~data.train]), lambda: _by_weight(weights, deviations, columns, model.classes_))


def _constant(name: str, data: Dataset) -> Prediction:
    return Prediction(name, np.full((~data.train).sum(), data.labels[data.train][0]), list)


def _fit(table: Any, labels: Labels, strength: float) -> Any:
    from sklearn.linear_model import LogisticRegression

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a fit stopped early is a fit with more regularisation
        return LogisticRegression(C=strength, max_iter=60).fit(table, labels)


def _deviations(table: Any) -> Table:
    """The standard deviation of each column, of a sparse table too."""
    if isinstance(table, np.ndarray):
        return np.asarray(table.std(0))
    mean = np.asarray(table.mean(0)).ravel()
    return np.asarray(np.sqrt(np.maximum(np.asarray(table.multiply(table).mean(0)).ravel() - mean**2, 0)))


def _by_weight(weights: Table, scales: Table, columns: list[str], classes: Labels) -> list[str]:
    """The features that move a decision most: weight times scale, with the label that they speak for."""
    label = weights.argmax(0)
    force = weights.max(0) * scales
    order = np.argsort(-force, kind="stable")[:TOP_FEATURES]
    return [f"{columns[k]} -> {classes[label[k]]} {weights[label[k], k]:+.2f}" for k in order if force[k] > 0]


def _each_option(data: Dataset, features: Features) -> Iterator[Prediction]:
    """Probes that weigh every option by itself, wherever it stands, and choose the likeliest of a prompt. Prompts without options are
    taken for wrong."""
    measures: list[Table] = []
    texts: list[str] = []
    prompts: list[int] = []  # number of the prompt of each option
    right: list[str] = []
    for number, found in enumerate(features.options):
        if found:
            measures.append(option_measures(found))
            texts += found.texts
            prompts += [number] * len(found.texts)
            letter = str(data.labels[number]).lower()
            right += ["right" if letter == chr(ord("a") + k) else "wrong" for k in range(len(found.texts))]
    prompt = np.array(prompts)
    each = Dataset(texts, np.array(right), data.train[prompt], data.family[prompt], False)
    table = np.vstack(measures)
    corpus = Corpus(texts, each.train)
    own, in_passage = ([*names, *(f"rank of {name}" for name in names)] for names in (OWN, IN_PASSAGE))
    for name, columns, part in (
        ("each option: counts", [*own, "place"], np.hstack([table[:, : len(own)], table[:, -1:]])),
        ("each option: words shared with the passage", [*in_passage, "place"], table[:, len(own) :]),
    ):
        yield _likeliest(name, data, each, prompt, columns, _standardised(part, each.train), 1.0)
    for name, (columns, bag) in (("each option: words", corpus.unigrams()), ("each option: pairs of words", corpus.bigrams())):
        if columns:
            yield _likeliest(name, data, each, prompt, columns, bag.log1p(), STRENGTHS[-1])


def _likeliest(
    name: str, data: Dataset, each: Dataset, prompt: NDArray[np.int64], columns: list[str], table: Any, strength: float
) -> Prediction:
    model = _fit(table[each.train], each.labels[each.train], strength)
    score = model.decision_function(table) * (1 if model.classes_[1] == "right" else -1)
    starts = np.flatnonzero(np.diff(prompt, prepend=-1))
    labels = np.full(len(data.labels), "", dtype=data.labels.dtype if data.labels.dtype.itemsize else "<U1")
    for start, end in zip(starts, [*starts[1:], len(prompt)], strict=True):
        labels[prompt[start]] = chr(ord("A") + int(score[start:end].argmax()))
    weights = np.vstack([-model.coef_, model.coef_])
    return Prediction(name, labels[~data.train], lambda: _by_weight(weights, _deviations(table[each.train]), columns, model.classes_))
