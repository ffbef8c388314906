"""Cipher: every kind against published examples and against the hand-played twin; found keys against trying all of them."""

import json
import time
from random import Random

import pytest
from drawing import candidates, samples

from synth.generators import registry
from synth.generators.logic.cipher.kinds import KINDS, hide, kind_of
from synth.generators.logic.cipher.texts import PATTERNS, lexicon
from synth.pipelines.oracles.logic import cipher as twin
from synth.pipelines.run.produce import digest, split_digest
from synth.verifiers.logic.cipher import Cipher, run, solution, verify, without_blanks
from synth.verifiers.logic.cipher import groups as groups
from synth.verifiers.logic.cipher import letters as by_letter
from synth.verifiers.logic.cipher import orders as orders
from synth.verifiers.logic.cipher import running as running
from synth.verifiers.logic.cipher.step import LETTERS, Budget

PUBLISHED = (
    (by_letter.Shift(3), "THEQUICKBROWNFOX", "WKHTXLFNEURZQIRA"),
    (by_letter.Affine(5, 8), "AFFINECIPHER", "IHHWVCSWFRCP"),
    (running.Vigenere("LEMON"), "ATTACKATDAWN", "LXFOPVEFRNHR"),
    (running.Autokey("QUEENLY", "plain"), "ATTACKATDAWN", "QNXEPVYTWTWP"),
    (running.Beaufort("FORTIFICATION"), "DEFENDTHEEASTWALLOFTHECASTLE", "CKMPVCPVWPIWUJOGIUAPVWRIWUUK"),
    (by_letter.Keyword("ZEBRAS", "forward"), "FLEEATONCEWEAREDISCOVERED", "SIAAZQLKBAVAZOARFPBLUAOAR"),
    (groups.Hill((3, 3, 2, 5)), "HELP", "HIAT"),
    (groups.Playfair("PLAYFIREXM"), "HIDETHEGOLDINTHETREESTUMP", "BMODZBXDNABEKUDMUIXMMOUVIF"),
    (orders.Rail(3), "WEAREDISCOVEREDFLEEATONCE", "WECRLTEERDSOEEFEAOCAIVDEN"),
    (orders.Columnar("ZEBRAS"), "WEAREDISCOVEREDFLEEATONCE", "EVLNACDTESEAROFODEECWIREE"),
)


@pytest.mark.parametrize(("step", "plain", "cipher"), PUBLISHED)
def test_published_examples(step, plain, cipher):
    assert step.encode(plain) == cipher


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_equals_its_twin_and_is_undone(kind):
    rng = Random(kind)
    for size in range(3, 10):
        for length in [*range(2, 30), 61]:
            step = KINDS[kind].draw(rng, size)
            assert kind_of(step) == kind
            fields = json.loads(step.to_json())
            plain = "".join(rng.choices(LETTERS, k=length))
            cipher = step.encode(plain)
            assert cipher == twin.ENCODE[kind](fields, plain)
            back = step.decode(cipher)
            assert back == twin.undo(fields, cipher) if length < 20 else True
            assert back == plain if step.lossless else step.encode(back) == cipher


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.bits])
def test_found_keys_are_all_the_keys_that_agree(kind):
    """On a few letters, so that more than one key often agrees: by the twin's search the same results are possible."""
    rng = Random(kind)
    for _ in range(60):
        step = KINDS[kind].draw(rng, 4)
        shown = hide(rng, step)
        plains = ["".join(rng.choices("ABCX", k=rng.randint(8, 12))) for _ in range(2)]
        pairs = tuple((plain, step.encode(plain)) for plain in plains)
        question = "".join(rng.choices(LETTERS if rng.random() < 0.5 else "ABCX", k=8))
        try:
            found = {key.encode(question) for key in shown.consistent_keys(pairs, Budget(10**9))}
        except ValueError:  # too many matrices to list
            continue
        settled = len(found) == 1 and "?" not in min(found)
        others = {
            twin.ENCODE[kind](key, question)
            for key in twin.consistent(json.loads(shown.to_json()), list(pairs))
            if all(twin.ENCODE[kind](key, a) == b for a, b in pairs)
        }
        assert settled == (len(others) == 1)
        assert not settled or found == others == {step.encode(question)}


def test_plaintext_words_are_common_words_once():
    for words in lexicon().values():
        assert all(word.isalpha() and word.isascii() for word in words)
        assert len(set(words)) == len(words) >= 15


def test_the_last_letter_of_an_alphabet_is_the_one_that_is_left():
    """Pairs that show 25 partners settle the 26th; with 24 two letters stay open, and a problem that needs one of them is none."""
    table = "QWERTYUIOPASDFGHJKLZXCVBNM"
    for missing in "AMZ":
        shown = LETTERS.replace(missing, "")
        pairs = ((shown, "".join(table[ord(c) - 65] for c in shown)),)
        problem = Cipher("encode", (by_letter.Alphabet(""),), missing * 2, pairs)
        assert verify(problem, table[ord(missing) - 65] * 2)
        assert verify(Cipher("decode", (by_letter.Alphabet(""),), table[ord(missing) - 65] * 2, pairs), missing * 2)
        shown = shown.replace("B", "")
        pairs = ((shown, "".join(table[ord(c) - 65] for c in shown)),)
        for text in (missing * 2, "BB"):
            with pytest.raises(ValueError, match="more than one answer"):
                Cipher("encode", (by_letter.Alphabet(""),), text, pairs)


