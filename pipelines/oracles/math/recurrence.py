"""Independent route: terms one after another, and for huge indices the cycle of remainders, found by walking it (Brent)."""


def check(problem: dict, answer: str) -> bool:
    return answer.strip() == str(_value(problem))


def solutions(problem: dict) -> int:
    """A recurrence fixes every term."""
    return 1


def _value(problem: dict) -> int:
    n = problem["n"]
    for inner in problem["inner"]:
        n = _walk(inner, n)
    if not problem["modulus"]:
        return _walk(problem["sequence"], n)
    step, state = _by(problem["sequence"], problem["modulus"])
    if n < 2_000:
        return _after(step, state, n)[0]
    power = length = 1  # Brent: how long the cycle is, then where it begins
    slow, fast = state, step(state)
    while slow != fast:
        if power == length:
            slow, power, length = fast, 2 * power, 0
        fast, length = step(fast), length + 1
    slow, fast, begins = state, _after(step, state, length), 0
    while slow != fast:
        slow, fast, begins = step(slow), step(fast), begins + 1
    return _after(step, state, begins + (n - begins) % length)[0]


def _after(step, state: tuple, times: int) -> tuple:
    for _ in range(times):
        state = step(state)
    return state


def _by(sequence: dict, modulus: int):
    """From (a(n), a(n+1), ..., index of the next term) to the same one term on; everything by the modulus."""
    coefficients, start = sequence["coefficients"], sequence["start"]

    def step(state: tuple) -> tuple:
        *window, n = state
        value = sum(c * a for c, a in zip(coefficients, reversed(window), strict=True))
        value += sequence["constant"] + sequence["linear"] * n
        return (*window[1:], value % modulus, (n + 1) % modulus)

    return step, (*(a % modulus for a in start), len(start) % modulus)


def _walk(sequence: dict, n: int) -> int:
    terms = list(sequence["start"])
    while len(terms) <= n:
        value = sequence["constant"] + sequence["linear"] * len(terms)
        for back, factor in enumerate(sequence["coefficients"], 1):
            value += factor * terms[-back]
        terms.append(value)
    return terms[n]
