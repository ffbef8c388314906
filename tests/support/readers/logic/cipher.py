"""Reads how texts are encoded, and encodes or decodes; where keys are untold it finds all that the examples allow, and every one of them has
to give the answer."""

import re
from collections.abc import Iterator

from readers.logic._cipher_moves import Moves
from readers.logic._cipher_rules import Step, step
from readers.logic._ciphers import Key, Open, Pairs, Square, Stuck
from reading import Unread, body

TEXT = r"[A-Z0-9]+(?: [A-Z0-9]+)*"
TITLES = (
    "Caesar shift|Atbash|Gronsfeld cipher|Reversal|Rotation|Reversed blocks|Affine cipher|Letter table|Key word alphabet|Vigenere cipher|Progressive shift|Rail fence|Route|"
    "Polybius square|Numerals|Beaufort cipher|Autokey cipher|Columnar transposition|Block permutation|Counting out|Hill cipher|Playfair cipher|Bifid cipher"
)
START = re.compile(
    rf"(?:(?:(?P<number>\d+)\. |\((?P<place>\d+)\) )?(?:{TITLES})\. |- (?:Step (?P<step>\d+)\. )?(?:{TITLES}): |What they do is this\. |The first step: |(?P<last>The last step: )|Step number (?P<next>\d+): )(?P<rule>.+)"
)
CONVENTIONS = re.compile(
    r"(?:Conventions\. )?(?:Blanks only make texts easier to read: take them out before you begin; they are never counted, moved or replaced"
    r"|All blanks in the texts are for the eye alone\. Remove them first: they don't count as characters, are not encoded and use up no key)\."
    r"(?P<numbered> Letters are numbered A = 0, B = 1, C = 2, \.\.\., Z = 25\.| The number of a letter is its place in the alphabet counted from zero: A = 0, B = 1, \.\.\., Z = 25\.)?"
    r"(?P<chained> Each step works on the whole result of the step before it\.| What comes out of one step, as a whole, goes into the next\.)?"
    r"(?P<undo> Decoding is undoing: find what gave the text, step by step from the last one back\.| To decode means to undo the encoding, the last thing done first\.)?"
    r"(?P<square> Where I stood for J, it stays I\.)?"
)
UNKNOWN = re.compile(
    r"(?:What is unknown has to be found from examples|Examples tell what is left open above)\."
    r" (?:The same keys, which are not told, were used for each of them and for the text in question|In all of them, and in the text in question, the unknown keys are the same)"
    r", and every text starts afresh at the beginning of a key\."
    r" (?:Together they settle the answer, even if some part of a key should stay open|The answer follows from them without doubt, though perhaps not each part of a key)\."
    r"(?: Here is what is known of older letters\.)?"
)
PAIR = re.compile(
    rf"({TEXT}) -> ({TEXT})|The text ({TEXT}) is encoded as ({TEXT})\.|\d+\) plain: ({TEXT}) secret: ({TEXT})|\| ({TEXT}) \| ({TEXT}) \|"
)
ENCODE = re.compile(
    rf"Encode the text below with (?:this cipher|these ciphers, one after the other)\.|(?:Text to encode|Text|Original text|One of them now wants to send this): (?P<text>{TEXT})"
    r"|What does the text become when it is encoded\?|Which encoded text has to be sent\?|Task: encoding\.|Wanted: the text after encoding\."
)
DECODE = re.compile(
    r"The text below was encoded with (?:this cipher|these ciphers, one after the other)\. Decode it\."
    rf"|(?:Text to decode|Encoded text|Text after encoding|One of them now receives this): (?P<text>{TEXT})"
    r"|What was the text before it was encoded\?|Which original text was encoded\?|Task: decoding\.|Wanted: the original text\."
)
RESULT = re.compile(
    r"Give the result as (letters|digits) only; upper or lower case and blanks do not matter\.|Only the (letters|digits) of the answer are compared: case, blanks and punctuation are ignored\."
)
NUMBERED = r"etters? with numbers?|numbers? of (?:the|each) (?:text |key )?letter|number of each letter"
IDLE = re.compile(
    r"How texts are encoded here:|Two friends write to each other in a cipher (?:of (?P<of>\d+) steps )?that they agreed on\.|Encoding, in (?:one step|(?P<in>\d+) steps, in this order):"
    r"|Examples \(original -> encoded\):|\| original \| encoded \||\|---\|---\|"
)


