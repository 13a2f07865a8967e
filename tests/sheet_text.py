"""A sheet as text: one item a line, hundredths of a millimetre, in the order of painting; a diff to review."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.sheet import (
    Box,
    Code,
    Drawing,
    LinkArea,
    Page,
    Picture,
    PlacedItem,
    Rule,
    Shape,
    Sheet,
    Words,
)

MM = 72 / 25.4


def written(sheet: Sheet) -> str:
    """The whole sheet: what it is, its structure tree, then page by page its panels and items."""
    return "\n".join(lines(sheet)) + "\n"


def lines(sheet: Sheet) -> Iterator[str]:
    yield f"sheet {sheet.language} {'rtl' if sheet.rtl else 'ltr'} {sheet.duplex} scale {sheet.scale:.4f}"
    yield f"  title {sheet.title}"
    for name in sheet.left_out:
        yield f"  left out {name}"
    yield from tree(sheet)
    for at, page in enumerate(sheet.pages):
        yield f"page {at + 1}  {mm(page.width)} x {mm(page.height)}  trim {box(page.trim)}"
        if page.bleed:
            yield f"  bleed {mm(page.bleed)}"
        for fold in page.folds:
            yield f"  fold {mm(fold)}"
        yield from panels(page)
        for item in page.items:
            yield f"  {told(item)}"


def tree(sheet: Sheet) -> Iterator[str]:
    depths: list[int] = []
    for at, node in enumerate(sheet.tree):
        depths.append(depths[node.parent] + 1 if node.parent >= 0 else 0)
        parts = [
            node.tag,
            node.lang and f"lang {node.lang}",
            node.numbering,
            node.message,
            node.alt and f"“{node.alt}”",
        ]
        yield f"  {at:3} {'  ' * depths[at]}{' '.join(part for part in parts if part)}"


def panels(page: Page) -> Iterator[str]:
    for frame in page.frames:
        yield f"  panel {frame.id}  {box(frame.trim)}  text {box(frame.text)}  spare {mm(frame.spare)}"


def told(item: PlacedItem) -> str:
    mark = f"#{item.node} " if item.node >= 0 else "-- "
    if isinstance(item, Words):
        said = "".join(cluster.text for run in item.line.runs for cluster in run.clusters)
        faces = "+".join(dict.fromkeys(run.face.key.removesuffix(".ttf") for run in item.line.runs))
        turned = " turned" if item.turned else ""
        base = f"{mm(item.baseline)}{turned}"
        return f"words {mark}{box(item.box)}  base {base}  {item.size:.2f}pt {item.colour} {faces} “{said}”"
    if isinstance(item, Shape):
        dress = [item.fill and f"fill {item.fill}", item.stroke and f"line {item.stroke} {item.weight:.2f}pt"]
        dress.append(f"radius {mm(item.radius)}" if item.radius else "")
        return f"shape {mark}{box(item.box)}  {' '.join(part for part in dress if part)}"
    if isinstance(item, Rule):
        ends = f"{mm(item.x)} {mm(item.y)} to {mm(item.x2)} {mm(item.y2)}"
        return f"rule  {mark}{ends}  {item.weight:.2f}pt {item.colour}{' dashed' if item.dash else ''}"
    if isinstance(item, Drawing):
        return f"draw  {mark}{box(item.box)}  {len(item.paths)} paths {item.colour}"
    if isinstance(item, Code):
        return f"code  {mark}{box(item.box)}  {len(item.rows)} modules {item.address}"
    if isinstance(item, Picture):
        return f"image {mark}{box(item.box)}  {len(item.png)} bytes"
    assert isinstance(item, LinkArea)
    return f"link  {mark}{box(item.box)}  {item.url}"


def box(one: Box) -> str:
    return f"{mm(one.x)} {mm(one.y)} {mm(one.width)} {mm(one.height)}"


def mm(points: float) -> str:
    """Millimetres; never a negative nought."""
    return f"{round(points / MM, 2) + 0.0:.2f}"
