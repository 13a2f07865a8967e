"""Codes of sheets that were imposed, read back from their bytes before they are written."""


def imposed_sheets() -> None:
    """The file has as many sheets and sides as the plan makes, with as many copies of each leaf as are wanted.

    A leaf that is one short, or on another's place in the pile, is a clinic that gets another's cards.

    Fix: nothing was written. This is the builder's fault; report it with the plan and the files.
    """


def imposed_boxes() -> None:
    """Paper, bleed and trim of every sheet are where the plan has them.

    The shop's programs place the knife by these boxes, and nobody measures them again.

    Fix: nothing was written. This is the builder's fault; report it with the plan and the files.
    """


def imposed_places() -> None:
    """Each page stands in its cell, at its own size, and lies behind the page that it is the back of.

    A back that stands on its head is found when ten thousand are folded.

    Fix: nothing was written. This is the builder's fault; report it with the plan and the files.
    """


def imposed_bleed() -> None:
    """Of each page its cell and its bleed are printed, and nothing else, and no page reaches into another.

    A strip of the neighbour's colour along one edge makes every tenth card look torn.

    Fix: nothing was written. This is the builder's fault; report it with the plan and the files.
    """


def imposed_marks() -> None:
    """Marks stand where is cut and folded, clear of all pages and their bleed.

    A mark on a page stays on it, and one beside its place spoils the whole pile at one cut.

    Fix: nothing was written. This is the builder's fault; report it with the plan and the files.
    """


def imposed_printing() -> None:
    """The file tells the printer the edge to flip on, and to leave the size as it is.

    Flipped on the other edge all backs are on their heads; made smaller, folds and codes are no longer what they were.

    Fix: nothing was written. This is the builder's fault; report it with the plan and the files.
    """


def imposed_text() -> None:
    """Every copy on the sheets has the text of its page, to the letter and in the same order.

    A number that changes between the leaflet and its sheets would be checked in one and printed in the other.

    Fix: nothing was written. This is the builder's fault; report it with the plan and the files.
    """


def imposed_fonts() -> None:
    """The fonts that a page brings come with it onto the sheets.

    A printer without them takes its own, and Arabic or Khmer come out as boxes.

    Fix: nothing was written. This is the builder's fault; report it with the plan and the files.
    """


def imposed_inks() -> None:
    """Every copy is painted in the inks of its page, and the sheets say for which press they are.

    Black text that turns into four inks is blurred, and a spot colour that is lost is a plate that is missing.

    Fix: nothing was written. This is the builder's fault; report it with the plan and the files.
    """


def imposed_codes() -> None:
    """Every code opens the same address on the sheets as in the file.

    A code that does not open is found by the person who needs what it leads to.

    Fix: nothing was written. Look at the code in the file: if it can hardly be read there, have it made larger; else
    report it with the plan and the files.
    """


def imposed_drawing() -> None:
    """Every copy looks as its page does, held beside it point by point and rendered.

    A picture or a layer that is lost in copying is missing on every sheet of the run.

    Fix: nothing was written. Open the file where it was made and save it as a PDF again; if that does not help, report
    it with the plan and the files.
    """
