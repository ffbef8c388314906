"""Reads honest/linear_algebra: facts on prices, ages or lengths as linear equations, and whether they fix the one that is asked for."""

import re
from fractions import Fraction

import sympy
from reading import Unread, body

Terms = dict[str, Fraction]
"""Factors by name."""
TIMES = {"": 1, "twice": 2, "three times": 3, "four times": 4, "five times": 5}
UNIT = r"(?:coins?|years?|kilometres?|kilograms?|parts? per hour|litres?|metres?|points?)"
MEASURE = r"(?:price|cost|age|length|weight|output|content|amount of water|score)"
# Words that are part of no name: a name in small letters ends before them.
OTHER = (
    "is|are|plus|equals|and|comes?|exceeds|falls|adds?|gives?|from|together|makes?|ha[sd]|have|costs?|weighs?|holds?|contains?|amounts?|measures?|"
    "stretches|delivers?|turns?|runs?|on|in|it|you|for|to|of|with|by|as|than|what|which|whose|when|there|laid|was|needs?|takes?|lasts?|covers?|lifts?|"
    "pays?|shows?|can|differ|balance|end|side|same|amount|total|sum|ages|value|scale|difference|combined|reach(?:es|ed)?|moves|empties|bill|table|" + MEASURE
)
OPENING = "Adding|Twice|Three|Four|Five|Taken|To|We|It|The|Whoever|Running|An?|For|On|With|If|Between|There|In|Together|Going|Side|End|Both|One|Nobody|What|Emptying|Laid"
NAME = (
    rf"(?:[A-Za-z]_\d+|(?:[Tt]he )?(?!(?:{OPENING})\b)[A-Z][a-z]+(?:-[a-z]+)*(?: [A-Z][a-z]+)*(?: \d+)?"
    rf"|[Tt]he (?!(?:{OTHER})\b)[a-z]+(?:-[a-z]+)*(?: (?!(?:{OTHER})\b)[a-z]+(?:-[a-z]+)*)*)"
)
MENTION = re.compile(
    rf"(?:\b(?i:(twice|three times|four times|five times|(\d+) times)) )?(?:\b[Tt]he {MEASURE} (?:of|in) )?(?<![\w-])({NAME})(?!\w)(?:'s {MEASURE})?"
)
Q = r"(<[^>]*>(?: plus <[^>]*>)*)"
# What is `#` more than what.
DIFFERENCES = [
    rf"> {Q} (?:is|has|costs|weighs|makes|holds|contains) # (?:more than|dearer than|older than|longer than|heavier than|ahead of) {Q}",
    rf"< {Q} (?:is|has|costs|weighs|makes|holds|contains) # (?:less than|fewer than|cheaper than|younger than|shorter than|lighter than|behind) {Q}",
    rf"> {Q} was born # before {Q}", rf"< {Q} was born # after {Q}", rf"> {Q} is (?:longer|faster) than {Q} by #",
    rf"< {Q} is (?:shorter|slower) than {Q} by #", rf"> {Q} exceeds {Q} by #", rf"> {Q} is greater than {Q}, namely by #",
    rf"< {Q} falls # short of {Q}", rf"< adding # to {Q} gives {Q}", rf"< {Q} plus # (?:is|equals) {Q}", rf"> {Q} equals {Q} plus #",
    rf"> to get {Q} from {Q}, add #", rf"> # is the amount by which {Q} exceeds {Q}", rf"> {Q} = {Q} \+ #", rf"> {Q} [-−] {Q} = #",
    rf"< {Q} = {Q} [-−] #", rf"< {Q} \+ # = {Q}",
]  # fmt: skip
EQUAL = (
    rf"(?:between )?{Q} (?:is the same as|equals|is exactly|comes to as much as|is neither more nor less than|costs exactly as much as|is exactly as "
    rf"(?:old|long) as|weighs exactly as much as|makes exactly as much as|holds exactly as much as|has exactly as many points as|and|=) {Q}"
    r"(?: there is no difference| have the same (?:price|length|output|score|value)| are of the same (?:age|length)| balance on the scale"
    r"| contain the same amount)?"
)
ASKED = [
    r"Question: what is (.*?)\?", r"Somebody asks for (.*?)\. If", r"Find (.*?)\. When", r"[Tt]he question will be: what is (.*?)\?", r"What is (.*?)\? If",
]  # fmt: skip


