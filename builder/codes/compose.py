"""Codes of composing: what stands between an edition and its sheet."""


def no_panel() -> None:
    """Every section that must be printed has a panel on the layout.

    A section left out without a word is a step that the reader never learns.

    Fix: give the section a role that the layout's panels take, write a short form of it (`short-of`), or mark it
    `optional: true` when the leaflet is whole without it.
    """


def missing_glyph() -> None:
    """Every character is in one of the language's fonts.

    A character without a shape prints as an empty box, and a row of boxes in place of a dose can kill.

    Fix: write the text with other characters, or add a family that holds the character to the language's `fonts`.
    """


def text_overflow() -> None:
    """Every text fits its panel at the smallest type that can be read.

    Text that runs over the edge is cut off, and text made smaller than that is not read by those who need it most.

    Fix: shorten the text by about as much as the hint says, mark a block `optional: true`, or take a layout with more
    room, such as one of the large ones.
    """


def word_too_wide() -> None:
    """Every word is narrower than its column.

    Words are not split, so one that is wider would run into the next panel or off the paper.

    Fix: use a shorter word, or set the leaflet on a layout with wider panels.
    """


def imprint_overflow() -> None:
    """A service's details fit the box that the layout has for them, at a size that can be read.

    The box is the same for every service, so that thousands of sheets can be struck from one plate; a name or an
    address cut off at its edge sends people to the wrong door.

    Fix: shorten the name, join the address into two lines, or leave the hours to the web page.
    """


def address_too_long() -> None:
    """The QR code of a service has modules that a phone can read at the size of the imprint.

    A longer address makes smaller modules; under 0.5 mm a photocopy or a poor camera loses them.

    Fix: use a shorter address of the service's own, without query: `https://example.org/help`.
    """


def tight_face() -> None:
    """A language is set in the face that it is read in most easily; where a sheet does not hold it, in that of cards.

    Urdu in nastaliq takes half as much room again as in naskh. A leaflet in a plainer face is better than none.

    Fix: shorten the texts of the panel, take a layout with more room, or leave it so.
    """


def left_out() -> None:
    """Every block is printed, unless its author marked it optional and the sheet has no room for it.

    A reader of one language must not miss unknowingly what readers of another are told. A card's small box, too, says
    of a service only its name, its place and one way to reach it.

    Fix: shorten the texts of the panel, take a layout with more room, or leave it so: the block is marked
    `optional: true`.
    """
