"""What the readers of several tasks need: the part of a prompt that asks, and taking sentences off it until none is left."""

import re

from reading import Unread


class Text:
    """A prompt from which readers take what they understand; what is left at the end was not read."""

    def __init__(self, left: str) -> None:
        self.left = left

    def take(self, pattern: str) -> re.Match[str] | None:
        """The first place that the pattern matches, which is taken away; None where there is none."""
        found = re.search(pattern, self.left, re.MULTILINE)
        if found:
            self.left = f"{self.left[: found.start()]}\n{self.left[found.end() :]}"
        return found

    def need(self, *patterns: str) -> re.Match[str]:
        """The match of the first of these patterns that has one."""
        for pattern in patterns:
            if found := self.take(pattern):
                return found
        raise Unread(f"none of {patterns} in: {self.left}")

    def all(self, pattern: str) -> list[re.Match[str]]:
        """Every match, in order; all are taken away."""
        found = list(re.finditer(pattern, self.left, re.MULTILINE))
        self.left = re.sub(pattern, "\n", self.left, flags=re.MULTILINE)
        return found

    def drop(self, *patterns: str) -> None:
        """Sentences that hold no rule."""
        for pattern in patterns:
            self.take(pattern)

    def end(self) -> None:
        """Nothing may be left."""
        if self.left.strip():
            raise Unread(self.left.strip())
