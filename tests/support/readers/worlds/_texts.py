"""A second reading of worlds/*: the English text of a prompt back into who there is, facts and the question, as loose JSON that the oracle's sqlite3 can
ask. Its patterns were written by hand from texts, and it imports nothing of ours."""

import re
from functools import cache

from reading import Unread

TERM = {
    "mother": "mother", "teacher": "teacher", "birthplace": "birthplace", "trade": "trade", "guild": "guild", "house": "house",
    "birth year": "born", "river": "river", "founding year": "founded", "seat": "seat", "master": "master", "author": "author", "home": "home",
    "completion year": "finished",
}  # fmt: skip
PLURAL = {"people": "person", "towns": "town", "guilds": "guild", "houses": "house", "books": "work", "rivers": "river", "trades": "trade"}
KINDS = {"person": "person", "town": "town", "guild": "guild", "house": "house", "book": "work", "river": "river", "trade": "trade"}
TO_YEAR = ("born", "founded", "finished")

# X is whom it tells of, V the value, Y another one, N years. The first that fits in kinds counts.
SENTENCES = [
    ("mother", "X was (?:a child of|born to) V"), ("mother", "V was the mother of X"),
    ("teacher", "X was a pupil of V"), ("teacher", "(?:It was )?V (?:who )?taught X"),
    ("birthplace", "X (?:was born in|was a native of|came into the world at) V"),
    ("trade", "X (?:worked as|lived by the work of|was known as) an? (?:skilful )?V"),
    ("guild", "X (?:belonged to|was a member of) V"), ("guild", "V counted X among its members"),
    ("house", "X (?:was of|bore the arms of) V"), ("house", "V counted X as one of its own"),
    ("born", "X was born in V"), ("born", "In V, X was born"), ("born", "The birth of X fell in V"),
    ("river", "X (?:lies on|stands on the banks of) V"), ("river", "V flows through X"),
    ("founded", "X was founded in V"), ("founded", "In V, X was founded"), ("founded", "The founding of X fell in V"),
    ("seat", "X had its seat in V"), ("seat", "The seat of X was in V"), ("seat", "V was the seat of X"),
    ("master", "V was the master of X"), ("master", "X had V as its master"), ("master", "X was led by its master, V"),
    ("author", "V wrote X"), ("author", "X (?:was written by|came from the pen of) V"),
    ("home", "X was kept in V"), ("home", "The home of X was in V"), ("home", "V kept X"),
    ("finished", "X was finished in V"), ("finished", "In V, X was finished"), ("finished", "The last line of X was written in V"),
]  # fmt: skip
BESIDE = [
    ("mother", "X and Y had the same mother"), ("mother", "X was a child of the same mother as Y"),
    ("teacher", "X and Y had the same teacher"), ("teacher", "X was a pupil of the same teacher as Y"),
    ("birthplace", "X was born in the same town as Y"), ("birthplace", "X and Y came into the world in one and the same town"),
    ("trade", "X had the same trade as Y"), ("trade", "X and Y shared one trade"),
    ("guild", "X belonged to the same guild as Y"), ("guild", "X and Y were members of one guild"),
    ("house", "X was of the same house as Y"), ("house", "X and Y bore the arms of one house"),
    ("river", "X lies on the same river as Y"), ("river", "One river flows through X and Y"),
    ("seat", "X had its seat in the same town as Y"), ("seat", "X and Y were seated in one town"),
    ("master", "X and Y had the same master"), ("master", "X had the same master as Y"),
    ("author", "X was written by the author of Y"), ("author", "X and Y came from one pen"),
    ("home", "X was kept in the same town as Y"), ("home", "X and Y had their home in one town"),
    ("born", "X was born N (?P<way>after|before) Y"), ("born", "X was (?P<way>younger|older) than Y by N"),
    ("founded", "X (?:was founded|came into being) N (?:(?P<way>after|before)|(?P<than>later|earlier) than) Y"),
    ("finished", "X was (?:finished|completed) N (?:(?P<way>after|before)|(?P<than>later|earlier) than) Y"),
]  # fmt: skip
SHORT = [
    ("mother", "child of V"), ("mother", "mother: V"), ("teacher", "(?:taught by|pupil of) V"), ("birthplace", "(?:born in|native of) V"),
    ("trade", "V by trade"), ("trade", "trade: V"), ("guild", "(?:member of|belonged to) V"), ("house", "(?:of|bore the arms of) V"),
    ("born", "(?:born in|birth:) V"), ("river", "(?:lies )?on V"), ("founded", "(?:founded in|founding:) V"),
    ("seat", "(?:seat|seated) in V"), ("master", "master: V"), ("master", "led by V as its master"),
    ("author", "(?:written by|from the pen of) V"), ("home", "(?:kept in|home:) V"), ("finished", "(?:finished|completed) in V"),
]  # fmt: skip
ALIAS = re.compile(r"(\w+) (?:was also called|is the same person as) (\w+)\.|(\w+) was another name of (\w+)\.")
BACK = ("before", "older", "earlier")
THING = re.compile(r'(?:the (guild of the|house of|book|river) )?"?([^"]+)"?', re.IGNORECASE)
LABELS = {"guild of the": "guild", "house of": "house", "book": "work", "river": "river"}
YEAR = r"year (\d+) of the (\w+) era|(\w+) (\d+)"
SUBJECTS = {
    "mother": "person", "teacher": "person", "birthplace": "person", "trade": "person", "guild": "person", "house": "person", "born": "person",
    "river": "town", "founded": "town guild house", "seat": "guild house", "master": "guild", "author": "work", "home": "work", "finished": "work",
}  # fmt: skip
VALUES = {
    "mother": "person", "teacher": "person", "birthplace": "town", "trade": "trade", "guild": "guild", "house": "house", "river": "river",
    "seat": "town", "master": "person", "author": "person", "home": "town",
}  # fmt: skip


