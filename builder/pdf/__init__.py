"""Paint: a finished sheet becomes the bytes of a PDF. The only package that knows ReportLab.

Left, right and upward y exist only here.
"""

from builder.pdf.painter import Finish, paint

__all__ = ["Finish", "paint"]
