"""Paint: a finished sheet becomes the bytes of a PDF. The only package that knows ReportLab.

`builder.pdf.paint.paint` is the pass. Left, right and upward y exist only here.
"""
