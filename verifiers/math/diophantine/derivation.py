"""What a derivation of a solution has to work out: the left side of every equation, from the numbers of the answer."""

TRACE_FORMAT = {
    "en": """
Before the final answer, write the derivation as numbered lines. Each is an equation between numbers, with the result as the last side:
S1: (31 - 3 * 1) / 5 = 28/5
S2: (31 - 3 * 2) / 5 = 5
S3: 3 * 2 + 5 * 5 = 31
A line uses only numbers of the problem, whole numbers up to 200 and results of earlier lines. Write + - * / ^ ( ) for the operations and \
a mod m for the remainder. Try numbers until they fit, and put those of your answer into every equation in one line, as in S3.
""",
    "zh": """
写出最终答案之前，请把推导写成带编号的行，每行是数与数之间的等式，最后一边是结果：
S1: (31 - 3 * 1) / 5 = 28/5
S2: (31 - 3 * 2) / 5 = 5
S3: 3 * 2 + 5 * 5 = 31
每行只能用题目中的数、不超过 200 的整数和前面各行的结果。运算写成 + - * / ^ ( )，余数写成 a mod m。\
逐个试数，直到符合为止，并像 S3 那样把答案中的数代入每个方程，各写一行。
""",
}
