"""Codes of verifying: what reading a finished PDF back must find. A PDF that fails one of them is not written."""


def unreadable_pdf() -> None:
    """A PDF opens as it is, without repair and without a password.

    What one program mends in silence another refuses, and a printer prints an empty page.

    Fix: copy the file again from where it came; `leaflet build --force` makes it anew.
    """


def structure_text() -> None:
    """The text in the tags is what was written: every message, whole, once, in its order.

    This is what a screen reader says and what is left when a phone shows the text alone; a word lost on the way can be
    the "not" in "do not".

    Fix: build again; if it stays, the message named cannot be set as it is: report it, and word it differently until
    then.
    """


def emergency_region() -> None:
    """A sheet with an emergency number names the country or the part of it where the number holds.

    Paper travels: 911 calls nobody in most of the world, and 999 nobody in America.

    Fix: give the leaflet a block `foot` on every layout; it says `Emergency number, {region}` in the reader's language.
    """


def structure_tags() -> None:
    """The tree of tags is the sheet's: the same elements, in each other in the same way, in reading order.

    A step that is read before the heading it belongs to, or outside of its list, is a step done at the wrong time.

    Fix: build again; if it stays, report it with the leaflet and the layout.
    """


def plain_text() -> None:
    """Copying a page's text gives its letters, in their order in every line.

    Helpers copy a number or an instruction into a message; what comes out wrong is dialled wrong. In scripts that run
    from the right no order suits every program, so there only most letters must come.

    Fix: build again; if it stays, report it with the language.
    """


def glyphs() -> None:
    """Every font is in the file, every sign shows a glyph of its own, and every glyph has its text.

    An empty box in place of a letter or a dose can kill, and a sign without text is not read out at all.

    Fix: choose another font for the language in `leaflets/languages.yaml`, or other characters.
    """


def glyph_widths() -> None:
    """What the file says of a glyph's width is what the font says.

    Programs that trust the one print words apart or over each other where others do not (ISO 19005-2, 6.2.11.5).

    Fix: build again; if it stays, report it with the font.
    """


def qr_decodes() -> None:
    """Every QR code reads as exactly its address: as printed, and in a coarse, blurred, noisy picture of worn paper.

    People scan outdoors, in bad light, with a cracked phone. A code that fails then sends nobody to help.

    Fix: make the code larger (`qr` in the layout) or the address shorter; use error correction Q or H.
    """


def qr_quiet() -> None:
    """Around every QR code four modules are free of ink, measured in the pixels.

    Decoders in the laboratory forgive less; phones do not find where the code begins.

    Fix: shorten the words beside the code, or give its panel more room in the layout.
    """


def qr_address() -> None:
    """A QR code opens a plain https address, without query or fragment, that stands in words beside it.

    Whatever differs from copy to copy can trace the person who holds it, and an address that nobody can read is opened
    by nobody who is careful.

    Fix: correct the address in the region's or the service's file.
    """


def safe_area() -> None:
    """Text, codes and figures stay inside the safe area, and colour inside the bleed.

    Paper is cut and fed a few millimetres off; what stands nearer to the edge loses its last letter or digit.

    Fix: raise the layout's `inset`, or shorten the text.
    """


def no_overlap() -> None:
    """No line of text touches another, and nothing is painted over one.

    Letters that run into each other are misread first by those who read with difficulty.

    Fix: raise the language's `leading` or `tight` in `leaflets/languages.yaml`, or the layout's `spacing`.
    """


def fold_clear() -> None:
    """No text, figure or code lies across a fold, and no code's quiet zone.

    Ink breaks where paper is folded, and a code with a crease through it does not scan.

    Fix: raise the layout's `inset`, or move the block to another panel.
    """


def type_size() -> None:
    """No type is smaller than the layout's smallest, and most of it is as large as its body text must be.

    Many who need the leaflet read without glasses, in a dark place, in a hurry.

    Fix: shorten the text or take a layout with more room; never lower `smallest`.
    """


def text_contrast() -> None:
    """Text stands out from what is rendered behind it by 4.5 to 1, large text by 3 to 1, also on a photocopy.

    Pale letters disappear in poor light and in the second copy of a copy (WCAG 2.1, 1.4.3).

    Fix: choose colours in the theme that differ more in brightness.
    """


