"""Codes of binding: what stands between a file's fields and their values."""


def unknown_field() -> None:
    """A file has only fields that its kind knows.

    A misspelt field would be passed over: `saftey: true` would leave a text that can kill unguarded.

    Fix: take the name that is proposed; the hint lists all that may stand there.
    """


def missing_field() -> None:
    """Every field that a kind needs is given.

    Without it there would be a hole on the sheet, or a guess in place of a fact.

    Fix: add the field; `leaflet schema` lets editors propose it and say what it is for.
    """


def wrong_type() -> None:
    """A field has the kind of value it needs: a text, a list, a mapping, a number, true or false.

    A value read as another kind comes out as something else than was meant.

    Fix: see what is needed in the message. A list has a line `- ...` for each entry, or stands in brackets: `[a, b]`.
    """


def empty_value() -> None:
    """A field that is written has a value.

    An empty field is most often a text that was lost: after a blank, `#` begins a comment, so `ink: #14181f` is empty.

    Fix: write the value, in quotes when it begins with `#`, or delete the line.
    """


def unknown_choice() -> None:
    """A field with a fixed set of words has one of them.

    Another word would have no effect, and nobody would notice.

    Fix: take one of the words in the message.
    """


def bare_length() -> None:
    """A length has a unit.

    12 of what? A size read in the wrong unit is unreadable in print, or runs off the sheet.

    Fix: write `12pt`, `8mm`, `1.2cm` or `3.5in`.
    """


def bad_length() -> None:
    """A length is a number that is not negative, with one of the units pt, mm, cm, in.

    Screen units such as px have no fixed size on paper.

    Fix: write `12pt`, `8mm`, `1.2cm` or `3.5in`.
    """


def bad_colour() -> None:
    """A colour is written as '#rrggbb', in quotes.

    Names of colours mean different things to different programs, and contrast is computed from the number.

    Fix: write six hexadecimal digits after the #, and put them in quotes, since # begins a comment.
    """


def bad_id() -> None:
    """An id has lower-case letters, digits and hyphens, and begins with a letter.

    Ids become file names and translators' references; blanks, capitals and accents break on one system or another.

    Fix: take the name that is proposed.
    """


def bad_date() -> None:
    """A date is a day of the calendar as YYYY-MM-DD, and a review was not made on a day to come.

    03/09/2026 is March to some and September to others; a review that is overdue must not pass for one to come.

    Fix: year, month, day, with hyphens: 2026-03-09; the day on which somebody read the text, not one that is planned.
    """


def bad_address() -> None:
    """A web address begins with https:// and has no query, fragment or user name.

    QR codes are made from it. Without https others can read along; a query can tell who took which leaflet; an @ can
    lead to another site than the one that is read.

    Fix: use the plain address of the page on the operator's own domain.
    """


def duplicate_id() -> None:
    """An id is used once where it has to be unique.

    Translations hang on ids: with two of a name, one text would be printed in place of the other.

    Fix: rename the newer one; both places are named.
    """


def wrong_id() -> None:
    """A file calls itself by the name it is filed under.

    A copied file that still carries the old id would answer for another leaflet.

    Fix: write the folder's (or the file's) name after `id:`, or rename the folder.
    """


def unbalanced_bold() -> None:
    """Bold is opened and closed: `**word**`.

    A single pair of stars would be printed as stars in the middle of an instruction.

    Fix: close the bold, or delete the stars.
    """


def extends_circle() -> None:
    """A file that extends another does not come back to itself.

    In a circle no file has the last word, so no value is certain.

    Fix: delete `extends` from one of the files named.
    """


def unknown_reference() -> None:
    """What a file names exists: leaflets, regions, layouts, themes, icons, claims, roles, kinds of helplines.

    A reference that leads nowhere prints nothing: no drawing, no number, no source.

    Fix: take the name that is proposed, or add what is named.
    """


def uncited_statement() -> None:
    """Every statement names the claims it rests on, or says why there is nothing to cite.

    A sentence that nobody can trace is a sentence that nobody has checked, and readers act on these sentences.

    Fix: `claims: [A2]` on the block or on each entry, with ids from `leaflets/evidence/claims.yaml`; or `claims: none`
    and `because:` with the reason.
    """


def missing_reason() -> None:
    """`claims: none` says why.

    "Nothing to cite" is right for a greeting and wrong for a dose; the reason lets a clinician see which it is.

    Fix: add `because:` with a few words.
    """


