"""Drawings are parsed and written anew from a list of what may stay: whatever would run, fetch or multiply is refused."""

from __future__ import annotations

from base64 import b64decode, b64encode
from io import BytesIO
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from support.images import SECRET, SVG, saved, scene

from generator.images.examine import examined
from generator.images.formats.kinds import FlawedImageError
from generator.images.svg.clean import stripped_svg
from generator.images.svg.names import ELEMENTS
from generator.images.svg.names import SVG as NAMESPACE

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:x="http://www.w3.org/2000/svg" xmlns:ev="http://www.w3.org/2001/xml-events">'
NOTED = saved(scene((20, 20)), "JPEG", comment="SecretComment")


def drawing(inside: str) -> bytes:
    return f"{HEAD}\n{inside}</svg>".encode()


REFUSED = {
    "a script": "<script>alert(1)</script>",
    "a script by reference": '<script xlink:href="https://a.example/x.js"/>',
    "a script under another prefix": "<x:script>alert(1)</x:script>",
    "a script in capitals": "<SCRIPT>alert(1)</SCRIPT>",
    "a script of HTML": "<h:script>alert(1)</h:script>",
    "a frame of HTML": '<h:iframe srcdoc="&lt;script>alert(1)&lt;/script>"/>',
    "HTML in a box": '<foreignObject><h:body onload="alert(1)"/></foreignObject>',
    "an empty box for HTML": "<foreignObject/>",
    "another language": '<a:b xmlns:a="urn:a"/>',
    "no language": '<b xmlns=""/>',
    "MathML": '<math xmlns="http://www.w3.org/1998/Math/MathML"/>',
    "a handler": '<rect onload="alert(1)"/>',
    "a handler in capitals": '<rect ONCLICK="alert(1)"/>',
    "a handler of XML events": '<rect ev:event="load"/>',
    "a listener": '<handler type="application/ecmascript"/>',
    "a link that runs": '<a href="javascript:alert(1)"><text>x</text></a>',
    "a link written in characters": '<a href="java&#115;cript:alert(1)"/>',
    "a link with blanks": '<a xlink:href=" java&#9;script&#10;:alert(1)"/>',
    "a link elsewhere": '<a href="https://a.example/"/>',
    "a link to data": '<a href="data:text/html,x"/>',
    "an image elsewhere": '<image href="https://a.example/x.png"/>',
    "an image beside": '<image xlink:href="x.png"/>',
    "an image without a scheme": '<image href="//a.example/x.png"/>',
    "a drawing inside": '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    "a page inside": '<image href="data:text/html;base64,PHN2Zy8+"/>',
    "no image inside": '<image href="data:image/png;base64,PHN2Zy8+"/>',
    "a broken image inside": f'<image href="data:image/jpeg;base64,{b64encode(NOTED[:99]).decode()}"/>',
    "an image used": '<use href="data:image/png;base64,AAAA"/>',
    "a drawing elsewhere": '<use href="other.svg#a"/>',
    "a filter that fetches": '<filter id="f"><feImage href="https://a.example/x.png"/></filter>',
    "an import": "<style>@import url(https://a.example/x.css);</style>",
    "an import in words": "<style>@import 'https://a.example/x.css';</style>",
    "an import in escapes": "<style>@\\69mport 'x.css';</style>",
    "a font": "<style>@font-face { font-family: a; src: url(https://a.example/x) }</style>",
    "a style that fetches": "<style>rect { fill: url(https://a.example/#x) }</style>",
    "a style that fetches in escapes": "<style>rect { background: \\75rl(https://a.example/) }</style>",
    "a style that fetches in quotes": '<style>rect { background: url("https://a.example/") }</style>',
    "a style that fetches by name": "<style>rect { background: image-set('https://a.example/x' 1x) }</style>",
    "a style that runs": "<style>rect { width: expression(alert(1)) }</style>",
    "a style with a binding": "<style>rect { -moz-binding: url(#x) }</style>",
    "a style with a behaviour": '<rect style="behavior: url(#x)"/>',
    "a style inside a rule": "<style>@media screen { rect { fill: url(x.svg#a) } }</style>",
    "a style cut off": "<style>rect { fill: url(https://a.example/</style>",
    "markup in a style": "<style><![CDATA[</style><script>alert(1)</script>]]></style>",
    "an attribute that fetches": '<rect fill="url(https://a.example/x#a)"/>',
    "an attribute that fetches in escapes": '<rect fill="u\\72l(https://a.example/x#a)"/>',
    "a mask elsewhere": "<rect mask=\"url('other.svg#a')\"/>",
    "a cursor": '<rect style="cursor: url(https://a.example/x.cur), auto"/>',
    "an animated handler": '<set attributeName="onmouseover" to="alert(1)"/>',
    "an animated link": '<a><animate attributeName="href" values="javascript:alert(1)"/></a>',
    "an animated link by prefix": '<a><animate attributeName="xlink:href" to="javascript:alert(1)"/></a>',
    "an animated link with blanks": '<a><set attributeName=" href " to="javascript:alert(1)"/></a>',
    "an animated address": '<rect><animate attributeName="fill" to="url(https://a.example/#x)"/></rect>',
    "an instruction": '<?xml-stylesheet type="text/xsl" href="x.xsl"?>',
    "any instruction": "<g><?php echo 1 ?></g>",
    "an included file": '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
    "what is cut off": "<g>",
    "an unknown entity": "<text>&nbsp;</text>",
    "film": '<video xlink:href="x.mp4"/>',
    "a drawing of the next version": '<iframe href="https://a.example/"/>',
    "discard": '<discard href="#a"/>',
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_runs_fetches_or_is_another_language_is_refused_with_its_line(name: str) -> None:
    with pytest.raises(FlawedImageError) as refused:
        stripped_svg(drawing(REFUSED[name]))
    flaw = refused.value.flaw
    assert flaw.code == "E214" and flaw.line >= 2 and flaw.what and flaw.hint, flaw


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml-stylesheet type="text/xsl" href="data:text/xml,%3Cx/%3E"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        f"{HEAD}</svg>".encode("utf-16"),
        b'<?xml version="1.0" encoding="UTF-7"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<!DOCTYPE svg [<!ENTITY a "&#60;script>">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<!doctype svg [ ]><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"<svg><rect/></svg>",
        b'<g xmlns="http://www.w3.org/2000/svg"/>',
        b'<x:svg xmlns:x="http://www.w3.org/1999/xhtml"/>',
        b"<svg xmlns='http://www.w3.org/2000/svg'",
        b"<svg \0>",
    ],
)
def test_a_file_that_hides_something_around_its_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(FlawedImageError):
        stripped_svg(data)


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="9" height="9" fill="url(#a)" style="fill: url(\'#a\'); stroke: red"/>',
        '<defs><g id="a"><circle r="1"/></g></defs><use href="#a" x="1"/><use xlink:href="#a" y="2"/>',
        "<style>.a { fill: #f00 } @media print { .a { fill: #000 } }</style>",
        '<animate attributeName="opacity" values="0;1" dur="2s" repeatCount="indefinite"/>',
        '<text x="1" y="2" direction="rtl" xml:lang="ar">نص <tspan font-weight="bold">غليظ</tspan></text>',
        '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter>',
        '<linearGradient id="g" gradientTransform="rotate(45)"><stop offset="0" stop-color="rgb(1,2,3)"/></linearGradient>',
        '<path d="M7 3h13l6 6v20H7z" transform="translate(1 2) scale(2)"/>',
    ],
)
def test_what_only_draws_stays_word_for_word(inside: str) -> None:
    data = drawing(inside)
    shown, given_ = (etree.fromstring(one) for one in (stripped_svg(data), data))
    assert [(one.tag, dict(one.attrib), one.text) for one in shown.iter()] == [
        (one.tag, dict(one.attrib), one.text) for one in given_.iter()
    ]


