"""Which element of a file stands for which node of its sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.model.dataclass import dataclass
from builder.model.proof import Proof
from builder.model.sheet import LinkArea, Node, Sheet, Words

# What a Link is where no annotation may stand (ISO 14289-1, 7.18.5): on paper its words are plain text
_PLAIN_LINKS = ("P", "Span")


@dataclass(frozen=True)
class Pairs:
    """Element i of the file stands for node `nodes[i]` of the sheet, as far as the two trees agree.

    `fault` says where they part, "" for nowhere. `order` are the nodes that should be there, in reading order, `words`
    the lines of each, in the order of painting, and `texts` what these say.
    """

    nodes: tuple[int, ...]
    order: tuple[int, ...]
    words: Mapping[int, Sequence[Words]]
    texts: Mapping[int, Sequence[str]]
    fault: str


def pair(proof: Proof, sheet: Sheet, finish: str) -> Pairs:
    """Both trees in reading order, side by side."""
    painted, words = _painted(sheet, finish)
    order = tuple(_reading_order(sheet.tree, painted))
    nodes, fault = _agreeing(proof, sheet.tree, order, finish)
    texts = {node: list(map(_text, lines)) for node, lines in words.items()}
    return Pairs(tuple(nodes), order, words, texts, fault)


def _text(line: Words) -> str:
    return "".join([cluster.text for run in line.line.runs for cluster in run.clusters])


def _agreeing(proof: Proof, tree: Sequence[Node], order: Sequence[int], finish: str) -> tuple[list[int], str]:
    """The nodes up to where the trees part, and how they do."""
    nodes: list[int] = []
    elements = {-1: -1}
    for at, node in enumerate(order):
        if at >= len(proof.elements):
            return nodes, f"{_called(tree, node)} is not in the file"
        element = proof.elements[at]
        if element.tag not in _tags(tree[node], finish):
            return nodes, f"<{element.tag}> stands for {_called(tree, node)}"
        if element.parent != elements.get(tree[node].parent):
            return nodes, f"{_called(tree, node)} is not where the reading order has it"
        elements[node] = at
        nodes.append(node)
    extra = len(proof.elements) - len(order)
    return nodes, f"{extra} elements too many" if extra else ""


def _tags(node: Node, finish: str) -> tuple[str, ...]:
    return _PLAIN_LINKS if node.tag == "Link" and finish == "press" else (node.tag,)


def _called(tree: Sequence[Node], at: int) -> str:
    node = tree[at]
    return f"<{node.tag}> {node.message or node.alt or at}".strip()


def _painted(sheet: Sheet, finish: str) -> tuple[set[int], dict[int, list[Words]]]:
    """Nodes of which something is painted, and their words."""
    painted: set[int] = set()
    words: dict[int, list[Words]] = {}
    for page in sheet.pages:
        for item in page.items:
            node = item.node
            if node < 0:
                continue
            if isinstance(item, Words):
                words.setdefault(node, []).append(item)
            elif finish == "press" and isinstance(item, LinkArea):
                continue
            painted.add(node)
    return painted, words


def _reading_order(tree: Sequence[Node], painted: set[int]) -> list[int]:
    """Nodes that are in the file, parents before children, children in the order of the sheet."""
    alive = set(painted) | {0}
    for at in range(len(tree) - 1, 0, -1):
        if at in alive:
            alive.add(tree[at].parent)
    children: dict[int, list[int]] = {}
    for at in sorted(alive - {0}):
        children.setdefault(tree[at].parent, []).append(at)
    order, waiting = [], [0]
    while waiting:
        at = waiting.pop()
        order.append(at)
        waiting += reversed(children.get(at, ()))
    return order
