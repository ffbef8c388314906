"""Motion in a line, energy and momentum, orbits."""

import math
from math import atan2, cos, pi, sin, sqrt

from formula_sheet.reading import between, fits, read, si, told

# The equations of motion with constant acceleration, solved for each quantity
MOTION = (
    ("v", "uat", lambda u, a, t: u + a * t),
    ("u", "vat", lambda v, a, t: v - a * t),
    ("v", "uas", lambda u, a, s: sqrt(u * u + 2 * a * s)),
    ("u", "vas", lambda v, a, s: sqrt(v * v - 2 * a * s)),
    ("v", "ust", lambda u, s, t: 2 * s / t - u),
    ("u", "vst", lambda v, s, t: 2 * s / t - v),
    ("u", "ast", lambda a, s, t: s / t - a * t / 2),
    ("s", "uvt", lambda u, v, t: (u + v) / 2 * t),
    ("t", "uvs", lambda u, v, s: 2 * s / (u + v)),
    ("t", "uva", lambda u, v, a: (v - u) / a),
    ("a", "uvt", lambda u, v, t: (v - u) / t),
)


def _leg(stage, u):
    q = told(stage) | ({} if u is None else {"u": u})
    if stage["trend"] == "steady":
        q["a"] = 0.0
        q["u"] = q["v"] = q.get("u", q.get("v"))
    elif "a" in q:
        q["a"] *= 1 if stage["trend"] == "up" else -1
    for _ in range(3):
        for name, needs, formula in MOTION:
            if name not in q and all(need in q for need in needs) and not (needs == "uva" and not q["a"]):
                q[name] = formula(*(q[need] for need in needs))
    return q


def _legs(stages):
    found = list[dict]()
    for stage in stages:
        found.append(_leg(stage, found[-1]["v"] if found else None))
    return found


def _pieces(legs, late):
    """(from, to, place at first, speed, acceleration) of each leg, begun `late` earlier."""
    time, way, found = -late, 0.0, []
    for q in legs:
        until = time + q.get("t", math.inf)
        found.append((time, until, way, q["u"], q["a"]))
        time, way = until, way + q.get("s", 0.0)
    return found


def _meeting(p):
    """Where place + speed t + a t^2 / 2 is the same for both: the quadratic of each pair of legs."""
    rival = p["rival"][0]
    sign, found = -1 if rival["toward"] else 1, []
    for t1, e1, x1, u1, a1 in _pieces(_legs(p["stages"]), 0.0):
        for t2, e2, x2, u2, a2 in _pieces(_legs(rival["stages"]), si(rival["delay"])):
            start = max(t1, t2, 0.0)
            one, other = start - t1, start - t2
            a, b = sign * a2 - a1, sign * (u2 + a2 * other) - u1 - a1 * one
            c = si(rival["gap"]) + sign * (x2 + u2 * other + a2 * other**2 / 2) - (x1 + u1 * one + a1 * one**2 / 2)
            roots = [-c / b] if a == 0 and b else []
            if a and b * b >= 2 * a * c:
                roots = [(-b + way * sqrt(b * b - 2 * a * c)) / a for way in (-1, 1)]
            for more in roots:
                if 0 <= more <= min(e1, e2) - start:
                    there = x1 + u1 * (one + more) + a1 * (one + more) ** 2 / 2
                    found.append((start + more, there, abs(b + a * more)))
    time, place, closing = min(found)
    return {"meeting time": time, "meeting distance": place, "closing": closing}[p["ask"]]


def _completed(p):
    """The legs, where a total tells what a steady one lacks. Of three legs from rest to rest: s = v T - v^2 (1/a + 1/b) / 2."""
    totals = {one["what"]: si(one["amount"]) for one in p["totals"]}
    if len(totals) == 2:
        a, b = (told(p["stages"][place])["a"] for place in (0, 2))
        k, time = 1 / a + 1 / b, totals["t"]
        v = (time - sqrt(time**2 - 2 * k * totals["s"])) / k
        return [{"u": 0.0, "v": v, "a": a, "t": v / a, "s": v * v / 2 / a}, {"u": v, "v": v, "a": 0.0, "t": time - v * k, "s": v * (time - v * k)}] + [
            {"u": v, "v": 0.0, "a": -b, "t": v / b, "s": v * v / 2 / b}
        ]
    legs = _legs(p["stages"])
    for q in legs:
        if "t" not in q:
            others = {name: sum(one[name] for one in legs if one is not q) for name in "ts"}
            q["t"] = totals["t"] - others["t"] if "t" in totals else (totals["s"] - others["s"]) / q["u"]
            q["s"] = q["u"] * q["t"]
    return legs


