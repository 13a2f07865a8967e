"""Read files out of a package of the npm registry, at a fixed version."""

import subprocess
import tarfile
import tempfile
from pathlib import Path


class NpmPackage:
    """The files of one package (`name@version`), fetched into a folder that is gone afterwards."""

    def __init__(self, specifier: str) -> None:
        self._specifier = specifier

    def __enter__(self) -> "NpmPackage":
        self._folder = tempfile.TemporaryDirectory()
        # npm compares the archive with the digest the registry keeps for that version.
        subprocess.run(
            ["npm", "pack", self._specifier, "--silent"],
            cwd=self._folder.name,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (archive,) = Path(self._folder.name).glob("*.tgz")
        self._archive = tarfile.open(archive)
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()
        self._folder.cleanup()

    def read(self, path: str) -> bytes:
        """The bytes of one file; raises KeyError if the package lacks it."""
        member = self._archive.extractfile(f"package/{path}")
        if member is None:
            raise KeyError(f"{path} is not a file")
        return member.read()
