"""Programs in odd layouts, read line by line where they can be: as CPython's ast has them, or refused."""

import ast

import pytest

from synth.verifiers.simulation._interpreter import Program, ProgramError
from synth.verifiers.simulation._interpreter.reading import Reader

HEAD = "def f(items, k):\n    t = 0\n"
END = "    return t, k\n"
LAYOUTS = {
    "as people write it": HEAD + "    for x in items:\n        if x > k:\n            t += x\n        else:\n            t -= 1\n" + END,
    "no line end": HEAD + END.rstrip(),
    "blank lines behind": HEAD + END + "\n\n   \n",
    "comments behind": "def f(items, k):  # a\n    t = 0  # b\n    if k > 2:  # c\n        t = 1  # d\n    else:  # e\n        t = 2\n" + END,
    "comments that end in a colon": "def f(items, k): # a:\n    t = 0 # b:\n    if k > 2: # c:\n        t = 1\n    else: # d:\n        t = 2\n" + END,
    "comments of their own": "# a\n" + HEAD + "# b\n  # c\n    if k > 2:\n                # d\n        t = 1\n    # e\n    else:\n# f\n        t = 2\n" + END,
    "a comment with a backslash": HEAD + "    # a \\\n    t = 5\n" + END,
    "blanks in blank lines": HEAD + "      \n    for x in items:\n\n            \n        t += x\n \n" + END,
    "a tab in a blank line": HEAD + "\t\n" + END,
    "tabs before": "def f(items, k):\n\tt = 0\n\tfor x in items:\n\t\tt += x\n\treturn t, k\n",
    "two blanks a level": "def f(items, k):\n  t = 0\n  for x in items:\n    t += x\n  return t, k\n",
    "eight blanks in one place": HEAD + "    if k > 2:\n            t = 1\n            t += 3\n    else:\n        t = 2\n" + END,
    "levels of different depth": HEAD + "    if k > 2:\n      t = 1\n    else:\n         t = 2\n" + END,
    "blanks behind": "def f(items, k):   \n    t = 0  \n    if k > 2: \n        t = 1 \n    else:  \n        t = 2\n" + END,
    "semicolons": HEAD + "    t = 1; k = 2\n    t += k;\n" + END,
    "a body behind if": HEAD + "    if k > 2: t = 1\n    else: t = 2\n" + END,
    "two statements behind if": HEAD + "    if k > 2: t = 1; k = 9\n" + END,
    "a body behind elif": HEAD + "    if k > 9: t = 1\n    elif k > 2: t = 2\n    else: t = 3\n" + END,
    "a body behind for": HEAD + "    for x in items: t += x\n" + END,
    "a body behind while": HEAD + "    while k > 0: k -= 1; t += 2\n" + END,
    "a body behind def": "def f(items, k): return items, k\n",
    "a backslash": HEAD + "    t = 1 + \\\n        2\n    t = t \\\n    + k\n" + END,
    "a backslash behind if": HEAD + "    if k > 2 \\\n       and t < 1:\n        t = 7\n" + END,
    "brackets over lines": HEAD + "    t = (1 +\n  2)\n    y = [\n        1,\n        k,\n    ]\n    t += y[1]\n" + END,
    "a line in brackets like a statement": HEAD + "    t = [\nk\n]\n    k = len(\nt)\n" + END,
    "a dict over lines": HEAD + "    t = {1:\n        2,\n        k: 3}\n" + END,
    "parameters over lines": "def f(\n    items,\n    k,\n):\n    return items, k\n",
    "a text with #": HEAD + "    t = '# no comment' + \"#\"  # one\n" + END,
    "if with a text with #": HEAD + "    if '#' != 'a#b':\n        t = 4\n    else:\n        t = 5\n" + END,
    "a text that ends in a colon": HEAD + "    t = 'a:'\n    k = \"else:\"\n" + END,
    "a text with statements": HEAD + "    t = 'if x: y; z'\n    t += ' else: \\\\ '\n" + END,
    "three quotes": HEAD + "    t = '''a\n    else:\n  b'''\n" + END,
    "a docstring": "def f(items, k):\n    '''What: it does.\n\n    else:\n    '''\n    return items, k\n",
    "colons within": HEAD + "    t = items[1:]\n    k = {k: t[::-1]}[k]\n" + END,
    "no blank behind if": HEAD + "    if(k > 9):\n        t = 1\n    elif(k > 2):\n        t = 2\n    else:\n        t = 3\n" + END,
    "more blanks": HEAD + "    if  k > 9 :\n        t = 1\n    elif   k > 2 :\n        t  =  2\n    else :\n        t = 3\n" + END,
    "if within else": HEAD + "    if k > 9:\n        t = 1\n    else:\n        if k > 2:\n            t = 2\n        else:\n            t = 3\n" + END,
    "else of the outer if": HEAD + "    if k < 9:\n        if k > 5:\n            t = 1\n    else:\n        t = 2\n" + END,
    "else of the inner if": HEAD + "    if k < 9:\n        if k > 5:\n            t = 1\n        else:\n            t = 2\n" + END,
    "else behind a loop": HEAD + "    if k > 9:\n        for x in items:\n            t += x\n    else:\n        t = 2\n" + END,
    "many elif": HEAD + "    if k > 99:\n        t = 0\n" + "".join(f"    elif k > {9 - n}:\n        t = {n}\n" for n in range(9)) + END,
    "names like keywords": HEAD + "    elif_ = 1\n    elifs = 2\n    else_ = 3\n    if_ = 4\n    t = elif_ + elifs + else_ + if_\n" + END,
    "the same line twice": HEAD + "    if k > 2:\n        t += 1\n    if k > 2:\n        t += 1\n" + END,
    "a line with the text of another level": HEAD + "    t += k\n    for x in items:\n        t += k\n" + END,
    "CRLF": (HEAD + "    if k > 2:\n        t = 1\n    else:\n        t = 2\n" + END).replace("\n", "\r\n"),
    "CR": (HEAD + "    if k > 2:\n        t = 1\n" + END).replace("\n", "\r"),
    "a form feed": HEAD + "\f    t = 1\n" + END,
    "two functions without a line between": "def g(n):\n    return n + 1\ndef f(items, k):\n    return g(k), items\n",
}  # fmt: skip
REFUSED = {
    "blanks before def": "  def f(items, k):\n      return k\n",
    "a statement outside": HEAD + END + "t = 1\n",
    "return outside": HEAD + "return t\n",
    "nothing in a function": "def f(items, k):\n",
    "a comment alone in a function": "def f(items, k):\n    # nothing\n",
    "nothing in an if": HEAD + "    if k > 2:\n" + END,
    "nothing in an else": HEAD + "    if k > 2:\n        t = 1\n    else:\n" + END,
    "a level too many": HEAD + "        t = 1\n" + END,
    "a level between": HEAD + "    if k > 2:\n        t = 1\n      t = 2\n" + END,
    "tabs among blanks": HEAD + "    if k > 2:\n        t = 1\n\tt = 2\n" + END,
    "else without if": HEAD + "    else:\n        t = 1\n" + END,
    "else twice": HEAD + "    if k > 2:\n        t = 1\n    else:\n        t = 2\n    else:\n        t = 3\n" + END,
    "elif behind else": HEAD + "    if k > 2:\n        t = 1\n    else:\n        t = 2\n    elif k:\n        t = 3\n" + END,
    "elif behind a statement": HEAD + "    elif k > 2:\n        t = 1\n" + END,
    "elif behind a loop": HEAD + "    for x in items:\n        t = 1\n    elif k > 2:\n        t = 2\n" + END,
    "else of a for": HEAD + "    for x in items:\n        t = 1\n    else:\n        t = 2\n" + END,
    "else of a for within if": HEAD + "    if k:\n        for x in items:\n            t = 1\n        else:\n            t = 2\n" + END,
    "else of a while": HEAD + "    while t > 3:\n        t = 1\n    else:\n        t = 2\n" + END,
    "else of another level": HEAD + "    if k > 2:\n        t = 1\n      else:\n        t = 2\n" + END,
    "else at the margin": HEAD + "    if k > 2:\n        t = 1\nelse:\n    t = 2\n" + END,
    "else with a condition": HEAD + "    if k > 2:\n        t = 1\n    else k:\n        t = 2\n" + END,
    "no colon": HEAD + "    if k > 2\n        t = 1\n" + END,
    "a colon too many": HEAD + "    t = 1:\n" + END,
    "a compound statement behind a semicolon": HEAD + "    t = 1; if k: t = 2\n" + END,
    "two heads in a line": HEAD + "    if k: for x in items:\n        t = 1\n" + END,
    "a backslash with a blank behind": HEAD + "    t = 1 + \\ \n        2\n" + END,
    "a backslash at the end": HEAD + "    t = 1 \\\n",
    "brackets left open": HEAD + "    t = (1 +\n" + END,
    "a text left open": HEAD + "    t = 'a\n    b'\n" + END,
    "function within function": HEAD + "    def g(n):\n        return n\n" + END,
    "async": "async def f(items, k):\n    return k\n",
    "a decorator": "@f\ndef f(items, k):\n    return k\n",
    "a class": "class f:\n    t = 1\n",
    "match": HEAD + "    match k:\n        case 1:\n            t = 1\n" + END,
    "with": HEAD + "    with k:\n        t = 1\n" + END,
    "nine levels": HEAD + "".join(f"{'    ' * n}if k:\n" for n in range(1, 10)) + "    " * 10 + "t = 1\n" + END,
    "def between levels": HEAD + END + "  def g(n):\n    return n\n",
    "a blank that is none": HEAD + "\u00a0   t = 1\n" + END,
    "a zero byte": HEAD + "    t = 1\0\n" + END,
}  # fmt: skip
CALLS = (([3, 8, 5], 4), ([1], 1), ([9, 9, 2, 7], 12))


