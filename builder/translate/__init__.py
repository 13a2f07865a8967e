"""Translations: gettext catalogues are read, merged and written, and a leaflet becomes an edition in one language."""