def test_a_map_of_thousands_of_styled_lines_stays() -> None:
    line = '<path style="fill:#fff0e0;stroke:#646464;stroke-width:0.5;stroke-linejoin:round" transform="matrix(1,0,0,1,2,3)" d="M1 2"/>'
    assert stripped_svg(drawing(line * 4_000)).count(b"<path") == 4_000
    with pytest.raises(FlawedImageError):
        stripped_svg(drawing(line * 4_000 + '<path style="fill:u\\72l(https://a.example/)"/>'))


def test_what_tells_of_people_and_programs_is_left_out() -> None:
    shown = stripped_svg(SVG.encode())
    assert (
        SECRET.encode() not in shown and b"inkscape" not in shown and b"metadata" not in shown and b"<!--" not in shown
    )
    assert b'fill="teal"' in shown


def test_a_common_document_type_is_left_out() -> None:
    doctype = b'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert stripped_svg(doctype + drawing("<rect/>")).startswith(b"<svg ")


def test_words_after_what_is_left_out_stay() -> None:
    shown = stripped_svg(drawing("<text>أول<metadata>سر</metadata> ثان<!-- سر --> ثالث</text>")).decode()
    assert "أول ثان ثالث" in shown and "سر" not in shown


def test_words_between_thousands_of_things_left_out_stay_soon() -> None:
    begun = process_time()
    shown = stripped_svg(drawing(f"<text>{'<metadata/>كلام' * 40_000}</text>")).decode()
    assert shown.count("كلام") == 40_000 and "metadata" not in shown and process_time() - begun < 5


