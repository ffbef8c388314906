"""A completion's function, called once or many times."""

import json
import time

from synth.verifiers.sandbox._run import Over, Run, program
from synth.verifiers.sandbox._zygote import Zygote
from synth.verifiers.sandbox.outcome import Limits, Outcome, outcome

AT_ONCE = 1 << 14
"""Characters of a program and its first call that are sent together: what surely fits into a socket's buffer."""


class Caller:
    """A completion's function in a process that is started when it is needed, and again when it has gone."""

    def __init__(self, limits: Limits, zygote: Zygote, reached: int, deadline: float, source: str, function: str, core: int = -1) -> None:
        self.limits, self.zygote, self.reached, self.deadline, self.core = limits, zygote, reached, deadline, core
        self.program = program("calls", source, function)
        self.live: Run | None = None
        self.broken: Outcome | None = None

    def close(self) -> None:
        if self.live is not None:
            live, self.live = self.live, None
            live.end()

    def call(self, form: str, arguments: str) -> tuple[Outcome, str]:
        """The outcome of a call and, of `tagged` ones, what was replied."""
        asked = ""
        try:
            if self.broken is None and self.live is None:
                asked = self._load(form, arguments)
        except Over as over:
            self.broken = outcome(over.kind, over.reason, self.reached)
        if self.broken is not None or self.live is None:
            self.close()
            return self.broken or outcome("timeout", "", self.reached), ""
        try:
            if asked:
                word, text = self.live.hear(asked, self.live.cpu() + self.limits.cpu)
            else:
                word, text = self.live.ask(form, arguments, self.limits.cpu)
        except Over as over:
            self.close()
            return outcome(over.kind, over.reason, self.reached), ""
        if form == "tagged" and word == "ok":
            return Outcome("ok", None, "", self.reached), text.decode("ascii", "replace")
        found = outcome(word, text, self.reached)
        return found, json.dumps(found.reason)

    def _load(self, form: str, arguments: str) -> str:
        """Start a process that loads the program. The number of the call, where it was sent along, as short ones are. Raises Over."""
        if time.monotonic() >= self.deadline:
            raise Over("timeout", "wall time")
        self.live = Run(self.zygote, self.deadline, self.limits.memory << 20, self.limits.output, core=self.core)
        messages = [("run", self.program)]
        if len(self.program) + len(arguments) < AT_ONCE:
            messages.append((form, arguments))
        most = self.live.cpu() + self.limits.cpu
        number, *asked = self.live.tell(messages, most)
        loaded = outcome(*self.live.hear(number, most), self.reached)
        self.broken = None if loaded.ok else loaded
        return asked[0] if asked else ""
