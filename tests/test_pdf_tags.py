"""Tags: the tree in the file is that of the sheet, and whatever is shown has its place in it or is decoration."""

from __future__ import annotations

import pikepdf
import pytest
from pdf_reading import Element, opened, pieces, tree
from pdf_sheets import Board, cluster, line, page_of, paragraphs

from builder.model.glyphs import Line, Run
from builder.model.sheet import (
    Bookmark,
    Box,
    Code,
    Drawing,
    DrawnPath,
    LinkArea,
    Node,
    PlacedItem,
    Rule,
    Shape,
    Sheet,
    Words,
)
from builder.model.source import Colour
from builder.pdf import Finish, paint

BLACK = Colour("#000000")
BOX = Box(2.0, 2.0, 10.0, 10.0)


def words(text: str, node: int, *, y: float = 12.0, lang: str = "") -> Words:
    shown = line(*(cluster(letter, 2) for letter in text), lang=lang)
    return Words(Box(2.0, y - 4.0, shown.width * 0.004, 4.0), y, shown, 4.0, BLACK, node)


def painted(*items: PlacedItem, tree: tuple[Node, ...], finish: Finish = "office", **more: object) -> pikepdf.Pdf:
    return opened(paint(page_of(*items, tree=tree, **more), finish=finish))


def outline_of(element: Element) -> str:
    """`P(ab Link(c))`: tags with their texts and children in order."""
    inner = " ".join(kid if isinstance(kid, str) else outline_of(kid) for kid in element.kids)
    return f"{element.tag}({inner})"


class TestTree:
    def test_is_that_of_the_sheet(self) -> None:
        nodes = (Node("Sect", 0), Node("H1", 1), Node("P", 1), Node("P", 0))
        with painted(words("a", 2), words("b", 3), words("c", 4), tree=nodes) as pdf:
            assert outline_of(tree(pdf)) == "Document(Sect(H1(a) P(b)) P(c))"

    def test_reading_order_is_that_of_the_nodes_not_of_painting(self) -> None:
        with painted(words("b", 2), words("a", 1), tree=(Node("P", 0), Node("P", 0))) as pdf:
            assert outline_of(tree(pdf)) == "Document(P(a) P(b))"

    def test_own_content_stands_between_children_as_painted(self) -> None:
        nodes = (Node("P", 0), Node("Span", 1))
        with painted(words("a", 1), words("b", 2), words("c", 1), tree=nodes) as pdf:
            assert outline_of(tree(pdf)) == "Document(P(a Span(b) c))"

    def test_items_in_a_row_of_one_node_are_one_stretch(self) -> None:
        with painted(words("a", 1), words("b", 1), words("c", 2), tree=(Node("P", 0), Node("P", 0))) as pdf:
            assert outline_of(tree(pdf)) == "Document(P(ab) P(c))"
            assert pdf.Root.StructTreeRoot.K.K[0].K == 0

    def test_content_on_two_pages(self) -> None:
        first = page_of(words("a", 1), tree=(Node("P", 0),))
        second = page_of(words("b", 1), tree=(Node("P", 0),))
        sheet = page_of(tree=(Node("P", 0),), pages=first.pages + second.pages)
        with opened(paint(sheet)) as pdf:
            assert outline_of(tree(pdf)) == "Document(P(a b))"

    def test_a_node_of_which_nothing_is_painted_is_left_out(self) -> None:
        nodes = (Node("Sect", 0), Node("P", 1), Node("P", 0))
        with painted(words("a", 3), tree=nodes) as pdf:
            assert outline_of(tree(pdf)) == "Document(P(a))"

    def test_parent_tree_leads_back_from_every_mark(self) -> None:
        nodes = (Node("H1", 0), Node("P", 0), Node("Link", 2))
        items = (words("a", 1), words("b", 2), words("c", 3), LinkArea(BOX, "https://example.org", "c", 3))
        with painted(*items, tree=nodes) as pdf:
            root = pdf.Root.StructTreeRoot
            numbers = list(root.ParentTree.Nums)
            entries = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
            assert list(entries) == [0, 1]
            assert root.ParentTreeNextKey == 2
            (page,) = pdf.pages
            assert page.obj.StructParents == 0
            assert [str(owner.S) for owner in entries[0]] == ["/H1", "/P", "/Link"]
            assert page.obj.Annots[0].StructParent == 1
            assert str(entries[1].S) == "/Link"

    def test_tab_order_follows_the_structure(self) -> None:
        with painted(words("a", 1), tree=(Node("P", 0),)) as pdf:
            assert pdf.pages[0].obj.Tabs == "/S"


