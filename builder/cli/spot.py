"""Inks as they are asked for on the command line."""

from __future__ import annotations

from builder.cli.report import Refusal
from builder.model.inks import Colouring, Spot


def spot_of(finish: str, colour: Colouring, written: str) -> Spot | None:
    """The spot ink that is asked for. Raises Refusal where options do not go together."""
    if colour == "cmyk" and finish != "press":
        raise Refusal("usage", "--colour cmyk is for print shops", "add --finish press")
    if not written:
        return None
    if colour != "cmyk":
        raise Refusal("usage", "--spot is an ink beside the four of a press", "add --finish press --colour cmyk")
    from builder.inks import BadSpot, read_spot

    try:
        return read_spot(written)
    except BadSpot as error:
        raise Refusal("usage", str(error)) from None