def language() -> None:
    """The file says its language, and every stretch in another language says that one.

    A screen reader that takes Spanish for English cannot be understood.

    Fix: correct the tag in `leaflets/languages.yaml` or in the service's `language`.
    """


def title() -> None:
    """The window shows the leaflet's title, and both places in the file that hold it agree.

    A list of open files named by their codes helps nobody to find the one on overdoses.

    Fix: give the leaflet a `title`; for another program's file, set the title there.
    """


def bookmarks() -> None:
    """The outline lists the sections' headings.

    In a long file it is the quickest way to the one page that is needed now.

    Fix: build again; if it stays, report it with the layout.
    """


def marked_content() -> None:
    """Everything painted is decoration or belongs to an element, and both know of each other.

    What belongs to nothing is not read out, and what is marked twice is read twice (ISO 14289-1, 7.1).

    Fix: build again; a file that another program has changed must be made anew.
    """


def headings() -> None:
    """One heading of the first level comes first, no level is skipped, and none is empty.

    People who listen go from heading to heading as others look over a page (ISO 14289-1, 7.4).

    Fix: put a cover with a title into the leaflet, and headings into sections.
    """


def lists() -> None:
    """Lists hold entries, entries hold their label and body, and numbered lists say so.

    "Step three of five" can only be said by a screen reader that knows where the list begins and ends.

    Fix: build again; if it stays, report it with the leaflet.
    """


def alt_text() -> None:
    """Every figure has a text in its place, the one that was written, and says where it is.

    To those who cannot see it, a drawing without words is a hole in the page.

    Fix: fill in the block's `alt` and its translations.
    """


def links_paired() -> None:
    """Every link lies on its words, is described, and is tied to its element and back.

    A link that is only seen cannot be followed with the keys, and one without words says "link" (ISO 14289-1, 7.18).

    Fix: build again; a file that another program has changed must be made anew.
    """


def tab_order() -> None:
    """The tab key goes through the links in reading order.

    Otherwise it jumps about the page in the order in which things happen to lie there (ISO 14289-1, 7.18.3).

    Fix: build again; a file that another program has changed must be made anew.
    """


def encryption() -> None:
    """The file is not encrypted.

    Screen readers may be locked out by the same rights that forbid copying, and archives refuse it.

    Fix: save the file without a password.
    """


def boxes() -> None:
    """Paper, bleed and sheet lie in each other and are as large as the layout says.

    A print shop cuts where the file says; with a wrong box it cuts through the text or leaves a white edge.

    Fix: correct `trim` in the layout; a file that another program has changed must be made anew.
    """


def duplex() -> None:
    """The file tells the printer over which edge to turn the paper, and not to scale it.

    Turned over the wrong edge, the inside stands on its head; scaled, the folds miss the panels and codes shrink.

    Fix: set `duplex` in the layout.
    """


def metadata_private() -> None:
    """The file tells its title and the date of its review, and nothing of people, programs, machines or times.

    Whoever made or printed a leaflet on drugs may not want to be found by it.

    Fix: do not save the file again with another program, which writes its name and the time into it.
    """


def conformance() -> None:
    """The file says that it is PDF/UA-1 and PDF/A-2a, and brings the colour profile that this takes.

    Clinics must post files that say so, and archives sort by it.

    Fix: do not save the file again with another program, which drops what it does not know.
    """


def no_javascript() -> None:
    """Nothing in the file runs, asks or sends.

    A leaflet that does something when it is opened is an attack, or looks like one and is blocked.

    Fix: build again; do not print from a file that someone else has changed.
    """


def no_external() -> None:
    """Nothing is fetched from outside, nothing is attached, and links open plain https addresses.

    A picture from the network tells its server who has opened the leaflet, and where.

    Fix: build again; for a link, correct the address in the region's or the service's file.
    """


def size_ceiling() -> None:
    """The file is small enough to be sent by mail and opened on an old phone.

    Where people pay for each megabyte, a large file is not opened.

    Fix: use a smaller logo; if it stays, report it with the language.
    """
