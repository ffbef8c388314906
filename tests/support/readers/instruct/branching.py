"""Reads instruct/branching: the note in the prompt decides which rules hold, and a reply that keeps these is right."""

from readers.instruct.free_text import ENDS, FACTS, NOTES, OWN, RULES, judged

NOTE = r"(?P<note>(?:.|\n)+?)"
PROMPTS = (
    rf'Here is a note:\n\n"""\n{NOTE}\n"""\n\nThe note has to do with something else, but some of the rules below depend on it\. Write .+ about .+ in ordinary English, and follow these rules:\n'
    rf"{RULES}\nIn your text mention each of these details exactly once, in these words, each in a sentence of its own with at least (?P<beside>\d+) other words and none of the other details:\n"
    rf"{FACTS}\n{NOTES} The same counting applies to the note\.\n\n{ENDS[0]}",
    rf"I need .+ about .+, in ordinary English\. These details must be in it, word for word \(capitals make no difference\) and only once each:\n{FACTS}\nNo two of them may share a sentence, and"
    r" each has at least (?P<beside>\d+) more words around it in its sentence\.\n\nHow the text has to look is settled partly by this note, which came with other post:\n"
    rf"<note>\n{NOTE}\n</note>\n\nThe rules:\n{RULES}\nHow things are counted, in the note as in your text: {NOTES}\n\n{ENDS[1][:-2]}, and do not say which case applies\.",
    rf"Please read this note first\.\n\n> {NOTE}\n\nNow write .+\. It is about .+ \(not about the note\) and in ordinary English\. What you must observe:\n"
    rf"{RULES}{OWN}\n{NOTES} This goes for the note, too\.\n\n{ENDS[2]}",
    rf"Could you write .+ for me\? It should be ordinary English and deal with .+\. Word for word and once each, it has to mention:\n{FACTS}\nGive every one of them its own sentence, in which it"
    r" stands beside at least (?P<beside>\d+) other words and without any other item of the list\.\n\nThere is also a note:\n"
    rf"{NOTE}\n\nLook at it to see which of these rules hold:\n{RULES}\nFor the counting, in the note and in your text: {NOTES}\n\n{ENDS[3]}",
)


def follows(prompt: str, answer: str) -> bool:
    return judged(PROMPTS, prompt, answer)
