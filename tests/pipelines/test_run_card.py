"""What lies beside a run's shards for others to read: subsets by domain, Croissant metadata."""

import json
from collections import Counter

import datasets
import mlcroissant
import pytest
from running import run_here, table

from synth.pipelines.field_words import field_words
from synth.schemas.record import ExtraInfo

TASKS = (("logic/cipher", 6.0), ("math/matrix", 1.0))


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A run of two domains, one of which has no row in the held-out split; under which seed it has none goes by the tasks' versions."""
    for seed in range(20):
        out = tmp_path_factory.mktemp("run") / "data"
        run_here(out, tasks=TASKS, n=60, difficulty=(1, 2), seed=seed, splits=(("train", 0.9), ("test", 0.1)))
        held_out = {row["ability"] for row in table(out).to_pylist() if row["extra_info"]["split"] == "test"}
        if held_out == {"logic"}:
            return out
    raise AssertionError("every run holds rows of both domains out")


def test_each_domain_is_a_subset_that_datasets_reads(run, tmp_path):
    rows = table(run).to_pylist()
    by_domain = Counter((row["ability"], row["extra_info"]["split"]) for row in rows)
    assert ("math", "test") not in by_domain and ("logic", "test") in by_domain
    assert datasets.get_dataset_config_names(str(run)) == ["default", "logic", "math"]
    for domain in ("logic", "math"):
        loaded = datasets.load_dataset(str(run), domain, cache_dir=str(tmp_path))
        assert {(row["ability"], split) for split in loaded for row in loaded[split]} == {key for key in by_domain if key[0] == domain}
        assert {split: len(loaded[split]) for split in loaded} == {split: n for (name, split), n in by_domain.items() if name == domain}
    whole = datasets.load_dataset(str(run), cache_dir=str(tmp_path))
    assert sum(map(len, whole.values())) == 60


def test_croissant_metadata_describes_every_column_and_reads_every_row(run):
    described = mlcroissant.Dataset(str(run / "croissant.json"))
    assert not described.metadata.issues.errors
    assert {issue.split("/")[-1].split('"')[0] for issue in described.metadata.issues.warnings} == {"citeAs", "datePublished"}
    rows = {record["rows/extra_info"]["rows/extra_info/fingerprint"].decode(): record for record in described.records("rows")}
    expected = table(run).to_pylist()
    assert len(rows) == len(expected) == 60
    for row in expected:
        assert _plain(rows[row["extra_info"]["fingerprint"]]) == row
    assert [record["splits/name"] for record in described.records("splits")] == ["train", "test"]


def _plain(value):
    """A record of mlcroissant as the row that it is: names without their path, text instead of bytes."""
    if isinstance(value, dict):
        return {name.rpartition("/")[2]: _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.decode() if isinstance(value, bytes) else value


def test_croissant_says_what_columns_mean_in_the_words_of_their_type(run):
    (extra,) = (field for field in json.loads((run / "croissant.json").read_text())["recordSet"][1]["field"] if field["@id"] == "rows/extra_info")
    said = {part["@id"].rpartition("/")[2]: part["description"] for part in extra["subField"]}
    assert said.keys() == ExtraInfo.__annotations__.keys()
    assert all(words[1:] in said[name] for name, words in field_words(ExtraInfo).items())
