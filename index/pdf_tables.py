"""Tables of a PDF without tags: lines whose parts begin at the same places, joined to rows where a cell is wrapped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from index.marked import row
from index.pdf_lines import Line

NEAR = 3.0  # points; how far apart the parts of one column may begin
Joins = Callable[[list[Line]], str]


def with_rows(lines: list[Line], leading: Callable[[Line], float], joins: Joins) -> list[Line]:
    """The lines, those of a table joined to one for each row. `leading` is the widest step inside a paragraph."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        end = _table_end(lines, at, leading)
        if end > at:
            found += _rows(lines[at:end], leading, joins)
            at = end
        else:
            found.append(lines[at])
            at += 1
    return found


def _grid(lines: list[Line]) -> list[float]:
    """Where columns begin: the places at which the parts of two lines or more do."""
    parted = [start for line in lines if len(line.cells) > 1 for start, _ in line.cells]
    starts = [start for line in lines for start, _ in line.cells]
    near = Counter({start: sum(abs(start - other) < NEAR for other in starts) for start in parted})
    grid: list[float] = []
    for start in sorted(start for start, count in near.items() if count > 1):
        if not grid or start - grid[-1] >= NEAR:
            grid.append(start)
    return grid


def _fits(line: Line, grid: list[float]) -> bool:
    return all(any(abs(start - column) < NEAR for column in grid) for start, _ in line.cells)


def _table_end(lines: list[Line], at: int, leading: Callable[[Line], float]) -> int:
    """Where the table ends that begins with a line; the line itself where none begins."""
    end = at
    while end < len(lines) and _together(lines[at], lines[end], lines[max(end - 1, at)], leading):
        end += 1
    grid = _grid(lines[at:end])
    if len(grid) < 2 or not _fits(lines[at], grid):
        return at
    stop = at
    while stop < end and _fits(lines[stop], grid):
        stop += 1
    while stop > at and len(lines[stop - 1].cells) < 2 and _apart(lines[stop - 1], lines[stop - 2], leading):
        stop -= 1  # a paragraph below the table
    second = sum(start > grid[0] + NEAR for line in lines[at:stop] for start, _ in line.cells)
    return stop if second > 1 and any(len(line.cells) > 1 for line in lines[at:stop]) else at


def _together(first: Line, line: Line, before: Line, leading: Callable[[Line], float]) -> bool:
    same = (first.page, first.column, first.size) == (line.page, line.column, line.size)
    return same and abs(before.bottom - line.bottom) < 2 * leading(line)


def _apart(line: Line, before: Line, leading: Callable[[Line], float]) -> bool:
    return abs(before.bottom - line.bottom) > leading(line)


def _rows(lines: list[Line], leading: Callable[[Line], float], joins: Joins) -> list[Line]:
    """The rows of a table; where nothing parts them, each line is one."""
    grid = _grid(lines)
    bands: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: -one.bottom):
        if not bands or bands[-1][-1].bottom - line.bottom > leading(line):
            bands.append([])
        bands[-1].append(line)
    if len(bands) == 1 and all(len(line.cells) == len(grid) for line in lines):
        return lines
    return [_row(band, grid, joins) for band in bands]


def _row(band: list[Line], grid: list[float], joins: Joins) -> Line:
    """The lines of one row as one line, cell by cell."""
    if len(band) == 1:
        return band[0]
    columns: dict[int, list[Line]] = {}
    for line in sorted(band, key=lambda one: -one.bottom):
        for start, text in line.cells:
            place = min(range(len(grid)), key=lambda n: abs(grid[n] - start))
            columns.setdefault(place, []).append(replace(line, text=text))
    text = row(joins(columns[place]) for place in sorted(columns))
    right = max(line.right for line in band)
    return replace(band[0], text=text, left=grid[0], right=right, cells=(), bold=all(line.bold for line in band))
