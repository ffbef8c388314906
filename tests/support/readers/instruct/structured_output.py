"""Reads instruct/structured_output: the entries are found in the text, chosen, ordered and set down as the prompt says, and compared with the reply."""

import json
import re
from itertools import groupby
from typing import Any, NamedTuple

from readers.instruct._text import WORD
from reading import Unread

MONTHS = "January February March April May June July August September October November December".split()
N, D = r"(?P<name>.+?)", r"(?P<date>\d+ [A-Z]\w+ \d{4})"
NUMBER = r"(?:sleeps|has|went on|has run for|has sold) (?P<number>\d+|an (?:unknown|unrecorded|undisclosed) number of)(?: \w+)?"
FLAG = r"(?P<flag>(?:is|has) [\w ]+?)"
TOLD = (
    rf"The {N} is a (?P<choice>\w+)\. It {NUMBER}, was launched on {D} and {FLAG}\.", rf"Launched on {D}, the {N} {FLAG}\. It is a (?P<choice>\w+) and {NUMBER}\.",
    rf"{N} belongs to (?P<choice>\w+)\. It {NUMBER}, was bought on {D} and {FLAG} at present\.", rf"On {D} the library bought {N}, which stands under (?P<choice>\w+)\. It {NUMBER} and {FLAG}\.",
    rf"{N} rows with the (?P<choice>\w+), joined on {D} and {NUMBER} last year\. This member {FLAG}\.", rf"Since {D} the (?P<choice>\w+) have had {N} among them, who {NUMBER} last year and {FLAG}\.",
    rf"The {N} stands in the (?P<choice>north hall|south hall|cellar|annex) and {NUMBER}\. It was last serviced on {D} and {FLAG}\.",
    rf"Last serviced on {D}, the {N} {NUMBER}\. You find it in the (?P<choice>north hall|south hall|cellar|annex), and it {FLAG}\.",
    rf"{N} will play on {D} \((?P<choice>[\w ]+)\)\. The concert {NUMBER} so far and {FLAG}\.", rf"The concert on {D} is by {N}, and the place is: (?P<choice>[\w ]+)\. It {NUMBER} and {FLAG}\.",
)  # fmt: skip
TEXT, WHICH, FORM, DETAILS = r"(?P<text>(?:.+\n)*.+)", r"(?P<which>Take .+)", r"(?P<form>Give the result as .+)", r"(?P<details>(?:- .+\n)*- .+)"
PROMPTS = (
    rf"Here is a text about .+:\n\n{TEXT}\n\n{WHICH}\n\n{FORM}\n\n{DETAILS}\n\nWrite nothing else: your whole reply is read by a program \(up to 10,000 characters\)\.",
    rf"Turn what the following text says about .+ into data\. {FORM}\n\n{WHICH}\n\n{DETAILS}\n\nThe text:\n{TEXT}\n\nSince a program takes over your reply as a whole \(10,000 characters at most\),"
    r" it must not contain anything but the data\.",
    rf"{TEXT}\n\nThat is what we know of .+\. Which entries do I need\? {WHICH}\n\nHow do I need them\? {FORM}\n\nPlease note:\n{DETAILS}\n\nYour whole reply goes straight into a program that"
    r" accepts up to 10,000 characters, so leave out greetings and explanations\.",
    rf"I have notes on .+ and want them in a fixed form\.\n\nNotes:\n{TEXT}\n\nSelection: {WHICH}\n\nForm: {FORM}\n\nDetails:\n{DETAILS}\n\nReply with the result and no other word; the whole reply,"
    r" of up to 10,000 characters, will be parsed\.",
)
KEYS = r'(?P<keys>"[^"]+"(?:(?:, | and )"[^"]+")*)'


class Entry(NamedTuple):
    """number: None where it is not known. flag: as the text says it, `is not for sale`. date: year, month, day."""

    name: str
    choice: str
    number: int | None
    flag: str
    date: tuple[int, int, int]


def follows(prompt: str, answer: str) -> bool:
    found = next((one for pattern in PROMPTS if (one := re.fullmatch(pattern, prompt.strip()))), None)
    if not found:
        raise Unread(prompt)
    entries = chosen([entry(line) for line in found["text"].split("\n")], found["which"])
    return Form(found["form"], found["details"]).is_right(entries, answer.strip())


def entry(line: str) -> Entry:
    told = [one for pattern in TOLD if (one := re.fullmatch(pattern, line))]
    if len(told) != 1:
        raise Unread(line)
    (one,) = told
    return Entry(one["name"], one["choice"], int(one["number"]) if one["number"].isdecimal() else None, one["flag"], date(one["date"]))


def date(text: str) -> tuple[int, int, int]:
    day, month, year = text.split()
    return int(year), MONTHS.index(month) + 1, int(day)


def field(noun: str) -> str:
    """Of which field a noun speaks: `number of berths`."""
    if noun.startswith("whether "):
        return "flag"
    words = noun.split()
    return "date" if "date" in words else "number" if words[0] == "number" else "name" if words[0] in ("name", "title") else "choice"


