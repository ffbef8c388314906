"""How the oracles of this domain read a reply: sign by sign, from left to right."""

HIDDEN = {0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F)}
HIDDEN |= {*range(0x2060, 0x2070), 0x3164, *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE1000)}
BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
CLOSING = set("\"'”’)]*_")


def plain(text: str) -> str:
    """A reply without what nobody sees."""
    kept, previous = [], ""
    for sign in text:
        if sign == "\n" and previous == "\r":
            previous = sign
            continue
        previous = sign
        if ord(sign) in HIDDEN:
            continue
        kept.append("\n" if sign in BREAKS else " " if sign == "\xa0" else sign)
    return "".join(kept).strip()


def words(text: str, language: str) -> list[str]:
    if language == "zh":
        return [sign for sign in text if 0x4E00 <= ord(sign) <= 0x9FFF]
    found, word = [], ""
    for at, sign in enumerate(text):
        after = text[at + 1] if at + 1 < len(text) else " "
        if sign.isalnum() or (word and word[-1].isalnum() and sign in "-'’" and after.isalnum()):
            word += sign
        elif word:
            found.append(word)
            word = ""
    return [*found, word] if word else found


def lower_words(text: str, language: str) -> list[str]:
    return [word.lower() for word in words(text, language)]


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.split()]


def said_lines(text: str) -> list[str]:
    return [line for line in lines(text) if has_letters(line) and line.lstrip()[:3] != "```"]


def has_letters(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def marker(line: str) -> tuple[str, str, str]:
    """The kind of mark at the start of a line (bullet, heading, number, quotation or nothing), the mark, and what follows it."""
    bare = line.lstrip()
    head, rest = bare[:1], bare[1:]
    if head in ("-", "*", "•", "+") and rest[:1].isspace():
        return "bullet", head, rest.strip()
    if head == ">" and rest[:1].isspace():
        return "quotation", head, rest.strip()
    signs = len(bare) - len(bare.lstrip("#"))
    if 1 <= signs <= 6 and bare[signs : signs + 1].isspace():
        return "heading", bare[:signs], bare[signs:].strip()
    digits = 0
    while digits < len(bare) and bare[digits] in "0123456789":
        digits += 1
    if 1 <= digits <= 3:
        after = bare[digits : digits + 1]
        if after == "、" or (after in (".", ")") and bare[digits + 1 : digits + 2].isspace()):
            return "number", bare[: digits + 1], bare[digits + 1 :].strip()
    return "", "", bare.strip()


def parts(text: str, unit: str, language: str) -> list[str]:
    if unit == "lines":
        return [line.strip() for line in said_lines(text)]
    if unit == "paragraphs":
        return [block for block in blocks(text) if has_letters(block)]
    if unit == "sentences":
        return [one for line in lines(text) for one in sentences(line, language)]
    if unit == "highlights":
        return highlights(text)
    wanted = {"bullets": "bullet", "numbered": "number", "headings": "heading"}[unit]
    found = []
    for line in lines(text):
        kind, _, rest = marker(line)
        if kind == wanted and rest and not (kind == "bullet" and rest[0] == "*"):
            found.append(rest)
    return found


def blocks(text: str) -> list[str]:
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.split():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return ["\n".join(block).strip() for block in found if block]


def sentences(line: str, language: str) -> list[str]:
    kind, _, rest = marker(line)
    line = rest if kind else line
    found, start = [], 0
    if language == "zh":
        at = 0
        while at < len(line):
            if line[at] not in "。！？":
                at += 1
                continue
            while at < len(line) and line[at] in "。！？":
                at += 1
            while at < len(line) and line[at] in '”’」』）*_"':
                at += 1
            found.append(line[start:at].strip())
            start = at
        return [one for one in found if words(one, "zh")]
    run: list[str] = []
    for token in line.split():
        run.append(token)
        bare = token
        while bare and bare[-1] in CLOSING:
            bare = bare[:-1]
        if bare and bare[-1] in ".!?":
            found.append(" ".join(run))
            run = []
    return [one for one in found if has_letters(one)]


def highlights(text: str) -> list[str]:
    found, at = [], 0
    while at < len(text):
        if text[at] != "*":
            at += 1
            continue
        for stars in ("**", "*"):
            end = text.find("*", at + len(stars))
            inner = text[at + len(stars) : end] if end >= 0 else ""
            fits = text.startswith(stars, at) and inner and "\n" not in inner and text.startswith(stars, end)
            if fits and (stars == "**" or not inner[0].isspace()):
                found.append(inner)
                at = end + len(stars)
                break
        else:
            at += 1
    return found


def finds(text: str, phrase: str, language: str) -> list[int]:
    """Where a phrase begins, without overlaps; in English no letter or digit may go on at either end of it."""
    low, sought = text.lower(), phrase.lower()
    found, at = [], 0
    while at + len(sought) <= len(low):
        if low.startswith(sought, at):
            before, after = low[at - 1 : at] if at else "", low[at + len(sought) : at + len(sought) + 1]
            cut = language == "en" and ((before.isalnum() and sought[0].isalnum()) or (after.isalnum() and sought[-1].isalnum()))
            if not cut:
                found.append(at)
                at += len(sought)
                continue
        at += 1
    return found
