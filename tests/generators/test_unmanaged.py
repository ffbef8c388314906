"""Kernels keep to their terms: no index is negative; those without reference counts call none that counts, and return no array."""

import ast
from functools import cache
from pathlib import Path

from synth.generators.registry import ROOT


def _kernels():
    """(file, definition, whether it is unmanaged) of every kernel."""
    for path in sorted(Path(ROOT).rglob("*.py")):
        text = path.read_text("utf-8")
        if "@unmanaged" not in text and "@njit" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                decorators = [ast.unparse(one) for one in node.decorator_list]
                if any(one == "unmanaged" or one.startswith("njit") for one in decorators):
                    yield path, node, "unmanaged" in decorators


def _names(node, of):
    """Of the names that a kernel calls, or looks into, or returns."""
    found = set()
    for one in ast.walk(node):
        if of == "called" and isinstance(one, ast.Call) and isinstance(one.func, ast.Name):
            found.add(one.func.id)
        if of == "indexed" and isinstance(one, ast.Subscript) and isinstance(one.value, ast.Name):
            found.add(one.value.id)
        if of == "returned" and isinstance(one, ast.Return) and one.value:
            parts = one.value.elts if isinstance(one.value, ast.Tuple) else [one.value]
            found |= {part.value.id if isinstance(part, ast.Subscript) else part.id for part in parts if _is_part(part)}
    return found


def _is_part(node):
    """A name, or a slice of one."""
    return isinstance(node, ast.Name) or (
        isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and isinstance(node.slice, ast.Slice)
    )


@cache
def _imports(path):
    """{name: the file of the package that it comes from}."""
    modules = [one for one in ast.parse(path.read_text("utf-8")).body if isinstance(one, ast.ImportFrom)]
    files = {one: Path(ROOT, *one.module.split(".")[2:]) for one in modules if str(one.module).startswith("synth.generators.")}
    return {
        name.asname or name.name: file / "__init__.py" if file.is_dir() else file.with_suffix(".py")
        for one, file in files.items()
        for name in one.names
    }


def test_no_kernel_writes_an_index_that_counts_from_the_end():
    for path, node, _ in _kernels():
        for one in ast.walk(node):
            if isinstance(one, ast.Subscript):
                parts = one.slice.elts if isinstance(one.slice, ast.Tuple) else [one.slice]
                assert not any(isinstance(part, ast.UnaryOp) for part in parts), f"{path}: {node.name} has {ast.unparse(one)}"


def test_kernels_without_counts_call_none_that_counts_and_return_no_array():
    kernels = list(_kernels())
    checked = 0
    for path, node, unmanaged in kernels:
        if not unmanaged:
            continue
        checked += 1
        for name in sorted(_names(node, "called")):
            called = [(where, without) for where, other, without in kernels if other.name == name]
            near = {path, _imports(path).get(name)}
            nearest = [without for where, without in called if where in near] or [without for _, without in called]
            assert all(nearest), f"{path}: {node.name} calls {name}"
        arrays = _names(node, "returned") & _names(node, "indexed")
        assert not arrays, f"{path}: {node.name} returns {arrays}"
    assert checked > 80
