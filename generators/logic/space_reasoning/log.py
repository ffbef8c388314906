"""The order of a log: each walker goes its own stretches, and in between the others go theirs."""

from collections.abc import Iterator

from synth.generators.logic.space_reasoning.knobs import Knobs
from synth.generators.logic.space_reasoning.simulation import Simulation
from synth.generators.logic.space_reasoning.walker_state import WalkerState

COLOURS = ("amber", "blue", "crimson", "green", "ivory", "jade", "purple", "silver", "violet", "yellow")
SAME = 0.6
"""Chance that the walker of the event before goes on."""


def write_log(simulation: Simulation, knobs: Knobs) -> WalkerState:
    """Simulate the stretches of all walkers, each walker's first without a jump. Returns the walker with most of them."""
    rng, walkers = simulation.rng, simulation.walkers
    portals = rng.sample(COLOURS, knobs.portals if simulation.lattice != "triangle" else 0)
    jumps = ["jump"] * knobs.jumps + ["lost"] * (knobs.lost + (0 if portals else knobs.portals))
    jumps += [portal for portal in portals for _ in range(rng.randint(2, 3))]
    rng.shuffle(jumps)
    stretches: list[list[str]] = [[""] for _ in walkers]
    for jump in jumps:
        rng.choice(stretches).append(jump)
    count = len(walkers) + len(jumps)
    shares = [1] * count
    for _ in range(knobs.legs - count):
        shares[rng.randrange(count)] += 1
    subject = max(walkers, key=lambda walker: (len(stretches[walker.number]), rng.random()))
    if portals:  # the subject's last jump is through one, so that its end hangs on where the portal leads
        whose, place = rng.choice([(own, k) for own in stretches for k, jump in enumerate(own) if jump in portals])
        last = stretches[subject.number]
        whose[place], last[-1] = last[-1], whose[place]
    crossroads = min(2, knobs.conditions)
    simulation.legs_left, simulation.finds_left, simulation.conditions_left = sum(shares), knobs.found, knobs.conditions - crossroads
    going = []
    for walker, jumps in zip(walkers, stretches, strict=True):
        own = [(jump, shares.pop()) for jump in jumps]
        going.append(_go(simulation, walker, own, knobs.retracing, crossroads if walker is subject else -1))
    one = rng.choice(going)
    while going:
        if next(one, "done") == "done":
            going.remove(one)
        if going and (one not in going or rng.random() > SAME):
            one = rng.choice(going)
    return subject


def _go(simulation: Simulation, walker: WalkerState, stretches: list[tuple[str, int]], retracing: float, crossroads: int) -> Iterator[str]:
    """The stretches of one walker; if it is the subject (crossroads >= 0), then legs that hang on so many conditions, or a turn at least.
    The others may go on wherever this yields."""
    rng = simulation.rng
    for jump, share in stretches:
        planned = None
        while jump in simulation.portals and jump not in simulation.sure:
            yield "waits until somebody has found out where the portal leads"
        if jump == "jump":
            simulation.jump(walker)
        elif jump in simulation.portals:
            simulation.pass_portal(walker, jump)
        elif jump or walker.stated_start == "":
            planned = simulation.plan_unknown_stretch(walker, rng.randint(1, share), jump or "start")
        for step in range(share):
            if planned and step < len(planned.legs):
                simulation.walk(walker, planned.legs[step])
                if planned.portal and step + 1 == planned.legs_before_portal:
                    simulation.pass_portal(walker, planned.portal)
                if step + 1 == len(planned.legs):
                    if planned.event:
                        simulation.log.append(planned.event)
                    else:
                        simulation.come_by(walker)
                    simulation.settle(walker)
            else:
                simulation.walk(walker, simulation.legs(1, walker.last_way(), walker.here)[0])
            simulation.discover(walker)
            simulation.legs_left -= 1
            yield "a leg"
        if rng.random() < retracing:
            simulation.retrace(walker)
    if crossroads > 0 or (crossroads == 0 and walker.turning):
        yield from simulation.cross_roads(walker, crossroads)
