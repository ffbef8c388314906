"""A body that is pushed, slides and collides: its energy part by part; what is not known is found by trying values."""

import re
from functools import lru_cache
from math import hypot, nan, sqrt

from readers.science._prompt import NUMBER, quantity, rounded, sentences
from readers.science._roots import roots
from reading import Unread, body

N = NUMBER
V = rf"(not known|{N}(?: [^;)]+)?)"
SLOPE = r"straight slope that rises (\d+) units for every (\d+) units across"
MU = rf"coefficient of kinetic friction: {V}"
IDLE = re.compile(
    r"Air resistance is neglected, all parts join without loss of speed, and only what is called rough has friction\.|From a problem sheet on energy and momentum:"
    r"|The temperature of the air is .*\.|The face on which the \w+ slides has an area of .*\.|The (?:colour|height) of the \w+ is .*\."
    r"|Take the given numbers as exact, round only at the end, and give the answer to \w+ significant figures, .*\."
)
UNKNOWN = {
    "How long is the distance that is not known?": "m",
    "What is the coefficient of kinetic friction that is not known?": "1",
    "How large is the force that is not known?": "N",
    "What is the difference in height that is not known?": "m",
    "What is the mass that is not known?": "kg",
    "What is the power that is not known?": "W",
    "What is the constant of the spring that was not known?": "N/m",
    "By how much was the first spring compressed?": "m",
    "For how long does the motor pull in the part where this is not known?": "s",
}


@lru_cache(maxsize=4096)
def matched(form: str, text: str) -> re.Match[str] | None:
    """Remembered, as the same sentences are gone through for each value that is tried."""
    return re.fullmatch(form, text)


@lru_cache(maxsize=4096)
def told(text: str) -> float:
    return quantity(text)


class Body:
    """Mass, square of the speed, energy lost; and what the last part gives: compression, height, force, power, way, speed on return."""

    def __init__(self, g: float, unknown: float) -> None:
        self.g, self.unknown, self.mass, self.square, self.lost = g, unknown, 0.0, 0.0, 0.0
        self.last: dict[str, float] = {}
        self.table = 0.0

    def value(self, text: str) -> float:
        return self.unknown if text.endswith("not known") else told(text)

    def gain(self, work: float, friction: float = 0.0) -> None:
        """Work done on it, less friction."""
        self.square += 2 * (work - friction) / self.mass
        self.lost += friction
        if not self.square >= 0:
            raise ArithmeticError

    def collide(self, mass: float, restitution: float) -> None:
        """The struck body goes on."""
        speed = sqrt(self.square)
        after = self.mass * (1 + restitution) / (self.mass + mass) * speed
        mine = (self.mass - restitution * mass) / (self.mass + mass) * speed
        self.lost += self.mass * (self.square - mine**2) / 2 - mass * after**2 / 2
        self.mass, self.square = mass, after**2

    def stick(self, mass: float) -> None:
        energy = self.mass * self.square / 2
        self.square *= (self.mass / (self.mass + mass)) ** 2
        self.mass += mass
        self.lost += energy - self.mass * self.square / 2


def slope(up: str, across: str) -> tuple[float, float]:
    """Sine and cosine."""
    return int(up) / hypot(int(up), int(across)), int(across) / hypot(int(up), int(across))


