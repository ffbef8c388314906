"""Curves as one SVG picture that stands by itself, for documents: panels side by side, a legend below."""

from collections.abc import Mapping, Sequence
from html import escape

COLOURS = ("#1565c0", "#c62828", "#2e7d32", "#ef6c00", "#6a1b9a", "#00838f", "#795548", "#757575")
WIDTH, HEIGHT, LEFT, TOP, LEGEND = 250, 170, 40, 28, 18
STYLE = (
    "text{fill:#1b2140}.g{stroke:#d5d9e6}.c{fill:none;stroke-width:1.6}"
    "@media(prefers-color-scheme:dark){text{fill:#e8eaf6}.g{stroke:#3a4060}.c{filter:brightness(1.5)}}"
)
Curve = Sequence[tuple[float, float]]


def line_chart(panels: Mapping[str, Mapping[str, Curve]], x: str, y: str, top: float = 1.0, columns: int = 3) -> str:
    """A panel for each title, with its curves by name; one name has one colour in all of them. x, y: what the axes show; the vertical
    one goes from 0 to `top`, the horizontal one from 0 as far as the panel's points go."""
    names = list(dict.fromkeys(name for curves in panels.values() for name in curves))
    colour = {name: COLOURS[number % len(COLOURS)] for number, name in enumerate(names)}
    columns = min(columns, len(panels))
    rows = -(-len(panels) // columns)
    width, below = columns * (WIDTH + LEFT + 10), rows * (HEIGHT + TOP + 34)
    parts = []
    for number, (title, curves) in enumerate(panels.items()):
        place = (number % columns * (WIDTH + LEFT + 10) + LEFT, number // columns * (HEIGHT + TOP + 34) + TOP)
        parts.append(f'<g transform="translate({place[0]} {place[1]})">{_panel(title, curves, colour, x, y, top)}</g>')
    per_row = max(1, width // 190)
    for number, name in enumerate(names):
        at = (number % per_row * 190 + LEFT, below + 12 + number // per_row * LEGEND)
        parts.append(f'<path class="c" stroke="{colour[name]}" d="M{at[0]} {at[1] - 4}h20"/>{_text(at[0] + 26, at[1], name)}')
    height = below + 20 + (len(names) - 1) // per_row * LEGEND
    label = escape(f"{y} by {x}: {', '.join(panels)}", quote=True)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="system-ui, sans-serif" font-size="11"'
    return f'{head} role="img" aria-label="{label}">\n<style>{STYLE}</style>\n' + "\n".join(parts) + "\n</svg>\n"


def _panel(title: str, curves: Mapping[str, Curve], colour: Mapping[str, str], x: str, y: str, top: float) -> str:
    far = max((point[0] for curve in curves.values() for point in curve), default=1) or 1
    parts = [_text(WIDTH / 2, -12, title, "middle"), _text(WIDTH / 2, HEIGHT + 28, x, "middle"), _text(-LEFT + 4, -12, y)]
    for share in (0, 0.25, 0.5, 0.75, 1):
        level = HEIGHT * (1 - share)
        parts.append(f'<path class="g" d="M0 {level:g}h{WIDTH}"/>{_text(-5, level + 4, f"{share * top:g}", "end")}')
        parts.append(_text(WIDTH * share, HEIGHT + 14, f"{far * share:,.0f}", "middle") if share in (0, 0.5, 1) else "")
    for name, curve in curves.items():
        points = " ".join(f"{WIDTH * at / far:.1f},{HEIGHT * (1 - min(max(value / top, 0), 1)):.1f}" for at, value in curve)
        parts.append(f'<polyline class="c" stroke="{colour[name]}" points="{points}"/>')
    return "".join(parts)


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'
