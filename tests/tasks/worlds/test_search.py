"""What the laws cannot say of worlds/search: the ranking, the gold trajectory and what it earns, and that opening much earns nothing."""

import json
import math
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from drawing import in_language

from synth.generators.worlds._question import question
from synth.generators.worlds.search._trajectory import trajectory
from synth.pipelines.run.plan import task_weights
from synth.verifiers.multi_turn import environment, in_turns, replayed, row_of, tools
from synth.verifiers.worlds._world import Alias, Document, Era, Fact
from synth.verifiers.worlds.search import EXAMPLES, Search
from synth.verifiers.worlds.search.bm25 import Index, words
from synth.verifiers.worlds.search.environment import ANSWER, COST, OPENED
from synth.verifiers.worlds.search.library import HITS, library, needed

EXAMPLE = row_of("synth/worlds/search", EXAMPLES[0][0].to_json())
"""Who taught Brask? Mirel, by document 1."""


def call(name, argument):
    return f"<tool_call>{json.dumps({'name': name, 'arguments': {'query' if name == 'search' else 'id': argument}})}</tool_call>"


def played(sample):
    return environment(row_of("synth/worlds/search", sample.problem.to_json()))


def scores(texts, query):
    """BM25 as the textbook has it."""
    told = [Counter(words(text)) for text in texts]
    average = sum(one.total() for one in told) / len(told)
    found = []
    for one in told:
        score = 0.0
        for word in set(words(query)):
            there = sum(word in other for other in told)
            length = 1 - 0.75 + 0.75 * one.total() / average
            score += math.log(1 + (len(told) - there + 0.5) / (there + 0.5)) * one[word] * 2.2 / (one[word] + 1.2 * length)
        found.append(score)
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_ranking_is_that_of_the_textbook(language):
    rng = Random(1)
    for sample in in_language("worlds/search", 5, 6, language):
        texts = ["\n".join((text.title, *text.lines)) for text in library(sample.problem).texts]
        index = Index(texts)
        for _ in range(8):
            query = " ".join(rng.sample(sample.problem.names, 2)) + " " + rng.choice(texts)[: rng.randint(0, 40)]
            slow = scores(texts, query)
            ranked = index.ranked(query, len(texts))
            assert len(ranked) == sum(score > 0 for score in slow)
            for one, other in pairwise(ranked):
                assert slow[one] > slow[other] - 1e-4
                assert one < other or abs(slow[one] - slow[other]) > 1e-9  # ties by the documents' order


def test_words_of_both_languages():
    assert words("The Tin-Oar, year 12") == ["the", "tin", "oar", "year", "12"]
    assert words("锡桨会12年") == ["锡", "桨", "会", "锡桨", "桨会", "12", "年"]
    assert Index(["a", "b b", "a c"]).ranked("A", 5) == [0, 2] and Index(["a", "a"]).ranked("a", 1) == [0]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("level", [1, 5, 10])
def test_the_gold_trajectory_replays_and_earns_all(level, language):
    for sample in in_language("worlds/search", level, 10, language):
        told = json.loads(sample.provenance)
        episode, wanted = played(sample), needed(sample.problem)
        assert {f"F{number}" for number in wanted} == set(told["documents"])
        seen = sample.problem.names[0]
        for name, argument in told["calls"]:
            turn = episode.step(call(name, argument))
            assert not turn.done
            if name == "search":
                assert turn.observation.count("\n") <= HITS
                seen = turn.observation
            else:
                assert turn.useful and argument in re.findall(r"F\d+", seen), "what is opened was found"
        assert set(episode.opened) == set(wanted) and episode.left >= episode.problem.calls / 4
        assert episode.by_steps == pytest.approx(OPENED) and episode.reward == 0.0
        last = episode.step(f"<think>so</think>\n<answer>\n{sample.answer}\n</answer>")
        assert last.done and episode.reward == 1.0 and episode.by_steps == pytest.approx(ANSWER + OPENED)
        with pytest.raises(ValueError, match="over"):
            episode.step("<answer>again</answer>")


def test_searches_of_the_gold_trajectory_use_names_that_are_known_by_then():
    for sample in in_language("worlds/search", 8, 12, "en"):
        episode, known = played(sample), question(sample.problem)
        names = [name for name in (*sample.problem.names, *(alias.name for alias in sample.problem.aliases)) if name[0].isupper()]
        for name, argument in trajectory(sample.problem):
            if name == "search":
                assert all(one in known for one in names if re.search(rf"\b{one}\b", argument)), (argument, known)
            known += episode.step(call(name, argument)).observation


@pytest.mark.parametrize("level", [1, 4, 10])
def test_opening_at_random_loses(level):
    earned, useful = 0.0, 0
    for number, sample in enumerate(in_language("worlds/search", level, 30, "en")):
        episode, left = played(sample), [*range(1, len(sample.problem.documents) + 1)]
        Random(number).shuffle(left)
        while episode.left:
            useful += episode.step(call("open", f"F{left.pop()}")).useful
        earned += episode.by_steps
    assert useful and earned < 0


