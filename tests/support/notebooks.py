"""Notebooks without a kernel: their cells in order, in one namespace. `python tests/support/notebooks.py` stores what they print and draw."""

import ast
import contextlib
import io
import json
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "examples" / "notebooks"


def executed(path):
    """The notebook with its outputs made anew. Raises whatever a cell raises."""
    notebook, names = json.loads(path.read_text("utf-8")), {"__name__": "__main__"}
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(cells, 1):
        body = ast.parse("".join(cell["source"]), f"{path.name}, cell {number}").body
        last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(ast.Module(body, []), path.name, "exec"), names)  # noqa: S102 - our own notebooks
            value = eval(compile(ast.Expression(last.value), path.name, "eval"), names) if last else None  # noqa: S307
        cell["outputs"], cell["execution_count"] = outputs(printed.getvalue(), value, number), number
    return notebook


def outputs(printed, value, number):
    """What stands below a cell: the text that it printed, and its last value as a picture or a text."""
    found = [{"name": "stdout", "output_type": "stream", "text": printed.splitlines(keepends=True)}] if printed else []
    if value is not None:
        data = {"image/svg+xml": value._repr_svg_()} if hasattr(value, "_repr_svg_") else {"text/plain": repr(value)}
        shown = {kind: text.splitlines(keepends=True) for kind, text in data.items()}
        found.append({"data": shown, "execution_count": number, "metadata": {}, "output_type": "execute_result"})
    return found


def written(notebook):
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for place in sorted(FOLDER.glob("*.ipynb")):
        place.write_text(written(executed(place)), "utf-8")
