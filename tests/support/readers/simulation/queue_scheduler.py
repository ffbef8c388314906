"""Jobs that share machines: the day is played minute by minute, in the order of events that the prompt gives."""

import re
from typing import NamedTuple

from readers.simulation._prompt import Text
from reading import Unread, body

OPENING = (
    r"A computer has to run some jobs\. All times are in minutes, counted from 0\.", r"\(Times in minutes from the start of the day, 0\.\)",
    r"In a workshop, jobs are done on (?:a single machine|machines of one kind)\.", r"Times are minutes after opening, which is time 0\.",
    r"A laboratory measures samples; each sample is a job for (?:a machine|one of several machines)\.", r"This is how it goes\.",
    r"^The rules of the house:$", r"^The jobs of today:$", r"^The jobs, with times in minutes from 0 on:", r"Question:", r"Changing from one job to another takes no time\.",
)  # fmt: skip
MACHINES = (
    r"There is (?P<one>one) machine, which works on one job at a time\.",
    r"There are (?P<count>\d+) machines, numbered from 1\. Each works on one job at a time, and no job is on two of them at once\.",
)
QUEUE = r"Jobs that are ready for work stand in one queue; whoever joins it goes to its end\. A job joins it when it arrives\."
FRONT = r"A free machine takes the job at the front of the queue\."
URGENT = (
    r"A free machine takes the waiting job with the smallest priority number \(1 is the most urgent\); of several with that number, the one nearest the front of the "
    r"queue\.(?: In this comparison a job's number counts one less for each full (\d+) minutes that it has waited since it last joined the queue \(so it may fall to 0 "
    r"or below\)\. Once it is taken, it has its own number again\.)?"
)
CHOOSING = r"When several machines are free at the same moment, number 1 chooses first, then number 2, and so on\."
KEEPS = r"A machine that has taken a job keeps it until the job is done\."
STRETCH = (
    r"A job stays on a machine for at most (\d+) minutes at a stretch\. If it still needs work after that, it goes to the end of the queue and the machine is free, even "
    r"to take the same job again, for a new stretch of \1 minutes at most\.(?: Nothing else interrupts work, not even a more urgent job\.)?"
)
AWAY = (
    r'"Work 3, then away 4, then work 2" means: as soon as the job has had 3 minutes of work in all, it leaves its machine \(not for the queue, even if its stretch ends '
    r"at that very moment\), is away for 4 minutes, in which it neither waits nor needs a machine, then joins the queue, and is done after 2 more minutes of work\."
)
EVENTS = (
    r"Everything happens at whole minutes, and in this order: machines let go of jobs, then jobs join the queue, then free machines take jobs\. "
    r"If several jobs join the queue at the same moment, (?:they do so in alphabetical order|first those (.+?), then those (.+?)(?:, then those (.+?))?; within each group "
    r"in alphabetical order)\."
)
GROUPS = {"whose stretch has just ended": "stretch", "that have just arrived": "arrival", "back from being away": "away"}
JOB = r"(?:^- )?([A-Z])(?:: | \()arrives at (\d+)(?:[;,] priority (\d+))?[;,] (work \d+(?:, then away \d+, then work \d+)*)(?:$|\)[,.])"
ORDER = r"In which order are the jobs done, the first one first\? \(Jobs that are done at the same moment: in alphabetical order\.\)"
TIMES = r"At what time is each job done\? Name every job with its time, in alphabetical order\."
TIME = r"At what time is job ([A-Z]) done\?"
WAITS = r"How many minutes do all jobs together wait in the queue, until all are done\? \(Only time in the queue counts(?:, not time away)?\.\)"
WHO = r"Which job is (?:the machine|machine (\d+)) working on in the minutes that begin at the times ([\d, ]+ and \d+)\? Name each time with its job\."
LONGEST = 10_000


class Job(NamedTuple):
    name: str
    arrives: int
    priority: int
    parts: list[int]
    """Minutes of work, away, of work, ..."""


class Day(NamedTuple):
    done: dict[str, int]
    waited: int
    on: list[list[str]]
    """For each minute, the job on each machine, or ""."""


def follows(prompt: str, answer: str) -> bool:
    text = Text(body(prompt))
    text.left = re.sub(r"\b(?:processor|device|server)(s?)\b", r"machine\1", text.left)
    jobs = [Job(found[1], int(found[2]), int(found[3] or 0), [int(part) for part in re.findall(r"\d+", found[4])]) for found in text.all(JOB)]
    machines = text.need(*MACHINES)
    count = 1 if "one" in machines.re.groupindex else int(machines["count"])
    text.need(QUEUE)
    urgent, stretch, events = text.take(URGENT), text.take(STRETCH), text.need(EVENTS)
    if not urgent:
        text.need(FRONT)
    if not stretch:
        text.need(KEEPS)
    if count > 1:
        text.need(CHOOSING)
    if any(len(job.parts) > 1 for job in jobs):
        text.need(AWAY)
    else:
        text.take(AWAY)
    groups = [GROUPS[group] for group in events.groups() if group]
    day = played(jobs, count, bool(urgent), int(urgent[1] or 0) if urgent else 0, int(stretch[1]) if stretch else LONGEST, groups)
    given = re.findall(r"\w+", answer)
    if text.take(ORDER):
        right = sorted(day.done, key=lambda name: (day.done[name], name))
    elif text.take(TIMES):
        right = [part for name in sorted(day.done) for part in (name, str(day.done[name]))]
    elif found := text.take(TIME):
        right = [str(day.done[found[1]])]
    elif text.take(WAITS):
        right = [str(day.waited)]
    else:
        found = text.need(WHO)
        right = [part for time in re.findall(r"\d+", found[2]) for part in (time, day.on[int(time)][int(found[1] or 1) - 1])]
    text.drop(*OPENING)
    text.left = re.sub(r"^- *$", "", text.left, flags=re.MULTILINE)
    text.end()
    return given == right


def played(jobs: list[Job], count: int, urgent: bool, aging: int, stretch: int, groups: list[str]) -> Day:
    """Minute by minute: machines let go, jobs join, machines take."""
    of = {job.name: job for job in jobs}
    left = {job.name: list(job.parts) for job in jobs}
    queue, joined, back = list[str](), dict[str, int](), dict[str, int]()
    on, since = [""] * count, [0] * count
    done, waited, log = dict[str, int](), 0, list[list[str]]()
    for now in range(LONGEST):
        joining = [("arrival", job.name) for job in jobs if job.arrives == now] + [("away", name) for name, time in back.items() if time == now]
        for machine, name in enumerate(on):
            if not name:
                continue
            if left[name][0] == 0:
                del left[name][0]
                if left[name]:
                    back[name] = now + left[name].pop(0)
                else:
                    done[name] = now
                on[machine] = ""
            elif now - since[machine] == stretch:
                joining.append(("stretch", name))
                on[machine] = ""
        for _, name in sorted(joining, key=lambda pair: (groups.index(pair[0]) if groups else 0, pair[1])):
            queue.append(name)
            joined[name] = now
        for machine in range(count):
            if not on[machine] and queue:
                best = min(queue, key=lambda name: of[name].priority - ((now - joined[name]) // aging if aging else 0)) if urgent else queue[0]
                queue.remove(best)
                on[machine], since[machine] = best, now
        if len(done) == len(jobs):
            return Day(done, waited, log)
        log.append(list(on))
        waited += len(queue)
        for name in filter(None, on):
            left[name][0] -= 1
    raise Unread("a day that does not end")
