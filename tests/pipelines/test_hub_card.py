"""Front matter as the hub reads it."""

import pytest

from synth.pipelines.hub_card import front_matter, size_class


@pytest.mark.parametrize(("rows", "expected"), [
    (0, "n<1K"), (999, "n<1K"), (1_000, "1K<n<10K"), (9_999, "1K<n<10K"), (10**6, "1M<n<10M"), (10**9 - 1, "100M<n<1B"),
    (10**11, "100B<n<1T"), (10**12, "100B<n<1T"),
])  # fmt: skip
def test_size_classes(rows, expected):
    assert size_class(rows) == expected


def test_front_matter_lists_fields_and_subsets_in_order():
    lines = front_matter({"license": "other", "tags": ["a", "b"]}, {"dpo": ("dpo", ["train", "test"]), "rlvr": ("rlvr", [])})
    assert "\n".join(lines) == (
        "---\nlanguage:\n- en\nlicense: other\ntags:\n- a\n- b\nconfigs:\n- config_name: dpo\n  data_files:\n"
        "  - split: train\n    path: dpo/train-*.parquet\n  - split: test\n    path: dpo/test-*.parquet\n---"
    )
    assert "configs:" not in front_matter({}, {"default": ("data", [])})
