#!/usr/bin/env python3
"""Draws the figures of `cargo bench --bench peers` as an SVG bar chart.

usage: chart.py target/peers.json > benches/chart.svg
"""

import html
import json
import sys

ROW, BAR, LEFT, WIDTH, GAP = 22, 16, 110, 640, 34
COLOURS = {"rhapsode": "#c2410c"}


def draw(rows):
    y, parts = 18, []
    for row in rows:
        figures = {k: v for k, v in row["figures"].items() if v is not None}
        longest = max(figures.values())
        parts.append(f'<text x="0" y="{y}" font-weight="bold">{html.escape(row["measure"])}'
                     f' ({row["unit"]}; shorter is better)</text>')
        for name, value in sorted(figures.items(), key=lambda figure: figure[1]):
            y += ROW
            width = max(1.0, value / longest * (WIDTH - LEFT - 90))
            colour = COLOURS.get(name, "#94a3b8")
            parts.append(f'<text x="{LEFT - 8}" y="{y}" text-anchor="end">{html.escape(name)}</text>')
            parts.append(f'<rect x="{LEFT}" y="{y - 12}" width="{width:.1f}" height="{BAR}" fill="{colour}"/>')
            shown = format(float(format(value, '.3g')), 'g')
            parts.append(f'<text x="{LEFT + width + 6:.1f}" y="{y}">{shown}</text>')
        y += GAP
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y - 14}" '
            f'font-family="sans-serif" font-size="13">')
    return "\n".join([head, '<rect width="100%" height="100%" fill="white"/>', *parts, "</svg>"])


if len(sys.argv) != 2:
    sys.exit(__doc__)
with open(sys.argv[1], encoding="utf-8") as file:
    print(draw(json.load(file)))