def test_problems_about_one_original_text_stand_in_one_split():
    """Encoded in one problem and asked for in another, it would give the answer away. Texts of level 1 rarely repeat at all."""
    task = registry.load("logic/cipher")
    asked = Cipher("decode", (by_letter.Shift(3),), "PHHW PH", ())
    shown = Cipher("encode", (orders.Reverse(),), "MEET ME", ())
    other = Cipher("encode", (orders.Reverse(),), "MEET MY", ())
    assert digest(task, asked) != digest(task, shown)
    assert split_digest(task, asked) == split_digest(task, shown) != split_digest(task, other)
    assert len({one.split_digest for one in candidates(task.name, 1, 400)}) >= 395


def test_keys_that_are_repeated_anyway_count_once():
    def form(key: str, kind: type = running.Vigenere) -> bytes:
        return digest(registry.load("logic/cipher"), Cipher("encode", (kind(key),), "MEET ME", ()))

    assert form("ABAB") == form("AB") != form("ABA")
    assert form("1111", running.Gronsfeld) == form("1", running.Gronsfeld) != form("2", running.Gronsfeld)


@pytest.mark.parametrize(
    ("steps", "first", "second"),
    [
        # Blocks that say nothing about the numbers, and a last one that says no to every choice of them.
        (({"kind": "permute", "numbers": "??????"}, {"kind": "permute", "numbers": "???????"}), "A" * 40 + "B", "A" * 40 + "C"),
        (({"kind": "columnar", "key": "??????"}, {"kind": "permute", "numbers": "???????"}), "A" * 41 + "B", "A" * 20 + "B" + "A" * 21),
        (({"kind": "vigenere", "key": ""}, {"kind": "columnar", "key": "??????"}), "A" * 1499 + "B", "B" + "A" * 1499),
        (
            ({"kind": "route", "columns": None, "path": "diagonal"}, {"kind": "progressive", "start": None, "step": None}),
            "A" * 1500,
            "B" * 1500,
        ),
    ],
)
def test_hidden_keys_that_take_too_long_to_find_are_refused_at_decoding(steps, first, second):
    text = json.dumps({"operation": "encode", "steps": steps, "text": "ABABAB", "pairs": [[first, second]]})
    start = time.process_time()
    with pytest.raises(ValueError, match=r"too many|no keys|more than one"):
        Cipher.from_json(text)
    assert time.process_time() - start < 0.15


WORDS = frozenset(word for words in lexicon().values() for word in words) | {w.upper() for p in PATTERNS for w in p.split()}


def _reads(text):
    """Whether the text is words of the lexicon, one after the other."""
    ends = {0}
    for start in range(len(text)):
        if start in ends:
            ends.update(start + size for size in range(1, 14) if text[start : start + size] in WORDS)
    return len(text) in ends


@pytest.mark.parametrize("level", [1, 4, 7, 10])
def test_plaintexts_are_english_and_upper_levels_hide_keys_rather_than_grow(level):
    """Random letters are what a chain makes, not what was meant; what is put into a text by Playfair stays in it."""
    problems = [member.problem for one in candidates("logic/cipher", level, 60) for member in one.members]
    plain = [solution(problem) if problem.operation == "decode" else problem.text.replace(" ", "") for problem in problems]
    clean = [
        text
        for problem, text in zip(problems, plain, strict=True)
        if problem.operation == "encode" or all(step.lossless for step in problem.steps)
    ]
    assert len(clean) > 0.8 * len(problems)
    assert all(map(_reads, clean)), [text for text in clean if not _reads(text)]
    assert max(map(len, plain)) < 54 + 10  # a phrase ends with the word, of 10 letters at most, that fills it up
    hiding = sum(any(step.hidden for step in problem.steps) for problem in problems) / len(problems)
    assert abs(hiding - (level - 1) / 10) < 0.2


def test_numerals_of_every_base_come_back_and_other_digits_do_not():
    for base, width in ((2, 5), (3, 3), (4, 3), (5, 3), (6, 2)):
        step = groups.Numerals(base)
        made = step.encode(LETTERS)
        assert len(made) == 26 * width and step.decode(made) == LETTERS
        for wrong in (made[:-1], made[:-1] + str(base)):
            with pytest.raises(ValueError, match="not digits"):
                step.decode(wrong)


def test_a_key_of_digits_shifts_by_nine_at_most():
    step = running.Gronsfeld("")
    assert [found.key for found in running.Gronsfeld("?").consistent_keys((("AB", "JK"),), Budget(1_000))] == ["9"]
    assert not list(running.Gronsfeld("?").consistent_keys((("AB", "KL"),), Budget(1_000)))
    assert not list(step.consistent_keys((("ABC", "KLM"),), Budget(1_000)))


def test_trying_keys_takes_from_the_budget():
    with pytest.raises(ValueError, match="keys"):
        list(orders.Rail(None).consistent_keys((("ABCDEFG", "ABCDEFH"),), Budget(20)))


def test_two_keys_may_be_hidden_and_one_of_them_is_out_of_a_small_family():
    pairs = (("ATTACK", "ATTACK"),)
    for steps in ((by_letter.Shift(None), orders.Rotate(None), orders.Rail(None)), (running.Vigenere("???"), by_letter.Alphabet(""))):
        with pytest.raises(ValueError, match="two keys can be hidden"):
            Cipher("encode", steps, "ATTACK", pairs)


@pytest.mark.parametrize("level", [5, 6])
def test_where_all_keys_are_told_the_order_of_the_steps_matters(level):
    told = [sample for sample in samples("logic/cipher", level, 100) if not sample.problem.pairs]
    assert len(told) > 30
    for sample in told:
        steps, text = sample.problem.steps, without_blanks(sample.problem.text)
        assert len(steps) == 2
        try:
            other = run(steps[::-1], text, sample.problem.operation)
        except ValueError:  # letters are asked for behind digits
            continue
        assert other != without_blanks(sample.answer)