def chosen(entries: list[Entry], said: str) -> list[Entry]:
    """Those that are asked for, in their order. Raises Unread where two orders would do."""
    found = re.fullmatch(
        r"(?:Take all entries of the text|Take only the entries (?:of which this is true|that meet (?P<any>at least one|all) of these conditions): (?P<conditions>.+?))\."
        r" (?P<order>Keep the order in which the text tells of them|Sort them by the (?P<by>.+?), (?P<way>latest|earliest|largest|smallest) first(?:; one of which it is not known comes last)?)\."
        r"(?: Then keep only the first (?P<most>\d+|one)\.)?",
        said,
    )
    if not found:
        raise Unread(said)
    if found["conditions"]:
        conditions = found["conditions"].split("; ")
        entries = [one for one in entries if (any if found["any"] == "at least one" else all)(meets(one, each) for each in conditions)]
    if found["by"]:
        by, sign = field(found["by"]), -1 if found["way"] in ("latest", "largest") else 1

        def place(one: Entry) -> tuple[int, ...]:
            value = getattr(one, by)
            return (1,) if value is None else (0, *(sign * part for part in (value if isinstance(value, tuple) else (value,))))

        entries = sorted(entries, key=place)
        if any(len(list(those)) > 1 for _, those in groupby(entries, place)):
            raise Unread(f"{said} There are equal ones.")
    return entries[: {"one": 1}.get(found["most"]) or int(found["most"])] if found["most"] else entries


def meets(one: Entry, said: str) -> bool:
    if found := re.fullmatch(r"the (.+) is (after|before|exactly|not) (\d+ [A-Z]\w+ \d{4})", said):
        other = date(found[3])
        return {"after": one.date > other, "before": one.date < other, "exactly": one.date == other, "not": one.date != other}[found[2]]
    if found := re.fullmatch(r"the (.+) is known and (greater than|less than|exactly|not) (\d+)", said):
        number, limit = one.number, int(found[3])
        if number is None:
            return False
        return {"greater than": number > limit, "less than": number < limit, "exactly": number == limit, "not": number != limit}[found[2]]
    if found := re.fullmatch(r'the (.+) is (not )?"([^"]+)"', said):
        return (one.choice == found[3]) != bool(found[2])
    if found := re.fullmatch(r"the \w+ ((?:is|has) [\w ]+)", said):
        return one.flag == found[1]
    raise Unread(said)


