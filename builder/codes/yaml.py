"""Codes of YAML: what stands between a file's text and its fields."""


def yaml_syntax() -> None:
    """A file is YAML.

    Where YAML ends and guessing begins, a sentence can lose its second half without a trace.

    Fix: most slips are one of four. Put a text with a colon or a leading star in quotes. Write a space after the
    colon of a field. Close every quotation mark. Begin the fields of one thing in one column.
    """


def too_deep() -> None:
    """Nesting stays under 50 levels.

    No leaflet needs ten; thousands of open brackets are an accident or an attack on the program that reads them.

    Fix: look for brackets that are never closed.
    """


def too_many_values() -> None:
    """A file holds at most 100,000 values.

    A file of that size is not a leaflet, and reading it would block the builder for everyone else.

    Fix: check that it is the right file; split a long list into several files.
    """


def several_documents() -> None:
    """A file holds one document.

    Everything after a line `---` would be passed over, and what is passed over is not printed.

    Fix: delete the line `---`, or move what follows into a file of its own.
    """


def duplicate_key() -> None:
    """A field is given once.

    Of two values YAML programs silently keep one; the other may be the correction somebody made.

    Fix: delete one of the two; both places are named.
    """


def anchor_or_alias() -> None:
    """Files have no anchors (`&name`) and aliases (`*name`).

    They let one change alter texts elsewhere unseen, and a few lines of them can grow to fill the memory.

    Fix: write the value out where it is needed. A text that begins with `*` or `&` must be in quotes.
    """


def yaml_tag() -> None:
    """Files have no tags (`!name`).

    Tags tell YAML programs to make things other than text out of text; here every value is what its field says.

    Fix: delete the tag. A text that begins with `!` must be in quotes.
    """


def too_many_findings() -> None:
    """A file with more than a hundred findings is not read on.

    The rest would most likely repeat the first ones.

    Fix: mend what is named and run the command again.
    """