def follows(prompt: str, answer: str) -> bool:
    head, facts, tail = _parts(body(prompt))
    asked = next((found[1] for pattern in ASKED if (found := re.search(pattern, f"{head}\n{tail}"))), None)
    mentioned = MENTION.fullmatch(asked) if asked else None
    if not mentioned:
        raise Unread(f"what is asked: {asked}")
    equations = [_equation(fact) for fact in facts]
    value = _fixed(equations, _name(mentioned[3]))
    if value is None:
        return answer.strip() == "Unknown"
    found = re.fullmatch(rf"(-?\d+(?:\.\d+)?)(?:/(\d+))?(?: {UNIT})?", answer.strip())
    return found is not None and Fraction(found[1]) / int(found[2] or 1) == value


def _parts(text: str) -> tuple[str, list[str], str]:
    """What stands before the numbered facts, the facts, and what stands after them."""
    cuts = list[re.Match[str]]()
    for style in (r"\[#\]", r"\(#\)", "F#[:.]", "Fact #[:.]", "(?m:^)#[.):]"):
        found, at = list[re.Match[str]](), 0
        while one := re.compile(rf"(?<!\w){style.replace('#', str(len(found) + 1))} (?=\S)").search(text, at):
            found.append(one)
            at = one.end()
        cuts = max(cuts, found, key=len)
    ends = [*(cut.start() for cut in cuts[1:]), len(text)]
    facts = [text[cut.end() : end].strip() for cut, end in zip(cuts, ends, strict=True)]
    facts[-1], _, tail = re.sub(r"\n(?=\n|Question|All of this)", "\0", facts[-1], count=1).partition("\0")
    return text[: cuts[0].start()], facts, tail


def _name(text: str) -> str:
    return re.sub(r"^[Tt]he ", "", text).lower()


def _equation(fact: str) -> tuple[Terms, Fraction]:
    """A sum of quantities, and the number that it is."""
    marked = MENTION.sub(lambda one: f"<{one[2] or TIMES[(one[1] or '').lower()]}*{_name(one[3])}>", fact.strip().removesuffix("."))
    numbers = list[Fraction]()

    def take(one: re.Match[str]) -> str:
        numbers.append(Fraction(one[1]))
        return "#"

    marked = "".join(part if part.startswith("<") else re.sub(rf"(?<![\w.])(-?\d+(?:\.\d+)?)(?: {UNIT}\b)?", take, part) for part in re.split(r"(<[^>]*>)", marked))
    if len(numbers) > 1 or "<" not in marked:
        raise Unread(f"{fact} -> {marked}")
    number = numbers[0] if numbers else Fraction(0)
    for pattern in DIFFERENCES:
        if found := re.fullmatch(pattern[2:], marked, re.IGNORECASE):
            left, right = (_terms(found[1]), _terms(found[2])) if pattern[0] == ">" else (_terms(found[2]), _terms(found[1]))
            return _minus(left, right), number
    if not numbers:
        if not (found := re.fullmatch(EQUAL, marked, re.IGNORECASE)):
            raise Unread(f"{fact} -> {marked}")
        return _minus(_terms(found[1]), _terms(found[2])), number
    # Any other sentence tells what several come to together.
    words = re.sub(r"<[^>]*>", "", marked)
    if re.search(r"\b(?:more|less|fewer|than|before|after|short|exceeds|from|ahead|behind|older|younger|times|twice|half)\b|[A-Z]\w+ \d", words) or re.search(r">.*#.*<", marked):
        raise Unread(f"{fact} -> {marked}")
    return _terms(marked), number


def _terms(text: str) -> Terms:
    terms = Terms()
    for times, name in re.findall(r"<(\d+)\*([^>]*)>", text):
        terms[name] = terms.get(name, Fraction(0)) + int(times)
    return terms


def _minus(left: Terms, right: Terms) -> Terms:
    return {name: left.get(name, Fraction(0)) - right.get(name, Fraction(0)) for name in {*left, *right}}


def _fixed(equations: list[tuple[Terms, Fraction]], asked: str) -> Fraction | None:
    """The one value that a quantity can have; None where it can have several."""
    names = sorted({name for terms, _ in equations for name in terms} | {asked}, key=lambda name: (name == asked, name))
    rows = [[sympy.Rational(str(terms.get(name, 0))) for name in names] + [sympy.Rational(str(number))] for terms, number in equations]
    reduced, pivots = sympy.Matrix(rows).rref()
    if len(names) in pivots:
        raise Unread("facts that contradict one another")
    # What is asked for stands last, so that a row that begins with it holds nothing else.
    if len(names) - 1 not in pivots:
        return None
    value = reduced[pivots.index(len(names) - 1), len(names)]
    return Fraction(int(value.p), int(value.q))
