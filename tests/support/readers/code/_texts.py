"""Steps on texts, words and dictionaries."""

from typing import Any

from readers.code._keys import Others, Step
from reading import Unread


def joined(sign: str) -> Step:
    between = {"with nothing": "", "with one space": " "}.get(sign) if "`" not in sign else sign.split("`")[1]
    if between is None:
        raise Unread(sign)
    return lambda items, _: between.join(map(str, items))


def letters(items: Any, _: Others) -> Any:
    return [" abcdefghijklmnopqrstuvwxyz".index(letter) for letter in items if letter != " "]


def shifted(places: str) -> Step:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return lambda text, _: "".join(" " if each == " " else letters[(letters.index(each) + int(places)) % 26] for each in text)


def dictionary(total: str) -> Step:
    def done(words: Any, _: Others) -> Any:
        found: dict[str, int] = {}
        for word in words:
            found[word[:1]] = found.get(word[:1], 0) + (len(word) if total == "total length" else 1)
        return found

    return done


def keys(first: str) -> Step:
    sign = -1 if first == "largest" else 1
    return lambda table, _: sorted(table, key=lambda word: (sign * table[word], word))
