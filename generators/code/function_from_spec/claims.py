"""What functions from a specification claim: their rules in words, what cheap policies win, and which programs are the same."""

from synth.generators.code._claims import NAMED, SHORTCUTS, TRIED
from synth.generators.code._described import others as different
from synth.generators.code._described import renamed as copies

__all__ = ["RULES", "SHORTCUTS", "copies", "different"]

RULES = (*NAMED, *TRIED)
