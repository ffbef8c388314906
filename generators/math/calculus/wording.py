"""Functions and places as a person writes them: `(x^2 - a x + 3)e^(2x) - cos(3x)`."""

from synth.verifiers.math.calculus import Place, Term

LETTERS = ("", "a", "b")
"""Of the values of the first two stages."""
NAMES = ("", "f", "g", "h")
"""Of the functions of the three stages."""


def function(terms: tuple[Term, ...], x: str = "x") -> str:
    """The terms with a common factor in one bracket, the higher powers first."""
    groups = dict[str, list[Term]]()
    for term in terms:
        groups.setdefault(_factor(term, x), []).append(term)
    said = ""
    for factor, members in groups.items():
        polynomial = _polynomial(members, x)
        if not factor:
            part = polynomial
        elif len(members) > 1:
            part = f"({polynomial}){factor}"
        else:
            part = {"1": "", "-1": "-"}.get(
                polynomial, polynomial + ("" if polynomial[-1].isdigit() and "^" not in polynomial else " ")
            ) + factor
        said += (f" - {part[1:]}" if part.startswith("-") else f" + {part}") if said else part
    return said


def _factor(term: Term, x: str) -> str:
    rate = {0: "", 1: f"e^{x}", -1: f"e^(-{x})"}.get(term.rate, f"e^({term.rate}{x})")
    wave = f"{term.wave}({term.turn if term.turn > 1 else ''}{x})" if term.wave else ""
    return f"{rate} {wave}".strip()


def _polynomial(terms: list[Term], x: str) -> str:
    said = ""
    for term in sorted(terms, key=lambda term: (-term.power, term.letter)):
        what = (
            LETTERS[term.letter]
            + (" " if term.letter and term.power else "")
            + ("" if not term.power else x if term.power == 1 else f"{x}^{term.power}")
        )
        size = str(abs(term.times)) if abs(term.times) > 1 or not what else ""
        said += ((" - " if term.times < 0 else " + ") if said else "-" if term.times < 0 else "") + size + what
    return said


def place(at: Place) -> str:
    if at.unit == "letter":
        return LETTERS[at.p]
    if at.unit == "ln":
        return f"ln({at.p})"
    if at.unit == "pi" and at.p:
        return {1: "", -1: "-"}.get(at.p, str(at.p)) + "π" + (f"/{at.q}" if at.q > 1 else "")
    return str(at.p) + (f"/{at.q}" if at.q > 1 else "")
