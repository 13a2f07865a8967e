"""Text becomes glyph runs: embedding levels, isolates, shaping and line breaks."""

from builder.text.faces import FontBook, FontFace
from builder.text.shape import Typesetter
from builder.text.shaped import ShapedText

__all__ = ["FontBook", "FontFace", "ShapedText", "Typesetter"]
