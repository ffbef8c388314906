"""Rules for a text, read one sentence at a time: `rule("Write at most 6 paragraphs.")` says of a reply whether it keeps it."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from typing import Any

from readers.instruct._text import KINDS, Reply
from reading import Unread

Holds = Callable[[Reply], bool]
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
    way, limit = re.match(r"(exactly|at least|at most) (.+)", amount).groups()  # type: ignore[union-attr]
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
SIMPLE: list[tuple[str, Callable[[Reply, re.Match[str]], bool]]] = [
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
    (rf"(?:Count the (?P<of>{PARTS}) of the whole text\. The (?P<o>{ORD}) (?P<u>{UNIT}) must have exactly (?P<plus>as many|\d+ more|\d+ fewer) (?P<c>words|{PARTS})(?: than that)?|The (?P<o>{ORD}) (?P<u>{UNIT}) must have (?P<plus>as many|\d+ more|\d+ fewer) (?P<c>words|{PARTS}) (?:as|than) there are (?P<of>{PARTS}) in the whole text)\.", lambda t, m: same_count(t, m)),
    (rf"(?:The (?P<o>{ORD}) (?P<u>{UNIT}) must have more words than the (?P<o2>{ORD}) {UNIT}|Make the (?P<o>{ORD}) (?P<u>{UNIT}) longer than the (?P<o2>{ORD}) {UNIT}, counted in words)\.", lambda t, m: longer(t, m["u"], m["o"], m["o2"])),
    (rf"(?:The (?P<w>{ORD}) word of the (?P<o>{ORD}) (?P<u>{UNIT}) must be the same as the (?P<w2>{ORD}) word of the (?P<o2>{ORD}) {UNIT}|Take the (?P<w2>{ORD}) word of the (?P<o2>{ORD}) (?P<u>{UNIT}) and use it as the (?P<w>{ORD}) word of the (?P<o>{ORD}) {UNIT})\.", lambda t, m: echo(t, m)),
    (rf"(?:When all else is written, add a last line {Q} followed by the number of (?P<c>words|{PARTS}) above it, in digits|The last line must be {Q} and then, in digits, how many (?P<c>words|{PARTS}) stand above that line)\.", lambda t, m: stated(t, quoted(m["q"])[0], m["c"])),
    (r'(?:Show the sum of (?P<p>[\d, and]+?) in this order and with its result, in the form a \+ b = c|Somewhere write out the addition of (?P<p>[\d, and]+?) \(in that order\), ending in "=" and the right total)\.', lambda t, m: shows_sum(t, re.findall(r"\d+", m["p"]))),
]  # fmt: skip
# What is said of a given text, or of the parts that a rule is for.
CONDITIONS: list[tuple[str, Callable[[Reply, re.Match[str]], bool]]] = [
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


def same_count(text: Reply, found: re.Match[str]) -> bool:
    part, plus = at(text.of(unit_of(found["u"])), found["o"]), found["plus"]
    more = 0 if plus == "as many" else int(plus.split()[0]) * (1 if plus.endswith("more") else -1)
    return part is not None and count(part, found["c"]) == count(text, found["of"]) + more


def longer(text: Reply, unit: str, one: str, other: str) -> bool:
    first, second = at(text.of(unit_of(unit)), one), at(text.of(unit_of(unit)), other)
    return first is not None and second is not None and len(first.words) > len(second.words)


def echo(text: Reply, found: re.Match[str]) -> bool:
    one, other = at(text.of(unit_of(found["u"])), found["o"]), at(text.of(unit_of(found["u"])), found["o2"])
    word = at(one.low, found["w"]) if one else None
    return word is not None and other is not None and word == at(other.low, found["w2"])


def stated(text: Reply, label: str, counts: str) -> bool:
    above, _, last = text.value.rpartition("\n")
    return last.startswith(label) and last[len(label) :].strip(" *.") == str(count(Reply(above), counts))


def shows_sum(text: Reply, numbers: list[str]) -> bool:
    wanted = [re.escape(each) for each in (*numbers[:-1], numbers[-1])]
    return bool(re.search(rf"(?<![\d+.])(?<!\+ ){r' *[+] *'.join(wanted)} *= *{sum(map(int, numbers))}(?![\d]|\.\d)", text.value))


@cache
def _compiled(pattern: str) -> list[re.Pattern[str]]:
    """One pattern for each way of saying it: a group has its name once in each."""
    head, *ways = _ways(pattern)
    return [re.compile(way) for way in (head, *ways)]


def _ways(pattern: str) -> list[str]:
    """The ways of an outermost `(?:one|other)`; the pattern itself where it does not begin with one."""
    if not pattern.startswith("(?:"):
        return [pattern]
    depth, start, ways, place = 0, 3, list[str](), 0
    while place < len(pattern):
        sign = pattern[place]
        if sign == "\\":
            place += 1
        elif sign == "[":
            place = pattern.index("]", place + (2 if pattern[place + 1] in "]^" else 1))
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if not depth:
                ways.append(pattern[start:place])
                return [f"{way}{pattern[place + 1 :]}" for way in ways]
        elif sign == "|" and depth == 1:
            ways.append(pattern[start:place])
            start = place + 1
        place += 1
    raise Unread(pattern)


def matches(patterns: list[tuple[str, Callable[..., bool]]], sentence: str) -> list[tuple[re.Match[str], Callable[..., bool]]]:
    return [(found, holds) for pattern, holds in patterns for way in _compiled(pattern) if (found := way.fullmatch(sentence))]


def condition(words: str) -> Holds:
    """`contains at least 2 commas or has exactly 9 sentences (or both)`."""
    if said := matches(CONDITIONS, words):
        found, holds = said[0]
        return lambda text: holds(text, with_all(found))
    plain = words.removesuffix(" (or both)")
    for cut in re.finditer(" (and|or) ", plain):
        try:
            one, other = condition(plain[: cut.start()]), condition(plain[cut.end() :])
        except Unread:
            continue
        return (lambda text: one(text) and other(text)) if cut[1] == "and" else (lambda text: one(text) or other(text))
    raise Unread(words)


def with_all(found: re.Match[str]) -> Any:
    """A match whose missing groups are None."""
    return _Groups(found)


class _Groups:
    def __init__(self, found: re.Match[str]) -> None:
        self.groups = found.groupdict()

    def __getitem__(self, name: str) -> Any:
        return self.groups.get(name)


def rule(sentence: str, note: str = "") -> Holds:
    """What a rule asks of a text; `note` is the text that decides it, where it says so. Raises Unread."""
    if found := re.fullmatch(r"If the note (.+?): (?=[A-Z])(.+)", sentence):
        return branch(found[1], found[2], note)
    if found := re.fullmatch(rf"Write exactly as many (?P<u>{PARTS}) as the note has (?P<of>[a-z ]+?)(?:, (?P<way>plus|less) (?P<k>\d+))?\.", sentence) or re.fullmatch(
        rf"Count the (?P<of>[a-z ]+?) of the note(?: and (?P<way>add|take away) (?P<k>\d+))?: this is how many (?P<u>{PARTS}) you must write\.", sentence
    ):
        wanted, unit = given(note, found["of"]) + int(found["k"] or 0) * (1 if found["way"] in ("plus", "add") else -1), unit_of(found["u"])
        return lambda text: len(text.of(unit)) == max(0, wanted)
    for cut in re.finditer(r"\. (?=[A-Z])", sentence):  # a rule for some parts, and another for the others
        if re.search("every other", sentence[cut.end() :], re.IGNORECASE):
            return where(sentence[: cut.start() + 1], sentence[cut.end() :])
    for found, holds in matches(SIMPLE, sentence):
        groups = with_all(found)
        if " that " not in (groups["it"] or "") and "other" not in (groups["it"] or ""):
            return scoped((groups["it"] or "the text").lower() if '"' not in (groups["it"] or "") else groups["it"], lambda part: holds(part, groups))
    raise Unread(sentence)


def branch(said: str, rest: str, note: str) -> Holds:
    """The rule of the first case that applies to the note."""
    last = re.search(r" (?:Otherwise|In all other cases): (?=[A-Z])", rest)
    if not last:
        raise Unread(rest)
    cases, otherwise = f"{said}: {rest[: last.start()]}", rest[last.end() :]
    for case in cases.split(" Otherwise, if the note "):
        found = re.fullmatch(r"(.+?): (?=[A-Z])(.+)", case)
        if not found:
            raise Unread(case)
        kept = rule(found[2])
        if condition(found[1])(Reply(note)):
            otherwise = found[2]
            return kept
    return rule(otherwise)


def given(note: str, what: str) -> int:
    signs = {"numbers written in digits": "[0-9]+", "question marks": r"\?", "commas": ","}
    return len(re.findall(signs[what], note)) if what in signs else len(Reply(note).of(unit_of(what)))


def where(first: str, second: str) -> Holds:
    """`Every sentence that contains a comma must ... Every other sentence must ...`: there are both."""
    for found, holds in matches(SIMPLE, first):
        some = re.fullmatch(rf"every ({UNIT}) that (.+)", found["it"], re.IGNORECASE) if "it" in found.groupdict() else None
        for other, others_hold in matches(SIMPLE, second) if some else []:
            if some and re.fullmatch(rf"every other {some[1]}", other["it"] or "", re.IGNORECASE):
                of_them, unit, groups, more = condition(some[2]), unit_of(some[1]), with_all(found), with_all(other)

                def kept(text: Reply) -> bool:
                    sorts = [(part, of_them(part)) for part in text.of(unit)]
                    return {sort for _, sort in sorts} == {True, False} and all(holds(part, groups) if sort else others_hold(part, more) for part, sort in sorts)

                return kept
    raise Unread(f"{first} {second}")


def scoped(it: str, holds: Holds) -> Holds:
    """The rule for the part that it speaks of."""
    if it in ("the text", "The text"):
        return holds
    if found := re.fullmatch(r'[Tt]he part below the last line "(.+)"', it):
        mark = f"\n{found[1]}\n"
        return lambda text: mark in text.value and bool(text.value.rpartition(mark)[2].strip()) and holds(Reply(text.value.rpartition(mark)[2]))
    if it == "the fenced block":
        block = re.compile(r"(?:^|.*\n)```[A-Za-z]*\n((?:(?!```).)+)\n```(?:\n(?!.*```).*)?", re.DOTALL)
        return lambda text: bool(inside := block.fullmatch(text.value)) and holds(Reply(inside[1]))
    if found := re.fullmatch(rf"the ({ORD}) ({UNIT})", it):
        place, unit = found[1], unit_of(found[2])
        return lambda text: (part := at(text.of(unit), place)) is not None and holds(part)
    if found := re.fullmatch(rf"every ({UNIT})(?: except the ({ORD}) one)?", it):
        but, unit = found[2], unit_of(found[1])

        def every(text: Reply) -> bool:
            parts = text.of(unit)
            left = at(parts, but) if but else None
            return bool(parts) and (left is not None or not but) and all(holds(part) for part in parts if part is not left)

        return every
    raise Unread(it)
