"""Codes of catalogues, editions and sign-off."""


def catalogue_syntax() -> None:
    """Every line of a translation file is in gettext's format.

    A quotation mark that does not close takes the last digit of a phone number with it, and no reader can see that.

    Fix: open the file in Poedit, or mend the line that the message names: inside a text a quotation mark or a backslash
    has a backslash before it. After a merge in git, delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`.
    """


def catalogue_language() -> None:
    """The header of a translation file names the language that its file name names.

    A file copied to start a new language prints the old language under the new one's name until every text is replaced.

    Fix: correct `Language:` in the header, or rename the file.
    """


def catalogue_header() -> None:
    """A translation file that is signed has a header.

    The sign-off is kept there; without it nothing would say who checked the text.

    Fix: copy the header of another language's file, the first entry with the empty `msgid`, and set its `Language:`.
    """


def missing_catalogue() -> None:
    """A leaflet, its region and the common words all have a translation file for the language.

    A sheet half in one language and half in another fails the reader at the step where it changes.

    Fix: `leaflet translate add LANG --region REGION` makes every file that a language lacks.
    """


def message_without_context() -> None:
    """Every translation says by its `msgctxt` which text it belongs to.

    The same English words can stand in two places that need two translations; without the context one would be guessed.

    Fix: copy the `msgctxt` of this text from another language's file.
    """


def message_plural() -> None:
    """No translation has plural forms.

    Leaflets hold no counted nouns, so nothing would choose the form, and the wrong one could be printed.

    Fix: delete `msgid_plural` and `msgstr[1]`, and write `msgstr[0]` as `msgstr`.
    """


def duplicate_message() -> None:
    """Every text is translated once in a file.

    Of two translations one would be printed, and the checker may have read the other.

    Fix: delete the one that is wrong.
    """


def missing_message() -> None:
    """Every text of an edition is translated.

    A gap, or a sentence in a language that the reader does not know, can hide the step that keeps someone alive.

    Fix: translate the message in the file that the finding names. `--preview` shows the sheet with the gaps marked.
    """


def stale_message() -> None:
    """Every translation was made from the source text as it is now.

    The source may have changed because a dose, a time or an order was wrong; an older translation still says it. For
    safety-critical texts this stops the build.

    Fix: compare `#|`, the old source text, with `msgid`, the new one; correct the translation and clear its `fuzzy`
    flag.
    """


def unknown_message() -> None:
    """Every translation belongs to a text that the source has.

    What hangs on nothing is never printed: a renamed block loses its translation this way without a word.

    Fix: if a block was renamed, give the message its new `msgctxt`; if the text is gone, delete the message.
    """


def unknown_placeholder() -> None:
    """Every placeholder is one that can be filled.

    A reader who finds `{emergency}` printed instead of a number has nobody to call.

    Fix: write the placeholder as the source text has it. Leaflets know `{emergency}`, `{naloxone.gap}`,
    `{naloxone.lasts}` and `{region}`.
    """


def stray_brace() -> None:
    """Braces stand only around placeholders, both of them.

    A placeholder with one brace missing is printed as it stands instead of the number it stands for.

    Fix: write `{emergency}` with both braces; use round brackets for remarks.
    """


def lost_placeholder() -> None:
    """A translation has every placeholder of its source.

    What stands in a placeholder is a number or a time that the reader needs, in a text that now leaves it out.

    Fix: put the placeholder where the sentence needs it, spelled as in the source.
    """


def added_placeholder() -> None:
    """A translation has no placeholder that its source has not.

    It would print a number or a time in a sentence that is about something else.

    Fix: delete it, or add it to the source text if the source should have it.
    """


def step_without_place() -> None:
    """Every step of a list that the region orders has a place in the region's order.

    Countries teach different orders on purpose; a step put anywhere may come too late.

    Fix: name the step's id in `steps:` of the region, or say with `only:` in which regions it is printed. An id such as
    `naloxone-injection` takes the place of `naloxone` unless the region names it itself.
    """


def unknown_language() -> None:
    """Every language that is asked for has an entry in `leaflets/languages.yaml`.

    Without one nothing says which fonts hold its letters, how its lines break and in which direction it runs.

    Fix: correct the tag, or add an entry; no Python is needed.
    """


def other_language() -> None:
    """A file with translations is taken into the language that it was made for, and is written in its letters.

    One wrong word on the command line would put one language in the place of another, on every sheet at once.

    Fix: import it into its own language, as the hint says. If the language is written in these letters too, say so:
    `script` in `leaflets/languages.yaml`, or `scripts` in its file of `leaflets/writing`.
    """


def bad_signature() -> None:
    """Whoever signs a text is named with name and role.

    An approval without a person behind it is none: nobody could be asked about it.

    Fix: give the full name, and for a clinician what entitles them, each in one line.
    """


def not_ready_to_sign() -> None:
    """What a checker signs is complete and translated from today's source text.

    A signature under gaps or under older statements would vouch for what nobody has read.

    Fix: translate or correct the messages that are named, then sign.
    """


def approvals_form() -> None:
    """`approvals.yaml` ends with its list of approvals, so that one can be added without touching the others.

    An approval that is changed or lost leaves a sheet unsigned, or signed by nobody.

    Fix: bring the file back into the form that `leaflet approve` writes, or move it away and sign again.
    """
