"""Follows every address of a library, on demand and never during a build: the only package that uses the network."""
