"""What `pip install .` brings: the library travels inside the wheel and is found there, in any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content in a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    # links, so that what building leaves behind is not left in the repository
    for name in ("builder", "leaflets", "layouts", "pyproject.toml", "setup.py", "README.md", "LICENSE"):
        (source / name).symlink_to(ROOT / name)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(source)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_the_wheel_holds_the_library_and_its_licences(installed: Path) -> None:
    starter = installed / "builder/starter"
    for folder in ("leaflets", "layouts"):
        ours = {path.relative_to(ROOT) for path in (ROOT / folder).rglob("*.yaml")}
        assert ours
        assert {path.relative_to(starter) for path in (starter / folder).rglob("*.yaml")} >= ours
    assert list((starter / "layouts/fonts").glob("*.ttf"))
    (information,) = installed.glob("*.dist-info")
    licences = {path.name for path in (information / "licenses").rglob("*") if path.is_file()}
    assert "LICENSE" in licences
    assert "NotoSans-OFL.txt" in licences
    assert list((starter / "layouts/press").glob("*.icc"))
    assert "ISOcoated_v2_300_bas-zlib.txt" in licences
    assert (installed / "builder/py.typed").is_file()
    assert not (installed / "tests").exists()


def test_an_installed_builder_builds_in_any_folder(installed: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    for words in (["build", "overdose", "-l", "en"], ["init", "ours"], ["new", "theme", "ours"]):
        ended = subprocess.run(
            [sys.executable, "-m", "builder.cli", *words], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "output/overdose-en-us-letter-trifold-draft.pdf").is_file()
    assert (tmp_path / "ours/leaflets/overdose/leaflet.yaml").is_file()
    assert not (tmp_path / "ours/layouts/fonts").exists()
