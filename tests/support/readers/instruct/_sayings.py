"""The sentences of rules for a text, and of conditions, each with what it asks for."""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from readers.instruct._text import KINDS, Reply

Said = dict[str, Any]
"""The groups of a pattern that matched; None for those that it does not have."""
Asks = Callable[[Reply, Said], bool]
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
ORD = r"(?:last|\d+(?:st|nd|rd|th)|" + "|".join(ORDINALS) + ")"
UNIT = r"(?:sentence|paragraph|line|bullet point|numbered item)"
PARTS = r"(?:sentence|paragraph|line|bullet point|numbered item|heading|passage)s?(?: in \*asterisks\*)?"
AMOUNT = r"(?P<n>no|(?:exactly|at least|at most) (?:one|\d+)|between \d+ and \d+)"
TIMES = r"(?P<n>(?:exactly|at least|at most) (?:once|twice|\d+ times)|between \d+ and \d+ times)"
Q = r'(?:the words? )?(?P<q>"[^"]*"(?:(?:,? and |,? or |,? then |, )"[^"]*")*)'
MARKS = {"comma": ",", "exclamation mark": "!", "question mark": "?", "semicolon": ";", "colon": ":", "hyphen": "-", "opening bracket": "(", "double quotation mark": '"'}
MARK = rf"(?P<mark>{'|'.join(MARKS)})s?"
IT = rf'(?P<it>[Tt]he text|[Tt]he {ORD} {UNIT}|[Ee]very {UNIT}(?: except the {ORD} one| that .+?)?|[Ee]very other {UNIT}|[Tt]he part below the last line "[^"]+"|[Tt]he fenced block)'
TWO = rf"(?: There must be at least two {PARTS}\.)?"


def number(words: str) -> int:
    """`one`, `once`, `twice`, `second`, `12th`, `last`."""
    if words in ORDINALS:
        return ORDINALS.index(words) + 1
    return {"one": 1, "once": 1, "twice": 2, "last": -1}.get(words) or int(re.sub(r"\D", "", words))


def within(amount: str, count: int) -> bool:
    """Whether a count is `between 2 and 4`, `at least once`, `no`."""
    if amount == "no":
        return count == 0
    if found := re.match(r"between (\d+) and (\d+)", amount):
        return int(found[1]) <= count <= int(found[2])
    way, limit = amount.rsplit(" ", 1) if not amount.endswith(" times") else amount.removesuffix(" times").rsplit(" ", 1)
    return {"exactly": count == number(limit), "at least": count >= number(limit), "at most": count <= number(limit)}[way]


def unit_of(words: str) -> str:
    """`bullet points` -> `bullets`."""
    return KINDS[words if words in KINDS else re.sub(r"s( in|$)", r"\1", words)]


def quoted(words: str) -> list[str]:
    return re.findall(r'"([^"]*)"', words)


def at(items: list[Any], place: str) -> Any:
    """The item at an ordinal, None where there is none."""
    where = number(place)
    return items[where - 1 if where > 0 else where] if -len(items) <= (where - 1 if where > 0 else where) < len(items) else None


def rising(found: Iterable[Any], falling: bool, least: int = 2) -> bool:
    found = list(found)
    return len(found) >= least and all(a > b if falling else a < b for a, b in pairwise(found))


def letters(word: str) -> int:
    return sum(map(str.isalnum, word))


