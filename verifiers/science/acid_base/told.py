"""What a problem of acids and bases tells: portions of solutions and solids, a part of a mixture, constants."""

from functools import lru_cache
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen
from synth.verifiers.exact import Fraction
from synth.verifiers.science._given import Given
from synth.verifiers.science.acid_base.substances import FORMS, SYSTEMS, SystemName

Constant = Annotated[str, Meta(pattern=r"\A[1-9]\.\d{1,2}e-([1-9]|1[0-5])\Z")]
"""`1.8e-5`."""


class Portion(Frozen, frozen=True):
    """What goes into the vessel: a solution by volume and concentration, or a solid by mass and molar mass."""

    substance: Annotated[str, Meta(max_length=12)]
    """`CH3COONa`."""
    amount: Given
    """`25.0 mL` or `1.25 g`; 0 where it is asked for."""
    strength: Given
    """`0.100 mol/L` or `82.03 g/mol`; 0 where it is asked for."""

    def __post_init__(self) -> None:
        if self.substance not in FORMS or (self.amount.unit, self.strength.unit) not in (("mL", "mol/L"), ("g", "g/mol")):
            raise ValueError("a known substance, in mL and mol/L or in g and g/mol")
        if self.strength.unit == "g/mol" and not self.strength.si:
            raise ValueError("a molar mass")

    @property
    def moles(self) -> Fraction:
        return _moles(self)

    @property
    def litres(self) -> Fraction:
        return self.amount.si * 1000 if self.amount.unit == "mL" else Fraction(0)


@lru_cache(maxsize=512)
def _moles(portion: Portion) -> Fraction:
    amount, strength = portion.amount.si, portion.strength.si
    return amount * strength if portion.amount.unit == "mL" else amount / strength


class Aliquot(Frozen, frozen=True):
    """A part of the first mixture, made up with water."""

    taken: Given
    """`20.0 mL`."""
    filled: Given
    """`100.0 mL`."""

    def __post_init__(self) -> None:
        if self.taken.unit != "mL" or self.filled.unit != "mL" or not 0 < self.taken.si <= self.filled.si:
            raise ValueError("a part of the mixture in mL, and the volume it is made up to")


class Weak(Frozen, frozen=True):
    """A weak acid or base and its constants."""

    system: SystemName
    constants: Annotated[tuple[Constant, ...], Meta(max_length=3)]
    """K_a, or K_1, K_2, ...; K_b of a base; none where its pKa is asked for."""

    def __post_init__(self) -> None:
        if len(self.constants) not in (SYSTEMS[self.system].steps, 0):
            raise ValueError("a constant for each proton")
        if list(map(Fraction, self.constants)) != sorted(map(Fraction, self.constants), reverse=True):
            raise ValueError("constants that fall")