def chains(steps: list[Step], pairs: Pairs) -> Iterator[list[Key]]:
    """All keys of the steps under which the pairs are right."""
    hidden = [place for place, each in enumerate(steps) if each.key is None]
    keys = [each.key for each in steps]
    if not hidden:
        yield keys
        return
    if len(hidden) > 2 or (len(hidden) == 2 and not any(isinstance(steps[place].cipher, Moves) for place in hidden)):
        raise Unread("more keys than can be tried")
    moving = next((place for place in hidden if isinstance(steps[place].cipher, Moves)), hidden[0])
    last = next((place for place in hidden if place != moving), moving)
    tried = steps[moving].cipher.every if isinstance(steps[moving].cipher, Moves) and len(hidden) == 2 else [None]
    for key in tried:
        keys[moving] = key
        try:
            inner = [(through(steps[:last], keys, one), back(steps[last + 1 :], keys[last + 1 :], other)) for one, other in pairs]
            if all(len(one) == len(other) for one, other in inner):
                for found_key in steps[last].cipher.keys(inner):
                    yield [*keys[:last], found_key, *keys[last + 1 :]]
        except Stuck:
            continue


def through(steps: list[Step], keys: list[Key], text: str) -> str:
    for each, key in zip(steps, keys, strict=False):
        text = each.cipher.encode(text, key)
    return text


def back(steps: list[Step], keys: list[Key], text: str) -> str:
    for each, key in reversed(list(zip(steps, keys, strict=True))):
        text = each.cipher.decode(text, key)
    return text


def follows(prompt: str, answer: str) -> bool:
    joined = re.sub(r"\n([A-Z]{26})(?=\n)", r" \1", body(prompt) + "\n")  # a table of letters, two lines below its rule
    joined = re.sub(r"\n +secret: ", " secret: ", joined)
    steps, pairs, texts, ways, results = list[Step](), Pairs(), list[str](), set[str](), list[str]()
    told, counts, unknown = list[re.Match[str]](), set[int](), 0
    for line in filter(None, map(str.strip, joined.splitlines())):
        if start := START.fullmatch(line):
            number = next(filter(None, start.group("number", "place", "step", "next")), None)
            if number and int(number) != len(steps) + 1:
                raise Unread(line)
            steps.append(step(start["rule"]))
        elif pair := PAIR.fullmatch(line):
            one, other = (text.replace(" ", "") for text in pair.groups() if text)
            pairs.append((one, other))
        elif way := ENCODE.fullmatch(line) or DECODE.fullmatch(line):
            ways.add("encode" if ENCODE.fullmatch(line) else "decode")
            texts += [way["text"].replace(" ", "")] if way["text"] else []
        elif conventions := CONVENTIONS.fullmatch(line):
            told.append(conventions)
        elif result := RESULT.fullmatch(line):
            results.append(result[1] or result[2])
        elif idle := IDLE.fullmatch(line):
            counts |= {int(count) for count in idle.groups() if count}
        elif UNKNOWN.fullmatch(line):
            unknown += 1
        else:
            raise Unread(line)
    if len(ways) != 1 or not len(texts) == len(told) == len(results) == 1 or counts - {len(steps)}:
        raise Unread(prompt)
    encode, open_keys = "encode" in ways, any(each.key is None for each in steps)
    squares = any(isinstance(each.cipher, Square) for each in steps)
    promised = bool(told[0]["chained"]), bool(told[0]["undo"]), bool(told[0]["square"]), unknown == 1, bool(pairs)
    if promised != (len(steps) > 1, not encode, not encode and squares, open_keys, open_keys):
        raise Unread(prompt)
    if not told[0]["numbered"] and any(re.search(NUMBERED, line) for line in joined.splitlines() if START.fullmatch(line)):
        raise Unread("letters have numbers, but which?")
    found = set[str]()
    for keys in chains(steps, pairs):
        try:
            result = through(steps, keys, texts[0]) if encode else back(steps, keys, texts[0])
            if not encode and through(steps, keys, result) != texts[0]:
                continue
        except Stuck:
            continue  # these keys fit the examples, but nothing that they encode is this text
        except Open:
            return False
        found.add(result)
    right = found.pop() if len(found) == 1 else ""
    return answer == right and results[0] == ("digits" if right.isdigit() else "letters")
