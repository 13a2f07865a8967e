"""Follow the operators of a page (ISO 32000-1, table 51): what is shown and painted, where, and in which mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from builder.verify.fonts import Typeface
from builder.verify.lettering import Lettering
from builder.verify.operators import Operand, Operators
from builder.verify.surface import Followed, Surface

Action = Callable[[list[Operand]], None]


def follow(surface: Surface, fonts: Mapping[str, int], faces: Sequence[Typeface], content: Operators) -> Followed:
    """Everything on one page; `fonts` are indices into `faces` by resource name."""
    lettering = Lettering(surface, fonts, faces)
    do = _actions(surface, lettering)
    for operator, operands in content:
        action = do.get(operator)
        if action is None:
            continue
        try:
            action(operands)
        except (IndexError, TypeError, ValueError, KeyError, AttributeError, OverflowError, ZeroDivisionError):
            surface.wrong(f"the operator {operator} has operands that it cannot have")
    lettering.flush()
    surface.close()
    return surface.found


def _actions(surface: Surface, lettering: Lettering) -> dict[str, Action]:
    """What is not here paints nothing and places nothing."""
    return {
        **{"q": surface.save, "Q": surface.restore, "w": surface.weigh},
        **dict.fromkeys(("m", "l", "c", "v", "y"), surface.draw),
        **{"re": surface.rectangle, "n": surface.forget},
        **dict.fromkeys(("f", "F", "f*"), surface.fill),
        **dict.fromkeys(("S", "s"), surface.stroke),
        **dict.fromkeys(("B", "B*", "b", "b*"), surface.fill_and_stroke),
        **{"sh": surface.shade, "Do": surface.draw_object, "BI": surface.draw_image, "BT": lettering.begin},
        # after these text goes on in the same line and style
        **{"Td": lettering.move, "Tj": lettering.show, "TJ": lettering.show_adjusted},
        # and these end it
        **{
            operator: _ending(lettering, action)
            for operator, action in {
                "cm": surface.transform,
                **dict.fromkeys(("g", "rg", "k", "sc", "scn"), surface.colour_fill),
                **dict.fromkeys(("G", "RG", "K", "SC", "SCN"), surface.colour_stroke),
                **{"BMC": surface.begin_mark, "BDC": surface.begin_mark, "EMC": surface.end_mark},
                **{"ET": lettering.end, "Tf": lettering.choose, "Tr": lettering.render, "Tc": lettering.space},
                **{"Tz": lettering.stretch, "TL": lettering.lead, "Ts": lettering.rise, "Tm": lettering.place},
                **{"TD": lettering.move_and_lead, "T*": lettering.next_line},
                **{"'": lettering.show_on_next, '"': lettering.show_on_next},
            }.items()
        },
    }


def _ending(lettering: Lettering, action: Action) -> Action:
    def act(operands: list[Operand]) -> None:
        lettering.flush()
        action(operands)

    return act
