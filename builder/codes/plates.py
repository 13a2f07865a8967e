"""Codes of plates and what is struck from them."""


def no_imprint() -> None:
    """A sheet that is made for a service has a place for its name and number.

    People would hand the sheet out believing that the service is on it, and readers would not find it.

    Fix: take another layout, or give the leaflet a block of kind `imprint` in a section that this layout prints.
    """
