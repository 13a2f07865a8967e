"""The press: strikes services' imprints from plates. What plates and services share is made once."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import field

from builder.compose.begin import Resources
from builder.compose.details import Told
from builder.compose.fill import Filled, Filler, Found
from builder.diagnostics import Diagnostic, Findings
from builder.model.dataclass import dataclass
from builder.model.service import Service
from builder.model.sheet import Opening
from builder.pdf.alphabet import NO_ALPHABET, Alphabet
from builder.pdf.painter import colours_of
from builder.pdf.strip import Stencil, Strip
from builder.plates.plate import Plate
from builder.plates.strike import strike
from builder.text import Typesetter
from builder.text.memory import remember

# An order is struck service by service, so a strip is wanted again soon or never.
_MOST_STRIPS = 64
_MOST_STENCILS = 1024
_MOST_ALPHABETS = 256


@dataclass(frozen=True, slots=True)
class Made:
    """A service's details for one box, or None and what was found; and the same as painted."""

    filled: Filled | None
    strip: Strip | None
    findings: tuple[Diagnostic, ...]


@dataclass
class _New:
    """Details while they are made: of a service, for the box `at` of a plate."""

    plate: Plate
    at: int
    service: Service
    filler: Filler
    findings: Findings = field(default_factory=Findings)
    said: Told | None = None
    found: Found | None = None
    filled: Filled | None = None
    strip: Strip | None = None

    def made(self) -> Made:
        return Made(self.filled, self.strip, tuple(self.findings))

    @property
    def opening(self) -> Opening:
        return self.plate.openings[self.at]

    def tell(self) -> None:
        self.said = self.filler.tell(self.service, self.findings)

    def arrange(self) -> None:
        if self.said is not None:
            self.found = self.filler.arrange(self.opening, self.service, self.said, self.findings)

    def put(self) -> None:
        if self.said is not None and self.found is not None:
            self.filled = self.filler.put(self.opening, self.service, self.said, self.found)


def _key(plate: Plate, at: int, service: Service) -> Hashable:
    """What details depend on; a service by its identity, for it is large, and comes for all its sheets at once."""
    opening, box = plate.openings[at], plate.etched.boxes[at]
    size = (opening.box.width, opening.box.height, opening.code)
    label = opening.label
    return plate.family, plate.etched.lends.digest, at, size, label.value, label.lang, box.language, id(service)


class Press:
    """Strikes with one library's fonts and languages."""

    def __init__(self, typesetter: Typesetter, resources: Resources) -> None:
        self._typesetter = typesetter
        self._resources = resources
        self._fillers: dict[str, Filler] = {}
        self._alphabets: dict[Hashable, Alphabet] = {}
        self._stencils: dict[Hashable, Stencil] = {}
        # with the service, which so keeps its identity
        self._made: dict[Hashable, tuple[Service, Made]] = {}

    def strike(self, plate: Plate, service: Service, findings: Findings) -> bytes | None:
        """The PDF of a plate with a service's details, or None and findings."""
        made = self.details(plate, service)
        for each in made:
            findings.extend(each.findings)
        strips = [each.strip for each in made if each.strip is not None]
        return strike(plate.etched, strips) if len(strips) == len(made) else None

    def details(self, plate: Plate, service: Service) -> list[Made]:
        """What goes into each of the plate's boxes."""
        return self.details_of([(plate, service)])[0]

    def details_of(self, wanted: Sequence[tuple[Plate, Service]]) -> list[list[Made]]:
        """What goes into each of the boxes of each plate.

        What is not at hand is made step by step, each for all of them: what does the same again and again stays in the
        processor's caches.
        """
        keys = [[_key(plate, at, service) for at in range(len(plate.openings))] for plate, service in wanted]
        made: dict[Hashable, Made] = {}
        new: dict[Hashable, _New] = {}
        for (plate, service), listed in zip(wanted, keys, strict=True):
            for at, key in enumerate(listed):
                if key in self._made:
                    made[key] = self._made[key][1]
                elif key not in new:
                    new[key] = _New(plate, at, service, self._filler(plate))
        for step in (_New.tell, _New.arrange, _New.put, self._paint):
            for each in new.values():
                step(each)
        for key, each in new.items():
            made[key] = remember(self._made, key, (each.service, each.made()), most=_MOST_STRIPS)[1]
        return [[made[key] for key in listed] for listed in keys]

    def _filler(self, plate: Plate) -> Filler:
        filler = self._fillers.get(plate.family)
        if filler is None:
            filler = self._fillers[plate.family] = Filler(plate.stand, self._typesetter, self._resources)
        return filler

    def _paint(self, new: _New) -> None:
        if new.filled is not None:
            new.strip = self._strip(new.plate, new.at, new.filled, new.opening, new.filler)

    def _strip(self, plate: Plate, at: int, filled: Filled, opening: Opening, filler: Filler) -> Strip:
        """The details painted; as others of their pattern were, when that can be."""
        etched, box = plate.etched, plate.etched.boxes[at]
        key = (filled.pattern, plate.family, etched.lends.digest, at, box.language, etched.rtl, etched.linked)
        stencil = self._stencils.get(key)
        strip = stencil.again(filled.items, filled.tree) if stencil is not None else None
        if strip is not None:
            return strip
        made = Stencil(
            filled.items,
            filled.tree,
            opening.box.width,
            opening.box.height,
            language=box.language,
            rtl=etched.rtl,
            linked=etched.linked,
            at=at,
            colours=colours_of(etched.inks),
            alphabet=self._alphabet(plate, filler),
        )
        if filled.pattern is not None and stencil is None:
            remember(self._stencils, key, made, most=_MOST_STENCILS)
        return made.strip

    def _alphabet(self, plate: Plate, filler: Filler) -> Alphabet:
        """What the plate lends; nothing when letters have other codes here, for other fonts are installed."""
        lent = plate.etched.lends.digest
        # sheets of two layouts may lend the same, and the words above the details differ from one to the other here
        key = plate.family, lent, tuple([(opening.label.value, opening.label.lang) for opening in plate.openings])
        if key not in self._alphabets:
            alphabet = Alphabet(filler.alphabet(plate.openings))
            kept = alphabet if alphabet.digest == lent else NO_ALPHABET
            return remember(self._alphabets, key, kept, most=_MOST_ALPHABETS)
        return self._alphabets[key]
