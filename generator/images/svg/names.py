"""Elements and attributes of SVG that draw; all else is left out, or refused."""

from __future__ import annotations

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

ELEMENTS = frozenset(
    "svg g defs symbol use switch a title desc style path rect circle ellipse line polyline polygon text tspan "
    "textPath image marker pattern mask clipPath linearGradient radialGradient stop filter feBlend feColorMatrix "
    "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow "
    "feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset "
    "fePointLight feSpecularLighting feSpotLight feTile feTurbulence animate animateMotion animateTransform set mpath "
    "view".split()
)
ANIMATIONS = frozenset("animate animateMotion animateTransform set".split())
# What programs write for themselves and about people: neither drawn nor dangerous, and left out with all it holds.
LEFT_OUT = frozenset("metadata cursor font font-face glyph missing-glyph hkern vkern altGlyph color-profile".split())
# Namespaces of drawing programs, by their beginnings: their elements and attributes are left out.
EDITORS = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://inkscape.sourceforge.net/",
    "http://ns.adobe.com/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://www.bohemiancoding.com/sketch",
    "http://www.serif.com/",
    "http://www.figma.com/",
    "http://www.openswatchbook.org/",
    "http://schemas.microsoft.com/visio/",
    "http://www.corel.com/",
    "http://vectornator.io",
    "http://krita.org/",
    "https://boxy-svg.com",
)

PROPERTIES = frozenset(
    "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters "
    "color-rendering cursor direction display dominant-baseline enable-background fill fill-opacity fill-rule filter "
    "flood-color flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant "
    "font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning "
    "letter-spacing lighting-color marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity "
    "overflow paint-order pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray "
    "stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor "
    "text-decoration text-rendering transform transform-box transform-origin unicode-bidi vector-effect visibility "
    "white-space word-spacing writing-mode".split()
)
ATTRIBUTES = PROPERTIES | frozenset(
    "accumulate additive amplitude aria-describedby aria-hidden aria-label aria-labelledby attributeName attributeType "
    "azimuth baseFrequency baseProfile begin bias by calcMode class clipPathUnits cx cy d diffuseConstant divisor dur "
    "dx dy edgeMode elevation end exponent fill focusable from fr fx fy gradientTransform gradientUnits height href id "
    "in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lang lengthAdjust "
    "limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits max media method min mode "
    "numOctaves offset operator order orient origin path pathLength patternContentUnits patternTransform patternUnits "
    "points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY "
    "repeatCount repeatDur requiredFeatures restart result role rotate rx ry scale seed side slope spacing "
    "specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles style surfaceScale "
    "systemLanguage tabindex tableValues target targetX targetY textLength to type values version viewBox width x x1 "
    "x2 xChannelSelector y y1 y2 yChannelSelector z zoomAndPan".split()
)
# Animated, these would put in what the attribute itself may not hold.
NEVER_ANIMATED = frozenset("href style class id type media target begin end attributeName".split())
FOREIGN_NAMES = {
    "http://www.w3.org/1999/xhtml": "HTML",
    "http://www.w3.org/1998/Math/MathML": "MathML",
    "http://www.w3.org/2001/xml-events": "XML events",
    "http://www.w3.org/1999/XSL/Transform": "XSLT",
    "http://www.w3.org/2001/XInclude": "XInclude",
}
EVENTS = "http://www.w3.org/2001/xml-events"
EMBEDDED = ("image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp")
EMBEDDING = frozenset("image feImage".split())
AT_RULES = frozenset("media supports keyframes -webkit-keyframes -moz-keyframes charset namespace".split())
# Functions of style sheets that fetch, besides url().
FETCHING = frozenset(
    "url src image image-set -webkit-image-set cross-fade element expression attr -moz-element".split()
)
EXECUTED = frozenset("behavior -moz-binding -ms-behavior -o-link".split())
