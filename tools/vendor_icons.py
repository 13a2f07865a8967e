"""Fetch the icons from Health Icons, flatten them and our own, write `layouts/icons/`.

Run by hand: `python tools/vendor_icons.py`. Needs `npm`, fontTools and skia-pathops; the
result is committed, so a build fetches nothing. Our own drawings are `tools/icons/*.svg`.
"""

import re
from pathlib import Path

from flatten_svg import Layer, flatten
from npm_package import NpmPackage

ICONS = Path(__file__).parents[1] / "layouts" / "icons"
OWN = Path(__file__).parent / "icons"
PACKAGE = "healthicons@2.0.0"

# Our id: the drawing's place in the package's filled style.
CHOSEN = {
    "alcohol": "nutrition/alcohol",
    "ambulance": "vehicles/ambulance",
    "baby": "people/baby_0203m",
    "bed": "devices/inpatient",
    "book": "objects/book",
    "brain": "body/neurology",
    "calendar": "objects/calendar",
    "chills": "conditions/chills",
    "cpr": "people/cpr",
    "door": "specialties/admissions",
    "drop": "body/blood_drop",
    "ear": "body/ear",
    "eye": "body/eye",
    "fever": "devices/fever",
    "hand": "people/refused",
    "heart": "symbols/heart",
    "heartbeat": "symbols/heartbeat",
    "home": "places/home",
    "hospital": "places/hospital",
    "info": "symbols/info",
    "lips": "body/mouth",
    "lock": "symbols/ui_secure",
    "lungs": "body/lungs",
    "medicine": "devices/medicine_bottle",
    "message": "symbols/communication",
    "nausea": "conditions/nausea",
    "no": "symbols/no",
    "pain": "conditions/pain",
    "people": "people/people",
    "person": "people/person",
    "phone": "objects/phone",
    "pills": "medications/pills_2",
    "place": "symbols/geo_location",
    "pregnant": "people/pregnant",
    "question": "symbols/question",
    "sad": "emotions/sad",
    "shield": "symbols/health",
    "sleepy": "emotions/sleepy",
    "stomach": "body/stomach",
    "stop": "symbols/stop",
    "sweating": "conditions/sweating",
    "syringe": "devices/syringe",
    "talk": "symbols/forum",
    "test-tube": "devices/test_tubes",
    "thermometer": "devices/thermometer",
    "vomit": "conditions/vomiting",
    "warning": "symbols/alert_triangle",
    "water": "objects/running_water",
    "yes": "symbols/yes",
}


def main() -> None:
    """Write every icon and the list of them."""
    for drawing in sorted(OWN.glob("*.svg")):
        _write(drawing.stem, drawing.read_text(encoding="utf-8"))
    with NpmPackage(PACKAGE) as package:
        for name, place in CHOSEN.items():
            _write(name, package.read(f"public/icons/svg/filled/{place}.svg").decode("utf-8"))
    (ICONS / "README.md").write_text(_readme(), encoding="utf-8")


def _write(name: str, drawing: str) -> None:
    paths = "\n".join(_path(layer) for layer in flatten(drawing))
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
    (ICONS / f"{name}.svg").write_text(f"{head}\n{paths}\n</svg>\n", encoding="utf-8")


def _path(layer: Layer) -> str:
    tone = f' data-tone="{layer.tone}"' if layer.tone else ""
    return f'<path fill="currentColor"{tone} fill-rule="evenodd" d="{layer.data}"/>'


def _readme() -> str:
    own = "\n".join(f"| `{file.stem}` | {_title(file)} |" for file in sorted(OWN.glob("*.svg")))
    chosen = "\n".join(f"| `{name}` | {place} |" for name, place in CHOSEN.items())
    template = (Path(__file__).parent / "icons_readme.md").read_text(encoding="utf-8")
    return template.replace("{own}", own).replace("{chosen}", chosen)


def _title(drawing: Path) -> str:
    found = re.search("<title>(.*?)</title>", drawing.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{drawing.name} has no <title>")
    return found[1]


if __name__ == "__main__":
    main()
