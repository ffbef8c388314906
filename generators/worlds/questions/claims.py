"""What `worlds/questions` claims: its rules in words, what cheap policies win, and which problems are the same puzzle."""

from synth.generators.worlds._cheap import POLICIES
from synth.generators.worlds._claims import RULES, copies, different
from synth.schemas.claims import Shortcut

__all__ = ["RULES", "SHORTCUTS", "copies", "different"]

_WON = (
    (0.45, 0.36, 0.15, 0.08, 0.06, 0.08, 0.06, 0.04, 0.05, 0.04),
    (0.38, 0.32, 0.12, 0.08, 0.06, 0.05, 0.05, 0.04, 0.04, 0.04),
    (1.0, 0.3, 0.12, 0.08, 0.05, 0.06, 0.05, 0.04, 0.04, 0.04),
    (1.0, 0.34, 0.15, 0.09, 0.06, 0.08, 0.06, 0.04, 0.05, 0.05),
    (1.0, 0.34, 0.1, 0.05, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02),
)
SHORTCUTS = tuple(Shortcut(name, policy, won) for (name, policy), won in zip(POLICIES.items(), _WON, strict=True))
