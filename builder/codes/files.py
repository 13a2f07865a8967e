"""Codes of reading: what stands between the disk and the text of a file."""


def missing_file() -> None:
    """Every file that is named exists.

    A leaflet without its region, or a region without its numbers, would go out with holes.

    Fix: check the spelling of the name, or create the file; `leaflet new` writes one to start from.
    """


def not_a_file() -> None:
    """What is read is an ordinary file.

    A folder has no text, and a device or pipe may never end.

    Fix: name the file itself, such as `leaflets/overdose/leaflet.yaml`.
    """


def unreadable_file() -> None:
    """Every file can be opened.

    What cannot be read cannot be checked, and a leaflet must never leave out what it could not read.

    Fix: give yourself the right to read the file (`chmod u+r FILE`), or copy it from where it can be read.
    """


def file_too_large() -> None:
    """A file stays under its limit: 2 MB for text, 100 KB for a drawing.

    The longest leaflet has 30 KB; a file a hundred times as long is another file under the wrong name.

    Fix: check that it is the right file; split a long list into several files.
    """


def empty_file() -> None:
    """A file has content.

    An empty file is what a broken save or copy leaves behind, and a leaflet made from it would be blank.

    Fix: restore the file, or delete it; `leaflet new` writes one to start from.
    """


def outside_project() -> None:
    """A file belongs to the project that names it: no link leads out of the project's folder.

    A leaflet whose text lies elsewhere changes without anyone seeing it in the project's history, and a link from a
    stranger's project could print your private files.

    Fix: copy the file into the project in place of the link.
    """


def wrong_encoding() -> None:
    """Files are saved as UTF-8.

    UTF-16 and UTF-32 look the same in an editor but are other bytes; read wrongly, every letter turns into signs.

    Fix: in the editor choose "Save with encoding" and UTF-8.
    """


def not_utf_8() -> None:
    """Every byte of a file belongs to a UTF-8 character.

    An old encoding such as Windows-1252 turns letters with accents into wrong ones, in a name or in a drug.

    Fix: open the file in the encoding it was saved in and save it as UTF-8; the place named is the first wrong byte.
    """


def byte_order_mark() -> None:
    """A file begins with its text, without a byte order mark.

    Some Windows programs put the mark there. It is passed over and does no harm here; other tools stumble over it.

    Fix: nothing needs to be done; "UTF-8 without BOM" in the editor takes it away.
    """


def control_character() -> None:
    """A file has no control characters but line ends.

    They are invisible in most editors and come from broken copies; on paper they would be empty boxes or lost letters.

    Fix: delete the character at the place named, or type the line again.
    """


def tab_indentation() -> None:
    """Lines are indented with spaces.

    YAML does not allow tabs there, since nobody can see how deep a tab is; a step could slip into the wrong list.

    Fix: replace each tab at the start of a line by two spaces for each level.
    """


def wrong_direction() -> None:
    """A language runs in the direction in which its own name is written.

    With the other, sentences begin on the wrong side, numbers and stops change places, and steps stand in the order in
    which nobody reads them.

    Fix: `direction: rtl` in `leaflets/languages.yaml` for what is written from right to left (Arabic, Hebrew, Thaana,
    N’Ko letters); leave it out for all others. Where the endonym is in other letters than the texts, mend the endonym.
    """


def bad_icon() -> None:
    """A drawing is flat: `<svg viewBox="0 0 W H">` with groups and filled paths, and nothing else.

    Strokes, transformations, styles, texts and pictures would be drawn wrong or not at all, and a sign that shows half
    of what it should misleads the reader who cannot read the words.

    Fix: in the drawing program turn strokes and shapes into paths, apply all transformations, and save as plain SVG.
    """


def bad_logo() -> None:
    """A logo is a sound PNG of at most 4 million pixels and 1 MB, or an SVG of paths.

    A damaged or enormous picture stops printers, and a file that is not what it says may be meant to do harm.

    Fix: export the logo again as PNG, about 600 pixels across, or as SVG without effects or text.
    """
