"""NeMo Gym 0.4. This file is `resources_servers/synth/app.py` beside `with_nemo_gym.yaml`, and with `rows` it writes the rows:

python app.py rows > train.jsonl
ng_run "+config_paths=[resources_servers/synth/configs/synth.yaml,responses_api_models/vllm_model/configs/vllm_model.yaml]"
"""

import json
import sys
from itertools import islice

from synth.verifiers.adapters.nemo_gym import SynthResourcesServer, line

if __name__ == "__main__":
    if sys.argv[1:] == ["rows"]:
        import synth

        for row in islice(synth.stream(["logic", "math:2"], difficulty="3..7", seed=0), 20):  # as many as the training needs
            print(json.dumps(line(row, agent="synth_simple_agent")))
    else:
        SynthResourcesServer.run_webserver()
