"""The ciphers of `cipher` played by hand on wheels, squares, zigzags and circles; encoding alone."""

import itertools
import string

ABC = string.ascii_uppercase
SQUARE_ABC = ABC.replace("J", "")
# tabula recta: RECTA[row letter][column letter]
RECTA = {row: dict(zip(ABC, ABC[i:] + ABC[:i], strict=True)) for i, row in enumerate(ABC)}


def grid(word: str) -> list[str]:
    cells = ""
    for letter in word.replace("J", "I") + SQUARE_ABC:
        if letter not in cells:
            cells += letter
    return [cells[i : i + 5] for i in (0, 5, 10, 15, 20)]


def where(rows: list[str], letter: str) -> tuple[int, int]:
    return next((r, c) for r in range(5) for c in range(5) if rows[r][c] == ("I" if letter == "J" else letter))


def shift(step, text):
    wheel = ABC * 2
    return "".join(wheel[wheel.index(c) + step["by"]] for c in text)


def atbash(step, text):
    return "".join(dict(zip(ABC, reversed(ABC), strict=True))[c] for c in text)


def affine(step, text):
    """Steps around the alphabet: the partner of the next letter lies `factor` further on."""
    table, here = {}, step["add"]
    for letter in ABC:
        table[letter] = ABC[here]
        for _ in range(step["factor"]):
            here = here + 1 if here < 25 else 0
    return "".join(table[c] for c in text)


def alphabet(step, text):
    return "".join(step["letters"][ABC.find(c)] for c in text)


def keyword(step, text):
    row = []
    for c in list(step["word"]) + sorted(ABC, reverse=step["rest"] == "backward"):
        if c not in row:
            row.append(c)
    return "".join(row[ord(c) - ord("A")] for c in text)


def vigenere(step, text):
    return "".join(RECTA[k][c] for k, c in zip(itertools.cycle(step["key"]), text, strict=False))


def beaufort(step, text):
    """The row in which the key letter stands below the text letter."""
    return "".join(next(r for r in ABC if RECTA[r][c] == k) for k, c in zip(itertools.cycle(step["key"]), text, strict=False))


def gronsfeld(step, text):
    return "".join(RECTA[ABC[int(k)]][c] for k, c in zip(itertools.cycle(step["key"]), text, strict=False))


def autokey(step, text):
    line, out = list(step["key"]), ""
    for place, c in enumerate(text):
        out += RECTA[line[place]][c]
        line.append(c if step["feed"] == "plain" else out[-1])
    return out


def progressive(step, text):
    key, out = step["start"], ""
    for c in text:
        out += RECTA[ABC[key]][c]
        key = (key + step["step"]) % 26
    return out


def hill(step, text):
    (a, b, c, d), out = step["matrix"], ""
    while len(text) >= 2:
        p, q, text = ord(text[0]) - 65, ord(text[1]) - 65, text[2:]
        out += chr(divmod(a * p + b * q, 26)[1] + 65) + chr(divmod(c * p + d * q, 26)[1] + 65)
    return out + text


def playfair(step, text):
    rows, rest, out = grid(step["word"]), list(text.replace("J", "I")), ""
    while rest:
        first = rest.pop(0)
        filler = "Q" if first == "X" else "X"
        second = filler if not rest or rest[0] == first else rest.pop(0)
        (r1, c1), (r2, c2) = where(rows, first), where(rows, second)
        if r1 == r2:
            line = rows[r1] + rows[r1][0]
            out += line[c1 + 1] + line[c2 + 1]
        elif c1 == c2:
            line = [row[c1] for row in rows] + [rows[0][c1]]
            out += line[r1 + 1] + line[r2 + 1]
        else:
            out += rows[r1][c2] + rows[r2][c1]
    return out


def bifid(step, text):
    rows, out = grid(step["word"]), ""
    while text:
        block, text = text[: step["period"]], text[step["period"] :]
        places = [where(rows, c) for c in block]
        line = iter([r for r, _ in places] + [c for _, c in places])
        out += "".join(rows[r][c] for r, c in zip(line, line, strict=True))
    return out


def polybius(step, text):
    rows = grid(step["word"])
    return "".join("12345"[r] + "12345"[c] for r, c in (where(rows, letter) for letter in text))


def numeral(value: int, base: int) -> str:
    """All numerals of the width that 25 needs, in counting order; the one number `value`."""
    width = next(w for w in range(1, 9) if base**w > 25)
    return "".join(next(itertools.islice(itertools.product("012345"[:base], repeat=width), value, None)))


def numerals(step, text):
    return "".join(numeral(ABC.index(c), step["base"]) for c in text)


def reverse(step, text):
    out = ""
    for c in text:
        out = c + out
    return out


def rotate(step, text):
    for _ in range(step["by"]):
        text = text[1:] + text[0]
    return text


def blocks(step, text):
    return "".join("".join(reversed(text[i : i + step["size"]])) for i in range(0, len(text), step["size"]))


def rail(step, text):
    lines, line, down = [""] * step["rails"], 0, True
    for c in text:
        lines[line] += c
        if line == len(lines) - 1:
            down = False
        elif line == 0:
            down = True
        line += 1 if down else -1
    return "".join(lines)


def route(step, text):
    width = step["columns"]
    cells = {(i // width, i % width): c for i, c in enumerate(text)}
    height = max(r for r, _ in cells) + 1
    full = [(r, c) for r in range(height) for c in range(width)]
    if step["path"] == "spiral":
        walk, at, way, ways = [], (0, -1), 0, [(0, 1), (1, 0), (0, -1), (-1, 0)]
        while len(walk) < len(full):
            ahead = (at[0] + ways[way][0], at[1] + ways[way][1])
            if ahead in full and ahead not in walk:
                at = ahead
                walk.append(at)
            else:
                way = (way + 1) % 4
    else:
        sort = {
            "down": lambda rc: (rc[1], rc[0]),
            "snake": lambda rc: (rc[1], rc[0] if rc[1] % 2 == 0 else -rc[0]),
            "diagonal": lambda rc: (rc[0] + rc[1], -rc[1]),
        }
        walk = sorted(full, key=sort[step["path"]])
    return "".join(cells.get(rc, "") for rc in walk)


def columnar(step, text):
    stacks = [(letter, i, text[i :: len(step["key"])]) for i, letter in enumerate(step["key"])]
    return "".join(stack for _, _, stack in sorted(stacks))


def permute(step, text):
    out, size = "", len(step["numbers"])
    while text:
        block, text = dict(enumerate(text[:size], 1)), text[size:]
        out += "".join(block.get(int(n), "") for n in step["numbers"])
    return out


def countout(step, text):
    circle, out = list(text), ""
    while circle:
        for _ in range(step["count"] - 1):
            circle.append(circle.pop(0))
        out += circle.pop(0)
    return out


LETTER_WISE = (shift, atbash, affine, alphabet, keyword, vigenere, beaufort, gronsfeld, autokey, progressive)
GROUP_WISE = (hill, playfair, bifid, polybius, numerals)
MOVING = (reverse, rotate, blocks, rail, route, columnar, permute, countout)
MOVES = tuple(function.__name__ for function in MOVING)
ENCODE = {function.__name__: function for function in (*LETTER_WISE, *GROUP_WISE, *MOVING)}
