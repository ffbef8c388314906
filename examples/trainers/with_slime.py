"""slime, on rows that follow the learner:

    python train.py --data-source-path with_slime.Source --custom-rm-path with_slime.reward --apply-chat-template \\
        --rollout-batch-size 64 --n-samples-per-prompt 8 ...

Rows on disk: `--prompt-data train-00000.parquet --input-key prompt --label-key reward_model --metadata-key extra_info
--custom-rm-path synth.verifiers.adapters.slime.reward`. Over HTTP: `--rm-type remote_rm --rm-url http://localhost:8400/slime`."""

from synth.pipelines.curriculum.slime_source import CurriculumSource
from synth.pipelines.curriculum.slime_source import reward as reward


class Source(CurriculumSource):
    settings = {"tasks": ["logic", "math:2"], "rule": "band", "seed": 0}
