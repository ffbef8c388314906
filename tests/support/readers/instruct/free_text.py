"""Reads instruct/free_text: every rule of the prompt is read, and a reply that keeps them all is right."""

import re

from readers.instruct._rules import rule
from readers.instruct._text import Reply, counted, is_english, own_sentences
from reading import Unread

FACTS = r"(?P<facts>(?:- .+\n)+)"
RULES = r"(?P<rules>(?:- .+\n)+)"
OWN = r"- Each of these must come up in exactly one place, in these words \(capitals make no difference\), in a sentence that contains none of the others and at least (?P<beside>\d+) other words: (?P<facts>.+)\.\n"
NOTES = r"(?P<notes>.*)"
ENDS = (
    r"Reply with the text alone: everything you write outside your thoughts is checked \(10,000 characters at most\), so leave out introductions and remarks\.",
    r"Your reply as a whole, of at most 10,000 characters, is taken as the text\. Please do not add anything before or after it\.",
    r"The reply must consist of nothing but the text itself, in 10,000 characters at most, since all of it is checked\.",
    r"I will use your whole reply as it is \(I have room for 10,000 characters\), so please write no word that is not part of the text\.",
)
PROMPTS = (
    r"Write .+ about .+ in ordinary English\.\n\nWork in all of these details, each exactly once, in these words \(capitals make no difference\), and in a sentence of its own that has at"
    rf" least (?P<beside>\d+) other words and none of the other details:\n{FACTS}\nAnd keep to these rules:\n{RULES}\n{NOTES}\n\n{ENDS[0]}",
    rf"I need .+, in ordinary English\. The subject: .+\.\n\nPlease mention the following, in these words \(capitals make no difference\) but in any order:\n{FACTS}\nMention each of them only"
    r" once\. No two of them may share a sentence, and the sentence has to say something: at least (?P<beside>\d+) more words\.\n\nFurther wishes:\n"
    rf"{RULES}\nHow things are counted: {NOTES}\n\n{ENDS[1]}",
    rf"Your task is to write .+\. It is about .+, and it is in ordinary English\.\n\nRequirements:\n{RULES}{OWN}\n{NOTES}\n\n{ENDS[2]}",
    r"Could you write .+ for me\? It should be ordinary English and deal with .+\.\n\nThese details belong in it, word for word \(capitals make no difference\) and once each:\n"
    rf"{FACTS}\nGive every detail its own sentence, in which it stands beside at least (?P<beside>\d+) other words and without any other detail of the list\.\n\nWhat else matters:\n"
    rf"{RULES}\nFor the counting: {NOTES}\n\n{ENDS[3]}",
)


def follows(prompt: str, answer: str) -> bool:
    return judged(PROMPTS, prompt, answer)


def judged(prompts: tuple[str, ...], prompt: str, answer: str) -> bool:
    found = next((one for pattern in prompts if (one := re.fullmatch(pattern, prompt.strip()))), None)
    if not found:
        raise Unread(prompt)
    counted(found["notes"])
    facts = found["facts"].strip()
    details = re.findall("^- (.+)$", facts, re.MULTILINE) if facts.startswith("- ") else facts.split("; ")
    note = found.groupdict().get("note") or ""
    rules = [rule(sentence, note) for sentence in re.findall("^- (.+)$", found["rules"], re.MULTILINE)]
    text = Reply(answer)
    if not text.value or len(text.value) > 10_000:
        return False
    return own_sentences(text, details, int(found["beside"])) and is_english(text) and all(holds(text) for holds in rules)
