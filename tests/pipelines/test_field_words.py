"""Words beside the fields of a type: docstrings, comments, or the name."""

from typing import Annotated

from msgspec import Meta

from synth.generators import registry
from synth.pipelines.field_words import field_words
from synth.pipelines.run import knobs as knobbing
from synth.pipelines.tables import WIDTH
from synth.schemas.problem import Frozen
from synth.schemas.record import ExtraInfo, Row


class Several(Frozen, frozen=True):
    """All the ways."""

    below: int
    """In a docstring,
    of two lines."""
    behind: Annotated[int, Meta(ge=1)] = 1  # in a comment
    long: int = 2  # in a comment
    # that goes on
    no_words: int = 3

    def __post_init__(self) -> None:
        assert self.long  # not of a field


def test_words_stand_below_or_behind():
    assert field_words(Several) == {
        "below": "In a docstring, of two lines", "behind": "in a comment", "long": "in a comment that goes on", "no_words": "no words",
    }  # fmt: skip


class Further(Several, frozen=True):
    long: int = 3  # in other words
    more: int = 4  # of its own


def test_inherited_fields_come_first_and_may_be_stated_anew():
    words = field_words(Further)
    assert list(words) == ["below", "behind", "long", "no_words", "more"]
    assert words["behind"] == "in a comment" and words["long"] == "in other words" and words["more"] == "of its own"


def test_a_type_without_source_goes_by_its_names():
    assert field_words(type("Made", (), {"__annotations__": {"some_thing": int}})) == {"some_thing": "some thing"}


def test_every_column_has_words():
    for kind in (Row, ExtraInfo):
        assert all(words != name.replace("_", " ") for name, words in field_words(kind).items())


def test_every_knob_has_words(name):
    task = registry.load(name)
    words = field_words(task.knobs)
    assert list(words) == list(task.knobs.__struct_fields__)
    table = knobbing.table(task, 10)
    assert max(map(len, table.splitlines())) <= WIDTH
    for knob, meaning in words.items():
        assert "\n" not in meaning and 3 <= len(meaning) <= 240, knob
        assert " ".join(meaning.split()) in " ".join(table.split())
