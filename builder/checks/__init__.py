"""Checks of what the passes leave standing: translations beside their sources."""
