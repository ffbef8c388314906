"""Trainers' real packages: collected by `make trainers` alone, which makes an environment for each of them."""

import os
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples" / "trainers"
collect_ignore_glob = [] if os.environ.get("SYNTH_TRAINERS") else ["test_*.py"]
sys.path.insert(0, str(EXAMPLES))
