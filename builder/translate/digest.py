"""Digests of what is printed: a sign-off holds for one digest, and an edition's code is a short one.

Both are SHA-256 over a canonical form (JSON, UTF-8, keys sorted, no spaces) of the texts with their placeholders filled
and of the facts: the leaflet with its conditions decided, the region, the common words, the sources. Left out is what
says how far something can be trusted, who has seen it, or where it is set: see `NOT_SAID`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING

from builder.model.leaflet import Leaflet
from builder.model.region import Region
from builder.model.source import Text
from builder.model.words import CommonWords
from builder.translate.citations import Citations

if TYPE_CHECKING:
    from builder.translate.catalogue import Catalogue

NOT_SAID = frozenset(
    {
        # where it was written, how far it is trusted
        *("span", "state", "safety"),
        # how a fact came to be known
        *("status", "url_status", "source", "caveat", "confirmed", "law_confirmed", "seen", "seen_note", "seen_on"),
        # who looked at it; the approval itself sets the date of review
        *("reviewed", "because", "wording_ok", "terms_ok"),
        # where it is set
        *("layouts", "roles", "short_of", "optional", "only", "order", "paper", "listed", "varieties"),
    }
)
"""Fields that no digest covers. `only` and `order` are left out because their effect is covered: what is printed."""

_EMPTY = (None, "", (), False)
"""Not written, so that a field that is new in the schema and not used voids nothing."""

_FORM = 1
"""Raised when the canonical form changes, so that no old digest fits by accident."""

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def facts(leaflet: Leaflet, region: Region, words: CommonWords, cited: Citations) -> str:
    """64 hexadecimal digits that change with anything but the texts: what is printed, in which order, on which word.

    They are the same in every language.
    """
    return _sha256([_FORM, *map(_said, (leaflet, region, words, cited.sources, cited.footnotes))])


def digest(facts: str, language: str, texts: Sequence[Text]) -> str:
    """64 hexadecimal digits that change with any text or fact that an edition prints; `texts` are filled."""
    return _sha256([_FORM, facts, language, [[text.id, text.value] for text in texts]])


def code(digest: str) -> str:
    """Six letters and digits for the foot: the digest's first 30 bits in Crockford's base 32 (without I, L, O, U)."""
    bits = int(digest[:8], 16) >> 2
    return "".join(_CROCKFORD[bits >> shift & 31] for shift in range(25, -1, -5))


def catalogue_digest(catalogue: Catalogue) -> str:
    """64 hexadecimal digits that change with any message of a catalogue: its context, source or translation."""
    return _sha256([_FORM, sorted([entry.context, entry.msgid, entry.msgstr] for entry in catalogue.entries.values())])


def _sha256(said: object) -> str:
    written = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # a lone surrogate cannot be printed, but it must not stop a digest either
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def _said(value: object) -> object:
    if isinstance(value, Text):
        return value.id
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, (tuple, list)):
        return [_said(part) for part in value]
    if isinstance(value, Mapping):
        return {str(key): _said(part) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        parts = {name: part for name in _names(kind) if (part := getattr(value, name)) not in _EMPTY}
        return {"is": kind.__name__} | {name: _said(part) for name, part in parts.items()}
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in NOT_SAID)