def bad_font() -> None:
    """A file that a family of fonts names is a font with TrueType outlines, of one weight.

    With anything else in its place, each letter of each text would be missing; of a variable font, bold words
    as light as the others; of a font of emoji in colours, nothing would be on paper.

    Fix: name the static `.ttf` of the face in `layouts/fonts/fonts.yaml`; woff files are unpacked first.
    """


def out_of_range() -> None:
    """A number of a layout, a theme, a press or a stock is one that can be printed.

    Type of three points cannot be read, blocks without space run into one another, and a price below zero pays for the
    others.

    Fix: take a number between those that the hint names. What each field means, editors show from its JSON Schema
    (`leaflet schema`).
    """


def smallest_above_size() -> None:
    """A style's `smallest` is not above its `size`.

    The sheet is drawn at `size`; a floor above it would make every text too small from the start.

    Fix: lower `smallest`, or raise `size`.
    """


def panel_widths() -> None:
    """The columns of a layout are together as wide as what they stand in.

    Wider ones run off the paper; narrower ones leave a strip bare, and the folds come in the wrong places.

    Fix: let the widths add up, or leave out the `width` of one column: it has what the others leave.
    """


def panel_content() -> None:
    """A panel holds other panels, side by side or stacked, or it takes sections by their roles.

    What is said besides is not printed, and nobody would miss it; a panel that takes nothing stays white.

    Fix: give each panel one of `columns`, `rows` and `roles`; a `width` belongs to columns, `height: fit` to rows.
    Pages of a flowing layout are one panel with roles.
    """


def panel_too_small() -> None:
    """A panel has room for a line of text.

    Insets, gaps and columns of text can take all there is; each word would then be too wide for its column.

    Fix: make the panel larger, its `inset` or `gap` smaller, or set fewer columns.
    """


def text_at_edge() -> None:
    """Words keep clear of the paper's edge and of folds.

    Office printers leave 6 mm white, a guillotine and a fold are a millimetre or two off: what stands there is cut.

    Fix: give the panel, what it stands in or the layout a larger `inset`; `safe` is the least at an edge, 3 mm at a
    fold.
    """


def read_order() -> None:
    """Each panel has its place in reading order, or none has.

    Two panels in one place are read as they happen to stand: steps of a rescue before its signs.

    Fix: number all panels with `read`, each once, or leave it out everywhere.
    """


def two_draft_bars() -> None:
    """Where drafts have one bar a face, one panel carries it.

    A second bar is painted over the words of its panel, since room is kept for one.

    Fix: leave `draft: true` in one panel of each face, or write `draft: panels` for a bar in each.
    """


def fold_place() -> None:
    """A sheet is folded between the columns of a face, and each side of the sheet lies on the back of the other.

    A fold anywhere else is not drawn, not kept clear of words and not counted: the sheet would be handed out unfolded.

    Fix: `fold-after` belongs to columns that stand in `body` itself, but the last; sheets with two folded faces are
    printed on both sides and turned over an upright edge (`duplex`), as readers open them: over another, the inside
    would stand on its head.
    """


def folds_differ() -> None:
    """Both sides of a sheet are folded in the same places.

    They are one sheet of paper: where only one side is drawn for a fold, it runs through the words of the other.

    Fix: make the columns of the back, from its end edge, as wide as those of the front from its start edge.
    """


def endless_expression() -> None:
    """No regular expression can read one text in more ways than can be tried.

    Where a group repeats, and what stands in it can be taken for one turn or for several, each letter doubles the ways:
    the first text that comes near a match would keep the builder busy for longer than anybody waits.

    Fix: let each turn begin with what no other part of the group can read, or leave one of two repeats out:
    `(?:\\w+ )*` for `(?:\\w+ ?)*`, `[a-z ]+` for `(?:[a-z]+ ?)+`; name no word twice in a repeated choice.
    """


def cannot_edit() -> None:
    """A command that changes a YAML file changes what was asked for and nothing else.

    A fix that alters a neighbouring dose, or loses a comment that warns of one, does more harm than none.

    Fix: make the change by hand at the place named; the file is as it was.
    """


def comment_in_text() -> None:
    """A text is not cut short by a `#`.

    After a blank, `#` begins a comment: of `text: Rule #1` only `Rule` would be printed, and nothing would look wrong.

    Fix: put the whole text in quotes. Where a comment is meant, write a blank after the `#`.
    """
