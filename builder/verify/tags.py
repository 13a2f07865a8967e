"""The structure tree as it stands in the file (ISO 32000-1, 14.7): elements in reading order with their text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any, Final

from builder.model.dataclass import dataclass
from builder.model.proof import Area, Element
from builder.verify.objects import Objects, name_of, number_of, text_of

_DEEPEST = 60


@dataclass
class _Found:
    """An element under way. `parts` are its stretches (page, MCID) and children (index), in order."""

    tag: str
    parent: int
    value: Mapping[str, Any]
    page: int | None
    parts: list[tuple[int, int] | int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)


class Tags:
    """The tree of one file. `pages` and `annotations` are the references of its pages and of its annotations."""

    def __init__(self, objects: Objects, pages: Sequence[str], annotations: Sequence[str]) -> None:
        self._objects = objects
        self._pages = {reference: at for at, reference in enumerate(pages)}
        self._annotations = {reference: at for at, reference in enumerate(annotations)}
        self._found: list[_Found] = []
        self._by_reference: dict[str, int] = {}
        root = objects.dictionary(objects.root.get("/StructTreeRoot"))
        self._roles = {name_of(own): name_of(known) for own, known in objects.dictionary(root.get("/RoleMap")).items()}
        for kid in objects.array(root.get("/K")):
            self._read(kid, objects.dictionary(kid), -1, None, 0)
        self._parents = _number_tree(objects, root.get("/ParentTree"))

    def owners(self, key: Any) -> tuple[int, ...]:
        """The elements of a page's MCIDs, by its StructParents; -1 for none."""
        found = self._parents.get(int(number_of(key)), []) if key is not None else []
        listed = self._objects.get(found)
        return tuple([self._by_reference.get(each, -1) for each in listed]) if isinstance(listed, list) else ()

    def owner(self, key: Any) -> int:
        """The element of an annotation, by its StructParent; -1 for none."""
        found = self._parents.get(int(number_of(key))) if key is not None else None
        return self._by_reference.get(found, -1) if isinstance(found, str) else -1

    def elements(self, texts: Mapping[tuple[int, int], str], language: str) -> tuple[Element, ...]:
        """All elements; `texts` are those of the stretches, `language` is the document's."""
        whole: list[str] = [""] * len(self._found)
        for at in range(len(self._found) - 1, -1, -1):
            parts = self._found[at].parts
            whole[at] = "".join([whole[part] if isinstance(part, int) else texts.get(part, "") for part in parts])
        made: list[Element] = []
        for at, found in enumerate(self._found):
            value = found.value
            lang = text_of(self._objects.get(value["/Lang"])) if "/Lang" in value else ""
            inherited = made[found.parent].language if found.parent >= 0 else language
            attributes = _attributes(self._objects, value["/A"]) if "/A" in value else _NOTHING
            stretches = tuple([part for part in found.parts if not isinstance(part, int)])
            made.append(
                Element(
                    tag=found.tag,
                    parent=found.parent,
                    lang=lang,
                    language=lang or inherited,
                    alt=text_of(self._objects.get(value["/Alt"])) if "/Alt" in value else None,
                    numbering=name_of(attributes.get("/ListNumbering")),
                    box=area_of(self._objects, attributes["/BBox"]) if "/BBox" in attributes else None,
                    page=found.page,
                    content=stretches,
                    links=tuple(found.links),
                    children=tuple([part for part in found.parts if isinstance(part, int)]),
                    own="".join([texts.get(stretch, "") for stretch in stretches]),
                    text=whole[at],
                )
            )
        return tuple(made)

    def _read(self, kid: Any, value: dict[str, Any], parent: int, page: int | None, depth: int) -> int:
        """An element, which `kid` is or refers to, and all below it; its index, -1 where there is none."""
        reference = kid if isinstance(kid, str) else ""
        if "/S" not in value or depth > _DEEPEST or reference in self._by_reference:
            return -1
        own_page = self._pages.get(value["/Pg"], page) if isinstance(value.get("/Pg"), str) else page
        tag = name_of(self._objects.get(value["/S"]))
        if self._roles:
            tag = self._known_tag(tag)
        index = len(self._found)
        found = _Found(tag, parent, value, own_page)
        self._found.append(found)
        if reference:
            self._by_reference[reference] = index
        for each in self._objects.array(value.get("/K")):
            self._take(each, found, index, own_page, depth)
        return index

    def _known_tag(self, tag: str) -> str:
        for _ in range(_DEEPEST):
            if tag not in self._roles or tag in _STANDARD:
                break
            tag = self._roles[tag]
        return tag

    def _take(self, kid: Any, found: _Found, index: int, page: int | None, depth: int) -> None:
        resolved = self._objects.get(kid)
        if isinstance(resolved, (int, float)):
            if page is not None:
                found.parts.append((page, int(resolved)))
            return
        if not isinstance(resolved, dict):
            return
        kind = resolved.get("/Type")
        if kind == "/MCR":
            on = self._pages.get(resolved.get("/Pg", ""), page)
            if on is not None:
                found.parts.append((on, int(number_of(resolved.get("/MCID")))))
        elif kind == "/OBJR":
            found.links.append(self._annotations.get(resolved.get("/Obj", ""), -1))
        else:
            child = self._read(kid, resolved, index, page, depth + 1)
            if child >= 0:
                found.parts.append(child)


_NOTHING: Final[Mapping[str, Any]] = {}

# ISO 32000-1, 14.8.4; a role map may not give them another meaning
_STANDARD = frozenset(
    (
        *(
            "Document",
            "Part",
            "Art",
            "Sect",
            "Div",
            "BlockQuote",
            "Caption",
            "TOC",
            "TOCI",
            "Index",
            "NonStruct",
            "Private",
        ),
        *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody"),
        *("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
        *("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP"),
        *("Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    )
)


def area_of(objects: Objects, value: Any) -> Area | None:
    """A rectangle (7.9.5), its corners in order; None when it is none."""
    sides = [objects.get(side) for side in objects.array(value)]
    if len(sides) != 4 or not all(isinstance(side, (int, float)) for side in sides):
        return None
    x, y, x2, y2 = map(float, sides)
    return Area(min(x, x2), min(y, y2), max(x, x2), max(y, y2))


def _attributes(objects: Objects, value: Any) -> dict[str, Any]:
    """All attributes of an element, whatever their owners."""
    merged: dict[str, Any] = {}
    for each in objects.array(value):
        merged.update(objects.dictionary(each))
    return merged


def _number_tree(objects: Objects, value: Any, depth: int = 0) -> dict[int, Any]:
    """7.9.7: keys to values, references left as they are."""
    node = objects.dictionary(value)
    numbers = objects.array(node.get("/Nums"))
    found = {int(number_of(key)): each for key, each in zip(numbers[::2], numbers[1::2], strict=False)}
    for kid in objects.array(node.get("/Kids")) if depth < _DEEPEST else ():
        found.update(_number_tree(objects, kid, depth + 1))
    return found
