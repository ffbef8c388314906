# The folder has no __init__.py: with one, it would shadow the PyPI package `verifiers` wherever the repository's root is on
# sys.path. `synth/__init__.py` binds these names at import; this stub tells the type checkers.
from synth.verifiers.reward import BINARY as BINARY
from synth.verifiers.reward import Shaping as Shaping
from synth.verifiers.reward import components as components
from synth.verifiers.reward import judge as judge
from synth.verifiers.reward import score as score
from synth.verifiers.reward import score_steps as score_steps
from synth.verifiers.reward import trace_format as trace_format
from synth.verifiers.reward import verify as verify
from synth.verifiers.reward import verify_trace as verify_trace
