"""Countdown from its prompt: all numbers once, four operations, the target."""


from readers.logic._sums import dealt, numbers, steps, tree

FORMS = (
    r"Target: (?P<target>\d+)\nNumbers: (?P<numbers>[\d, ]+)\n",
    r"Use the numbers (?P<numbers>[\d, ]+) to make (?P<target>\d+)\.",
    r"Here are \d numbers: (?P<numbers>[\d, ]+)\.\nWrite an arithmetic expression whose value is exactly (?P<target>\d+)\.",
    r"You are dealt (?P<numbers>[\d, ]+), and the goal is (?P<target>\d+)\.",
)
EXACT = r"negative or fractions|fractions or negative|need not be whole or positive|fractions and negative values"


def follows(prompt: str, answer: str) -> bool:
    given, target = dealt(prompt, FORMS, EXACT)
    expression = tree(answer)
    if expression is None or sorted(numbers(expression)) != given:
        return False
    try:
        return steps(expression, []) == target
    except ZeroDivisionError:
        return False
