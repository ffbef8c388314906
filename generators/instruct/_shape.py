"""What a constraint asks of a text that is not there by itself: each function changes a draft and gives constraints that it then keeps, as
far as later changes leave them."""

from collections.abc import Callable
from random import Random

from synth.generators.instruct._draft import Draft, split
from synth.generators.instruct._phrases import PHRASES
from synth.verifiers.instruct import _case, _formats, _layout, _links, _marks, _order, _words
from synth.verifiers.instruct._check import Check
from synth.verifiers.instruct._letters import Palindromes
from synth.verifiers.instruct._rules import At
from synth.verifiers.instruct._text import Text

Shaper = Callable[[Random, Draft], list[Check]]


def bullets(rng: Random, draft: Draft) -> list[Check]:
    mark = rng.choice("-*+")
    draft.style, draft.marks = "bullets", (f"{mark} ",) * len(draft.sentences)
    return [_layout.Bulleted(mark)]  # type: ignore[arg-type]


def numbered(rng: Random, draft: Draft) -> list[Check]:
    style = rng.choice(("dot", "bracket") if draft.language == "en" else ("dot", "comma"))
    count = len(draft.sentences)
    step = rng.choice((1, 2, 3, 5, 10, -1, -2))
    first = rng.randint(1, 9) if step > 0 else -step * count + rng.randint(0, 5)
    sign = {"dot": ". ", "bracket": ") ", "comma": "、"}[style]
    draft.style, draft.marks = "numbered", tuple(f"{first + step * k}{sign}" for k in range(count))
    return [_layout.Numbered(style, first, step)]  # type: ignore[arg-type]


def lines(rng: Random, draft: Draft) -> list[Check]:
    draft.style, draft.marks = "lines", ()
    return [_layout.NoEmptyLines()]


def labels(rng: Random, draft: Draft) -> list[Check]:
    words = PHRASES[draft.language]["labels"]
    if len(draft.sentences) > min(len(words), 9):
        return []
    chosen = tuple(rng.sample(words, len(draft.sentences)))
    draft.style, draft.marks = "labels", tuple(label + ("" if draft.language == "zh" else " ") for label in chosen)
    return [_layout.Labels(chosen)]


def headings(rng: Random, draft: Draft) -> list[Check]:
    parts = rng.randint(2, min(5, len(draft.sentences)))
    chosen, depth = rng.sample(PHRASES[draft.language]["headings"], parts), rng.randint(1, 3)
    draft.style, draft.sizes = "headings", split(rng, len(draft.sentences), parts)
    draft.marks = tuple(f"{'#' * depth} {heading}" for heading in chosen)
    return [_layout.Headings(tuple(chosen), depth)]


SEPARATORS = ("***", "---", "******", "~~~~", "==")


def parted(rng: Random, draft: Draft) -> list[Check]:
    parts = rng.randint(2, min(5, len(draft.sentences)))
    mark = rng.choice(SEPARATORS)
    draft.style, draft.marks, draft.sizes = "prose", (mark,), split(rng, len(draft.sentences), parts)
    return [_layout.Parted(mark, parts)]


STYLES: tuple[Shaper, ...] = (bullets, numbered, lines, labels, headings, parted)
UNIT = {"bullets": "bullets", "numbered": "numbered", "lines": "lines"}
"""The parts that sentences become in a style."""


def ordered(rng: Random, draft: Draft) -> list[Check]:
    """Sentences in an order, as sentences or as items."""
    unit, falling = UNIT.get(draft.style, "sentences"), rng.random() < 0.4
    if draft.language == "en" and rng.random() < 0.6:
        draft.sentences.sort(key=lambda one: one.split()[0].strip(",'").lower(), reverse=falling)
        return [_order.Alphabetical(unit, falling)]  # type: ignore[arg-type]
    counted = {_length(draft, one): one for one in draft.sentences}
    if len(counted) < len(draft.sentences):
        return []
    draft.sentences[:] = [counted[size] for size in sorted(counted, reverse=falling)]
    return [_order.ByLength(unit, falling)]  # type: ignore[arg-type]