def part(it: Body, text: str, following: str) -> bool:
    """One sentence of the way; `following` is the next one. Whether it is one."""
    g = it.g

    if found := matched(rf"The mass of a \w+ is {V}\.", text):
        it.mass = it.value(found[1])
    elif found := matched(r"It is moving along a smooth level floor at first, at a speed (?:of (.*)|(that is not known))\.", text):
        it.square = it.value(found[1] or found[2]) ** 2
    elif found := matched(
        r"It is held against a spring whose constant is (.*?) and whose compression is (.*?); it is let go, and the spring pushes it along a smooth level floor until the "
        r"spring is relaxed and the body leaves it\.",
        text,
    ):
        it.gain(it.value(found[1]) * it.value(found[2]) ** 2 / 2)
    elif found := matched(rf"It lies on a rough level table \({MU}\)\.", text):
        it.table = it.value(found[1])
    elif found := matched(
        r"A light string over an ideal pulley at the edge of the table joins it to a hanging weight whose mass is (.*)\. Both are let go\. "
        r"When each has moved through (.*), the string comes off, and the body goes on alone\.",
        text,
    ):
        weight, way = it.value(found[1]), it.value(found[2])
        it.square = 2 * (weight - it.table * it.mass) * g * way / (weight + it.mass)
        it.lost += it.table * it.mass * g * way
        if it.square <= 0:
            raise ArithmeticError
    elif found := matched(rf"A smooth curved track takes it (up to a higher|down to a lower) level \(difference in height: {V}\)\.", text):
        it.gain(it.mass * g * it.value(found[2]) * (-1 if found[1][0] == "u" else 1))
    elif found := matched(rf"It slides (up|down) a {SLOPE}(?:, to its top)? \(length along the slope: {V}; {MU}\)\.", text):
        (sine, cosine), way = slope(found[2], found[3]), it.value(found[4])
        it.gain(it.mass * g * way * sine * (-1 if found[1] == "up" else 1), it.value(found[5]) * it.mass * g * cosine * way)
    elif found := matched(rf"It crosses a rough level floor \(length: {V}; {MU}\)\.", text):
        it.gain(0.0, it.value(found[2]) * it.mass * g * it.value(found[1]))
    elif found := matched(
        rf"On a rough level floor \({MU}\) a constant horizontal force pushes it forwards \(size of the force: {V}; distance over which it acts: {V}\)\.", text
    ):
        it.gain(it.value(found[2]) * it.value(found[3]), it.value(found[1]) * it.mass * g * it.value(found[3]))
    elif found := matched(
        rf"On a rough level floor \({MU}\) a rope that rises (\d+) units for every (\d+) units across pulls it forwards and upwards with a constant force "
        rf"\(size of the force: {V}; distance moved on the floor: {V}\)\.",
        text,
    ):
        (sine, cosine), force, way = slope(found[2], found[3]), it.value(found[4]), it.value(found[5])
        if force * sine > it.mass * g:
            raise ArithmeticError
        it.gain(force * cosine * way, it.value(found[1]) * (it.mass * g - force * sine) * way)
    elif found := matched(
        rf"On a smooth level floor a motor pulls it forwards and does work on it at a constant rate \(power: {V}; time for which it pulls: {V}\)\.", text
    ):
        it.gain(it.value(found[1]) * it.value(found[2]))
    elif found := matched(rf"It hits another body, which is at rest \(mass: {V}\)(?:, head-on and perfectly elastically|(, head-on; the coefficient .* is ({N}))?)\.", text):
        if following == "The two stick together and from then on move as one.":
            it.stick(it.value(found[1]))
        else:
            if following != "From then on the moving body is the one that was struck; the other is taken out of the way.":
                raise Unread(following)
            it.collide(it.value(found[1]), float(found[3] or 1))
    else:
        return finish(it, text)
    return True


def finish(it: Body, text: str) -> bool:
    """The last part of the way, which the question is about."""
    g, text = it.g, text.removeprefix("Finally, ")
    energy = it.mass * it.square / 2
    if found := matched(
        rf"(?:on a smooth level floor, )?it runs against a relaxed spring whose constant is ([^;.]*(?:\.\d[^;.]*)?)(?:; the level floor is rough \({MU}\) from where it touches "
        r"the spring on)?\.",
        text,
    ):
        k, drag = told(found[1]), (it.value(found[2]) if found[2] else 0.0) * it.mass * g
        it.last["compression"] = (sqrt(drag**2 + 2 * k * energy) - drag) / k
        it.lost += drag * it.last["compression"]
    elif found := matched(rf"it slides up a long {SLOPE} \({MU}\)(?: until it comes to rest|(, comes to rest for a moment, and slides back down to the foot of the slope))\.", text):
        (sine, cosine), mu = slope(found[1], found[2]), it.value(found[3])
        way = it.square / (2 * g * (sine + mu * cosine))
        it.last["height"] = way * sine
        it.lost += mu * it.mass * g * cosine * way
        if found[4]:
            it.last["back"] = sqrt(2 * g * way * (sine - mu * cosine)) if sine > mu * cosine else nan
            it.lost += mu * it.mass * g * cosine * way
    elif found := matched(r"it passes the lowest point of a smooth concave track, an arc of a circle with a radius of (.*), with the speed that it has reached\.", text):
        it.last["press"] = it.mass * (g + it.square / told(found[1]))
    elif found := matched(rf"it comes to a {SLOPE} \({MU}\), where a motor pulls it up along the slope with a force that just keeps its speed constant\.", text):
        sine, cosine = slope(found[1], found[2])
        it.last["power"] = it.mass * g * (sine + it.value(found[3]) * cosine) * sqrt(it.square)
    elif found := matched(rf"it comes to a long rough level floor \({MU}\), on which it slides until it stops\.", text):
        it.last["way"] = it.square / (2 * g * it.value(found[1]))
        it.last["while"] = sqrt(it.square) / g / it.value(found[1])
        it.lost += energy
    elif found := matched(
        rf"on a rough level floor \({MU}, for both bodies\), it hits another body, which is at rest \(mass: {V}\), head-on; the coefficient of restitution \(relative speed after "
        rf"the collision divided by that before\) is ({N})\.",
        text,
    ):
        mu, mass, c, speed = it.value(found[1]), it.value(found[2]), float(found[3]), sqrt(it.square)
        mine, struck = (it.mass - c * mass) / (it.mass + mass) * speed, it.mass * (1 + c) / (it.mass + mass) * speed
        it.last["apart"] = (struck**2 - mine * abs(mine)) / (2 * mu * g)
    else:
        return False
    return True