# `holds(reply, match)` of one part of the text. {it} is the part, {n} an amount, {q} words in quotation marks.
SIMPLE: list[tuple[str, Asks]] = [
    (rf"(?:{IT} must have {AMOUNT} words?|{IT} should be {AMOUNT} words? long|Write {AMOUNT} words? in all)\.", lambda t, m: within(m["n"], len(t.words))),
    (rf"(?:{IT} must contain {Q}|Include {Q}|Make sure that {Q} can be found in {IT})\.", lambda t, m: all(map(t.places, quoted(m["q"])))),
    (rf"(?:{IT} must use {Q} {TIMES}|Use {Q} {TIMES}|The word {Q} has to appear {TIMES} in {IT})\.", lambda t, m: within(m["n"], len(t.places(*quoted(m["q"]))))),
    (rf"(?:{IT} must do without {Q}|Do not use {Q} anywhere|Stay away from {Q} altogether)\.", lambda t, m: not any(map(t.places, quoted(m["q"])))),
    (rf"(?:Bring these in, in exactly this order: {Q}|The order in which things are first mentioned must be {Q})\.", lambda t, m: in_order([t.places(one)[:1] for one in quoted(m["q"])])),
    (r"(?:Never use the same (?P<k>\d+) words in a row twice|No run of (?P<k>\d+) consecutive words may occur twice|Do not repeat yourself: any (?P<k>\d+) words in a row may appear only once)\.", lambda t, m: no_run(t, int(m["k"]))),
    (rf"(?:{IT} must contain {AMOUNT} different words?|Count every word once only: {IT} must still come to {AMOUNT} words?) \(capitals make no difference\)\.", lambda t, m: within(m["n"], len(set(t.low)))),
    (rf"(?:{IT} must do without repeated words: no word may come twice in it|No word may come up more than once in {IT})\.", lambda t, m: len(set(t.low)) == len(t.low)),
    (rf"(?:{IT} must do without words of more than (?P<k>\d+) letters and digits|No word in {IT} may be longer than (?P<k>\d+) letters and digits)\.", lambda t, m: all(letters(word) <= int(m["k"]) for word in t.words)),
    (rf"(?:{IT} must contain {AMOUNT} words? of (?P<k>\d+) letters or more|Count the words that have (?P<k>\d+) letters or more: {IT} must have {AMOUNT} such words?)\.", lambda t, m: within(m["n"], sum(letters(word) >= int(m["k"]) for word in t.words))),
    (rf"(?:The (?P<o>{ORD}) word of {IT} must be {Q}|Choose {Q} as the (?P<o>{ORD}) word of {IT})\.", lambda t, m: at(t.low, m["o"]) == quoted(m["q"])[0].lower()),
    (r"(?:Somewhere, copy this sentence letter by letter|Quote the following sentence without changing a single character): (?P<p>.+)", lambda t, m: m["p"] in t.value),
    (rf"(?:{IT} must begin with exactly these words|Open {IT} with exactly this): (?P<p>.+)", lambda t, m: t.value.startswith(m["p"])),
    (rf"(?:{IT} must end with exactly these words|The very last thing in {IT} must be exactly this): (?P<p>.+)", lambda t, m: t.value.endswith(m["p"])),
    (rf"(?:{IT} must|Let {IT}) end in {Q}\.", lambda t, m: t.value.endswith(quoted(m["q"])[0])),
    (rf"{IT} must (?:be one of these, word for word, and nothing else: |read exactly like one of ){Q}\.", lambda t, m: t.value in quoted(m["q"])),
    (rf"(?:{IT} must have (?P<n>at most \d+|between \d+ and \d+) characters, not counting blanks|Leaving out blanks, {IT} must come to (?P<n>at most \d+|between \d+ and \d+) characters)\.", lambda t, m: within(m["n"], len(re.sub(r"\s", "", t.value)))),
    (rf"(?:{IT} must contain the letter {Q} {TIMES}, small and capital ones together|The letter {Q} \(small or capital\) has to occur {TIMES} in {IT})\.", lambda t, m: within(m["n"], t.value.lower().count(quoted(m["q"])[0].lower()))),
    (rf"(?:{IT} must do without the letter {Q}, small or capital|Avoid the letter {Q} \(small or capital\) in {IT})\.", lambda t, m: quoted(m["q"])[0].lower() not in t.value.lower()),
    (rf"(?:{IT} must have {AMOUNT} words? beginning with the letter (?P<p>[A-Z])|Use {AMOUNT} words? that begins? with (?P<p>[A-Z]))\.", lambda t, m: within(m["n"], sum(word[0] == m["p"].lower() for word in t.low))),
    (rf"(?:The first letters of the (?P<k>\d+) (?P<u>{PARTS}) must be, from top to bottom|Write exactly (?P<k>\d+) (?P<u>{PARTS}) whose first letters are, in this order), (?P<p>[A-Z, ]+)\.", lambda t, m: [part.low[0][0] for part in t.of(unit_of(m["u"]))] == m["p"].lower().split(", ")),
    (rf"(?:There must be (?P<k>\d+) (?P<u>{PARTS}), and their last words must end, in this order, in (?P<p>[-a-z, ]+)|Write (?P<k>\d+) (?P<u>{PARTS}) so that their final words end in (?P<p>[-a-z, ]+), in that order)\.", lambda t, m: endings([part.low[-1] for part in t.of(unit_of(m["u"]))], m["p"].split(", "))),
    (rf'(?:{IT} must contain {AMOUNT} (?:different )?palindromes?: a word of three letters or more that reads the same backwards, such as "noon"|Put in {AMOUNT} (?:different )?words? of at least three letters that reads? the same from both ends, like "noon")\.', lambda t, m: within(m["n"], len({word for word in t.low if len(word) > 2 and word.isalpha() and word == word[::-1]}))),
    (rf"(?:{IT} must contain {AMOUNT} digits? \(each of 0 to 9 counts by itself\)|All numbers in {IT} taken together must have {AMOUNT} digits?)\.", lambda t, m: within(m["n"], len(re.findall("[0-9]", t.value)))),
    (rf"(?:{IT} must contain {AMOUNT} numbers? written in digits|Count the numbers written in digits: {IT} must have {AMOUNT} of them)\.", lambda t, m: within(m["n"], len(re.findall("[0-9]+", t.value)))),
    (rf"(?:{IT} must be in capital letters only|Write {IT} entirely in capitals)\.", lambda t, m: t.value.isupper()),
    (rf"(?:{IT} must be in small letters only, even at the start of sentences and in names|Do not use a single capital letter in {IT})\.", lambda t, m: t.value.islower()),
    (rf"(?:{IT} must contain {AMOUNT} words? of two letters or more in CAPITALS|Write {AMOUNT} words? of at least two letters entirely in CAPITALS)\.", lambda t, m: within(m["n"], sum(len(word) > 1 and word.isupper() for word in t.words))),
    (rf"(?:{IT} must have {AMOUNT} words? beginning with a capital letter|Count the words with a capital at the front: {IT} must have {AMOUNT} of them)\.", lambda t, m: within(m["n"], sum(word[0].isupper() for word in t.words))),
    (rf"(?:{IT} must begin every word with a capital letter|Capitalise The First Letter Of Each Word in {IT})\.", lambda t, m: not any(word[0].islower() for word in t.words)),
    (rf"(?:Wherever {Q} comes up, write it in capitals|Write {Q} in capital letters every time you mention it)\.", lambda t, m: in_capitals(t, quoted(m["q"])[0])),
    (rf"(?:{IT} must do without {MARK}|Use no {MARK} in {IT})\.", lambda t, m: MARKS[m["mark"]] not in t.value),
    (rf"(?:{IT} must contain {AMOUNT} {MARK}|There must be {AMOUNT} {MARK} in {IT})\.", lambda t, m: within(m["n"], t.value.count(MARKS[m["mark"]]))),
    (r"(?:Put double quotation marks around the whole text, and use none inside it|The entire text must stand between one pair of double quotation marks, with no others inside)\.", lambda t, m: bool(re.fullmatch('"[^"]+"', t.value))),
    (rf"(?:{IT} must contain|Put in) {AMOUNT} passages? in double quotation marks\.", lambda t, m: within(m["n"], len(re.findall('"[^"\n]+"', t.value)))),
    (rf"(?:{IT} must contain|Put in) {AMOUNT} placeholders? in square brackets, (?:such as|like) \[\w+\]\.", lambda t, m: within(m["n"], len(re.findall(r"\[[^\[\]\n]+\]", t.value)))),
    (rf"(?:{IT} must contain|Put in) {AMOUNT} (?:remark|aside)s? in round brackets(?: \(like this\))?\.", lambda t, m: within(m["n"], len(re.findall(r"\([^()\n]+\)", t.value)))),
    (rf"(?:{IT} must have {AMOUNT} (?P<u>{PARTS})|Write {AMOUNT} (?P<u>{PARTS})|There must be {AMOUNT} (?P<u>{PARTS}) in {IT})\.", lambda t, m: within(m["n"], len(t.of(unit_of(m["u"]))))),
    (r"(?:Put a title in double angle brackets on the first line, such as <<A title>>|Begin with a title of your own on a line by itself, written <<like this>>)\.", lambda t, m: bool(re.fullmatch(r"<<[^<>\n]*\w[^<>\n]*>>", t.rows[0]))),
    (rf"(?:The first line must be the markdown heading|Start with a line that reads exactly) {Q}\.", lambda t, m: t.rows[0] == quoted(m["q"])[0]),
    (rf"(?:Divide the text into \d+ sections? under the markdown headings? {Q}, in this order and with no other headings|Use exactly these heading lines, in this order, each followed by some text: {Q})\.", lambda t, m: headed(t, quoted(m["q"]))),
    (rf"(?:Split the text into (?P<k>\d+) parts with a line {Q} between one part and the next|There must be (?P<k>\d+) parts, parted by lines that read {Q} and nothing else)\.", lambda t, m: parted(t, int(m["k"]), quoted(m["q"])[0])),
    (rf"(?:Add a postscript at the end: a last paragraph that begins with|Close with a paragraph of its own that starts with) {Q}\.", lambda t, m: t.of("paragraphs")[-1].value.startswith(quoted(m["q"])[0]) and len(t.of("paragraphs")[-1].value) > len(quoted(m["q"])[0]) + 3),
    (rf"(?:Write bullet points, every one of them with the mark {Q}|Use bullet points, all of which begin with {Q} and a blank)\.", lambda t, m: {row[0] for row in t.rows if re.match(r"[-*+•]\s+[^\s*]", row)} == {quoted(m["q"])[0]}),
    (r"(?:Number the items|Use a numbered list whose numbers run) (?P<a>\d+)(?P<p>[.)]), (?P<b>\d+)[.)] and so on(?:, always going (?:up|down) by \d+| \((?:up|down) by \d+ each time\))\.", lambda t, m: numbered(t, int(m["a"]), int(m["b"]), m["p"])),
    (r"(?:No line may be longer than (?P<k>\d+) characters, blanks included|Keep every line to (?P<k>\d+) characters or fewer, blanks included)\.", lambda t, m: all(len(line.value) <= int(m["k"]) for line in t.of("lines"))),
    (r"(?:Leave no empty lines|There must not be an empty line anywhere)\.", lambda t, m: all(map(str.strip, t.value.split("\n")))),
    (rf"(?:Put a line {Q} at the very top, above all else, and another one below all else, with no further line like it in between|Frame the text: a line {Q} at the very top, another one at the very bottom, and nowhere else)\.", lambda t, m: len(t.rows) > 2 and [place for place, row in enumerate(t.rows) if row == quoted(m["q"])[0]] == [0, len(t.rows) - 1]),
    (r'(?:Put everything in one fenced code block \(three backticks\)(?: marked "(?P<p>\w+)")?|The whole reply must be a single block between lines of three backticks(?:, the first with the word "(?P<p>\w+)" behind it)?)\.', lambda t, m: bool(re.fullmatch(rf"```{m['p'] or ''}\n(?:(?!```).)+\n```", t.value, re.DOTALL))),
    (r"(?:Put everything between <(?P<p>\w+)> and </\w+>, with each of these tags once|The whole text must be enclosed in <(?P<p>\w+)> \.\.\. </\w+>, and these tags must not occur inside)\.", lambda t, m: bool(re.fullmatch(rf"<{m['p']}>(?:(?!</?{m['p']}>).)+</{m['p']}>", t.value, re.DOTALL))),
    (rf"(?:Write \d+ lines that begin, in this order, with {Q}|Each line must open with its label, in this order: {Q})\.", lambda t, m: labelled([line.value for line in t.of("lines")], quoted(m["q"]))),
    (r"(?:First repeat this sentence on a line of its own, then go on below it|The first line must be this sentence, unchanged): (?P<p>.+)", lambda t, m: t.rows[0] == m["p"] and len(t.rows) > 1),
    (rf"(?:The (?P<u>{PARTS}) must be in (?P<down>reverse )?alphabetical order of their first words|Arrange the (?P<u>{PARTS}) so that their first words run (?:(?P<down>backwards) through the alphabet, from Z to A|through the alphabet, from A to Z))\.{TWO}", lambda t, m: alphabetical([part.low[0] for part in t.of(unit_of(m["u"]))], bool(m["down"]))),
    (rf"(?:Each (?P<u>{PARTS}) must have (?:(?P<down>fewer)|more) words than the one before|Let the (?P<u>{PARTS}) get (?:(?P<down>shorter) and shorter|longer and longer), counted in words)\.{TWO}", lambda t, m: rising([len(part.words) for part in t.of(unit_of(m["u"]))], bool(m["down"]))),
    (rf"(?:The first numbers that the (?P<u>{PARTS}) contain must go (?:(?P<down>down)|up) from each to the next \({PARTS} without a number aside; two at least must have one\)|Look at the first number in each (?P<u>{PARTS}) that has one: these numbers must get (?:(?P<down>smaller)|larger) from one to the next, and there must be two of them at least)\.", lambda t, m: rising(first_numbers(t, unit_of(m["u"])), bool(m["down"]))),
    (r"(?:Dates written like 2031-05-14 must come (?:(?P<down>latest)|earliest) first, and there must be at least two of them|Give at least two dates in the form 2031-05-14, from the (?:(?P<down>latest)|earliest) to the (?:earliest|latest))\.", lambda t, m: rising(re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", t.value), bool(m["down"]))),
    (rf"(?:No two (?P<u>{PARTS}) may begin with the same (?:word|(?P<k>\d+) words)|Begin every (?P<u>{PARTS}) with (?:a different word|different words: the first (?P<k>\d+) may not be the same in any two))\.{TWO}", lambda t, m: differ([tuple(part.low[: int(m["k"] or 1)]) for part in t.of(unit_of(m["u"]))])),
    (rf"(?:No two (?P<u>{PARTS}) may end with the same word|Every (?P<u>{PARTS}) must end with a different word)\.{TWO}", lambda t, m: differ([tuple(part.low[-1:]) for part in t.of(unit_of(m["u"]))])),
    (rf"(?:Each (?P<u>{PARTS}) must begin with the word that ends the one before|Link the (?P<u>{PARTS}) like a chain: the last word of one is the first word of the next)\.{TWO}", lambda t, m: len(t.of(unit_of(m["u"]))) > 1 and all(a.low[-1] == b.low[0] for a, b in pairwise(t.of(unit_of(m["u"]))))),
    (rf"(?:Count the (?P<of>{PARTS}) of the whole text\. The (?P<o>{ORD}) (?P<u>{UNIT}) must have exactly (?P<plus>as many|\d+ more|\d+ fewer) (?P<c>words?|{PARTS}|{UNIT})(?: than that)?|The (?P<o>{ORD}) (?P<u>{UNIT}) must have (?P<plus>as many|\d+ more|\d+ fewer) (?P<c>words?|{PARTS}|{UNIT}) (?:as|than) there are (?P<of>{PARTS}) in the whole text)\.", lambda t, m: same_count(t, m)),
    (rf"(?:The (?P<o>{ORD}) (?P<u>{UNIT}) must have more words than the (?P<o2>{ORD}) {UNIT}|Make the (?P<o>{ORD}) (?P<u>{UNIT}) longer than the (?P<o2>{ORD}) {UNIT}, counted in words)\.", lambda t, m: longer(t, m["u"], m["o"], m["o2"])),
    (rf"(?:The (?P<w>{ORD}) word of the (?P<o>{ORD}) (?P<u>{UNIT}) must be the same as the (?P<w2>{ORD}) word of the (?P<o2>{ORD}) {UNIT}|Take the (?P<w2>{ORD}) word of the (?P<o2>{ORD}) (?P<u>{UNIT}) and use it as the (?P<w>{ORD}) word of the (?P<o>{ORD}) {UNIT})\.", lambda t, m: echo(t, m)),
    (rf"(?:When all else is written, add a last line {Q} followed by the number of (?P<c>words|{PARTS}) above it, in digits|The last line must be {Q} and then, in digits, how many (?P<c>words|{PARTS}) stand above that line)\.", lambda t, m: stated(t, quoted(m["q"])[0], m["c"])),
    (r'(?:Show the sum of (?P<p>[\d, and]+?) in this order and with its result, in the form a \+ b = c|Somewhere write out the addition of (?P<p>[\d, and]+?) \(in that order\), ending in "=" and the right total)\.', lambda t, m: shows_sum(t, re.findall(r"\d+", m["p"]))),
]  # fmt: skip
# What is said of a given text, or of the parts that a rule is for.
CONDITIONS: list[tuple[str, Asks]] = [
    (rf"contains (?:{AMOUNT}|a) numbers? written in digits", lambda t, m: within(m["n"] or "at least one", len(re.findall("[0-9]+", t.value)))),
    (rf"has {AMOUNT} words?", lambda t, m: within(m["n"], len(t.words))),
    (rf"does not contain {Q}", lambda t, m: not any(map(t.places, quoted(m["q"])))),
    (rf"contains {AMOUNT} {MARK}", lambda t, m: within(m["n"], t.value.count(MARKS[m["mark"]]))),
    (rf"mentions {Q}", lambda t, m: all(map(t.places, quoted(m["q"])))),
    (rf"uses the word {Q}(?: {TIMES})?", lambda t, m: within(m["n"] or "at least once", len(t.places(quoted(m["q"])[0])))),
    (rf"has {AMOUNT} (?P<u>{PARTS})", lambda t, m: within(m["n"], len(t.of(unit_of(m["u"]))))),
    (rf"has more words in its (?P<o>{ORD}) (?P<u>{UNIT}) than in its (?P<o2>{ORD})", lambda t, m: longer(t, m["u"], m["o"], m["o2"])),
    (rf"has (?P<u>{PARTS}) whose first numbers only ever go (?:(?P<down>down)|up) from one to the next \(those without a number aside; two at least\)", lambda t, m: rising(first_numbers(t, unit_of(m["u"])), bool(m["down"]))),
    (rf"has no two (?P<u>{PARTS}) that begin with the same word", lambda t, m: differ([part.low[0] for part in t.of(unit_of(m["u"]))])),
    (rf"contains no {MARK}", lambda t, m: MARKS[m["mark"]] not in t.value),
    (rf"ends in {Q}", lambda t, m: t.value.endswith(quoted(m["q"])[0])),
    (rf"contains the letter {Q} \(small or capital\)(?: {TIMES})?", lambda t, m: within(m["n"] or "at least once", t.value.lower().count(quoted(m["q"])[0].lower()))),
    (rf"does not contain the letter {Q} \(small or capital\)", lambda t, m: quoted(m["q"])[0].lower() not in t.value.lower()),
    (r"has (?P<n>at (?:most|least) \d+) letters and digits", lambda t, m: within(m["n"], letters(t.value))),
]  # fmt: skip


def in_order(places: list[list[int]]) -> bool:
    return all(places) and places == sorted(places)


def no_run(text: Reply, size: int) -> bool:
    runs = [tuple(text.low[start : start + size]) for start in range(len(text.low) - size + 1)]
    return len(set(runs)) == len(runs)


def endings(words: list[str], wanted: list[str]) -> bool:
    return len(words) == len(wanted) and all(word.endswith(end.strip("-")) for word, end in zip(words, wanted, strict=True))


def in_capitals(text: Reply, phrase: str) -> bool:
    places = text.places(phrase)
    return bool(places) and all(text.value[place : place + len(phrase)] == phrase.upper() for place in places)


def headed(text: Reply, headings: list[str]) -> bool:
    at = [place for place, row in enumerate(text.rows) if row.startswith("#")]
    return [text.rows[place] for place in at] == headings and all(b - a > 1 for a, b in pairwise([*at, len(text.rows)]))


def parted(text: Reply, parts: int, separator: str) -> bool:
    at = [-1, *(place for place, row in enumerate(text.rows) if row == separator), len(text.rows)]
    return len(at) == parts + 1 and all(b - a > 1 for a, b in pairwise(at))


def numbered(text: Reply, first: int, second: int, mark: str) -> bool:
    found = [int(one[1]) for row in text.rows if (one := re.match(rf"(\d{{1,3}})[{mark}]\s+\S", row))]
    every = [row for row in text.rows if re.match(r"\d{1,3}[.)]\s+\S", row)]
    return bool(found) and len(every) == len(found) and found == [first + (second - first) * place for place in range(len(found))]


def labelled(lines: list[str], labels: list[str]) -> bool:
    return len(lines) == len(labels) and all(line.startswith(label) and line[len(label) :].strip() for line, label in zip(lines, labels, strict=True))


def alphabetical(words: list[str], falling: bool) -> bool:
    return len(words) > 1 and words == sorted(words, reverse=falling)


def first_numbers(text: Reply, unit: str) -> list[int]:
    return [int(found[0]) for part in text.of(unit) if (found := re.search("[0-9]+", part.value))]


def differ(found: list[Any]) -> bool:
    return len(found) > 1 and len(set(found)) == len(found)


def count(text: Reply, words: str) -> int:
    return len(text.words) if words.startswith("word") else len(text.of(unit_of(words)))


def same_count(text: Reply, found: Said) -> bool:
    part, plus = at(text.of(unit_of(found["u"])), found["o"]), found["plus"]
    more = 0 if plus == "as many" else int(plus.split()[0]) * (1 if plus.endswith("more") else -1)
    return part is not None and count(part, found["c"]) == count(text, found["of"]) + more


def longer(text: Reply, unit: str, one: str, other: str) -> bool:
    first, second = at(text.of(unit_of(unit)), one), at(text.of(unit_of(unit)), other)
    return first is not None and second is not None and len(first.words) > len(second.words)


def echo(text: Reply, found: Said) -> bool:
    one, other = at(text.of(unit_of(found["u"])), found["o"]), at(text.of(unit_of(found["u"])), found["o2"])
    word = at(one.low, found["w"]) if one else None
    return word is not None and other is not None and word == at(other.low, found["w2"])


def stated(text: Reply, label: str, counts: str) -> bool:
    above, _, last = text.value.rpartition("\n")
    return last.startswith(label) and last[len(label) :].strip(" *.") == str(count(Reply(above), counts))


def shows_sum(text: Reply, numbers: list[str]) -> bool:
    wanted = [re.escape(each) for each in (*numbers[:-1], numbers[-1])]
    return bool(re.search(rf"(?<![\d+.])(?<!\+ ){r' *[+] *'.join(wanted)} *= *{sum(map(int, numbers))}(?![\d]|\.\d)", text.value))
