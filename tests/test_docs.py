"""Documents that cannot drift: commands, options, tasks and examples are those that exist."""

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

import documents
import drawing
import pytest
from typer.main import get_command

from synth.cli import app
from synth.cli.examples import EXAMPLES
from synth.pipelines.card import task_card as task_cards

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES = [page for page in PAGES if not any(part.is_symlink() for part in (page, *page.parents))]
TEXT = "\n".join(page.read_text("utf-8") for page in PAGES)
COMMANDS = get_command(app).commands
CODE = [page for page in PAGES if "```python" in page.read_text("utf-8")]


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def test_every_command_and_option_is_documented():
    for name, command in COMMANDS.items():
        assert f"synth {name}" in TEXT
        assert command.help, name
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--") and option != "--help":
                    assert option in TEXT, f"no page mentions {option} of `synth {name}`"


def test_every_command_shows_examples():
    assert EXAMPLES.keys() == COMMANDS.keys()
    for name, lines in EXAMPLES.items():
        assert all(line.split()[:2] == ["synth", name] for line in lines)
        assert all(line in COMMANDS[name].epilog for line in lines)


def test_every_documented_command_exists():
    shown = "\n".join(line for lines in EXAMPLES.values() for line in lines)
    for line in re.findall(r"^\s*(?:\$ )?synth (.+)$", f"{TEXT}\n{shown}", re.MULTILINE):
        words = line.split("#")[0].split()
        assert words[0] in COMMANDS, line
        options = {option for parameter in COMMANDS[words[0]].params for option in parameter.opts}
        for word in words[1:]:
            if word.startswith("--"):
                assert word.split("=")[0] in options, f"{word} in `synth {line}`"


@pytest.mark.parametrize("page", CODE, ids=_name)
def test_the_python_of_a_page_runs(page):
    """Its blocks in order, in one namespace; `print(...)  # 1.0` prints 1.0, and what follows a colon is a remark."""
    blocks = re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile("\n".join(blocks), _name(page), "exec"), {})  # noqa: S102 - our own pages
    shown = [said.partition(":")[0].strip() for said in re.findall(r"^\s*print\(.*\)  # (.*)$", "\n".join(blocks), re.MULTILINE)]
    lines = printed.getvalue().splitlines()
    assert [line for line in lines if line in shown] == shown, f"{_name(page)} printed {lines}"


def test_links_lead_somewhere():
    for page in PAGES:
        for link in re.findall(r"\]\(([^)#:\s]+)(?:#[\w-]+)?\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{_name(page)} links to {link}"


@pytest.mark.parametrize("document", [*documents.PARTS, *documents.FILES])
def test_generated_parts_are_up_to_date(document):
    assert (ROOT / document).read_text("utf-8") == documents.current(document), "run `make docs`"


def test_the_data_card_is_up_to_date(name, monkeypatch):
    monkeypatch.setattr(task_cards, "candidate", drawing.drawn)  # the draws that the laws look at
    assert (ROOT / "data_cards" / f"{name}.md").read_text("utf-8") == task_cards.task_card(name), "run `make cards`"


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.name)
def test_examples_run(path, tmp_path):
    if "import torch" in path.read_text("utf-8"):
        pytest.importorskip("torch", reason="needs torch: pip install '.[test,trl]'")
    done = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, cwd=tmp_path, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_contributing_names_real_files():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for path in re.findall(r"`((?:src|schemas|verifiers|generators|pipelines|tests|bench|data_cards|examples)/[\w./]+\.\w+)`", text):
        assert (ROOT / path).exists() or "make_ten" in path, path


def test_what_keeps_a_defect_away_exists():
    page = (ROOT / "docs" / "defects.md").read_text("utf-8")
    listed = re.findall(r"^\| .* \| (.*) \| (.*) \|$", page, re.MULTILINE)
    assert len(listed) > 100
    for became, kept in listed:
        named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", kept)
        assert named or became in ("what became of it", "---") or re.match("stays|open|no defect|removed", became), f"nothing keeps it away: {became}"
        for file, test in named:
            text = (ROOT / file).read_text("utf-8")
            assert f"def {test}(" in text if test else text, f"{file} has no {test}"
