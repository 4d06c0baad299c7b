"""Whether a page's own content security policy lets it load what it names, and run the scripts in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.check.addresses import Base, address_of
from generator.check.findings import Finding, finding
from generator.check.pages import Element, Page
from generator.text.content_policy import (
    PURPOSES,
    SCRIPTS,
    USUAL,
    Policy,
    hash_source,
    is_allowed,
    origin_of,
    parse_policy,
    sources_for,
)

LOADED: Mapping[str, tuple[str, str]] = {  # the attribute, and the directive that counts
    "script": ("src", "script-src"),
    "iframe": ("src", "frame-src"),
    "embed": ("src", "object-src"),
    "object": ("data", "object-src"),
    "audio": ("src", "media-src"),
    "video": ("src", "media-src"),
    "img": ("src", "img-src"),
    "source": ("src", "media-src"),
    "link": ("href", "style-src"),
}
INLINE: Mapping[str, str] = {"script": "script-src", "style": "style-src"}


def check_policy(page: Page) -> Iterator[Finding]:
    """A page may have several policies: each has to allow it."""
    metas = (meta for meta in page.root.iter("meta") if (meta.get("http-equiv") or "").lower() == _NAME)
    policies = [parse_policy(meta.get("content") or "") for meta in metas]
    for element in page.root.iter(*LOADED, *INLINE) if policies else ():
        for policy in policies:
            yield from _blocked(page, element, policy)


_NAME = "content-security-policy"


def _blocked(page: Page, element: Element, policy: Policy) -> Iterator[Finding]:
    tag = str(element.tag)
    attribute, directive = LOADED.get(tag, ("", ""))
    address = element.get(attribute) if attribute else None
    if address is None:
        if tag in INLINE and not _is_allowed_inline(element, sources_for(policy, INLINE[tag])):
            hint = "move it to a file in static/, or to a snippet in themes/ (docs/how-to/)"
            what = f"a `<{tag}>` in the page is blocked by its content security policy"
            yield finding(page.location(element), "K112", what, hint)
        return
    if tag == "link":
        directive = _of_link(element)
    origin = _foreign_origin(page.base, page.path, address)
    if origin and directive and not is_allowed(sources_for(policy, directive), _whole(page.base, address)):
        what = f"`{origin}` is blocked by the page's content security policy (`{directive}`)"
        yield finding(page.location(element), "K112", what, _hint(origin, directive))


def _hint(origin: str, directive: str) -> str:
    usual = USUAL.get(directive)
    if usual is None:
        return "use an `<iframe>` instead: plug-ins are never allowed"
    others = [purpose for purpose, directives in PURPOSES.items() if directive in directives and purpose != usual]
    named = f"; {', '.join(f'`{other}`' for other in others)} would allow it too" if others else ""
    return f"if you trust it, write `content_security: {{{usual}: [{origin}]}}` in site.yaml{named}"


def _of_link(element: Element) -> str:
    """The directive for what a link loads; "" for one that only leads somewhere."""
    kinds = (element.get("rel") or "").lower().split()
    if "stylesheet" in kinds:
        return "style-src"
    if "preload" in kinds or "modulepreload" in kinds:
        return {"font": "font-src", "style": "style-src", "image": "img-src"}.get(element.get("as") or "", "script-src")
    return "img-src" if "icon" in kinds else ""


def _is_allowed_inline(element: Element, sources: Sequence[str] | None) -> bool:
    kind = (element.get("type") or "").strip().lower()
    if sources is None or (element.tag == "script" and kind not in SCRIPTS):
        return True
    return "'unsafe-inline'" in sources or hash_source(element.text or "") in sources


def _foreign_origin(base: Base, path: str, address: str) -> str:
    """The origin of an address on another site, "" for the site's own and for data within the page."""
    if address_of(base, path, address).kind != "outside":
        return ""
    origin = origin_of(_whole(base, address))
    return origin if origin != f"{base.scheme}://{base.host}" else ""


def _whole(base: Base, address: str) -> str:
    """An address with its scheme, which `//host/` takes from the page."""
    address = address.strip()
    return f"{base.scheme}:{address}" if address.startswith("//") else address