class TestDecoration:
    @pytest.mark.parametrize(
        "item",
        [
            Shape(BOX, fill=BLACK),
            Rule(2.0, 2.0, 8.0, 2.0, 1.0, BLACK),
            Drawing(BOX, (10.0, 10.0), (DrawnPath((("M", (0.0, 0.0)), ("L", (9.0, 9.0)), ("Z", ()))),), BLACK),
            words("a", -1),
        ],
        ids=lambda item: type(item).__name__,
    )
    def test_has_no_element(self, item: PlacedItem) -> None:
        with painted(item, tree=()) as pdf:
            assert outline_of(tree(pdf)) == "Document()"
            operators = [str(operator) for _, operator in pikepdf.parse_content_stream(pdf.pages[0])]
            assert (operators[0], operators[-1]) == ("BMC", "EMC")
            assert operators.count("BMC") == operators.count("EMC") == 1

    def test_a_shape_between_two_lines_does_not_split_their_paragraph(self) -> None:
        with painted(words("a", 1), Shape(BOX, fill=BLACK), words("b", 1), tree=(Node("P", 0),)) as pdf:
            assert tree(pdf).text == "ab"


class TestAttributes:
    def test_figure_has_its_alternative_and_its_box(self) -> None:
        symbol = ((True, False), (False, True))
        nodes = (Node("Figure", 0, alt="QR-Code für Hilfe"),)
        with painted(Code(BOX, symbol, "https://example.org", BLACK, 1), words("a", 1, y=20.0), tree=nodes) as pdf:
            (figure,) = tree(pdf).all("Figure")
            assert str(figure.source.Alt) == "QR-Code für Hilfe"
            assert figure.source.A.O == "/Layout"
            assert [float(side) for side in figure.source.A.BBox] == [2, 4, 12, 22]

    def test_figure_box_is_mirrored(self) -> None:
        nodes = (Node("Figure", 0, alt="x"),)
        with painted(Code(BOX, ((True,),), "https://example.org", BLACK, 1), tree=nodes, rtl=True) as pdf:
            (figure,) = tree(pdf).all("Figure")
            assert [float(side) for side in figure.source.A.BBox] == [12, 12, 22, 22]

    @pytest.mark.parametrize("numbering", ["Decimal", "Disc", "None"])
    def test_list_has_its_numbering(self, numbering: str) -> None:
        nodes = (Node("L", 0, numbering=numbering), Node("LI", 1), Node("Lbl", 2), Node("LBody", 2))  # type: ignore[arg-type]
        with painted(words("1", 3), words("a", 4), tree=nodes) as pdf:
            assert outline_of(tree(pdf)) == "Document(L(LI(Lbl(1) LBody(a))))"
            (found,) = tree(pdf).all("L")
            assert found.source.A.O == "/List"
            assert f"/{numbering}" == found.source.A.ListNumbering

    def test_notes_have_identifiers_that_can_be_looked_up(self) -> None:
        with painted(words("a", 1), words("b", 2), tree=(Node("Note", 0), Node("Note", 0))) as pdf:
            notes = tree(pdf).all("Note")
            identifiers = [str(note.source.ID) for note in notes]
            assert len(set(identifiers)) == 2
            names = list(pdf.Root.StructTreeRoot.IDTree.Names)
            assert [str(one) for one in names[::2]] == sorted(identifiers)
            assert [one.objgen for one in names[1::2]] == [note.source.objgen for note in notes]


class TestLanguages:
    def test_an_element_in_another_language(self) -> None:
        nodes = (Node("P", 0, lang="es"), Node("Span", 1, lang="es"), Node("P", 0, lang="en"))
        with painted(words("a", 1), words("b", 2), words("c", 3), tree=nodes) as pdf:
            langs = [str(element.source.get("/Lang", "")) for element in tree(pdf).walk()]
            assert langs == ["", "es", "", ""]

    def test_a_run_in_another_language_is_marked(self) -> None:
        first, second, third = line(cluster("a", 2)), line(cluster("b", 2), lang="fr"), line(cluster("c", 2), lang="en")
        runs = []
        for at, one in enumerate((first, second, third)):
            run = one.runs[0]
            runs.append(Run(run.face, run.rtl, at * 1000.0, at, run.clusters, run.lefts, run.lang))
        whole = Line(tuple(runs), 3000.0, 0, 3, False)
        item = Words(BOX, 12.0, whole, 4.0, BLACK, 1)
        with painted(item, tree=(Node("P", 0),)) as pdf:
            assert [(piece.text, piece.lang) for piece in pieces(pdf.pages[0])] == [("a", ""), ("b", "fr"), ("c", "")]
            assert tree(pdf).text == "abc"

    def test_decoration_has_no_language(self) -> None:
        with painted(words("a", -1, lang="es"), tree=()) as pdf:
            assert pdf.pages[0].Contents.read_bytes().count(b"/Lang") == 0

    def test_a_run_in_the_language_of_its_element_is_not(self) -> None:
        with painted(words("a", 1, lang="es"), tree=(Node("P", 0, lang="es"),)) as pdf:
            assert [piece.lang for piece in pieces(pdf.pages[0])] == [""]
            assert pdf.pages[0].Contents.read_bytes().count(b"/Lang") == 0