def told(code, arguments):
    events = []
    return code.run("f", [list(arguments[0]), arguments[1]], events=events), events


def by_cpython(text, arguments):
    space = {}
    exec(compile(text, "", "exec"), space)  # noqa: S102 (texts of this file)
    return space["f"](list(arguments[0]), arguments[1])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_odd_layouts_are_read_as_the_ast_has_them(layout, monkeypatch):
    text = LAYOUTS[layout]
    by_line = [told(Program(text), arguments) for arguments in CALLS]
    monkeypatch.setattr(Reader, "_by_line", Reader._as_a_whole)
    assert by_line == [told(Program(text), arguments) for arguments in CALLS]
    statements = {node.lineno for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt)}
    for (value, events), arguments in zip(by_line, CALLS, strict=True):
        assert value == by_cpython(text, arguments)
        assert {line for line, _, _ in events} <= statements


@pytest.mark.parametrize("layout", REFUSED)
def test_what_is_laid_out_wrongly_is_refused(layout):
    with pytest.raises(ProgramError):
        Program(REFUSED[layout])


def test_the_usual_layout_is_read_line_by_line(monkeypatch):
    monkeypatch.setattr(Reader, "_as_a_whole", None)
    for name in ("as people write it", "comments of their own", "blanks in blank lines", "many elif", "the same line twice"):
        Program(LAYOUTS[name])
    with pytest.raises(TypeError):
        Program(LAYOUTS["CRLF"])


