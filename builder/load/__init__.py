"""Loading: files become frozen values, or findings. The only package that imports yaml."""

from builder.load.file import load
from builder.load.library import Library

__all__ = ["Library", "load"]
