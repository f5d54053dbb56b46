#!/usr/bin/env python3
# Draws the figures of bench_index (tab-separated, standard input) as an SVG picture (standard output).
import math
import sys

WIDTH, HEIGHT, LEFT, TOP, GAP = 300, 190, 62, 40, 74
PANELS = [("p50_us", "median search, µs"), ("made_s", "time to make it, s"), ("disk_mb", "on disk, MB")]
COLOURS = {"embedded": "#1b6ca8", "elasticsearch": "#c8553d"}


def read(lines):
    names = next(lines).split()
    return [dict(zip(names, line.split("\t"))) for line in lines if line.strip()]


def ticks(values):
    low = math.floor(math.log10(min(values)))
    high = math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def label(power):
    return f"{10 ** power:,.0f}" if power >= 0 else f"{10 ** power:g}"


def panel(rows, field, title, left):
    xs = sorted({int(row["documents"]) for row in rows})
    low, high = ticks([max(0.01, float(row[field])) for row in rows])
    across = lambda n: left + (math.log10(n) - math.log10(xs[0])) / max(1e-9, math.log10(xs[-1]) - math.log10(xs[0])) * WIDTH
    up = lambda v: TOP + HEIGHT - (math.log10(max(0.01, v)) - low) / (high - low) * HEIGHT
    out = [f'<text x="{left}" y="{TOP - 14}" font-weight="bold">{title}</text>']
    for power in range(low, high + 1):
        y = up(10 ** power)
        out.append(f'<line x1="{left}" y1="{y:.1f}" x2="{left + WIDTH}" y2="{y:.1f}" stroke="#ddd"/>')
        out.append(f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{label(power)}</text>')
    for n in xs:
        out.append(f'<text x="{across(n):.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{n:,}</text>')
    for name, colour in COLOURS.items():
        points = [(across(int(r["documents"])), up(float(r[field]))) for r in rows if r["index"] == name]
        if not points:
            continue
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points]
    return out


def main():
    rows = read(iter(sys.stdin))
    total = LEFT + len(PANELS) * (WIDTH + GAP)
    out = ['<!-- The figures of docs/growth.md as a picture; drawn by tests/bench/growth_chart.py. -->',
           f'<svg xmlns="http://www.w3.org/2000/svg" width="{total}" height="{TOP + HEIGHT + 62}" font-family="sans-serif" font-size="12">',
           f'<rect width="{total}" height="{TOP + HEIGHT + 62}" fill="white"/>']
    for place, (field, title) in enumerate(PANELS):
        out += panel(rows, field, title, LEFT + place * (WIDTH + GAP))
    for place, (name, colour) in enumerate(COLOURS.items()):
        x, y = LEFT + place * 140, TOP + HEIGHT + 44
        out.append(f'<circle cx="{x}" cy="{y - 4}" r="4" fill="{colour}"/><text x="{x + 10}" y="{y}">{name}</text>')
    out.append(f'<text x="{total - GAP}" y="{TOP + HEIGHT + 44}" text-anchor="end">documents; both axes are logarithmic</text></svg>')
    print("\n".join(out))


main()
