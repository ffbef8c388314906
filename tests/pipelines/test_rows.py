"""The reader of rows: every format and place alike, one row without the rest of its file, and one clear line for what cannot be read."""

import json
import resource

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from running import run_here

from synth.pipelines.storage import rows as reader
from synth.pipelines.storage.rows import RowFile, placed_rows, row_files
from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError

ROWS = [{"n": i, "info": {"task": "a/b", "text": f"row {i} " + "x" * 50}} for i in range(1_100)]


@pytest.fixture
def stored(tmp_path):
    """The same rows as Parquet, in row groups of 300, and as JSON lines with empty lines between."""
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "rows.parquet", row_group_size=300)
    (tmp_path / "rows.jsonl").write_text("\n\n".join(map(json.dumps, ROWS)))
    return tmp_path


def one(location):
    (file,) = row_files(str(location))
    return file


@pytest.mark.parametrize("filename", ["rows.parquet", "rows.jsonl"])
def test_every_format_gives_the_same_rows(stored, filename):
    file = one(stored / filename)
    assert list(file.rows()) == ROWS
    assert file.total() == len(ROWS)
    assert list(file.rows("info.task", "n"))[7] == {"info": {"task": "a/b"}, "n": 7}
    for number in (0, 299, 300, 820, 1_099):
        assert file.row(number) == ROWS[number]
        assert next(file.rows("n", first=number)) == {"n": number}
    for number in (1_100, -1):
        with pytest.raises(RequestError, match=rf"{filename}:{number}: the file has 1,100 rows, counted from 0"):
            file.row(number)


def test_the_places_of_rows_go_on_over_a_folder(tmp_path):
    run_here(tmp_path, n=120)
    found = list(placed_rows(str(tmp_path)))
    assert len(found) == 120
    for place, row in (found[0], found[59], found[-1]):
        path, _, number = place.rpartition(":")
        assert one(path).row(int(number)) == row
    assert [file.path for file in row_files(f"{tmp_path}/")] == sorted(file.path for file in row_files(str(tmp_path / "data")) for file in [file._replace(path=f"data/{file.path}")])


def test_one_row_is_read_without_the_rest_of_its_file(stored):
    """The other row groups may be garbage, and few bytes are read."""
    path = stored / "rows.parquet"
    groups = pq.read_metadata(path)
    start = groups.row_group(2).column(0).dictionary_page_offset or groups.row_group(2).column(0).data_page_offset
    data = bytearray(path.read_bytes())
    data[4:start] = b"\xff" * (start - 4)
    path.write_bytes(data)
    assert one(path).row(650) == ROWS[650]
    with pytest.raises(RequestError, match=r"rows.parquet: not a readable Parquet file"):
        one(path).row(3)


def test_a_spoilt_shard_of_a_run_says_what_makes_it_anew(tmp_path):
    for name, whether in (("train-00003.parquet", True), ("mine.parquet", False)):
        (tmp_path / name).write_bytes(b"PAR1 no PAR1")
        with pytest.raises(RequestError) as refused:
            one(str(tmp_path / name)).row(0)
        assert ("the run's command makes it anew" in str(refused.value)) is whether


class Counting(Store):
    """Counts the bytes that are read."""

    read_bytes = 0

    def open(self, path):
        counting, stream = self, super().open(path)

        class Stream:
            closed = False

            def read(self, size=-1):
                data = stream.read(size)
                counting.read_bytes += len(data)
                return data

            seek, tell, size, close = stream.seek, stream.tell, stream.size, stream.close

        return pa.PythonFile(Stream(), mode="r")


def test_columns_and_single_rows_cost_few_bytes(tmp_path):
    table = pa.table({"small": list(range(40_000)), "large": [f"{i * 7919 % 99991}" * 20 for i in range(40_000)]})
    pq.write_table(table, tmp_path / "x.parquet", row_group_size=2_000)
    size = (tmp_path / "x.parquet").stat().st_size
    for read, share in ((lambda file: file.row(39_000), 0.2), (lambda file: list(file.rows("small")), 0.5), (lambda file: file.total(), 0.1)):
        store = Counting(str(tmp_path))
        read(RowFile("x", store, "x.parquet"))
        assert 0 < store.read_bytes < share * size


def test_rows_are_held_in_small_batches(stored, monkeypatch):
    """What is decoded ahead of the caller is bounded, whatever the file holds."""
    monkeypatch.setattr(reader, "BATCH", 10)
    pq.write_table(pa.Table.from_pylist(ROWS * 10), stored / "rows.parquet", row_group_size=300)
    before = pa.total_allocated_bytes()
    rows = one(stored / "rows.parquet").rows()
    next(rows)
    held = pa.total_allocated_bytes() - before
    assert held < pq.read_table(stored / "rows.parquet").nbytes
    rows.close()


@pytest.mark.parametrize("scheme", ["", "s3"])
def test_places_alike(scheme, stored, bucket):
    for name in ("rows.parquet", "rows.jsonl"):
        bucket.upload_file(str(stored / name), "shards", f"some/{name}")
    root = "s3://shards/some" if scheme else str(stored)
    for name in ("rows.parquet", "rows.jsonl"):
        (file,) = row_files(f"{root}/{name}")
        assert (file.place(3), file.row(1_000)) == (f"{root}/{name}:3", ROWS[1_000])
    assert [file.name for file in row_files(root)] == [f"{root}/rows.parquet"]
    with pytest.raises(RequestError, match="no such file or folder"):
        row_files(f"{root}/none.parquet")


