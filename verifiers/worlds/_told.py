"""The problem of all tasks about fictional worlds: documents and a question, and what the one settles of the other."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.verifiers.worlds._query import Answer, Query, check, settled
from synth.verifiers.worlds._world import ATTRIBUTES, YEARS, Alias, Attribute, Cell, Document, Era, Fact, Kind, Name, World


class Told(Problem, frozen=True):
    """A world as documents tell of it, and a question."""

    names: Annotated[tuple[Name, ...], Meta(min_length=2, max_length=90)]
    """Of the entities, to which all else refers by number."""
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=2, max_length=90)]
    aliases: Annotated[tuple[Alias, ...], Meta(max_length=8)]
    """Further names."""
    eras: Annotated[tuple[Era, ...], Meta(min_length=1, max_length=5)]
    """The calendar."""
    documents: Annotated[tuple[Document, ...], Meta(min_length=1, max_length=16)]
    """In the order of the prompt, numbered from 1."""
    complete: Annotated[tuple[Attribute, ...], Meta(max_length=4)]
    """Attributes that the documents tell of everybody who has them: `("teacher",)`."""
    query: Query
    wording: Annotated[int, Meta(ge=0, le=1_000_000)]
    """Draws the words."""

    def __post_init__(self) -> None:
        names = [name.casefold() for name in (*self.names, *(alias.name for alias in self.aliases), *(era.name for era in self.eras))]
        if len(self.kinds) != len(self.names) or len(set(names)) < len(names):
            raise ValueError("each entity has a name of its own")
        if sum(era.years for era in self.eras) > YEARS:
            raise ValueError(f"a calendar of more than {YEARS} years")
        if not all(ATTRIBUTES[attribute].partial for attribute in self.complete) or len(set(self.complete)) < len(self.complete):
            raise ValueError("only what may be missing is told of everybody who has it, and that once")
        known_by_two = {alias.of for alias in self.aliases}
        if len(known_by_two) < len(self.aliases) or any(
            alias.of >= len(self.names) or alias.document >= len(self.documents) for alias in self.aliases
        ):
            raise ValueError("an alias of nobody, in no document, or a second one")
        for fact in [fact for document in self.documents for fact in document.facts if fact.called]:
            if fact.called & 1 and fact.of not in known_by_two:
                raise ValueError("an alias that there is not")
            if fact.called & 2 and (fact.like if fact.like >= 0 else fact.value) not in known_by_two:
                raise ValueError("an alias that there is not")
            if fact.called & 2 and fact.like < 0 and ATTRIBUTES[fact.attribute].to == "year":
                raise ValueError("a year has no alias")
        check(self.query, self.kinds)
        outcome(self)

    @property
    def language(self) -> str:
        """That of the names."""
        return "en" if self.names[0].isascii() else "zh"

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Of all documents."""
        return tuple([fact for document in self.documents for fact in document.facts])


@kept
def world(problem: Told) -> World:
    """What the documents state."""
    return World(problem.kinds, problem.eras, problem.facts, problem.complete)


@kept
def told_by(problem: Told) -> dict[Cell, int]:
    """By cell the number of the document that tells it, from 1."""
    return {(fact.attribute, fact.of): number for number, document in enumerate(problem.documents, 1) for fact in document.facts}


@kept
def outcome(problem: Told) -> Answer | None:
    """The answer that the documents settle, None where they leave it open."""
    return settled(world(problem), problem.query)
