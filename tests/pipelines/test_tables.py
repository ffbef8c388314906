"""Tables of text within 80 columns."""

from synth.pipelines.tables import table


def test_names_stand_beside_their_numbers_where_both_fit():
    assert table(["task", "rows"], [["a", "1,000"], ["long/name", "2"]]) == ["task       rows", "a         1,000", "long/name     2"]


def test_names_stand_above_where_they_do_not():
    lines = table(["task", "rows", "draws"], [["n" * 30, "1", "2"]], width=30)
    assert lines == ["task", "  rows draws", "n" * 30, "     1     2"]
