"""What the file says about itself: XMP (ISO 16684-1) and the information dictionary, which agree."""

from __future__ import annotations

from builder.model.sheet import Sheet
from builder.pdf.operands import text_string

# ISO 19005-2, 6.6.2.3.2: a schema that PDF/A does not know is described in the file; PDF/UA's identifier is one.
_UA_SCHEMA = (
    "<pdfaExtension:schemas><rdf:Bag>"
    '<rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>"
)
_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


def describe(sheet: Sheet) -> bytes:
    """The XMP packet: title and description in the sheet's language, no author, no date but the sheet's own."""
    namespaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items() if prefix != "rdf")
    dates = f"<xmp:CreateDate>{sheet.date}</xmp:CreateDate><xmp:ModifyDate>{sheet.date}</xmp:ModifyDate>"
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{_NAMESPACES["rdf"]}"><rdf:Description rdf:about=""{namespaces}>'
        f"{_alternatives('title', sheet.title, sheet.language)}"
        f"{_alternatives('description', sheet.description, sheet.language)}"
        f"<dc:language><rdf:Bag><rdf:li>{_escaped(sheet.language)}</rdf:li></rdf:Bag></dc:language>"
        f"{dates if sheet.date else ''}"
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>"
        f"{_UA_SCHEMA}</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="r"?>'
    )
    return packet.encode()


def inform(sheet: Sheet, *, trapped: bool = False) -> bytes:
    """The information dictionary, for readers that look nowhere else (browsers show its title): title and dates.

    `trapped`: print shops are told that colours which touch do not overlap (ISO 32000-1, 14.11.6).
    """
    made = b"<</Title" + text_string(sheet.title)
    if sheet.date:
        day = f"(D:{sheet.date.replace('-', '')})"
        made += f"/CreationDate{day}/ModDate{day}".encode()
    return made + (b"/Trapped/False>>" if trapped else b">>")


def _escaped(text: str) -> str:
    # xml.sax.saxutils would do, and takes 16 ms to import.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _alternatives(term: str, text: str, language: str) -> str:
    """A language alternative. The x-default comes first and says the same (ISO 16684-1, 8.2.2.4)."""
    if not text:
        return ""
    tags = ("x-default", _escaped(language))
    entries = "".join(f'<rdf:li xml:lang="{tag}">{_escaped(text)}</rdf:li>' for tag in tags)
    return f"<dc:{term}><rdf:Alt>{entries}</rdf:Alt></dc:{term}>"
