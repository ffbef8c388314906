"""One form for circuits that differ in the names of nodes and parts alone."""

from synth.verifiers.science.circuits import Circuits


def canonical(problem: Circuits) -> object:
    """Nodes are coloured by what hangs on them, again and again, and parts listed by their values and their ends' colours. Parts that
    the question tells from others (asked about, read) carry that in what they are."""
    reading = {r.resistor: (1, r.kind, r.micro) for r in problem.readings}
    asked = problem.part if problem.ask in ("current", "voltage", "power", "first") else -1
    parts: list[tuple[int, int, bool, str]] = []
    for number, r in enumerate(problem.resistors):
        read = reading.get(number, ())
        parts.append((r.a, r.b, bool(read), f"R {r.milliohms} {number == asked} {read}"))
    for number, s in enumerate(problem.sources):
        parts.append((s.plus, s.minus, True, f"S {s.millivolts} {s.milliohms} {problem.ask == 'terminal' and number == problem.part}"))
    parts += [(c.a, c.b, False, f"C {c.nanofarads}") for c in problem.capacitors]
    nodes = {node for part in parts for node in part[:2]}
    colours = {node: int(node > 1) if problem.ask == "resistance" else 0 for node in nodes}
    for _ in range(4):
        seen = {
            node: (
                colours[node],
                sorted(
                    (what, colours[b if node == a else a], directed * (1 if node == a else 2))
                    for a, b, directed, what in parts
                    if node in (a, b)
                ),
            )
            for node in nodes
        }
        ranks = {text: rank for rank, text in enumerate(sorted({repr(value) for value in seen.values()}))}
        colours = {node: ranks[repr(value)] for node, value in seen.items()}
    listed = []
    for a, b, directed, what in parts:
        ends = [colours[a], colours[b]]
        listed.append([what, *(ends if directed else sorted(ends))])
    return [problem.ask, problem.times, problem.unit, problem.digits, sorted(listed)]
