"""All cases of decay and rates."""

from synth.verifiers.science.decay_kinetics.isotopes import Dating, Isotope, Mixture, Series, Value
from synth.verifiers.science.decay_kinetics.reactions import Rates, Reaction, Row, Run

__all__ = ["Case", "Dating", "Isotope", "Mixture", "Rates", "Reaction", "Row", "Run", "Series", "Value"]

Case = Isotope | Dating | Series | Mixture | Rates | Reaction
