"""Text becomes glyph runs: embedding levels, isolates, shaping and line breaks."""
