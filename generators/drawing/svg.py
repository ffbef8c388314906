"""Pictures of problems as small SVG texts, without sizes or scripts of their own.

Colours are the classes of `STYLE`, which a page includes once; `standalone` puts it into the picture itself."""

from collections.abc import Iterable
from html import escape

STYLE = """
.synth{max-width:100%;height:auto;font-family:system-ui,sans-serif}
.synth{--ink:#1b2140;--line:#8a90a8;--soft:#eef0f7;--answer:#1565c0;--dark:#3b4160;--paper:#fff}
.synth text{fill:var(--ink);text-anchor:middle;dominant-baseline:central}.synth .answer{fill:var(--answer);font-weight:600}
.synth .start{text-anchor:start}.synth .small{font-size:.62em}.synth .dim{opacity:.65}
.synth .cell{fill:var(--paper);stroke:var(--line);stroke-width:.02}.synth .soft{fill:var(--soft)}.synth .dark{fill:var(--dark)}
.synth .on{fill:#fff}.synth .edge{stroke:var(--line);stroke-width:.035;fill:none}
.synth .thick{stroke:var(--ink);stroke-width:.07;fill:none;stroke-linecap:round}
.synth .way{stroke:var(--answer);stroke-width:.08;fill:none}
.synth .fill{fill:var(--answer);fill-opacity:.16;stroke:var(--answer);stroke-width:.04}
.synth .arrow{fill:var(--line)}
@media(prefers-color-scheme:dark){
.synth{--ink:#e8eaf6;--line:#6b7190;--soft:#2a2f47;--answer:#82b1ff;--dark:#aeb6dd;--paper:#1b1e2e}
.synth .on{fill:#14172a}}
"""
TINTS = ("#dbe7fb", "#fde5d0", "#d9f0df", "#f6dcea", "#ece0f8", "#fdf3c9", "#d5eff2", "#ead9cf", "#e3e6ea", "#e9f3c8", "#f9d6d3", "#d4dcf0")
"""Of regions, by number; used with ink on top at half strength in both schemes."""
COLOURS = ("#000", "#0074d9", "#ff4136", "#2ecc40", "#ffdc00", "#aaa", "#f012be", "#ff851b", "#7fdbff", "#870c25")
"""Of symbols 0 to 9, as grids of ARC are commonly shown."""


def picture(parts: Iterable[str], box: tuple[float, float, float, float], unit: int = 34) -> str:
    """An SVG of parts within a view box (x, y, width, height) in units of a cell, which is `unit` pixels wide."""
    x, y, width, height = box
    shape = f'viewBox="{x:g} {y:g} {width:g} {height:g}" width="{width * unit:.0f}" height="{height * unit:.0f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="synth" {shape} font-size=".46">{"".join(parts)}</svg>'


def standalone(svg: str) -> str:
    """A picture that stands in a file of its own."""
    return svg.replace(">", f"><style>{STYLE}</style>", 1)


def text(x: float, y: float, words: object, kind: str = "") -> str:
    """Words around a point."""
    return f'<text x="{x:g}" y="{y:g}"{_class(kind)}>{escape(str(words))}</text>'


def box(x: float, y: float, width: float, height: float, kind: str = "cell", fill: str = "") -> str:
    """A rectangle."""
    tint = f' style="fill:{fill}"' if fill else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"{_class(kind)}{tint}/>'


def line(points: Iterable[tuple[float, float]], kind: str = "edge", closed: bool = False) -> str:
    """A line through points."""
    name = "polygon" if closed else "polyline"
    return f'<{name} points="{" ".join(f"{x:g},{y:g}" for x, y in points)}"{_class(kind)}/>'


def dot(x: float, y: float, radius: float, kind: str = "cell") -> str:
    """A disc."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}"{_class(kind)}/>'


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
