"""Kinds of constraints, by hand: a text that keeps each and one that does not, by the verifier and by the independent route."""

import json
import typing

import pytest
from drawing import in_language

from synth.generators.instruct import _say
from synth.pipelines.oracles.instruct._checks import holds
from synth.pipelines.oracles.instruct._reading import plain
from synth.verifiers.instruct import _case, _formats, _layout, _letters, _links, _marks, _order, _rules, _words
from synth.verifiers.instruct._check import _kind
from synth.verifiers.instruct._rules import At, Each, Inside, Where
from synth.verifiers.instruct._text import Text, reply

L, W, M, R, K, F = _layout, _words, _marks, _order, _links, _formats
KEPT_AND_BROKEN = [
    (W.WordCount(3, 4), "It's a well-known one.", "One two."),
    (W.UsesAll(("old mill",)), "The OLD MILL!", "The cold mill."),
    (W.UsesTimes(2, 2, phrase="an"), "An apple and an egg.", "An apple and eggs."),
    (W.Avoids(("art",)), "Start the party.", "Modern art."),
    (W.OwnSentences(("4 euros", "noon"), 2), "It costs 4 euros. We meet at noon.", "At noon it costs 4 euros. Yes, all right."),
    (W.OwnSentences(("noon",), 2), "We meet at noon.", "We meet at noon. Come at noon."),
    (W.OwnSentences(("noon",), 2), "We meet at noon.", "We meet at noon"),
    (W.PhraseOrder(("b", "a")), "b a b", "a b a"),
    (W.NoRepeatedRun(2), "a b c a c", "a b c A b"),
    (W.DistinctWords(3), "a b A c", "a b A"),
    (W.NoWordTwice(), "one two", "one One"),
    (W.WordLength(0, 5), "it's so-so", "it's longer"),
    (W.LongWords(1, 1, length=6), "a longer word", "a short word"),
    (W.WordAt(-1, "end"), "This is the END.", "end of it"),
    (W.WordAt(2, "is"), "This is it", "is it this"),
    (W.Copies("Still waters."), "He said: Still waters.", "He said: still waters."),
    (W.StartsWith("Dear"), "Dear all,", "My dear,"),
    (W.EndsWith("Bye!"), "So bye. Bye!", "Bye! So."),
    (W.OneOf(("Yes.", "No.")), "No.", "No, no."),
    (W.Tongue(), "The sea is wide.", "Lorem ipsum dolor."),
    (W.Tongue(), "A day in the café.", "The день is over."),
    (W.Tongue(), "It’s a day in the café and that’s all.", "Thė day wė mėt is the day of the tea."),  # no letter "e"
    (W.CharacterCount(3, 4), "a b\nc", "a b"),
    (_letters.LetterCount(2, 2, letter="a"), "A cat.", "A catalogue."),
    (_letters.WithoutLetter("e"), "A cat.", "The cat. E"),
    (_letters.InitialCount(2, letter="c"), "Cats can fly.", "A cat flies."),
    (_letters.Initials("lines", ("a", "b")), "- Apes\n- bees", "Apes bees\nants"),
    (_letters.Endings("sentences", ("ee", "ar")), "I see. So far!", "I see. So!"),
    (_letters.Endings("sentences", ("ee", "ar")), "I see. So far!", "I see. So far! So far!"),
    (_letters.Palindromes(1), "At noon.", "A I aa."),
    (_letters.Palindromes(1), "At noon.", "The cat."),
    (_letters.DigitCount(3, 3), "12 and 3", "123 4"),
    (_letters.NumberCount(2, 2), "12 and 3", "123"),
    (_case.Upper(), "I SAY 5.", "I SAy"),
    (_case.Lower(), "i say 5.", "I say"),
    (_case.CapitalWords(1, 1), "I say NO.", "I say no."),
    (_case.CapitalStart(2, 2), "A Cat sat.", "A cat sat."),
    (_case.TitleCase(), "A Cat Sat 2 Days", "A Cat sat"),
    (_case.InCapitals("cat"), "A CAT concatenates.", "A CAT and a cat"),
    (_case.InCapitals("cat"), "A CAT.", "A cat in İzmir"),  # as many letters in small ones as in capitals, or no place is known
    (M.WithoutMark(","), "So; so", "So， so"),
    (M.MarkCount(2, 2, mark='"'), "“So”", '"So'),
    (M.Wrapped("[", "]"), "[So.]", "So.]"),
    (M.Wrapped("[", "]"), "[So.]", "[]"),
    (M.Wrapped("[", "]"), "[So.]", "[So] so]"),
    (M.MarkCount(1, 1, mark="!"), "So!", "So!！"),
    (M.Wrapped('"', '"'), '"So."', '"So" "so"'),
    (M.Pairs(2, 2, pair="quotations"), 'A "b" and “c”', 'A "b'),
    (M.Pairs(1, pair="placeholders"), "Call [name]", "Call []"),
    (M.Pairs(1, 1, pair="remarks"), "Call (me)", "Call (me) (now)"),
    (L.UnitCount(2, 2, unit="sentences"), "- Yes (so.) No 3.5!", "Dr. No. Yes!"),
    (L.UnitCount(2, 2, unit="paragraphs"), "a\nb\n\n***\n\nc", "a\nb"),
    (L.UnitCount(2, 2, unit="lines"), "a\n\n---\nb", "a b"),
    (L.UnitCount(2, 2, unit="bullets"), "* a\n  - b\n***", "*a*\n- b"),
    (L.UnitCount(1, 1, unit="numbered"), "1. a\n2.b", "a 1. b"),
    (L.UnitCount(1, 1, unit="headings"), "## a\n#b", "a # b"),
    (L.UnitCount(2, 2, unit="highlights"), "*a* and **b c**", "*a and *\nb"),
    (L.Title(), "<<A title>>\ntext", "Text <<A title>>"),
    (L.HeadingFirst("Facts"), "# Facts\ntext", "## Facts\ntext"),
    (L.Headings(("A", "B"), 2), "## A\na\n## B\nb", "## A\n## B\nb"),
    (L.Parted("***", 2), "a\n***\nb", "a\n***\n***\nb"),
    (L.Postscript("P.S."), "a\n\nP.S. one more", "a\nP.S. one more"),
    (L.Postscript("P.S."), "a\n\nP.S. one more", "***"),
    (L.Bulleted("-"), "- a\n- b", "- a\n* b"),
    (L.Numbered("dot", 2, 2), "2. a\n4. b", "2. a\n3. b"),
    (L.Numbered("bracket"), "1) a\n2) b", "1) a\n2. b"),
    (L.LineLength(0, 4), "abcd\n abc", "abcde"),
    (L.NoEmptyLines(), "a\nb", "a\n\nb"),
    (L.Framed("=="), "==\na\n==", "==\na"),
    (L.Fenced("text"), "```text\na\n```", "```\na\n```"),
    (L.Labels(("A:", "B:")), "A: 1\nB: 2", "A: 1\nB:"),
    (L.Repeats("So."), "So.\nMore", "So. More"),
    (R.Alphabetical("lines"), "a z\nb", "b\na"),
    (R.Alphabetical("lines"), "a\nb", "a"),
    (R.ByLength("lines"), "a\nb c", "a\nb"),
    (R.ByLength("sentences", True), "One two. Three.", "One. Two."),
    (R.Ascending("lines"), "in 2\nno\nin 10", "in 10\nin 2"),
    (R.Chronological(), "2031-05-14 and 2031-06-01", "2031-05-14"),
    (R.Openings("sentences"), "A b. B a.", "A b. a c."),
    (R.Closings("sentences"), "A b. B a.", "A b. C B!"),
    (R.Closings("sentences"), "A b c. B b d.", "A b c. A d c."),
    (R.Chain("sentences"), "I see. See me.", "I see."),
    (R.Chain("sentences"), "I see. See me. Me!", "I see. Me."),
    (K.SameCount("paragraphs", -1, "words", "paragraphs", 1), "a b c\n\nd e f", "a\n\nb"),
    (K.Longer("sentences", 1, 2), "A b c. D.", "A. B c."),
    (K.Echo("sentences", 1, 1, 2, -1), "So it is. Not so!", "So it is. Not now!"),
    (K.StatesCount("Words:", "words"), "a b\n\nWords: 2", "a b\nWords: 4"),
    (K.ShowsSum((2, 3)), "So 2 + 3 = 5.", "So 1 + 2 + 3 = 6 and 12+3=15"),
    (K.ShowsSum((2, 3)), "4 + 1 = 5, **2＋3**=5!", "2 + 3 = 5.5, 2+3=50, 3+2=5, 1+2 + 3=5, 2 + 3 + 0 = 5"),
    (K.ShowsSum((2, 3)), "1+ *2 + 3 = 5", "1+ 2 + 3 = 5"),
    (K.ShowsSum((15,) * 12), f"It is {' + '.join(['15'] * 12)} = 180.", f"It is {' + '.join(['15'] * 11)} = 180."),
    (F.Json(), '```json\n{"a": [1]}\n```', '{"a": 1, "a": 2}'),
    (F.JsonKeys(("b", "a")), '{"b": 1, "a": 2}', '{"a": 2, "b": 1}'),
    (F.JsonKinds((("a", "integer"), ("b", "text"))), '{"a": 1, "b": "x"}', '{"a": true, "b": "x"}'),
    (F.Csv(("a", "b"), 1, ";"), "a;b\n1; 2", "a;b\n1;"),
    (F.Table(("a", "b"), 1), "| a | b |\n|---|:-:|\n| 1 | 2 |", "| a | b |\n| 1 | 2 |\n| 1 | 2 |"),
    (F.Tagged("note"), "<note>So.</note>", "<note>So.</note> more"),
    (At("sentences", -1, W.WordAt(1, "so")), "No. So it is.", "So it is. No."),
    (Each("lines", W.EndsWith("!"), -1), "a!\nb!\nc", "a\nb!\nc!"),
    (Where("lines", _letters.NumberCount(1), W.EndsWith("!"), W.EndsWith("?")), "1!\na?", "1!\n2!"),
    (Inside("tail", "---", W.WordCount(1, 1)), "a b\n---\nc", "a b\n---\nc d"),
    (Inside("block", "", _case.Upper()), "see\n```text\nA\n```", "see\n```\nA\nb\n```"),
]


