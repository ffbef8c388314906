"""Golden rows change only with the version, on any machine."""

import golden

from synth.generators import registry


def test_rows_are_those_of_this_version(name):
    assert golden.current(name) == golden.stored(name), "rows changed: raise the task's version and run `make golden`"


def test_every_golden_file_belongs_to_a_task():
    assert {str(p.relative_to(golden.FOLDER).with_suffix("")) for p in golden.FOLDER.rglob("*.*")} == set(registry.names())