class Reader:
    """Of one world: names by kind, and its eras."""

    def __init__(self, names: list[str], kinds: list[str], eras: list[tuple[str, int]]) -> None:
        self.names, self.kinds, self.eras = names, kinds, eras
        self.number = {name.lower(): place for place, name in enumerate(names)}
        self.facts: list[list] = []
        self.aliases: list[tuple[int, str]] = []

    def thing(self, text: str) -> int:
        """What a text names. Raises Unread."""
        found = THING.fullmatch(text)
        number = self.number.get(found[2].lower()) if found else None
        if not found or number is None or (found[1] and LABELS[found[1].lower()] != self.kinds[number]):
            raise Unread(text)
        return number

    def year(self, text: str) -> int:
        found = re.fullmatch(YEAR, text)
        if not found:
            raise Unread(text)
        number, name, before = int(found[1] or found[4]), found[2] or found[3], 0
        for era, years in self.eras:
            if era == name:
                return before + number
            before += years
        raise Unread(text)

    def value(self, attribute: str, text: str) -> int:
        """The value that a text gives. Raises Unread where it is of another kind."""
        if attribute in TO_YEAR:
            return self.year(text)
        found = self.thing(text)
        if self.kinds[found] != VALUES[attribute]:
            raise Unread(text)
        return found

    def subject(self, attribute: str, text: str) -> int:
        found = self.thing(text)
        if self.kinds[found] not in SUBJECTS[attribute].split():
            raise Unread(text)
        return found

    def sentence(self, text: str) -> None:
        """One fact. Raises Unread where none or several fit."""
        found = []
        for attribute, pattern in SENTENCES:
            for match in [_match(pattern, text)]:
                try:
                    if match:
                        found.append([attribute, self.subject(attribute, match["X"]), self.value(attribute, match["V"])])
                except Unread:
                    continue
        for attribute, pattern in BESIDE:
            match = _match(pattern, text)
            try:
                if match:
                    told = match.groupdict()
                    way = told.get("way") or told.get("than")
                    shift = int(match["N"].split()[0]) * (-1 if way in BACK else 1) if way else 0
                    found.append([attribute, self.subject(attribute, match["X"]), shift, self.subject(attribute, match["Y"])])
            except Unread:
                continue
        if len(found) != 1:
            raise Unread(f"{len(found)} readings: {text}")
        self.facts += found

    def short(self, of: int, text: str) -> None:
        """`taught by Mira`, of somebody."""
        found = []
        for attribute, pattern in SHORT:
            match = _match(pattern, text)
            if match and self.kinds[of] in SUBJECTS[attribute].split():
                try:
                    found.append([attribute, of, self.value(attribute, match["V"])])
                except Unread:
                    continue
        if len(found) != 1:
            raise Unread(f"{len(found)} readings: {text}")
        self.facts += found

    def document(self, lines: list[str]) -> None:
        """All facts of a document."""
        if lines and not lines[0].startswith("|") and ALIAS.match(lines[0]):
            lines = lines[1:]
        if lines and lines[0].startswith("|"):
            head, _, *rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]
            for row in rows:
                of = self.thing(row[0])
                if self.kinds[of] != KINDS[head[0]]:
                    raise Unread(" | ".join(row))
                self.facts += [[TERM[term], of, self.value(TERM[term], cell)] for term, cell in zip(head[1:], row[1:], strict=True) if cell != "–"]
            return
        for line in lines:
            head, colon, rest = line.partition(": ")
            try:
                of = self.thing(head) if colon else None
            except Unread:
                of = None
            if of is not None:
                told, _, line = rest.partition(".")
                for part in told.split("; "):
                    self.short(of, part)
            for sentence in re.split(r"(?<=\.) ", line.strip()):
                if sentence:
                    self.sentence(re.sub(r'^[A-Z][^:"]{3,50}: ', "", sentence).removesuffix("."))

    def heads(self, documents: list[list[str]]) -> None:
        """The further names that documents tell."""
        for lines in documents:
            for one, other, third, fourth in ALIAS.findall(lines[0]) if lines and not lines[0].startswith("|") else ():
                name, alias = (one, other) if one else (fourth, third)
                if name.lower() not in self.number:
                    raise Unread(f"{name}, who is nobody")
                self.aliases.append((self.number[name.lower()], alias))
                self.number[alias.lower()] = self.number[name.lower()]

    def phrase(self, text: str, that: list | None = None) -> list:
        """`the seat of the guild of Mira` as `[start, path]`."""
        try:
            return [self.thing(text), []]
        except Unread:
            pass
        if that is not None and re.fullmatch(r"that \w+|it", text):
            return [that, []]
        for term in sorted(TERM, key=len, reverse=True):
            if text.startswith(f"the {term} of "):
                start, path = self.phrase(text.removeprefix(f"the {term} of "), that)
                return [start, [*path, TERM[term]]]
        raise Unread(text)

    def where(self, text: str) -> list:
        """`whose guild is not the guild of Mira and whose birth year is earlier than ...`."""
        found = []
        for part in re.split(r" and (?=whose )", text):
            match = re.fullmatch(r"whose (.+?) is (not |earlier than |later than )?(.+)", part)
            if not match:
                raise Unread(part)
            path, way, (start, to) = [TERM[term] for term in match[1].split("'s ")], (match[2] or "").strip(), self.phrase(match[3])
            kind = "before" if way.endswith("than") else "is"
            found.append([kind, path, way in ("", "earlier than"), start, to])
        return found

    def question(self, text: str) -> list:
        """The query. Raises Unread."""
        that = None
        match = re.match(r"Among all (\w+) (.+?), take the one with the (earliest|latest) ([a-z ]+)\. ", text)
        if match:
            that = ["pick", PLURAL[match[1]], self.where(match[2]), TERM[match[4]], match[3] == "latest"]
            text = text[match.end() :]
        if match := re.fullmatch(r"How many years lie between (.+) and (.+)\?", text):
            return ["gap", *(["follow", *self.phrase(part, that)] for part in match.groups())]
        if match := re.fullmatch(r"How many (\w+) are there (whose .+)\?", text):
            return ["count", PLURAL[match[1]], self.where(match[2])]
        if match := re.fullmatch(r"Which are the (\w+) (whose .+)\? Name all of them\.", text):
            return ["all", PLURAL[match[1]], self.where(match[2])]
        if match := re.fullmatch(r"(?:Who|What|Which one) is (.+)\?", text):
            return ["follow", *self.phrase(match[1], that)]
        raise Unread(text)


