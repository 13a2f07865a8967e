"""Loading: files become frozen values, or findings. The only package that imports yaml."""

from builder.load.file import load
from builder.load.library import Library
from builder.load.references import check_references

__all__ = ["Library", "check_references", "load"]
