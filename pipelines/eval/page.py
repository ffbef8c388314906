"""The report as one page of HTML that needs nothing else: a heat map of tasks and levels, light and dark."""

from html import escape

from synth.pipelines.eval.eval_report import Cell, Report

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
table { border-collapse: separate; border-spacing: 2px; } th { font-weight: 600; text-align: left; padding: .2rem .5rem; }
td { width: 3.2rem; height: 1.9rem; text-align: center; border-radius: 4px; color: #111; font-variant-numeric: tabular-nums; }
td.none { background: transparent; } .scroll { overflow-x: auto; } .key td { width: 2.4rem; }
"""


def page(found: Report, model: str) -> str:
    tasks = sorted({cell.task for cell in found.cells})
    levels = sorted({cell.level for cell in found.cells})
    by_place = {(cell.task, cell.level): cell for cell in found.cells}
    head = "".join(f"<th>{level}</th>" for level in levels)
    rows = "".join(f"<tr><th>{escape(task)}</th>{''.join(_td(by_place.get((task, level))) for level in levels)}</tr>" for task in tasks)
    notes = "".join(f"<li>Harder, and passed more often: {escape(one)}</li>" for one in found.falling())
    key = "".join(f'<td style="background:{_colour(tenth / 10)}">{tenth / 10:.1f}</td>' for tenth in range(0, 11, 2))
    return (
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(model)}</title><style>{_STYLE}</style><h1>Pass rates of {escape(model)}</h1>"
        f"<p>By task and level; hover over a cell for its interval. {found.tokens_out:,} tokens written, cost {found.cost:g}.</p>"
        f'<div class="scroll"><table><tr><th>task</th>{head}</tr>{rows}</table></div><ul>{notes}</ul>'
        f'<table class="key"><tr><th>pass rate</th>{key}</tr></table></html>\n'
    )


def _td(cell: Cell | None) -> str:
    if cell is None:
        return '<td class="none"></td>'
    reasons = ", ".join(f"{reason} {n}" for reason, n in cell.reasons.most_common(4))
    k = max(cell.passed_at)
    said = f"{cell.task}, level {cell.level}: {cell.passed}; pass@{k} {cell.passed_at[k]}; usable {cell.usable.share:.2f}; "
    said += f"{cell.prompts} prompts, {cell.tokens:.0f} tokens a completion, {cell.cut:.0%} cut off; refused for {reasons or 'nothing'}"
    return f'<td style="background:{_colour(cell.passed.share)}" title="{escape(said)}">{cell.passed.share:.2f}</td>'


def _colour(share: float) -> str:
    """From red over yellow to green, light enough for black text."""
    return f"hsl({round(120 * share)} 65% 72%)"