def chained(rng: Random, draft: Draft) -> list[Check]:
    """Each sentence begins with the word that ends the one before."""
    last = [Text(one, draft.language).words[-1] for one in draft.sentences]
    if len(last) < 2 or not all(word.isalpha() for word in last):
        return []
    gap = "，" if draft.language == "zh" else ": "
    for at, word in enumerate(last[:-1], 1):
        draft.sentences[at] = f"{word.capitalize()}{gap}{draft.sentences[at]}"
    return [_order.Chain(UNIT.get(draft.style, "sentences"))]  # type: ignore[arg-type]


def _length(draft: Draft, sentence: str) -> int:
    return len(Text(sentence, draft.language).words)


def title(rng: Random, draft: Draft) -> list[Check]:
    name = draft.scene.theme.removeprefix("a ")
    draft.head.insert(0, f"<<{name.capitalize()}>>" if draft.language == "en" else f"《{name}》")
    return [_layout.Title()]


def heading_first(rng: Random, draft: Draft) -> list[Check]:
    heading = rng.choice(PHRASES[draft.language]["headings"])
    draft.head.insert(0, f"# {heading}")
    return [_layout.HeadingFirst(heading)]


def starts(rng: Random, draft: Draft) -> list[Check]:
    phrase = rng.choice(PHRASES[draft.language]["opening"])
    draft.head.insert(0, phrase)
    return [_words.StartsWith(phrase)]


def repeats(rng: Random, draft: Draft) -> list[Check]:
    sentence = rng.choice(PHRASES[draft.language]["repeated"])
    draft.head.insert(0, sentence)
    return [_layout.Repeats(sentence)]


HEADS: tuple[Shaper, ...] = (title, heading_first, starts, repeats)


def ends(rng: Random, draft: Draft) -> list[Check]:
    phrase = rng.choice(PHRASES[draft.language]["closing"])
    draft.tail.append(phrase)
    return [_words.EndsWith(phrase)]


def postscript(rng: Random, draft: Draft) -> list[Check]:
    mark = rng.choice(PHRASES[draft.language]["postscript"])
    gap = "" if draft.language == "zh" else " "
    draft.tail.append(mark + gap + rng.choice(PHRASES[draft.language]["closing"]))
    return [_layout.Postscript(mark)]


def chosen(rng: Random, draft: Draft) -> list[Check]:
    options = rng.sample(PHRASES[draft.language]["closing"], 3)
    draft.tail.append(rng.choice(options))
    return [At("lines", -1, _words.OneOf(tuple(options)))]


def states(rng: Random, draft: Draft) -> list[Check]:
    """Must come last: it counts what is there."""
    if draft.case or any(draft.frame):
        return []
    label = rng.choice(PHRASES[draft.language]["counted"])
    counts = rng.choice(("words", "sentences", "words"))
    found = _links.counted(draft.text(), counts)  # type: ignore[arg-type]
    draft.tail.append(f"{label} {found}" if draft.language == "en" else f"{label}{found}")
    return [_links.StatesCount(label, counts)]  # type: ignore[arg-type]


TAILS: tuple[Shaper, ...] = (ends, postscript, chosen, states)


def _insert(rng: Random, draft: Draft, sentence: str) -> None:
    draft.sentences.insert(rng.randint(0, len(draft.sentences)), sentence)
    draft.sizes[rng.randrange(len(draft.sizes))] += 1


def copies(rng: Random, draft: Draft) -> list[Check]:
    passage = rng.choice(PHRASES[draft.language]["copied"])
    _insert(rng, draft, passage)
    return [_words.Copies(passage)]


def shows_sum(rng: Random, draft: Draft) -> list[Check]:
    numbers = tuple(rng.randint(11, 99) for _ in range(rng.randint(2, 4)))
    _insert(rng, draft, rng.choice(PHRASES[draft.language]["sum"]).replace("{}", f"{' + '.join(map(str, numbers))} = {sum(numbers)}"))
    return [_links.ShowsSum(numbers)]


def dates(rng: Random, draft: Draft) -> list[Check]:
    falling = rng.random() < 0.5
    found = sorted({f"20{rng.randint(31, 59)}-{rng.randint(1, 12):02}-{rng.randint(10, 28)}" for _ in range(6)}, reverse=falling)[:2]
    _insert(rng, draft, rng.choice(PHRASES[draft.language]["dates"]).format(*found))
    return [_order.Chronological(falling)]


