"""Turns leaflets written in YAML into printed sheets in the reader's language and script."""

__version__ = "0.1.0"
