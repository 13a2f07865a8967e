"""Codes of preflight: what must hold of a file before a print shop makes plates of it."""


def press_boxes() -> None:
    """The sheet lies inside a bleed of 3 mm, and the bleed inside the paper.

    Cut a hair off, a sheet without bleed has a white edge, and the shop sends the file back.

    Fix: build with `--finish press`; a file that another program has changed must be made anew.
    """


def bleed_reach() -> None:
    """Colour that touches the sheet's edge goes on to the end of the bleed.

    Stacks of paper shift under the knife: where colour ends at the edge, every tenth sheet has a white line.

    Fix: build again; if it stays, report it with the layout and the theme.
    """


def marks_clear() -> None:
    """Marks stand outside the sheet and its bleed, and nothing on the sheet is printed in their colour.

    A mark in the bleed is left on the sheet where the cut is a little off; what is printed with every ink never dries.

    Fix: build again; a file that another program has changed must be made anew.
    """


def output_intent() -> None:
    """Where inks are mixed, a profile in the file says for which press they are.

    The same mix is another colour on another press, and a warning that turns brown is not seen.

    Fix: build with `--finish press --colour cmyk`; the profile is named in `layouts/press/default.yaml`.
    """


def rgb_in_cmyk() -> None:
    """In a file for a press nothing is painted in red, green and blue.

    The press's computer mixes such colours as it likes: black text comes out in four inks, blurred, and hard to read.

    Fix: build again; a logo is converted when the sheet is made, so a file changed by hand must be made anew.
    """


def black_text() -> None:
    """Black and grey text is printed with black alone.

    Four plates are never exactly upon one another: thin letters get coloured edges, small ones run together.

    Fix: give the colour to black in the theme: `inks: {ink: [0, 0, 0, 100]}`.
    """


def total_ink() -> None:
    """No place takes more than three hundred per cent of ink, all four added up.

    More does not dry: it comes off on the next sheet, and on the hands of whoever packs them.

    Fix: lower cyan, magenta and yellow in the theme's `inks` and raise black.
    """


def overprint() -> None:
    """Nothing but solid black is printed over what is under it.

    White that is printed over a colour is not there: a title on a dark cover is gone on paper, and on no screen.

    Fix: build again; a file that another program has changed must be made anew.
    """


def press_links() -> None:
    """A file for a print shop has no links.

    PDF/X forbids them on the page, and shops send such files back; the addresses stand on the paper in words.

    Fix: build with `--finish press`.
    """


def hairlines() -> None:
    """No line is thinner than a quarter of a point.

    A plate cannot hold it: the line to write a number on is there on the screen and gone on paper.

    Fix: raise `rule` in the theme.
    """


def image_resolution() -> None:
    """Pictures have at least 150 pixels to the inch, as large as they are printed.

    A logo in steps makes people doubt the rest of the paper.

    Fix: ask for the logo as SVG, or as a PNG of at least 600 pixels across.
    """