class TestLinks:
    NODES = (Node("P", 0), Node("Link", 1))

    def test_annotation_says_where_it_leads(self) -> None:
        item = LinkArea(BOX, "https://example.org/a(b)", "Página", 2)
        with painted(words("a", 1), words("b", 2), item, tree=self.NODES) as pdf:
            (annotation,) = pdf.pages[0].obj.Annots
            assert annotation.Subtype == "/Link"
            assert str(annotation.A.URI) == "https://example.org/a(b)"
            assert str(annotation.Contents) == "Página"
            assert annotation.F == 4
            assert [float(side) for side in annotation.Border] == [0, 0, 0]
            assert [float(side) for side in annotation.Rect] == [2, 12, 12, 22]
            (link,) = tree(pdf).all("Link")
            assert link.annotations == 1
            assert outline_of(tree(pdf)) == "Document(P(a Link(b)))"

    def test_area_is_mirrored(self) -> None:
        item = LinkArea(BOX, "https://example.org", "b", 2)
        with painted(words("b", 2), item, tree=self.NODES, rtl=True) as pdf:
            assert [float(side) for side in pdf.pages[0].obj.Annots[0].Rect] == [12, 12, 22, 22]

    def test_two_lines_of_one_link(self) -> None:
        item = LinkArea(BOX, "https://example.org", "b", 2)
        with painted(words("b", 2), item, words("c", 2), item, tree=self.NODES) as pdf:
            (link,) = tree(pdf).all("Link")
            assert (link.text, link.annotations) == ("bc", 2)

    def test_press_keeps_the_words_alone(self) -> None:
        item = LinkArea(BOX, "https://example.org", "b", 2)
        with painted(words("a", 1), words("b", 2), item, tree=self.NODES, finish="press") as pdf:
            assert "/Annots" not in pdf.pages[0].obj
            assert outline_of(tree(pdf)) == "Document(P(a Span(b)))"
            assert b"/Link" not in pdf.pages[0].Contents.read_bytes()

    def test_press_makes_a_paragraph_of_a_link_by_itself(self) -> None:
        item = LinkArea(BOX, "https://example.org", "b", 2)
        nodes = (Node("Sect", 0), Node("Link", 1))
        with painted(words("b", 2), item, tree=nodes, finish="press") as pdf:
            assert outline_of(tree(pdf)) == "Document(Sect(P(b)))"


class TestBookmarks:
    def sheet(self, *levels: int) -> Sheet:
        board = Board()
        for at, level in enumerate(levels):
            node = board.node("H2")
            board.bookmarks.append(Bookmark(f"Título {at}", 0, board.y, level, node))
            board.text("Heading", node)
        return board.sheet()

    def test_no_outline_without_them(self) -> None:
        with opened(paint(paragraphs("Text"))) as pdf:
            assert "/Outlines" not in pdf.Root

    def test_levels(self) -> None:
        with opened(paint(self.sheet(1, 2, 4, 2, 1))) as pdf, pdf.open_outline() as outline:
            first, second = outline.root
            assert [child.title for child in first.children] == ["Título 1", "Título 3"]
            assert [child.title for child in first.children[0].children] == ["Título 2"]
            assert (first.title, second.title, second.children) == ("Título 0", "Título 4", [])
            assert pdf.Root.Outlines.Count == 5

    def test_each_leads_to_its_place_and_element(self) -> None:
        with opened(paint(self.sheet(1))) as pdf:
            entry = pdf.Root.Outlines.First
            page, kind, _, height, _ = entry.Dest
            assert page.objgen == pdf.pages[0].obj.objgen
            assert (str(kind), float(height)) == ("/XYZ", 756.0)
            assert str(entry.SE.S) == "/H2"