def _flown(p, u):
    """A throw from a height."""
    flight = p["flight"][0]
    g, h, angle = float(flight["g"]), si(flight["height"]), atan2(flight["rise"], flight["run"])
    air = (u * sin(angle) + sqrt((u * sin(angle)) ** 2 + 2 * g * h)) / g
    peak = h + (u * sin(angle)) ** 2 / (2 * g)
    return {"air": air, "range": u * cos(angle) * air, "impact": sqrt(u * u + 2 * g * h), "peak": peak}[p["ask"]]


def kinematics(p, answer):
    if p["rival"]:
        return fits(answer, _meeting(p), p["digits"])
    legs = _completed(p)
    if p["flight"]:
        return fits(answer, _flown(p, legs[-1]["v"]), p["digits"])
    time, way = sum(q["t"] for q in legs), sum(q["s"] for q in legs)
    steady = next((q for q in legs if not q["a"]), legs[0])
    asked = {"time": time, "distance": way, "average": way / time, "final": legs[-1]["v"], "start": legs[0]["u"], "top": steady["v"]}
    asked |= {"acceleration": abs(legs[-1]["a"]), "missing time": steady["t"], "missing distance": steady["s"]}
    return fits(answer, asked[p["ask"]], p["digits"])


def _ridden(p, missing, x):
    """Mass, kinetic energy and heat after all parts: work and energy, momentum in collisions. None where the body stops before."""
    g, m, heat = float(p["g"]), si(p["mass"]), 0.0
    energy = m * (x if missing == (-1, "u") else si(p["start"][0])) ** 2 / 2
    for place, part in enumerate(p["parts"]):
        q, kind, angle = told(part), part["kind"], atan2(part["rise"], part["run"]) if part["rise"] else 0.0
        if missing and missing[0] == place:
            q[missing[1]] = x
        if kind in ("stick", "elastic", "bounce"):
            p_before, both = sqrt(2 * m * energy), m + q["M"]
            if kind == "stick":
                heat += energy * q["M"] / both
                m, energy = both, p_before**2 / 2 / both
            else:
                m, energy = q["M"], q["M"] * ((1 + q.get("c", 1.0)) * p_before / both) ** 2 / 2
            continue
        rubbed = 0.0
        if "mu" in q:
            lifted = q["F"] * sin(angle) if kind == "pull" else 0.0
            rubbed = q["mu"] * (m * g * (cos(angle) if kind in ("up", "down") else 1) - lifted) * q["d"]
        work = {
            "spring": lambda q=q: q["k"] * q["x"] ** 2 / 2,
            "engine": lambda q=q: q["P"] * q["t"],
            "fall": lambda q=q, m=m: m * g * q["h"],
            "rise": lambda q=q, m=m: -m * g * q["h"],
            "down": lambda q=q, m=m, angle=angle: m * g * sin(angle) * q["d"],
            "up": lambda q=q, m=m, angle=angle: -m * g * sin(angle) * q["d"],
            "push": lambda q=q: q["F"] * q["d"],
            "pull": lambda q=q, angle=angle: q["F"] * cos(angle) * q["d"],
            "pulley": lambda q=q: q["M"] * g * q["d"],
            "rough": lambda: 0.0,
        }[kind]()
        if kind == "pulley":  # both bodies have the speed
            energy = (energy * (m + q["M"]) / m + work - rubbed) * m / (m + q["M"])
        else:
            energy += work - rubbed
        heat += rubbed
        if energy <= 0:
            return None
    return m, energy, heat


def _ending(p, state):
    if not state:
        return -1.0
    (m, energy, heat), end, g = state, p["end"], float(p["g"])
    q, v = told(end), sqrt(2 * energy / m)
    mu, angle = q.get("mu", 0.0), atan2(end["rise"], end["run"]) if end["rise"] else pi / 2
    match end["kind"]:
        case "stop":
            return v * v / (2 * mu * g)
        case "stopping time":
            return v / (mu * g)
        case "height":
            return v * v / (2 * g * (1 + mu / math.tan(angle)))
        case "return":
            return v * sqrt((math.tan(angle) - mu) / (math.tan(angle) + mu))
        case "compression" | "rough compression":  # k x^2 / 2 + mu m g x = m v^2 / 2
            b = mu * m * g
            return (sqrt(b * b + 2 * q["k"] * energy) - b) / q["k"]
        case "power":
            return m * g * v * ((sin(angle) + mu * cos(angle)) if end["rise"] else mu)
        case "force":
            return m * g + m * v * v / q["R"]
        case "gap":
            struck, own = (m * (1 + q["c"]) * v / (m + q["M"]), (m - q["c"] * q["M"]) * v / (m + q["M"]))
            return (struck**2 - math.copysign(own**2, own)) / (2 * mu * g)
    return {"speed": v, "energy": energy, "heat": heat}[end["kind"]]


