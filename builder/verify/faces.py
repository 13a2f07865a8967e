"""The fonts of a file, numbered as they are met; one that was met before in another file is not read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from builder.verify.fonts import Typeface
from builder.verify.memory import Memory
from builder.verify.objects import Objects, Value

if TYPE_CHECKING:
    from builder.verify.origin import Origin

_known: Final = Memory[Typeface](4_000_000)


class Faces:
    """The fonts of one file."""

    def __init__(self, objects: Objects, origin: Origin | None) -> None:
        self._objects = objects
        self._origin = origin
        self._numbers: dict[str, int] = {}
        self.faces: list[Typeface] = []

    def numbers(self, resources: dict[str, Value]) -> dict[str, int]:
        """Resource name -> number."""
        found = {}
        for name, reference in self._objects.dictionary(resources.get("/Font")).items():
            key = reference if isinstance(reference, str) else f"{name} of its own"
            if key not in self._numbers:
                self._numbers[key] = len(self.faces)
                self.faces.append(self._typeface(reference))
            found[name] = self._numbers[key]
        return found

    def _typeface(self, reference: Any) -> Typeface:
        key = self._origin.object(reference) if isinstance(reference, str) and self._origin is not None else None
        if key is None:
            return Typeface(self._objects, reference)
        face = _known.find(key)
        if face is None:
            face = Typeface(self._objects, reference)
            _known.keep(key, face, face.weight)
        return face
