"""A process that makes rows on demand: a line of JSON `[task, [[level, draw], ...]]` in, a line with their rows out."""

import json
import sys

from drawing import family_or_discard

for line in sys.stdin:
    name, keys = json.loads(line)
    print(json.dumps([family_or_discard(name, level, draw) for level, draw in keys]), flush=True)
