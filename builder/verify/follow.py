"""Follow the operators of a page (ISO 32000-1, table 51): what is shown and painted, where, and in which mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from builder.verify.fonts import Typeface
from builder.verify.lettering import Lettering
from builder.verify.operators import MOVE_AND_SHOW, PATH, Operand, Operators
from builder.verify.state import Followed, Matrix, Paused
from builder.verify.surface import Surface

Action = Callable[[list[Operand]], None]


def follow(surface: Surface, fonts: Mapping[str, int], faces: Sequence[Typeface], content: Operators) -> Followed:
    """Everything on one page; `fonts` are indices into `faces` by resource name."""
    following = Following(surface, fonts, faces)
    following.go(content)
    return following.end()


class Following:
    """One page, as far as its operators have been followed."""

    def __init__(self, surface: Surface, fonts: Mapping[str, int], faces: Sequence[Typeface]) -> None:
        self._surface = surface
        self._lettering = lettering = Lettering(surface, fonts, faces)
        self._going_on, self._ending = _within_line(surface, lettering), _ending_line(surface, lettering)

    def go(self, content: Operators) -> None:
        """Some more operators."""
        surface, flush = self._surface, self._lettering.flush
        going_on, ending = self._going_on, self._ending
        for operator, operands in content:
            try:
                if (action := going_on.get(operator)) is not None:
                    action(operands)
                elif (action := ending.get(operator)) is not None:
                    flush()
                    action(operands)
            except (IndexError, TypeError, ValueError, KeyError, AttributeError, OverflowError, ZeroDivisionError):
                surface.wrong(f"the operator {operator.decode()} has operands that it cannot have")

    def end(self) -> Followed:
        """The page ends."""
        self._lettering.flush()
        self._surface.close()
        return self._surface.found

    def pause(self) -> tuple[Paused, tuple[Matrix, float]] | None:
        """Where the page stands; None in the midst of a line or path."""
        surface, lettering = self._surface.pause(), self._lettering.pause()
        return (surface, lettering) if surface is not None and lettering is not None else None

    def go_on(self, paused: tuple[Paused, tuple[Matrix, float]]) -> None:
        """Begin where another page of the same beginning stood."""
        self._surface.go_on(paused[0])
        self._lettering.go_on(paused[1])


def _within_line(surface: Surface, lettering: Lettering) -> dict[bytes, Action]:
    """After these, text goes on in the same line and style. What is in neither table paints and places nothing."""
    return {
        **{b"q": surface.save, b"Q": surface.restore, b"w": surface.weigh},
        **dict.fromkeys((b"m", b"l", b"c", b"v", b"y"), surface.draw),
        **{PATH: surface.draw_path, b"re": surface.rectangle, b"n": surface.forget},
        **dict.fromkeys((b"f", b"F", b"f*"), surface.fill),
        **dict.fromkeys((b"S", b"s"), surface.stroke),
        **dict.fromkeys((b"B", b"B*", b"b", b"b*"), surface.fill_and_stroke),
        **{b"sh": surface.shade, b"Do": surface.draw_object, b"BI": surface.draw_image, b"BT": lettering.begin},
        **{b"Td": lettering.move, b"Tj": lettering.show, b"TJ": lettering.show_adjusted},
        MOVE_AND_SHOW: lettering.move_and_show,
    }


def _ending_line(surface: Surface, lettering: Lettering) -> dict[bytes, Action]:
    return {
        b"cm": surface.transform,
        **dict.fromkeys((b"g", b"rg", b"k"), surface.colour_fill),
        **dict.fromkeys((b"G", b"RG", b"K"), surface.colour_stroke),
        **dict.fromkeys((b"sc", b"scn"), surface.tint_fill),
        **dict.fromkeys((b"SC", b"SCN"), surface.tint_stroke),
        **{b"cs": surface.space_fill, b"CS": surface.space_stroke, b"gs": surface.look_up},
        **{b"BMC": surface.begin_mark, b"BDC": surface.begin_mark, b"EMC": surface.end_mark},
        **{b"ET": lettering.end, b"Tf": lettering.choose, b"Tr": lettering.render, b"Tc": lettering.space},
        **{b"Tz": lettering.stretch, b"TL": lettering.lead, b"Ts": lettering.rise, b"Tm": lettering.place},
        **{b"TD": lettering.move_and_lead, b"T*": lettering.next_line},
        **{b"'": lettering.show_on_next, b'"': lettering.show_on_next},
    }