def test_an_image_inside_of_a_drawing_is_stripped_too() -> None:
    shown = stripped_svg(drawing(f'<image href="data:image/jpeg;base64,{b64encode(NOTED).decode()}"/>'))
    address = etree.fromstring(shown)[0].get("href")
    assert b"Secret" in NOTED and "U2VjcmV0" not in address
    with Image.open(BytesIO(b64decode(address.partition(",")[2]))) as image:
        assert image.size == (20, 20)


def test_a_drawing_that_multiplies_is_refused() -> None:
    layers = "".join(f'<g id="l{n}">' + f'<use href="#l{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))
    with pytest.raises(FlawedImageError, match="repeats"):
        stripped_svg(drawing(f'<g id="l0"><rect/></g>{layers}<use href="#l8"/>'))
    assert stripped_svg(drawing('<g id="a"><use href="#a"/></g><use href="#a"/>'))


@pytest.mark.parametrize(
    "inside",
    [
        "<g>" * 100_000,
        "<g>" * 200 + "</g>" * 200,
        "<rect/>" * 50_000,
        f'<path d="{"M1 1" * 50_000}"/>',
        f'<rect class="{"a(" * 5_000}"/>',
    ],
)
def test_a_deep_or_long_drawing_ends_soon(inside: str) -> None:
    found = examined(drawing(inside))
    assert found.flaw is None or found.flaw.code == "E214"


NAMES = st.sampled_from([*sorted(ELEMENTS), "script", "x:script", "h:div", "foreignObject", "handler", "iframe"])
ATTRIBUTES = st.sampled_from(
    [
        "href",
        "xlink:href",
        "style",
        "fill",
        "onload",
        "id",
        "class",
        "attributeName",
        "to",
        "src",
        "begin",
        "x:href",
        "xml:base",
    ]
)
VALUES = st.sampled_from(
    [
        "javascript:alert(1)",
        "#a",
        "url(#a)",
        "url(http://a.example)",
        "onload",
        "href",
        "red",
        "data:image/png;base64,AA==",
        "http://a.example/",
        "\\75rl(http://a.example)",
        "@import 'x'",
    ]
)
NODES = st.recursive(
    st.tuples(NAMES, st.dictionaries(ATTRIBUTES, VALUES, max_size=3), st.just([])),
    lambda inner: st.tuples(NAMES, st.dictionaries(ATTRIBUTES, VALUES, max_size=3), st.lists(inner, max_size=3)),
    max_leaves=6,
)


def written(node: tuple[str, dict[str, str], list[object]]) -> str:
    name, attributes, inner = node
    said = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{said}>{''.join(written(one) for one in inner)}</{name}>"


@settings(max_examples=150, deadline=None)
@given(NODES)
def test_whatever_is_published_holds_nothing_that_runs_or_fetches(
    node: tuple[str, dict[str, str], list[object]],
) -> None:
    try:
        shown = stripped_svg(drawing(written(node)))
    except FlawedImageError as problem:
        assert problem.flaw.code == "E214"
        return
    for element in etree.fromstring(shown).iter():
        assert etree.QName(element).namespace == NAMESPACE and etree.QName(element).localname in ELEMENTS
        for key, value in element.attrib.items():
            assert not key.lower().startswith("on") and "(http" not in value and "\\" not in value, (key, value)
            assert not key.endswith("href") or value.startswith(("#", "data:image/")) or not value, value
