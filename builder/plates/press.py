"""The press: strikes services' imprints from plates. What plates and services share is made once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from builder.compose.begin import Resources
from builder.compose.fill import Filled, Filler
from builder.diagnostics import Diagnostic, Findings
from builder.model.dataclass import dataclass
from builder.model.service import Service
from builder.pdf.alphabet import NO_ALPHABET, Alphabet
from builder.pdf.painter import colours_of
from builder.pdf.strip import Strip, paint_strip
from builder.plates.plate import Plate
from builder.plates.strike import strike
from builder.text import Typesetter

# An order is struck service by service, so a strip is wanted again soon or never.
_MOST_STRIPS = 64


@dataclass(frozen=True, slots=True)
class Made:
    """A service's details for one box, or None and what was found; and the same as painted."""

    filled: Filled | None
    strip: Strip | None
    findings: tuple[Diagnostic, ...]


class Press:
    """Strikes with one library's fonts and languages."""

    def __init__(self, typesetter: Typesetter, resources: Resources) -> None:
        self._typesetter = typesetter
        self._resources = resources
        self._fillers: dict[str, Filler] = {}
        self._alphabets: dict[str, Alphabet] = {}
        self._made: OrderedDict[Hashable, Made] = OrderedDict()

    def strike(self, plate: Plate, service: Service, findings: Findings) -> bytes | None:
        """The PDF of a plate with a service's details, or None and findings."""
        made = self.details(plate, service)
        for each in made:
            findings.extend(each.findings)
        strips = [each.strip for each in made if each.strip is not None]
        return strike(plate.etched, strips) if len(strips) == len(made) else None

    def details(self, plate: Plate, service: Service) -> list[Made]:
        """What goes into each of the plate's boxes."""
        return [self._details(plate, at, service) for at in range(len(plate.openings))]

    def _details(self, plate: Plate, at: int, service: Service) -> Made:
        opening, box = plate.openings[at], plate.etched.boxes[at]
        size = (opening.box.width, opening.box.height, opening.code)
        key = (
            plate.family,
            plate.etched.lends.digest,
            at,
            size,
            opening.label.value,
            opening.label.lang,
            box.language,
            service,
        )
        made = self._made.get(key)
        if made is not None:
            self._made.move_to_end(key)
            return made
        filler = self._fillers.get(plate.family)
        if filler is None:
            filler = self._fillers[plate.family] = Filler(plate.stand, self._typesetter, self._resources)
        findings = Findings()
        filled, strip = filler.fill(opening, service, findings), None
        if filled is not None:
            strip = paint_strip(
                filled.items,
                filled.tree,
                opening.box.width,
                opening.box.height,
                language=box.language,
                rtl=plate.etched.rtl,
                linked=plate.etched.linked,
                at=at,
                colours=colours_of(plate.etched.inks),
                alphabet=self._alphabet(plate, filler),
            )
        made = self._made[key] = Made(filled, strip, tuple(findings))
        if len(self._made) > _MOST_STRIPS:
            self._made.popitem(last=False)
        return made

    def _alphabet(self, plate: Plate, filler: Filler) -> Alphabet:
        """What the plate lends; nothing when letters have other codes here, for other fonts are installed."""
        lent = plate.etched.lends.digest
        if lent not in self._alphabets:
            alphabet = Alphabet(filler.alphabet(plate.openings))
            self._alphabets[lent] = alphabet if alphabet.digest == lent else NO_ALPHABET
        return self._alphabets[lent]
