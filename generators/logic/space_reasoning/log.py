"""The order of a log's stretches: which walker walks when, what each stretch begins with, how many legs it has."""

from synth.generators.logic.space_reasoning.knobs import Knobs
from synth.generators.logic.space_reasoning.simulation import Simulation, WalkerState

COLOURS = ("amber", "blue", "crimson", "green", "ivory", "jade", "purple", "silver", "violet", "yellow")


def write_log(simulation: Simulation, walkers: list[WalkerState], knobs: Knobs) -> None:
    """Simulate all stretches, of one walker each, in random order, each walker's first without a jump."""
    rng = simulation.rng
    portals = rng.sample(COLOURS, knobs.portals if simulation.lattice != "triangle" else 0)
    jumps = ["jump"] * knobs.jumps + ["lost"] * (knobs.lost + (0 if portals else knobs.portals))
    jumps += [portal for portal in portals for _ in range(rng.randint(2, 3))]
    order = [(who, "") for who in range(len(walkers))] + [(rng.randrange(len(walkers)), jump) for jump in jumps]
    rng.shuffle(order)
    for who in range(len(walkers)):
        first = next(i for i, stretch in enumerate(order) if stretch[0] == who)
        plain = order.index((who, ""))
        order[first], order[plain] = order[plain], order[first]
    shares = [1] * len(order)
    for _ in range(knobs.legs - len(order)):
        shares[rng.randrange(len(order))] += 1
    finds, legs, seen = knobs.found, sum(shares), list[WalkerState]()
    for (who, jump), share in zip(order, shares, strict=True):
        walker, planned = walkers[who], None
        others = [other for other in seen if other is not walker]
        if jump == "jump":
            simulation.jump(walker)
        elif jump in simulation.portals:
            simulation.pass_portal(walker, jump)
        elif jump or walker.stated_start == "":
            planned = simulation.plan_unknown_stretch(walker, others, rng.randint(1, share), jump or "start")
        if walker not in seen:
            seen.append(walker)
        for step in range(share):
            if planned and step < len(planned.legs):
                simulation.walk(walker, planned.legs[step])
                if planned.portal and step + 1 == planned.legs_before_portal:
                    simulation.pass_portal(walker, planned.portal)
                if step + 1 == len(planned.legs):
                    simulation.log.append(planned.event)
            else:
                simulation.walk(walker, simulation.legs(1, walker.last_way(), walker.here)[0])
            if rng.random() * legs < finds and simulation.discover(walker):
                finds -= 1
            legs -= 1
        if rng.random() < knobs.retracing:
            simulation.retrace(walker)