@pytest.mark.parametrize(("check", "kept", "broken"), KEPT_AND_BROKEN, ids=lambda value: getattr(value, "kind", None))
def test_one_text_keeps_it_and_one_does_not(check, kept, broken):
    assert check.holds(Text(kept, "en")) and not check.holds(Text(broken, "en"))
    loose = json.loads(check.to_json())
    assert holds(loose, kept, "en") and not holds(loose, broken, "en")


CHINESE = [
    (W.WordCount(5, 5), "今天，3月下雨。ok", "今天下雨"),
    (W.OwnSentences(("3元", "学校"), 2), "门票只要3元！学校见面。", "学校门票要3元。来吧来吧。"),
    (W.UsesTimes(2, 2, phrase="好的"), "好的，好的", "好的"),
    (_letters.Initials("sentences", ("春", "夏")), "春天。夏天！", "春天。秋天。"),
    (L.UnitCount(2, 2, unit="sentences"), "是吗？！”好。", "是，好"),
    (L.UnitCount(2, 2, unit="numbered"), "1、甲\n2、乙", "一、甲\n二、乙"),
    (L.Numbered("comma"), "1、甲\n2、乙", "1、甲\n3、乙"),
    (L.Title(), "《标题》\n正文", "《标题》正文"),
    (M.Wrapped("“", "”"), "“好。”", "“好”“好”"),
    (R.Chain("sentences"), "我看。看海！", "我看。我去。"),
    (W.Tongue(), "我说 ok", "ok ok 我"),
]


