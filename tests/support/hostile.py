"""Answers built to break parsers: nesting, powers, huge digits, NUL, surrogates, size, code, markup."""

from hypothesis import strategies as st

N = 100_000

HOSTILE = (
    "",
    " " * N,
    "\n" * N,
    "\t \n" * (N // 3),
    "0" * N,
    "9" * N,
    "-" * N,
    "." * N,
    "," * N,
    "|" * N,
    "1 " * (N // 2),
    "1," * (N // 2),
    "A, " * (N // 3),
    "a" * N,
    "(" * N,
    "[" * N,
    "{" * N,
    "[]" * (N // 2),
    "()" * (N // 2),
    "[[" * (N // 4) + "]]" * (N // 4),
    "(1+" * (N // 3),
    "1+" * (N // 2) + "1",
    "`" * N,
    "```\n" + " " * (N - 4),
    "```" * (N // 3),
    "$" * N,
    "*" * N,
    "_" * N,
    "\\" * N,
    '"' * N,
    "'" * N,
    "\\boxed{" * (N // 7),
    "\\text{" * (N // 6),
    "\\frac{1}{" * (N // 9),
    "<answer>" * (N // 8),
    "</answer>" * (N // 9),
    "<think>" * (N // 7),
    "answer is " * (N // 10),
    "the answer:" + " " * N,
    "- " * (N // 2),
    "1. " * (N // 3),
    "|---" * (N // 4),
    "row 1: " * (N // 7),
    "=" * N,
    "→" * N,
    "\x00" * N,
    "\ud800" * 1000,
    "\udfff\ud800",
    "𝟙" * (N // 4),
    "٣" * N,
    "１" * N,
    "\u202e" + "1" * 100,
    "9**9**9**9",
    "9^{9^{9^9}}",
    "10^(10^10)",
    "1e999999999",
    "1" + "0" * 5000,
    "0x" + "f" * 1000,
    "1/0",
    "0/0",
    "nan",
    "inf",
    "__import__('os').system('touch /tmp/synth-was-hacked')",
    "().__class__.__bases__[0].__subclasses__()",
    "open('/etc/passwd').read()",
    "exec('x=1')",
    "{{7*7}}",
    "%s%s%s%n",
    "null",
    "true",
    "{}",
    "[]",
    '{"a": ' * 10_000,
    "all of the above",
    "any valid answer",
    "unknown",
    "0",
    "*",
)


def hostile_text(answers):
    """(number of an answer, text): random text, broken structures, and answers cut, doubled, spliced and decorated."""
    pieces = st.sampled_from(
        ["(", ")", "[", "]", "{", "}", ",", ";", "\n", " ", "\\", "$", "`", "*", "-", "+", "/", "=", ".", "1", "0", "9" * 400]
        + ["A", "yes", "no", "none", "and", "or", "→", "\x00", "\ud800", "<answer>", "</answer>", "\\boxed{", "\\frac", "```", "**", "|"]
        + ["__import__('os')", "1e400", "²", "١", "٫", "\u2028", "true", "-1"]
    )
    soup = st.lists(pieces, max_size=40).map("".join)
    noise = st.text(max_size=60)

    def near(number):
        answer = answers[number]
        position = st.integers(0, len(answer))
        return st.one_of(
            noise,
            soup,
            st.builds(lambda a, b: answer[: min(a, b)] + answer[max(a, b) :], position, position),
            st.builds(lambda a, text: answer[:a] + text + answer[a:], position, st.one_of(soup, noise)),
            st.builds(lambda other, joint: answer + joint + other, st.sampled_from(answers), st.sampled_from([" or ", "\n", " ", ", ", ""])),
            st.builds(lambda a, c: answer[:a] + c + answer[a + 1 :], position, st.sampled_from(list("0123456789ABCXabyn .,-"))),
            st.permutations(answer.split(" ")[:40]).map(" ".join),
            st.builds(lambda n: (answer + "\n") * n, st.integers(2, 50)),
            st.just(answer[::-1]),
        ).map(lambda text: (number, text))

    return st.integers(0, len(answers) - 1).flatmap(near)
