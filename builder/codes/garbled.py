"""Codes of texts that nobody means to print."""


def foreign_markup() -> None:
    """The only markup of a text is `**bold**`; names and numbers of services and of lines of help have none.

    Tags, `&amp;`, links of Markdown, `*stars*` and backslashes come along when a text is copied from a web page or
    from another program. They are printed as they stand, and whoever reads them wonders what else went wrong.

    Fix: write the sign itself (`&`), and `**word**` for what is bold. In a translation that is right as it is, write
    `# allow foreign-markup: reason` above the message.
    """


def garbled_text() -> None:
    """Each letter is the one that was meant.

    Letters break on the way between programs: `Donâ€™t` was saved as UTF-8 and read as something else, `#N/A` is a cell
    that a spreadsheet could not compute, `1O` has a letter in place of a zero. A dose or a name that has become another
    looks finished on paper.

    Fix: type the word anew, or save the file it came from as UTF-8 and copy it again. In a translation that is right as
    it is, write `# allow garbled-text: reason` above the message.
    """


def stand_in_text() -> None:
    """A text says something to its readers.

    `TODO`, `[insert number]` and a lone question mark are notes to oneself, `%s` and `${number}` wait for a program;
    on paper they stand where help was meant.

    Fix: write the text, or leave its block out.
    """