def test_a_file_uri_and_a_relative_path(stored, monkeypatch):
    monkeypatch.chdir(stored)
    assert one("rows.parquet").row(5) == one(f"file://{stored}/rows.parquet").row(5) == ROWS[5]
    assert [file.name for file in row_files(".")] == ["./rows.parquet"]


@pytest.mark.parametrize(("filename", "data", "message"), [
    ("a.parquet", b"PAR1 no PAR1", "a.parquet: not a readable Parquet file"),
    ("a.parquet", b"", "a.parquet: not a readable Parquet file"),
    ("a.jsonl", b'{"n": 1}\n\n{oops\n', "a.jsonl, line 3: not JSON"),
    ("a.jsonl", b"[" * 100_000, "a.jsonl, line 1: not JSON"),
    ("a.jsonl", b'"\xff"', "a.jsonl, line 1: not JSON"),
    ("a.json", b"[1]", "a.json, line 1: expected a JSON object"),
    ("a.csv", b"a,b", "a.csv: expected a .parquet or .jsonl file"),
])  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_line(tmp_path, filename, data, message):
    (tmp_path / filename).write_bytes(data)
    with pytest.raises(RequestError) as caught:
        list(one(tmp_path / filename).rows())
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_truncated_file_is_told(stored, cut):
    path = stored / "rows.parquet"
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * cut)])
    for read in (lambda file: list(file.rows()), lambda file: file.row(1), lambda file: file.total()):
        with pytest.raises(RequestError, match="not a readable Parquet file"):
            read(one(path))


def test_text_that_is_not_utf8_is_told(tmp_path):
    broken = pa.StringArray.from_buffers(1, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xff"))
    pq.write_table(pa.table({"text": broken}), tmp_path / "x.parquet")
    with pytest.raises(RequestError, match="not a readable Parquet file"):
        list(one(tmp_path / "x.parquet").rows())


@pytest.mark.parametrize("filename", ["rows.parquet", "rows.jsonl"])
@pytest.mark.parametrize("column", ["infos", "info.tasks", "n.task", "info.text.x"])
def test_a_missing_column_is_named(stored, filename, column):
    with pytest.raises(RequestError, match=rf"{filename}.*: no column '{column}'.* There are: info, n\."):
        list(one(stored / filename).rows(column))


def test_rows_of_ours_have_our_schema_and_no_nulls(stored, tmp_path):
    with pytest.raises(RequestError, match=r"not rows of this version of synth; the columns are n, info\."):
        list(one(stored / "rows.parquet").own_rows())
    out = tmp_path / "run"
    run_here(out, n=20)
    (file,) = row_files(str(out))
    assert list(file.own_rows("extra_info.task")) == [{"extra_info": {"task": "logic/game_of_24"}}] * 20
    table = pq.read_table(out / file.path)
    rows = table.to_pylist()
    rows[3]["extra_info"] = None
    pq.write_table(pa.Table.from_pylist(rows, table.schema), out / file.path)
    for columns in ((), ("extra_info.task",)):
        with pytest.raises(RequestError, match=r":3: extra_info is null"):
            list(file.own_rows(*columns))


def test_nothing_there_is_told_with_the_argument(tmp_path):
    for location in (tmp_path / "none", tmp_path / "none" / "x.parquet"):
        with pytest.raises(RequestError, match=rf"^exclude {location}: no such file or folder"):
            row_files(str(location), "exclude")
    with pytest.raises(RequestError, match="no Parquet file in this folder"):
        row_files(str(tmp_path))
    with pytest.raises(RequestError, match="expected a folder"):
        row_files(" ")


def test_a_few_kilobytes_never_fill_the_memory(tmp_path):
    """Texts that repeat are stored once, whatever they unpack to."""
    shared = pa.DictionaryArray.from_arrays(pa.array([0] * 3_000, pa.int32()), pa.array(["b" * 1_000_000]))
    pq.write_table(pa.table({"data_source": ["synth/logic/sudoku"] * 3_000, "completion": shared}), tmp_path / "shared.parquet")
    pq.write_table(pa.table({"completion": ["a" * (40 << 20)]}), tmp_path / "long.parquet", compression="zstd")
    pq.write_table(pa.table({"completion": ["a" * (1 << 20)] * 600}), tmp_path / "wide.parquet", compression="zstd", use_dictionary=False)
    assert all(path.stat().st_size < 200_000 for path in tmp_path.iterdir())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(len(row["completion"]) for row in one(tmp_path / "shared.parquet").rows()) == 3_000_000_000
    with pytest.raises(RequestError, match=r"long.parquet: the rows of row group 0 have 40 MiB each, and at most 16 MiB are read.$"):
        list(one(tmp_path / "long.parquet").rows())
    with pytest.raises(RequestError, match=r"row group 0 unpacks to 600 MiB, and at most 512 MiB are read at a time. Write it with smaller"):
        list(one(tmp_path / "wide.parquet").rows("completion"))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000, "KiB"
