"""What state machine claims: its rules in words, what cheap policies win, and which problems are the same."""

from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.simulation.state_machine.cheap import POLICIES
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.simulation.state_machine import StateMachine
from synth.verifiers.simulation.state_machine.machine import Case
from synth.verifiers.simulation.state_machine.words import CHINESE_WORDS, STORIES, Cast, casts

Words = Callable[[StateMachine], str]


def _word(word: str, language: str) -> str:
    return CHINESE_WORDS[word] if language == "zh" else word


def _effect(case: Case, cast: Cast, language: str) -> str:
    """What a case does, in order."""

    def w(word: str) -> str:
        return f"`{_word(word, language)}`"

    stays = case.to == case.state
    moves = (r"stays in " if stays else r"goes to ") if language == "en" else ("保持 " if stays else "转到 ")
    parts = [moves + w(cast.states[case.to])]
    parts += [(r"gives " if language == "en" else "发出 ") + w(cast.signals[case.signal])] if case.signal >= 0 else []
    name = w(cast.counter)
    if case.reset:
        parts.append(f"sets {name} to 0" if language == "en" else f"{name} 清零")
    elif case.change > 0:
        parts.append(f"adds {case.change} to {name}" if language == "en" else f"{name} 加 {case.change}")
    elif case.change:
        parts.append(f"takes {-case.change} from {name}" if language == "en" else f"{name} 减 {-case.change}")
    return ".{1,6}".join(parts) + r"(?! and | gives|，发|，`)"


def _cases(language: str) -> Words:
    """Every case, beside its state or its event."""

    def words(problem: StateMachine) -> str:
        found = ""
        for machine, cast in zip(problem.machines, casts(problem.story), strict=False):
            for case in machine.cases:
                near = rf"`(?:{_word(cast.events[case.event], language)}|{_word(cast.states[case.state], language)})`"
                least = rf".{{1,30}}(?:at least|不小于) {case.least}\b" if case.least else ""
                found += rf"(?=.*{near}{least}.{{1,160}}?{_effect(case, cast, language)})"
        return found + "."

    return words


def _events(language: str) -> Words:
    joint = ", " if language == "en" else "、"
    return lambda p: joint.join(_word(casts(p.story)[0].events[event], language) for event in p.events) + "[.。]"


def _start(language: str) -> Words:
    def words(problem: StateMachine) -> str:
        parts = []
        for machine, cast in zip(problem.machines, casts(problem.story), strict=False):
            text = (r"starts in " if language == "en" else "开始时处于 ") + f"`{_word(cast.states[machine.start], language)}`"
            if machine.counter >= 0:
                text += rf".{{1,120}}`{_word(cast.counter, language)}`.{{1,20}} {machine.counter}\b"
            parts.append(text)
        return ".{1,5000}".join(parts)

    return words


def _shows(language: str) -> Words:
    def words(problem: StateMachine) -> str:
        cast, machine = casts(problem.story)[0], problem.machines[0]
        none = "no signal" if language == "en" else "无信号"
        given = [f"`{_word(cast.signals[signal], language)}`" if signal >= 0 else none for signal in machine.shows]
        return r".{1,6}".join(rf"`{_word(state, language)}`.{{1,5}}{signal}" for state, signal in zip(cast.states, given, strict=False))

    return words


def _wanted(language: str) -> Words:
    def words(problem: StateMachine) -> str:
        pair = casts(problem.story)
        own = pair[len(problem.machines) - 1]
        english = language == "en"

        def w(word: str) -> str:
            return f"`{_word(word, language)}`"

        if problem.ask == "end":
            number = ("one", "two", "three", "four")[problem.last - 1]
            return (
                rf"after all events.*last {number} signals.*earliest of them first"
                if english
                else rf"最后发出的 {problem.last} 个信号.*先发出的写在前面"
            )
        signal = own.signals[min(problem.which, 3)]
        if problem.ask == "count":
            asked = rf"{w(own.counter)} then.{{1,80}}given {w(signal)}" if english else rf"{w(own.counter)} 是多少.{{1,30}}几次 {w(signal)}"
            return asked
        count = "counted from 1.*" if english else "从 1 开始编号.*"
        match problem.what:
            case "signal":
                return count + (rf"gives {w(signal)} for the \w+ time" if english else rf"第 {problem.times} 次发出 {w(signal)}")
            case "state":
                state = w(own.states[problem.which])
                return count + (
                    rf"comes to {state} from another state for the \w+ time" if english else rf"第 {problem.times} 次从其他状态转到 {state}"
                )
            case "counter":
                least = problem.times
                return count + (
                    rf"{w(own.counter)} is {least} or more for the first" if english else rf"{w(own.counter)} 第一次不小于 {least}"
                )
        states = w(pair[0].states[problem.which]), w(pair[1].states[problem.times])
        return count + (r".{1,20}panel in ".join(states) if english else "处于 " + ".{1,9}处于 ".join(states))

    return words