@pytest.mark.parametrize(("check", "kept", "broken"), CHINESE, ids=lambda value: getattr(value, "kind", None))
def test_in_chinese(check, kept, broken):
    assert check.holds(Text(kept, "zh")) and not check.holds(Text(broken, "zh"))
    loose = json.loads(check.to_json())
    assert holds(loose, kept, "zh") and not holds(loose, broken, "zh")


def test_every_kind_is_tried():
    kinds = {one.__name__ for one in (*typing.get_args(_rules.Simple), At, Each, Where, Inside)}
    assert kinds == {type(check).__name__ for check, _, _ in KEPT_AND_BROKEN} and len(kinds) >= 60


def test_every_kind_has_several_wordings_in_each_language():
    for language in ("en", "zh"):
        assert all(len(wordings) >= 2 for name, wordings in _say._sayings(language)[1].items() if not name.startswith("when"))


NOT_DRAWN = {"csv", "json", "json_keys", "json_kinds", "table"}
"""What structured output asks for in its own way."""
OF_LETTERS = "alphabetical capital_start capital_words in_capitals initial_count letter_count long_words lower palindromes title_case upper"
"""What Chinese has not."""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_texts_are_made_for_nearly_every_kind(language):
    asked = [(name, level) for name in ("free_text", "branching") for level in (4, 10)]
    samples = [one for name, level in asked for one in in_language(f"instruct/{name}", level, 250, language)]
    drawn = {inner.kind for one in samples for rule in one.problem.rules for inner in _say.innermost(rule)}
    every = {_kind(one.__name__) for one in typing.get_args(_rules.Rule)}
    without = {"en": "", "zh": f"{OF_LETTERS} word_length"}[language]
    assert every - drawn == NOT_DRAWN | set(without.split())


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_ends_of_lines_and_what_is_not_seen_decide_nothing(ends):
    text = f"\ufeffo\u00adne\u200btw\u034fo\ufe0f{ends}three\xa0four "
    assert reply(text, "en").value == plain(text) == "onetwo\nthree four"
