"""A reply as the prompts of instruct say that it is counted: words, sentences, paragraphs, lines, items of lists."""

import re

from reading import Unread

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
MARKER = re.compile(r"^\s*(?:[-*+•]|#{1,6}|>|\d{1,3}[.)])\s+")
KINDS = {
    "sentence": "sentences", "paragraph": "paragraphs", "line": "lines", "bullet point": "bullets", "numbered item": "numbered", "heading": "headings",
    "passage in *asterisks*": "highlights",
}  # fmt: skip
COMMON = set(
    "the of and to a in is it that for on with as at by be are this from or we you will can not our my your his her its their they he she was were has have had"
    " all but so no more one up out into when there which if about after before over i me us than then an".split()
)
COUNTING = (
    r'A word is a run of letters or digits, and hyphens and apostrophes inside do not interrupt it: "well-known" is one word, "10:30" are two\.',
    r'Each run of letters or digits counts as a word; a hyphen or an apostrophe in it does not end it, while any other sign does \("it\'s" is one word, "and/or" are two\)\.',
    r'An unbroken run of digits is one number: "10:30" holds two\.', r'Each run of digits with nothing in between counts as one number, so there are two in "10:30"\.',
    r"A sentence ends in a full stop, a question mark or an exclamation mark before a blank or the end of the line \(quotation marks and brackets may close in between\), so do without"
    r' abbreviations such as "Dr\."; headings and list items without such a mark are no sentences\.',
    r"Sentences are counted by their end marks \(\. ! \?\) before a blank or a line end, also inside quotation marks; avoid abbreviations with a full stop, and note that a line without an"
    r" end mark is no sentence\.",
    r"Paragraphs are separated by an empty line; a separator between them is not one\.",
    r"There is an empty line between one paragraph and the next, and a separator is no paragraph\.",
    r"Lines without a letter or a digit do not count as lines, nor do lines that begin with three backticks\.",
    r"Only lines with letters or digits on them count, and those with three backticks at the front do not\.",
    r'A numbered item is a line that starts with a number, "\." or "\)" and a blank; none of these is part of the item or of its sentence\.',
    r'Numbered items are lines beginning with a number, "\." or "\)" and a blank, none of which belongs to the item or to its sentence\.',
    r"A bullet point is a line that starts with -, \*, \+ or • and a blank\.", r"Bullet points are lines beginning with -, \*, \+ or • and a blank\.",
    r"A sentence goes on to the next full stop, question mark or exclamation mark\.", r"Sentences end in a full stop, a question mark or an exclamation mark, which belongs to them\.",
)  # fmt: skip


class Reply:
    """A text, whole or a part of one. `parts`: what counts as its parts of some kind, where a prompt says that itself."""

    def __init__(self, value: str, parts: dict[str, list[str]] | None = None) -> None:
        self.value, self.parts = value.strip(), parts or {}

    @property
    def words(self) -> list[str]:
        return WORD.findall(self.value)

    @property
    def low(self) -> list[str]:
        return [word.lower() for word in self.words]

    @property
    def rows(self) -> list[str]:
        return [line.strip() for line in self.value.split("\n") if line.strip()]

    def of(self, unit: str) -> list["Reply"]:
        """`sentences`, `paragraphs`, `lines`, `bullets`, `numbered`, `headings`, `highlights`."""
        return [Reply(part) for part in (self.parts[unit] if unit in self.parts else self._of(unit))]

    def _of(self, unit: str) -> list[str]:
        match unit:
            case "paragraphs":
                return [part.strip() for part in re.split(r"\n\s*\n", self.value) if re.search(r"[^\W_]", part)]
            case "lines":
                return [line for line in self.rows if re.search(r"[^\W_]", line) and not line.startswith("```")]
            case "sentences":
                return [one for line in self.rows for one in sentences(MARKER.sub("", re.sub(r"</?[a-z]+>", "", line)))]
            case "bullets":
                return [line[2:].strip() for line in self.rows if re.match(r"[-*+•]\s+[^\s*]", line)]
            case "numbered":
                return [MARKER.sub("", line) for line in self.rows if re.match(r"\d{1,3}[.)]\s+\S", line)]
            case "headings":
                return [MARKER.sub("", line) for line in self.rows if re.match(r"#{1,6}\s+\S", line)]
        return re.findall(r"\*\*[^*\n]+\*\*|\*[^*\s][^*\n]*\*", self.value)

    def places(self, phrase: str) -> list[int]:
        """Where a phrase begins, as whole words, whatever its case."""
        edges = (r"(?<![^\W_])" if phrase[0].isalnum() else "", r"(?![^\W_])" if phrase[-1].isalnum() else "")
        return [found.start() for found in re.finditer(re.escape(phrase).join(edges), self.value, re.IGNORECASE)]


def sentences(line: str) -> list[str]:
    found, begun = list[str](), list[str]()
    for word in line.split():
        begun.append(word)
        if re.search(r"[.!?][\"'”’)\]*_]*$", word):
            found.append(" ".join(begun))
            begun = []
    return [one for one in found if WORD.search(one)]


def is_english(text: Reply) -> bool:
    """Every tenth word at least is one of the commonest."""
    return bool(text.words) and 10 * sum(word in COMMON for word in text.low) >= len(text.words)


def own_sentences(text: Reply, details: list[str], beside: int) -> bool:
    """Each detail is there once, in a sentence without any other and with so many words beside it."""
    if any(len(text.places(detail)) != 1 for detail in details):
        return False
    homes = [[one for one in text.of("sentences") if one.places(detail)] for detail in details]
    if any(len(home) != 1 for home in homes):
        return False
    alone = all(sum(bool(home[0].places(other)) for other in details) == 1 for home in homes)
    return alone and all(len(home[0].words) >= beside + len(WORD.findall(detail)) for home, detail in zip(homes, details, strict=True))


def counted(notes: str) -> None:
    """Raises Unread where the words on counting are not those that `Reply` keeps to."""
    for sentence in COUNTING:
        notes = re.sub(sentence, "", notes)
    if notes.strip():
        raise Unread(notes.strip())