def palindromes(rng: Random, draft: Draft) -> list[Check]:
    if draft.language == "zh":
        return []
    words = rng.sample(PHRASES["en"]["palindromes"], rng.randint(1, 2))
    _insert(rng, draft, PHRASES["en"]["palindrome"][0].format(" and ".join(words)))
    return [Palindromes(len(words))]


def remarks(rng: Random, draft: Draft) -> list[Check]:
    chosen = rng.sample(range(len(draft.sentences)), min(rng.randint(1, 2), len(draft.sentences)))
    for place, remark in zip(chosen, rng.sample(PHRASES[draft.language]["remark"], len(chosen)), strict=True):
        one, gap = draft.sentences[place], "" if draft.language == "zh" else " "
        draft.sentences[place] = f"{one[:-1]}{gap}{remark}{one[-1]}"
    return [_marks.Pairs(len(chosen), len(chosen), pair="remarks")]


def placeholders(rng: Random, draft: Draft) -> list[Check]:
    chosen = rng.sample(PHRASES[draft.language]["placeholder"], rng.randint(1, 3))
    draft.tail.append(PHRASES[draft.language]["holder"][0].format(" ".join(chosen)))
    return [_marks.Pairs(len(chosen), pair="placeholders")]


def highlights(rng: Random, draft: Draft) -> list[Check]:
    chosen = rng.sample(draft.facts, min(len(draft.facts), rng.randint(1, 3)))
    draft.sentences[:] = [_marked(one, chosen) for one in draft.sentences]
    return [_layout.UnitCount(len(chosen), len(chosen), unit="highlights")]


def _marked(sentence: str, facts: list[str]) -> str:
    for fact in facts:
        at = sentence.lower().find(fact.lower())
        if at >= 0:
            return f"{sentence[:at]}*{sentence[at : at + len(fact)]}*{sentence[at + len(fact) :]}"
    return sentence


def in_capitals(rng: Random, draft: Draft) -> list[Check]:
    fact = rng.choice(draft.facts)
    if draft.language == "zh" or fact.upper() == fact:
        return []
    draft.sentences[:] = [one.replace(fact, fact.upper()).replace(fact[:1].upper() + fact[1:], fact.upper()) for one in draft.sentences]
    return [_case.InCapitals(fact)]


def in_order(rng: Random, draft: Draft) -> list[Check]:
    chosen = rng.sample(draft.facts, min(len(draft.facts), rng.randint(2, 4)))
    chosen.sort(key=lambda fact: next((place for place, one in enumerate(draft.sentences) if fact.lower() in one.lower()), 0))
    return [_words.PhraseOrder(tuple(chosen))]


INSERTS: tuple[Shaper, ...] = (copies, shows_sum, dates, palindromes, remarks, placeholders, highlights, in_capitals)


def upper(rng: Random, draft: Draft) -> list[Check]:
    draft.case = "upper"
    return [_case.Upper()] if draft.language == "en" else []


def lower(rng: Random, draft: Draft) -> list[Check]:
    draft.case = "lower"
    return [_case.Lower()] if draft.language == "en" else []


def titled(rng: Random, draft: Draft) -> list[Check]:
    draft.case = "title"
    return [_case.TitleCase()] if draft.language == "en" else []


def quoted(rng: Random, draft: Draft) -> list[Check]:
    marks = ('"', '"') if draft.language == "en" else ("“", "”")
    draft.frame = marks
    return [_marks.Wrapped(*marks)]


def framed(rng: Random, draft: Draft) -> list[Check]:
    line = rng.choice(("=====", "~~~~~", "+++++", "#####", "-----"))
    draft.frame = (f"{line}\n", f"\n{line}")
    return [_layout.Framed(line)]


def fenced(rng: Random, draft: Draft) -> list[Check]:
    tag = rng.choice(("", "text", "markdown"))
    draft.frame = (f"```{tag}\n", "\n```")
    return [_layout.Fenced(tag)]


def tagged(rng: Random, draft: Draft) -> list[Check]:
    tag = rng.choice(("note", "text", "body", "message"))
    draft.frame = (f"<{tag}>\n", f"\n</{tag}>")
    return [_formats.Tagged(tag)]


FRAMES: tuple[Shaper, ...] = (upper, lower, titled, quoted, framed, fenced, tagged)
