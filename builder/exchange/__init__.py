"""Messages on their way to translators and back: XLIFF, CSV and XLSX.

The only package that imports openpyxl, and that reads XML which comes from outside.
"""
