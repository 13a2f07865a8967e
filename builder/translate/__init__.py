"""Translations: gettext catalogues are read, merged and written, and a leaflet becomes an edition in one language.

The only package that imports polib and Babel.
"""

from builder.translate.catalogue import read_catalogue
from builder.translate.edition import translate
from builder.translate.parts import available

__all__ = ["available", "read_catalogue", "translate"]
