"""Codes of the command line and of the output folder."""


def internal_error() -> None:
    """The builder does what it is meant to do.

    It has met something that its authors did not foresee, so nothing it would have made can be trusted; no file is
    written.

    Fix: run the command again with `LEAFLET_DEBUG=1` before it, and report what it prints with the files it was run on.
    """


def cannot_write() -> None:
    """The output folder can be written and has room, and so can whatever a command speaks into.

    A file cut short would be printed as if it were whole; so it is written whole or not at all.

    Fix: free some space on the disk, or name a folder that you may write to with `-o DIR`.
    """


def output_removed() -> None:
    """Every file in the output folder can still be built.

    This one was built earlier, and now its leaflet has an error or its translation is no longer complete. An old sheet
    that lies among new ones is printed, with the old numbers.

    Fix: mend what the other findings name and build again; the file comes back.
    """


def language_left_out() -> None:
    """Every translation that has been begun is complete.

    A sheet with holes, or with sentences in a language that its reader does not know, hides the step that matters.

    Fix: translate what `leaflet build LEAFLET -l LANG` lists, or look at the gaps on paper with `--preview`.
    """


def unknown_name() -> None:
    """Every leaflet, language, region, layout, theme, service or code that a command names exists.

    A guess at what was meant could print the wrong country's numbers.

    Fix: take the name that is suggested, or one that `leaflet list` and `leaflet languages` show.
    """


def usage() -> None:
    """The options of a command go together.

    A command that does half of what it was asked leaves people believing in the other half.

    Fix: see the example at the end of `leaflet COMMAND --help`.
    """


def already_there() -> None:
    """A new file does not take the place of one that is there.

    The one that is there may be what people have checked and signed.

    Fix: choose another id, or edit the file that is named.
    """
