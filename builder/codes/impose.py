"""Codes of imposition."""


def impose_unreadable() -> None:
    """A file that is imposed is a PDF that can be read and copied whole.

    What is left out in copying is missing on every sheet of the run, and nobody looks at the ten-thousandth.

    Fix: open the file in the program it was made with and save it as a PDF again; what a browser prints to a PDF is
    whole too.
    """


def impose_locked() -> None:
    """A file that is imposed asks for no password.

    Whoever locked it has not allowed it to be taken apart and put together anew.

    Fix: ask for a copy without password and without restrictions.
    """


def impose_fields() -> None:
    """What was filled into a form is drawn in the file.

    Some programs only note what was filled in, and leave it to whoever shows the file to draw it: the name or
    number of a service would be missing on the sheets.

    Fix: open the file, print it into a PDF, see that everything is there, and impose that.
    """


def impose_repaired() -> None:
    """A file that is imposed is undamaged.

    This one was damaged, and has been mended by guessing; a page or a picture may be missing.

    Fix: compare every page of the result with the original, or save the file again where it was made.
    """


def impose_page_size() -> None:
    """Every page says how large it is, between 1 mm and 5 m.

    Without a size there is no place to cut.

    Fix: save the file again where it was made, with a page size.
    """


def impose_wrong_size() -> None:
    """The pages are as large as the plan says.

    A plan for wallet cards would cut a trifold in pieces.

    Fix: take the plan for these pages (`leaflet impose --plans`), or name the pages that are meant with `--pages`: a
    page of instructions at the end of a file is no card.
    """


def impose_mixed_sizes() -> None:
    """All pages on a sheet are of one size and lie the same way.

    The guillotine goes through the whole pile; a smaller page keeps a white edge, and one that lies may meet its back
    turned.

    Fix: impose the pages of each size by themselves, with `--pages`.
    """


def impose_no_room() -> None:
    """As many pages as are asked for fit on the paper, at their own size.

    Nothing is made smaller to fit: folds, type and codes would no longer be what was checked.

    Fix: ask for as many as the finding says, take larger paper, or a smaller gutter or margin.
    """


def impose_no_plan() -> None:
    """There is a plan for pages of this size on this paper.

    Without sheets of several, people print one card to a page and throw most of the paper away.

    Fix: name a plan or a paper that the finding names; `leaflet impose FILE --up N --paper NAME` needs no plan.
    """


def impose_no_marks() -> None:
    """Around the pages is room for marks to cut by.

    Without them every sheet is measured by hand, and the last ones are not.

    Fix: take larger paper, fewer pages or a smaller margin; or say `marks: none` where the paper's edges are enough.
    """


def impose_too_many() -> None:
    """A file of sheets stays small enough for a printer.

    Printers give up in the middle of very long files, and nobody knows where.

    Fix: impose in parts; or repeat a leaf all over a sheet (`--order repeat`), and print that sheet as often as needed.
    """


def impose_colours() -> None:
    """Files on one sheet are meant for the same colours.

    The same numbers are another colour on another press; one of the files would come out wrong.

    Fix: impose files of one finish and colour together.
    """


def impose_fonts() -> None:
    """A file that is imposed brings its fonts.

    A printer that does not have them takes others: lines run over, and letters of many scripts come out as boxes.

    Fix: save the file again where it was made, with fonts embedded (for a print shop: PDF/A or PDF/X).
    """


def impose_folds() -> None:
    """The plan's marks to fold by stand where the layout is folded.

    Whoever folds goes by the marks at the edge of the sheet: beside the folds of the panels they cut through the words.

    Fix: give the plan the layout's folds, from the start edge of a front (`folds`), or name another plan.
    """


def impose_plan() -> None:
    """A plan of imposition does not contradict itself.

    What cannot be printed as it says would be printed in some other way.

    Fix: change what the finding names; `leaflet schema` gives editors the meaning of every field.
    """