def _both(make: Callable[[str], Words]) -> dict[str, Words]:
    return {"en": make("en"), "zh": make("zh")}


def _conditions(problem: StateMachine) -> bool:
    return any(case.least for machine in problem.machines for case in machine.cases)


RULES = (
    Rule("value", _both(_cases)),
    Rule("value", _both(_start)),
    Rule("value", _both(_events)),
    Rule("value", _both(_wanted)),
    Rule("value", {"en": r"nothing is said in the present state of the .{4,20} changes nothing", "zh": r"该事件不引起任何变化"}),
    Rule(
        "value",
        {"en": lambda p: rf"over and over, {p.repeat} times in all", "zh": lambda p: rf"反复出现，一共 {p.repeat} 遍"},
        lambda p: p.repeat > 1,
    ),
    Rule("value", {"en": r"looks at the counter as it is just before the event", "zh": r"事件发生前一刻计数器的值"}, _conditions),
    Rule(
        "value",
        {"en": r"each signal of the .{4,20} is at once an event for the panel", "zh": r"立即把它当作一个事件"},
        lambda p: len(p.machines) > 1,
    ),
    Rule("value", {"en": r"Nothing else reaches the panel", "zh": r"没有任何东西影响控制台"}, lambda p: len(p.machines) > 1),
    Rule(
        "value",
        {"en": r"After every event, also after one that changes nothing", "zh": r"包括没有引起变化的事件"},
        lambda p: bool(p.machines[0].shows),
    ),
    Rule("value", _both(_shows), lambda p: bool(p.machines[0].shows)),
    Rule("format", {"en": r"with commas between", "zh": r"用逗号隔开"}, lambda p: p.ask != "first"),
)


def _by_last_events(problem: StateMachine) -> str:
    """What most cases of the last events lead to, whatever the state."""
    if problem.ask == "first":
        return str(len(problem.events) * problem.repeat * 3 // 4)
    machine, cast = problem.machines[0], casts(problem.story)[0]
    leads = [Counter(case.to for case in machine.cases if case.event == event).most_common(1) for event in problem.events[-1:]]
    parts = [cast.states[leads[0][0][0] if leads[0] else machine.start]]
    parts += [casts(problem.story)[1].states[other.start] for other in problem.machines[1:]]
    own, words = problem.machines[-1], casts(problem.story)[len(problem.machines) - 1].signals
    if problem.ask == "count":
        return ", ".join([*parts, str(own.counter + len(problem.events) // 2), str(problem.repeat * len(problem.events) // 4)])
    for event in problem.events[-problem.last :]:
        given = Counter(case.signal for case in own.cases if case.event == event and case.signal >= 0).most_common(1)
        parts.append(words[given[0][0] if given else 0])
    return ", ".join(parts)


SHORTCUTS = (
    *(Shortcut(name, policy, (0.005,) * 10) for name, policy in POLICIES.items()),
    Shortcut("by the last events alone", _by_last_events, (0.2, 0.1, 0.1, 0.03) + (0.03,) * 6),
)


def copies(problem: StateMachine, rng: Random) -> Iterator[StateMachine]:
    """The same machine in another story."""
    for story in STORIES:
        if story != problem.story:
            yield replace(problem, story=story)


def different(problem: StateMachine, rng: Random) -> Iterator[StateMachine]:
    """Another order of the events; another first state."""
    for changed in (
        {"events": problem.events[::-1]},
        {
            "machines": (
                replace(problem.machines[0], start=(problem.machines[0].start + 1) % problem.machines[0].states),
                *problem.machines[1:],
            )
        },
    ):
        try:
            other = replace(problem, **changed)
        except ValueError:
            continue
        if other != problem:
            yield other
