"""What all constraints are: frozen values with a name, that hold of a text or do not."""

import re
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.instruct._text import Text

MANY = 2_000
"""No upper bound."""
Number = Annotated[int, Meta(ge=0, le=MANY)]
Phrase = Annotated[str, Meta(min_length=1, max_length=300, pattern=r"\A[^\x00-\x1f]+\Z")]
Phrases = Annotated[tuple[Phrase, ...], Meta(min_length=1, max_length=12)]
Word = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"\A[^\s_]+\Z")]
Words = Annotated[tuple[Word, ...], Meta(min_length=1, max_length=20)]


def _kind(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Check(Frozen, frozen=True, tag_field="kind", tag=_kind):
    """One constraint. Its kind is its class's name: `word_count`."""

    def holds(self, text: Text) -> bool:
        """Whether a text keeps it."""
        raise NotImplementedError

    @property
    def kind(self) -> str:
        return _kind(type(self).__name__)

    @property
    def group(self) -> str:
        """The reason of a refusal: the module in which the kind stands, `words`."""
        return type(self).__module__.rpartition("._")[2]


class Bounded(Check, frozen=True):
    """A number of something, from `least` to `most`."""

    least: Number = 0
    most: Number = MANY

    def __post_init__(self) -> None:
        if self.least > self.most:
            raise ValueError("least is above most")

    def within(self, number: int) -> bool:
        return self.least <= number and (number <= self.most or self.most == MANY)