def test_what_is_no_document_is_not_opened():
    shelf = library(EXAMPLES[0][0])
    for number in (None, 0, -1, len(shelf.texts) + 1):
        assert shelf.open(number) == "There is no such document."
    assert shelf.open(len(shelf.texts)).startswith(f"Document F{len(shelf.texts)}. ")


def test_a_query_of_one_chinese_sign_tells_where_it_stands():
    """Of longer ones the pairs of signs alone are told."""
    shelf = library(in_language("worlds/search", 1, 1, "zh")[0].problem)
    sign = shelf.texts[0].title[0]
    assert any(sign in hit.matched for hit in shelf.hits(sign))
    assert all(len(word) > 1 for hit in shelf.hits(shelf.texts[0].title) for word in hit.matched if not word.isascii())


def test_a_call_that_brings_nothing_pays_nothing():
    episode = environment(EXAMPLE)
    first = episode.step(call("open", "F1"))
    assert (first.useful, first.reward, first.done) == (True, OPENED, False) and "Mirel taught Brask" in first.observation
    for again in (call("open", "1"), call("open", "F9"), call("close", "F1"), "<tool_call>{", "<tool_call>[[[</tool_call>", call("open", "one")):
        turn = episode.step(again)
        assert (turn.useful, turn.reward) == (False, -COST) and turn.observation
    assert episode.step(call("search", "Brask")).reward == 0.0
    assert episode.left == 0 and episode.by_steps == pytest.approx(OPENED - 6 * COST)
    assert episode.step(call("open", "F2")).done and episode.reward == 0.0 and episode.judged["reason"] == "missing"


def test_a_document_without_a_fact_that_bears_on_the_question_costs():
    episode = environment(EXAMPLE)
    assert episode.step(call("open", "F2")).reward == -COST  # who taught Brask stands in the first one alone


def test_several_calls_in_one_message_and_calls_in_thought():
    episode = environment(EXAMPLE)
    turn = episode.step(f"<think>{call('open', 'F2')}</think>I look.\n{call('search', 'Brask')}\n{call('open', 'F1')}")
    assert turn.useful and episode.left == 6 and list(episode.opened) == [1]
    assert "(7 calls left)" in turn.observation and "(6 calls left)" in turn.observation
    assert episode.step(f"<think>{call('open', 'F2')}</think><answer>Mirel</answer>").done and episode.reward == 1.0


def test_a_native_call_is_the_same_as_a_written_one():
    one, other = environment(EXAMPLE), environment(EXAMPLE)
    assert one.call("search", {"query": "Brask teacher"}) == other.step(call("search", "Brask teacher"))
    assert one.call("open", {"id": 1}) == other.step(call("open", 1))
    assert {tool["function"]["name"] for tool in tools("synth/worlds/search")} == {"search", "open"}


def test_a_document_that_says_who_somebody_is_is_needed_where_both_names_are_used():
    def told(called, alias_in):
        facts = (Fact("teacher", 0, 1, called=called), Fact("born", 1, 9))
        documents = (Document("letter", facts[:1]), Document("letter", facts[1:]), Document("letter", (Fact("born", 0, 20),)))
        names, eras = ("Aska", "Belin"), (Era("Orvan", 90),)
        query = EXAMPLES[0][0].query.__class__(0, ("teacher", "born"))
        return Search(
            names=names, kinds=("person", "person"), aliases=(Alias(1, "Tamsin", alias_in),), eras=eras, documents=documents, complete=(), query=query,
            wording=0, calls=9,
        )  # fmt: skip

    assert list(needed(told(0, 2))) == [1, 2]
    assert list(needed(told(2, 2))) == [1, 2, 3]
    assert [one.argument for one in trajectory(told(2, 2)) if one.name == "open"] == ["F1", "F3", "F2"]


def test_it_runs_with_nothing_but_the_row():
    program = (
        "import json, sys; from synth.verifiers.multi_turn import environment; e = environment(json.load(sys.stdin)); e.step("
        f"{call('search', 'Brask')!r}); e.step({call('open', 'F1')!r}); print([m for m in sys.modules if 'generators' in m], e.by_steps)"
    )
    done = subprocess.run([sys.executable, "-c", program], input=json.dumps(EXAMPLE), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"[] {OPENED}"


def test_a_domain_stands_for_the_tasks_of_one_completion():
    assert set(task_weights([("worlds", 1.0)])) == {"worlds/answerability", "worlds/questions"}
    assert task_weights([("worlds/search", 2.0)]) == {"worlds/search": 2.0}


def test_which_tasks_are_played_in_turns():
    assert in_turns("synth/worlds/search") and not in_turns("synth/worlds/questions") and not in_turns("synth/no/task") and not in_turns("gsm8k")
    with pytest.raises(LookupError, match="one prompt and one answer"):
        environment({"data_source": "synth/worlds/questions"})
    episode, turn = replayed(EXAMPLE, [call("search", "Brask"), "<answer>Mirel</answer>", "more"])
    assert turn.done and episode.reward == 1.0
