"""Codes of printing on a press: themes, profiles and spot colours."""


def bad_ink() -> None:
    """A theme's `inks` and `spot` name its colours, in per cent that the paper can take.

    Too much ink does not dry: it sets off on the next sheet and makes letters run.

    Fix: take cyan, magenta and yellow back and put black in their place; all four together stay below `total-ink` of
    `layouts/press/default.yaml`.
    """


def bad_profile() -> None:
    """`layouts/press/default.yaml` names an ICC profile for output with four inks that lies beside it.

    Without the profile nobody can say what a mix of inks will look like, or how much ink the paper takes.

    Fix: ask the print shop for the CMYK output profile that it proofs with, and put it into `layouts/press`.
    """


def no_spot() -> None:
    """A spot colour prints colours of the theme, and the theme says which.

    A plate that is paid for and empty would come back from the print shop as a question, a day later.

    Fix: list the colours under `spot` in the theme, with the part of the ink in per cent, or leave `--spot` out.
    """
