"""Pages as form XObjects of another file: their content as it stands, with what it draws with."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from builder.impose.content import content_of
from builder.impose.reach import Opened, inherited
from builder.impose.source import Sheetside, Source


class Forms:
    """The pages that have been brought into a file, each once."""

    def __init__(self, target: Pdf) -> None:
        self._target = target
        self._made: dict[tuple[int, str], Any] = {}
        self._resources: dict[tuple[int, str], Any] = {}

    def form(self, source: Source, side: Sheetside) -> Any:
        """The page as an object of the target. Raises Unreadable when its content cannot be unpacked."""
        key = id(source), side.reference
        if key not in self._made:
            self._made[key] = self._bring(source, side)
        return self._made[key]

    def _bring(self, source: Source, side: Sheetside) -> Any:
        objects = source.objects
        # 8.10.1: a form is content of its own, with the resources and the group that the page had
        made = self._target.make_stream(content_of(objects, side.reference))
        made.Type, made.Subtype = Name.XObject, Name.Form
        made.BBox = Array([round(each, 4) for each in side.bleed_box])
        made.Resources = self._resources_of(source, side.reference)
        if objects.dictionary(objects.dictionary(side.reference).get("/Group")):
            group = self._copied(objects, objects.object(side.reference).Group)
            # 11.6.6: a page's group is isolated, whatever it says; a form's is when it says so
            group.I = True
            made.Group = group
        return made

    def _resources_of(self, source: Source, page: str) -> Any:
        objects = source.objects
        holder, value = inherited(objects, page, "/Resources")
        if not isinstance(value, dict):
            return Dictionary()
        key = id(source), holder
        if key not in self._resources:
            resources = self._copied(objects, objects.object(holder)["/Resources"])
            self._resources[key] = resources
            for form in resources.get("/XObject", Dictionary()).values():
                # 7.8.3: a form without resources draws with those of the page that it is on
                if form.get("/Subtype") == Name.Form and "/Resources" not in form:
                    form.Resources = resources
        return self._resources[key]

    def _copied(self, objects: Opened, thing: Any) -> Any:
        return self._target.copy_foreign(objects.indirect(thing))
