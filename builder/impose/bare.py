"""What copied objects carry besides what is drawn is left behind: programs' notes, addresses of other files.

Drawing programs put their own data and the name of the machine into pictures and forms; on paper none of it is seen.
"""

from __future__ import annotations

from typing import Final

from pikepdf import Dictionary, Name, Object, Pdf, Stream

# ISO 32000-1, 14.3.2, 14.5, 14.7.4.4, 14.11.7, 8.10.4 and 8.9.5.4: metadata, a program's own data, a place in a tree
# of structure that is not there, what to fetch in the object's place
_CARRIED: Final = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/StructParent", "/StructParents"),
    *("/OPI", "/Ref", "/Alternates"),
)


def lay_bare(target: Pdf) -> None:
    """Take it out of all that is drawn."""
    for each in target.objects:
        if isinstance(each, Stream) and (each.get("/Subtype") in (Name.Form, Name.Image) or "/PatternType" in each):
            _strip(each)
        elif isinstance(each, Dictionary) and each.get("/Type") in (Name.Font, Name.FontDescriptor, Name.OCG):
            _strip(each)
            for program in ("/FontFile", "/FontFile2", "/FontFile3"):
                if isinstance(each.get(program), Stream):
                    _strip(each[program])
        if isinstance(each, Dictionary | Stream):
            _strip_marks(each)
            _strip_marks(each.get("/Resources"))


def lacking(target: Pdf) -> list[str]:
    """Names of fonts whose outlines are not in the file: the printer puts its own in their place."""
    found = set()
    for each in target.objects:
        if not isinstance(each, Dictionary) or each.get("/Type") != Name.Font:
            continue
        # 9.5: a composite font leaves its outlines to a font below it, a Type 3 font draws them
        if each.get("/Subtype") in (Name.Type0, Name.Type3):
            continue
        descriptor = each.get("/FontDescriptor", Dictionary())
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            found.add(str(each.get("/BaseFont", "/without a name"))[1:])
    return sorted(found)


def _strip_marks(resources: Object | None) -> None:
    """What marks parts of the content (14.6.2): layout programs keep notes there on pictures that they placed."""
    listed = resources.get("/Properties") if isinstance(resources, Dictionary | Stream) else None
    for _, held in listed.items() if isinstance(listed, Dictionary) else ():
        if isinstance(held, Dictionary):
            _strip(held)


def _strip(held: Object) -> None:
    for key in _CARRIED:
        if key in held:
            del held[key]