def _match(pattern: str, text: str) -> re.Match | None:
    return _compiled(pattern).fullmatch(text)


@cache
def _compiled(pattern: str) -> re.Pattern:
    for name, group in (("X", "(?P<X>.+?)"), ("V", "(?P<V>.+?)"), ("Y", "(?P<Y>.+?)"), ("N", r"(?P<N>\d+ years?)")):
        pattern = re.sub(rf"(?<![(<\w]){name}(?![\w>])", lambda _, group=group: group, pattern)
    return re.compile(pattern)


def question_of(prompt: str) -> str:
    """The sentence that asks."""
    found = re.search(
        r"(?:^|: |\n)((?:Among all [^\n]+? take the one [^\n]+?\. )?(?:(?:Who|What|Which one) is|How many years lie|How many \w+ are there|Which are the) [^\n?]*\?(?: Name all of them\.)?)",
        prompt,
    )
    if not found:
        raise Unread("no question")
    return found[1]


def eras_of(prompt: str) -> list[tuple[str, int]]:
    return [(name, int(years)) for name, years in re.findall(r"the (\w+) era \((\d+) years\)", prompt)]


def complete_of(prompt: str) -> list[str]:
    return [TERM[term] for term in re.findall(r"The documents tell the ([a-z ]+) of everybody who has one", prompt)]


def read(prompt: str) -> dict:
    """A prompt of worlds/questions or worlds/answerability. Raises Unread."""
    registers = re.findall(rf"^[-*] ({'|'.join(PLURAL)}): (.+)$", prompt, re.MULTILINE | re.IGNORECASE)
    names, kinds = [], []
    for plural, those in registers:
        for name in those.split(", "):
            names.append(name)
            kinds.append(PLURAL[plural.lower()])
    blocks = re.split(r"^Document \d+\. [^\n]*\n", prompt, flags=re.MULTILINE)[1:]
    return whole(Reader(names, kinds, eras_of(prompt)), [block.split("\n\n")[0].strip().split("\n") for block in blocks], prompt)


def whole(reader: Reader, documents: list[list[str]], prompt: str) -> dict:
    """The problem of documents and a prompt that asks about them."""
    reader.heads(documents)
    for lines in documents:
        reader.document(lines)
    return {
        "names": reader.names, "kinds": reader.kinds, "eras": reader.eras, "aliases": [[of, name, 0] for of, name in reader.aliases],
        "documents": [["read", reader.facts]], "complete": complete_of(prompt), "query": reader.question(question_of(prompt)),
    }  # fmt: skip