class Form:
    """How the entries are to be written."""

    def __init__(self, said: str, details: str) -> None:
        self.said = said
        self.meanings = {key: noun.removeprefix("the ") for key, noun in re.findall(r'"([^"]+)" is (whether [^;"]+?|the [^;"]+?)(?:;|\.$)', said)}
        self.lines = details.split("\n")
        self.dates = self.take(r"Dates look like (\S+) \(for 14 May 2031\)\.")
        flags = self.take(r'For "whether", write (true or false|"[^"]+" where it is so and "[^"]+" where it is not(?:, as text)?)\.')
        self.flags: list[Any] = re.findall('"([^"]+)"', flags[1]) or [True, False] if flags else []
        numbers = self.take(r'(?:Numbers are (JSON numbers|given as text, in quotation marks); where|Where) a number is not known, put (?:"([^"]+)"|null)\.')
        self.typed, self.missing = bool(numbers and numbers[1] == "JSON numbers"), numbers[2] if numbers else None
        if not self.take(r"Everything(?: else)? is copied letter by letter from the text\."):
            raise Unread(details)
        self.total = self.take(r'"[^"]+" is (the sum over these entries of the .+ \(left out where it is not known\)|how many entries there are), as a JSON number\.')
        self.row = self.take(
            r'Add a last row with "total" in its first cell, nothing in the cells between, and in its last cell (the sum over these entries of the .+ \(left out where it is not known\)'
            r"|how many entries there are)\."
        )
        self.summary = self.take(
            r'"([^"]+)" is a sentence or two of yours about the entries, of (?:exactly (\d+)|(\d+) to (\d+)) words, which mentions "([^"]+)"; more than half of its words are different ones'
            r" \(a word with a hyphen or an apostrophe in it is one word\)\."
        )
        self.fence = bool(self.take(r"Put the whole into a fenced block, between lines of three backticks\."))
        if self.lines:
            raise Unread("\n".join(self.lines))

    def take(self, pattern: str) -> re.Match[str] | None:
        for line in self.lines:
            if found := re.fullmatch(f"- {pattern}", line):
                self.lines.remove(line)
                return found
        return None

    def keys(self, pattern: str, said: str) -> list[str] | None:
        found = re.match(pattern, said)
        return [quoted or tag for quoted, tag in re.findall('"([^"]+)"|<([^>]+)>', found["keys"])] if found else None

    def value(self, one: Entry, key: str) -> Any:
        noun = self.meanings[key]
        which = field(noun)
        if which == "date":
            year, month, day = one.date
            shapes = {"2031-05-14": f"{year}-{month:02}-{day:02}", "14/05/2031": f"{day:02}/{month:02}/{year}", "20310514": f"{year}{month:02}{day:02}"}
            return shapes[self.dates[1]] if self.dates else ""
        if which == "flag":
            so = re.fullmatch(r"whether the \w+ (.+)", noun)
            return self.flags[0 if so and so[1] == one.flag else 1]
        if which == "number":
            return self.missing if one.number is None else one.number if self.typed else str(one.number)
        return getattr(one, which)

    def sum(self, entries: list[Entry], said: str) -> int:
        return len(entries) if said.startswith("how many") else sum(one.number or 0 for one in entries)

    def is_right(self, entries: list[Entry], answer: str) -> bool:
        fenced = re.fullmatch(r"```\w*\n(.*)\n```", answer, re.DOTALL)
        if self.fence and not fenced:
            return False
        text = fenced[1].strip() if fenced else answer
        if keys := self.keys(rf'Give the result as CSV with the mark "(?P<mark>.)" between cells and no quotation marks: a first line with the columns {KEYS}, in this order, and then one line for each entry\.', self.said):
            mark = self.said.split('"')[1]
            return [[cell.strip() for cell in line.split(mark)] for line in text.split("\n")] == self.table(entries, keys)
        if keys := self.keys(rf"Give the result as a Markdown table with the columns {KEYS}, in this order, and one row for each entry\.", self.said):
            lines = [line.strip() for line in text.split("\n")]
            rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
            return len(rows) > 1 and all(re.fullmatch(r"\|.+\|", line) for line in lines) and all(re.fullmatch(":?-+:?", cell) for cell in rows[1]) and rows[:1] + rows[2:] == self.table(entries, keys)
        if keys := self.keys(r"Give the result as XML without attributes: one element <items>, in it an element <item> for each entry, and in each of these, in this order, the elements (?P<keys><\w+>(?:(?:, | and )<\w+>)*)\.", self.said):
            self.meanings = {key.strip("<>"): noun for key, noun in self.meanings.items()}
            items = ["".join(f"<{key}>{self.value(one, key)}</{key}>" for key in keys) for one in entries]
            return re.sub(r">\s+<", "><", text) == f"<items>{''.join(f'<item>{item}</item>' for item in items)}</items>"
        try:
            given = json.loads(text, object_pairs_hook=tuple)
        except ValueError:
            return False
        return self.is_json(entries, given)

    def table(self, entries: list[Entry], keys: list[str]) -> list[list[str]]:
        rows = [keys, *([str(self.value(one, key)) for key in keys] for one in entries)]
        return [*rows, ["total", *[""] * (len(keys) - 2), str(self.sum(entries, self.row[1]))]] if self.row else rows

    def is_json(self, entries: list[Entry], given: Any) -> bool:
        """given: objects as tuples of key and value."""
        if whole := re.match(rf'Give the result as one JSON object with the keys {KEYS}, in this order\. Under "(?P<under>[^"]+)" stands ', self.said):
            keys = re.findall('"([^"]+)"', whole["keys"])
            if not isinstance(given, tuple) or [key for key, _ in given] != keys:
                return False
            held = dict(given)
            if self.total and repr(held[keys[1]]) != str(self.sum(entries, self.total[1])):
                return False
            if self.summary and not self.is_summary(held[self.summary[1]]):
                return False
            return repr(held[whole["under"]]) == repr(self.json(entries, self.said[whole.end() :]))
        return repr(given) == repr(self.json(entries, self.said.removeprefix("Give the result as JSON: ")))

    def is_summary(self, said: Any) -> bool:
        if not self.summary or not isinstance(said, str):
            return False
        words = [word.lower() for word in WORD.findall(said)]
        least, most = (int(self.summary[2] or self.summary[place]) for place in (3, 4))
        return least <= len(words) <= most and 2 * len(set(words)) > len(words) and self.summary[5].lower() in said.lower()

    def json(self, entries: list[Entry], said: str) -> Any:
        def rows(those: list[Entry], keys: list[str]) -> list[Any]:
            return [tuple((key, self.value(one, key)) for key in keys) for one in those]

        if keys := self.keys(rf"a list of objects, one for each entry, with exactly the keys {KEYS}, in this order\.", said):
            return rows(entries, keys)
        if keys := self.keys(rf'an object that has each entry\'s name \(what is called "[^"]+" below\) as a key and below it an object with exactly the keys? {KEYS}(?:, in this order)?\.', said):
            return tuple((one.name, told) for one, told in zip(entries, rows(entries, keys), strict=True))
        keys = self.keys(
            r"an object with one list for each [\w ]+ that occurs, under that word as its key \(keys in the order in which these words first come up once the entries are chosen and ordered\), and in each"
            rf" list the objects of its entries, with exactly the keys {KEYS}, in this order\.",
            said,
        )
        if not keys:
            raise Unread(said)
        choices = dict.fromkeys(one.choice for one in entries)
        return tuple((choice, rows([one for one in entries if one.choice == choice], keys)) for choice in choices)
