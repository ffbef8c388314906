"""Trainers' real packages: collected by `make trainers` alone, which makes an environment for each of them."""

import os
import sys
from pathlib import Path

collect_ignore_glob = [] if os.environ.get("SYNTH_TRAINERS") else ["test_*.py"]
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "examples" / "trainers")]