def test_equal_lines_are_told_apart():
    code, seen = Program(LAYOUTS["the same line twice"]), []
    code.run("f", [[3], 4], watch=seen)
    assert [code.place(statement) for statement, *_ in seen] == [(3, 4), (5, 4)]
    other, seen = code.exchanged({5: "    if k > 2:"}), []
    other.run("f", [[3], 4], watch=seen)
    assert [other.place(statement) for statement, *_ in seen] == [(3, 4), (5, 4)]


LINES = (
    (3, "    for x in items[1:]:"), (4, "        if x >= k:"), (5, "            t += x + 1"), (5, "            t += x; t += 1"), (5, "            # nothing"),
    (5, ""), (5, "        t += x"), (5, "            t = 'a: # b'"), (5, "            if x: t += 1"), (4, "        while x > k:"), (4, "        t = 5"),
    (6, "        elif x > 1:"), (6, "        # else"), (8, "    return t + k"), (8, "    return t +"), (1, "def f(items, k, n):"), (1, "def g(items, k):"),
    (5, "            t += g(x)"), (5, "            \tt += x"), (3, "    for x in items: # all:"),
)  # fmt: skip


@pytest.mark.parametrize(("number", "line"), LINES)
def test_a_line_exchanged_is_the_text_read_anew(number, line):
    lines = (LAYOUTS["as people write it"].replace(END, "    return t\n")).split("\n")
    old = Program("\n".join(lines))
    lines[number - 1] = line
    try:
        new = Program("\n".join(lines))
    except ProgramError:
        with pytest.raises(ProgramError):
            old.exchanged({number: line})
        return
    other = old.exchanged({number: line})
    assert other.functions.keys() == new.functions.keys()
    assert [names for names, _ in other.functions.values()] == [names for names, _ in new.functions.values()]
    if new.functions.get("f", ((), None))[0] == ("items", "k"):
        assert all(outcome(other, arguments) == outcome(new, arguments) for arguments in CALLS)


def outcome(code, arguments):
    try:
        return told(code, arguments)
    except Exception as error:
        return repr(error)