QUESTIONS = {
    r"What is the speed of the moving body at the end\?": ("speed", "m/s"),
    r"How far does it slide on this last floor\?": ("way", "m"),
    r"What is the greatest compression of this last spring\?": ("compression", "m"),
    r"With what force does it press on the track at this lowest point\?": ("press", "N"),
    r"How high above the foot of this last slope is it then\?": ("height", "m"),
    r"What power does the motor on this slope deliver\?": ("power", "W"),
    r"What is its speed when it is back at the foot of this slope\?": ("back", "m/s"),
    r"For how long does it slide on this last floor\?": ("while", "s"),
    r"How far apart are these two bodies when both have stopped\?": ("apart", "m"),
    r"What is the kinetic energy of the moving body at the end \(together with what sticks to it\)\?": ("energy", "J"),
    r"How much mechanical energy is lost in all, by friction and in collisions, from the beginning to the end\?": ("lost", "J"),
}
ENDINGS = {
    r"The greatest compression of this spring is (.*)\.": "compression",
    r"Its speed when it is back at the foot is (.*)\.": "back",
    r"Then its speed is (.*)\.": "speed",
    r"The distance that it slides on this floor is (.*)\.": "way",
    r"Its greatest height above the foot of this slope is (.*)\.": "height",
}
SKIPPED = re.compile(
    r"It is at rest at first\.|Both slide until they stop\.|The two stick together and from then on move as one\."
    r"|From then on the moving body is the one that was struck; the other is taken out of the way\."
)


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is the quantity asked for, rounded as told."""
    text = re.sub(r"(hanging weight whose mass is [^;]*?)\. Both are let go\. When", r"\1; both are let go; when", body(prompt))
    g, way, asked, seen = 0.0, [], "", ("", 0.0)
    for sentence in sentences(text):
        if found := re.fullmatch(rf"Take g = ({N} m/s\^2) and count bodies as points\.", sentence):
            g = quantity(found[1])
        elif sentence.endswith("?"):
            asked = sentence
        elif ending := next((name for form, name in ENDINGS.items() if re.fullmatch(form, sentence)), ""):
            seen = (ending, quantity(sentence.rsplit(" is ", 1)[1][:-1]))
        elif not IDLE.fullmatch(sentence):
            way.append(sentence.replace("; both are let go; when", ". Both are let go. When"))

    def end(unknown: float) -> dict[str, float]:
        it = Body(g, unknown)
        for sentence, following in zip(way, [*way[1:], ""], strict=True):
            if not SKIPPED.fullmatch(sentence) and not part(it, sentence, following):
                raise Unread(sentence)
        return it.last | {"speed": sqrt(it.square), "lost": it.lost, "energy": it.mass * it.square / 2}

    def off(unknown: float) -> float:
        try:
            return end(unknown)[seen[0]] - seen[1]
        except ArithmeticError:
            return nan

    for form, (name, kind) in QUESTIONS.items():
        if re.fullmatch(form, asked):
            return rounded(prompt, answer, end(nan)[name], kind)
    kind = "m/s" if re.fullmatch(r"What was the speed of the \w+ at first\?", asked) else UNKNOWN.get(asked, "")
    if not kind or not seen[0]:
        raise Unread(asked)
    found_values = roots(off)
    return len(found_values) == 1 and rounded(prompt, answer, found_values[0], kind)