NEEDS = {"spring": "k x", "pulley": "M mu d", "engine": "P t", "push": "F mu d", "pull": "F mu d", "rough": "mu d", "down": "mu d"}
NEEDS |= {"up": "mu d", "fall": "h", "rise": "h", "stick": "M", "elastic": "M", "bounce": "M c"}


def forces_energy(p, answer):
    if not p["found"]:
        return fits(answer, _ending(p, _ridden(p, None, 0.0)), p["digits"])
    gaps = [(k, name) for k, part in enumerate(p["parts"]) for name in NEEDS[part["kind"]].split() if name not in told(part)]
    missing = next((gap for gap in gaps if gap[1] != "mu" or read(answer)[1] == ""), (-1, "u"))
    return between(answer, p["digits"], lambda x: _ending(p, _ridden(p, missing, x)), si(p["found"][0]))


def orbits(p, answer):
    """Orbits by their lowest and highest distances: v^2 = mu (2/r - 1/a), and T^2 = 4 pi^2 a^3 / mu."""
    body, q = si(p["radius"]), told(p["field"])
    r = body + q.get("h", 0.0)
    mu = {
        "GM": lambda: q["GM"] * 10.0 ** p["field"]["power"],
        "gravity": lambda: q["g"] * body**2,
        "surface escape": lambda: q["v"] ** 2 * body / 2,
        "moon period": lambda: 4 * pi**2 * r**3 / q["T"] ** 2,
        "moon speed": lambda: q["v"] ** 2 * r,
    }[p["field"]["kind"]]()

    def speed(r, low, high):
        return sqrt(mu * (2 / r - 2 / (low + high)))

    def long(period):
        """Lowest and highest distance together."""
        return 2 * (mu * period**2 / 4 / pi**2) ** (1 / 3)

    def period(low, high):
        return 2 * pi * sqrt(((low + high) / 2) ** 3 / mu)

    def other(r, v):
        return 2 / (2 / r - v * v / mu) - r

    q = told(p["start"])
    low = body + q.get("low", q.get("h", 0.0))
    low, high = {
        "circle": lambda: (low, low),
        "circle period": lambda: (long(q["T"]) / 2,) * 2,
        "circle speed": lambda: (mu / q["v"] ** 2,) * 2,
        "ellipse": lambda: (low, body + q["high"]),
        "ellipse e": lambda: (low, low * (1 + q["e"]) / (1 - q["e"])),
        "ellipse period": lambda: (low, long(q["T"]) - low),
    }.get(p["start"]["kind"], lambda: (low, other(low, q["v"])))()
    first, total = (low, high), 0.0
    for burn in p["burns"]:
        q, r = told(burn), high if burn["place"] == "high" else low
        before = speed(r, low, high)
        far = {
            "faster": lambda q=q, r=r, v=before: other(r, v + q["dv"]),
            "slower": lambda q=q, r=r, v=before: other(r, v - q["dv"]),
            "round": lambda r=r: r,
            "reach": lambda q=q: body + q["h"],
            "retime": lambda q=q, r=r: long(q["T"]) - r,
        }[burn["kind"]]()
        low, high = min(r, far), max(r, far)
        total += abs(speed(r, low, high) - before)
    q, one, now = told(p["end"]), period(*first), period(low, high)
    value = {
        "period": lambda: now,
        "half": lambda: now / 2,
        "synodic": lambda: 1 / abs(1 / one - 1 / now),
        "highest": lambda: high - body,
        "lowest": lambda: low - body,
        "speed low": lambda: speed(low, low, high),
        "speed high": lambda: speed(high, low, high),
        "speed at": lambda: speed(body + q["h"], low, high),
        "eccentricity": lambda: (high - low) / (high + low),
        "axis": lambda: (low + high) / 2,
        "total": lambda: total,
        "escape": lambda: sqrt(2 * mu / low) - speed(low, low, high),
        "excess": lambda: sqrt((speed(low, low, high) + q["dv"]) ** 2 - 2 * mu / low),
    }[p["end"]["kind"]]()
    return fits(answer, value, p["digits"])


SHEET = {"kinematics": kinematics, "forces_energy": forces_energy, "orbits": orbits}
