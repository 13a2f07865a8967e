"""Plates: a sheet compiled once with its imprint open, from which thousands of imprints are struck (DESIGN 10).

A struck PDF depends on edition, layout and service alone, never on what else is in the order.
"""
