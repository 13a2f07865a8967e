"""Puts the starter library, `leaflets/` and `layouts/`, into the wheel as `builder/starter/`."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithStarter(build_py):
    """Copies the library beside the package, so that an installed `leaflet build` works in any folder."""

    def run(self) -> None:
        super().run()
        # an editable install reads the checkout's own folders
        if getattr(self, "editable_mode", False):
            return
        starter = Path(self.build_lib) / "builder" / "starter"
        for name in ("leaflets", "layouts"):
            shutil.rmtree(starter / name, ignore_errors=True)
            shutil.copytree(name, starter / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))


setup(cmdclass={"build_py": BuildWithStarter})
