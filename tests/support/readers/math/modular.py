"""Reads math/modular: the least whole number of given remainders."""

import re
from math import gcd, lcm

from reading import Unread, body

VALUE = r"(\d+)(?:\^(?:(\d+)|\((\d+)\^(\d+)\)))?"
FORMS = (
    rf"(\d*)x and {VALUE} leave the same remainder when divided by (\d+)",
    rf"(\d*)x leaves the same remainder as {VALUE} when divided by (\d+)",
    rf"(\d*)x ≡ {VALUE} \(mod (\d+)\)",
)


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    lines = [found for form in FORMS for found in re.findall(form, text)]
    stated = text.count("the same remainder") + text.count("(mod ") - (2 if "Here a ≡ b (mod m) means" in text else 0)
    if len(lines) != stated or not lines or "If there is no such number, write none." not in text:
        raise Unread(text)
    if any(line[3] for line in lines) and "A power such as 7^(2^5) is 7 raised to the number 2^5." not in text:
        raise Unread(text)
    least, step = 0, 1
    for line in lines:
        factor, base, plain, inner, exponent, modulus = (int(part) if part else 0 for part in line)
        remainder = pow(base, inner**exponent if inner else plain or 1, modulus)
        # The next modulus at most of candidates decides: after it their remainders repeat.
        fits = [number for number in range(least, least + step * modulus, step) if ((factor or 1) * number - remainder) % modulus == 0]
        if not fits:
            return answer.strip() == "none"
        least, step = fits[0], lcm(step, modulus // gcd(factor or 1, modulus))
    return re.fullmatch(r"\d+", answer.strip()) is not None and int(answer) == least
