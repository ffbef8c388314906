"""Independent route: properties by plain definitions, divisors counted one by one, squares added up."""


def check(problem: dict, answer: str) -> bool:
    text = answer.strip()
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        return False
    n = int(text)
    if not 1 <= n <= problem["limit"] or not all(_has(n, one) for one in problem["premises"]):
        return False
    return _has(n, problem["conclusion"]) == problem["denied"]


def _has(n: int, one: dict) -> bool:
    a, b = one["a"], one["b"]
    tests = {
        "mod": lambda: (n - b) % a == 0,
        "digits": lambda: (sum(ord(digit) - 48 for digit in f"{n}") - b) % a == 0,
        "reversed": lambda: (int("".join(reversed(f"{n}"))) - b) % a == 0,
        "divisors": lambda: sum(n % d == 0 for d in range(1, n + 1)) == a,
        "prime": lambda: a * n + b > 1 and all((a * n + b) % d for d in range(2, int((a * n + b) ** 0.5) + 1)),
        "squares": lambda: any(int((n - x * x) ** 0.5 + 0.5) ** 2 == n - x * x for x in range(int(n**0.5) + 1)),
        "ones": lambda: f"{n:b}".count("1") == a,
        "squarefree": lambda: all(n % (d * d) for d in range(2, int(n**0.5) + 1)),
        "smooth": lambda: not any(n % p == 0 and all(p % d for d in range(2, int(p**0.5) + 1)) for p in range(a + 1, n + 1)),
    }
    return tests[one["kind"]]()
